"""An evaluation to read. In: verdicts and what was made of them; out: JSON values, or tables and paragraphs for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from kg.check.bcubed import Resolution
from kg.check.byrule import RuleScore
from kg.check.gold import Gold
from kg.check.mistakes import LEFT, RIGHT, Mistake
from kg.check.verdict import MEASURES, Outcome, Tally
from kg.lexicon.spelling import folded

MEASURE_NAMES = {
    "surfaces": "名称", "entities": "实体", "relations": "关系",
    "investment": "投资", "status": "状态", "observations": "统计",
}  # fmt: skip
B_CUBED = "b-cubed"


@dataclass(frozen=True, slots=True)
class Report:
    """What one evaluation found.

    Attributes:
        tallies: as ``tallied`` gives them.
        resolution: as ``resolution`` gives it.
        rules: as ``score_rules`` gives them; None when not asked for.
        mistakes: as ``find_mistakes`` gives them; None when not asked for.
        absent: titles of gold that the build has no document of.
        by_type: whether types and relations have lines of their own.
    """

    tallies: Mapping[str, Tally]
    resolution: Mapping[str, Resolution]
    rules: list[RuleScore] | None = None
    mistakes: list[Mistake] | None = None
    absent: list[str] = field(default_factory=list)
    by_type: bool = False


def absent_titles(titles: Mapping[str, str], golds: Mapping[str, Gold]) -> list[str]:
    """Titles, as gold writes them, of which the build (document id -> title) has no document."""
    built = {folded(title) for title in titles.values()}
    return [gold.title for title, gold in golds.items() if title not in built]


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain values; figures are rounded to four digits, with the keys that gold/score.py gives them."""
    told: dict[str, Any] = {"measures": {}, B_CUBED: {}}
    for key in _keys(report):
        tally = report.tallies[key]
        counts = {"gold": tally.right + tally.missed, "predicted": tally.right + tally.wrong}
        told["measures"][key] = {**_rounded(*tally.figures()), **counts}
    for kind, one in _resolutions(report):
        told[B_CUBED][kind or "all"] = {**_rounded(one.precision, one.recall, one.f1), "names": one.items}
    if report.rules is not None:
        told["rules"] = [
            {**asdict(score), "precision": round(score.precision, 4), "gain": round(score.gain, 4)}
            for score in report.rules
        ]
    if report.mistakes is not None:
        told["errors"] = [asdict(mistake) for mistake in report.mistakes]
    told["absent"] = report.absent
    return told


def _rounded(precision: float, recall: float, f1: float) -> dict[str, float]:
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _keys(report: Report) -> Iterator[str]:
    yield from MEASURES
    if report.by_type:
        yield from sorted(key for key in report.tallies if "/" in key)


def _resolutions(report: Report) -> Iterator[tuple[str, Resolution]]:
    for kind, one in report.resolution.items():
        if report.by_type or not kind:
            yield kind, one


def render(report: Report) -> RenderableType:
    """The report for a terminal: figures, then rules, then mistakes."""
    parts: list[RenderableType] = [_figures(report)]
    if report.rules is not None:
        parts += ["", _rules(report.rules)]
    parts += _mistakes(report.mistakes or ())
    if report.absent:
        parts += ["", Text("构建里没有这些标注文档：" + "；".join(report.absent), style="red")]
    return Group(*parts)


def _figures(report: Report) -> Table:
    table = Table("", *_right("准确率", "召回率", "F1", "应有", "给出"), box=None)
    for key in _keys(report):
        tally = report.tallies[key]
        counts = (tally.right + tally.missed, tally.right + tally.wrong)
        table.add_row(key, *(f"{figure:.3f}" for figure in tally.figures()), *map(str, counts))
    for kind, one in _resolutions(report):
        figures = (f"{figure:.3f}" for figure in (one.precision, one.recall, one.f1))
        table.add_row(f"{B_CUBED}/{kind}" if kind else B_CUBED, *figures, str(one.items), str(one.items))
    return table


def _right(*heads: str) -> Iterator[Column]:
    return (Column(head, justify="right") for head in heads)


def _rules(scores: Iterable[RuleScore]) -> Table:
    """Every rule with its measure; what harms is red."""
    caption = "独有：只有这条规则答对的；增益：去掉它时 F1 损失的百分点，负数是在帮倒忙"
    table = Table(
        "衡量", "规则", *_right("对", "错", "不计", "准确率", "独有", "增益"),
        box=None, caption=caption, caption_justify="left",
    )  # fmt: skip
    for score in scores:
        counts = (str(score.right), str(score.wrong), str(score.neutral), f"{score.precision:.3f}", str(score.sole))
        style = "red" if score.gain < 0 else ""
        name = MEASURE_NAMES[score.measure]
        table.add_row(name, Text(score.rule), *counts, f"{100 * score.gain:+.2f}", style=style)
    return table


def _mistakes(mistakes: Iterable[Mistake]) -> Iterator[RenderableType]:
    """Under a heading for each measure and outcome; Text throughout, so that brackets in sentences are no console markup."""
    heading = ""
    for mistake in mistakes:
        word = "答错" if mistake.outcome is Outcome.WRONG else "漏掉"
        if heading != (heading := f"{MEASURE_NAMES[mistake.measure]}，{word}的"):
            yield Text(f"\n{heading}", style="bold")
        where = " · ".join(filter(None, (mistake.title, *mistake.rules)))
        yield Text(f"  {mistake.said}").append(f"  {where}", style="dim")
        if mistake.context:
            yield _marked(f"    {mistake.context}")


def _marked(context: str) -> Text:
    text = Text(context)
    text.highlight_regex(f"{LEFT}.+?{RIGHT}", "bold yellow")
    return text
