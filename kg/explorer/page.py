"""Puts the page together through pyvis. In: the graph of kg/graph.py; out: one HTML file as a string.

pyvis supplies vis-network, its environment and ``generate_html``; template, style and script are ours. Its own template
would load bootstrap from a server, its menus break on the first blank click, and write_html fails in a GBK locale.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

import networkx as nx
from jinja2 import ChoiceLoader, DictLoader
from markupsafe import Markup

from kg.explorer import palette, payload
from kg.explorer.contract import entities
from kg.explorer.excerpt import Excerpt
from kg.explorer.layout import place
from kg.explorer.overview import draw_overview
from kg.explorer.ranking import choose_core, places, radius, weigh
from kg.explorer.strings import read_strings, vocabulary
from kg.model import Entity

FOLDER = files("kg.explorer")
# In the order in which they need each other; one a line, so that branches that add some can be merged. README.md tells more.
SCRIPTS = (
    # first: copies the page before any other script changes it
    "original",
    # pure: no document, no window beside window.kg; tests run them in node
    "words",
    "csv",
    "shapes",
    "placing",
    "png",
    "unpack",
    "model",
    "hash",
    "filters",
    "paths",
    "neighbourhood",
    "likeness",
    "rows",
    "xlsx",
    "chronicle",
    "contrast",
    "sentence",
    "pieces",
    "finder",
    "dossier",
    "money",
    "questions",
    # foundations
    "dom",
    "store",
    "strings",
    "state",
    "format",
    "keys",
    "menu",
    "views",
    "download",
    # left
    "slider",
    "checklist",
    "facets",
    "chips",
    "excerpt",
    # views
    "labels",
    "badges",
    "captions",
    "spots",
    "trail",
    "picture",
    "stage",
    "twin",
    "camera",
    "sketch",
    "titles",
    "overview",
    # right
    "evidence",
    "chart",
    "sums",
    "panel",
    "card",
    "line",
    "start",
    "answer",
    # walk: before reader, whose Escape comes after theirs
    "walk",
    "choices",
    "ends",
    "popup",
    "strip",
    "chain",
    "pair",
    "peek",
    "prose",
    "reader-tools",
    "reader-side",
    "reader",
    # other views
    "told",
    "grid",
    "columns",
    "table",
    "timeline",
    "charts",
    "picker",
    "compare",
    # taken away
    "caption",
    "legend",
    "figure",
    "render",
    "extract",
    "takeaway",
    "print",
    # top
    "search",
    "header",
    "access",
    # last: starts everything
    "explorer",
)
# Runs in the head, before anything is painted, so that a dark page never flashes white.
EARLY = "theme"
STYLES = (
    "theme",
    "base",
    "layout",
    "facets",
    "panel",
    "card",
    "find",
    "reader",
    "walk",
    "grid",
    "charts",
    "takeaway",
    "access",
    "print",
    "overview",
)
VIS = "lib/vis-9.1.2/vis-network.min.js"

# physics off: the build has placed everything. smooth false and improvedLayout false: each costs seconds at 1,000 nodes.
# drawThreshold: vis-network draws no labels at all, script/labels.js draws those that find room.
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": False, "keyboard": False, "zoomSpeed": 0.6, "multiselect": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4, "scaling": {"label": {"drawThreshold": 1_000_000}}},
    "edges": {
        "smooth": False,
        "width": 2.5,
        "selectionWidth": 1.5,
        "hoverWidth": 0.5,
        "arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}},
        "color": {"color": "#98a6b5", "highlight": "#33475b", "hover": "#5b7083", "opacity": 0.75},
    },
}


def render_page(graph: nx.MultiDiGraph[str], excerpt: Excerpt | None = None) -> str:
    """The explorer of a graph: one HTML page, UTF-8, that opens from disk and requests nothing.

    The same graph gives the same string on every run. Write it with ``encoding="utf-8"`` and ``newline="\\n"``.

    Args:
        graph: by the contract of kg/graph.py; its node keys are strings.
        excerpt: what the page says when the graph is a part of a larger one (excerpt.py makes both).

    Raises:
        LexiconError: ``labels.toml`` is missing or damaged.
        ValueError: a fact holds a number that is not finite.
    """
    # Imported here: pyvis pulls in IPython, which takes half a second that no other command should pay.
    from pyvis.network import Network

    weights = weigh(graph)
    core = choose_core(graph, weights)
    positions = place(graph, core)
    net = Network(directed=True)
    known = entities(graph)
    net.nodes = [_node(known[key], weights[key], positions[key]) for key in core]
    net.edges = [_edge(*link) for link in payload.links(graph, core)]
    net.options = {**OPTIONS, "groups": palette.groups()}
    own = DictLoader({"explorer.html": _read("explorer.html.j2")})
    net.templateEnv.loader = ChoiceLoader([own, net.templateEnv.loader])
    net.templateEnv.globals.update(_blocks(graph, weights, _vis(net), excerpt))
    net.path = "explorer.html"
    page: str = net.generate_html()
    return page


def _node(entity: Entity, weight: int, at: tuple[int, int]) -> dict[str, Any]:
    """A node of the first view; script/stage.js makes the same of the rows of the payload."""
    return {
        "id": entity.id,
        "label": entity.name,
        "group": entity.type.value,
        "x": at[0],
        "y": at[1],
        "size": radius(weight),
    }


def _edge(a: str, b: str, ahead: bool, back: bool, planned: bool, count: int) -> dict[str, Any]:
    """A line of the first view: arrows where its facts point, dashes when all of them are only planned."""
    return {
        "id": f"{a} {b}",
        "from": a,
        "to": b,
        "arrows": "to, from" if ahead and back else "to" if ahead else "from",
        "dashes": [9, 7] if planned else False,
        "width": min(5, 1 + count),
    }


def _blocks(graph: nx.MultiDiGraph[str], weights: dict[str, int], vis: str, excerpt: Excerpt | None) -> dict[str, Any]:
    """What the template prints raw: JSON blocks, style, scripts, and the policy that allows exactly these."""
    data = payload.describe(graph, weights, draw_overview(graph, weights))
    order = {key: number for number, key in enumerate(graph.nodes)}
    data["excerpt"] = excerpt.told() if excerpt else None
    data["places"] = [order[key] for key in places(graph)]
    early = _read(f"script/{EARLY}.js")
    script = "".join(_read(f"script/{name}.js") for name in SCRIPTS)
    style = "".join(_read(f"style/{name}.css") for name in STYLES)
    said = read_strings()
    policy = (
        f"default-src 'none'; script-src {_hash(early)} {_hash(vis)} {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return {
        "data": Markup(payload.dump(data)),
        "strings": Markup(payload.dump({"texts": said, "labels": vocabulary()})),
        "texts": Markup(payload.dump(payload.texts(graph))),
        "escape_json": lambda value: Markup(payload.dump(value)),
        "early": Markup(early),
        "vis": Markup(vis),
        "script": Markup(script),
        "style": Markup(style),
        "policy": Markup(policy),
        "t": said["zh"].__getitem__,
    }


def _vis(net: Any) -> str:
    """The library that pyvis brings, as it stands: read, not included, so that no ``{{`` in it is taken for Jinja.

    Its last line names a source map, which developer tools would ask for beside the page.
    """
    source: str = net.templateEnv.loader.loaders[-1].get_source(net.templateEnv, VIS)[0]
    return source.replace("\r\n", "\n").partition("//# sourceMappingURL=")[0]


def _read(name: str) -> str:
    return FOLDER.joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
