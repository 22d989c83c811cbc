"""`kg links`: the table it writes is the one that a build reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.lexicon.data import read_text
from kg.lexicon.divisions import load_divisions
from kg.lexicon.wikidata import WikidataLink, load_links

RUN = CliRunner()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_answer_extends_the_shipped_table(folder: Path) -> None:
    have = load_links()
    codes = {link.code for link in have}
    missing = next(division for division in load_divisions() if division.existed(None) and division.code not in codes)
    answer = f"item,code,name\nQ999999999,{missing.code},{missing.name}\n"
    (folder / "answer.csv").write_text(answer, encoding="utf-8")
    done = RUN.invoke(app, ["links", "answer.csv"])
    assert done.exit_code == 0, done.output
    assert f"有 {len(have) + 1} 个区划：采用 1，沿用 {len(have)}；未采用 0" in done.output
    assert WikidataLink(missing.code, "Q999999999", "p442") in load_links(folder / "wikidata.tsv")


def test_second_answer_extends_the_table_that_is_there(folder: Path) -> None:
    (folder / "mine.tsv").write_text("code\tqid\tsource\n441900\tQ59218\tp442\n", encoding="utf-8")
    (folder / "answer.csv").write_text("item,code,name\nQ16572,4401,广州市\nQ9,4402,青禾市\n", encoding="utf-8")
    done = RUN.invoke(app, ["links", "answer.csv", "--out", "mine.tsv"])
    assert [link.code for link in load_links(folder / "mine.tsv")] == ["440100", "441900"]
    assert "未采用：第 3 行 Q9 代码 440200：条目名“青禾市”不是现名“韶关市”" in done.output


def test_query_is_printed_for_pasting() -> None:
    assert RUN.invoke(app, ["links", "--query"]).output == read_text("wikidata.rq")


def test_without_an_answer_the_usage_is_shown() -> None:
    assert RUN.invoke(app, ["links"]).exit_code == 2
