"""Every check can fail: a fault is planted for each in a vocabulary that passes all of them."""

from __future__ import annotations

import pytest
from small_vocabulary import ALIGNMENT, PAGE, REDIRECTS, TURTLE, material

from kg.errors import OntologyError
from kg.vocabulary import Outcome, check
from kg.vocabulary.checking import CHECKS, STALE
from kg.vocabulary.formats import written
from kg.vocabulary.material import Accepted, Material, rules_of
from kg.vocabulary.results import Finding

# check, what is replaced in the Turtle, by what, what the finding names. "+" adds at the end.
FAULTS = [
    ("FIND1", 'vann:preferredNamespacePrefix "ex" ;', "", "namespace prefix"),
    ("OM1", 'dcterms:creator "citykg" ;', "", "author"),
    ("OM1", 'dcterms:title "小词表"@zh ;', "", "title"),
    ("OM2", 'dcterms:bibliographicCitation "citykg" ;', "", "citation"),
    ("OM3", '<http://purl.org/ontology/bibo/doi> "10.0000/0" ;', "", "doi"),
    ("OM4.1", "dcterms:license <https://spdx.org/licenses/MIT.html> ;", "", "license"),
    ("OM4.2", "<https://spdx.org/licenses/MIT.html>", '"MIT"', "MIT"),
    ("OM4.2", "dcterms:license <https://spdx.org/licenses/MIT.html> ;", "", "license"),
    ("OM5.1", 'dcterms:created "2026-11-22"^^xsd:date ;', "", "creation date"),
    ("OM5.2", 'dcterms:publisher "citykg" ;', "", "publisher"),
    ("VER1", "owl:versionIRI <https://w3id.org/citykg/ontology/0.1.0> ;", "", "version iri"),
    ("VER1", "<https://w3id.org/citykg/ontology/0.1.0>", "<https://w3id.org/citykg/ontology>", "https://w3id.org/citykg/ontology"),
    ("VER2", "citykg/ontology/0.1.0>", "citykg/ontology/0.2.0>", "https://w3id.org/citykg/ontology/0.2.0"),
    ("VER2", "owl:versionIRI <https://w3id.org/citykg/ontology/0.1.0> ;", "", "version iri"),
    ("VOC3", '"镇"@zh , ', "", "ex:Town"),
    ("VOC4", ' , "The highest."@en', "", "ex:upper_first"),
    ("URI1", "<https://w3id.org/citykg/ontology> a", "<https://w3id.org/citykg/elsewhere> a", "https://w3id.org/citykg/elsewhere"),
    ("URI2", "<https://w3id.org/citykg/ontology> a", "<https://w3id.org/citykg/elsewhere> a", "https://w3id.org/citykg/ontology#"),
    ("PURL1", "https://w3id.org/citykg", "https://example.org/citykg", "https://example.org/citykg/ontology"),
    ("HTTP1", "https://w3id.org/citykg", "urn:citykg", "urn:citykg/ontology"),
    ("P02", "+", "ex:Town owl:equivalentClass ex:Firm .", "ex:Firm / ex:Town"),
    ("P03", "ex:hosts", "ex:isA", "ex:isA"),
    ("P03", '"有"@zh', '"是"@zh', "ex:hosts"),
    ("P04", "+", "ex:Lone a owl:Class .", "ex:Lone"),
    ("P04", "+", "ex:lone a owl:DatatypeProperty .", "ex:lone"),
    ("P05", "ex:hosts a owl:ObjectProperty ; rdfs:domain ex:Town", "ex:hosts a owl:ObjectProperty ; rdfs:domain ex:Firm", "ex:hosts / ex:liesIn"),
    ("P06", "+", "ex:Entity rdfs:subClassOf ex:Firm .", "ex:Firm"),
    ("P07", "ex:Firm", "ex:FirmAndBank", "ex:FirmAndBank"),
    ("P07", '"商号"@zh', '"商号与银行"@zh', "ex:Firm"),
    ("P07", '"firm"@en', '"firm or bank"@en', "ex:Firm"),
    ("P08", ' , "Does business."@en', "", "ex:Firm"),
    ("P10", "owl:disjointWith ex:Firm ;", "", "ex:Firm / ex:Town"),
    ("P11", "rdfs:domain ex:Entity ; rdfs:range xsd:integer", "rdfs:domain ex:Entity", "ex:founded"),
    ("P11", "ex:gradeOf a owl:ObjectProperty ; rdfs:domain ex:Grade", "ex:gradeOf a owl:ObjectProperty", "ex:gradeOf"),
    ("P12", "+", "ex:lies_in a owl:ObjectProperty .", "ex:liesIn / ex:lies_in"),
    ("P12", "ex:founded a owl:DatatypeProperty ; rdfs:domain ex:Entity ; rdfs:range xsd:integer ; rdfs:subPropertyOf schema:value", "ex:Value a owl:DatatypeProperty", "schema:value / ex:Value"),
    ("P13", "owl:inverseOf ex:gradeOf ;", "", "ex:hasGrade"),
    ("P19", "rdfs:range xsd:integer", "rdfs:range xsd:integer , xsd:string", "ex:founded"),
    ("P20", '"做生意的。"@zh', '"商号。"@zh', "ex:Firm"),
    ("P20", '"商号"@zh', '"做生意的人。"@zh', "ex:Firm"),
    ("P20", '"商号"@zh', '"商号"@zh , "铺子"@zh', "ex:Firm"),
    ("P20", '"做生意的。"@zh , "Does business."@en', '"Does business."@zh , "Does business."@en', "ex:Firm"),
    ("P21", "ex:Firm", "ex:OtherThing", "ex:OtherThing"),
    ("P21", '"商号"@zh', '"其他"@zh', "ex:Firm"),
    ("P22", "ex:Firm", "ex:firm", "ex:firm"),
    ("P22", "ex:liesIn", "ex:lies_in", "ex:lies_in"),
    ("P22", "ex:upper_first", "ex:UpperFirst", "ex:UpperFirst"),
    ("P24", "+", "ex:Firm rdfs:subClassOf ex:Firm .", "ex:Firm"),
    ("P24", "+", "ex:Firm owl:equivalentClass [ owl:unionOf ( ex:Town ex:Firm ) ] .", "ex:Firm"),
    ("P24", "+", "ex:hosts rdfs:range ex:hosts .", "ex:hosts"),
    ("P25", "+", "ex:hosts owl:inverseOf ex:hosts .", "ex:hosts"),
    ("P26", "+", "ex:tradesWith owl:inverseOf ex:hosts .", "ex:hosts / ex:tradesWith"),
    ("P27", "+", "ex:founded owl:equivalentProperty ex:hosts .", "ex:founded / ex:hosts"),
    ("P27", "+", "ex:liesIn owl:equivalentProperty ex:gradeOf .", "ex:gradeOf / ex:liesIn"),
    ("P28", "ex:Firm ; rdfs:range ex:Firm ;", "ex:Firm ; rdfs:range ex:Town ;", "ex:tradesWith"),
    ("P29", "rdfs:domain ex:Town ; rdfs:range ex:Town ; owl:inverseOf ex:isReached", "rdfs:domain ex:Firm ; rdfs:range ex:Town ; owl:inverseOf ex:isReached", "ex:leadsTo"),
    ("P30", '"地方"@zh', '"商号"@zh', "schema:Place / ex:Firm"),
    ("P31", "+", "ex:Town owl:equivalentClass ex:Firm .", "ex:Firm / ex:Town"),
    ("P32", '"商号"@zh', '"镇"@zh', "ex:Firm / ex:Town"),
    ("P32", '"lies in"@en', '"hosts"@en', "ex:hosts / ex:liesIn"),
    ("P33", "+", "ex:hosts owl:propertyChainAxiom ( ex:leadsTo ) .", "ex:hosts"),
    ("P34", "schema:Place a rdfs:Class ;", "schema:Place", "schema:Place"),
    ("P35", "skos:inScheme a rdf:Property .", "", "skos:inScheme"),
    ("P36", "https://w3id.org/citykg/ontology", "https://w3id.org/citykg/ontology.ttl", "https://w3id.org/citykg/ontology.ttl"),
    ("P38", " a owl:Ontology ;", "", "owl:Ontology"),
    ("P39", "<https://w3id.org/citykg/ontology> a", "<file:///tmp/ontology> a", "owl:Ontology"),
    ("P39", 'Uri "https://w3id.org/citykg/ontology#"', 'Uri "https://w3id.org/citykg/other#"', "https://w3id.org/citykg/other#"),
    ("P40", "schema:Place", "schema:Plaice", "schema:Plaice"),
    ("P41", "dcterms:license <https://spdx.org/licenses/MIT.html> ;", "", "license"),
    ("KG1", "+", "ex:Lone a owl:Class .", "ex:Lone"),
    ("KG2", "ex:Firm", "ex:Shop", "ex:Firm"),
    ("KG4", "skos:inScheme ex:Grades ; skos:topConceptOf ex:Grades ;", "skos:topConceptOf ex:Grades ;", "ex:upper_first"),
    ("KG4", "skos:hasTopConcept ex:upper_first ;", "", "ex:upper_first"),
    ("KG4", 'skos:prefLabel "一等"@zh , "first"@en ;', "", "ex:upper_first"),
    ("KG5", ' ; skos:example "恒盛号"@zh', "", "ex:Firm"),
    ("KG5", ' ; skos:example "恒盛号 → 虎门镇"@zh', "", "ex:liesIn"),
]  # fmt: skip
#: Faults that lie elsewhere than in the Turtle.
HEADER_ALONE = """@prefix owl: <http://www.w3.org/2002/07/owl#> . <https://w3id.org/citykg/ontology> a owl:Ontology ."""
OTHERS = [
    ("VOC2", material(HEADER_ALONE), "rdfs:subClassOf"),
    ("VOC1", material(HEADER_ALONE), "owl:Ontology"),
    ("CN1", material(redirects=REDIRECTS.replace("o.jsonld", "o.ttl")), "https://w3id.org/citykg/ontology"),
    ("CN1", material(redirects=REDIRECTS.replace("o.nt ", "p.nt ")), "https://w3id.org/citykg/ontology"),
    ("URI1", material(redirects=REDIRECTS.replace("R=303", "R=302")), "https://w3id.org/citykg/ontology"),
    ("DOC1", material(page=PAGE.replace('id="Town"', "")), "ex:Town"),
    ("DOC1", material(page=""), "index.html"),
    ("KG2", material(alignment=ALIGNMENT.replace("schema:foundingDate", "schema:fundingDate")), "schema:fundingDate"),
    ("KG3", material(alignment=ALIGNMENT + "ex:Firm rdfs:subClassOf ex:Town ."), "ex:Firm"),
    ("KG3", material(TURTLE.replace("ex:Town", "ex:Region"), alignment=ALIGNMENT.replace("ex:Town rdfs:subClassOf dcterms:Location", "ex:Region rdfs:subClassOf schema:AdministrativeArea")), "kg:Region"),
]  # fmt: skip


