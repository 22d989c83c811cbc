"""Projects of which no more is heard. In: Lifecycles and the tables; out: their flags of silence.

Silence is that later reports of the same place name neither a thing nor anything that is called nearly so. Only what was read as a name can be
seen here: the flag says that nothing was read, not that the texts are silent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.lexicon.data import read_rules
from kg.lexicon.phases import without_phase
from kg.lifecycle.events import is_event
from kg.lifecycle.places import Records
from kg.lifecycle.states import Flag, Lifecycle, Proof
from kg.lifecycle.words import silence
from kg.mentions.suffixes import is_generic
from kg.model import Entity, EntityType, Status
from kg.query.tables import Tables, read_lines

#: Names are looked for in a dictionary by their parts; one that is longer than this is found only as a whole.
_LONGEST = 40


def silences(tables: Tables, lives: Iterable[Lifecycle], records: Records) -> dict[str, Flag]:
    """The flags by the id of the entity.

    Raises:
        ExportError: a line of mentions.jsonl is damaged.
    """
    types = read_rules("lifecycle.toml")["silence"]["types"]
    waiting: dict[str, tuple[Lifecycle, Flag]] = {}
    for life in lives:
        if life.entity.type.value in types and not is_generic(life.entity.name):
            flag = _flag(life, records)
            if flag and not any(_counted(life.entity, proof) for proof in flag.one):
                waiting[life.entity.id] = (life, flag)
    named = _named(tables, {key: life.entity for key, (life, _) in waiting.items()}) if waiting else {}
    return {
        key: flag
        for key, (_, flag) in waiting.items()
        if named.get(key, 0) <= max(p.source.year or 0 for p in flag.one)
    }


def newest_words(life: Lifecycle) -> tuple[Proof, ...]:
    """The newest words about an entity when all are plans of events, signings or starts; else none."""
    proofs = [proof for state in life.states for proof in state.proofs if proof.source.year is not None]
    told = max((proof.source.year or 0 for proof in proofs), default=0)
    newest = [proof for proof in proofs if proof.source.year == told]
    year = max((proof.fact.year or 0 for proof in newest), default=0)
    words = tuple(proof for proof in newest if (proof.fact.year or 0) == year)
    return words if year and all(map(_open, words)) else ()


def _counted(entity: Entity, proof: Proof) -> bool:
    """Whether a quote tells how many there are of what it names."""
    counted, quote = read_rules("lifecycle.toml")["silence"]["counted"], proof.fact.evidence.quote
    forms = (form for form in (entity.name, *entity.aliases) if form in quote)
    return any(re.search(counted, quote[: quote.index(form)]) for form in forms)


def _open(proof: Proof) -> bool:
    states = frozenset(map(Status, read_rules("lifecycle.toml")["silence"]["states"]))
    return is_event(proof) if proof.fact.kind == "target" else proof.fact.status in states


def _flag(life: Lifecycle, records: Records) -> Flag | None:
    """The flag, as far as the states tell; whether the name itself is silent is another question."""
    for proof in newest_words(life):
        looked = records.after(proof.source.home, proof.source.year or 0)
        if looked:
            return Flag("silence", silence(life.entity, proof, looked), newest_words(life), silent=looked[-1])
    return None


def _named(tables: Tables, entities: Mapping[str, Entity]) -> dict[str, int]:
    """The newest year in which a document names each of these entities, or a thing with a name that holds its own or is held in it."""
    texts: dict[str, int] = defaultdict(int)
    years: dict[str, int] = defaultdict(int)
    things = frozenset(kind.value for kind in (EntityType.PROJECT, EntityType.PARK, EntityType.ENTERPRISE))
    rows = read_lines(
        tables.folder / "mentions.jsonl", lambda row: (row["entity"], row["doc"], row["text"], row["type"])
    )
    for entity, doc, text, kind in rows:
        source = tables.documents.get(doc)
        if source is None or source.year is None:
            continue
        if entity in entities:
            years[entity] = max(years[entity], source.year)
        if kind in things:
            texts[text] = max(texts[text], source.year)
    for key, year in _alike(texts, entities):
        years[key] = max(years[key], year)
    return years


def _alike(texts: Mapping[str, int], entities: Mapping[str, Entity]) -> Iterator[tuple[str, int]]:
    """Entities with the years of texts that hold a form of their names or are held in one."""
    short: int = read_rules("lifecycle.toml")["silence"]["short"]
    holders: dict[str, set[str]] = defaultdict(set)
    for key, entity in entities.items():
        for form in {part for name in (entity.name, *entity.aliases) for part in (name, without_phase(name))}:
            holders[form].add(key)
            yield from ((key, texts[part]) for part in _parts(form, short) if part in texts and not is_generic(part))
    for text, year in texts.items():
        yield from ((key, year) for part in _parts(text, short) for key in holders.get(part, ()))


def _parts(text: str, short: int) -> Iterator[str]:
    """A text and its parts of so many characters or more."""
    yield text
    ends = range(len(text) + 1)
    yield from (text[a:b] for a in ends for b in ends[a + short :]) if len(text) <= _LONGEST else ()
