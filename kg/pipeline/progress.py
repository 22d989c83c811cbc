"""Who is told how far a build is."""

from __future__ import annotations

from typing import Protocol


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
