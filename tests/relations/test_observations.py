"""Observations: one way of saying a statistic each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.layout import layout
from kg.lexicon.data import read_rules
from kg.model import Claim, Document, EntityType, Layout, Mention, Section
from kg.quantities import find_quantities
from kg.relations.observations import observe

TITLE = "【投资青禾市】2021年青禾市政府工作报告"
REVIEW, PLAN = ("review", 2020), ("plan", 2021)


def read(
    words: str,
    *,
    part: tuple[str, int] = REVIEW,
    names: Sequence[tuple[str, EntityType]] = (),
    kind: str = "report",
    title: str = TITLE,
) -> list[Claim]:
    """The observations of one passage of an invented report."""
    text = f"{title}\n{words}"
    document = Document("d1", title, text, None, kind, 2021, "青禾市", "a.txt", "0")  # type: ignore[arg-type]
    found = layout(text, "news", 2021)
    section = Section(0, len(text), part[0], part[1])  # type: ignore[arg-type]
    structure: Layout = replace(found, sections=(section,), clauses=tuple(replace(c, section=0) for c in found.clauses))
    mentions = [Mention(text.rindex(n), text.rindex(n) + len(n), n, t, "test") for n, t in names]
    claims = observe(document, structure, mentions, find_quantities(text))
    assert all(text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in claims)
    return claims


def facts(claims: Sequence[Claim]) -> list[tuple[str | None, float | None, float | None]]:
    return [(claim.indicator, claim.value, claim.growth) for claim in claims]


def test_level_takes_the_rate_behind_it() -> None:
    (claim,) = read("预计,全市完成地区生产总值382.49亿元,同比增长5%,增速高于上年3.8个百分点。")
    assert (claim.indicator, claim.value, claim.unit, claim.growth) == ("地区生产总值", 38_249_000_000, "CNY", 5)
    assert (claim.year, claim.kind, claim.subject) == (2020, "actual", None)
    assert (claim.as_stated, claim.by) == ("382.49亿元", "obs-level")
    assert claim.evidence.quote.endswith("地区生产总值382.49亿元,同比增长5%")


def test_full_width_marks_read_alike() -> None:
    assert facts(read("财政收入12亿元，下降3%；出口5亿元。")) == [("财政收入", 1.2e9, -3), ("出口", 5e8, None)]


def test_rate_alone() -> None:
    (claim,) = read("刑事案件立案数同比下降30.3%。")
    assert (claim.indicator, claim.value, claim.growth, claim.by) == ("刑事案件立案数", None, -30.3, "obs-growth")


def test_plan_is_a_target() -> None:
    (claim,) = read("地区生产总值增长6.5%左右。", part=PLAN)
    assert (claim.year, claim.kind, claim.bound) == (2021, "target", "about")


def test_year_in_the_words_wins() -> None:
    (claim,) = read("到2025年,盘活存量土地3万亩。", part=PLAN)
    assert (claim.year, claim.kind) == (2025, "target")


def test_last_year_in_a_plan_is_no_target() -> None:
    (claim,) = read("2020年工业产值30亿元。", part=PLAN)
    assert (claim.year, claim.kind) == (2020, "actual")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "发明专利申请量、授权量和拥有量分别达到390件、28件和116件。",
            [("发明专利申请量", 390, None), ("发明专利授权量", 28, None), ("发明专利拥有量", 116, None)],
        ),
        (
            "新能源汽车、装备制造、节能环保产业分别完成产值5.39亿元、44.82亿元、11.22亿元。",
            [("新能源汽车产值", 539e6, None), ("装备制造产值", 4482e6, None), ("节能环保产业产值", 1122e6, None)],
        ),
        (
            "本外币各项贷款、存款余额分别增长16.98%和8.99%。",
            [("本外币各项贷款余额", None, 16.98), ("本外币各项存款余额", None, 8.99)],
        ),
        (
            "新发展市场主体6974户,新增注册资本29.27亿元,分别增长30.18%和22.42%。",
            [("新发展市场主体", 6974, 30.18), ("新增注册资本", 2927e6, 22.42)],
        ),
        (
            "城镇居民、农村居民人均可支配收入分别为5.27万元、2.67万元,增速7.8%、9.3%。",
            [("城镇居民人均可支配收入", 52_700, 7.8), ("农村居民人均可支配收入", 26_700, 9.3)],
        ),
        ("答复率、满意率均为100%。", [("答复率", 100, None), ("满意率", 100, None)]),
        ("工业增加值、高新产品出口占比均超四成。", [("工业增加值占比", 40, None), ("高新产品出口占比", 40, None)]),
    ],
)
def test_lists_pair(words: str, expected: list[tuple[str, float | None, float | None]]) -> None:
    assert facts(read(words)) == expected


def test_members_of_a_list_share_the_verb() -> None:
    claims = read("新增省名牌产品3个、省著名商标2个。")
    assert [claim.indicator for claim in claims] == ["新增省名牌产品", "新增省著名商标"]


def test_counted_thing_completes_a_bare_name() -> None:
    claims = read("引进产业项目30宗,合同投资额101.28亿元。")
    assert facts(claims)[1] == ("引进产业项目合同投资额", 10_128_000_000, None)


def test_amount_that_describes_stays_in_the_name() -> None:
    assert facts(read("新引进亿元以上内资项目175宗。")) == [("新引进亿元以上内资项目", 175, None)]


def test_number_may_stand_first() -> None:
    assert facts(read("新增18家省级工程技术研究中心。")) == [("新增省级工程技术研究中心", 18, None)]


def test_number_of_projects_is_left_out_of_the_name() -> None:
    assert facts(read("全年83个重点建设项目完成投资123.52亿元。")) == [("重点建设项目完成投资", 12_352_000_000, None)]


def test_old_value_is_no_fact() -> None:
    assert facts(read("高企数量从2028家增至4077家。")) == [("高企数量", 4077, None)]


def test_points_name_the_level_behind_them() -> None:
    assert facts(read("直接融资占比提高5个百分点,升至20%。")) == [("直接融资占比", 20, None)]


@pytest.mark.parametrize("words", ["产值比上年增加1839亿元。", "是2010年的2.2倍。", "比上年增加18亿元。"])
def test_change_in_amount_is_no_level(words: str) -> None:
    assert read(words) == []


def test_rate_of_heads_is_not_a_pairing() -> None:
    assert facts(read("农村居民人均纯收入6977元。")) == [("农村居民人均纯收入", 6977, None)]


def test_words_that_begin_like_a_filler_stay_whole() -> None:
    assert [claim.indicator for claim in read("有效发明专利增长12%。共享单车增长5%。")] == ["有效发明专利", "共享单车"]


def test_share_names_its_whole() -> None:
    assert facts(read("社会民生支出349.3亿元,占一般公共预算支出77.6%。"))[1] == (
        "社会民生支出占一般公共预算支出",
        77.6,
        None,
    )


PARK = [("云岭化工基地", EntityType.PARK)]


def test_park_is_subject_of_its_sentence() -> None:
    claims = read("云岭化工基地共引进项目48个,其中,投产项目13个,新开发土地500亩。全市税收3亿元。", names=PARK)
    assert [(c.subject and c.subject.text, c.indicator) for c in claims] == [
        ("云岭化工基地", "引进项目"),
        ("云岭化工基地", "投产项目"),
        ("云岭化工基地", "新开发土地"),
        (None, "税收"),
    ]


def test_whole_place_ends_the_park() -> None:
    claims = read("云岭化工基地税收1亿元,全市税收3亿元。", names=PARK)
    assert [claim.subject is None for claim in claims] == [False, True]


def test_name_of_the_reporting_place_is_the_place() -> None:
    (claim,) = read("青禾居民人均可支配收入19596元。", names=[("青禾", EntityType.REGION)])
    assert (claim.subject, claim.indicator) == (None, "居民人均可支配收入")


def test_heading_names_the_place() -> None:
    claims = read(
        "一、东陵区:稳中求进 全区生产总值增5%。二、城市建设 税收3亿元。", names=[("东陵区", EntityType.REGION)]
    )
    assert [claim.subject and claim.subject.text for claim in claims] == ["东陵区", None]


def test_traffic_of_a_port_is_its_own_and_that_of_an_airport_the_place_s() -> None:
    (claim,) = read("青禾港货物吞吐量突破2.8亿吨。", names=[("青禾港", EntityType.PROJECT)])
    assert (claim.subject and claim.subject.text, claim.indicator) == ("青禾港", "货物吞吐量")
    (claim,) = read("青禾机场旅客吞吐量突破280万人次。", names=[("青禾机场", EntityType.PROJECT)])
    assert (claim.subject, claim.indicator) == (None, "青禾机场旅客吞吐量")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("招商引资项目20个，到位资金39.7亿元。", ("招商引资到位资金", 3.97e9, None)),
        ("自来水普及率92%。", ("自来水普及率", 92, None)),
        ("截至目前从业人员3万人。", ("从业人员", 30_000, None)),
        ("实际利用外资6.5亿美元。", ("实际利用外资", 6.5e8, None)),
        ("地区生产总值（GDP）增长6.5%。", ("地区生产总值", None, 6.5)),
        ("今年计划完成交通投资650亿元。", ("交通投资", 6.5e10, None)),
        ("本次签约的3个重点项目总投资108亿元。", ("签约重点项目总投资", 1.08e10, None)),
        ("税收105亿元（同口径）、扣除退税因素增长0.5%。", ("税收", 1.05e10, 0.5)),
        ("税收5亿元，税收与去年同期相比增长44%。", ("税收", 5e8, 44)),
        ("地区生产总值从2017年的111亿元提高至2020年的160亿元。", ("地区生产总值", 1.6e10, None)),
        ("服务业质效齐升，实现增加值6305亿元。", ("服务业增加值", 6.305e11, None)),
        ("总投资85亿元的13个项目集中开工。", ("开工项目总投资", 8.5e9, None)),
        ("开工26个、总投资147亿元。", ("开工项目总投资", 1.47e10, None)),
        ("签约项目172个，其中产业类占20席，投资额127亿元。", ("产业项目投资额", 1.27e10, None)),
        ("规上工业增加值增长6%，总产值增长4.5%。", ("规上工业总产值", None, 4.5)),
        ("税收年均增长9%。", ("税收年均增长", None, 9)),
    ],
)
def test_name_is_neither_cut_nor_swollen(words: str, expected: tuple[str, float | None, float | None]) -> None:
    assert facts(read(words))[-1] == expected


@pytest.mark.parametrize("words", ["引进了12个。", "事例入选“中国30个脱贫故事”。", "做大做强稻米、油料和果蔬7个。"])
def test_verbs_and_torn_quotations_are_no_names(words: str) -> None:
    assert read(words) == []


def test_number_inside_a_title_is_silent() -> None:
    assert read("获评全国30家脱贫企业。", names=[("全国30家脱贫企业", EntityType.HONOR)]) == []


@pytest.mark.parametrize("title", ["【青禾招商】星河项目落户云岭高新区", "云岭高新区3个项目开工"])
def test_numbers_of_news_belong_to_the_park_of_the_title(title: str) -> None:
    names = [("云岭高新区", EntityType.PARK), ("青禾市", EntityType.REGION)]
    claims = read("去年税收3亿元。青禾市税收9亿元。", names=names, kind="news", part=NEWS, title=title)
    assert [claim.subject and claim.subject.text for claim in claims] == ["云岭高新区", None]


def test_title_that_names_a_park_behind_other_words_leaves_numbers_to_the_city() -> None:
    names = [("云岭高新区", EntityType.PARK), ("青禾市", EntityType.REGION)]
    claims = read("去年青禾市税收3亿元。出口2亿元。", names=names, kind="news", part=NEWS, title="签约日说说云岭高新区")
    assert [claim.subject for claim in claims] == [None, None]


def test_government_that_reports_is_meant_when_only_its_province_is_a_name() -> None:
    title = "（福建省）2019年松溪县人民政府工作报告"
    text = f"{title}\n生产总值57亿元。"
    document = Document("d1", title, text, None, "report", 2019, "松溪县", "a.txt", "0")
    (claim,) = observe(
        document,
        layout(text, "report", 2019),
        [Mention(1, 4, "福建省", EntityType.REGION, "test")],
        find_quantities(text),
    )
    assert claim.subject is None


def test_bulletin_tells_of_the_year_of_its_title() -> None:
    (claim,) = read("实现税收3亿元。", part=NEWS, kind="news", title="青禾市2008年国民经济和社会发展统计公报")
    assert (claim.year, claim.kind) == (2008, "actual")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("存贷款余额分别达到134亿元和96.6亿元。", [("存款余额", 1.34e10, None), ("贷款余额", 9.66e9, None)]),
        (
            "规模以上工业实现销售收入、利税、利润同比分别增长14%、15%、19%。",
            [("规模以上工业销售收入", None, 14), ("规模以上工业利税", None, 15), ("规模以上工业利润", None, 19)],
        ),
        ("服务业增加值占地区生产总值的比重46%。", [("服务业增加值占地区生产总值的比重", 46, None)]),
        ("城市化水平由31%提高到37%。", [("城市化水平", 37, None)]),
    ],
)
def test_lists_that_share_and_shares(words: str, expected: list[tuple[str, float | None, float | None]]) -> None:
    assert facts(read(words)) == expected


def test_average_of_years_stands_apart_from_the_level() -> None:
    claims = read("地区生产总值达到650亿元，五年年均增长11.8%。")
    assert facts(claims) == [("地区生产总值", 6.5e10, None), ("地区生产总值五年年均增长", None, 11.8)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("城乡居民收入增长13%和16%。", [("城镇居民收入", None, 13), ("农村居民收入", None, 16)]),
        (
            "城镇、农村常住居民人均可支配收入分别达到5万元和2万元。",
            [("城镇常住居民人均可支配收入", 5e4, None), ("农村常住居民人均可支配收入", 2e4, None)],
        ),
        ("咖啡、茶叶种植面积分别为8万亩、3万亩。", [("咖啡种植面积", 8e4, None), ("茶叶种植面积", 3e4, None)]),
        ("生产总值首次突破500亿元,达到506.7亿元、增长7.6%。", [("生产总值", 50_670_000_000, 7.6)]),
        ("生产总值增长14%以上、突破600亿元。", [("生产总值", 60_000_000_000, 14)]),
        ("新增经营主体4812户,总量突破3.3万户。", [("新增经营主体", 4812, None), ("经营主体", 33_000, None)]),
        ("税收21.7亿元,是上年的2.1倍。", [("税收", 2_170_000_000, 110)]),
        ("产值286亿元,占全县六成,增长18.2%。", [("产值", 28_600_000_000, 18.2), ("产值占全县", 60, None)]),
        ("引进甲厂、乙厂等34家企业。", [("引进企业", 34, None)]),
    ],
)
def test_lists_without_markers_and_restated_numbers(
    words: str, expected: list[tuple[str, float | None, float | None]]
) -> None:
    assert facts(read(words)) == expected


NEWS = ("body", 2021)


@pytest.mark.parametrize(
    ("words", "year", "kind"),
    [
        ("去年税收3亿元。", 2020, "actual"),
        ("2019年税收3亿元。", 2019, "actual"),
        ("力争今年税收3亿元。", 2021, "target"),
        ("今年主要预期目标是:税收增长5%。", 2021, "target"),
        ("计划到2025年税收达到3亿元。", 2025, "target"),
    ],
)
def test_words_of_news_tell_year_and_kind(words: str, year: int, kind: str) -> None:
    (claim,) = read(words, part=NEWS, kind="news")
    assert (claim.year, claim.kind) == (year, kind)


def test_year_at_the_head_of_a_paragraph_holds_for_its_sentences() -> None:
    claims = read("2019年税收3亿元。出口增长5%。", part=NEWS, kind="news")
    assert [claim.year for claim in claims] == [2019, 2019]


def test_company_is_the_one_that_was_told_of() -> None:
    names = [("星河电子", EntityType.ENTERPRISE), ("远山汽车", EntityType.ENTERPRISE)]
    claims = read("星河电子落户,向远山汽车供货。公司销售收入9亿元。", names=names, part=NEWS, kind="news")
    assert [claim.subject and claim.subject.text for claim in claims] == ["星河电子"]


def test_last_name_of_a_chain_is_the_subject() -> None:
    names = [("东陵区", EntityType.REGION), ("云岭小镇", EntityType.PARK)]
    (claim,) = read("东陵区的云岭小镇税收3亿元。", names=names)
    assert claim.subject and claim.subject.text == "云岭小镇"


@pytest.mark.parametrize(
    "words",
    [
        "云岭大桥完成投资1.41亿元。", "云岭大桥总投资50亿元。", "该项目用地58亩。",
    ],
)  # fmt: skip
def test_amounts_of_projects_are_told_elsewhere(words: str) -> None:
    names = [("云岭大桥", EntityType.PROJECT)] if "云岭" in words else []
    assert read(words, names=names) == []


@pytest.mark.parametrize(
    "words",
    [
        "淘汰黄标车11877辆、燃煤锅炉30台。", "查处违法用地4.42万平方米。", "办结提案95件。", "比重提高5个百分点。",
        "总量排全省第5位。", "完成67家企业整治。", "下派的80亿元任务已完成。", "2项工程获奖。", "历时15个工作日。",
    ],
)  # fmt: skip
def test_acts_and_ranks_are_no_statistics(words: str) -> None:
    assert read(words) == []


def test_title_and_glossary_are_silent() -> None:
    assert read("税收3亿元。", part=("glossary", 2021)) == []


def test_news_tell_of_groups_but_not_of_single_projects() -> None:
    words = "其中,签约项目21个、总投资131亿元。某工厂建筑面积5万平方米。"
    claims = read(words, part=("body", 2021), kind="news")
    assert facts(claims)[-1] == ("签约项目总投资", 13_100_000_000, None)


def test_table_that_lost_its_cells() -> None:
    words = "附表1主要指标完成情况表序号指标单位绝对值增长(%)1地区生产总值亿元330.0282工业增加值亿元120.389.503人均收入元23218.68.74备注预计数。"
    assert facts(read(words, part=("table", 2020))) == [
        ("地区生产总值", 33_002_000_000, 8),
        ("工业增加值", 12_038_000_000, 9.5),
        ("人均收入", 23218.6, 8.74),
    ]


def test_table_of_targets() -> None:
    claims = read(
        "附表2预期增长目标表序号指标预期增长目标(%)1生产总值7.92进出口2.53收入与经济同步", part=("table", 2021)
    )
    assert [(c.indicator, c.growth, c.kind, c.by) for c in claims] == [
        ("生产总值", 7.9, "target", "obs-table"),
        ("进出口", 2.5, "target", "obs-table"),
    ]


WORDS = ["分别", "增长", "税收", "项目", "达到", "附表1", "总投资", "同比", "个百分点"]
ALPHABET = [*'0123456789.,、;。(（)） \n从由至和占比均各新增亿万元%个家"“”', *WORDS]


@given(
    st.lists(st.sampled_from(ALPHABET), max_size=40).map("".join), st.sampled_from(["review", "plan", "table", "body"])
)
def test_any_text_can_be_read(words: str, part: str) -> None:
    for claim in read(words, part=(part, 2020)):
        assert claim.indicator
        assert (claim.value is None) != (claim.growth is None) or claim.by != "obs-growth"


def test_same_text_gives_the_same_claims() -> None:
    words = "税收3亿元,增长5%;出口5亿元、进口2亿元。"
    assert read(words) == read(words)


def test_no_word_stands_twice_in_a_list_of_the_lexicon() -> None:
    for table in read_rules("indicators.toml").values():
        for words in table.values():
            if isinstance(words, list) and all(isinstance(word, str) for word in words):
                assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "words",
    ["项目达产后,年产值可达4亿元。", "现场签约项目21个。", "建筑面积5万平方米。", "总投资2亿元。"],
)
def test_news_keep_silent_on_single_works_and_acts(words: str) -> None:
    assert read(words, part=NEWS, kind="news") == []


def test_companies_of_a_list_each_own_their_number() -> None:
    names = [("星河电子", EntityType.ENTERPRISE), ("远山汽车", EntityType.ENTERPRISE)]
    claims = read("星河电子、远山汽车产值分别达15亿元、9亿元。", names=names)
    assert [(c.subject and c.subject.text, c.value) for c in claims] == [("星河电子", 1.5e9), ("远山汽车", 9e8)]


def test_line_that_heads_a_plan_announces_targets() -> None:
    claims = read("今年主要任务\n税收增长5%。", part=("body", 2020))
    assert [(claim.year, claim.kind) for claim in claims] == [(2021, "target")]
