"""Parks, enterprises and projects of places. In: what lies in each place, and the facts that say so; out: Listings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.comparison.gathering import Gathered
from kg.comparison.model import Group, Listing, Member
from kg.lexicon.data import read_rules
from kg.model import Entity, EntityType, Status
from kg.query.card import Entry

COUNTED = (EntityType.PARK, EntityType.ENTERPRISE, EntityType.PROJECT)
#: Rank in the order of groups, name, whether it is only planned.
_Key = tuple[int, str, bool]


@dataclass(frozen=True, slots=True)
class Ground:
    """What listings are made from.

    Attributes:
        lying: for each place what lies in it.
        entry: makes what is shown of the fact at an offset.
    """

    entities: Mapping[str, Entity]
    gathered: Gathered
    places: Sequence[str]
    lying: Sequence[Collection[str]]
    entry: Callable[[int], Entry]


def listings(ground: Ground) -> tuple[Listing, ...]:
    """Parks, enterprises by industry, projects by their last state."""
    return tuple(_listing(ground, kind) for kind in COUNTED)


def _listing(ground: Ground, kind: EntityType) -> Listing:
    groups: dict[_Key, list[list[Member]]] = defaultdict(lambda: [[] for _ in ground.places])
    totals = []
    for at, (place, lying) in enumerate(zip(ground.places, ground.lying, strict=True)):
        named = sorted((ground.entities[key] for key in lying if key in ground.entities), key=lambda e: (e.name, e.id))
        members = [one for one in named if one.type is kind]
        totals.append(len(members))
        for one in members:
            inside = ground.entry(_inside(ground, one.id, place, lying))
            for key, offset in _keys(ground, one):
                said = ground.entry(offset) if offset is not None else None
                groups[key][at].append(Member(one, inside, said))
    told = sorted(groups.items(), key=lambda pair: (pair[0][0], -sum(map(len, pair[1])), pair[0]))
    return Listing(kind, tuple(totals), tuple(Group(key[1], key[2], tuple(map(tuple, each))) for key, each in told))


def _inside(ground: Ground, key: str, place: str, lying: Collection[str]) -> int:
    """Where the fact stands that says where it is: best that it is in the place itself, and not only planned there."""
    ends = ground.gathered.inside[key]
    return min((end != place, *said) for end, said in ends.items() if end in lying)[-1]


def _keys(ground: Ground, one: Entity) -> Iterator[tuple[_Key, int | None]]:
    """The groups that it belongs to, with the offset of the fact that says so."""
    if one.type is EntityType.ENTERPRISE:
        industries = ground.gathered.industries.get(one.id, {})
        for industry, (planned, offset) in industries.items():
            yield (0, _name(ground, industry), planned), offset
        if not industries:
            yield (1, "", False), None
    elif one.type is EntityType.PROJECT:
        state = ground.gathered.states.get(one.id)
        rank = len(Status) - state.order[2] + len(Status) * state.planned if state else 3 * len(Status)
        label = state_name(ground.gathered, one.id)
        yield (rank, label, bool(state and state.planned)), state.at if state else None
    else:
        yield (0, "", False), None


def state_name(gathered: Gathered, key: str) -> str:
    """The last state of an entity in Chinese, of a plan the state that is its goal; empty when no text says."""
    state = gathered.states.get(key)
    return str(read_rules("labels.toml")["statuses"][state.status.value]) if state else ""


def state_said(gathered: Gathered, key: str) -> str:
    """The same, with a word that it is only planned."""
    state = gathered.states.get(key)
    return state_name(gathered, key) + ("（计划）" if state and state.planned else "")


def industry_names(ground: Ground, key: str) -> str:
    """All industries of an entity in one string; empty when no text says."""
    return "、".join(sorted(_name(ground, industry) for industry in ground.gathered.industries.get(key, {})))


def _name(ground: Ground, key: str) -> str:
    known = ground.entities.get(key)
    return known.name if known else key
