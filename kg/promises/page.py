"""The ledger as a page. In: a Ledger; out: one HTML file, whole, without scripts and without the network.

Everything that comes from documents is escaped, and the page forbids itself to load or run anything.
"""

from __future__ import annotations

from importlib.resources import files

import jinja2

from kg.promises.grouping import groups, head_lines, line_of, note_on
from kg.promises.model import Ledger

#: Promises of one place and sort that a page tells unless more are asked for: a browser shows so many at once.
MOST = 2000


def to_page(ledger: Ledger, limit: int = MOST) -> str:
    """The page.

    Args:
        limit (int): at most so many promises of each place and sort; 0 for all.
    """
    folder = files("kg.promises")
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page": folder.joinpath("promises.html.j2").read_text(encoding="utf-8")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    names = "、".join(place.name for place in ledger.places)
    return environment.get_template("page").render(
        style=folder.joinpath("promises.css").read_text(encoding="utf-8"),
        title=f"承诺账本：{names}" if len(ledger.places) == 1 else "承诺账本",
        head=head_lines(ledger),
        places=list(groups(ledger)),
        line_of=line_of,
        note_on=note_on,
        limit=limit,
    )
