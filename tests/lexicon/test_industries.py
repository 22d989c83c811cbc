"""The classes are those of the standard, and a name leads to the class that its head names or to none."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.errors import LexiconError
from kg.lexicon import industries, industry_classes
from kg.lexicon.data import read_rules, read_table
from kg.lexicon.industries import NO_CODE, classify, load_matches, matches, reason
from kg.lexicon.industry_classes import lineage, load_classes, load_schemes, parent_of
from kg.lexicon.spelling import folded

CLASSES = ("code", "zh", "en")
MATCHES = ("word", "code", "kind")
# The last division of each section in GB/T 4754-2017; they are numbered on from section to section.
LAST = "A5 B12 C43 D46 E50 F52 G60 H62 I65 J69 K70 L72 M75 N79 O82 P83 Q85 R90 S96 T97"
SECTIONS = "ABCDEFGHIJKLMNOPQRST"


@pytest.mark.parametrize(("table", "columns"), [("industry_classes.tsv", CLASSES), ("industry_matches.tsv", MATCHES)])
def test_table_is_sorted_and_unique(table: str, columns: tuple[str, ...]) -> None:
    rows = read_table(table, columns)
    assert list(rows) == sorted(set(rows))


def test_standard_is_complete_down_to_groups() -> None:
    levels = Counter(len(code) for code in load_classes() if not code.isdigit())
    assert (levels[1], levels[3], levels[4]) == (20, 97, 473)
    assert sum(code.isdigit() for code in load_classes()) == 9


def test_divisions_stand_under_the_sections_of_the_standard() -> None:
    last = [int(word[1:]) for word in LAST.split()]
    expected = [
        f"{word[0]}{n:02}"
        for word, before, end in zip(LAST.split(), [0, *last], last, strict=False)
        for n in range(before + 1, end + 1)
    ]
    assert [code for code in load_classes() if len(code) == 3] == expected


def test_every_class_has_the_one_above_it() -> None:
    classes = load_classes()
    assert [code for code in classes if parent_of(code) and parent_of(code) not in classes] == []
    assert lineage("C3612") == ("C3612", "C361", "C36", "C")


def test_every_division_is_divided() -> None:
    above = {parent_of(code) for code in load_classes()}
    assert [code for code in load_classes() if len(code) in (1, 3) and not code.isdigit() and code not in above] == []


def test_names_are_chinese_and_english() -> None:
    for one in load_classes().values():
        assert one.zh == folded(one.zh).replace("(", "（").replace(")", "）")
        assert one.en.isascii() and one.en[0].isupper() and one.en == one.en.strip()


@pytest.mark.parametrize(
    ("code", "zh"),
    [
        ("C361", "汽车整车制造"),
        ("C3612", "新能源车整车制造"),
        ("C39", "计算机、通信和其他电子设备制造业"),
        ("I652", "集成电路设计"),
        ("N786", "游览景区管理"),
        ("R87", "广播、电视、电影和录音制作业"),
        ("5", "新能源汽车产业"),
    ],
)
def test_class_bears_the_name_of_the_standard(code: str, zh: str) -> None:
    assert load_classes()[code].zh == zh


def test_schemes_have_titles_in_both_languages() -> None:
    assert [(scheme.zh[:6], scheme.en[:10]) for scheme in load_schemes().values()] == [
        ("国民经济行业", "Industrial"),
        ("战略性新兴产", "Classifica"),
    ]


def test_no_row_repeats_the_name_of_its_class() -> None:
    named = {(one.zh.replace("、", ""), one.code) for one in load_classes().values()}
    repeated = [row for row in read_table("industry_matches.tsv", MATCHES) if row[:2] in named and row[2] == "exact"]
    assert repeated == []


def test_every_head_extra_and_operator_stands_once() -> None:
    rules = read_rules("industries.toml")
    typed = [form for row in rules["typed_head"] for form in row["forms"]]
    for words in (rules["plain_heads"], rules["extras"], rules["operators"], typed):
        assert len(words) == len(set(words))


def test_typed_heads_name_sections() -> None:
    sections = {letter for row in read_rules("industries.toml")["typed_head"] for letter in row["sections"]}
    assert sections <= set(SECTIONS)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        # whole names, names of classes, heads that add nothing
        ("新能源汽车", "close", "C3612"),
        ("“新能源汽车”产业链", "close", "C3612"),
        ("家具", "close", "C21"),
        ("家具制造业", "exact", "C21"),
        ("农、林、牧、渔业", "exact", "A"),
        ("房地产业", "exact", "K"),
        ("钢铁工业", "close", "C31"),
        ("金融服务业", "close", "J"),
        ("集成电路", "close", "C3973"),
        ("集成电路设计", "exact", "I652"),
        ("电子信息产业", "close", "C39"),
        ("生物医药", "close", "C27"),
        ("白酒", "close", "C1512"),
        # the tail decides
        ("现代物流", "broad", "G"),
        ("农产品物流", "broad", "G"),
        ("医药物流", "broad", "G"),
        ("汽车金融", "broad", "J"),
        ("旅游地产", "broad", "K"),
        ("水果罐头", "broad", "C145"),
        ("浓香型白酒", "broad", "C1512"),
        ("沙田柚", "broad", "A0153"),
        ("安吉白茶", "broad", "A0164"),
        ("高端装备制造", "broad", "C"),
        ("特种陶瓷装备", "broad", "C"),
        # what looks alike
        ("汽车", "close", "C36"),
        ("汽车零部件", "close", "C367"),
        ("汽车销售", "close", "F526"),
        ("汽车租赁", "exact", "L7111"),
        ("医药", "close", "C27"),
        ("医疗器械", "close", "C358"),
        ("医疗服务", "close", "Q84"),
        ("医药流通", "broad", "F"),
        ("农业", "close", "A"),
        ("农业机械", "close", "C357"),
        ("风电", "close", "D4415"),
        ("风电装备", "close", "C3415"),
        ("航空运输", "close", "G56"),
        ("航空装备", "close", "C374"),
        ("茶叶", "close", "A0164"),
        ("茶叶加工", "close", "C153"),
        ("奶茶", "broad", "H623"),
        ("水产养殖", "exact", "A041"),
        ("水产品加工", "exact", "C136"),
        ("工业机器人", "close", "C3491"),
        ("扫地机器人", "broad", "C385"),
        # two things: what both lie in
        ("家电家具", "broad", "C"),
        ("纺织化纤", "broad", "C"),
        ("汽车及零部件", "broad", "C36"),
        ("石墨及碳素", "broad", "C3091"),
        ("批发和零售", "broad", "F"),
    ],
)
def test_name_leads_to_the_class(name: str, kind: str, code: str) -> None:
    found = classify(name)
    assert found is not None
    assert (found.kind, found.code) == (kind, code)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("海洋经济", "cross"),
        ("旅游", "cross"),
        ("乡村旅游", "cross"),
        ("数字经济", "cross"),
        ("新能源", "cross"),
        ("现代服务业", "cross"),
        ("临海工业", "cross"),
        ("实体经济", "vague"),
        ("总部经济", "vague"),
        ("传统产业", "vague"),
        ("高新技术产业", "vague"),
        ("战略性新兴产业", "vague"),
        ("汽车服务", "vague"),
        ("对外贸易", "vague"),
        ("未曾听说的东西", ""),
        ("农产品和医疗服务", ""),
        ("", ""),
    ],
)
def test_what_no_single_class_fits_has_none(name: str, why: str) -> None:
    assert classify(name) is None
    assert reason(name) == why


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("新材料产业", "exact", "3"),
        ("化工新材料", "broad", "3"),
        ("新一代信息技术", "exact", "1"),
        ("节能环保", "exact", "7"),
        ("工业机器人", "broad", "2"),
    ],
)
def test_strategic_industries_are_a_scheme_of_their_own(name: str, kind: str, code: str) -> None:
    found = classify(name, "sei2018")
    assert found is not None
    assert (found.kind, found.code) == (kind, code)


def test_two_areas_side_by_side_are_neither() -> None:
    assert classify("新能源新材料", "sei2018") is None


def test_matches_of_both_schemes_come_together() -> None:
    assert [match.code for match in matches("新能源汽车")] == ["C3612", "5"]


def test_alias_speaks_where_the_name_is_not_known() -> None:
    assert [match.code for match in matches("未曾听说的东西", "陶瓷")] == ["C307"]


def test_alias_does_not_overrule_a_name_without_class() -> None:
    assert matches("海洋经济", "渔业") == ()


@pytest.mark.parametrize("name", sorted(load_matches()["gbt4754"])[::37])
def test_plain_head_changes_nothing(name: str) -> None:
    assert (classify(name), reason(name)) == (classify(name + "产业"), reason(name + "产业"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("词\tC99\tbroad", "不认识"),
        ("词\tC36\tcross", "不认识"),
        (f"词\t{NO_CODE}\texact", "不认识"),
        ("词 \tC36\tbroad", "写法不合格"),
        ("词\tC36\tbroad\n词\tC37\tbroad", "重复"),
    ],
)
def test_broken_row_of_matches_is_refused(row: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(industries, "read_table", table_of("word\tcode\tkind\n" + row))
    with pytest.raises(LexiconError, match=message):
        load_matches.__wrapped__()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Z\t名\tName", "不合格"),
        ("A\t名\tName\nA\t名\tName", "重复"),
        ("A\t\tName", "缺名称"),
        ("A\t名\t", "缺名称"),
        ("A01\t名\tName", "没有上级 A"),
    ],
)
def test_broken_row_of_classes_is_refused(row: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(industry_classes, "read_table", table_of("code\tzh\ten\n" + row))
    with pytest.raises(LexiconError, match=message):
        load_classes.__wrapped__()


def table_of(text: str) -> object:
    """A reader of tables that finds this text in every file."""

    def read(_name: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        header, *rows = (tuple(line.split("\t")) for line in text.splitlines())
        assert header == columns
        return tuple(rows)

    return read
