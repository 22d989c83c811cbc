"""What an amount of investment is. In: the words in front of it, as the text has them; out: a term of the ontology."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.errors import LexiconError
from kg.lexicon.data import read_rules


@lru_cache(maxsize=4096)
def role_of(stated: str) -> str | None:
    """The role that the words name (``累计完成投资`` -> ``completed_investment``); None when they only say 投资.

    Raises:
        LexiconError: roles.toml breaks its rules.
    """
    return next((role for role, pattern in _roles() if pattern.search(stated)), None)


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    try:
        return tuple((row["id"], re.compile(row["pattern"])) for row in read_rules("roles.toml")["role"])
    except (KeyError, TypeError, re.error) as error:
        raise LexiconError(f"词库文件 roles.toml 有误：{error}") from error
