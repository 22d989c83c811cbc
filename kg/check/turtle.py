"""Reads Turtle for validation. In: a file; out: its triples twice, as an Oxigraph store and as an rdflib graph.

pyoxigraph parses, for it names line and column of a mistake and takes a tenth of a second where rdflib takes three. The
rdflib graph is in memory and its literals stay as they are written: through an Oxigraph store ``007`` would become ``7`` and
a shape would see a literal that the file does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import ExportError

_PLACE = re.compile(r"at line (\d+)(?: column (\d+)| between columns (\d+))?")


def read_turtle(file: Path) -> tuple[ox.Store, Graph]:
    """The triples of a file.

    Raises:
        ExportError: the file is missing, is no Turtle (the message names the line), or has terms of RDF 1.2.
    """
    store, graph = ox.Store(), Graph(bind_namespaces="none")
    term = cache(_to_rdflib)
    with _in_words(file):
        quads = list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
        store.bulk_extend(quads)
        for quad in quads:
            graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return store, graph


def parse_turtle(file: Path) -> Iterator[tuple[str, str, str]]:
    """The triples of a file as plain strings: IRIs and the texts of literals; others are left out.

    Raises:
        ExportError: the file is missing or is no Turtle; the message names the line.
    """
    with _in_words(file):
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject.value, quad.predicate.value, quad.object.value


@contextmanager
def _in_words(file: Path) -> Iterator[None]:
    name = file.as_posix()
    try:
        yield
    except SyntaxError as error:
        raise ExportError(f"{name} 不是合格的 Turtle", where=_where(str(error)), remedy=_remedy(str(error))) from error
    except OSError as error:
        raise ExportError(f"{name} 无法读取", remedy="请检查路径，或先运行 kg build") from error


def _to_rdflib(node: object) -> Node:
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return BNode(node.value)
    if not isinstance(node, ox.Literal):
        raise SyntaxError("RDF 1.2")
    if node.language:
        return Literal(node.value, lang=node.language)
    datatype = URIRef(node.datatype.value)
    # rdflib takes a written xsd:string for another literal than a plain one
    return Literal(node.value) if datatype == XSD.string else Literal(node.value, datatype=datatype, normalize=False)


def _where(message: str) -> str:
    found = _PLACE.search(message)
    if not found:
        return ""
    column = found[2] or found[3]
    return f"第 {found[1]} 行" + (f"第 {column} 列" if column else "")


def _remedy(message: str) -> str:
    if "RDF 1.2" in message:
        return "文件里有 RDF 1.2 的三元组项，请用 RDF 1.1"
    if "UTF-8" in message:
        return "请另存为 UTF-8"
    if "prefix" in message:
        return "这里的前缀没有声明"
    return "请改正这里，或重新运行 kg build"
