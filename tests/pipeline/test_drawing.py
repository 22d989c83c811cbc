"""A page has room for so many entities: the heaviest, with what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporting import parts
from kg.export import GENERATED, staged
from kg.model import Corpus
from kg.ontology import DEFAULT_BASE
from kg.pipeline.blocks import lay_down
from kg.pipeline.drawing import drawing, load
from kg.pipeline.entities import write_entities
from kg.pipeline.extraction import Clock
from kg.pipeline.gathering import Whole, open_whole
from kg.pipeline.jobs import Processes
from kg.pipeline.leaves import make_leaf


@pytest.fixture
def whole(corpus: Corpus, tmp_path: Path) -> Whole:
    leaves = [make_leaf(part, DEFAULT_BASE, Clock()) for part in parts(corpus)]
    blocks = [lay_down(number, [leaf], tmp_path) for number, leaf in enumerate(leaves)]
    found = open_whole(tmp_path, blocks, DEFAULT_BASE, corpus.versions)
    with staged(tmp_path / "out", GENERATED) as staging:
        write_entities(found, staging, Processes(1, lambda: None, print))
    return found


def test_corpus_comes_back_from_its_blocks(corpus: Corpus, whole: Whole) -> None:
    back = load(whole.stock())
    assert back.entities == corpus.entities
    assert back.facts == corpus.facts
    assert back.mentions == corpus.mentions
    assert back.documents == corpus.documents


def test_what_is_told_of_others_stays_out(whole: Whole) -> None:
    back = load(whole.stock(), {"project-0001", "park-0001"})
    assert [entity.id for entity in back.entities] == ["park-0001", "project-0001"]
    assert {fact.id for fact in back.facts} == {"f01", "f03", "f04", "f05"}


def test_a_page_without_room_for_all_says_so(whole: Whole) -> None:
    assert '"all":5' not in drawing(whole, None).page().replace(" ", "")
    page = drawing(whole, 2).page().replace(" ", "")
    assert '"n":2' in page
    assert f'"all":{len(whole.weights)}' in page
