from __future__ import annotations

import datetime
import hashlib

import pytest

from kg.model import Document
from kg.sources.document import Piece, to_document

REPORT = "2019年青禾市政府工作报告"


def document(title: str, body: str = "正文", date: datetime.date | None = None) -> Document:
    return to_document(Piece(title, f"{title}\n{body}", 7, date), "seeds/a.txt")


def test_document_id_is_of_the_text_alone() -> None:
    made = document("甲", "正文", datetime.date(2020, 1, 1))
    digest = hashlib.sha256("甲\n正文".encode()).hexdigest()
    assert (made.id, made.sha256, made.text_start, made.path) == ("d" + digest[:12], digest, 7, "seeds/a.txt")
    assert document("甲", "正文").id == made.id


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        (REPORT, "正文", "report"),
        ("【投资青禾】青禾市人民政府工作报告(2022年12月30日,节选)", "正文", "report"),
        ("青禾市云岭区2023年《政府工作报告》任务分解", "正文", "report"),
        ("2025年国务院政府工作报告", "正文", "report"),
        ("在青禾市第五届人民代表大会第三次会议上的报告", "各位代表：现在,我代表市人民政府", "report"),
        ("【青禾招商】云岭芯谷落户", "一批项目签约", "news"),
        ("首次写入政府工作报告 低空经济起飞", "正文", "news"),
        ("青禾市人民代表大会关于政府工作报告的决议", "正文", "news"),
        ("政府工作报告提出这些目标", "正文", "news"),
        ("人大代表热议发展", "一位各位代表团成员说", "news"),
    ],
)
def test_document_kind(title: str, body: str, kind: str) -> None:
    assert document(title, body).kind == kind


@pytest.mark.parametrize(
    ("title", "body", "issued"),
    [
        (REPORT, "2019年1月18日在青禾市第五届人民代表大会第三次会议上", datetime.date(2019, 1, 18)),
        (REPORT, "(二〇一九年一月二十日)各位代表:", datetime.date(2019, 1, 20)),
        (REPORT, "二○一九年十二月三十一日 各位代表:", datetime.date(2019, 12, 31)),
        (REPORT, "2019 年 1 月 8 日 各位代表:", datetime.date(2019, 1, 8)),
        ("青禾市政府工作报告(2022年12月30日,节选)", "正文", datetime.date(2022, 12, 30)),
        (REPORT, "截至2018年12月31日,全市", None),
        (REPORT, "2019年13月41日", None),
        (REPORT, "空" * 300 + "2019年1月18日", None),
        ("签约", "2023年8月18日,青禾市", datetime.date(2023, 8, 18)),
        ("签约", "2023年8月,青禾市", None),
    ],
)
def test_document_issued(title: str, body: str, issued: datetime.date | None) -> None:
    assert document(title, body).issued == issued


@pytest.mark.parametrize(
    ("title", "body", "year"),
    [
        (REPORT, "正文", 2019),
        ("青禾市人民政府工作报告(2022年12月30日,节选)", "正文", 2023),
        ("2022年青禾市政府工作报告", "2022年12月30日在青禾市", 2023),
        ("2017年青禾市政府工作报告", "2018年1月15日 一、2017年工作回顾 二、2018年工作安排", 2018),
        ("青禾市政府工作报告", "一、2012年工作回顾 过去一年", 2013),
        ("青禾市政府工作报告", "对2018年工作提出建议", 2018),
        ("2022青禾两会《政府工作报告》解读", "正文", 2022),
        ("青禾市政府工作报告", "过去一年", 2021),
    ],
)
def test_report_year_is_the_planned_one(title: str, body: str, year: int) -> None:
    assert document(title, body, datetime.date(2020, 12, 5)).year == year


@pytest.mark.parametrize(
    ("body", "date", "year"),
    [
        ("2020年初,某企业", datetime.date(2025, 7, 16), 2020),
        ("近日,某企业", datetime.date(2025, 7, 16), 2025),
        ("近" * 120 + "2020年", datetime.date(2025, 7, 16), 2025),
        ("近日,某企业", None, None),
    ],
)
def test_news_year_is_that_of_the_text(body: str, date: datetime.date | None, year: int | None) -> None:
    assert document("签约", body, date).year == year
