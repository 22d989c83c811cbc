"""Wikidata items of administrative divisions. In: a table of codes and items; out: links, checked to be one to one.

The table ships as ``wikidata.tsv``; a user's own, made by ``kg links``, has the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from kg.errors import LexiconError
from kg.lexicon.data import read_rules, read_text
from kg.lexicon.divisions import load_divisions

TABLE = "wikidata.tsv"
_COLUMNS = ("code", "qid", "source")
_QID = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True, order=True)
class WikidataLink:
    """A division and the item that is the same thing.

    Attributes:
        code: six digits of GB/T 2260, of a division in force.
        qid: the item, ``Q16572``.
        source: ``p442`` when the item states this code, ``iso3166-2`` when it states the ISO code of the same province.
    """

    code: str
    qid: str
    source: str


def load_links(file: Path | None = None) -> tuple[WikidataLink, ...]:
    """The links of a table, by code.

    Args:
        file (Path | None): a user's table; None for the one that ships with kg.

    Raises:
        LexiconError: the file cannot be read, or a line is wrong: columns, code, item, source, order, or a code or item that
            stands twice; the message names the line.
    """
    if file is None:
        return _checked(TABLE, read_text(TABLE))
    return _checked(file.as_posix(), read_user_file(file))


def read_user_file(file: Path) -> str:
    """The text of a file that a user names.

    Raises:
        LexiconError: it cannot be read, or is not UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{file.as_posix()} 无法读取", remedy="请检查路径") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{file.as_posix()} 不是 UTF-8 编码", remedy="请另存为 UTF-8") from error


def render_links(links: Iterable[WikidataLink]) -> str:
    """The text of a table that ``load_links`` reads."""
    rows = [_COLUMNS, *((link.code, link.qid, link.source) for link in sorted(links))]
    return "".join("\t".join(row) + "\n" for row in rows)


def problem_of(code: str) -> str:
    """Why a code cannot be linked: it is in no list, or its division is gone; empty when it can."""
    division = load_divisions().get(code)
    if division is None:
        return "不在区划表里"
    return "" if division.existed(None) else f"的{division.name}已撤销"


def _checked(name: str, text: str) -> tuple[WikidataLink, ...]:
    numbered = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not numbered or tuple(numbered[0][1].split("\t")) != _COLUMNS:
        raise LexiconError(f"{name} 的表头不对", remedy=f"应为 {' '.join(_COLUMNS)}，以制表符分隔")
    codes: dict[str, int] = {}
    items: dict[str, int] = {}
    links: list[WikidataLink] = []
    for number, line in numbered[1:]:
        link = _link(name, number, line)
        for seen, key in ((codes, link.code), (items, link.qid)):
            if key in seen:
                _fail(name, number, f"{key} 与第 {seen[key]} 行重复")
            seen[key] = number
        if links and link < links[-1]:
            _fail(name, number, f"{link.code} 应排在 {links[-1].code} 之前")
        links.append(link)
    return tuple(links)


def _link(name: str, number: int, line: str) -> WikidataLink:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS):
        _fail(name, number, f"应有 {len(_COLUMNS)} 列")
    link = WikidataLink(*cells)
    if problem := problem_of(link.code):
        _fail(name, number, f"代码 {link.code} {problem}")
    if not _QID.fullmatch(link.qid):
        _fail(name, number, f"{link.qid} 不是维基数据条目，应如 Q16572")
    sources = read_rules("wikidata.toml")["sources"]
    if link.source not in sources:
        _fail(name, number, f"来源 {link.source} 不对，应为 {'、'.join(sources)} 之一")
    return link


def _fail(name: str, number: int, why: str) -> NoReturn:
    raise LexiconError(f"{name} 第 {number} 行有误：{why}")
