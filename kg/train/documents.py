"""Reads documents of our own writing with their whole answer: names in the text, then aliases, relations and facts.

In: ``documents/*.txt``; out: the plain text and the gold of each, as the annotation guide has it. A block reads

    # 【临渊招商】title line, with marks
    [临渊市|G]与[恒岫新材料有限公司|E]（简称[恒岫新材|E]）签约……     each name marked each time, X? where readers may differ
    2021-03-05
    = 恒岫新材料有限公司 = 恒岫新材                               one entity
    + 恒岫新材料有限公司 | locatedIn | 临渊市                     a relation; ``?`` instead of ``+`` where it is optional
    $ 恒岫新材料项目 | 1200000000 | CNY | 2021                    an investment
    ! 恒岫新材料项目 | signed | 2021                              a status
    % 临渊市 | 地区生产总值 | 2020 | actual | 33002000000 | CNY | 8.0      an observation, ``-`` for what is not stated

and ends with an empty line. A name that stands for two types is written with its letter: ``恒岫新材料有限公司/E``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.model import EntityType, Predicate, Status

LETTERS: dict[str, EntityType] = dict(
    zip(
        "GKJEOLPIVH",
        (
            EntityType.REGION,
            EntityType.PARK,
            EntityType.PROJECT,
            EntityType.ENTERPRISE,
            EntityType.ORGANIZATION,
            EntityType.POLICY,
            EntityType.PERSON,
            EntityType.INDUSTRY,
            EntityType.EVENT,
            EntityType.HONOR,
        ),
        strict=True,
    )
)
MARK = re.compile(r"\[([^\[\]|]+)\|([GKJEOLPIVH])(\?)?\]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Marked:
    """A name in an annotated text: offsets into the text without marks."""

    start: int
    end: int
    text: str
    type: EntityType
    optional: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """An annotated text without its marks."""

    text: str
    names: tuple[Marked, ...]


@dataclass(slots=True)
class Answered:
    """A document with its answer; ``gold`` has the keys of the annotation guide."""

    text: str
    names: tuple[Marked, ...]
    date: str
    gold: dict[str, Any] = field(default_factory=dict)


def unmark(marked: str) -> Passage:
    """Takes the marks out of an annotated text.

    Raises:
        SourceError: a bracket is left over, so a mark is misspelt.
    """
    parts: list[str] = []
    names: list[Marked] = []
    at = length = 0
    for match in MARK.finditer(marked):
        parts.append(marked[at : match.start()])
        length += len(parts[-1])
        name, letter, doubt = match.groups()
        names.append(Marked(length, length + len(name), name, LETTERS[letter], bool(doubt)))
        parts.append(name)
        length += len(name)
        at = match.end()
    parts.append(marked[at:])
    text = "".join(parts)
    if odd := re.search(r"\[[^\]]{0,20}|.{0,20}\|[A-Z]\??\]", text):
        raise SourceError(f"标注不合格式：{odd.group()}", remedy="应写成 [名称|字母]，字母为 GKJEOLPIVH 之一")
    return Passage(text, tuple(names))


def read_documents(path: Path) -> Iterator[Answered]:
    """The documents of one file.

    Raises:
        SourceError: a block breaks the format; the message names the line.
    """
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.strip():
            block.append((number, line.rstrip()))
        elif block:
            yield _read_block(path, block)
            block = []


def _read_block(path: Path, block: list[tuple[int, str]]) -> Answered:
    number = block[0][0]
    try:
        dates = [i for i, (_, line) in enumerate(block) if _DATE.fullmatch(line.strip())]
        if not block[0][1].startswith("# ") or not dates:
            raise SourceError("一篇应以“# 标题”开头，正文之后单独一行写日期")
        cut = dates[0]
        passage = unmark("\n".join([block[0][1][2:], *(line for _, line in block[1:cut])]))
        answer = _Answer(passage)
        for at, line in block[cut + 1 :]:
            number = at
            answer.read(line)
        return Answered(passage.text, passage.names, block[cut][1].strip(), answer.gold())
    except SourceError as error:
        raise SourceError(f"{path.as_posix()} {error.what}", where=f"第 {number} 行", remedy=error.remedy) from error


class _Answer:
    """Gathers the entities of the marks and the lines under the text."""

    def __init__(self, passage: Passage) -> None:
        self.title = passage.text.partition("\n")[0]
        self.entities: list[dict[str, Any]] = []
        self.known: dict[tuple[str, EntityType], int] = {}
        self.lines: dict[str, list[Any]] = {"relations": [], "optional_relations": [], "facts": [], "observations": []}
        for name in passage.names:
            key = (name.text, name.type)
            if key not in self.known:
                self.known[key] = len(self.entities)
                self.entities.append({"type": name.type.value, "names": [name.text], "optional": name.optional})
            elif not name.optional:
                self.entities[self.known[key]]["optional"] = False

    def find(self, name: str) -> int:
        name, _, letter = name.strip().partition("/")
        hits = [i for (text, kind), i in self.known.items() if text == name and (not letter or kind == LETTERS[letter])]
        if len(set(hits)) != 1:
            raise SourceError(
                f"名称 {name} 在正文标注里有 {len(set(hits))} 个",
                remedy="逐字照抄一个已标注的名称；同名异类写成 名称/字母",
            )
        return hits[0]

    def read(self, line: str) -> None:
        sign, cells = line[0], [cell.strip() for cell in line[1:].split("|")]
        try:
            if sign == "=":
                self._merge([part.strip() for part in line[1:].split("=")])
            elif sign in "+?":
                head, relation, tail = cells
                if Predicate(relation) in (Predicate.INVESTMENT, Predicate.STATUS, Predicate.OBSERVATION):
                    raise ValueError(relation)
                self.lines["relations" if sign == "+" else "optional_relations"].append(
                    (self.find(head), relation, self.find(tail))
                )
            elif sign == "$":
                name, value, unit, year = cells
                self.lines["facts"].append(
                    {
                        "entity": self.find(name),
                        "property": "investment",
                        "value": float(value),
                        "unit": unit,
                        "year": _year(year),
                    }
                )
            elif sign == "!":
                name, status, year = cells
                self.lines["facts"].append(
                    {
                        "entity": self.find(name),
                        "property": "status",
                        "value": Status(status).value,
                        "year": _year(year),
                    }
                )
            elif sign == "%":
                self.lines["observations"].append(self._observation(cells))
            else:
                raise ValueError(sign)
        except (ValueError, KeyError) as error:
            raise SourceError(f"读不懂：{line}", remedy="格式见 kg/train/documents.py 开头") from error

    def _observation(self, cells: list[str]) -> dict[str, Any]:
        region, indicator, year, kind, value, unit, growth = cells
        if kind not in ("actual", "target") or (value == "-" and growth == "-"):
            raise ValueError(kind)
        row: dict[str, Any] = {"region": self.find(region), "indicator": indicator, "year": _year(year), "kind": kind}
        if value != "-":
            row |= {"value": float(value), "unit": unit}
        if growth != "-":
            row["growth"] = float(growth)
        return row

    def _merge(self, names: list[str]) -> None:
        first = self.find(names[0])
        for name in names[1:]:
            other = self.find(name)
            if self.entities[other]["type"] != self.entities[first]["type"]:
                raise SourceError(f"{names[0]} 与 {name} 类型不同，不能是同一个实体")
            for key, index in self.known.items():
                if index == other:
                    self.known[key] = first
            if other != first:
                self.entities[first]["names"] += self.entities[other]["names"]
                self.entities[first]["optional"] &= self.entities[other]["optional"]

    def gold(self) -> dict[str, Any]:
        alive = sorted(set(self.known.values()))
        ids = {index: f"e{n}" for n, index in enumerate(alive, 1)}
        # A line read before two names were merged still points to the one that gave way.
        moved = {
            index: self.known[(entity["names"][0], EntityType(entity["type"]))]
            for index, entity in enumerate(self.entities)
        }
        of = {index: ids[moved[index]] for index in range(len(self.entities))}
        return {
            "doc": self.title,
            "entities": [
                {
                    "id": ids[i],
                    "type": self.entities[i]["type"],
                    "name": max(self.entities[i]["names"], key=len),
                    "mentions": self.entities[i]["names"],
                    "optional": self.entities[i]["optional"],
                }
                for i in alive
            ],
            **{
                key: [[of[head], relation, of[tail]] for head, relation, tail in self.lines[key]]
                for key in ("relations", "optional_relations")
            },
            "facts": [{**row, "entity": of[row["entity"]]} for row in self.lines["facts"]],
            "observations": [{**row, "region": of[row["region"]]} for row in self.lines["observations"]],
        }


def _year(cell: str) -> int | None:
    return None if cell == "-" else int(cell)
