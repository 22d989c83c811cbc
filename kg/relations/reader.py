"""The trained reader of relations and states. In: folded sentences, tense and the claims of the rules; out: further claims.

A network over pairs of marks (``kg.pairnetwork``), trained by ``kg train reader`` on documents with their whole answer. It knows what the rules
say of a pair, and adds the relations and states that no pattern knows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.model import Claim, EntityType, Evidence, Mention, Predicate
from kg.network import Floats, Shape, join
from kg.pairnetwork import Asked, PairNetwork, PairShape, Places, pooled
from kg.relations.marked import MarkedSentence
from kg.relations.reading import (
    NEAR,
    RELATIONS,
    RULES_SHOWN,
    STATE_AFTER,
    STATE_BEFORE,
    STATES,
    Key,
    Pair,
    Reader,
    Reading,
    Signs,
    signatures,
)
from kg.relations.tense import Tense

MODEL = Path(__file__).parent / "reader_model"
VERSION = 1
BY = "model-reader"
PLACES = (EntityType.REGION, EntityType.REGION)  # which place lies in which is known from the divisions
SURE = 0.85  # probability from which a relation or state is claimed; rules and reader together are best at it
_REMEDY = "请重新安装 kg，或用 kg train reader 重新训练"


@dataclass(frozen=True)
class RelationReader:
    """A network with the signs it knows."""

    signs: Signs
    network: PairNetwork

    def claims(self, sentences: Sequence[MarkedSentence], tense: Tense, known: Sequence[Claim]) -> list[Claim]:
        """Relations and states that the rules did not claim, in no particular order.

        Args:
            sentences (Sequence[MarkedSentence]): the folded document.
            tense (Tense): its times.
            known (Sequence[Claim]): the claims of the rules.
        """
        reader = Reader(self.signs, tense, known)
        reading = reader.read(sentences)
        if not reading.rows:
            return []
        pairs, marks = self._scores(reading)
        told = {(reader.key(c.subject), c.predicate, reader.key(c.object)) for c in known if c.status is None}
        stated = {(reader.key(c.subject), c.status) for c in known if c.status is not None}
        found = [c for c in self._relations(reading, pairs, tense, reader) if _identity(c, reader) not in told]
        states = self._states(reading, marks, tense, reader)
        return found + [c for c in states if (reader.key(c.subject), c.status) not in stated]

    def _scores(self, reading: Reading) -> tuple[Floats, Floats]:
        ids, keep, starts = join(reading.rows)
        firsts = np.array(starts)
        return self.network.scores(ids, keep, asked_pairs(reading, firsts), asked_marks(reading, firsts))

    def _relations(self, reading: Reading, scores: Floats, tense: Tense, reader: Reader) -> Iterator[Claim]:
        groups: dict[tuple[Key, Key], int] = {}
        for _, head, tail in reading.pair_links:
            groups.setdefault((head, tail), len(groups))
        instance, group = _links(((n, groups[a, b]) for n, a, b in reading.pair_links), len(reading.pair_links))
        total, share = pooled(scores, group, instance, len(groups))
        sure = total > np.log(SURE / (1 - SURE))
        best: dict[tuple[int, int], tuple[float, int]] = {}
        for link, (n, g) in enumerate(zip(instance.tolist(), group.tolist(), strict=True)):
            for relation in np.flatnonzero(sure[g]).tolist():
                key, weight = (g, relation), float(share[link, relation])
                if key not in best or weight > best[key][0]:
                    best[key] = (weight, n)
        names = list(groups)
        for (g, relation), (_, n) in sorted(best.items()):
            pair, predicate = reading.pairs[n], RELATIONS[relation]
            kinds = pair.head.mark.type, pair.tail.mark.type
            if relation not in signatures()[kinds] or (predicate is Predicate.LOCATED_IN and kinds == PLACES):
                continue
            if (
                predicate is Predicate.COOPERATES_WITH
                and (names[g][1], names[g][0]) in groups
                and not _first(*names[g])
            ):
                continue  # said once, in one direction
            subject, target = (_member(side, pair, reader, at) for at, side in enumerate(names[g]))
            evidence = _evidence(reading, pair)
            plan = tense.is_plan(evidence.start, evidence.quote)
            year = tense.year(evidence.start, evidence.quote, plan=plan)
            yield Claim(subject, predicate, evidence, BY, object=target, year=year, kind="target" if plan else "actual")

    def _states(self, reading: Reading, scores: Floats, tense: Tense, reader: Reader) -> Iterator[Claim]:
        groups: dict[Key, int] = {}
        for _, key in reading.mark_links:
            groups.setdefault(key, len(groups))
        instance, group = _links(((n, groups[key]) for n, key in reading.mark_links), len(reading.mark_links))
        if not groups:
            return
        total, share = pooled(scores, group, instance, len(groups))
        best: dict[tuple[int, int], tuple[float, int]] = {}
        for link, (n, g) in enumerate(zip(instance.tolist(), group.tolist(), strict=True)):
            for state in np.flatnonzero(total[g] > np.log(SURE / (1 - SURE))).tolist():
                if (g, state) not in best or float(share[link, state]) > best[g, state][0]:
                    best[g, state] = (float(share[link, state]), n)
        names = list(groups)
        for (g, state), (_, n) in sorted(best.items()):
            pair = reading.marks[n]
            evidence = _evidence(reading, pair)
            plan = tense.is_plan(evidence.start, evidence.quote)
            yield Claim(
                _member(names[g], pair, reader, 0),
                Predicate.STATUS,
                evidence,
                BY,
                status=STATES[state],
                year=tense.year(evidence.start, evidence.quote, plan=plan),
                kind="target" if plan else "actual",
            )


def asked_pairs(reading: Reading, firsts: NDArray[np.int64], muted: NDArray[np.bool_] | None = None) -> Asked:
    """The pairs of a document as the network is asked about them.

    Args:
        reading (Reading): the document.
        firsts (NDArray): where each row of it begins in the joined text.
        muted (NDArray | None): pairs of which the rules are not shown.
    """
    count = len(reading.pairs)
    head, tail, left, right = (np.zeros(count, dtype=np.int64) for _ in range(4))
    facts = np.zeros((count, 5 + RULES_SHOWN), dtype=np.int32)
    for n, pair in enumerate(reading.pairs):
        first, end = int(firsts[pair.row]), int(firsts[pair.row]) + len(reading.rows[pair.row])
        head[n], tail[n] = first + pair.head.at, first + pair.tail.at
        low, high = min(head[n], tail[n]), max(head[n], tail[n])
        if pair.head.role or pair.tail.role:  # what stands between context and sentence says nothing
            low, high = high - NEAR, high + NEAR
        left[n], right[n] = max(low, first), min(high + 1, end)
        shown = pair.facts[:5] if muted is not None and muted[n] else pair.facts
        facts[n, : len(shown)] = shown
    return Asked(head, tail, left, right, facts)


def asked_marks(reading: Reading, firsts: NDArray[np.int64], muted: NDArray[np.bool_] | None = None) -> Asked:
    """The marks of a document as the network is asked about their states; arguments as in ``asked_pairs``."""
    count = len(reading.marks)
    at, left, right = (np.zeros(count, dtype=np.int64) for _ in range(3))
    facts = np.zeros((count, 1 + RULES_SHOWN), dtype=np.int32)
    for n, pair in enumerate(reading.marks):
        first, end = int(firsts[pair.row]), int(firsts[pair.row]) + len(reading.rows[pair.row])
        at[n] = first + pair.head.at
        left[n], right[n] = max(at[n] - STATE_BEFORE, first), min(at[n] + STATE_AFTER, end)
        shown = pair.facts[:1] if muted is not None and muted[n] else pair.facts
        facts[n, : len(shown)] = shown
    return Asked(at, at, left, right, facts)


def _links(links: Iterator[tuple[int, int]], count: int) -> tuple[Places, Places]:
    table = np.fromiter((number for link in links for number in link), dtype=np.int64, count=2 * count)
    return table[::2], table[1::2]


def _identity(claim: Claim, reader: Reader) -> tuple[Key, Predicate, Key]:
    return reader.key(claim.subject), claim.predicate, reader.key(claim.object)


def _first(head: Key, tail: Key) -> bool:
    return (head or ("", EntityType.REGION)) < (tail or ("", EntityType.REGION))


def _member(key: Key, pair: Pair, reader: Reader, end: int) -> Mention | None:
    """The mention of a pair's head (0) or tail (1) that has the name ``key``; None for the reporting place."""
    if key is None:
        return None
    mark = (pair.head, pair.tail)[end].mark
    return next(member for member in mark.members if reader.key(member) == key)


