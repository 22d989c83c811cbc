"""Trains the recogniser that ships with kg. In: passages, documents, seeds with gold; out: model folder, card, figures.

Everything that is drawn by chance comes from one seeded generator, and numpy sums in a fixed order on one thread, so that the same
input gives the same bytes on the same machine.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.mentions.decoding import decode
from kg.mentions.features import COLUMNS, TAGS, Alphabet
from kg.mentions.recogniser import VERSION, Recogniser
from kg.network import Adam, Network, Shape, Trainer, initial, join
from kg.train.names import Sample, language, read_answered, read_gold_documents, read_passages

Ints = NDArray[np.int32]
Told = Callable[[str], None]


def _silent(line: str) -> None:
    """Tells nobody."""


#: Columns of a row that no rule writes: character, two pairs, word and quotation marks.
OWN = 3 + [name for name, _ in COLUMNS].index("edge")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn.

    Attributes:
        width: numbers that describe a character inside the network.
        dilations: distances that the blocks see.
        pairs: rows that pairs of characters share.
        least: characters that stand less often are unknown to the model.
        passes: times over the data.
        batch: code points of a step.
        rate: of the optimiser, at its highest.
        dropout: share of numbers inside the network that are dropped.
        mute: how often a text is shown without one family of rules, so that the model does without where lists end.
        blind: share of characters whose identity is hidden.
        seeds: one network is trained for each; their probabilities are averaged.
    """

    width: int = 96
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    pairs: int = 8192
    least: int = 2
    passes: int = 5
    batch: int = 1800
    rate: float = 2e-3
    dropout: float = 0.35
    mute: float = 0.2
    blind: float = 0.08
    seeds: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 of name occurrences with both edges and the type right."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class RecogniserReport:
    """What was trained and how well it does.

    Attributes:
        held_out: one text in ten of our own writing, by a model that saw the other nine; the first half of the figures.
        texts: texts learnt from.
        characters: their code points.
        names: their name occurrences.
        size: bytes of the weights.
        sha256: digest of the weights.
    """

    held_out: Scores
    texts: int
    characters: int
    names: int
    size: int
    sha256: str


def read_samples(annotated: Path, seeds: Path | None) -> list[Sample]:
    """All training texts with what the rules say of them.

    Args:
        annotated (Path): folder with ``passages/*.txt`` and ``documents/*.txt``.
        seeds (Path | None): folder of documents with ``gold/*.json``.

    Raises:
        SourceError: a file cannot be read or breaks its format.
    """
    nlp = language()
    samples = [sample for path in sorted(annotated.glob("passages/*.txt")) for sample in read_passages(path, nlp)]
    samples += [sample for path in sorted(annotated.glob("documents/*.txt")) for sample in read_answered(path, nlp)]
    if seeds is not None:
        samples += read_gold_documents(seeds, nlp)
    return samples


def train_recogniser(
    annotated: Path, seeds: Path | None, out: Path, settings: Settings | None = None, told: Told = _silent
) -> RecogniserReport:
    """Trains, measures and writes a recogniser; the same input gives the same bytes.

    Args:
        annotated (Path): see ``read_samples``.
        seeds (Path | None): see ``read_samples``.
        out (Path): model folder, made if missing; files of the same names are replaced.
        settings (Settings | None): how to learn.
        told (Callable): told of each pass.

    Raises:
        SourceError: a file cannot be read or breaks its format.
    """
    settings = settings or Settings()
    samples = read_samples(annotated, seeds)
    kept = samples[::10]
    measured = learn([sample for n, sample in enumerate(samples) if n % 10], settings, told)
    held_out = occurrence_scores(measured, kept)
    model = learn(samples, settings, told)
    size, digest = write_model(model, settings, out)
    report = RecogniserReport(
        held_out,
        len(samples),
        sum(len(sample.text) for sample in samples),
        sum(_count(sample.tags) for sample in samples),
        size,
        digest,
    )
    (out / "MODEL_CARD.md").write_text(_card(report, settings), encoding="utf-8")
    return report


def learn(samples: Sequence[Sample], settings: Settings, told: Told = _silent) -> Recogniser:
    """A recogniser that learnt from ``samples``."""
    alphabet = _alphabet(samples, settings)
    shape = Shape(alphabet.size, settings.width, settings.dilations, TAGS)
    rows = [alphabet.rows(sample.text, sample.table) for sample in samples]
    networks = []
    for seed in settings.seeds:
        rng = np.random.default_rng(seed)
        network = Network(shape, initial(shape, rng))
        adam = _run(network, rows, [sample.tags for sample in samples], settings, rng, told)
        # What is measured is what is shipped: weights of half precision.
        networks.append(Network(shape, adam.mean.astype(np.float16).astype(np.float32)))
    return Recogniser(alphabet, tuple(networks))


