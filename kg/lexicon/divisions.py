"""Administrative divisions of China and other named places. In: the tables beside this module; out: look-ups.

Full names are stored, regular short forms (东莞市 -> 东莞, 延边朝鲜族自治州 -> 延边) are computed by ``divisions.toml``. A form is
``safe`` when it stands for a place wherever it stands, and ``context`` when something else in the document has to say so:
short forms of counties and districts, and forms that are ordinary words, too (``place_words.tsv``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.errors import LexiconError
from kg.lexicon.data import read_rules, read_table

Level = Literal["province", "prefecture", "county"]
Confidence = Literal["safe", "context"]
LEVELS: tuple[Level, ...] = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True, order=True)
class Division:
    """A province, prefecture or county.

    Attributes:
        code: six digits of GB/T 2260. A renamed division keeps its code, so two names can share one, never at the same time.
        name: the full name, ``开平市``.
        level: province, prefecture or county; what a province governs directly (仙桃市) is a county without prefecture.
        parent: code of the division above; empty for a province.
        since: first year with this name and code; None when older than 2005.
        until: first year without it; None while it exists.
    """

    code: str
    name: str
    level: Level
    parent: str
    since: int | None = None
    until: int | None = None

    def existed(self, year: int | None) -> bool:
        """Whether it existed in that year; without a year whether it exists now."""
        if year is None:
            return self.until is None
        return (self.since or 0) <= year and (self.until is None or year < self.until)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A named place that is no division: a river, a country, a multi-place area.

    Attributes:
        name: the usual full name.
        kind: ``area``, ``water``, ``mountain``, ``island``, ``country``, ``city``, ``district`` or ``continent``.
        aliases: other surface forms, sorted.
        within: name of the place it lies in, or empty.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    within: str = ""


class Divisions:
    """All divisions, by code and by surface form. ``load_divisions`` makes the only instance that is needed."""

    def __init__(
        self,
        divisions: Collection[Division],
        words: Collection[str] = (),
        abbreviations: Collection[tuple[str, str]] = (),
        taken: Collection[str] = (),
    ) -> None:
        self._all = tuple(sorted(divisions, key=lambda d: (d.code, d.since or 0, d.name)))
        self._words = frozenset(words)
        # 太湖 is the lake, never the county 太湖县: a place in places.tsv keeps a division from using its name as short form.
        self._taken = frozenset(taken)
        # Of two names under one code the later row wins: it is the one in force.
        self._codes = {division.code: division for division in self._all}
        self._check()
        self._named: dict[str, list[Division]] = {}
        self._confidence: dict[str, Confidence] = {}
        for division in self._all:
            self._index(division)
        self._signs: dict[str, list[Division]] = {}
        for form, code in abbreviations:
            if code not in self._codes:
                raise LexiconError(f"词库文件 abbreviations.tsv 中“{form}”的代码 {code} 不存在")
            self._signs.setdefault(form, []).append(self._codes[code])

    def __iter__(self) -> Iterator[Division]:
        """All divisions by code, then by age."""
        return iter(self._all)

    def get(self, code: str) -> Division | None:
        """The division with that code, under its latest name."""
        return self._codes.get(code)

    def named(self, form: str) -> tuple[Division, ...]:
        """Every division of which ``form`` is the full name or a short form, by code."""
        return tuple(self._named.get(form, ()))

    def ancestors(self, division: Division) -> tuple[Division, ...]:
        """What the division lies in, nearest first."""
        parent = self._codes.get(division.parent)
        return (parent, *self.ancestors(parent)) if parent else ()

    def forms(self) -> Iterator[tuple[str, Confidence]]:
        """All surface forms with how far they can be trusted, sorted."""
        return iter(sorted(self._confidence.items()))

    def is_word(self, form: str) -> bool:
        """Whether the form is an ordinary word, too (和平, 朝阳, 城区)."""
        return form in self._words

    def abbreviated(self, sign: str) -> tuple[Division, ...]:
        """The divisions that a single character stands for inside compounds, by code."""
        return tuple(self._signs.get(sign, ()))

    def abbreviations(self) -> Mapping[str, str]:
        """Characters that stand for one division, or first of all for a province, with its code (粤 -> 440000)."""
        chosen = {sign: _highest(divisions) for sign, divisions in sorted(self._signs.items())}
        return {sign: division.code for sign, division in chosen.items() if division}

    def signs(self) -> tuple[str, ...]:
        """All characters that stand for a division inside compounds, sorted, the ambiguous ones too."""
        return tuple(sorted(self._signs))

    def resolve(self, form: str, *, context: Collection[str] = (), year: int | None = None) -> Division | None:
        """The one division meant by a form, or None for an unknown form or a homonym that the context does not settle.

        Args:
            form: a full name, a short form or a one-character abbreviation.
            context: codes or full names of places in the same document, such as the reporting place and what it lies in.
            year: the year the document speaks of; prefers divisions that existed then, else those that exist now.
        """
        found = self.named(form) or self.abbreviated(form)
        exact = tuple(division for division in found if division.name == form)
        rivals = exact or found
        rivals = tuple(division for division in rivals if division.existed(year)) or rivals
        codes = {d.code for d in rivals}
        # A short form means the city rather than the county inside it (长沙: 长沙市, not 长沙县).
        rivals = tuple(d for d in rivals if not any(upper.code in codes for upper in self.ancestors(d)))
        if len(rivals) <= 1:
            return rivals[0] if rivals else None
        return self._nearest(rivals, self._context_codes(context)) or (None if exact else _highest(rivals))

    def _nearest(self, rivals: tuple[Division, ...], codes: Collection[str]) -> Division | None:
        """The rival with the closest tie to the context, unless two are equally close."""
        ranked = sorted(((self._closeness(d, codes), d) for d in rivals), key=lambda pair: pair[0], reverse=True)
        (best, division), (second, _) = ranked[:2]
        if best == second or best == (0, 0):
            return None
        if any(d.level == "province" for d in rivals) and division.level != "province" and best < (0, 2):
            # 海南 in a text that names 青海 somewhere is still the province; 海南州 needs a nearer tie.
            return None
        return division

    def _closeness(self, division: Division, codes: Collection[str]) -> tuple[int, int]:
        above = sum(upper.code in codes for upper in self.ancestors(division))
        below = any(self._lies_in(code, division.code) for code in codes)
        return (int(division.code in codes or below), above)

    def _lies_in(self, code: str, upper: str) -> bool:
        division = self._codes.get(code)
        return division is not None and any(d.code == upper for d in self.ancestors(division))

    def _context_codes(self, context: Collection[str]) -> frozenset[str]:
        """Codes as given; names only where one division bears the name."""
        codes = {entry for entry in context if entry in self._codes}
        for entry in context:
            named = {division.code for division in self._named.get(entry, ())}
            if len(named) == 1:
                codes |= named
        return frozenset(codes)

    def _index(self, division: Division) -> None:
        self._add(division.name, division, "safe")
        firm = division.level != "county" or division.name.endswith("市")
        for form in short_forms(division.name):
            if form in self._taken:
                continue
            # 乳源县 for 乳源瑶族自治县 says county by itself, 乳源 does not.
            whole = form.endswith(("州", "县", "特区")) and not division.name.startswith(form)
            self._add(form, division, "safe" if firm or whole else "context")

    def _add(self, form: str, division: Division, confidence: Confidence) -> None:
        self._named.setdefault(form, []).append(division)
        if form in self._words:
            confidence = "context"
        if self._confidence.get(form) != "safe":
            self._confidence[form] = confidence

    def _check(self) -> None:
        for earlier, later in zip(self._all, self._all[1:], strict=False):
            if earlier.code == later.code and (earlier.until is None or earlier.until > (later.since or 0)):
                raise LexiconError(
                    f"词库文件 divisions.tsv 的代码 {later.code} 重复", remedy="同一代码的两个名称不能同时有效"
                )
        for division in self._all:
            parent = self._codes.get(division.parent)
            if (parent is None) != (division.level == "province") or division.level not in LEVELS:
                raise LexiconError(f"词库文件 divisions.tsv 中 {division.code} 的级别或上级不对")
            if parent and LEVELS.index(parent.level) >= LEVELS.index(division.level):
                raise LexiconError(f"词库文件 divisions.tsv 中 {division.code} 的上级 {parent.code} 级别不够高")


def short_forms(name: str) -> tuple[str, ...]:
    """The regular short forms of a full name, the shortest first; empty when less than two code points would be left."""
    rules = read_rules("divisions.toml")
    for ending in rules["endings"]:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            rest = name[: -len(ending)]
            if ending.startswith("自治"):
                rest = _without_peoples(rest)
            if rest.endswith(tuple(rules["unfinished"].get(ending, ()))):
                return ()
            plain = rules["plain"].get(ending)
            return (rest, rest + plain) if plain else (rest,)
    return ()


def _without_peoples(rest: str) -> str:
    """Takes the peoples off the end of 湘西土家族苗族; a division named after a people only keeps the name (东乡族 -> 东乡)."""
    peoples = read_rules("divisions.toml")["peoples"]["names"]
    bare = rest
    while fit := max((people for people in peoples if bare.endswith(people)), key=len, default=""):
        bare = bare[: -len(fit)]
    return bare if len(bare) >= 2 else rest.removesuffix("族")


def _highest(rivals: Collection[Division]) -> Division | None:
    """The only rival of the highest level, a city before districts (开平: 开平市, not 开平区 of 唐山), or None."""
    ranks = {division: (LEVELS.index(division.level), not division.name.endswith("市")) for division in rivals}
    best = [division for division in rivals if ranks[division] == min(ranks.values())]
    return best[0] if len(best) == 1 else None


def _year(cell: str, code: str) -> int | None:
    if cell and not (cell.isdecimal() and len(cell) == 4):
        raise LexiconError(f"词库文件 divisions.tsv 中 {code} 的年份“{cell}”不对", remedy="应为四位数字或留空")
    return int(cell) if cell else None


@cache
def load_divisions() -> Divisions:
    """All divisions of the lexicon.

    Raises:
        LexiconError: two divisions share a code at the same time, or a parent, level, year or abbreviation is wrong.
    """
    divisions = []
    for code, name, level, parent, since, until in read_table(
        "divisions.tsv", ("code", "name", "level", "parent", "since", "until")
    ):
        if level not in LEVELS or len(code) != 6 or not code.isdecimal():
            raise LexiconError(f"词库文件 divisions.tsv 中 {code} {name} 的代码或级别不对")
        divisions.append(Division(code, name, level, parent, _year(since, code), _year(until, code)))
    words = [form for form, _ in read_table("place_words.tsv", ("form", "kind"))]
    signs = [(form, code) for form, code in read_table("abbreviations.tsv", ("form", "code"))]
    taken = [form for place in load_places() for form in (place.name, *place.aliases)]
    return Divisions(divisions, words, signs, taken)


@cache
def load_places() -> tuple[Place, ...]:
    """All places that are no divisions, by name.

    Raises:
        LexiconError: a name stands twice.
    """
    rows = read_table("places.tsv", ("name", "kind", "aliases", "within"))
    places = tuple(Place(name, kind, tuple(aliases.split()), within) for name, kind, aliases, within in rows)
    if len({place.name for place in places}) != len(places):
        raise LexiconError("词库文件 places.tsv 有重复的名称")
    return places
