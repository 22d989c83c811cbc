"""B-cubed figures of entity resolution. In: mentions and gold; out: how well the names of one entity were kept together.

Amit Bagga and Breck Baldwin, Algorithms for Scoring Coreference Chains, LREC 1998 workshop on linguistic coreference; every item weighs
the same.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.check.gold import Gold
from kg.lexicon.spelling import folded
from kg.model import EntityType, Placed

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Resolution:
    """B-cubed figures over ``items`` names. 0 throughout when there is none."""

    items: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def resolution(
    titles: Mapping[str, str], mentions: Iterable[Placed], golds: Mapping[str, Gold]
) -> dict[str, Resolution]:
    """Compares the nodes of a build with the alias sets of gold.

    An item is a (document, type, folded name) that both name: a form of a gold entity of that type which is not optional,
    and the text of a mention of that type. Names that only one side has are left to the measure of surfaces. The gold cluster of
    an item are the items whose forms the same gold entity has, of several such entities the first; its predicted cluster
    are the items of the same document and node, of several nodes that most of its mentions are on, ties by id. For an item,
    precision is the share of its predicted cluster that lies in its gold cluster, recall the share of its gold cluster
    that lies in its predicted cluster, itself included; the figures are means over all items. A name without alias
    gives 1 and 1, so the figures stand near 1 where aliases are few.

    Args:
        titles (Mapping[str, str]): document id -> title; a document is found by its title.
        mentions (Iterable[Placed]): of all documents.
        golds (Mapping[str, Gold]): as ``read_gold`` gives them.

    Returns:
        dict[str, Resolution]: under the empty string all items, and under each type those of the type.
    """
    nodes: dict[tuple[str, EntityType, str], Counter[str]] = defaultdict(Counter)
    for placed in mentions:
        title = folded(titles.get(placed.doc, ""))
        nodes[title, placed.mention.type, folded(placed.mention.text)][placed.entity] += 1
    pairs: dict[EntityType, list[Pair]] = defaultdict(list)
    for (title, kind, name), counted in sorted(nodes.items(), key=lambda item: item[0]):
        entities = golds[title].entities if title in golds else []
        owner = next((n for n, e in enumerate(entities) if e.type == kind and name in e.names), None)
        if owner is not None and not entities[owner].optional:
            node = min(counted, key=lambda node: (-counted[node], node))
            pairs[kind].append(((title, owner), (title, node)))
    by_type = {kind.value: b_cubed(pairs[kind]) for kind in EntityType if kind in pairs}
    return {"": b_cubed([pair for kind in sorted(pairs) for pair in pairs[kind]]), **by_type}


def b_cubed(pairs: Sequence[Pair]) -> Resolution:
    """The figures of items given as pairs of their gold and their predicted cluster."""
    if not pairs:
        return Resolution(0, 0.0, 0.0)
    both, gold, predicted = Counter(pairs), Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    precision = math.fsum(n * n / predicted[pair[1]] for pair, n in both.items())
    recall = math.fsum(n * n / gold[pair[0]] for pair, n in both.items())
    return Resolution(len(pairs), precision / len(pairs), recall / len(pairs))
