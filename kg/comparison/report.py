"""A comparison for the terminal. In: a Comparison; out: rich tables with the places as columns, and the quotes when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kg.comparison.model import Cell, Comparison, Indicator, Line, Listing, Money
from kg.comparison.sources import Sources
from kg.comparison.words import (
    AXES,
    DISPUTED,
    REASONS,
    accounts,
    amount_said,
    group_name,
    line_name,
    line_note,
    listing_name,
    names_note,
    no_money,
    notes,
    place_line,
    single_line,
    sum_name,
    sum_said,
    told_indicators,
    when,
    where,
)
from kg.query.render import in_a_line

#: Names in a cell unless all are asked for.
NAMES = 6


@dataclass(frozen=True, slots=True)
class Screen:
    """What a terminal is shown. ``everything``: indicators of one place alone, and all names; ``evidence``: the quotes."""

    everything: bool = False
    evidence: bool = False


def render(comparison: Comparison, screen: Screen) -> Iterator[RenderableType]:
    """The places, then indicators, what lies in them, investments, and the sources."""
    sources = Sources(comparison, screen.everything)
    yield Text("　".join(place.entity.name for place in comparison.places), style="bold")
    for line in (*map(place_line, comparison.places), *notes(comparison)):
        yield Text(f"  {line}", style="dim")
    head = _Head(comparison, sources if screen.evidence else None)
    for title, indicators in told_indicators(comparison, screen.everything):
        yield _indicators(head, title, indicators)
    if not screen.everything and len(comparison.places) > 1 and (left := single_line(comparison)):
        yield Text(left, style="dim")
    for listing in comparison.listings:
        yield _listing(head, listing, 0 if screen.everything else NAMES)
    yield from _money(head, comparison.money)
    if screen.evidence:
        yield Text("出处", style="bold")
        for number, entry in sources:
            yield Text(f"[{number}]「{in_a_line(entry.fact.evidence.quote)}」").append(f" {where(entry)}", style="dim")
    else:
        yield Text("每格的原文：加 --依据，或 --out 比较.html、比较.xlsx", style="dim")


class _Head:
    """Makes tables with a column for each place, and the numbers of sources behind what is told."""

    def __init__(self, comparison: Comparison, sources: Sources | None) -> None:
        self.comparison, self.sources = comparison, sources

    def table(self, title: str, first: Sequence[str], last: Sequence[str] = ()) -> Table:
        table = Table(
            title=Text(title), title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False,
            padding=(0, 2, 0, 0), expand=True,
        )  # fmt: skip
        for name in first:
            table.add_column(name, overflow="fold", ratio=2)
        for place in self.comparison.places:
            table.add_column(Text(in_a_line(place.entity.name)), overflow="fold", ratio=3)
        for name in last:
            table.add_column(name, overflow="fold", ratio=3)
        return table

    def marked(self, text: str, proofs: Sequence[object]) -> Text:
        numbers = self.sources.numbers(proofs) if self.sources else []  # type: ignore[arg-type]
        return Text(text).append("".join(f"[{number}]" for number in numbers), style="dim")


def _indicators(head: _Head, title: str, indicators: Sequence[Indicator]) -> Table:
    table = head.table(title, ("指标", "名目"), ("说明",))
    for indicator in indicators:
        for at, line in enumerate(indicator.lines):
            name = Text(in_a_line(indicator.name) if not at else "")
            cells = (_cell(head, cell, line) for cell in line.cells)
            note = Text(line_note(line), style="yellow")
            if not at and (named := names_note(indicator)):
                note.append(f"{'；' if note else ''}{named}", style="dim")
            table.add_row(name, Text(line_name(line)), *cells, note)
    return table


def _cell(head: _Head, cell: Cell | None, line: Line) -> Text:
    if cell is None:
        return Text("—", style="dim")
    pairs = zip(accounts(cell, line.measure), cell.readings, strict=True)
    told = Text("、").join(head.marked(words, one.proofs) for words, one in pairs)
    if year := when(cell, line):
        told.append(f" {year}", style="dim")
    return told.append(f" {DISPUTED}", style="yellow") if cell.disputed else told


def _listing(head: _Head, listing: Listing, limit: int) -> Table:
    table = head.table(listing_name(listing), ("",))
    if listing.parted or not listing.groups:
        table.add_row(Text("合计"), *(Text(str(total), style="bold") for total in listing.totals))
    for group in listing.groups:
        cells = []
        for members in group.members:
            cell = Text(str(len(members)), style="" if members else "dim")
            shown = members[:limit] if limit else members
            names = [head.marked(in_a_line(one.entity.name), one.proofs) for one in shown]
            if names:
                cell.append(" ").append(Text("、").join(names))
            cells.append(cell.append(" 等", style="dim") if len(shown) < len(members) else cell)
        table.add_row(Text(group_name(listing, group)), *cells)
    return table


def _money(head: _Head, money: Money) -> Iterator[RenderableType]:
    if none := no_money(head.comparison):
        yield Text(f"投资：{none}", style="bold")
        return
    for by, title in AXES.items():
        rows = [row for row in money.rows if row.by == by]
        if by != "all" and not any(row.name for row in rows):
            continue
        if not rows:
            continue
        table = head.table(f"投资（{title}；不同币种、不同名目不相加，计划另列）", ("名目",))
        for row in rows:
            cells = (
                head.marked(sum_said(cell, row), [proof for one in cell.added for proof in one.proofs])
                if cell
                else Text("—", style="dim")
                for cell in row.cells
            )
            table.add_row(Text(sum_name(row)), *cells)
        yield table
    for left in money.left:
        place = head.comparison.places[left.place].entity.name
        told = (
            f"{place}：{left.amount.entity.name} {left.amount.role} {amount_said(left.amount)}，{REASONS[left.reason]}"
        )
        yield head.marked(in_a_line(told), left.amount.proofs)
