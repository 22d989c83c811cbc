"""A comparison as a page. In: a Comparison; out: one HTML file, whole, without scripts and without the network.

Everything that comes from documents is escaped, and the page forbids itself to load or run anything. Bars are as wide as their numbers where
these can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.comparison.model import Cell, Comparison, Group, Indicator, Line, Listing, Place, SumRow
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
    member_note,
    names_note,
    no_money,
    notes,
    place_line,
    said,
    single_line,
    sum_name,
    sum_said,
    told_indicators,
    when,
    where,
)
from kg.query.card import Entry
from kg.query.render import in_a_line
from kg.single_page import rendered

#: Names that a cell shows; all stand beside their passages.
_NAMES = 6


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage: the words, where they stand, and what they are said of, where a cell tells of several things."""

    text: str
    where: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: what it says, names beneath, what one must know of it, the width of its bar in percent (0: none), its passages."""

    said: tuple[str, ...]
    names: str = ""
    note: str = ""
    bar: float = 0
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; None where a place has nothing to say. ``first``: rows before belong to another name; ``aside``: less than a note."""

    name: str
    cells: tuple[Shown | None, ...]
    measure: str = ""
    note: str = ""
    aside: str = ""
    first: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the page."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""


def to_page(comparison: Comparison, everything: bool) -> str:
    """The page; ``everything``: with the indicators that one place alone reports."""
    left = "" if everything or len(comparison.places) == 1 else single_line(comparison)
    sections = [_indicators(title, told) for title, told in told_indicators(comparison, everything)]
    return rendered(
        "kg.comparison",
        "comparison",
        {
            "places": [in_a_line(place.entity.name) for place in comparison.places],
            "about": [*map(place_line, comparison.places), *map(in_a_line, notes(comparison)), *filter(None, (left,))],
            "sections": [*sections, *(_listing(comparison, one) for one in comparison.listings), *_sums(comparison)],
            "left": [
            (comparison.places[one.place].entity.name, in_a_line(f"{one.amount.entity.name} {one.amount.role}"),
             amount_said(one.amount), REASONS[one.reason], _quotes(one.amount.proofs))
            for one in comparison.money.left
        ],
            },
    )  # fmt: skip


def _quotes(proofs: Iterable[Entry], of: str = "") -> tuple[Quote, ...]:
    return tuple(Quote(in_a_line(entry.fact.evidence.quote), where(entry), in_a_line(of)) for entry in proofs)


def _indicators(title: str, indicators: Iterable[Indicator]) -> Section:
    rows = []
    for indicator in indicators:
        for at, line in enumerate(indicator.lines):
            cells = tuple(_cell(cell, line) if cell else None for cell in line.cells)
            aside = "" if at else names_note(indicator)
            rows.append(Row(in_a_line(indicator.name), cells, line_name(line), line_note(line), aside, first=not at))
    return Section(title, tuple(rows))


def _cell(cell: Cell, line: Line) -> Shown:
    widest = max(abs(reading.value) for one in line.told for reading in one.readings)
    drawn = line.comparable and not cell.disputed and widest and min(one.readings[0].value for one in line.told) >= 0
    quotes = tuple(
        quote
        for reading in cell.readings
        for quote in _quotes(reading.proofs, said(reading, line.measure) if len(cell.readings) > 1 else "")
    )
    others = f"另有 {'、'.join(map(str, cell.others))} 年" if cell.others else ""
    return Shown(
        said=accounts(cell, line.measure),
        note="，".join(filter(None, (when(cell, line), DISPUTED if cell.disputed else "", others))),
        bar=_width(cell.readings[0].value, widest) if drawn else 0,
        quotes=quotes,
    )


def _width(value: float, widest: float) -> float:
    return round(100 * value / widest, 1)


def _listing(comparison: Comparison, listing: Listing) -> Section:
    widest = max((len(members) for group in listing.groups for members in group.members), default=0)
    totals = tuple(Shown((f"{total} 个",)) for total in listing.totals)
    rows = [Row("合计", cells=totals)] if listing.parted or not listing.groups else []
    for group in listing.groups:
        cells = (_members(group, at, place, widest) for at, place in enumerate(comparison.places))
        rows.append(Row(group_name(listing, group), tuple(cells)))
    several = any(
        sum(len(group.members[at]) for group in listing.groups) > total for at, total in enumerate(listing.totals)
    )
    return Section(listing_name(listing), tuple(rows), "一家企业可以在几个产业里，合计只算一次" if several else "")


def _members(group: Group, at: int, place: Place, widest: int) -> Shown | None:
    members = group.members[at]
    if not members:
        return None
    quotes: list[Quote] = []
    for member in members:
        note = member_note(member, place)
        quotes += _quotes(member.proofs, member.entity.name + (f"（{note}）" if note else ""))
    names = "、".join(in_a_line(member.entity.name) for member in members[:_NAMES])
    names += " 等" if len(members) > _NAMES else ""
    return Shown((f"{len(members)} 个",), names, bar=_width(len(members), widest), quotes=tuple(quotes))


def _sums(comparison: Comparison) -> list[Section]:
    money, sections = comparison.money, []
    for by, title in AXES.items():
        rows = [row for row in money.rows if row.by == by]
        if rows and (by == "all" or any(row.name for row in rows)):
            note = "不同币种、不同名目不相加；计划另列"
            sections.append(Section(f"投资（{title}）", tuple(_sum_row(row) for row in rows), note))
    none = no_money(comparison)
    return [*sections, Section("投资", (), none)] if none else sections


def _sum_row(row: SumRow) -> Row:
    widest = max((cell.value for cell in row.cells if cell), default=0)
    drawn = sum(cell is not None for cell in row.cells) > 1 and widest > 0 and not row.years_differ
    cells = tuple(
        Shown(
            said=(sum_said(cell, row),),
            bar=_width(cell.value, widest) if drawn else 0,
            quotes=tuple(
                quote
                for amount in cell.added
                for quote in _quotes(amount.proofs, f"{amount.entity.name} {amount_said(amount)}")
            ),
        )
        if cell
        else None
        for cell in row.cells
    )
    return Row(sum_name(row), cells, note="年份不同" if row.years_differ else "")
