"""Paths between entities, and networks of one kind. In: the tables of an export folder; out: paths, networks, industry chains.

Tables, graphs and words come from stages that do not know each other: this package brings them together. The parts, from the inside out:
``reading.py`` the relations of a build and its networkx graph, ``finding.py`` paths between two entities, ``kinds.py`` the kinds of
networks, ``building.py`` and ``structure.py`` a network and its measures, ``industries.py`` industry chains, ``words.py`` a network in
sentences; ``routes.py``, ``report.py`` and ``chain_report.py`` for terminals and programs.
"""

from __future__ import annotations

from kg.networks.building import Network, network
from kg.networks.finding import Connection, Path, Step, Wish, connect, paths
from kg.networks.industries import Chain, chain
from kg.networks.reading import to_networkx

__all__ = [
    "Chain",
    "Connection",
    "Network",
    "Path",
    "Step",
    "Wish",
    "chain",
    "connect",
    "network",
    "paths",
    "to_networkx",
]
