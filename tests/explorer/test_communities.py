from __future__ import annotations

import networkx as nx

from kg.explorer.communities import find_communities
from kg.explorer.overview import link_numbers
from kg.graph import assemble
from powerlaw import invent


def _links(edges, count):
    links = [{} for _ in range(count)]
    for a, b in edges:
        links[a][b] = links[b][a] = 1
    return links


def _clique(members):
    return [(a, b) for a in members for b in members if a < b]


def test_cliques_with_a_bridge_are_told_apart():
    edges = [*_clique(range(6)), *_clique(range(6, 11)), (0, 6)]
    assert find_communities(_links(edges, 11)) == [list(range(6)), list(range(6, 11))]


def test_what_has_no_links_stays_alone():
    assert find_communities(_links([(0, 1)], 4)) == [[0, 1], [2], [3]]


def test_no_nodes_have_no_communities():
    assert find_communities([]) == []


def test_every_node_is_in_one_community():
    links = link_numbers(assemble(invent(500)))
    assert sorted(node for members in find_communities(links) for node in members) == list(range(500))


def test_communities_are_as_dense_as_those_of_networkx():
    links = link_numbers(assemble(invent(1500)))
    network = nx.Graph()
    network.add_nodes_from(range(len(links)))
    network.add_weighted_edges_from((a, b, w) for a, near in enumerate(links) for b, w in near.items() if a < b)
    other = nx.community.louvain_communities(network, seed=1, resolution=1.2)
    own = nx.community.modularity(network, find_communities(links))
    assert own > nx.community.modularity(network, other) - 0.02


def test_heavier_links_pull_more():
    links = _links([(n, n + 1) for n in range(7)], 8)
    links[3][4] = links[4][3] = 5
    together = [members for members in find_communities(links) if 3 in members]
    assert 4 in together[0]
    assert all(not {3, 4} <= set(members) for members in find_communities(_links([(n, n + 1) for n in range(7)], 8)))
