"""Names that stand in a list. In: the words of a list and how many numbers follow; out: a name for each number."""

from __future__ import annotations

import re

from kg.relations.observation_names import MARKS, NOTE, clean, has_head, head, rules, strip_lead

_SUM = re.compile(
    r"[两二三四五六七八九十](?:大|个|类)(?:(?:主导|支柱|重点|优势|特色|传统|百亿级?|千亿级?|新兴)*(?:产业集群|产业(?!链)|行业|集群))?"
    r"(?=[^、,，和]{2,}$)"
)
_LIST = re.compile(r"[、,，]|以及|及其|和|与|及")


def pair_names(words: str, tail: str, count: int) -> list[str]:
    """Splits ``A、B和C产值`` into ``count`` names with the shared words written out.

    Args:
        words (str): what stands in front of 分别 or 均.
        tail (str): what stands between 分别 and the first number (完成产值), cleaned.
        count (int): how many numbers follow; 0 takes as many names as there are.

    Returns:
        list[str]: empty when the names cannot be told apart.
    """
    words = NOTE.sub("", _SUM.sub("", words)).rsplit(" ", 1)[-1]
    if count == 2 and (twins := split_twins(clean(words) + tail)):
        return twins
    parts = [part for part in (strip_lead(part.strip(MARKS)) for part in _LIST.split(words)) if part]
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
        if word in name and not any(member in name.replace(word, "") for member in members):
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


def _shared_stem(words: str, parts: list[str]) -> list[str]:
    """人大建议和政协提案办结率和满意率: heads without a stem of their own take the stem of the first one."""
    first = next((number for number, part in enumerate(parts) if head(part)), None)
    if first is None or first + 1 >= len(parts):
        return []
    longest, later = parts[first], parts[first + 1 :]
    size = len(later[0])  # 办结率 and 满意率 are of one length, and so are most such pairs
    if size > 3 or len(longest) <= size + 1 or any(part[-1] != longest[-1] or not head(part) for part in later):
        return []
    whole = strip_lead(words[: words.index(longest) + len(longest)].strip(MARKS))
    return [whole, *(whole[:-size] + part for part in later)]
