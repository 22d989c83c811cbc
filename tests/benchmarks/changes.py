"""Times builds after one document of 200 was added, changed or deleted. Run it: python tests/benchmarks/changes.py --times 20

The corpus is the seeds with other places and figures (varied.py). Each build is a process of its own; behind each its exports are
compared byte for byte with a build from nothing, which is timed as well.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Builds, changes, builds, compares, prints a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="so many times the ten seed documents")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        corpus, spare, cache = work / "texts", work / "spare", work / "cache"
        _run(ROOT / "tests/benchmarks/varied.py", "--times", str(told.times + 1), "--out", str(corpus))
        files = sorted(corpus.rglob("*.txt"))
        spare.mkdir()
        for file in files[-10:]:
            file.replace(spare / file.name)
        left = sorted(corpus.rglob("*.txt"))
        steps: list[tuple[str, Callable[[], object]]] = [
            ("first build", lambda: None),
            ("nothing changed", lambda: None),
            ("one added", lambda: shutil.copy(next(spare.iterdir()), corpus / "added.txt")),
            ("one changed", lambda: _change(left[len(left) // 2])),
            ("one deleted", left[len(left) // 3].unlink),
        ]
        sys.stdout.write(
            f"{len(left)} documents\n\n| | seconds | fresh build, seconds | same bytes |\n|---|---:|---:|---|\n"
        )
        for name, change in steps:
            change()
            took = _build(corpus, work / "out", cache)
            fresh = _build(corpus, work / "fresh", None)
            same = _contents(work / "out") == _contents(work / "fresh")
            sys.stdout.write(f"| {name} | {took:.1f} | {fresh:.1f} | {same} |\n")
            sys.stdout.flush()


def _change(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.rstrip() + "\n3月5日，市政府与星海芯片有限公司签约，总投资5亿元。\n", encoding="utf-8")


def _build(corpus: Path, out: Path, cache: Path | None) -> float:
    begun = time.perf_counter()
    environment = {**os.environ, "KG_CACHE_DIR": str(cache) if cache else ""}
    command = [sys.executable, "-m", "kg", "build", str(corpus), "--out", str(out)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _run(*command: str | Path) -> None:
    subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.DEVNULL)


def _contents(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.iterdir() if file.is_file())
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    main()
