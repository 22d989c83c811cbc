"""Who is told how far a build is."""

from __future__ import annotations

from typing import Protocol

#: Documents that are named when they are left out; corpora gathered from many sites repeat thousands.
NAMED = 20


class Progress(Protocol):
    """Told how far a build is; the command line draws a bar from it."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins that will take about ``total`` steps."""

    def step(self) -> None:
        """One step of the stage is done."""

    def warn(self, message: str) -> None:
        """Something went wrong and was mended."""


class Silent:
    """Draws nothing."""

    def stage(self, name: str, total: int) -> None:
        """Ignores the stage."""

    def step(self) -> None:
        """Ignores the step."""

    def warn(self, message: str) -> None:
        """Ignores the warning."""


class Repeats:
    """Tells of documents that were left out, the first ones by name.

    Args:
        told (Progress): is told.
    """

    def __init__(self, told: Progress) -> None:
        self.told, self.count = told, 0

    def __call__(self, kept: str, left_out: str) -> None:
        """One document is another's text again."""
        self.count += 1
        if self.count <= NAMED:
            self.told.warn(f"{left_out} 与 {kept} 是同一篇，只用 {kept}")
        elif self.count == NAMED + 1:
            self.told.warn("还有更多重复的文档，同样只用前一篇，不再逐一列出")