def faults(found: Material, check_id: str) -> list[str]:
    return [finding.term for result in check(found) if result.check == check_id for finding in result.findings]


def test_small_vocabulary_passes_every_check() -> None:
    assert [result for result in check(material()) if result.outcome is Outcome.FAILED] == []


@pytest.mark.parametrize(
    ("check_id", "old", "new", "named"), FAULTS, ids=[f"{one[0]}-{at}" for at, one in enumerate(FAULTS)]
)
def test_planted_fault_is_found(check_id: str, old: str, new: str, named: str) -> None:
    assert old == "+" or old in TURTLE
    spoiled = TURTLE + new if old == "+" else TURTLE.replace(old, new)
    assert named in faults(material(spoiled), check_id)


@pytest.mark.parametrize(
    ("check_id", "spoiled", "named"), OTHERS, ids=[f"{one[0]}-{at}" for at, one in enumerate(OTHERS)]
)
def test_fault_outside_the_turtle_is_found(check_id: str, spoiled: Material, named: str) -> None:
    assert named in faults(spoiled, check_id)


def test_format_that_loses_triples_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "kg.vocabulary.foops.written",
        lambda turtle, extension: b"[]" if extension == "jsonld" else written(turtle, extension),
    )
    assert "jsonld" in faults(material(), "RDF1")


