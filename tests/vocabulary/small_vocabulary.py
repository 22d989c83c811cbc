"""A vocabulary of a few terms that passes every check, and what is needed to spoil it in one place."""

from __future__ import annotations

from kg.vocabulary.material import Accepted, Material, parse
from kg.vocabulary.redirects import read_rules
from kg.vocabulary.view import View

TURTLE = """
@prefix ex: <https://w3id.org/citykg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/citykg/ontology> a owl:Ontology ;
    dcterms:title "小词表"@zh ; dcterms:description "测试用。"@zh ; dcterms:creator "citykg" ; dcterms:contributor "citykg" ;
    dcterms:publisher "citykg" ; dcterms:created "2026-11-22"^^xsd:date ; dcterms:issued "2026-11-22"^^xsd:date ;
    dcterms:modified "2026-11-22"^^xsd:date ; dcterms:license <https://spdx.org/licenses/MIT.html> ;
    dcterms:source "测试" ; dcterms:bibliographicCitation "citykg" ;
    owl:versionIRI <https://w3id.org/citykg/ontology/0.1.0> ; owl:versionInfo "0.1.0" ;
    vann:preferredNamespacePrefix "ex" ; vann:preferredNamespaceUri "https://w3id.org/citykg/ontology#" ;
    schema:logo <https://w3id.org/citykg/logo.svg> ; <http://purl.org/ontology/bibo/doi> "10.0000/0" ;
    <http://purl.org/ontology/bibo/status> <http://purl.org/ontology/bibo/status/draft> .

ex:Entity a owl:Class ; rdfs:label "事物"@zh , "thing"@en ; rdfs:comment "有名字的。"@zh , "What has a name."@en .
ex:Town a owl:Class ; rdfs:subClassOf ex:Entity , schema:Place ; owl:disjointWith ex:Firm ;
    rdfs:label "镇"@zh , "town"@en ; rdfs:comment "建制镇。"@zh , "A town by law."@en ; skos:example "虎门镇"@zh .
ex:Firm a owl:Class ; rdfs:subClassOf ex:Entity ;
    rdfs:label "商号"@zh , "firm"@en ; rdfs:comment "做生意的。"@zh , "Does business."@en ; skos:example "恒盛号"@zh .
ex:Grade a owl:Class ; rdfs:subClassOf skos:Concept ;
    rdfs:label "等级"@zh , "grade"@en ; rdfs:comment "高低。"@zh , "How high."@en .
ex:Grades a skos:ConceptScheme ; skos:hasTopConcept ex:upper_first ;
    rdfs:label "等级表"@zh , "grades"@en ; rdfs:comment "一个等级。"@zh , "The only one."@en .
ex:upper_first a ex:Grade , skos:Concept ; skos:inScheme ex:Grades ; skos:topConceptOf ex:Grades ;
    skos:prefLabel "一等"@zh , "first"@en ;
    rdfs:label "一等"@zh , "first"@en ; rdfs:comment "最高。"@zh , "The highest."@en .

ex:liesIn a owl:ObjectProperty ; rdfs:domain ex:Firm ; rdfs:range ex:Town ; owl:inverseOf ex:hosts ;
    schema:domainIncludes ex:Firm ; schema:rangeIncludes ex:Town ;
    rdfs:label "位于"@zh , "lies in"@en ; rdfs:comment "开在哪里。"@zh , "Where it is."@en ; skos:example "恒盛号 → 虎门镇"@zh .
ex:hosts a owl:ObjectProperty ; rdfs:domain ex:Town ; rdfs:range ex:Firm ;
    rdfs:label "有"@zh , "hosts"@en ; rdfs:comment "开着什么。"@zh , "What it has."@en .
ex:tradesWith a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:domain ex:Firm ; rdfs:range ex:Firm ;
    rdfs:label "交易"@zh , "trades with"@en ; rdfs:comment "互相买卖。"@zh , "Buys and sells."@en .
ex:leadsTo a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:domain ex:Town ; rdfs:range ex:Town ; owl:inverseOf ex:isReached ;
    rdfs:label "通往"@zh , "leads to"@en ; rdfs:comment "有路。"@zh , "By road."@en .
ex:isReached a owl:ObjectProperty ; rdfs:domain ex:Town ; rdfs:range ex:Town ;
    rdfs:label "被通往"@zh , "is reached from"@en ; rdfs:comment "路从哪里来。"@zh , "Where the road begins."@en .
ex:hasGrade a owl:ObjectProperty ; rdfs:domain ex:Town ; rdfs:range ex:Grade ; owl:inverseOf ex:gradeOf ;
    rdfs:label "定级"@zh , "has grade"@en ; rdfs:comment "几等。"@zh , "Which one."@en .
ex:gradeOf a owl:ObjectProperty ; rdfs:domain ex:Grade ; rdfs:range ex:Town ;
    rdfs:label "定于"@zh , "grade of"@en ; rdfs:comment "哪个镇。"@zh , "Which town."@en .
ex:founded a owl:DatatypeProperty ; rdfs:domain ex:Entity ; rdfs:range xsd:integer ; rdfs:subPropertyOf schema:value ;
    rdfs:label "创立"@zh , "founded"@en ; rdfs:comment "哪一年。"@zh , "In which year."@en .

schema:Place a rdfs:Class ; rdfs:label "地方"@zh .
schema:value a rdf:Property .
skos:Concept a rdfs:Class .
skos:ConceptScheme a rdfs:Class .
skos:inScheme a rdf:Property . skos:hasTopConcept a rdf:Property . skos:topConceptOf a rdf:Property .
skos:prefLabel a owl:AnnotationProperty . skos:example a owl:AnnotationProperty .
schema:logo a owl:AnnotationProperty . schema:domainIncludes a owl:AnnotationProperty .
schema:rangeIncludes a owl:AnnotationProperty .
dcterms:title a rdf:Property . dcterms:description a rdf:Property . dcterms:creator a rdf:Property .
dcterms:contributor a rdf:Property . dcterms:publisher a rdf:Property . dcterms:created a rdf:Property .
dcterms:issued a rdf:Property . dcterms:modified a rdf:Property . dcterms:license a rdf:Property .
dcterms:source a rdf:Property . dcterms:bibliographicCitation a rdf:Property .
vann:preferredNamespacePrefix a owl:AnnotationProperty . vann:preferredNamespaceUri a owl:AnnotationProperty .
<http://purl.org/ontology/bibo/doi> a owl:AnnotationProperty . <http://purl.org/ontology/bibo/status> a owl:AnnotationProperty .
"""

