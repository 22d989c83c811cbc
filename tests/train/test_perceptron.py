"""Learning the weights of a segmenter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy_pkuseg

from kg.language.segmenter import Segmenter
from kg.train.perceptron import Learnt, Settings, learn

SENTENCES = [["园区", "建设", "加快", "。"], ["加快", "建设", "产业园"], ["产业园", "和", "园区"]] * 3


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    return learn(SENTENCES, Settings(least=0))


def test_what_was_learnt_is_known(learnt: Learnt) -> None:
    assert [Segmenter(learnt).cut("".join(words)) for words in SENTENCES] == SENTENCES


def test_words_of_every_length_get_their_tags() -> None:
    words = ["一", "两个", "三个字", "四个汉字", "五个汉字的"]
    assert Segmenter(learn([words] * 4, Settings(least=0))).cut("".join(words)) == words


def test_pkuseg_reads_what_was_saved(learnt: Learnt, tmp_path: Path) -> None:
    learnt.save(tmp_path)
    assert spacy_pkuseg.pkuseg(str(tmp_path), user_dict=None).cut("产业园建设") == ["产业园", "建设"]


def test_weights_are_whole_numbers(learnt: Learnt) -> None:
    assert np.array_equal(learnt.model.w, np.rint(learnt.model.w))


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        learn(SENTENCES, Settings()).save(tmp_path / name)
    for file in ("features.msgpack", "weights.npz"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_weak_features_are_dropped_but_the_constant_one_stays() -> None:
    small = learn(SENTENCES, Settings(least=10_000))
    assert small.feature_extractor.feature_to_idx == {"$$": 0}
    assert small.feature_extractor.unigram == set()


def test_a_word_seen_once_is_no_dictionary_word() -> None:
    found = learn([*SENTENCES, ["独有"]], Settings(least=0)).feature_extractor.unigram
    assert "园区" in found
    assert "独有" not in found
