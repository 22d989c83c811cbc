"""Every fault is found by the shape or invariant that is meant for it, and by no other; every rule finds some fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import FAULTS, Fault
from faults_of_claims import FAULTS_OF_CLAIMS
from planting import Plot

from kg.check.validation import rules
from kg.model import Corpus

ALL = [*FAULTS, *FAULTS_OF_CLAIMS]
SEVERITY = {rule.name: rule.severity for rule in rules()}


def test_graph_without_faults_has_no_findings(corpus: Corpus, tmp_path: Path) -> None:
    assert Plot(corpus).findings(tmp_path) == set()


@pytest.mark.parametrize("fault", ALL, ids=[f"{number}-{name}" for number, (name, _) in enumerate(ALL)])
def test_fault_is_found_by_the_rule_meant_for_it_alone(corpus: Corpus, tmp_path: Path, fault: Fault) -> None:
    name, plant = fault
    plot = Plot(corpus)
    plant(plot)
    assert plot.findings(tmp_path) == {(rule, SEVERITY[rule]) for rule in name.split("+")}


def test_every_rule_is_tried_with_a_fault() -> None:
    assert sorted(SEVERITY.keys() - {name.partition("+")[0] for name, _ in ALL}) == []
