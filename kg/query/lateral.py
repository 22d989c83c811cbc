"""Has an engine look things up from what is bound, one pattern after the other. In: a query of the pack; out: the same with LATERAL.

A planner that knows nothing of the data takes a thousand bound places for more than it can look up, and joins them with all claims
of the graph instead: at a million facts the projects of a city took over a minute, in this order half a second. LATERAL is what
Oxigraph has beyond SPARQL 1.1 (SEP-0006), so no file of the pack says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.query.tokens import tokenize

#: With fewer bindings the planner looks them up by itself.
FEW = 50

_VALUES = re.compile(r"VALUES \?(\w+) \{ (.*) \}")
_NODE = r"(?:\?\w+|[\w-]*:[\w-]+)"
_PAIR = rf"(a|{_NODE}) ({_NODE})"
_STAR = re.compile(rf"({_NODE}) {_PAIR}((?: ; {_PAIR})*) \.")
_FILTER = re.compile(r"FILTER\(.*\)")
_EXISTS = re.compile(r"FILTER (?:NOT )?EXISTS \{.*\}")
_SELECT = re.compile(r"SELECT DISTINCT ((?:\?\w+ )+)WHERE \{")
_VARIABLE = re.compile(r"\?(\w+)")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A triple pattern."""

    subject: str
    predicate: str
    object: str

    def fit(self, bound: set[str]) -> int | None:
        """How good a next step it is, 0 the best; None when it would go through everything."""
        ends = [_is_known(self.subject, bound), self.object.startswith("?") and _is_known(self.object, bound)]
        return None if not any(ends) else 0 if all(ends) else 1 if ends[0] else 2


def in_turn(query: str) -> str:
    """The query, in which groups that begin at many bound values are carried out pattern by pattern."""
    lines = query.split("\n")
    at = next((at for at, line in enumerate(lines) if _VALUES.fullmatch(line.strip())), None)
    if at is None:
        return query
    first, last = _group(lines, at)
    turned = _turned(lines[first:last])
    if turned == lines[first:last]:
        return query
    lines[first:last] = turned
    last = first + len(turned)
    inner = _SELECT.fullmatch(lines[first - 1].strip())
    if inner and lines[first - 2].strip() == "{" and [line.strip() for line in lines[last : last + 2]] == ["}", "}"]:
        # What a sub-select has bound is where the group around it begins
        above, below = _group(lines, first - 2)
        block = lines[first - 2 : last + 2]
        lines[above:below] = _steps(
            block, set(_VARIABLE.findall(inner[1])), lines[above : first - 2] + lines[last + 2 : below]
        )
    return _optional("\n".join(lines))


def _optional(query: str) -> str:
    """The query, in which what is optional is looked up too: the planner may go through all of it instead."""
    parts: list[str] = []
    closing: list[str] = []
    reached, word = 0, ""
    for token in tokenize(query):
        if token.text == "{" and token.kind == "sign":
            closing.append("} }" if word == "OPTIONAL" else "}")
        if token.kind == "word" and token.upper == "OPTIONAL":
            parts += [query[reached : token.at], "LATERAL { "]
            reached = token.at
        elif token.text == "}" and token.kind == "sign":
            parts += [query[reached : token.at], closing.pop()]
            reached = token.at + 1
        word = token.upper
    return "".join([*parts, query[reached:]])


def _is_known(node: str, bound: set[str]) -> bool:
    return not node.startswith("?") or node[1:] in bound


def _group(lines: list[str], at: int) -> tuple[int, int]:
    """The lines of the group that a line stands in, without those of its brackets."""
    first, last, depth = at, at, 0
    while first > 0 and depth >= 0:
        first -= 1
        depth += lines[first].count("}") - lines[first].count("{")
    depth = 0
    while last < len(lines):
        depth += lines[last].count("{") - lines[last].count("}")
        if depth < 0:
            break
        last += 1
    return first + 1, last


def _turned(group: list[str]) -> list[str]:
    bindings = {line: _VALUES.fullmatch(line.strip()) for line in group}
    starts = sorted((found[2].count(" ") + 1, line) for line, found in bindings.items() if found)
    if not starts or starts[0][0] <= FEW:
        return group
    beginning = starts[0][1]
    found = bindings[beginning]
    return _steps([beginning], {found[1]} if found else set(), [line for line in group if line != beginning])


def _steps(beginning: list[str], bound: set[str], others: list[str]) -> list[str]:
    """A group that begins with some lines, which bind some variables."""
    patterns, filters, rest = _parted(others)
    steps = []
    while patterns:
        fits = [(fit, number) for number, each in enumerate(patterns) if (fit := each.fit(bound)) is not None]
        if not fits:
            break
        step = patterns.pop(min(fits)[1])
        bound |= set(_VARIABLE.findall(f"{step.subject} {step.predicate} {step.object}"))
        ready = [line for line in filters if set(_VARIABLE.findall(line)) <= bound]
        filters = [line for line in filters if line not in ready]
        said = " ".join([f"{step.subject} {step.predicate} {step.object}", *(line.strip() for line in ready)])
        steps.append(f"    LATERAL {{ {said} }}")
    left = [f"    {each.subject} {each.predicate} {each.object} ." for each in patterns]
    return [*beginning, *steps, *left, *filters, *rest]


def _parted(lines: list[str]) -> tuple[list[_Pattern], list[str], list[str]]:
    """The patterns and conditions at the beginning of a group, and what stands behind them."""
    patterns: list[_Pattern] = []
    filters: list[str] = []
    asked: list[str] = []
    for number, line in enumerate(lines):
        said = line.strip()
        star = _STAR.fullmatch(said)
        if star:
            pairs = re.findall(_PAIR, said.removeprefix(star[1]))
            patterns += [_Pattern(star[1], predicate, node) for predicate, node in pairs]
        elif _FILTER.fullmatch(said):
            filters.append(line)
        elif _EXISTS.fullmatch(said) or _VALUES.fullmatch(said):
            asked.append(line)
        elif said and not said.startswith("#"):
            return patterns, filters, [*asked, *lines[number:]]
    return patterns, filters, asked
