"""Paths for the terminal and for programs. In: a Connection; out: lines of rich text, JSON, CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.text import Text

from kg.networks.evidence import COLUMNS, arrow, cells, labels, named, number, plain, quoted
from kg.networks.finding import Connection, Path, Reach, Step, Wish
from kg.networks.reading import called
from kg.query.answer import Answer, Term
from kg.query.render import in_a_line, to_csv
from kg.query.tables import Tables


def render(tables: Tables, connection: Connection, wish: Wish) -> Iterator[Text]:
    """The paths step by step, or why there are none."""
    if not connection.paths:
        yield from _none(connection, wish)
        return
    for number_, path in enumerate(connection.paths, 1):
        way = " → ".join(_said(tables, entity) for entity in path.entities)
        yield Text(f"{number_}. {way}", style="bold").append(f"  {_about(tables, path)}", style="dim")
        for step in path.steps:
            yield _step(tables, step)
    if len(connection.paths) < wish.most:
        yield Text(f"{wish.length} 步以内只有这 {len(connection.paths)} 条。", style="dim")


def _said(tables: Tables, entity: str) -> str:
    return in_a_line(called(tables, entity))


def _about(tables: Tables, path: Path) -> str:
    """Its length, and how much the things between say: what is linked with everything says little."""
    between = zip(path.entities[1:-1], path.links, strict=True)
    told = [f"{_said(tables, entity)}与 {links} 个实体有联系" for entity, links in between]
    planned = sum(step.planned for step in path.steps)
    plans = "，都只是计划" if planned == len(path.steps) else f"，其中 {planned} 步只是计划" if planned else ""
    return "；".join([f"{len(path.steps)} 步{plans}", *told])


def _step(tables: Tables, step: Step) -> Text:
    fact = step.fact
    year = f"（{fact.year}年）" if fact.year else ""
    joined = arrow(fact, inverse=step.inverse, planned=step.planned)
    text = Text.assemble("   ", _said(tables, step.start), " ", (joined, "yellow" if step.planned else "cyan"))
    text.append(f" {_said(tables, step.end)}{year}：").append_text(quoted(tables, fact))
    more = len(step.facts) - 1
    return text.append(f" 另有 {more} 条依据", style="dim") if more else text


def _none(connection: Connection, wish: Wish) -> Iterator[Text]:
    one, other = in_a_line(connection.start.name), in_a_line(connection.end.name)
    under = _under(wish)
    yield Text(f"{under}{one} 和 {other} 之间没有 {wish.length} 步以内的路径。", style="yellow")
    yield from (Text(f"  {under}{_reach(reach)}") for reach in connection.reaches)
    if connection.beyond:
        yield Text(f"  最短的一条有 {connection.beyond} 步。")
    elif under:
        options = "、".join([*(["--without"] if wish.without else []), *(["--actual"] if wish.actual else [])])
        yield Text(f"  不加 {options} 或许有。")
    else:
        yield Text("  两边完全不相连，再长也没有。")


def _under(wish: Wish) -> str:
    """What was left out of the search, as the head of a sentence that holds only then; empty where nothing was."""
    barred = [f"去掉{in_a_line('、'.join(wish.without))}"] if wish.without else []
    plans = ["不算计划"] if wish.actual else []
    return f"{'、'.join([*barred, *plans])}以后，" if barred or plans else ""


def _reach(reach: Reach) -> str:
    name = in_a_line(reach.entity.name)
    if not reach.others:
        return f"{name} 和别的实体没有联系。"
    end = "，再远就没有了" if reach.whole else "，还可以更远"
    return f"从 {name} 出发到得了 {reach.others} 个实体，最远 {reach.farthest} 步{end}。"


def to_json(tables: Tables, connection: Connection) -> dict[str, Any]:
    """The paths, for programs."""
    return {
        "start": named(tables, connection.start.id),
        "end": named(tables, connection.end.id),
        "paths": [_plain(tables, path) for path in connection.paths],
        "reaches": [
            {**named(tables, one.entity.id), "others": one.others, "farthest": one.farthest, "whole": one.whole}
            for one in connection.reaches
        ],
        "beyond": connection.beyond,
    }


def _plain(tables: Tables, path: Path) -> dict[str, Any]:
    between = zip(path.entities[1:-1], path.links, strict=True)
    return {
        "length": len(path.steps),
        "planned": sum(step.planned for step in path.steps),
        "between": [{**named(tables, entity), "links": links} for entity, links in between],
        "steps": [
            {
                "from": named(tables, step.start),
                "to": named(tables, step.end),
                "inverse": step.inverse,
                "planned": step.planned,
                "fact": plain(tables, step.fact),
                "more": [fact.id for fact in step.facts[1:]],
            }
            for step in path.steps
        ],
    }


def to_table(tables: Tables, connection: Connection) -> str:
    """The table of :func:`to_answer`, as CSV."""
    return to_csv(to_answer(tables, connection.paths))


def to_answer(tables: Tables, paths: Iterable[Path]) -> Answer:
    """A row for each step, in Chinese."""
    words = labels()
    rows = []
    for at, path in enumerate(paths, 1):
        for nth, step in enumerate(path.steps, 1):
            read = words["inverse" if step.inverse else "predicates"][step.fact.predicate.value]
            said = called(tables, step.start), read, called(tables, step.end)
            rows.append((number(at), number(nth), *map(Term, said), *cells(tables, step.fact)))
    return Answer(("路径", "步", "从", "怎样", "到", *COLUMNS), tuple(rows))
