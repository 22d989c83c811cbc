"""What the user says of names. In: the rules of kg.toml; out: which forms are one entity and which must stay two."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import ConfigError
from kg.lexicon.spelling import folded
from kg.model import EntityType, NameRule

_Form = tuple[EntityType, str]


class NameChoices:
    """The user's rules by folded form.

    Args:
        merge (Sequence[NameRule]): names that are one entity in every document; the first is shown.
        keep_apart (Sequence[NameRule]): names that are never one entity.

    Raises:
        ConfigError: a name belongs to two rules of merging, or two names are to be merged and kept apart.
    """

    def __init__(self, merge: Sequence[NameRule] = (), keep_apart: Sequence[NameRule] = ()) -> None:
        self._shown: dict[_Form, str] = {}
        self._where: dict[_Form, str] = {}
        self._rivals: dict[_Form, frozenset[str]] = {}
        for rule in merge:
            self._take_merge(rule)
        for rule in keep_apart:
            self._take_apart(rule)

    def _take_merge(self, rule: NameRule) -> None:
        for form in _distinct(rule):
            key = (rule.type, form)
            if key in self._shown:
                raise ConfigError(
                    f"{rule.where}里的“{form}”已经在 {self._where[key]}里",
                    remedy="一个名称只能归入一处，请删去一处或并成一条",
                )
            self._shown[key] = rule.names[0]
            self._where[key] = rule.where

    def _take_apart(self, rule: NameRule) -> None:
        forms = _distinct(rule)
        merged: dict[str, str] = {}
        for form in forms:
            shown = self._shown.get((rule.type, form))
            if shown is not None and merged.setdefault(shown, form) != form:
                raise ConfigError(
                    f"{rule.where}要分开“{merged[shown]}”和“{form}”，{self._where[rule.type, form]}却要合并",
                    remedy="请删去其中一条",
                )
            self._rivals[rule.type, form] = self.rivals(rule.type, form) | (frozenset(forms) - {form})

    def shown(self, kind: EntityType, form: str) -> str | None:
        """The name under which the user merges a folded form, or None."""
        return self._shown.get((kind, form))

    def rivals(self, kind: EntityType, form: str) -> frozenset[str]:
        """The folded forms that must never be one entity with this one."""
        return self._rivals.get((kind, form), frozenset())


def _distinct(rule: NameRule) -> tuple[str, ...]:
    """The folded names of a rule, all of them different and none empty."""
    forms: dict[str, str] = {}
    for name in rule.names:
        form = folded(name)
        if not form or form in forms:
            wrong = f"“{name}”和“{forms[form]}”是同一个写法" if form else f"“{name}”不成名称"
            raise ConfigError(f"{rule.where}里{wrong}", remedy="引号、空格、全角半角不算区别，请删去一个")
        forms[form] = name
    return tuple(forms)
