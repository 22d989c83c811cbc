"""A finished build, for programs. In: an export folder; out: its entities, facts, answers, and its networkx graph.

>>> import kg
>>> graph = kg.open("exports")
>>> graph.entity("东莞市").code
'441900'
>>> output = graph.facts("东莞市", predicate="指标", kind="实绩", year=2017)[0]
>>> output.indicator, output.value, output.unit, output.as_stated
('生产总值', 758000000000, 'CNY', '7580亿元')
>>> "湛江产业转移工业园" in [row[0] for row in graph.query("城市园区", 市="湛江市").values()]
True
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api import given
from kg.api.reading import member, one_entity, one_source
from kg.api.studies import Studies
from kg.api.table import Table, document_table, entity_table, fact_table, mention_table
from kg.errors import ExportError
from kg.explorer.excerpt import lying_in, read_texts, type_called
from kg.lexicon.spelling import folded
from kg.model import Entity, EntityType, Fact, FactKind, Placed, Predicate
from kg.query.tables import Source, Tables, read_tables
from kg.wholeness import left_out, refuse_unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from kg.query.answer import Answer
    from kg.query.engines import Opened


class Graph(Studies):
    """What a build made. Entities and documents are held; facts and mentions are read anew for each call, for there may be millions.

    Args:
        folder (Path): the exports. :func:`kg.open` and :func:`kg.build` make graphs.

    Attributes:
        folder: the same.
        documents: what it was made of, in the order of their files.

    Raises:
        ExportError: the folder is no export, a table is damaged, or a build was killed while it changed it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = refuse_unfinished(folder)
        self._tables: Tables = read_tables(folder)
        self.documents: Table[Source] = document_table(self._tables.documents.values())

    def __repr__(self) -> str:
        documents, entities = len(self._tables.documents), len(self._tables.entities)
        return f"<kg.Graph {self.folder.as_posix()}：{documents} 篇文档，{entities} 个实体>"

    @property
    def left_out(self) -> tuple[str, ...]:
        """Why sources were left out of the build, a line each; empty unless it was told to ``keep_going``."""
        return left_out(self.folder)

    def entities(
        self, type: EntityType | str | None = None, name: str | None = None, within: Entity | str | None = None
    ) -> Table[Entity]:
        """The entities, or those of them that all conditions hold for.

        Args:
            type (EntityType | str | None): or its name, ``"Project"`` or ``"项目"``.
            name (str | None): part of a name or alias, in whatever spelling.
            within (Entity | str | None): what they lie in, over all steps: a region or a park; by entity, id or name.

        Raises:
            QueryError: there is no such type, or no or more than one such place, or what is given is no text.
        """
        found: Iterable[Entity] = self._tables.entities.values()
        if type is not None:
            kind = type_called(given.text(type, "类型", 'type="项目"'))
            found = [one for one in found if one.type is kind]
        if name is not None:
            part = folded(given.text(name, "名称", 'name="松山湖"')).casefold()
            found = [one for one in found if any(part in folded(word).casefold() for word in (one.name, *one.aliases))]
        if within is not None:
            place = one_entity(self._tables, within)
            inside = lying_in(self._tables.entities.values(), self._tables.facts(), [place.id]) - {place.id}
            found = [one for one in found if one.id in inside]
        return entity_table(self._tables, found)

    def entity(self, name_or_id: str) -> Entity:
        """The entity of that id or name: its own name, else an alias, else a part of a name that only one has.

        Raises:
            QueryError: none or several are called so; the message names those that are near, or meant.
        """
        return one_entity(self._tables, name_or_id)

    def facts(
        self,
        entity: Entity | str | None = None,
        predicate: Predicate | str | None = None,
        kind: FactKind | str | None = None,
        year: int | None = None,
    ) -> Table[Fact]:
        """The facts, or those of them that all conditions hold for. Each has its words, document and offsets.

        Args:
            entity (Entity | str | None): their subject or object, by entity, id or name.
            predicate (Predicate | str | None): or its name, ``"locatedIn"`` or ``"位于"``.
            kind (FactKind | str | None): ``"actual"`` (``"实绩"``) for what is, ``"target"`` (``"计划"``) for what is planned.
            year (int | None): the year that they hold for.

        Raises:
            QueryError: there is no such predicate or kind, or no or more than one such entity, or the year is no whole number.
            ExportError: facts.jsonl is damaged.
        """
        subject = "" if entity is None else one_entity(self._tables, entity).id
        wanted = {
            "predicate": None if predicate is None else member("predicates", predicate, "关系"),
            "kind": None if kind is None else member("kinds", kind, "性质"),
            "year": None if year is None else given.whole(year, "年份", "year=2017"),
        }
        known = [(key, value) for key, value in wanted.items() if value is not None]
        found = (f for f in self._tables.facts(subject) if all(getattr(f, key) == value for key, value in known))
        return fact_table(self._tables, found)

    def mentions(self, entity: Entity | str | None = None) -> Table[Placed]:
        """Where the texts name an entity; all mentions without one.

        Raises:
            QueryError: no or more than one entity is called so.
            ExportError: mentions.jsonl is damaged.
        """
        key = "" if entity is None else one_entity(self._tables, entity).id
        return mention_table(self._tables, self._tables.mentions(key))

    def query(self, question: str, /, *, evidence: bool = False, seconds: float = 0, **values: str | int) -> Answer:
        """What the graph answers to a question, as ``kg query`` does.

        Args:
            question (str): name of a question (``"园区企业"``, ``"park-enterprises"``), a .rq file, or SPARQL; prefixes of the export
                need no declaration. :func:`kg.questions` lists the questions.
            evidence (bool): whether the columns are given that say where a row stands.
            seconds (float): how long it may take; 0 for as long as it likes.
            **values (str | int): of the parameters of the question, e.g. ``市="东莞市"``.

        Raises:
            QueryError: there is no such question, parameter or thing, the SPARQL is wrong, or the time is over.
            ExportError: there is no graph.ttl, or it is damaged.
        """
        from dataclasses import replace

        from kg.query.pack import read_question
        from kg.query.sparql import Request, reply

        asked = given.text(question, "问题", 'graph.query("园区企业")')
        said = {name: str(value) for name, value in values.items()}
        told = reply(self._opened, Request(read_question(asked), said, evidence, seconds))
        return replace(told.answer, notes=told.notes)

    @cached_property
    def _opened(self) -> Opened:
        from kg.query.engines import open_export

        return open_export(self.folder)

    def network(self) -> nx.MultiDiGraph[str]:
        """The graph of networkx, by the contract of :mod:`kg.graph`, made anew for each call.

        Nodes are ids, with ``entity`` and ``facts`` (investment, status, observation); edges have the id of their fact as key, and
        ``fact``. Documents are there without their texts.

        Raises:
            ExportError: a table is damaged.
        """
        from kg.networks import to_networkx

        return to_networkx(self._tables)

    def text(self, document: Source | str) -> str:
        """The text of a document, that offsets count in.

        Args:
            document (Source | str): or its id, or a part of its title.

        Raises:
            QueryError: no or more than one document is called so.
            ExportError: the page does not hold its text: it is not there, or the build was too large for it.
        """
        source = one_source(self.documents, document)
        if source.id not in self._texts:
            raise ExportError(
                f"{self.folder.as_posix()}/explorer.html 里没有《{source.title}》的全文", remedy=f"请看 {source.path}"
            )
        return self._texts[source.id]

    @cached_property
    def _texts(self) -> dict[str, str]:
        try:
            return read_texts((self.folder / "explorer.html").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise ExportError(
                f"{self.folder.as_posix()}/explorer.html 无法读取", remedy="请重新运行 kg build"
            ) from error