ALIGNMENT = """
@prefix ex: <https://w3id.org/citykg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

ex:Entity rdfs:subClassOf schema:Thing .
ex:Town rdfs:subClassOf dcterms:Location .
ex:Firm rdfs:subClassOf schema:Organization .
ex:Grade skos:editorialNote "没有。"@zh .
ex:Grades skos:editorialNote "没有。"@zh .
ex:liesIn rdfs:seeAlso schema:location .
ex:hosts skos:editorialNote "没有。"@zh .
ex:tradesWith skos:editorialNote "没有。"@zh .
ex:leadsTo skos:editorialNote "没有。"@zh .
ex:isReached skos:editorialNote "没有。"@zh .
ex:hasGrade skos:editorialNote "没有。"@zh .
ex:gradeOf skos:editorialNote "没有。"@zh .
ex:founded rdfs:seeAlso schema:foundingDate .
"""

REDIRECTS = """
RewriteEngine on
RewriteRule ^ - [E=TARGET:https://host.invalid]
RewriteCond %{HTTP_ACCEPT} text/turtle
RewriteRule ^ontology$ %{ENV:TARGET}/o.ttl [R=303,L]
RewriteCond %{HTTP_ACCEPT} application/n-triples
RewriteRule ^ontology$ %{ENV:TARGET}/o.nt [R=303,L]
RewriteCond %{HTTP_ACCEPT} application/ld\\+json
RewriteRule ^ontology$ %{ENV:TARGET}/o.jsonld [R=303,L]
RewriteCond %{HTTP_ACCEPT} application/rdf\\+xml
RewriteRule ^ontology$ %{ENV:TARGET}/o.rdf [R=303,L]
RewriteRule ^ontology$ %{ENV:TARGET}/index.html [R=303,L]
RewriteRule ^ontology/(.+)$ %{ENV:TARGET}/$1/index.html [R=303,L]
"""

OFFERED = frozenset({"o.ttl", "o.nt", "o.jsonld", "o.rdf", "index.html", "0.1.0/index.html"})
PAGE = "".join(
    f'<p id="{name}">'
    for name in (
        "Entity", "Town", "Firm", "Grade", "Grades", "upper_first", "liesIn", "hosts", "tradesWith", "leadsTo", "isReached",
        "hasGrade", "gradeOf", "founded",
    )
)  # fmt: skip


def material(
    turtle: str = TURTLE,
    *,
    alignment: str = ALIGNMENT,
    redirects: str = REDIRECTS,
    page: str = PAGE,
    accepted: tuple[Accepted, ...] = (),
) -> Material:
    """The small vocabulary, or what a test has made of it."""
    return Material(
        source=turtle,
        view=View(parse(turtle, "small.ttl")),
        alignment=parse(alignment, "alignment.ttl"),
        page=page,
        rules=read_rules(redirects),
        accepted=accepted,
        offered=OFFERED,
    )
