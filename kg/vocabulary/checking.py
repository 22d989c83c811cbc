"""Runs the checks. In: Material; out: one result for each line of checks.toml, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import OntologyError
from kg.vocabulary import axioms, declared, foops, naming
from kg.vocabulary.material import Check, Material, rules_of
from kg.vocabulary.results import Finding, Outcome, Result

CHECKS: dict[str, Check] = {**foops.CHECKS, **naming.CHECKS, **axioms.CHECKS, **declared.CHECKS}
#: Says that exceptions are still needed; looks at the other results, so it runs last.
STALE = "KG6"


def check(material: Material) -> tuple[Result, ...]:
    """Every check, in the order of the table.

    Raises:
        OntologyError: checks.toml asks for a check that is not there, or accepted.toml for one that is not asked.
    """
    asked = rules_of("checks.toml")["check"]
    ids = {entry["id"] for entry in asked}
    unasked = sorted({each.check for each in material.accepted} - ids)
    if unasked:
        raise OntologyError(f"accepted.toml 提到没有的检查 {'、'.join(unasked)}")
    results: list[Result] = []
    for entry in asked:
        results.append(_stale(material, results, entry) if entry["id"] == STALE else _result(material, entry))
    return tuple(results)


def _result(material: Material, entry: dict[str, str]) -> Result:
    scope = entry.get("scope", "offline")
    if scope != "open" and entry["id"] not in CHECKS:
        raise OntologyError(f"checks.toml 提到没有的检查 {entry['id']}")
    found = iter(()) if scope == "open" else CHECKS[entry["id"]](material)
    faults, accepted = _sorted_out(material, entry["id"], found)
    if scope == "open":
        outcome = Outcome.OPEN
    elif faults:
        outcome = Outcome.FAILED
    elif accepted:
        outcome = Outcome.ACCEPTED
    else:
        outcome = Outcome.PARTLY if scope == "partly" else Outcome.PASSED
    told = (entry["id"], entry["family"], entry["asks"])
    return Result(*told, outcome, tuple(faults), tuple(accepted), entry.get("note", ""))


def _sorted_out(
    material: Material, check_id: str, found: Iterator[Finding]
) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """The findings, and those of them that an exception covers with its reason."""
    reasons = {term: each.reason for each in material.accepted if each.check == check_id for term in each.terms}
    faults: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    for finding in dict.fromkeys(found):
        if finding.term in reasons:
            accepted.append((finding, reasons[finding.term]))
        else:
            faults.append(finding)
    return faults, accepted


def _stale(material: Material, results: Iterable[Result], entry: dict[str, str]) -> Result:
    used = {(result.check, finding.term) for result in results for finding, _ in result.accepted}
    wanted = {(each.check, term) for each in material.accepted for term in each.terms}
    faults = tuple(Finding(term, check_id) for check_id, term in sorted(wanted - used))
    outcome = Outcome.FAILED if faults else Outcome.PASSED
    return Result(entry["id"], entry["family"], entry["asks"], outcome, faults)
