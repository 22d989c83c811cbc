"""Names in quotation and book marks."""

from __future__ import annotations

from analysed import analyse_words
from kg.mentions.quotes import find_quoted


def _found(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.type.value) for m in find_quoted(analyse_words(text))]


def test_book_title_is_a_policy() -> None:
    assert _found("印发《青禾市人才条例》。") == [("青禾市人才条例", "Policy")]


def test_short_quotation_is_a_slogan() -> None:
    assert _found("推进“三化一体”。") == [("三化一体", "Policy")]


def test_quotation_before_an_award_is_an_honour() -> None:
    assert _found("获得“文明之星”称号。") == [("文明之星", "Honor")]


def test_speech_is_no_name() -> None:
    assert _found("他说:“我们很好,谢谢。”") == []


def test_quoted_project_is_no_slogan() -> None:
    assert _found("新建“年产11万吨涂料项目”。") == [("年产11万吨涂料项目", "Project")]
