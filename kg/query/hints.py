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
    if not said:
        return
    names = opened.ask(
        "SELECT ?main ?name { ?x rdfs:label|dcterms:title ?main . ?x rdfs:label|dcterms:title|skos:altLabel ?name }"
    )
    mains: dict[str, list[str]] = {}
    for main, name in names.texts():
        mains.setdefault(name, []).append(main)
    for text, tag in said:
        if text not in mains and tag:
            near = nearest_names(mains, fold(text))
            yield f"图谱里没有叫“{text}”的" + (f"，是不是 {'、'.join(near)}？" if near else "")
        elif text in mains and text not in mains[text]:
            yield f"“{text}”是 {'、'.join(sorted(set(mains[text])))} 的别名，别名在 skos:altLabel"
        elif text in mains and tag != "@zh":
            yield f'名称带语言标记：把 "{text}" 写成 "{text}"@zh'


def _strings(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    pairs = pairwise((*tokens, Token("sign", "", len(tokens))))
    return ((token, after) for token, after in pairs if token.kind == "string")


def _text(token: Token) -> str:
    quotes = 3 if token.text[:3] in ('"""', "'''") else 1
    return token.text[quotes:-quotes]
