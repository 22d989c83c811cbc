"""The same report in every encoding and shape that users have gives the same facts."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from kg.config import load_config
from kg.model import Corpus
from kg.pipeline import build

TITLE = "2021年青禾市政府工作报告"
BODY = "2020年工作回顾 全市地区生产总值1234.5亿元,增长6.1%。引进总投资50亿元的云岭芯谷产业园项目。"


def _built(tmp_path: Path, content: bytes) -> Corpus:
    source = tmp_path / "report.txt"
    source.write_bytes(content)
    return build(load_config(None, sources=(source,), out=tmp_path / "out"), keep=True).corpus


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return _built(tmp_path_factory.mktemp("plain"), f"{TITLE}\n{BODY}\n2021-02-03\n".encode())


@pytest.mark.parametrize(
    "content",
    [
        f"{TITLE}\n{BODY}\n2021-02-03\n".encode("gb18030"),
        f"{TITLE}\n{BODY}\n2021-02-03\n".encode("utf-16"),
        codecs.BOM_UTF8 + f"{TITLE}\n{BODY}\n2021-02-03\n".encode(),
        f"{TITLE}\r\n{BODY}\r\n2021-02-03\r\n".encode(),
    ],
    ids=["gb18030", "utf-16", "bom", "crlf"],
)
def test_encoding_does_not_matter(plain: Corpus, tmp_path: Path, content: bytes) -> None:
    other = _built(tmp_path, content)
    assert {fact.id for fact in other.facts} == {fact.id for fact in plain.facts} != set()


def test_document_without_date_is_read(tmp_path: Path) -> None:
    (document,) = _built(tmp_path, f"{TITLE}\n{BODY}\n".encode()).documents
    assert (document.date, document.year) == (None, 2021)


def test_hostile_names_come_through_unharmed(tmp_path: Path) -> None:
    title = '"><script>alert(1)</script>2021年青禾市政府工作报告😀'
    _built(tmp_path, f"{title}\n{BODY}推进“<img src=x onerror=1>”行动计划。\n".encode())
    page = (tmp_path / "out" / "explorer.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "odd",
    [
        "云岭产业园\ue000开工。",
        "投入" + "一万" * 1500 + "元。",
        "投入" + "9" * 400 + "亿元。",
        "2018年十十月十日开工。",
    ],
    ids=["private-use", "endless numeral", "endless digits", "impossible date"],
)
def test_one_odd_sentence_does_not_stop_a_build(tmp_path: Path, odd: str) -> None:
    assert _built(tmp_path, f"{TITLE}\n{odd}{BODY}\n".encode()).facts


def test_a_sentence_without_end_is_read_in_time(tmp_path: Path) -> None:
    endless = "推动云岭产业园和星河公司项目建设" * 600
    assert _built(tmp_path, f"{TITLE}\n{BODY}{endless}\n".encode()).facts
