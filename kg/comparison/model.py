"""What a comparison is made of. In: nothing; out: frozen values, cells always in the order of the places."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from kg.model import Bound, Entity, EntityType, FactKind
from kg.query.card import Entry
from kg.query.tables import Source

Measure = Literal["value", "growth"]
#: What amounts are added up by: all of a place, or its parts.
Axis = Literal["all", "industry", "status"]
#: Why an amount is in no sum: what it is for is cancelled; it is of no single year; several that differ are given for one thing; a later one
#: is; it was planned, and what became of it is told; it is of an older year than the sum; that of the whole project has it.
Reason = Literal["cancelled", "period", "disputed", "earlier", "done", "older", "part"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is compared.

    Attributes:
        documents: those that report on it.
        actual, target: years of which it has observations, ascending.
        undated: whether it has observations without a year.
    """

    entity: Entity
    documents: tuple[Source, ...]
    actual: tuple[int, ...]
    target: tuple[int, ...]
    undated: bool = False

    @property
    def silent(self) -> bool:
        """Whether no indicator is reported of it."""
        return not (self.actual or self.target or self.undated)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that is said of an indicator.

    Attributes:
        value: in base units; growth in percent.
        upper: the upper end of a range.
        as_stated: the words of the number; empty for a growth that stands beside a value.
        named: the indicator as the text has it.
        proofs: all passages that say so.
        period: words that say that it is no figure of one year (累计, 过去五年); empty for one that is.
    """

    value: float
    upper: float | None
    unit: str
    bound: Bound
    as_stated: str
    named: str
    proofs: tuple[Entry, ...]
    period: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a place reports. ``year`` is None where the text gives none; ``others`` are years that are not shown."""

    year: int | None
    readings: tuple[Reading, ...]
    others: tuple[int, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether several values are given in one unit for one year; those of other periods contradict nothing."""
        units = [reading.unit for reading in self.readings if not reading.period]
        return len(set(units)) < len(units)


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of an indicator; None where a place does not report it."""

    kind: FactKind
    measure: Measure
    cells: tuple[Cell | None, ...]

    @property
    def told(self) -> tuple[Cell, ...]:
        """The cells that are there."""
        return tuple(cell for cell in self.cells if cell)

    @property
    def spans(self) -> bool:
        """Whether its figures are of several years or of a part of one; no line has both sorts."""
        return any(reading.period for cell in self.told for reading in cell.readings)

    @property
    def units(self) -> tuple[str, ...]:
        """All units, sorted."""
        return tuple(sorted({reading.unit for cell in self.told for reading in cell.readings}))

    @property
    def units_differ(self) -> bool:
        """Whether places cannot be compared, for their units are not the same."""
        return len(self.told) > 1 and len(self.units) > 1 and not self.spans

    @property
    def years_differ(self) -> bool:
        """Whether the cells are of several years."""
        return len({cell.year for cell in self.told}) > 1

    @property
    def comparable(self) -> bool:
        """Whether lengths of bars mean something: several places, one unit, single years."""
        return len(self.told) > 1 and len(self.units) == 1 and not self.spans


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator under its standard name; ``main`` when it is one of those told first."""

    name: str
    main: bool
    lines: tuple[Line, ...]

    @property
    def places(self) -> int:
        """How many places report it, in whatever measure."""
        return sum(any(cells) for cells in zip(*(line.cells for line in self.lines), strict=True))


@dataclass(frozen=True, slots=True)
class Member:
    """What lies in a place.

    Attributes:
        inside: the fact that says where; its ``other`` is the place itself or something in it.
        said: the fact that puts it in its group, if any.
    """

    entity: Entity
    inside: Entry
    said: Entry | None = None

    @property
    def proofs(self) -> tuple[Entry, ...]:
        """Both facts."""
        return (self.inside, self.said) if self.said else (self.inside,)


@dataclass(frozen=True, slots=True)
class Group:
    """Members of all places with something in common: an industry or a state; ``planned`` when that is only planned."""

    name: str
    planned: bool
    members: tuple[tuple[Member, ...], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The entities of a type. ``totals`` count each once, though several groups may have it."""

    type: EntityType
    totals: tuple[int, ...]
    groups: tuple[Group, ...]

    @property
    def parted(self) -> bool:
        """Whether there are groups, so that the totals say something else."""
        return self.type is not EntityType.PARK


@dataclass(frozen=True, slots=True)
class Amount:
    """Money for one thing, told once or several times.

    Attributes:
        role: what money it is, in Chinese; cumulative amounts are a role of their own.
        value, upper: in units of the currency ``unit``.
        planned: the text only plans it.
        standing: its thing has one of it at a time, whatever the year (总投资); of others each year has its own (完成投资).
        industry, status: of what it is for; empty when no text says.
    """

    entity: Entity
    role: str
    value: float
    upper: float | None
    unit: str
    bound: Bound
    year: int | None
    planned: bool
    standing: bool
    industry: str
    status: str
    proofs: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts of one place, role and currency, added."""

    added: tuple[Amount, ...]

    @property
    def value(self) -> float:
        """The sum of the values; of ranges the lower ends."""
        return math.fsum(amount.value for amount in self.added)

    @property
    def things(self) -> int:
        """How many projects, enterprises or others they are for."""
        return len({amount.entity.id for amount in self.added})

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the amounts, ascending: one, unless each thing has but one amount at a time."""
        return tuple(sorted({amount.year for amount in self.added if amount.year is not None}))

    @property
    def inexact(self) -> int:
        """How many of the amounts are about, at least, or a range."""
        return sum(amount.bound != "exact" or amount.upper is not None for amount in self.added)


@dataclass(frozen=True, slots=True)
class SumRow:
    """Sums of one role and currency, planned ones apart; ``name`` is the industry or the state, empty for all."""

    by: Axis
    name: str
    role: str
    unit: str
    planned: bool
    cells: tuple[Sum | None, ...]

    @property
    def years_differ(self) -> bool:
        """Whether the sums are of different years, and that matters."""
        told = [cell for cell in self.cells if cell]
        return len({cell.years for cell in told}) > 1 and not all(one.standing for cell in told for one in cell.added)


@dataclass(frozen=True, slots=True)
class Left:
    """An amount that no sum has, of the place with this index."""

    place: int
    amount: Amount
    reason: Reason


@dataclass(frozen=True, slots=True)
class Money:
    """The investments. ``homeless`` counts amounts for things of which no text says where they are."""

    rows: tuple[SumRow, ...]
    left: tuple[Left, ...]
    homeless: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Places side by side.

    Attributes:
        year: the year asked for, or None.
        indicators: main ones first, then those that most places report, then by name.
        nested: pairs of places of which the first lies in the second.
        textless: documents with figures whose texts the build's page does not hold whole, so that words before a figure are not known.
    """

    places: tuple[Place, ...]
    year: int | None
    indicators: tuple[Indicator, ...]
    listings: tuple[Listing, ...]
    money: Money
    nested: tuple[tuple[Entity, Entity], ...]
    textless: int = 0

    @property
    def shared(self) -> tuple[Indicator, ...]:
        """The indicators that at least two places report."""
        return tuple(one for one in self.indicators if one.places > 1)

    @property
    def single(self) -> tuple[Indicator, ...]:
        """The indicators that one place reports."""
        return tuple(one for one in self.indicators if one.places == 1)