def _alphabet(samples: Sequence[Sample], settings: Settings) -> Alphabet:
    fold = Alphabet("", settings.pairs).known
    counts = Counter(char for sample in samples for char in fold(sample.text))
    return Alphabet("".join(sorted(c for c, n in counts.items() if n >= settings.least)), settings.pairs)


def _run(
    network: Network,
    rows: Sequence[Ints],
    tags: Sequence[Ints],
    settings: Settings,
    rng: np.random.Generator,
    told: Told,
) -> Adam:
    trainer, adam = Trainer(network, rng, settings.dropout), Adam(network.vector)
    total = settings.passes * sum(map(len, rows)) / settings.batch
    for number in range(settings.passes):
        losses = []
        for batch in _batches(rows, settings.batch, rng):
            ids, keep, starts = join([_disturbed(rows[n], settings, rng) for n in batch])
            gold = np.full(len(ids), -1, dtype=np.int32)
            for n, start in zip(batch, starts, strict=True):
                gold[start : start + len(tags[n])] = tags[n]
            losses.append(trainer.tag_loss(ids, keep, gold))
            warm, left = min(1.0, adam.steps / 100), max(0.03, 1 - adam.steps / (total + 1))
            adam.step(trainer.gradient, settings.rate * warm * left)
        told(f"第 {number + 1}/{settings.passes} 遍，损失 {np.mean(losses):.4f}")
    return adam


def _batches(rows: Sequence[Ints], size: int, rng: np.random.Generator) -> Iterator[list[int]]:
    batch: list[int] = []
    for n in rng.permutation(len(rows)).tolist():
        batch.append(n)
        if sum(len(rows[m]) for m in batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def _disturbed(rows: Ints, settings: Settings, rng: np.random.Generator) -> Ints:
    """The rows of a text as it is shown once: some rules silent, some characters hidden."""
    shown = rows.copy()
    muted = np.flatnonzero(rng.random(shown.shape[1]) < settings.mute)
    shown[:, muted[muted >= OWN]] = 0
    shown[rng.random(len(shown)) < settings.blind, 0] = 1
    shown[rng.random(len(shown)) < 2 * settings.blind, 1:3] = 0
    shown[rng.random(len(shown)) < 2 * settings.blind, 3] = 0
    return shown


def occurrence_scores(model: Recogniser, samples: Sequence[Sample]) -> Scores:
    """How well a model finds the name occurrences of ``samples``."""
    right = wrong = missed = 0
    for sample in samples:
        found = {(start, end, kind) for start, end, kind, _ in decode(model.probabilities(sample.text, sample.table))}
        gold = {(start, end, kind) for start, end, kind, _ in decode(np.eye(TAGS, dtype=np.float32)[sample.tags])}
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return Scores(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def _count(tags: Ints) -> int:
    """Name occurrences: tags that begin one."""
    return int(np.isin((tags - 1) % 4, (0, 3))[tags > 0].sum())


def write_model(model: Recogniser, settings: Settings, out: Path) -> tuple[int, str]:
    """Writes weights (half precision) and their description; returns bytes and digest of the weights."""
    out.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.save(buffer, np.stack([network.vector for network in model.networks]).astype(np.float16))
    content = buffer.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    meta = {
        "version": VERSION,
        "sha256": digest,
        "characters": model.alphabet.characters,
        "pairs": model.alphabet.pairs,
        "columns": [list(column) for column in COLUMNS],
        "width": settings.width,
        "dilations": list(settings.dilations),
    }
    (out / "weights.npy").write_bytes(content)
    (out / "meta.json").write_text(
        json.dumps(meta, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    return len(content), digest


def _card(report: RecogniserReport, settings: Settings) -> str:
    """The card in Chinese with the figures of ``report``."""
    template = files("kg.train").joinpath("recogniser_card.md").read_text(encoding="utf-8")
    return template.format(
        precision=f"{100 * report.held_out.precision:.1f}",
        recall=f"{100 * report.held_out.recall:.1f}",
        f1=f"{100 * report.held_out.f1:.1f}",
        texts=report.texts,
        characters=report.characters,
        names=report.names,
        size=round(report.size / 1000),
        networks=len(settings.seeds),
        settings="，".join(f"{name} = {value}" for name, value in asdict(settings).items()),
        version=VERSION,
    )
