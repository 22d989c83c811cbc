"""Fuzzes what reads input of strangers, guided by coverage. Run it: python tests/fuzz/run.py readers --runs 20000

Needs the extra `fuzz`. Every target is a process of its own, since libFuzzer ends the one that it runs in. See README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from hashlib import sha256
from pathlib import Path
from types import TracebackType

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

GROUPS = ("readers", "all")
SLOW = 20  # seconds for one input; what takes longer counts as a crash
MEMORY = 4096  # MB


def main() -> None:
    """Runs targets one after the other, prints a line for each; exit code 1 when one crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", help="readers, all, or the name of one target: txt, docx_xml, quantities ...")
    parser.add_argument("--runs", type=int, default=20_000, help="inputs for each target")
    parser.add_argument("--seconds", type=int, default=0, help="at most so long for each target; 0 for no limit")
    parser.add_argument("--crashes", type=Path, default=Path(tempfile.gettempdir()) / "kg-fuzz-crashes")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        _fuzz(told.target, told.inside, told.runs, told.seconds)
        return
    import fuzz_targets

    known = {"readers": list(fuzz_targets.readers()), "all": list(fuzz_targets.targets())}
    names = known.get(told.target, [told.target])
    if unknown := {*names} - {*known["all"]}:
        parser.error(f"no target {' '.join(unknown)}; there are {' '.join((*GROUPS, *known['all']))}")
    crashed = [_run(name, told.runs, told.seconds, told.crashes / name) for name in names]
    sys.exit(1 if any(crashed) else 0)


def _run(name: str, runs: int, seconds: int, folder: Path) -> int:
    """One target; returns how many crashes it had."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, __file__, name, "--runs", str(runs), "--seconds", str(seconds), "--inside", str(folder)]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    said = done.stderr.decode("utf-8", "replace")
    (folder / "log.txt").write_text(said, encoding="utf-8")
    found = [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))]
    deadly = done.returncode != 0
    ran = re.search(r"Done (\d+) runs", said) or next(iter([*re.finditer(r"^#(\d+)", said, re.MULTILINE)][-1:]), None)
    took = time.perf_counter() - begun
    crashes = len(found) + deadly
    sys.stdout.write(f"{name:12} {ran[1] if ran else 0:>8} runs {took:7.1f} s {crashes:3} crashes\n")
    for one in found:
        sys.stdout.write(f"    {one['error']}  at {one['at']}  {one['file']}\n")
    if deadly:
        sys.stdout.write(f"    ended with {done.returncode}: {folder / 'log.txt'}\n")
    sys.stdout.flush()
    return crashes


def _fuzz(name: str, folder: Path, runs: int, seconds: int) -> None:
    """Inside the process: instruments kg, writes the seeds and hands over to libFuzzer, which does not come back."""
    import atheris

    with atheris.instrument_imports(include=["kg.sources", "kg.quantities", "kg.config"]):
        import fuzz_targets
    target, seeds = fuzz_targets.targets()[name]
    corpus = Path(tempfile.mkdtemp(prefix="kg-fuzz-corpus-"))
    for at, seed in enumerate(seeds):
        (corpus / f"seed{at}").write_bytes(seed)
    for old in folder.glob("*"):
        old.unlink()
    known: set[str] = set()

    def one(data: bytes) -> None:
        error = fuzz_targets.crash_of(target, data)
        if error is not None:
            _keep(error, data, folder, known)

    limits = [f"-runs={runs}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={folder}/"]
    length = max(4096, 2 * max(map(len, seeds)))
    atheris.Setup([sys.argv[0], str(corpus), *limits, f"-max_len={length}", f"-max_total_time={seconds}"], one)
    atheris.Fuzz()


def _keep(error: BaseException, data: bytes, folder: Path, known: set[str]) -> None:
    """The first input of each fault: what was raised, and the last line of kg that it passed."""
    at = _place(error.__traceback__)
    if (key := f"{type(error).__name__} {at}") in known:
        return
    known.add(key)
    file = folder / sha256(data).hexdigest()[:12]
    file.write_bytes(data)
    lines = "".join(traceback.format_exception(error))
    row = {"error": f"{type(error).__name__}: {error}"[:200], "at": at, "file": str(file), "traceback": lines}
    file.with_suffix(".json").write_text(json.dumps(row, indent=1), encoding="utf-8")


def _place(trace: TracebackType | None) -> str:
    frames = [frame for frame in traceback.extract_tb(trace) if f"{os.sep}kg{os.sep}" in frame.filename]
    last = (frames or traceback.extract_tb(trace))[-1:]
    return f"{Path(last[0].filename).name}:{last[0].lineno}" if last else "?"


if __name__ == "__main__":
    main()
