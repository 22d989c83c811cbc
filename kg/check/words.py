"""Answers in words. In: gold of a document and its values; out: what a reader sees, and by which words a missed answer can be found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.check.gold import Gold
from kg.lexicon.data import read_rules
from kg.model import EntityType, Fact


class Words:
    """Words for one document. An end of a fact is the number of a gold entity, or the id of a node that matches none.

    Args:
        gold (Gold): of the document.
        surfaces (Mapping[str, str]): node id -> a name of it.
    """

    def __init__(self, gold: Gold, surfaces: Mapping[str, str]) -> None:
        self.gold, self.surfaces, self.labels = gold, surfaces, read_rules("labels.toml")

    def name(self, text: str, kind: EntityType) -> str:
        """A name with its type: 云岭芯谷（项目）."""
        return f"{text}（{self.labels['types'][kind]}）"

    def forms(self, number: int) -> tuple[str, ...]:
        """What the document calls a gold entity, as written, longest first."""
        return tuple(sorted(self.gold.entities[number].forms, key=lambda form: (-len(form), form)))

    def figures(self, value: Any, *, growth: bool = False) -> tuple[str, ...]:
        """The ways in which a report may write a figure; none for a state."""
        if not isinstance(value, int | float):
            return ()
        size = abs(value)
        if growth:
            return f"{size:.12g}%", f"{size:.12g}％"
        return f"{size / 1e8:.12g}亿", f"{size / 1e4:.12g}万", f"{size:.12g}"

    def relation(self, triple: tuple[Any, str, Any]) -> str:
        """A relation: 云岭芯谷 位于 云岭高新区."""
        head, relation, tail = triple
        return f"{self._end(head)} {self.labels['predicates'][relation]} {self._end(tail)}"

    def literal(self, who: Any, value: Any) -> str:
        """An investment or a state: 云岭芯谷：签约."""
        told = self.labels["statuses"].get(value, value) if isinstance(value, str) else f"{value:.12g}"
        return f"{self._end(who)}：{told}"

    def row(self, who: Any, row: Mapping[str, Any]) -> str:
        """An observation, from a row of gold or the same keys of a fact."""
        value, growth, year = row.get("value"), row.get("growth"), row.get("year")
        told = [f"{self._end(who)}：{row['indicator']}", f"{year}年" if year else "不知何年"]
        told.append(self.labels["kinds"].get(row.get("kind"), ""))
        told += [f"{value:.12g}"] if value is not None else []
        told += [f"{growth:+.12g}%"] if growth is not None else []
        return " ".join(filter(None, told))

    def observation(self, who: Any, fact: Fact) -> str:
        """An observation that the build made."""
        return self.row(who, {key: getattr(fact, key) for key in ("indicator", "year", "kind", "value", "growth")})

    def _end(self, end: Any) -> str:
        return self.gold.entities[end].name if isinstance(end, int) else self.surfaces.get(end, end)
