"""What the page says, in two languages. In: strings/*.toml and the ontology; out: texts by key, names of the vocabulary.

One file for each part of the screen, so that parts can be written side by side; each key has ``zh`` and ``en``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kg import ontology
from kg.errors import LexiconError
from kg.lexicon.data import read_rules
from kg.model import LITERALS, EntityType, Predicate, Status

FOLDER = files("kg.explorer")
LANGUAGES = ("zh", "en")
SECTIONS = (
    "types",
    "predicates",
    "inverse",
    "statuses",
    "policy_statuses",
    "units",
    "bounds",
    "kinds",
    "documents",
    "roles",
)
BOUNDS = ("about", "at_least", "at_most", "more_than", "less_than")

Texts = dict[str, dict[str, str]]


@cache
def read_strings() -> Texts:
    """Language -> key -> text; a key is section and name, ``views.graph``.

    Raises:
        LexiconError: a file is not TOML, a key stands in two files, or a text lacks one of the languages.
    """
    found: Texts = {language: {} for language in LANGUAGES}
    for file in sorted(FOLDER.joinpath("strings").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for key, texts in _keys(_parse(file.read_text(encoding="utf-8"), file.name), file.name):
                if key in found["zh"]:
                    raise LexiconError(f"网页文字 {key} 重复", where=f"strings/{file.name}", remedy="请改名")
                for language in LANGUAGES:
                    found[language][key] = texts[language]
    return found


def vocabulary() -> dict[str, Texts]:
    """Language -> section -> term -> name: Chinese from the lexicon's labels, English from the ontology.

    Raises:
        LexiconError: a file is missing or damaged.
        OntologyError: the ontology has no English label for a term.
    """
    chinese = read_rules("labels.toml")
    chinese = {**chinese, "roles": _roles("zh")}
    return {
        "zh": {section: chinese.get(section, {}) for section in SECTIONS},
        "en": {section: _english().get(section, {}) for section in SECTIONS},
    }


def _english() -> Texts:
    own = _parse(FOLDER.joinpath("english.toml").read_text(encoding="utf-8"), "english.toml")
    terms = {
        "types": [kind.value for kind in EntityType],
        "predicates": [predicate.value for predicate in Predicate],
        "statuses": [status.value for status in Status],
        "bounds": list(BOUNDS),
        "kinds": ["actual", "target"],
    }
    named = {section: {name: ontology.label(name, "en") for name in names} for section, names in terms.items()}
    named["types"] = {name: text.capitalize() for name, text in named["types"].items()}
    # Symmetric relations and those without an entry read the same both ways.
    inverse = {
        p.value: own["inverse"].get(p.value, named["predicates"][p.value]) for p in Predicate if p not in LITERALS
    }
    return {**own, **named, "inverse": inverse, "roles": _roles("en")}


def _roles(language: str) -> dict[str, str]:
    return {row["id"]: ontology.label(row["id"], language) for row in read_rules("roles.toml")["role"]}


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"网页文字文件 {name} 不是合格的 TOML", where=str(error)) from error


def _keys(sections: dict[str, Any], name: str) -> list[tuple[str, dict[str, str]]]:
    rows = [(f"{section}.{key}", texts) for section, keys in sections.items() for key, texts in keys.items()]
    for key, texts in rows:
        if set(texts) != set(LANGUAGES) or not all(texts.values()):
            raise LexiconError(f"网页文字 {key} 要有 zh 和 en", where=f"strings/{name}")
    return rows
