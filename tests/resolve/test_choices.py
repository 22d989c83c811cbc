"""What the user says in kg.toml holds in all documents; what contradicts itself is refused in one line."""

from __future__ import annotations

import hashlib

import pytest

from kg.errors import ConfigError
from kg.model import Corpus, Document, EntityType, Findings, Mention, NameRule
from kg.resolve import NameChoices, merge

E, K, G = EntityType.ENTERPRISE, EntityType.PARK, EntityType.REGION


def _findings(text: str, kind: EntityType, *names: str, place: str | None = None) -> Findings:
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document("d" + digest[:12], text[:2], text, None, "report", 2018, place, "a.txt", digest)
    mentions = [Mention(text.index(name), text.index(name) + len(name), name, kind, "test") for name in names]
    return Findings(document, tuple(sorted(mentions)))


def _names(corpus: Corpus) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((entity.name, entity.aliases) for entity in corpus.entities)


def _merge(*names: str, kind: EntityType = E, where: str = "甲") -> NameRule:
    return NameRule(kind, names, where)


def test_merged_names_are_one_entity_in_all_documents() -> None:
    found = [_findings("题一\n宝云钢铁。", E, "宝云钢铁"), _findings("题二\n云钢投产。", E, "云钢")]
    corpus = merge(found, {}, NameChoices([_merge("宝云钢铁", "云钢")]))
    assert _names(corpus) == [("宝云钢铁", ("云钢",))]


def test_short_form_follows_the_merged_name() -> None:
    found = _findings("题一\n青云智造有限公司。后来青云智造。", E, "青云智造有限公司", "青云智造")
    corpus = merge([found], {}, NameChoices([_merge("飞虹", "青云智造有限公司")]))
    assert [entity.name for entity in corpus.entities] == ["飞虹"]


def test_merge_holds_for_its_type_only() -> None:
    found = [_findings("题一\n宝云钢铁。", K, "宝云钢铁"), _findings("题二\n云钢。", K, "云钢")]
    assert len(merge(found, {}, NameChoices([_merge("宝云钢铁", "云钢")])).entities) == 2


def test_marks_and_widths_make_no_difference() -> None:
    found = _findings("题一\n宝云ＡＢ。", E, "宝云ＡＢ")
    assert [e.name for e in merge([found], {}, NameChoices([_merge("宝云", "“宝云AB”")])).entities] == ["宝云"]


def test_place_merged_into_a_division_has_its_code() -> None:
    found = _findings("题一\n莞城。", G, "莞城")
    (entity,) = merge([found], {}, NameChoices([_merge("东莞市", "莞城", kind=G)])).entities
    assert entity.code == "441900"


def test_merged_reporting_place_is_one_entity() -> None:
    found = _findings("题一\n青禾新城好。", G, "青禾新城", place="青禾新城")
    (entity,) = merge([found], {}, NameChoices([_merge("青禾", "青禾新城", kind=G)])).entities
    assert entity.name == "青禾"


def test_kept_apart_are_names_that_a_list_has_as_one() -> None:
    found = _findings("题一\n装备制造。装备制造业。", EntityType.INDUSTRY, "装备制造业", "装备制造")
    apart = NameChoices(keep_apart=[NameRule(EntityType.INDUSTRY, ("装备制造", "装备制造业"))])
    assert len(merge([found], {}).entities) == 1
    assert len(merge([found], {}, apart).entities) == 2


def test_place_kept_apart_from_a_division_is_none() -> None:
    found = _findings("题一\n东莞市里的东莞。", G, "东莞市", "里的东莞")
    mention = found.mentions[1]
    short = Mention(mention.end - 2, mention.end, "东莞", G, "test")
    found = Findings(found.document, (found.mentions[0], short))
    corpus = merge([found], {}, NameChoices(keep_apart=[NameRule(G, ("东莞", "东莞市"))]))
    assert sorted(entity.code for entity in corpus.entities) == ["", "441900"]


def test_order_of_documents_does_not_matter() -> None:
    found = [_findings("题一\n宝云钢铁。", E, "宝云钢铁"), _findings("题二\n云钢投产。", E, "云钢")]
    choices = NameChoices([_merge("宝云钢铁", "云钢")])
    assert merge(found, {}, choices) == merge(found[::-1], {}, choices)


@pytest.mark.parametrize(
    ("merges", "apart", "message"),
    [
        ([_merge("甲甲", "乙乙"), _merge("丙丙", "“乙乙”", where="乙")], [], "乙里的“乙乙”已经在 甲里"),
        ([_merge("甲甲", "甲 甲")], [], "甲里“甲 甲”和“甲甲”是同一个写法"),
        ([_merge("甲甲", "“”")], [], "不成名称"),
        ([_merge("甲甲", "乙乙")], [NameRule(E, ("乙乙", "甲甲"), "丁")], "丁要分开“乙乙”和“甲甲”，甲却要合并"),
    ],
)
def test_contradiction_is_refused_in_one_line(merges: list[NameRule], apart: list[NameRule], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        NameChoices(merges, apart)
    assert message in str(caught.value) and "\n" not in str(caught.value)
