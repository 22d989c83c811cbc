"""The lines of a web page as a reader sees them. In: its tree; out: blocks, each a line, and which of them are the body.

What finds the body of any page may pass over tables, lists and repeated paragraphs inside it. So it only says where the body begins and
ends, and what lies between is read whole, but for lines that are mostly links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

#: What stands between the cells of a row.
CELLS = " | "
CELL = 200  # code points; a longer cell holds a part of the page rather than a value
LONG = 15  # code points of a line that is not by chance also somewhere else
_SILENT = re.compile("head|script|style|noscript|template|nav|footer|aside|button|select|textarea|iframe|object|svg")
_BLOCKS = re.compile(
    "address|article|blockquote|body|center|d[dlt]|div|fieldset|figcaption|figure|form|h[1-6]|header|hr|html|li|main|[ou]l|p|pre|section"
    "|table|tbody|td|tfoot|th|thead|tr"
)
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\xff])[ \t]*\n\s*(?=[^\x00-\xff])")
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")


@dataclass(slots=True)
class Block:
    """A line, and how many of its characters are links."""

    text: str = ""
    linked: int = 0


def blocks_of(tree: Any) -> list[Block]:
    """The lines of a page from head to foot, without those that only have blanks."""
    blocks = [Block()]
    _walk(tree, blocks, linked=False)
    for block in blocks:
        block.text = _BLANKS.sub(" ", _BETWEEN_HAN.sub("", block.text)).strip()
    return [block for block in blocks if block.text]


def body_of(blocks: Sequence[Block], found: Sequence[str]) -> list[str]:
    """The lines from the first to the last that were found to be the body; none when none of them is a line of the page."""
    known = {_bare(line) for line in found}
    whole = "\n".join(_bare(line) for line in found)

    def is_found(block: Block) -> bool:
        bare = _bare(block.text)
        return bare in known or (len(bare) >= LONG and bare in whole)

    sure = [at for at, block in enumerate(blocks) if len(_bare(block.text)) >= LONG and is_found(block)]
    if not sure:
        return []
    first, last = sure[0], sure[-1]
    while first > 0 and is_found(blocks[first - 1]):
        first -= 1
    while last + 1 < len(blocks) and is_found(blocks[last + 1]):
        last += 1
    return [block.text for block in blocks[first : last + 1] if 2 * block.linked <= len(block.text) or is_found(block)]


def _bare(line: str) -> str:
    return re.sub(r"[\s|]+", "", line)


def _walk(element: Any, blocks: list[Block], *, linked: bool) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""  # comments have no name
    if tag and not _SILENT.fullmatch(tag) and "display:none" not in (element.get("style") or "").replace(" ", ""):
        _inside(element, tag, blocks, linked=linked or tag == "a")
    if element.tail and element.getparent() is not None:
        _say(element.tail, blocks, linked=linked)


def _inside(element: Any, tag: str, blocks: list[Block], *, linked: bool) -> None:
    if tag == "br":
        blocks.append(Block())
        return
    if _BLOCKS.fullmatch(tag):
        blocks.append(Block())
    cells = list(_cells(element)) if tag == "tr" else []
    if len(cells) > 1 and all(len(cell) <= CELL for cell in cells):
        blocks[-1].text = CELLS.join(cells) if any(cells) else ""
    else:
        _say(element.text or "", blocks, linked=linked)
        for child in element:
            _walk(child, blocks, linked=linked)
    if _BLOCKS.fullmatch(tag):
        blocks.append(Block())


def _say(words: str, blocks: list[Block], *, linked: bool) -> None:
    blocks[-1].text += words
    blocks[-1].linked += len(words.strip()) if linked else 0


def _cells(row: Any) -> Iterator[str]:
    """The words of the cells; a table inside counts as too long."""
    for cell in row:
        if cell.tag in ("td", "th"):
            inner = any(True for _ in cell.iter("table"))
            yield "　" * (CELL + 1) if inner else " ".join(block.text for block in blocks_of(cell))
