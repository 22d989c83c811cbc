"""Names by what stands beside them. In: ``contexts.toml`` and the surnames; out: compiled patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.errors import LexiconError
from kg.lexicon.data import read_rules, read_table
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class ContextRule:
    """One rule; ``pattern`` has the name as its group ``name``; ``exact`` when what follows marks where it ends, ``whole`` when edge words inside do not matter."""

    id: str
    type: EntityType
    pattern: re.Pattern[str]
    score: float
    exact: bool
    whole: bool
    example: str
    counter: str


@cache
def context_rules() -> tuple[ContextRule, ...]:
    """All rules in the order of the file.

    Raises:
        LexiconError: a field is missing or a pattern does not compile.
    """
    surnames = "|".join(
        sorted((name for (name,) in read_table("surnames.tsv", ("surname",))), key=lambda s: (-len(s), s))
    )
    rules = []
    for row in read_rules("contexts.toml").get("context", ()):
        try:
            name = row["name"].replace("SURNAME", f"(?:{surnames})")
            pattern = re.compile(f"{row.get('before', '')}(?P<name>{name}){row.get('after', '')}")
            kind = EntityType(row["type"])
            rules.append(
                ContextRule(
                    row["id"],
                    kind,
                    pattern,
                    row["score"],
                    "before" not in row,
                    row.get("whole", False),
                    row["example"],
                    row["counter"],
                )
            )
        except (KeyError, ValueError, re.error) as error:
            raise LexiconError("词库文件 contexts.toml 的规则不对", where=str(row.get("id", "?"))) from error
    return tuple(rules)
