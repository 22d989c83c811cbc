"""Smaller pages. In: the graph and what is wanted of it; out: a part of the graph by the same contract, and what the page says of it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.errors import ExportError, QueryError
from kg.explorer.contract import documents, entities, literals, mentions, relations
from kg.explorer.ranking import weigh
from kg.lexicon.data import read_rules
from kg.lexicon.spelling import folded
from kg.model import Entity, EntityType, Fact, Predicate

INTO = frozenset({Predicate.LOCATED_IN, Predicate.PART_OF, Predicate.APPLIES_TO})  # as script/model.js reads "lies in"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a page says of the part that it holds.

    Attributes:
        shown: how many entities it holds.
        whole: how many the graph has.
        places: names of the places that were asked for.
        types: the types that were asked for.
    """

    shown: int
    whole: int
    places: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        """For the block kg-data."""
        return {"n": self.shown, "all": self.whole, "places": list(self.places), "types": list(self.types)}


Part = tuple["nx.MultiDiGraph[str]", Excerpt | None]


def heaviest(graph: nx.MultiDiGraph[str], limit: int | None) -> Part:
    """The ``limit`` heaviest entities with what connects them; the graph itself when it is no larger, or without limit."""
    if limit is None or len(graph) <= limit:
        return graph, None
    weights = weigh(graph)
    ranked = sorted(graph.nodes, key=lambda key: (-weights[key], key))
    near = {key: {*graph.successors(key), *graph.predecessors(key)} - {key} for key in graph.nodes}
    chosen: set[str] = set()
    border: set[str] = set()
    for key in ranked:
        # One that nothing chosen is linked to brings the heaviest that links it, when there is room for both.
        between = set() if key in border or not chosen else near[key] & border - chosen
        new = {key, *sorted(between, key=lambda other: (-weights[other], other))[:1]} - chosen
        if len(chosen) + len(new) <= limit:
            chosen |= new
            border.update(*(near[one] for one in new))
        elif len(chosen) == limit:
            break
    return cut(graph, chosen), Excerpt(len(chosen), len(graph))


def select(graph: nx.MultiDiGraph[str], places: Sequence[str], types: Sequence[str]) -> Part:
    """What lies in one of the places and has one of the types, with the regions that it lies in; none named means all.

    Args:
        graph: by the contract of kg/graph.py.
        places: names or aliases of regions.
        types: names of types, English or Chinese.

    Raises:
        QueryError: a place or type is not there; the message names the nearest.
    """
    if not places and not types:
        return graph, None
    known = entities(graph)
    kinds = [type_called(name) for name in types]
    asked = [_region(graph, name) for name in places]
    wanted = [key for keys in asked for key in keys]
    inside = lying_in(entities(graph).values(), relations(graph), wanted) if places else set(graph.nodes)
    kept = {key for key in inside if not kinds or known[key].type in kinds}
    kept.update(key for keys in asked for key in keys)
    around = {known[key].within for key in kept}
    around |= {fact.object for fact in relations(graph) if fact.subject in kept and fact.predicate in INTO}
    kept |= {key for key in around if key in inside and known[key].type is EntityType.REGION}
    named = tuple(known[keys[0]].name for keys in asked)
    return cut(graph, kept), Excerpt(len(kept), len(graph), named, tuple(kind.value for kind in kinds))


def cut(graph: nx.MultiDiGraph[str], keep: Iterable[str]) -> nx.MultiDiGraph[str]:
    """The part of a graph with these nodes, what is told of them, and the documents that tell it."""
    kept = frozenset(keep)
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    told_of = literals(graph)
    for key, entity in entities(graph).items():
        if key in kept:
            part.add_node(key, entity=entity, facts=told_of[key])
    for fact in relations(graph):
        if fact.subject in kept and fact.object in kept:
            part.add_edge(fact.subject, fact.object, key=fact.id, fact=fact)
    named = {key: told for key, told in mentions(graph).items() if key in kept}
    facts = [*relations(part), *(fact for told in literals(part).values() for fact in told)]
    telling = {fact.evidence.doc for fact in facts} | {placed.doc for told in named.values() for placed in told}
    part.graph.update(graph.graph, mentions=named)
    part.graph["documents"] = {key: document for key, document in documents(graph).items() if key in telling}
    return part


def read_texts(page: str) -> dict[str, str]:
    """The texts of the documents that a page holds whole, by id; of others it has but passages (passages.py).

    Raises:
        ExportError: the page is none of ours, or damaged.
    """
    try:
        rows, texts = (json.loads(_block(page, name)) for name in ("kg-data", "kg-texts"))
        return {row[0]: held for row, (held, *_) in zip(rows["documents"], texts, strict=True) if isinstance(held, str)}
    except (ValueError, KeyError, TypeError) as error:
        raise ExportError("explorer.html 已损坏，读不出原文", remedy="请重新运行 kg build") from error


def _block(page: str, name: str) -> str:
    return page.partition(f'id="{name}">')[2].partition("</script>")[0]


def type_called(name: str) -> EntityType:
    """The type of an English or Chinese name.

    Raises:
        QueryError: there is none; the message names the nearest.
    """
    labels = {kind: read_rules("labels.toml")["types"][kind.value] for kind in EntityType}
    for kind, label in labels.items():
        if name.casefold() in (kind.value.casefold(), label):
            return kind
    known = [word for kind, label in labels.items() for word in (kind.value, label)]
    near = difflib.get_close_matches(name.capitalize(), known, 1, 0.4)
    hint = f"是不是 {near[0]}？" if near else ""
    raise QueryError(f"没有名为 {name} 的类型", remedy=f"{hint}可用的有 {'、'.join(kind.value for kind in EntityType)}")


def _region(graph: nx.MultiDiGraph[str], name: str) -> list[str]:
    """The regions of that name, else of that alias; several when places share it."""
    wanted = folded(name).casefold()
    regions = [entity for entity in entities(graph).values() if entity.type is EntityType.REGION]
    called = [region.id for region in regions if folded(region.name).casefold() == wanted]
    called = called or [r.id for r in regions if wanted in {folded(alias).casefold() for alias in r.aliases}]
    if called:
        return called
    near = difflib.get_close_matches(name, sorted({region.name for region in regions}), 1, 0.4)
    raise QueryError(f"没有名为 {name} 的地区", remedy=f"是不是 {near[0]}？" if near else "kg show 可以查名称")


def lying_in(things: Iterable[Entity], facts: Iterable[Fact], places: Iterable[str]) -> set[str]:
    """The ids of everything that lies in the places, over all steps, they included.

    Args:
        things: the entities that may lie there.
        facts: of which some say what lies where.
        places: ids.
    """
    below: dict[str, list[str]] = {}
    for thing in things:
        below.setdefault(thing.within, []).append(thing.id)
    for fact in facts:
        if fact.predicate in INTO:
            below.setdefault(fact.object, []).append(fact.subject)
    found, waiting = set(places), list(places)
    while waiting:
        new = [key for key in below.get(waiting.pop(), ()) if key not in found]
        found.update(new)
        waiting += new
    return found