def _evidence(reading: Reading, pair: Pair) -> Evidence:
    """The clauses that hold the pair, or the end of it that stands in the sentence."""
    sentence = reading.sentences[reading.numbers[pair.row]]
    inline = [one.mark.at for one in (pair.head, pair.tail) if not one.role]
    return sentence.evidence(min(inline), max(inline) + 1)


@cache
def load_reader(folder: Path = MODEL) -> RelationReader:
    """The model in ``folder``.

    Raises:
        ModelError: a file is missing, damaged, or of another version.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        content = (folder / "weights.npy").read_bytes()
        if meta["version"] != VERSION or meta["relations"] != [relation.value for relation in RELATIONS]:
            raise ModelError(f"关系模型 {folder.as_posix()} 与这一版程序不配", where="meta.json", remedy=_REMEDY)
        if hashlib.sha256(content).hexdigest() != meta["sha256"]:
            raise ModelError(f"关系模型 {folder.as_posix()} 已损坏", where="weights.npy", remedy=_REMEDY)
        signs = Signs(meta["characters"], int(meta["pairs"]), tuple(meta["rules"]))
        shape = shape_of(signs, int(meta["width"]), tuple(meta["dilations"]), int(meta["hidden"]))
        weights = np.load(folder / "weights.npy", allow_pickle=False).astype(np.float32)
        return RelationReader(signs, PairNetwork(shape, weights))
    except FileNotFoundError as error:
        raise ModelError(
            f"关系模型 {folder.as_posix()} 不全", where=Path(error.filename).name, remedy=_REMEDY
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"关系模型 {folder.as_posix()} 已损坏", where=str(error), remedy=_REMEDY) from error


def shape_of(signs: Signs, width: int, dilations: tuple[int, ...], hidden: int) -> PairShape:
    """The shape of a network for these signs."""
    text = Shape(signs.rows, width, dilations, 1)
    return PairShape(text, hidden, (signs.pair_facts, signs.mark_facts), (len(RELATIONS), len(STATES)))


def reader_digest() -> str:
    """SHA-256 of the model's ``meta.json``, which holds the digest of the weights.

    Raises:
        ModelError: the model is missing.
    """
    try:
        return hashlib.sha256((MODEL / "meta.json").read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"关系模型 {MODEL.as_posix()} 不全", where="meta.json", remedy=_REMEDY) from error
