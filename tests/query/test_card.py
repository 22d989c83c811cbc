from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from kg.errors import ExportError, QueryError
from kg.lexicon.data import read_rules
from kg.model import LITERALS, Corpus, EntityType, Fact, Predicate, Status
from kg.query.card import Card, amount, card, find_entities, render, to_json
from kg.query.tables import Tables, read_tables


def _fact_row(fact: Fact) -> dict[str, Any]:
    row = {name: getattr(fact, name) for name in ("id", "subject", "object", "value", "unit", "year", "kind", "role")}
    row |= {name: getattr(fact, name) for name in ("bound", "indicator", "growth", "as_stated", "by")}
    row |= {"predicate": fact.predicate.value, "doc": fact.evidence.doc, "quote": fact.evidence.quote}
    row |= {"start": fact.evidence.start, "end": fact.evidence.end}
    if fact.status:
        row["value"] = fact.status.value
    return {key: value for key, value in row.items() if value not in (None, "")}


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def exports(corpus: Corpus, tmp_path: Path) -> Path:
    (document,) = corpus.documents
    _write(
        tmp_path / "documents.jsonl",
        [{"id": document.id, "title": document.title, "date": "2021-02-03", "kind": "report", "year": 2021}],
    )
    _write(
        tmp_path / "entities.jsonl",
        [{"id": e.id, "type": e.type.value, "name": e.name, "aliases": list(e.aliases)} for e in corpus.entities]
        + [{"id": "region-1", "type": "Region", "name": "鼓楼区", "aliases": [], "within": "region-990100"},
           {"id": "region-2", "type": "Region", "name": "鼓楼区", "aliases": [], "within": "某市"},
           {"id": "enterprise-2", "type": "Enterprise", "name": "ＡＢＣ集团", "aliases": ["“爱比西”"]}],
    )  # fmt: skip
    _write(
        tmp_path / "mentions.jsonl",
        [
            {"doc": p.doc, "start": p.mention.start, "end": p.mention.end, "text": p.mention.text,
             "type": p.mention.type.value, "entity": p.entity, "by": p.mention.by}
            for p in corpus.mentions
        ],
    )  # fmt: skip
    _write(tmp_path / "facts.jsonl", [_fact_row(fact) for fact in corpus.facts])
    return tmp_path


@pytest.fixture
def tables(exports: Path) -> Tables:
    return read_tables(exports)


@pytest.fixture
def project(tables: Tables) -> Card:
    return card(tables, "project-0001")


def shown(one: Card, width: int = 100, **options: int) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(render(one, **options))
    return capture.get()


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("云岭芯谷", ["project-0001"]),
        ("芯谷", ["project-0001"]),
        ("project-0001", ["project-0001"]),
        ("abc集团", ["enterprise-2"]),
        ("《爱比西》", ["enterprise-2"]),
        ("星河", ["enterprise-0001"]),
        ("云岭", ["project-0001", "park-0001"]),
        ("鼓楼区", ["region-1", "region-2"]),
    ],
)
def test_find_entities(tables: Tables, name: str, ids: list[str]) -> None:
    assert [entity.id for entity in find_entities(tables, name)] == ids


def test_find_entities_suggests_near_names(tables: Tables) -> None:
    with pytest.raises(QueryError, match="没有名为 云领芯谷 的实体。是不是：云岭芯谷"):
        find_entities(tables, "云领芯谷")


def test_find_entities_says_when_nothing_is_near(tables: Tables) -> None:
    with pytest.raises(QueryError, match="换一个名称"):
        find_entities(tables, "zzzz")


@pytest.mark.parametrize("name", ["", " ", "“”"])
def test_find_entities_refuses_no_name(tables: Tables, name: str) -> None:
    with pytest.raises(QueryError, match="没有给出名称"):
        find_entities(tables, name)


def test_card_groups_relations_by_predicate(project: Card) -> None:
    found = [(group.predicate, group.inverse, [entry.name for entry in group.entries]) for group in project.relations]
    assert found == [
        (Predicate.LOCATED_IN, False, ["云岭高新区"]),
        (Predicate.DEVELOPED_BY, False, ["星河半导体有限公司"]),
    ]


def test_card_reads_relations_in_both_directions(tables: Tables) -> None:
    groups = card(tables, "park-0001").relations
    assert [(group.inverse, [entry.name for entry in group.entries]) for group in groups] == [
        (False, ["青禾市"]),
        (True, ["云岭芯谷"]),
    ]


def test_card_has_literals_by_year(project: Card) -> None:
    assert [entry.fact.status for entry in project.statuses] == [Status.UNDER_CONSTRUCTION, Status.PLANNED]
    assert [(entry.fact.value, entry.fact.as_stated) for entry in project.investments] == [(5e9, "超50亿元")]


def test_card_counts_mentions(project: Card, corpus: Corpus) -> None:
    assert project.mentions == corpus.documents[0].text.count("云岭芯谷")
    assert project.documents == 1


def test_card_quotes_stand_in_the_document(project: Card, corpus: Corpus) -> None:
    text = corpus.documents[0].text
    entries = [entry for group in project.relations for entry in group.entries] + list(project.statuses)
    for entry in entries:
        evidence = entry.fact.evidence
        assert text[evidence.start : evidence.end] == evidence.quote
        assert entry.source.title == corpus.documents[0].title


@pytest.mark.parametrize(("entity", "place"), [("region-1", "青禾市"), ("region-2", "某市"), ("park-0001", "")])
def test_card_names_the_place(tables: Tables, entity: str, place: str) -> None:
    assert card(tables, entity).place == place


