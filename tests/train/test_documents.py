from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import EntityType
from kg.train.documents import read_documents, unmark

FOLDER = Path(__file__).parents[2] / "kg" / "train"
BLOCK = """# 【[青禾|G]招商】[星河|E]落户
[青禾市|G]与[星河材料有限公司|E]（简称[星河|E]）签约[星河项目|J]，发展[材料|I?]。
2021-03-05
= 星河材料有限公司 = 星河
= 青禾市 = 青禾
+ 星河材料有限公司 | locatedIn | 青禾市
? 星河 | engagedIn | 材料
$ 星河项目 | 1200000000 | CNY | 2021
! 星河项目 | signed | 2021
% 青禾市 | 地区生产总值 | 2020 | actual | 33002000000 | CNY | 8.0
"""


def _read(tmp_path: Path, block: str) -> list:
    path = tmp_path / "one.txt"
    path.write_text(block, encoding="utf-8")
    return list(read_documents(path))


def test_marks_are_taken_out_and_offsets_fit_the_text() -> None:
    passage = unmark("引进[星河|E]、[云岭|E?]。")
    assert passage.text == "引进星河、云岭。"
    assert [(passage.text[m.start : m.end], m.type, m.optional) for m in passage.names] == [
        ("星河", EntityType.ENTERPRISE, False),
        ("云岭", EntityType.ENTERPRISE, True),
    ]


@pytest.mark.parametrize("marked", ["引进[星河|X]", "引进[星河", "引进星河|E]"])
def test_a_misspelt_mark_is_refused(marked: str) -> None:
    with pytest.raises(SourceError, match="标注不合格式"):
        unmark(marked)


def test_aliases_are_one_entity_and_facts_point_to_it(tmp_path: Path) -> None:
    (document,) = _read(tmp_path, BLOCK)
    gold = document.gold
    names = {row["id"]: set(row["mentions"]) for row in gold["entities"]}
    ((head, relation, tail),) = gold["relations"]
    assert (names[head], relation, names[tail]) == ({"星河材料有限公司", "星河"}, "locatedIn", {"青禾市", "青禾"})
    assert names[gold["optional_relations"][0][0]] == {"星河材料有限公司", "星河"}
    assert {row["property"] for row in gold["facts"]} == {"investment", "status"}
    assert gold["observations"][0]["growth"] == 8.0
    assert document.date == "2021-03-05"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| locatedIn |", "| livesIn |"),
        ("+ 星河材料有限公司", "+ 无名公司"),
        ("| signed |", "| done |"),
        ("| actual |", "| real |"),
        ("= 青禾市 = 青禾", "= 青禾市 = 星河"),
        ("2021-03-05\n", ""),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(SourceError, match=r"one\.txt"):
        _read(tmp_path, BLOCK.replace(old, new))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("documents/*.txt")), ids=lambda path: path.stem)
def test_our_documents_are_in_order(path: Path) -> None:
    documents = list(read_documents(path))
    titles = [document.gold["doc"] for document in documents]
    assert len(set(titles)) == len(titles) > 10
    assert all(document.gold["relations"] for document in documents)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("passages/*.txt")), ids=lambda path: path.stem)
def test_our_passages_are_in_order(path: Path) -> None:
    blocks = [block.strip() for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    assert len(set(blocks)) == len(blocks) > 30
    assert sum(len(unmark(block).names) for block in blocks) > 300
