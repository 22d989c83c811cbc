from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources.decode import decode

TEXT = "青禾市招商引资推介会\n本次推介会共签约12个项目,总投资86.5亿元。\n"
TRADITIONAL = (
    "澳門特別行政區公佈年度施政報告，重點推動經濟適度多元發展，加強與各城市的產業合作，支持中小企業轉型。"
    "政府計劃投資五十億元興建輕軌東線及離島醫療綜合體，預計明年竣工通車，並舉辦國際展覽會，吸引海外企業參與。"
)
COMMON = st.text(
    alphabet="青禾市政府工作报告招商引资项目总投资亿元企业发展建设一年来我们园区签约开工投产产业升级", min_size=4
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "gb2312"])
def test_decode_reads_chinese_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_decode_reads_both_byte_orders(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "a.txt") == TEXT


def test_decode_reads_big5() -> None:
    assert decode(TRADITIONAL.encode("big5"), "a.txt") == TRADITIONAL


@given(COMMON, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
@settings(deadline=None)
def test_decode_reads_short_texts(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text and "\r" not in text))
def test_decode_keeps_the_length_of_any_utf8(text: str) -> None:
    unmarked = "x" + text
    assert len(decode(unmarked.encode(), "a.txt")) == len(unmarked)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_decode_makes_line_ends_newlines(ends: str) -> None:
    assert decode(TEXT.replace("\n", ends).encode(), "a.txt") == TEXT


def test_decode_makes_control_characters_blanks() -> None:
    assert decode("标题\x0c\n正\x01文\ufeff".encode(), "a.txt") == "标题 \n正 文 "


@pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8])
def test_decode_refuses_empty_files(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"文件 a\.txt 是空的"):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", TEXT.encode("utf-16-le"), "题\0文".encode()])
def test_decode_refuses_binary_files(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.txt .*UTF-8"):
        decode(data, "a.txt")


def test_decode_names_the_damaged_byte() -> None:
    with pytest.raises(SourceError, match="第 4 字节"):
        decode("题".encode() + b"\xff\xff\xff" + TEXT.encode(), "a.txt")


def test_decode_refuses_a_damaged_utf16() -> None:
    with pytest.raises(SourceError, match="utf-16-le"):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8a", "a.txt")
