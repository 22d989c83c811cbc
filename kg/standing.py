"""What an entity amounts to, in numbers. In: its mentions and literal facts; out: a Standing, and sums of them.

Weights of the page and scalars of GraphML are made from it. What two documents give adds up in any order, so nothing has to be in one
place: not the documents, nor the facts of an entity that all of them name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Fact, Predicate, Status

#: Where a state stands among those that a project passes.
RANKS = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbers of one entity.

    Attributes:
        mentions: how often it is named.
        documents: in how many documents.
        literals: facts of investment, status and observation.
        observations: those of them that are observations.
        reached: year (0 when unknown) and rank of the last state that is no plan; rank -1 when there is none.
        realised: the largest investment that is no plan, in yuan.
        largest: the largest investment of any kind, in whatever currency.
    """

    mentions: int = 0
    documents: int = 0
    literals: int = 0
    observations: int = 0
    reached: tuple[int, int] = (0, -1)
    realised: float | None = None
    largest: float | None = None

    def __add__(self, other: Standing) -> Standing:
        return Standing(
            self.mentions + other.mentions,
            self.documents + other.documents,
            self.literals + other.literals,
            self.observations + other.observations,
            max(self.reached, other.reached),
            _most(self.realised, other.realised),
            _most(self.largest, other.largest),
        )

    @property
    def status(self) -> Status | None:
        """The last state that is no plan."""
        return tuple(Status)[self.reached[1]] if self.reached[1] >= 0 else None


def standing(facts: Iterable[Fact], mentions: int = 0, documents: int = 0) -> Standing:
    """The standing of an entity.

    Args:
        facts (Iterable[Fact]): its literal facts.
        mentions (int): how often it is named.
        documents (int): in how many documents.
    """
    total = Standing(mentions=mentions, documents=documents)
    for fact in facts:
        total += _of_fact(fact)
    return total


def _of_fact(fact: Fact) -> Standing:
    stated = fact.kind == "actual"
    invested = fact.value if fact.predicate is Predicate.INVESTMENT else None
    return Standing(
        literals=1,
        observations=int(fact.predicate is Predicate.OBSERVATION),
        reached=(fact.year or 0, RANKS[fact.status]) if stated and fact.status is not None else (0, -1),
        realised=float(invested) if stated and invested and fact.unit == "CNY" else None,
        largest=invested,
    )


def _most(one: float | None, other: float | None) -> float | None:
    known = [value for value in (one, other) if value is not None]
    return max(known, default=None)
