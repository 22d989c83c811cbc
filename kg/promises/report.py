"""The ledger for a terminal. In: a Ledger; out: lines of rich text, by place and sort."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from kg.promises.grouping import Group, groups, head_lines, line_of, note_on
from kg.promises.model import Ledger, Promise, Verdict

_STYLES = {
    Verdict.MET: "green",
    Verdict.PARTLY: "yellow",
    Verdict.MISSED: "red",
    Verdict.CONTRADICTORY: "magenta",
    Verdict.INCOMPARABLE: "cyan",
    Verdict.SILENT: "dim",
    Verdict.PENDING: "dim",
}


def render(ledger: Ledger, limit: int) -> Iterator[Text]:
    """The ledger, line by line.

    Args:
        limit (int): at most so many promises of each place and sort; 0 for all.
    """
    for line in head_lines(ledger):
        yield Text(line, style="bold")
    for place, found in groups(ledger):
        yield Text()
        note = note_on(place, found)
        yield Text(place.name, style="bold cyan").append(f"  {note}" if note else "", style="dim")
        for group in found:
            yield from _group(group, limit)


def _group(group: Group, limit: int) -> Iterator[Text]:
    yield Text(f"  {group.label} {len(group.promises)}", style="bold")
    shown = group.promises[:limit] if limit else group.promises
    for promise in shown:
        yield from _promise(promise)
    if len(shown) < len(group.promises):
        yield Text(f"    …… 另有 {len(group.promises) - len(shown)} 条，--limit 0 全部列出", style="dim")


def _promise(promise: Promise) -> Iterator[Text]:
    line = line_of(promise)
    style = _STYLES[promise.judgement.verdict]
    yield Text.assemble("    ", (line.verdict, style), "  ", (line.title, "bold"), (f"  {line.details}", "dim"))
    if promise.judgement.verdict is not Verdict.PENDING or promise.judgement.later:
        yield Text(f"      {promise.judgement.explanation}")
    for passage in line.passages:
        yield Text(f"      {passage.part}「{passage.quote}」").append(f" {passage.where}", style="dim")
