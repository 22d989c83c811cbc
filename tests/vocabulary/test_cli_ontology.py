"""`kg ontology`: exit codes, files, what a program reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import ExportError
from kg.vocabulary import site
from kg.vocabulary.site import write_pages

ROOT = Path(__file__).parent.parent.parent
runner = CliRunner()


def test_check_prints_the_table_and_its_sum() -> None:
    done = runner.invoke(app, ["ontology", "check"])
    assert done.exit_code == 0
    assert "P13" in done.output
    assert "通过" in done.output.splitlines()[-1]


def test_check_gives_values_to_a_program() -> None:
    done = runner.invoke(app, ["ontology", "check", "--json"])
    results = json.loads(done.output)
    assert {result["outcome"] for result in results} == {"通过", "接受", "离线部分通过", "未查"}
    assert [each["term"] for result in results if result["check"] == "OM3" for each in result["accepted"]] == ["doi"]


def test_check_that_fails_is_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "offered", frozenset)
    done = runner.invoke(app, ["ontology", "check"])
    assert done.exit_code == 1
    assert "主机上不会有 ontology/index.html" in done.output.replace("\n", "").replace(" ", "").replace(
        "主机上不会有", "主机上不会有 "
    )


def test_publish_writes_the_folder_for_a_host(tmp_path: Path) -> None:
    done = runner.invoke(app, ["ontology", "publish", str(tmp_path / "site")])
    assert done.exit_code == 0
    written = {
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()
    }
    assert written == site.offered()
    assert (tmp_path / "site/ontology/ontology.ttl").read_bytes() == (ROOT / "ontology/kg.ttl").read_bytes()


def test_pages_go_beside_the_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_text("", encoding="utf-8")
    assert write_pages(tmp_path) == ("index.html", "QUALITY.md")
    assert (tmp_path / "index.html").read_bytes() == (ROOT / "ontology/index.html").read_bytes()


def test_pages_want_the_folder_of_the_vocabulary(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"kg\.ttl"):
        write_pages(tmp_path)


def test_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="写不了"):
        site.write_site(tmp_path / "file" / "below")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_site_is_the_same_whatever_the_hash_seed(seed: str, tmp_path: Path) -> None:
    here = dict(site.site())
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "kg", "ontology", "publish", str(tmp_path)]
    subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True)
    assert {path: (tmp_path / path).read_bytes() for path in here} == here
