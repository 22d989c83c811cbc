"""What gold says of single answers, and their sums. In: verdicts; out: counts with precision, recall and F1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Fact, Placed

MEASURES = ("surfaces", "entities", "relations", "investment", "status", "observations")


class Outcome(StrEnum):
    """Right, wrong and neutral answers were given; a missed one was asked for and not given. Neutral counts nowhere."""

    RIGHT = "right"
    WRONG = "wrong"
    NEUTRAL = "neutral"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer and what gold says of it.

    Attributes:
        measure: one of MEASURES.
        part: the type or relation that it is counted under as well; empty for literals.
        title: of the document, as gold writes it.
        said: the answer in words.
        sources: the mentions or facts that gave it, in the order of the tables; none for a missed answer.
        clues: for a missed answer the words by which its sentence can be found, alternatives grouped: the forms of one
            name, the ways of writing one number; the most telling first.
    """

    measure: str
    part: str
    outcome: Outcome
    title: str
    said: str
    sources: tuple[Placed | Fact, ...] = ()
    clues: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts of right, wrong and missed answers."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the answers given that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the answers asked for that were given."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        return self.precision, self.recall, self.f1


def tallied(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """Counts verdicts under the six measures, which are always there, and under ``measure/part``."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for measure in MEASURES:
        tallies[measure] = Tally()
    for verdict in verdicts:
        if verdict.outcome is Outcome.NEUTRAL:
            continue
        keys = (verdict.measure, f"{verdict.measure}/{verdict.part}") if verdict.part else (verdict.measure,)
        for tally in (tallies[key] for key in keys):
            setattr(tally, verdict.outcome, getattr(tally, verdict.outcome) + 1)
    return dict(tallies)
