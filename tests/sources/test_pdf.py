from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kg.errors import SourceError
from kg.sources import read_sources

FONT, SIZE, LEFT, TOP, WIDE = "STSong-Light", 12, 72, 740, 36  # a line of 36 characters
SENTENCES = [
    "过去一年，青禾市签约云岭芯谷等12个项目，总投资86.5亿元，同比增长8.2%，其中由星河半导体有限公司建设的项目投资超50亿元。",
    "一、2017年工作回顾",
    "全市生产总值完成1234.56亿元，增长7.9%，规模以上工业增加值增长9.1%，固定资产投资增长12%，一般公共预算收入86亿元。",
    "新增规模以上企业54家。",
]


def lines_of(paragraph: str) -> list[str]:
    """As a typesetter breaks it: indented by two characters, numbers whole."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    lines = ["\u3000\u3000"]
    for piece in re.findall(r"[\d.%]+|.", paragraph):
        if pdfmetrics.stringWidth(lines[-1] + piece, FONT, SIZE) > WIDE * SIZE:
            lines.append("")
        lines[-1] += piece
    return lines


def written(
    folder: Path, pages: Sequence[Sequence[str]], *, header: str = "", number: bool = False, key: str = ""
) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    encrypt = StandardEncryption(key) if key else None
    canvas = Canvas(str(folder / "a.pdf"), pagesize=A4, encrypt=encrypt, invariant=1)
    for at, lines in enumerate(pages, 1):
        canvas.setFont(FONT, SIZE)
        canvas.drawCentredString(A4[0] / 2, 800, header)
        for line, said in enumerate(lines):
            title = at == 1 and line == 0
            canvas.setFont(FONT, 18 if title else SIZE)
            indent = len(said) - len(said.lstrip("\u3000"))
            canvas.drawString(LEFT + SIZE * indent + (100 if title else 0), TOP - 20 * line, said.lstrip("\u3000"))
        canvas.setFont(FONT, SIZE)
        canvas.drawCentredString(A4[0] / 2, 40, f"- {at} -" if number else "")
        canvas.showPage()
    canvas.save()
    return folder / "a.pdf"


def test_lines_are_paragraphs_again(tmp_path: Path) -> None:
    lines = [line for sentence in SENTENCES * 3 for line in lines_of(sentence)]
    file = written(tmp_path, [["2018年青禾市政府工作报告", *lines, "\u3000\u30002018年1月22日"]])
    (document,) = read_sources([file])
    assert document.text == "\n".join(["2018年青禾市政府工作报告", *SENTENCES * 3])
    assert (document.date, document.pages) == (datetime.date(2018, 1, 22), (0,))


def test_headers_and_page_numbers_are_no_text_and_paragraphs_run_over_pages(tmp_path: Path) -> None:
    lines = ["青禾市招商", *(line for sentence in SENTENCES * 6 for line in lines_of(sentence))]
    pages = [lines[:9], lines[9:18], lines[18:]]
    (document,) = read_sources([written(tmp_path, pages, header="青禾市文件（2018）", number=True)])
    assert document.text == "\n".join(["青禾市招商", *SENTENCES * 6])
    firsts = [page[0].lstrip("\u3000") for page in pages]
    assert [document.text[at:].startswith(first) for at, first in zip(document.pages, firsts, strict=True)] == [
        True
    ] * 3


def test_title_over_two_lines_is_one(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont(FONT, 20)
    canvas.drawCentredString(A4[0] / 2, 790, "关于青禾市2017年国民经济和社会发展计划")
    canvas.drawCentredString(A4[0] / 2, 765, "执行情况的报告")
    canvas.setFont(FONT, SIZE)
    for at, line in enumerate(line for sentence in SENTENCES for line in lines_of(sentence)):
        indent = len(line) - len(line.lstrip("\u3000"))
        canvas.drawString(LEFT + SIZE * indent, 720 - 20 * at, line.lstrip("\u3000"))
    canvas.save()
    (document,) = read_sources([tmp_path / "a.pdf"])
    assert document.title == "关于青禾市2017年国民经济和社会发展计划执行情况的报告"


def test_empty_page_begins_where_the_next_does(tmp_path: Path) -> None:
    lines = ["青禾市招商", *lines_of(SENTENCES[0])]
    (document,) = read_sources([written(tmp_path, [lines, [], lines_of(SENTENCES[2])])])
    assert document.pages == (0, document.text.index("全市"), document.text.index("全市"))


def test_scan_is_refused_with_what_helps(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.pdf 没有文字层，是扫描件。.*OCR") as caught:
        list(read_sources([written(tmp_path, [[], []], number=True)]))
    assert "\n" not in str(caught.value)


def test_encrypted_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.pdf 加了密码"):
        list(read_sources([written(tmp_path, [["题", *SENTENCES]], key="secret")]))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nhalf", "一篇文字".encode()])
def test_damaged_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(SourceError, match=r"a\.pdf 不是完好的 PDF"):
        list(read_sources([tmp_path / "a.pdf"]))
