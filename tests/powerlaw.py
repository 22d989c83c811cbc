"""Invents graphs of any size: power-law degrees, clusters, Chinese names, facts with their sentences in documents.

Same size and seed, same corpus, on any machine: only ``random.Random`` is drawn from, and nothing hangs on sets.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from dataclasses import dataclass, field

from kg.model import Corpus, Document, Entity, EntityType, Evidence, Fact, Mention, Placed, Predicate, Status

SIGNS = (
    "东西南北中江河湖海山川林田云岭青禾金华新安永兴长丰宝光明德和平富源泰康瑞祥龙凤鹤松梅兰竹石玉清泉星辰启航远景宏达"
)
ENDINGS = {
    EntityType.REGION: (6, "市区县镇"),
    EntityType.PARK: (8, ("高新区", "产业园", "科技园")),
    EntityType.PROJECT: (26, ("项目", "产业基地", "生产线", "高速公路")),
    EntityType.ENTERPRISE: (34, ("集团有限公司", "科技有限公司", "股份公司")),
    EntityType.ORGANIZATION: (8, ("管委会", "研究院", "协会")),
    EntityType.POLICY: (6, ("行动方案", "条例", "若干措施")),
    EntityType.PERSON: (3, ("生", "明", "华")),
    EntityType.INDUSTRY: (4, ("产业", "制造业", "服务业")),
    EntityType.EVENT: (3, ("博览会", "论坛")),
    EntityType.HONOR: (2, ("示范城市", "百强县")),
}
RELATIONS = (
    Predicate.LOCATED_IN,
    Predicate.LOCATED_IN,
    Predicate.DEVELOPED_BY,
    Predicate.ENGAGED_IN,
    Predicate.PART_OF,
    Predicate.COOPERATES_WITH,
    Predicate.SUPPLIES,
)
# They report; every document opens with some of the figures of one of them.
CITIES = (("region-990100", "青禾市"), ("region-990200", "白石市"), ("region-990300", "南屏市"))
FIGURES = ("地区生产总值", "固定资产投资", "社会消费品零售总额", "一般公共预算收入")
PER_DOCUMENT = 400  # sentences
PER_CLUSTER = 250  # entities


@dataclass
class _Writer:
    """Writes sentences into documents; remembers where each stands."""

    documents: list[Document] = field(default_factory=list)
    mentions: list[Placed] = field(default_factory=list)
    text: str = ""
    waiting: list[tuple[str, int, int]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def say(self, fact: Fact, subject: Entity, object_: Entity | None, rest: str) -> None:
        """A sentence for a fact; the document ends when it is full."""
        if not self.text:
            self._open()
        start = len(self.text)
        sentence = subject.name + rest + (object_.name if object_ else "")
        self._name(subject, start)
        if object_:
            self._name(object_, start + len(sentence) - len(object_.name))
        self.text += sentence + "。"
        self.facts.append(replace_evidence(fact, Evidence(start, start + len(sentence), self.key, sentence)))
        if len(self.facts) % PER_DOCUMENT == 0:
            self.close()

    def _open(self) -> None:
        """Begins a document: its title, then last year's figures of its city and what it wants for this one."""
        number = len(self.documents)
        (key, city), year = CITIES[number % len(CITIES)], 2001 + number % 24
        place = Entity(key, EntityType.REGION, city)
        self.text = f"【投资{city}】{year}年第{number}号工作报告\n"
        self.key = f"d{hashlib.sha256(self.text.encode()).hexdigest()[:12]}"
        for n, name in enumerate(FIGURES):
            for planned in (False, True):
                amount, growth = 100 * (n + 1) + 7 * number + 20 * planned, 3 + (n + number) % 9
                stated = f"{amount}亿元"
                fact = Fact(_key(f"o{number}{n}{planned}"), key, Predicate.OBSERVATION, Evidence(0, 0, "", ""), "rule-observation",
                            value=amount * 1e8, unit="CNY", growth=growth, indicator=name, as_stated=stated,
                            year=year - 1 + planned, kind="target" if planned else "actual")  # fmt: skip
                self.say(fact, place, None, f"{name}{'力争达到' if planned else ''}{stated},增长{growth}%")

    def _name(self, entity: Entity, start: int) -> None:
        mention = Mention(start, start + len(entity.name), entity.name, entity.type, "list")
        self.mentions.append(Placed(self.key, mention, entity.id))

    def close(self) -> None:
        """Ends the document under way."""
        if not self.text:
            return
        number = len(self.documents)
        self.documents.append(
            Document(
                id=self.key,
                title=self.text.split("\n")[0],
                text=self.text,
                date=datetime.date(2001 + number % 24, 2, 3),
                kind="report",
                year=2001 + number % 24,
                place=CITIES[number % len(CITIES)][1],
                path=f"seeds/{number}.txt",
                sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            )
        )
        self.text = ""


