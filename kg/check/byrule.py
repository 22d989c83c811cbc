"""What each rule earns. In: verdicts; out: for every rule how often it was right and wrong, and what would be lost without it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.check.verdict import MEASURES, Outcome, Tally, Verdict
from kg.model import Fact, Placed


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How the answers of one rule or model fared in one measure.

    An answer counts once for every rule among its sources, however often the text gives it: a name of a document, a relation
    between two nodes, a literal of a node.

    Attributes:
        right, wrong, neutral: answers; in the unit of the measure, so that a right surface is an entity of gold.
        sole: right answers that no other rule gave, so those that would be lost without it.
        gain: F1 of the measure less F1 without the rule, as if its sole answers were not given and all others stayed.
            Negative for a rule that harms.
    """

    measure: str
    rule: str
    right: int
    wrong: int
    neutral: int
    sole: int
    gain: float

    @property
    def precision(self) -> float:
        """Share of right answers among right and wrong ones."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0


def rule_of(source: Placed | Fact) -> str:
    """The id of the rule or model that gave a mention or fact."""
    return source.by if isinstance(source, Fact) else source.mention.by


def score_rules(verdicts: Iterable[Verdict]) -> list[RuleScore]:
    """Scores every rule, by measure, the greatest gain first and the greatest harm last.

    Entities are left out: which names share a node is no rule's doing. The tables name one rule for each mention and fact, the one that
    came first; on the seeds 30 of 3339 facts have a second reader, and these are counted as lost without the first.
    """
    totals: dict[str, Tally] = defaultdict(Tally)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        measure, outcome = verdict.measure, verdict.outcome
        if measure == "entities":
            continue
        if outcome is not Outcome.NEUTRAL:
            setattr(totals[measure], outcome, getattr(totals[measure], outcome) + 1)
        rules = {rule_of(source) for source in verdict.sources}
        for rule in rules:
            counts[measure, rule].update([outcome.value, f"sole {outcome}"] if len(rules) == 1 else [outcome.value])
    scores = [_score(measure, rule, count, totals[measure]) for (measure, rule), count in counts.items()]
    return sorted(scores, key=lambda score: (MEASURES.index(score.measure), -score.gain, score.rule))


def _score(measure: str, rule: str, count: Counter[str], total: Tally) -> RuleScore:
    sole = count["sole right"]
    without = Tally(total.right - sole, total.wrong - count["sole wrong"], total.missed + sole)
    return RuleScore(measure, rule, count["right"], count["wrong"], count["neutral"], sole, total.f1 - without.f1)
