from __future__ import annotations

import re

import pytest

from kg.errors import LexiconError
from kg.lexicon.data import read_table
from kg.lexicon.divisions import Division, Divisions, load_divisions, load_places, short_forms

COLUMNS = ("code", "name", "level", "parent", "since", "until")
PATTERNS = {"province": r"[1-8]\d0000", "prefecture": r"[1-8]\d(?!00)\d\d00", "county": r"[1-8]\d\d\d(?!00)\d\d"}


def one(form: str, *context: str, year: int | None = None) -> str:
    """The code that a form resolves to, empty when it stays open."""
    division = load_divisions().resolve(form, context=context, year=year)
    return division.code if division else ""


def test_table_is_sorted_and_unique() -> None:
    rows = read_table("divisions.tsv", COLUMNS)
    assert list(rows) == sorted(rows, key=lambda row: (row[0], row[4]))
    assert len({row[:2] for row in rows}) == len(rows)


def test_codes_fit_their_level() -> None:
    assert [d for d in load_divisions() if not re.fullmatch(PATTERNS[d.level], d.code)] == []


def test_every_parent_is_known_and_shares_the_digits_of_the_code() -> None:
    divisions = load_divisions()
    for division in divisions:
        above = divisions.ancestors(division)
        assert (division.level == "province") == (above == ())
        assert all(upper.code[:2] == division.code[:2] for upper in above)


def test_counts_of_today_match_the_published_ones() -> None:
    current = [division.level for division in load_divisions() if division.until is None]
    assert (current.count("province"), current.count("prefecture")) == (34, 333)
    assert 2840 <= current.count("county") <= 2850


def test_rows_of_the_source_that_are_no_divisions_are_out() -> None:
    names = {division.name for division in load_divisions()}
    assert not names & {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "苏州工业园区"}
    assert not [name for name in names if re.search(r"开发区|产业园|管理区|示范区|群岛", name)]


@pytest.mark.parametrize(
    ("code", "name", "parent"),
    [
        ("320585", "太仓市", "320500"),
        ("341100", "滁州市", "340000"),
        ("429004", "仙桃市", "420000"),
        ("440783", "开平市", "440700"),
        ("440800", "湛江市", "440000"),
        ("441284", "四会市", "441200"),
        ("441900", "东莞市", "440000"),
        ("500156", "武隆区", "500000"),
        ("620200", "嘉峪关市", "620000"),
        ("710000", "台湾省", ""),
    ],
)
def test_known_codes(code: str, name: str, parent: str) -> None:
    division = load_divisions().get(code)
    assert division is not None
    assert (division.name, division.parent) == (name, parent)


def test_unknown_code_and_form() -> None:
    divisions = load_divisions()
    assert divisions.get("999999") is None
    assert divisions.get("") is None
    assert divisions.named("青禾市") == ()
    assert divisions.resolve("青禾市") is None


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("东莞市", ("东莞",)),
        ("湖南省", ("湖南",)),
        ("广西壮族自治区", ("广西",)),
        ("内蒙古自治区", ("内蒙古",)),
        ("延边朝鲜族自治州", ("延边", "延边州")),
        ("积石山保安族东乡族撒拉族自治县", ("积石山", "积石山县")),
        ("东乡族自治县", ("东乡", "东乡县")),
        ("香港特别行政区", ("香港", "香港特区")),
        ("清新区", ("清新",)),
        ("浦东新区", ("浦东",)),
        ("土默特左旗", ()),
        ("赵县", ()),
        ("东区", ()),
    ],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert short_forms(name) == forms


@pytest.mark.parametrize("form", ["东莞市", "东莞", "开平", "湖南", "广西", "延边", "延边州", "乳源县", "天心区"])
def test_safe_forms(form: str) -> None:
    assert dict(load_divisions().forms())[form] == "safe"


@pytest.mark.parametrize(
    "form",
    ["天心", "和平", "朝阳", "长安", "平安", "兴业", "太和", "东方", "大同", "通道", "安定", "高明", "城区", "郊区"],
)
def test_forms_that_need_a_context(form: str) -> None:
    assert dict(load_divisions().forms())[form] == "context"


def test_forms_are_sorted_unique_and_longer_than_one_code_point() -> None:
    forms = [form for form, _ in load_divisions().forms()]
    assert forms == sorted(set(forms))
    assert min(map(len, forms)) >= 2


def test_homonym_without_context_stays_open() -> None:
    assert len(load_divisions().named("鼓楼区")) > 2
    assert one("鼓楼区") == one("鼓楼") == ""


@pytest.mark.parametrize(
    ("context", "code"),
    [(("320100", "320000"), "320106"), (("徐州市",), "320302"), (("福建省",), "350102"), (("410204",), "410204")],
)
def test_homonym_with_context(context: tuple[str, ...], code: str) -> None:
    assert one("鼓楼区", *context) == code


