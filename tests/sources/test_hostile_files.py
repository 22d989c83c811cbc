"""What a fuzzer (tests/fuzz) and a hostile mind found: files that are refused in one line, and never end a build with a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources import read_sources
from kg.sources.reflow import Line, reflow
from kg.sources.txt import read_single

BODY = "签约12个项目，总投资86亿元，全部项目建成后年产值可达100亿元。" * 5


def refusal(file: Path) -> str:
    with pytest.raises(SourceError) as caught:
        list(read_sources([file]))
    said = str(caught.value)
    assert said.isprintable()
    said.encode()
    return said


@pytest.mark.parametrize("charset", ["punycode", "undefined", "idna", "utf-7", "unicode_escape", "rot13", "hex"])
def test_page_in_an_encoding_of_pythons_own(tmp_path: Path, charset: str) -> None:
    file = tmp_path / "a.html"
    file.write_text(f'<meta charset="{charset}"><title>A report</title><p>{"Signed twelve. " * 20}</p>{BODY}', "utf-8")
    for document in read_sources([file]):
        document.text.encode()


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_page_of_nested_tags_is_read_or_refused(tmp_path: Path, tag: str) -> None:
    file = tmp_path / "a.html"
    file.write_text(f"<title>题</title><body>{f'<{tag}>' * 20_000}<p>{BODY}", "utf-8")
    assert "没有找到正文" in refusal(file)


@pytest.mark.parametrize(
    "line", ["[" * 20_000, '{"\\ud800": 1}', '{"\\u001b[31m\\n": 1}', '{"date": ' + "1" * 5000 + "}"]
)
def test_row_that_is_no_document(tmp_path: Path, line: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(line, "utf-8")
    assert "第 1 行" in refusal(file)


def test_half_characters_are_refused_and_nul_is_a_blank(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"title": "题\0目", "text": "正\0文"}), "utf-8")
    (document,) = read_sources([file])
    assert document.text == "题 目\n正 文"
    file.write_text(json.dumps({"title": "题", "text": "正\udc00文"}), "utf-8")
    assert "半个代理对" in refusal(file)


def test_name_that_is_no_utf_8(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xff.txt")
    file.write_text(f"题\n{BODY}", "utf-8")
    assert "名称不是 UTF-8" in refusal(file)


def test_name_with_control_characters_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a\n\x1b[31mb.txt"
    file.write_text("题\n", "utf-8")
    assert "\x1b" not in refusal(file)


def test_folder_with_loops_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"题\n{BODY}", "utf-8")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "loop").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [document.title for document in read_sources([tmp_path])] == ["题"]
    assert "不存在" in refusal(tmp_path / "pipe.txt")


def test_pages_that_say_nothing_twice(tmp_path: Path) -> None:
    """All lines are headers, none is left; letters without width have no size."""
    page = [Line("青禾市", 50, 50, 700, 0.0), Line("招商局", 50, 50, 680, 0.0)]
    assert reflow([page] * 3)[0] == ""
    assert reflow([page])[0]
    with pytest.raises(SourceError, match="没有标题"):
        read_single("", "a.pdf")
