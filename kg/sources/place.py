"""The reporting place: who 我市 and 全市 are. In: title and body; out: a name that stands in them, or None.

Suffix grammar and site tags come first, so that a place that no list has yet is read like any other; the list of divisions
(``listed.py``) reads the titles that are left.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.lexicon.data import read_rules
from kg.model import DocumentKind
from kg.sources.listed import inner_place, listed_place

HEAD = 200  # code points of title and body in which a session names its place


def reporting_place(title: str, body: str, kind: DocumentKind) -> str | None:
    """The place that a document reports on, in the fullest form that the text has.

    None when nothing names one, and when a title names several (渝中、沙坪坝): then 我市 means no one of them.
    """
    if kind == "report":
        return _of_report(title, body)
    tagged = _of_tag(title, body)
    if tagged:
        return inner_place(title, body, tagged) or tagged
    return listed_place(title, body) or _of_news(body)


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = read_rules("sources.toml")["place"]
    return rules


@cache
def _chain(running: bool = False) -> str:
    """Place units in a row, the smallest last: 长沙市天心区. Each unit is lazy, so it ends at its first suffix.

    Four levels at most, not any number: a title of forty 区 would otherwise be tried in 2**40 ways.
    """
    rules = _rules()
    suffixes = "|".join(_suffix(row) for row in rules["suffix"])
    unit = rf"[一-龥]{{1,{rules['most']}}}?(?:{suffixes})"
    if running:
        autonomous = rf"[一-龥]{{2,{rules['most']}}}?自治[区州县旗]"
        unit = rf"(?!{rules['not_first']})(?:[一-龥]{{1,{rules['most_running']}}}?(?:{suffixes})|{autonomous})"
    return rf"(?P<chain>(?:{unit}){{0,3}}(?P<place>{unit}))"


def _suffix(row: dict[str, Any]) -> str:
    """The pattern of one suffix with what must not surround it."""
    lead = f"(?<![{row['lead']}])" if "lead" in row else ""
    follow = f"(?![{row['follow']}])" if "follow" in row else ""
    return lead + str(row["form"]) + follow


def _named(match: re.Match[str] | None) -> str | None:
    """The smallest place of a match of the chain, no common word such as 各市; 苏州|工业园区 stays whole."""
    if match is None or re.fullmatch(_rules()["common"], match.group("place")):
        return None
    place, chain = match.group("place"), match.group("chain")
    return chain if _is_area(place) or place in {row["form"] for row in _rules()["suffix"]} else place


def _is_area(place: str) -> bool:
    return re.search(rf"(?:{_rules()['area_words']})$", place) is not None


def _of_report(title: str, body: str) -> str | None:
    rules = _rules()
    if re.search(rules["nation_title"], title):
        return next((name for name in rules["nation"] if name in title or name in body), None)
    core = _core(title)
    if core:
        if re.search(rules["several"], core):
            return None
        core = re.sub(rules["noise"], "", re.split(rules["turns"], core)[-1]) or core
        if place := _named(re.fullmatch(_chain(), core)):
            return place
        match = re.fullmatch(rules["short"], core)
        if match and not re.fullmatch(rules["common"], match.group("place")):
            return _fullest(match.group("place"), title, body)
    return _of_session(title, body) or _of_tag(title, body) or listed_place(title, body)


def _core(title: str) -> str:
    """What is left of a report's title without tags, year and 政府工作报告."""
    rules = _rules()
    before = re.search(rules["before"], re.sub(rules["brackets"], "", title))
    return before.group() if before else ""


def _of_session(title: str, body: str) -> str | None:
    rules = _rules()
    pattern = rules["session_before"] + _chain(running=True) + rules["session"]
    return _named(re.search(pattern, f"{title}\n{body}"[:HEAD], re.MULTILINE))


def _of_tag(title: str, body: str) -> str | None:
    rules = _rules()
    match = re.search(rules["tag"], title)
    if match is None or not re.search(rules["tag_words"], match.group()):
        return None
    name = match.group("place")
    if name in rules["subjects"]:
        return None
    return _named(re.fullmatch(_chain(), name)) or _fullest(name, title, body)


def _of_news(body: str) -> str | None:
    """The place at the very head of a news item. A site without tags tells no more of whom it reports on."""
    rules = _rules()
    place = _named(re.match(rules["opening"] + _chain(running=True), body[:HEAD]))
    return None if place is None or _is_area(place) else place


def _fullest(short: str, title: str, body: str) -> str:
    """``short`` with the suffix that the text most often gives it; ``short`` itself when it gives none."""
    text = f"{title}\n{body}"
    rows = [row for row in _rules()["suffix"] if row.get("full")]
    counts = [len(re.findall(re.escape(short) + _suffix(row), text)) for row in rows]
    most = max(counts)
    return short + str(rows[counts.index(most)]["form"]) if most else short
