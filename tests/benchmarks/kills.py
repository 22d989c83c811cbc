"""Kills builds at random moments and looks at the exports. Run it: python tests/benchmarks/kills.py --kills 50

Two corpora are built in turn into one folder with one cache, so that every build has something to change in every file. Each build is
killed (SIGKILL, the whole group of processes) after a random part of the time that it needs. After each the exports must be those of
one of the two corpora, file by file. At the end a build completes and must equal a fresh one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Builds, kills, compares, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="?", default=ROOT / "seeds")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--late", action="store_true", help="kill in the last tenth, where the files are put in place")
    told = parser.parse_args()
    chance = random.Random(told.seed)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        corpora = [work / "one" / "texts", work / "two" / "texts"]
        for corpus in corpora:
            shutil.copytree(told.sources, corpus)
        (corpora[1] / "more.txt").write_text(
            "青禾市招商\n3月5日，青禾市与星海芯片有限公司签约，总投资5亿元。\n", "utf-8"
        )
        fresh = [work / "fresh-one", work / "fresh-two"]
        took = [build(corpus, out, work / "unused") for corpus, out in zip(corpora, fresh, strict=True)]
        wanted = [contents(out) for out in fresh]
        out, cache = work / "out", work / "cache"
        build(corpora[0], out, cache)
        killed = completed = journals = mixed = 0
        while killed < told.kills:
            turn = (killed + completed) % 2
            after = took[turn] * chance.uniform(0.9 if told.late else 0.0, 1.1)
            ended = kill_after(corpora[turn], out, cache, after)
            completed, killed = completed + ended, killed + (not ended)
            if any(out.glob(".kg-*/journal.json")):
                journals += 1  # the next build finishes it; the files are of two builds until then
            elif contents(out) not in wanted:
                mixed += 1
        last = build(corpora[0], out, cache)
        whole = contents(out) == wanted[0]
    sys.stdout.write(
        f"{killed} killed, {completed} ended first; exports of two builds at once: {mixed}, with a journal to finish: {journals}; "
        f"the next build completed in {last:.1f} s (fresh {took[0]:.1f} s), equal to a fresh one: {whole}\n"
    )
    sys.exit(0 if whole and not mixed else 1)


def start(corpus: Path, out: Path, cache: Path) -> subprocess.Popen[bytes]:
    """A build in a group of its own."""
    command = [sys.executable, "-m", "kg", "build", str(corpus), "--out", str(out), "--cache", str(cache)]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere, start_new_session=True)


def build(corpus: Path, out: Path, cache: Path) -> float:
    """A whole build; gives its seconds."""
    begun = time.perf_counter()
    code = start(corpus, out, cache).wait()
    if code:
        raise SystemExit(f"kg build: exit code {code}")
    return time.perf_counter() - begun


def kill_after(corpus: Path, out: Path, cache: Path, seconds: float) -> bool:
    """Starts a build and kills it; gives whether it ended first."""
    process = start(corpus, out, cache)
    try:
        process.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def contents(folder: Path) -> dict[str, str]:
    """Digest of each file that is no work."""
    files = [file for file in sorted(folder.iterdir()) if file.is_file() and not file.name.startswith(".")]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    main()
