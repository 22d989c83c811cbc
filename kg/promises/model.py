"""The values of a ledger. In: nothing; out: Promise, Case, Judgement, Ledger, frozen."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, islice

from kg.model import Entity, Fact
from kg.query.answer import Answer
from kg.query.card import Entry
from kg.query.tables import Source


class Sort(StrEnum):
    """Kinds of promises, in the order in which they are told."""

    INDICATOR = "indicator"
    INVESTMENT = "investment"
    PROJECT = "project"
    PARK = "park"
    BODY = "body"
    POLICY = "policy"
    HONOR = "honor"
    COOPERATION = "cooperation"


class Verdict(StrEnum):
    """What became of a promise, as later documents of the same place have it."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    SILENT = "silent"
    PENDING = "pending"
    INCOMPARABLE = "incomparable"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when.

    Attributes:
        last: the last day; None when neither the fact nor its document has a year.
        words: as the text says it, empty when it only has the year; ``start`` and ``end`` are their offsets in the document.
    """

    last: datetime.date | None
    words: str = ""
    start: int | None = None
    end: int | None = None

    @property
    def year(self) -> int | None:
        """The year that a result must be of."""
        return self.last.year if self.last else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reasons.

    Attributes:
        explanation: one sentence in Chinese.
        later: what later documents say, with their quotes; empty when they say nothing of it.
        ratio: what was reached, as a share of the target; None where numbers do not compare.
    """

    verdict: Verdict
    explanation: str
    later: tuple[Entry, ...] = ()
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One promise and what there is to judge it by.

    Attributes:
        source: its document.
        deadline: results must be of its year.
        later: what later documents of the place say of the same topic, targets among it, the earliest document first.
        earlier: what its own document and earlier ones say of the same topic.
        policy, park: whether the state is that of one; parks are run year after year.
        named: facts by which later documents speak of the subject at all.
        covers: the later reports that look back on the year; a news item tells of one thing, so that its silence means nothing.
    """

    fact: Fact
    source: Source
    deadline: Deadline
    later: tuple[Entry, ...]
    named: tuple[Entry, ...]
    covers: tuple[Source, ...]
    policy: bool = False
    park: bool = False
    earlier: tuple[Entry, ...] = ()

    @property
    def due(self) -> int | None:
        """The year that results must be of."""
        return self.deadline.year

    @property
    def covering(self) -> tuple[Source, ...]:
        """The first of the reports that look back on the due year."""
        first = min((source.year or 0 for source in self.covers), default=None)
        return tuple(source for source in self.covers if source.year == first)

    def is_over(self, source: Source) -> bool:
        """Whether a document was written when the due year was over; before, what is not done may still be done."""
        return self.due is not None and source.year is not None and source.year > self.due


@dataclass(frozen=True, slots=True)
class Place:
    """A place that promises. ``id`` is that of an entity, or of the document when this names no place.

    Attributes:
        documents: all that report on it, the earliest first.
    """

    id: str
    name: str
    documents: tuple[Source, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its documents."""
        return tuple(sorted({source.year for source in self.documents if source.year is not None}))


@dataclass(frozen=True, slots=True)
class Promise:
    """One target or planned deed.

    Attributes:
        entry: the fact that promises, with its document; of a relation also its object.
        what: the standard name of the indicator, the kind of investment, the state promised, or the relation with its object.
        who: names of those who build the subject, else of the place.
        before: what was reported for the year before.
    """

    entry: Entry
    sort: Sort
    place: Place
    subject: Entity
    what: str
    deadline: Deadline
    who: tuple[str, ...]
    before: Entry | None
    judgement: Judgement

    @property
    def id(self) -> str:
        """That of the fact."""
        return self.entry.fact.id


@dataclass(frozen=True, slots=True)
class Ledger:
    """All promises, by place, sort, last day and place in the text.

    Attributes:
        places: those that were asked for, also without promises, by name.
        undecided: how many promises of the sorts that were asked for are left out because nothing can be judged yet.
    """

    places: tuple[Place, ...]
    promises: tuple[Promise, ...]
    undecided: int = 0

    def table(self) -> Answer:
        """A row for each promise, in Chinese: what ``--format csv`` writes; with ``.to_pandas()``."""
        from kg.promises.rows import to_answer  # which knows this module

        return to_answer(self)

    def by_sort(self) -> Counter[Sort]:
        """How many promises of each sort."""
        return Counter(promise.sort for promise in self.promises)

    def by_verdict(self) -> Counter[Verdict]:
        """How many promises have each verdict."""
        return Counter(promise.judgement.verdict for promise in self.promises)

    def only(self, sorts: Collection[Sort], verdicts: Collection[Verdict]) -> Ledger:
        """The promises of these sorts and verdicts; none given means all."""
        of_sort = [promise for promise in self.promises if not sorts or promise.sort in sorts]
        kept = tuple(promise for promise in of_sort if not verdicts or promise.judgement.verdict in verdicts)
        pending = sum(promise.judgement.verdict is Verdict.PENDING for promise in of_sort)
        left_out = pending if verdicts and Verdict.PENDING not in verdicts else 0
        return replace(self, promises=kept, undecided=left_out)

    def first(self, count: int) -> Ledger:
        """At most so many promises of each place and sort."""
        kept: list[Promise] = []
        for _, some in groupby(self.promises, key=lambda promise: (promise.place, promise.sort)):
            kept += islice(some, count)
        return replace(self, promises=tuple(kept))
