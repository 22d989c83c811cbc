"""Investments of places and their sums. In: amounts, and what lies in each place; out: Money.

Only amounts of one role and one currency are added, and of those that each year has anew only one year's. What several texts tell of one thing
is one amount; what they tell differently is no part of a sum, for it may be one thing or two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.comparison.contents import Ground, industry_names, state_said
from kg.comparison.model import Amount, Axis, Left, Money, Reason, Sum, SumRow
from kg.comparison.periods import Periods
from kg.lexicon.data import read_rules
from kg.lexicon.roles import role_of
from kg.model import EntityType, Fact, FactKind, Status
from kg.query.card import Entry

#: Role, whether a thing has one amount of it at a time, currency, kind.
_Kind = tuple[str, bool, str | None, FactKind]
#: Amounts with the index of the place in which they are.
_Placed = list[tuple[int, Amount]]
_AXES: dict[Axis, Callable[[Amount], str]] = {
    "all": lambda amount: "",
    "industry": lambda amount: amount.industry,
    "status": lambda amount: amount.status,
}


def money(ground: Ground, entry: Callable[[Fact], Entry], periods: Periods) -> Money:
    """The sums of all places, by industry and by status as well.

    Args:
        entry: makes what is shown of a fact.
        periods: tell what is no amount of one year; such amounts are not added.
    """
    by_subject: dict[str, list[Fact]] = defaultdict(list)
    for fact in ground.gathered.amounts:
        if fact.value is not None:
            by_subject[fact.subject].append(fact)
    added: _Placed = []
    left: list[Left] = []
    somewhere = {key for key in by_subject if key in ground.gathered.inside} | set().union(*ground.lying)
    for subject in sorted(by_subject):
        within = [at for at, lying in enumerate(ground.lying) if subject in lying]
        if within:
            for amount, reason in _amounts(ground, by_subject[subject], entry, periods):
                if reason:
                    left += [Left(at, amount, reason) for at in within]
                else:
                    added += [(at, amount) for at in within]
    added, older = _newest(added)
    added, parts = _without_parts(ground, added)
    left += [Left(at, amount, "older") for at, amount in older] + [Left(at, amount, "part") for at, amount in parts]
    homeless = sum(len(facts) for subject, facts in by_subject.items() if subject not in somewhere)
    rows = tuple(row for by in _AXES for row in _rows(added, by, len(ground.places)))
    return Money(rows, tuple(sorted(left, key=lambda one: (one.place, _order(one.amount)))), homeless)


def _newest(added: _Placed) -> tuple[_Placed, _Placed]:
    """The amounts of the newest year of their place and sort, and those of other years; amounts that stand whatever the year are kept."""
    newest: dict[tuple[object, ...], int] = defaultdict(int)
    for at, one in added:
        sort = at, one.role, one.unit, one.planned
        newest[sort] = max(newest[sort], one.year or 0)
    kept: _Placed = []
    older: _Placed = []
    for at, one in added:
        last = one.standing or (one.year or 0) == newest[at, one.role, one.unit, one.planned]
        (kept if last else older).append((at, one))
    return kept, older


def _without_parts(ground: Ground, added: _Placed) -> tuple[_Placed, _Placed]:
    """The amounts that may be added, and those for a part of a project whose whole has one of the same sort, or no longer planned."""
    sorts = {(at, amount.entity.id, amount.role, amount.unit, amount.planned) for at, amount in added}
    kept: _Placed = []
    parts: _Placed = []
    for at, amount in added:
        sort = (amount.role, amount.unit)
        above = _wholes(ground, amount.entity.id)
        # What is planned for a part belongs to what is told of the whole already.
        whole = any((at, one, *sort, planned) in sorts for one in above for planned in {amount.planned, False})
        (parts if whole else kept).append((at, amount))
    return kept, parts


def _wholes(ground: Ground, key: str) -> set[str]:
    """The projects that something is a part of, at whatever depth."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        for above in ground.gathered.inside.get(waiting.pop(), ()):
            known = ground.entities.get(above)
            if known and known.type is EntityType.PROJECT and above not in found | {key}:
                found.add(above)
                waiting.append(above)
    return found


