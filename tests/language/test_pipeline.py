"""From a Document to a spaCy Doc."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.language import analyse, build_language, model_digest
from kg.language.pipeline import MODEL, load_segmenter
from kg.model import Document, Layout

ODD = st.text(st.sampled_from("中国市 \u3000\t\n\r\x0b\x1c\x85\u2028\u200b\ufeff😀👨‍👩‍👧，。“”ab12"), max_size=40)

NLP = build_language()


def plain(text: str) -> Document:
    return Document("d0", "题", text, None, "report", 2021, None, "a.txt", "")


@settings(deadline=None)
@given(st.one_of(ODD, st.text()))
def test_the_doc_has_the_text_of_the_document(text: str) -> None:
    assert analyse(plain(text), NLP).text == text


def test_token_offsets_are_offsets_into_the_text(document: Document) -> None:
    doc = analyse(document, NLP)
    assert all(document.text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_blank_behind_a_word_is_no_token() -> None:
    assert [token.text for token in analyse(plain("a b"), NLP)] == ["a", "b"]


def test_the_doc_carries_document_and_layout(document: Document) -> None:
    doc = analyse(document, NLP)
    assert doc._.document is document
    assert isinstance(doc._.layout, Layout)
    assert {section.kind for section in doc._.layout.sections} >= {"review", "plan"}


def test_a_doc_without_document_is_laid_out_as_news() -> None:
    doc = build_language()("2018年工作安排 加快建设。")
    assert [section.kind for section in doc._.layout.sections] == ["body"]


def test_components_that_a_caller_adds_stay_with_the_caller() -> None:
    build_language().add_pipe("sentencizer")
    assert "sentencizer" not in build_language().pipe_names


def test_only_the_layout_runs_in_the_pipeline() -> None:
    assert build_language().pipe_names == ["kg_layout"]


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, document: Document) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert len(analyse(document, build_language())) > 10
    assert not list(tmp_path.iterdir())


def test_the_same_words_in_every_process(document: Document) -> None:
    script = (
        "import sys\nfrom kg.language import build_language\n"
        "sys.stdout.reconfigure(encoding='utf-8')\n"
        "print('|'.join(token.text for token in build_language().make_doc(sys.argv[1])))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, document.text.replace("\n", " ")],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "segmenter"
    shutil.copytree(MODEL, folder)
    return folder


@pytest.mark.parametrize("name", ["features.msgpack", "weights.npz", "meta.json"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=name) as caught:
        load_segmenter(copied)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["features.msgpack", "weights.npz"])
def test_a_flipped_byte_is_noticed(copied: Path, name: str) -> None:
    data = bytearray((copied / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copied / name).write_bytes(data)
    with pytest.raises(ModelError, match="已损坏"):
        load_segmenter(copied)


@pytest.mark.parametrize("meta", ["", "[]", "{}", '{"version": 1, "sha256": {}}', '{"version": 1, "sha256": 3}'])
def test_damaged_metadata_is_noticed(copied: Path, meta: str) -> None:
    (copied / "meta.json").write_text(meta, encoding="utf-8")
    with pytest.raises(ModelError, match="已损坏"):
        load_segmenter(copied)


def test_another_version_is_refused(copied: Path) -> None:
    meta = json.loads((copied / "meta.json").read_text(encoding="utf-8"))
    (copied / "meta.json").write_text(json.dumps({**meta, "version": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="99"):
        load_segmenter(copied)


def test_the_model_holds_no_pickle_and_stays_small() -> None:
    files = [path for path in MODEL.iterdir() if path.is_file()]
    assert {path.name for path in files} == {"features.msgpack", "weights.npz", "meta.json", "MODEL_CARD.md"}
    assert sum(path.stat().st_size for path in files) < 3_000_000


def test_the_digest_is_hexadecimal() -> None:
    assert int(model_digest(), 16) > 0
    assert len(model_digest()) == 64
