"""One small corpus, built by hand, that the tests of every later stage share."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import hypothesis
import pytest

from kg.config import load_config
from kg.model import Corpus, Document, Entity, EntityType, Fact, Mention, Placed, Predicate, Status, Unread
from kg.pipeline import build
from qinghe import make_document, quote
from sharing import made_once
from whole_build import ROOT, Built

# Builds that tests start find nothing of earlier ones; those of the cache name a folder of their own.
os.environ["KG_CACHE_DIR"] = ""
# CI repeats the same examples, so that its outcome says something of the change and nothing of luck; at a desk they vary.
# Neither has a deadline: a busy machine is no fault.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden/ anew instead of comparing")
    parser.addoption("--raise-floors", action="store_true", help="pin in tests/whole/floors.json what was reached")


# Files with few tests that take long, longest first, as CI measured them. Unordered they would come last, and one processor would wait.
LONG = (
    "test_determinism.py", "test_full_disk.py", "test_rdf_of_seeds.py", "test_readings.py", "test_readme.py", "test_rules_of_seeds.py",
    "test_jobs.py", "test_sparql_endpoint.py", "test_floors.py", "test_links.py", "test_export_turtle.py", "test_same_page.py",
    "test_page.py", "test_competency.py", "test_push_to_oxigraph.py", "test_published.py", "test_notebooks.py", "test_shapes.py",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """xdist would give out the files with the most tests first; they are not those that take longest."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, then all others as they were found, those of the browser in front."""
    rank = {name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path.name, len(LONG)))


@pytest.fixture
def document() -> Document:
    """The report of an invented city."""
    return make_document()


@pytest.fixture
def corpus(document: Document) -> Corpus:
    """One document with five entities, two relations, one of them planned, and three literals."""
    entities = (
        Entity("enterprise-0001", EntityType.ENTERPRISE, "星河半导体有限公司"),
        Entity("park-0001", EntityType.PARK, "云岭高新区"),
        Entity("project-0001", EntityType.PROJECT, "云岭芯谷", aliases=("芯谷",)),
        Entity("region-990100", EntityType.REGION, "青禾市", aliases=("青禾",), code="990100", level="prefecture"),
    )
    names = {"星河半导体有限公司": 0, "云岭高新区": 1, "云岭芯谷": 2, "青禾市": 3}
    mentions = []
    for name, index in names.items():
        at = document.text.find(name)
        while at >= 0:
            mention = Mention(at, at + len(name), name, entities[index].type, "test")
            mentions.append(Placed(document.id, mention, entities[index].id))
            at = document.text.find(name, at + 1)
    built = quote(document, "云岭芯谷由星河半导体有限公司在云岭高新区建设,加快推进")
    facts = (
        Fact("f01", "project-0001", Predicate.LOCATED_IN, built, "rule-in", object="park-0001"),
        Fact("f02", "project-0001", Predicate.DEVELOPED_BY, built, "rule-by", object="enterprise-0001"),
        Fact("f03", "project-0001", Predicate.STATUS, built, "rule-s", status=Status.UNDER_CONSTRUCTION, year=2020),
        Fact(
            "f04",
            "project-0001",
            Predicate.STATUS,
            quote(document, "力争云岭芯谷建成投产"),
            "rule-p",
            status=Status.PLANNED,
            year=2021,
            kind="target",
            goal=Status.OPERATING,
        ),
        Fact(
            "f05",
            "project-0001",
            Predicate.INVESTMENT,
            quote(document, "总投资超50亿元的云岭芯谷"),
            "rule-i",
            value=5_000_000_000,
            unit="CNY",
            bound="more_than",
            role="总投资",
            as_stated="超50亿元",
            year=2020,
        ),
        Fact(
            "f06",
            "region-990100",
            Predicate.OBSERVATION,
            quote(document, "地区生产总值1234.5亿元,增长6.1%"),
            "rule-o",
            indicator="地区生产总值",
            value=123_450_000_000,
            unit="CNY",
            growth=6.1,
            as_stated="1234.5亿元",
            year=2020,
        ),
        Fact(
            "f07",
            "park-0001",
            Predicate.LOCATED_IN,
            quote(document, "力争云岭芯谷建成投产"),
            "rule-plan",
            object="region-990100",
            kind="target",
        ),
    )
    unread = (Unread(document.id, 0, 5, document.text[:5], "没有匹配的关系模式"),)
    return Corpus(
        (document,),
        entities,
        tuple(sorted(mentions, key=lambda p: p.mention)),
        facts,
        unread,
        {"kg": "test"},
        {document.id: "region-990100"},
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The build of seeds/ into a temporary folder, one for all processes that test."""
    folder = made_once(tmp_path_factory, "seeds-built", _build_seeds)
    return Built(pickle.loads((folder / "result").read_bytes()), folder / "exports")


def _build_seeds(folder: Path) -> None:
    config = load_config(None, sources=(ROOT / "seeds",), out=folder / "exports")
    (folder / "result").write_bytes(pickle.dumps(build(config, keep=True)))
