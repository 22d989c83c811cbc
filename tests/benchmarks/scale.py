"""Builds corpora of growing size and tells what each takes. Run it: python tests/benchmarks/scale.py --times 1 10 100 --json scale.json

The corpora are the seeds with other places, names and figures (varied.py), so caches and merges do real work. Each build is a process
of its own, `kg build --jobs N`. Told are characters a second, seconds by stage, processor's seconds of all processes, the most memory
that all of them held at one time (proportional set size, sampled; shared pages count once), and the size of the outputs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
EVERY = 0.25  # seconds between two looks at memory


def main() -> None:
    """Builds, prints a table in Markdown, writes JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, nargs="*", default=[1, 10, 100], help="corpora of so many times the seeds")
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="more folders or files to build")
    parser.add_argument("--jobs", type=int, nargs="*", default=[os.cpu_count() or 1])
    os.environ["KG_CACHE_DIR"] = ""  # all is extracted
    parser.add_argument("--json", type=Path)
    parser.add_argument("--work", type=Path, help="folder for corpora and builds, which stay there")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = told.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        corpora = [(f"seeds x{times}", _varied(times, work)) for times in told.times]
        corpora += [(path.stem, path) for path in told.corpus]
        rows = []
        for name, corpus in corpora:
            for jobs in told.jobs:
                rows.append(
                    {"corpus": name, "jobs": jobs, **measure(corpus, work / f"out-{name.split()[-1]}-{jobs}", jobs)}
                )
                sys.stderr.write(f"{rows[-1]}\n")
    if told.json:
        told.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(table(rows))


def _varied(times: int, work: Path) -> Path:
    corpus = work / f"x{times}"
    if not corpus.exists():
        command = [
            sys.executable,
            str(ROOT / "tests/benchmarks/varied.py"),
            "--times",
            str(times),
            "--out",
            str(corpus),
        ]
        subprocess.run(command, check=True)
    return corpus


def measure(corpus: Path, out: Path, jobs: int) -> dict[str, Any]:
    """One build: what it made and what it took."""
    command = [sys.executable, "-m", "kg", "build", str(corpus), "--out", str(out), "--jobs", str(jobs), "--json"]
    before, begun, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as build:
        while build.poll() is None:
            peak = max(peak, _memory(build.pid))
            time.sleep(EVERY)
        assert build.stdout is not None
        if build.returncode:
            raise SystemExit(f"{' '.join(command)}: exit code {build.returncode}")
        made = json.loads(build.stdout.read())
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    characters = json.loads((out / "build.json").read_text(encoding="utf-8"))["counts"]["characters"]
    return {
        "documents": made["documents"],
        "characters": characters,
        "entities": made["entities"],
        "facts": made["facts"],
        "seconds": round(wall, 1),
        "CPU s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "characters/s": round(characters / wall),
        "peak MB": round(peak / 1e6),
        "outputs MB": round(sum(file.stat().st_size for file in out.iterdir()) / 1e6, 1),
        "stages": made["seconds"],
        "work": made["work"],
        "load": round(os.getloadavg()[0], 2),
    }


def _memory(pid: int) -> int:
    """Bytes that a process and all below it hold; what they share counts once."""
    total = 0
    for one in _family(pid):
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            continue  # it has just ended
        total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, children.read_text(encoding="ascii").split())
            except OSError:
                continue
    return found


def table(rows: list[dict[str, Any]]) -> str:
    """The rows in Markdown, with the seconds of each stage."""
    stages = list(dict.fromkeys(stage for row in rows for stage in row["stages"]))
    plain = [key for key in rows[0] if key not in ("stages", "work")] if rows else []
    heads = [*plain, *stages]
    lines = [heads, ["---"] * len(heads)]
    lines += [
        [
            *(f"{row[key]:,}" if isinstance(row[key], int) else str(row[key]) for key in plain),
            *(f"{row['stages'].get(stage, 0):.1f}" for stage in stages),
        ]
        for row in rows
    ]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


if __name__ == "__main__":
    main()
