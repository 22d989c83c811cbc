"""Mentions become entities: forms are grouped, homonyms stay apart, ids do not depend on other documents."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kg.model import (
    Claim,
    Corpus,
    Document,
    EntityType,
    Evidence,
    Findings,
    Mention,
    Predicate,
    Status,
)
from kg.resolve import merge


def _document(text: str, place: str | None = None) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    title = text.partition("\n")[0]
    return Document("d" + digest[:12], title, text, None, "report", 2018, place, "a.txt", digest)


def _findings(text: str, *names: tuple[str, EntityType], place: str | None = None, by: str = "test") -> Findings:
    mentions = []
    for name, kind in names:
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(at, at + len(name), name, kind, by))
            at = text.find(name, at + len(name))
    return Findings(_document(text, place), tuple(sorted(mentions)))


def _names(corpus: Corpus, kind: EntityType) -> dict[str, tuple[str, ...]]:
    return {entity.name: entity.aliases for entity in corpus.entities if entity.type is kind}


def test_place_in_front_is_the_same_company() -> None:
    text = "题\n江门市青云机器人有限公司投产。青云机器人有限公司扩产。"
    found = _findings(
        text,
        ("江门市青云机器人有限公司", EntityType.ENTERPRISE),
        ("青云机器人有限公司", EntityType.ENTERPRISE),
    )
    found = replace(found, mentions=tuple(m for m in found.mentions if m.start != text.index("青云")))
    assert _names(merge([found], {}), EntityType.ENTERPRISE) == {"江门市青云机器人有限公司": ("青云机器人有限公司",)}


def test_declared_alias_is_the_same_company() -> None:
    text = "题\n青云智能装备公司(以下简称“青云”)投产。青云扩产。"
    found = _findings(text, ("青云智能装备公司", EntityType.ENTERPRISE), ("青云", EntityType.ENTERPRISE))
    found = replace(found, mentions=tuple(m for m in found.mentions if len(m.text) > 2 or m.start > 10))
    assert _names(merge([found], {}), EntityType.ENTERPRISE) == {"青云智能装备公司": ("青云",)}


def test_class_word_behind_is_the_same_industry() -> None:
    text = "题\n发展竹编产业。竹编兴旺。"
    found = _findings(text, ("竹编产业", EntityType.INDUSTRY), ("竹编", EntityType.INDUSTRY))
    found = replace(found, mentions=(found.mentions[0], found.mentions[-1]))
    assert len(_names(merge([found], {}), EntityType.INDUSTRY)) == 1


def test_division_has_its_code_and_what_it_lies_in() -> None:
    found = _findings("题\n广东省江门市。", ("广东省", EntityType.REGION), ("江门市", EntityType.REGION))
    entities = {entity.name: entity for entity in merge([found], {}).entities}
    assert entities["江门市"].id == "region-440700"
    assert entities["江门市"].within == "region-440000"


def test_named_place_above_is_stated_once() -> None:
    found = _findings("题\n广东省江门市。江门市。", ("广东省", EntityType.REGION), ("江门市", EntityType.REGION))
    (fact,) = merge([found], {}).facts
    assert (fact.subject, fact.object, fact.evidence.quote) == ("region-440700", "region-440000", "广东省江门市")


def test_homonym_without_context_stays_unresolved() -> None:
    found = _findings("题\n鼓楼区。", ("鼓楼区", EntityType.REGION))
    (entity,) = merge([found], {}).entities
    assert entity.code == ""


def test_homonym_is_settled_by_the_reporting_place() -> None:
    found = _findings(
        "题\n南京市。鼓楼区。", ("南京市", EntityType.REGION), ("鼓楼区", EntityType.REGION), place="南京市"
    )
    assert {entity.code for entity in merge([found], {}).entities} == {"320100", "320106"}


def test_local_names_of_two_places_stay_apart() -> None:
    one = _findings(
        "题一\n东莞市。体育路。", ("东莞市", EntityType.REGION), ("体育路", EntityType.PROJECT), place="东莞市"
    )
    two = _findings(
        "题二\n湛江市。体育路。", ("湛江市", EntityType.REGION), ("体育路", EntityType.PROJECT), place="湛江市"
    )
    assert sum(entity.name == "体育路" for entity in merge([one, two], {}).entities) == 2


def test_industries_of_two_places_are_one() -> None:
    one = _findings("题一\n东莞市竹编。", ("竹编", EntityType.INDUSTRY), place="东莞市")
    two = _findings("题二\n湛江市竹编。", ("竹编", EntityType.INDUSTRY), place="湛江市")
    assert len(merge([one, two], {}).entities) == 3


def test_ids_do_not_change_when_a_document_is_added() -> None:
    one = _findings(
        "题一\n东莞市。体育路。", ("东莞市", EntityType.REGION), ("体育路", EntityType.PROJECT), place="东莞市"
    )
    two = _findings(
        "题二\n湛江市。竹编。", ("湛江市", EntityType.REGION), ("竹编", EntityType.INDUSTRY), place="湛江市"
    )
    alone = {entity.id for entity in merge([one], {}).entities}
    assert alone <= {entity.id for entity in merge([two, one], {}).entities}


def test_order_of_documents_does_not_matter() -> None:
    one = _findings(
        "题一\n东莞市。体育路。", ("东莞市", EntityType.REGION), ("体育路", EntityType.PROJECT), place="东莞市"
    )
    two = _findings(
        "题二\n湛江市。竹编。", ("湛江市", EntityType.REGION), ("竹编", EntityType.INDUSTRY), place="湛江市"
    )
    assert merge([one, two], {}) == merge([two, one], {})


def _status(found: Findings, subject: Mention | None) -> Claim:
    text = found.document.text
    evidence = Evidence(2, len(text), found.document.id, text[2:])
    return Claim(subject, Predicate.STATUS, evidence, "rule", status=Status.STARTED, year=2017)


def test_claim_without_subject_is_about_the_reporting_place() -> None:
    found = _findings("题\n东莞市好。", ("东莞市", EntityType.REGION), place="东莞市")
    corpus = merge([replace(found, claims=(_status(found, None),))], {})
    assert [fact.subject for fact in corpus.facts] == ["region-441900"]


def test_claim_without_reporting_place_is_dropped() -> None:
    found = _findings("题\n竹编好。", ("竹编", EntityType.INDUSTRY))
    assert merge([replace(found, claims=(_status(found, None),))], {}).facts == ()


def test_the_same_claim_twice_is_one_fact() -> None:
    found = _findings("题\n东莞市好。", ("东莞市", EntityType.REGION), place="东莞市")
    claim = _status(found, found.mentions[0])
    assert len(merge([replace(found, claims=(claim, claim))], {}).facts) == 1


def test_relation_of_a_thing_with_itself_is_dropped() -> None:
    found = _findings(
        "题\n东莞市。东莞好。", ("东莞市", EntityType.REGION), ("东莞好", EntityType.REGION), place="东莞市"
    )
    first = found.mentions[0]
    evidence = Evidence(first.start, first.end, found.document.id, first.text)
    claim = Claim(first, Predicate.LOCATED_IN, evidence, "rule", object=first)
    assert merge([replace(found, claims=(claim,))], {}).facts == ()


def test_explanation_becomes_the_description() -> None:
    text = "题\n河长制:指由各级负责人担任河长。"
    found = _findings(text, ("河长制", EntityType.POLICY))
    term, said = found.mentions[0], replace(found.mentions[0], start=6, end=len(text))
    (entity,) = merge([replace(found, explained=((term, said),))], {}).entities
    assert entity.description == text[6:]


def test_marks_inside_a_name_stay() -> None:
    found = _findings("题\n实施“青苗”工程。", ("“青苗”工程", EntityType.POLICY))
    assert list(_names(merge([found], {}), EntityType.POLICY)) == ["“青苗”工程"]


def test_marks_around_a_name_go() -> None:
    found = _findings("题\n印发《青苗条例》。", ("《青苗条例》", EntityType.POLICY))
    assert list(_names(merge([found], {}), EntityType.POLICY)) == ["青苗条例"]


def test_park_is_not_the_workshop_that_begins_like_it() -> None:
    text = "题\n云岭山园区好。云岭山金星创客空间好。"
    found = _findings(text, ("云岭山园区", EntityType.PARK), ("云岭山金星创客空间", EntityType.PARK))
    assert len(_names(merge([found], {}), EntityType.PARK)) == 2


def test_park_goes_by_its_common_class_word_too() -> None:
    text = "题\n云岭山园区好。云岭山科技园好。"
    found = _findings(text, ("云岭山园区", EntityType.PARK), ("云岭山科技园", EntityType.PARK))
    assert list(_names(merge([found], {}), EntityType.PARK)) == ["云岭山科技园"]


def test_listed_place_is_one_entity_for_all_documents() -> None:
    one = _findings(
        "题一\n东莞市。大湾区。", ("东莞市", EntityType.REGION), ("大湾区", EntityType.REGION), place="东莞市"
    )
    two = _findings(
        "题二\n湛江市。粤港澳大湾区。",
        ("湛江市", EntityType.REGION),
        ("粤港澳大湾区", EntityType.REGION),
        place="湛江市",
    )
    (bay,) = [entity for entity in merge([one, two], {}).entities if entity.name == "粤港澳大湾区"]
    assert (bay.within, bay.aliases) == ("", ("大湾区",))


def test_local_names_of_two_unlisted_places_stay_apart() -> None:
    one = _findings("题一\n青禾市。体育路。", ("体育路", EntityType.PROJECT), place="青禾市")
    two = _findings("题二\n白沙坪市。体育路。", ("体育路", EntityType.PROJECT), place="白沙坪市")
    assert sum(entity.name == "体育路" for entity in merge([one, two], {}).entities) == 2


def test_local_names_without_reporting_place_stay_apart() -> None:
    one = _findings("题一\n体育路。", ("体育路", EntityType.PROJECT))
    two = _findings("题二\n体育路好。", ("体育路", EntityType.PROJECT))
    assert sum(entity.name == "体育路" for entity in merge([one, two], {}).entities) == 2


def test_name_does_not_depend_on_the_order_of_documents() -> None:
    one = _findings("题一\n全国“青苗”工程。", ("全国“青苗”工程", EntityType.POLICY))
    two = _findings("题二\n全国青苗工程。", ("全国青苗工程", EntityType.POLICY))
    forward, backward = merge([one, two], {}), merge([two, one], {})
    assert [entity.name for entity in forward.entities] == ["全国“青苗”工程"]
    assert forward == backward
