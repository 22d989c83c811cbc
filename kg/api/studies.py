"""What is worked out from a graph. In: its tables; out: ledgers, lifecycles, comparisons, networks, and how far it can be trusted.

Each package of these is loaded when it is first asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, overload

from kg.api import given
from kg.api.found import Found
from kg.errors import QueryError
from kg.model import Entity
from kg.query.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.check.quotes import Verification
    from kg.check.verdict import Tally
    from kg.comparison import Comparison
    from kg.coverage import Coverage
    from kg.lifecycle import Lifecycle
    from kg.model import Source
    from kg.networks import Chain, Network
    from kg.networks import Path as Way
    from kg.promises import Ledger

#: How things of a kind are called in a message, and written.
_PLACE = ("地区", 'place="湛江市"')
_ENTITY = ("实体的名称", '"东莞市"')
_YEAR = ("年份", "year=2017")


class Studies:
    """The studies of a graph; :class:`kg.Graph` is one."""

    folder: Path
    _tables: Tables

    def promises(self, place: Entity | str = "", *, sorts: Iterable[str] = (), verdicts: Iterable[str] = ()) -> Ledger:
        """What reports promised and what became of it: each target and plan, beside what a later report says of it.

        Args:
            place (Entity | str): the place whose promises are wanted, by entity, name or id; "" for all.
            sorts (iterable of str): of promises, ``"指标"`` or ``"indicator"``; none for all.
            verdicts (iterable of str): ``"完成"`` or ``"met"``; none for all.

        Raises:
            QueryError: no or more than one place is called so, or there is no such sort or verdict.
            ExportError: a table is damaged.
        """
        from kg.promises import make_ledger
        from kg.promises.asked import sorts_called, verdicts_called

        where = given.named(place, *_PLACE)
        wanted = sorts_called(given.words(sorts, "类别", 'sorts=["指标"]'))
        ended = verdicts_called(given.words(verdicts, "结果", 'verdicts=["完成"]'))
        return make_ledger(self._tables, place=where).only(wanted, ended)

    def lifecycles(
        self,
        entity: Entity | str = "",
        place: Entity | str = "",
        *,
        types: Iterable[str] = (),
        flags: Iterable[str] = (),
    ) -> Found[Lifecycle]:
        """The states that projects, parks and enterprises passed, year by year, each with its words.

        Args:
            entity (Entity | str): one of them, by entity, name or id; "" for all.
            place (Entity | str): what they lie in; "" for everywhere.
            types (iterable of str): ``"Project"`` or ``"项目"``; none for projects, parks and enterprises.
            flags (iterable of str): only those with any of them, e.g. ``"逾期"``; none for all.

        Raises:
            QueryError: no or more than one entity or place is called so, or there is no such type or flag.
            ExportError: a table is damaged.
        """
        from kg.lifecycle import trace
        from kg.lifecycle.asking import flagged, types_of
        from kg.lifecycle.rows import to_answer

        one, where = given.named(entity, *_ENTITY), given.named(place, *_PLACE)
        kinds = types_of(given.words(types, "类型", 'types=["项目"]'))
        marks = given.words(flags, "标记", 'flags=["逾期"]')
        lives = trace(self._tables, entity=one, place=where, types=kinds)
        return Found(flagged(lives, marks), "Lifecycle", to_answer)

    def compare(self, *places: Entity | str, year: int | None = None) -> Comparison:
        """Places side by side: indicators, parks, projects, money; where years or units differ, that is said.

        Args:
            *places (Entity | str): entities, names or ids, two or more.
            year (int | None): None for the newest of each place.

        Raises:
            QueryError: a place is not there, may be several, or is named twice.
            ExportError: a table is damaged.
        """
        from kg.api.compared import compared
        from kg.comparison import compare

        names = [given.named(place, "地区", 'graph.compare("东莞市", "湛江市")') for place in places]
        when = None if year is None else given.whole(year, *_YEAR)
        return compared(compare(self._tables, names, year=when))

    def paths(
        self,
        start: Entity | str,
        end: Entity | str,
        *,
        most: int = 3,
        length: int = 6,
        without: Iterable[str] = (),
        actual: bool = False,
    ) -> Found[Way]:
        """How two entities hang together: the shortest ways over facts that lead from one to the other.

        Args:
            start (Entity | str): entity, name or id; likewise ``end``.
            most (int): at most so many ways, 1 to 50.
            length (int): of at most so many steps, 1 to 10.
            without (iterable of str): types and names of what no way may go through, such as ``"地区"``.
            actual (bool): none over what is only planned.

        Raises:
            QueryError: no or more than one entity is called so, or a number is out of range.
            ExportError: a table is damaged.
        """
        from kg.networks import Wish, connect
        from kg.networks.routes import to_answer

        one, other = given.named(start, *_ENTITY), given.named(end, *_ENTITY)
        barred = given.words(without, "不经过的类型或名称", 'without=["地区"]')
        wish = Wish(given.whole(most, "条数", "most=3"), given.whole(length, "步数", "length=6"), barred, actual)
        tables = self._tables
        return Found(connect(tables, one, other, wish).paths, "Path", lambda ways: to_answer(tables, ways))

    @overload
    def network_of(self, kind: str, *, place: Entity | str = "", actual: bool = False) -> Network: ...
    @overload
    def network_of(
        self, kind: str, *, place: Entity | str = "", industry: str, actual: bool = False
    ) -> Network | Chain: ...
    def network_of(
        self, kind: str, *, place: Entity | str = "", industry: str = "", actual: bool = False
    ) -> Network | Chain:
        """One of the networks in the graph, with the measures of its nodes; of ``"产业链"`` the chain of an industry.

        Args:
            kind (str): its name, Chinese or English; see networks.toml.
            place (Entity | str): what its nodes lie in; "" for everywhere.
            industry (str): name of the industry of a chain; "" for other networks.
            actual (bool): leave out what is only planned.

        Raises:
            QueryError: there is no such network, industry or place, or a chain is wanted without industry.
            ExportError: a table is damaged.
        """
        from kg.networks import chain, network
        from kg.networks.kinds import CHAIN

        sort = given.text(kind, "网络的类型", 'graph.network_of("合作")')
        where, of = given.named(place, *_PLACE), given.text(industry, "产业", 'industry="新能源汽车"')
        if (sort in CHAIN) != bool(of):
            asked = f'graph.network_of("{CHAIN[0]}", industry="新能源汽车")'
            raise QueryError(f"industry 和 {CHAIN[0]} 要一起用", remedy=f"写成 {asked}")
        if of:
            return chain(self._tables, of, place=where, actual=actual)
        return network(self._tables, sort, place=where, actual=actual)

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

        told = () if sources is None else listed(sources)
        return read_coverage(self.folder, Wanted(document, reason), told, given=sources is not None)

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
