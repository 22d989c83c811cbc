"""The reader's training, on a handful of made-up documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.model import Predicate
from kg.relations.reader import load_reader
from kg.relations.reading import RELATIONS, Signs
from kg.relations.tense import Tense
from kg.train.answers import example, read_answers
from kg.train.reader import Settings, learn, scores, train_reader

TINY = Settings(width=16, dilations=(1, 2), hidden=16, pairs=64, passes=3, batch=200)
BLOCK = """# 【[{place}市|G]招商】项目
[{firm}|E]于2020年搬进[{park}|K]。[{other}|E]考察[{park}|K]。
2020-05-06
+ {firm} | locatedIn | {park}
+ {park} | locatedIn | {place}市
! {firm} | operating | 2020
"""
ROWS = [("青禾", "星河电子", "云岭园区", "恒岫"), ("石桥", "朗沣材料", "东溪园区", "屹朔"), ("白沙", "晟禾", "西屏园区", "澜图")]


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    blocks = [
        BLOCK.format(place=place + "甲乙丙丁"[n], firm=firm + "甲乙丙丁"[n], park=park, other=other)
        for n in range(4)
        for place, firm, park, other in ROWS
    ]
    (tmp_path / "documents" / "one.txt").write_text("\n".join(blocks), encoding="utf-8")
    return tmp_path


def test_training_twice_gives_the_same_bytes(annotated: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        train_reader(annotated, None, tmp_path / name, TINY, lambda line: None)
    files = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert files == ["MODEL_CARD.md", "meta.json", "weights.npy"]
    assert all((tmp_path / "first" / f).read_bytes() == (tmp_path / "second" / f).read_bytes() for f in files)


def test_an_example_asks_for_what_gold_says(annotated: Path) -> None:
    answer = read_answers(annotated, None)[0]
    one = example(answer, Signs("", 64, ()))
    pairs = list(dict.fromkeys((a, b) for _, a, b in one.reading.pair_links))
    column = RELATIONS.index(Predicate.LOCATED_IN)
    right = {(a and a[0], b and b[0]) for n, (a, b) in enumerate(pairs) if one.pair_right[n, column]}
    assert right == {("星河电子甲", "云岭园区"), ("云岭园区", None)}
    assert one.mark_right.sum() == 1


def test_a_reader_learns_what_no_rule_says(annotated: Path) -> None:
    answers = read_answers(annotated, None)
    model = learn(answers, Settings(**{**_fields(TINY), "passes": 60, "rate": 5e-3}), lambda line: None)
    both, rules, states = scores(model, answers)
    assert both[2] > max(0.9, rules[2]) and states[2] > 0.9
    answer = answers[0]
    claims = model.claims(answer.sentences, Tense(answer.document, answer.layout), answer.claims)
    assert all(answer.document.text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in claims)
    assert {claim.by for claim in claims} <= {"model-reader"}


def test_a_damaged_model_is_refused(annotated: Path, tmp_path: Path) -> None:
    train_reader(annotated, None, tmp_path / "model", TINY, lambda line: None)
    load_reader(tmp_path / "model")
    weights = tmp_path / "model" / "weights.npy"
    weights.write_bytes(weights.read_bytes()[:-1])
    load_reader.cache_clear()
    with pytest.raises(ModelError, match=r"weights\.npy"):
        load_reader(tmp_path / "model")
    weights.unlink()
    with pytest.raises(ModelError, match=r"weights\.npy"):
        load_reader(tmp_path / "model")
    load_reader.cache_clear()


def _fields(settings: Settings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__}
