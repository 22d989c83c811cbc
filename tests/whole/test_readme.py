"""What the README shows works: its five queries answer on the build of the seeds, the same in both engines."""

from __future__ import annotations

import re

import pytest

from kg.query.sparql import ask
from whole_build import ROOT, Built

QUERIES = re.findall(r"```sparql\n(.+?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_five() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize("query", QUERIES, ids=range(1, len(QUERIES) + 1))
def test_query_answers(built: Built, query: str) -> None:
    assert len(ask(built.out, query).rows) > 0


@pytest.mark.parametrize("query", QUERIES, ids=range(1, len(QUERIES) + 1))
def test_engines_agree(built: Built, query: str) -> None:
    one, other = ask(built.out, query), ask(built.out, query, engine="rdflib")
    assert (one.columns, sorted(map(str, one.rows))) == (other.columns, sorted(map(str, other.rows)))


def test_english_readme_gives_the_same_commands() -> None:
    chinese, english = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.en.md"))
    commands = re.findall(r"<!-- command: \w+ -->\n```bash\n(.+?)\n```", chinese)
    assert len(commands) == 2
    assert [command for command in commands if command not in english] == []
