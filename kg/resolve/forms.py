"""What a name may be called. In: a folded name and its type; out: the keys under which a shorter name may ask for it.

A full name offers keys, a short one asks for them, so that a document's names are grouped by look-ups and never pair by pair. Keys are
ranked, the surest first; which rank a rule has was settled on names whose entities are known: seeds and documents of our own writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import cache, lru_cache

from kg.lexicon.data import read_table
from kg.lexicon.divisions import load_divisions, load_places
from kg.lexicon.suffixes import suffix_groups
from kg.model import EntityType

PARK = "园区"  # the class word that any park goes by: 云岭园区 is 云岭科技园
ZONES = ("经开区", "高新区")  # which also go by 开发区
LEAST = 2  # code points of a short form
LEAST_TAIL = 3  # 园区 and 大桥 end many names
LONGEST_END = 5  # code points of the head and of the tail that an abbreviation keeps

_LEADING_PLACE = re.compile(r"^(?:中国|全国|国家|全省|全市|省|市|县|区|我省|我市|我县|我区)")
_BRACKETED = re.compile(r"\([^()]*\)")
_PHASE = re.compile(r"[一二三四五六七八九十\d]期")
_JOINS = re.compile(r"[、,，和与及暨或]")
_BRANCH = re.compile(r"分公司|子公司|[分支]行")
_DROPPED = re.compile(r"[()·—–-]")
_ORDINAL = re.compile(r"(?<=第)[一二三四五六七八九十]{1,3}(?=[届次期批轮号])|[一二三四五六七八九十]{1,3}(?=周年)")
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}

#: Types whose names are alike when they are alike without their class words: …整治行动 is …整治工作.
EXCHANGING = frozenset({EntityType.POLICY, EntityType.PROJECT, EntityType.EVENT, EntityType.INDUSTRY})
#: Types of which a name's end is no name of the same thing: 乡村旅游 is not 旅游, 李大明 is not 大明.
WHOLE = frozenset({EntityType.INDUSTRY, EntityType.PERSON})
#: Types of which one class word falls off, no more: 兰州新区综保区 lies in 兰州新区, and 先进制造业 is not all that is 先进.
ONCE = frozenset({EntityType.PARK, EntityType.INDUSTRY})
#: Types whose names begin with what is theirs alone.
BRANDED = frozenset({EntityType.ENTERPRISE, EntityType.PARK})


class Rank(IntEnum):
    """How a key comes out of a name, the surest way first."""

    CHOSEN = 0  # the user or a list says that both are one
    SPELLING = 1  # 云岭经济技术开发区, 云岭经开区
    PLACE = 2  # 江门市南大机器人, 南大机器人
    CLASS = 3  # 竹编产业, 竹编
    PART = 4  # 云岭(东区)科技园, 云岭科技园
    TAIL = 5  # 广深科技创新走廊, 创新走廊
    HEAD = 6  # 品沃智能穿戴有限公司, 品沃
    ABBREVIATION = 7  # 昆仑盐湖锂业, 昆仑锂业


@cache
def class_words() -> Mapping[tuple[EntityType, str], tuple[str, ...]]:
    """The words of classwords.tsv by type and side, the longest first."""
    words: dict[tuple[EntityType, str], list[str]] = {}
    for kind, side, word in read_table("classwords.tsv", ("type", "side", "word")):
        words.setdefault((EntityType(kind), side), []).append(word)
    return {key: tuple(sorted(value, key=lambda word: (-len(word), word))) for key, value in words.items()}


@cache
def _short_words() -> Mapping[EntityType, tuple[re.Pattern[str], Mapping[str, str]]]:
    words: dict[EntityType, dict[str, str]] = {}
    for kind, long, short in read_table("shortwords.tsv", ("type", "long", "short")):
        words.setdefault(EntityType(kind), {})[long] = short
    return {
        kind: (re.compile("|".join(map(re.escape, sorted(table, key=lambda word: (-len(word), word))))), table)
        for kind, table in words.items()
    }


@cache
def _suffixes(kind: EntityType) -> frozenset[str]:
    return frozenset(canonical(kind, form) for group in suffix_groups() if group.type is kind for form in group.forms)


@cache
def _places() -> frozenset[str]:
    return frozenset(form for place in load_places() for form in (place.name, *place.aliases))


@lru_cache(maxsize=1 << 16)  # names grow with the corpus
def without_place(name: str) -> str:
    """A name without the place or 全国/省/市 in front of it; the name itself when nothing would be left."""
    divisions = load_divisions()
    for length in range(min(12, len(name) - 2), 1, -1):
        if divisions.named(name[:length]) or name[:length] in _places():
            return name[length:]
    stripped = _LEADING_PLACE.sub("", name)
    return stripped if len(stripped) >= LEAST else name


def canonical(kind: EntityType, form: str) -> str:
    """The form that all spellings of a name share: 第十五届 and 第15届, 经济技术开发区 and 经开区, with dashes and brackets or without."""
    bare = _DROPPED.sub("", _ORDINAL.sub(_number, form))
    pattern, table = _short_words().get(kind, (None, {}))
    return pattern.sub(lambda found: table[found[0]], bare) if pattern else bare


def _number(found: re.Match[str]) -> str:
    tens, ten, ones = found[0].rpartition("十")
    if not ten:
        return "".join(str(_DIGITS[sign]) for sign in ones)
    return str(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))


def asks(kind: EntityType, form: str) -> Iterator[str]:
    """The keys under which a name looks for a fuller one, the best first."""
    base = canonical(kind, form)
    yield base
    if kind in EXCHANGING:
        yield from (body for body in _bodies(kind, base) if len(body) >= LEAST_TAIL)


def offers(kind: EntityType, form: str) -> Iterator[tuple[Rank, str]]:
    """The ranked keys under which a name may be found; a key may come more than once."""
    base = canonical(kind, form)
    yield Rank.SPELLING, base
    stems = [base, *_placeless(kind, base)]
    if bracketless := _without_brackets(kind, form):
        stems.append(bracketless)
    for at, stem in enumerate(stems):
        rank = Rank.PART if stem == bracketless else Rank.PLACE if at else Rank.SPELLING
        yield rank, stem
        bodies = list(_bodies(kind, stem))
        yield from ((max(rank, Rank.CLASS), body) for body in bodies)
        yield from _parts(kind, stem)
        if kind in BRANDED:
            yield from ((Rank.ABBREVIATION, key) for body in (stem, *bodies) for key in _abbreviations(body))
    if kind is EntityType.ENTERPRISE:
        yield from ((Rank.HEAD, key) for stem in stems for key in _heads(stem))
    if kind not in WHOLE:
        yield from ((Rank.TAIL, key) for stem in (base, *_bodies(kind, base)) for key in tails(stem))


def beginnings(kind: EntityType, form: str) -> Iterator[str]:
    """What is left of a name, with its place or without, when a class word of its type falls off; asked for by derived short forms only."""
    for stem in (form, without_place(form)):
        yield from (stem[:size] for size in range(LEAST, len(stem)) if stem[size:] in _suffixes(kind))


def tails(stem: str) -> Iterator[str]:
    """The ends of a name; what stands behind 、 or 和 is another thing."""
    for at in range(len(stem) - LEAST_TAIL, 0, -1):
        if _JOINS.match(stem[at - 1]):
            return
        yield stem[at:]


def _placeless(kind: EntityType, base: str) -> Iterator[str]:
    """The name without one place after the other in front, and with the short form of the first (深圳品沃 of 深圳市品沃)."""
    stem = base
    least = LEAST_TAIL if kind in WHOLE else LEAST  # 库尔勒香梨 is one product, 香梨 another
    while (bare := without_place(stem)) != stem and len(bare) >= least:
        place = stem.removesuffix(bare)
        yield bare
        if len(place) > LEAST and place[-1] in "省市县区":
            yield place[:-1] + bare
        stem = bare


def _bodies(kind: EntityType, stem: str) -> Iterator[str]:
    """The name without its class words, one after the other."""
    after, before = (class_words().get((kind, side), ()) for side in ("after", "before"))
    while True:
        if stem.endswith(after):
            shorter = stem.removesuffix(next(word for word in after if stem.endswith(word)))
        elif stem.startswith(before):
            shorter = stem.removeprefix(next(word for word in before if stem.startswith(word)))
        else:
            return
        if len(shorter) < LEAST:
            return
        yield shorter
        if kind in ONCE:
            return
        stem = shorter


def _parts(kind: EntityType, stem: str) -> Iterator[tuple[Rank, str]]:
    """For a park its body, alone and with the class words that any park goes by."""
    if kind is not EntityType.PARK:
        return
    words = _suffixes(kind)
    for size in range(LEAST, len(stem)):
        body, word = stem[:size], stem[size:]
        if word in words and not any(body[at:] in words for at in range(size - 1)):
            yield Rank.PART, body
            yield Rank.PART, body + PARK
            if word.endswith("园"):
                yield Rank.PART, body + "园"
            if word in ZONES:
                zone = body + "开发区"
                yield Rank.PART, zone
                yield from ((Rank.ABBREVIATION, key) for key in _abbreviations(zone))


def _without_brackets(kind: EntityType, form: str) -> str:
    """The name without what stands in brackets; a phase in brackets makes another thing, a place in a company's name a subsidiary."""
    bare = _BRACKETED.sub("", form)
    if (
        kind is EntityType.ENTERPRISE
        or bare == form
        or len(bare) < LEAST
        or any(_PHASE.search(said) for said in _BRACKETED.findall(form))
    ):
        return ""
    return canonical(kind, bare)


def _heads(stem: str) -> Iterator[str]:
    """The beginnings of a company's name; not of a branch, whose beginning is the company that it belongs to."""
    if not _BRANCH.search(stem):
        yield from (stem[:size] for size in range(LEAST, len(stem)))


def _abbreviations(body: str) -> Iterator[str]:
    """A brand's name without its middle; what begins with a place may be anybody's."""
    if _BRANCH.search(body) or without_place(body) != body:
        return
    for head in range(LEAST, LONGEST_END):
        for tail in range(LEAST, LONGEST_END + 1):
            if head + tail < len(body):
                yield body[:head] + body[-tail:]
