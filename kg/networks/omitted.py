"""Who acts where a report does not say it. In: facts of a projection; out: the place that reports, and who is only named beside others.

A report says of its own place what it does, without its name: 争取与珠海、佛山共建产业合作区. Its facts know those that it does this with.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Fact
from kg.networks.kinds import Kind
from kg.query.tables import Tables


def left_out_actor(tables: Tables, fact: Fact, kind: Kind) -> str:
    """The id of the reporting place where the quote of a fact leaves out who acts; "" where it does not, or nobody knows."""
    source = tables.documents.get(fact.evidence.doc)
    if kind.omitted is None or source is None or source.kind != "report" or source.home not in tables.entities:
        return ""
    return source.home if kind.omitted.match(fact.evidence.quote) else ""


def beside_each_other(
    tables: Tables, joins: Mapping[tuple[str, str], tuple[Fact, ...]], kind: Kind, ends: tuple[str, str], shared: str
) -> bool:
    """Whether two share a thing only as those with whom a third does it.

    Args:
        tables (Tables): of the build.
        joins (Mapping): facts by member and shared thing; those of the third are the same as theirs.
        kind (Kind): of the network.
        ends (tuple[str, str]): ids of the two.
        shared (str): id of the thing.
    """
    return all(
        end in (fact.subject, fact.object) and left_out_actor(tables, fact, kind) not in ("", end)
        for end in ends
        for fact in joins[end, shared]
    )
