"""Two reports of one invented city, built as users build them: what the one promises and the other tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import load_config
from kg.pipeline import build
from kg.promises import Ledger, Promise, make_ledger
from kg.query.tables import read_tables

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def linxi(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    out = tmp_path_factory.mktemp("linxi")
    build(load_config(None, sources=(DATA,), out=out))
    return make_ledger(read_tables(out), place="临溪")


def _promise(ledger: Ledger, year: int, subject: str, what: str) -> Promise:
    found = [
        promise
        for promise in ledger.promises
        if (promise.entry.source.year, promise.subject.name, promise.what) == (year, subject, what)
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("subject", "what", "verdict", "explanation"),
    [
        ("临溪市", "地区生产总值", "partly", "目标增长8%左右，实际增长7.1%，差0.9个百分点"),
        ("临溪市", "一般公共预算收入", "met", "目标增长6%，实际增长8.2%，超出2.2个百分点"),
        ("临溪市", "社会消费品零售总额", "missed", "目标增长7.5%，实际增长4.3%，差3.2个百分点"),
        ("临溪市", "城镇登记失业率", "met", "目标不超过3%，实际2.4%，在限度以内"),
        ("临溪市", "单位生产总值能耗", "met", "目标下降3%，实际下降3.4%，多降0.4个百分点"),
        ("临溪市", "实际利用外资", "incomparable", "目标2.5亿美元，后文18亿元，单位不同，不换算"),
        ("临溪市", "固定资产投资", "incomparable", "目标是增速（增长10%），后文只说数额（520亿元），不能比"),
        ("临溪市", "新增规模以上工业企业", "partly", "目标40家，实际36家，差4家，达到目标的90.0%"),
        ("临溪市", "高新技术企业数量", "met", "目标260家，实际268家，超出8家"),
        ("临溪市", "城镇新增就业", "silent", "2022年的报告里没有读到它的结果"),
        (
            "临溪市",
            "造林更新",
            "contradictory",
            "后文说法不一：2022年的报告：目标3万亩，实际3.1万亩，超出1000亩；2022年的报告：目标3万亩，实际2.6万亩，差4000亩，达到目标的86.7%",
        ),
        ("青禾大桥", "建成", "met", "目标建成，2022年的报告说2021年建成；原定6月底前，没有读到是哪个月"),
        (
            "临溪港区扩建工程",
            "投产运营",
            "partly",
            "目标投产运营，2022年的报告说2021年在建，并且2022年的报告再次列入计划",
        ),
        ("云麓水库工程", "开工启动", "met", "目标开工启动，2022年的报告说2021年开工启动"),
        ("白鹭湖体育中心", "建成", "missed", "目标建成，2022年的报告再次列入计划，没有读到已经做到"),
        ("临溪市", "获得国家卫生城市", "met", "2022年的报告说已经做到"),
        ("临溪国际茶叶博览会", "主办方临溪市", "met", "2022年的报告说已经做到"),
    ],
)
def test_what_2022_tells_of_the_promises_of_2021(
    linxi: Ledger, subject: str, what: str, verdict: str, explanation: str
) -> None:
    judgement = _promise(linxi, 2021, subject, what).judgement
    assert (judgement.verdict.value, judgement.explanation) == (verdict, explanation)
    assert bool(judgement.later) == (verdict != "silent")


def test_promises_of_the_last_report_are_pending(linxi: Ledger) -> None:
    assert {one.judgement.verdict.value for one in linxi.promises if one.entry.source.year == 2022} == {"pending"}


def test_target_stands_with_what_the_year_before_achieved(linxi: Ledger) -> None:
    before = _promise(linxi, 2022, "临溪市", "地区生产总值").before
    assert before is not None
    assert (before.fact.year, before.fact.growth, before.source.year) == (2021, 7.1, 2022)


def test_words_of_the_deadline_are_found_again_in_the_text(linxi: Ledger) -> None:
    promise = _promise(linxi, 2021, "青禾大桥", "建成")
    text = (DATA / "2021.txt").read_text(encoding="utf-8")
    assert promise.deadline.last is not None
    assert promise.deadline.last.isoformat() == "2021-06-30"
    assert text[promise.deadline.start : promise.deadline.end] == promise.deadline.words == "6月底前"


def test_every_promise_is_in_the_order_of_the_ledger(linxi: Ledger) -> None:
    sorts = [promise.sort.value for promise in linxi.promises]
    assert list(dict.fromkeys(sorts)) == ["indicator", "project", "honor", "cooperation"]
    days = [promise.deadline.last for promise in linxi.promises if promise.sort.value == "project"]
    assert days == sorted(day for day in days if day)


def test_table_has_a_row_for_each_promise(linxi: Ledger) -> None:
    table = linxi.table()
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.values()]
    assert len(rows) == len(linxi.promises)
    first = next(row for row in rows if row["内容"] == "地区生产总值" and row["结果"] == "部分完成")
    assert (first["增速"], first["说明"]) == (8.0, "目标增长8%左右，实际增长7.1%，差0.9个百分点")
