"""Cuts text into words with a trained spacy-pkuseg model. In: text; out: words and whitespace that join to it again.

The scores of a whole text are summed at once with numpy from the tables of the model, and pkuseg's own search finds the
best tags piece by piece; the words are those of ``pkuseg.cut`` (a test compares them). Measured on the seeds on one core:
pkuseg's way, which looks up some eighty feature strings for each character, reads 79,000 characters a second.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy_pkuseg import inference

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# A piece is what pkuseg sees at once: a sentence without whitespace, or what stands inside quotation marks. Nothing is
# learnt across its edges. Cutting at the marks gained 3 points of name edges on texts of other provinces.
_MARKS = '“”《》〈〉「」『』‘’"'
PIECE = re.compile(rf"[^\s。!?！？{_MARKS}]+[。!?！？]*|[。!?！？]+|[{_MARKS}]")
_LONGEST = 6  # pkuseg knows words of two to six characters as features; longer ones follow from the characters
_CODES = 0x110000
_SHIFT = 1 << 20  # greater than every id below, so that two ids make one key


class _Lookup:
    """Numbers keys: ``rows(keys)`` gives the row of each key, and row 0, which is all zeros, for a key not known."""

    def __init__(self, keys: list[int]) -> None:
        order = np.argsort(np.array(keys, dtype=np.int64), kind="stable")
        self._keys = np.array([*np.array(keys, dtype=np.int64)[order], np.iinfo(np.int64).max], dtype=np.int64)
        self._rows = np.array([*(order + 1), 0], dtype=np.int64)

    def rows(self, keys: Ints) -> Ints:
        """Row numbers from 1 for known keys in the order in which they were given, else 0."""
        at = np.searchsorted(self._keys, keys)
        return np.where(self._keys[at] == keys, self._rows[at], 0)


class Segmenter:
    """A loaded pkuseg model as tables.

    Args:
        pkuseg (Any): a ``spacy_pkuseg.pkuseg`` without user dictionary; its weights are whole numbers, so that the order
            of a sum does not matter.
    """

    def __init__(self, pkuseg: Any) -> None:
        extractor, model = pkuseg.feature_extractor, pkuseg.model
        tags: int = model.n_tag
        weights = np.asarray(model.w, dtype=np.float64)
        self._nodes: Floats = weights[: model.n_feature * tags].reshape(model.n_feature, tags)
        # pkuseg stores them [tag, previous tag] and searches from the right, hence the transposition.
        self._edges: Floats = np.ascontiguousarray(1.0 + weights[model.n_feature * tags :].reshape(tags, tags).T)
        self._opens = np.array(["B" in pkuseg.idx_to_tag[tag] for tag in range(tags)])
        self._features: dict[str, int] = extractor.feature_to_idx
        self._number_characters(extractor)
        self._read_pairs()
        self._read_words(sorted(word for word in extractor.unigram if 2 <= len(word) <= _LONGEST))
        self._read_word_pairs()

    def starts(self, text: str) -> Ints:
        """Offsets at which a word begins, whitespace runs counted as words, ascending, the first one 0."""
        if not text:
            return np.zeros(0, dtype=np.int64)
        pieces = [match.span() for match in PIECE.finditer(text)]
        begins = np.ones(len(text), dtype=bool)
        if pieces:
            scores = self._scores(text, pieces)
            for start, end in pieces:
                _, tags = inference.run_viterbi(scores[start:end], self._edges)
                begins[start:end] = self._opens[tags]
                begins[start] = True
        space = _space(text, pieces)
        begins[1:] &= ~(space[1:] & space[:-1])
        return np.flatnonzero(begins)

    def cut(self, text: str) -> list[str]:
        """The words of ``text``; joined they give it again."""
        bounds = [*self.starts(text).tolist(), len(text)]
        return [text[start:end] for start, end in pairwise(bounds)]

    def _number_characters(self, extractor: Any) -> None:
        """Gives each character of the model an id; digits share one, as do pkuseg's letters and its special marks."""
        known = sorted({part for name in self._features for part in _characters(name)})
        ids = {char: number for number, char in enumerate(known, 1)}
        self._ids = ids
        self._table = np.zeros(_CODES, dtype=np.int64)
        for char, number in ids.items():
            if len(char) == 1:
                self._table[ord(char)] = number
        special = sorted(extractor.num | extractor.letter | set(extractor.keywords))
        for char in special:
            self._table[ord(char)] = ids.get(next(iter(extractor.normalize_text(char))), 0)
        self._single = {
            prefix: self._rows([f"{prefix}.{char}" for char in known]) for prefix in ("c", "c-1", "c1", "c-2", "c2")
        }

    def _rows(self, names: list[str]) -> Floats:
        """One row of weights for each feature name, behind a row of zeros; zeros for a name that the model lacks."""
        rows = np.zeros((len(names) + 1, self._nodes.shape[1]))
        for number, name in enumerate(names, 1):
            if name in self._features:
                rows[number] = self._nodes[self._features[name]]
        return rows

    def _read_pairs(self) -> None:
        heads = ("c-1c", "cc1", "c-2c-1")
        split = (name.split(".") for name in self._features)
        pairs = sorted({(parts[1], parts[2]) for parts in split if parts[0] in heads})
        self._pairs = _Lookup([self._ids[a] * _SHIFT + self._ids[b] for a, b in pairs])
        self._double = {head: self._rows([f"{head}.{a}.{b}" for a, b in pairs]) for head in heads}

    def _read_words(self, words: list[str]) -> None:
        """Builds a prefix tree as a table from (node, character) to node; a node from 1 is a prefix."""
        nodes: dict[str, int] = {}
        edges: list[int] = []
        for word in words:
            for size in range(1, len(word) + 1):
                prefix = word[:size]
                if prefix not in nodes:
                    # A character that no feature names (a digit inside a word) can never be met: id -1.
                    edges.append(nodes.get(prefix[:-1], 0) * _SHIFT + self._ids.get(prefix[-1], -1) % _SHIFT)
                    nodes[prefix] = len(edges)
        self._tree = _Lookup(edges)
        names = sorted(nodes, key=nodes.__getitem__)
        known = set(words)
        self._word_nodes = np.array([False, *(name in known for name in names)])
        self._nodes_of = nodes
        self._word_start = self._rows([f"w1.{name}" for name in names])
        self._word_end = self._rows([f"w-1.{name}" for name in names])

    def _read_word_pairs(self) -> None:
        """Two words that the model has met side by side speak for the edge between them."""
        split = (name[5:].split("*") for name in self._features if name.startswith(("ww.l.", "ww.r.")))
        pairs = sorted({(a, b) for a, b in split if a in self._nodes_of and b in self._nodes_of})
        self._neighbours = _Lookup([self._nodes_of[a] * _SHIFT + self._nodes_of[b] for a, b in pairs])
        self._left = self._rows([f"ww.l.{a}*{b}" for a, b in pairs])
        self._right = self._rows([f"ww.r.{a}*{b}" for a, b in pairs])

    def _scores(self, text: str, pieces: list[tuple[int, int]]) -> Floats:
        """The score of every tag at every character."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        bounds = np.array(pieces, dtype=np.int64)
        limit = np.zeros(len(text), dtype=np.int64)  # where the piece of a character ends; 0 for whitespace
        lengths = bounds[:, 1] - bounds[:, 0]
        inside = np.repeat(bounds[:, 0] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        limit[inside] = np.repeat(bounds[:, 1], lengths)
        ids = np.where(limit > 0, self._table[codes], 0)
        scores: Floats = self._nodes[0] + self._single["c"][ids]
        for step in (1, 2):
            if len(text) > step:
                same = limit[step:] == limit[:-step]
                scores[step:] += self._single[f"c-{step}"][ids[:-step] * same]
                scores[:-step] += self._single[f"c{step}"][ids[step:] * same]
        self._add_pairs(scores, ids, limit)
        self._add_words(scores, ids, limit)
        return scores

    def _add_pairs(self, scores: Floats, ids: Ints, limit: Ints) -> None:
        if len(ids) < 2:
            return
        rows = self._pairs.rows(ids[:-1] * _SHIFT + ids[1:]) * (limit[1:] == limit[:-1])
        scores[1:] += self._double["c-1c"][rows]
        scores[:-1] += self._double["cc1"][rows]
        scores[2:] += self._double["c-2c-1"][rows[:-1] * (limit[2:] == limit[1:-1])]

    def _add_words(self, scores: Floats, ids: Ints, limit: Ints) -> None:
        at = np.arange(len(ids))
        node = self._tree.rows(ids)
        firsts, lasts, words = [], [], []
        for size in range(2, _LONGEST + 1):
            alive = (node > 0) & (at + size <= limit[at])
            at, node = at[alive], node[alive]
            node = self._tree.rows(node * _SHIFT + ids[at + size - 1])
            hit = self._word_nodes[node]
            first, word = at[hit], node[hit]
            scores[first] += self._word_start[word]
            scores[first + size - 1] += self._word_end[word]
            firsts.append(first)
            lasts.append(first + size)
            words.append(word)
        self._add_neighbours(scores, limit, (np.concatenate(firsts), np.concatenate(lasts), np.concatenate(words)))

    def _add_neighbours(self, scores: Floats, limit: Ints, found: tuple[Ints, Ints, Ints]) -> None:
        order = np.argsort(found[0], kind="stable")
        first, last, word = (column[order] for column in found)
        low, high = np.searchsorted(first, last), np.searchsorted(first, last, "right")
        count = high - low
        left = np.repeat(np.arange(len(first)), count)
        right = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
        rows = self._neighbours.rows(word[left] * _SHIFT + word[right]) * (limit[first[left]] == limit[first[right]])
        keep = rows > 0
        left, right, rows = left[keep], right[keep], rows[keep]
        np.add.at(scores, first[right], self._left[rows])
        np.add.at(scores, last[left] - 1, self._right[rows])


def _characters(name: str) -> list[str]:
    """The characters that a feature name speaks of, normalised ones such as ``**Num`` as they are."""
    head, _, rest = name.partition(".")
    if head in ("c", "c-1", "c1", "c-2", "c2"):
        return [rest]
    if head in ("c-1c", "cc1", "c-2c-1"):
        return rest.split(".")
    return list(rest[2:].replace("*", "")) if head == "ww" else list(rest) if head in ("w1", "w-1") else []


def _space(text: str, pieces: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which characters lie outside every piece, that is, are whitespace."""
    space = np.ones(len(text), dtype=bool)
    for start, end in pieces:
        space[start:end] = False
    return space
