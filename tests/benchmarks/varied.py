"""Makes a corpus N times the seeds for load tests. Run it: python tests/benchmarks/varied.py --help

A plain copy would be read once only, and merge into what is there. So every copy of a document reports on another place, of the same
level and inside other places; its enterprises, parks and projects are called otherwise, and its figures differ. What is national
(policies, industries, honours), years, dates and ordinals stay.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.lexicon.data import read_table
from kg.lexicon.divisions import Division, load_divisions, load_places, short_forms
from kg.lexicon.names import load_names
from kg.lexicon.suffixes import suffix_groups
from kg.mentions.suffixes import generic_words
from kg.model import Document, EntityType
from kg.quantities import find_quantities
from kg.sources import read_sources

ENDINGS = ("省", "市", "县", "区")  # of divisions whose names are alike in form
NAMED = ("Enterprise", "Park", "Project")
LISTED = (EntityType.INDUSTRY, EntityType.ORGANIZATION, EntityType.POLICY)
LONG = 3  # code points from which a distinctive part says by itself which name is meant
MOST = 6
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_DATED = re.compile(r"(?:19|20)\d\d|年|月|日")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def _either(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern of plain words, longer ones first."""
    return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))) or "(?!)")


@dataclass(frozen=True)
class Seed:
    """One document with what can be varied in it.

    Attributes:
        document: as read.
        regions: the divisions that it names, each with the forms that stand in it.
        names: its enterprises, parks and projects, each with its distinctive part.
    """

    document: Document
    regions: Mapping[Division, tuple[str, ...]]
    names: Mapping[str, str]


@cache
def _pool(level: str, ending: str) -> tuple[Division, ...]:
    """Divisions that are still there, of one form and with a short form; in an order that is no neighbourhood."""
    divisions = load_divisions()
    fitting = [
        division
        for division in divisions
        if division.level == level
        and division.name.endswith(ending)
        and division.until is None
        and "自治" not in division.name
        and any(not divisions.is_word(form) for form in short_forms(division.name))
    ]
    random.Random(f"{level}{ending}").shuffle(fitting)
    return tuple(fitting)


def _is_varied(division: Division) -> bool:
    """The four cities that are provinces, and autonomous divisions, stay."""
    return any(division in _pool(division.level, ending) for ending in ENDINGS)


@cache
def _common() -> re.Pattern[str]:
    """Class words, generic words, industries and places that are the nation's: what no name has for itself."""
    words = {form for group in suffix_groups() for form in group.forms if len(form) > 1}
    words |= {word for word in generic_words(True) if len(word) > 1}
    words |= {form for entry in load_names() if entry.type in LISTED for form in entry.forms}
    words |= {form for place in load_places() for form in (place.name, *place.aliases)}
    return _either(words)


@cache
def _class_words() -> tuple[str, ...]:
    forms = {form for group in suffix_groups() for form in group.forms}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _national() -> frozenset[str]:
    return frozenset(form for entry in load_names() for form in entry.forms)


def distinctive(name: str, places: tuple[str, ...]) -> str:
    """What of a name is its own: neither place nor class word nor generic word; empty when that is no single stretch."""
    rest = _either(places).sub(" ", name)
    word = next((form for form in _class_words() if rest.endswith(form)), "")
    if not word:
        return ""
    found = _HAN.findall(_common().sub(" ", rest[: -len(word)]))
    return found[0] if len(found) == 1 and len(found[0]) <= MOST else ""


def read_seeds(folder: Path, exports: Path) -> list[Seed]:
    """The documents of a folder, with the names that an export of them found."""
    rows = [json.loads(line) for line in (exports / "mentions.jsonl").read_text(encoding="utf-8").splitlines()]
    return [_seed(document, [r for r in rows if r["doc"] == document.id]) for document in read_sources([folder])]


def _seed(document: Document, rows: list[dict[str, str]]) -> Seed:
    divisions = load_divisions()
    regions: dict[Division, set[str]] = {}
    for row in rows:
        division = divisions.get(row["entity"].removeprefix("region-")) if row["type"] == "Region" else None
        if division is not None and _is_varied(division):
            known = regions.setdefault(division, {division.name})
            known.update({row["text"]} & set(short_forms(division.name)))
    forms = tuple(sorted({form for some in regions.values() for form in some}, key=lambda form: (-len(form), form)))
    names = {
        row["text"]: distinctive(row["text"], forms)
        for row in rows
        if row["type"] in NAMED and row["text"] not in _national()
    }
    return Seed(
        document,
        {division: tuple(sorted(regions[division])) for division in sorted(regions)},
        {name: part for name, part in sorted(names.items()) if part},
    )


@cache
def _characters() -> tuple[str, ...]:
    """Characters of which enterprises make their names."""
    names = [row[0] for row in read_table("enterprises.tsv", ("name", "aliases", "note"))]
    parts = [distinctive(name, ()) for name in names]
    return tuple(sorted({char for part in parts for char in part}))


def _ending(division: Division) -> str:
    return division.name[-1]


