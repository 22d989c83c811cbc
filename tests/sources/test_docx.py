from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word

from kg.errors import SourceError
from kg.sources import read_sources


def saved(folder: Path, word: Word) -> Path:
    word.save(str(folder / "a.docx"))
    return folder / "a.docx"


def test_paragraphs_and_tables_in_their_order(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("青府〔2018〕1号")
    word.add_paragraph("青禾市招商", style="Title")
    word.add_paragraph("签约12个项目。\n总投资86亿元。")
    table = word.add_table(2, 3)
    for cell, said in zip(table._cells, ["指标", "数值", "", "生产总值", "", "50亿元"], strict=True):
        cell.text = said
    table.cell(0, 1).merge(table.cell(0, 2))
    word.add_paragraph("以上为草案。")
    word.add_paragraph("2018年1月22日")
    (document,) = read_sources([saved(tmp_path, word)])
    assert document.text == (
        "青禾市招商\n签约12个项目。\n总投资86亿元。\n指标 | 数值\n生产总值 |  | 50亿元\n以上为草案。"
    )
    assert (document.date, document.text_start) == (datetime.date(2018, 1, 22), 0)


def test_without_a_styled_title_a_short_first_paragraph_is_it(tmp_path: Path) -> None:
    word = docx.Document()
    for said in ("", "青禾市招商", "签约12个项目。"):
        word.add_paragraph(said)
    (document,) = read_sources([saved(tmp_path, word)])
    assert document.text == "青禾市招商\n签约12个项目。"


def test_without_any_title_that_of_the_properties_is_taken(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title = "青禾市招商"
    word.add_paragraph("签约12个项目。")
    (document,) = read_sources([saved(tmp_path, word)])
    assert document.text == "青禾市招商\n签约12个项目。"


@pytest.mark.parametrize("data", [b"", b"PK\3\4 damaged", "一篇文字".encode()])
def test_what_is_no_word_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(SourceError, match=r"a\.docx .*docx") as caught:
        list(read_sources([tmp_path / "a.docx"]))
    assert "\n" not in str(caught.value)


def test_archive_without_word_in_it_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("a.txt", "题\n文")
    with pytest.raises(SourceError, match=r"a\.docx"):
        list(read_sources([tmp_path / "a.docx"]))


def test_document_without_title_is_refused(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title = ""
    word.add_paragraph("签约12个项目。")
    with pytest.raises(SourceError, match="没有标题"):
        list(read_sources([saved(tmp_path, word)]))


def with_xml(folder: Path, inner: str, head: str = "") -> Path:
    """A file whose XML is no work of Word's."""
    file, name = saved(folder, docx.Document()), "word/document.xml"
    with zipfile.ZipFile(file) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts[name] = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{space}">{inner}</w:document>'.encode()
    with zipfile.ZipFile(file, "w") as new:
        for part, data in parts.items():
            new.writestr(part, data)
    return file


def paragraph(said: str) -> str:
    return f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"


def row(properties: str, said: str) -> str:
    return f"<w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(said)}</w:tc></w:tr>"


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY e0 'ha'>"
    + "".join(f"<!ENTITY e{n} '" + f"&e{n - 1};" * 10 + "'>" for n in range(1, 12))
    + "]>"
)
NO_NUMBER = row('<w:gridSpan w:val="x"/>', "甲")


@pytest.mark.parametrize(
    ("inner", "head"),
    [
        ("", ""),
        ("<w:body>" + "<w:p>" * 20_000, ""),
        (f"<w:body>{paragraph('&e11;')}</w:body>", LAUGHS),
        (f"<w:body><w:tbl>{NO_NUMBER}</w:tbl></w:body>", ""),
    ],
    ids=["no body", "deep", "a billion laughs", "no number"],
)
def test_hostile_xml_is_refused(tmp_path: Path, inner: str, head: str) -> None:
    with pytest.raises(SourceError, match="不是完好的"):
        list(read_sources([with_xml(tmp_path, inner, head)]))


def test_spans_without_end_are_read(tmp_path: Path) -> None:
    rows = row('<w:vMerge w:val="restart"/>', "甲") + row("<w:vMerge/>", "") * 2000
    wide = row('<w:gridSpan w:val="2000000000"/>', "乙")
    file = with_xml(tmp_path, f"<w:body>{paragraph('题')}<w:tbl>{rows}{wide}</w:tbl></w:body>")
    (document,) = read_sources([file])
    assert document.text.split("\n") == ["题", *["甲"] * 2001, "乙"]


def test_damaged_packing_is_refused(tmp_path: Path) -> None:
    data = bytearray(saved(tmp_path, docx.Document()).read_bytes())
    at = data.index(b"PK\1\2")
    for place, value in ((8, 1), (6, 236), (10, 99)):  # encrypted, of a later version, packed otherwise
        spoilt = data.copy()
        spoilt[at + place] = value
        (tmp_path / "a.docx").write_bytes(spoilt)
        with pytest.raises(SourceError, match="不是完好的"):
            list(read_sources([tmp_path / "a.docx"]))


@pytest.mark.parametrize("flags", [b"\1", b"\0"])
def test_encrypted_or_broken_parts_are_refused(tmp_path: Path, flags: bytes) -> None:
    word = docx.Document()
    word.add_paragraph("青禾市招商")
    data = bytearray(saved(tmp_path, word).read_bytes())
    if flags == b"\1":
        at = data.index(b"PK\1\2")
        while at >= 0:
            data[at + 8] |= 1
            at = data.find(b"PK\1\2", at + 1)
    else:
        with zipfile.ZipFile(tmp_path / "a.docx") as archive:
            info = archive.getinfo("word/document.xml")
        data[info.header_offset + 60 : info.header_offset + 160] = b"\xff" * 100
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(SourceError, match=r"a\.docx"):
        list(read_sources([tmp_path / "a.docx"]))
