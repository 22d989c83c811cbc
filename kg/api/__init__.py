"""kg for programs. In: sources or an export folder; out: a Graph that is asked for entities, facts, answers.

It composes what the commands compose and adds nothing of its own: ``building.py`` builds and opens, ``graph.py`` is what comes of it,
``table.py`` how rows are given. ``import kg`` has the names.
"""

from __future__ import annotations

from kg.api.building import Settings, build, open
from kg.api.graph import Graph
from kg.api.table import Table
from kg.query.answer import Answer
from kg.query.pack import questions

__all__ = ["Answer", "Graph", "Settings", "Table", "build", "open", "questions"]
