"""`kg query`: questions of the pack, files and SPARQL, over an export."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.console import Bars, Exports, print_text, tell, write_file
from kg.config import DEFAULT_OUT
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.query.answer import Answer
    from kg.query.engines import Opened
    from kg.query.pack import Question

#: Rows that a terminal is shown unless it asks for more.
SCREEN = 100
#: Seconds that a query may take unless told otherwise.
PATIENCE = 300.0

#: The options of a question are not known before it is read, so what the parser does not know comes to `query` in order.
SETTINGS = {"ignore_unknown_options": True, "allow_extra_args": True}


def _names(incomplete: str) -> list[str]:
    from kg.query.pack import questions

    known = [called for question in questions() for called in (question.short, question.name)]
    return [name for name in known if name.startswith(incomplete)]


def query(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="问题",
            help="现成问题的名称、.rq 文件、SPARQL 文本，或 - 从标准输入读。Question, file, SPARQL or -.",
            autocompletion=_names,
        ),
    ] = None,
    exports: Exports = DEFAULT_OUT,
    form: Annotated[str, typer.Option("--format", help="table、csv、json、xlsx、tsv、xml、ttl。")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="写到文件，格式可由后缀定。Write to a file.")] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", "--依据", "-e", help="加上原文、文档和位置。Show the passages.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, help="最多几行，0 为不限；终端上默认 100 行。At most N rows.")
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0, help="最多几秒，0 为不限。Seconds.")] = PATIENCE,
    store: Annotated[
        Path | None, typer.Option("--store", help="大图谱的磁盘索引放在哪里，默认在导出目录的 .kg。")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild-store", help="重建磁盘索引。Make the store anew.")] = False,
    values: Annotated[list[str] | None, typer.Option("--set", help="参数的另一种写法：名称=值。")] = None,
    listed: Annotated[bool, typer.Option("--list", help="列出现成的问题和参数。List the questions.")] = False,
    explained: Annotated[
        bool, typer.Option("--explain", "--说明", help="说明一个问题，并打印它的 SPARQL。Explain a question.")
    ] = False,
) -> None:
    """对 graph.ttl 提问：现成的问题或 SPARQL。Ask the graph.

    例：kg query 园区企业 --市 东莞市 --依据
    """
    from kg.query.pack import read_question
    from kg.query.sparql import Request, reply

    name, given = _parted(words or [])
    if listed or not name:
        _print_list()
        return
    question = read_question(name, stdin=sys.stdin)
    given |= dict(_pairs(values or []))
    _check(ctx, question, given)
    if explained:
        _print_question(question)
        return
    answered = reply(_opened(exports, store, rebuild), Request(question, given, evidence, timeout))
    for note in answered.notes:
        tell(note)
    _show(answered.answer, form, out, limit)


def _opened(exports: Path, store: Path | None, rebuild: bool) -> Opened:
    """The export; a bar runs while a large one is put on disk."""
    from kg.query.engines import open_export
    from kg.query.store import Keeping

    bars = Bars(Console(stderr=True))
    done = 0

    def progress(read: int, size: int) -> None:
        nonlocal done
        if not read:
            bars.stage("建磁盘索引 MB", size // 1_000_000)
        bars.advance(read // 1_000_000 - done)
        done = read // 1_000_000

    keeping = Keeping(store, rebuild=rebuild, warned=tell, progress=progress)
    with bars.progress:
        return open_export(exports, keeping=keeping)


def _parted(words: list[str]) -> tuple[str, dict[str, str]]:
    """The question, and its parameters with their values."""
    named: list[str] = []
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            named.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        found = value if equals else next(rest, None)
        if found is None:
            raise KGError(f"--{name} 后面没有值", remedy=f"写成 --{name} 值")
        given[name] = found
    if len(named) > 1:
        raise KGError(f"不知道 {named[1]} 是什么", remedy="只能问一个问题；SPARQL 文本要放在引号里")
    return (named[0] if named else ""), given


def _pairs(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        name, equals, said = value.partition("=")
        if not equals:
            raise KGError(f"--set {value} 缺少等号", remedy="写成 --set 名称=值")
        yield name, said


def _check(ctx: typer.Context, question: Question, given: Iterable[str]) -> None:
    """A parameter that the question does not have may be an option of the command, misspelt."""
    from difflib import get_close_matches

    options = [spelt.lstrip("-") for known in ctx.command.params for spelt in known.opts if spelt.startswith("--")]
    for name in given:
        near = get_close_matches(name, options, n=1, cutoff=0.7)
        if near and name not in [param.name for param in question.params]:
            raise KGError(f"没有选项 --{name}", remedy=f"是不是 --{near[0]}？")
        question.param(name)


def _show(answer: Answer, form: str, out: Path | None, limit: int | None) -> None:
    from kg.query.render import RENDERERS, render_answer

    suffix = out.suffix.removeprefix(".").lower() if out else ""
    form = form or (suffix if suffix in RENDERERS else "csv" if out else "table")
    bound = limit if limit is not None else SCREEN if form == "table" and not out and sys.stdout.isatty() else 0
    rendered = render_answer(answer.first(bound) if bound else answer, form)
    if out:
        if not isinstance(rendered, str | bytes):
            raise KGError("table 格式只在终端显示", remedy="写文件用 --format csv、json 或 xlsx")
        write_file(out, rendered)
        tell(f"{len(answer.rows)} 行写入 {out.as_posix()}")
    elif isinstance(rendered, bytes):
        raise KGError(f"{form} 格式要写到文件", remedy=f"加上 --out 结果.{form}")
    elif isinstance(rendered, str):
        print_text(rendered)
    else:
        Console(highlight=False).print(rendered)
    if bound and len(answer.rows) > bound:
        tell(f"共 {len(answer.rows)} 行，只显示前 {bound} 行；全部用 --limit 0，或 --out 结果.xlsx")


def _print_list() -> None:
    from rich.cells import cell_len

    from kg.query.pack import questions

    lines: list[Text] = []
    width = max(cell_len(question.short) for question in questions()) + 2
    for group, members in groupby(questions(), key=lambda question: question.group):
        lines.append(Text(group, style="bold"))
        for question in members:
            options = "".join(f"  --{param.name}" for param in question.params)
            name = question.short + " " * (width - cell_len(question.short))
            lines.append(Text.assemble("  ", (name, "cyan"), question.question, (options, "dim")))
    # A line is a line, also behind a pipe: soft_wrap leaves folding to the terminal
    console = Console(highlight=False, soft_wrap=True)
    console.print(*lines, sep="\n")
    console.print("\n用法：kg query 园区企业 --市 东莞市 --依据    说明：kg query 园区企业 --说明", markup=False)


def _print_question(question: Question) -> None:
    lines = [f"{question.short}（{question.name}）：{question.title}", question.question, question.english, ""]
    lines += [f"  --{param.name} {param.what}" for param in question.params]
    if question.example:
        example = " ".join(f"--{name} {value}" for name, value in question.example.items())
        lines += ["", f"例：kg query {question.short} {example}"]
    if question.evidence:
        lines += ["", f"加 --依据 还有：{'、'.join(question.evidence)}"]
    print_text("\n".join([*lines, "", question.text] if question.short else [question.text]))
