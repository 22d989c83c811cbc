"""What a name says by the names inside it. In: folded sentences; out: claims such as 云岭芯谷二期 partOf 云岭芯谷.

Only names that the document also has on their own count, so nothing is made up from parts of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.errors import LexiconError
from kg.lexicon.data import read_rules
from kg.model import Claim, Document, EntityType, Evidence, Mention, Predicate
from kg.relations.marked import MarkedSentence
from kg.relations.nearby import Nearby
from kg.relations.tense import Tense

SHORTEST = 2  # characters of an inner name; one-character places stand in too many words


@dataclass(frozen=True, slots=True)
class InnerRule:
    """``pattern`` fits the outer name with the inner one written as ``{}``; inner names that ``unless`` fits do not count."""

    id: str
    predicate: Predicate
    outer: frozenset[EntityType]
    inner: frozenset[EntityType]
    pattern: re.Pattern[str]
    unless: re.Pattern[str]


@cache
def load_inner_rules() -> tuple[InnerRule, ...]:
    """All rules about inner names, in the order of the file.

    Raises:
        LexiconError: a rule lacks a key or names an unknown type.
    """
    return tuple(_inner_rule(row) for row in read_rules("relations.toml")["inner"])


def _inner_rule(row: dict[str, str]) -> InnerRule:
    try:
        return InnerRule(
            id=row["id"],
            predicate=Predicate(row["predicate"]),
            outer=frozenset(EntityType(name) for name in row["outer"]),
            inner=frozenset(EntityType(name) for name in row["inner"]),
            pattern=re.compile(row["pattern"]),
            unless=re.compile(row.get("unless", "(?!)")),
        )
    except (KeyError, ValueError, re.error) as error:
        raise LexiconError(
            "词库文件 relations.toml 有不合格的内含规则", where=f"{row.get('id', '?')}：{error}"
        ) from error


def read_names(
    document: Document, sentences: Sequence[MarkedSentence], tense: Tense, owners: Sequence[Mention] = ()
) -> Iterator[Claim]:
    """The claims that names make about each other, in order of the outer names."""
    first: dict[str, list[tuple[Mention, Evidence]]] = {}
    seen: set[tuple[str, EntityType]] = set()
    for sentence in sentences:
        for mention, at in sentence.names():
            if (mention.text, mention.type) not in seen:
                seen.add((mention.text, mention.type))
                evidence = sentence.evidence(at, at + 1)
                first.setdefault(mention.name or mention.text, []).append((mention, evidence))
    for owner in owners:
        evidence = Evidence(owner.start, owner.end, document.id, owner.text)
        first.setdefault(owner.text, []).append((owner, evidence))
    home = Nearby(document.place).forms[::-1]
    for name, bearers in first.items():
        inner = _inner_names(name, first)
        for mention, evidence in bearers:
            for other, shape in inner:
                if other.text != document.place:
                    yield from _claims(mention, other, shape, evidence, tense)
            yield from _ends_here(mention, name, home, evidence, tense)


def _ends_here(mention: Mention, name: str, home: Sequence[str], evidence: Evidence, tense: Tense) -> Iterator[Claim]:
    """云岭至青禾高速 joins the reporting place, which the text need not name elsewhere."""
    form = next((form for form in home if form in name), None)
    joins = next(rule for rule in load_inner_rules() if rule.predicate is Predicate.CONNECTS)
    if form and mention.type in joins.outer and joins.pattern.fullmatch(name.replace(form, "{}", 1)):
        year = tense.year(evidence.start, evidence.quote, plan=False)
        yield Claim(mention, joins.predicate, evidence, joins.id, object=None, year=year)


def _inner_names(name: str, known: Mapping[str, list[tuple[Mention, Evidence]]]) -> list[tuple[Mention, str]]:
    """Names inside ``name`` with its shape around them; of names of one type only those that no longer one covers."""
    found: list[tuple[int, int, Mention]] = []
    for size in range(len(name) - 1, SHORTEST - 1, -1):
        for start in range(len(name) - size + 1):
            for mention, _ in known.get(name[start : start + size], ()):
                covered = any(a <= start and start + size <= b and m.type is mention.type for a, b, m in found)
                if not covered:
                    found.append((start, start + size, mention))
    return [(mention, name[:start] + "{}" + name[end:]) for start, end, mention in found]


def _claims(mention: Mention, other: Mention, shape: str, evidence: Evidence, tense: Tense) -> Iterator[Claim]:
    for rule in load_inner_rules():
        fits = mention.type in rule.outer and other.type in rule.inner and rule.pattern.fullmatch(shape)
        if rule.predicate is Predicate.PART_OF and mention.type is not other.type:
            continue  # a station in a park lies there; parts are of the type of their whole
        if fits and not rule.unless.fullmatch(other.text):
            year = tense.year(evidence.start, evidence.quote, plan=False)
            yield Claim(mention, rule.predicate, evidence, rule.id, object=other, year=year)
            return
