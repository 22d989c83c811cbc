"""Names of indicators. In: the words in front of a number; out: the indicator as the text names it, or nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from kg.lexicon.data import read_rules, read_table

LEXICON = "indicators.toml"
LONGEST = 40  # code points; a longer lead is a sentence, not a name
MARKS = " \t\u3000,，、;；:：()（）。"
NOTE = re.compile(r"\[\d+\]|〔\d+〕|【\d+】")
_NUMBERING = re.compile(r"^\d{1,2}[.．、]?(?=(?:完成|建成|新增|新建|实现|将|推进))(?:完成|实现|将|推进)?")
_ORDINAL = re.compile(
    r"^(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}[是、]|[(（][一二三四五六七八九十\d]{1,2}[)）]|[—\-■●◆▲]+)\s*"
)
_TIME = re.compile(
    # a preposition goes with the time behind it only: 到位资金, 自来水, 从业人员 keep theirs
    r"^(?:(?:截至|截止|到|至|自|从)(?=目前|\d|[今去前明当上]年|[“\"]?十[二三四五]五|[一二三四五六七八九十]{1,2}月"
    r"|第?[一二三四]季度|前[一二三四五六七八九十]|[上下]半年|年[底末初]|全年))?(?:目前|(?:19|20)\d\d年?|[今去前明当上]年|[“\"]?十[二三四五]五[”\"]?(?:时期|期间)?)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|\d{1,2}日)?)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月?[至到\-—－~～](?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|\d{1,2}日)?)?"
    r"(?:第?[一二三四]季度|前[一二三四五六七八九十]{1,2}个?(?:季度|月)|[上下]半年)?(?:年?[底末初]|全年|度)?(?:以来|期间|时)?[,，、]?"
)
_CLOSED = re.compile(r"^[^(（]*[)）]")
_OPEN = re.compile(r"[(（][^)）]*$")
_NUMBER_OF = re.compile(
    r"的?(?:共)?(?:[\d,，]+[余多]?|[二两三四五六七八九十]{1,3}余?)(?:个|家|宗|户)(?=[^\d、]{0,8}(?:项目|企业).)"
)
_APART = re.compile(r"^(?:扣除|剔除).{0,12}因素$")  # 扣除留抵退税因素增长0.5%: how the rate was worked out


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
    """全市 inside a name is left out (占全市工业), but at its end it is all that a share is of (占全市)."""
    return re.compile(f"(?:{'|'.join(map(re.escape, rules('strip')['inner']))})(?!$)")


@cache
def _heads() -> tuple[str, ...]:
    heads = rules("heads")
    return tuple(sorted({*heads["ratio"], *heads["amount"]}, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=4096)
def strip_time(words: str) -> str:
    """Takes 一是, 2019年1至10月, 截至目前, 其中 off the front."""
    while True:
        shorter = _ORDINAL.sub("", words.lstrip(MARKS), count=1)
        shorter = _TIME.sub("", shorter, count=1)
        for word in rules("strip")["time"]:
            shorter = shorter.removeprefix(word)
        if shorter == words:
            return words
        words = shorter


@lru_cache(maxsize=4096)
def strip_lead(words: str) -> str:
    """Takes 全市, 预计, 完成 ... off the front."""
    while True:
        bare = strip_time(words)
        if bare.startswith(tuple(rules("strip")["guard"])):
            return bare
        shorter = _edge("lead").sub("", bare, count=1)
        if shorter in rules("strip")["keep"] and words.endswith(
            tuple(rules("strip")["done"][0] + w for w in rules("strip")["keep"])
        ):
            return bare.lstrip(MARKS)
        if shorter == words:
            return words
        words = shorter


def strip_tail(words: str) -> str:
    """Takes 达到, 控制在, 分别 ... off the end."""
    while True:
        shorter = _edge("tail").sub("", NOTE.sub("", words).rstrip(MARKS), count=1)
        if shorter == words or not shorter:
            return shorter
        words = shorter


@lru_cache(maxsize=4096)
def clean(words: str) -> str:
    """The indicator inside the words between two numbers; empty when they hold none."""
    words = words.rsplit("\n", 1)[-1]
    bare = strip_tail(strip_lead(NOTE.sub("", words))).strip(MARKS)
    for space in (" ", "\u3000"):  # 一、预期目标 全市生产总值: a heading ends at the blank
        bare = strip_lead(bare.rsplit(space, 1)[-1])
    bare = _inner().sub("", bare)
    bare = _NUMBERING.sub("", bare)
    if _CLOSED.search(bare):  # 海创公司(简称“海创”)产值: what stands behind the bracket that nothing opens
        bare = strip_lead(_CLOSED.sub("", bare).lstrip(MARKS))
    bare = _OPEN.sub("", bare).strip(MARKS)  # 地区生产总值(GDP
    if _APART.match(bare):
        return ""
    bare = strip_lead(_NUMBER_OF.sub("", bare))  # 本次签约的3个重点项目总投资
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


@cache
def _kinds() -> dict[str, str]:
    return {base: kind for _, base, _, kind in read_table("units.tsv", ("unit", "base", "factor", "kind"))}


def kind_of(unit: str) -> str:
    """What a unit measures (money, share, count ...); empty for an unknown one."""
    return _kinds().get(unit) or _kinds().get(unit.split("/")[0], "")


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
