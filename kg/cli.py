"""The command line: parses, calls one function, prints. The only module that prints or exits; KGError is caught once, in main.

Exit codes: 0 done, 1 a problem that the message names, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
import webbrowser
from collections.abc import Container, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from kg import __version__
from kg.config import DEFAULT_OUT
from kg.errors import KGError
from kg.model import Document

app = typer.Typer(
    name="kg",
    help="城企图谱：从政府工作报告和招商新闻建知识图谱。Knowledge graphs from Chinese government work reports.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
train_app = typer.Typer(help="训练随包模型。Train the models that ship with kg.", no_args_is_help=True)
app.add_typer(train_app, name="train")

Exports = Annotated[Path, typer.Option("--exports", help="kg build 写出的目录。Folder that kg build wrote.")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。Print JSON.")]


def main() -> None:
    """Runs the command line; a KGError becomes one line on standard error and exit code 1."""
    try:
        app()
    except KGError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"错误：{error}", style="red", markup=False)
        sys.exit(1)


def _print(text: str) -> None:
    """Plain output, whatever the console's width."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


@app.callback(invoke_without_command=True)
def about(version: Annotated[bool, typer.Option("--version", help="版本号。Show the version.")] = False) -> None:
    """城企图谱：从政府工作报告和招商新闻建知识图谱。"""
    if version:
        _print(f"kg {__version__}")
        raise typer.Exit


