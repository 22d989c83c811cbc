"""Quantities in running text: one kind of writing each."""

from __future__ import annotations

import pytest

from kg.model import Quantity
from kg.quantities import find_quantities


def only(text: str) -> Quantity:
    """The single quantity of a text."""
    found = find_quantities(text)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("工业产值7580亿元", 758e9, "CNY"),
        ("引资1,234.5万美元", 12_345_000, "USD"),
        ("出口1，234吨", 1234, "吨"),
        ("贷款３．５亿港元", 350e6, "HKD"),
        ("投入2亿欧元", 200e6, "EUR"),
        ("产粮三百二十吨", 320, "吨"),
        ("惠及两千户", 2000, "户"),
        ("两千三百人", 2300, "人"),
        ("吞吐量90万标箱", 900_000, "标箱"),
        ("客流209万人次", 2_090_000, "人次"),
        ("处理能力1.13万吨/日", 11_300, "吨/日"),
        ("装机5万千瓦", 50_000, "千瓦"),
        ("标准每人每月880元/月", 880, "CNY"),
        ("占比百分之五", 5, "percent"),
        ("占五成", 50, "percent"),
        ("占三分之二", 66.6666666667, "percent"),
        ("自然增长率8‰", 8, "permille"),
        ("压缩到15个工作日", 15, "工作日"),
        ("7.2万贫困人口", 72_000, "人"),
        ("总量突破1万亿。", 1e12, "CNY"),
        ("盘活土地3000亩", 3000, "亩"),
        ("投资2亿5000万元", 250e6, "CNY"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.growth) == (value, unit, False)


@pytest.mark.parametrize(
    ("text", "stated", "bound"),
    [
        ("总投资超50亿元", "超50亿元", "more_than"),
        ("突破2000亿元", "突破2000亿元", "more_than"),
        ("近百亿元", "近百亿元", "about"),
        ("约7000万人", "约7000万人", "about"),
        ("8.2万元左右", "8.2万元左右", "about"),
        ("95公里以上", "95公里以上", "at_least"),
        ("不低于480元", "不低于480元", "at_least"),
        ("不超过30人", "不超过30人", "at_most"),
        ("35亩以内", "35亩以内", "at_most"),
        ("30余家", "30余家", "more_than"),
        ("150多项", "150多项", "more_than"),
        ("不足5亩", "不足5亩", "less_than"),
        ("上千家", "上千家", "more_than"),
        ("投资十几亿元", "十几亿元", "more_than"),
    ],
)
def test_bound_is_inside_the_span(text: str, stated: str, bound: str) -> None:
    quantity = only(text)
    assert (quantity.text, quantity.bound) == (stated, bound)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("2-3个", 2, 3, "个"),
        ("5%~6%的股权", 5, 6, "percent"),
        ("3000至5000元", 3000, 5000, "CNY"),
        ("3—5万元", 30_000, 50_000, "CNY"),
    ],
)
def test_range(text: str, low: float, high: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.upper, quantity.unit) == (low, high, unit)


def test_only_the_end_of_a_way_counts() -> None:
    assert only("自给率从0至60%的跃升").value == 60


@pytest.mark.parametrize(
    ("text", "stated", "value"),
    [
        ("产值同比增长8.2%", "同比增长8.2%", 8.2),
        ("产值下降3.1%", "下降3.1%", -3.1),
        ("产值比上年增3.5%", "比上年增3.5%", 3.5),
        ("产值增幅6%", "增幅6%", 6),
        ("产值增速8%左右", "增速8%左右", 8),
        ("产值增长-3.2%", "增长-3.2%", -3.2),
        ("产值同比(下同)增长8%", "同比(下同)增长8%", 8),
        ("产值增长2.3倍", "增长2.3倍", 230),
        ("产值降幅达5.3%", "降幅达5.3%", -5.3),
        ("以8%左右的速度增长", "8%左右的速度增长", 8),
        ("价格降了一半", "降了一半", -50),
        ("产值翻番", "翻番", 100),
        ("产值翻两番", "翻两番", 300),
        ("产值是上年的2.1倍", "是上年的2.1倍", 110),
        ("产值增幅近七成", "增幅近七成", 70),
    ],
)
def test_growth(text: str, stated: str, value: float) -> None:
    quantity = only(text)
    assert (quantity.text, quantity.value, quantity.unit, quantity.growth) == (stated, value, "percent", True)


def test_growth_is_shared_by_a_list() -> None:
    found = find_quantities("分别下降17.3%、12.3%和29.4%")
    assert [(q.value, q.growth) for q in found] == [(-17.3, True), (-12.3, True), (-29.4, True)]


@pytest.mark.parametrize("text", ["占比46%", "覆盖率提高到95%", "比重升至20%", "失业率降至3%"])
def test_level_is_no_growth(text: str) -> None:
    assert not only(text).growth


def test_percentage_points_are_a_unit_of_their_own() -> None:
    quantity = only("比重提高5个百分点")
    assert (quantity.value, quantity.unit, quantity.growth) == (5, "percentage_point", False)


@pytest.mark.parametrize(
    "text",
    [
        "2017年", "2018年1月17日", "第三届", "第5家", "“1133”工程", "“55811”综合交通工程", "KN95只是型号", "4C个性",
        "电话13800138000", "“四个意识”", "千人计划", "百强企业", "“实体经济十条”", "一个国家", "五成立", "G325公里",
        "一带一路", "万企兴万村", "十三届五次全会", "前100名", "220千伏变电站", "5G基站", "2+3个",
    ],
)  # fmt: skip
def test_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize("text", ["签约21个", "通过3项", "线上5家", "附近3家", "节约12吨"])
def test_end_of_another_word_is_no_bound(text: str) -> None:
    quantity = only(text)
    assert (quantity.start, quantity.bound) == (2, "exact")


def test_amount_without_digits_describes_a_thing() -> None:
    found = find_quantities("引进亿元以上项目175宗、千万美元以上项目95宗")
    assert [(q.value, q.unit) for q in found] == [(1e8, "CNY"), (175, "宗"), (1e7, "USD"), (95, "宗")]
