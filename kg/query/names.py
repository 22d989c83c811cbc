"""Finds what has a name in an open export. In: a class and a name; out: its members that may be meant, with their names.

Three steps, each taken only when the one before found nothing, for a large graph has a million names: names that are spelt
so are found by index, names that hold the same characters by one pass in the engine, and all names are read only in the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon.indicator_names import standard_name
from kg.ontology import DATA_PREFIX, NAMESPACE, names
from kg.query.engines import Opened
from kg.query.find import fold

CONCEPT = "Concept"
_MAIN = ("rdfs:label", "dcterms:title")
_NAMES = (*_MAIN, "skos:altLabel", "kg:code", "skos:notation")
#: How many nodes one query is asked about.
_BATCH = 5_000
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LOCAL = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A member of a class with one of its names; ``main`` is the label that it is shown by."""

    main: str
    iri: str
    name: str

    @property
    def local(self) -> str:
        """The end of the IRI, by which it can be asked for, too."""
        return re.split("[/#]", self.iri)[-1]


def candidates(kind: str, value: str, opened: Opened) -> Iterator[tuple[Named, ...]]:
    """Members of a class, with all their names, among which a value is to be looked for, from few to all.

    Args:
        kind (str): a class of kg.ttl, or ``Concept``.
        value (str): a name, part of one, or an id.
        opened (Opened): where to look.
    """
    yield _members(kind, [*_addressed(value, opened), *_spelt([value], opened)], opened)
    signs = sorted(set(_HAN.findall(fold(value))))
    if signs:
        usual = [standard_name(value)] if kind == "Indicator" else []
        yield _members(kind, [*_holding(signs, opened), *_spelt([name for name in usual if name], opened)], opened)
    yield _all(kind, opened)


def _addressed(value: str, opened: Opened) -> list[str]:
    """The nodes that a value may be the id of."""
    local = re.split("[/#]", value)[-1].removeprefix(f"{DATA_PREFIX}:")
    space = value.removesuffix(local)
    spaces = [space] if space in opened.prefixes.values() else opened.prefixes.values()
    # A query must not name a term of ours that there is not
    known = [space for space in spaces if space != NAMESPACE or local in names()]
    return [f"{space}{local}" for space in known] if _LOCAL.fullmatch(local) else []


def _spelt(values: Sequence[str], opened: Opened) -> list[str]:
    """The nodes with a name that is spelt exactly so."""
    texts = [_string(value) for value in values]
    if not texts:
        return []
    terms = " ".join(f"{text} {text}@zh" for text in texts)
    return _nodes([f"VALUES ?name {{ {terms} }} ?node {name} ?name" for name in _NAMES], opened)


def _holding(signs: Sequence[str], opened: Opened) -> list[str]:
    """The nodes with a name that holds all of these characters."""
    held = " && ".join(f"CONTAINS(?name, {_string(sign)})" for sign in signs)
    return _nodes([f"?node {name} ?name FILTER({held})" for name in _NAMES], opened)


def _nodes(patterns: Iterable[str], opened: Opened) -> list[str]:
    found = (opened.ask(f"SELECT DISTINCT ?node {{ {pattern} }}").rows for pattern in patterns)
    return [row[0].value for rows in found for row in rows if row[0] is not None and row[0].kind == "uri"]


def _string(value: str) -> str:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _members(kind: str, nodes: Iterable[str], opened: Opened) -> tuple[Named, ...]:
    """Those of the nodes that belong to a class, with all their names."""
    unique = list(dict.fromkeys(nodes))
    rows: list[list[str]] = []
    for start in range(0, len(unique), _BATCH):
        batch = " ".join(f"<{iri}>" for iri in unique[start : start + _BATCH])
        listed = f"?p IN ({', '.join(_NAMES)})"
        rows += opened.ask(f"""SELECT ?node ?p ?name {{ VALUES ?node {{ {batch} }} ?node a {_class(kind)} ; ?p ?name .
          FILTER({listed} && LANG(?name) != "en") }}""").texts()
    mains = {f"{opened.prefixes[prefix]}{local}" for prefix, _, local in (name.partition(":") for name in _MAIN)}
    return _joined((node, name, p in mains) for node, p, name in rows)


def _all(kind: str, opened: Opened) -> tuple[Named, ...]:
    """Every name of every member of a class; property by property, which no engine can make a detour of."""
    members = {row[0] for row in opened.ask(f"SELECT ?node {{ ?node a {_class(kind)} }}").texts()}
    rows = []
    for name in _NAMES:
        found = opened.ask(f'SELECT ?node ?name {{ ?node {name} ?name FILTER(LANG(?name) != "en") }}').texts()
        rows += [(node, text, name in _MAIN) for node, text in found if node in members]
    return _joined(rows)


def _class(kind: str) -> str:
    return f"{'skos' if kind == CONCEPT else 'kg'}:{kind}"


def _joined(rows: Iterable[tuple[str, str, bool]]) -> tuple[Named, ...]:
    """Each name of a node with each label that it is shown by."""
    spelt: dict[str, list[str]] = {}
    mains: dict[str, list[str]] = {}
    for node, name, main in rows:
        spelt.setdefault(node, []).append(name)
        if main:
            mains.setdefault(node, []).append(name)
    return tuple(
        sorted({Named(main, node, name) for node in spelt for main in mains.get(node, ()) for name in spelt[node]})
    )
