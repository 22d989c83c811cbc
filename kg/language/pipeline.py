"""The spaCy pipeline of kg. In: a Document; out: a spaCy Doc with the same text, words, and its Layout.

``Doc._.document`` is the Document, ``Doc._.layout`` the Layout. Nothing is downloaded: the segmenter lies beside this file.
"""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
import spacy_pkuseg
from spacy.lang.zh import ChineseTokenizer
from spacy.lang.zh import Segmenter as SpacySegmenter
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.errors import ModelError
from kg.language.layout import layout
from kg.language.segmenter import Segmenter
from kg.model import Document

MODEL = Path(__file__).parent / "model" / "segmenter"
MODEL_VERSION = 1
_REMEDY = "请重新安装 kg，或用 kg train 重新训练"

for _name in ("document", "layout"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


class SegmentTokenizer(ChineseTokenizer):
    """spaCy's tokenizer for kg. ``doc.text == text`` holds for every text, whatever its whitespace.

    spaCy's own Chinese tokenizer drops whitespace and looks for it again afterwards, in time quadratic in the length.
    """

    def __init__(self, vocab: Vocab, pkuseg: Any) -> None:
        super().__init__(vocab, SpacySegmenter.pkuseg)
        self.pkuseg_seg = pkuseg
        self.tables = Segmenter(pkuseg)

    def __call__(self, text: str) -> Doc:
        """Cuts ``text``; a blank behind a word belongs to that word, other whitespace is a token of its own."""
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in pairwise([*self.tables.starts(text).tolist(), len(text)]):
            if text[start] == " " and words and not words[-1][-1].isspace():
                spaces[-1] = True
                start += 1
            if start < end:
                words.append(text[start:end])
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


def load_segmenter(folder: Path = MODEL) -> Any:
    """The pkuseg model in ``folder``, as ``spacy_pkuseg.pkuseg``.

    Raises:
        ModelError: a file is missing, damaged or of another version.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        version, digests = meta["version"], dict(meta["sha256"])
        sound = all(
            hashlib.sha256((folder / name).read_bytes()).hexdigest() == digests[name] for name in sorted(digests)
        )
    except FileNotFoundError as error:
        raise ModelError(
            f"分词模型 {folder.as_posix()} 不全", where=Path(error.filename).name, remedy=_REMEDY
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"分词模型 {folder.as_posix()} 已损坏", where="meta.json", remedy=_REMEDY) from error
    if version != MODEL_VERSION:
        raise ModelError(
            f"分词模型是第 {version} 版，需要第 {MODEL_VERSION} 版", where=folder.as_posix(), remedy=_REMEDY
        )
    if not sound or not digests:
        raise ModelError(f"分词模型 {folder.as_posix()} 已损坏", where="校验和不符", remedy=_REMEDY)
    # Without user dictionary pkuseg unpickles nothing and never merges words: its stock list costs 8 points of word F1.
    return spacy_pkuseg.pkuseg(str(folder), user_dict=None)


@Language.component("kg_layout", assigns=["doc._.layout"])
def kg_layout(doc: Doc) -> Doc:
    """Sets ``doc._.layout``; a Doc without Document is taken for news without year."""
    document: Document | None = doc._.document
    if document is None:
        doc._.layout = layout(doc.text, "news", None)
    else:
        doc._.layout = layout(document.text, document.kind, document.year)
    return doc


def build_language() -> Language:
    """spaCy's Chinese with kg's segmenter and ``kg_layout``; a new one each time, so that a caller may add components.

    Raises:
        ModelError: the segmenter is missing or damaged.
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "pkuseg"}}})
    pkuseg = load_segmenter()
    nlp.tokenizer = SegmentTokenizer(nlp.vocab, pkuseg)
    nlp.add_pipe("kg_layout")
    nlp.max_length = 100_000_000  # spaCy's million guards parsers, which are not here
    return nlp


def analyse(document: Document, nlp: Language) -> Doc:
    """Words and layout of ``document``, and whatever else the components of ``nlp`` find in it."""
    doc = nlp.make_doc(document.text)
    doc._.document = document
    return nlp(doc)


def model_digest() -> str:
    """SHA-256 of the segmenter's ``meta.json``, which itself holds the digests of the model files.

    Raises:
        ModelError: the segmenter is missing.
    """
    try:
        return hashlib.sha256((MODEL / "meta.json").read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"分词模型 {MODEL.as_posix()} 不全", where="meta.json", remedy=_REMEDY) from error
