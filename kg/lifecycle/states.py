"""States and what is odd in them. In: facts with the predicate status; out: States in time, several words for one of them merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from typing import Literal

from kg.lexicon.data import read_rules
from kg.lifecycle.dates import When
from kg.model import Entity, Fact, FactKind, Status
from kg.query.tables import Source
from kg.standing import RANKS

FlagKind = Literal["backward", "silence", "contradiction", "overdue"]
#: Later than any year.
_NEVER = 9999


@cache
def level(status: Status) -> int:
    """The step of a state on the way of a project, from 0; completed and operating are one."""
    same = tuple(map(Status, read_rules("lifecycle.toml")["ranks"]["same"]))
    return RANKS[same[0] if status in same else status]


@dataclass(frozen=True, slots=True)
class Proof:
    """One fact as a piece of evidence.

    Attributes:
        fact: with quote, offsets and rule.
        source: the document of the quote.
        when: as this quote tells it.
        phases: of the project that it speaks of, as characters.
    """

    fact: Fact
    source: Source
    when: When
    phases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """What an entity is or is to be at some time.

    Attributes:
        status: as told; of a plan it is mostly that something is planned, and ``goal`` says what. The most advanced that a proof tells.
        when: as exactly as any of the proofs tells it.
        proofs: one or more, by document and place in it.
    """

    status: Status
    kind: FactKind
    goal: Status | None
    when: When
    proofs: tuple[Proof, ...]

    @property
    def aim(self) -> Status:
        """The station that it is about: the goal of a plan, else the state."""
        return aim_of(self.status, self.kind, self.goal)

    @property
    def rank(self) -> int:
        """Place of the station among all, from 0; cancelled comes last."""
        return RANKS[self.aim]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something odd.

    Attributes:
        says: a Chinese sentence.
        one, other: the evidence of both sides; of silence the other side is ``silent``, the newest document, which does not name it.
    """

    kind: FlagKind
    says: str
    one: tuple[Proof, ...]
    other: tuple[Proof, ...] = ()
    silent: Source | None = None


@dataclass(frozen=True, slots=True)
class Lying:
    """A place that something lies in; ``fact`` is None where only its document is about that place."""

    id: str
    name: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The states of one entity in time, those without a year last; and its flags."""

    entity: Entity
    places: tuple[Lying, ...]
    states: tuple[State, ...]
    flags: tuple[Flag, ...] = ()

    @property
    def latest(self) -> State | None:
        """The newest state that it has reached; of several of one year the most advanced. None when none is told."""
        return max((one for one in self.states if _dated(one)), key=_newest, default=None) or next(
            (one for one in self.states if one.kind == "actual"), None
        )

    @property
    def promised(self) -> State | None:
        """The next station that is promised: the first one beyond the newest state, as the newest document that promises any says.

        Where the newest state is that it was given up, all stations are ahead again of which something is said since.
        """
        latest = self.latest
        stopped = latest is not None and latest.aim is Status.CANCELLED
        done = -1 if latest is None or stopped else latest.rank
        since = (latest.when.year if latest else None) or 0
        ahead = [
            one
            for one in self.states
            if one.kind == "target" and one.rank > done and (one.when.year or _NEVER) >= since
        ]
        if latest and stopped:
            ahead = [one for one in ahead if _told_on(one) >= _told_on(latest)]
        newest = max(map(_told_in, ahead), default=0)
        plans = [one for one in ahead if _told_in(one) == newest]
        return min(plans, key=lambda one: (one.when.order(), one.rank), default=None)


def _dated(state: State) -> bool:
    return state.kind == "actual" and state.when.year is not None


def _newest(state: State) -> tuple[int, int]:
    return state.when.year or 0, state.rank


def _told_in(state: State) -> int:
    return max(proof.source.year or 0 for proof in state.proofs)


def _told_on(state: State) -> tuple[int, str]:
    return max((proof.source.year or 0, proof.source.date) for proof in state.proofs)


def aim_of(status: Status, kind: FactKind, goal: Status | None) -> Status:
    """The station that a fact is about."""
    return goal if kind == "target" and goal else status


def merge(proofs: Iterable[Proof]) -> tuple[State, ...]:
    """The states that facts tell, in time.

    What is told of one station and year is one state unless two words name different times of it: then each is a state of its own, as is what
    names none.
    """
    groups: dict[tuple[FactKind, Status, int | None], list[Proof]] = {}
    for proof in proofs:
        fact = proof.fact
        if fact.status is not None:
            aim = aim_of(fact.status, fact.kind, fact.goal)
            groups.setdefault((fact.kind, aim, proof.when.year), []).append(proof)
    states = []
    for (kind, aim, _), told in groups.items():
        for same in _times(sorted(told, key=_place)):
            finest = min((one.when for one in same), key=_exactness)
            status = max((one.fact.status or aim for one in same), key=RANKS.__getitem__)
            states.append(State(status, kind, aim if kind == "target" else None, finest, tuple(same)))
    states.sort(key=_in_time)
    return tuple(
        chain.from_iterable(_year(list(same)) for _, same in groupby(states, key=lambda one: _in_time(one)[:2]))
    )


def _year(states: list[State]) -> list[State]:
    """States of one year and kind: by their months, and those without one where a project passes them."""
    if len(states) == 1:
        return states
    placed = [one for one in states if one.when.first > 1 or one.when.last < 12]
    for state in states:
        if state not in placed:
            at = next((n for n, other in enumerate(placed) if other.rank > state.rank), len(placed))
            placed.insert(at, state)
    return placed


def _times(told: list[Proof]) -> list[list[Proof]]:
    """Proofs that tell of one time together."""
    finest = min((one.when for one in told), key=_exactness)
    if all(one.when.year is None or one.when.meets(finest) for one in told):
        return [told]
    times: dict[tuple[int, int, int, int], list[Proof]] = {}
    for one in told:
        times.setdefault(one.when.order(), []).append(one)
    return list(times.values())


def _exactness(when: When) -> tuple[int, int, bool]:
    """Smallest for the most exact; words are better than none."""
    return when.last - when.first, 0 if when.day else 1, not when.words


def _place(proof: Proof) -> tuple[str, str, int, int, str]:
    fact = proof.fact
    return proof.source.date, fact.evidence.doc, fact.evidence.start, fact.evidence.end, fact.id


def _in_time(state: State) -> tuple[object, ...]:
    when = state.when
    return when.order()[0], state.kind, when.order(), state.rank, _place(state.proofs[0])
