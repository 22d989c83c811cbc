"""N of N: a quote is right when its document, read again, holds it at its offsets."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from kg.check.quotes import Verification, verify
from kg.check.verification_report import render, to_json
from kg.errors import ExportError
from kg.export import render_exports, write_exports
from kg.graph import assemble
from kg.model import Corpus, Document
from kg.rdf import to_rdf


@pytest.fixture
def exports(corpus: Corpus, tmp_path: Path) -> Path:
    """The export files of the fixture."""
    graph = assemble(corpus)
    write_exports(render_exports(corpus, graph, to_rdf(graph)), tmp_path)
    return tmp_path


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _words(verification: Verification, examples: int = 20) -> str:
    told = StringIO()
    Console(width=200, file=told, soft_wrap=True).print(render(verification, examples))
    return told.getvalue()


def test_every_quote_of_a_build_is_right(exports: Path, corpus: Corpus) -> None:
    verification = verify(exports, corpus.documents)
    assert verification.problems == ()
    assert verification.quotes == {
        "graph.ttl": (4, 4),
        "facts.jsonl": (7, 7),
        "mentions.jsonl": (len(corpus.mentions),) * 2,
    }
    assert (verification.numbers, verification.documents) == ((4, 4), (1, 1))


def test_verdict_says_n_of_n(exports: Path, corpus: Corpus) -> None:
    all_of_it = 11 + len(corpus.mentions)
    assert f"原文核对：{all_of_it}/{all_of_it} 条引文逐字相符" in _words(verify(exports, corpus.documents))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("facts.jsonl", "总投资超50亿元的云岭芯谷", "总投资超60亿元的云岭芯谷"),
        ("mentions.jsonl", "云岭高新区", "云岭新高区"),
        ("graph.ttl", 'oa:exact "力争云岭芯谷建成投产"', 'oa:exact "云岭芯谷建成投产"'),
        ("graph.ttl", "oa:start 72", "oa:start 73"),
    ],
)
def test_changed_quote_is_found(exports: Path, corpus: Corpus, name: str, old: str, new: str) -> None:
    _edit(exports / name, old, new)
    verification = verify(exports, corpus.documents)
    right, quotes = verification.quotes[name]
    assert right == quotes - 1
    assert [one.where.split()[0] for one in verification.problems if one.kind == "quote"] == [name]


def test_text_and_quote_stand_side_by_side(exports: Path, corpus: Corpus) -> None:
    _edit(exports / "facts.jsonl", "力争云岭芯谷建成投产", "力争云岭芯谷建成运营")
    text = _words(verify(exports, corpus.documents))
    assert "处的原文是“力争云岭芯谷建成投产”，引文写作“力争云岭芯谷建成运营”" in text


def test_offsets_count_code_points(corpus: Corpus, tmp_path: Path) -> None:
    (old,) = corpus.documents
    text = "😀" + old.text
    document = replace(old, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    shifted = tuple(
        replace(f, evidence=replace(f.evidence, start=f.evidence.start + 1, end=f.evidence.end + 1))
        for f in corpus.facts
    )
    moved = replace(corpus, documents=(document,), facts=shifted, mentions=())
    write_exports(render_exports(moved, assemble(moved), to_rdf(assemble(moved))), tmp_path)
    assert verify(tmp_path, [document]).problems == ()


def test_number_that_stands_in_no_quote_is_found(exports: Path, corpus: Corpus) -> None:
    _edit(exports / "graph.ttl", '"超50亿元"', '"超500亿元"')
    _edit(exports / "facts.jsonl", '"as_stated": "超50亿元"', '"as_stated": "近50亿元"')
    verification = verify(exports, corpus.documents)
    assert [(one.kind, one.where) for one in verification.problems] == [
        ("number", "graph.ttl claim-f05"),
        ("number", "facts.jsonl f05"),
    ]
    assert verification.numbers == (2, 4)


def test_missing_document_is_told_once(exports: Path) -> None:
    verification = verify(exports, [])
    (problem,) = verification.problems
    assert problem.kind == "missing"
    assert "来源里没有《【投资青禾市】2021年青禾市政府工作报告》（seeds/qinghe.txt）" in problem.what
    assert verification.documents == (0, 1)
    assert verification.quotes["facts.jsonl"] == (0, 7)


def test_changed_document_is_told_as_changed(exports: Path, document: Document) -> None:
    changed = replace(document, id="dnew", text=document.text + "补记。")
    (problem,) = verify(exports, [changed]).problems
    assert problem.kind == "changed"
    assert "在构建之后改过" in problem.what


def test_digest_that_is_not_the_texts_is_found(exports: Path, corpus: Corpus) -> None:
    _edit(exports / "graph.ttl", corpus.documents[0].sha256, "0" * 64)
    (problem,) = verify(exports, corpus.documents).problems
    assert problem.kind == "changed"
    assert "SHA-256 不符" in problem.what


def test_fact_of_an_unknown_document_is_found(exports: Path, corpus: Corpus) -> None:
    _edit(exports / "facts.jsonl", f'"doc": "{corpus.documents[0].id}"', '"doc": "dnone"')
    (problem,) = verify(exports, corpus.documents).problems
    assert problem.what == "来源里没有文档 dnone"


def test_json_has_counts_and_problems(exports: Path) -> None:
    told = to_json(verify(exports, []))
    assert told["documents"] == {"unchanged": 0, "built": 1}
    assert told["files"]["facts.jsonl"] == {"exact": 0, "quotes": 7}
    assert told["problems"][0]["kind"] == "missing"


def test_damaged_table_is_named_with_its_line(exports: Path, corpus: Corpus) -> None:
    _edit(exports / "facts.jsonl", '"quote"', '"quot"')
    with pytest.raises(ExportError, match=r"facts\.jsonl 已损坏（第 1 行）"):
        verify(exports, corpus.documents)


def test_line_that_is_no_json_is_named(exports: Path, corpus: Corpus) -> None:
    _edit(exports / "mentions.jsonl", "{", "")
    with pytest.raises(ExportError, match=r"mentions\.jsonl 已损坏（第 1 行）"):
        verify(exports, corpus.documents)


def test_missing_export_is_named(exports: Path, corpus: Corpus) -> None:
    (exports / "graph.ttl").unlink()
    with pytest.raises(ExportError, match=r"graph\.ttl 无法读取"):
        verify(exports, corpus.documents)


def test_evidence_without_offsets_is_refused(exports: Path, corpus: Corpus) -> None:
    _edit(exports / "graph.ttl", "oa:start 72", "oa:start 1.5")
    with pytest.raises(ExportError, match="不全。用 kg validate 看缺什么"):
        verify(exports, corpus.documents)
