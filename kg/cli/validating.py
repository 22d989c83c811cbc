"""`kg validate` and `kg verify`: whether an export keeps to its rules, and to the words of its sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.console import AsJson, Bars, Config, Exports, print_text
from kg.config import DEFAULT_OUT


def validate(
    file: Annotated[
        Path | None,
        typer.Argument(help="Turtle 文件，默认 --exports 里的 graph.ttl。A Turtle file.", show_default=False),
    ] = None,
    exports: Exports = DEFAULT_OUT,
    examples: Annotated[int, typer.Option("--examples", min=1, help="每条规则举几处。Places for each rule.")] = 5,
    as_json: AsJson = False,
) -> None:
    """用形状（SHACL）和不变式检查图谱；有错误时退出码为 1，警告不算。Check the graph against shapes and invariants."""
    from kg.check.validation import validate as validate_file
    from kg.check.validation_report import render, to_json

    bars = Bars(Console(stderr=True))
    with bars.progress:
        validation = validate_file(file or exports / "graph.ttl", bars)
    if as_json:
        print_text(json.dumps(to_json(validation), ensure_ascii=False, indent=1))
    else:
        Console(highlight=False, soft_wrap=True).print(render(validation, examples))
    if validation.count("violation"):
        raise typer.Exit(1)


def verify(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="建图谱的文件或文件夹，默认 seeds/。Files or folders.", show_default=False),
    ] = None,
    exports: Exports = DEFAULT_OUT,
    config: Config = None,
    examples: Annotated[int, typer.Option("--examples", min=1, help="列出几处不符。Problems to list.")] = 20,
    as_json: AsJson = False,
) -> None:
    """重读来源文件，逐字核对每条引文；有不符时退出码为 1。Re-read every quote in the source files."""
    from kg.check.verification_report import render, to_json
    from kg.config import load_config
    from kg.verify import verify_exports

    settings = load_config(config, sources=tuple(sources) if sources else None)
    verification = verify_exports(settings.sources, exports, settings.fields)
    if as_json:
        print_text(json.dumps(to_json(verification), ensure_ascii=False, indent=1))
    else:
        Console(highlight=False, soft_wrap=True).print(render(verification, examples))
    if verification.problems:
        raise typer.Exit(1)
