"""`import kg`: which names it has, what they cost, and that checkers of types know them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kg
from whole_build import ROOT

PROGRAM = """
import kg

graph: kg.Graph = kg.build(["reports"], out="exports", jobs=2, merge=[{"type": "Park", "name": "a", "aliases": ["b"]}])
opened = kg.open("exports")
parks: list[str] = [entity.name for entity in opened.entities(type=kg.EntityType.PARK)]
first: kg.Fact = opened.facts("x", predicate="locatedIn", kind="actual", year=2017)[0]
status: kg.Status | None = first.status
answer: kg.Answer = opened.query("园区企业", 市="东莞市", evidence=True)
shorts: list[str] = [question.short for question in kg.questions()]
years: list[int] = [source.year for source in opened.documents if source.year is not None]


def one(name: str) -> kg.Entity | None:
    try:
        return opened.entity(name)
    except kg.KGError:
        return None
"""


def checked(program: str, folder: Path) -> str:
    """What mypy says of a program that uses kg."""
    (folder / "program.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(folder / "cache")]
    ran = subprocess.run(
        [*command, "program.py"], cwd=folder, env={"MYPYPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True
    )
    return "\n".join(line for line in ran.stdout.splitlines() if line.startswith("program.py"))


def test_every_name_is_there_and_documented() -> None:
    assert [name for name in kg.__all__ if name != "__version__" and not getattr(kg, name).__doc__] == []
    assert set(kg.__all__) <= set(dir(kg))


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        kg.opne  # type: ignore[attr-defined]  # noqa: B018


def test_importing_it_loads_none_of_it() -> None:
    program = "import kg, sys; print([name for name in sys.modules if name.startswith('kg.')])"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_command_line_does_not_load_it() -> None:
    program = (
        "import kg.cli, sys; print([name for name in sys.modules if name.startswith('kg.api') or name == 'pandas'])"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_typed_program_is_found_right(tmp_path: Path) -> None:
    assert checked(PROGRAM, tmp_path) == ""


def test_slips_of_a_typed_program_are_found(tmp_path: Path) -> None:
    slips = 'import kg\nkg.opne("exports")\nkg.build("seeds", jbs=2)\nnumber: int = kg.open().entity("x").name\n'
    assert [line.split(":")[1] for line in checked(slips, tmp_path).splitlines() if ": error:" in line] == [
        "2",
        "3",
        "4",
    ]


def test_types_are_shipped() -> None:
    assert (ROOT / "kg" / "py.typed").is_file()
