"""Claims as people read them. In: a node of the store; out: rows with subject, relation, object, year, quote and document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.lexicon.data import read_rules
from kg.ontology import term
from kg.query.card import amount
from kg.serve.site import Site, node

#: Rows on one page; the rest is counted, and a link leads to the query that lists all.
SHOWN = 2000
#: The ways in which a claim has to do with a node.
TIES = ("rdf:subject", "rdf:object", "dcterms:source", "prov:wasDerivedFrom")


@dataclass(frozen=True, slots=True)
class Link:
    """Something to read and, when ``href`` is not empty, to follow; ``title`` is its IRI, or what qualifies it."""

    text: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a document, with its offsets in code points."""

    text: str
    start: int
    end: int
    document: Link


@dataclass(frozen=True, slots=True)
class Row:
    """A claim."""

    claim: Link
    subject: Link
    predicate: Link
    object: Link
    stated: str
    year: str
    kind: str
    planned: bool
    quotes: tuple[Quote, ...]


def link(site: Site, iri: str) -> Link:
    """A node of the graph or a term, by its label."""
    return Link(site.label(iri), site.address(iri), iri)


def claims_about(site: Site, about: ox.NamedNode) -> tuple[list[Row], int]:
    """The claims that are the node, have it as subject or object, or come from it; and how many there are.

    Of a document in the order of its text, of anything else by relation and year.
    """
    found = {about.value: about} if site.value(about, "rdf:predicate") is not None else {}
    for name in TIES:
        for quad in site.store.quads_for_pattern(None, node(name), about):
            if isinstance(quad.subject, ox.NamedNode):
                found.setdefault(quad.subject.value, quad.subject)
    rows = [_row(site, claim) for claim in islice(found.values(), SHOWN)]
    whole = site.value(about, "dcterms:title") is not None
    return sorted(rows, key=_by_place if whole else _by_relation), len(found)


def _by_place(row: Row) -> tuple[object, ...]:
    first = row.quotes[0] if row.quotes else None
    return (first.start if first else 0, first.end if first else 0, row.claim.title)


def _by_relation(row: Row) -> tuple[object, ...]:
    return (row.predicate.title, row.year, *(row.quotes[0].document.text if row.quotes else "",), *_by_place(row))


def _row(site: Site, claim: ox.NamedNode) -> Row:
    stated = site.outgoing(claim)

    def first(name: str) -> Any:
        return stated.get(str(term(name)), [None])[0]

    subject, predicate, value = first("rdf:subject"), first("rdf:predicate"), first("rdf:object")
    kind, year = first("kind"), first("year")
    evidence = stated.get(str(term("prov:wasDerivedFrom")), [])
    return Row(
        claim=Link(_text(first("dcterms:identifier")), site.address(claim.value), claim.value),
        subject=_told(site, subject),
        predicate=_told(site, predicate),
        object=_object(site, value, stated),
        stated="、".join(_text(text) for text in stated.get(str(term("asStated")), [])),
        year=_text(year),
        kind=site.label(kind.value) if isinstance(kind, ox.NamedNode) else "",
        planned=isinstance(kind, ox.NamedNode) and kind.value == str(term("target")),
        quotes=tuple(sorted((_quote(site, e) for e in evidence), key=lambda q: (q.start, q.end))),
    )


def _told(site: Site, value: Any) -> Link:
    return link(site, value.value) if isinstance(value, ox.NamedNode) else Link(_text(value))


def _text(value: Any) -> str:
    return value.value if isinstance(value, (ox.Literal, ox.NamedNode)) else ""


def _object(site: Site, value: Any, stated: dict[str, list[Any]]) -> Link:
    if isinstance(value, ox.NamedNode):
        told = measured(site, value)
        return Link(told, site.address(value.value), value.value) if told else link(site, value.value)
    return Link(quantity(site, value, stated))


def measured(site: Site, value: ox.NamedNode) -> str:
    """An indicator's value with its year and indicator, as ``2020年地区生产总值 1234.5亿元 +6.1%``; empty when the node is none."""
    indicator = site.value(value, "schema:variableMeasured")
    if not isinstance(indicator, ox.NamedNode):
        return ""
    stated = site.outgoing(value)
    level, growth, year = (stated.get(str(term(name)), [None])[0] for name in ("schema:value", "growth", "year"))
    parts = [(f"{_text(year)}年" if year is not None else "") + site.label(indicator.value)]
    if level is not None:
        parts.append(quantity(site, level, stated))
    if growth is not None:
        parts.append(f"{_number(growth):+g}%")
    return " ".join(parts)


def quantity(site: Site, value: Any, stated: dict[str, list[Any]]) -> str:
    """A number with bound, unit and upper end, as Chinese readers write it; any other literal as it stands."""
    number = _number(value)
    if number is None:
        return _text(value)
    bound, unit, upper = (stated.get(str(term(name)), [None])[0] for name in ("bound", "unit", "upper"))
    before = ""
    if isinstance(bound, ox.NamedNode):
        bounds: dict[str, str] = read_rules("labels.toml")["bounds"]
        before = bounds.get(bound.value.rpartition("#")[2], "")
    return before + amount(number, _text(unit), _number(upper))


def _number(value: Any) -> float | None:
    if not isinstance(value, ox.Literal):
        return None
    try:
        return float(value.value)
    except ValueError:
        return None


def _quote(site: Site, evidence: Any) -> Quote:
    if not isinstance(evidence, ox.NamedNode):
        return Quote("", 0, 0, Link(""))
    stated = site.outgoing(evidence)
    exact, start, end, source = (
        stated.get(str(term(name)), [None])[0] for name in ("oa:exact", "oa:start", "oa:end", "oa:hasSource")
    )
    return Quote(_text(exact), int(_number(start) or 0), int(_number(end) or 0), _told(site, source))
