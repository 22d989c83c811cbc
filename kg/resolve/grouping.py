"""Groups the names of one document. In: mentions of one type; out: for each surface form the fullest name it stands for.

Merged are: forms that the user or a list knows as one, spellings (经济技术开发区, 经开区), a name with and without the place in front
or the class word around it, short forms, and what the text itself declares (以下简称“…”). The longest names come first; each later one
asks an index of keys, so the time grows with the number of names. A short form that fits two entities equally well stays alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.lexicon.spelling import folded
from kg.model import EntityType, Mention
from kg.resolve.choices import NameChoices
from kg.resolve.forms import WHOLE, Rank, asks, beginnings, offers, tails
from kg.resolve.names import listed_name

_SAYS = r"(?:(?:以下|下)?(?:统|合)?简?称|[又也亦俗]称|[又曾原]名)(?:为|作)?[:：]?[“\"「《]?"
_DECLARED = re.compile(rf"[”》]?[(（]{_SAYS}(?P<alias>[^()（）“”\"「」《》,，。]{{2,16}})")
_NEXT = re.compile(
    r"[”》]?(?P<says>[(（,，]?(?:以下简称|简称|下称|[又也亦俗]称|又名|原名)为?[:：]?|[(（,，]即|[(（]原|[(（])[“\"「《]?"
)
_FILLED = re.compile(r"[”》]?[)）]")
#: Types of which one name alone in brackets behind another is its alias; 浙江(杭州) and 新材料(石墨烯) are not.
BRACKETED = frozenset({EntityType.ENTERPRISE, EntityType.ORGANIZATION, EntityType.POLICY, EntityType.EVENT})
SHORT_BY = "short-form"  # the finder's rule for bodies of names that this text has
LEAST_ABBREVIATION = 4
KEPT = 2  # entities that a key remembers: a second one makes it ambiguous


def group_names(
    kind: EntityType, mentions: Sequence[Mention], text: str, choices: NameChoices | None = None
) -> dict[str, str]:
    """Maps each normalised surface form to the normalised fullest name it stands for.

    Args:
        kind (EntityType): the type that all mentions have.
        mentions (Sequence[Mention]): in text order.
        text (str): the document's text, for declared aliases.
        choices (NameChoices | None): what the user merges and keeps apart.
    """
    firsts = {folded(mention.name or mention.text): mention for mention in reversed(mentions)}
    longest_first = sorted(firsts, key=lambda form: (-len(form), firsts[form].start, form))
    declared = _declared(kind, mentions, text, {form: at for at, form in enumerate(longest_first)})
    groups = _Groups(kind, choices or NameChoices())
    for form in longest_first:
        groups.take(form, declared.get(form), derived=firsts[form].by == SHORT_BY)
    return dict(sorted(groups.roots.items()))


class _Groups:
    """The names taken so far, each with the fullest name of its entity, and the keys under which these are found."""

    def __init__(self, kind: EntityType, choices: NameChoices) -> None:
        self.kind = kind
        self.choices = choices
        self.roots: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._chosen: dict[str, str] = {}
        self._index: dict[str, dict[Rank, list[str]]] = {}

    def take(self, form: str, declared: str | None, *, derived: bool) -> None:
        """Finds the entity of a name that is no longer than those before it; a name that fits none begins one."""
        root = self.roots[declared] if declared is not None else None
        if root is None or not self._may_join(form, root):
            root = self._found(form, derived=derived) or form
        self.roots[form] = root
        self._members.setdefault(root, []).append(form)
        shown = self.choices.shown(self.kind, form)
        if shown is not None:
            self._chosen[root] = shown
        for rank, key in self._offers(form):
            known = self._index.setdefault(key, {}).setdefault(rank, [])
            if root not in known and len(known) < KEPT:
                known.append(root)

    def _found(self, form: str, *, derived: bool) -> str | None:
        known = [self._index[key] for key in self._asks(form, derived=derived) if key in self._index]
        for rank in self._ranks(form):
            roots = dict.fromkeys(root for ranks in known for root in ranks.get(rank, ()))
            fitting = [root for root in roots if self._may_join(form, root)]
            if fitting:
                return fitting[0] if len(fitting) == 1 or rank <= Rank.SPELLING else None
        return None

    def _ranks(self, form: str) -> Iterator[Rank]:
        """The rules that a form may use. A company that a list knows is no short form of its subsidiaries (正大集团, 正大食品集团)."""
        listed = listed_name(self.kind, form) is not None
        for rank in Rank:
            if rank in (Rank.HEAD, Rank.ABBREVIATION) and listed:
                continue
            if rank is not Rank.ABBREVIATION or len(form) >= LEAST_ABBREVIATION:
                yield rank

    def _may_join(self, form: str, root: str) -> bool:
        shown = self.choices.shown(self.kind, form)
        rivals = self.choices.rivals(self.kind, form)
        fits = shown is None or self._chosen.get(root, shown) == shown
        return fits and (not rivals or rivals.isdisjoint(self._members[root]))

    def _asks(self, form: str, *, derived: bool) -> Iterator[str]:
        yield from self._listings(form)
        yield from asks(self.kind, form)
        if derived:
            yield f"^{form}"

    def _offers(self, form: str) -> Iterator[tuple[Rank, str]]:
        yield from ((Rank.CHOSEN, key) for key in self._listings(form))
        yield from offers(self.kind, form)
        if self.kind not in WHOLE:  # 2021年第四届中国国际进口博览会 is what a list calls 进博会
            listed = (listed_name(self.kind, tail) for tail in tails(form))
            yield from ((Rank.TAIL, f"={name}") for name in listed if name is not None)
        if self.kind is EntityType.PROJECT:
            yield from ((Rank.HEAD, f"^{key}") for key in beginnings(self.kind, form))

    def _listings(self, form: str) -> Iterator[str]:
        """Keys for what the user and the lists call the entity; no name has such signs in it."""
        shown, listed = self.choices.shown(self.kind, form), listed_name(self.kind, form)
        if shown is not None:
            yield f"@{shown}"
        if listed is not None:
            yield f"={listed}"


def _declared(kind: EntityType, mentions: Sequence[Mention], text: str, order: Mapping[str, int]) -> dict[str, str]:
    """What the text says in so many words: for a name the fuller one that stands before it in ``order``."""
    found: dict[str, str] = {}
    for full, alias in (*_in_brackets(mentions, text), *_side_by_side(kind, mentions, text)):
        if alias in order and alias != full:
            shorter, longer = (alias, full) if order[full] < order[alias] else (full, alias)
            found.setdefault(shorter, longer)
    return found


def _in_brackets(mentions: Iterable[Mention], text: str) -> Iterator[tuple[str, str]]:
    """青云智能装备公司(以下简称“青云”), wherever 青云 is a mention."""
    for mention in mentions:
        declared = _DECLARED.match(text, mention.end)
        if declared:
            yield folded(mention.name or mention.text), folded(declared["alias"])


def _side_by_side(kind: EntityType, mentions: Sequence[Mention], text: str) -> Iterator[tuple[str, str]]:
    """青云公司，又称青云装备 and 青云公司(青云装备): two mentions with nothing else between them."""
    starts = {mention.start: mention for mention in mentions}
    for mention in mentions:
        said = _NEXT.match(text, mention.end)
        second = starts.get(said.end()) if said else None
        if said is None or second is None:
            continue
        if said["says"] not in ("(", "（") or (kind in BRACKETED and _FILLED.match(text, second.end)):
            yield folded(mention.name or mention.text), folded(second.name or second.text)
