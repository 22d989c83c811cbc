"""Runs the page's pure modules in node: no document, no window beside ``window.kg``."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from kg.explorer import payload
from kg.explorer.overview import draw_overview
from kg.explorer.page import FOLDER
from kg.explorer.ranking import places, weigh
from kg.graph import assemble
from kg.model import Corpus

PURE = (
    "words", "unpack", "csv", "shapes", "placing", "png", "model", "hash", "filters", "paths", "neighbourhood", "likeness", "rows", "xlsx",
    "chronicle", "contrast", "sentence", "pieces", "finder", "dossier", "money", "questions",
)  # fmt: skip
FRAME = """
globalThis.window = {{ kg: {{}} }};
{modules}
const kg = window.kg;
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const result = (() => {{ {body} }})();
const plain = (key, value) => value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value;
process.stdout.write(JSON.stringify(result ?? null, plain));
"""

Node = Callable[..., Any]


@pytest.fixture(scope="session")
def node() -> Node:
    """``node("return kg.fill(given.text)", text="…")``: runs JavaScript after the pure modules, gives back its value."""
    executable = shutil.which("node")
    if executable is None:
        pytest.fail("no node found; the explorer's pure modules cannot be tested without it (apt-get install nodejs)")
    modules = "".join(FOLDER.joinpath(f"script/{name}.js").read_text("utf-8") for name in PURE)

    def run(body: str, **given: Any) -> Any:
        program = FRAME.format(modules=modules, body=body)
        done = subprocess.run(
            [executable, "-e", program], input=json.dumps(given), capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def told() -> Callable[[Corpus], dict[str, Any]]:
    """The block kg-data of a corpus, as page.py writes it."""

    def tell(corpus: Corpus) -> dict[str, Any]:
        graph = assemble(corpus)
        weights = weigh(graph)
        data = payload.describe(graph, weights, draw_overview(graph, weights))
        order = {key: number for number, key in enumerate(graph.nodes)}
        return {**data, "places": [order[key] for key in places(graph)]}

    return tell
