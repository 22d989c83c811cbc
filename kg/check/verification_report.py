"""Verification in words. In: a Verification; out: a page for the terminal, or values for JSON."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from rich.console import Group
from rich.text import Text

from kg.check.quotes import Verification

_LABELS = {"graph.ttl": "段证据", "facts.jsonl": "条事实", "mentions.jsonl": "处提及"}
#: A document's control characters must not steer the terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def total(verification: Verification) -> tuple[int, int]:
    """Quotes that are right, and all of them."""
    return sum(right for right, _ in verification.quotes.values()), sum(n for _, n in verification.quotes.values())


def render(verification: Verification, examples: int) -> Group:
    """The verdict, the counts of each file, and at most ``examples`` of what is wrong."""
    right, quotes = total(verification)
    good = not verification.problems
    lines = [Text(f"原文核对：{right}/{quotes} 条引文逐字相符", style="bold green" if good else "bold red")]
    for file, (exact, all_of_it) in verification.quotes.items():
        lines.append(Text(f"  {file}：{exact}/{all_of_it} {_LABELS[file]}"))
    lines.append(Text("  原文数字：{}/{} 个在引文里".format(*verification.numbers)))
    lines.append(Text("  文档：{}/{} 篇与构建时相同".format(*verification.documents)))
    for problem in verification.problems[:examples]:
        lines.append(Text(_CONTROL.sub(" ", f"  · {problem.where}：{problem.what}")))
    more = len(verification.problems) - examples
    if more > 0:
        lines.append(Text(f"  …… 另有 {more} 处，--examples 多看几处", style="dim"))
    if not good:
        lines.append(Text(f"怎么办：{_cure(verification)}"))
    return Group(*lines)


def _cure(verification: Verification) -> str:
    kinds = {problem.kind for problem in verification.problems}
    if "missing" in kinds:
        return "给出建图谱时的文件或文件夹：kg verify 文件… ；文件没了就重新 kg build。"
    if "changed" in kinds:
        return "来源改过，重新运行 kg build。"
    return "导出被改过，重新运行 kg build；仍不相符就是 kg 的缺陷，请报告。"


def to_json(verification: Verification) -> dict[str, Any]:
    """All counts and problems, for programs."""
    right, quotes = total(verification)
    return {
        "exact": right,
        "quotes": quotes,
        "files": {file: {"exact": exact, "quotes": n} for file, (exact, n) in verification.quotes.items()},
        "numbers": dict(zip(("in_quote", "stated"), verification.numbers, strict=True)),
        "documents": dict(zip(("unchanged", "built"), verification.documents, strict=True)),
        "problems": [asdict(problem) for problem in verification.problems],
    }
