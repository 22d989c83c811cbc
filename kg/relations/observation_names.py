"""Names of indicators. In: the words in front of a number; out: the indicator as the text names it, or nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.lexicon.data import read_rules, read_table
from kg.model import EntityType, Mention, Quantity

LEXICON = "indicators.toml"
LONGEST = 40  # code points; a longer lead is a sentence, not a name
_MARKS = " \t\u3000,，、;；:：()（）。"
_NOTE = re.compile(r"\[\d+\]|〔\d+〕|【\d+】")
_SUM = re.compile(
    r"[两二三四五六七八九十](?:大|个|类)(?:(?:主导|支柱|重点|优势|特色|传统|百亿级?|千亿级?|新兴)*(?:产业集群|产业(?!链)|行业|集群))?"
    r"(?=[^、,，和]{2,}$)"
)
_NUMBERING = re.compile(r"^\d{1,2}[.．、]?(?=(?:完成|建成|新增|新建|实现|将|推进))(?:完成|实现|将|推进)?")
_ORDINAL = re.compile(
    r"^(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}[是、]|[(（][一二三四五六七八九十\d]{1,2}[)）]|[—\-■●◆▲]+)\s*"
)
_TIME = re.compile(
    r"^(?:截至|截止|到|至|自|从)?(?:目前|(?:19|20)\d\d年?|[今去前明当上]年|[“\"]?十[二三四五]五[”\"]?(?:时期|期间)?)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|\d{1,2}日)?)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月?[至到\-—－~～](?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|\d{1,2}日)?)?"
    r"(?:第?[一二三四]季度|前[一二三四五六七八九十]{1,2}个?(?:季度|月)|[上下]半年)?(?:年?[底末初]|全年|度)?(?:以来|期间|时)?[,，、]?"
)
_CLOSED = re.compile(r"^[^(（]*[)）]")
_LIST = re.compile(r"[、,，]|以及|及其|和|与|及")


def rules(table: str) -> dict[str, Any]:
    """One table of indicators.toml."""
    found: dict[str, Any] = read_rules(LEXICON)[table]
    return found


@cache
def _edge(side: str) -> re.Pattern[str]:
    words = sorted(rules("strip")[side], key=lambda word: (-len(word), word))
    body = "(?:" + "|".join(map(re.escape, words)) + ")"
    return re.compile(f"^{body}" if side == "lead" else f"{body}$")


@cache
def _inner() -> re.Pattern[str]:
    """全市 inside a name is left out, but of 占全市工业 it is a part."""
    return re.compile(f"(?<!占)(?<!于)(?:{'|'.join(map(re.escape, rules('strip')['inner']))})")


@cache
def _heads() -> tuple[str, ...]:
    heads = rules("heads")
    return tuple(sorted({*heads["ratio"], *heads["amount"]}, key=lambda word: (-len(word), word)))


def strip_time(words: str) -> str:
    """Takes 一是, 2019年1至10月, 截至目前, 其中 off the front."""
    while True:
        shorter = _ORDINAL.sub("", words.lstrip(_MARKS), count=1)
        shorter = _TIME.sub("", shorter, count=1)
        for word in rules("strip")["time"]:
            shorter = shorter.removeprefix(word)
        if shorter == words:
            return words
        words = shorter


def strip_lead(words: str) -> str:
    """Takes 全市, 预计, 完成 ... off the front."""
    while True:
        shorter = _edge("lead").sub("", strip_time(words), count=1)
        if shorter in rules("strip")["keep"] and words.endswith(
            tuple(rules("strip")["done"][0] + w for w in rules("strip")["keep"])
        ):
            return words.lstrip(_MARKS)
        if shorter == words or words.startswith(tuple(rules("strip")["guard"])):
            return words
        words = shorter


def strip_tail(words: str) -> str:
    """Takes 达到, 控制在, 分别 ... off the end."""
    while True:
        shorter = _edge("tail").sub("", _NOTE.sub("", words).rstrip(_MARKS), count=1)
        if shorter == words or not shorter:
            return shorter
        words = shorter


def clean(words: str) -> str:
    """The indicator inside the words between two numbers; empty when they hold none."""
    words = words.rsplit("\n", 1)[-1]
    bare = strip_tail(strip_lead(_NOTE.sub("", words))).strip(_MARKS)
    for space in (" ", "\u3000"):  # 一、预期目标 全市生产总值: a heading ends at the blank
        bare = strip_lead(bare.rsplit(space, 1)[-1])
    bare = _inner().sub("", bare)
    bare = _NUMBERING.sub("", bare)
    if _CLOSED.search(bare):  # 海创公司(简称“海创”)产值: what stands behind the bracket that nothing opens
        bare = _CLOSED.sub("", bare)
    if "、" in bare and "等" in bare:  # 中意科技、爱高空调等超10亿元项目: the examples are no part of the name
        bare = bare.rpartition("等")[2] or bare
    return _without_done(bare)


def _without_done(name: str) -> str:
    """园区完成工业总产值 is 园区工业总产值; 完成投资 stays, it is a term of its own."""
    for verb in rules("strip")["done"]:
        front, found, rest = name.rpartition(verb)
        if found and front and rest not in rules("strip")["keep"] and head(rest):
            return front + rest
    return name


def head(name: str) -> str:
    """The statistic that a name ends in (新能源汽车产值: 产值), longest first, heads may add up (增加值占比)."""
    end = len(name)
    while end:
        word = next((head for head in _heads() if name[:end].endswith(head)), "")
        if not word:
            break
        end -= len(word)
    return name[end:]


def has_head(name: str, *tables: str) -> bool:
    """Whether a name ends in a statistic of the given lists of heads."""
    return any(name.endswith(word) for table in tables for word in rules("heads")[table])


def pair_names(words: str, tail: str, count: int) -> list[str]:
    """Splits ``A、B和C产值`` into ``count`` names with the shared words written out.

    Args:
        words (str): what stands in front of 分别 or 均.
        tail (str): what stands between 分别 and the first number (完成产值), cleaned.
        count (int): how many numbers follow; 0 takes as many names as there are.

    Returns:
        list[str]: empty when the names cannot be told apart.
    """
    words = _NOTE.sub("", _SUM.sub("", words)).rsplit(" ", 1)[-1]
    if count == 2 and (twins := split_twins(clean(words) + tail)):
        return twins
    parts = [part for part in (strip_lead(part.strip(_MARKS)) for part in _LIST.split(words)) if part]
    if shared_stem := _shared_stem(words, parts):
        parts = shared_stem
    if len(parts) < 2 or (count and len(parts) < count):
        return []
    if count and len(parts) > count:
        parts = ["、".join(parts[: len(parts) - count + 1]), *parts[len(parts) - count + 1 :]]
    for word in rules("heads")["spread"]:
        if parts[-1].endswith(word):  # 各项贷款、存款余额
            parts = [part if part.endswith(word) else part + word for part in parts]
    shared = tail if has_head(tail, "ratio", "amount") else _shared_tail(parts)
    first_head = head(parts[0])
    if tail:
        return [part if part.endswith(tail) else part + tail for part in parts]
    if first_head and len(parts[0]) > len(parts[-1]) and head(parts[-1]) == parts[-1]:
        stem = parts[0][: -len(first_head)]  # 发明专利申请量、授权量: the stem is shared, not the head
        return [parts[0], *(stem + part if head(part) == part else part for part in parts[1:])]
    rate = next((word for word in rules("heads")["ratio"] if parts[-1].endswith(word)), "")
    if rate and not any(has_head(part, "ratio") for part in parts[:-1]) and all(map(head, parts)):
        return [*(part + rate for part in parts[:-1]), parts[-1]]  # 内资工业增加值、产品出口占比
    if shared and not first_head:
        return [part if head(part) else _joined(part, shared) for part in parts]
    return parts


def split_twins(name: str) -> list[str]:
    """城乡居民人均可支配收入 with two numbers is that of towns and that of villages."""
    for word, members in rules("twofold").items():
        if word in name and not any(member in name for member in members):
            return [name.replace(word, member, 1) for member in members]
    return []


def _shared_tail(parts: list[str]) -> str:
    """What the last name of a list shares with the ones before: 常住居民人均可支配收入 of 城镇、农村常住居民人均可支配收入."""
    last = parts[-1]
    for first, other in rules("twofold").values():
        if parts[0] in (first, other) and last.startswith((first, other)):
            return last[len(first) :]
    statistic = head(last)
    if not statistic:
        return ""
    stem_of = last[: len(last) - len(statistic)]
    for word in rules("heads")["before"]:  # 种植面积, 产业产值: the word belongs to what is shared
        if stem_of.endswith(word) and len(stem_of) > len(word):
            return f"{word}{statistic}"
    return statistic


def _joined(part: str, shared: str) -> str:
    """Names with the shared words behind them, a word that both have written once."""
    for word in rules("heads")["before"]:
        if part.endswith(word) and shared.startswith(word):
            return part + shared[len(word) :]
    return part + shared


@cache
def _kinds() -> dict[str, str]:
    return {base: kind for _, base, _, kind in read_table("units.tsv", ("unit", "base", "factor", "kind"))}


def kind_of(unit: str) -> str:
    """What a unit measures (money, share, count ...); empty for an unknown one."""
    return _kinds().get(unit) or _kinds().get(unit.split("/")[0], "")


def _shared_stem(words: str, parts: list[str]) -> list[str]:
    """人大建议和政协提案办结率和满意率: heads without a stem of their own take the stem of the first one."""
    first = next((number for number, part in enumerate(parts) if head(part)), None)
    if first is None or first + 1 >= len(parts):
        return []
    longest, later = parts[first], parts[first + 1 :]
    size = len(later[0])  # 办结率 and 满意率 are of one length, and so are most such pairs
    if size > 3 or len(longest) <= size + 1 or any(part[-1] != longest[-1] or not head(part) for part in later):
        return []
    whole = strip_lead(words[: words.index(longest) + len(longest)].strip(_MARKS))
    return [whole, *(whole[:-size] + part for part in later)]


def accepts(name: str, quantity: Quantity, subject: Mention | None) -> bool:
    """Whether a named number is a statistic, and not an act, a rank or a named project's own amount."""
    if len(name) < 2 or len(name) > LONGEST or name in rules("bare")["empty"] or name in rules("bare")["echo"]:
        return False
    acts, kind = rules("acts"), kind_of(quantity.unit)
    if name.startswith(tuple(rules("compared")["front"])) or (kind == "ratio" and not quantity.growth):
        return False
    if any(word in name for word in acts["never"]) or name.endswith(tuple(acts["ends"])):
        return False
    if subject is not None and subject.type is EntityType.ENTERPRISE:
        return any(word in name for word in rules("companies")["heads"])
    if subject is not None and subject.type in (EntityType.PROJECT, EntityType.ORGANIZATION):
        return any(word in name for word in rules("projects")["heads"])
    if quantity.growth or (kind == "count" and name.endswith("占")):
        return quantity.growth
    if kind == "share":
        return any(word in name for word in rules("heads")["ratio"])
    if kind == "time":
        return any(word in name for word in rules("heads")["time"])
    if kind in ("count", "people", "length", "mass", "computing"):
        if subject is not None and subject.type is EntityType.PARK and name.endswith(tuple(acts["park"])):
            return True
        built = subject is None and kind != "length" and name.startswith(tuple(acts["built"]))
        return not built and not any(word in name for word in [*acts["verbs"], *acts["things"]])
    return bool(kind) and not (kind == "area" and any(word in name for word in acts["area"]))


def twin(name: str, last: str) -> str:
    """授权 behind 新增发明专利申请 is 新增发明专利授权."""
    for group in rules("twins")["groups"]:
        if name in group:
            other = next((word for word in group if word != name and last.endswith(word)), "")
            return last[: -len(other)] + name if other else name
    return name


def stem(name: str) -> str:
    """What is left of a name without its statistic (智能手机 of 智能手机出货量)."""
    statistic = head(name)
    return name[: len(name) - len(statistic)] or name
