"""Reads of an export what one card needs. In: its folder and a name; out: the entities meant, and tables that hold no others.

A million facts name hundreds of thousands of entities; to hold them takes far longer than to look through their lines.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Collection
from pathlib import Path

from kg.errors import QueryError
from kg.model import Entity
from kg.query.find import find_entities, fold
from kg.query.tables import Tables, open_tables, read_tables

_ID = re.compile(rb'"id": ?"([^"\\]+)"')
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def seek(folder: Path, name: str) -> tuple[Tables, list[Entity]]:
    """The entities called ``name``, as :func:`find_entities` finds them, and tables with all that their cards name.

    Raises:
        QueryError: nothing is called so; the message suggests near names.
        ExportError: a table is missing or damaged.
    """
    tables = open_tables(folder)
    near = tables.with_entities(_may_be_called(name))
    try:
        found = find_entities(near, name)
    except QueryError:
        # All names may stand in the message
        return tables, find_entities(read_tables(folder), name)
    ids = {entity.id for entity in found}
    wanted = ids | {entity.within for entity in found}
    for one in ids:
        wanted.update(end for fact in tables.facts(one) for end in (fact.subject, fact.object))
    return tables.with_entities(lambda line: _has_id(line, wanted)), found


def _may_be_called(name: str) -> Callable[[bytes], bool]:
    """Tells whether a line may be that of an entity so called: it holds its id, or all Chinese characters of the name.

    Other characters have other widths and cases, and a few signs unfold to Chinese characters; lines with such are let through.
    """
    address = json.dumps(name).encode()
    signs = [sign.encode() for sign in sorted(set(_HAN.findall(fold(name))))]

    def held(line: bytes) -> bool:
        if address in line or b"\\u" in line or all(sign in line for sign in signs):
            return True
        return not unicodedata.is_normalized("NFKC", line.decode("utf-8"))

    return held


def _has_id(line: bytes, ids: Collection[str]) -> bool:
    found = _ID.search(line)
    return found is None or found[1].decode() in ids
