"""Writes the tables. In: what a build found, document by document; out: JSON Lines (``documents``, ``mentions``, ``entities``,
``facts``, ``unread``) and build.json.

Keys without a value are left out, whole numbers are written as integers, rows are sorted: the same corpus gives the same bytes. All
tables but the entities are sorted by document first, so the parts of documents in the order of their ids are the whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from kg.export.summary import Summary, by_document
from kg.model import Corpus, Entity, Fact, Placed, Predicate, Resolved, Unread

Row = Mapping[str, object]
#: The tables that are written document by document.
BY_DOCUMENT = ("documents.jsonl", "mentions.jsonl", "facts.jsonl", "unread.jsonl")


def document_parts(part: Resolved) -> dict[str, bytes]:
    """The lines that one document gives, by table of BY_DOCUMENT."""
    return {
        "documents.jsonl": _lines([_document(part)]),
        "mentions.jsonl": _lines(map(_mention, sorted(part.mentions))),
        "facts.jsonl": _lines(map(_fact, sorted(part.facts, key=lambda fact: (fact.evidence, fact.id)))),
        "unread.jsonl": _lines(map(_unread, sorted(part.unread))),
    }


def entity_lines(entities: Iterable[Entity]) -> bytes:
    """Lines of ``entities.jsonl``, in the order given."""
    return _lines(map(_entity, entities))


def write_table(corpus: Corpus, name: str) -> bytes:
    """A whole table in memory."""
    if name == "entities.jsonl":
        return entity_lines(sorted(corpus.entities, key=lambda entity: entity.id))
    return b"".join(document_parts(part)[name] for part in by_document(corpus))


def write_build(summary: Summary) -> bytes:
    """``build.json``: what there is, and which versions made it; no time of day, so that two builds compare equal."""
    counts = {
        "documents": len(summary.documents),
        "mentions": summary.mentions,
        "entities": summary.entities.total(),
        "facts": summary.predicates.total(),
        "unread": summary.unread,
        "characters": summary.characters,
        "entities_by_type": dict(sorted(summary.entities.items())),
        "facts_by_predicate": dict(sorted(summary.predicates.items())),
        "facts_by_kind": dict(sorted(summary.fact_kinds.items())),
    }
    whole: dict[str, object] = {"counts": counts, "versions": dict(sorted(summary.versions.items()))}
    if summary.failed:
        whole["failed"] = summary.failed
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(_clean(row), ensure_ascii=False) + "\n" for row in rows).encode()


def _clean(row: Row) -> dict[str, object]:
    """Without empty cells; 5000000000.0 as 5000000000."""
    kept = {key: value for key, value in row.items() if value is not None and value != ""}
    return {key: int(v) if isinstance(v, float) and v.is_integer() else v for key, v in kept.items()}


def _document(part: Resolved) -> Row:
    document = part.document
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date and document.date.isoformat(),
        "issued": document.issued and document.issued.isoformat(),
        "kind": document.kind,
        "year": document.year,
        "place": document.place,
        "home": part.home,
        "path": document.path,
        "sha256": document.sha256,
        "chars": len(document.text),
        "text_start": document.text_start,
        "pages": list(document.pages) or None,
    }


def _mention(placed: Placed) -> Row:
    mention = placed.mention
    return {
        "doc": placed.doc,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type.value,
        "entity": placed.entity,
        "by": mention.by,
    }


def _entity(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "type": entity.type.value,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "within": entity.within,
        "code": entity.code,
        "level": entity.level,
        "description": entity.description,
    }


def _fact(fact: Fact) -> Row:
    status = fact.status.value if fact.predicate is Predicate.STATUS and fact.status else None
    return {
        "id": fact.id,
        "doc": fact.evidence.doc,
        "subject": fact.subject,
        "predicate": fact.predicate.value,
        "object": fact.object,
        "value": status or fact.value,
        "unit": fact.unit,
        "upper": fact.upper,
        "year": fact.year,
        "kind": fact.kind,
        "goal": fact.goal and fact.goal.value,
        "role": fact.role,
        "bound": fact.bound,
        "indicator": fact.indicator,
        "growth": fact.growth,
        "as_stated": fact.as_stated,
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "quote": fact.evidence.quote,
        "by": fact.by,
    }


def _unread(unread: Unread) -> Row:
    return {
        "doc": unread.doc,
        "start": unread.start,
        "end": unread.end,
        "text": unread.text,
        "reason": unread.reason,
    }
