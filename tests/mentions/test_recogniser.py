from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from analysed import analyse_words
from kg.errors import ModelError
from kg.mentions.decoding import logarithms, trusts
from kg.mentions.features import COLUMNS, TAGS, Alphabet, tag
from kg.mentions.recogniser import CHUNK, MARGIN, MODEL, Recogniser, load_recogniser
from kg.model import EntityType, Mention


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_a_name_that_a_rule_proposes_too_keeps_the_rule() -> None:
    text = "青禾市|引进|了|星河|电子|科技|有限公司|。"
    company = Mention(6, 16, "星河电子科技有限公司", EntityType.ENTERPRISE, "enterprise-legal", 0.9)
    judged = load_recogniser().judge(analyse_words(text), [company])
    assert [(m.by, m.score > 0.7) for m in judged if (m.start, m.end, m.type) == (6, 16, company.type)] == [
        ("enterprise-legal", True)
    ]
    assert all(0.0 < mention.score <= 1.0 for mention in judged)


def test_what_no_rule_proposes_is_by_the_model() -> None:
    judged = load_recogniser().judge(analyse_words("青禾市|引进|了|星河|电子|科技|有限公司|。"), [])
    assert {mention.by for mention in judged} == {"model-ner"}
    assert "星河电子科技有限公司" in {mention.text for mention in judged}


def test_what_the_context_speaks_against_loses_trust() -> None:
    wrong = Mention(3, 6, "引进了", EntityType.ENTERPRISE, "enterprise-legal", 0.9)
    judged = load_recogniser().judge(analyse_words("青禾市|引进|了|星河|电子|科技|有限公司|。"), [wrong])
    assert next(mention for mention in judged if mention.text == "引进了").score < 0.45


def test_an_empty_text_has_no_names() -> None:
    assert load_recogniser().judge(analyse_words(""), []) == []


def test_trust_in_a_span_is_the_mean_of_its_tags() -> None:
    probable = np.zeros((2, TAGS), dtype=np.float32)
    probable[0, tag(EntityType.PARK, True, False)] = 0.9
    probable[1, tag(EntityType.PARK, False, True)] = 0.4
    assert trusts(logarithms(probable), [(0, 2, EntityType.PARK)]) == [pytest.approx(0.6, rel=1e-3)]


def test_long_texts_are_read_in_chunks_without_a_seam() -> None:
    model = load_recogniser()
    assert sum(model.networks[0].shape.dilations) < MARGIN
    text = "青禾市引进星河电子。" * (CHUNK // 10 + 3)
    table = np.zeros((len(COLUMNS), len(text)), dtype=np.int32)
    whole = model.probabilities(text, table)
    around = slice(CHUNK - 200, CHUNK + 200)
    alone = model.probabilities(text[around], table[:, around])
    assert np.allclose(whole[CHUNK - 50 : CHUNK + 50], alone[150:250], atol=1e-4)


@pytest.mark.parametrize("name", ["meta.json", "weights.npy"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_recogniser(copied)


def test_damaged_weights_are_refused(copied: Path) -> None:
    content = bytearray((copied / "weights.npy").read_bytes())
    content[-1] ^= 1
    (copied / "weights.npy").write_bytes(bytes(content))
    with pytest.raises(ModelError, match=r"weights\.npy"):
        load_recogniser(copied)


@pytest.mark.parametrize(("key", "value"), [("version", 0), ("columns", [["word", 3]])])
def test_a_model_of_another_version_is_refused(copied: Path, key: str, value: object) -> None:
    meta = json.loads((copied / "meta.json").read_text(encoding="utf-8"))
    (copied / "meta.json").write_text(json.dumps({**meta, key: value}), encoding="utf-8")
    with pytest.raises(ModelError):
        load_recogniser(copied)


def test_networks_are_averaged() -> None:
    model = load_recogniser()
    table = np.zeros((len(COLUMNS), 3), dtype=np.int32)
    parts = [Recogniser(model.alphabet, (network,)).probabilities("青禾市", table) for network in model.networks]
    assert np.allclose(model.probabilities("青禾市", table), np.mean(parts, axis=0), atol=1e-6)
    assert isinstance(model.alphabet, Alphabet)
