from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from analysed import analyse_words
from kg.errors import ModelError
from kg.mentions.features import COLUMNS, Alphabet
from kg.mentions.recogniser import CHUNK, MARGIN, MODEL, Recogniser, load_recogniser
from kg.model import EntityType, Mention


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_the_shipped_model_loads_and_reads() -> None:
    text = "青禾市|引进|了|星河|电子|科技|有限公司|。"
    company = Mention(6, 16, "星河电子科技有限公司", EntityType.ENTERPRISE, "enterprise-legal", 0.9)
    found = list(load_recogniser().read(analyse_words(text), [company]))
    assert ("星河电子科技有限公司", EntityType.ENTERPRISE, "model-ner") in {(m.text, m.type, m.by) for m in found}
    assert all(0.0 < mention.score <= 1.0 for mention in found)


def test_an_empty_text_has_no_names() -> None:
    assert list(load_recogniser().read(analyse_words(""), [])) == []


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
