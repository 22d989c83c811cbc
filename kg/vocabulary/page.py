"""The documentation page of the vocabulary. In: Material; out: one HTML page, Chinese first, that requests nothing.

Not pyLODE: 3.1.4 runs here, but runs the languages together ("实体entity"), takes the concept schemes for the ontology (its
title becomes that of all of them), shows no concept, and knows neither schema:domainIncludes nor the alignment.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files

import jinja2
from markupsafe import Markup
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, URIRef

from kg.lexicon.data import read_rules
from kg.ontology import read_file
from kg.vocabulary.material import Material
from kg.vocabulary.view import DOMAIN_INCLUDES, RANGE_INCLUDES, View

FOLDER = files("kg.vocabulary")
_BIBO_STATUS = URIRef("http://purl.org/ontology/bibo/status")
_MAPPINGS = {
    RDFS.subClassOf: "归于", RDFS.subPropertyOf: "归于", OWL.equivalentClass: "等同", OWL.equivalentProperty: "等同",
    SKOS.exactMatch: "等同", SKOS.closeMatch: "近于", SKOS.broadMatch: "归于", SKOS.narrowMatch: "包括", RDFS.seeAlso: "参看",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A term that is referred to: what to show, and where it leads; ``href`` is empty for what has no page."""

    text: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One term on the page; ``rows`` are headed lists of links, ``notes`` headed texts."""

    id: str
    name: str
    iri: str
    kind: str
    zh: str
    en: str
    comment_zh: str
    comment_en: str
    rows: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    id: str
    zh: str
    en: str
    intro: str
    entries: tuple[Entry, ...] = field(default=())


def render_page(material: Material) -> str:
    """The page; the same material gives the same text on every run."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page": FOLDER.joinpath("page.html.j2").read_text(encoding="utf-8")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    logo = base64.b64encode(read_file("logo.svg").encode()).decode()
    writer = _Writer(material)
    return environment.get_template("page").render(
        style=Markup(FOLDER.joinpath("page.css").read_text(encoding="utf-8")),
        logo=f"data:image/svg+xml;base64,{logo}",
        head=writer.head(),
        prefixes=sorted((prefix, str(space)) for prefix, space in material.view.graph.namespaces()),
        sections=writer.sections(),
        relations=writer.relations(),
        alignment=writer.alignment(),
        reused=writer.reused(),
    )


