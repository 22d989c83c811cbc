"""Queries that begin at many bound values look things up in turn; that they find the same, tests/whole/test_same_rows.py says."""

from __future__ import annotations

from kg.query.lateral import FEW, in_turn

PLACES = " ".join(f"<urn:p{number}>" for number in range(FEW + 1))
PAIRS = """SELECT ?name ?told WHERE {
  {
    {
      SELECT DISTINCT ?thing ?place WHERE {
        VALUES ?place { %s }
        ?where kg:subject ?thing ; kg:object ?place .
        FILTER(?thing != kg:none)
      }
    }
    ?claim kg:subject ?thing ; kg:about ?told .
    ?thing rdfs:label ?name .
  }
  OPTIONAL { ?claim kg:year ?year OPTIONAL { ?year rdfs:label ?said } }
}"""


def steps(query: str) -> list[str]:
    return [line.strip() for line in in_turn(query).split("\n") if line.strip().startswith("LATERAL { ?")]


def test_patterns_follow_from_what_is_bound() -> None:
    assert steps(PAIRS % PLACES) == [
        "LATERAL { ?where kg:object ?place }",
        "LATERAL { ?where kg:subject ?thing FILTER(?thing != kg:none) }",
        "LATERAL { ?thing rdfs:label ?name }",
        "LATERAL { ?claim kg:subject ?thing }",
        "LATERAL { ?claim kg:about ?told }",
    ]


def test_what_is_optional_is_looked_up_too() -> None:
    turned = in_turn(PAIRS % PLACES)
    assert "LATERAL { OPTIONAL { ?claim kg:year ?year LATERAL { OPTIONAL { ?year rdfs:label ?said } } } }" in turned


def test_few_values_are_left_to_the_planner() -> None:
    query = PAIRS % "<urn:p0> <urn:p1>"
    assert in_turn(query) == query


def test_brackets_in_a_string_are_no_brackets() -> None:
    query = (PAIRS % PLACES).replace("?claim kg:year ?year", '?claim kg:year ?year FILTER(?year != "}")')
    assert in_turn(query).count("{") == in_turn(query).count("}") - 1


def test_what_stands_behind_an_optional_part_stays_behind_it() -> None:
    query = f"""SELECT * WHERE {{
  VALUES ?place {{ {PLACES} }}
  ?a kg:in ?place .
  OPTIONAL {{ ?a kg:by ?b }}
  ?b kg:of ?c .
}}"""
    assert in_turn(query).rstrip("}\n").endswith("?b kg:of ?c .")
