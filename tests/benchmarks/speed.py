"""Times extraction beside what others need for less, on one text and one thread. Run it: python tests/benchmarks/speed.py --help

Rows: a whole `kg build` with all its exports, a process of its own; extraction as a whole and by stage; spaCy's stock Chinese pipeline (words, tags, parser, names), built as zh_core_web_sm is, with random
weights, which cost the same time; jieba's tagger where jieba is installed; a bare pass over the lexicon, which is the floor. Seconds
are processor time, so that other work on the machine hardly counts; everything is run once before to be warm, then the best run counts.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
TAGS, RELATIONS, NAMES = 35, 45, 18  # labels of zh_core_web_sm
WIDTH, DEPTH = 96, 4
ROWS = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
STOCK, TAGGER, FLOOR, WHOLE, BUILD = "spaCy stock", "jieba posseg", "Aho-Corasick", "kg extract", "kg build"
ROOT = Path(__file__).parents[2]


class Clock:
    """Seconds of processor time by row."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, row: str, work: Callable[[], Any]) -> Any:
        """Runs ``work`` and adds what it took to a row."""
        begun = time.process_time()
        made = work()
        self.seconds[row] = self.seconds.get(row, 0.0) + time.process_time() - begun
        return made


def by_stage(documents: Sequence[Any], clock: Clock) -> None:
    """What ``kg.pipeline.extract`` does, component by component."""
    from kg.check import find_unread
    from kg.mentions import mentions_of, owners_of
    from kg.pipeline import load_language
    from kg.quantities import find_quantities
    from kg.relations import relate
    from kg.relations.observations import observe

    nlp = load_language()
    for document in documents:
        doc = clock.time("· words", lambda text=document.text: nlp.make_doc(text))
        doc._.document = document
        for name, component in nlp.pipeline:
            doc = clock.time(f"· {name}", lambda component=component, doc=doc: component(doc))
        mentions, layout = mentions_of(doc), doc._.layout
        quantities = clock.time("· quantities", lambda text=document.text: find_quantities(text))
        told = document, layout, mentions, quantities
        claims = clock.time("· relations", lambda told=told, doc=doc: relate(*told, owners_of(doc)))
        claims += clock.time("· statistics", lambda told=told: observe(*told))
        clock.time("· unread", lambda told=told, claims=claims: tuple(find_unread(*told, claims)))


def stock() -> Any:
    """spaCy's Chinese pipeline in the shape of zh_core_web_sm: one tok2vec for tagger and parser, one for names."""
    import spacy
    from spacy.lang.zh import Segmenter

    from kg.language.pipeline import load_segmenter

    nlp = spacy.blank("zh")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec", config={"model": _tok2vec()})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", listener)})
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("ner", config={"model": _transitions("ner", _tok2vec())})
    nlp.initialize(lambda: _examples(nlp))
    # Behind initialize, which would look for a model to download.
    nlp.tokenizer.segmenter, nlp.tokenizer.pkuseg_seg = Segmenter.pkuseg, load_segmenter()
    return nlp


def _tok2vec() -> dict[str, Any]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": list(ROWS),
        "rows": list(ROWS.values()),
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _transitions(state: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


def _examples(nlp: Any) -> Iterator[Any]:
    """One sentence in which every label stands once."""
    from spacy.tokens import Doc
    from spacy.training import Example

    count = 2 * max(TAGS, RELATIONS, NAMES)
    doc = Doc(
        nlp.vocab,
        words=["城"] * count,
        tags=[f"T{at % TAGS}" for at in range(count)],
        heads=[max(0, at - 1) for at in range(count)],
        deps=["ROOT", *(f"d{at % RELATIONS}" for at in range(1, count))],
        ents=[f"B-E{at % NAMES}" for at in range(count)],
    )
    yield Example(nlp.make_doc("城" * count), doc)


def floor() -> Callable[[str], int]:
    """Counts the listed names in a text and does nothing with them."""
    import ahocorasick

    from kg.lexicon.divisions import load_divisions, load_places
    from kg.lexicon.names import load_names

    automaton = ahocorasick.Automaton()
    forms = [form for form, _ in load_divisions().forms()]
    forms += [form for place in load_places() for form in (place.name, *place.aliases)]
    forms += [form for entry in load_names() for form in entry.forms]
    for form in forms:
        automaton.add_word(form, form)
    automaton.make_automaton()
    return lambda text: sum(1 for _ in automaton.iter(text))


def build(sources: Path, characters: int) -> float:
    """Processor seconds of `kg build` with all that it starts, for so many characters; its exports go away."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "kg", "build", str(sources.resolve()), "--out", out, "--json"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        built = json.loads((Path(out) / "build.json").read_text(encoding="utf-8"))["counts"]["characters"]
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took * characters / float(built)


def rows(documents: Sequence[Any], *, others: bool) -> Iterator[tuple[str, Callable[[Clock], object]]]:
    """Each row with what is to be timed for it."""
    from kg.pipeline import extract, load_language

    nlp, texts = load_language(), [document.text for document in documents]
    yield WHOLE, lambda clock: clock.time(WHOLE, lambda: [extract(document, nlp) for document in documents])
    yield "stages", lambda clock: by_stage(documents, clock)
    find = floor()
    yield FLOOR, lambda clock: clock.time(FLOOR, lambda: [find(text) for text in texts])
    if not others:
        return
    pipeline = stock()
    yield STOCK, lambda clock: clock.time(STOCK, lambda: sum(1 for _ in pipeline.pipe(texts)))
    try:
        from jieba import posseg
    except ImportError:
        sys.stderr.write("jieba is not installed: no row for it\n")
        return
    yield TAGGER, lambda clock: clock.time(TAGGER, lambda: [posseg.lcut(text) for text in texts])


def measured(jobs: Iterable[tuple[str, Callable[[Clock], object]]], runs: int) -> dict[str, float]:
    """The best of several runs of each job, after one that warms up."""
    best: dict[str, float] = {}
    for _, job in jobs:
        job(Clock())
        for _ in range(runs):
            clock = Clock()
            job(clock)
            for row, seconds in clock.seconds.items():
                best[row] = min(seconds, best.get(row, seconds))
    return best


def table(seconds: dict[str, float], characters: int) -> str:
    """A Markdown table."""
    whole = seconds[WHOLE]
    lines = ["| | s / million characters | characters / s | kg extract = 1 |", "|---|---:|---:|---:|"]
    for row, took in seconds.items():
        rate = characters / took if took else 0.0
        lines.append(f"| {row} | {took / characters * 1e6:.3f} | {rate:,.0f} | {took / whole:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Parses, binds to one thread, prints."""
    if any(os.environ.get(name) != "1" for name in THREADS):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **dict.fromkeys(THREADS, "1")})
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="?", default=Path("seeds"))
    parser.add_argument("--documents", type=int, default=100, help="at most so many")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only-kg", action="store_true", help="without spaCy's stock pipeline and jieba")
    os.environ["KG_CACHE_DIR"] = ""  # all is extracted
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    from kg.sources import read_sources

    documents = list(islice(read_sources([given.sources]), given.documents))
    characters = sum(len(document.text) for document in documents)
    seconds = measured(rows(documents, others=not given.only_kg), given.runs)
    seconds[BUILD] = min(build(given.sources, characters) for _ in range(given.runs))
    if given.json:
        told = {"documents": len(documents), "characters": characters, "seconds": seconds}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return
    sys.stdout.write(f"{len(documents)} documents, {characters:,} characters\n\n{table(seconds, characters)}\n")


if __name__ == "__main__":
    main()
