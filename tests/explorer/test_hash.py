"""The state as an address and back, in node."""

from __future__ import annotations

import pytest

EMPTY = {
    "view": "graph",
    "selected": None,
    "near": True,
    "link": None,
    "pair": None,
    "path": False,
    "focus": None,
    "expanded": {},
    "picked": {},
    "only": None,
    "added": [],
    "hidden": [],
    "pinned": {},
    "doc": None,
    "filters": {
        "types": [],
        "relations": [],
        "places": [],
        "years": None,
        "kinds": [],
        "statuses": [],
        "amount": None,
        "industries": [],
        "documents": [],
    },
    "options": {},
}
KNOWN = """
const views = ["graph", "table"];
const known = {
  views, types: ["Region", "Park", "Project", "Honor"], relations: ["locatedIn", "status"], statuses: ["planned", "started"],
  kinds: ["actual", "target"], entity: (id) => /^(a|b|c|region-1|园区-\\d)$/.test(id) || /^e\\d+$/.test(id), document: (id) => id === "d1",
};
"""


def _filters(**facets):
    return {**EMPTY["filters"], **facets}


def _encode(node, **patch):
    return node(KNOWN + "return kg.hash.encode(given.state, known)", state={**EMPTY, **patch})


def _decode(node, text):
    return node(KNOWN + "return kg.hash.decode(given.text, given.empty, known)", text=text, empty=EMPTY)


def test_the_empty_state_has_no_address(node):
    assert _encode(node) == {"text": "", "cut": False}


@pytest.mark.parametrize(
    ("patch", "text"),
    [
        ({"selected": "region-1"}, "e=region-1"),
        ({"selected": "region-1", "near": False}, "e=region-1&n=0"),
        ({"selected": "园区-1"}, "e=%E5%9B%AD%E5%8C%BA-1"),
        ({"view": "table"}, "v=table"),
        ({"link": ["a", "b"]}, "l=a,b"),
        ({"pair": ["a", "b"], "path": True}, "p=a,b&w=1"),
        ({"focus": {"id": "a", "steps": 2}}, "f=a:2"),
        ({"expanded": {"a": 50, "b": 100}}, "x=a:50,b:100"),
        (
            {"picked": {"a": {"t.Park": 50, "y.2018": 100}, "b": {"i.locatedIn": 5}}},
            "q=a:t.Park:50,a:y.2018:100,b:i.locatedIn:5",
        ),
        ({"only": ["a", "b"]}, "o=a,b"),
        ({"added": ["a", "b"]}, "a=a,b"),
        ({"hidden": ["c"]}, "h=c"),
        ({"pinned": {"a": [12, -40]}}, "pin=a:12:-40"),
        ({"doc": ["d1", 12, 40]}, "d=d1:12:40"),
        ({"filters": _filters(types=["Park"])}, "t=Park"),
        ({"filters": _filters(types=["Region", "Park", "Project"])}, "t=!Honor"),
        ({"filters": _filters(years=[2017, 2018])}, "y=2017-2018"),
        ({"filters": _filters(years=[2017, None])}, "y=2017-"),
        ({"filters": _filters(amount=[100000000, 1000000000])}, "m=1e8-1e9"),
        ({"filters": _filters(amount=[None, 1000000])}, "m=-1e6"),
        ({"filters": _filters(kinds=["target"], statuses=["started"])}, "k=target&s=started"),
        ({"filters": _filters(places=["region-1"], industries=["a"], documents=["d1"])}, "g=region-1&i=a&c=d1"),
        (
            {"options": {"table": {"sort": "year", "say": "甲 乙&="}}},
            "table.sort=year&table.say=%E7%94%B2%20%E4%B9%99%26%3D",
        ),
    ],
)
def test_a_state_has_an_address_that_leads_back_to_it(node, patch, text):
    assert _encode(node, **patch) == {"text": text, "cut": False}
    assert _decode(node, f"#{text}") == {"state": {**EMPTY, **patch}, "damaged": 0, "unknown": 0}


@pytest.mark.parametrize(
    "part",
    [
        "e=%E4%B8",
        "y=2018-2017",
        "y=x-2017",
        "y=-",
        "m=1",
        "x=a",
        "x=a:b",
        "pin=a:1",
        "f=a:x",
        "q=a:t.Park",
        "q=a:t.Ghost:5",
        "q=a:t.Park:x",
        "d=d1:x",
        "zz=1",
        "toString=1",
        "=",
        "e",
        "none.sort=1",
    ],
)
def test_a_damaged_part_is_dropped_and_the_rest_kept(node, part):
    found = _decode(node, f"#v=table&{part}&t=Park")
    assert found["damaged"] == 1
    assert found["state"] == {**EMPTY, "view": "table", "filters": _filters(types=["Park"])}


@pytest.mark.parametrize(
    "part",
    [
        "e=gone",
        "v=map",
        "t=Ghost",
        "d=gone:1:2",
        "s=lost",
        "x=gone:50",
        "f=gone:1",
        "h=gone",
        "o=gone",
        "q=gone:t.Park:5",
    ],
)
def test_what_the_graph_does_not_have_is_dropped_and_counted(node, part):
    found = _decode(node, f"#{part}&k=target")
    assert (found["damaged"], found["unknown"]) == (0, 1)
    assert found["state"] == {**EMPTY, "filters": _filters(kinds=["target"])}


def test_known_ids_beside_unknown_ones_stay(node):
    found = _decode(node, "a=a,gone,b")
    assert found["state"]["added"] == ["a", "b"]
    assert found["unknown"] == 1


def test_a_path_needs_its_ends(node):
    assert _decode(node, "p=a,gone&w=1")["state"]["path"] is False


def test_steps_of_the_focus_stay_between_one_and_three(node):
    assert _decode(node, "f=a:99")["state"]["focus"] == {"id": "a", "steps": 3}


def test_an_address_stays_under_its_limit_and_keeps_the_newest(node):
    many = [f"e{n}" for n in range(2000)]
    found = _encode(node, selected="region-1", added=many, pinned={f"e{n}": [n, n] for n in range(500)})
    assert len(found["text"]) <= 2000
    assert found["cut"]
    assert found["text"].startswith("e=region-1&a=")
    assert found["text"].endswith("e1999")


def test_an_address_that_no_cut_can_shorten_is_given_up(node):
    assert _encode(node, options={"table": {"say": "x" * 3000}}) == {"text": "", "cut": True}


def test_reading_does_not_change_the_empty_state(node):
    body = KNOWN + "kg.hash.decode('t=Park&x=a:5&table.sort=1', given.empty, known); return given.empty"
    assert node(body, empty=EMPTY) == EMPTY
