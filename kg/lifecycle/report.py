"""Life-cycles for the terminal. In: Lifecycles; out: rich tables and lines.

Text objects throughout: brackets in titles and sentences are no console markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.lexicon.data import read_rules
from kg.lifecycle.states import Flag, Lifecycle, Proof, State
from kg.lifecycle.words import flag_names, said
from kg.query.card import labels_for
from kg.query.course import course, stations
from kg.query.render import in_a_line
from kg.query.tables import Source

#: Characters of a quote in a table; the whole of it stands in the view of one entity and in files.
_SHORT = 60
#: Shares of the width that the columns have: name, place, newest state, next plan, flags.
_WIDTHS = (4, 2, 3, 3, 2)


def head(lives: Sequence[Lifecycle], notes: Sequence[str]) -> Iterator[Text]:
    """What there is: how many entities, states and flags, and what cannot be seen."""
    states = sum(len(life.states) for life in lives)
    counts = Counter(flag.kind for life in lives for flag in life.flags)
    told = "，".join(f"{name} {counts[kind]}" for kind, name in flag_names().items() if counts[kind])
    yield Text(f"{len(lives)} 个实体，{states} 个状态；{told or '没有标记'}", style="bold")
    yield from (Text(note, style="yellow") for note in notes)


def overview(lives: Sequence[Lifecycle], limit: int) -> Iterator[RenderableType]:
    """A row for each entity: where it lies, what it has reached, what is promised next, what is odd; each with its quote.

    Args:
        limit (int): at most so many rows; 0 for all.
    """
    columns = read_rules("labels.toml")["columns"]
    yield _line(
        [Text(name, style="bold") for name in (columns["name"], columns["place"], "最近状态", "下一步计划", "标记")]
    )
    for life in lives[:limit] if limit else lives:
        kind = read_rules("labels.toml")["types"][life.entity.type.value]
        name = Text(in_a_line(life.entity.name)).append(f" {kind}", style="dim")
        yield _line(
            [name, _places(life), _cell(life, life.latest, "没有说到"), _cell(life, life.promised), _flag_cell(life)]
        )
        yield from (_short_quote(state) for state in (life.latest, life.promised) if state)
        yield Text()
    if limit and len(lives) > limit:
        yield Text(f"…… 另有 {len(lives) - limit} 个，--limit 0 全部列出", style="dim")


def _places(life: Lifecycle) -> Text:
    """The places; one that only the documents are about is marked, for the thing may be elsewhere."""
    names = [in_a_line(place.name) if place.fact else f"{in_a_line(place.name)}*" for place in life.places]
    return Text("、".join(names))


#: Stands below a table with places of that kind.
LEGEND = "* 原文没有说它位于哪里，这是文档报告的地区；● 已到，○ 计划"


def _line(cells: Sequence[Text]) -> Table:
    """A row. Each is a table of its own, with columns of the same widths, so that quotes have the whole width below it."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    for ratio in _WIDTHS:
        table.add_column(ratio=ratio, overflow="fold")
    table.add_row(*cells)
    return table


def _cell(life: Lifecycle, state: State | None, otherwise: str = "") -> Text:
    return Text(said(life.entity, state)) if state else Text(otherwise, style="dim")


def _short_quote(state: State) -> Padding:
    proof = state.proofs[0]
    quote = in_a_line(proof.fact.evidence.quote)
    short = quote if len(quote) <= _SHORT else f"{quote[:_SHORT]}…"
    return Padding(Text(f"{_mark(state)}「{short}」{_where(proof)}", style="dim"), (0, 0, 0, 2))


def _mark(state: State) -> str:
    return "○" if state.kind == "target" else "●"


def _flag_cell(life: Lifecycle) -> Text:
    names = flag_names()
    return Text("、".join(dict.fromkeys(names[flag.kind] for flag in life.flags)), style="red")


def life(one: Lifecycle) -> Iterator[Text]:
    """One entity: its line, its flags with both sides, and its states with all quotes."""
    labels = labels_for(one.entity.type)
    kind = labels["types"][one.entity.type.value]
    yield Text.assemble((in_a_line(one.entity.name), "bold"), (f"（{kind}） {one.entity.id}", "dim"))
    for place in one.places:
        told = Text(
            f"  {labels['predicates']['locatedIn'] if place.fact else '文档报告的地区'} {in_a_line(place.name)}"
        )
        yield told.append(f"「{in_a_line(place.fact.evidence.quote)}」", style="dim") if place.fact else told
    yield Text("  ").append(course(stations((p.fact for s in one.states for p in s.proofs), one.entity.type), labels))
    for flag in one.flags:
        yield from _flag(flag)
    for state in one.states:
        yield Text(f"  {_mark(state)} {said(one.entity, state)}", style="bold").append(
            _words(state), style="not bold dim"
        )
        for proof in state.proofs:
            yield _quote(proof)


def _words(state: State) -> str:
    if state.when.words:
        return f"（原文 {state.when.words}）"
    return "（按新闻的日期）" if state.when.by_document else ""


def _flag(flag: Flag) -> Iterator[Text]:
    yield Text.assemble((f"  ⚑ {flag_names()[flag.kind]}：", "bold red"), flag.says)
    for proof in (*flag.one, *flag.other):
        yield _quote(proof)
    if flag.silent:
        yield Text(f"      没有读到它：{_source(flag.silent)}", style="dim")


def _quote(proof: Proof) -> Text:
    return Text(f"      「{in_a_line(proof.fact.evidence.quote)}」").append(f" {_where(proof)}", style="dim")


def _where(proof: Proof) -> str:
    evidence = proof.fact.evidence
    return in_a_line(f"{_source(proof.source)} · {evidence.start}–{evidence.end} · {proof.fact.by}")


def _source(source: Source) -> str:
    return in_a_line(" · ".join(filter(None, (source.title, source.date))))