def moved(seed: Seed, copy: int, number: int) -> dict[Division, Division]:
    """Where the places of a document lie in one of its copies: the reporting place first, then what it lies in, then the rest."""
    divisions = load_divisions()
    home = divisions.resolve(seed.document.place or "")
    found: dict[Division, Division] = {}
    if home is not None and _is_varied(home):
        pool = _pool(home.level, _ending(home))
        found[home] = pool[(copy + number * 31) % len(pool)]
        images = {upper.level: upper for upper in divisions.ancestors(found[home])}
        for upper in divisions.ancestors(home):
            if upper.level in images and _is_varied(upper) and _ending(images[upper.level]) == _ending(upper):
                found[upper] = images[upper.level]
    chance = random.Random(f"{copy}-{number}")
    for division in sorted(seed.regions, key=lambda division: (division.level != "province", division.code)):
        if division not in found:
            found[division] = _image(division, found, chance)
    return found


def _image(division: Division, found: Mapping[Division, Division], chance: random.Random) -> Division:
    """A division of the same form that no other one has become, if possible inside what the one above it became."""
    taken = set(found.values())
    free = [one for one in _pool(division.level, _ending(division)) if one not in taken]
    above = load_divisions().get(division.parent)
    near = [one for one in free if above in found and one.parent == found[above].code] if above else []
    return chance.choice(near or free)


def vary(seed: Seed, number: int, copy: int, salt: int) -> Document:
    """One copy of a document; ``number`` is its place among the seeds."""
    turned: dict[str, str] = {}
    for old, new in moved(seed, copy + salt * 1_000_003, number).items():
        for form in seed.regions.get(old, (old.name,)):
            turned[form] = new.name if form == old.name else short_forms(new.name)[0]
    places = _either(turned)
    for name, part in seed.names.items():
        # One part is called the same wherever a copy names it, so that its documents still speak of the same things.
        chance = random.Random(f"{salt}-{copy}-{part}")
        fresh = "".join(chance.choice(_characters()) for _ in part)
        turned[name] = places.sub(lambda match: turned[match[0]], name.replace(part, fresh)) if turned else name
        if len(part) >= LONG:
            turned[part] = fresh
    pattern, text = _either(turned), _refigured(seed.document.text, random.Random(f"{salt}-{copy}-{number}"))
    body = text[len(seed.document.title) :]
    title = pattern.sub(lambda match: turned[match[0]], seed.document.title)
    if title == seed.document.title:
        title = f"{title}（之{copy + 1}）"
    return replace(seed.document, title=title, text=title + pattern.sub(lambda match: turned[match[0]], body))


def _refigured(text: str, chance: random.Random) -> str:
    """The text with other digits in its quantities, behind its title; ranges, dates and the whole hundred stay."""
    parts, at = [], 0
    for quantity in find_quantities(text):
        said = text[quantity.start : quantity.end]
        if quantity.upper is None and not _DATED.search(said) and quantity.start > text.index("\n"):
            parts += [text[at : quantity.start], _DIGITS.sub(lambda match: _figure(match[0], chance), said)]
            at = quantity.end
    return "".join((*parts, text[at:]))


def _figure(digits: str, chance: random.Random) -> str:
    """Another number of as many digits; a leading zero and the hundred of 100% stay."""
    if digits == "100":
        return digits
    whole, dot, rest = digits.partition(".")
    whole = (
        whole if whole == "0" else chance.choice("123456789") + "".join(chance.choices("0123456789", k=len(whole) - 1))
    )
    return whole + dot + "".join(chance.choices("123456789", k=len(rest)))


def copies(seeds: list[Seed], times: int, salt: int) -> Iterator[tuple[str, Document]]:
    """All copies, each with its path."""
    for copy in range(times):
        for number, seed in enumerate(seeds):
            yield f"{copy + 1:04}/{number + 1:02}-{seed.document.place or 'news'}.txt", vary(seed, number, copy, salt)


def converted(file: Path) -> Iterator[tuple[str, str]]:
    """The reports of a JSON Lines file with ``title`` and ``content``, each as a text of a file, with its path."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        yield f"{number:04}.txt", f"{row['title']}\n{row['content']}\n"


def _write(out: Path, path: str, text: str) -> None:
    target = out / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Parses, writes, says how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1, help="another number, another corpus")
    parser.add_argument("--sources", type=Path, default=Path("seeds"))
    parser.add_argument(
        "--exports", type=Path, default=Path("exports"), help="an export of the sources; tells their names"
    )
    parser.add_argument("--jsonl", type=Path, help="convert the reports of this file instead")
    given = parser.parse_args()
    files = characters = 0
    if given.jsonl:
        made = converted(given.jsonl)
    else:
        found = copies(read_seeds(given.sources, given.exports), given.times, given.seed)
        made = ((path, f"{document.text}\n{document.date or ''}\n") for path, document in found)
    for path, text in made:
        _write(given.out, path, text)
        files, characters = files + 1, characters + len(text)
    sys.stdout.write(f"{files} documents, {characters} characters in {given.out}\n")


if __name__ == "__main__":
    main()
