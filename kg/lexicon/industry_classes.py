"""Classes of industries: GB/T 4754-2017 and the nine areas of strategic emerging industries (2018).

In: ``industry_classes.tsv`` and the schemes of ``industries.toml``; out: checked classes by code. A code says its level and
what it lies in: ``C`` section, ``C36`` division, ``C361`` group, ``C3612`` class; one digit is an area of the second scheme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from kg.errors import LexiconError
from kg.lexicon.data import read_rules, read_table

SchemeName = Literal["gbt4754", "sei2018"]
GBT4754: SchemeName = "gbt4754"
SEI2018: SchemeName = "sei2018"

TABLE = "industry_classes.tsv"
_CODE = re.compile(r"[1-9]|[A-T](?:\d{2,4})?")


@dataclass(frozen=True, slots=True, order=True)
class IndustryClass:
    """One class of a scheme.

    Attributes:
        code: ``C361``; the letter of the section stands before the digits, as is usual in statistics.
        zh, en: the name in the standard, and its English name.
    """

    code: str
    zh: str
    en: str

    @property
    def scheme(self) -> SchemeName:
        """The scheme it belongs to."""
        return scheme_of(self.code)

    @property
    def parent(self) -> str:
        """Code of the class above; empty at the top."""
        return parent_of(self.code)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A classification: what its IRIs begin with, its titles, what it holds, its edition."""

    name: SchemeName
    iri: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    version: str


def scheme_of(code: str) -> SchemeName:
    """The scheme of a code."""
    return SEI2018 if code.isdigit() else GBT4754


def parent_of(code: str) -> str:
    """The code above: ``C3612`` lies in ``C361``, that in ``C36``, that in ``C``; empty at the top."""
    return "" if len(code) == 1 else code[:1] if len(code) == 3 else code[:-1]


def lineage(code: str) -> tuple[str, ...]:
    """The code and all above it, the code first."""
    return (code, *lineage(parent_of(code))) if code else ()


@cache
def load_classes() -> Mapping[str, IndustryClass]:
    """All classes by code, in the order of the codes.

    Raises:
        LexiconError: a code has no such form, stands twice or has nothing above it, or a name is missing.
    """
    classes: dict[str, IndustryClass] = {}
    for code, zh, en in read_table(TABLE, ("code", "zh", "en")):
        if not _CODE.fullmatch(code) or code in classes:
            raise LexiconError(f"词库文件 {TABLE} 的代码 {code} 不合格或重复")
        if not zh or not en:
            raise LexiconError(f"词库文件 {TABLE} 的 {code} 缺名称")
        above = parent_of(code)
        if above and above not in classes:
            raise LexiconError(f"词库文件 {TABLE} 的 {code} 没有上级 {above}", remedy="请按代码排序，先写上级")
        classes[code] = IndustryClass(code, zh, en)
    return MappingProxyType(classes)


@cache
def load_schemes() -> Mapping[SchemeName, Scheme]:
    """The two schemes by name.

    Raises:
        LexiconError: a field is missing or unknown.
    """
    rows = read_rules("industries.toml").get("scheme", {})
    try:
        return MappingProxyType({name: Scheme(name, **rows[name]) for name in (GBT4754, SEI2018)})
    except (KeyError, TypeError) as error:
        raise LexiconError("词库文件 industries.toml 的 scheme 不对", where=str(error)) from error
