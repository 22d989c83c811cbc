"""Compares two builds. In: their folders; out: Changes, in the order in which they are told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kg.changes.documents import DocumentChanges, compare_documents
from kg.changes.entities import RANKS, EntityChanges, compare_entities
from kg.changes.matching import Matching, match
from kg.errors import ExportError
from kg.model import EntityType, Fact
from kg.query.lines import Lines
from kg.query.tables import fact_of
from kg.wholeness import left_out

Sort = Literal["changed", "went", "came"]
#: ``edited``: the text of the document is another, or its day; ``removed``, ``added``: the whole document is in one build only;
#: ``program``: the document is the same, and lexicon, models or kg are not; ``settings``: these are the same as well, so kg.toml or the
#: options of the build are not, or the code changed without its version.
Cause = Literal["edited", "program", "settings", "removed", "added"]
#: As they are told: the facts of a whole document come last, for they are many and no surprise.
CAUSES: tuple[Cause, ...] = ("edited", "program", "settings", "removed", "added")

_FACTS = "facts.jsonl"
SORTS: tuple[Sort, ...] = ("changed", "went", "came")


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that changed, went or came.

    Attributes:
        subject: id of the entity that it is told under, as the new build has it.
        old, new: offsets of its lines; None where it is not.
        stands: it came or went, but the other build says the same from other words: only a proof came or went.
    """

    sort: Sort
    cause: Cause
    subject: str
    old: int | None
    new: int | None
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two builds.

    Attributes:
        versions: key of build.json -> old and new, those that differ; "" where a build lacks it.
        failed: why sources were left out of the old build, and of the new one.
        facts: by cause, then by entity.
        same, ruled, moved: how many facts are the same; of these, how many another rule reads now; and how many more say the same in
            another place.
    """

    old: Path
    new: Path
    versions: dict[str, tuple[str, str]]
    failed: tuple[tuple[str, ...], tuple[str, ...]]
    documents: DocumentChanges
    entities: EntityChanges
    facts: tuple[FactChange, ...] = field(repr=False)
    same: int
    ruled: int
    moved: int

    @property
    def different(self) -> bool:
        """Whether there is anything to tell; versions alone are not."""
        documents, entities = self.documents, self.entities
        some = (documents.came, documents.went, documents.pairs, entities.came, entities.went)
        return any((*some, entities.renamed, entities.merged, self.facts, self.moved, self.ruled))

    def counts(self) -> Counter[str]:
        """How many facts of each sort."""
        return Counter(change.sort for change in self.facts)

    def causes(self) -> Counter[str]:
        """How many changes have each cause."""
        return Counter(change.cause for change in self.facts)

    def told(self, limit: int = 0) -> Iterator[tuple[FactChange, Fact | None, Fact | None]]:
        """The changes with their facts, old and new, read again from the files; at most ``limit``, 0 for all.

        Raises:
            ExportError: a file is not there any more.
        """
        if not self.facts:
            return
        with Lines(self.old / _FACTS).reader(fact_of) as before, Lines(self.new / _FACTS).reader(fact_of) as after:
            for change in self.facts[:limit] if limit else self.facts:
                old = None if change.old is None else before(change.old)
                yield change, old, None if change.new is None else after(change.new)


def compare(old: Path, new: Path) -> Changes:
    """Compares two export folders.

    Raises:
        ExportError: a file of one is missing or damaged.
    """
    versions = _versions(old, new)
    documents, entities = compare_documents(old, new), compare_entities(old, new)
    matching = match(old / _FACTS, new / _FACTS, entities.moved, documents.edited)
    facts = _told(matching, documents, "program" if versions else "settings")
    facts.sort(key=_order(entities))
    failed = left_out(old), left_out(new)
    return Changes(
        old, new, versions, failed, documents, entities, tuple(facts), matching.same, matching.ruled, matching.moved
    )


def _versions(old: Path, new: Path) -> dict[str, tuple[str, str]]:
    one, other = map(_build, (old, new))
    keys = sorted(one.keys() | other.keys())
    return {key: (one.get(key, ""), other.get(key, "")) for key in keys if one.get(key) != other.get(key)}


def _build(folder: Path) -> dict[str, str]:
    file = folder / "build.json"
    try:
        return dict(json.loads(file.read_text(encoding="utf-8"))["versions"])
    except OSError as error:
        raise ExportError(f"{file.as_posix()} 无法读取", remedy="请给出 kg build 写出的目录") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ExportError(f"{file.as_posix()} 已损坏", remedy="请重新运行 kg build") from error


def _told(matching: Matching, documents: DocumentChanges, otherwise: Cause) -> list[FactChange]:
    def cause(old: str, new: str) -> Cause:
        return documents.cause(old, new) or otherwise

    came, went = matching.standing
    facts = [FactChange("changed", cause(o.doc, n.doc), n.subject, o.at, n.at) for o, n in matching.changed]
    facts += [FactChange("went", cause(o.doc, ""), o.subject, o.at, None, o.at in went) for o in matching.went]
    facts += [FactChange("came", cause("", n.doc), n.subject, None, n.at, n.at in came) for n in matching.came]
    return facts


def _order(entities: EntityChanges) -> Callable[[FactChange], tuple[object, ...]]:
    def key(change: FactChange) -> tuple[object, ...]:
        kind, name = entities.names.get(change.subject, (EntityType.REGION, ""))
        sort = SORTS.index(change.sort)
        cause = CAUSES.index(change.cause)
        return cause, RANKS[kind], name, change.subject, sort, change.new or 0, change.old or 0

    return key
