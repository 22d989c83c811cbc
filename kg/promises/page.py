"""The ledger as a page. In: a Ledger; out: one HTML file, whole, without scripts and without the network.

Everything that comes from documents is escaped, and the page forbids itself to load or run anything.
"""

from __future__ import annotations

from kg.promises.grouping import groups, head_lines, line_of, note_on
from kg.promises.model import Ledger
from kg.single_page import rendered

#: Promises of one place and sort that a page tells unless more are asked for: a browser shows so many at once.
MOST = 2000


def to_page(ledger: Ledger, limit: int = MOST) -> str:
    """The page.

    Args:
        limit (int): at most so many promises of each place and sort; 0 for all.
    """
    names = "、".join(place.name for place in ledger.places)
    return rendered(
        "kg.promises",
        "promises",
        {
            "title": f"承诺账本：{names}" if len(ledger.places) == 1 else "承诺账本",
            "head": head_lines(ledger),
            "places": list(groups(ledger)),
            "line_of": line_of,
            "note_on": note_on,
            "limit": limit,
        },
    )
