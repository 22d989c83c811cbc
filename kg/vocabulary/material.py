"""What the checks look at. In: the folder of the ontology; out: one frozen value with everything read.

Nothing is looked up on the network: whatever would need it is marked so in checks.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import rdflib.namespace
from rdflib import Graph, URIRef
from rdflib.namespace import DefinedNamespace

from kg.errors import OntologyError
from kg.ontology import read_file
from kg.vocabulary.redirects import Rule, read_rules
from kg.vocabulary.results import Finding
from kg.vocabulary.view import View

#: What the redirect file answers for.
BASE = "https://w3id.org/citykg/"


@dataclass(frozen=True, slots=True)
class Accepted:
    """An exception: these terms may fail this check, for this reason."""

    check: str
    terms: frozenset[str]
    reason: str


@dataclass(frozen=True)
class Material:
    """Everything that is checked.

    Attributes:
        source: the vocabulary's Turtle.
        view: the vocabulary.
        alignment: the triples of the alignment file.
        page: the documentation page; empty when there is none.
        rules: the redirect rules.
        accepted: the exceptions.
        offered: paths of the files that a host would serve, relative to its root.
    """

    source: str
    view: View
    alignment: Graph = field(default_factory=Graph)
    page: str = ""
    rules: tuple[Rule, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    offered: frozenset[str] = frozenset()


Check = Callable[[Material], Iterator[Finding]]


def parse(text: str, name: str) -> Graph:
    """The triples of a Turtle text; only the prefixes that it declares are bound.

    Raises:
        OntologyError: it is not Turtle; ``name`` is named.
    """
    try:
        return Graph(bind_namespaces="none").parse(data=text, format="turtle")
    except SyntaxError as error:  # rdflib's BadSyntax is one
        raise OntologyError(f"{name} 不是合格的 Turtle", where=str(error).splitlines()[0]) from error


def load(offered: frozenset[str] = frozenset()) -> Material:
    """The material of the ontology that this installation has.

    Raises:
        OntologyError: a file is missing or damaged. The page alone may be missing: that is a fault to be reported.
    """
    source = read_file("kg.ttl")
    return Material(
        source=source,
        view=View(parse(source, "kg.ttl")),
        alignment=parse(read_file("alignment.ttl"), "alignment.ttl"),
        page=_page(),
        rules=read_rules(read_file("w3id/.htaccess")),
        accepted=read_accepted(read_file("accepted.toml")),
        offered=offered,
    )


def _page() -> str:
    try:
        return read_file("index.html")
    except OntologyError:
        return ""


def read_accepted(text: str) -> tuple[Accepted, ...]:
    """The exceptions of accepted.toml.

    Raises:
        OntologyError: the file is no TOML, or an entry lacks check, terms or reason.
    """
    try:
        entries = tomllib.loads(text).get("accepted", [])
        return tuple(Accepted(each["check"], frozenset(each["terms"]), each["reason"]) for each in entries)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise OntologyError(f"accepted.toml 读不懂：{error}", remedy="每项要有 check、terms、reason") from error


@cache
def rules_of(name: str) -> Mapping[str, Any]:
    """The content of a TOML file of this package."""
    return tomllib.loads(files("kg.vocabulary").joinpath(name).read_text(encoding="utf-8"))


@cache
def _listed() -> Mapping[str, type[DefinedNamespace]]:
    """Namespace -> rdflib's list of its terms."""
    found = (value for value in vars(rdflib.namespace).values() if isinstance(value, type(DefinedNamespace)))
    return {str(value._NS): value for value in found if value is not DefinedNamespace}


@cache
def _looked_up() -> Mapping[str, frozenset[str]]:
    return {entry["namespace"]: frozenset(entry["terms"]) for entry in rules_of("known.toml")["vocabulary"]}


def is_known(iri: URIRef) -> bool:
    """Whether a term of another vocabulary exists: rdflib lists it, or known.toml does."""
    text = str(iri)
    for namespace, terms in _listed().items():
        if text.startswith(namespace) and text.removeprefix(namespace) in terms:
            return True
    return any(text.removeprefix(space) in terms for space, terms in _looked_up().items() if text.startswith(space))
