"""States that do not go together. In: the states of one entity; out: Flags with the evidence of both sides.

Where two quotes name different phases of a project, they speak of different things: then a promise of the one is not missed by the other,
and a step back is told together with what may explain it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from kg.lexicon.data import read_rules
from kg.lexicon.phases import extends
from kg.lifecycle.events import is_event
from kg.lifecycle.states import Flag, Proof, State, aim_of, level
from kg.lifecycle.words import backward, contradiction, overdue
from kg.model import Entity, EntityType, Status
from kg.standing import RANKS


def judge(entity: Entity, states: tuple[State, ...]) -> tuple[Flag, ...]:
    """What goes backward, contradicts or comes too late; in this order. A policy has no fixed way: it can only contradict."""
    actual = tuple(one for one in states if one.kind == "actual")
    if entity.type is EntityType.POLICY:
        return tuple(_contradictions(entity, actual))
    return (*_backward(entity, actual), *_contradictions(entity, actual), *_overdue(entity, states))


def _backward(entity: Entity, actual: tuple[State, ...]) -> Iterator[Flag]:
    """Each step down once: what follows is compared with the state after the step."""
    peak: State | None = None
    for state in sorted((one for one in actual if one.when.year is not None), key=lambda one: one.when.order()):
        if peak is not None and level(state.aim) < level(peak.aim):
            if not peak.when.before(state.when):
                continue
            says = backward(entity, peak, state, _explained(entity, peak, state))
            yield Flag("backward", says, peak.proofs, state.proofs)
            peak = state if _shows(state) else None
        elif _shows(state):
            peak = state


def _shows(state: State) -> bool:
    """Whether it shows how far a project was: an event that a quote tells without speaking of a need."""
    rules = read_rules("lifecycle.toml")["backward"]
    told = any(not re.search(rules["wished"], proof.fact.evidence.quote) for proof in state.proofs)
    return state.aim.value in rules["peaks"] and told


def _explained(entity: Entity, one: State, other: State) -> str:
    """What may explain that something begins again; empty when the quotes give no hint."""
    phases = [frozenset().union(*(proof.phases for proof in state.proofs)) for state in (one, other)]
    if phases[0] != phases[1]:
        told = ["、".join(f"{phase}期" for phase in sorted(found)) or "没有说哪一期" for found in phases]
        return f"两处说的可能是不同的期：前者{told[0]}，后者{told[1]}"
    if any(extends(proof.fact.evidence.quote) for proof in other.proofs):
        return "后一句说的可能是扩建或改造"
    return "园区建成后往往还在续建" if entity.type is EntityType.PARK and one.aim is not Status.CANCELLED else ""


def _contradictions(entity: Entity, actual: tuple[State, ...]) -> Iterator[Flag]:
    """Pairs of states of one time from two documents."""
    for one, other in combinations(actual, 2):
        rules = [rule for rule in ("always", "reviews") if _excludes(rule, one.status, other.status)]
        if not rules or not one.when.meets(other.when):
            continue
        pairs = ((p, q) for p in one.proofs for q in other.proofs if _disagree(p, q, rules))
        found = next(pairs, None)
        if found:
            yield Flag("contradiction", contradiction(entity, one, other, found), (found[0],), (found[1],))


def _excludes(rule: str, one: Status, other: Status) -> bool:
    """Whether a rule says that two states cannot be of one time."""
    pairs = read_rules("lifecycle.toml")["contradiction"][rule]
    return any((first == one and other in rest) or (first == other and one in rest) for first, rest in pairs)


def _disagree(one: Proof, other: Proof, rules: list[str]) -> bool:
    if one.fact.evidence.doc == other.fact.evidence.doc or _apart(one, other):
        return False
    # A review tells how a whole year ended: two of them cannot differ by the month in which they were written.
    reviews = all(proof.source.kind == "report" and proof.when.precision == "year" for proof in (one, other))
    return "always" in rules or reviews


def _apart(one: Proof, other: Proof) -> bool:
    """Whether both name phases, and none in common."""
    return bool(one.phases and other.phases and not one.phases & other.phases)


def _overdue(entity: Entity, states: tuple[State, ...]) -> Iterator[Flag]:
    if entity.type.value not in read_rules("lifecycle.toml")["overdue"]["types"]:
        return
    for state in states:
        promise = next(filter(is_event, state.proofs), None) if state.kind == "target" else None
        if promise is None or state.when.year is None or state.status is state.aim:
            continue
        late = _shown_late(state, promise, states)
        if late:
            explained = "" if promise.phases == late.phases else "两处说的可能是不同的期"
            yield Flag("overdue", overdue(entity, state, late, explained), state.proofs, (late,))


def _shown_late(promised: State, promise: Proof, states: tuple[State, ...]) -> Proof | None:
    """The first proof that a goal was not reached in its time; None where it was, or where nothing shows that it was not."""
    if any(_reaches(promised, promise, one) and not promised.when.before(one.when) for one in states):
        return None
    proofs = sorted((proof for state in states for proof in state.proofs), key=_told)
    return (
        _month_late(promised, promise, states)
        or _first_late(promised, promise, proofs)
        or _stop(promised, promise, proofs)
    )


def _told(proof: Proof) -> tuple[object, ...]:
    return proof.source.year or 0, proof.source.date, proof.source.id, proof.fact.evidence.start, proof.fact.id


def _reaches(promised: State, promise: Proof, state: State) -> bool:
    """Whether it tells that the goal was reached, in time or not; to be given up is not to be reached."""
    return (
        state.kind == "actual"
        and state.aim is not Status.CANCELLED
        and level(state.aim) >= level(promised.aim)
        and not all(_apart(promise, proof) for proof in state.proofs)
    )


def _stop(promised: State, promise: Proof, proofs: Iterable[Proof]) -> Proof | None:
    """What tells that the project was given up between the promise and the end of its time; a stop before it is answered by the promise."""
    since, until = promise.source.year or 0, promised.when.year or 0
    stops = (proof for proof in proofs if proof.fact.kind == "actual" and proof.fact.status is Status.CANCELLED)
    return next((p for p in stops if since <= (p.when.year or 0) <= until and _other(promise, p)), None)


def _other(promise: Proof, proof: Proof) -> bool:
    """Whether it is told elsewhere, and of no other phase."""
    return proof.source.id != promise.source.id and not _apart(promise, proof)


def _month_late(promised: State, promise: Proof, states: Iterable[State]) -> Proof | None:
    """What tells that the goal was reached, but after the promised month; both months must be told."""
    late = (
        proof
        for state in states
        # What opened later may have been built in time.
        if _reaches(promised, promise, state) and state.rank <= promised.rank
        for proof in state.proofs
        if _other(promise, proof) and promised.when.before(proof.when)
    )
    exact = (proof for proof in late if {promised.when.precision, proof.when.precision} <= {"month", "day"})
    return next(exact, None)


def _first_late(promised: State, promise: Proof, proofs: Iterable[Proof]) -> Proof | None:
    return next((proof for proof in proofs if _late(promised, promise, proof)), None)


def _late(promised: State, promise: Proof, proof: Proof) -> bool:
    """Whether a later document of the same place tells a lesser state of a later year, or plans the same event for one."""
    year, fact, source = promised.when.year or 0, proof.fact, proof.source
    same = source.home and source.home == promise.source.home and not _apart(promise, proof)
    later = source.year is not None and source.year > max(year, promise.source.year or 0)
    if not same or not later or fact.status is None:
        return False
    if fact.kind == "target":
        return _again(promised, proof) and (fact.year is None or fact.year > year)
    return fact.year is not None and fact.year > year and level(fact.status) < level(promised.aim)


def _again(promised: State, proof: Proof) -> bool:
    """Whether a plan is for the same event; one for operation says nothing of completion unless it is still being built."""
    fact = proof.fact
    status = fact.status or promised.status
    aim = aim_of(status, fact.kind, fact.goal)
    ahead = RANKS[aim] <= promised.rank if status is Status.PLANNED else RANKS[status] < promised.rank
    return ahead and level(aim) == level(promised.aim) and is_event(proof)
