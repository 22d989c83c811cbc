"""Which fact is which. In: facts.jsonl of two builds, and who and what got another id; out: a Matching.

The id of a fact is a digest of what it says and of where it stands, so an edited document gives all its facts new ids. Lines that are the
same in both files are never parsed; what is left is paired in steps, the surest first, each linear in the number of facts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from sys import intern
from typing import Any

from kg.query.lines import Lines

#: Parts of ``_Facts._whole`` that say what a fact is about, and these without year and kind.
_ABOUT, _TOPIC = 7, 5
_SUBJECT = re.compile(rb'"subject": "([^"\\]*)"')


@dataclass(frozen=True, slots=True)
class Left:
    """A fact whose line the other build does not have, as digests; entities and documents under their new ids.

    Attributes:
        at: offset of its line.
        subject: id of the entity that it is told under.
        doc: id of its document, as its own build has it.
        text: the document that it is looked for in: the id that an edited document has now.
        own: its id.
        whole: all that it says; ``about``: who, what, which year, without number or state; ``topic``: without year as well.
        who: subject and predicate.
        quote: the words that carry it.
    """

    at: int
    subject: str
    doc: str
    text: str
    own: int
    whole: int
    about: int
    topic: int
    who: int
    quote: int


Pair = tuple[Left, Left]


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of the facts.

    Attributes:
        same: how many are in both; ``ruled``: how many of them another rule reads now.
        moved: how many say the same in another place or document.
        changed: old and new.
        came, went: in one build only.
        standing: offsets of those that came or went of which the other build has the statement all the same, from other words:
            (of ``came``, of ``went``).
    """

    same: int
    ruled: int
    moved: int
    changed: tuple[Pair, ...]
    came: tuple[Left, ...]
    went: tuple[Left, ...]
    standing: tuple[frozenset[int], frozenset[int]]


def match(old: Path, new: Path, entities: Mapping[str, str], documents: Mapping[str, str]) -> Matching:
    """Pairs the facts of two builds.

    Args:
        old (Path): facts.jsonl of the one.
        new (Path): of the other.
        entities (Mapping[str, str]): old id -> new id.
        documents (Mapping[str, str]): the same of documents that were edited.

    Raises:
        ExportError: a file is missing or damaged.
    """
    before, after = _Facts(Lines(old), entities, documents), _Facts(Lines(new), {}, {})
    gone, come, same = _different(before, after)
    ruled = moved = 0
    changed: list[Pair] = []
    for key, sure in _STEPS:
        pairs, gone, come = _paired(gone, come, key, alone=not sure)
        for pair in pairs:
            if pair[0].whole != pair[1].whole:
                changed.append(pair)
            elif pair[0].own == pair[1].own:
                ruled += 1
            else:
                moved += 1
    standing = _standing(come, before), _standing(gone, after)
    return Matching(same + ruled, ruled, moved, tuple(changed), tuple(come), tuple(gone), standing)


#: How facts are paired, and whether the first of several will do; where not, the key must be alone on both sides.
_STEPS: tuple[tuple[Callable[[Left], Hashable], bool], ...] = (
    (lambda left: left.own, True),
    (lambda left: (left.whole, left.text, left.quote), True),
    (lambda left: (left.whole, left.text), True),
    (lambda left: (left.whole, left.quote), True),
    (lambda left: left.whole, True),
    (lambda left: (left.about, left.text, left.quote), True),
    (lambda left: (left.about, left.text), True),
    (lambda left: (left.about, left.quote), True),
    (lambda left: (left.topic, left.text, left.quote), True),
    (lambda left: (left.who, left.text, left.quote), False),
)


class _Facts:
    """A table of facts, as it is compared."""

    def __init__(self, lines: Lines, entities: Mapping[str, str], documents: Mapping[str, str]) -> None:
        self.lines, self.entities, self.documents = lines, entities, documents

    def left(self, at: int, line: bytes) -> Left:
        return self.lines.value(at, line, lambda row: self._left(at, row))

    def whole(self, at: int, line: bytes) -> int:
        return self.lines.value(at, line, lambda row: _digest(self._whole(row)))

    def subject(self, line: bytes) -> str:
        """The subject of a line, without parsing it."""
        found = _SUBJECT.search(line)
        own = found[1].decode() if found else ""
        return self.entities.get(own, own)

    def _whole(self, row: dict[str, Any]) -> tuple[object, ...]:
        """What it says: topic, then year and kind, then number or state."""
        get, own = row.get, self.entities
        subject, target = row["subject"], get("object", "")
        return (
            *(own.get(subject, subject), own.get(target, target), row["predicate"], get("indicator"), get("role")),
            *(get("year"), get("kind") or "actual"),
            *(get("value"), get("unit"), get("upper"), get("growth"), get("bound") or "exact", get("goal")),
        )

    def _left(self, at: int, row: dict[str, Any]) -> Left:
        whole = self._whole(row)
        doc = intern(row["doc"])
        return Left(
            at=at,
            subject=intern(str(whole[0])),
            doc=doc,
            text=self.documents.get(doc, doc),
            own=hash(row["id"]),
            whole=_digest(whole),
            about=_digest(whole[:_ABOUT]),
            topic=_digest(whole[:_TOPIC]),
            who=_digest(whole[0:3:2]),
            quote=hash(row["quote"]),
        )


def _digest(parts: tuple[object, ...]) -> int:
    """Of 64 bits. Not of the values themselves: -1 and -2 have the same hash."""
    return hash(repr(parts))


def _different(before: _Facts, after: _Facts) -> tuple[list[Left], list[Left], int]:
    """The facts whose lines are in one file only, and how many lines are in both."""
    seen = [_line_digests(facts.lines) for facts in (before, after)]
    gone = [before.left(at, line) for at, line in before.lines if _line_digest(line) not in seen[1]]
    come = [after.left(at, line) for at, line in after.lines if _line_digest(line) not in seen[0]]
    return gone, come, len(seen[0] & seen[1])


def _line_digests(lines: Lines) -> set[bytes]:
    return {_line_digest(line) for _, line in lines}


def _line_digest(line: bytes) -> bytes:
    return blake2b(line.rstrip(b"\r\n"), digest_size=12).digest()


def _paired(
    old: list[Left], new: list[Left], key: Callable[[Left], Hashable], *, alone: bool
) -> tuple[list[Pair], list[Left], list[Left]]:
    """Pairs of one key, in the order of the files; and what is left."""
    if not old or not new:
        return [], old, new
    there = {key(one) for one in old}
    waiting: dict[Hashable, list[Left]] = defaultdict(list)
    for one in reversed(new):
        if key(one) in there:
            waiting[key(one)].append(one)
    times = Counter(key(one) for one in old) if alone else Counter()
    pairs, rest = [], []
    for one in old:
        found = waiting.get(key(one))
        if found and (not alone or len(found) == times[key(one)] == 1):
            pairs.append((one, found.pop()))
        else:
            rest.append(one)
    taken = {other.at for _, other in pairs}
    return pairs, rest, [one for one in new if one.at not in taken]


def _standing(left: Iterable[Left], others: _Facts) -> frozenset[int]:
    """The offsets of those whose statement the other build has."""
    wanted: dict[int, list[int]] = defaultdict(list)
    subjects = set()
    for one in left:
        wanted[one.whole].append(one.at)
        subjects.add(one.subject)
    return frozenset(at for whole in _wholes(others, subjects) for at in wanted.get(whole, ()))


def _wholes(facts: _Facts, subjects: set[str]) -> Iterator[int]:
    if subjects:
        for at, line in facts.lines:
            if facts.subject(line) in subjects:
                yield facts.whole(at, line)
