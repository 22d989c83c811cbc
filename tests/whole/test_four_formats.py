"""The same report as text, web page, Word and PDF gives the same facts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from four_formats import write_four
from kg.model import Document, Resolved
from kg.pipeline.extraction import Clock, load_language, understand
from kg.resolve import NameChoices
from kg.sources import read_sources
from whole_build import ROOT

Told = tuple[object, ...]
#: Facts that one format has and plain text has not, and the other way round, for each report and format. None is known: what differs
#: in the PDFs are three blanks where a line ended, and there no sentence is divided.
DIFFERENCES: dict[tuple[str, str], set[Told]] = {}
REPORTS = ("东莞市", "湛江市", "开平市", "四会市")


def facts_of(document: Document) -> set[Told]:
    """The facts by what they say, their quotes without blanks."""
    part: Resolved = understand(document, load_language("both"), NameChoices(), Clock())
    names = {entity.id: entity.name for entity in part.entities}
    return {
        (
            names[fact.subject],
            fact.predicate,
            names.get(fact.object, ""),
            fact.value,
            fact.growth,
            fact.status,
            fact.indicator,
            fact.year,
            fact.kind,
            re.sub(r"\s", "", fact.evidence.quote),
        )
        for fact in part.facts
    }


@pytest.fixture(scope="module", params=REPORTS)
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """A report of the seeds, read from each of its files; ``seed`` is the seed itself."""
    (seed,) = (one for one in read_sources([ROOT / "seeds"]) if one.kind == "report" and one.place == request.param)
    assert seed.date is not None
    body = [line for line in map(str.strip, seed.text[len(seed.title) :].split("\n")) if line]
    files = write_four(tmp_path_factory.mktemp("four"), seed.title, body, seed.date.isoformat())
    return {"seed": seed, **{suffix: next(read_sources([file])) for suffix, file in files.items()}}


@pytest.fixture(scope="module")
def facts(read: dict[str, Document]) -> Callable[[str], set[Told]]:
    """The facts of a file; those of the text once for all."""
    known: dict[str, set[Told]] = {}

    def found(suffix: str) -> set[Told]:
        if suffix not in known:
            known[suffix] = facts_of(read[suffix])
        return known[suffix]

    return found


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_facts_are_those_of_the_text(read: dict[str, Document], facts: Callable[[str], set[Told]], suffix: str) -> None:
    assert len(facts("txt")) > 300
    assert facts("txt") ^ facts(suffix) == DIFFERENCES.get((str(read["seed"].place), suffix), set())


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
def test_what_the_document_is_is_told_alike(read: dict[str, Document], suffix: str) -> None:
    told = [(one.title, one.date, one.issued, one.kind, one.year, one.place) for one in (read["txt"], read[suffix])]
    assert told[0] == told[1]
    assert "".join(read[suffix].text.split()) == "".join(read["seed"].text.split())


def test_pages_of_the_pdf_begin_in_its_text(read: dict[str, Document]) -> None:
    document = read["pdf"]
    assert len(document.pages) > 5
    assert document.pages[0] == 0
    assert list(document.pages) == sorted(document.pages)
    assert document.pages[-1] < len(document.text)
    assert [read[suffix].pages for suffix in ("txt", "html", "docx")] == [()] * 3
