"""What a name leaves to the words before it. In: a name, its number and the last facts; out: the name in full, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Claim, EntityType, Mention, Quantity
from kg.relations.observation_names import head, kind_of, rules, stem, twin
from kg.relations.observation_pieces import Piece
from kg.relations.observation_subjects import OWNERS, Subjects

AVERAGE = "年均增长"
# 服务业质效齐升,实现增加值6305亿元: the sector at the front of the clause before
_SECTOR = re.compile(r"(?:^|[,，;；。:：])(?P<name>[\u4e00-\u9fff]{1,8}?业)(?=[^业,，;；。\d]{2,14}[,，]$)")
_THING = re.compile(r"^(.*?(?:项目|企业)).*$")
_PORT = re.compile(r"(?<!空)港(?:口|区)?$")
_VERB_OF = re.compile(r"(?:占了?|有)$")


def complete(
    name: str, piece: Piece, subject: Mention | None, claims: Sequence[Claim], *, counted: str, before: str
) -> str:
    """Fills in what a name leaves to the words before it.

    Args:
        name (str): what stands in front of the number.
        piece (Piece): the number.
        subject (Mention | None): whose it is.
        claims (Sequence[Claim]): the facts of the sentence so far.
        counted (str): what the last count counted.
        before (str): the words of the sentence in front of the piece.
    """
    general = name in rules("bare")["sector"]
    if general and (sector := _SECTOR.search(before)):
        return f"{sector['name']}{name}"
    if name in rules("bare")["names"] and (counted or not general):
        return ("招商引资" if "招商引资" in counted and "资金" in name else stem(counted)) + name
    if not claims:
        return name
    last = claims[-1].indicator or ""
    if general and claims[-1].subject == subject and head(last) in rules("bare")["sector"]:
        return name if head(last) == name else last[: -len(head(last))] + name  # 工业增加值3亿元,利润2亿元
    if name.startswith(tuple(rules("bare")["shares"])):
        return last + name
    name = twin(name, last)
    verb = next((verb for verb in rules("shared")["verbs"] if last.startswith(verb)), "")
    if verb and piece.joined and not piece.quantity.growth and kind_of(piece.quantity.unit) == "count":
        return name if name.startswith((*rules("shared")["verbs"], *rules("shared")["own"])) else verb + name
    return name


def counted_thing(words: str) -> str:
    """What a number in front of ``words`` counts: 开工项目 of 项目集中开工."""
    thing = bare_thing(words)
    done = next((verb for verb in rules("counted")["verbal"] if words.endswith(verb)), "")
    return done + thing if done and thing != words else thing


def bare_thing(words: str) -> str:
    """The first works or companies of ``words`` with what describes them: 省级项目 of 省级项目落户青禾."""
    return _THING.sub(r"\1", words)


def named_thing(name: str, last: str) -> str:
    """What a number behind ``name`` counts; 产业类占20席 behind works counts 产业项目."""
    name = _VERB_OF.sub("", name)
    return name.removesuffix("类") + "项目" if name.endswith("类") and "项目" in last else name


def is_average(quantity: Quantity) -> bool:
    """Whether a rate is the average of several years, which is that of none."""
    return quantity.growth and "年均" in quantity.text


def average_name(name: str, lead: str) -> str:
    """地区生产总值五年年均增长, with as many years as the words in front of the rate tell."""
    years = lead.removesuffix("来") if "年" in lead else ""
    return f"{name.removesuffix(AVERAGE)}{years}{AVERAGE}"


def owner_of(
    name: str, quantity: Quantity, subject: Mention | None, start: int, subjects: Subjects
) -> tuple[Mention | None, str]:
    """A project or body in front of the number owns none: its counts are the place's, and so is its traffic unless it is a port."""
    work, default = subjects.work, subjects.default
    traffic = any(word in name for word in rules("projects")["traffic"])
    named = work is not None and (work.end == start or subject is work) and not name.startswith("至")
    if work is not None and named and traffic and _PORT.search(work.text):
        return work, name
    if work is not None and traffic and work.end == start:
        return default, work.text + name
    given = any(word in name for word in rules("aid")["money"])
    if given and subjects.document.kind == "report" and subject and subject.type is EntityType.REGION:
        return default, (subject.text + name if subject.end == start else name)
    if subject is None or subject.type in OWNERS:
        return subject, name
    if given:
        return default, name
    if any(word in name for word in rules("projects")["heads"]):
        return default, (subject.text + name if subject.end == start else name)
    if quantity.growth or kind_of(quantity.unit) in ("share", "count", "people"):
        return default, name
    return subject, name
