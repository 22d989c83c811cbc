from __future__ import annotations

import pytest

from kg.model import DocumentKind
from kg.sources.place import reporting_place


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("【投资青禾】2018年青禾市政府工作报告", "青禾市"),
        ("(云岭省)石桥县2024年政府工作报告(节选)", "石桥县"),
        ("(云岭省)青禾市青禾港区2023年《政府工作报告》任务分解(节选)", "青禾港区"),
        ("【石桥区招商】2021年石桥区政府工作报告", "石桥区"),
        ("【投资青禾市】青禾市人民政府工作报告(2022年12月30日,节选)", "青禾市"),
        ("2010年杭州市余杭区政府工作报告", "余杭区"),
        ("荆州市沙市区2016年政府工作报告", "沙市区"),
        ("北京市通州区2020年政府工作报告", "通州区"),
        ("义县2019年政府工作报告", "义县"),
        ("阿坝州政府工作报告", "阿坝州"),
        ("克什克腾旗2018年政府工作报告", "克什克腾旗"),
        ("新疆维吾尔自治区2024年政府工作报告", "新疆维吾尔自治区"),
        ("青海省海西蒙古族藏族自治州德令哈市政府工作报告", "德令哈市"),
        ("2022年沈北新区政府工作报告", "沈北新区"),
        ("大兴安岭地区行署工作报告", "大兴安岭地区"),
        ("2008年苏州工业园区管委会工作报告", "苏州工业园区"),
        ("图解2019年青禾市政府工作报告", "青禾市"),
        ("2015年各市政府工作报告汇总", None),
        ("2020区县这么干:东溪、西屏坝政府工作报告摘编", None),
        ("2025年中华人民共和国国务院政府工作报告", "中华人民共和国"),
    ],
)
def test_place_of_a_report_stands_in_its_title(title: str, place: str | None) -> None:
    assert reporting_place(title, "正文", "report") == place


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("2018年1月18日在青禾市第十六届人民代表大会第三次会议上 市长", "青禾市"),
        ("2020年12月26日,青禾市石桥区第五届人大第七次会议举行", "石桥区"),
        ("2020年1月4日,青禾市十六届人大四次会议举行", "青禾市"),
        ("2018年1月23日 青禾市人民政府市长 某某", "青禾市"),
        ("过去一年,我市经济平稳", None),
    ],
)
def test_place_of_a_bare_report_stands_in_its_opening(body: str, place: str | None) -> None:
    assert reporting_place("政府工作报告", body, "report") == place


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("青禾市实现增长", "青禾市"),
        ("青禾市场繁荣,青禾加快发展", "青禾"),
        ("青禾省与青禾市,青禾市", "青禾市"),
        ("青禾实现增长", "青禾"),
    ],
)
@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("【青禾招商】项目签约", "news"),
        ("【投资青禾】项目签约", "news"),
        ("2022青禾两会《政府工作报告》解读", "report"),
    ],
)
def test_place_takes_the_full_form_of_the_body(title: str, kind: DocumentKind, body: str, place: str) -> None:
    assert reporting_place(title, body, kind) == place


@pytest.mark.parametrize(
    ("title", "body", "place"),
    [
        ("项目签约", "2023年8月18日,青禾市把招商舞台搭到了邻市", "青禾市"),
        ("项目签约", "近日,青禾市石桥县签约", "石桥县"),
        ("项目签约", "近日,青禾市与石桥市签约", "青禾市"),
        ("项目签约", "近日,黔东南苗族侗族自治州凯里市签约", "凯里市"),
        ("【长江经济带】开发区获评", "2016年6月4日,有关部门传来消息", None),
        ("【产业招商】项目签约", "产业兴旺", None),
        ("联盟成立", "2023年,三地科技联盟成立大会举行", None),
        ("落户", "2023年,苏州工业园区举行", None),
        ("落户", "2023年以来青禾市招商", None),
        ("落户", "近日,我市招商", None),
    ],
)
def test_place_of_news(title: str, body: str, place: str | None) -> None:
    assert reporting_place(title, body, "news") == place


@pytest.mark.parametrize("kind", ["report", "news"])
def test_place_of_a_text_of_suffixes_is_found_without_end(kind: DocumentKind) -> None:
    title = "区" * 60 + "政府工作报告"
    found = reporting_place(title, "在" + "市区县" * 66, kind)
    assert found is None or found in title or found in "市区县" * 66
