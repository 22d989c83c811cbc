"""Opens an export and asks it. In: graph.ttl and a prepared query; out: an Answer. Reads only, never a network.

pyoxigraph answers; rdflib answers too, so that the two can be compared. Opened once, an export is asked many times. A large
export is asked on disk (store.py), or in memory when no store can be made and the memory holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from kg.errors import ExportError, QueryError
from kg.query.answer import Answer, Term, boolean, graph, row_key, term
from kg.query.prepare import known_prefixes, prepared
from kg.query.store import Keeping, Unavailable, discard, open_store, provide, settings
from kg.query.tokens import Token, tokenize

#: What RocksDB says of a file whose checksum is wrong; the engine hands it on as a RuntimeError.
_CORRUPT = "Corruption"

Engine = Literal["oxigraph", "rdflib"]


@dataclass(frozen=True, slots=True)
class Opened:
    """An export that an engine has read.

    Attributes:
        prefixes: prefix -> namespace of what needs no declaration in a query.
        run: what the engine does with a prepared query.
        narrows: whether bindings in place of a condition make it faster; rdflib joins them last, one by one.
    """

    prefixes: dict[str, str]
    run: Callable[[str], Answer]
    narrows: bool = True

    def ask(self, query: str) -> Answer:
        """The answer to a query; its rows are sorted when the query does not order them.

        Args:
            query (str): SELECT, ASK, CONSTRUCT or DESCRIBE.

        Raises:
            QueryError: as :func:`kg.query.prepare.prepared`, or the engine cannot carry it out.
        """
        tokens = tokenize(query)
        answer = self.run(prepared(query, self.prefixes))
        if answer.form == "select" and _has_star(tokens):
            answer = _in_order_of_mention(answer, tokens)
        rows = answer.rows if _is_ordered(tokens) else tuple(sorted(answer.rows, key=row_key))
        return Answer(answer.columns, rows, answer.form)


def open_export(export: Path, engine: Engine = "oxigraph", keeping: Keeping | None = None) -> Opened:
    """Reads the ``graph.ttl`` of an export.

    Args:
        export (Path): the folder that a build wrote.
        engine (Engine): who answers.
        keeping (Keeping | None): how pyoxigraph's stores of large exports are kept; None: beside the export.

    Raises:
        ExportError: there is no graph.ttl, it is damaged, or it is too large for the memory and cannot be kept on disk.
    """
    file = export / "graph.ttl"
    if not file.is_file():
        raise ExportError(f"{file.as_posix()} 不存在", remedy="先运行 kg build")
    if engine == "oxigraph":
        return Opened(known_prefixes(file), _oxigraph(file, keeping or Keeping()))
    # Half a second to import, and only comparisons ask for it
    from kg.query.reference import rdflib_run

    try:
        return Opened(known_prefixes(file), rdflib_run(file), narrows=False)
    except (SyntaxError, UnicodeDecodeError, OSError) as error:
        raise _damaged(file) from error


def _oxigraph(file: Path, keeping: Keeping) -> Callable[[str], Answer]:
    store, kept = _open(file, keeping)

    def run(whole: str) -> Answer:
        nonlocal store, kept
        try:
            try:
                return _answer(store, whole)
            except (OSError, RuntimeError) as error:
                if kept is None or not (isinstance(error, OSError) or _CORRUPT in str(error)):
                    raise
                _renew(kept, error, keeping)
                store, kept = _open(file, keeping)
                return _answer(store, whole)
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError("查询无法执行", where=str(error)) from error

    return run


def _open(file: Path, keeping: Keeping) -> tuple[ox.Store, Path | None]:
    """A store of the file's content, and its folder when it lies on disk."""
    if keeping.wants(file):
        try:
            kept = provide(file, keeping)
            try:
                return open_store(kept), kept
            except (OSError, RuntimeError) as error:
                _renew(kept, error, keeping)
                kept = provide(file, keeping)
                return open_store(kept), kept
        except (Unavailable, OSError, RuntimeError) as error:
            _check_memory(file, str(error))
            keeping.warned(f"磁盘索引用不了（{error}），这次读进内存；可用 --store 另指一个目录")
    store = ox.Store()
    try:
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    except (SyntaxError, OSError) as error:
        raise _damaged(file) from error
    return store, None


def _renew(kept: Path, error: Exception, keeping: Keeping) -> None:
    keeping.warned(f"磁盘索引 {kept.as_posix()} 读不了，重建（{str(error).splitlines()[0][:80]}）")
    discard(kept)


def _check_memory(file: Path, why: str) -> None:
    """Whether the memory holds a file that cannot be kept on disk; where the system does not say, it is tried."""
    wanted = file.stat().st_size * settings()["memory"]
    free = _free()
    if free is not None and free < wanted:
        raise ExportError(
            f"{file.as_posix()} 太大：磁盘索引用不了（{why}），内存只剩 {free / 1e9:.1f} GB，约需 {wanted / 1e9:.1f} GB",
            remedy="用 --store 指一个能写、放得下的目录",
        )


def _free() -> int | None:
    """Bytes of memory that can still be had (Linux)."""
    try:
        found = re.search(r"MemAvailable: *([0-9]+) kB", Path("/proc/meminfo").read_text(encoding="ascii"))
    except OSError:
        return None
    return int(found[1]) * 1024 if found else None


def _answer(store: ox.Store, whole: str) -> Answer:
    found = store.query(whole)
    if isinstance(found, ox.QueryBoolean):
        return boolean(bool(found))
    if isinstance(found, ox.QueryTriples):
        return graph((_of_ox(t.subject), _of_ox(t.predicate), _of_ox(t.object)) for t in found)
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, tuple(tuple(_of_ox(cell) for cell in solution) for solution in found))


def _damaged(file: Path) -> ExportError:
    return ExportError(f"{file.as_posix()} 读不了或不是合格的 Turtle", remedy="重新运行 kg build")


def _has_star(tokens: tuple[Token, ...]) -> bool:
    text = " ".join(token.upper or token.text for token in tokens)
    return re.search(r"\bSELECT (?:DISTINCT |REDUCED )?\*", text) is not None


def _is_ordered(tokens: tuple[Token, ...]) -> bool:
    """Whether the query itself has an order; that of a subquery does not order its rows."""
    depth = 0
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")
        if token.upper == "ORDER" and depth == 0:
            return True
    return False


def _in_order_of_mention(answer: Answer, tokens: tuple[Token, ...]) -> Answer:
    """The columns of ``SELECT *`` as the query names them; the engines have orders of their own."""
    named = list(dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable"))
    order = sorted(range(len(answer.columns)), key=lambda at: named.index(answer.columns[at]))
    rows = tuple(tuple(row[at] for at in order) for row in answer.rows)
    return Answer(tuple(answer.columns[at] for at in order), rows)


def _of_ox(node: object) -> Term | None:
    if isinstance(node, ox.Literal):
        return term(node.value, datatype=node.datatype.value, language=node.language or "")
    if isinstance(node, ox.NamedNode):
        return Term(node.value, "uri")
    return Term(node.value, "bnode") if isinstance(node, ox.BlankNode) else None
