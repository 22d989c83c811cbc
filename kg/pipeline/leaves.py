"""What one document adds to a build, in every form that is merged later. In: a Resolved document; out: a Leaf.

A leaf depends on its document and on what makes a build, on nothing else, so it can be kept and used again. It holds the rows of the
tables, sorted lines (what each entity is, its neighbours, the relations, the RDF), and the document for the page, packed.
"""

from __future__ import annotations

import copyreg
import io
import json
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

from kg.export import Summary, document_parts, encode
from kg.graph import assemble
from kg.model import (
    LITERALS,
    Corpus,
    Entity,
    EntityType,
    Evidence,
    Fact,
    Mention,
    Methods,
    NameRule,
    Placed,
    Predicate,
    Resolved,
    Unread,
)
from kg.pipeline.extraction import Clock
from kg.pipeline.terms import Terms, terms_of
from kg.rdf import told_quads
from kg.standing import Standing, standing

#: Separates an entity's id from what follows; sorts before every character that an id has.
SEPARATOR = b"\t"
#: The files of sorted lines.
RUNS = ("entities", "edges", "neighbours", "rdf")
#: Where classes come from that packed documents and leaves may hold. Pickle calls whatever it is told to: anything else is refused.
_TRUSTED: dict[str, tuple[str, ...]] = {
    "kg.model": (
        *("Document", "Entity", "EntityType", "Evidence", "Fact", "Mention", "Placed", "Predicate", "Resolved"),
        *("Status", "Unread"),
    ),
    "kg.export.summary": ("Summary",),
    "kg.pipeline.leaves": ("Leaf",),
    "kg.pipeline.terms": ("Terms",),
}
_PLAIN = {("collections", "Counter"), ("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset")}


def _plainly(kind: type) -> None:
    """Pickles objects of a frozen dataclass by their values: as dataclasses do it, each looks its fields up anew, twice as slow."""
    values = attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda one: (kind, values(one)))


for _kind in (Mention, Placed, Evidence, Fact, Unread, Entity):
    _plainly(_kind)


@dataclass(frozen=True, slots=True)
class Order:
    """What every process must know to work on any block of a build.

    Attributes:
        folder: where blocks come to lie.
        base_iri, methods, merge, keep_apart: see BuildConfig.
        cache: where leaves are kept; None for nowhere.
        made_by: digest of all that a leaf depends on beside its document.
        fresh: whether leaves that are kept are passed over.
        keep_going: whether a document that cannot be worked through is left out.
    """

    folder: Path
    base_iri: str
    methods: Methods = "both"
    merge: tuple[NameRule, ...] = ()
    keep_apart: tuple[NameRule, ...] = ()
    cache: Path | None = None
    made_by: str = ""
    fresh: bool = False
    keep_going: bool = False


@dataclass(slots=True)
class Leaf:
    """What one document adds.

    Attributes:
        doc: id of the document.
        rows: table -> its rows.
        lines: name of a run -> its sorted lines.
        packed: the Resolved document.
        summary: counts.
        regions: ids of the regions that it names.
        terms: those of the RDF.
    """

    doc: str
    rows: dict[str, bytes]
    lines: dict[str, bytes]
    packed: bytes
    summary: Summary
    regions: set[str]
    terms: Terms


def make_leaf(part: Resolved, base_iri: str, clock: Clock) -> Leaf:
    """The leaf of a document.

    Raises:
        OntologyError: a term has no place in the ontology.
        ExportError: a text holds characters that UTF-8 cannot write.
    """
    with clock("RDF"):
        rdf = encode(told_quads(assemble(corpus_of([part])), base=base_iri))
        terms = terms_of(rdf)
    with clock("写块"):
        relations = [fact for fact in part.facts if fact.predicate not in LITERALS]
        lines = {
            "entities": sorted(_entity_lines(part)),
            "edges": sorted(_edge_lines(relations)),
            "neighbours": sorted(set(_neighbour_lines(relations))),
            "rdf": rdf.sorted(),
        }
        summary = Summary()
        summary.take(part)
        return Leaf(
            doc=part.document.id,
            rows=document_parts(part),
            lines={name: b"".join(some) for name, some in lines.items()},
            packed=pickle.dumps(part, protocol=pickle.HIGHEST_PROTOCOL),
            summary=summary,
            regions={one.id for one in part.entities if one.type is EntityType.REGION},
            terms=terms,
        )


