"""The recogniser's training, on a handful of made-up passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.mentions.recogniser import load_recogniser
from kg.train.names import Sample, language, read_gold_documents, read_passages
from kg.train.ner import Settings, learn, occurrence_scores, read_samples, train_recogniser

TINY = Settings(width=16, dilations=(1, 2), pairs=64, passes=3, batch=120, dropout=0.1)
PASSAGES = "\n\n".join(
    f"[{place}市|G]引进[{brand}电子有限公司|E]，在[{place}高新区|K]发展[{goods}|I]，{number}年产值达到{number}亿元。"
    for number, (place, brand, goods) in enumerate(
        [("青禾", "星河", "芯片"), ("云岭", "朗沣", "储能"), ("石桥", "恒岫", "光伏"), ("东溪", "屹朔", "轴承")] * 4, 20
    )
)


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    (tmp_path / "passages").mkdir()
    (tmp_path / "passages" / "one.txt").write_text(PASSAGES, encoding="utf-8")
    return tmp_path


def test_training_twice_gives_the_same_bytes(annotated: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    for name in ("first", "second"):
        train_recogniser(annotated, None, tmp_path / name, TINY, lines.append)
    files = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert files == ["MODEL_CARD.md", "meta.json", "weights.npy"]
    assert all((tmp_path / "first" / f).read_bytes() == (tmp_path / "second" / f).read_bytes() for f in files)
    assert len(lines) == 4 * TINY.passes


def test_a_written_model_loads_and_answers_alike(annotated: Path, tmp_path: Path) -> None:
    samples = read_samples(annotated, None)
    train_recogniser(annotated, None, tmp_path / "model", TINY, lambda line: None)
    trained = learn(samples, TINY, lambda line: None)
    loaded = load_recogniser(tmp_path / "model")
    sample = samples[0]
    assert (loaded.probabilities(sample.text, sample.table) == trained.probabilities(sample.text, sample.table)).all()


def test_more_passes_learn_more(annotated: Path) -> None:
    samples = read_samples(annotated, None)
    scores = [
        occurrence_scores(learn(samples, Settings(**{**_fields(TINY), "passes": passes}), lambda line: None), samples)
        for passes in (1, 40)
    ]
    assert scores[1].f1 > max(0.8, scores[0].f1)


def _fields(settings: Settings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__}


def test_passages_become_tags(annotated: Path) -> None:
    sample = next(read_passages(annotated / "passages" / "one.txt", language()))
    assert sample.text.startswith("青禾市引进星河电子有限公司")
    assert sample.tags.shape == (len(sample.text),) and sample.table.shape[1] == len(sample.text)
    assert sample.tags[:3].tolist() == [1, 2, 3]


def test_gold_marks_every_occurrence_the_longest_first(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("青禾市招商\n青禾市引进星河电子，星河电子投产。\n2020-01-02\n", encoding="utf-8")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "one.json").write_text(
        '{"doc": "青禾市招商", "entities": ['
        '{"id": "e1", "type": "Enterprise", "name": "星河电子", "mentions": ["星河电子", "星河"]},'
        '{"id": "e2", "type": "Region", "name": "青禾市", "mentions": ["青禾市"]}]}',
        encoding="utf-8",
    )
    samples: list[Sample] = list(read_gold_documents(tmp_path, language()))
    text = "".join(sample.text for sample in samples)
    tags = [tag for sample in samples for tag in sample.tags.tolist()]
    assert [text[at] for at, tag in enumerate(tags) if tag in (1, 13)] == ["青", "青", "星", "星"]
