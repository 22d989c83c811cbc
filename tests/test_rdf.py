"""The mapping: what is stated is a triple, everything is a claim with its passage, plans never look like results."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from kg.errors import OntologyError
from kg.export import render_exports
from kg.graph import assemble
from kg.model import Corpus, Entity, EntityType, Evidence, Fact, Predicate, Status
from kg.ontology import DEFAULT_BASE, prefixes, term
from kg.rdf import number, to_rdf

GOLDEN = Path(__file__).parent / "golden" / "qinghe.ttl"


def node(local: str) -> URIRef:
    return URIRef(DEFAULT_BASE + local)


def mapped(corpus: Corpus) -> Graph:
    return to_rdf(assemble(corpus))


def with_fact(corpus: Corpus, fact: Fact) -> Corpus:
    return replace(corpus, facts=(*corpus.facts, fact))


def with_second_document(corpus: Corpus, fact: Fact) -> Corpus:
    """The corpus twice: the second document holds the words of ``fact`` at the same place."""
    other = replace(corpus.documents[0], id="dother")
    evidence = replace(fact.evidence, doc=other.id)
    return replace(
        corpus, documents=(*corpus.documents, other), facts=(*corpus.facts, replace(fact, id="f99", evidence=evidence))
    )


def fact_of(corpus: Corpus, key: str) -> Fact:
    return next(fact for fact in corpus.facts if fact.id == key)


def claims_on(graph: Graph, subject: str, predicate: str) -> set[Node]:
    return {
        claim
        for claim in graph.subjects(RDF.subject, node(subject))
        if (claim, RDF.predicate, term(predicate)) in graph
    }


def test_triples_are_those_of_the_golden_file(corpus: Corpus, request: pytest.FixtureRequest) -> None:
    graph = mapped(corpus)
    if request.config.getoption("--rewrite-golden"):
        GOLDEN.write_bytes(render_exports(corpus, assemble(corpus), graph, names=["graph.ttl"])["graph.ttl"])
    assert isomorphic(graph, Graph().parse(GOLDEN)), "pytest tests/test_rdf.py --rewrite-golden 改写"


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("project-0001", "locatedIn", node("park-0001")),
        ("project-0001", "developedBy", node("enterprise-0001")),
        ("project-0001", "status", term("under_construction")),
        ("project-0001", "investment", Literal("5000000000", datatype=XSD.integer)),
    ],
)
def test_stated_fact_is_a_direct_triple(corpus: Corpus, subject: str, predicate: str, value: Node) -> None:
    assert (node(subject), term(predicate), value) in mapped(corpus)


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [("park-0001", "locatedIn", node("region-990100")), ("project-0001", "status", term("planned"))],
)
def test_plan_has_a_claim_and_no_direct_triple(corpus: Corpus, subject: str, predicate: str, value: Node) -> None:
    graph = mapped(corpus)
    assert (node(subject), term(predicate), value) not in graph
    claims = [claim for claim in claims_on(graph, subject, predicate) if (claim, RDF.object, value) in graph]
    assert [list(graph.objects(claim, term("kind"))) for claim in claims] == [[term("target")]]


def test_direct_triples_are_exactly_the_stated_claims(corpus: Corpus) -> None:
    graph = mapped(corpus)
    stated = {
        tuple(graph.value(claim, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        for claim in graph.subjects(term("kind"), term("actual"))
        if (claim, RDF.type, term("Claim")) in graph
    }
    relations = {term(predicate.value) for predicate in Predicate}
    assert {triple for triple in graph if triple[1] in relations} == stated


def test_what_one_document_plans_and_another_states_is_a_direct_triple(corpus: Corpus) -> None:
    both = with_second_document(corpus, replace(fact_of(corpus, "f07"), kind="actual"))
    graph = mapped(both)
    assert (node("park-0001"), term("locatedIn"), node("region-990100")) in graph
    kinds = {graph.value(claim, term("kind")) for claim in claims_on(graph, "park-0001", "locatedIn")}
    assert kinds == {term("actual"), term("target")}


def test_evidence_is_the_text_at_its_offsets(corpus: Corpus) -> None:
    graph = mapped(corpus)
    texts = {node(document.id): document.text for document in corpus.documents}
    found = list(graph.subjects(RDF.type, term("Evidence")))
    assert len(found) == 4
    for each in found:
        start, end = (int(str(graph.value(each, term(f"oa:{side}")))) for side in ("start", "end"))
        source = graph.value(each, term("oa:hasSource"))
        assert isinstance(source, URIRef)
        assert texts[source][start:end] == str(graph.value(each, term("oa:exact")))


def test_every_claim_is_derived_from_evidence_of_its_document(corpus: Corpus) -> None:
    graph = mapped(corpus)
    for claim in graph.subjects(RDF.type, term("Claim")):
        sources = set(graph.objects(claim, term("prov:wasDerivedFrom") / term("oa:hasSource")))
        assert sources == set(graph.objects(claim, term("dcterms:source"))) != set()


def test_two_passages_of_a_document_support_one_claim(corpus: Corpus) -> None:
    again = replace(fact_of(corpus, "f01"), id="f98", evidence=fact_of(corpus, "f05").evidence)
    graph = mapped(with_fact(corpus, again))
    (claim,) = claims_on(graph, "project-0001", "locatedIn")
    assert len(set(graph.objects(claim, term("prov:wasDerivedFrom")))) == 2
    assert {str(key) for key in graph.objects(claim, term("dcterms:identifier"))} == {"f01", "f98"}


def test_two_documents_make_two_claims(corpus: Corpus) -> None:
    graph = mapped(with_second_document(corpus, fact_of(corpus, "f01")))
    assert len(claims_on(graph, "project-0001", "locatedIn")) == 2


@pytest.mark.parametrize("change", [{"year": 2019}, {"role": "到位资金"}, {"bound": "about"}, {"unit": "USD"}])
def test_what_qualifies_a_claim_sets_it_apart(corpus: Corpus, change: dict[str, object]) -> None:
    other = replace(fact_of(corpus, "f05"), id="f98", **change)  # type: ignore[arg-type]
    graph = mapped(with_fact(corpus, other))
    claims = claims_on(graph, "project-0001", "investment")
    assert len(claims) == 2
    for name in ("year", "roleStated", "bound", "unit", "kind"):
        assert all(len(set(graph.objects(claim, term(name)))) == 1 for claim in claims)


def test_claim_carries_what_the_fact_says(corpus: Corpus) -> None:
    graph = mapped(corpus)
    found = {
        name: str(graph.value(node("claim-f05"), term(name))) for name in ("roleStated", "asStated", "rule", "unit")
    }
    assert found == {"roleStated": "总投资", "asStated": "超50亿元", "rule": "rule-i", "unit": "CNY"}
    assert graph.value(node("claim-f05"), term("role")) == term("total_investment")
    assert graph.value(node("claim-f05"), term("bound")) == term("more_than")
    assert graph.value(node("claim-f05"), term("year")) == Literal("2020", datatype=XSD.integer)


def test_observation_is_a_node_with_value_growth_and_indicator(corpus: Corpus) -> None:
    graph = mapped(corpus)
    (found,) = graph.objects(node("region-990100"), term("observation"))
    assert (found, RDF.type, term("schema:Observation")) in graph
    assert str(graph.value(found, term("schema:value"))) == "123450000000"
    assert graph.value(found, term("growth")) == Literal("6.1", datatype=XSD.decimal)
    indicator = graph.value(found, term("schema:variableMeasured"))
    assert graph.value(indicator, RDFS.label) == Literal("地区生产总值", lang="zh")


def test_amount_that_is_only_called_investment_has_no_role(corpus: Corpus) -> None:
    plain = replace(fact_of(corpus, "f05"), id="f98", role="投资")
    graph = mapped(with_fact(corpus, plain))
    assert graph.value(node("claim-f98"), term("role")) is None
    assert str(graph.value(node("claim-f98"), term("roleStated"))) == "投资"


def test_indicator_leads_to_its_usual_form(corpus: Corpus) -> None:
    short = replace(fact_of(corpus, "f06"), id="f98", indicator="GDP")
    graph = mapped(with_fact(corpus, short))
    labelled = {str(graph.value(each, RDFS.label)): each for each in graph.subjects(RDF.type, term("Indicator"))}
    assert set(labelled) == {"GDP", "地区生产总值"}
    assert {graph.value(each, term("standardIndicator")) for each in labelled.values()} == {labelled["地区生产总值"]}


def test_target_value_is_neither_observation_nor_directly_linked(corpus: Corpus) -> None:
    goal = replace(fact_of(corpus, "f06"), id="f98", kind="target", year=2021, value=None, unit=None, growth=7.0)
    graph = mapped(with_fact(corpus, goal))
    (found,) = graph.subjects(RDF.type, term("TargetValue"))
    assert (found, RDF.type, term("schema:Observation")) not in graph
    assert (found, RDF.type, term("Observation")) not in graph
    assert (node("region-990100"), term("observation"), found) not in graph
    assert graph.value(found, term("schema:observationAbout")) == node("region-990100")


def test_documents_that_report_the_same_value_share_its_node(corpus: Corpus) -> None:
    graph = mapped(with_second_document(corpus, fact_of(corpus, "f06")))
    (found,) = graph.subjects(RDF.type, term("Observation"))
    assert len(list(graph.subjects(RDF.object, found))) == 2


def test_documents_that_differ_have_values_side_by_side(corpus: Corpus) -> None:
    graph = mapped(with_second_document(corpus, replace(fact_of(corpus, "f06"), value=123_460_000_000)))
    values = [list(graph.objects(o, term("schema:value"))) for o in graph.subjects(RDF.type, term("Observation"))]
    assert sorted(str(value) for (value,) in values) == ["123450000000", "123460000000"]


@pytest.mark.parametrize(
    ("value", "written", "datatype"),
    [
        (5_000_000_000.0, "5000000000", XSD.integer),
        (2020, "2020", XSD.integer),
        (-0.0, "0", XSD.integer),
        (1e22, "10000000000000000000000", XSD.integer),
        (12.50, "12.5", XSD.decimal),
        (-0.5, "-0.5", XSD.decimal),
        (1e-7, "0.0000001", XSD.decimal),
    ],
)
def test_number_has_one_spelling(value: float, written: str, datatype: URIRef) -> None:
    assert (str(number(value)), number(value).datatype) == (written, datatype)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_number_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(OntologyError, match="不是有限的数"):
        number(value)


def test_graph_has_named_nodes_and_plain_datatypes_only(corpus: Corpus) -> None:
    graph = mapped(corpus)
    assert not [each for triple in graph for each in triple if isinstance(each, BNode)]
    literals = {value for value in graph.objects() if isinstance(value, Literal)}
    assert {v.datatype for v in literals} <= {None, XSD.integer, XSD.decimal, XSD.date}
    assert {v.language for v in literals} <= {None, "zh", "en"}


def test_local_names_are_ascii(corpus: Corpus) -> None:
    own = [str(s).removeprefix(DEFAULT_BASE) for s in mapped(corpus).subjects() if str(s).startswith(DEFAULT_BASE)]
    assert own
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", local) for local in own)


def test_all_prefixes_are_bound(corpus: Corpus) -> None:
    bound = {prefix: str(namespace) for prefix, namespace in mapped(corpus).namespaces()}
    assert bound == {**prefixes(), "id": DEFAULT_BASE}


def test_base_can_be_chosen(corpus: Corpus) -> None:
    graph = to_rdf(assemble(corpus), base="https://example.org/data#")
    assert (URIRef("https://example.org/data#park-0001"), RDF.type, term("Park")) in graph
    assert not [s for s in graph.subjects() if str(s).startswith(DEFAULT_BASE)]


@pytest.mark.parametrize("base", ["https://example.org/data", "data/", "https://exa mple.org/", ""])
def test_base_that_is_no_iri_is_refused(corpus: Corpus, base: str) -> None:
    with pytest.raises(OntologyError, match="基础网址"):
        to_rdf(assemble(corpus), base=base)


@pytest.mark.parametrize("key", ["项目-1", "a.b", "a b", "", "a/b"])
def test_id_that_is_no_local_name_is_refused(corpus: Corpus, key: str) -> None:
    odd = replace(corpus, entities=(*corpus.entities, Entity(key, EntityType.PROJECT, "某项目")))
    with pytest.raises(OntologyError, match="不能写成 IRI"):
        mapped(odd)


@pytest.mark.parametrize(
    "make",
    [
        lambda at: Fact("f98", "park-0001", Predicate.INVESTMENT, at, "r", unit="CNY"),
        lambda at: Fact("f98", "park-0001", Predicate.STATUS, at, "r"),
        lambda at: Fact("f98", "park-0001", Predicate.OBSERVATION, at, "r", indicator="税收"),
        lambda at: Fact("f98", "park-0001", Predicate.OBSERVATION, at, "r", value=1.0),
    ],
)
def test_fact_without_its_value_is_refused(corpus: Corpus, make: Callable[[Evidence], Fact]) -> None:
    with pytest.raises(OntologyError, match="f98"):
        mapped(with_fact(corpus, make(corpus.facts[0].evidence)))


def test_relation_without_object_is_refused(corpus: Corpus) -> None:
    graph = assemble(corpus)
    graph.nodes["park-0001"]["facts"] = (Fact("f98", "park-0001", Predicate.ASSISTS, corpus.facts[0].evidence, "r"),)
    with pytest.raises(OntologyError, match="f98"):
        to_rdf(graph)


def test_names_are_composed_and_quotes_stay_as_written(corpus: Corpus) -> None:
    decomposed = "Cafe\u0301"
    evidence = replace(corpus.facts[0].evidence, quote=decomposed)
    odd = replace(
        with_fact(corpus, Fact("f98", "park-0001", Predicate.STATUS, evidence, "r", status=Status.SIGNED)),
        entities=(*corpus.entities, Entity("brand-1", EntityType.ENTERPRISE, decomposed)),
    )
    graph = mapped(odd)
    assert graph.value(node("brand-1"), RDFS.label) == Literal("Caf\u00e9", lang="zh")
    assert Literal(decomposed) in set(graph.objects(None, term("oa:exact")))


def test_document_says_title_dates_place_and_digest(corpus: Corpus) -> None:
    document = corpus.documents[0]
    graph, subject = mapped(corpus), node(document.id)
    assert (subject, RDF.type, term("schema:Report")) in graph
    assert str(graph.value(subject, term("dcterms:title"))) == document.title
    assert graph.value(subject, term("pageDate")) == Literal("2021-02-03", datatype=XSD.date)
    assert graph.value(subject, term("dcterms:issued")) is None
    assert graph.value(subject, term("dcterms:spatial")) == node("region-990100")
    assert str(graph.value(subject, term("sha256"))) == document.sha256


def test_document_place_that_nothing_identifies_stays_a_name(corpus: Corpus) -> None:
    graph = mapped(replace(corpus, homes={}))
    subject = node(corpus.documents[0].id)
    assert graph.value(subject, term("dcterms:spatial")) is None
    assert str(graph.value(subject, term("place"))) == "青禾市"


@pytest.mark.parametrize(
    ("kind", "within", "predicate"),
    [(EntityType.REGION, "region-990100", "schema:containedInPlace"), (EntityType.PROJECT, "region-990100", "within")],
)
def test_place_that_holds_an_entity(corpus: Corpus, kind: EntityType, within: str, predicate: str) -> None:
    inner = Entity("inner-1", kind, "某处", within=within)
    graph = mapped(replace(corpus, entities=(*corpus.entities, inner)))
    assert graph.value(node("inner-1"), term(predicate)) == node(within)


def test_place_outside_the_graph_is_not_linked(corpus: Corpus) -> None:
    inner = Entity("inner-1", EntityType.REGION, "某处", within="region-000000")
    assert node("region-000000") not in set(mapped(replace(corpus, entities=(inner,), facts=(), mentions=())).objects())


def with_entities(corpus: Corpus, *more: Entity) -> Graph:
    return mapped(replace(corpus, entities=(*corpus.entities, *more)))


def test_division_brings_all_above_it(corpus: Corpus) -> None:
    graph = with_entities(corpus, Entity("region-440783", EntityType.REGION, "开平市", code="440783", level="county"))
    above = [node("region-440783"), node("region-440700"), node("region-440000")]
    assert list(graph.transitive_objects(above[0], term("schema:containedInPlace"))) == above
    assert [str(graph.value(each, RDFS.label)) for each in above] == ["开平市", "江门市", "广东省"]
    assert [graph.value(each, term("level")) for each in above] == [
        term("county"), term("prefecture"), term("province")
    ]  # fmt: skip
    assert {str(graph.value(each, term("codeRevision"))) for each in above} == {"2025-12"}


def test_renamed_division_says_from_when_to_when_its_name_held(corpus: Corpus) -> None:
    graph = with_entities(
        corpus, Entity("region-420600", EntityType.REGION, "襄樊市", code="420600", level="prefecture")
    )
    assert graph.value(node("region-420600"), term("codeUntil")) == Literal("2010", datatype=XSD.integer)
    assert graph.value(node("region-420600"), term("codeSince")) is None


def test_place_without_code_lies_in_divisions_that_no_document_names(corpus: Corpus) -> None:
    graph = with_entities(corpus, Entity("region-x1", EntityType.REGION, "塘口镇", within="region-440783"))
    assert graph.value(node("region-x1"), term("schema:containedInPlace")) == node("region-440783")
    assert str(graph.value(node("region-440000"), RDFS.label)) == "广东省"


def test_division_lies_in_one_place(corpus: Corpus) -> None:
    county = Entity("region-320281", EntityType.REGION, "江阴市", code="320281", within="region-320000")
    graph = with_entities(corpus, county)
    assert list(graph.objects(node("region-320281"), term("schema:containedInPlace"))) == [node("region-320200")]


def test_code_that_the_table_does_not_know_is_kept(corpus: Corpus) -> None:
    graph = mapped(corpus)
    assert str(graph.value(node("region-990100"), term("code"))) == "990100"
    assert graph.value(node("region-990100"), term("codeRevision")) is None


def test_export_explains_the_terms_it_uses(corpus: Corpus) -> None:
    graph = mapped(corpus)
    assert Literal("在建", lang="zh") in set(graph.objects(term("under_construction"), RDFS.label))
    assert list(graph.objects(term("supplies"), RDFS.label)) == []


def test_example_of_the_readme_is_what_the_corpus_gives(corpus: Corpus) -> None:
    readme = Path(__file__).parent.parent / "ontology" / "README.md"
    example = readme.read_text(encoding="utf-8").split("```turtle\n")[1].split("```")[0]
    header = "".join(f"@prefix {p}: <{n}> .\n" for p, n in {**prefixes(), "id": DEFAULT_BASE}.items())
    shown = set(Graph().parse(data=header + example, format="turtle"))
    assert len(shown) > 10
    assert shown <= set(mapped(corpus))
