"""Compares a number that was promised with one that was reported. In: two facts; out: a Finding.

Both are ranges of what they may mean: 超过160家 is 160 and all above. Where the range of the report lies on both sides of the target,
nothing is decided. Nothing is converted but percent and permille, and no growth is made of two levels: growth is often told at other prices.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon.data import read_rules
from kg.lexicon.indicator_names import standard_name
from kg.lexicon.periods import other_period
from kg.model import Bound, Fact
from kg.promises.model import Verdict
from kg.promises.saying import gap_said, growth_said, level_said

#: How units that measure the same relate, exactly.
_EXACT = {("percent", "permille"): 10.0, ("permille", "percent"): 0.1}
_LIMITS = ("at_most", "less_than")
_CLAUSE = re.compile("[，；。]")
#: Differences below are those of binary fractions: no text gives so many digits.
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a fact.

    Attributes:
        value, upper: as the fact has them; a growth is in percent.
        unit: as the fact has it; ``growth`` for a growth.
        limit: as a target it is kept by staying below.
        lowered: as a target that is a fall, more of it is better: 能耗下降3%. Of others (财政收入下降2%左右) less is.
    """

    value: float
    upper: float | None
    unit: str
    bound: Bound
    limit: bool
    lowered: bool = False

    @property
    def downward(self) -> bool:
        """Whether as a target it is reached by less. A fall "within 3%" is a limit on falling: what is reached may lie above it."""
        return self.limit if self.value >= 0 else self.lowered and self.bound not in _LIMITS

    @property
    def kept_below(self) -> bool:
        """Whether it is a limit that is kept however far the number lies within."""
        return self.bound in _LIMITS or (self.limit and self.value >= 0)

    @property
    def growth(self) -> bool:
        """Whether it is a rate of change."""
        return self.unit == "growth"

    @property
    def points(self) -> bool:
        """Whether differences of it are percentage points."""
        return self.unit in ("growth", "percent")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison gives: one of met, partly, missed and incomparable, and why in Chinese."""

    verdict: Verdict
    said: str
    ratio: float | None = None


def compare(target: Fact, result: Fact) -> Finding:
    """Judges a target by a result of the same indicator and year.

    Where a target has both a level and a growth that can be compared, both count: one of two reached is partly.
    """
    if other := _other_period(target, result):
        return Finding(Verdict.INCOMPARABLE, f"后文说的是{other}，与全年的目标不能比")
    wanted, told = measures(target), measures(result)
    pairs = [(one, two) for one in wanted for two in told if one.growth == two.growth and _factor(two.unit, one.unit)]
    if not pairs:
        return Finding(Verdict.INCOMPARABLE, _unlike(wanted, told))
    findings = [_compare(one, two) for one, two in pairs]
    decided = [finding for finding in findings if finding.verdict is not Verdict.INCOMPARABLE] or findings
    verdicts = {finding.verdict for finding in decided}
    # A level that was promised is what the ratio is of, where there are both
    ratio = next((finding.ratio for finding in decided if finding.ratio is not None), None)
    verdict = decided[0].verdict if len(verdicts) == 1 else Verdict.PARTLY
    return Finding(verdict, "；".join(finding.said for finding in decided), ratio)


def measures(fact: Fact) -> list[Measure]:
    """The numbers of a fact: its level, then its growth. The bound is that of the level where there is one."""
    bound: Bound = fact.bound or "exact"
    limit, lowered = is_limit(fact), _is_lowered(fact)
    found = []
    if fact.value is not None:
        unit = "growth" if _is_rate(fact) else fact.unit or ""
        found.append(Measure(fact.value, fact.upper, unit, bound, limit, lowered))
    if fact.growth is not None:
        alone = fact.value is None
        upper, bound = (fact.upper, bound) if alone else (None, "exact")
        found.append(Measure(fact.growth, upper, "growth", bound, limit and alone, lowered))
    return found


def is_limit(fact: Fact) -> bool:
    """Whether a target is kept by staying below: its bound says so, the words before the number do, or the indicator is such."""
    limits = read_rules("promises.toml")["limits"]
    name = standard_name(fact.indicator or "")
    lowered = any(f"{word}{fact.as_stated}" in fact.evidence.quote for word in limits["words"])
    # 事故 0 起 is kept by having none
    return fact.bound in _LIMITS or bool(fact.as_stated and lowered) or _is_limited(name) or fact.value == 0


def differs(one: Fact, other: Fact) -> bool:
    """Whether two facts give different numbers for the same measure of the same period; what is far apart has not the same period."""
    if other_period(one) != other_period(other):
        return False
    pairs = [(a, b) for a in measures(one) for b in measures(other) if a.unit == b.unit]
    unequal = [(a, b) for a, b in pairs if (a.value, a.upper) != (b.value, b.upper)]
    return any((ratio := _ratio(a.value, b.value)) is None or not _is_far(ratio) for a, b in unequal)


def exceeds(fact: Fact, target: Fact) -> bool:
    """Whether a number is so much more than a target, or so much larger a fall, that it may be of several years."""
    apart = float(read_rules("promises.toml")["thresholds"]["apart"])
    pairs = [(a, b) for a in measures(fact) for b in measures(target) if a.unit == b.unit]
    return any(a.value * b.value > 0 and a.value / b.value > apart for a, b in pairs)


def _is_lowered(fact: Fact) -> bool:
    """Whether a fall is what is wanted: of its indicator, by its words, or because it is to be so much at least."""
    limits = read_rules("promises.toml")["limits"]
    name, stated = standard_name(fact.indicator or ""), fact.as_stated or ""
    clause = next((part for part in _CLAUSE.split(fact.evidence.quote) if stated and stated in part), "")
    said = any(word in f"{name} {clause}" for word in limits["falls"])
    return said or fact.bound in ("at_least", "more_than") or _is_limited(name)


def _is_limited(name: str) -> bool:
    """Whether less of an indicator is better by its name; of PM2.5达标天数 and 能耗降低率 more is."""
    limits = read_rules("promises.toml")["limits"]
    return any(part in name for part in limits["names"]) and not name.endswith(tuple(limits["turned"]))


def _is_rate(fact: Fact) -> bool:
    """Whether its level is a rate of change by its name: 居民消费价格涨幅3%左右, of which a later text says 上涨2%."""
    rates = tuple(read_rules("promises.toml")["limits"]["rates"])
    return fact.unit == "percent" and standard_name(fact.indicator or "").endswith(rates)


def _other_period(target: Fact, result: Fact) -> str:
    words = other_period(result)
    return words if words != other_period(target) else ""


def _factor(unit: str, wanted: str) -> float | None:
    return 1.0 if unit == wanted else _EXACT.get((unit, wanted))


def _unlike(wanted: Iterable[Measure], told: Iterable[Measure]) -> str:
    one, other = ("，".join(map(_said, some)) for some in (wanted, told))
    if not one or not other:
        return "后文提到，但没有数字可比"
    if all(measure.growth for measure in wanted):
        return f"目标是增速（{one}），后文只说数额（{other}），不能比"
    if all(measure.growth for measure in told):
        return f"目标是数额（{one}），后文只说增速（{other}），不能比"
    return f"目标{one}，后文{other}，单位不同，不换算"


def _compare(target: Measure, told: Measure) -> Finding:
    factor = _factor(told.unit, target.unit) or 1.0
    downward = target.downward
    ends = (target.value, target.value if target.upper is None else target.upper)
    wanted = max(ends) if downward else min(ends)
    sign = -1.0 if downward else 1.0
    low, high = sorted(sign * end * factor for end in _range(told))
    verdict = _verdict(target, sign * wanted, low, high)
    said = f"目标{_said(target)}，实际{_said(told)}"
    if verdict is Verdict.INCOMPARABLE:
        return Finding(verdict, f"{said}，是否达到判断不了")
    reached = told.value * factor
    gap, ratio = round(abs(reached - wanted), _DIGITS), _ratio(wanted, reached)
    # A growth of a tenth of what was aimed at is a bad year; three times as much is more often of several
    if not target.kept_below and ratio is not None and _is_far(ratio) and (ratio > 1 or not target.growth):
        return Finding(Verdict.INCOMPARABLE, f"{said}，相差悬殊，可能不是同一口径（如几年合计），不作判断", ratio)
    return Finding(verdict, f"{said}，{_gap(target, gap, reached - wanted, ratio)}", ratio)


def _is_far(ratio: float) -> bool:
    """Whether one number is so many times the other that they hardly measure the same."""
    apart = float(read_rules("promises.toml")["thresholds"]["apart"])
    return not 1 / apart <= ratio <= apart


def _verdict(target: Measure, wanted: float, low: float, high: float) -> Verdict:
    """All signed so that more is better; only what then is a limit, or no growth at all, is not above nothing."""
    least = wanted - _tolerance(target)
    if low >= least or math.isclose(low, least, rel_tol=1e-9, abs_tol=1e-9):
        return Verdict.MET
    if high >= least:
        return Verdict.INCOMPARABLE
    if wanted <= 0 or target.bound in _LIMITS:
        return Verdict.MISSED
    share = read_rules("promises.toml")["thresholds"]["partly"]
    return Verdict.PARTLY if (low if math.isfinite(low) else high) / wanted >= share else Verdict.MISSED


def _tolerance(measure: Measure) -> float:
    if measure.bound != "about":
        return 0.0
    thresholds = read_rules("promises.toml")["thresholds"]
    if measure.points:
        return float(thresholds["about_points"])
    return abs(measure.value) * float(thresholds["about_share"])


def _range(told: Measure) -> tuple[float, float]:
    """The least and the most that a report may mean."""
    value, upper = told.value, told.upper if told.upper is not None else told.value
    falling = told.growth and value < 0
    if told.bound == "about":
        slack = _tolerance(told)
        return value - slack, upper + slack
    if told.bound in ("at_least", "more_than"):
        return (-math.inf, value) if falling else (value, math.inf)
    if told.bound in _LIMITS:
        # 不足 100 is no 100
        inner = math.nextafter(value, 0 if falling else -math.inf) if told.bound == "less_than" else upper
        return (inner, math.inf) if falling else (-math.inf, inner)
    return value, upper


def _gap(target: Measure, gap: float, more: float, ratio: float | None) -> str:
    """How far it is from the target: ``gap`` without a sign, ``more`` with it, ``ratio`` without one unless both have the same."""
    told = gap_said(gap, target.unit, target.points)
    ahead = more < 0 if target.downward else more > 0
    within = "，在“左右”的范围以内" if target.bound == "about" and gap <= _tolerance(target) and not ahead else ""
    if not gap:
        return "在限度以内" if target.limit else "正好达到"
    if target.upper is not None and 0 < more * (-1 if target.downward else 1) <= abs(target.upper - target.value):
        return "在目标范围内"
    if target.kept_below:
        return "在限度以内" if ahead else f"超出限度{told}{within}"
    if target.value < 0 and ratio is not None:
        return f"{'多' if more < 0 else '少'}降{told}{within}"
    if ahead:
        return f"超出{told}" if target.value > 0 else f"好于目标{told}"
    if not target.points and ratio is not None:
        told += f"，达到目标的{ratio:.1%}"
    return f"差{told}{within}"


def _ratio(wanted: float, reached: float) -> float | None:
    """A share says something only of numbers that have one sign."""
    return round(reached / wanted, 4) if wanted * reached > 0 else None


def _said(measure: Measure) -> str:
    if measure.growth:
        return growth_said(measure.value, measure.upper, measure.bound)
    return level_said(measure.value, measure.upper, measure.unit, measure.bound)