def _amounts(
    ground: Ground, facts: Sequence[Fact], entry: Callable[[Fact], Entry], periods: Periods
) -> Iterator[tuple[Amount, Reason | None]]:
    """The amounts of one thing, each once, and why it is not added."""
    single = [fact for fact in facts if not _spans(fact, periods)]
    cancelled = _is_cancelled(ground, facts[0].subject)
    done = _years_done(single)
    for fact in facts:
        if _spans(fact, periods):
            yield _amount(ground, [fact], entry), "cancelled" if cancelled else "period"
    for amount, reason in _told(ground, single, entry):
        last = done.get(amount.role)
        answered = amount.planned and last is not None and (amount.standing or last >= (amount.year or 0))
        yield amount, "cancelled" if cancelled else reason or ("done" if answered else None)


def _is_cancelled(ground: Ground, key: str) -> bool:
    state = ground.gathered.states.get(key)
    return state is not None and state.status is Status.CANCELLED and not state.planned


def _spans(fact: Fact, periods: Periods) -> bool:
    """Whether it is of no single year. What a thing has one of is so whatever the sentence says, and 累计 is a role of its own."""
    return not _role(fact.role or "")[1] and bool(periods.of(fact))


def _years_done(facts: Iterable[Fact]) -> dict[str, int]:
    """The last year of which an amount of a role is told that is no plan; 0 for one without a year."""
    done: dict[str, int] = {}
    for fact in facts:
        if fact.kind == "actual":
            role = _role(fact.role or "")[0]
            done[role] = max(done.get(role, 0), fact.year or 0)
    return done


def _told(
    ground: Ground, facts: Iterable[Fact], entry: Callable[[Fact], Entry]
) -> Iterator[tuple[Amount, Reason | None]]:
    """The amounts of one thing that differ, each with all that tell it, and whether others speak against it."""
    told: dict[_Kind, dict[int, dict[tuple[object, ...], list[Fact]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for fact in sorted(facts, key=lambda fact: (fact.evidence.doc, fact.evidence.start, fact.id)):
        kind: _Kind = (*_role(fact.role or ""), fact.unit, fact.kind)
        told[kind][fact.year or 0][fact.value, fact.upper].append(fact)
    for kind, years in told.items():
        stands, last = kind[1], max(years)
        for year, values in years.items():
            earlier = stands and year < last
            reason: Reason | None = "earlier" if earlier else "disputed" if len(values) > 1 else None
            for (value, upper), same in values.items():
                # What stood for the same in an earlier year is told by several texts, and no other amount.
                if not (earlier and (value, upper) in years[last]):
                    yield _amount(ground, same + _again(years, value, upper, year) if stands else same, entry), reason


def _again(
    years: dict[int, dict[tuple[object, ...], list[Fact]]], value: object, upper: object, year: int
) -> list[Fact]:
    """The facts of earlier years that tell the same amount."""
    return [fact for other in sorted(years) if other < year for fact in years[other].get((value, upper), ())]


def _amount(ground: Ground, facts: Sequence[Fact], entry: Callable[[Fact], Entry]) -> Amount:
    first = facts[0]
    return Amount(
        entity=ground.entities[first.subject],
        role=_role(first.role or "")[0],
        value=first.value or 0.0,
        upper=first.upper,
        unit=first.unit or "",
        bound=first.bound or "exact",
        year=first.year,
        planned=first.kind == "target",
        standing=_role(first.role or "")[1],
        industry=industry_names(ground, first.subject),
        status=state_said(ground.gathered, first.subject),
        proofs=tuple(map(entry, facts)),
    )


def _role(stated: str) -> tuple[str, bool]:
    """What money it is, in Chinese, and whether a thing has one amount of it at a time."""
    rules, role = read_rules("comparison.toml"), role_of(stated)
    name = read_rules("labels.toml")["roles"][role] if role else "投资"
    cumulative = next((word for word in rules["cumulative"] if word in stated), "")
    return f"{cumulative}{name}", bool(cumulative) or role is None or role in rules["standing"]


def _rows(added: Sequence[tuple[int, Amount]], by: Axis, places: int) -> list[SumRow]:
    sums: dict[tuple[bool, str, str, str], list[list[Amount]]] = defaultdict(lambda: [[] for _ in range(places)])
    for at, amount in added:
        sums[amount.planned, amount.role, amount.unit, _AXES[by](amount)][at].append(amount)
    return [
        SumRow(by, name, role, unit, planned, tuple(Sum(tuple(sorted(each, key=_order))) if each else None for each in cells))
        for (planned, role, unit, name), cells in sorted(sums.items())
    ]  # fmt: skip


def _order(amount: Amount) -> tuple[object, ...]:
    return -amount.value, amount.entity.name, amount.entity.id, amount.year or 0
