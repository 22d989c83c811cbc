"""kg (城企图谱): knowledge graphs from Chinese government work reports and investment news.

The names of a program that uses kg, each loaded when it is first asked for, so that what is not used costs nothing::

    import kg

    graph = kg.build("seeds", out="exports")  # or kg.open("exports")
    graph.query("园区企业", 市="东莞市").to_pandas()
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Answer, Graph, build, open, questions
    from kg.errors import KGError
    from kg.model import Entity, EntityType, Fact, Predicate, Status

__all__ = [
    "Answer",
    "Entity",
    "EntityType",
    "Fact",
    "Graph",
    "KGError",
    "Predicate",
    "Status",
    "__version__",
    "build",
    "open",
    "questions",
]

__version__ = "0.1.0"

logging.getLogger(__name__).addHandler(logging.NullHandler())

_HOMES = {
    **dict.fromkeys(("Answer", "Graph", "build", "open", "questions"), "kg.api"),
    **dict.fromkeys(("Entity", "EntityType", "Fact", "Predicate", "Status"), "kg.model"),
    "KGError": "kg.errors",
}

if not TYPE_CHECKING:  # else a checker of types would believe that every name is here

    def __getattr__(name: str) -> object:
        """A public name, from the module that it lives in (PEP 562)."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = found = getattr(import_module(_HOMES[name]), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
