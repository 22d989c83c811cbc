"""The pitfalls of OOPS! that names, labels and comments show. In: Material; out: findings.

Where OOPS! asks a dictionary of English synonyms, names and labels are compared as they are written: a dictionary would
be guesswork in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from rdflib import OWL, RDF, RDFS, URIRef

from kg.vocabulary.material import Check, Material
from kg.vocabulary.results import Finding
from kg.vocabulary.view import LANGUAGES, View

_UPPER = re.compile(r"[A-Z][A-Za-z0-9]*")
_LOWER = re.compile(r"[a-z][A-Za-z0-9]*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_IS = frozenset({"is", "isa", "be", "是"})
_JOINED = re.compile(r"[a-z0-9](And|Or)(?=[A-Z])|\b(and|or)\b|[/&与或]|以及")
_MISCELLANEOUS = re.compile(r"misc|\bother|^Other|unclassified|其他|其它|杂项")
_SENTENCE = "。.；;!！"


def synonyms(m: Material) -> Iterator[Finding]:
    """P02: two classes of the vocabulary are declared equivalent."""
    for one, other in combinations(m.view.classes, 2):
        if other in m.view.values(one, OWL.equivalentClass) or one in m.view.values(other, OWL.equivalentClass):
            yield Finding(_pair(m.view, one, other))


def relation_is(m: Material) -> Iterator[Finding]:
    """P03: a property is called "is"."""
    for term in m.view.properties:
        if _folded(m.view.local(term)) in _IS or _IS & {_folded(m.view.label(term, each)) for each in LANGUAGES}:
            yield Finding(m.view.name(term))


def merged(m: Material) -> Iterator[Finding]:
    """P07: the name or a label of a class joins two things."""
    for term in m.view.classes:
        named = [m.view.local(term), *(m.view.label(term, each) for each in LANGUAGES)]
        yield from (Finding(m.view.name(term), name) for name in named if _JOINED.search(name))


def annotated(m: Material) -> Iterator[Finding]:
    """P08: a class or property without a label or a comment in either language."""
    for term in (*m.view.classes, *m.view.properties):
        for predicate in (RDFS.label, RDFS.comment):
            for language in LANGUAGES:
                if not m.view.text(term, predicate, language).strip():
                    yield Finding(m.view.name(term), f"{m.view.local(predicate)}@{language}")


def same_name(m: Material) -> Iterator[Finding]:
    """P12: a property is called like another, also of another vocabulary, and nothing says how they hang together."""
    links = (RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf)
    # Annotation properties describe the vocabulary; nobody takes bibo:status of a vocabulary for kg:status of a project.
    others = [
        each for each in m.view.foreign_properties if (each, RDF.type, OWL.AnnotationProperty) not in m.view.graph
    ]
    pairs = [*combinations(m.view.properties, 2), *product(m.view.properties, others)]
    for one, other in pairs:
        alike = _folded(m.view.local(one)) == _folded(m.view.local(other))
        if alike and not m.view.related(one, other, *links):
            yield Finding(_pair(m.view, one, other))


def misused(m: Material) -> Iterator[Finding]:
    """P20: a label that is a sentence, a comment that only repeats the label, one text for two languages."""
    for term in m.view.terms:
        name = m.view.name(term)
        comments = [m.view.text(term, RDFS.comment, language) for language in LANGUAGES]
        for language, comment in zip(LANGUAGES, comments, strict=True):
            label = m.view.label(term, language)
            if label and label.endswith(tuple(_SENTENCE)):
                yield Finding(name, "标签是句子")
            if comment and comment.rstrip(_SENTENCE) == label:
                yield Finding(name, "说明只是重复标签")
            if len(m.view.texts(term, RDFS.label, language)) > 1:
                yield Finding(name, f"{language} 标签不止一个")
        if comments[0] and comments[0] == comments[1]:
            yield Finding(name, "两种语言的说明相同")


def miscellaneous(m: Material) -> Iterator[Finding]:
    """P21: a class for what fits nowhere else."""
    for term in m.view.classes:
        named = [m.view.local(term), *(m.view.label(term, each) for each in LANGUAGES)]
        if any(_MISCELLANEOUS.search(name) for name in named):
            yield Finding(m.view.name(term))


def conventions(m: Material) -> Iterator[Finding]:
    """P22: a name that breaks the convention of its kind."""
    kinds = (
        (m.view.classes, _UPPER), (m.view.schemes, _UPPER), (m.view.properties, _LOWER), (m.view.concepts, _SNAKE),
    )  # fmt: skip
    for terms, pattern in kinds:
        yield from (Finding(m.view.name(term)) for term in terms if not pattern.fullmatch(m.view.local(term)))


def same_as_reused(m: Material) -> Iterator[Finding]:
    """P30: a class has the name or a label of a reused class, and nothing says how they hang together."""
    links = (RDFS.subClassOf, OWL.equivalentClass)
    for term in m.view.classes:
        for other in m.view.foreign_classes:
            if _names(m.view, term) & _names(m.view, other) and not m.view.related(term, other, *links):
                yield Finding(_pair(m.view, term, other))


def same_label(m: Material) -> Iterator[Finding]:
    """P32: two classes, or two properties, bear one label."""
    for terms in (m.view.classes, m.view.properties):
        for one, other in combinations(terms, 2):
            for language in LANGUAGES:
                label = m.view.label(one, language)
                if label and label == m.view.label(other, language):
                    yield Finding(_pair(m.view, one, other), label)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _names(view: View, term: URIRef) -> set[str]:
    return {_folded(name) for name in (view.local(term), *_labels(view, term))} - {""}


def _labels(view: View, term: URIRef) -> Iterable[str]:
    return (view.label(term, language) for language in LANGUAGES)


def _pair(view: View, one: URIRef, other: URIRef) -> str:
    return " / ".join(view.names(sorted((one, other))))


CHECKS: dict[str, Check] = {
    "P02": synonyms,
    "P03": relation_is,
    "P07": merged,
    "P08": annotated,
    "P12": same_name,
    "P20": misused,
    "P21": miscellaneous,
    "P22": conventions,
    "P30": same_as_reused,
    "P32": same_label,
}
