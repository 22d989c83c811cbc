"""Paths between entities, and networks of one kind. In: the tables of an export folder; out: paths, networks, industry chains.

The parts, from the inside out: ``reading.py`` the relations of a build and its networkx graph, ``finding.py`` paths between two entities,
``kinds.py`` the kinds of networks, ``building.py`` and ``structure.py`` a network and its measures, ``chain.py`` industry chains,
``words.py`` all of it in sentences, ``routes.py`` and ``report.py`` for terminals and programs.
"""

from __future__ import annotations

from kg.networks.finding import Connection, Path, Step, Wish, connect, paths
from kg.networks.reading import to_networkx

__all__ = ["Connection", "Path", "Step", "Wish", "connect", "paths", "to_networkx"]