class _Bars:
    """Draws the stages of a build on standard error; silent when that is no terminal."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self.task: TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        self.task = self.progress.add_task(name, total=total)

    def step(self) -> None:
        if self.task is not None:
            self.progress.advance(self.task)


@app.command()
def build(
    sources: Annotated[list[Path] | None, typer.Argument(help="文件或文件夹，默认 seeds/。Files or folders.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="导出目录，默认 exports/。Output folder.")] = None,
    config: Annotated[Path | None, typer.Option("--config", help="配置文件，默认 kg.toml。Configuration.")] = None,
    methods: Annotated[str | None, typer.Option("--methods", help="用什么：both、rules（不用模型）或 models。")] = None,
    as_json: AsJson = False,
) -> None:
    """读文件，建图谱，写出全部导出。Build the graph and write all exports."""
    from kg.config import load_config
    from kg.pipeline import build as build_graph

    overrides = {"sources": tuple(sources) if sources else None, "out": out, "methods": methods}
    settings = load_config(config, **overrides)
    bars = _Bars(Console(stderr=True))
    with bars.progress:
        result = build_graph(settings, bars)
    corpus = result.corpus
    counts = {
        "documents": len(corpus.documents),
        "entities": len(corpus.entities),
        "mentions": len(corpus.mentions),
        "facts": len(corpus.facts),
        "unread": len(corpus.unread),
    }
    page = (settings.out / "explorer.html").as_posix()
    if as_json:
        seconds = {stage: round(took, 3) for stage, took in result.seconds.items()}
        _print(json.dumps({**counts, "seconds": seconds, "page": page}, ensure_ascii=False))
        return
    total = sum(result.seconds.values())
    table = Table(box=None, show_header=False, pad_edge=False)
    for stage, took in result.seconds.items():
        table.add_row(stage, f"{took:.2f} 秒", f"{took / total:.0%}")
    Console(highlight=False).print(table)
    _print(
        f"{counts['documents']} 篇文档，{counts['entities']} 个实体，{counts['facts']} 条事实，"
        f"{counts['unread']} 句里还有没读懂的名称或金额，共 {total:.1f} 秒。"
    )
    _print(f"网页在 {page}，用浏览器打开或运行 kg explore。")


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="实体名称或别名。Name or alias.")],
    exports: Exports = DEFAULT_OUT,
    as_json: AsJson = False,
) -> None:
    """显示一个实体的卡片：关系、金额、状态和原文。One entity's card with its quotes."""
    from kg.query.card import card, find_entities, render, to_json
    from kg.query.tables import read_tables

    tables = read_tables(exports)
    cards = [card(tables, entity.id) for entity in find_entities(tables, name)]
    if as_json:
        _print(json.dumps([to_json(one) for one in cards], ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    for one in cards:
        console.print(render(one))


@app.command()
def query(
    question: Annotated[str, typer.Argument(help="SPARQL 文本、.rq 文件、现成问题的名称或 - 。")] = "",
    exports: Exports = DEFAULT_OUT,
    form: Annotated[str, typer.Option("--format", help="table、csv 或 json。")] = "table",
    values: Annotated[list[str] | None, typer.Option("--set", help="现成问题的参数，如 地区名=东莞市。")] = None,
    listed: Annotated[bool, typer.Option("--list", help="列出现成的问题和参数。List the questions.")] = False,
) -> None:
    """对 graph.ttl 做 SPARQL 查询。Ask the Turtle export."""
    from kg.query.pack import questions
    from kg.query.sparql import ask, read_question, render_answer

    if listed or not question:
        for known in questions():
            params = "".join(f"\n    --set {name}=…  {what}" for name, what in known.params.items())
            _print(f"{known.name}  {known.question}{params}")
        return
    text = read_question(question, stdin=sys.stdin, values=dict(_pairs(values or [])))
    rendered = render_answer(ask(exports, text), form)
    if isinstance(rendered, str):
        _print(rendered)
    else:
        Console(highlight=False).print(rendered)


def _pairs(values: list[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        name, equals, said = value.partition("=")
        if not equals:
            raise KGError(f"--set {value} 缺少等号", remedy="写成 --set 名称=值")
        yield name, said


@app.command()
def explore(
    exports: Exports = DEFAULT_OUT,
    only_print: Annotated[bool, typer.Option("--print", help="只打印地址。Print the address only.")] = False,
) -> None:
    """用浏览器打开图谱网页。Open the explorer in a browser."""
    page = exports / "explorer.html"
    if not page.is_file():
        raise KGError(f"{page.as_posix()} 不存在", remedy="先运行 kg build")
    address = page.resolve().as_uri()
    if only_print or not webbrowser.open(address):
        _print(address)


@app.command("eval")
def evaluate_exports(
    gold: Annotated[Path, typer.Argument(help="标注文件夹。Folder of gold files.")],
    exports: Exports = DEFAULT_OUT,
    by_type: Annotated[bool, typer.Option("--by-type", help="按类型和关系分列。Types and relations.")] = False,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="每条规则的功过。What each rule earns.")] = False,
    errors: Annotated[int, typer.Option("--errors", min=0, help="各列 N 条错漏和原句。N mistakes of each kind.")] = 0,
    texts: Annotated[
        list[Path] | None, typer.Option("--texts", help="建图谱的文件，供 --errors 引用。Sources.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """用标注答案衡量一次构建：准确率、召回率、F1。Measure a build against gold."""
    from kg.check.bcubed import resolution
    from kg.check.byrule import score_rules
    from kg.check.evaluate import judge
    from kg.check.gold import read_gold
    from kg.check.mistakes import find_mistakes
    from kg.check.report import Report, absent_titles, render, to_json
    from kg.check.verdict import tallied
    from kg.query.tables import read_tables

    golds, tables = read_gold(gold), read_tables(exports)
    titles = {document.id: document.title for document in tables.documents.values()}
    mentions = tuple(tables.mentions())
    verdicts = tuple(judge(titles, mentions, tables.facts(), golds))
    report = Report(
        tallied(verdicts),
        resolution(titles, mentions, golds),
        rules=score_rules(verdicts) if by_rule else None,
        mistakes=list(find_mistakes(verdicts, _texts_of(titles, texts), errors)) if errors else None,
        absent=absent_titles(titles, golds),
        by_type=by_type,
    )
    if as_json:
        _print(json.dumps(to_json(report), ensure_ascii=False, indent=1))
    else:
        Console(highlight=False, soft_wrap=True).print(render(report))


def _texts_of(titles: Container[str], sources: list[Path] | None) -> list[Document]:
    """The documents of a build, read again: exports hold offsets, the texts stay with the sources.

    Raises:
        KGError: the sources hold no document of this build.
    """
    from kg.config import load_config
    from kg.sources import read_sources

    paths = load_config(None, sources=tuple(sources) if sources else None).sources
    documents = [document for document in read_sources(paths) if document.id in titles]
    if not documents:
        named = " ".join(path.as_posix() for path in paths)
        raise KGError(f"{named} 里没有这次构建的文档", remedy="请用 --texts 给出建图谱时的文件或文件夹")
    return documents


@train_app.command("segmenter")
def train_segmenter(
    general: Annotated[list[Path], typer.Option("--general", help="CoNLL-U 语料，可多次给出。General treebank.")],
    out: Annotated[Path, typer.Option("--out", help="模型目录。Folder for the model.")],
    domain: Annotated[Path | None, typer.Option("--domain", help="种子文件夹（含 gold/）。Seeds with gold.")] = None,
) -> None:
    """训练 pkuseg 分词模型。Train the pkuseg segmentation model."""
    from kg.train.segmenter import train_segmenter as train

    _print(json.dumps(asdict(train(general, domain, out)), ensure_ascii=False, indent=1))


Answered = Annotated[Path, typer.Option("--annotated", help="自己写的标注语料。Our annotated texts.")]
GoldSeeds = Annotated[Path | None, typer.Option("--seeds", help="种子文件夹（含 gold/）。Seeds with gold.")]


@train_app.command("ner")
def train_ner(
    annotated: Answered = Path("kg/train"),
    seeds: GoldSeeds = Path("seeds"),
    out: Annotated[Path, typer.Option("--out", help="模型目录。")] = Path("kg/mentions/recogniser_model"),
) -> None:
    """训练名称识别模型（约二十分钟）。Train the recogniser of names (about twenty minutes)."""
    from kg.train.ner import train_recogniser

    _print(json.dumps(asdict(train_recogniser(annotated, seeds, out, told=_told)), ensure_ascii=False, indent=1))


def _told(line: str) -> None:
    Console(stderr=True, highlight=False).print(line)
