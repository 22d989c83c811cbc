"""`kg explore` with places and types, and `explorer_limit`, over a small export folder."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import ExportError, KGError, QueryError
from kg.excerpt import write_excerpt
from kg.explorer import heaviest, read_texts, render_page
from kg.export import render_exports, write_exports
from kg.graph import assemble
from kg.rdf import to_rdf

TABLES = ("documents.jsonl", "entities.jsonl", "facts.jsonl", "mentions.jsonl")


@pytest.fixture
def exports(corpus, tmp_path):
    graph = assemble(corpus)
    files = render_exports(corpus, graph, to_rdf(graph), names=TABLES)
    write_exports({**files, "explorer.html": render_page(graph)}, tmp_path / "exports")
    return tmp_path / "exports"


def test_the_page_holds_what_was_asked_for_with_its_texts(exports, tmp_path, corpus):
    page = write_excerpt(exports, ["青禾市"], ["Park"], tmp_path / "out.html")
    assert page == tmp_path / "out.html"
    text = page.read_text(encoding="utf-8")
    assert read_texts(text) == {document.id: document.text for document in corpus.documents}
    assert '"excerpt":{"n":2,"all":4,"places":["青禾市"],"types":["Park"]}' in text


def test_a_folder_gets_a_file_of_its_own_name(exports, tmp_path):
    assert write_excerpt(exports, ["青禾市"], [], tmp_path / "made") == tmp_path / "made" / "explorer-subset.html"


def test_the_same_question_gives_the_same_bytes(exports, tmp_path):
    first, second = (write_excerpt(exports, ["青禾市"], [], tmp_path / name).read_bytes() for name in ("a", "b"))
    assert first == second


def test_the_command_writes_and_prints_the_address(exports, tmp_path):
    result = CliRunner().invoke(
        app, ["explore", "--exports", str(exports), "--place", "青禾市", "--out", str(tmp_path / "x.html"), "--print"]
    )
    assert result.exit_code == 0
    assert result.stdout.strip() == (tmp_path / "x.html").as_uri()


def test_an_unknown_place_writes_nothing(exports, tmp_path):
    result = CliRunner().invoke(
        app, ["explore", "--exports", str(exports), "--place", "青和市", "--out", str(tmp_path / "x.html"), "--print"]
    )
    assert isinstance(result.exception, QueryError)
    assert str(result.exception) == "没有名为 青和市 的地区。是不是 青禾市？"
    assert not (tmp_path / "x.html").exists()


def test_a_folder_without_a_build_is_told(tmp_path):
    with pytest.raises(ExportError, match="不存在"):
        write_excerpt(tmp_path, ["青禾市"], [])


def test_texts_that_an_excerpt_lacks_come_from_the_source_or_are_missed(exports, corpus, tmp_path, monkeypatch):
    """The page of a build with a limit may lack documents."""
    graph = assemble(corpus)
    graph.graph["documents"] = {}
    write_exports({"explorer.html": render_page(graph)}, exports)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KGError, match=r"找不到文档 .* 的原文（seeds/qinghe.txt）"):
        write_excerpt(exports, ["青禾市"], [])


@pytest.fixture
def passages_only(exports, corpus, tmp_path, monkeypatch):
    """The build's page has no room for whole texts; the folder in which it is asked is empty."""
    with monkeypatch.context() as small:
        small.setattr("kg.explorer.passages.BUDGET", 0)
        small.setattr("kg.explorer.passages.MOST", 0)
        page = render_page(assemble(corpus))
    assert read_texts(page) == {}
    write_exports({"explorer.html": page}, exports)
    monkeypatch.chdir(tmp_path)
    return exports


def test_texts_of_which_the_page_has_but_passages_come_whole_from_the_source(passages_only, corpus, tmp_path):
    (report,) = corpus.documents
    source = tmp_path / report.path
    source.parent.mkdir()
    source.write_text(report.text, encoding="utf-8")
    made = write_excerpt(passages_only, ["青禾市"], [], tmp_path / "out.html").read_text(encoding="utf-8")
    assert read_texts(made) == {report.id: report.text}


def test_without_whole_page_and_source_the_text_is_missed_and_nothing_written(passages_only, tmp_path):
    with pytest.raises(
        ExportError, match=r"找不到文档 .* 的原文（seeds/qinghe.txt）：网页里没有全文，源文件不在或已改动"
    ):
        write_excerpt(passages_only, ["青禾市"], [], tmp_path / "out.html")
    assert not (tmp_path / "out.html").exists()


def test_a_text_that_the_smaller_page_does_not_need_is_not_missed(passages_only, corpus, tmp_path):
    """Of a large build one folder of sources may be elsewhere."""
    rows = (passages_only / "entities.jsonl").read_text(encoding="utf-8")
    other = '{"id": "region-2", "type": "Region", "name": "白川市"}'
    template = json.loads(rows.splitlines()[0])
    row = {**template, **json.loads(other), "aliases": [], "within": ""}
    (passages_only / "entities.jsonl").write_text(rows + json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    made = write_excerpt(passages_only, ["白川市"], [], tmp_path / "out.html").read_text(encoding="utf-8")
    assert read_texts(made) == {}


def test_a_page_with_a_limit_says_so(corpus):
    page = render_page(*heaviest(assemble(corpus), 2))
    assert '"excerpt":{"n":2,"all":4,"places":[],"types":[]}' in page
