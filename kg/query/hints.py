"""Says why a query may have found nothing. In: the query and the export; out: a few lines.

The commonest reasons by far are names that the graph spells otherwise, and labels without their language.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.query.engines import Opened
from kg.query.find import fold, nearest_names
from kg.query.terms import declared
from kg.query.tokens import Token, tokenize

#: The namespace of schema.org that many write, and that the graph does not use.
_OTHER_SCHEMA = "http://schema.org/"
_LANGUAGES = frozenset(("zh", "en"))
_NAMES = ("rdfs:label", "dcterms:title", "skos:altLabel")
#: Names that are compared, and characters that they are chosen by: a large graph has a million names.
_MOST_NAMES, _MOST_SIGNS = 1_000, 20


def hints(query: str, opened: Opened) -> tuple[str, ...]:
    """What may be wrong with a query that found nothing; empty when nothing strikes the eye."""
    tokens = tokenize(query)
    return tuple(dict.fromkeys((*_schema(tokens), *_labels(tokens, opened))))


def _schema(tokens: tuple[Token, ...]) -> Iterator[str]:
    if _OTHER_SCHEMA in declared(tokens).values():
        yield f"图谱用的是 https://schema.org/，不是 {_OTHER_SCHEMA}"


def _labels(tokens: tuple[Token, ...], opened: Opened) -> Iterator[str]:
    said = [(_text(token), after.text if after.kind == "tag" else "") for token, after in _strings(tokens)]
    said = [(text, tag) for text, tag in said if text and text not in _LANGUAGES]
    for text, tag in said:
        mains = _shown_as(text, opened)
        if not mains and tag:
            near = nearest_names(_alike(fold(text), opened), fold(text))
            yield f"图谱里没有叫“{text}”的" + (f"，是不是 {'、'.join(near)}？" if near else "")
        elif mains and text not in mains:
            yield f"“{text}”是 {'、'.join(mains)} 的别名，别名在 skos:altLabel"
        elif mains and tag != "@zh":
            yield f'名称带语言标记：把 "{text}" 写成 "{text}"@zh'


def _shown_as(text: str, opened: Opened) -> list[str]:
    """The labels of what has exactly that name."""
    name = _string(text)
    rows = opened.ask(
        f"""SELECT DISTINCT ?main {{ VALUES ?name {{ {name} {name}@zh {name}@en }}
          ?x {"|".join(_NAMES)} ?name . ?x rdfs:label|dcterms:title ?main }}"""
    )
    return sorted({row[0] for row in rows.texts()})


def _alike(wanted: str, opened: Opened) -> Iterator[str]:
    """The names that share most characters with a folded one, and half of them at least; no more than are soon compared."""
    signs = sorted(set(wanted))[:_MOST_SIGNS]
    shared = " + ".join(f"IF(CONTAINS(LCASE(STR(?name)), {_string(sign)}), 1, 0)" for sign in signs)
    for name in _NAMES:
        rows = opened.ask(
            f"""SELECT ?name ?shared {{ ?x {name} ?name BIND({shared} AS ?shared) FILTER(2 * ?shared >= {len(signs)}) }}
              ORDER BY DESC(?shared) ?name LIMIT {_MOST_NAMES}"""
        )
        yield from (row[0] for row in rows.texts())


def _string(value: str) -> str:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{quoted}"'


def _strings(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    pairs = pairwise((*tokens, Token("sign", "", len(tokens))))
    return ((token, after) for token, after in pairs if token.kind == "string")


def _text(token: Token) -> str:
    quotes = 3 if token.text[:3] in ('"""', "'''") else 1
    return token.text[quotes:-quotes]
