"""`kg eval`: how good a build is."""

from __future__ import annotations

import json
from collections.abc import Container
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.console import AsJson, Exports, print_text
from kg.config import DEFAULT_OUT
from kg.errors import KGError
from kg.model import Document


def evaluate_exports(
    gold: Annotated[Path, typer.Argument(help="标注文件夹。Folder of gold files.")],
    exports: Exports = DEFAULT_OUT,
    by_type: Annotated[bool, typer.Option("--by-type", help="按类型和关系分列。Types and relations.")] = False,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="每条规则的功过。What each rule earns.")] = False,
    errors: Annotated[int, typer.Option("--errors", min=0, help="各列 N 条错漏和原句。N mistakes of each kind.")] = 0,
    texts: Annotated[list[str] | None, typer.Option("--texts", help="建图谱的文件，供 --errors 引用。Sources.")] = None,
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
        print_text(json.dumps(to_json(report), ensure_ascii=False, indent=1))
    else:
        Console(highlight=False, soft_wrap=True).print(render(report))


def _texts_of(titles: Container[str], sources: list[str] | None) -> list[Document]:
    """The documents of a build, read again: exports hold offsets, the texts stay with the sources.

    Raises:
        KGError: the sources hold no document of this build.
    """
    from kg.config import load_config
    from kg.sources import named, read_sources

    config = load_config(None, sources=tuple(sources) if sources else None)
    documents = [d for d in read_sources(config.sources, fields=config.fields) if d.id in titles]
    if not documents:
        told = " ".join(map(named, config.sources))
        raise KGError(f"{told} 里没有这次构建的文档", remedy="请用 --texts 给出建图谱时的文件或文件夹")
    return documents
