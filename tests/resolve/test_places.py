"""Forms of places that no list has as they stand: chains, towns and 地区."""

from __future__ import annotations

import hashlib

import pytest

from kg.model import Document, EntityType, Findings, Mention
from kg.resolve import merge


def _codes(place: str | None, *names: str) -> dict[str, str]:
    """What each name means, by the code of its entity; the entity's name where it has none."""
    text = "题\n" + "。".join(names)
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document("d" + digest[:12], "题", text, None, "report", 2018, place, "a.txt", digest)
    mentions, at = [], 2
    for name in names:
        mentions.append(Mention(at, at + len(name), name, EntityType.REGION, "test"))
        at += len(name) + 1
    corpus = merge([Findings(document, tuple(mentions))], {})
    entities = {entity.id: entity for entity in corpus.entities}
    return {
        placed.mention.text: entities[placed.entity].code or entities[placed.entity].name for placed in corpus.mentions
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [("北京市房山区", "110111"), ("浙江省台州市", "331000"), ("广西贺州富川", "451123"), ("江门地区", "440700")],
)
def test_chain_of_places_means_its_last(name: str, code: str) -> None:
    assert _codes(None, name) == {name: code}


def test_chain_that_does_not_fit_means_no_division() -> None:
    assert _codes(None, "浙江省贺州市") == {"浙江省贺州市": "浙江省贺州市"}


def test_town_of_the_text_beats_a_city_far_away() -> None:
    assert _codes("开平市", "赤水镇", "赤水")["赤水"] == "赤水镇"


def test_city_that_the_text_names_in_full_stays_the_city() -> None:
    assert _codes("开平市", "赤水镇", "赤水市", "赤水")["赤水"] == "520381"


def test_county_means_its_own_town_by_the_short_form_of_a_county_far_away() -> None:
    assert _codes("开平市", "龙胜")["龙胜"] == "龙胜"


def test_county_far_away_is_meant_beside_the_city_it_lies_in() -> None:
    assert _codes("开平市", "桂林市", "龙胜")["龙胜"] == "450328"


def test_reporting_place_is_not_its_town() -> None:
    assert _codes("开平市", "开平镇", "开平")["开平"] == "440783"


def test_unlisted_reporting_place_and_its_mentions_are_one() -> None:
    assert _codes("青禾坪区", "青禾坪区") == {"青禾坪区": "青禾坪区"}
