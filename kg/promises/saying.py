"""Says parts of a promise in Chinese. In: numbers, states, documents; out: phrases that sentences are made of."""

from __future__ import annotations

from collections.abc import Iterable

from kg.lexicon.data import read_rules
from kg.model import Bound, Fact, Predicate, Status
from kg.promises.model import Sort, Verdict
from kg.query.card import Entry, amount
from kg.query.render import in_a_line
from kg.query.tables import Source

#: Around a rate: 增长超过8%, 增长8%左右.
_AROUND: dict[Bound, tuple[str, str]] = {
    "exact": ("", ""),
    "about": ("", "左右"),
    "at_least": ("", "以上"),
    "at_most": ("", "以内"),
    "more_than": ("超过", ""),
    "less_than": ("不到", ""),
}


def growth_said(value: float, upper: float | None, bound: Bound) -> str:
    """A growth in percent: 增长8%左右, 下降3%以上, 持平."""
    if value == 0 and upper is None:
        return "持平"
    before, behind = _AROUND[bound]
    ends = [abs(end) for end in (value, upper) if end is not None]
    return f"{'下降' if value < 0 else '增长'}{before}{'至'.join(f'{end:g}%' for end in ends)}{behind}"


def level_said(value: float, upper: float | None, unit: str, bound: Bound) -> str:
    """An amount with its bound: 不少于54.65亿元."""
    told: str = read_rules("labels.toml")["bounds"].get(bound, "") + amount(value, unit, upper)
    return told


def gap_said(gap: float, unit: str, points: bool) -> str:
    """A difference; between percentages it is one in percentage points."""
    return f"{gap:.4f}".rstrip("0").rstrip(".") + "个百分点" if points else amount(gap, unit)


def fact_said(fact: Fact) -> str:
    """What a fact says as a number: its level, its growth."""
    bound: Bound = fact.bound or "exact"
    told = [] if fact.value is None else [level_said(fact.value, fact.upper, fact.unit or "", bound)]
    if fact.growth is not None:
        alone = not told
        told.append(growth_said(fact.growth, fact.upper if alone else None, bound if alone else "exact"))
    return "，".join(told)


def state_said(state: Status | None, policy: bool) -> str:
    """A state; a policy is carried out and not built."""
    labels = read_rules("labels.toml")
    known: str = labels["policy_statuses" if policy else "statuses"][state.value] if state else ""
    return known


def entry_said(entry: Entry, policy: bool = False) -> str:
    """What a fact says, shortly: a number, a state, or a relation with its object."""
    fact = entry.fact
    if fact.status:
        planned = fact.kind == "target"
        return state_said(fact.goal or fact.status if planned else fact.status, policy)
    if entry.name:
        label: str = read_rules("labels.toml")["predicates"][fact.predicate.value]
        return f"{label}{entry.name}"
    return f"{fact.indicator or fact.role or ''}{fact_said(fact)}"


def document_said(source: Source) -> str:
    """A document in a sentence: 2022年的报告, or the title of a news item."""
    if source.kind == "report" and source.year:
        return f"{source.year}年的报告"
    return f"《{in_a_line(source.title)}》"


def documents_said(sources: Iterable[Source]) -> str:
    """Several documents, each once."""
    return "、".join(dict.fromkeys(document_said(source) for source in sources))


def sort_label(sort: Sort) -> str:
    """The name of a sort: 指标."""
    label: str = read_rules("promises.toml")["sorts"][sort.value]
    return label


def verdict_label(verdict: Verdict) -> str:
    """The name of a verdict: 完成."""
    label: str = read_rules("promises.toml")["verdicts"][verdict.value]
    return label


def what_said(entry: Entry, sort: Sort, standard: str) -> str:
    """What is promised, without its numbers: the indicator, the kind of investment, the state, or the relation with its object."""
    fact = entry.fact
    if fact.predicate is Predicate.STATUS:
        return state_said(fact.goal or fact.status, sort is Sort.POLICY)
    return standard if not entry.name else entry_said(entry)
