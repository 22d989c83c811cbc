"""Which fact is which in two builds, and why it changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_builds import CITY, VALLEY, VERSIONS, fact, placed, report, state, write

from kg.changes import Changes, compare
from kg.changes.words import differs
from kg.errors import ExportError


def _compared(folder: Path, old: dict[str, Any], new: dict[str, Any]) -> Changes:
    return compare(write(folder / "old", **old), write(folder / "new", **new))


def _told(changes: Changes) -> list[tuple[str, str]]:
    return [(change.sort, change.cause) for change in changes.facts]


EDITED = {"documents": [report("d2")]}


def test_the_same_build_has_no_differences(tmp_path: Path) -> None:
    build = {"facts": [fact(), state("completed"), placed(CITY["id"])]}
    changes = _compared(tmp_path, build, build)
    assert (changes.different, changes.same, changes.facts) == (False, 3, ())


def test_edited_document_moves_what_it_says_as_before(tmp_path: Path) -> None:
    new = {"facts": [fact("d2", start=30, end=45), placed(CITY["id"], "d2")], **EDITED}
    changes = _compared(tmp_path, {"facts": [fact(), placed(CITY["id"])]}, new)
    assert (changes.moved, changes.same, changes.facts, changes.different) == (2, 0, (), True)
    assert [pair.fields for pair in changes.documents.pairs] == [("text",)]


def test_other_amount_in_an_edited_document_is_a_change(tmp_path: Path) -> None:
    new = fact("d2", value=6_000_000_000, as_stated="超60亿元", quote="总投资超60亿元的云岭芯谷")
    changes = _compared(tmp_path, {"facts": [fact()]}, {"facts": [new], **EDITED})
    assert _told(changes) == [("changed", "edited")]
    ((_, before, after),) = changes.told()
    assert before is not None
    assert after is not None
    assert (before.value, after.value) == (5_000_000_000, 6_000_000_000)
    assert (before.evidence.quote, after.evidence.quote) == ("总投资超50亿元的云岭芯谷", "总投资超60亿元的云岭芯谷")


def test_bound_is_no_part_of_the_id_and_still_a_change(tmp_path: Path) -> None:
    one, other = fact(), fact(bound="about")
    assert one["id"] == other["id"]
    assert _told(_compared(tmp_path, {"facts": [one]}, {"facts": [other]})) == [("changed", "settings")]


def test_other_rule_is_no_change_of_a_fact(tmp_path: Path) -> None:
    changes = _compared(tmp_path, {"facts": [fact()]}, {"facts": [fact(by="rule-j")]})
    assert (changes.facts, changes.same, changes.ruled, changes.different) == ((), 1, 1, True)


def test_unchanged_document_with_another_lexicon_is_the_programs_doing(tmp_path: Path) -> None:
    new = {"facts": [state("operating")], "versions": {**VERSIONS, "lexicon": "b" * 64}}
    changes = _compared(tmp_path, {"facts": [state("completed")]}, new)
    assert changes.versions == {"lexicon": ("a" * 64, "b" * 64)}
    assert _told(changes) == [("changed", "program")]


def test_another_day_of_the_page_is_a_change_of_the_source(tmp_path: Path) -> None:
    changes = _compared(
        tmp_path,
        {"facts": [state("completed")]},
        {"facts": [state("completed", year=2021)], "documents": [report(date="2022-02-03")]},
    )
    assert _told(changes) == [("changed", "edited")]
    assert changes.documents.pairs[0].fields == ("date",)


def test_whole_documents_come_and_go(tmp_path: Path) -> None:
    other = report("d2", title="云岭县2021年政府工作报告", path="source/b.txt")
    alone, both = {"facts": [fact()]}, {"facts": [fact(), state("planned", "d2")], "documents": [report(), other]}
    assert _told(_compared(tmp_path, alone, both)) == [("came", "added")]
    assert _told(_compared(tmp_path, both, alone)) == [("went", "removed")]


def test_statement_that_still_stands_elsewhere_is_said_to(tmp_path: Path) -> None:
    twice = {"facts": [state("planned"), state("planned", start=40, end=50)]}
    changes = _compared(tmp_path, twice, {"facts": [state("planned")]})
    assert [(change.sort, change.stands) for change in changes.facts] == [("went", True)]
    changes = _compared(tmp_path, {"facts": [state("planned")]}, {"facts": []})
    assert [(change.sort, change.stands) for change in changes.facts] == [("went", False)]


def test_relation_read_to_another_from_the_same_words_is_a_change_unless_there_are_several(tmp_path: Path) -> None:
    more = [{**CITY, "id": f"region-9902{n}0", "name": f"云岭{n}县", "aliases": []} for n in range(3)]
    entities = [CITY, *more, VALLEY]
    old, (one, *_), others = placed(CITY["id"]), more, [placed(other["id"]) for other in more]
    changes = _compared(
        tmp_path, {"facts": [old], "entities": entities}, {"facts": [placed(one["id"])], "entities": entities}
    )
    assert [differs(before, after) for _, before, after in changes.told() if before and after] == [["object"]]
    changes = _compared(tmp_path, {"facts": [old], "entities": entities}, {"facts": others, "entities": entities})
    assert sorted(change.sort for change in changes.facts) == ["came", "came", "came", "went"]


def test_files_in_another_order_and_moved_documents_are_the_same(tmp_path: Path) -> None:
    changes = _compared(
        tmp_path,
        {"facts": [fact(), state("planned")]},
        {"facts": [state("planned"), fact()], "documents": [report(path="elsewhere/a.txt")]},
    )
    assert (changes.same, changes.facts) == (2, ())
    assert [pair.fields for pair in changes.documents.pairs] == [("path",)]


def test_title_of_the_only_document_of_a_file_may_change(tmp_path: Path) -> None:
    changes = _compared(tmp_path, {}, {"documents": [report("d2", title="新题")]})
    assert [pair.fields for pair in changes.documents.pairs] == [("text", "title")]


def test_two_documents_of_one_title_are_not_taken_for_one_another(tmp_path: Path) -> None:
    old = [report("d1", path="source/a.txt"), report("d2", path="source/b.txt")]
    new = [report("d3", path="source/c.txt"), report("d4", path="source/d.txt")]
    changes = _compared(tmp_path, {"documents": old}, {"documents": new})
    assert (len(changes.documents.went), len(changes.documents.came), changes.documents.pairs) == (2, 2, ())


def test_renamed_entity_takes_its_facts_along(tmp_path: Path) -> None:
    named = {"id": "project-0002", "type": "Project", "name": "青禾云岭芯谷", "aliases": ["云岭芯谷", "芯谷"]}
    new = {"facts": [fact(subject="project-0002")], "entities": [CITY, named]}
    changes = _compared(tmp_path, {"facts": [fact()]}, new)
    assert [(old.id, now.id) for old, now in changes.entities.renamed] == [("project-0001", "project-0002")]
    assert (changes.entities.came, changes.entities.went, changes.facts, changes.moved) == ((), (), (), 1)


def test_short_form_alone_and_another_place_are_no_proof(tmp_path: Path) -> None:
    one = {"id": "enterprise-1", "type": "Enterprise", "name": "星河半导体", "aliases": ["星河"]}
    other = {"id": "enterprise-2", "type": "Enterprise", "name": "星河置业", "aliases": ["星河"]}
    here = {"id": "project-1", "type": "Project", "name": "体育路", "aliases": [], "within": "region-1"}
    there = {**here, "id": "project-2", "within": "region-2"}
    changes = _compared(tmp_path, {"entities": [one, here]}, {"entities": [other, there]})
    assert (changes.entities.renamed, changes.entities.merged) == ((), ())


def test_merged_entity_is_told_unless_the_other_had_its_name_before(tmp_path: Path) -> None:
    long = {"id": "project-0002", "type": "Project", "name": "青禾云岭芯谷", "aliases": []}
    with_name = {**long, "aliases": ["云岭芯谷"]}
    changes = _compared(tmp_path, {"entities": [VALLEY, long]}, {"entities": [with_name]})
    assert [(old.id, now.id) for old, now in changes.entities.merged] == [("project-0001", "project-0002")]
    changes = _compared(tmp_path, {"entities": [VALLEY, with_name]}, {"entities": [with_name]})
    assert (changes.entities.merged, [one.id for one in changes.entities.went]) == ((), ["project-0001"])


def test_damaged_line_is_named(tmp_path: Path) -> None:
    old, new = write(tmp_path / "old", [fact()]), write(tmp_path / "new", [fact()])
    with (new / "facts.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    with pytest.raises(ExportError, match=r"facts\.jsonl 已损坏（第 2 行）"):
        compare(old, new)


def test_folder_that_is_no_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"none/build\.json 无法读取"):
        compare(write(tmp_path / "old"), tmp_path / "none")


_FACTS = st.lists(
    st.builds(
        lambda doc, year, value, start: fact(doc, year=year, value=value, start=start, end=start + 9),
        st.sampled_from(["d1", "d2"]),
        st.sampled_from([2020, 2021]),
        st.integers(1, 3),
        st.integers(0, 3),
    ),
    unique_by=lambda row: row["id"],
    max_size=8,
)


@given(_FACTS, _FACTS)
def test_every_fact_is_accounted_for_once(
    tmp_path_factory: pytest.TempPathFactory, old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    both = [report("d1"), report("d2", path="source/b.txt", title="别的")]
    changes = _compared(folder, {"facts": old, "documents": both}, {"facts": new, "documents": both})
    counts = changes.counts()
    paired = changes.same + changes.moved + counts["changed"]
    assert (paired + counts["went"], paired + counts["came"]) == (len(old), len(new))
    back = _compared(folder, {"facts": new, "documents": both}, {"facts": old, "documents": both})
    assert (back.same, back.moved, back.counts()["came"]) == (changes.same, changes.moved, counts["went"])
