"""Industry chains for the terminal and for programs. In: a Chain; out: lines of rich text, JSON, CSV, GraphML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from rich.text import Text

from kg.model import EntityType, Fact
from kg.networks.evidence import COLUMNS, arrow, cells, labels, named, plain, quoted
from kg.networks.industries import Chain, Member, Term
from kg.networks.reading import called, is_planned
from kg.networks.report import facts_graphml
from kg.query import answer
from kg.query.render import in_a_line, to_csv
from kg.query.tables import Tables


def facts_of(chain: Chain) -> tuple[Fact, ...]:
    """All facts of a chain: who is engaged, who supplies, where they lie."""
    of_members = (fact for member in chain.members for fact in (*member.engaged, *member.places))
    return (*of_members, *chain.supplies, *chain.outside)


def render(tables: Tables, chain: Chain, limit: int) -> Iterator[Text]:
    """Sentences, then the members and who supplies whom, with their evidence.

    Args:
        limit (int): at most so many members; 0 for all.
    """
    place = f" · {in_a_line(chain.place.name)}" if chain.place else ""
    yield Text(f"产业链 · {in_a_line(chain.industry)}{place}", style="bold")
    for told in sentences(tables, chain):
        yield Text(f"  {told}")
    for member in chain.members[:limit] if limit else chain.members:
        yield from _member(tables, member)
    if limit and len(chain.members) > limit:
        yield Text(f"…… 另有 {len(chain.members) - limit} 个，--limit 0 全部列出", style="dim")
    for fact in (*chain.supplies, *chain.outside):
        yield from _fact(tables, fact)


def sentences(tables: Tables, chain: Chain) -> tuple[str, ...]:
    """What a chain shows; what the texts do not say is said to be missing."""
    told = [f"产业名称 {len(chain.terms)} 个：{'；'.join(_term(term) for term in chain.terms)}。"]
    types = Counter(known.type for one in chain.members if (known := tables.entities.get(one.entity)))
    enterprises = types.pop(EntityType.ENTERPRISE, 0)
    others = "、".join(f"{labels()['types'][sort.value]} {types[sort]} 个" for sort in EntityType if sort in types)
    if enterprises:
        told.append(f"从事的企业 {enterprises} 家{'；此外有' + others if others else ''}。")
    else:
        told.append(f"没有说到哪家企业从事这些产业{'；只有' + others if others else ''}。")
    if chain.supplies:
        few = "，看不出上下游" if len(chain.supplies) < 3 else ""
        told.append(f"他们之间有 {len(chain.supplies)} 条供应关系{few}。")
    else:
        told.append("他们之间没有说到供应关系，看不出上下游。")
    if chain.outside:
        told.append(f"和链外的供应关系 {len(chain.outside)} 条。")
    return tuple(told)


def _term(term: Term) -> str:
    name = in_a_line(term.entity.name)
    return name if term.relation == "same" else f"{name}（更窄，{term.why}）"


def _member(tables: Tables, member: Member) -> Iterator[Text]:
    known = tables.entities.get(member.entity)
    kind = labels()["types"][known.type.value] if known else ""
    yield Text(f"· {in_a_line(called(tables, member.entity))}").append(f"（{kind}）", style="dim")
    for fact in member.engaged:
        yield from _fact(tables, fact)
    for fact in member.places[:1]:
        yield from _fact(tables, fact)
    if not member.places and known and known.within:
        yield Text(f"    在 {in_a_line(called(tables, known.within))}（由名称推出，没有原句）", style="dim")


def _fact(tables: Tables, fact: Fact) -> Iterator[Text]:
    one, other = (in_a_line(called(tables, end)) for end in (fact.subject, fact.object))
    said = f"    {one} {arrow(fact, planned=is_planned([fact]))} {other}："
    yield Text(said).append_text(quoted(tables, fact))


def to_json(tables: Tables, chain: Chain) -> dict[str, Any]:
    """All of a chain, for programs."""
    return {
        "industry": chain.industry,
        "place": named(tables, chain.place.id) if chain.place else None,
        "said": list(sentences(tables, chain)),
        "terms": [
            {**named(tables, term.entity.id), "relation": term.relation, "why": term.why} for term in chain.terms
        ],
        "members": [
            {
                **named(tables, one.entity),
                "within": _within(tables, one.entity),
                "engaged": [plain(tables, fact) for fact in one.engaged],
                "places": [plain(tables, fact) for fact in one.places],
            }
            for one in chain.members
        ],
        "supplies": [plain(tables, fact) for fact in chain.supplies],
        "outside": [plain(tables, fact) for fact in chain.outside],
    }


def _within(tables: Tables, entity: str) -> dict[str, str] | None:
    known = tables.entities.get(entity)
    return named(tables, known.within) if known and known.within else None


def to_table(tables: Tables, chain: Chain) -> str:
    """The table of :func:`to_answer`, as CSV."""
    return to_csv(to_answer(tables, chain))


def to_answer(tables: Tables, chain: Chain) -> answer.Answer:
    """A row for each fact, in Chinese."""
    return answer.Answer(COLUMNS, tuple(cells(tables, fact) for fact in facts_of(chain)))


def to_graphml(tables: Tables, chain: Chain) -> bytes:
    """The facts of a chain as a graph of their ends."""
    return facts_graphml(tables, facts_of(chain))
