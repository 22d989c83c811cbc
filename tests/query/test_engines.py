"""Opening an export: what is missing or damaged is told, whichever engine reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.query.engines import Engine, open_export

ENGINES: tuple[Engine, ...] = ("oxigraph", "rdflib")


def test_missing_export_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="kg build"):
        open_export(tmp_path)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("damage", [b"id:a kg:b", b"@prefix kg: <urn:> .\n\xff\xfe"])
def test_damaged_export_is_reported(engine: Engine, damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(damage)
    with pytest.raises(ExportError, match="Turtle"):
        open_export(tmp_path, engine)
