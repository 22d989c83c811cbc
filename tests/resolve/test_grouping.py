"""Which names of one document are one entity, and which only look alike. Each case is small and made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import EntityType, Mention, NameRule
from kg.resolve import grouping
from kg.resolve.choices import NameChoices
from kg.resolve.grouping import group_names

E, K, J = EntityType.ENTERPRISE, EntityType.PARK, EntityType.PROJECT
ORG, POL, G = EntityType.ORGANIZATION, EntityType.POLICY, EntityType.REGION
V, IND, P = EntityType.EVENT, EntityType.INDUSTRY, EntityType.PERSON


def _groups(
    kind: EntityType, *names: str, text: str = "", choices: NameChoices | None = None, by: str = "test"
) -> set[tuple[str, ...]]:
    text = text or "。".join(names)
    mentions = []
    at = 0
    for name in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), name, kind, by))
        at += len(name)
    roots: dict[str, list[str]] = {}
    for form, root in group_names(kind, mentions, text, choices).items():
        roots.setdefault(root, []).append(form)
    return {tuple(sorted(forms)) for forms in roots.values()}


@pytest.mark.parametrize(
    ("kind", "full", "short"),
    [
        (E, "青云文旅集团", "青云文旅"),
        (E, "青云化纤株式会社", "青云化纤"),
        (E, "东莞市青云智能穿戴有限公司", "东莞青云"),
        (E, "东莞市青云智能穿戴有限公司", "青云"),
        (E, "广东省东莞市青云机器人有限公司", "青云机器人有限公司"),
        (E, "云岭盐湖锂业", "云岭锂业"),
        (E, "青云食品集团", "青云集团"),
        (K, "云岭经济技术开发区", "云岭经开区"),
        (K, "云岭国家高新技术产业开发区", "云岭高新区"),
        (K, "云岭港经济开发区", "云岭开发区"),
        (K, "云岭山科技园", "云岭山园区"),
        (K, "云岭山产业园区", "云岭山园"),
        (K, "云岭山园区", "云岭山"),
        (K, "青禾(东区)科技园", "青禾科技园"),
        (K, "中国(黑龙江)自由贸易试验区云岭片区", "自贸试验区云岭片区"),
        (ORG, "东莞市发展和改革局", "市发改局"),
        (ORG, "云岭管理委员会", "云岭管委会"),
        (ORG, "青禾创新创业投资母基金", "母基金"),
        (J, "青云大桥扩建工程", "青云大桥"),
        (J, "青云大道三期工程", "青云大道三期建设"),
        (J, "青云高速公路云岭段", "青云高速云岭段"),
        (POL, "广东省沿海发展规划", "省沿海发展规划"),
        (POL, "三清三拆整治行动", "三清三拆整治工作"),
        (POL, "农村土地三权分置制度", "三权分置"),
        (G, "怀集县云岭镇", "云岭镇"),
        (G, "怀集县云岭镇", "怀集云岭镇"),
        (G, "云岭镇", "云岭"),
        (V, "第十五届云岭茶博会", "第15届云岭茶博会"),
        (V, "2021年第四届中国国际进口博览会", "进博会"),
        (IND, "装备制造产业", "装备制造业"),
    ],
)
def test_short_form_is_the_same_thing(kind: EntityType, full: str, short: str) -> None:
    assert _groups(kind, full, short) == {tuple(sorted((full, short)))}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (E, "正大食品集团", "正大集团"),  # a known group and one inside it
        (E, "贝拉纺机", "贝拉(新疆)纺机服务公司"),  # a subsidiary elsewhere
        (E, "青云银行云岭分行", "青云银行"),
        (E, "华为", "华为云岭电子有限公司"),  # a known company and what bears its name
        (J, "青云大道三期工程", "青云大道"),  # phase and whole
        (J, "青云实验学校(一期)", "青云实验学校"),
        (J, "机场大道", "机场"),
        (J, "青江、云江大桥", "云江大桥"),  # 、 joins two
        (K, "云岭新区综合保税区", "云岭新区"),
        (K, "云岭山园区", "云岭山金星创客空间"),
        (POL, "云岭乡村振兴战略实施方案", "云岭乡村振兴战略"),
        (IND, "库尔勒香梨", "香梨"),
        (IND, "乡村旅游", "旅游"),
        (IND, "沿海先进制造业", "沿海先进产业"),
        (P, "李大明远", "大明远"),
    ],
)
def test_what_only_looks_alike_stays_apart(kind: EntityType, one: str, other: str) -> None:
    assert len(_groups(kind, one, other)) == 2


def test_short_form_of_two_things_stays_alone() -> None:
    assert len(_groups(V, "2017中国云岭会", "2018中国云岭会", "中国云岭会")) == 3


def test_surer_rule_decides_between_two() -> None:
    groups = _groups(E, "青云(大连)轴承有限公司", "青云株式会社", "青云")
    assert groups == {("青云", "青云株式会社"), ("青云(大连)轴承有限公司",)}


def test_park_of_two_kinds_stays_alone_with_each() -> None:
    assert len(_groups(K, "云岭经开区", "云岭高新区")) == 2


@pytest.mark.parametrize(
    "says",
    [
        "(以下简称“{}”)",
        "（简称{}）",
        "，又称{}",
        "(下称“{}”)",
        "（也称为{}）",
        "，简称“{}”",
        "(即{})",
        "({})",
        "（原{}）",
    ],
)
def test_text_declares_an_alias(says: str) -> None:
    text = "滨江智造公司" + says.format("飞虹") + "投产。"
    assert _groups(E, "滨江智造公司", "飞虹", text=text) == {("滨江智造公司", "飞虹")}


def test_alias_may_be_longer_than_the_name() -> None:
    assert _groups(E, "飞虹", "滨江智造公司", text="飞虹（又称滨江智造公司）") == {("滨江智造公司", "飞虹")}


def test_list_in_brackets_declares_nothing() -> None:
    assert len(_groups(E, "滨江智造公司", "飞虹", "金星", text="滨江智造公司(飞虹、金星)")) == 3


def test_place_in_brackets_is_another_place() -> None:
    assert len(_groups(G, "青禾州", "云岭坡", text="青禾州(云岭坡)")) == 2


def test_what_a_company_says_is_no_alias() -> None:
    assert len(_groups(E, "滨江智造公司", "飞虹", text="滨江智造公司称飞虹投产")) == 2


def test_derived_body_of_a_work_is_the_work() -> None:
    text = "紫云大桥。紫云"
    mentions = [Mention(0, 4, "紫云大桥", J, "test"), Mention(5, 7, "紫云", J, "short-form")]
    assert group_names(J, mentions, text) == {"紫云": "紫云大桥", "紫云大桥": "紫云大桥"}


def test_underived_body_of_a_work_is_another_thing() -> None:
    assert len(_groups(J, "紫云大桥", "紫云")) == 2


def test_user_keeps_apart_what_the_rules_would_merge() -> None:
    choices = NameChoices(keep_apart=[NameRule(K, ("云岭经济开发区", "云岭经开区"))])
    assert len(_groups(K, "云岭经济开发区", "云岭经开区", choices=choices)) == 2


def test_user_merges_what_the_rules_would_not() -> None:
    choices = NameChoices(merge=[NameRule(E, ("青云", "飞虹科技"))])
    assert _groups(E, "青云", "飞虹科技", choices=choices) == {("青云", "飞虹科技")}


def test_names_of_two_merges_stay_apart() -> None:
    choices = NameChoices(merge=[NameRule(E, ("青云集团", "甲")), NameRule(E, ("青云", "乙"))])
    assert len(_groups(E, "青云集团", "青云", choices=choices)) == 2


def test_names_are_looked_up_and_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    joins = 0
    may_join = grouping._Groups._may_join

    def counted(self: grouping._Groups, form: str, root: str) -> bool:
        nonlocal joins
        joins += 1
        return may_join(self, form, root)

    monkeypatch.setattr(grouping._Groups, "_may_join", counted)
    names = [f"青云{chr(0x4E00 + i % 50)}{chr(0x5E00 + i // 50)}电子有限公司" for i in range(3000)]
    assert len(_groups(E, *names, "青云", "电子有限公司")) == 3002
    assert joins < 10 * len(names)


@given(
    st.sampled_from(list(EntityType)),
    st.lists(st.text("云岭青江市镇一期()第十届园区工程公司、开发", min_size=2, max_size=9), min_size=1, max_size=8),
)
def test_every_name_has_a_fullest_name_of_the_document(kind: EntityType, names: list[str]) -> None:
    text = "。".join(names)
    mentions, at = [], 0
    for name in names:
        mentions.append(Mention(at, at + len(name), name, kind, "test"))
        at += len(name) + 1
    groups = group_names(kind, mentions, text)
    assert {groups[root] for root in groups.values()} == set(groups.values())
    assert all(len(root) >= len(form) for form, root in groups.items())
