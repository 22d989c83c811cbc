"""The reporting place: who 我市 and 全市 are. In: title and body; out: a name that stands in them, or None.

Suffix grammar and site tags only, no list of divisions: a place that no list has yet is read like any other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.lexicon.data import read_rules
from kg.model import DocumentKind

HEAD = 200  # code points of a body in which the place is named


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = read_rules("sources.toml")["place"]
    return rules


@cache
def _chain() -> str:
    """Place units in a row, the smallest last: 长沙市天心区. Lazy, so that each unit ends at its first suffix."""
    rules = _rules()
    unit = rf"[一-龥]{{1,{rules['most']}}}?(?:{'|'.join(rules['suffixes'])})"
    return rf"(?P<above>(?:{unit})*?)(?P<place>{unit})"


def reporting_place(title: str, body: str, kind: DocumentKind) -> str | None:
    """The place that a document reports on, in the fullest form that the text has.

    None when nothing names one, and when a title names several (渝中、沙坪坝): then 我市 means no one of them.
    """
    if kind == "report":
        return _of_report(title, body)
    return _of_tag(title, body) or _of_news(body)


def _of_report(title: str, body: str) -> str | None:
    rules = _rules()
    if re.search(rules["nation_title"], title):
        return next((name for name in rules["nation"] if name in title or name in body), None)
    core = _core(title)
    if core is not None:
        if re.search(rules["several"], core):
            return None
        if match := re.fullmatch(_chain(), core):
            return match.group("place")
        if match := re.fullmatch(rules["short"], core):
            return _fullest(match.group("place"), title, body)
    return _of_session(body) or _of_tag(title, body)


def _core(title: str) -> str | None:
    """What is left of a report's title without tags, year and 政府工作报告; None when it has none of that."""
    rules = _rules()
    bare = re.sub(rules["brackets"], "", title)
    before = re.search(rules["before"], bare)
    return re.sub(rules["noise"], "", before.group()) if before else None


def _of_session(body: str) -> str | None:
    rules = _rules()
    match = re.search(rules["session_before"] + _chain() + rules["session"], body[:HEAD])
    return match.group("place") if match else None


def _of_tag(title: str, body: str) -> str | None:
    rules = _rules()
    match = re.search(rules["tag"], title)
    if match is None or not re.search(rules["tag_words"], match.group()):
        return None
    name = match.group("place")
    if name in rules["subjects"]:
        return None
    chain = re.fullmatch(_chain(), name)
    return chain.group("place") if chain else _fullest(name, title, body)


def _of_news(body: str) -> str | None:
    match = re.match(_rules()["opening"] + _chain(), body[:HEAD])
    return match.group("place") if match else None


def _fullest(short: str, title: str, body: str) -> str:
    """``short`` with the suffix that the text most often gives it; ``short`` itself when it gives none."""
    rules = _rules()
    text = f"{title}\n{body}"
    suffixes = [suffix for suffix in rules["suffixes"] if re.match(r"[一-龥]+", suffix).group() in rules["full"]]
    counts = [(len(re.findall(re.escape(short) + suffix, text)), suffix) for suffix in suffixes]
    best, suffix = max(counts, key=lambda pair: pair[0])
    return short + re.match(r"[一-龥]+", suffix).group() if best else short
