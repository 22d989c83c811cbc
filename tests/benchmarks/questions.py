"""Times the competency questions in both engines on an export. Run it: python tests/benchmarks/questions.py --help

For each question: as it stands (everything), and with the values of its example, the best of N runs in milliseconds of processor
time, so that other work on the machine hardly counts. Loading the export is not counted; the checks before a query are.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.query.engines import Engine, Opened, open_export
from kg.query.pack import Question, questions
from kg.query.values import fill

ENGINES: tuple[Engine, ...] = ("oxigraph", "rdflib")


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of several runs, in milliseconds of processor time."""
    took = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        took.append(time.process_time() - begin)
    return min(took) * 1000


def timed(question: Question, opened: Opened, runs: int) -> tuple[float, float, int]:
    """Milliseconds as it stands, milliseconds with its example, rows with its example."""
    example, _ = fill(question, question.example, opened)
    rows = len(opened.ask(example).rows)
    whole = best(lambda: opened.ask(question.text), runs)
    return whole, best(lambda: opened.ask(example), runs) if question.example else whole, rows


def main() -> None:
    """Prints a table; ends with 1 when a question with its example takes longer than the bound in either engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exports", type=Path, default=Path("exports"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bound", type=float, default=1000, help="milliseconds")
    parser.add_argument("--only", nargs="*", help="names of questions")
    options = parser.parse_args()
    opened = {engine: open_export(options.exports, engine) for engine in ENGINES}
    sys.stdout.write(
        f"{'question':22}{'rows':>6}"
        + "".join(f"{engine + each:>18}" for engine in ENGINES for each in (" all", " example"))
        + "\n"
    )
    slow = []
    for question in questions():
        if options.only and question.name not in options.only:
            continue
        found = [timed(question, opened[engine], options.runs) for engine in ENGINES]
        cells = "".join(f"{whole:18.1f}{example:18.1f}" for whole, example, _ in found)
        sys.stdout.write(f"{question.name:22}{found[0][2]:6}{cells}\n")
        sys.stdout.flush()
        if max(example for _, example, _ in found) > options.bound:
            slow.append(question.name)
    if slow:
        sys.exit(f"slower than {options.bound:g} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
