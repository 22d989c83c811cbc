"""Quality may only rise. `pytest --raise-floors` pins what was reached; lowering takes an edit of floors.json.

The seeds teach the models, so their floors only guard against breakage. The texts for development teach nothing; they lie beside the
repository, where CI and developers have them, and not in it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.check.evaluate import MEASURES, evaluate
from kg.check.gold import read_gold
from kg.config import load_config
from kg.pipeline import build
from kg.query.tables import read_tables
from whole_build import ROOT, Built

FLOORS = Path(__file__).with_name("floors.json")
GOLD = Path(os.environ.get("KG_RULER") or ROOT.parent / "shared" / "gold" / "score.py").parent


def _reached(exports: Path, gold: Path) -> dict[str, float]:
    tables = read_tables(exports)
    titles = {document.id: document.title for document in tables.documents.values()}
    tallies = evaluate(titles, tables.mentions(), tables.facts(), read_gold(gold))
    return {measure: round(tallies[measure].f1, 4) for measure in MEASURES}


def _compare(name: str, reached: dict[str, float], request: pytest.FixtureRequest) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if request.config.getoption("--raise-floors"):
        known = floors.get(name, {})
        floors[name] = {measure: max(figure, known.get(measure, 0.0)) for measure, figure in reached.items()}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    assert {m: f for m, f in reached.items() if f < floors[name][m]} == {}


def test_no_measure_of_the_seeds_falls_below_its_floor(built: Built, request: pytest.FixtureRequest) -> None:
    _compare("seeds", _reached(built.out, ROOT / "seeds" / "gold"), request)


@pytest.mark.skipif(not (GOLD / "dev").is_dir(), reason="the texts for development are not part of the repository")
def test_no_measure_of_unseen_texts_falls_below_its_floor(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    build(load_config(None, sources=(GOLD / "dev-texts",), out=tmp_path))
    _compare("dev", _reached(tmp_path, GOLD / "dev"), request)
