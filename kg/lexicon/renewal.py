"""Renews the table of Wikidata items. In: what the Wikidata query service answered, and the links so far; out: links and refusals.

A pair is taken when the item states the code and bears the division's name, and neither has another partner in the answer:
an item can carry the code of what it was before, and two items can claim one code. Nothing is chosen between them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import LexiconError
from kg.lexicon.divisions import load_divisions
from kg.lexicon.wikidata import WikidataLink, problem_of, read_user_file

_COLUMNS = ("item", "code", "name")
_ITEM = re.compile(r"<?(?:https?://www\.wikidata\.org/entity/)?(Q[1-9][0-9]*)>?")
_CODE = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}")
#: The full form of the service's TSV: a string in quotes, with a language or a datatype.
_LITERAL = re.compile(r'"(.*)"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?')


@dataclass(frozen=True, slots=True)
class _Answer:
    line: int
    qid: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """What came of an answer.

    Attributes:
        links: the new table.
        taken: how many pairs of the answer are in it.
        kept: how many pairs of the table so far are in it, the answer being silent about their codes.
        refused: a line for each pair of the answer that is not in it, with its place and the reason.
    """

    links: tuple[WikidataLink, ...]
    taken: int
    kept: int
    refused: tuple[str, ...]


def renew(file: Path, links: Iterable[WikidataLink]) -> Renewal:
    """Takes what is exact from an answer; where it speaks of a code, it replaces what was known.

    Args:
        file (Path): TSV or CSV of the query in wikidata.rq, as the service saves it.
        links (Iterable[WikidataLink]): the table so far.

    Raises:
        LexiconError: the file cannot be read, lacks a column, or a line holds no item or no code.
    """
    answers = _read(file)
    reasons = {answer: _reason(answer) for answer in answers}
    fitting = [answer for answer, why in reasons.items() if not why]
    codes, items = Counter(a.code for a in fitting), Counter(a.qid for a in fitting)
    for answer in fitting:
        if codes[answer.code] > 1:
            reasons[answer] = "另有条目写着同一个代码"
        elif items[answer.qid] > 1:
            reasons[answer] = "条目还写着别的代码"
    taken = [WikidataLink(a.code, a.qid, "p442") for a, why in reasons.items() if not why]
    spoken = {answer.code for answer in fitting}
    used = {link.qid for link in taken}
    kept = [link for link in links if link.code not in spoken and link.qid not in used]
    refused = (f"第 {a.line} 行 {a.qid} 代码 {a.code}：{why}" for a, why in reasons.items() if why)
    return Renewal(tuple(sorted((*taken, *kept))), len(taken), len(kept), tuple(refused))


def _reason(answer: _Answer) -> str:
    """Why a pair cannot be taken, whatever else the answer holds; empty when it can."""
    if problem := problem_of(answer.code):
        return f"代码{problem}"
    divisions = load_divisions()
    division = divisions.get(answer.code)
    if division is not None and division not in divisions.named(answer.name):
        return f"条目名“{answer.name}”不是现名“{division.name}”"
    return ""


def _read(file: Path) -> list[_Answer]:
    """The rows of an answer, each pair of item and code once."""
    name = file.as_posix()
    lines = read_user_file(file).splitlines()
    tabbed = bool(lines) and "\t" in lines[0]
    # the full TSV quotes strings and then adds a language, which is no quoting that csv knows
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if tabbed else csv.reader(lines)
    header = [cell.removeprefix("?") for cell in next(rows, [])]
    missing = [column for column in _COLUMNS if column not in header]
    if missing:
        raise LexiconError(
            f"{name} 缺少 {'、'.join(missing)} 列", where="第 1 行", remedy="请用 kg links --query 的查询"
        )
    places = [header.index(column) for column in _COLUMNS]
    answers: dict[tuple[str, str], _Answer] = {}
    for row in rows:
        if row:
            if len(row) != len(header):
                raise LexiconError(
                    f"{name} 的列数不对", where=f"第 {rows.line_num} 行", remedy=f"应有 {len(header)} 列"
                )
            answer = _answer(name, rows.line_num, [_plain(row[place]) for place in places])
            answers.setdefault((answer.qid, answer.code), answer)
    return list(answers.values())


def _answer(name: str, line: int, cells: list[str]) -> _Answer:
    item, code = _ITEM.fullmatch(cells[0]), cells[1].replace(" ", "")
    if item is None:
        raise LexiconError(f"{name} 里的 {cells[0]} 不是维基数据条目", where=f"第 {line} 行", remedy="应如 Q16572")
    if not _CODE.fullmatch(code):
        raise LexiconError(
            f"{name} 里的 {cells[1]} 不是县级以上代码", where=f"第 {line} 行", remedy="应为 2、4 或 6 位数字"
        )
    return _Answer(line, item[1], code.ljust(6, "0"), cells[2])


def _plain(cell: str) -> str:
    literal = _LITERAL.fullmatch(cell)
    return literal[1] if literal else cell.strip()
