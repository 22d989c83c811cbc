"""What validation finds. In: nothing; out: the values that shapes, invariants and reports share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, get_args

#: By weight, as SHACL has them: broken structure, doubtful content, worth a look.
Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A shape or an invariant.

    Attributes:
        name: local name of the shape, or name of the invariant's file.
        message: what is wrong when it is broken, in Chinese.
        cure: what to do about it, in Chinese; may be empty.
        source: ``shapes.ttl`` or the invariant's file, for who wants to read the rule itself.
    """

    name: str
    severity: Severity
    title: str
    message: str
    cure: str
    source: str
    title_en: str = ""
    message_en: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place where a rule is broken.

    Attributes:
        focus: the node, an RDF term as N-Triples writes it.
        value: what is wrong with it, a term as well; empty when something is missing, or there is too much of it.
        path: the property that the shape looked at, or empty.
    """

    rule: Rule
    focus: str
    value: str = ""
    path: str = ""


class Progress(Protocol):
    """Told how far the work is; the command line draws a bar from it."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins that will take ``total`` steps."""

    def step(self) -> None:
        """One step of the stage is done."""
