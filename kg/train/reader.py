"""Trains the reader of relations and states that ships with kg. In: documents with their whole answer; out: model folder, card, figures.

Everything that is drawn by chance comes from one seeded generator; the same input gives the same bytes on the same machine.
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

from kg.network import Adam, Floats, initial, join
from kg.pairnetwork import Asked, PairNetwork, PairTrainer, Places, initial_pairs, pooled
from kg.relations.reader import VERSION, RelationReader, asked_marks, asked_pairs, shape_of
from kg.relations.reading import RELATIONS, STATES, Reader, Signs
from kg.relations.tense import Tense
from kg.train.answers import Answer, Example, example, read_answers

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn.

    Attributes:
        width: numbers that describe a character.
        dilations: distances that the blocks see.
        hidden: numbers that describe a pair.
        pairs: rows that pairs of characters share.
        least: characters that stand less often are unknown to the model.
        passes: times over the data.
        batch: folded code points of a step.
        rate: of the optimiser, at its highest.
        dropout: share of numbers that are dropped.
        mute: how often the rules are not shown.
        seed: of the generator.
    """

    width: int = 64
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    hidden: int = 96
    pairs: int = 4096
    least: int = 2
    passes: int = 10
    batch: int = 1200
    rate: float = 2e-3
    dropout: float = 0.3
    mute: float = 0.2
    seed: int = 0


@dataclass(frozen=True, slots=True)
class ReaderReport:
    """What was trained and how well it does.

    Attributes:
        relations, states: precision, recall and F1 on every fifth document of ours, with right names, by rules and a model that
            saw the other four.
        rules: the same for the relations of the rules alone.
        documents: documents learnt from.
        size: bytes of the weights.
        sha256: digest of the weights.
    """

    relations: tuple[float, float, float]
    rules: tuple[float, float, float]
    states: tuple[float, float, float]
    documents: int
    size: int
    sha256: str


def train_reader(
    annotated: Path, seeds: Path | None, out: Path, settings: Settings | None = None, told: Told = print
) -> ReaderReport:
    """Trains, measures and writes a reader; the same input gives the same bytes.

    Args:
        annotated (Path): folder with ``documents/*.txt``.
        seeds (Path | None): folder of documents with ``gold/*.json``.
        out (Path): model folder, made if missing; files of the same names are replaced.
        settings (Settings | None): how to learn.
        told (Callable): told of each pass.

    Raises:
        SourceError: a file cannot be read or breaks its format.
    """
    settings = settings or Settings()
    answers = read_answers(annotated, seeds)
    kept = answers[4::5]
    measured = learn([answer for n, answer in enumerate(answers) if n % 5 != 4], settings, told)
    relations, rules, states = scores(measured, kept)
    model = learn(answers, settings, told)
    size, digest = write_model(model, settings, out)
    report = ReaderReport(relations, rules, states, len(answers), size, digest)
    (out / "MODEL_CARD.md").write_text(_card(report, settings), encoding="utf-8")
    return report


def learn(answers: Sequence[Answer], settings: Settings, told: Told = print) -> RelationReader:
    """A reader that learnt from ``answers``."""
    signs = _signs(answers, settings)
    examples = [example(answer, signs) for answer in answers]
    examples = [one for one in examples if one.pair_groups and one.mark_groups]
    rng = np.random.default_rng(settings.seed)
    shape = shape_of(signs, settings.width, settings.dilations, settings.hidden)
    network = PairNetwork(shape, initial_pairs(shape, initial(shape.text, rng), rng))
    trainer, adam = PairTrainer(network, rng, settings.dropout), Adam(network.vector)
    total = settings.passes * sum(len(row) for one in examples for row in one.reading.rows) / settings.batch
    for number in range(settings.passes):
        losses = []
        for batch in _batches(examples, settings.batch, rng):
            losses.append(_step(trainer, batch, settings, rng))
            warm, left = min(1.0, adam.steps / 50), max(0.03, 1 - adam.steps / (total + 1))
            adam.step(trainer.gradient, settings.rate * warm * left)
        told(f"第 {number + 1}/{settings.passes} 遍，损失 {np.mean(losses):.4f}")
    return RelationReader(signs, PairNetwork(shape, adam.mean.astype(np.float16).astype(np.float32)))


def _signs(answers: Sequence[Answer], settings: Settings) -> Signs:
    counts: Counter[str] = Counter()
    for answer in answers:
        for sentence in answer.sentences:
            counts.update("0" if char.isdigit() else char for char in sentence.text)
    rules = sorted({claim.by for answer in answers for claim in answer.claims if claim.indicator is None})
    characters = "".join(sorted(char for char, n in counts.items() if n >= settings.least))
    return Signs(characters, settings.pairs, tuple(rules))


def _batches(examples: Sequence[Example], size: int, rng: np.random.Generator) -> Iterator[list[Example]]:
    batch: list[Example] = []
    length = 0
    for n in rng.permutation(len(examples)).tolist():
        batch.append(examples[n])
        length += sum(map(len, examples[n].reading.rows))
        if length >= size:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _step(trainer: PairTrainer, batch: Sequence[Example], settings: Settings, rng: np.random.Generator) -> float:
    """Adds the gradients of a batch; returns its loss for each right answer."""
    ids, keep, starts = join([row for one in batch for row in one.reading.rows])
    firsts = np.array(starts)
    asked: list[list[Asked]] = [[], []]
    at = 0
    for one in batch:
        count = len(one.reading.rows)
        for into, lay, many in ((0, asked_pairs, one.reading.pairs), (1, asked_marks, one.reading.marks)):
            asked[into].append(lay(one.reading, firsts[at : at + count], rng.random(len(many)) < settings.mute))
        at += count
    pairs, marks = _joined(asked[0]), _joined(asked[1])
    tapes = trainer.forward(ids, keep, pairs, marks)
    scale = 1.0 / max(1.0, sum(float(one.pair_right.sum() + one.mark_right.sum()) for one in batch))
    loss_pairs, d_pairs = _loss(tapes[0].scores, [_pair_labels(one) for one in batch], scale)
    loss_marks, d_marks = _loss(tapes[1].scores, [_mark_labels(one) for one in batch], scale)
    trainer.backward(((pairs, tapes[0], d_pairs), (marks, tapes[1], d_marks)))
    return loss_pairs + loss_marks


