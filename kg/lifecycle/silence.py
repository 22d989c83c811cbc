"""Projects of which no more is heard. In: Lifecycles and the tables; out: their flags of silence.

Silence is that a newer report of the same place does not name a thing, so all mentions of those that may be silent are looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.lexicon.data import read_rules
from kg.lifecycle.places import Records
from kg.lifecycle.states import Flag, Lifecycle, Proof
from kg.lifecycle.words import silence
from kg.model import Status
from kg.query.tables import Tables, read_lines


def silences(tables: Tables, lives: Iterable[Lifecycle], records: Records) -> dict[str, Flag]:
    """The flags by the id of the entity.

    Raises:
        ExportError: a line of mentions.jsonl is damaged.
    """
    least: int = read_rules("lifecycle.toml")["silence"]["years"]
    waiting: dict[str, tuple[Lifecycle, tuple[Proof, ...]]] = {}
    for life in lives:
        words = newest_words(life)
        if words and _may_be_silent(words, records, least):
            waiting[life.entity.id] = (life, words)
    years = _named(tables, waiting) if waiting else {}
    found = {}
    for key, (life, words) in waiting.items():
        last = max(years.get(key, 0), max(proof.source.year or 0 for proof in words))
        flag = _flag(life, words, last, records, least)
        if flag:
            found[key] = flag
    return found


def newest_words(life: Lifecycle) -> tuple[Proof, ...]:
    """The newest words about an entity when all are plans, signings or starts; else none."""
    proofs = [proof for state in life.states for proof in state.proofs if proof.source.year is not None]
    told = max((proof.source.year or 0 for proof in proofs), default=0)
    newest = [proof for proof in proofs if proof.source.year == told]
    year = max((proof.fact.year or 0 for proof in newest), default=0)
    words = tuple(proof for proof in newest if (proof.fact.year or 0) == year)
    return words if all(map(_open, words)) else ()


def _open(proof: Proof) -> bool:
    states = frozenset(map(Status, read_rules("lifecycle.toml")["silence"]["states"]))
    return proof.fact.kind == "target" or proof.fact.status in states


def _may_be_silent(words: tuple[Proof, ...], records: Records, least: int) -> bool:
    last = max(proof.source.year or 0 for proof in words)
    return any(_year_of(records, proof) >= last + least for proof in words)


def _year_of(records: Records, proof: Proof) -> int:
    newest = records.newest.get(proof.source.home)
    return (newest.year or 0) if newest else 0


def _flag(life: Lifecycle, words: tuple[Proof, ...], last: int, records: Records, least: int) -> Flag | None:
    proof = max(words, key=lambda proof: _year_of(records, proof))
    newest = records.newest.get(proof.source.home)
    if newest is None or (newest.year or 0) < last + least:
        return None
    return Flag("silence", silence(life.entity, proof, last, newest), words, silent=newest)


def _named(tables: Tables, entities: Mapping[str, object]) -> dict[str, int]:
    """The newest year in which a document names each of these entities."""
    years: dict[str, int] = {}
    rows = read_lines(tables.folder / "mentions.jsonl", lambda row: (row["entity"], row["doc"]), _of(entities))
    for entity, doc in rows:
        source = tables.documents.get(doc)
        if entity in entities and source and source.year is not None:
            years[entity] = max(years.get(entity, 0), source.year)
    return years


def _of(entities: Mapping[str, object]) -> Callable[[bytes], bool]:
    """Tells whether a line may be of one of the entities, without parsing it: its id is one of the quoted words."""
    ids = frozenset(key.encode() for key in entities)
    return lambda line: not ids.isdisjoint(line.split(b'"'))
