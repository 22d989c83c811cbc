from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.lexicon.data import read_table
from kg.model import Fields
from kg.sources import File, Piece, read_sources, source_text
from kg.sources.whole import Whole

SEEDS = Path(__file__).parents[2] / "seeds"


def write(folder: Path, name: str, text: str = "") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text or f"题{name}\n正文", encoding="utf-8")
    return file


def test_folder_is_read_in_order_without_what_is_no_document(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a.txt", "README.txt", "readme.md", ".hidden.txt", ".git/x.txt", "gold/01.json"):
        write(tmp_path, name)
    names = [document.path.removeprefix(f"{tmp_path.name}/") for document in read_sources([tmp_path])]
    assert names == ["a.txt", "a/z.TXT", "b.txt"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    files = [write(tmp_path, "b.txt"), write(tmp_path, "a.txt")]
    assert [document.title for document in read_sources(files)] == ["题b.txt", "题a.txt"]


@pytest.mark.parametrize("source", ["seeds", "./seeds/", "../{top}/seeds", "{here}/seeds"])
def test_path_does_not_say_where_a_build_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    write(tmp_path, "seeds/a.txt")
    monkeypatch.chdir(tmp_path)
    named = Path(source.format(top=tmp_path.name, here=tmp_path))
    assert [document.path for document in read_sources([named])] == ["seeds/a.txt"]


def test_repeated_text_is_left_out_and_told(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a.txt", "题\n正文"), write(tmp_path, "b.txt", "题\n正文\n2021-02-03")
    told: list[tuple[str, str]] = []
    (kept,) = read_sources([first, second], on_repeat=lambda *paths: told.append(paths))
    assert kept.path == "a.txt"
    assert told == [("a.txt", "b.txt")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "不存在"),
        ("empty", "没有文档.*txt"),
        ("a.xyz", "格式不受支持.*txt"),
        ("footer.txt", "没有文档"),
        ("blank.txt", "是空的"),
    ],
)
def test_unreadable_paths_are_named(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty" / "inner").mkdir(parents=True)
    write(tmp_path, "a.xyz")
    write(tmp_path, "footer.txt", "-\n联系我们\n")
    write(tmp_path, "blank.txt", "\n")
    with pytest.raises(SourceError, match=f"{name} .*{message}") as caught:
        list(read_sources([tmp_path / name]))
    assert "\n" not in str(caught.value)


def test_source_text_of_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="无法读取"):
        source_text(tmp_path / "none.txt")


def test_seeds_are_ten_documents_whose_offsets_hold() -> None:
    documents = list(read_sources([SEEDS]))
    (file,) = SEEDS.glob("*.txt")
    text = source_text(file)
    assert [document.kind for document in documents] == ["news"] * 5 + ["report"] * 4 + ["news"]
    for document in documents:
        assert text[document.text_start : document.text_start + len(document.text)] == document.text
        assert document.text.startswith(document.title + "\n")
    assert all("联系我们" not in document.text for document in documents)


def test_seeds_are_as_received() -> None:
    (file,) = SEEDS.glob("*.txt")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert digest in (SEEDS / "README.md").read_text(encoding="utf-8")


def test_seeds_name_their_places_and_years() -> None:
    reports = [document for document in read_sources([SEEDS]) if document.kind == "report"]
    assert [(report.place, report.year) for report in reports] == [
        ("东莞市", 2018), ("湛江市", 2018), ("开平市", 2018), ("四会市", 2018),
    ]  # fmt: skip


def test_boilerplate_is_sorted_and_matches_its_examples() -> None:
    rows = read_table("boilerplate.tsv", ("id", "where", "pattern", "example"))
    assert list(rows) == sorted(rows, key=lambda row: (row[1], row[0]))
    assert len({row[0] for row in rows}) == len(rows)
    for _, where, pattern, example in rows:
        assert where in ("footer", "inline")
        assert re.fullmatch(pattern, example) if where == "footer" else re.search(pattern, example)


@pytest.mark.parametrize("fault", [RuntimeError, NotImplementedError, AttributeError, RecursionError, zlib.error])
def test_what_libraries_raise_names_the_file(tmp_path: Path, fault: type[Exception]) -> None:
    def pieces(data: bytes, path: str) -> Iterator[Piece]:
        raise fault("line\nline")

    file = File(write(tmp_path, "a.txt"), "a.txt")
    with pytest.raises(SourceError, match=r"a\.txt 读不了（\w+）。请") as caught:
        list(Whole(pieces).read(file, Fields()))
    assert "\n" not in str(caught.value)


def test_document_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.sources.LONGEST", 10)
    (tmp_path / "a.txt").write_text("题\n八个字的正文在此", encoding="utf-8")
    assert len(list(read_sources([tmp_path]))) == 1
    (tmp_path / "a.txt").write_text("题\n九个字的正文在此处", encoding="utf-8")
    with pytest.raises(SourceError, match=r"a\.txt 里有一篇 11 字的文档，超过 10 字.*请分成几篇"):
        list(read_sources([tmp_path]))
