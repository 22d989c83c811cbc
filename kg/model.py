"""The values that travel through kg. Frozen, ordered by place in the text, free of behaviour and of other packages.

Every offset is a code-point index into ``Document.text`` (title line, newline, body), start inclusive, end exclusive,
so ``text[start:end]`` is always the string that a reader sees there. Names follow the annotation guide.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

DocumentKind = Literal["report", "news"]
SectionKind = Literal["front", "review", "plan", "glossary", "table", "body"]
FactKind = Literal["actual", "target"]
Methods = Literal["both", "rules", "models"]
RdfSyntax = Literal["ttl", "nt", "nq", "jsonld"]
EngineName = Literal["local", "ray"]
#: What can be read: a file or folder of this machine, or the address of one in an object store (``s3://bucket/reports``).
Source = Path | str
Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than"]


class EntityType(StrEnum):
    """The ten types of the annotation guide."""

    REGION = "Region"
    PARK = "Park"
    PROJECT = "Project"
    ENTERPRISE = "Enterprise"
    ORGANIZATION = "Organization"
    POLICY = "Policy"
    PERSON = "Person"
    INDUSTRY = "Industry"
    EVENT = "Event"
    HONOR = "Honor"


class Predicate(StrEnum):
    """The fourteen relations and the three literal properties of the annotation guide."""

    LOCATED_IN = "locatedIn"
    PART_OF = "partOf"
    DEVELOPED_BY = "developedBy"
    ENGAGED_IN = "engagedIn"
    ISSUED_BY = "issuedBy"
    APPLIES_TO = "appliesTo"
    COOPERATES_WITH = "cooperatesWith"
    ASSISTS = "assists"
    SUPPLIES = "supplies"
    PARTICIPATES_IN = "participatesIn"
    ORGANIZED_BY = "organizedBy"
    AWARDED = "awarded"
    HOLDS_POSITION = "holdsPosition"
    CONNECTS = "connects"
    INVESTMENT = "investment"
    STATUS = "status"
    OBSERVATION = "observation"


LITERALS = frozenset({Predicate.INVESTMENT, Predicate.STATUS, Predicate.OBSERVATION})


class Status(StrEnum):
    """The states that the annotation guide knows, in the order in which a project passes them."""

    PLANNED = "planned"
    SIGNED = "signed"
    APPROVED = "approved"
    STARTED = "started"
    UNDER_CONSTRUCTION = "under_construction"
    COMPLETED = "completed"
    OPERATING = "operating"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Document:
    """One report or news item.

    Attributes:
        id: ASCII, stable, from title and text, e.g. ``d3f0a1b2c4d5``.
        title: the title line as it stands in the source.
        text: title line, newline, body.
        date: the date that the source gives for the page; None when it gives none.
        issued: the date on which the text says it was delivered or happened; None when it says none.
        kind: work report or news item.
        year: for a report the year it plans for (its review tells of ``year - 1``); for news the year it tells of.
        place: the reporting place as named in title or opening (``东莞市``), in simplified characters; None when nothing names one.
        path: the source file as the user gave it, with forward slashes.
        sha256: hex digest of ``text`` in UTF-8.
        text_start: code-point offset of ``text`` in the decoded source file; 0 where the text was made of a page with markup.
        pages: offsets in ``text`` at which the pages of the source begin; empty where it has none.
    """

    id: str
    title: str
    text: str
    date: datetime.date | None
    kind: DocumentKind
    year: int | None
    place: str | None
    path: str
    sha256: str
    text_start: int = 0
    issued: datetime.date | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Section(Span):
    """A part of a report. ``year`` is the year its statements hold for when they name none."""

    kind: SectionKind
    year: int | None


@dataclass(frozen=True, slots=True, order=True)
class Clause(Span):
    """A stretch between commas, semicolons or colons; ``sentence`` and ``section`` index into the Layout."""

    sentence: int
    section: int


@dataclass(frozen=True, slots=True, order=True)
class Quotation(Span):
    """A stretch inside quotation or book-title marks, the marks left out; ``level`` 1 is outermost."""

    mark: str
    level: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What the language stage found out about the structure of one document."""

    sections: tuple[Section, ...] = ()
    sentences: tuple[Span, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention(Span):
    """A name in the text. ``by`` is the id of the rule or model that found it, ``score`` how far it is trusted, 0 to 1.

    ``name`` is the completed form when the text only has a part of it (东雷 in 东雷、玉湛高速), else empty.
    """

    text: str
    type: EntityType
    by: str
    score: float = 1.0
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Quantity(Span):
    """A number with its unit.

    Attributes:
        text: as stated, ``超50亿元``; bound words are inside the span.
        value: in base units (元, 人, 亩, percent ...); the lower end of a range.
        unit: ``CNY``, ``USD`` ..., ``percent``, or the counting word as written (``家``, ``亩``, ``吨``).
        upper: upper end of a range, else None.
        bound: whether the number is exact, about, at least ...
        growth: True when it is a rate of change (``增长8.2%``), value negative for a fall.
    """

    text: str
    value: float
    unit: str
    upper: float | None = None
    bound: Bound = "exact"
    growth: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Evidence(Span):
    """The words that carry a fact: ``quote == document.text[start:end]``."""

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What the relating stage says, still between mentions: one fact before merging.

    ``object`` is set for the fourteen relations. For ``investment`` and ``observation``: ``value`` (base units),
    ``unit``, ``growth`` (percent), ``bound``, ``as_stated``; for ``status``: ``status``, and of a plan ``goal``, the state that it
    promises. ``kind`` is ``target`` when the text only plans it. ``subject`` is None when the reporting place of the document is meant (我市, 全市, or no subject at all).
    ``object`` is None in a relation when the reporting place is its object.
    """

    subject: Mention | None
    predicate: Predicate
    evidence: Evidence
    by: str
    object: Mention | None = None
    status: Status | None = None
    value: float | None = None
    unit: str | None = None
    upper: float | None = None
    growth: float | None = None
    indicator: str | None = None
    role: str | None = None
    bound: Bound | None = None
    as_stated: str | None = None
    year: int | None = None
    kind: FactKind = "actual"
    goal: Status | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph.

    Attributes:
        id: ASCII, stable across builds and independent of other documents, e.g. ``park-1f3a9c0b2d4e``, ``region-441900``.
        aliases: every surface form, sorted, the name left out.
        within: id of the place that tells homonyms apart, or empty.
        code: GB/T 2260 code of a division, or empty.
        description: what a 名词解释 says of it, or empty.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    within: str = ""
    code: str = ""
    level: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class NameRule:
    """What a user says of names: that they are one entity, or never are. ``where`` tells the place in the configuration."""

    type: EntityType
    names: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which columns of a table of documents hold what; of several names the first that a row has is taken.

    Attributes:
        title: of the document.
        text: its body.
        date: the day that the source gives for it; a row may have none.
    """

    title: tuple[str, ...] = ("title",)
    text: tuple[str, ...] = ("text", "content")
    date: tuple[str, ...] = ("date",)


@dataclass(frozen=True, slots=True)
class Publication:
    """What a user says of the dataset that a build makes; what is empty is not said.

    Attributes:
        title: in Chinese.
        title_en: in English.
        license: IRI of the licence.
        publisher: name of whoever publishes it.
    """

    title: str = ""
    title_en: str = ""
    license: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim after merging: subject and object are entity ids, ``id`` is ASCII and stable."""

    id: str
    subject: str
    predicate: Predicate
    evidence: Evidence
    by: str
    object: str = ""
    status: Status | None = None
    value: float | None = None
    unit: str | None = None
    upper: float | None = None
    growth: float | None = None
    indicator: str | None = None
    role: str | None = None
    bound: Bound | None = None
    as_stated: str | None = None
    year: int | None = None
    kind: FactKind = "actual"
    goal: Status | None = None


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A mention that knows its document and its entity: a row of ``mentions.jsonl``."""

    doc: str
    mention: Mention
    entity: str


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A sentence with an enterprise, a project or an amount of money that no fact uses; ``reason`` lists these."""

    doc: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything a build knows, sorted: what the graph, the RDF, the tables and the page are made from.

    ``homes`` leads from the id of a document to that of the place that it reports on, where one is known.
    """

    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Placed, ...] = ()
    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stages found in one document, before anything is merged.

    Attributes:
        explained: (term, explanation) pairs of the glossary (名词解释), as offsets.
        uncovered: sentences with a name or an amount that no claim uses.
    """

    document: Document
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    explained: tuple[tuple[Span, Span], ...] = ()
    uncovered: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """One document after resolving: the part of a Corpus that it gives.

    Attributes:
        home: id of the place that it reports on, or empty.
        entities: as this document sees them; ``aliases`` are all forms, the name too.
    """

    document: Document
    home: str = ""
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Placed, ...] = ()
    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
