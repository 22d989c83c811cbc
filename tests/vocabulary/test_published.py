"""The ontology of this repository: it passes, its generated files are fresh, its alignment and redirects hold together."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef

import kg
from kg.ontology import NAMESPACE, read_file
from kg.vocabulary import Material, Outcome, check, load
from kg.vocabulary.formats import FORMATS, counted, written
from kg.vocabulary.material import BASE, is_known, parse, rules_of
from kg.vocabulary.redirects import answer
from kg.vocabulary.site import PUBLISHED, UNVERSIONED, offered, pages, site
from kg.vocabulary.view import View

ROOT = Path(__file__).parent.parent.parent
REFRESH = "run `kg ontology pages` in the repository and commit"


@pytest.fixture(scope="module")
def published() -> Material:
    return load(offered())


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(site())


def test_no_check_fails(published: Material) -> None:
    assert [result for result in check(published) if result.outcome is Outcome.FAILED] == []


@pytest.mark.parametrize("name", ["index.html", "QUALITY.md"])
def test_committed_file_is_what_is_generated_now(name: str) -> None:
    assert (ROOT / "ontology" / name).read_text(encoding="utf-8") == pages()[name], REFRESH


@pytest.mark.parametrize("name", ["kg.ttl", "alignment.ttl"])
def test_version_is_the_packages(name: str) -> None:
    view = View(parse(read_file(name), name))
    assert view.iri is not None
    assert view.values(view.iri, OWL.versionIRI) == (URIRef(f"{view.iri}/{kg.__version__}"),)
    assert [str(each) for each in view.graph.objects(view.iri, OWL.versionInfo)] == [kg.__version__]


@pytest.mark.parametrize("tool", [("rapper", "-q", "-i", "turtle", "-o", "ntriples"), ("serdi", "-i", "turtle")])
def test_other_parsers_read_the_alignment(published: Material, tool: tuple[str, ...]) -> None:
    done = subprocess.run([*tool, str(ROOT / "ontology" / "alignment.ttl")], capture_output=True, check=True)
    assert done.stdout.count(b"\n") == len(published.alignment)


def test_alignment_has_no_blank_nodes(published: Material) -> None:
    assert [node for triple in published.alignment for node in triple if isinstance(node, BNode)] == []


def test_alignment_says_nothing_about_the_terms_of_others(published: Material) -> None:
    subjects = {str(each) for each in published.alignment.subjects()}
    assert [each for each in subjects if not each.startswith((NAMESPACE, f"{BASE}alignment"))] == []


def test_alignment_repeats_nothing_of_the_vocabulary(published: Material) -> None:
    assert set(published.alignment) & set(published.view.graph) == set()


def test_mappings_of_skos_join_concepts_only(published: Material) -> None:
    links = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
    joined = {one for link in links for one in published.alignment.subjects(link)}
    assert joined <= set(published.view.concepts)
    assert joined


def test_every_status_maps_to_one_of_the_four_of_schema_org(published: Material) -> None:
    four = {URIRef(f"https://schema.org/{name}ActionStatus") for name in ("Potential", "Active", "Completed", "Failed")}
    statuses = published.view.sources(URIRef(NAMESPACE + "Status"), RDF.type)
    links = (SKOS.broadMatch, SKOS.closeMatch)
    mapped = {one: [each for link in links for each in published.alignment.objects(one, link)] for one in statuses}
    assert all(len(found) == 1 and set(found) <= four for found in mapped.values())
    assert {found[0] for found in mapped.values()} == four


def test_alignment_gives_no_entity_of_the_exports_two_disjoint_types(published: Material) -> None:
    together = View(published.view.graph + published.alignment)
    data = parse((ROOT / "exports" / "graph.ttl").read_text(encoding="utf-8"), "graph.ttl")
    held: set[frozenset[URIRef]] = set()
    for node in set(data.subjects(RDF.type)):
        kinds = {kind for kind in data.objects(node, RDF.type) if isinstance(kind, URIRef)}
        held.add(frozenset(kinds.union(*(together.above(kind) for kind in kinds))))
    clashes = [
        (together.name(one), together.name(other))
        for kinds in held
        for one in kinds
        for other in together.values(one, OWL.disjointWith)
        if other in kinds
    ]
    assert (clashes, len(held) > 10) == ([], True)


def test_looked_up_terms_are_needed_sorted_and_say_what_they_rest_on(published: Material) -> None:
    used = {str(node) for graph in (published.view.graph, published.alignment) for triple in graph for node in triple}
    entries = rules_of("known.toml")["vocabulary"]
    assert len({entry["namespace"] for entry in entries}) == len(entries)
    for entry in entries:
        assert entry["basis"]
        assert len(set(entry["terms"])) == len(entry["terms"])
        unused = [term for term in entry["terms"] if entry["namespace"] + term not in used]
        assert unused in ([], ["doi"])  # bibo:doi waits for the deposit


@pytest.mark.parametrize(
    ("iri", "there"),
    [
        ("http://www.w3.org/ns/org#Organization", True),
        ("http://www.w3.org/ns/org#Organisation", False),
        ("http://www.w3.org/ns/regorg#orgActivity", True),
        ("http://www.w3.org/ns/regorg#orgactivity", False),
        ("https://nobody.invalid/ns#thing", False),
    ],
)
def test_term_of_another_vocabulary_is_known_or_not(iri: str, there: bool) -> None:
    assert is_known(URIRef(iri)) is there


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("name", [name for name, source in PUBLISHED.items() if (ROOT / "ontology" / source).is_file()])
def test_every_format_holds_every_triple(files: dict[str, bytes], name: str, extension: str) -> None:
    graph = parse(read_file(PUBLISHED[name]), name)
    assert counted(files[f"{name}/{name}.{extension}"], extension) == len(graph)
    if name != UNVERSIONED:
        assert files[f"{name}/{name}.{extension}"] == files[f"{name}/{kg.__version__}/{name}.{extension}"]


def test_formats_do_not_depend_on_the_names_that_a_parser_gives_to_blank_nodes() -> None:
    turtle = "@prefix : <http://x/> . :a :p [ :q 1 ; :r [ :s 2 ] ] , [ :q 3 ] ."
    assert len({written(turtle, "nt") for _ in range(5)}) == 1


def test_site_has_what_was_offered_and_nothing_else(files: dict[str, bytes]) -> None:
    assert set(files) == offered()


INDUSTRIES = ("gbt4754", "gbt4754/", "gbt4754/C36", "sei2018", "sei2018/1", "industries.ttl", "industries.jsonld")


def paths_of_rules() -> list[str]:
    """A path for every kind of request that the redirect file is for, as far as the file behind it is here."""
    there = [
        name for name, source in PUBLISHED.items() if (ROOT / "ontology" / source).is_file() and name != UNVERSIONED
    ]
    versioned = [f"{name}{rest}" for name in there for rest in ("", "/", f"/{kg.__version__}", ".ttl", ".nt")]
    return ["", "logo.svg", *versioned, *INDUSTRIES]


@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/turtle", "application/ld+json", "application/rdf+xml"])
@pytest.mark.parametrize("path", paths_of_rules())
def test_redirect_leads_to_a_file_that_the_host_has(
    published: Material, files: dict[str, bytes], path: str, accept: str
) -> None:
    status, target = answer(published.rules, path, accept)
    assert status == 303
    assert target.partition("#")[0].removeprefix("https://citykg.invalid/") in files


def test_every_rule_is_reached(published: Material) -> None:
    asked = [*paths_of_rules(), "shapes", "shapes.ttl", "competency", "competency/park-projects", "id/claim-f01"]
    both = "text/turtle, application/ld+json"
    types = ("*/*", both, "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
    for at, rule in enumerate(published.rules):
        # without the rule, some request is answered otherwise
        less = published.rules[:at] + published.rules[at + 1 :]
        changed = [p for p in asked for t in types if answer(less, p, t) != answer(published.rules, p, t)]
        assert changed, f"line {rule.line} is never reached"


@pytest.mark.parametrize(
    "path", ["nothing", "ontologyx", "xontology", "ontology.owl", "ontology/1.2", "id/a/b", "id/a.b", "id/"]
)
def test_other_paths_are_not_found(published: Material, path: str) -> None:
    assert answer(published.rules, path, "text/turtle") == (404, "")


def test_host_to_fill_in_stands_in_one_place_and_can_never_be_one() -> None:
    rules = read_file("w3id/.htaccess")
    lines = [line for line in rules.splitlines() if "https://" in line and not line.startswith("#")]
    assert lines == ["RewriteRule ^ - [E=TARGET:https://citykg.invalid]"]


def test_header_mentions_no_address_that_is_not_its_own_or_a_standards(published: Material) -> None:
    known = (
        "https://w3id.org/citykg/",
        "https://spdx.org/",
        "http://purl.org/",
        "https://schema.org/",
        "http://xmlns.com/",
    )
    said = published.view.graph.objects(published.view.iri)
    named = [str(each) for each in said if isinstance(each, URIRef) and not str(each).startswith(str(OWL))]
    assert len(named) > 8
    assert [iri for iri in named if not iri.startswith(known)] == []


def test_classes_above_ours_are_found_at_any_distance(published: Material) -> None:
    together = View(published.view.graph + published.alignment)
    assert URIRef("https://schema.org/Thing") in together.above(URIRef(NAMESPACE + "Region"))
    assert (URIRef(NAMESPACE + "Region"), RDFS.subClassOf, URIRef("https://schema.org/Thing")) not in together.graph


def test_query_of_the_readme_finds_enterprises_and_organizations_as_organizations_of_org() -> None:
    readme = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"```sparql\n(SELECT.+?org:Organization.+?)\n```", readme, re.DOTALL)
    graph = parse((ROOT / "exports" / "graph.ttl").read_text(encoding="utf-8"), "graph.ttl")
    kinds = [URIRef(NAMESPACE + name) for name in ("Enterprise", "Organization")]
    named = {
        (one, name)
        for kind in kinds
        for one in graph.subjects(RDF.type, kind)
        for name in graph.objects(one, RDFS.label)
    }
    both = graph + parse(read_file("alignment.ttl"), "alignment.ttl")
    spaces = {"org": "http://www.w3.org/ns/org#", "rdfs": str(RDFS)}
    assert len(list(both.query(query, initNs=spaces))) == len(named) > 100
