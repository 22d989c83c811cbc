"""The name tables are canonical, and a broken table is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon import data, names
from kg.lexicon.names import COLUMNS, STOP_COLUMNS, STOP_TABLE, TABLES, NameEntry, load_names, load_stopnames
from kg.model import EntityType

LEAST = {
    "enterprises.tsv": 700,
    "events.tsv": 150,
    "honors.tsv": 200,
    "industries.tsv": 2000,
    "organizations.tsv": 250,
    "persons.tsv": 20,
    "policies.tsv": 300,
    "projects.tsv": 100,
}
HOMONYMS = ["苹果"]  # the fruit and the company

Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Puts a table into a lexicon folder of its own; every test names its table differently because reads are kept."""
    monkeypatch.setattr(data, "FOLDER", tmp_path)

    def put(name: str, text: str) -> str:
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
        return name

    return put


@pytest.mark.parametrize("table", sorted(TABLES))
def test_table_is_sorted_by_name(table: str) -> None:
    column = [row[0] for row in data.read_table(table, COLUMNS)]
    assert column == sorted(column)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_aliases_are_sorted(table: str) -> None:
    for row in data.read_table(table, COLUMNS):
        aliases = row[1].split("|")
        assert aliases == sorted(aliases), row[0]


@pytest.mark.parametrize("table", sorted(TABLES))
def test_table_has_its_size(table: str) -> None:
    assert len(data.read_table(table, COLUMNS)) >= LEAST[table]


def test_stopnames_are_sorted() -> None:
    column = [row[0] for row in data.read_table(STOP_TABLE, STOP_COLUMNS)]
    assert column == sorted(column)
    assert len(column) >= 300


def test_forms_have_two_characters_and_no_blanks_at_the_edge() -> None:
    for entry in load_names():
        for form in entry.forms:
            assert len(form) >= 2 and form == form.strip(), entry.name


def test_forms_are_written_with_letters_digits_and_few_marks() -> None:
    marks = set('“”"《》()（）+＋-—·、，,/.&×!！Ü 〇')
    odd = {form for entry in load_names() for form in entry.forms if {c for c in form if not c.isalnum()} - marks}
    assert odd == set()


def test_quotation_marks_are_paired() -> None:
    for entry in load_names():
        for form in entry.forms:
            assert form.count("“") == form.count("”") and form.count("《") == form.count("》"), form
            assert form.count("(") == form.count(")") and form.count("（") == form.count("）"), form
            assert form.count('"') % 2 == 0, form


def test_no_generic_word_is_an_entry_of_a_type_that_it_blocks() -> None:
    blocked = {(name, kind) for name, kinds in names.read_stopnames() for kind in kinds}
    clash = [(form, entry.type) for entry in load_names() for form in entry.forms if (form, entry.type) in blocked]
    assert clash == []


def test_every_type_but_region_and_park_has_a_table() -> None:
    absent = {EntityType.REGION, EntityType.PARK}
    assert {entry.type for entry in load_names()} == set(EntityType) - absent


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("装备制造业", EntityType.INDUSTRY),
        ("“放管服”改革", EntityType.POLICY),
        ("广交会", EntityType.EVENT),
        ("全国文明城市", EntityType.HONOR),
        ("中科院", EntityType.ORGANIZATION),
        ("华为", EntityType.ENTERPRISE),
        ("港珠澳大桥", EntityType.PROJECT),
    ],
)
def test_well_known_form_is_found_with_its_type(form: str, kind: EntityType) -> None:
    assert [entry.type for entry in load_names() if form in entry.forms] == [kind]


def test_unlike_things_are_not_merged() -> None:
    owner = {form: entry.name for entry in load_names() for form in entry.forms if entry.type == EntityType.INDUSTRY}
    assert owner["荔枝"] != owner["龙眼"]
    assert owner["鲍鱼"] != owner["海参"]


def test_forms_begin_with_the_name_and_hold_the_aliases(write: Write) -> None:
    table = write("two.tsv", "name\taliases\tnote\n装备制造\t装备制造业|装备产业\t\n")
    entries = names.read_names(table, EntityType.INDUSTRY)
    assert entries == (NameEntry("装备制造", ("装备制造", "装备制造业", "装备产业"), "", EntityType.INDUSTRY),)


def test_only_the_shortest_form_needs_context(write: Write) -> None:
    table = write("risky.tsv", "name\taliases\tnote\n苹果公司\t美国苹果公司|苹果\tcontext\n")
    assert names.read_names(table, EntityType.ENTERPRISE) == (
        NameEntry("苹果公司", ("苹果公司", "美国苹果公司"), "", EntityType.ENTERPRISE),
        NameEntry("苹果公司", ("苹果",), "context", EntityType.ENTERPRISE),
    )


def test_the_longer_forms_keep_the_other_note(write: Write) -> None:
    table = write("both.tsv", "name\taliases\tnote\n花卉\t花卉产业\tcontext product\n")
    notes = {entry.forms: entry.note for entry in names.read_names(table, EntityType.INDUSTRY)}
    assert notes == {("花卉产业",): "product", ("花卉",): "context"}


def test_every_entry_has_one_note_at_most() -> None:
    assert {entry.note for entry in load_names()} == {"", *names.NOTES}


def test_a_form_stands_in_one_table_only() -> None:
    tables: dict[str, set[EntityType]] = {}
    for entry in load_names():
        for form in entry.forms:
            tables.setdefault(form, set()).add(entry.type)
    assert sorted(form for form, kinds in tables.items() if len(kinds) > 1) == HOMONYMS


def test_a_form_twice_is_refused_by_name(write: Write) -> None:
    table = write("twice.tsv", "name\taliases\tnote\n光伏\t太阳能光伏\t\n太阳能\t太阳能光伏\t\n")
    with pytest.raises(LexiconError, match="太阳能光伏"):
        names.read_names(table, EntityType.INDUSTRY)


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("edge.tsv", "光伏 \t\t"),
        ("bar.tsv", "光伏\t光伏产业|\t"),
        ("alias.tsv", "光伏\t 光伏产业\t"),
        ("noname.tsv", "\t光伏产业\t"),
    ],
)
def test_blanks_are_refused(write: Write, table: str, cells: str) -> None:
    with pytest.raises(LexiconError, match="空白"):
        names.read_names(write(table, f"name\taliases\tnote\n{cells}\n"), EntityType.INDUSTRY)


def test_a_wrong_header_is_refused(write: Write) -> None:
    table = write("header.tsv", "name\talias\tnote\n光伏\t\t\n")
    with pytest.raises(LexiconError, match="表头"):
        names.read_names(table, EntityType.INDUSTRY)


def test_an_unknown_note_is_refused(write: Write) -> None:
    table = write("note.tsv", "name\taliases\tnote\n光伏\t\tperhaps\n")
    with pytest.raises(LexiconError, match="perhaps"):
        names.read_names(table, EntityType.INDUSTRY)


def test_a_stopname_with_an_unknown_type_is_refused(write: Write) -> None:
    table = write("stop.tsv", "name\tnote\n园区\tGarden\n")
    with pytest.raises(LexiconError, match="Garden"):
        names.read_stopnames(table)


def test_stopnames_block_generic_words_and_no_names() -> None:
    stop = load_stopnames()
    assert ("园区", EntityType.PARK) in stop
    assert not {name for name, _ in stop} & {"松山湖", "华为", "港珠澳大桥"}


def test_names_are_read_once() -> None:
    assert load_names() is load_names()
