"""Writes what is published. In: the ontology's files; out: the committed page and table, or a folder for a web server.

The folder has the layout that ontology/w3id/.htaccess redirects to: each file of the ontology in four formats, without a
version and under its version, the page beside the vocabulary, the competency questions by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg import __version__
from kg.errors import ExportError
from kg.ontology import folder, read_file
from kg.vocabulary.checking import check
from kg.vocabulary.formats import FORMATS, written
from kg.vocabulary.material import Material, load
from kg.vocabulary.page import render_page
from kg.vocabulary.table import to_markdown

#: Name below https://w3id.org/citykg/ -> file of the ontology.
PUBLISHED = {"ontology": "kg.ttl", "alignment": "alignment.ttl", "shapes": "shapes.ttl", "industries": "industries.ttl"}
#: The classifications have the years of their standards, not our versions.
UNVERSIONED = "industries"
_QUESTIONS = "competency"


def site() -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of the folder, in order.

    Raises:
        OntologyError: a file of the ontology is missing or damaged.
    """
    yield "logo.svg", read_file("logo.svg").encode()
    for path, source, extension in _planned():
        yield path, written(read_file(source), extension)
    page = render_page(load()).encode()
    for place in _places("ontology"):
        yield f"{place}/index.html", page
    yield from _questions()


def offered() -> frozenset[str]:
    """The paths of ``site`` without their content; quick."""
    fixed = {"logo.svg", *(f"{place}/index.html" for place in _places("ontology"))}
    return frozenset(fixed | {path for path, _, _ in _planned()} | {path for path, _ in _questions()})


def _places(name: str) -> tuple[str, ...]:
    return (name,) if name == UNVERSIONED else (name, f"{name}/{__version__}")


def _planned() -> Iterator[tuple[str, str, str]]:
    there = {file.name for file in folder().iterdir()}
    for name, source in PUBLISHED.items():
        if source in there:
            for place in _places(name):
                yield from ((f"{place}/{name}.{extension}", source, extension) for extension in FORMATS)


def _questions() -> Iterator[tuple[str, bytes]]:
    asked = folder().joinpath(_QUESTIONS)
    found = (
        sorted((file.name, file.read_bytes()) for file in asked.iterdir() if file.name.endswith(".rq"))
        if asked.is_dir()
        else []
    )
    for name, content in found:
        yield f"{_QUESTIONS}/{name}", content
    if found:
        yield f"{_QUESTIONS}/index.txt", "".join(f"{name.removesuffix('.rq')}\n" for name, _ in found).encode()


def write_site(out: Path) -> int:
    """Writes the folder for a web server; other files that lie there stay.

    Returns:
        int: how many files it has.

    Raises:
        ExportError: the folder cannot be written.
        OntologyError: as ``site``.
    """
    count = 0
    for path, content in site():
        _write(out / path, content)
        count += 1
    return count


def pages(material: Material | None = None) -> dict[str, str]:
    """The generated files that lie in the repository beside the ontology: name -> text.

    Raises:
        OntologyError: as ``load``.
    """
    read = material or load(offered())
    page = render_page(read)
    # The table is about the page as it is written now, not about the one that lay there before.
    return {"index.html": page, "QUALITY.md": to_markdown(check(replace(read, page=page)))}


def write_pages(out: Path) -> tuple[str, ...]:
    """Writes the generated files into the ontology's folder.

    Returns:
        tuple[str, ...]: their names.

    Raises:
        ExportError: the folder has no kg.ttl, or cannot be written.
    """
    if not (out / "kg.ttl").is_file():
        raise ExportError(f"{out.as_posix()} 里没有 kg.ttl", remedy="请给出词表所在的目录")
    made = pages()
    for name, text in made.items():
        _write(out / name, text.encode())
    return tuple(made)


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise ExportError(f"写不了 {path.as_posix()}：{error.strerror}") from error
