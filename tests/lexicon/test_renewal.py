"""Renewing the table: what is exact is taken, what is not is refused with its line, and nothing is chosen between rivals."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import LexiconError
from kg.lexicon.data import read_text
from kg.lexicon.renewal import Renewal, renew
from kg.lexicon.wikidata import WikidataLink

ENTITY = "http://www.wikidata.org/entity/"
DONGGUAN = WikidataLink("441900", "Q59218", "p442")
#: The namespaces that the query service knows without being told.
SERVICE = {
    "p": "http://www.wikidata.org/prop/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
}


def renewed(folder: Path, *rows: str, links: tuple[WikidataLink, ...] = (), head: str = "item\tcode\tname") -> Renewal:
    file = folder / "answer.tsv"
    file.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return renew(file, links)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("item\tcode\tname", f"{ENTITY}Q59218\t44 19\t东莞市"),
        ("?item\t?code\t?name", f'<{ENTITY}Q59218>\t"441900"\t"东莞市"@zh-hans'),
        ("item,code,name", f"{ENTITY}Q59218,4419,东莞市"),
        ("name,item,code", f'"东莞",{ENTITY}Q59218,"44 19"'),
    ],
)
def test_every_form_of_an_answer_is_read(head: str, row: str, tmp_path: Path) -> None:
    assert renewed(tmp_path, row, head=head).links == (DONGGUAN,)


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        (["Q9\t999999\t某县"], ["第 2 行 Q9 代码 999999：代码不在区划表里"]),
        (["Q9\t110103\t崇文区"], ["第 2 行 Q9 代码 110103：代码的崇文区已撤销"]),
        (["Q9\t441900\t青禾市"], ["第 2 行 Q9 代码 441900：条目名“青禾市”不是现名“东莞市”"]),
        (["Q9\t420600\t襄樊市"], ["第 2 行 Q9 代码 420600：条目名“襄樊市”不是现名“襄阳市”"]),
        (["Q9\t441900\t"], ["第 2 行 Q9 代码 441900：条目名“”不是现名“东莞市”"]),
        (
            ["Q8\t441900\t东莞市", "Q9\t4419\t东莞市"],
            ["第 2 行 Q8 代码 441900：另有条目写着同一个代码", "第 3 行 Q9 代码 441900：另有条目写着同一个代码"],
        ),
        (
            ["Q9\t110105\t朝阳区", "Q9\t220104\t朝阳区"],
            ["第 2 行 Q9 代码 110105：条目还写着别的代码", "第 3 行 Q9 代码 220104：条目还写着别的代码"],
        ),
    ],
)
def test_what_is_not_exact_is_refused(rows: list[str], refused: list[str], tmp_path: Path) -> None:
    renewal = renewed(tmp_path, *rows)
    assert list(renewal.refused) == refused
    assert renewal.links == ()


def test_rival_of_another_name_does_not_block_a_pair(tmp_path: Path) -> None:
    renewal = renewed(tmp_path, "Q59218\t441900\t东莞市", "Q9\t441900\t东莞县")
    assert (renewal.links, len(renewal.refused)) == ((DONGGUAN,), 1)


def test_pair_that_is_told_twice_is_taken_once(tmp_path: Path) -> None:
    renewal = renewed(tmp_path, "Q59218\t44 19\t东莞市", "Q59218\t441900\t东莞市")
    assert (renewal.links, renewal.taken, renewal.refused) == ((DONGGUAN,), 1, ())


def test_links_of_which_the_answer_says_nothing_are_kept(tmp_path: Path) -> None:
    hong_kong = WikidataLink("810000", "Q8646", "iso3166-2")
    renewal = renewed(tmp_path, "Q59218\t441900\t东莞市", links=(hong_kong,))
    assert renewal.links == (DONGGUAN, hong_kong)
    assert (renewal.taken, renewal.kept) == (1, 1)


def test_newer_item_of_a_code_replaces_the_old_one(tmp_path: Path) -> None:
    old = WikidataLink("441900", "Q1", "p442")
    assert renewed(tmp_path, "Q59218\t441900\t东莞市", links=(old,)).links == (DONGGUAN,)


def test_item_that_moved_to_another_code_leaves_the_old_one(tmp_path: Path) -> None:
    old = WikidataLink("442000", "Q59218", "p442")
    assert renewed(tmp_path, "Q59218\t441900\t东莞市", links=(old,)).links == (DONGGUAN,)


def test_link_whose_code_is_now_disputed_is_given_up(tmp_path: Path) -> None:
    assert renewed(tmp_path, "Q59218\t441900\t东莞市", "Q9\t441900\t东莞市", links=(DONGGUAN,)).links == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("P442\t441900\t东莞市", "里的 P442 不是维基数据条目（第 2 行）"),
        ("Q1\t4419000030\t东城街道", "里的 4419000030 不是县级以上代码（第 2 行）"),
        ("Q1\t44A9\t东莞市", "里的 44A9 不是县级以上代码（第 2 行）"),
        ("Q1\t441900", "的列数不对（第 2 行）"),
    ],
)
def test_line_that_is_no_answer_is_named(row: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        renewed(tmp_path, row)
    assert message in str(caught.value)


@pytest.mark.parametrize("head", ["item\tcode", "item,name", "a"])
def test_answer_without_a_column_is_refused(head: str, tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="缺少"):
        renewed(tmp_path, head=head)


def test_query_leaves_out_what_is_deprecated_ended_dissolved_or_below_a_county() -> None:
    store = ox.Store()
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in SERVICE.items())
    data = """
    @prefix wd: <http://www.wikidata.org/entity/> . @prefix s: <urn:s:> .
    wd:Q1 p:P442 s:1 ; rdfs:label "东莞市"@zh-hans , "東莞市"@zh . s:1 ps:P442 "44 19" ; wikibase:rank wikibase:NormalRank .
    wd:Q2 p:P442 s:2 . s:2 ps:P442 "441900" ; wikibase:rank wikibase:DeprecatedRank .
    wd:Q3 p:P442 s:3 . s:3 ps:P442 "441900" ; wikibase:rank wikibase:NormalRank ; pq:P582 "1988-01-07" .
    wd:Q4 p:P442 s:4 ; wdt:P576 "1988-01-07" . s:4 ps:P442 "441900" ; wikibase:rank wikibase:NormalRank .
    wd:Q5 p:P442 s:5 . s:5 ps:P442 "441900003" ; wikibase:rank wikibase:NormalRank .
    wd:Q6 p:P442 s:6 ; rdfs:label "香港"@zh . s:6 ps:P442 "81" ; wikibase:rank wikibase:PreferredRank .
    """
    store.load(input=prefixes + data, format=ox.RdfFormat.TURTLE)
    rows = store.query(read_text("wikidata.rq"), prefixes=SERVICE)
    assert isinstance(rows, ox.QuerySolutions)
    assert [tuple(term.value for term in row) for row in rows] == [
        (f"{ENTITY}Q1", "44 19", "东莞市"),
        (f"{ENTITY}Q6", "81", "香港"),
    ]
