"""The whole training, on a handful of sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.language.pipeline import load_segmenter
from kg.train.corpora import Annotated
from kg.train.perceptron import Settings
from kg.train.segmenter import HeldOut, SegmenterReport, name_rates, train_segmenter, word_f1

GENERAL = [["我们", "加快", "建设"], ["园区", "建设", "加快"], ["我们", "在", "园区"]] * 4 + [
    ["秘密"],
    ["秘密"],
    ["秘密"],
]
EVERYTHING = Settings(least=0)  # no feature is dropped, so that the model shows what it has read
TITLES = ("2018年青禾市政府工作报告", "2018年白水市政府工作报告")


def write_data(folder: Path) -> tuple[Path, Path]:
    lines = ["\n".join(f"{n}\t{word}\t_" for n, word in enumerate(words, 1)) + "\n" for words in GENERAL]
    treebank = folder / "general.conllu"
    treebank.write_text("\n".join(lines), encoding="utf-8")
    (folder / "seeds" / "gold").mkdir(parents=True)
    texts = []
    for number, title in enumerate(TITLES):
        texts.append(f"-\n{title}\n我们加快云岭芯谷建设。我们在云岭芯谷。园区加快建设云岭芯谷。\n2018-02-03\n")
        gold = {"doc": title, "entities": [{"mentions": ["云岭芯谷"]}]}
        (folder / "seeds" / "gold" / f"{number}.json").write_text(json.dumps(gold), encoding="utf-8")
    (folder / "seeds" / "a.txt").write_text("".join(texts), encoding="utf-8")
    return treebank, folder / "seeds"


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[SegmenterReport, Path]:
    folder = tmp_path_factory.mktemp("trained")
    treebank, seeds = write_data(folder)
    out = folder / "out"
    return train_segmenter([treebank], seeds, out, EVERYTHING, HeldOut(3, "白水市")), out


def test_the_domain_keeps_names_whole(trained: tuple[SegmenterReport, Path]) -> None:
    report, _ = trained
    assert report.adapted is not None
    assert report.adapted.name_words == 1.0
    assert report.baseline.name_words == 0.0


def test_the_written_model_loads_and_keeps_names_whole(trained: tuple[SegmenterReport, Path]) -> None:
    assert "云岭芯谷" in load_segmenter(trained[1]).cut("我们加快云岭芯谷建设")


def test_held_out_sentences_are_not_trained_on(trained: tuple[SegmenterReport, Path]) -> None:
    report, out = trained
    assert report.sentences[0] == len(GENERAL) - 3
    assert "c.秘" not in load_segmenter(out).feature_extractor.feature_to_idx


def test_the_held_out_document_is_not_trained_on(tmp_path: Path) -> None:
    treebank, seeds = write_data(tmp_path)
    text = (seeds / "a.txt").read_text(encoding="utf-8")
    (seeds / "a.txt").write_text(text.replace("云岭芯谷", "白水药港", 3), encoding="utf-8")
    gold = {"doc": TITLES[0], "entities": [{"mentions": ["白水药港"]}]}
    (seeds / "gold" / "0.json").write_text(json.dumps(gold), encoding="utf-8")
    report = train_segmenter([treebank], seeds, tmp_path / "out", held_out=HeldOut(3, "白水市"))
    assert report.adapted is not None
    assert report.adapted.name_words is not None
    assert report.adapted.name_words < 1.0


def test_the_card_names_data_licence_and_figures(trained: tuple[SegmenterReport, Path]) -> None:
    card = (trained[1] / "MODEL_CARD.md").read_text(encoding="utf-8")
    for word in ("CC BY-SA 4.0", "GSDSimp", "general.conllu", TITLES[1], "100.0"):
        assert word in card


def test_training_twice_gives_the_same_bytes(trained: tuple[SegmenterReport, Path], tmp_path: Path) -> None:
    treebank, seeds = write_data(tmp_path)
    train_segmenter([treebank], seeds, tmp_path / "again", EVERYTHING, HeldOut(3, "白水市"))
    for path in sorted(trained[1].iterdir()):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_general_text_alone_will_do(tmp_path: Path) -> None:
    treebank, _ = write_data(tmp_path)
    report = train_segmenter([treebank], None, tmp_path / "out", held_out=HeldOut(3))
    assert report.adapted is None
    assert report.baseline == report.shipped


def test_f1_counts_words_with_both_edges() -> None:
    assert word_f1([["甲乙", "丙"]], [["甲乙", "丙"]]) == 1.0
    assert word_f1([["甲乙", "丙"]], [["甲", "乙", "丙"]]) == pytest.approx(0.4)


def test_a_name_in_pieces_has_edges_but_is_no_word() -> None:
    document = Annotated("题", "在云岭园区", ("云岭园区",))
    assert name_rates(document, lambda _: ["在", "云岭", "园区"]) == (1.0, 0.0)


def test_a_name_that_is_joined_to_its_neighbour_has_lost_an_edge() -> None:
    document = Annotated("题", "在云岭园区", ("云岭园区",))
    assert name_rates(document, lambda _: ["在云岭", "园区"]) == (0.0, 0.0)