def unpack(file: IO[bytes]) -> Any:
    """The next object of a file of packed documents or leaves.

    Raises:
        pickle.UnpicklingError: it holds something else than these are made of, or is cut off.
        EOFError: there is none.
    """
    return _Unpickler(file).load()


def lines_of(data: bytes) -> list[bytes]:
    """Lines, each with its line break; only a line feed ends one."""
    return io.BytesIO(data).readlines()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN or name in _TRUSTED.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def write_entity(entity: Entity, known: Standing) -> bytes:
    """The line of an entity."""
    # asdict copies every value, which took longer than writing it.
    said = json.dumps(
        [{name: getattr(one, name) for name in one.__slots__} for one in (entity, known)], ensure_ascii=False
    )
    return entity.id.encode() + SEPARATOR + said.encode() + b"\n"


def read_entity(line: bytes) -> tuple[Entity, Standing]:
    """What one document says of an entity."""
    values, numbers = json.loads(line.partition(SEPARATOR)[2])
    values["aliases"] = tuple(values["aliases"])
    numbers["reached"] = tuple(numbers["reached"])
    return Entity(**{**values, "type": EntityType(values["type"])}), Standing(**numbers)


def read_edge(line: bytes) -> Fact:
    """A relation."""
    values = json.loads(line.split(SEPARATOR, 3)[3])
    values["evidence"] = Evidence(**values["evidence"])
    values["predicate"] = Predicate(values["predicate"])
    return Fact(**values)


def _entity_lines(part: Resolved) -> Iterator[bytes]:
    mentioned = Counter(placed.entity for placed in part.mentions)
    literals: dict[str, list[Fact]] = defaultdict(list)
    for fact in part.facts:
        if fact.predicate in LITERALS:
            literals[fact.subject].append(fact)
    for entity in part.entities:
        named = mentioned[entity.id]
        yield write_entity(entity, standing(literals[entity.id], mentions=named, documents=int(named > 0)))


def _edge_lines(relations: Iterable[Fact]) -> Iterator[bytes]:
    for fact in relations:
        evidence = {name: getattr(fact.evidence, name) for name in ("start", "end", "doc", "quote")}
        said = json.dumps(
            {**{name: getattr(fact, name) for name in fact.__slots__}, "evidence": evidence}, ensure_ascii=False
        )
        yield SEPARATOR.join(map(str.encode, (fact.subject, fact.object, fact.id, said))) + b"\n"


def _neighbour_lines(relations: Iterable[Fact]) -> Iterator[bytes]:
    for fact in relations:
        for one, other in ((fact.subject, fact.object), (fact.object, fact.subject)):
            if one != other:
                yield SEPARATOR.join((one.encode(), other.encode())) + b"\n"


def corpus_of(parts: Iterable[Resolved], entities: Sequence[Entity] | None = None) -> Corpus:
    """The corpus of some documents.

    Args:
        parts (Iterable[Resolved]): the documents.
        entities (Sequence[Entity] | None): as the whole build knows them; None for what the documents say, one of each.
    """
    some = list(parts)
    mentions: list[Placed] = [placed for part in some for placed in part.mentions]
    return Corpus(
        documents=tuple(part.document for part in some),
        entities=tuple({e.id: e for part in some for e in part.entities}.values())
        if entities is None
        else tuple(entities),
        mentions=tuple(sorted(mentions)),
        facts=tuple(sorted((fact for part in some for fact in part.facts), key=lambda fact: fact.id)),
        unread=tuple(sorted(unread for part in some for unread in part.unread)),
        homes={part.document.id: part.home for part in some if part.home},
    )
