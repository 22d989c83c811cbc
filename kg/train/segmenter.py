"""Trains the segmenter that ships with kg. In: CoNLL-U files and the seeds with gold; out: model folder, card, figures.

Two passes: a model of general text first cuts what lies between the names of the domain; then one model learns from
both, in which names begin and end words and short ones are one word. Everything is counted on text that the counted model has not seen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

from kg.language.segmenter import Segmenter
from kg.train.corpora import Annotated, Cut, cut_at_pieces, name_spans, pieces, read_annotated, read_conllu, whole_names
from kg.train.perceptron import Learnt, Settings, learn

Sentences = list[list[str]]
MODEL_FILES = ("features.msgpack", "weights.npz")
VERSION = 1


@dataclass(frozen=True, slots=True)
class SegmenterScores:
    """Figures of one model, all between 0 and 1; the domain's are None without a held-out document.

    Attributes:
        general_f1: words of the held-out general sentences found with both edges.
        domain_f1: the same for the held-out document, against every name as one word and, between them, the words of
            the general model, which favours that model.
        name_edges: share of its name occurrences that begin and end at a word edge.
        name_words: share of its name occurrences that are exactly one word.
    """

    general_f1: float
    domain_f1: float | None = None
    name_edges: float | None = None
    name_words: float | None = None


@dataclass(frozen=True, slots=True)
class SegmenterReport:
    """What was trained and how well it does.

    Attributes:
        baseline: trained on general text only.
        adapted: trained on general text and all documents but the held-out one; None without domain.
        shipped: the written model, which has also read the held-out document; only its ``general_f1`` is meaningful.
        held_out: title of the held-out document, or empty.
        sentences: general and domain sentences that the written model was trained on.
        features: number of features of the written model.
        size: bytes of the written model.
        sha256: digest over the model files.
    """

    baseline: SegmenterScores
    adapted: SegmenterScores | None
    shipped: SegmenterScores
    held_out: str
    sentences: tuple[int, int]
    features: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What no counted model may see: the last ``sentences`` of the general text, the document whose title has ``title``."""

    sentences: int = 100
    title: str = "四会市"


def train_segmenter(
    general: Sequence[Path],
    domain: Path | None,
    out: Path,
    settings: Settings | None = None,
    held_out: HeldOut | None = None,
) -> SegmenterReport:
    """Trains, measures and writes a segmenter; the same input gives the same bytes.

    Args:
        general (Sequence[Path]): CoNLL-U files; of the last one the last sentences are held out.
        domain (Path | None): folder with ``*.txt`` and ``gold/*.json``, or None for general text only.
        out (Path): model folder, made if missing; files of the same names are replaced.
        settings (Settings | None): how to learn.
        held_out (HeldOut | None): what to measure on.

    Raises:
        SourceError: a file cannot be read or holds nothing to learn from.
    """
    settings, held_out = settings or Settings(), held_out or HeldOut()
    sentences = [sentence for path in general for sentence in read_conllu(path)]
    seen, unseen = sentences[: -held_out.sentences], sentences[-held_out.sentences :]
    seen = [part for words in seen for part in cut_at_pieces(words)]
    base = learn(seen, settings)
    cut = Segmenter(base).cut
    documents = read_annotated(domain) if domain else []
    kept = next((document for document in documents if held_out.title in document.title), None)
    silver = {document.title: whole_names(document, cut, settings.longest_name) for document in documents}
    adapted = _adapted(seen, silver, kept, settings) if kept else None
    texts = [sentence for title in silver for sentence in silver[title]]
    shipped = learn(seen + texts, settings) if texts else base
    shipped.save(out)
    size, digest = _write_meta(out)
    reference = whole_names(kept, cut, len(kept.text)) if kept else []
    report = SegmenterReport(
        baseline=_scores(base, unseen, kept, reference),
        adapted=_scores(adapted, unseen, kept, reference) if adapted else None,
        shipped=_scores(shipped, unseen, None, []),
        held_out=kept.title if kept else "",
        sentences=(len(sentences) - len(unseen), len(texts)),
        features=shipped.model.n_feature,
        size=size,
        sha256=digest,
    )
    (out / "MODEL_CARD.md").write_text(_card(report, [path.name for path in general], settings), encoding="utf-8")
    return report


def word_f1(gold: Sequence[Sequence[str]], guess: Sequence[Sequence[str]]) -> float:
    """F1 of words with both edges right, over sentences of the same text."""
    pairs = [(_word_spans(a), _word_spans(b)) for a, b in zip(gold, guess, strict=True)]
    right = sum(len(a & b) for a, b in pairs)
    total = sum(len(a) + len(b) for a, b in pairs)
    return 2 * right / total if total else 1.0


def name_rates(document: Annotated, cut: Cut) -> tuple[float, float]:
    """Share of name occurrences with both edges at word edges, and share of those that are one word."""
    total = edges = words = 0
    for piece in pieces(document.text):
        spans = _word_spans(cut(piece))
        bounds = {start for start, _ in spans} | {len(piece)}
        for start, end in name_spans(piece, document.names):
            total += 1
            edges += start in bounds and end in bounds
            words += (start, end) in spans
    return (edges / total, words / total) if total else (1.0, 1.0)


def _adapted(seen: Sentences, silver: dict[str, Sentences], kept: Annotated, settings: Settings) -> Learnt:
    others = [sentence for title, text in silver.items() if title != kept.title for sentence in text]
    return learn(seen + others, settings)


def _word_spans(words: Sequence[str]) -> set[tuple[int, int]]:
    ends = list(accumulate(map(len, words)))
    return set(zip([0, *ends], ends, strict=False))


def _scores(model: Learnt, unseen: Sentences, kept: Annotated | None, reference: Sentences) -> SegmenterScores:
    cut = Segmenter(model).cut
    general = word_f1(unseen, [cut("".join(words)) for words in unseen])
    if kept is None:
        return SegmenterScores(general)
    domain = word_f1(reference, [cut("".join(words)) for words in reference])
    return SegmenterScores(general, domain, *name_rates(kept, cut))


def _write_meta(out: Path) -> tuple[int, str]:
    """Writes the digests that loading compares; returns bytes and digest of the model."""
    content = {name: (out / name).read_bytes() for name in MODEL_FILES}
    digests = {name: hashlib.sha256(content[name]).hexdigest() for name in MODEL_FILES}
    meta = json.dumps({"version": VERSION, "sha256": digests}, indent=2, sort_keys=True) + "\n"
    (out / "meta.json").write_text(meta, encoding="utf-8")
    return sum(map(len, content.values())), hashlib.sha256(meta.encode()).hexdigest()


def _card(report: SegmenterReport, general: Sequence[str], settings: Settings) -> str:
    """The card in Chinese with the figures of ``report``."""
    rows = (("仅通用语料（基线）", report.baseline), ("通用＋领域语料", report.adapted))
    table = "\n".join(
        f"| {name} | {' | '.join(_percent(value) for value in asdict(scores).values())} |"
        for name, scores in rows
        if scores
    )
    template = files("kg.train").joinpath("segmenter_card.md").read_text(encoding="utf-8")
    return template.format(
        general="、".join(f"`{name}`" for name in general),
        table=table,
        shipped=_percent(report.shipped.general_f1),
        held_out=report.held_out or "无",
        general_sentences=report.sentences[0],
        domain_sentences=report.sentences[1],
        features=report.features,
        size=round(report.size / 1000),
        settings="，".join(f"{name} = {value}" for name, value in asdict(settings).items()),
        version=VERSION,
        longest=settings.longest_name,
    )


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{100 * value:.1f}"
