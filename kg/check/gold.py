"""Reads gold annotation. In: a folder of passages as JSON; out: one answer for each document, its passages merged."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.lexicon.spelling import folded
from kg.model import EntityType, Predicate

PLACED = frozenset({Predicate.LOCATED_IN.value, Predicate.PART_OF.value})

#: A relation between gold entities by number, the two ends of cooperatesWith in the order of their decimal digits.
Triple = tuple[Any, str, Any]


def directed(head: Any, relation: str, tail: Any) -> Triple:
    """The triple with the ends of the one symmetric relation in a fixed order."""
    if relation == Predicate.COOPERATES_WITH and str(tail) < str(head):
        return tail, relation, head
    return head, relation, tail


@dataclass(slots=True)
class GoldEntity:
    """One entity of a document; ``names`` are folded forms, ``forms`` the same as gold writes them."""

    type: EntityType
    name: str
    names: set[str]
    optional: bool
    forms: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Gold:
    """The answer for one document.

    Attributes:
        literals: (entity number, property, value) of investment and status.
        observations: rows as in the gold file, ``region`` an entity number.
    """

    title: str
    entities: list[GoldEntity] = field(default_factory=list)
    asked: set[Triple] = field(default_factory=set)
    allowed: set[Triple] = field(default_factory=set)
    literals: set[tuple[int, str, Any]] = field(default_factory=set)
    observations: list[dict[str, Any]] = field(default_factory=list)

    def add(self, passage: dict[str, Any]) -> None:
        """Merges one passage in; entities of one type that share a name are one."""
        number = {row["id"]: self._entity(row) for row in passage["entities"]}
        for key, triples in (("relations", self.asked), ("optional_relations", self.allowed)):
            triples |= {directed(number[head], name, number[tail]) for head, name, tail in passage.get(key, ())}
        self.literals |= {(number[row["entity"]], row["property"], row["value"]) for row in passage.get("facts", ())}
        for row in passage.get("observations", ()):
            placed = {**row, "region": number[row["region"]]}
            if placed not in self.observations:
                self.observations.append(placed)

    def _entity(self, row: dict[str, Any]) -> int:
        forms = {row["name"], *row["mentions"]}
        names = {folded(form) for form in forms}
        optional = bool(row.get("optional"))
        for number, known in enumerate(self.entities):
            if known.type == row["type"] and known.names & names:
                known.names |= names
                known.forms |= forms
                known.optional = known.optional and optional
                return number
        self.entities.append(GoldEntity(EntityType(row["type"]), row["name"], names, optional, forms))
        return len(self.entities) - 1

    def above(self, place: Any) -> set[Any]:
        """Every place that contains ``place`` by stated or optional relations."""
        parents: dict[Any, set[Any]] = {}
        for head, relation, tail in self.asked | self.allowed:
            if relation in PLACED:
                parents.setdefault(head, set()).add(tail)
        reached: set[Any] = set()
        todo = [place]
        while todo:
            fresh = parents.get(todo.pop(), set()) - reached
            reached |= fresh
            todo += sorted(fresh)
        return reached


def read_gold(folder: Path) -> dict[str, Gold]:
    """The gold of every document in ``folder``, by folded title.

    Raises:
        SourceError: the folder holds no gold, or a file is not JSON of that form.
    """
    golds: dict[str, Gold] = {}
    for path in sorted(folder.rglob("*.json")):
        try:
            passage = json.loads(path.read_text(encoding="utf-8"))
            golds.setdefault(folded(passage["doc"]), Gold(passage["doc"])).add(passage)
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(f"{path.as_posix()} 不是标注文件", where=str(error), remedy="格式见标注说明") from error
    if not golds:
        raise SourceError(f"{folder.as_posix()} 里没有标注文件", remedy="请给出含 .json 标注的文件夹")
    return golds
