"""The general name lists. In: seven tables of names and one of generic words; out: checked entries with their type.

What belongs in each table is written in ``NAMES.md``. The tables are read once; both functions return the same object
on every call.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.errors import LexiconError
from kg.lexicon.data import read_table
from kg.model import EntityType

TABLES = MappingProxyType(
    {
        "enterprises.tsv": EntityType.ENTERPRISE,
        "events.tsv": EntityType.EVENT,
        "honors.tsv": EntityType.HONOR,
        "industries.tsv": EntityType.INDUSTRY,
        "organizations.tsv": EntityType.ORGANIZATION,
        "persons.tsv": EntityType.PERSON,
        "policies.tsv": EntityType.POLICY,
        "projects.tsv": EntityType.PROJECT,
    }
)
COLUMNS = ("name", "aliases", "note")
STOP_TABLE = "stopnames.tsv"
STOP_COLUMNS = ("name", "note")
NOTES = frozenset({"context", "general", "product"})


@dataclass(frozen=True, slots=True, order=True)
class NameEntry:
    """A named thing with forms under which texts name it, all to be trusted alike.

    A row whose note says ``context`` gives two entries of the same name: one with the forms that speak for themselves
    (``苹果公司``) and one, noted ``context``, with the shortest, which are ordinary words too (``苹果``).

    Attributes:
        name: the form to show.
        forms: at least one; the name first where it is among them, then aliases in the order of their code points.
        note: ``context``, ``general``, ``product`` or empty; NAMES.md says what follows from each.
        type: the entity type of the table.
    """

    name: str
    forms: tuple[str, ...]
    note: str
    type: EntityType


def _check_forms(forms: tuple[str, ...], table: str, seen: dict[str, str]) -> None:
    """Refuse blanks at the edges, empty forms, and a form that the table already has; notes the forms in ``seen``."""
    for form in forms:
        if not form or form != form.strip():
            raise LexiconError(f"词库文件 {table} 里有空白的写法", where=forms[0], remedy="请删去多余的空格或分隔符")
        if form in seen:
            raise LexiconError(
                f"词库文件 {table} 里“{form}”出现两次", where=f"{seen[form]}、{forms[0]}", remedy="请只保留一处"
            )
        seen[form] = forms[0]


def read_names(table: str, kind: EntityType) -> tuple[NameEntry, ...]:
    """The entries of one table in the order of the file.

    Raises:
        LexiconError: the header differs, a form is blank or stands twice, or a note is unknown.
    """
    seen: dict[str, str] = {}
    entries = []
    for name, aliases, note in read_table(table, COLUMNS):
        forms = (name, *aliases.split("|")) if aliases else (name,)
        _check_forms(forms, table, seen)
        if not NOTES.issuperset(note.split()) or note != " ".join(note.split()):
            raise LexiconError(
                f"词库文件 {table} 的备注“{note}”不认识", where=name, remedy=f"可用 {' '.join(sorted(NOTES))}"
            )
        entries.extend(_by_trust(forms, note.split(), kind))
    return tuple(entries)


def _by_trust(forms: tuple[str, ...], notes: list[str], kind: EntityType) -> list[NameEntry]:
    """The entries of one row: the forms to be trusted, then those that need support from the text."""
    risky = min(map(len, forms)) if "context" in notes else 0
    plain = " ".join(note for note in notes if note != "context")
    halves = (
        (plain, tuple(form for form in forms if len(form) != risky)),
        ("context", tuple(form for form in forms if len(form) == risky)),
    )
    return [NameEntry(forms[0], half, note, kind) for note, half in halves if half]


@cache
def load_names() -> tuple[NameEntry, ...]:
    """The entries of all seven tables, table after table in alphabetical order.

    Raises:
        LexiconError: a table breaks its rules.
    """
    return tuple(entry for table, kind in TABLES.items() for entry in read_names(table, kind))


@cache
def read_stopnames(table: str = STOP_TABLE) -> tuple[tuple[str, tuple[EntityType, ...]], ...]:
    """Generic words that look like names and are none, each with the types that it blocks.

    Raises:
        LexiconError: a word is blank or stands twice, or a type is unknown.
    """
    known = {kind.value: kind for kind in EntityType}
    seen: dict[str, str] = {}
    rows = []
    for name, note in read_table(table, STOP_COLUMNS):
        _check_forms((name,), table, seen)
        kinds = note.split()
        if not kinds or not known.keys() >= set(kinds):
            raise LexiconError(f"词库文件 {table} 的类型“{note}”不认识", where=name, remedy=f"可用 {' '.join(known)}")
        rows.append((name, tuple(known[kind] for kind in kinds)))
    return tuple(rows)


@cache
def load_stopnames() -> frozenset[tuple[str, EntityType]]:
    """The generic words, each with a type that it does not name.

    Raises:
        LexiconError: the table breaks its rules.
    """
    return frozenset((name, kind) for name, kinds in read_stopnames() for kind in kinds)