def test_card_of_an_unknown_id_is_refused(tables: Tables) -> None:
    with pytest.raises(QueryError, match="nothing-1"):
        card(tables, "nothing-1")


def test_render_shows_fact_and_sentence(project: Card) -> None:
    text = shown(project)
    for part in (
        "云岭芯谷（项目）",
        "位于",
        "云岭高新区",
        "在建",
        "谋划 2021年 计划",
        "50亿元（原文 超50亿元）",
        "超过",
    ):
        assert part in text
    assert "【投资青禾市】2021年" in text  # brackets are no markup


def test_render_reads_inverse_relations(tables: Tables) -> None:
    text = shown(card(tables, "park-0001"))
    assert "境内有" in text and "位于" in text


def test_render_shows_growth_and_no_number_twice(tables: Tables) -> None:
    text = shown(card(tables, "region-990100"))
    assert "1234.5亿元 +6.1% 2020年" in text
    assert "原文" not in text


def test_render_draws_the_line_of_stations_above_the_states(project: Card) -> None:
    text = shown(project)
    line = "○谋划 2021（计划） ─ 签约 ─ 获批 ─ 开工启动 ─ ●在建 2020 ─ 建成 ─ 投产运营"
    assert line in " ".join(text.split())
    assert text.index("─ 签约 ─") < text.index("状态  ")


def test_a_card_without_states_has_no_line(tables: Tables) -> None:
    park = card(tables, "park-0001")
    assert "签约 ─" not in shown(park)
    assert to_json(park)["course"] == []


def test_to_json_tells_the_stations(project: Card) -> None:
    reached = [stop for stop in to_json(project)["course"] if stop["mark"] == "reached"]
    assert reached == [{"status": "under_construction", "mark": "reached", "years": [2020]}]


def test_render_counts_what_it_leaves_out(project: Card) -> None:
    assert "另有 1 条" in shown(project, limit=1)
    assert "另有" not in shown(project, limit=0)


def test_to_json_is_plain(project: Card) -> None:
    plain = json.loads(json.dumps(to_json(project)))
    assert plain["relations"][0]["entries"][0]["other"] == {"id": "park-0001", "name": "云岭高新区"}
    investment = plain["investments"][0]
    assert (investment["value"], investment["unit"], investment["as_stated"]) == (5e9, "CNY", "超50亿元")
    assert "growth" not in investment and investment["document"]["date"] == "2021-02-03"


@pytest.mark.parametrize(
    ("value", "unit", "upper", "told"),
    [
        (5_465_000_000, "CNY", None, "54.65亿元"),
        (1_234_500_000_000, "CNY", None, "1.2345万亿元"),
        (86_000, "USD", None, "8.6万美元"),
        (500, "家", None, "500家"),
        (3_000_000_000, "CNY", 5_000_000_000, "30亿至50亿元"),
        (-20_000, "CNY", None, "-2万元"),
        (12345.6, "percent", None, "12345.6%"),
        (0, "CNY", None, "0元"),
    ],
)
def test_amount(value: float, unit: str, upper: float | None, told: str) -> None:
    assert amount(value, unit, upper) == told


@pytest.mark.parametrize("name", ["documents.jsonl", "entities.jsonl", "mentions.jsonl", "facts.jsonl"])
def test_missing_table_is_named(exports: Path, name: str) -> None:
    (exports / name).unlink()
    with pytest.raises(ExportError, match=f"{name} 不存在。请先运行 kg build"):
        read_tables(exports)


@pytest.mark.parametrize(
    "line", ['{"id": "project-0001"', '{"id": "project-0001"}', '["project-0001"]', '{"subject": "project-0001"}']
)
@pytest.mark.parametrize("name", ["documents.jsonl", "entities.jsonl", "mentions.jsonl", "facts.jsonl"])
def test_damaged_line_is_named(exports: Path, name: str, line: str) -> None:
    path = exports / name
    number = len(path.read_text(encoding="utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(ExportError, match=f"{name} 已损坏（第 {number} 行）。请先运行 kg build"):
        card(read_tables(exports), "project-0001")


def test_table_in_another_encoding_is_damaged(exports: Path) -> None:
    (exports / "entities.jsonl").write_bytes('{"id": "青禾市"}\n'.encode("gb18030"))
    with pytest.raises(ExportError, match="第 1 行"):
        read_tables(exports)


@pytest.mark.parametrize(
    ("section", "terms"),
    [
        ("types", list(EntityType)),
        ("predicates", list(Predicate)),
        ("inverse", [predicate for predicate in Predicate if predicate not in LITERALS]),
        ("statuses", list(Status)),
        ("policy_statuses", list(Status)),
    ],
)
def test_labels_cover_the_model(section: str, terms: list[str]) -> None:
    assert list(read_rules("labels.toml")[section]) == [str(term) for term in terms]


def test_card_names_the_page_of_a_quote(exports: Path, corpus: Corpus) -> None:
    file = exports / "documents.jsonl"
    row = json.loads(file.read_text(encoding="utf-8"))
    first = min(fact.evidence.start for fact in corpus.facts if fact.subject == "project-0001")
    _write(file, [{**row, "pages": [0, first]}])
    paged = card(read_tables(exports), "project-0001")
    assert "第 2 页" in shown(paged, width=300)
    assert {entry["page"] for entry in to_json(paged)["statuses"]} == {2}


def test_card_of_a_document_without_pages_names_none(project: Card) -> None:
    assert "页" not in shown(project)
    assert all("page" not in entry for entry in to_json(project)["statuses"])
