from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.sources import read_sources


def read(folder: Path, text: str) -> Document:
    (folder / "a.md").write_text(text, encoding="utf-8")
    (document,) = read_sources([folder / "a.md"])
    return document


def test_front_matter_gives_title_and_date(tmp_path: Path) -> None:
    document = read(tmp_path, '---\ntitle: "青禾市招商"\ndate: 2021-02-03T08:00\ntags: [a]\n---\n\n签约12个项目。\n')
    assert (document.text, document.date) == ("青禾市招商\n签约12个项目。", datetime.date(2021, 2, 3))


def test_first_heading_is_the_title_and_what_stands_above_is_left_out(tmp_path: Path) -> None:
    document = read(tmp_path, "[返回](/)\n\n# 青禾市**招商**\n\n2021-02-03\n\n## 项目\n\n签约12个项目。\n")
    assert document.text == "青禾市招商\n2021-02-03\n项目\n签约12个项目。"
    assert document.date == datetime.date(2021, 2, 3)


def test_without_heading_the_first_line_is_the_title(tmp_path: Path) -> None:
    assert read(tmp_path, "青禾市招商\n签约12个项目。\n2021-02-03").text == "青禾市招商\n签约12个项目。"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("总投资**50亿元**，*增长*8%", "总投资50亿元，增长8%"),
        ("[云岭芯谷](https://example.com/a_b)由`星河`建设", "云岭芯谷由星河建设"),
        ("![照片](a.png)云岭芯谷", "云岭芯谷"),
        ("- 云岭芯谷\n- 大河园区", "云岭芯谷\n大河园区"),
        ("> 云岭芯谷", "云岭芯谷"),
        ("| 指标 | 数值 |\n|---|---|\n| 生产总值 | 50亿元 |", "指标 | 数值\n生产总值 | 50亿元"),
        ("甲\\*乙", "甲*乙"),
        ("甲_乙_丙，3*4", "甲_乙_丙，3*4"),
        ("甲<br>乙<!-- 丙 -->", "甲乙"),
        ("```\n甲\n```", "甲"),
    ],
)
def test_marks_are_not_in_the_text(tmp_path: Path, said: str, shown: str) -> None:
    assert read(tmp_path, f"# 题\n\n开头。\n\n{said}\n\n结尾。\n").text == f"题\n开头。\n{shown}\n结尾。"


def test_title_without_body_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.md .*只有标题"):
        read(tmp_path, "# 题\n")
