"""Rules of relations as data. In: kg/lexicon/relations.toml; out: compiled Rule values, checked when loaded.

A pattern is a regular expression over a folded sentence with these words:

    {s} {o}     a mark of one of the rule's subject or object types
    {x}         a mark of any type
    {place}     a mark of a region or a park; {firm} of an enterprise, {good} of an industry
    {marks}     every mark, {places} those of {place}, for use inside brackets
    {w}         one character that is neither a mark nor ends a clause
    {n}         one character that does not end a clause, mark or not
    {c}         one character that does not end a sentence or a 分号 part
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import LexiconError
from kg.lexicon.data import read_rules
from kg.lexicon.needles import Sieve
from kg.model import EntityType, Predicate
from kg.relations.marked import ANY_MARK, MARKS

_KEYS = frozenset(
    [
        "id",
        "predicate",
        "pattern",
        "subject",
        "object",
        "carry",
        "among",
        "spread",
        "kinds",
        "unless",
        "home_if",
        "named",
        "rivals",
        "sweep",
        "glossary",
        "example",
        "counter",
    ]
)
_END = "，。；：！？\n"


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern.

    Attributes:
        id: kebab-case, unique; it is what a claim is ``by``.
        subjects: types of the subject; with ``carry`` they are looked for to the left of the match.
        carry: what an absent ``{s}`` means: ``topic`` (the last fitting name of the sentence, else nothing), ``place``
            (the last fitting name of the sentence, else the reporting place), ``home`` (always the reporting place),
            ``last`` (the last fitting name before the match, in this sentence or one of the two before), ``title`` (the
            fitting name of the title), ``office`` (the place of the rank in group ``k``: 区长 is of the district named last).
        among: relate the members of the object's enumeration to each other.
        spread: names of the same type that follow in the enumeration, commas included, are subjects too.
        kinds: kinds of document in which it holds.
        unless: the rule does not hold where this fits the clause up to the match.
        home_if: an object whose name fits belongs to the reporting place, unless a place is the subject.
        named: the object's name must fit this.
        rivals: types besides the subject's of which a name in the clause keeps an unnamed subject from being looked for.
        sweep: every name of the sentence that can be a subject is one.
        glossary: whether it holds in 名词解释 only; the others hold everywhere else.
        example: a sentence with ``[name|Type]`` that the rule must match; ``counter`` must not match.
    """

    id: str
    predicate: Predicate
    pattern: re.Pattern[str]
    subjects: frozenset[EntityType]
    objects: frozenset[EntityType]
    carry: str
    among: bool
    spread: bool
    kinds: frozenset[str]
    unless: re.Pattern[str]
    home_if: re.Pattern[str]
    named: re.Pattern[str]
    rivals: frozenset[EntityType]
    sweep: bool
    glossary: bool
    example: str
    counter: str


class RuleBook:
    """Rules, with those that can match at all for each set of types that a sentence names and the words that stand in it.

    Asking every rule about every sentence took a third of the time of reading relations.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._sieve = Sieve([rule.pattern for rule in self.rules])
        self._fitting: dict[tuple[str, bool, frozenset[EntityType]], frozenset[int]] = {}  # at most 2 * 2 * 2**10 keys

    def fitting(self, kind: str, present: frozenset[EntityType], text: str, *, glossary: bool) -> list[Rule]:
        """The rules for a kind of document, the types of names of a sentence and its folded text, in order."""
        key = (kind, glossary, present)
        if key not in self._fitting:
            self._fitting[key] = frozenset(
                number
                for number, rule in enumerate(self.rules)
                if rule.glossary is glossary
                and kind in rule.kinds
                and ("s" not in rule.pattern.groupindex or rule.subjects & present)
                and ("o" not in rule.pattern.groupindex or rule.objects & present)
            )
        fitting = self._fitting[key]
        return [self.rules[number] for number in self._sieve.fitting(text) if number in fitting]


@cache
def load_book() -> RuleBook:
    """The rules of the file as a book."""
    return RuleBook(load_rules())


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules, in the order of the file.

    Raises:
        LexiconError: a rule lacks a key, has an unknown one, or its pattern is wrong.
    """
    rules = tuple(_rule(row) for row in read_rules("relations.toml")["rule"])
    if len({rule.id for rule in rules}) != len(rules):
        raise LexiconError("词库文件 relations.toml 的规则编号重复", remedy="每条规则的 id 须唯一")
    return rules


def _rule(row: dict[str, Any]) -> Rule:
    name = row.get("id", "?")
    try:
        subjects, objects = _types(row["subject"]), _types(row["object"])
        if unknown := sorted(set(row) - _KEYS):
            raise ValueError(f"多余的键 {' '.join(unknown)}")
        return Rule(
            id=name,
            predicate=Predicate(row["predicate"]),
            pattern=re.compile(expand(row["pattern"], subjects, objects)),
            subjects=subjects,
            objects=objects,
            carry=row.get("carry", ""),
            among=row.get("among", False),
            spread=row.get("spread", False),
            kinds=frozenset(row.get("kinds", ("report", "news"))),
            unless=re.compile(expand(row.get("unless", "(?!)"), subjects, objects)),
            home_if=re.compile(row.get("home_if", "(?!)")),
            named=re.compile(row.get("named", "")),
            rivals=_types(row.get("rivals", ["Person"])),
            sweep=row.get("sweep", False),
            glossary=row.get("glossary", False),
            example=row["example"],
            counter=row["counter"],
        )
    except (KeyError, ValueError, re.error) as error:
        raise LexiconError("词库文件 relations.toml 有不合格的规则", where=f"{name}：{error}") from error


def expand(pattern: str, subjects: frozenset[EntityType], objects: frozenset[EntityType]) -> str:
    """Writes out the words of a pattern."""
    words = {
        "{s}": f"(?P<s>[{_marks(subjects)}])",
        "{o}": f"(?P<o>[{_marks(objects)}])",
        "{x}": f"[{ANY_MARK}]",
        "{place}": f"[{MARKS[EntityType.REGION]}{MARKS[EntityType.PARK]}]",
        "{places}": MARKS[EntityType.REGION] + MARKS[EntityType.PARK],
        "{firm}": MARKS[EntityType.ENTERPRISE],
        "{good}": MARKS[EntityType.INDUSTRY],
        "{marks}": ANY_MARK,
        "{w}": f"[^{ANY_MARK}{_END}]",
        "{n}": f"[^{_END}]",
        "{c}": "[^。；！？\n]",
    }
    for word, meaning in words.items():
        pattern = pattern.replace(word, meaning)
    return pattern


def _marks(types: frozenset[EntityType]) -> str:
    return "".join(MARKS[kind] for kind in EntityType if kind in types)


def _types(names: list[str]) -> frozenset[EntityType]:
    return frozenset(EntityType) if names == ["*"] else frozenset(EntityType(name) for name in names)
