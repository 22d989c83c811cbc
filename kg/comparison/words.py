"""A comparison in Chinese. In: its parts; out: what is read of them, the same on the terminal, in files and on the page."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.comparison.model import (
    Amount,
    Axis,
    Cell,
    Comparison,
    Group,
    Indicator,
    Line,
    Listing,
    Measure,
    Member,
    Place,
    Reading,
    Reason,
    Sum,
    SumRow,
)
from kg.lexicon.data import read_rules
from kg.model import EntityType, FactKind
from kg.query.card import Entry
from kg.query.render import in_a_line

UNITS_DIFFER, DISPUTED = "单位不同，不能相比", "说法不一"
SPANS = "几年合计或其他时段"
REASONS: dict[Reason, str] = {
    "cancelled": "已经取消，没有加",
    "period": f"{SPANS}的数，没有加",
    "disputed": "同一主体、同一名目有几个不同的数，没有加",
    "earlier": "后来另有说法，没有加",
    "done": "已有实绩，没有加到计划里",
    "older": "较早或不明的年份，没有加",
    "part": "它所属的项目已经算了，没有加",
}
AXES: dict[Axis, str] = {"all": "合计", "industry": "按产业", "status": "按状态"}
_NAMES: dict[tuple[FactKind, Measure], str] = {
    ("actual", "value"): "实绩",
    ("actual", "growth"): "实绩增速",
    ("target", "value"): "计划",
    ("target", "growth"): "计划增速",
}
#: From here on a number is told in 万, 亿 and 万亿; a wage of 23218.6 yuan is not.
_SCALES = ((10**12, 10**12, "万亿"), (10**8, 10**8, "亿"), (10**5, 10**4, "万"))
_SILENT = {EntityType.ENTERPRISE: "没有说从事什么产业", EntityType.PROJECT: "没有说到什么状态", EntityType.PARK: "全部"}


def line_name(line: Line) -> str:
    """What a line tells, with its year when all places have the same: 2017年实绩."""
    year = line.told[0].year
    name = ("" if line.years_differ or year is None else f"{year}年") + _NAMES[line.kind, line.measure]
    return f"{SPANS}（{name}）" if line.spans else name


def line_note(line: Line) -> str:
    """What one must know before one compares the cells of a line; empty when there is nothing."""
    told = [
        f"{'、'.join(periods)}，不相比" if (periods := _periods(line)) else "",
        UNITS_DIFFER if line.units_differ else "",
        "年份不同" if line.years_differ else "",
        DISPUTED if any(cell.disputed for cell in line.told) else "",
    ]
    return "；".join(filter(None, told))


def _periods(line: Line) -> list[str]:
    return sorted({in_a_line(one.period) for cell in line.told for one in cell.readings if one.period})


def names_note(indicator: Indicator) -> str:
    """What texts call an indicator when they do not agree; empty when all call it the same."""
    cells = (cell for line in indicator.lines for cell in line.told)
    named = sorted({in_a_line(reading.named) for cell in cells for reading in cell.readings})
    return f"原文叫法：{'、'.join(named)}" if len(named) > 1 else ""


def quantity(value: float, unit: str, upper: float | None = None) -> str:
    """A number as readers write it, with all its digits: 19596元, 17.40137亿元. Those below a hundred thousand are not scaled."""
    name: str = read_rules("labels.toml")["units"].get(unit, unit)
    ends = [round(Decimal(repr(end)), 6) for end in (value, upper) if end is not None]
    scales = () if unit in ("percent", "permille") else _SCALES
    # 5至20万元 has one scale for both ends: 50000至20万元 would read as 50000万
    largest = max(map(abs, ends))
    divisor, scale = next(((by, word) for least, by, word in scales if largest >= least), (1, ""))
    return "至".join(_plain(end / divisor) for end in ends) + scale + name


def _plain(number: Decimal) -> str:
    told = f"{number:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def said(reading: Reading, measure: Measure) -> str:
    """The number as readers write it, with its bound: 超过1.2万亿元, +8.2%."""
    bound = read_rules("labels.toml")["bounds"].get(reading.bound, "")
    if measure == "value":
        return str(bound + quantity(reading.value, reading.unit, reading.upper))
    told = "至".join(f"{end:+.12g}" for end in (reading.value, reading.upper) if end is not None)
    # A minus sign, and no hyphen, which a spreadsheet would take for the beginning of a formula.
    return f"{bound}{told.replace('-', '−')}%"


def accounts(cell: Cell, measure: Measure) -> tuple[str, ...]:
    """All that is said in a cell, with its period; where texts call it differently, with the name that each uses."""
    several = len({reading.named for reading in cell.readings}) > 1
    told = []
    for one in cell.readings:
        aside = "，".join(in_a_line(word) for word in (one.named if several else "", one.period) if word)
        told.append(said(one, measure) + (f"（{aside}）" if aside else ""))
    return tuple(told)


def when(cell: Cell, line: Line) -> str:
    """The year of a cell where the places differ, for that of the line does not tell it."""
    return (f"{cell.year}年" if cell.year else "年份不明") if line.years_differ or cell.year is None else ""


def group_name(listing: Listing, group: Group) -> str:
    """An industry or a state; what is only planned is called so."""
    return (in_a_line(group.name) or _SILENT[listing.type]) + ("（计划）" if group.planned else "")


def listing_name(listing: Listing) -> str:
    """What is listed, and by what."""
    name = str(read_rules("labels.toml")["types"][listing.type.value])
    return name + {EntityType.ENTERPRISE: "（按产业）", EntityType.PROJECT: "（按最近的状态）"}.get(listing.type, "")


def member_note(member: Member, place: Place) -> str:
    """Where in the place it lies, whether that is only planned, and the year of its state."""
    told = []
    if member.inside.other != place.entity.id:
        told.append(f"在{in_a_line(member.inside.name)}")
    if member.inside.fact.kind == "target":
        told.append("地点出自计划")
    fact = member.said.fact if member.said else None
    if fact and fact.year and fact.status:
        told.append(f"{fact.year}年")
    return "，".join(told)


def sum_said(total: Sum, row: SumRow) -> str:
    """The sum with its years, how many things it is for, and how many amounts it adds."""
    inexact = f"，其中 {total.inexact} 笔不是确数" if total.inexact else ""
    year = f"，{years_said(total)}" if total.years else ""
    return f"{quantity(total.value, row.unit)}{year}（{things_said(total)}，{len(total.added)} 笔{inexact}）"


def years_said(total: Sum) -> str:
    """The year of a sum, or the first and the last of them; empty when no text gives one."""
    return "至".join(map(str, dict.fromkeys((total.years[0], total.years[-1])))) + "年" if total.years else ""


def things_said(total: Sum) -> str:
    """How many things a sum is for."""
    projects = all(amount.entity.type is EntityType.PROJECT for amount in total.added)
    return f"{total.things} 个{'项目' if projects else '主体'}"


def no_money(comparison: Comparison) -> str:
    """What stands where sums would; empty when there are amounts."""
    money = comparison.money
    if money.rows or money.left:
        return ""
    return f"{comparison.year} 年没有金额" if comparison.year else "没有金额"


def sum_name(row: SumRow) -> str:
    """What money a row adds, and of what."""
    unit = read_rules("labels.toml")["units"].get(row.unit, row.unit)
    silent = {"industry": "没有说产业", "status": "没有说状态"}.get(row.by, "")
    parted = in_a_line(row.name) or silent
    return f"{row.role}（{unit}{'，计划' if row.planned else ''}）" + (f" · {parted}" if parted else "")


def amount_said(one: Amount) -> str:
    """An amount with its bound and year."""
    bound = read_rules("labels.toml")["bounds"].get(one.bound, "")
    year = f" {one.year}年" if one.year else ""
    return f"{bound}{quantity(one.value, one.unit, one.upper)}{year}{' 计划' if one.planned else ''}"


def where(entry: Entry) -> str:
    """Document, day, page, offsets and rule of a proof in one line."""
    evidence, source = entry.fact.evidence, entry.source
    page = source.page(evidence.start)
    place = f"{f'第 {page} 页 ' if page else ''}{evidence.start}–{evidence.end}"
    return in_a_line(" · ".join(filter(None, (source.title, source.date, place, entry.fact.by))))


def place_line(place: Place) -> str:
    """What is known of a place: its documents, and the years of its indicators."""
    documents = len(place.documents)
    told = [f"{documents} 篇文档" if documents else "没有以它为主的文档"]
    for word, years in (("实绩", place.actual), ("计划", place.target)):
        told.append(f"{word} {'、'.join(map(str, years))} 年" if years else f"没有{word}")
    return f"{in_a_line(place.entity.name)}：" + ("，".join(told) if not place.silent else f"{told[0]}，没有指标")


def notes(comparison: Comparison) -> Iterator[str]:
    """What one must know of the comparison as a whole."""
    if len(comparison.places) == 1:
        yield "只有一个地区，没有可比的"
    if comparison.year:
        yield f"指标和投资只看 {comparison.year} 年，项目状态只看到 {comparison.year} 年；园区、企业和项目不分年份，全部列出"
    for lower, upper in comparison.nested:
        yield f"{lower.name}在{upper.name}之内，那里的园区、企业、项目和投资两边都算"
    years = {year for place in comparison.places for year in (source.year for source in place.documents)}
    if len(years) == 1 and None not in years and len(comparison.places) > 1:
        yield f"各地的文档都只有 {years.pop()} 年的一年，看不出变化"
    if comparison.textless:
        yield f"有 {comparison.textless} 篇文档的全文不在 explorer.html 里，句首的“过去五年”看不到，几年合计的数可能当作一年的"
    disputed = list(_disputed(comparison))
    if disputed:
        yield f"{DISPUTED}：{'；'.join(disputed)}"
    if comparison.money.homeless:
        yield f"另有 {comparison.money.homeless} 个金额没有算：没有说它的主体位于哪里"


def _disputed(comparison: Comparison) -> Iterator[str]:
    for indicator in comparison.indicators:
        for line in indicator.lines:
            for place, cell in zip(comparison.places, line.cells, strict=True):
                if cell and cell.disputed:
                    values = "、".join(accounts(cell, line.measure))
                    year = f"{cell.year}年" if cell.year else ""
                    yield f"{place.entity.name}{year}{indicator.name}（{_NAMES[line.kind, line.measure]}）{values}"


def single_line(comparison: Comparison) -> str:
    """How many indicators are left out because one place alone reports them; empty for none."""
    count = len(comparison.single)
    return f"另有 {count} 个指标只有一地报告，--all 列出" if count else ""


def told_indicators(comparison: Comparison, everything: bool) -> Iterator[tuple[str, tuple[Indicator, ...]]]:
    """The indicators under their headings; of one place alone all are told, for nothing else is there."""
    if comparison.shared:
        yield "指标", comparison.shared
    if comparison.single and (everything or len(comparison.places) == 1):
        yield "指标" if len(comparison.places) == 1 else "只有一地报告的", comparison.single
