"""Validates an export. In: a Turtle file; out: a Validation, everything that shapes and invariants found, worst first."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg.check.findings import SEVERITIES, Finding, Progress, Rule, Severity
from kg.check.invariants import invariants, run_invariants
from kg.check.naming import Names
from kg.check.shapes import run_shapes, shape_rules
from kg.check.turtle import read_turtle


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found in a file.

    Attributes:
        findings: sorted by severity, then rule, then place.
        names: says what a focus node is.
    """

    file: Path
    triples: int
    findings: tuple[Finding, ...]
    names: Names
    seconds: float

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(finding.rule.severity == severity for finding in self.findings)

    def by_rule(self) -> Iterator[tuple[Rule, tuple[Finding, ...]]]:
        """The rules that are broken, each with its findings."""
        for rule, found in groupby(self.findings, key=lambda finding: finding.rule):
            yield rule, tuple(found)


def rules() -> tuple[Rule, ...]:
    """Every shape that can be found broken and every invariant."""
    return (*shape_rules().values(), *(invariant.rule for invariant in invariants()))


def validate(file: Path, progress: Progress) -> Validation:
    """Runs all shapes and invariants over a file.

    Raises:
        ExportError: the file is missing or is no Turtle.
    """
    begun = time.perf_counter()
    progress.stage("读取", 1)
    store, graph = read_turtle(file)
    progress.step()
    found = [*run_shapes(graph, progress), *run_invariants(store, progress)]
    findings = tuple(sorted(found, key=lambda one: (SEVERITIES.index(one.rule.severity), one)))
    return Validation(file, len(graph), findings, Names(store), time.perf_counter() - begun)
