"""A fact with its evidence. In: tables and a fact; out: rich text, plain values or cells of a table."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from kg.lexicon.data import read_rules
from kg.model import Fact
from kg.networks.reading import called
from kg.query.answer import XSD, Term
from kg.query.card import plain_evidence
from kg.query.render import in_a_line
from kg.query.tables import Tables

#: Cells of a fact, in the order of :func:`cells`.
COLUMNS = (
    "主体",
    "关系",
    "客体",
    "性质",
    "年份",
    "原句",
    "文档",
    "标题",
    "起",
    "止",
    "规则",
    "主体编号",
    "客体编号",
    "事实",
)


def labels() -> dict[str, Any]:
    """The labels of the terms of the model."""
    return read_rules("labels.toml")


def quoted(tables: Tables, fact: Fact) -> Text:
    """「quote」《title》 12–34 · rule, in one line."""
    evidence = fact.evidence
    text = Text(f"「{in_a_line(evidence.quote)}」")
    title = in_a_line(tables.source(evidence.doc).title)
    return text.append(f"《{title}》 {evidence.start}–{evidence.end} · {in_a_line(fact.by)}", style="dim")


def arrow(fact: Fact, *, inverse: bool = False, planned: bool = False) -> str:
    """The relation in words between dashes: —位于→, —位于（计划）→; ``inverse``: read from its object to its subject."""
    word = labels()["inverse" if inverse else "predicates"][fact.predicate.value]
    return f"—{word}{'（' + labels()['kinds']['target'] + '）' if planned else ''}→"


def named(tables: Tables, entity: str) -> dict[str, str]:
    """An entity in JSON."""
    known = tables.entities.get(entity)
    return {"id": entity, "type": known.type.value if known else "", "name": called(tables, entity)}


def plain(tables: Tables, fact: Fact) -> dict[str, Any]:
    """A fact in JSON; keys and terms are those of the tables, keys without value are left out."""
    source = tables.source(fact.evidence.doc)
    row = {
        "id": fact.id,
        "subject": named(tables, fact.subject),
        "predicate": fact.predicate.value,
        "object": named(tables, fact.object),
        "kind": fact.kind,
        "year": fact.year,
        "role": fact.role,
        **plain_evidence(fact, source),
    }
    return {key: value for key, value in row.items() if value is not None}


def cells(tables: Tables, fact: Fact) -> tuple[Term, ...]:
    """A fact in CSV, see COLUMNS."""
    evidence, words = fact.evidence, labels()
    names = called(tables, fact.subject), words["predicates"][fact.predicate.value], called(tables, fact.object)
    texts = *names, words["kinds"][fact.kind]
    year = number(fact.year) if fact.year else Term("")
    told = Term(evidence.quote), Term(evidence.doc), Term(tables.source(evidence.doc).title)
    ends = number(evidence.start), number(evidence.end)
    return (*map(Term, texts), year, *told, *ends, *map(Term, (fact.by, fact.subject, fact.object, fact.id)))


def number(value: float) -> Term:
    """A number in CSV; a year or an offset stays a whole one."""
    if isinstance(value, int):
        return Term(str(value), datatype=f"{XSD}integer")
    return Term(f"{value:g}", datatype=f"{XSD}decimal")
