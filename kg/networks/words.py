"""A network in plain sentences. In: a Network; out: Chinese sentences, one for each thing that can be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.networks.building import Network
from kg.networks.evidence import labels
from kg.networks.kinds import load_bounds
from kg.networks.reading import called
from kg.networks.structure import Structure
from kg.query.render import in_a_line
from kg.query.tables import Tables

#: Names that a sentence lists.
_NAMES = 6
#: Things of equal rank that are named as first; more of them are no first.
_FIRST = 3


def sentences(tables: Tables, network: Network) -> tuple[str, ...]:
    """What a network shows, the size first; too little to see anything is said instead of being measured."""
    told = [_size(network)]
    structure = network.structure
    if structure is None:
        told += [f"{_few(network)}，看不出结构。"] if network.counted else []
    else:
        told += [*_components(tables, network, structure), *_firsts(tables, network, structure)]
        told += [*_between(tables, structure), *_communities(tables, structure)]
    return tuple(told + list(_rest(tables, network)))


def _size(network: Network) -> str:
    kind, links = network.kind, network.counted
    unclear = len(network.links) - len(links)
    more = f"另有 {unclear} 条只是计划，方向不明，没有计入。" if unclear else ""
    if not links:
        return f"没有{kind.relation}关系。{more}"
    planned = sum(link.planned for link in links)
    some = "至少一头只是计划" if kind.onto else "只是计划"
    plans = f"，都{some}" if planned == len(links) else f"，其中 {planned} 条{some}" if planned else ""
    return f"{_linked(network)} {kind.unit}之间有 {len(links)} 条{kind.relation}关系{plans}。{more}"


def _linked(network: Network) -> int:
    return len({end for link in network.counted for end in (link.start, link.end)})


def _few(network: Network) -> str:
    few = len(network.counted)
    if few < load_bounds().structure:
        return f"只有 {few} 条{network.kind.relation}关系"
    return f"只有 {_linked(network)} {network.kind.unit}"


def _components(tables: Tables, network: Network, structure: Structure) -> Iterator[str]:
    groups, unit = structure.components, network.kind.unit
    if len(groups) == 1:
        yield f"全部 {len(groups[0])} {unit}连成一块。"
        return
    largest = (
        f"最大的一块有 {len(groups[0])} {unit}"
        if len(groups[0]) > len(groups[1])
        else f"最大的各有 {len(groups[0])} {unit}"
    )
    yield f"分成互不相连的 {len(groups)} 块，{largest}：{_names(tables, _by_degree(structure, groups[0]))}。"


def _firsts(tables: Tables, network: Network, structure: Structure) -> Iterator[str]:
    kind = network.kind
    ways = (
        ((kind.most, structure.out), (kind.most_in, structure.into))
        if kind.directed
        else ((kind.most, structure.degree),)
    )
    removed: set[str] = set()
    for words, ranks in ways:
        first = _first(ranks)
        if not first:
            continue
        names = _names(tables, first) + ("各" if len(first) > 1 else " ")
        told = words.format(names=names, n=ranks[first[0]])
        if len(first) == 1 and first[0] not in removed:
            removed.add(first[0])
            pieces = structure.pieces.get(first[0], 1)
            told += f"；去掉它，它所在的一块分成 {pieces} 块" if pieces > 1 else "；去掉它，其余的仍然相连"
        yield f"{told}。"


def _first(ranks: Mapping[str, float]) -> list[str]:
    """Those with the highest rank; none when too many share it, or when it tells nobody from the others."""
    top = max(ranks.values(), default=0)
    first = sorted(one for one, rank in ranks.items() if rank == top)
    return first if len(first) <= _FIRST and len(first) < len(ranks) and top > 1 else []


def _between(tables: Tables, structure: Structure) -> Iterator[str]:
    if structure.betweenness is None:
        yield f"成员超过 {load_bounds().betweenness} 个，不算中介程度。"
        return
    top = max(structure.betweenness.values())
    first = sorted(one for one, share in structure.betweenness.items() if share == top)
    if top > 0 and len(first) == 1 and len(structure.betweenness) >= load_bounds().told:
        yield f"{_names(tables, first)} 居中最多：其余成员两两之间，有 {top:.0%} 要经过它才走得最近。"


def _communities(tables: Tables, structure: Structure) -> Iterator[str]:
    groups = structure.communities
    if set(groups) == set(structure.components):
        if len(groups) > 1:
            yield "各块内部分不出更小的群。"
        return
    told = "；".join(f"{_names(tables, _by_degree(structure, group))}（{len(group)} 个）" for group in groups[:_NAMES])
    more = f"；另有 {len(groups) - _NAMES} 群" if len(groups) > _NAMES else ""
    yield f"按联系疏密分成 {len(groups)} 群：{told}{more}。"


def _by_degree(structure: Structure, group: Sequence[str]) -> list[str]:
    return sorted(group, key=lambda one: (-structure.degree[one], one))


def _rest(tables: Tables, network: Network) -> Iterator[str]:
    kind, isolated = network.kind, network.isolated
    if isolated and kind.lonely:
        yield kind.lonely.format(n=len(isolated), unit=kind.unit, names=_names(tables, isolated)) + "。"
    where = "这里" if network.place else "图谱里"
    for count, label in ((count, labels()["types"][sort.value]) for sort, count in network.absent.items()):
        if count:
            yield f"{where}另有 {count} 家{label}没有说到{kind.relation}关系。"
    if network.left_out:
        names = _names(tables, [one for one, _ in network.left_out])
        least = network.left_out[-1][1]
        yield f"{names}：成员太多（{least} 个以上），两两相连说明不了什么，没有计入。"


def _names(tables: Tables, entities: Sequence[str]) -> str:
    names = [in_a_line(called(tables, one)) for one in entities[:_NAMES]]
    return "、".join(names) + (" 等" if len(entities) > _NAMES else "")
