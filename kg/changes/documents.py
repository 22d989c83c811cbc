"""Which documents came, went or changed. In: the documents of two builds; out: DocumentChanges.

The id of a document is made of its text, so a text that was edited has another: it is found again by its title and its file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from kg.query.lines import Lines
from kg.query.tables import Source, source_of

#: What the build says of a document besides its text.
_TOLD = ("date", "kind", "year", "place")


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """A document in both builds. ``fields`` are those that differ, ``text`` among them when its text does."""

    old: Source
    new: Source
    fields: tuple[str, ...]


@dataclass(frozen=True)
class DocumentChanges:
    """What became of the documents; all in the order of their files.

    Attributes:
        came, went: in one build only.
        pairs: in both and not the same: the text, the path or what was read from it is another.
        same: how many did not change at all.
        old, new: all documents by id.
        redated: ids of documents for which the source gives another day now; years are read from it.
    """

    came: tuple[Source, ...]
    went: tuple[Source, ...]
    pairs: tuple[DocumentPair, ...]
    same: int
    old: dict[str, Source] = field(repr=False)
    new: dict[str, Source] = field(repr=False)
    redated: frozenset[str]

    @cached_property
    def edited(self) -> dict[str, str]:
        """Old id -> new id of documents whose text was edited."""
        return {pair.old.id: pair.new.id for pair in self.pairs if pair.old.id != pair.new.id}

    @cached_property
    def _edited_now(self) -> frozenset[str]:
        return frozenset(self.edited.values())

    def cause(self, old: str, new: str) -> Literal["edited", "removed", "added"] | None:
        """What of the sources explains that a fact in one document is another, or none, in the other; None: nothing does.

        Args:
            old (str): id of the document of the old fact; "" for none.
            new (str): of the new fact.
        """
        if old and new:
            return None if old == new and old not in self.redated else "edited"
        if (old or new) in self.old and (old or new) in self.new:
            return "edited" if (old or new) in self.redated else None
        if old in self.edited or new in self._edited_now:
            return "edited"
        return "removed" if old else "added"


def compare_documents(old: Path, new: Path) -> DocumentChanges:
    """Compares documents.jsonl of two builds.

    Raises:
        ExportError: a file is missing or damaged.
    """
    (before, days), (after, days_now) = map(_read, (old, new))
    gone = [one for key, one in before.items() if key not in after]
    come = [one for key, one in after.items() if key not in before]
    pairs = [(one, after[key]) for key, one in before.items() if key in after]
    alone = {path for path in _lone(before.values()) if path in _lone(after.values())}
    for key in (_by_title_and_path, _by_title, _by_path(alone)):
        found, gone, come = _matched(gone, come, key)
        pairs += found
    told = [DocumentPair(one, other, differing(one, other)) for one, other in pairs]
    changed = tuple(sorted((pair for pair in told if pair.fields), key=lambda pair: (pair.new.path, pair.new.id)))
    redated = frozenset(key for key, day in days.items() if days_now.get(key, day) != day)
    return DocumentChanges(tuple(come), tuple(gone), changed, len(told) - len(changed), before, after, redated)


def _read(folder: Path) -> tuple[dict[str, Source], dict[str, str]]:
    """The documents, and the days that the source gives for them, by id."""
    found, days = {}, {}
    for one, day in Lines(folder / "documents.jsonl").values(lambda row: (source_of(row), row.get("date") or "")):
        found[one.id], days[one.id] = one, day
    return found, days


def differing(old: Source, new: Source) -> tuple[str, ...]:
    """What of a document is another; the place in its file does not count, for it moves with the texts before it."""
    own = () if old.id == new.id else ("text",)
    return own + tuple(name for name in ("title", "path", *_TOLD) if getattr(old, name) != getattr(new, name))


def _by_title_and_path(one: Source) -> Hashable:
    return one.title, one.path


def _by_title(one: Source) -> Hashable:
    return one.title


def _by_path(alone: set[str]) -> Callable[[Source], Hashable]:
    """By its path, where that has no other document: then another title is no other document."""
    return lambda one: one.path if one.path in alone else None


def _lone(documents: Iterable[Source]) -> set[str]:
    return {path for path, times in Counter(one.path for one in documents).items() if times == 1 and path}


def _matched(
    old: list[Source], new: list[Source], key: Callable[[Source], Hashable]
) -> tuple[list[tuple[Source, Source]], list[Source], list[Source]]:
    """Pairs of which each has the key alone on its side; and what is left."""
    sides = []
    for side in (old, new):
        times = Counter(map(key, side))
        sides.append({key(one): one for one in side if key(one) is not None and times[key(one)] == 1})
    both = {which: (one, sides[1][which]) for which, one in sides[0].items() if which in sides[1]}
    taken = {one.id for pair in both.values() for one in pair}
    return list(both.values()), [one for one in old if one.id not in taken], [o for o in new if o.id not in taken]
