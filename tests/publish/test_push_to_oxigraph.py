"""`kg push` loads a server that others wrote, which then holds exactly what was sent."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import requests
from loopback import Run
from typer.testing import CliRunner, Result

from exporting import export
from kg.cli import app
from kg.errors import PublishError
from kg.model import Corpus
from kg.ontology import DEFAULT_BASE
from kg.publish import Payload, count_triples, find_target
from kg.publish import push as send
from readers import count_by_reader

NAMED = "https://example.org/图?x=1&y=2"


@pytest.fixture
def sent(exports: Path) -> int:
    """Triples of the build."""
    return (exports / "graph.nt").read_bytes().count(b"\n")


@pytest.fixture(autouse=True)
def empty(oxigraph: str) -> None:
    requests.delete(f"{oxigraph}/store", timeout=10).raise_for_status()


@pytest.mark.parametrize("form", ["ttl", "nt"])
@pytest.mark.parametrize("packed", [(), ("--gzip",)], ids=["plain", "gzip"])
def test_server_holds_what_was_sent(oxigraph: str, push: Run, sent: int, form: str, packed: tuple[str, ...]) -> None:
    code, out, _ = push(f"{oxigraph}/store?default", "--format", form, *packed, "--check", f"{oxigraph}/query")
    assert code == 0
    assert f"服务器里有 {sent} 条三元组，等于发送的。" in out
    assert count_triples(f"{oxigraph}/query") == sent


def test_address_without_query_means_the_default_graph(oxigraph: str, push: Run, sent: int) -> None:
    assert push(f"{oxigraph}/store")[0] == 0
    assert count_triples(f"{oxigraph}/query") == sent


def test_named_graph_is_written_and_counted_apart(oxigraph: str, push: Run, sent: int) -> None:
    code, out, _ = push(f"{oxigraph}/store", "--graph", NAMED, "--check", f"{oxigraph}/query", "--json")
    assert code == 0
    pushed, counted = map(json.loads, out.splitlines())
    assert (pushed["method"], pushed["triples"], pushed["sent"]) == ("PUT", sent, True)
    assert counted["counted"] == sent == count_triples(f"{oxigraph}/query", NAMED)
    assert count_triples(f"{oxigraph}/query") == 0


def test_put_replaces_what_was_there(oxigraph: str, push: Run, sent: int) -> None:
    _insert(oxigraph)
    assert push(f"{oxigraph}/store")[0] == 0
    assert count_triples(f"{oxigraph}/query") == sent


def test_post_keeps_what_was_there(oxigraph: str, push: Run, sent: int) -> None:
    _insert(oxigraph)
    code, out, _ = push(f"{oxigraph}/store", "--add", "--check", f"{oxigraph}/query")
    assert code == 0
    assert "不少于发送的" in out
    assert count_triples(f"{oxigraph}/query") == sent + 1


def test_dry_run_sends_nothing(oxigraph: str, push: Run, sent: int) -> None:
    code, out, _ = push(f"{oxigraph}/store", "--dry-run")
    assert code == 0
    assert f"PUT {oxigraph}/store?default：{sent} 条三元组" in out and "没有发送" in out
    assert count_triples(f"{oxigraph}/query") == 0


def test_count_that_differs_is_an_error(oxigraph: str, push: Run, sent: int) -> None:
    code, _, err = push(f"{oxigraph}/store", "--graph", "https://example.org/g")
    assert code == 0
    code, _, err = push(f"{oxigraph}/store", "--check", f"{oxigraph}/query?default-graph-uri=https://example.org/none")
    assert code == 1
    assert f"服务器里有 0 条三元组，发送的是 {sent} 条" in err


def test_quads_load_with_a_graph_for_each_document(oxigraph: str, corpus: Corpus, sent: int, tmp_path: Path) -> None:
    export(corpus, tmp_path / "quads", ("nq",))
    quads = (tmp_path / "quads" / "graph.nq").read_bytes()
    headers = {"Content-Type": "application/n-quads"}
    requests.post(f"{oxigraph}/store", data=quads, headers=headers, timeout=10).raise_for_status()
    named = count_triples(f"{oxigraph}/query", DEFAULT_BASE + corpus.documents[0].id)
    assert named > 50
    assert named + count_triples(f"{oxigraph}/query") == sent


def test_committed_exports_load(oxigraph: str, push: Run, exports: Path) -> None:
    committed = Path(__file__).parents[2] / "exports" / "graph.ttl"
    shutil.copy(committed, exports / "graph.ttl")
    assert push(f"{oxigraph}/store")[0] == 0
    assert count_triples(f"{oxigraph}/query") == count_by_reader(committed)["serdi"]


def test_bulk_loader_of_the_table_holds_what_was_written(exports: Path, sent: int, tmp_path: Path) -> None:
    command = [str(Path(sysconfig.get_path("scripts")) / "oxigraph")]
    store = ["--location", str(tmp_path / "db")]
    subprocess.run([*command, "load", *store, "--file", str(exports / "graph.nt")], check=True, capture_output=True)
    query = ["--query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "--results-format", "csv"]
    done = subprocess.run([*command, "query", *store, *query], check=True, capture_output=True)
    assert done.stdout.split() == [b"n", str(sent).encode()]


def test_path_that_is_no_graph_store_is_an_error(oxigraph: str, push: Run) -> None:
    code, _, err = push(f"{oxigraph}/nothing")
    assert code == 1
    assert "404" in err and "/store" in err and len(err.strip().splitlines()) == 1


def test_server_that_finds_the_file_bad_is_quoted(oxigraph: str, exports: Path) -> None:
    """The file is checked before, so this goes past the command line."""
    bad = b"<urn:a> <urn:b> ."
    payload = Payload(io.BytesIO(bad), len(bad), "text/turtle", 1, compressed=False)
    with pytest.raises(PublishError, match="400"):
        send(payload, find_target(f"{oxigraph}/store"))


def _insert(oxigraph: str) -> None:
    update = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    requests.post(f"{oxigraph}/update", data={"update": update}, timeout=10).raise_for_status()


def test_shards_go_one_by_one_and_replace_what_was_there(oxigraph: str, corpus: Corpus, tmp_path: Path) -> None:
    _insert(oxigraph)
    export(corpus, tmp_path / "sharded", shards=3)
    lines = (tmp_path / "sharded" / "graph.nt").read_bytes().count(b"\n")
    done = _run(
        "push",
        f"{oxigraph}/store",
        "--exports",
        tmp_path / "sharded",
        "--format",
        "shards",
        "--check",
        f"{oxigraph}/query",
    )
    assert done.exit_code == 0
    assert [line.partition(" ")[0] for line in done.stdout.splitlines()[:3]] == ["PUT", "POST", "POST"]
    assert "第 2/3 份" in done.stdout
    assert f"服务器里有 {lines} 条三元组，等于发送的。" in done.stdout
    assert count_triples(f"{oxigraph}/query") == lines


def test_shards_that_are_not_complete_are_refused(oxigraph: str, corpus: Corpus, tmp_path: Path) -> None:
    export(corpus, tmp_path / "sharded", shards=3)
    (tmp_path / "sharded" / "graph-00001-of-00003.nt").unlink()
    with pytest.raises(PublishError, match="kg build --shards"):
        _run("push", f"{oxigraph}/store", "--exports", tmp_path / "sharded", "--format", "shards")
    assert count_triples(f"{oxigraph}/query") == 0


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
