"""Reads what models are trained on. In: CoNLL-U files and the seeds with their gold; out: sentences and named passages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.language.segmenter import PIECE
from kg.sources import read_sources

Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document whose names are known.

    Attributes:
        title: its title line.
        text: title line, newline, body.
        names: every surface form of its gold entities, the longest first.
    """

    title: str
    text: str
    names: tuple[str, ...]


def read_conllu(path: Path) -> list[list[str]]:
    """The sentences of a CoNLL-U file as lists of words.

    Raises:
        SourceError: the file cannot be read or holds no sentence.
    """
    try:
        blocks = path.read_text(encoding="utf-8").split("\n\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"读不了语料 {path.as_posix()}", remedy="请给出 UTF-8 编码的 CoNLL-U 文件") from error
    rows = ([line.split("\t") for line in block.splitlines() if not line.startswith("#")] for block in blocks)
    # Rows such as 3-4 and 5.1 are multiword tokens and empty nodes; their words have rows of their own.
    sentences = [[cells[1] for cells in row if len(cells) > 1 and cells[0].isdigit()] for row in rows]
    sentences = [sentence for sentence in sentences if sentence]
    if not sentences:
        raise SourceError(f"语料 {path.as_posix()} 里没有句子", remedy="请检查文件是否为 CoNLL-U 格式")
    return sentences


def read_annotated(folder: Path) -> list[Annotated]:
    """The documents of ``folder`` that have gold in ``folder/gold/*.json``, in the order of the texts.

    Raises:
        SourceError: a gold file is no JSON, or no text of the folder has gold.
    """
    names: dict[str, set[str]] = {}
    for path in sorted(folder.glob("gold/*.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            found = names.setdefault(gold["doc"], set())
            found.update(name for entity in gold["entities"] for name in entity["mentions"] if name.strip())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SourceError(f"标注文件 {path.as_posix()} 不合格式", remedy="应有 doc 和 entities 两项") from error
    annotated = [
        Annotated(
            document.title, document.text, tuple(sorted(names[document.title], key=lambda name: (-len(name), name)))
        )
        for document in read_sources([folder])
        if names.get(document.title)
    ]
    if not annotated:
        raise SourceError(f"目录 {folder.as_posix()} 里没有带标注的文档", remedy="应有文档和 gold/*.json")
    return annotated


def pieces(text: str) -> Iterator[str]:
    """The stretches that the segmenter sees at once, see ``kg.language.segmenter.PIECE``."""
    return (match.group() for match in PIECE.finditer(text))


def name_spans(piece: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names stand, from left to right, the longest first, none inside another."""
    if not names:
        return []
    return [match.span() for match in re.finditer("|".join(map(re.escape, names)), piece)]


def cut_at_pieces(words: Sequence[str]) -> list[list[str]]:
    """A sentence of a treebank as the segmenter will see it; a word across an edge stays with the piece it begins in."""
    edges = {match.end() for match in PIECE.finditer("".join(words))}
    parts: list[list[str]] = [[]]
    at = 0
    for word in words:
        parts[-1].append(word)
        at += len(word)
        if at in edges:
            parts.append([])
    return [part for part in parts if part]


def whole_names(document: Annotated, cut: Cut, longest: int) -> list[list[str]]:
    """The pieces of a document as words.

    Args:
        document (Annotated): text and names.
        cut (Cut): gives the words of what lies between names, and inside names of more than ``longest`` characters.
        longest (int): up to this length, in code points, a name is one word.
    """
    sentences = []
    for piece in pieces(document.text):
        words: list[str] = []
        at = 0
        for start, end in name_spans(piece, document.names):
            name = piece[start:end]
            words += [*cut(piece[at:start]), *([name] if len(name) <= longest else cut(name))]
            at = end
        sentences.append(words + cut(piece[at:]))
    return sentences
