"""What the README shows works: its five queries answer on the build of the seeds, the same in both engines."""

from __future__ import annotations

import re

import pytest

from kg.query.engines import Opened, open_export
from whole_build import ROOT, Built

QUERIES = re.findall(r"```sparql\n(.+?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_five() -> None:
    assert len(QUERIES) == 5


each_query = pytest.mark.parametrize("query", QUERIES, ids=range(1, len(QUERIES) + 1))


@pytest.fixture(scope="module")
def oxigraph(built: Built) -> Opened:
    return open_export(built.out)


@pytest.fixture(scope="module")
def rdflib(built: Built) -> Opened:
    """It reads the graph for longer than it answers."""
    return open_export(built.out, "rdflib")


@each_query
def test_query_answers(oxigraph: Opened, query: str) -> None:
    assert len(oxigraph.ask(query).rows) > 0


@each_query
def test_engines_agree(oxigraph: Opened, rdflib: Opened, query: str) -> None:
    one, other = oxigraph.ask(query), rdflib.ask(query)
    assert (one.columns, sorted(map(str, one.rows))) == (other.columns, sorted(map(str, other.rows)))


def test_english_readme_gives_the_same_commands() -> None:
    chinese, english = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.en.md"))
    commands = re.findall(r"<!-- command: \w+ -->\n```bash\n(.+?)\n```", chinese)
    assert len(commands) == 2
    assert [command for command in commands if command not in english] == []
