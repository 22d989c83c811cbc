"""Every notebook runs from top to bottom, without a warning, and is stored without outputs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

from sharing import made_once
from whole_build import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

#: What the reader of each notebook must see.
SHOWN = {
    "01-report-to-graph": "全市地区生产总值1234.5亿元,增长6.1%",
    "02-sparql-for-analysts": "是不是 kg:Project？",
    "03-promises-and-results": "还没有回顾2021年的后文",
    "04-projects-parks-money": "预计全市实现生产总值7580亿元,同比增长8.2%左右",
    "05-your-own-documents": "星河半导体、芯河科技",
    "06-how-far-to-trust-it": "不对的有 0 处",
}


def _read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def _codes(path: Path) -> list[Any]:
    return [cell for cell in _read(path).cells if cell.cell_type == "code"]


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of kernels: this kg, and folders of their own for what is kept between builds and for the fonts' list."""

    def make(folder: Path) -> None:
        fonts = {
            **os.environ,
            "MPLCONFIGDIR": str(folder / "matplotlib"),
        }  # its list is made once, and telling so is no warning
        subprocess.run(
            [sys.executable, "-c", "import matplotlib.font_manager"], env=fonts, check=True, capture_output=True
        )

    folder = made_once(tmp_path_factory, "notebooks", make)
    own = {"KG_CACHE_DIR": str(folder / "cache"), "MPLCONFIGDIR": str(folder / "matplotlib"), "PYTHONPATH": str(ROOT)}
    return {**os.environ, **own}


def _texts(outputs: list[Any]) -> Iterator[str]:
    for output in outputs:
        yield output.get("text", "")
        yield from (value for kind, value in output.get("data", {}).items() if kind.startswith("text/"))


@pytest.fixture
def kernels() -> Iterator[Config]:
    """Sockets of files instead of ports, so nobody else can listen; their paths must be short, and pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        yield Config(KernelManager={"transport": "ipc", "ip": f"{folder}/kernel"})


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_without_a_warning_and_shows_what_it_promises(
    path: Path, surroundings: dict[str, str], kernels: Config
) -> None:
    notebook = _read(path)
    client = NotebookClient(notebook, config=kernels, timeout=300, resources={"metadata": {"path": str(path.parent)}})
    client.execute(env=surroundings)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert SHOWN[path.stem] in "".join(_texts(outputs))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_holds_no_outputs(path: Path) -> None:
    assert all(cell.outputs == [] and cell.execution_count is None for cell in _codes(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_uses_the_names_for_programs_only(path: Path) -> None:
    lines = [line.strip() for cell in _codes(path) for line in cell.source.splitlines()]
    assert [line for line in lines if line.startswith(("from kg", "import kg."))] == []
    assert "import kg" in lines


def test_readme_tells_of_every_notebook() -> None:
    readme = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in NOTEBOOKS if f"`{path.name}`" not in readme] == []
    assert {path.stem for path in NOTEBOOKS} == set(SHOWN)
