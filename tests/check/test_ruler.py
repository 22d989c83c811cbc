"""kg eval counts as gold/score.py does, which lies beside the repository; by hand-counted figures where it does not."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_gold import FACTS, GOLD, MENTIONS, Row, entity, write_gold, write_tables

from kg.check.evaluate import MEASURES, evaluate
from kg.check.gold import read_gold
from kg.query.tables import read_tables
from whole_build import ROOT, Built

RULER = Path(os.environ.get("KG_RULER") or ROOT.parent / "shared" / "gold" / "score.py")
needs_ruler = pytest.mark.skipif(not RULER.is_file(), reason=f"{RULER} is not there")

Counts = dict[str, tuple[int, int, int]]


def _by_ruler(gold: Path, out: Path) -> tuple[Counts, dict[str, dict[str, float]]]:
    spec = importlib.util.spec_from_file_location("ruler", RULER)
    assert spec and spec.loader
    ruler: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(ruler)
    tally, _ = ruler.score(ruler.load_gold([str(gold)]), out)
    return {key: (t.tp, t.fp, t.fn) for key, t in tally.items()}, {key: t.figures() for key, t in tally.items()}


def _by_kg(gold: Path, out: Path) -> tuple[Counts, dict[str, dict[str, float]]]:
    tables = read_tables(out)
    titles = {source.id: source.title for source in tables.documents.values()}
    tallies = evaluate(titles, tables.mentions(), tables.facts(), read_gold(gold))
    figures = {
        key: {
            **dict(zip(("precision", "recall", "f1"), (round(figure, 4) for figure in t.figures()), strict=True)),
            "gold": t.right + t.missed,
            "predicted": t.right + t.wrong,
        }
        for key, t in tallies.items()
    }
    return {key: (t.right, t.wrong, t.missed) for key, t in tallies.items()}, figures


def _counted(counts: Counts) -> Counts:
    """Without lines that count nothing: only one of the two may list them."""
    return {key: count for key, count in counts.items() if any(count)}


def test_hand_counted(tmp_path: Path) -> None:
    counts, _ = _by_kg(write_gold(tmp_path, GOLD), write_tables(tmp_path, MENTIONS, FACTS))
    assert {measure: counts[measure] for measure in MEASURES} == {
        "surfaces": (4, 1, 1),  # 新区 wrong, 晨光大道 missed, 大会 optional
        "entities": (4, 2, 1),  # 芯谷 stands apart from 云岭芯谷
        "relations": (1, 2, 1),  # of 芯谷 and of 星河公司 wrong; 云岭芯谷 in 青禾市 is wider, 大会 optional
        "investment": (1, 0, 0),  # within half a percent
        "status": (0, 1, 1),
        "observations": (1, 0, 0),
    }


@needs_ruler
def test_ruler_counts_the_same_by_hand(tmp_path: Path) -> None:
    gold, out = write_gold(tmp_path, GOLD), write_tables(tmp_path, MENTIONS, FACTS)
    assert _counted(_by_kg(gold, out)[0]) == _counted(_by_ruler(gold, out)[0])


@needs_ruler
def test_ruler_gives_the_same_figures_on_the_seeds(built: Built) -> None:
    gold = ROOT / "seeds" / "gold"
    (counts, figures), (ruled, asked) = _by_kg(gold, built.out), _by_ruler(gold, built.out)
    assert _counted(counts) == _counted(ruled)
    assert {key: figures[key] for key in asked} == asked


_ends = st.integers(1, 6)
_relation = st.tuples(_ends, st.sampled_from(["locatedIn", "partOf", "cooperatesWith"]), _ends)
_value = st.sampled_from([100, 100.4, 101, 200])
_indicator = st.sampled_from(["产值", "总产值", "税收"])
_kind = st.sampled_from(["Project", "Park"])
_name = st.sampled_from(["甲", "乙", "丙", "丁", "“甲”"])
_status = st.sampled_from(["signed", "started"])


@st.composite
def _passage(draw: st.DrawFn) -> Row:
    names = [draw(st.lists(_name, min_size=1, max_size=2)) for _ in range(6)]
    triples = [[f"e{a}", relation, f"e{b}"] for a, relation, b in draw(st.lists(_relation, max_size=6))]
    facts: list[Row] = [
        {"entity": f"e{draw(_ends)}", "property": "investment", "value": draw(_value)},
        {"entity": f"e{draw(_ends)}", "property": "status", "value": draw(_status)},
    ]
    row = {"region": f"e{draw(_ends)}", "indicator": draw(_indicator), "year": 2020, "kind": "actual"}
    return {
        **GOLD,
        "entities": [entity(n, draw(_kind), *forms, optional=draw(st.booleans())) for n, forms in enumerate(names, 1)],
        "relations": triples[::2],
        "optional_relations": triples[1::2],
        "facts": facts,
        "observations": [{**row, "value": draw(_value)}, {**row, "growth": draw(_value)}],
    }


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    kinds = {f"n{n}": draw(_kind) for n in range(1, 7)}
    at = {"doc": "d1", "start": 0, "end": 1, "quote": "甲", "by": "t", "kind": "actual", "year": 2020}
    mentions = [
        {**at, "entity": node, "type": kind, "text": name}
        for node, kind in kinds.items()
        for name in draw(st.lists(_name, max_size=2))
    ]
    facts: list[Row] = [
        {**at, "subject": f"n{a}", "predicate": relation, "object": f"n{b}"}
        for a, relation, b in draw(st.lists(_relation, max_size=8))
    ]
    for _ in range(4):
        stated: Row = {**at, "subject": f"n{draw(_ends)}", "value": draw(_value)}
        facts.append({**stated, "predicate": "investment"})
        facts.append({**stated, "predicate": "observation", "indicator": draw(_indicator)})
        facts.append({**stated, "predicate": "status", "value": draw(_status)})
    return mentions, [{**row, "id": f"f{number}"} for number, row in enumerate(facts)]


@needs_ruler
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(st.lists(_passage(), min_size=1, max_size=2), _tables())
def test_ruler_counts_the_same_whatever_is_said(passages: list[Row], tables: tuple[list[Row], list[Row]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        gold, out = write_gold(Path(folder), *passages), write_tables(Path(folder), *tables)
        assert _counted(_by_kg(gold, out)[0]) == _counted(_by_ruler(gold, out)[0])