def replace_evidence(fact: Fact, evidence: Evidence) -> Fact:
    """The fact with other evidence; dataclasses.replace takes ten times as long."""
    values = {name: getattr(fact, name) for name in Fact.__slots__}
    return Fact(**{**values, "evidence": evidence})


def invent(count: int, seed: int = 7, links: int = 2) -> Corpus:
    """A corpus of ``count`` entities, ``links`` relations for each and a literal for every second one."""
    draw = random.Random(seed)
    entities = [_entity(number, draw) for number in range(count)]
    writer = _Writer()
    pools: list[list[int]] = [[] for _ in range(max(1, count // PER_CLUSTER))]
    everyone: list[int] = []
    for number, entity in enumerate(entities):
        home = pools[draw.randrange(len(pools))]
        # As in Barabasi and Albert's model: who has many links gets more; four of five inside the cluster.
        for k in range(links):
            pool = home if home and draw.random() < 0.8 else everyone
            if pool:
                other = pool[draw.randrange(len(pool))]
                if other != number:
                    _relate(writer, draw, entity, entities[other], _key(f"f{number:06d}{k}"))
                    home.append(other)
                    everyone.append(other)
        home.append(number)
        everyone.append(number)
        if number % 2 == 0:
            _tell(writer, draw, entity, _key(f"g{number:06d}"))
    writer.close()
    return Corpus(
        tuple(writer.documents),
        tuple(entities),
        tuple(sorted(writer.mentions)),
        tuple(writer.facts),
        (),
        {"kg": "test"},
    )


def _key(text: str) -> str:
    """As ids of facts are: without any order."""
    return "f" + hashlib.sha256(text.encode()).hexdigest()[:12]


def _entity(number: int, draw: random.Random) -> Entity:
    if number == 0:
        return _city(0)
    kinds = list(ENDINGS)
    kind = draw.choices(kinds, [ENDINGS[one][0] for one in kinds])[0]
    stem = "".join(draw.choice(SIGNS) for _ in range(draw.randrange(2, 6)))
    name = stem + draw.choice(ENDINGS[kind][1])
    key = f"{kind.value.lower()}-{hashlib.sha256(f'{number}{name}'.encode()).hexdigest()[:12]}"
    aliases = (stem,) if draw.random() < 0.2 else ()
    if number < len(CITIES):
        return _city(number)
    # Now and then a name that several places have.
    return Entity(key, kind, name, aliases, within=CITIES[number % len(CITIES)][0] if number % 10 == 0 else "")


def _city(number: int) -> Entity:
    key, name = CITIES[number]
    return Entity(key, EntityType.REGION, name, aliases=(name[:2],), code=key[-6:], level="prefecture")


def _relate(writer: _Writer, draw: random.Random, subject: Entity, object_: Entity, key: str) -> None:
    kind = "target" if draw.random() < 0.25 else "actual"
    year = draw.randrange(2001, 2026) if draw.random() < 0.6 else None
    predicate = draw.choice(RELATIONS)
    if object_.type is EntityType.INDUSTRY:
        predicate = Predicate.ENGAGED_IN
    elif predicate is Predicate.ENGAGED_IN:
        predicate = Predicate.COOPERATES_WITH
    fact = Fact(
        key, subject.id, predicate, Evidence(0, 0, "", ""), "rule-" + predicate.value, object_.id, year=year, kind=kind
    )
    writer.say(fact, subject, object_, "加快推进,落户")


def _tell(writer: _Writer, draw: random.Random, entity: Entity, key: str) -> None:
    none, year = Evidence(0, 0, "", ""), draw.randrange(2001, 2026)
    # Every fifth of them is a plan; not drawn, so that amounts and states stay those that they were.
    planned = int(key[1:], 16) % 5 == 0
    kind = "target" if planned else "actual"
    if draw.random() < 0.5:
        amount = draw.randrange(1, 2000)
        fact = Fact(key, entity.id, Predicate.INVESTMENT, none, "rule-investment", value=amount * 1e7, unit="CNY",
                    role="总投资", bound="exact", as_stated=f"{amount / 10:g}亿元", year=year, kind=kind)  # fmt: skip
        writer.say(fact, entity, None, f"{'计划' if planned else ''}总投资{amount / 10:g}亿元")
    else:
        fact = Fact(
            key,
            entity.id,
            Predicate.STATUS,
            none,
            "rule-status",
            status=draw.choice(list(Status)),
            year=year,
            kind=kind,
        )
        writer.say(fact, entity, None, f"{'力争' if planned else ''}建成投产")
