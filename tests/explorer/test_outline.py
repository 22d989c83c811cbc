"""Headings of a text that came as one line."""

from __future__ import annotations

import pytest

from kg.explorer.outline import outline


def _told(text: str) -> list[tuple[str, int]]:
    return [(text[heading.start : heading.end], heading.level) for heading in outline(text)]


def test_named_and_numbered_headings_are_found_with_their_levels():
    text = "题\n2020年工作回顾 全市增长。一、产业升级。(一)抓园区。建成。(二)抓项目。建成。二、城市提质。好。2021年工作安排 一、开局。"
    assert _told(text) == [
        ("2020年工作回顾", 0),
        ("一、产业升级", 1),
        ("(一)抓园区", 2),
        ("(二)抓项目", 2),
        ("二、城市提质", 1),
        ("2021年工作安排", 0),
        ("一、开局", 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "第二、三产业增长。",
        "位列全国第三、全省第一。",
        "一、总体。第一、二期建成。三、麻章等镇。",
        "没有标题的文字。",
        "",
    ],
)
def test_numbers_inside_sentences_are_no_headings(text):
    assert [told for told, _ in _told(text)] in ([], ["一、总体"])


def test_numbers_go_on_beyond_ten():
    text = "".join(
        f"{number}、标题。" for number in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    )
    assert len(outline(text)) == 12


def test_a_heading_without_a_stop_ends_at_a_comma():
    assert _told("一、效益优先," + "推动经济社会发展" * 9) == [("一、效益优先", 1)]
