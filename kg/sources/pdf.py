"""PDF with text. In: a .pdf file; out: its one document, with the offsets at which its pages begin.

pdfium gives characters with their places; lines are joined into paragraphs again by kg/sources/reflow.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from kg.errors import SourceError
from kg.sources.decode import cleaned
from kg.sources.document import Piece
from kg.sources.reflow import Line, reflow
from kg.sources.txt import read_single

#: Characters that a page has at least on average; scans have a stamp or a page number at most.
LEAST = 10
#: In widths of a character: a narrower blank that pdfium made up is only spacing. Typesetters leave a quarter between Chinese and
#: Latin; between two Chinese characters they only stretch lines; between Latin words every blank counts.
_GAP = 0.6
_GAPS = {(False, False): 0.2, (True, True): 0.0}


@dataclass(frozen=True, slots=True)
class _Char:
    """A character, its left, bottom, right and top, and whether pdfium made it up."""

    said: str
    box: tuple[float, float, float, float]
    generated: bool


def pdf_pieces(data: bytes, path: str) -> Iterator[Piece]:
    """The document of a file that holds ``data``.

    Raises:
        SourceError: it is damaged or encrypted, a scan, or has no title or no body.
    """
    pages = _pages(data, path)
    if sum(len(line.text) for lines in pages for line in lines) < LEAST * len(pages):
        raise SourceError(
            f"文件 {path} 没有文字层，是扫描件", remedy="请先做文字识别（OCR），另存为带文字层的 PDF 或 .txt"
        )
    text, starts = reflow(pages)
    piece = read_single(text, path)
    yield replace(piece, pages=tuple(min(start, len(piece.text)) for start in starts))


def _pages(data: bytes, path: str) -> list[list[Line]]:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise SourceError(f"文件 {path} 加了密码", remedy="请先用密码打开，另存为不加密的 PDF") from error
        raise SourceError(f"文件 {path} 不是完好的 PDF", remedy="请重新下载或重新导出") from error
    try:
        return [_lines(document[number], raw) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise SourceError(f"文件 {path} 不是完好的 PDF", remedy="请重新下载或重新导出") from error
    finally:
        document.close()


def _lines(page: Any, raw: Any) -> list[Line]:
    """The lines of a page in the order of the file, without those that only have blanks."""
    held = page.get_textpage()
    try:
        lines: list[list[_Char]] = [[]]
        for at in range(held.count_chars()):
            said = chr(raw.FPDFText_GetUnicode(held, at))
            if said == "\n":
                lines.append([])
            elif said != "\r":
                box = held.get_charbox(at, loose=True)  # by the font, not by the ink: 一 is as high as 国
                lines[-1].append(_Char(said, box, raw.FPDFText_IsGenerated(held, at) == 1))
        return [line for line in map(_line, lines) if line is not None]
    finally:
        held.close()
        page.close()


def _line(chars: list[_Char]) -> Line | None:
    printed = [char for char in chars if not char.said.isspace()]
    if not printed:
        return None
    said = "".join(
        char.said for at, char in enumerate(chars) if not (char.generated and _is_spacing(chars[at - 1 : at + 2]))
    )
    text = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # rare characters come in halves
    wide = [char.box[2] - char.box[0] for char in printed if not char.said.isascii()]
    size = median(wide or [0.8 * (char.box[3] - char.box[1]) for char in printed])
    foot = median(char.box[1] for char in printed)
    words = cleaned(text).strip()
    if not words:  # letters of the private use area alone
        return None
    return Line(words, printed[0].box[0], printed[-1].box[2], foot, size)


def _is_spacing(around: list[_Char]) -> bool:
    """Whether a blank that pdfium made up is only the narrow space that typesetters leave beside Chinese."""
    if len(around) < 3:
        return True
    one, _, other = around
    width = max(one.box[2] - one.box[0], other.box[2] - other.box[0])
    gap = (other.box[0] - one.box[2]) / width if width > 0 else 0
    return gap < _GAPS.get((one.said.isascii(), other.said.isascii()), _GAP)
