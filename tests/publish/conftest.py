"""A small build, the servers it is pushed to, and the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Answering, Run, answering_server, oxigraph_server

from exporting import export
from kg.cli import main
from kg.model import Corpus


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the tester's own secrets nor proxies."""
    for name in ("KG_PUSH_PASSWORD", "KG_PUSH_TOKEN", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))


@pytest.fixture
def exports(corpus: Corpus, tmp_path: Path) -> Path:
    export(corpus, tmp_path / "exports", ("ttl", "nt"))
    return tmp_path / "exports"


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture
def server() -> Iterator[Answering]:
    with answering_server() as state:
        yield state


@pytest.fixture
def push(exports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `kg push`; gives exit code, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", "push", *arguments, "--exports", str(exports)])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return run
