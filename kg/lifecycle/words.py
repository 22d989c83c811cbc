"""States and flags in Chinese. In: states, proofs, records; out: the sentences and labels that a reader sees."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon.data import read_rules
from kg.lifecycle.dates import When
from kg.lifecycle.places import Records
from kg.lifecycle.states import FlagKind, Proof, State, aim_of, level
from kg.model import Entity, EntityType, FactKind, Status
from kg.query.card import labels_for
from kg.query.render import in_a_line
from kg.query.tables import Source


def flag_names() -> dict[FlagKind, str]:
    """What the flags are called."""
    names: dict[FlagKind, str] = read_rules("lifecycle.toml")["flags"]
    return names


def status_name(entity: Entity, status: Status) -> str:
    """A state as it is said of things of the type of the entity."""
    name: str = labels_for(entity.type)["statuses"][status.value]
    return name


def told(entity: Entity, status: Status, kind: FactKind, goal: Status | None) -> str:
    """A state in words: what is reached, or what is planned."""
    name = status_name(entity, aim_of(status, kind, goal))
    return f"{name}（{read_rules('labels.toml')['kinds']['target']}）" if kind == "target" else name


def said(entity: Entity, state: State) -> str:
    """A state with its time: ``建成（计划） 2018年6月``."""
    return " ".join(filter(None, (told(entity, state.status, state.kind, state.goal), time(state.when))))


def time(when: When) -> str:
    """A time as exactly as it is told: ``2018年``, ``2018年6月``, ``2018年上半年``; empty when it is not."""
    if when.year is None:
        return ""
    if when.precision == "day" and when.day:
        return f"{when.year}年{when.first}月{when.day}日"
    if when.precision == "month":
        return f"{when.year}年{when.first}月"
    if when.precision == "quarter":
        return f"{when.year}年{when.last // 3}季度"
    return f"{when.year}年{('上半年' if when.last == 6 else '下半年') if when.precision == 'half' else ''}"


def title(source: Source) -> str:
    """A document with its title marks."""
    return f"《{in_a_line(source.title)}》"


def backward(entity: Entity, one: State, other: State, explained: str) -> str:
    """The sentence for a step back."""
    names = [status_name(entity, state.aim) for state in (one, other)]
    says = f"{time(one.when)}已{names[0]}，{time(other.when)}却说{names[1]}"
    return f"{says}；{explained}。" if explained else f"{says}。"


def contradiction(entity: Entity, one: State, other: State, proofs: tuple[Proof, Proof]) -> str:
    """The sentence for two documents that cannot both be right."""
    names = [status_name(entity, state.aim) for state in (one, other)]
    titles = [title(proof.source) for proof in proofs]
    return f"同是{time(one.when)}，{titles[0]}说{names[0]}，{titles[1]}说{names[1]}，两者不能同时成立。"


def overdue(entity: Entity, promised: State, late: Proof, explained: str) -> str:
    """The sentence for a promise that was not kept in time."""
    goal, fact = status_name(entity, promised.aim), late.fact
    state = told(entity, fact.status, fact.kind, fact.goal) if fact.status else ""
    if fact.kind == "actual" and fact.status and level(fact.status) >= level(promised.aim):
        # 暂缓 is told by the same state as 取消.
        how = "已停下或取消" if fact.status is Status.CANCELLED else f"才{state}"
        later = f"说 {time(late.when)}{how}"
    else:
        later = f"说到{f' {fact.year} 年' if fact.year else ''}仍是{state}"
    says = f"计划{time(promised.when)}{goal}，{title(late.source)}{later}"
    return f"{says}；{explained}。" if explained else f"{says}。"


def silence(entity: Entity, proof: Proof, looked: Sequence[Source]) -> str:
    """The sentence for what is not heard of any more; ``looked`` are the reports that were looked through."""
    fact = proof.fact
    state = told(entity, fact.status, fact.kind, fact.goal) if fact.status else ""
    years = "、".join(dict.fromkeys(str(source.year) for source in looked))
    return f"最后读到的状态是{title(proof.source)}里的{state}；之后的报告里没有读到它（看到 {years} 年的；换了名称也会如此）。"


def no_state(name: str, found: Sequence[Entity]) -> str:
    """The line for what a user asks for by name and of which no text tells a state."""
    if all(entity.type is EntityType.REGION for entity in found):
        return f"{name} 是地区，地区没有历程；看那里的项目用 --place {name}。"
    return f"文档里没有读到 {name} 的状态。"


def limits(records: Records) -> tuple[str, ...]:
    """Why lateness or silence cannot be seen at some places or anywhere; nothing when every place shows both."""
    rules = read_rules("lifecycle.toml")["silence"]
    least, most = rules["years"], rules["years"] + rules["more"]
    years = sorted(set().union(*records.years.values())) if records.years else []
    if len(years) < 2:
        told = f"所有文档都是 {years[0]} 年的" if years else "没有一篇文档知道地区和年份"
        return (f"{told}，看不出{_names('silence')}和{_names('overdue')}，不作判断。",)
    several = [home for home, found in records.years.items() if len(found) > 1]
    long = [home for home, all_ in records.reports.items() if any(records.after(home, one.year or 0) for one in all_)]
    notes = [
        _limit(len(several), len(records.years), "不止一年的文档", _names("overdue")),
        _limit(len(long), len(records.years), f"相隔 {least} 到 {most} 年的政府工作报告", _names("silence")),
    ]
    return tuple(filter(None, notes))


def _limit(some: int, all_: int, what: str, flag: str) -> str:
    if some == all_:
        return ""
    return f"{all_} 个地区里{f'只有 {some} 个' if some else '没有一个'}有{what}，{'其余' if some else ''}不判断{flag}。"


def _names(kind: FlagKind) -> str:
    return flag_names()[kind]
