"""Renderings: safe for spreadsheet and terminal, and JSON by the standard."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from rich.console import Console

from kg.errors import QueryError
from kg.query.answer import Answer, Term, term
from kg.query.render import render_answer, to_csv, to_json, to_table

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def one(cell: Term | None) -> Answer:
    return Answer(("x",), ((cell,),))


def drawn(answer: Answer) -> str:
    console = Console(file=io.StringIO(), width=120, record=True)
    console.print(to_table(answer))
    return console.export_text()


@pytest.mark.parametrize("text", ["=1+1", "+86", "-甲", "@甲", "\t=1", "\r=1"])
def test_csv_guards_text_that_looks_like_a_formula(text: str) -> None:
    assert list(csv.reader(io.StringIO(to_csv(one(term(text, language="zh"))), newline=""))) == [["x"], [f"'{text}"]]


def test_csv_leaves_numbers_alone() -> None:
    assert to_csv(one(term("-3.2", datatype="http://www.w3.org/2001/XMLSchema#decimal"))) == "x\n-3.2\n"


def test_csv_quotes_what_would_break_a_row() -> None:
    assert list(csv.reader(io.StringIO(to_csv(one(term('a,"b"\nc')))))) == [["x"], ['a,"b"\nc']]


def test_csv_leaves_unbound_cells_empty() -> None:
    assert to_csv(Answer(("x", "y"), ((None, term("甲")),))) == "x,y\n,甲\n"


def test_json_follows_the_standard() -> None:
    row = (Term("urn:a", "uri"), term("甲", language="zh"), term("5", datatype=INTEGER), None)
    assert json.loads(to_json(Answer(("a", "b", "c", "d"), (row,)))) == {
        "head": {"vars": ["a", "b", "c", "d"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "uri", "value": "urn:a"},
                    "b": {"type": "literal", "value": "甲", "xml:lang": "zh"},
                    "c": {"type": "literal", "value": "5", "datatype": INTEGER},
                }
            ]
        },
    }


@pytest.mark.parametrize(("told", "value", "shown"), [("true", True, "是"), ("false", False, "否")])
def test_boolean(told: str, value: bool, shown: str) -> None:
    answer = Answer(("ask",), ((Term(told),),), "ask")
    assert json.loads(to_json(answer)) == {"head": {}, "boolean": value}
    assert shown in drawn(answer)


def test_table_shortens_known_namespaces() -> None:
    assert "kg:status" in drawn(one(Term("https://w3id.org/citykg/ontology#status", "uri")))


def test_table_takes_brackets_for_text() -> None:
    assert "[red]甲[/red]" in drawn(one(term("[red]甲[/red]")))


def test_table_lets_no_control_character_through() -> None:
    assert "\x1b" not in drawn(one(term("甲\x1b[2J乙\x9b乙")))


def test_plain_strings_compare_equal_whoever_answers() -> None:
    assert term("甲", datatype="http://www.w3.org/2001/XMLSchema#string") == term("甲")


def test_table_groups_large_numbers_and_leaves_years_alone() -> None:
    shown = drawn(Answer(("甲", "乙"), ((term("758000000000", datatype=INTEGER), term("2018", datatype=INTEGER)),)))
    assert "758,000,000,000" in shown
    assert "2018" in shown


def test_tsv_and_xml_are_read_back_by_an_engine() -> None:
    rows = ((Term("urn:a", "uri"), term("甲\t“乙”", language="zh")), (term("5", datatype=INTEGER), None))
    answer = Answer(("x", "y"), rows)
    for form, read in (("tsv", ox.QueryResultsFormat.TSV), ("xml", ox.QueryResultsFormat.XML)):
        text = render_answer(answer, form)
        assert isinstance(text, str)
        found = [[cell and cell.value for cell in row] for row in ox.parse_query_results(text.encode(), format=read)]
        assert found == [["urn:a", "甲\t“乙”"], ["5", None]]


def test_turtle_holds_the_triples_of_a_construct() -> None:
    triple = (Term("https://w3id.org/citykg/id/park-1", "uri"), Term("urn:p", "uri"), term("甲", language="zh"))
    text = render_answer(Answer(("subject", "predicate", "object"), (triple,), "graph"), "ttl")
    assert isinstance(text, str)
    assert 'id:park-1 <urn:p> "甲"@zh' in text


def test_turtle_of_a_select_is_refused() -> None:
    with pytest.raises(QueryError, match="只用于 CONSTRUCT"):
        render_answer(one(None), "ttl")


def test_column_left_out_makes_equal_rows_one_in_the_same_order() -> None:
    rows = tuple((term(a), term(b)) for a, b in (("乙", "1"), ("甲", "2"), ("乙", "3")))
    assert Answer(("x", "证据"), rows).without(("证据",)).texts() == [["乙"], ["甲"]]


def test_unknown_form_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(QueryError, match="table、csv、json"):
        render_answer(one(None), "doc")
