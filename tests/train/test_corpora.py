"""Reading what models learn from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.train.corpora import Annotated, cut_at_pieces, name_spans, pieces, read_annotated, read_conllu, whole_names

CONLLU = """# sent_id = 1
1	我们	我们	PRON
2-3	去了	_	_
2	去	去	VERB
3	了	了	AUX
3.1	空	空	X

# sent_id = 2
1	好	好	ADJ
"""


def write_seeds(folder: Path, body: str, names: list[str]) -> Path:
    (folder / "gold").mkdir(parents=True)
    title = "2018年青禾市政府工作报告"
    (folder / "a.txt").write_text(f"-\n{title}\n{body}\n2018-02-03\n", encoding="utf-8")
    gold = {"doc": title, "entities": [{"id": "e1", "type": "Park", "name": names[0], "mentions": names}]}
    (folder / "gold" / "1.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_words_of_a_treebank(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    assert read_conllu(path) == [["我们", "去", "了"], ["好"]]


@pytest.mark.parametrize("content", [b"", b"# nothing\n\n", b"\xff\xfe\xff"])
def test_a_treebank_without_sentences_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.conllu"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"a\.conllu"):
        read_conllu(path)


def test_a_document_gets_the_names_of_its_gold(tmp_path: Path) -> None:
    found = read_annotated(write_seeds(tmp_path / "seeds", "加快云岭园区建设。", ["云岭", "云岭园区"]))
    assert [document.names for document in found] == [("云岭园区", "云岭")]


def test_gold_of_another_text_is_of_no_use(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "seeds", "加快建设。", ["云岭"])
    (folder / "gold" / "1.json").write_text('{"doc": "别的", "entities": []}', encoding="utf-8")
    with pytest.raises(SourceError, match="没有带标注的文档"):
        read_annotated(folder)


def test_broken_gold_is_named(tmp_path: Path) -> None:
    folder = write_seeds(tmp_path / "seeds", "加快建设。", ["云岭"])
    (folder / "gold" / "1.json").write_text("[]", encoding="utf-8")
    with pytest.raises(SourceError, match=r"1\.json"):
        read_annotated(folder)


def test_a_name_inside_a_longer_name_is_not_found_again() -> None:
    assert name_spans("云岭园区和云岭", ("云岭园区", "云岭")) == [(0, 4), (5, 7)]


def test_a_text_without_names() -> None:
    assert name_spans("云岭", ()) == []


def test_pieces_are_sentences_without_blanks() -> None:
    assert list(pieces("甲乙。丙 丁!!\n")) == ["甲乙。", "丙", "丁!!"]


def test_quotation_marks_are_pieces() -> None:
    assert list(pieces("推进“双创”。")) == ["推进", "“", "双创", "”", "。"]


def test_a_treebank_sentence_is_cut_at_pieces() -> None:
    assert cut_at_pieces(["他", "说", "“", "好", "”", "。"]) == [["他", "说"], ["“"], ["好"], ["”"], ["。"]]


def test_a_word_across_the_edge_of_a_piece_stays_whole() -> None:
    assert cut_at_pieces(["甲“乙", "丙"]) == [["甲“乙", "丙"]]


def test_a_short_name_is_one_word() -> None:
    document = Annotated("题", "建云岭园区。好", ("云岭园区",))
    assert whole_names(document, list, 4) == [["建", "云岭园区", "。"], ["好"]]


def test_a_long_name_is_cut_inside() -> None:
    document = Annotated("题", "建云岭园区", ("云岭园区",))
    assert whole_names(document, list, 3) == [["建", "云", "岭", "园", "区"]]
