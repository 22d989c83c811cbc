"""Whether a place belongs to the reporting place. In: the document's place; out: answers about names, by the code of divisions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.lexicon.divisions import Division, load_divisions, load_places, short_forms
from kg.model import EntityType, Mention

LONGEST = 8  # characters of a division's name that a longer name can begin with


@cache
def _abroad() -> frozenset[str]:
    """Countries, continents and what lies in them, by all their forms."""
    places = load_places()
    outside = {place.name for place in places if place.kind in ("country", "continent")} - {"中国"}
    rows = [place for place in places if place.name in outside or place.within in outside]
    return frozenset(form for place in rows for form in (place.name, *place.aliases))


class Nearby:
    """Knows the reporting place, what lies in it and what it lies in."""

    def __init__(self, place: str | None) -> None:
        self.divisions = load_divisions()
        self.place = place or ""
        self.home = self.divisions.named(self.place) if place else ()
        self.codes = frozenset(division.code for division in self.home)
        self.upper = frozenset(above.code for division in self.home for above in self.divisions.ancestors(division))
        short = {*short_forms(self.place), self.place}
        self.forms = tuple(sorted(form for form in short if len(form) > 1))

    def is_division(self, form: str) -> bool:
        """Whether the form is the name of a province, prefecture or county anywhere."""
        return bool(self.divisions.named(form))

    def is_stated(self, form: str) -> bool:
        """Whether the code of divisions says where the place lies; a bare county form that is none of ours may be a town."""
        named = self.divisions.named(form)
        bare = all(division.level == "county" and division.name != form for division in named)
        return bool(named) and (not bare or self.lies_here(form))

    def is_abroad(self, form: str) -> bool:
        """Whether the form names a country or a place in one."""
        return form in _abroad()

    def lies_here(self, form: str) -> bool:
        """Whether the form names a division inside the reporting place."""
        return any(self.codes & self._above(division) for division in self.divisions.named(form))

    def focus(self, titled: Iterable[Mention]) -> Mention | None:
        """The park, else the county of the reporting place, that the names of a title name last."""
        named = list(titled)
        parks = [mention for mention in named if mention.type is EntityType.PARK]
        counties = [m for m in named if m.type is EntityType.REGION and self.lies_here(m.text)]
        found = parks or counties
        return found[-1] if found else None

    def is_foreign(self, name: str, *, upper: bool) -> bool:
        """Whether a name begins with a place that the reporting place has nothing to do with.

        Args:
            name (str): 云岭外环高速, 青禾污水处理厂.
            upper (bool): whether the province or prefecture above the reporting place counts as foreign, too.
        """
        if not self.home or any(form in name for form in self.forms):
            return False
        for size in range(min(LONGEST, len(name) - 1), 1, -1):
            # The bare form of a county (赤坎, 长安) is the name of many a town and road, too.
            named = [d for d in self.divisions.named(name[:size]) if d.level != "county" or d.name == name[:size]]
            if named and not self.divisions.is_word(name[:size]):
                if any(division.code in self.codes or self.codes & self._above(division) for division in named):
                    return False
                return upper or not any(division.code in self.upper for division in named)
        return False

    def _above(self, division: Division) -> frozenset[str]:
        return frozenset(above.code for above in self.divisions.ancestors(division))
