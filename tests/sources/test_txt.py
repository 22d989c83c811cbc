from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources.document import Piece
from kg.sources.txt import MAX_TITLE, read_txt

LONG = "青禾市引进云岭芯谷项目,总投资五十亿元。" * 10
DAY = datetime.date(2021, 2, 3)
WORDS = st.text(alphabet="青禾市云岭芯谷签约,。 项目ab12", min_size=1).filter(str.strip)


def pieces(text: str) -> list[Piece]:
    return list(read_txt(text, "a.txt"))


def test_collection_gives_each_document_its_date() -> None:
    found = pieces("-\n甲\n正文一\n2021-02-03\n-\n乙\n正文二\n第二段\n2022-02-03\n")
    assert [(p.title, p.text, p.date) for p in found] == [
        ("甲", "甲\n正文一", DAY),
        ("乙", "乙\n正文二\n第二段", datetime.date(2022, 2, 3)),
    ]


def test_collection_is_known_without_leading_divider() -> None:
    assert [p.title for p in pieces("甲\n正文一\n2021-02-03\n-\n乙\n正文二\n2021-02-03")] == ["甲", "乙"]


@pytest.mark.parametrize(
    "footer",
    [
        "有想补充的信息?点我投稿\n\n- 联系我们\n- 企业入驻\n",
        "-\n有想补充的信息?点我投稿\n\n- 联系我们\n",
        "某某网站\n热线电话\n",
    ],
)
def test_collection_drops_the_footer(footer: str) -> None:
    found = pieces("-\n甲\n正文一\n2021-02-03\n" + footer)
    assert [p.text for p in found] == ["甲\n正文一"]


def test_collection_reads_a_last_document_without_date() -> None:
    found = pieces(f"-\n甲\n正文一\n2021-02-03\n-\n乙\n{LONG}\n联系我们")
    assert [(p.text, p.date) for p in found][1:] == [(f"乙\n{LONG}", None)]


def test_collection_reads_an_inner_document_without_date() -> None:
    found = pieces("-\n甲\n正文一\n-\n乙\n正文二\n2021-02-03\n")
    assert [(p.title, p.date) for p in found] == [("甲", None), ("乙", DAY)]


def test_collection_keeps_a_day_of_signature_in_the_body() -> None:
    assert pieces("-\n甲\n正文一\n2020-01-01\n2021-02-03\n")[0].text == "甲\n正文一\n2020-01-01"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("-\n甲\n2021-02-03\n", "第 2 行"),
        ("-\n甲\n正文\n2021-02-03\n-\n乙\n", "第 6 行"),
        ("-\n甲\n正文\n2021-02-03\n-\n乙\n太短\n", "第 6 行"),
        ("-\n2021-02-03\n", "第 2 行"),
    ],
)
def test_collection_refuses_truncated_blocks(text: str, line: str) -> None:
    with pytest.raises(SourceError, match=rf"a\.txt 的文档不完整.*{line}.*请补上"):
        pieces(text)


def test_collection_refuses_text_behind_the_date() -> None:
    with pytest.raises(SourceError, match=r"第 4 行.*加一行 -"):
        pieces(f"-\n甲\n正文\n2021-02-03\n{LONG}\n")


def test_collection_refuses_documents_run_together() -> None:
    with pytest.raises(SourceError, match="连在一起（第 5 行）"):
        pieces(f"-\n甲\n正文\n2021-02-03\n乙\n{LONG}\n2021-02-03\n")


def test_collection_refuses_a_day_that_is_none() -> None:
    with pytest.raises(SourceError, match="2021-02-30 不存在（第 4 行）"):
        pieces("-\n甲\n正文\n2021-02-30\n")


def test_collection_of_dividers_holds_nothing() -> None:
    assert pieces("-\n-\n") == []


def test_single_reads_title_body_and_date() -> None:
    assert pieces("甲\n正文一\n正文二\n2021-02-03\n") == [Piece("甲", "甲\n正文一\n正文二", 0, DAY)]


@pytest.mark.parametrize("line", ["2021年2月3日", "2021/2/3", "2021.02.03", "发布日期：2021-02-03"])
def test_single_reads_other_ways_to_write_a_day(line: str) -> None:
    assert pieces(f"甲\n正文\n{line}")[0].date == DAY


def test_single_reads_a_date_under_the_title_and_keeps_the_stretch() -> None:
    assert pieces("甲\n2021-02-03\n正文") == [Piece("甲", "甲\n2021-02-03\n正文", 0, DAY)]


def test_single_has_no_date_when_none_is_given() -> None:
    assert pieces("甲\n正文")[0].date is None


def test_single_keeps_a_lone_hyphen_line() -> None:
    assert pieces("甲\n正文\n-\n正文")[0].text == "甲\n正文\n-\n正文"


def test_single_drops_boilerplate_around_the_date() -> None:
    assert pieces("甲\n正文\n2021-02-03\n【打印本页】\n上一篇:某文\n") == [Piece("甲", "甲\n正文", 0, DAY)]


@pytest.mark.parametrize(("text", "what"), [("2021-02-03", "没有标题"), ("甲\n", "没有正文"), ("联系我们", "没有标题")])
def test_single_refuses_what_is_no_document(text: str, what: str) -> None:
    with pytest.raises(SourceError, match=f"{what}（第 1 行）"):
        pieces(text)


def test_single_refuses_a_text_without_title_line() -> None:
    with pytest.raises(SourceError, match=f"没有标题行.*不超过 {MAX_TITLE} 字"):
        pieces(f"{LONG}\n{LONG}")


@given(WORDS, st.lists(WORDS, min_size=1), st.integers(0, 3), st.sampled_from(["", "-\n", "\n\n", " "]))
def test_offsets_hold_against_the_file(title: str, body: list[str], blanks: int, head: str) -> None:
    text = head + title + "\n" * (1 + blanks) + "\n".join(body) + "\n2021-02-03\n"
    (piece,) = pieces(text)
    assert text[piece.start : piece.start + len(piece.text)] == piece.text
    assert piece.text.startswith(piece.title) and piece.text.endswith(body[-1].strip())


def test_offsets_hold_in_a_collection() -> None:
    text = "-\n 甲 \n\n正文一 \n2021-02-03\n-\n乙\n正文二\n2021-02-03\n"
    assert [text[p.start : p.start + len(p.text)] for p in pieces(text)] == ["甲 \n\n正文一", "乙\n正文二"]
