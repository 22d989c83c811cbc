"""The results to read. In: results; out: Markdown for QUALITY.md, a table for a terminal, plain values for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kg.vocabulary.results import Outcome, Result

_FAMILIES = {
    "FOOPS!": "FAIR 检查，编号与含义取自 FOOPS!（https://w3id.org/foops）的二十四项",
    "OOPS!": "建模的常见毛病，编号与含义取自 OOPS! 目录；P01、P09、P14 至 P18、P23 要人来判断，不在表里",
    "KG": "本项目自己的检查",
}
_COLOURS = {
    Outcome.PASSED: "green", Outcome.PARTLY: "green", Outcome.ACCEPTED: "yellow", Outcome.FAILED: "red", Outcome.OPEN: "dim",
}  # fmt: skip


def summary(results: Iterable[Result]) -> str:
    """One line: how many checks ended how, as far as there are any."""
    counts = Counter(result.outcome for result in results)
    return "，".join(f"{outcome.value} {counts[outcome]} 项" for outcome in Outcome if counts[outcome])


def to_markdown(results: Sequence[Result]) -> str:
    """QUALITY.md."""
    lines = [
        "# 词表质量",
        "",
        "由 `kg ontology pages` 生成，不要手改；测试比较它与现查的结果。不联网。",
        "",
        f"{summary(results)}。",
    ]
    for family, about in _FAMILIES.items():
        lines += ["", f"## {family}", "", f"{about}。", "", "| 编号 | 问什么 | 结果 | 说明 |", "|---|---|---|---|"]
        for result in results:
            if result.family == family:
                cells = (result.check, result.asks, result.outcome.value, result.detail)
                lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def to_screen(results: Sequence[Result]) -> RenderableType:
    """A table for a terminal, and the summary below it."""
    table = Table(box=None, pad_edge=False)
    for head in ("编号", "问什么", "结果", "说明"):
        table.add_column(head, overflow="fold")
    for result in results:
        outcome = Text(result.outcome.value, style=_COLOURS[result.outcome])
        table.add_row(Text(result.check), Text(result.asks), outcome, Text(result.detail))
    return Group(table, Text(f"\n{summary(results)}"))


def to_json(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Plain values."""
    return [
        {
            "check": result.check,
            "family": result.family,
            "asks": result.asks,
            "outcome": result.outcome.value,
            "findings": [{"term": finding.term, "says": finding.says} for finding in result.findings],
            "accepted": [{"term": finding.term, "reason": reason} for finding, reason in result.accepted],
            "note": result.note,
        }
        for result in results
    ]
