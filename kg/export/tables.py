"""Writes the tables. In: a Corpus; out: JSON Lines (``documents``, ``mentions``, ``entities``, ``facts``, ``unread``) and build.json.

Keys without a value are left out, whole numbers are written as integers, rows are sorted: the same corpus gives the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.model import Corpus, Document, Entity, Fact, Placed, Predicate, Unread

Row = Mapping[str, object]


def write_documents(corpus: Corpus) -> bytes:
    """``documents.jsonl``, by id."""
    return _lines(_document(document) for document in sorted(corpus.documents, key=lambda d: d.id))


def write_mentions(corpus: Corpus) -> bytes:
    """``mentions.jsonl``, by document and place in the text."""
    return _lines(_mention(placed) for placed in sorted(corpus.mentions))


def write_entities(corpus: Corpus) -> bytes:
    """``entities.jsonl``, by id."""
    return _lines(_entity(entity) for entity in sorted(corpus.entities, key=lambda e: e.id))


def write_facts(corpus: Corpus) -> bytes:
    """``facts.jsonl``, by document and place in the text."""
    return _lines(_fact(fact) for fact in sorted(corpus.facts, key=lambda f: (f.evidence.doc, f.evidence, f.id)))


def write_unread(corpus: Corpus) -> bytes:
    """``unread.jsonl``, by document and place in the text."""
    return _lines(_unread(unread) for unread in sorted(corpus.unread))


def write_build(corpus: Corpus) -> bytes:
    """``build.json``: what there is, and which versions made it; no time of day, so that two builds compare equal."""
    counts = {
        "documents": len(corpus.documents),
        "mentions": len(corpus.mentions),
        "entities": len(corpus.entities),
        "facts": len(corpus.facts),
        "unread": len(corpus.unread),
        "characters": sum(len(document.text) for document in corpus.documents),
        "entities_by_type": _count(entity.type.value for entity in corpus.entities),
        "facts_by_predicate": _count(fact.predicate.value for fact in corpus.facts),
        "facts_by_kind": _count(fact.kind for fact in corpus.facts),
    }
    whole = {"counts": counts, "versions": dict(sorted(corpus.versions.items()))}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _count(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(_clean(row), ensure_ascii=False) + "\n" for row in rows).encode()


def _clean(row: Row) -> dict[str, object]:
    """Without empty cells; 5000000000.0 as 5000000000."""
    kept = {key: value for key, value in row.items() if value is not None and value != ""}
    return {key: int(v) if isinstance(v, float) and v.is_integer() else v for key, v in kept.items()}


def _document(document: Document) -> Row:
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date and document.date.isoformat(),
        "issued": document.issued and document.issued.isoformat(),
        "kind": document.kind,
        "year": document.year,
        "place": document.place,
        "path": document.path,
        "sha256": document.sha256,
        "chars": len(document.text),
        "text_start": document.text_start,
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
