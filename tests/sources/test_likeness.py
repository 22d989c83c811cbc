"""The same text from two sites is one document, whatever its title is and however it is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.sources import read_sources
from qinghe import BODY

TITLE = "2021年青禾市政府工作报告"
LONG = (BODY * 3).strip()


def kept(folder: Path, *texts: str) -> tuple[list[str], list[tuple[str, str]]]:
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    told: list[tuple[str, str]] = []
    found = [one.path.rpartition("/")[2] for one in read_sources([folder], on_repeat=lambda *paths: told.append(paths))]
    return found, told


@pytest.mark.parametrize(
    "other",
    [
        f"【投资青禾】{TITLE}\n{LONG}",
        f"{TITLE}\n　　{LONG.replace(',', '，').replace('。', '。 ')}\n2021-02-03",
        f"青禾市人民政府\n{TITLE}\n{LONG}".replace("青禾市人民政府\n", ""),
        f"{TITLE}（全文）\n{TITLE}（全文）\n{LONG}",
        f"{TITLE}\n{LONG.replace('0', '０')}",
    ],
)
def test_same_body_is_the_same(tmp_path: Path, other: str) -> None:
    found, told = kept(tmp_path, f"{TITLE}\n{LONG}", other)
    top = tmp_path.name
    assert (found, told) == (["0.txt"], [(f"{top}/0.txt", f"{top}/1.txt")])


@pytest.mark.parametrize("other", [LONG.replace("1", "2", 1), LONG + "又及。", LONG[:-20]])
def test_other_words_are_another_document(tmp_path: Path, other: str) -> None:
    assert kept(tmp_path, f"{TITLE}\n{LONG}", f"{TITLE}\n{other}") == (["0.txt", "1.txt"], [])


def test_short_bodies_go_with_their_titles(tmp_path: Path) -> None:
    found, told = kept(tmp_path, "甲项目\n正文见附件。", "乙项目\n正文见附件。", "乙项目\n正文见附件。")
    assert found == ["0.txt", "1.txt"]
    assert [left_out.rpartition("/")[2] for _, left_out in told] == ["2.txt"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("增长1.5%", "增长15%"),
        ("增长1.5%", "增长1.5‰"),
        ("增长15％", "增长15"),
        ("增速为-3.2%", "增速为3.2%"),
        ("增速为−3.2%", "增速为3.2%"),
        ("新建3—5个", "新建35个"),
        ("新建3～5个", "新建35个"),
        ("新建3—五个", "新建3五个"),
        ("新建3、5个", "新建35个"),
        ("2018-2020年", "20182020年"),
        ("完成1/2", "完成12"),
        ("上午9：30", "上午930"),
    ],
)
def test_other_numbers_are_another_document(tmp_path: Path, one: str, other: str) -> None:
    assert kept(tmp_path, f"{TITLE}\n{LONG}{one}。", f"{TITLE}\n{LONG}{other}。") == (["0.txt", "1.txt"], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("增长1.5%，新建3—5个", "增长 １．５ ％ 新建3-5个"),
        ("1.加快发展。投资1,500万元（2018年）", "1、加快发展，投资1500万元2018年。"),
        ("增速：-3.2%", "增速 －3.2%"),
    ],
)
def test_numbers_may_be_set_otherwise(tmp_path: Path, one: str, other: str) -> None:
    assert kept(tmp_path, f"{TITLE}\n{LONG}{one}", f"{TITLE}\n{LONG}{other}")[0] == ["0.txt"]
