"""Reads the redirect file for w3id.org and answers as Apache's mod_rewrite would. In: the file's text; out: status and target.

Only the part of mod_rewrite that the file uses: RewriteCond on %{HTTP_ACCEPT} with OR and NC, RewriteRule with R, L, NE, E.
Anything else is refused, so that the file cannot outgrow its test. Compared once with Apache 2.4 itself: ontology/w3id/README.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import OntologyError

_IGNORED = ("RewriteEngine", "Options", "Header")


@dataclass(frozen=True, slots=True)
class Condition:
    """One RewriteCond: the Accept header matches, or must not (``negated``); ``either`` joins it to the next by OR."""

    pattern: re.Pattern[str]
    negated: bool
    either: bool

    def holds(self, accept: str) -> bool:
        """Whether the Accept header fulfils it."""
        return bool(self.pattern.search(accept)) != self.negated


@dataclass(frozen=True, slots=True)
class Rule:
    """One RewriteRule with the conditions before it; ``status`` is None for a rule that only sets a variable."""

    pattern: re.Pattern[str]
    target: str
    status: int | None
    conditions: tuple[Condition, ...]
    line: int
    sets: tuple[str, str] | None = None

    def applies(self, accept: str) -> bool:
        """Whether the conditions hold: groups joined by OR, the groups by AND."""
        group = False
        for condition in self.conditions:
            group = group or condition.holds(accept)
            if not condition.either:
                if not group:
                    return False
                group = False
        return True


def read_rules(text: str) -> tuple[Rule, ...]:
    """The rules of a redirect file, in order.

    Raises:
        OntologyError: a line is none of those that this module understands; the message gives its number.
    """
    rules: list[Rule] = []
    conditions: list[Condition] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#") or words[0] in _IGNORED:
            continue
        try:
            if words[0] == "RewriteCond":
                conditions.append(_condition(words))
            elif words[0] == "RewriteRule":
                rules.append(_rule(words, tuple(conditions), number))
                conditions = []
            else:
                raise ValueError(words[0])
        except (ValueError, re.error) as error:
            raise OntologyError(
                f"重定向文件看不懂：{error}", where=f"第 {number} 行", remedy="只用 RewriteCond 和 RewriteRule"
            ) from error
    return tuple(rules)


def _flags(words: list[str]) -> set[str]:
    if len(words) > 4:
        raise ValueError(" ".join(words))
    return set(words[3].strip("[]").split(",")) if len(words) == 4 else set()


def _condition(words: list[str]) -> Condition:
    flags = _flags(words)
    if len(words) < 3 or words[1] != "%{HTTP_ACCEPT}" or flags - {"OR", "NC"}:
        raise ValueError(" ".join(words))
    negated = words[2].startswith("!")
    return Condition(re.compile(words[2].removeprefix("!"), re.I if "NC" in flags else 0), negated, "OR" in flags)


def _rule(words: list[str], conditions: tuple[Condition, ...], line: int) -> Rule:
    flags = _flags(words)
    status, sets = None, None
    for flag in flags - {"L", "NE"}:
        if found := re.fullmatch(r"R=(\d{3})", flag):
            status = int(found[1])
        elif found := re.fullmatch(r"E=(\w+):(.+)", flag):
            sets = (found[1], found[2])
        else:
            raise ValueError(flag)
    if (status is None) == (sets is None) or (status is not None and "L" not in flags):
        raise ValueError(" ".join(words))
    return Rule(re.compile(words[1]), words[2], status, conditions, line, sets)


def answer(rules: tuple[Rule, ...], path: str, accept: str = "*/*") -> tuple[int, str]:
    """Status and Location for a request below https://w3id.org/citykg/.

    Args:
        rules (tuple[Rule, ...]): as ``read_rules`` gives them.
        path (str): without a leading slash, such as ``ontology/0.1.0``.
        accept (str): the Accept header.

    Returns:
        tuple[int, str]: ``(404, "")`` when no rule fits; the target is empty for statuses that are no redirect.
    """
    variables: dict[str, str] = {}
    for rule in rules:
        found = rule.pattern.search(path)
        if not found or not rule.applies(accept):
            continue
        if rule.sets:
            variables[rule.sets[0]] = rule.sets[1]
            continue
        target = re.sub(r"%\{ENV:(\w+)\}", lambda name: variables.get(name[1], ""), rule.target)
        return rule.status or 0, "" if target == "-" else _filled(target, found)
    return 404, ""


def _filled(target: str, found: re.Match[str]) -> str:
    """The target with ``$1`` and the like replaced by what the pattern's groups matched."""
    return re.sub(r"\$(\d)", lambda group: found[int(group[1])] or "", target)
