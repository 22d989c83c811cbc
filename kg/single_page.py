"""Fills in a page that is one file. In: a package's template and style, and values; out: HTML, in which all values are escaped.

The explorer has more parts and the server's pages share a frame, so these have environments of their own.
"""

from __future__ import annotations

from importlib.resources import files

import jinja2


def rendered(package: str, name: str, values: dict[str, object]) -> str:
    """The page.

    Args:
        package (str): that holds ``name.html.j2`` and ``name.css``.
        name (str): of the template.
        values (dict[str, object]): what the template names; ``style`` comes from the style sheet.
    """
    folder = files(package)
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page": folder.joinpath(f"{name}.html.j2").read_text(encoding="utf-8")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    style = folder.joinpath(f"{name}.css").read_text(encoding="utf-8")
    return environment.get_template("page").render(style=style, **values)
