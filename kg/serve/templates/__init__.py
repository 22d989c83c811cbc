"""The templates of the pages. In: the name of one and its values; out: the page, escaped."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

import jinja2


def render(name: str, **values: Any) -> bytes:
    """A page from its template."""
    return environment().get_template(name).render(**values).encode()


@cache
def environment() -> jinja2.Environment:
    """The templates beside this file, compiled once."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.serve", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["query_link"] = lambda text: f"/sparql#query={quote(text)}"
    return made
