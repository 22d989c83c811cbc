"""Changes for the terminal and for programs. In: Changes; out: lines of rich text, or JSON in pieces."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rich.text import Text

from kg.changes.comparing import Changes, Sort
from kg.changes.words import (
    CAUSE_WORDS,
    SIGNS,
    Item,
    Line,
    document_lines,
    entity_lines,
    groups,
    plain,
    sum_lines,
    version_lines,
)
from kg.model import Entity
from kg.query.tables import Source

_STYLES: dict[Sort, str] = {"changed": "yellow", "went": "red", "came": "green"}


def render(changes: Changes, limit: int) -> Iterator[Text]:
    """The report, line by line.

    Args:
        limit (int): at most so many documents, entities and facts each; 0 for all.
    """
    yield Text(f"{changes.old.as_posix()} → {changes.new.as_posix()}", style="bold")
    versions = version_lines(changes)
    yield Text(f"  版本  {'；'.join(versions) or '相同'}")
    for word, counts in sum_lines(changes):
        yield Text(f"  {word}  {counts}")
    if not changes.different:
        yield Text("没有不同。", style="bold green")
        return
    yield from _listed("文档", document_lines(changes), limit)
    yield from _facts(changes, limit)
    yield from _listed("实体", entity_lines(changes), limit)


def _listed(title: str, lines: list[Line], limit: int) -> Iterator[Text]:
    if not lines:
        return
    yield Text()
    yield Text(f"{title} {len(lines)}", style="bold")
    for line in lines[:limit] if limit else lines:
        told = Text.assemble((f"  {SIGNS[line.sort]} ", _STYLES[line.sort]), line.said)
        yield told.append(f"  {line.more}", style="dim") if line.more else told
    yield from _more(len(lines), limit)


def _more(count: int, limit: int) -> Iterator[Text]:
    if limit and count > limit:
        yield Text(f"  …… 另有 {count - limit} 条，--limit 0 全部列出", style="dim")


def _facts(changes: Changes, limit: int) -> Iterator[Text]:
    causes = changes.causes()
    for group in groups(changes, limit):
        if group.first:
            title, why = CAUSE_WORDS[group.cause]
            yield Text()
            yield Text(f"{title} {causes[group.cause]} 条", style="bold").append(f"  {why}" if why else "", style="dim")
        yield Text.assemble("  ", (group.name, "bold cyan"), (f"（{group.kind}）{group.id}", "dim"))
        for item in group.items:
            yield from _fact(item)
    yield from _more(len(changes.facts), limit)


def _fact(item: Item) -> Iterator[Text]:
    said = [side.said for side in (item.old, item.new) if side]
    told = " → ".join(dict.fromkeys(said))
    note = f"（{item.note}）" if item.note else ""
    yield Text.assemble((f"    {SIGNS[item.sort]} ", _STYLES[item.sort]), f"{item.label}：{told}", (note, "dim"))
    for word, side in (("旧", item.old), ("新", item.new)):
        if side:
            yield Text(f"      {word}「{side.quote}」").append(f" {side.where}", style="dim")


def json_pieces(changes: Changes) -> Iterator[str]:
    """The changes as JSON, in pieces: a million of them are never in memory."""
    head = json.dumps(_head(changes), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "facts": ['
    for number, told in enumerate(changes.told()):
        yield (",\n  " if number else "\n  ") + json.dumps(plain(changes, *told), ensure_ascii=False)
    yield "\n ]\n}\n" if changes.facts else "]\n}\n"


def _head(changes: Changes) -> dict[str, Any]:
    documents, entities, counts = changes.documents, changes.entities, changes.counts()
    told = {sort: counts[sort] for sort in ("changed", "went", "came")}
    causes = changes.causes()
    return {
        "old": changes.old.as_posix(),
        "new": changes.new.as_posix(),
        "different": changes.different,
        "versions": {key: {"old": old, "new": new} for key, (old, new) in changes.versions.items()},
        "failed": {"old": list(changes.failed[0]), "new": list(changes.failed[1])},
        "counts": {**told, "moved": changes.moved, "rule_only": changes.ruled, "same": changes.same - changes.ruled},
        "causes": {cause: causes[cause] for cause in CAUSE_WORDS},
        "documents": {
            "came": [_document(one) for one in documents.came],
            "went": [_document(one) for one in documents.went],
            "changed": [
                {"old": _document(pair.old), "new": _document(pair.new), "differs": list(pair.fields)}
                for pair in documents.pairs
            ],
            "same": documents.same,
        },
        "entities": {
            "came": [_named(one) for one in entities.came],
            "went": [_named(one) for one in entities.went],
            "renamed": _pairs(entities.renamed),
            "merged": _pairs(entities.merged),
        },
    }


def _document(one: Source) -> dict[str, object]:
    row = {"id": one.id, "title": one.title, "date": one.date, "kind": one.kind, "year": one.year, "place": one.place}
    return {key: value for key, value in {**row, "path": one.path}.items() if value not in (None, "")}


def _named(one: Entity) -> dict[str, str]:
    return {"id": one.id, "type": one.type.value, "name": one.name}


def _pairs(pairs: Iterable[tuple[Entity, Entity]]) -> list[dict[str, dict[str, str]]]:
    return [{"old": _named(old), "new": _named(new)} for old, new in pairs]
