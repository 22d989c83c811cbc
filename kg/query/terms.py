"""Checks the names in a query: prefixes, terms, variables. In: its tokens; out: nothing, or a QueryError that names the nearest.

A misspelt term or variable is no error for an engine: it finds nothing, without a word of warning. A term of another
vocabulary is taken for misspelt only when neither kg.ttl nor the published list of its vocabulary has it and one of them has
a term that is spelt nearly the same; written as a whole IRI it always passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from kg.errors import QueryError
from kg.ontology import NAMESPACE, names, prefixes
from kg.query.tokens import Token, place

#: How near a term of another vocabulary must be: 0.75 takes schema:valeu and dcterms:titel for slips, and lets terms such as
#: oa:hasTarget (nearest: hasSource, 0.56) and skos:hiddenLabel (altLabel, 0.6) pass.
_SLIP = 0.75
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
#: Where a variable is used and not bound, until the next bracket: lists of columns and conditions of order.
_LISTS = frozenset(("SELECT", "GROUP", "ORDER", "HAVING"))
_ENDS = frozenset(("WHERE", "FROM", "LIMIT", "OFFSET", "VALUES"))


def check_prefixes(query: str, tokens: Sequence[Token], spaces: Mapping[str, str]) -> None:
    """Looks at the prefix of every name.

    Args:
        spaces (Mapping[str, str]): prefix -> namespace, those that need no declaration and those that the query declares.

    Raises:
        QueryError: one is unknown; the message says where, and what was meant.
    """
    for token in _names(tokens):
        prefix = token.text.partition(":")[0]
        if prefix not in spaces:
            near = get_close_matches(prefix.lower(), spaces, n=1, cutoff=0.5)
            remedy = f"是不是 {near[0]}:？" if near else f"已知的前缀有 {'、'.join(spaces)}"
            raise QueryError(f"没有 {prefix}: 这个前缀", where=place(query, token.at), remedy=remedy)


def check_terms(query: str, tokens: Sequence[Token], spaces: Mapping[str, str], *, own: bool = False) -> None:
    """Looks at every term of the vocabularies that an export uses (``own``: of ours only), and at whole IRIs of our own.

    Raises:
        QueryError: one is unknown; the message says where, and what was meant.
    """
    for token in _names(tokens):
        prefix, _, local = token.text.partition(":")
        if local and (spaces[prefix] == NAMESPACE or not own):
            _check_term(query, token, prefix, spaces[prefix], local.replace("\\", ""))
    for token in tokens:
        if token.kind == "iri" and token.text.startswith(f"<{NAMESPACE}") and token.text != f"<{NAMESPACE}>":
            _check_term(query, token, "kg", NAMESPACE, token.text[1:-1].removeprefix(NAMESPACE))


def _names(tokens: Sequence[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.kind == "name" and not token.text.startswith("_:"))


def declared(tokens: Sequence[Token]) -> dict[str, str]:
    """Prefix -> namespace of the declarations in a query."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in triples
        if word.upper == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _check_term(query: str, token: Token, prefix: str, space: str, local: str) -> None:
    """The prefix is the one that the query uses, whatever it is called elsewhere."""
    own = {spelt: name for name, spelt in prefixes().items()}.get(space)
    ours = names(own) if own else ()
    if not ours or local in ours or local in _published(space):
        return
    near = _nearest(local, ours, 0.6 if own == "kg" else _SLIP) or _nearest(local, _published(space), _SLIP)
    if own == "kg" or near:
        what = f"词表没有 {token.text} 这个词" if own == "kg" else f"没有 {token.text} 这个词"
        remedy = f"是不是 {prefix}:{near}？" if near else "词表见 ontology/README.md"
        raise QueryError(what, where=place(query, token.at), remedy=remedy)


def _nearest(local: str, among: Sequence[str] | frozenset[str], cutoff: float) -> str:
    folded = {name.lower(): name for name in sorted(among)}
    found = get_close_matches(local.lower(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else ""


@cache
def _published(space: str) -> frozenset[str]:
    """The terms of a vocabulary as rdflib lists them; empty for one that it does not list.

    Imported late: a query of the pack never comes here.
    """
    from rdflib import namespace as published

    for name in published.__all__:
        listed = getattr(published, name)
        if isinstance(listed, type) and str(getattr(listed, "_NS", "")) == space:
            return frozenset(listed.__annotations__)
    return frozenset()


def check_variables(query: str, tokens: Sequence[Token]) -> None:
    """Looks at every variable of a list of columns, an order or an expression.

    Raises:
        QueryError: one is bound nowhere; the message says where, and what was meant.
    """
    used: dict[str, Token] = {}
    bound = set()
    for token, binds in _variables(tokens):
        if binds:
            bound.add(token.text[1:])
        else:
            used.setdefault(token.text[1:], token)
    for name, token in used.items():
        if name not in bound:
            near = get_close_matches(name, sorted(bound), n=1, cutoff=0.5)
            remedy = f"是不是 ?{near[0]}？" if near else "检查变量名"
            raise QueryError(f"变量 ?{name} 没有在查询里绑定", where=place(query, token.at), remedy=remedy)


def _variables(tokens: Sequence[Token]) -> Iterator[tuple[Token, bool]]:
    """Each variable, and whether it stands where it is bound: in a pattern, behind AS, in VALUES."""
    # what stands around: True while variables are bound
    around, before = [True], Token("sign", "", -1)
    for token in tokens:
        if token.kind == "variable":
            yield token, around[-1] or before.upper == "AS"
        elif token.upper in _LISTS:
            around[-1] = False
        elif token.upper in _ENDS:
            around[-1] = True
        elif token.text in _OPENING and token.kind == "sign":
            around.append(_binds(token, before, around))
            if token.text == "{":
                # a list of columns ends where the pattern begins, also without WHERE
                around[-2] = True
        elif token.text in _CLOSING and token.kind == "sign" and len(around) > 1:
            around.pop()
        before = token


def _binds(bracket: Token, before: Token, around: Sequence[bool]) -> bool:
    if bracket.text != "(":
        return True
    # VALUES (?a ?b), and a list of RDF as a term of a pattern; all other parentheses hold expressions
    return before.upper == "VALUES" or (around[-1] and before.kind != "word" and before.text not in (")", "]"))
