"""Word. In: a .docx file; out: its one document: paragraphs and rows of tables, in their order.

Read is what the body holds as text. Numbers that Word sets itself before paragraphs, text boxes, notes and headers stay out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.sources.archive import refuse_bombs
from kg.sources.document import Piece
from kg.sources.txt import MAX_TITLE
from kg.sources.whole import one_document

#: Styles that Word gives to a title, by their names in English, which files keep in every language.
TITLES = ("Title", "标题")
#: What stands between the cells of a row.
CELLS = " | "
_REMEDY = "请用 Word 或 WPS 打开，另存为不加密的 .docx"


def docx_pieces(data: bytes, path: str) -> Iterator[Piece]:
    """The document of a file that holds ``data``.

    Raises:
        SourceError: it is damaged, encrypted or too large, or has no title or no body.
    """
    try:
        styled, stated = _content(data, path)
    except SourceError:
        raise
    except Exception as error:  # python-docx trusts what it is given: any attribute may be missing, any number none
        raise SourceError(f"文件 {path} 不是完好的 .docx，或已加密", remedy=_REMEDY) from error
    lines = [line for _, line in styled]
    title = _title(styled) or stated
    if title in lines:
        lines = lines[lines.index(title) :]  # above the title stand a number of the file or the name of the office
    yield one_document(title, lines, path)


def _content(data: bytes, path: str) -> tuple[list[tuple[str, str]], str]:
    """The lines that say something, each with its style, and the title that the file states of itself."""
    import docx

    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        refuse_bombs(opened.infolist(), path)
    document = docx.Document(io.BytesIO(data))
    styled = [(style, line) for style, line in _lines(document) if line]
    return styled, " ".join(document.core_properties.title.split())


def _title(styled: list[tuple[str, str]]) -> str:
    """The paragraph in the style of a title, else the first when it is short and no sentence; else nothing."""
    for style, line in styled:
        if style in TITLES:
            return line
    first = styled[0][1] if styled else ""
    return first if len(first) <= MAX_TITLE and not first.endswith(("。", "；", "，")) else ""


def _lines(document: Any) -> Iterator[tuple[str, str]]:
    """Paragraphs and rows with the name of their style; a line break inside a paragraph ends a line."""
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            style = block.style.name if block.style is not None else ""
            yield from ((style or "", line.strip()) for line in block.text.split("\n"))
        else:
            yield from (("", row) for row in _rows(block))


def _rows(table: Any) -> Iterator[str]:
    """Rows as lines; a cell that spans columns is told once, one that spans rows in each.

    python-docx's own cells of a row are not asked for: it climbs from row to row again for every cell, and makes as many cells as a span
    says that there are, a number that anyone can write.
    """
    from docx.table import _Cell

    above: dict[int, str] = {}
    for row in table._tbl.tr_lst:
        at, here = getattr(row, "grid_before", 0), {}
        for cell in row.tc_lst:
            goes_on = cell.vMerge == "continue" and at in above
            here[at] = above[at] if goes_on else " ".join(_Cell(cell, table).text.split())
            at += cell.grid_span
        yield CELLS.join(here.values()) if any(here.values()) else ""
        above = here
