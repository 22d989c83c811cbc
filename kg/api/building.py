"""Builds and opens graphs. In: sources and settings, or an export folder; out: a Graph."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, Unpack

from kg.api.graph import Graph
from kg.api.studies import listed
from kg.config import DEFAULT_OUT, settled
from kg.model import EngineName, Fields, Methods, NameRule, RdfSyntax, Source
from kg.pipeline import Silent
from kg.pipeline import build as build_exports
from kg.pipeline.cache import usual_folder

_log = logging.getLogger(__name__)


class Settings(TypedDict, total=False):
    """What a build can be told beside sources and folder; :class:`kg.config.BuildConfig` says what each means.

    As in kg.toml, rules about names may be given as dictionaries.
    """

    base_iri: str
    methods: Methods
    merge: Sequence[NameRule | Mapping[str, object]]
    keep_apart: Sequence[NameRule | Mapping[str, object]]
    formats: Sequence[RdfSyntax]
    dataset_title: str | Mapping[str, str]
    license: str
    publisher: str
    wikidata: str | Path
    explorer_limit: int
    jobs: int
    engine: EngineName
    ray_address: str
    shards: int
    fields: Fields | Mapping[str, str | Sequence[str]]
    cache: str | Path
    fresh: bool
    keep_going: bool


class _Logged(Silent):
    """Tells the log what went wrong and was mended."""

    def warn(self, message: str) -> None:
        """Logs it."""
        _log.warning(message)


def build(
    sources: Source | Iterable[Source],
    out: str | Path | None = None,
    *,
    config: str | Path | None = None,
    **settings: Unpack[Settings],
) -> Graph:
    """Builds a graph as ``kg build`` does: reads the sources, writes all exports, and opens them.

    With several processes (``jobs``) a script must keep its calls under ``if __name__ == "__main__":``, as always with Python's processes.

    Args:
        sources (str | Path | iterable of these): files, folders, addresses of object stores.
        out (str | Path | None): folder of the exports; None for what kg.toml says, else ``exports``.
        config (str | Path | None): a kg.toml; None for the one in the current folder, if there is one.
        **settings (Settings): go before those of the file. ``cache=""`` keeps nothing for the next build.

    Raises:
        ConfigError: a setting is wrong.
        KGError: a source cannot be read or the exports cannot be written; old exports are untouched.
    """
    given: dict[str, object] = {"sources": listed(sources), "out": out, **settings}
    cached = given.pop("cache", None)
    told = settled(Path(config) if config else None, {**given, "cache": cached or None}, "kg.build")
    if told.cache is None and cached != "":
        told = replace(told, cache=usual_folder())
    build_exports(told, _Logged())
    return Graph(told.out)


def open(folder: str | Path = DEFAULT_OUT) -> Graph:
    """Opens what ``kg build`` or :func:`kg.build` wrote.

    >>> import kg
    >>> graph = kg.open("exports")
    >>> graph.entity("湛江").name
    '湛江市'

    Args:
        folder (str | Path): of the exports.

    Raises:
        ExportError: it is no export, its tables are damaged, or a build was killed while it changed them.
    """
    return Graph(Path(folder))
