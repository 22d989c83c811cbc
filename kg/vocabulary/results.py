"""What a check says. A finding is one fault of one term; a result is what one check made of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Finding(NamedTuple):
    """One fault.

    Attributes:
        term: the term that has it, prefixed, or the item of metadata that is missing; exceptions name it by this.
        says: what is wrong, in Chinese; empty when the check's question says it.
    """

    term: str
    says: str = ""

    def __str__(self) -> str:
        return f"{self.term}（{self.says}）" if self.says else self.term


class Outcome(StrEnum):
    """How a check ended, in the words of the table."""

    PASSED = "通过"
    ACCEPTED = "接受"
    FAILED = "未通过"
    #: Only what can be seen without a network was looked at, and that is right.
    PARTLY = "离线部分通过"
    #: Nothing to be seen without a network, or by a program.
    OPEN = "未查"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table.

    Attributes:
        check: id by FOOPS!, OOPS! or our own list.
        family: ``FOOPS!``, ``OOPS!`` or ``KG``.
        asks: what the check asks, in Chinese.
        outcome: how it ended.
        findings: the faults that are not accepted.
        accepted: the faults that are, with the reason for each.
        note: why it was not looked at, or what is left for the network.
    """

    check: str
    family: str
    asks: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    accepted: tuple[tuple[Finding, str], ...] = ()
    note: str = ""

    @property
    def detail(self) -> str:
        """What the table says beside the outcome; accepted terms are counted by reason."""
        said = "、".join(map(str, self.findings[:12])) + (
            f" 等 {len(self.findings)} 处" if len(self.findings) > 12 else ""
        )
        reasons: dict[str, list[str]] = {}
        for finding, reason in self.accepted:
            reasons.setdefault(reason, []).append(str(finding))
        kept = [
            f"{'、'.join(terms) if len(terms) < 4 else f'{len(terms)} 处'}：{why}" for why, terms in reasons.items()
        ]
        return "；".join(part for part in (said, *kept, self.note) if part)
