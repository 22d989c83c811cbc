"""What became of a promise. In: the fact that promises, and what later documents of the same place say; out: a Judgement."""

from __future__ import annotations

from collections.abc import Iterable

from kg.lexicon.periods import other_period
from kg.model import Fact, Predicate
from kg.promises.deeds import judge_relation, judge_state
from kg.promises.measuring import Finding, compare, differs, exceeds, is_limit
from kg.promises.model import Case, Judgement, Verdict
from kg.promises.saying import document_said, documents_said, fact_said
from kg.query.card import Entry
from kg.query.tables import Source


def is_later(one: Source, than: Source) -> bool:
    """Whether a document can tell what became of what another promised.

    A page bears the day on which it was fetched, so a day alone does not make a document of an earlier year a later one.
    """
    if one.year is not None and than.year is not None and one.year != than.year:
        return one.year > than.year
    return "news" in (one.kind, than.kind) and bool(one.date and than.date) and one.date > than.date


def looks_back(source: Source, due: int | None, deed: bool) -> bool:
    """Whether a report tells of a year: its review is of the year before its own. A deed that was done is told of later, too."""
    if source.kind != "report" or source.year is None or due is None:
        return False
    return source.year > due if deed else source.year == due + 1


def judge(case: Case) -> Judgement:
    """The verdict, or why there is none."""
    predicate = case.fact.predicate
    if predicate in (Predicate.OBSERVATION, Predicate.INVESTMENT):
        found = _judge_number(case)
    elif predicate is Predicate.STATUS:
        found = judge_state(case)
    else:
        found = judge_relation(case)
    return found or _unjudged(case)


def _judge_number(case: Case) -> Judgement | None:
    results = ((entry, compare(case.fact, entry.fact)) for entry in case.later if _is_result(entry.fact, case.due))
    told = [
        (entry, finding) for entry, finding in results if case.is_over(entry.source) or _is_kept(case.fact, finding)
    ]
    decided = [(entry, finding) for entry, finding in told if finding.verdict is not Verdict.INCOMPARABLE]
    if not told:
        return None
    entries = tuple(entry for entry, _ in decided or told)
    if decided and (other := _another_target(case)):
        numbers = f"{fact_said(case.fact)}；{fact_said(other.fact)}"
        return Judgement(Verdict.INCOMPARABLE, f"同一文档里有两个不同的目标（{numbers}），不作判断", entries)
    finding = (decided or told)[0][1]
    verdicts = {one.verdict for _, one in decided}
    if len(verdicts) > 1:
        said = dict.fromkeys(f"{document_said(entry.source)}：{one.said}" for entry, one in decided)
        return Judgement(Verdict.CONTRADICTORY, f"后文说法不一：{'；'.join(said)}", entries)
    return Judgement(finding.verdict, finding.said, entries, finding.ratio)


def _another_target(case: Case) -> Entry | None:
    """A different number for the same year in the same document: one of the two may be no target at all, or of something else."""
    return next(
        (
            entry
            for entry in case.earlier
            if entry.source.id == case.source.id
            and (entry.fact.kind, entry.fact.year) == ("target", case.fact.year)
            and differs(entry.fact, case.fact)
        ),
        None,
    )


def _is_result(fact: Fact, due: int | None) -> bool:
    return fact.kind == "actual" and due is not None and fact.year == due


def _is_kept(target: Fact, finding: Finding) -> bool:
    """Whether a year that is not over cannot change a finding: an amount that is reached stays so, a rate or a limit need not."""
    return finding.verdict is Verdict.MET and target.growth is None and not is_limit(target)


def _unjudged(case: Case) -> Judgement:
    """No verdict: nothing was read that decides. That nothing was read does not say that the text is silent."""
    mentioned = case.later or case.named
    if not case.covers:
        since = f"还没有回顾{case.due}年的后文" if case.due else "没有说是哪一年的"
        seen = f"；{document_said(mentioned[0].source)}提到，没有读到结果" if mentioned else ""
        return Judgement(Verdict.PENDING, since + seen, mentioned)
    covers, covering = documents_said(case.covering), {source.id for source in case.covering}
    told = tuple(entry for entry in case.later if entry.source.id in covering)
    told = told or tuple(entry for entry in case.named if entry.source.id in covering)
    if not told:
        return Judgement(Verdict.SILENT, f"{covers}里没有读到它的结果")
    again = "再次列入计划" if _is_planned_again(told, case) else ""
    return Judgement(Verdict.SILENT, f"后文提到，但没有可比的说法（{covers}{again}）", told)


def _is_planned_again(entries: Iterable[Entry], case: Case) -> bool:
    """Whether the same is a plan once more; of a number, of the year after."""
    fact = case.fact
    numbers = fact.predicate in (Predicate.OBSERVATION, Predicate.INVESTMENT)
    return any(
        entry.fact.kind == "target"
        and (entry.fact.predicate, entry.fact.object, entry.fact.goal) == (fact.predicate, fact.object, fact.goal)
        and (not numbers or (case.due is not None and entry.fact.year == case.due + 1))
        for entry in entries
    )


def compares_before(fact: Fact, before: Fact, year: int) -> bool:
    """Whether a fact is what was reached in the year before a target: of that year, of all of it, and not of several years."""
    of_year = before.kind == "actual" and before.year == year
    return of_year and other_period(before) == other_period(fact) and not exceeds(before, fact)
