"""Web pages. In: an .html file; out: its one document: the title, and the body without navigation, footer and advertisement.

trafilatura finds where the body is. Title and day come from what pages of Chinese authorities state of themselves (``ArticleTitle``, ``PubDate``,
发布时间：) rather than from guesses, which depend on the day on which they are made.
"""

from __future__ import annotations

import codecs
import datetime
import logging
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.sources.blocks import blocks_of, body_of
from kg.sources.decode import cleaned, decode
from kg.sources.document import Piece
from kg.sources.whole import as_day, one_document

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = re.compile("gb|big5|utf-?8")  # any other is a slip of the pen, or no encoding at all
_HEAD = 4096  # bytes in which a page must state its encoding; browsers look at 1024
_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s*[-_|｜–—]+\s*[^-_|｜–—]*(?:网|网站|政府|门户|平台|频道|公开|局|委|厅|办)\s*$")
_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
_VISIBLE = re.compile(rf"(?:发布|发文|成文|发稿|印发)?(?:日期|时间)\s*[:：]\s*{_DAY}")
_SAID_OF_PAGE = re.compile(
    r"(?:[\s|【】\[\]（）()]*(?:"
    rf"(?:发布|发文|成文|发稿|印发|更新)?(?:日期|时间)\s*[:：]\s*{_DAY}\s*日?(?:\s+\d{{1,2}}:\d\d(?::\d\d)?)?"
    r"|(?:信息|文章|稿件|内容)?来源\s*[:：]\s*[^\s|，。；：:【\[（(]{0,30}"
    r"|(?:字号|字体|字体大小)\s*[:：]?(?:[\s|【】\[\]（）()]*(?:特大|超大|大|中|小|默认))*"
    r"|打印(?:本页|此页|本文|文章)?|关闭(?:窗口|本页)?|收藏|(?:浏览|点击|阅读)(?:次数|量|数)\s*[:：]\s*\d*"
    r")(?=[\s|【】\[\]（）()]|$))+[\s|【】\[\]（）()]*"
)
_TITLES = ("articletitle", "og:title", "dc.title")
_DAYS = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:release_date",
    "datepublished",
    "dcterms.issued",
    "dc.date",
)
_REMEDY = "请用浏览器打开它，把标题和正文另存为 .txt"


def html_pieces(data: bytes, path: str) -> Iterator[Piece]:
    """The document of a page that ``data`` holds.

    Raises:
        SourceError: it is no text, or there is no title or no body in it.
    """
    tree = _tree(_text(data, path), path)
    metas = _metas(tree)
    title, day = _title(tree, metas), _day(tree, metas)
    lines = _body(tree, path)
    title = title or lines[0]
    yield one_document(title, _without_head(lines, title), path, day)


def _text(data: bytes, path: str) -> str:
    """By a byte-order mark, else by what the page says, else as any text; GB 2312 is said where GB 18030 is meant."""
    said = _CHARSET.search(data[:_HEAD])
    if said and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = said.group(1).decode("ascii", "replace").lower()
        if _CHINESE.match(name):
            try:
                return cleaned(data.decode("gb18030" if name.startswith("gb") else name))
            except (LookupError, UnicodeError):
                pass
    return decode(data, path)


def _tree(text: str, path: str) -> Any:
    from lxml import etree, html

    try:
        return html.document_fromstring(_DECLARED.sub("", text, count=1))
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"文件 {path} 不是网页", remedy=_REMEDY) from error


def _metas(tree: Any) -> dict[str, str]:
    """What the head states, by lower-case name; of several the first."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if said := (meta.get("content") or "").strip():
            metas.setdefault(name.lower(), said)
    return metas


def _title(tree: Any, metas: dict[str, str]) -> str:
    """What the head names, else the heading that the window's title begins with, else that without the name of the site."""
    for name in _TITLES:
        if name in metas:
            return _bare(metas[name])
    window = next((" ".join(found.text_content().split()) for found in tree.iter("title")), "")
    headings = [" ".join(found.text_content().split()) for found in tree.iter("h1")]
    named = next((said for said in headings if said and window.startswith(said)), "")
    return named or _bare(window) or next(filter(None, headings), "")


def _bare(title: str) -> str:
    """A title without the names of site and column behind it."""
    shorter = _SITE.sub("", title)
    while shorter and shorter != title:
        title, shorter = shorter, _SITE.sub("", shorter)
    return title


def _day(tree: Any, metas: dict[str, str]) -> datetime.date | None:
    stated = next((re.match(_DAY, metas[name]) for name in _DAYS if name in metas), None)
    match = stated or _VISIBLE.search(tree.text_content())
    return as_day(*match.groups()) if match else None


def _without_head(lines: list[str], title: str) -> list[str]:
    """The body without the title and what pages say of themselves under it."""
    at = 0
    while at < len(lines) and (lines[at] == title or _SAID_OF_PAGE.fullmatch(lines[at])):
        at += 1
    return lines[at:] or lines


def _body(tree: Any, path: str) -> list[str]:
    import trafilatura

    blocks = blocks_of(tree)
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it has to say is said by the error below
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, deduplicate=False)
    text = "" if found is None or isinstance(found, dict) else found.text or ""
    said = [line for line in text.split("\n") if line.strip()]
    if not said:
        raise SourceError(f"文件 {path} 里没有找到正文，可能由脚本生成", remedy=_REMEDY)
    return body_of(blocks, said) or said
