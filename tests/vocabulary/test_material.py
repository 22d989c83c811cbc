"""What the checks are given: damaged files are refused in one line, a missing page is left to the check."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_vocabulary import TURTLE

from kg import ontology
from kg.errors import OntologyError
from kg.vocabulary import load
from kg.vocabulary.formats import counted, written
from kg.vocabulary.material import parse, read_accepted, rules_of
from kg.vocabulary.view import View


def test_broken_turtle_is_refused_by_name() -> None:
    with pytest.raises(OntologyError, match=r"alignment\.ttl 不是合格的 Turtle"):
        parse("kg:Town a", "alignment.ttl")


@pytest.mark.parametrize("text", ["[[accepted]]\ncheck = 'P13'\n", "[[accepted", "accepted = [1]"])
def test_broken_exceptions_are_refused(text: str) -> None:
    with pytest.raises(OntologyError, match=r"accepted\.toml"):
        read_accepted(text)


def test_exceptions_are_sorted_and_each_is_given_once() -> None:
    accepted = read_accepted(ontology.read_file("accepted.toml"))
    assert [each.check for each in accepted] == sorted({each.check for each in accepted})
    assert all(each.reason for each in accepted)


def test_missing_page_is_no_error_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kg.ttl", "alignment.ttl", "accepted.toml", "w3id/.htaccess"):
        copy = tmp_path / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(ontology.read_file(name), encoding="utf-8")
    monkeypatch.setattr(ontology, "folder", lambda: tmp_path)
    assert load().page == ""


@pytest.mark.parametrize("extension", ["nt", "jsonld", "rdf"])
def test_format_can_be_read_back(extension: str) -> None:
    assert counted(written(TURTLE, extension), extension) == len(parse(TURTLE, "small.ttl"))


def test_format_of_what_is_no_turtle_is_refused() -> None:
    with pytest.raises(OntologyError, match="Turtle"):
        written("ex:Town a", "nt")
    with pytest.raises(OntologyError, match="jsonld"):
        counted(b"{", "jsonld")


def test_items_of_metadata_that_a_check_asks_for_are_defined() -> None:
    rules = rules_of("metadata.toml")
    assert {item for items in rules["asked"].values() for item in items} <= set(rules["items"])
    named = {name.partition(":")[0] for names in rules["items"].values() for name in names}
    assert named == set(rules["prefixes"])


def test_namespace_without_a_header_is_empty_and_owns_nothing() -> None:
    view = View(parse("@prefix ex: <http://x/> . ex:Town a ex:Kind .", "small.ttl"))
    assert (view.iri, view.namespace, view.terms) == (None, "", ())


def test_namespace_follows_from_the_iri_when_the_header_does_not_say_it() -> None:
    without = TURTLE.replace('vann:preferredNamespaceUri "https://w3id.org/citykg/ontology#" ;', "")
    assert View(parse(without, "small.ttl")).namespace == "https://w3id.org/citykg/ontology#"
