"""Makes a query ready for an engine. In: what a user wrote; out: the same with its prefixes, or a QueryError that says where it is wrong.

The server (kg/serve) and `kg query` share these checks. Nothing here reads an export: the known prefixes are given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import DATA_PREFIX, DEFAULT_BASE, prefixes
from kg.query.readonly import refuse
from kg.query.terms import check_prefixes, check_terms, check_variables, declared
from kg.query.tokens import Token, place, tokenize

_PLACE = re.compile(r"error at (\d+):(\d+)")
_BASE = re.compile(rf"@prefix {DATA_PREFIX}: <([^>]*)> \.")
#: SPARQL 1.1, 19.2: these are replaced before anything else is read. A backslash before the backslash makes it a plain one.
_CODEPOINT = re.compile(r"\\\\|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_WIDE = dict(zip("？｛｝（）［］；：，。“”‘’＝＜＞！｜＊＋－／", "?{}()[];:,.\"\"''=<>!|*+-/", strict=True))
_WORDS = [
    "ABS",
    "ADD",
    "ALL",
    "AS",
    "ASC",
    "ASK",
    "AVG",
    "BASE",
    "BIND",
    "BNODE",
    "BOUND",
    "BY",
    "CEIL",
    "COALESCE",
    "CONCAT",
    "CONSTRUCT",
    "CONTAINS",
    "COUNT",
    "DATATYPE",
    "DAY",
    "DESC",
    "DESCRIBE",
    "DISTINCT",
    "ENCODE_FOR_URI",
    "EXISTS",
    "FALSE",
    "FILTER",
    "FLOOR",
    "GRAPH",
    "GROUP",
    "GROUP_CONCAT",
    "HAVING",
    "HOURS",
    "IF",
    "IN",
    "IRI",
    "ISBLANK",
    "ISIRI",
    "ISLITERAL",
    "ISNUMERIC",
    "ISURI",
    "LANG",
    "LANGMATCHES",
    "LCASE",
    "LIMIT",
    "MAX",
    "MD5",
    "MIN",
    "MINUS",
    "MINUTES",
    "MONTH",
    "NAMED",
    "NOT",
    "NOW",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "PREFIX",
    "RAND",
    "REDUCED",
    "REGEX",
    "REPLACE",
    "ROUND",
    "SAMETERM",
    "SAMPLE",
    "SECONDS",
    "SELECT",
    "SEPARATOR",
    "SHA1",
    "SHA256",
    "SHA384",
    "SHA512",
    "STR",
    "STRAFTER",
    "STRBEFORE",
    "STRDT",
    "STRENDS",
    "STRLANG",
    "STRLEN",
    "STRSTARTS",
    "STRUUID",
    "SUBSTR",
    "SUM",
    "TIMEZONE",
    "TRUE",
    "TZ",
    "UCASE",
    "UNDEF",
    "UNION",
    "URI",
    "UUID",
    "VALUES",
    "WHERE",
    "YEAR",
    "A",
]


def prepared(query: str, known: Mapping[str, str], *, lenient: bool = False) -> str:
    """The query, found to be in order, with the known prefixes that it does not declare on one line before its first.

    Args:
        query (str): SPARQL 1.1.
        known (Mapping[str, str]): prefix -> namespace, as :func:`known_prefixes` gives it.
        lenient (bool): whether to let through what the standard allows though it finds nothing: terms of other vocabularies that
            no export uses, variables that nothing binds. A person wants to hear of them, a program wants its empty answer.

    Raises:
        QueryError: a syntax error, an unknown prefix, term or variable, each with line, column and what is nearest; an update,
            a remote source, or a query that is too large.
    """
    query = _plain(query)
    tokens = tokenize(query)
    refuse(query, tokens)
    own = declared(tokens)
    missing = {prefix: iri for prefix, iri in known.items() if prefix not in own}
    whole = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in missing.items()) + "\n" + query
    check_prefixes(query, tokens, {**known, **own})
    _check_syntax(whole, query, tokens)
    check_terms(query, tokens, {**known, **own}, own=lenient)
    if not lenient:
        check_variables(query, tokens)
    return whole


def known_prefixes(file: Path) -> dict[str, str]:
    """Prefix -> namespace of every vocabulary of an export, and of its own data, read from the first lines of graph.ttl."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        base = _BASE.search("".join(line for _, line in zip(range(30), lines, strict=False)))
    return {**prefixes(), DATA_PREFIX: base[1] if base else DEFAULT_BASE}


