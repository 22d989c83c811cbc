"""What others read in an RDF file: the parsers of rdflib and pyoxigraph, rapper, serdi and N3.js."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Graph

from node_clients import count_triples

#: suffix -> names of the syntax in rdflib, rapper and serdi; None when the tool, like N3.js, does not read it.
NAMES: dict[str, tuple[str, str | None, str | None]] = {
    ".ttl": ("turtle", "turtle", "turtle"),
    ".nt": ("nt", "ntriples", "ntriples"),
    ".nq": ("nquads", "nquads", "nquads"),
    ".jsonld": ("json-ld", None, None),
}


def count_by_reader(file: Path) -> dict[str, int]:
    """Distinct statements that each parser reads."""
    in_rdflib, in_rapper, in_serdi = NAMES[file.suffix]
    out = "nquads" if file.suffix == ".nq" else "ntriples"
    counts = {"rdflib": _rdflib(file, in_rdflib), "pyoxigraph": len(set(quads(file)))}
    if in_rapper and in_serdi:
        counts["rapper"] = _command("rapper", "-q", "-i", in_rapper, "-o", out, str(file))
        counts["serdi"] = _command("serdi", "-i", in_serdi, "-o", out, str(file))
        counts["N3.js"] = count_triples(file)[str(file)]
    return counts


def quads(file: Path) -> list[ox.Quad]:
    """What pyoxigraph reads."""
    return list(ox.parse(path=str(file), format=ox.RdfFormat.from_extension(file.suffix[1:])))


def _rdflib(file: Path, syntax: str) -> int:
    if syntax == "nquads":
        return len(set(Dataset().parse(file, format=syntax).quads()))
    return len(Graph().parse(file, format=syntax))


def _command(tool: str, *arguments: str) -> int:
    assert shutil.which(tool), f"{tool} is missing: apt-get install raptor2-utils serdi"
    done = subprocess.run([tool, *arguments], check=True, capture_output=True)
    return len(set(done.stdout.splitlines()))
