"""Listed names. In: one table for each type; out: entries with all their forms, and generic words that are no names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.errors import LexiconError
from kg.lexicon.data import FOLDER, read_table
from kg.model import EntityType

#: File -> the type that its names have.
FILES = {
    "enterprises.tsv": EntityType.ENTERPRISE,
    "events.tsv": EntityType.EVENT,
    "honors.tsv": EntityType.HONOR,
    "industries.tsv": EntityType.INDUSTRY,
    "organizations.tsv": EntityType.ORGANIZATION,
    "policies.tsv": EntityType.POLICY,
    "projects.tsv": EntityType.PROJECT,
}
COLUMNS = ("name", "aliases", "note")


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A listed name; ``forms`` begins with the name itself, ``note`` is empty, ``general`` or ``context``."""

    name: str
    forms: tuple[str, ...]
    note: str
    type: EntityType


@cache
def load_names() -> tuple[NameEntry, ...]:
    """All entries, file by file.

    Raises:
        LexiconError: a form stands twice in a file, or has a blank at its edge.
    """
    entries = []
    for file, kind in FILES.items():
        if not FOLDER.joinpath(file).is_file():
            continue
        seen: set[str] = set()
        for name, aliases, note in read_table(file, COLUMNS):
            forms = (name, *filter(None, aliases.split("|")))
            for form in forms:
                if form in seen or form != form.strip():
                    raise LexiconError(f"词库文件 {file} 的名称重复或含空白", where=form)
                seen.add(form)
            entries.append(NameEntry(name, forms, note, kind))
    return tuple(entries)


@cache
def load_stopnames() -> frozenset[str]:
    """Generic words that look like names and are none."""
    return frozenset(name for name, _ in read_table("stopnames.tsv", ("name", "note")))
