"""graph.ttl of the seeds: four parsers read the same triples, and every quote in it stands in its text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.query.sparql import ask
from whole_build import Built


def _counted_by(tool: str, arguments: list[str], file: Path) -> int:
    """Distinct triples that a command line parser reads; the tool must be there."""
    assert shutil.which(tool), f"{tool} is missing: apt-get install raptor2-utils serdi"
    done = subprocess.run([tool, *arguments, str(file)], check=True, capture_output=True)
    return len(set(done.stdout.splitlines()))


def test_four_parsers_read_the_same_number_of_triples(built: Built) -> None:
    file = built.out / "graph.ttl"
    counts = {
        "rdflib": len(rdflib.Graph().parse(file, format="turtle")),
        "pyoxigraph": len(set(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))),
        "rapper": _counted_by("rapper", ["-q", "-i", "turtle", "-o", "ntriples"], file),
        "serdi": _counted_by("serdi", ["-o", "ntriples"], file),
    }
    assert len(set(counts.values())) == 1, counts
    assert counts["rdflib"] > 10_000


def test_every_claim_has_evidence(built: Built) -> None:
    query = "SELECT ?c WHERE { ?c a kg:Claim OPTIONAL { ?c prov:wasDerivedFrom ?e } FILTER(!BOUND(?e)) }"
    assert ask(built.out, query).rows == ()


def test_quotes_in_the_rdf_are_exact(built: Built) -> None:
    texts = {document.title: document.text for document in built.result.corpus.documents}
    query = "SELECT ?t ?s ?e ?q WHERE { ?x oa:exact ?q ; oa:start ?s ; oa:end ?e ; oa:hasSource/dcterms:title ?t }"
    answer = ask(built.out, query)
    wrong = [row for row in answer.rows if not _exact(texts, [str(getattr(cell, "value", cell)) for cell in row])]
    assert len(answer.rows) > 1000
    assert wrong == []


def _exact(texts: dict[str, str], row: list[str]) -> bool:
    title, start, end, quote = row
    return texts[title][int(start) : int(end)] == quote