_Labels = tuple[Places, Places, Floats, Floats, int]


def _pair_labels(one: Example) -> _Labels:
    instances = np.array([n for n, _, _ in one.reading.pair_links], dtype=np.int64)
    return instances, np.array(one.pair_groups, dtype=np.int64), one.pair_right, one.pair_asked, len(one.reading.pairs)


def _mark_labels(one: Example) -> _Labels:
    instances = np.array([n for n, _ in one.reading.mark_links], dtype=np.int64)
    return instances, np.array(one.mark_groups, dtype=np.int64), one.mark_right, one.mark_asked, len(one.reading.marks)


def _loss(scores: Floats, labels: Sequence[_Labels], scale: float) -> tuple[float, Floats]:
    """Cross entropy of the groups, and its gradient at the instances."""
    instances, groups, first, group = [], [], 0, 0
    for instance, grouped, right, _, count in labels:
        instances.append(instance + first)
        groups.append(grouped + group)
        first += count
        group += len(right)
    instance, grouped = np.concatenate(instances), np.concatenate(groups)
    right = np.concatenate([one[2] for one in labels])
    asked = np.concatenate([one[3] for one in labels])
    total, share = pooled(scores, grouped, instance, group)
    probable = 1.0 / (1.0 + np.exp(-np.clip(total, -30, 30)))
    chosen = np.where(right > 0, probable, 1 - probable)
    d = np.zeros_like(scores)
    np.add.at(d, instance, (((probable - right) * asked * scale)[grouped] * share).astype(np.float32))
    return float(-(np.log(chosen + 1e-7) * asked).sum() * scale), d


def _joined(parts: Sequence[Asked]) -> Asked:
    columns = ("head", "tail", "left", "right", "facts")
    return Asked(*(np.concatenate([getattr(part, column) for part in parts]) for column in columns))


def scores(
    model: RelationReader, answers: Sequence[Answer]
) -> tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]:
    """Precision, recall and F1: relations of rules and model, relations of the rules alone, states of both."""
    counts: NDArray[np.int64] = np.zeros((3, 3), dtype=np.int64)
    for answer in answers:
        counts += _count(model, answer)
    rows = []
    for right, wrong, missed in counts.tolist():
        precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
        rows.append((precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)))
    return rows[0], rows[1], rows[2]


def _count(model: RelationReader, answer: Answer) -> NDArray[np.int64]:
    """Right, wrong and missed groups of one document; what no row asks about is missed by no one here."""
    tense = Tense(answer.document, answer.layout)
    one = example(answer, model.signs)
    reader = Reader(model.signs, tense, answer.claims)
    pairs = list(dict.fromkeys((a, b) for _, a, b in one.reading.pair_links))
    marks = list(dict.fromkeys(key for _, key in one.reading.mark_links))
    more = model.claims(answer.sentences, tense, answer.claims)
    counts = np.zeros((3, 3), dtype=np.int64)
    for row, claims in ((0, [*answer.claims, *more]), (1, list(answer.claims))):
        told = {(reader.key(c.subject), reader.key(c.object), c.predicate) for c in claims}
        for n, (a, b) in enumerate(pairs):
            for column, predicate in enumerate(RELATIONS):
                if one.pair_asked[n, column]:
                    said, right = (a, b, predicate) in told, one.pair_right[n, column] > 0
                    counts[row] += (said and right, said and not right, right and not said)
    stated = {(reader.key(c.subject), c.status) for c in (*answer.claims, *more) if c.status is not None}
    for n, key in enumerate(marks):
        for column, state in enumerate(STATES):
            if one.mark_asked[n, column]:
                said, right = (key, state) in stated, one.mark_right[n, column] > 0
                counts[2] += (said and right, said and not right, right and not said)
    return counts


def write_model(model: RelationReader, settings: Settings, out: Path) -> tuple[int, str]:
    """Writes weights (half precision) and their description; returns bytes and digest of the weights."""
    out.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.save(buffer, model.network.vector.astype(np.float16))
    content = buffer.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    meta = {
        "version": VERSION,
        "sha256": digest,
        "characters": model.signs.characters,
        "pairs": model.signs.pairs,
        "rules": list(model.signs.rules),
        "relations": [relation.value for relation in RELATIONS],
        "width": settings.width,
        "dilations": list(settings.dilations),
        "hidden": settings.hidden,
    }
    text = json.dumps(meta, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "weights.npy").write_bytes(content)
    (out / "meta.json").write_text(text + "\n", encoding="utf-8")
    return len(content), digest


def _card(report: ReaderReport, settings: Settings) -> str:
    """The card in Chinese with the figures of ``report``."""
    template = files("kg.train").joinpath("reader_card.md").read_text(encoding="utf-8")
    rows = {
        name: [f"{100 * figure:.1f}" for figure in getattr(report, name)] for name in ("relations", "rules", "states")
    }
    return template.format(
        **{name: " | ".join(row) for name, row in rows.items()},
        documents=report.documents,
        size=round(report.size / 1000),
        settings="，".join(f"{name} = {value}" for name, value in asdict(settings).items()),
        version=VERSION,
    )