def test_homonym_with_two_equal_contexts_stays_open() -> None:
    assert one("鼓楼区", "南京市", "徐州市") == ""


@pytest.mark.parametrize(
    ("form", "code"),
    [("吉林", "220000"), ("长沙", "430100"), ("海南", "460000"), ("河南", "410000"), ("开平", "440783")],
)
def test_short_form_of_two_levels_means_the_upper(form: str, code: str) -> None:
    assert one(form) == code


def test_short_form_that_equals_a_province_needs_a_near_context() -> None:
    assert one("海南", "青海省") == "460000"
    assert one("海南", "632500") == "632500"


@pytest.mark.parametrize(
    ("form", "year", "code"),
    [
        ("铜山", 2008, "320323"),
        ("铜山", 2015, "320312"),
        ("铜山", None, "320312"),
        ("巢湖市", 2009, "341400"),
        ("巢湖市", 2012, "340181"),
        ("莱芜市", 2022, "371200"),
        ("襄樊市", 2008, "420600"),
    ],
)
def test_year_chooses_between_old_and_new(form: str, year: int | None, code: str) -> None:
    assert one(form, year=year) == code


def test_a_renamed_division_is_known_under_its_code_by_the_new_name() -> None:
    division = load_divisions().get("420600")
    assert division is not None
    assert division.name == "襄阳市"


def test_abbreviations_name_known_divisions() -> None:
    divisions = load_divisions()
    signs = divisions.abbreviations()
    assert (signs["粤"], signs["湘"], signs["莞"], signs["深"], signs["湛"]) == (
        "440000",
        "430000",
        "441900",
        "440300",
        "440800",
    )
    assert all(len(sign) == 1 and divisions.get(code) for sign, code in signs.items())


def test_an_abbreviation_of_several_cities_needs_a_context() -> None:
    assert "长" not in load_divisions().abbreviations()
    assert one("长") == ""
    assert one("长", "湖南省") == "430100"
    assert one("宁") == "640000"


def test_small_tables_are_sorted_and_unique_and_used() -> None:
    words = [row[0] for row in read_table("place_words.tsv", ("form", "kind"))]
    signs = read_table("abbreviations.tsv", ("form", "code"))
    forms = dict(load_divisions().forms())
    assert words == sorted(set(words))
    assert list(signs) == sorted(set(signs))
    assert [word for word in words if word not in forms] == []


def test_two_names_of_one_code_at_a_time_are_refused() -> None:
    rows = (Division("110000", "甲省", "province", ""), Division("110000", "乙省", "province", ""))
    with pytest.raises(LexiconError, match="110000 重复"):
        Divisions(rows)


@pytest.mark.parametrize(
    "wrong",
    [
        Division("110100", "乙市", "prefecture", "120000"),
        Division("110100", "乙市", "prefecture", ""),
        Division("110100", "乙市", "prefecture", "110100"),
    ],
)
def test_wrong_parent_is_refused(wrong: Division) -> None:
    with pytest.raises(LexiconError, match="110100"):
        Divisions((Division("110000", "甲省", "province", ""), wrong))


def test_abbreviation_of_an_unknown_code_is_refused() -> None:
    with pytest.raises(LexiconError, match="甲"):
        Divisions((Division("110000", "甲省", "province", ""),), abbreviations=(("甲", "990000"),))


def test_places_are_sorted_and_every_form_is_unique() -> None:
    places = load_places()
    forms = [form for place in places for form in (place.name, *place.aliases)]
    assert [place.name for place in places] == sorted(place.name for place in places)
    assert len(forms) == len(set(forms))
    assert all(list(place.aliases) == sorted(place.aliases) for place in places)
    assert min(map(len, forms)) >= 2


def test_places_and_divisions_share_no_form() -> None:
    divisions = load_divisions()
    assert [form for p in load_places() for form in (p.name, *p.aliases) if divisions.named(form)] == []


def test_a_place_lies_in_something_known() -> None:
    known = {place.name for place in load_places()} | {division.name for division in load_divisions()}
    assert [place for place in load_places() if place.within and place.within not in known] == []
    kinds = {place.kind for place in load_places()}
    assert kinds == {"area", "city", "continent", "country", "district", "island", "mountain", "water"}


@pytest.mark.parametrize(
    ("form", "name"),
    [("大湾区", "粤港澳大湾区"), ("珠三角", "珠江三角洲"), ("太湖", "太湖"), ("苏北", "苏北"), ("印尼", "印度尼西亚")],
)
def test_known_places(form: str, name: str) -> None:
    assert [place.name for place in load_places() if form in (place.name, *place.aliases)] == [name]