def test_every_check_has_a_planted_fault() -> None:
    assert set(CHECKS) - {one[0] for one in (*FAULTS, *OTHERS)} == {"RDF1"}


def test_every_line_of_the_table_is_answered_once() -> None:
    asked = [entry["id"] for entry in rules_of("checks.toml")["check"]]
    looked_at = [entry["id"] for entry in rules_of("checks.toml")["check"] if entry.get("scope") != "open"]
    assert len(set(asked)) == len(asked)
    assert set(looked_at) == {*CHECKS, STALE}
    assert [result.check for result in check(material())] == asked


def test_exception_turns_a_fault_into_an_accepted_one_with_its_reason() -> None:
    without = TURTLE.replace("owl:inverseOf ex:gradeOf ;", "")
    kept = (Accepted("P13", frozenset({"ex:hasGrade", "ex:gradeOf"}), "够用了"),)
    (result,) = (each for each in check(material(without, accepted=kept)) if each.check == "P13")
    assert (result.outcome, result.findings) == (Outcome.ACCEPTED, ())
    assert result.accepted == ((Finding("ex:gradeOf"), "够用了"), (Finding("ex:hasGrade"), "够用了"))


def test_exception_covers_no_other_term_and_no_other_check() -> None:
    without = TURTLE.replace("owl:inverseOf ex:gradeOf ;", "")
    kept = (Accepted("P13", frozenset({"ex:hasGrade"}), "够用了"), Accepted("P11", frozenset({"ex:gradeOf"}), "不相干"))
    assert faults(material(without, accepted=kept), "P13") == ["ex:gradeOf"]


def test_exception_that_nothing_needs_any_more_is_a_fault() -> None:
    kept = (Accepted("P13", frozenset({"ex:hasGrade"}), "够用了"),)
    assert faults(material(accepted=kept), STALE) == ["ex:hasGrade"]


def test_exception_for_an_unknown_check_is_refused() -> None:
    with pytest.raises(OntologyError, match="P99"):
        check(material(accepted=(Accepted("P99", frozenset({"x"}), "y"),)))


def test_licence_by_a_statement_of_rights_is_a_licence() -> None:
    assert (
        faults(
            material(TURTLE.replace("dcterms:license <https://spdx.org/licenses/MIT.html>", 'dcterms:rights "MIT"')),
            "OM4.1",
        )
        == []
    )


def test_symmetric_property_needs_no_inverse() -> None:
    assert "ex:tradesWith" not in faults(material(), "P13")
