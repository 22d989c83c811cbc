"""The command line: parses, calls one function, prints. The only place that prints or exits; KGError is caught once, in main.

Exit codes: 0 done, 1 a problem that the message names, 2 wrong usage, 3 done but for what is listed (`kg build --keep-going`).
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from rich.console import Console

from kg import __version__
from kg.cli.asking import explore, show
from kg.cli.building import build
from kg.cli.checking import evaluate_exports
from kg.cli.comparing import diff
from kg.cli.console import print_text
from kg.cli.contrasting import compare_places
from kg.cli.linking import links
from kg.cli.networking import network, path
from kg.cli.promising import promises
from kg.cli.publishing import push
from kg.cli.querying import SETTINGS, query
from kg.cli.serving import serve
from kg.cli.tracing import lifecycle
from kg.cli.training import train_app
from kg.cli.unreading import unread
from kg.cli.validating import validate, verify
from kg.cli.vocabulary import ontology_app
from kg.errors import KGError

app = typer.Typer(
    name="kg",
    help="城企图谱：从政府工作报告和招商新闻建知识图谱。Knowledge graphs from Chinese government work reports.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(build)
app.command()(show)
app.command(context_settings=SETTINGS)(query)
app.command()(explore)
app.command()(serve)
app.command()(push)
app.command("eval")(evaluate_exports)
app.command()(validate)
app.command()(verify)
app.command()(unread)
app.command()(diff)
app.command()(path)
app.command()(network)
app.command()(promises)
app.command("compare")(compare_places)
app.command()(lifecycle)
app.command()(links)
app.add_typer(ontology_app, name="ontology")
app.add_typer(train_app, name="train")


def main() -> None:
    """Runs the command line; a KGError becomes one line on standard error and exit code 1."""
    # Before numpy is loaded: the products of matrices here are small, and threads that wait for each other took three times the
    # processor time and, on two busy cores, twice to five times the time.
    for library in ("OPENBLAS", "MKL", "OMP", "VECLIB"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    try:
        app()
    except KGError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"错误：{error}", style="red", markup=False)
        sys.exit(1)


@app.callback(invoke_without_command=True)
def about(version: Annotated[bool, typer.Option("--version", help="版本号。Show the version.")] = False) -> None:
    """城企图谱：从政府工作报告和招商新闻建知识图谱。"""
    if version:
        print_text(f"kg {__version__}")
        raise typer.Exit
