"""Validation in words. In: a Validation; out: a page for the terminal, or values for JSON."""

from __future__ import annotations

from typing import Any

from rich.console import Group
from rich.text import Text

from kg.check.findings import SEVERITIES, Finding, Rule, Severity
from kg.check.naming import Names
from kg.check.validation import Validation, rules

_WORDS: dict[Severity, str] = {"violation": "错误", "warning": "警告", "info": "提示"}
_STYLES: dict[Severity, str] = {"violation": "bold red", "warning": "yellow", "info": "cyan"}


def render(validation: Validation, examples: int) -> Group:
    """What was found, worst first, then the verdict.

    Args:
        examples (int): how many places are shown for each rule.
    """
    lines = [_head(validation)]
    for rule, found in validation.by_rule():
        lines += [Text(), *_rule(rule, found, validation.names, examples)]
    return Group(*lines, Text(), _verdict(validation))


def _head(validation: Validation) -> Text:
    known = rules()
    invariants = sum(rule.source != "shapes.ttl" for rule in known)
    return Text(
        f"{validation.file.as_posix()}：{validation.triples} 条三元组，"
        f"{len(known) - invariants} 个形状，{invariants} 条不变式，{validation.seconds:.1f} 秒"
    )


def _rule(rule: Rule, found: tuple[Finding, ...], names: Names, examples: int) -> list[Text]:
    lines = [Text.assemble((f"{_WORDS[rule.severity]} {len(found)} 处", _STYLES[rule.severity]), f"  {rule.message}")]
    for finding in found[:examples]:
        value = names.say(finding.value) if finding.value else names.values(finding.focus, finding.path)
        lines.append(Text(f"  · {names.say(finding.focus)}{'：' if value else ''}{value}"))
        quote = names.quote(finding.focus)
        if quote:
            lines.append(Text(f"    {quote}", style="dim"))
    if len(found) > examples:
        lines.append(Text(f"  …… 另有 {len(found) - examples} 处，--examples 多看几处", style="dim"))
    if rule.cure:
        lines.append(Text(f"  怎么办：{rule.cure}"))
    return [*lines, Text(f"  规则：{rule.name}（ontology/{rule.source}）", style="dim")]


def _verdict(validation: Validation) -> Text:
    counts = "，".join(f"{validation.count(severity)} 处{_WORDS[severity]}" for severity in SEVERITIES)
    passed = validation.count("violation") == 0
    return Text(f"校验{'通过' if passed else '未通过'}：{counts}。", style="bold green" if passed else "bold red")


def to_json(validation: Validation) -> dict[str, Any]:
    """Everything that was found, for programs."""
    return {
        "file": validation.file.as_posix(),
        "triples": validation.triples,
        "conforms": validation.count("violation") == 0,
        **{severity: validation.count(severity) for severity in SEVERITIES},
        "rules": [
            {
                "rule": rule.name,
                "source": f"ontology/{rule.source}",
                "severity": rule.severity,
                "title": rule.title,
                "message": rule.message,
                "message_en": rule.message_en,
                "cure": rule.cure,
                "count": len(found),
                "findings": [_finding(finding, validation.names) for finding in found],
            }
            for rule, found in validation.by_rule()
        ],
    }


def _finding(finding: Finding, names: Names) -> dict[str, str]:
    return {
        "focus": finding.focus,
        "value": finding.value,
        "path": finding.path.strip("<>"),
        "is": names.say(finding.focus),
        "quote": names.quote(finding.focus),
    }