class _Writer:
    """Turns terms into entries."""

    def __init__(self, material: Material) -> None:
        self.view = material.view
        self.mapped = View(material.alignment)
        self.inverse: dict[str, str] = read_rules("labels.toml")["inverse"]
        # The file's own order: what belongs together stands together there.
        stated = re.findall(r"^(\w+:\w+) a ", material.source, re.M)
        self.order = {name: at for at, name in enumerate(stated)}

    def sections(self) -> tuple[Section, ...]:
        """Classes, relations, other properties, schemes."""
        entity = URIRef(self.view.namespace + "Entity")
        entities = [each for each in self.view.classes if each == entity or entity in self.view.above(each)]
        valued = [each for each in self.view.classes if SKOS.Concept in self.view.above(each) and each not in entities]
        others = set(self.view.classes) - set(entities) - set(valued)
        relations = set(self._relations())
        rest = set(self.view.properties) - relations
        plan = (
            (
                "entities",
                "实体类",
                "Entities",
                "文档里有名字的事物。“实体”之下的十种互不相交：一个实体只属于一种。",
                entities,
            ),
            ("statements", "文档、主张与统计的类", "Documents, claims, values", "每一次陈述都能回到原文。", others),
            ("relations", "关系", "Relations", "主体和客体的类型以标注规范为准；反向查询写 ^kg:locatedIn。", relations),
            ("properties", "属性", "Properties", "主张、数值、地区和文档的属性。", rest),
            (
                "concepts",
                "概念体系",
                "Concept schemes",
                "状态、性质、界限、名目、级别的取值。",
                (*valued, *self.view.schemes, *self.view.concepts),
            ),
        )
        return tuple(
            Section(id_, zh, en, intro, tuple(map(self._entry, self._sorted(terms))))
            for id_, zh, en, intro, terms in plan
        )

    def _sorted(self, terms: Iterable[URIRef]) -> list[URIRef]:
        return sorted(terms, key=lambda term: (self.order.get(self.view.name(term), len(self.order)), term))

    def _relations(self) -> Iterator[URIRef]:
        entity = URIRef(self.view.namespace + "Entity")
        for term in self.view.object_properties:
            ends = (self.view.values(term, end) for end in (DOMAIN_INCLUDES, RANGE_INCLUDES))
            if all(any(kind == entity or entity in self.view.above(kind) for kind in end) for end in ends):
                yield term

    def _entry(self, term: URIRef) -> Entry:
        view = self.view
        kind, rows = next(
            (kind, rows(term))
            for kind, terms, rows in (
                ("类", view.classes, self._class_rows),
                ("属性", view.properties, self._property_rows),
                ("体系", view.schemes, self._scheme_rows),
                ("概念", view.concepts, self._concept_rows),
            )
            if term in terms
        )
        kept = [(head, tuple(self._link(node) for node in nodes)) for head, nodes in rows if nodes]
        return Entry(
            view.local(term), view.name(term), str(term), kind, view.label(term, "zh"), view.label(term, "en"),
            view.text(term, RDFS.comment, "zh"), view.text(term, RDFS.comment, "en"),
            (*kept, *self._mappings(term)), tuple(self._notes(term)),
        )  # fmt: skip

    def _class_rows(self, term: URIRef) -> Iterator[tuple[str, Iterable[URIRef]]]:
        view = self.view
        yield "上级", view.values(term, RDFS.subClassOf)
        yield "下级", self._sorted(view.sources(term, RDFS.subClassOf))
        yield "取值", self._sorted(each for each in view.sources(term, RDF.type) if each in view.concepts)
        yield "作主体", self._sorted(view.sources(term, RDFS.domain, DOMAIN_INCLUDES))
        yield "作客体", self._sorted(view.sources(term, RDFS.range, RANGE_INCLUDES))
        apart = {*view.values(term, OWL.disjointWith), *view.sources(term, OWL.disjointWith)}
        yield "互不相交", self._sorted(apart)

    def _property_rows(self, term: URIRef) -> Iterator[tuple[str, Iterable[URIRef]]]:
        view = self.view
        yield "上级", view.values(term, RDFS.subPropertyOf)
        for head, formal, end, includes in (
            ("主体", "定义域", RDFS.domain, DOMAIN_INCLUDES),
            ("客体", "值域", RDFS.range, RANGE_INCLUDES),
        ):
            declared, said = view.values(term, end), view.values(term, includes)
            yield head, self._sorted(said or declared)
            yield formal, declared if said and said != declared else ()
        yield "互逆", (*view.values(term, OWL.inverseOf), *view.sources(term, OWL.inverseOf))

    def _scheme_rows(self, term: URIRef) -> Iterator[tuple[str, Iterable[URIRef]]]:
        yield "取值", self._sorted(self.view.values(term, SKOS.hasTopConcept))

    def _concept_rows(self, term: URIRef) -> Iterator[tuple[str, Iterable[URIRef]]]:
        yield "属于", [each for each in self.view.values(term, RDF.type) if each != SKOS.Concept]
        yield "体系", self.view.values(term, SKOS.inScheme)

    def _mappings(self, term: URIRef) -> Iterator[tuple[str, tuple[Link, ...]]]:
        for link, head in _MAPPINGS.items():
            found = self.mapped.values(term, link)
            if found:
                yield f"对照·{head}", tuple(self._link(node) for node in found)

    def _notes(self, term: URIRef) -> Iterator[tuple[str, str]]:
        for example in self.view.texts(term, SKOS.example, "zh"):
            yield "例", example
        if self.view.local(term) in self.inverse:
            yield "反过来叫", self.inverse[self.view.local(term)]
        if (term, RDF.type, OWL.SymmetricProperty) in self.view.graph:
            yield "特征", "对称：不分先后"
        for note in self.mapped.texts(term, SKOS.editorialNote, "zh"):
            yield "没有对照", note

    def _link(self, node: URIRef) -> Link:
        known = View.name(self.view, node)
        name = known if known != str(node) else self.mapped.name(node)
        label = self.view.label(node, "zh")
        if self.view.owns(node):
            local = self.view.local(node)
            return Link(label or name, f"#{local}" if node in self.view.terms else "", name)
        return Link(name, str(node), label)

    def head(self) -> dict[str, object]:
        """What the header of the vocabulary says of itself."""
        view, iri = self.view, self.view.iri or URIRef("")

        def of(predicate: URIRef) -> list[str]:
            return sorted(str(value) for value in view.graph.objects(iri, predicate))

        return {
            "iri": str(iri),
            "namespace": view.namespace,
            "title": {each: view.text(iri, DCTERMS.title, each) for each in ("zh", "en")},
            "abstract": {each: view.text(iri, DCTERMS.abstract, each) for each in ("zh", "en")},
            "description": {each: view.text(iri, DCTERMS.description, each) for each in ("zh", "en")},
            "rights": view.text(iri, DCTERMS.rights, "zh"),
            "version": of(OWL.versionInfo),
            "version_iri": of(OWL.versionIRI),
            "dates": [(name, of(term)) for name, term in _DATES.items()],
            "license": of(DCTERMS.license),
            "citation": of(DCTERMS.bibliographicCitation),
            "sources": sorted(
                str(each) for each in view.graph.objects(iri, DCTERMS.source) if isinstance(each, Literal)
            ),
            "status": [each.rpartition("/")[2] for each in of(_BIBO_STATUS)],
            "see_also": of(RDFS.seeAlso),
            "counts": {"类": len(view.classes), "属性": len(view.properties), "概念": len(view.concepts)},
        }

    def relations(self) -> list[tuple[Link, tuple[Link, ...], tuple[Link, ...], str]]:
        """The table of relations: name, types of the subject, types of the object, name the other way round."""
        return [
            (
                self._link(term),
                tuple(self._link(kind) for kind in self._sorted(self.view.values(term, DOMAIN_INCLUDES))),
                tuple(self._link(kind) for kind in self._sorted(self.view.values(term, RANGE_INCLUDES))),
                self.inverse.get(self.view.local(term), ""),
            )
            for term in self._sorted(self._relations())
        ]

    def alignment(self) -> list[tuple[Link, tuple[tuple[str, tuple[Link, ...]], ...], tuple[str, ...]]]:
        """The table of mappings: term, mappings by kind, reasons where there are none."""
        rows = []
        for term in self._sorted(self.view.terms):
            mapped = tuple((head.partition("·")[2], links) for head, links in self._mappings(term))
            reasons = self.mapped.texts(term, SKOS.editorialNote, "zh")
            if mapped or reasons:
                rows.append((self._link(term), mapped, reasons))
        return rows

    def reused(self) -> list[tuple[str, str, str]]:
        """The reused terms that the data are written with: prefixed name, Chinese label, IRI."""
        view = self.view
        found = {
            node for node in view.graph.subjects(RDFS.isDefinedBy) if isinstance(node, URIRef) and not view.owns(node)
        }
        return sorted((view.name(node), view.label(node, "zh"), str(node)) for node in found)


_DATES = {"创建": DCTERMS.created, "发布": DCTERMS.issued, "修改": DCTERMS.modified}
