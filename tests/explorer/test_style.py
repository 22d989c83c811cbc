"""Style files are one sheet in the page: a class has its home in one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files

STYLE = files("kg.explorer").joinpath("style")
# These lay another medium over the others.
OVER_ALL = {"access.css", "print.css"}


def test_a_class_is_laid_out_in_one_file():
    """Two parts once named a class alike, and the rules of a column shrank the whole page."""
    homes: dict[str, set[str]] = defaultdict(set)
    for file in STYLE.iterdir():
        if file.name.endswith(".css") and file.name not in OVER_ALL:
            text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
            for name in re.findall(r"(?:^|[},])\s*\.([\w-]+)\s*(?=[{,])", text):
                homes[name].add(file.name)
    assert len(homes) > 100
    assert {name: sorted(found) for name, found in homes.items() if len(found) > 1} == {}
