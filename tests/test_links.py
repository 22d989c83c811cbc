"""links.ttl: a link for each region whose code has an item, no other, and the linkset says how many."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, URIRef

from kg.export.turtle import write_turtle
from kg.graph import assemble
from kg.lexicon.wikidata import WikidataLink, load_links
from kg.links import LINKSET, to_links
from kg.model import Corpus, Entity, EntityType
from kg.ontology import DEFAULT_BASE, term
from kg.rdf import to_rdf

ROOT = Path(__file__).parents[1]
ITEM = "http://www.wikidata.org/entity/"
GIVEN = (
    WikidataLink("440000", "Q15175", "p442"),
    WikidataLink("440100", "Q16572", "p442"),
    WikidataLink("441900", "Q59218", "p442"),
    WikidataLink("500110", "Q714216", "p442"),
    WikidataLink("810000", "Q8646", "iso3166-2"),
)
BUILD = """
import hashlib
from kg.export.turtle import write_turtle
from kg.lexicon.wikidata import load_links
from kg.links import to_links
from rdflib import Graph
graph = Graph().parse("exports/graph.ttl")
print(hashlib.sha256(write_turtle(to_links(graph, load_links()))).hexdigest())
"""


def region(code: str, name: str) -> Entity:
    return Entity(f"region-{code}", EntityType.REGION, name, code=code, level="county")


def triples_of(corpus: Corpus, *regions: Entity, base: str = DEFAULT_BASE) -> Graph:
    return to_rdf(assemble(replace(corpus, entities=(*corpus.entities, *regions))), base=base)


def pairs(links: Graph, base: str = DEFAULT_BASE) -> set[tuple[str, str]]:
    found = links.subject_objects(term("owl:sameAs"))
    return {(str(a).removeprefix(base), str(b).removeprefix(ITEM)) for a, b in found}


def test_region_and_the_divisions_above_it_are_linked(corpus: Corpus) -> None:
    links = to_links(triples_of(corpus, region("441900", "东莞市")), GIVEN)
    assert pairs(links) == {("region-441900", "Q59218"), ("region-440000", "Q15175")}


def test_region_whose_code_has_no_item_is_not_linked(corpus: Corpus) -> None:
    assert pairs(to_links(triples_of(corpus), GIVEN)) == set()


def test_division_that_handed_its_code_on_is_not_linked(corpus: Corpus) -> None:
    assert pairs(to_links(triples_of(corpus, region("500110", "万盛区")), GIVEN)) == set()
    assert pairs(to_links(triples_of(corpus, region("500110", "綦江区")), GIVEN)) == {("region-500110", "Q714216")}


def test_only_regions_are_linked(corpus: Corpus) -> None:
    triples = triples_of(corpus)
    triples.add((URIRef(DEFAULT_BASE + "park-0001"), term("code"), Literal("440100")))
    assert pairs(to_links(triples, GIVEN)) == set()


def test_linkset_counts_its_links_and_names_what_they_join(corpus: Corpus) -> None:
    links = to_links(triples_of(corpus, region("441900", "东莞市"), region("810000", "香港特别行政区")), GIVEN)
    (linkset,) = links.subjects(RDF.type, term("void:Linkset"))
    assert str(linkset) == DEFAULT_BASE + LINKSET
    assert links.value(linkset, term("void:triples")) == Literal(len(pairs(links))) == Literal(3)
    assert links.value(linkset, term("void:linkPredicate")) == term("owl:sameAs")
    assert links.value(linkset, term("void:subjectsTarget")) == URIRef(DEFAULT_BASE + "dataset")
    target = links.value(linkset, term("void:objectsTarget"))
    assert (target, term("void:uriSpace"), Literal(ITEM)) in links
    texts = list(links.objects(linkset, term("dcterms:description")))
    assert sorted(str(text.language) for text in texts if isinstance(text, Literal)) == ["en", "zh"]
    assert {str(source).rsplit(":", 1)[-1] for source in links.objects(linkset, term("dcterms:source"))} == {
        "P442",
        "P300",
    }


def test_base_can_be_chosen(corpus: Corpus) -> None:
    base = "https://example.org/data#"
    links = to_links(triples_of(corpus, region("440100", "广州市"), base=base), GIVEN, base=base)
    assert ("region-440100", "Q16572") in pairs(links, base)
    assert (URIRef(base + LINKSET), RDF.type, term("void:Linkset")) in links


@pytest.fixture(scope="module")
def seeds() -> Graph:
    return Graph().parse(ROOT / "exports" / "graph.ttl")


def test_links_of_the_seeds_are_those_of_the_table(seeds: Graph) -> None:
    table = {link.code: link.qid for link in load_links()}
    found = pairs(to_links(seeds, load_links()))
    assert len(found) > 20
    assert {(f"region-{code}", table[code]) for code in (local[7:] for local, _ in found)} == found


def test_four_parsers_read_the_same_number_of_triples(seeds: Graph, tmp_path: Path) -> None:
    links = to_links(seeds, load_links())
    file = tmp_path / "links.ttl"
    file.write_bytes(write_turtle(links))
    counts = {
        "rdflib": len(Graph().parse(file)),
        "pyoxigraph": len(list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))),
        "rapper": _lines("rapper", "-q", "-i", "turtle", "-o", "ntriples", str(file)),
        "serdi": _lines("serdi", "-o", "ntriples", str(file)),
    }
    assert set(counts.values()) == {len(links)}, counts


def _lines(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=True).stdout.count(b"\n")


def test_two_hash_seeds_give_the_same_bytes(seeds: Graph) -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", BUILD],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": number, "PYTHONPATH": str(ROOT)},
            text=True,
        ).stdout
        for number in ("1", "2")
    }
    assert told == {hashlib.sha256(write_turtle(to_links(seeds, load_links()))).hexdigest() + "\n"}
