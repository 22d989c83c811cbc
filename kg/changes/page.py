"""Changes as a page. In: Changes; out: one HTML file, whole, without scripts and without the network.

Everything that comes from documents is escaped, and the page forbids itself to load or run anything.
"""

from __future__ import annotations

from kg.changes.comparing import Changes
from kg.changes.words import (
    CAUSE_WORDS,
    SIGNS,
    SORT_WORDS,
    document_lines,
    entity_lines,
    groups,
    sum_lines,
    version_lines,
)
from kg.single_page import rendered

#: Facts, documents and entities that a page tells each unless more are asked for: a browser shows so many at once.
MOST = 2000


def to_page(changes: Changes, limit: int = MOST) -> str:
    """The page.

    Args:
        limit (int): at most so many documents, entities and facts each; 0 for all.
    """
    return rendered(
        "kg.changes",
        "changes",
        {
            "old": changes.old.as_posix(),
            "new": changes.new.as_posix(),
            "different": changes.different,
            "versions": version_lines(changes),
            "sums": sum_lines(changes),
            "documents": document_lines(changes),
            "entities": entity_lines(changes),
            "groups": groups(changes, limit),
            "causes": CAUSE_WORDS,
            "counts": changes.causes(),
            "signs": SIGNS,
            "sorts": SORT_WORDS,
            "limit": limit,
            "facts": len(changes.facts),
        },
    )
