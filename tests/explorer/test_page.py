from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.explorer import render_page
from kg.graph import assemble
from kg.model import Corpus

ROOT = Path(__file__).parents[2]
SCRIPT = (
    "import sys; sys.path[:0] = ['tests', '.'];"
    "import conftest; from kg.explorer import render_page; from kg.graph import assemble;"
    "document = conftest.make_document();"
    "page = render_page(assemble(conftest.corpus.__wrapped__(document)));"
    "import hashlib; print(hashlib.sha256(page.encode('utf-8')).hexdigest())"
)


@pytest.fixture
def page(corpus):
    return render_page(assemble(corpus))


def _block(page: str, name: str):
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def test_the_page_is_chinese_html_with_a_title(page):
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert "<title>城企图谱</title>" in page


def test_nothing_in_the_markup_points_outside(page):
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"(?:src|href|action)\s*=|url\(|@import|https?:", markup)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    assert not re.search(r"url\(|@import|https?:", style.group(1))
    assert "sourceMappingURL" not in page


def test_the_policy_allows_exactly_the_scripts_and_the_style_of_the_page(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy.group(1).startswith("default-src 'none'; ")
    assert "unsafe" not in policy.group(1)
    bodies = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    bodies = [bodies[0], *bodies[2:], bodies[1]]  # the style stands behind the first script, its hash last
    hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
    assert len(hashes) == 4
    assert re.findall(r"'sha256-([^']*)'", policy.group(1)) == hashes


def test_script_elements_are_ended_only_by_the_template(page):
    assert page.count("</script") == 8
    assert "<!--" not in page


def test_the_network_is_made_of_nodes_with_names_places_and_groups(page):
    network = _block(page, "kg-network")
    assert {node["label"] for node in network["nodes"]} == {"青禾市", "云岭高新区", "云岭芯谷", "星河半导体有限公司"}
    assert all(isinstance(node["id"], str) and {"x", "y", "size", "group"} <= set(node) for node in network["nodes"])
    assert len(network["edges"]) == 3


def test_a_relation_that_is_only_planned_is_dashed(page):
    dashes = {edge["id"]: edge["dashes"] for edge in _block(page, "kg-network")["edges"]}
    assert dashes["park-0001 region-990100"]
    assert dashes["park-0001 project-0001"] is False


def test_physics_and_curves_are_off(page):
    options = _block(page, "kg-options")
    assert options["physics"] == {"enabled": False}
    assert options["edges"]["smooth"] is False


def test_the_graph_is_left_as_it_was(corpus):
    graph = assemble(corpus)
    before = (list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)))
    render_page(graph)
    assert (list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))) == before


def test_nothing_is_written_to_the_working_folder(corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    render_page(assemble(corpus))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_graph_has_a_page():
    assert _block(render_page(assemble(Corpus())), "kg-data")["entities"]["name"] == []


def test_the_page_is_the_same_for_every_hash_seed_and_locale():
    told = set()
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        told.add(run.stdout)
    assert len(told) == 1