def _plain(query: str) -> str:
    r"""The query with its ``\u`` escapes replaced, so that all look at the same text.

    Raises:
        QueryError: it holds half a character, or ``\\u``, which some engines take for an escape and others do not.
    """
    broken = re.search(r"\\\\[uU]|[\ud800-\udfff]", query)
    if broken:
        raise QueryError(
            "查询里有不能用的字符", where=place(query, broken.start()), remedy="应为 UTF-8 文本，不用 \\\\u"
        )

    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2] or "d800", 16)
        return found[0] if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)

    return _CODEPOINT.sub(character, query)


def _check_syntax(whole: str, query: str, tokens: Sequence[Token]) -> None:
    """Lets pyoxigraph parse the query for every engine, so that all give the same message."""
    try:
        ox.Store().query(whole)
    except SyntaxError as error:
        problem = _sign(query, tokens) or _bracket(query, tokens) or _word(query, tokens)
        if problem is not None:
            raise problem from error
        message = str(error)
        found = _PLACE.search(message)
        line, column = (int(found[1]) - 1, int(found[2])) if found else (1, 1)
        near = "".join(query.splitlines()[line - 1 : line])[column - 1 :][:20].strip()
        where = f"第 {line} 行第 {column} 列" + (f"，“{near}”处" if near else "")
        if "unbound" in message:
            raise QueryError("SELECT 里有没有绑定的变量", where=where, remedy="检查变量名，或补上 GROUP BY") from error
        if not tokens:
            raise QueryError("查询是空的", remedy="写一个 SELECT、ASK 或 CONSTRUCT") from error
        raise QueryError("查询语法有误", where=where, remedy="检查这里的标点、括号和关键字") from error


def _sign(query: str, tokens: Sequence[Token]) -> QueryError | None:
    """A sign that Chinese keyboards write, or a quotation mark without its partner."""
    for token in tokens:
        if token.kind == "sign" and token.text in _WIDE:
            what = f"这里是全角的 {token.text}"
            return QueryError(what, where=place(query, token.at), remedy=f"改成半角的 {_WIDE[token.text]}")
        if token.kind == "sign" and token.text in ("'", '"'):
            return QueryError("引号没有配对", where=place(query, token.at), remedy="补上另一半引号")
    return None


def _bracket(query: str, tokens: Sequence[Token]) -> QueryError | None:
    """A bracket without its partner."""
    partner = {")": "(", "]": "[", "}": "{"}
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in partner.values():
            opened.append(token)
        elif token.text in partner:
            if not opened or opened[-1].text != partner[token.text]:
                return QueryError(f"多了或配错了 {token.text}", where=place(query, token.at), remedy="检查括号")
            opened.pop()
    if opened:
        return QueryError(f"{opened[-1].text} 没有配对", where=place(query, opened[-1].at), remedy="补上另一半括号")
    return None


def _word(query: str, tokens: Sequence[Token]) -> QueryError | None:
    """A word that is none of SPARQL's."""
    for before, token in pairwise((Token("sign", "", -1), *tokens)):
        if token.kind == "word" and token.upper not in _WORDS and before.text != "^^":
            near = get_close_matches(token.upper, _WORDS, n=1)
            remedy = f"是不是 {near[0]}？" if near else '变量前要有 ?，名称要写成 "…"@zh，词要有前缀'
            return QueryError(f"SPARQL 没有 {token.text} 这个词", where=place(query, token.at), remedy=remedy)
    return None
