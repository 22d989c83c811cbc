"""What the recogniser sees of a text. In: an AnalysedText and the candidates of the rules; out: one row of numbers for each character.

A row holds the character itself, the word it stands in, and what each family of rules says of it. The rules speak as painted tags
(type, and whether the character begins, continues, ends or alone makes up the name), so that the model learns from text how far each
of them can be trusted, instead of being told by a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from zlib import crc32

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from kg.lexicon.contexts import context_rules
from kg.lexicon.data import read_table
from kg.mentions.overlaps import settle
from kg.mentions.repeats import ALIAS_BY, REPEAT_BY, SHORT_BY
from kg.mentions.text import AnalysedText
from kg.model import EntityType, Mention

Ints = NDArray[np.int32]

TYPES = tuple(EntityType)
INDEX = {kind: number for number, kind in enumerate(TYPES)}
TAGS = 1 + 4 * len(TYPES)  # outside, then begin, inside, end, single of each type
FAMILIES = ("gazetteer", "lexicon", "suffix", "quote", "context", "list")
AHEAD = (2, 4, 7, 12)  # upper bounds, in code points, of the distances to the next end of a suffix candidate
LONGEST_WORD = 4
FORMS = 8192  # rows that words of two characters and more share
REPEATED = frozenset({REPEAT_BY, SHORT_BY, ALIAS_BY})
HALF, FULL = ",;:!?()", "，；：！？（）"
_BRACKET = re.compile(r"[(（)）]")
_MARKS = {"“": 1, "《": 2, "「": 1, "『": 1, "‘": 1, "〈": 2, '"': 1}

#: Sizes of the columns behind the character, in order.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("form", 1 + FORMS),
    ("word", 1 + 4 * LONGEST_WORD),
    ("mark", 13),
    ("edge", 10),
    ("generic", 10),
    ("ahead", 1 + len(TYPES) * (len(AHEAD) + 1)),
    *((family, TAGS) for family in FAMILIES),
    ("suffix-short", TAGS),
    ("rules", TAGS),
    ("repeat", TAGS),
)


def tag(kind: EntityType, begins: bool, ends: bool) -> int:
    """The number of a tag: 0 is outside, the others go by type and place in the name."""
    place = 3 if begins and ends else 0 if begins else 2 if ends else 1
    return 1 + 4 * INDEX[kind] + place


def strokes(starts: Ints, ends: Ints, signs: Ints) -> tuple[NDArray[np.int64], Ints]:
    """All offsets of several stretches, one stretch after the other, and what to write there.

    Args:
        starts (NDArray): of the stretches, none of which is empty.
        ends (NDArray): of the same stretches.
        signs (NDArray): for each stretch a row: what begins it, continues it, ends it, and is all of it.
    """
    lengths = ends - starts
    lasts = np.cumsum(lengths) - 1
    firsts = lasts + 1 - lengths
    written = np.repeat(signs[:, 1], lengths)
    written[lasts] = signs[:, 2]
    written[firsts] = np.where(lengths > 1, signs[:, 0], signs[:, 3])
    return np.repeat(starts - firsts, lengths) + np.arange(len(written), dtype=np.int64), written


def paint(row: Ints, names: Iterable[Mention]) -> None:
    """Writes the tags of ``names`` over ``row``; where names overlap, the last one stays."""
    spans = [(name.start, name.end, 1 + 4 * INDEX[name.type]) for name in names]
    if spans:
        starts, ends, begins = np.array(spans, dtype=np.int32).T
        at, tags = strokes(starts, ends, begins[:, None] + np.arange(4, dtype=np.int32))
        row[at] = tags  # numpy keeps the last one of what stands at one place


@cache
def _context_ids() -> frozenset[str]:
    return frozenset(rule.id for rule in context_rules())


@lru_cache(maxsize=4096)
def family(by: str) -> str:
    """The family of the rule ``by``."""
    head = by.partition("-")[0]
    if head in ("gazetteer", "reporting"):
        return "gazetteer"
    if head in ("lexicon", "quote", "list"):
        return head
    return "context" if by in _context_ids() else "suffix"


@cache
def _generics() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, sense in read_table("generics.tsv", ("word", "sense")):
        automaton.add_word(word, (len(word), 0 if sense == "plain" else 4))
    automaton.make_automaton()
    return automaton


def features(analysed: AnalysedText, found: Sequence[Mention]) -> Ints:
    """One row for each column of ``COLUMNS``, one column for each code point.

    Args:
        analysed (AnalysedText): the text with words and edges.
        found (Sequence[Mention]): everything that the rules propose.
    """
    candidates = [mention for mention in found if mention.by not in REPEATED]
    repeats = [mention for mention in found if mention.by in REPEATED]
    table = np.zeros((len(COLUMNS), len(analysed.text)), dtype=np.int32)
    rows = {name: table[number] for number, (name, _) in enumerate(COLUMNS)}
    _words(rows["word"], rows["form"], analysed)
    _marks(rows["mark"], analysed)
    _edges(rows["edge"], analysed)
    _generic(rows["generic"], analysed)
    ordered = sorted(candidates, key=lambda m: (m.end - m.start, m.score, m.start, m.type))
    painted: dict[str, list[Mention]] = {name: [] for name in FAMILIES}
    for mention in ordered:
        painted[family(mention.by)].append(mention)
    for name, mentions in painted.items():
        paint(rows[name], mentions)
    suffixed = painted["suffix"]
    paint(rows["suffix-short"], reversed(suffixed))
    _ahead(rows["ahead"], suffixed)
    paint(rows["rules"], settle(candidates))
    paint(rows["repeat"], repeats)
    return table


def _words(row: Ints, form: Ints, analysed: AnalysedText) -> None:
    """The place of each character in its word, and which word it is, as a number that few words share."""
    if not len(analysed.spans):
        return
    starts, ends = analysed.spans.T
    lengths = ends - starts
    shift = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    inside = shift + np.arange(len(shift))
    base = 1 + 4 * (np.minimum(lengths, LONGEST_WORD) - 1)
    row[inside] = np.repeat(base, lengths) + 1
    row[ends - 1] = base + 2
    row[starts] = np.where(lengths > 1, base, base + 3)
    forms = [_form(analysed.text[a:b]) if b - a > 1 else 0 for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    form[inside] = np.repeat(np.array(forms, dtype=np.int32), lengths)


@lru_cache(maxsize=1 << 16)
def _form(word: str) -> int:
    return 1 + crc32(word.encode()) % FORMS


def _marks(row: Ints, analysed: AnalysedText) -> None:
    for quotation in sorted(analysed.layout.quotations, key=lambda q: q.level):
        base = 1 + 4 * (_MARKS.get(quotation.mark, 1) - 1)
        if quotation.end > quotation.start:
            row[quotation.start : quotation.end] = base + 1
            row[quotation.start] = base
            row[quotation.end - 1] = base + 2
    opened = -1
    for match in _BRACKET.finditer(analysed.text):
        at = match.start()
        if match[0] in "(（":
            opened = at
        elif opened >= 0 and at - opened <= 30:
            row[opened + 1 : at] = 10
            opened = -1


def _edges(row: Ints, analysed: AnalysedText) -> None:
    spans = [(start, end, 5 if weak else 1) for start, end, weak in analysed.edge_spans()]
    if spans:
        starts, ends, bases = np.array(spans, dtype=np.int32).T
        at, signs = strokes(starts, ends, bases[:, None] + np.arange(4, dtype=np.int32))
        row[at] = signs


def _generic(row: Ints, analysed: AnalysedText) -> None:
    found = sorted((length, last, base) for last, (length, base) in _generics().iter(analysed.text))
    if found:
        lengths, lasts, bases = np.array(found, dtype=np.int32).T
        at, signs = strokes(lasts + 1 - lengths, lasts + 1, bases[:, None] + np.arange(1, 5, dtype=np.int32))
        row[at] = signs


def _ahead(row: Ints, suffixed: Sequence[Mention]) -> None:
    """How far it is to the end of the next name with a suffix, and of which type that is."""
    spans = [
        (max(0, mention.start - 2), mention.end, 1 + INDEX[mention.type] * (len(AHEAD) + 1))
        for mention in sorted(suffixed, key=lambda m: (-m.end, m.type))
    ]
    if spans:
        starts, ends, bases = np.array(spans, dtype=np.int32).T
        at, stops = strokes(starts, ends, np.repeat(ends[:, None], 4, axis=1))
        row[at] = np.repeat(bases, ends - starts) + np.searchsorted(AHEAD, stops - at)


@dataclass(frozen=True)
class Alphabet:
    """Numbers characters and features as rows of one embedding table; row 0 means nothing, row 1 an unknown character.

    Attributes:
        characters: the characters that have a row of their own.
        pairs: rows that pairs of neighbouring characters share.
    """

    characters: str
    pairs: int

    @property
    def size(self) -> int:
        """Rows of the embedding table."""
        return 2 + len(self.characters) + self.pairs + sum(size - 1 for _, size in COLUMNS)

    @cached_property
    def _codes(self) -> Ints:
        table = np.ones(0x110000, dtype=np.int32)
        for number, char in enumerate(self.characters, 2):
            table[ord(char)] = number
        return table

    @cached_property
    def _folded(self) -> NDArray[np.uint32]:
        """Texts mix full and half width, and which digit or letter it is tells nothing of a name."""
        table = np.arange(0x110000, dtype=np.uint32)
        for half, full in zip(HALF, FULL, strict=True):
            table[ord(half)] = ord(full)
        for first, last, stands in (("0", "9", "0"), ("０", "９", "0"), ("A", "Z", "A"), ("a", "z", "A")):
            table[ord(first) : ord(last) + 1] = ord(stands)
        return table

    def known(self, text: str) -> str:
        """The characters of ``text`` as the network sees them."""
        return "".join(map(chr, self._folded[[ord(char) for char in text]].tolist()))

    @cached_property
    def _offsets(self) -> Ints:
        first = 2 + len(self.characters) + self.pairs
        sizes = [size - 1 for _, size in COLUMNS]
        return np.array([first + sum(sizes[:n]) - 1 for n in range(len(sizes))], dtype=np.int32)

    def rows(self, text: str, table: Ints) -> Ints:
        """Embedding rows of each code point: itself, the pairs on both sides, then each column that says something.

        Args:
            text (str): the text.
            table (Ints): what ``features`` made of it.
        """
        codes = self._folded[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)]
        found = np.zeros((len(codes), 3 + len(COLUMNS)), dtype=np.int32)
        found[:, 0] = self._codes[codes]
        if len(codes) > 1:
            wide = codes.astype(np.int64)
            pair = (wide[:-1] * 1_000_003 ^ wide[1:] * 8_191) % self.pairs + 2 + len(self.characters)
            found[1:, 1] = pair
            found[:-1, 2] = pair
        found[:, 3:] = np.where(table > 0, table + self._offsets[:, None], 0).T
        return found
