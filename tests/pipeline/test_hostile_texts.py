"""Texts that nobody writes: without end, without marks, of marks alone. They are read in time that grows with their length, and every
quote is exact. Before there were limits most of these took longer than anyone waits.
"""

from __future__ import annotations

import pytest

from kg.language.layout import MAX_SENTENCE
from kg.mentions import LONGEST
from kg.pipeline import load_language
from kg.pipeline.extraction import Clock, understand
from kg.resolve import NameChoices
from kg.sources.document import Piece, to_document
from qinghe import BODY

LENGTH = 20_000
TITLE = "青禾市政府工作报告"
UNITS = {
    "a report without a full stop": BODY.replace("。", "").replace(",", "").replace(" ", ""),
    "opened brackets": "（",
    "opened brackets with names": "（云岭",
    "closed brackets": "）",
    "opened titles": "《",
    "opened quotations": "“",
    "commas of lists": "、",
    "digits": "1",
    "digits with commas": "1,",
    "numerals": "一百亿",
    "endings of companies": "有限公司",
    "endings of parks": "工业园",
    "endings of places": "市",
    "blanks": " ",
    "lines": "东莞市\n",
    "letters": "A",
    "short words": "AI ",
    "rates": "增长5%",
    "amounts": "投资5亿元",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
@pytest.mark.parametrize("length", [75, LENGTH])
def test_text_without_end_is_read(unit: str, length: int) -> None:
    body = (unit * (length // len(unit) + 1))[:length]
    document = to_document(Piece(TITLE, f"{TITLE}\n{body}", 0, None), "a.txt")
    part = understand(document, load_language(), NameChoices((), ()), Clock())  # raises when a quote is not in the text
    assert all(len(placed.mention.text) <= LONGEST for placed in part.mentions)
    assert all(0 < len(fact.evidence.quote) <= MAX_SENTENCE for fact in part.facts)


def test_list_without_end_is_read_to_its_end() -> None:
    firms = [f"星河{number}科技有限公司" for number in range(1000)]
    body = f"2020年工作回顾 引进{'、'.join(firms)}。"
    document = to_document(Piece(TITLE, f"{TITLE}\n{body}", 0, None), "a.txt")
    part = understand(document, load_language(), NameChoices((), ()), Clock())
    assert {placed.mention.text for placed in part.mentions} >= {firms[0], firms[500], firms[-1]}
