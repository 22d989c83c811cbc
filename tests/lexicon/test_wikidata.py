"""The table of Wikidata items: one to one, of divisions in force, and a user's table is checked line by line."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon.data import FOLDER, read_rules, read_text
from kg.lexicon.divisions import load_divisions
from kg.lexicon.wikidata import TABLE, WikidataLink, load_links, render_links

HEAD = "code\tqid\tsource\n"


def table(folder: Path, rows: str) -> Path:
    file = folder / "my.tsv"
    file.write_text(HEAD + rows, encoding="utf-8")
    return file


def test_shipped_table_is_sorted_and_one_to_one() -> None:
    links = load_links()
    assert list(links) == sorted(links)
    assert len({link.code for link in links}) == len({link.qid for link in links}) == len(links)


def test_every_linked_code_is_in_force() -> None:
    divisions = load_divisions()
    found = [divisions.get(link.code) for link in load_links()]
    assert all(division is not None and division.existed(None) for division in found)


def test_coverage_is_what_the_readme_says() -> None:
    divisions = load_divisions()
    levels = Counter(division.level for link in load_links() if (division := divisions.get(link.code)))
    (told,) = re.findall(r"省级 (\d+) / 34，地级 (\d+) / 333，县级 (\d+) / 2845", read_text("README.md"))
    assert tuple(map(int, told)) == (levels["province"], levels["prefecture"], levels["county"])


def test_query_in_the_readme_is_the_one_that_ships() -> None:
    assert f"```sparql\n{read_text('wikidata.rq')}```" in read_text("README.md")


def test_every_source_of_the_table_is_named() -> None:
    assert {link.source for link in load_links()} == set(read_rules("wikidata.toml")["sources"])


@pytest.mark.parametrize(("code", "qid"), [("441900", "Q59218"), ("440000", "Q15175"), ("810000", "Q8646")])
def test_item_of_a_division(code: str, qid: str) -> None:
    assert {link.code: link.qid for link in load_links()}[code] == qid


def test_table_comes_back_as_it_was_written() -> None:
    shipped = FOLDER.joinpath(TABLE).read_text(encoding="utf-8")
    comment, rest = shipped.split("\n", 1)
    assert comment.startswith("#")
    assert render_links(load_links()) == rest


def test_users_table_is_read_with_byte_order_mark_and_comments(tmp_path: Path) -> None:
    file = tmp_path / "my.tsv"
    file.write_text(f"\ufeff# 自己的\n{HEAD}\n441900\tQ59218\tp442\n", encoding="utf-8")
    assert load_links(file) == (WikidataLink("441900", "Q59218", "p442"),)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("441900\tQ59218", "第 2 行有误：应有 3 列"),
        ("441900\t59218\tp442", "第 2 行有误：59218 不是维基数据条目"),
        ("441900\tQ59218\tname", "第 2 行有误：来源 name 不对"),
        ("999999\tQ59218\tp442", "第 2 行有误：代码 999999 不在区划表里"),
        ("110103\tQ1\tp442", "第 2 行有误：代码 110103 的崇文区已撤销"),
        ("440100\tQ1\tp442\n440100\tQ2\tp442", "第 3 行有误：440100 与第 2 行重复"),
        ("440100\tQ1\tp442\n441900\tQ1\tp442", "第 3 行有误：Q1 与第 2 行重复"),
        ("441900\tQ1\tp442\n440100\tQ2\tp442", "第 3 行有误：440100 应排在 441900 之前"),
    ],
)
def test_wrong_line_is_named(rows: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        load_links(table(tmp_path, rows + "\n"))
    assert "my.tsv" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"qid\tcode\n", "\u884c".encode("gb18030")])
def test_file_that_is_no_table_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "my.tsv"
    file.write_bytes(content)
    with pytest.raises(LexiconError, match=r"my\.tsv"):
        load_links(file)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="无法读取"):
        load_links(tmp_path / "none.tsv")
