"""A small region in many years and many entities: what the table, the timeline and the comparison are tested with."""

from __future__ import annotations

from kg.model import Corpus, Entity, EntityType, Fact, Predicate, Status
from qinghe import make_document, quote


def make_region() -> Corpus:
    """Two cities that report, a park, two projects, an enterprise; indicators, money, states, a name that looks like a formula."""
    one = make_document()
    two = make_document(title="2022年白石市政府工作报告", body="云岭芯谷在白石市。")
    told, later = quote(one, "云岭芯谷"), quote(two, "云岭芯谷")
    entities = (
        Entity("e1", EntityType.ENTERPRISE, "=HYPERLINK(1)"),
        Entity("k1", EntityType.PARK, "云岭高新区"),
        Entity("p1", EntityType.PROJECT, "甲项目"),
        Entity("p2", EntityType.PROJECT, "乙项目"),
        Entity("r1", EntityType.REGION, "青禾市"),
        Entity("r2", EntityType.REGION, "白石市"),
    )
    facts = (
        Fact("f01", "p1", Predicate.LOCATED_IN, told, "r", object="r1", year=2020),
        Fact("f02", "p2", Predicate.LOCATED_IN, told, "r", object="r1"),
        Fact("f03", "k1", Predicate.LOCATED_IN, later, "r", object="r2"),
        Fact("f04", "p1", Predicate.STATUS, told, "r", status=Status.STARTED, year=2020),
        Fact("f05", "p1", Predicate.STATUS, told, "r", status=Status.OPERATING, year=2022, kind="target"),
        Fact("f06", "p1", Predicate.INVESTMENT, told, "r", value=5.465e9, unit="CNY", year=2020, role="总投资"),
        Fact("f07", "p2", Predicate.INVESTMENT, told, "r", value=2e7, unit="USD", year=2020, role="总投资"),
        Fact(
            "f08",
            "r1",
            Predicate.OBSERVATION,
            told,
            "r",
            indicator="GDP",
            value=1.2e11,
            unit="CNY",
            year=2020,
            growth=6.1,
        ),
        Fact("f09", "r1", Predicate.OBSERVATION, told, "r", indicator="GDP", growth=7.0, year=2021, kind="target"),
        Fact(
            "f10", "r2", Predicate.OBSERVATION, later, "r", indicator="地区生产总值", value=6e10, unit="CNY", year=2020
        ),
        Fact("f11", "e1", Predicate.LOCATED_IN, later, "r", object="r2", year=2022),
    )
    return Corpus((one, two), entities, (), facts)


def make_crowd(entities: int = 20_000) -> Corpus:
    """As many projects in two places as asked for, each with a state and an amount: twice as many facts and more."""
    document = make_document()
    words = quote(document, "云岭芯谷")
    regions = (Entity("r1", EntityType.REGION, "青禾市"), Entity("r2", EntityType.REGION, "白石市"))
    projects = tuple(Entity(f"p{n:05d}", EntityType.PROJECT, f"第{n}号项目") for n in range(entities))
    facts = tuple(
        fact
        for n, one in enumerate(projects)
        for fact in (
            Fact(f"s{n:05d}", one.id, Predicate.STATUS, words, "r", status=Status.STARTED, year=2015 + n % 8),
            Fact(f"i{n:05d}", one.id, Predicate.INVESTMENT, words, "r", value=1e6 + n, unit="CNY", year=2016),
            Fact(f"l{n:05d}", one.id, Predicate.LOCATED_IN, words, "r", object=f"r{n % 2 + 1}"),
        )
    )
    return Corpus((document,), (*projects, *regions), (), facts)
