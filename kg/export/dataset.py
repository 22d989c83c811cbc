"""Describes the dataset of a build in VoID, DCAT 3 and PROV-O. In: a build and what was written of it; out: an rdflib graph.

Everything is computed from the data. There is no time of day: a build can be repeated with the same bytes, so the data are as of
their newest document. Where the files will be published is not known here; they are named by their file names and checksums.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.dataset_terms import defined_by, prefixes, term
from kg.export.files import Written
from kg.export.summary import Summary
from kg.export.void import Tally
from kg.model import Publication
from kg.ontology import DATA_PREFIX

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_CHINESE = URIRef("http://id.loc.gov/vocabulary/iso639-1/zh")
_PLAIN = re.compile(r"[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*")


@cache
def words() -> dict[str, Any]:
    """The data file of this module: titles, keywords, what each file is, what the inputs are called."""
    return tomllib.loads(files("kg.export").joinpath("dataset.toml").read_text(encoding="utf-8"))


def describe(summary: Summary, tally: Tally, written: Mapping[str, Written], publication: Publication) -> Graph:
    """The description of a dataset.

    Args:
        summary (Summary): what the build amounts to.
        tally (Tally): what was counted while the graph was written; its base is the namespace of the data.
        written (Mapping[str, Written]): the files of the build, each a distribution.
        publication (Publication): what only the user knows.
    """
    description = _Description(tally.base)
    description.about(summary, publication)
    description.coverage(summary)
    description.statistics(tally)
    for name in sorted(written):
        description.distribution(name, written[name], publication)
    description.provenance(summary)
    return description.out


class _Description:
    """Fills one graph; every node has an IRI, ``dataset`` or ``dataset-…`` in the namespace of the data."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.out = Graph(store="SimpleMemory", bind_namespaces="none")
        for prefix, namespace in {**prefixes(), DATA_PREFIX: base}.items():
            self.out.bind(prefix, namespace, override=True)
        self.dataset = self._typed("", "void:Dataset", "dcat:Dataset", "prov:Entity")

    def about(self, summary: Summary, publication: Publication) -> None:
        """Titles, description, keywords, date, licence, publisher and examples."""
        title = words()["dataset"]["title"]
        self._say(self.dataset, "dcterms:title", publication.title or title["zh"], publication.title_en or title["en"])
        self._say(self.dataset, "dcterms:description", *_told(summary))
        for language, keywords in words()["dataset"]["keywords"].items():
            for keyword in keywords:
                self._add(self.dataset, "dcat:keyword", Literal(keyword, lang=language))
        self._add(self.dataset, "dcterms:language", _CHINESE)
        if summary.newest:
            self._add(self.dataset, "dcterms:modified", Literal(summary.newest.isoformat(), datatype=XSD.date))
        self._license(self.dataset, publication)
        if publication.publisher:
            publisher = self._typed("publisher", "foaf:Agent")
            self._add(publisher, "foaf:name", Literal(publication.publisher))
            self._add(self.dataset, "dcterms:publisher", publisher)
        self._add(self.dataset, "void:uriSpace", Literal(self.base))
        for _, example in summary.examples.values():
            self._add(self.dataset, "void:exampleResource", URIRef(self.base + example))

    def coverage(self, summary: Summary) -> None:
        """The regions of the documents, and the years of what is reported; what is planned is no coverage."""
        for place in summary.places:
            self._add(self.dataset, "dcterms:spatial", URIRef(self.base + place))
        if summary.years:
            first, last = summary.years
            period = self._typed("period", "dcterms:PeriodOfTime")
            self._add(self.dataset, "dcterms:temporal", period)
            self._add(period, "dcat:startDate", Literal(f"{first:04}-01-01", datatype=XSD.date))
            self._add(period, "dcat:endDate", Literal(f"{last:04}-12-31", datatype=XSD.date))

    def statistics(self, tally: Tally) -> None:
        """The numbers of VoID, and the vocabularies whose terms were counted."""
        whole = {
            "void:triples": tally.triples,
            "void:entities": tally.entities,
            "void:distinctSubjects": tally.subjects,
            "void:distinctObjects": tally.objects,
            "void:classes": len(tally.classes),
            "void:properties": len(tally.properties),
        }
        for name, number in whole.items():
            self._add(self.dataset, name, Literal(number))
        self._partitions(tally.classes, "class", "void:entities")
        self._partitions(tally.properties, "property", "void:triples")
        for iri in (*tally.classes, *tally.properties):
            self._add(self.dataset, "void:vocabulary", defined_by(URIRef(iri)) or URIRef(_namespace(iri)))

    def distribution(self, name: str, file: Written, publication: Publication) -> None:
        """One file: what it is, how long, and its checksum."""
        known = next(known for pattern, known in words()["files"].items() if fnmatchcase(name, pattern))
        node = self._typed(f"file-{name.replace('.', '-')}", "dcat:Distribution")
        self._add(self.dataset, "dcat:distribution", node)
        self._add(node, "dcterms:title", Literal(name))
        self._say(node, "dcterms:description", known["zh"], known["en"])
        if "media_type" in known:
            self._add(node, "dcat:mediaType", URIRef(_MEDIA_TYPES + known["media_type"]))
        else:
            self._add(node, "dcterms:format", URIRef(known["format"]))
        self._add(node, "dcat:byteSize", Literal(file.size))
        self._checksum(node, file.sha256)
        self._license(node, publication)

    def provenance(self, summary: Summary) -> None:
        """One activity that used the documents, the lexicon and the models, and the software that did it."""
        build = self._typed("build", "prov:Activity")
        self._add(self.dataset, "prov:wasGeneratedBy", build)
        for document in summary.documents:
            self._add(build, "prov:used", URIRef(self.base + document))
        for key, version in summary.versions.items():
            if key == "kg":
                software = self._typed("software", "prov:SoftwareAgent")
                self._add(software, "rdfs:label", Literal("kg"))
                self._add(software, "schema:softwareVersion", Literal(version))
                self._add(build, "prov:wasAssociatedWith", software)
                continue
            node = self._typed(key, "prov:Entity")
            self._say(node, "rdfs:label", words()["inputs"][key]["zh"], words()["inputs"][key]["en"])
            self._checksum(node, version)
            self._add(build, "prov:used", node)

    def _partitions(self, numbers: Mapping[str, int], kind: str, unit: str) -> None:
        for about, number in numbers.items():
            node = self._typed(f"{kind}-{self._short(about)}", "void:Dataset")
            self._add(self.dataset, f"void:{kind}Partition", node)
            self._add(node, f"void:{kind}", URIRef(about))
            self._add(node, unit, Literal(number))

    def _checksum(self, node: URIRef, digest: str) -> None:
        checksum = self._typed(f"{node.removeprefix(self.base + 'dataset-')}-sha256", "spdx:Checksum")
        self._add(node, "spdx:checksum", checksum)
        self._add(checksum, "spdx:algorithm", term("spdx:checksumAlgorithm_sha256"))
        self._add(checksum, "spdx:checksumValue", Literal(digest, datatype=XSD.hexBinary))

    def _license(self, node: URIRef, publication: Publication) -> None:
        if publication.license:
            self._add(node, "dcterms:license", URIRef(publication.license))

    def _short(self, iri: str) -> str:
        """An IRI as part of a local name: prefix and local name, or a digest when it has no plain ones."""
        prefix = {namespace: prefix for prefix, namespace in prefixes().items()}.get(_namespace(iri))
        short = f"{prefix}-{iri.removeprefix(_namespace(iri))}"
        return short if prefix and _PLAIN.fullmatch(short) else hashlib.sha256(iri.encode()).hexdigest()[:16]

    def _typed(self, local: str, *kinds: str) -> URIRef:
        node = URIRef(f"{self.base}dataset-{local}" if local else f"{self.base}dataset")
        for kind in kinds:
            self.out.add((node, RDF.type, term(kind)))
        return node

    def _add(self, node: URIRef, name: str, value: Node) -> None:
        self.out.add((node, term(name), value))

    def _say(self, node: URIRef, name: str, chinese: str, english: str) -> None:
        self._add(node, name, Literal(chinese, lang="zh"))
        self._add(node, name, Literal(english, lang="en"))


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def _told(summary: Summary) -> tuple[str, str]:
    numbers = {
        "reports": summary.document_kinds["report"],
        "news": summary.document_kinds["news"],
        "entities": summary.entities.total(),
        "facts": summary.predicates.total(),
    }
    told = words()["dataset"]["summary"]
    return told["zh"].format(**numbers), told["en"].format(**numbers)
