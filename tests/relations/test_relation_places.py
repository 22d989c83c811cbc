"""Places in front of names, and the place that a part of a text speaks of."""

from __future__ import annotations

import pytest
from marked_up import claims_of, read_markup, triples

from kg.relations.marked import mark_sentences
from kg.relations.nearby import Nearby


def located(text: str, **kinds: object) -> set[tuple[str | None, str | None]]:
    found = triples(claims_of(text, **kinds))  # type: ignore[arg-type]
    return {(subject, place) for subject, predicate, place in found if predicate == "locatedIn"}


def test_place_before_a_name_says_where_it_is() -> None:
    assert ("星河公司", "德国") in located("引进[德国|Region][星河公司|Enterprise]。", kind="news")


def test_place_before_a_name_is_no_party() -> None:
    found = triples(
        claims_of("[云岭县|Region]与[德国|Region][星河公司|Enterprise]签署协议。", kind="news", place="青禾市")
    )
    assert ("云岭县", "cooperatesWith", "星河公司") in found
    assert ("云岭县", "cooperatesWith", "德国") not in found


def test_companies_with_their_countries_are_one_enumeration() -> None:
    text = "[云岭高新区|Park]引进[德国|Region][甲公司|Enterprise]、[台湾|Region][乙公司|Enterprise]。"
    assert {("甲公司", "云岭高新区"), ("乙公司", "云岭高新区")} <= located(text, kind="news")


def test_country_holds_for_its_own_company_only() -> None:
    found = located("引进[德国|Region][甲公司|Enterprise]、[乙公司|Enterprise]。", kind="news")
    assert ("乙公司", "德国") not in found


def test_county_before_towns_holds_for_all_of_them() -> None:
    found = located("[云岭县|Region][三元镇|Region]、[四方镇|Region]连片发展。", kind="news")
    assert {("三元镇", "云岭县"), ("四方镇", "云岭县")} <= found


def test_neighbours_in_a_title_do_not_contain_each_other() -> None:
    marked = read_markup("[天水|Region][承德|Region]三地开工忙。", kind="news")
    sentences = list(mark_sentences(marked.document, marked.layout, marked.mentions))
    assert [link for sentence in sentences for link in sentence.within] == []


def test_end_of_a_line_is_not_where_the_line_lies() -> None:
    assert ("云岭公路", "青禾县") not in located("建成连接[青禾县|Region]的[云岭公路|Project]。", kind="news")


def test_company_lies_in_the_park_its_sentence_is_about() -> None:
    text = "[云岭高新区|Park]产值翻番，[星河公司|Enterprise]扩产。"
    assert ("星河公司", "云岭高新区") in located(text, kind="news")


def test_company_lies_in_the_park_of_the_sentence_before() -> None:
    text = "[云岭高新区|Park]产值翻番。[星河公司|Enterprise]扩产。"
    assert ("星河公司", "云岭高新区") in located(text, kind="news")


def test_new_paragraph_leaves_the_park() -> None:
    text = "[云岭高新区|Park]产值翻番。\n[星河公司|Enterprise]扩产。"
    assert ("星河公司", "云岭高新区") not in located(text, kind="news")


@pytest.mark.parametrize(
    "said", ["供应[星河公司|Enterprise]", "与[星河公司|Enterprise]结缘", "[星河公司|Enterprise]收购同行"]
)
def test_partner_of_a_park_does_not_lie_in_it(said: str) -> None:
    assert ("星河公司", "云岭高新区") not in located(f"[云岭高新区|Park]产值翻番，{said}。", kind="news")


def test_railway_lies_in_no_park() -> None:
    text = "[云岭高新区|Park]产值翻番，[云青铁路|Project]通车。"
    assert ("云青铁路", "云岭高新区") not in located(text, kind="news")


@pytest.mark.parametrize("heading", ["■[云岭区|Region]：", "[云岭区|Region]——", "（一）[云岭区|Region]："])
def test_paragraph_headed_by_a_place_speaks_of_it(heading: str) -> None:
    text = f"年终盘点。\n{heading}[甲桥|Project]通车。"
    assert ("甲桥", "云岭区") in located(text, kind="news", place=None)


def test_town_of_a_news_item_lies_in_its_place() -> None:
    assert ("三元镇", None) in located("[三元镇|Region]喜获丰收。", kind="news")


def test_country_does_not_lie_in_the_city() -> None:
    assert located("产品出口[德国|Region]。") == set()


def test_office_is_of_the_place_of_its_rank() -> None:
    found = triples(claims_of("[云岭区|Region]扩容。区长[李明|Person]到场。", kind="news"))
    assert ("李明", "holdsPosition", "云岭区") in found


def test_office_of_the_reporting_places_rank_is_its_own() -> None:
    found = triples(claims_of("[云岭区|Region]扩容。市长[李明|Person]到场。", kind="news"))
    assert ("李明", "holdsPosition", None) in found


def test_line_named_after_the_reporting_place_joins_it() -> None:
    assert ("株洲至云岭高速", "connects", None) in triples(claims_of("[株洲至云岭高速|Project]动工。", place="株洲市"))


def test_nearer_actor_of_a_clause_acts() -> None:
    text = "[甲公司|Enterprise]控股的[乙公司|Enterprise]主营[集成电路|Industry]。"
    made = {subject for subject, predicate, _ in triples(claims_of(text, kind="news")) if predicate == "engagedIn"}
    assert made == {"乙公司"}


def test_what_a_company_makes_is_not_the_citys_industry() -> None:
    found = triples(claims_of("[星河公司|Enterprise]主营[多晶硅|Industry]。"))
    assert (None, "engagedIn", "多晶硅") not in found


def test_names_come_with_the_places_before_them() -> None:
    marked = read_markup("[云岭县|Region][三元镇|Region]丰收。", kind="news")
    sentences = list(mark_sentences(marked.document, marked.layout, marked.mentions))
    assert [mention.text for sentence in sentences for mention, _ in sentence.names()] == ["云岭县", "三元镇"]


def test_nearby_knows_countries_and_towns() -> None:
    nearby = Nearby("开平市")
    assert nearby.is_abroad("德国")
    assert not nearby.is_abroad("广东省")
    assert not nearby.is_foreign("赤坎大道", upper=False)
    assert nearby.is_foreign("洛阳大道", upper=False)
