"""What is worked out from a graph. In: its tables; out: ledgers, lifecycles, comparisons, networks, and how far it can be trusted.

Each package of these is loaded when it is first asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.query.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.check.quotes import Verification
    from kg.check.verdict import Tally
    from kg.comparison import Comparison
    from kg.coverage import Coverage
    from kg.lifecycle import Lifecycle
    from kg.model import Source
    from kg.networks import Network
    from kg.networks import Path as Way
    from kg.promises import Ledger


class Studies:
    """The studies of a graph; :class:`kg.Graph` is one."""

    folder: Path
    _tables: Tables

    def promises(self, place: str = "") -> Ledger:
        """What reports promised and what became of it: each target and plan, beside what a later report says of it.

        Args:
            place (str): name or id of the place whose promises are wanted; "" for all.

        Raises:
            QueryError: no or more than one place is called so.
            ExportError: a table is damaged.
        """
        from kg.promises import make_ledger

        return make_ledger(self._tables, place=place)

    def lifecycles(self, entity: str = "", place: str = "") -> tuple[Lifecycle, ...]:
        """The states that projects, parks and enterprises passed, year by year, each with its words.

        Args:
            entity (str): name or id of one of them; "" for all.
            place (str): name or id of what they lie in; "" for everywhere.

        Raises:
            QueryError: no or more than one entity or place is called so.
            ExportError: a table is damaged.
        """
        from kg.lifecycle import trace

        return trace(self._tables, entity=entity, place=place)

    def compare(self, *places: str, year: int | None = None) -> Comparison:
        """Places side by side: indicators, parks, projects, money; where years or units differ, that is said.

        Args:
            *places (str): names or ids, two or more.
            year (int | None): None for the newest of each place.

        Raises:
            QueryError: a place is not there, may be several, or is named twice.
            ExportError: a table is damaged.
        """
        from kg.comparison import compare

        return compare(self._tables, places, year=year)

    def paths(self, start: str, end: str, *, most: int = 3) -> tuple[Way, ...]:
        """How two entities hang together: the shortest ways over facts that lead from one to the other.

        Args:
            start (str): name or id.
            end (str): name or id.
            most (int): at most so many ways.

        Raises:
            QueryError: no or more than one entity is called so.
            ExportError: a table is damaged.
        """
        from kg.networks import paths

        return paths(self._tables, start, end, most=most)

    def network_of(self, kind: str, *, place: str = "") -> Network:
        """One of the networks in the graph, with the measures of its nodes.

        Args:
            kind (str): its name, Chinese or English; see networks.toml.
            place (str): name or id of what its nodes lie in; "" for everywhere.

        Raises:
            QueryError: there is no such network, or no or more than one such place.
            ExportError: a table is damaged.
        """
        from kg.networks import network

        return network(self._tables, kind, place=place)

    def verify(self, sources: str | Path | Iterable[Source]) -> Verification:
        """Reads the sources again and checks that every quote stands in them, to the character, as ``kg verify`` does.

        Args:
            sources (str | Path | iterable of these): what the graph was built from.

        Raises:
            KGError: a source cannot be read, or an export file is damaged.
        """
        from kg.verify import verify_exports

        return verify_exports(listed(sources), self.folder)

    def unread(
        self, document: str = "", reason: str = "", sources: str | Path | Iterable[Source] | None = None
    ) -> Coverage:
        """What the build did not understand, as ``kg unread`` tells it.

        Args:
            document (str): part of a title or path, or an id; "" for all.
            reason (str): part of a reason; "" for all.
            sources (str | Path | iterable of these | None): what the graph was built from; None takes the texts from its page.

        Raises:
            QueryError: there is no such document.
            KGError: a table is damaged, or a source cannot be read.
        """
        from kg.coverage import Wanted, read_coverage

        given = () if sources is None else listed(sources)
        return read_coverage(self.folder, Wanted(document, reason), given, given=sources is not None)

    def evaluate(self, gold: str | Path) -> dict[str, Tally]:
        """Right, wrong and missed answers against gold, as ``kg eval`` counts them; each has precision, recall and F1.

        Args:
            gold (str | Path): folder of annotated passages, such as seeds/gold.

        Returns:
            Measure (``entities``, ``relations`` ...) or measure and type (``entities/Project``) -> its counts.

        Raises:
            SourceError: the folder holds no gold.
            ExportError: a table is damaged.
        """
        from kg.check.evaluate import evaluate
        from kg.check.gold import read_gold

        titles = {document.id: document.title for document in self._tables.documents.values()}
        return evaluate(titles, self._tables.mentions(), self._tables.facts(), read_gold(Path(gold)))


def listed(sources: str | Path | Iterable[Source]) -> tuple[Source, ...]:
    """One source or several, as a tuple."""
    return (sources,) if isinstance(sources, str | Path) else tuple(sources)
