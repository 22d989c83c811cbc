"""Networks and industry chains for the terminal and for programs. In: a Network or a Chain; out: lines of rich text, JSON, CSV, GraphML."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import networkx as nx
from rich.text import Text

from kg.export.graphml import printable
from kg.model import Fact
from kg.networks.building import Link, Network
from kg.networks.evidence import COLUMNS, arrow, cells, labels, named, number, plain, quoted
from kg.networks.reading import called, is_planned
from kg.networks.structure import Structure
from kg.networks.words import sentences
from kg.query.answer import Answer, Term
from kg.query.render import in_a_line, to_csv
from kg.query.tables import Tables

#: Of a plan against which stands what is known.
_UNCLEAR = "方向不明"
#: Of the place of a report, where the quote leaves out who acts.
_OMITTED = "：原句省略，按报告所在地"


def render(tables: Tables, network: Network, limit: int) -> Iterator[Text]:
    """Sentences, then the links with their evidence.

    Args:
        limit (int): at most so many links; 0 for all.
    """
    place = f" · {in_a_line(network.place.name)}" if network.place else ""
    yield Text(f"{network.kind.name}{place}", style="bold").append(f"  {network.kind.about}", style="dim")
    for told in sentences(tables, network):
        yield Text(f"  {told}")
    for link in network.links[:limit] if limit else network.links:
        yield from _link(tables, network, link)
    if limit and len(network.links) > limit:
        yield Text(f"…… 另有 {len(network.links) - limit} 条，--limit 0 全部列出", style="dim")


def _link(tables: Tables, network: Network, link: Link) -> Iterator[Text]:
    one, other = in_a_line(called(tables, link.start)), in_a_line(called(tables, link.end))
    plan = f"（{labels()['kinds']['target']}）" if link.planned else ""
    doubt = f"（{_about(tables, network, link)}）" if link.unclear else ""
    if not network.kind.onto:
        sign = arrow(link.facts[0], planned=link.planned)
        yield Text(f"· {one} {sign if network.kind.directed else sign.replace('→', '—')} {other}{doubt}")
    else:
        shared = "、".join(in_a_line(called(tables, entity)) for entity in link.shared)
        text = Text(f"· {one} — {other}{plan}：{shared}").append(f"  权重 {link.weight:.3g}", style="dim")
        yield text.append(f"  {about}" if (about := _about(tables, network, link)) else "", style="dim")
    told = (_said(tables, fact) for fact in network.evidence(link))
    yield from {line.plain: line for line in told}.values()  # one sentence may say both ends of a shared thing


def _about(tables: Tables, network: Network, link: Link) -> str:
    """What the quotes of a link do not say by themselves."""
    if link.unclear:
        return _UNCLEAR
    named_ = {end for fact in network.evidence(link) for end in (fact.subject, fact.object)}
    return "、".join(f"{called(tables, end)}{_OMITTED}" for end in (link.start, link.end) if end not in named_)


def _said(tables: Tables, fact: Fact) -> Text:
    plan = f"{labels()['kinds']['target']} " if fact.kind == "target" else ""
    return Text(f"    {plan}{fact.year or ''} ").append_text(quoted(tables, fact))


def to_json(tables: Tables, network: Network, limit: int) -> dict[str, Any]:
    """All of a network, for programs; terms are those of the tables."""
    links = network.links[:limit] if limit else network.links
    measures = _measures(network.structure)
    return {
        "network": network.kind.key,
        "name": network.kind.name,
        "about": network.kind.about,
        "predicate": network.kind.predicate.value,
        "directed": network.kind.directed,
        "place": named(tables, network.place.id) if network.place else None,
        "said": list(sentences(tables, network)),
        "counts": {
            "nodes": len(network.nodes),
            "isolated": len(network.isolated),
            "links": len(network.links),
            "planned": sum(link.planned for link in network.links),
            "unclear": len(network.links) - len(network.counted),
        },
        "absent": {sort.value: count for sort, count in network.absent.items()},
        "left_out": [{**named(tables, one), "members": count} for one, count in network.left_out],
        "structure": _groups(network.structure) if network.structure else None,
        "nodes": [{**named(tables, one), **measures.get(one, {})} for one in network.nodes],
        "links": [_plain_link(tables, network, link) for link in links],
    }


def _groups(structure: Structure) -> dict[str, Any]:
    return {
        "components": [list(group) for group in structure.components],
        "communities": [list(group) for group in structure.communities],
        "betweenness": structure.betweenness is not None,
    }


def _measures(structure: Structure | None) -> dict[str, dict[str, float]]:
    """What is known of each thing that is linked; nothing where there is too little to see a structure."""
    if structure is None:
        return {}
    measures: dict[str, Mapping[str, float]] = {
        "degree": structure.degree,
        "out": structure.out,
        "in": structure.into,
        "strength": structure.strength,
        "betweenness": structure.betweenness or {},
        "pieces": structure.pieces,
        "community": {one: at for at, group in enumerate(structure.communities, 1) for one in group},
    }
    return {one: {key: values[one] for key, values in measures.items() if one in values} for one in structure.degree}


def _plain_link(tables: Tables, network: Network, link: Link) -> dict[str, Any]:
    return {
        "start": named(tables, link.start),
        "end": named(tables, link.end),
        "weight": link.weight,
        "planned": link.planned,
        **({"about": about} if (about := _about(tables, network, link)) else {}),
        **({"shared": [named(tables, one) for one in link.shared]} if network.kind.onto else {}),
        "facts": [plain(tables, fact) for fact in network.evidence(link)],
    }


def to_table(tables: Tables, network: Network, limit: int) -> str:
    """The table of :func:`to_answer`, as CSV."""
    return to_csv(to_answer(tables, network, limit))


def to_answer(tables: Tables, network: Network, limit: int = 0) -> Answer:
    """A row for each fact of each link; ``limit``: of at most so many links, 0 for all."""
    rows = []
    for at, link in enumerate(network.links[:limit] if limit else network.links, 1):
        ends = Term(called(tables, link.start)), Term(called(tables, link.end))
        told = number(link.weight), Term(_about(tables, network, link))
        rows += [(number(at), *ends, *told, *cells(tables, fact)) for fact in network.evidence(link)]
    return Answer(("联系", "一端", "另一端", "权重", "说明", *COLUMNS), tuple(rows))


def to_graphml(tables: Tables, network: Network) -> bytes:
    """The network for Gephi, igraph and yEd; an edge has the quotes of its facts, one in a line."""
    graph: nx.Graph[str] = nx.DiGraph() if network.kind.directed else nx.Graph()
    measures = _measures(network.structure)
    for one in network.nodes:
        graph.add_node(one, **_node(tables, one), **measures.get(one, {}))
    for link in network.links:
        facts = network.evidence(link)
        shared = "|".join(called(tables, one) for one in link.shared)
        told = _edge(tables, facts, network.kind.relation, planned=link.planned)
        graph.add_edge(
            link.start, link.end, weight=float(link.weight), unclear=link.unclear, shared=printable(shared), **told
        )
    return written(graph)


def _node(tables: Tables, entity: str) -> dict[str, str]:
    row = named(tables, entity)
    return {"label": printable(row["name"]), "type": row["type"]}


def _edge(tables: Tables, facts: Iterable[Fact], label: str, *, planned: bool) -> dict[str, str | bool]:
    said = list(facts)
    places = (f"{fact.evidence.doc} {fact.evidence.start}-{fact.evidence.end}" for fact in said)
    quotes = "\n".join(" ".join(fact.evidence.quote.split()) for fact in said)
    return {"label": label, "planned": planned, "quotes": printable(quotes), "places": "\n".join(places)}


def facts_graphml(tables: Tables, facts: Iterable[Fact]) -> bytes:
    """Facts as a graph of their ends, in GraphML."""
    said = list(facts)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one in sorted({end for fact in said for end in (fact.subject, fact.object)}):
        graph.add_node(one, **_node(tables, one))
    for fact in said:
        told = _edge(tables, [fact], labels()["predicates"][fact.predicate.value], planned=is_planned([fact]))
        graph.add_edge(fact.subject, fact.object, key=fact.id, **told)
    return written(graph)


def written(graph: nx.Graph[str]) -> bytes:
    """A graph of scalars as GraphML."""
    out = io.BytesIO()
    nx.write_graphml(graph, out, named_key_ids=True)
    return out.getvalue()
