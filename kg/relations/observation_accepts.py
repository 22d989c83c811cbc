"""Which named numbers are statistics. In: a name, its number and whose it is; out: yes or no.

No statistics are acts and works counted, ranks, changes in points, and what belongs to one project.
"""

from __future__ import annotations

import re

from kg.model import EntityType, Mention, Quantity
from kg.relations.observation_names import LONGEST, kind_of, rules


def accepts(name: str, quantity: Quantity, subject: Mention | None) -> bool:
    """Whether a named number is a statistic, and not an act, a rank or a named project's own amount."""
    if not 2 <= len(name) <= LONGEST or name in rules("bare")["empty"] or name in rules("bare")["echo"]:
        return False
    acts, kind = rules("acts"), kind_of(quantity.unit)
    if name.count("“") != name.count("”") or name.removesuffix("了") in rules("counted")["verbs"]:
        return False
    if name.startswith(tuple(rules("compared")["front"])) or (kind == "ratio" and not quantity.growth):
        return False
    plain = name
    for word in acts["spared"]:  # 占地区生产总值比重 is no ground taken up
        plain = plain.replace(word, "")
    if any(word in plain for word in acts["never"]) or name.endswith(tuple(acts["ends"])):
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


def is_single(name: str, counted: str, subject: Mention | None) -> bool:
    """总投资5亿元 behind no count of works is the amount of one work, which is told elsewhere."""
    works = rules("works")
    if any(word in counted for word in works["groups"]):
        return False
    longer = name.endswith(tuple(rules("acts")["works"])) and not any(word in name for word in ("项目", "企业"))
    park = subject is not None and subject.type is EntityType.PARK
    return name in rules("bare")["single"] or (longer and not park)


def is_of_work(name: str, quantity: Quantity, subject: Mention | None, before: str, *, behind: bool) -> bool:
    """Whether news tell a number of one work: what it makes, how large it is, how many were signed on a day.

    Args:
        name (str): what the number is called.
        quantity (Quantity): the number.
        subject (Mention | None): whose it would be.
        before (str): the words of the sentence in front of it.
        behind (bool): whether the sentence named a work and nobody else.
    """
    region = subject is None or subject.type is EntityType.REGION
    kind, told = kind_of(quantity.unit), any(word in name for word in rules("bare")["news"])
    if region and re.search(rules("works")["made"], re.split(r"[;；]", before)[-1]):
        return True
    if region and kind not in ("money", "share") and any(word in name for word in rules("works")["news"]):
        return True
    return behind and not told and kind != "share"
