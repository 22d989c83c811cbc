"""The statistical recogniser. In: an AnalysedText and the candidates of the rules; out: these and its own, with its trust in each.

A convolutional network over characters (``kg.network``) that was trained by ``kg train ner`` on annotated texts of the genre. It sees
what the rules propose (``features.py``), so that it corrects their edges and types, and finds by context what no rule knows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.mentions.decoding import decode, logarithms, trusts
from kg.mentions.features import COLUMNS, TAGS, Alphabet, features
from kg.mentions.text import AnalysedText
from kg.model import EntityType, Mention
from kg.network import Network, Shape, softmax

MODEL = Path(__file__).parent / "recogniser_model"
VERSION = 1
BY = "model-ner"
CHUNK = 1_000  # code points that are read at once: what fits the cache; of 250 to 20,000 it was fastest
#: Share of the model in the trust of a name that a rule proposes, too; the rest is the rule's. Of 0.6, 0.75, 0.9 and 1 it was best.
MODEL_SHARE = 0.75
MARGIN = 16  # code points around a chunk that are read but not used; all blocks together see 15 to either side
_REMEDY = "请重新安装 kg，或用 kg train ner 重新训练"

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Recogniser:
    """Networks that were trained alike from different beginnings, and the alphabet they share; their probabilities are averaged."""

    alphabet: Alphabet
    networks: tuple[Network, ...]

    def probabilities(self, text: str, table: NDArray[np.int32]) -> Floats:
        """The probability of every tag at every character.

        Args:
            text (str): the text.
            table (NDArray): what ``features`` made of it.
        """
        found = np.zeros((len(text), TAGS), dtype=np.float32)
        ids = self.alphabet.rows(text, table)
        for start in range(0, len(text), CHUNK):
            left, stop = max(0, start - MARGIN), min(len(text), start + CHUNK)
            right = min(len(text), stop + MARGIN)
            inner = slice(start - left, stop - left)
            for network in self.networks:
                found[start:stop] += softmax(network.scores(ids[left:right])[inner])
        if len(self.networks) > 1:
            found /= len(self.networks)
        return found

    def judge(self, analysed: AnalysedText, found: Sequence[Mention]) -> list[Mention]:
        """The candidates of the rules and of the model itself, each with the trust of both, in text order.

        Where rule and model propose the same name the rule keeps it: its id says more of the reason.

        Args:
            analysed (AnalysedText): the text.
            found (Sequence[Mention]): what the rules propose.
        """
        if not analysed.text:
            return []
        probable = self.probabilities(analysed.text, features(analysed, found))
        logs = logarithms(probable)
        proposed: dict[tuple[int, int, EntityType], Mention] = {}
        for mention in sorted(found, key=lambda m: (-m.score, m.start, m.end, m.by, m.name)):
            proposed.setdefault((mention.start, mention.end, mention.type), mention)
        judged: dict[tuple[int, int, EntityType], Mention] = {}
        for (key, m), trust in zip(proposed.items(), trusts(logs, list(proposed)), strict=True):
            score = MODEL_SHARE * trust + (1 - MODEL_SHARE) * m.score
            judged[key] = Mention(m.start, m.end, m.text, m.type, m.by, score, m.name)
        for start, end, kind, trust in decode(probable, logs):
            if (start, end, kind) not in judged:
                judged[start, end, kind] = analysed.mention(start, end, kind, BY, MODEL_SHARE * trust)
        return [judged[key] for key in sorted(judged)]


@cache
def load_recogniser(folder: Path = MODEL) -> Recogniser:
    """The model in ``folder``.

    Raises:
        ModelError: a file is missing, damaged, or of another version.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        content = (folder / "weights.npy").read_bytes()
        columns = [(str(name), int(size)) for name, size in meta["columns"]]
        if meta["version"] != VERSION or columns != list(COLUMNS):
            raise ModelError(f"识别模型 {folder.as_posix()} 与这一版程序不配", where="meta.json", remedy=_REMEDY)
        if hashlib.sha256(content).hexdigest() != meta["sha256"]:
            raise ModelError(f"识别模型 {folder.as_posix()} 已损坏", where="weights.npy", remedy=_REMEDY)
        alphabet = Alphabet(meta["characters"], int(meta["pairs"]))
        shape = Shape(alphabet.size, int(meta["width"]), tuple(meta["dilations"]), TAGS)
        weights = np.load(folder / "weights.npy", allow_pickle=False).astype(np.float32)
        return Recogniser(alphabet, tuple(Network(shape, np.ascontiguousarray(row)) for row in weights))
    except FileNotFoundError as error:
        raise ModelError(
            f"识别模型 {folder.as_posix()} 不全", where=Path(error.filename).name, remedy=_REMEDY
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"识别模型 {folder.as_posix()} 已损坏", where=str(error), remedy=_REMEDY) from error


def recogniser_digest() -> str:
    """SHA-256 of the model's ``meta.json``, which holds the digest of the weights.

    Raises:
        ModelError: the model is missing.
    """
    try:
        return hashlib.sha256((MODEL / "meta.json").read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"识别模型 {MODEL.as_posix()} 不全", where="meta.json", remedy=_REMEDY) from error
