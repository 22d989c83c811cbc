"""What became of a planned deed. In: the fact that plans it, and what later documents say of it; out: a Judgement, or None.

States are compared in the order of kg.model.Status. Events (建成) may come too late. What lasts (在建, 投产运营, a policy that is carried
out, partners that cooperate) does not: that it is so in a later year does not say that it began then.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.lexicon.data import read_rules
from kg.lexicon.phases import phases
from kg.model import Fact, Predicate, Status
from kg.promises.deadline import find_deadlines
from kg.promises.model import Case, Judgement, Verdict
from kg.promises.saying import document_said, documents_said, state_said
from kg.query.card import Entry
from kg.standing import RANKS

#: What is done once: planned again, it was not done. Fairs are held and partners cooperate year after year.
_ONCE = (Predicate.AWARDED, Predicate.ISSUED_BY)


def rank(state: Status, policy: bool) -> int:
    """Where a state stands. A policy that is completed was carried out, and one carried out is not completed later: these are one."""
    return RANKS[Status.COMPLETED if policy and state is Status.OPERATING else state]


def judge_state(case: Case) -> Judgement | None:
    """Judges a planned state; None when later documents say nothing of it that can be compared."""
    fact, policy = case.fact, case.policy
    goal = fact.goal or fact.status
    if goal is None:
        return None
    told = [entry for entry in case.later if entry.fact.kind == "actual" and entry.fact.status]
    told = [entry for entry in told if not _is_apart(fact, entry.fact)]
    cancelled = [entry for entry in told if entry.fact.status is Status.CANCELLED]
    if goal is Status.CANCELLED and cancelled:
        return Judgement(
            Verdict.MET, f"目标{state_said(goal, policy)}，{_said(cancelled[0], policy)}", tuple(cancelled)
        )
    going = [entry for entry in told if entry.fact.status is not Status.CANCELLED]
    # What was started in a year is under construction in it
    least = Status.STARTED if goal is Status.UNDER_CONSTRUCTION else goal
    reached = [entry for entry in going if _rank(entry, policy) >= rank(least, policy)]
    below = [entry for entry in going if entry not in reached and _is_since(entry, case.source.year)]
    aim = f"目标{state_said(goal, policy)}"
    in_time, late = _in_time(case, goal, reached), _late(case, goal, reached)
    if in_time or late:
        against = cancelled or ([] if policy else _fallen_back(in_time or late, below))
        return (
            _contradicted(aim, (*(in_time or late), *against), policy)
            if against
            else _reached(aim, case, in_time, late)
        )
    if cancelled:
        return Judgement(Verdict.MISSED, f"{aim}，{_said(cancelled[0], policy)}", tuple(cancelled))
    return _unreached(aim, case, goal, below) or _only_later(case, reached)


def _is_apart(one: Fact, other: Fact) -> bool:
    """Whether quotes speak of different phases: that 一期 is built says nothing of 二期."""
    first, second = (phases(fact.evidence.quote, ()) for fact in (one, other))
    return bool(first and second) and first.isdisjoint(second)


def is_lasting(goal: Status, policy: bool) -> bool:
    """Whether a goal is a state that goes on, and no event: what is told of a later year may have been so for long."""
    return policy or goal in (Status.UNDER_CONSTRUCTION, Status.OPERATING)


def _in_time(case: Case, goal: Status, reached: list[Entry]) -> list[Entry]:
    """What tells that the goal was reached by the due year."""
    if is_lasting(goal, case.policy):
        return [entry for entry in reached if _is_of_due_year(entry, case)]
    return [entry for entry in reached if not _is_late(entry, case.due)]


def _late(case: Case, goal: Status, reached: list[Entry]) -> list[Entry]:
    """What tells that an event came after the due year: this event, for what stands higher may follow one that came in time."""
    if is_lasting(goal, case.policy) or any(_rank(entry, False) >= rank(goal, False) for entry in _held(case.earlier)):
        return []
    return [entry for entry in reached if _is_late(entry, case.due) and entry.fact.status is goal]


def _unreached(aim: str, case: Case, goal: Status, below: list[Entry]) -> Judgement | None:
    again = [entry for entry in _planned(case) if entry.fact.goal is goal]
    over = [entry for entry in below if case.is_over(entry.source) and _is_of_due_year(entry, case)]
    if case.policy:
        # New plans are drawn up under the name of what has long been carried out (西部大开发)
        over = [entry for entry in over if entry.fact.status is not Status.PLANNED]
    begun = [entry for entry in over if _is_progress(entry, goal, case.policy)]
    if over:
        best = max(begun or over, key=lambda entry: _rank(entry, case.policy))
        more = f"，并且{_again(again)}" if again else ""
        verdict = Verdict.PARTLY if begun else Verdict.MISSED
        return Judgement(verdict, f"{aim}，{_said(best, case.policy)}{more}", (*(begun or over), *again))
    # What is under way and goes on is planned year after year: that it is planned again says nothing against it
    if (
        again
        and goal not in (case.fact.status, Status.UNDER_CONSTRUCTION)
        and not (case.park and goal is Status.OPERATING)
    ):
        return Judgement(Verdict.MISSED, f"{aim}，{_again(again)}，没有读到已经做到", tuple(again))
    return None


def _is_progress(entry: Entry, goal: Status, policy: bool) -> bool:
    """Whether a state below a goal is part of the way to it: what is only signed is not partly built."""
    least: str | None = read_rules("promises.toml")["progress"].get(goal.value)
    return least is not None and _rank(entry, policy) >= rank(Status(least), policy)


def _only_later(case: Case, held: list[Entry]) -> Judgement | None:
    """What is so in a later year says nothing of the due one."""
    later = [entry for entry in held if _is_late(entry, case.due)]
    if not later or not case.covers:
        return None
    first = min(later, key=lambda entry: entry.fact.year or 0)
    more = "和更晚的文档" if any(entry.source.id != first.source.id for entry in later) else ""
    told = f"只有{document_said(first.source)}{more}说到{first.fact.year}年{'起' if more else ''}，没有说{case.due}年"
    return Judgement(Verdict.SILENT, told, (first,))


def _contradicted(aim: str, entries: tuple[Entry, ...], policy: bool) -> Judgement:
    said = "；".join(dict.fromkeys(_said(entry, policy) for entry in entries))
    return Judgement(Verdict.CONTRADICTORY, f"{aim}，后文说法不一：{said}", entries)


def _reached(aim: str, case: Case, in_time: list[Entry], late: list[Entry]) -> Judgement:
    if in_time:
        return _within_year(case, f"{aim}，{_said(in_time[0], case.policy)}", in_time)
    return Judgement(Verdict.PARTLY, f"{aim}，{_said(late[0], case.policy)}，晚于{case.due}年", tuple(late))


def _within_year(case: Case, said: str, entries: list[Entry]) -> Judgement:
    """Done in the year that was promised; whether by the month, only the later words can tell."""
    last, words = case.deadline.last, case.deadline.words
    if not words or last is None or (last.month, last.day) == (12, 31):
        return Judgement(Verdict.MET, said, tuple(entries))
    days = [day for entry in entries for _, _, day in find_deadlines(entry.fact.evidence.quote, last.year)]
    if not days:
        return Judgement(Verdict.MET, f"{said}；原定{words}，没有读到是哪个月", tuple(entries))
    goal = case.fact.goal or case.fact.status
    if min(days) > last and (goal is None or not is_lasting(goal, case.policy)):
        return Judgement(Verdict.PARTLY, f"{said}，晚于原定的{words}", tuple(entries))
    return Judgement(Verdict.MET, f"{said}，没有超过原定的{words}", tuple(entries))


def judge_relation(case: Case) -> Judgement | None:
    """Judges a planned relation: it is met by the same relation as a fact, of the years from the promise to its deadline."""
    held = [entry for entry in _held(case.later) if _is_since(entry, case.source.year)]
    once = case.fact.predicate in _ONCE
    in_time = [e for e in held if not _is_late(e, case.due)] if once else [e for e in held if _is_of_due_year(e, case)]
    if in_time:
        return _within_year(case, f"{document_said(in_time[0].source)}说已经做到", in_time)
    if held and once and not _held(case.earlier):
        told = f"{document_said(held[0].source)}说{held[0].fact.year}年做到，晚于{case.due}年"
        return Judgement(Verdict.PARTLY, told, tuple(held))
    again = _planned(case)
    if again and once:
        return Judgement(Verdict.MISSED, f"{_again(again)}，没有读到已经做到", tuple(again))
    return _only_later(case, held)


def _held(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.fact.kind == "actual"]


def _is_of_due_year(entry: Entry, case: Case) -> bool:
    """Whether something tells of the years from the promise to the due one, or is told by the report that covers the due one."""
    due, year = case.due, entry.fact.year
    if due is None:
        return False
    covering = entry.source.kind == "report" and entry.source.year == due + 1
    return _is_since(entry, case.source.year) and (covering or (year is not None and year <= due))


def _planned(case: Case) -> list[Entry]:
    """What the next report plans when the due year is over; later ones plan something new under the same name."""
    covering = {source.id for source in case.covering}
    return [entry for entry in case.later if entry.fact.kind == "target" and entry.source.id in covering]


def _rank(entry: Entry, policy: bool) -> int:
    return rank(entry.fact.status, policy) if entry.fact.status else -1


def _is_since(entry: Entry, year: int | None) -> bool:
    """Whether something is no older than the promise: what was so before is no progress."""
    return entry.fact.year is None or year is None or entry.fact.year >= year


def _is_late(entry: Entry, due: int | None) -> bool:
    return entry.fact.year is not None and due is not None and entry.fact.year > due


def _fallen_back(reached: list[Entry], below: list[Entry]) -> list[Entry]:
    """What another document says of a later year, and less than was reached."""
    year = min(entry.fact.year or 0 for entry in reached)
    documents = {entry.source.id for entry in reached}
    return [entry for entry in below if entry.source.id not in documents and (entry.fact.year or 0) > year]


def _said(entry: Entry, policy: bool) -> str:
    year = f"{entry.fact.year}年" if entry.fact.year else ""
    return f"{document_said(entry.source)}说{year}{state_said(entry.fact.status, policy)}"


def _again(entries: Iterable[Entry]) -> str:
    return f"{documents_said(entry.source for entry in entries)}再次列入计划"
