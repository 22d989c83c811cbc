"""The kinds of networks. In: ``networks.toml``; out: kinds by name, and bounds."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kg.errors import LexiconError, QueryError
from kg.lexicon.data import read_rules
from kg.model import EntityType, Predicate

RULES = "networks.toml"
#: The network that is made for one industry, see ``industries.py``; in Chinese and English.
CHAIN = ("产业链", "chain")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of network; the rows of ``networks.toml`` say what each field is."""

    key: str
    name: str
    about: str
    predicate: Predicate
    relation: str
    most: str
    unit: str
    directed: bool = False
    onto: Literal["", "subject", "object"] = ""
    subjects: frozenset[EntityType] = frozenset()
    objects: frozenset[EntityType] = frozenset()
    regions: int = 1
    most_in: str = ""
    lonely: str = ""
    oneway: bool = False
    omitted: re.Pattern[str] | None = None
    absent: tuple[EntityType, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far the work goes.

    Attributes:
        betweenness: nodes up to which it is computed; ``told``: nodes from which who has most of it is told.
        structure: nodes and links from which anything is said of structure.
        pairs: that a projection may make.
        seed: of the Louvain method.
    """

    betweenness: int
    told: int
    structure: int
    pairs: int
    seed: int


@cache
def load_kinds() -> dict[str, Kind]:
    """The kinds by key, in the order in which they are told.

    Raises:
        LexiconError: a row lacks a field, or names what does not exist.
    """
    try:
        return {key: _kind(key, dict(row)) for key, row in read_rules(RULES)["kinds"].items()}
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise LexiconError(f"词库文件 {RULES} 的网络类型不对", where=str(error)) from error


def _kind(key: str, row: dict[str, Any]) -> Kind:
    if row.pop("english") != key:
        raise ValueError(key)
    row["predicate"] = Predicate(row["predicate"])
    row["absent"] = tuple(map(EntityType, row.get("absent", ())))
    row["omitted"] = re.compile(row["omitted"]) if "omitted" in row else None
    for end in ("subjects", "objects"):
        row[end] = frozenset(map(EntityType, row.get(end, ())))
    return Kind(key=key, **row)


@cache
def load_bounds() -> Bounds:
    """The bounds.

    Raises:
        LexiconError: one is missing.
    """
    try:
        return Bounds(**read_rules(RULES)["bounds"])
    except (KeyError, TypeError) as error:
        raise LexiconError(f"词库文件 {RULES} 的界限不对", where=str(error)) from error


def find_kind(name: str) -> Kind:
    """The kind of a Chinese or English name.

    Raises:
        QueryError: there is none, the message lists them; or it is the chain of an industry, which needs the industry.
    """
    if name in CHAIN:
        raise QueryError(f"{CHAIN[0]}要说明是哪个产业", remedy=f"如 kg network {CHAIN[0]} --industry 新能源汽车")
    for kind in load_kinds().values():
        if name in (kind.name, kind.key):
            return kind
    names = [kind.name for kind in load_kinds().values()]
    near = difflib.get_close_matches(name, [*names, *load_kinds()], 1, 0.5)
    hint = f"是不是 {near[0]}？" if near else ""
    raise QueryError(f"没有 {name} 这种网络", remedy=f"{hint}可用的有 {'、'.join(names)}；{CHAIN[0]}要另给产业名称")
