"""Reports torn to pieces: shuffled, cut, doubled, with other marks. They are understood without a fault, alike twice, with exact quotes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Resolved
from kg.pipeline import load_language
from kg.pipeline.extraction import Clock, understand
from kg.resolve import NameChoices
from kg.sources.document import Piece, to_document
from qinghe import BODY, TITLE

MARKS = "，。、；：！？（）《》“”\"'\n\t -—…·|%％〇0９"
FRAGMENTS = [part + "。" for part in BODY.split("。") if part] + [
    "名词解释：1.云岭芯谷：由星河半导体有限公司建设的项目。",
    "一、工作回顾\n",
    "全县实现產值從10億元到20億元，同比下降（5.2）%。",
    "簽約12個項目，其中青禾縣投資集團有限公司總投資30億元。",
    "\U00020000\u2028\u0301\u200b🏭",
]
TORN = st.builds(
    lambda words, start, length: words[start : start + length],
    st.sampled_from(FRAGMENTS),
    st.integers(0, 40),
    st.integers(1, 80),
)
TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), TORN, st.text(MARKS, max_size=4)), min_size=1, max_size=12)


def understood(text: str, title: str) -> Resolved:
    document = to_document(Piece(title, f"{title}\n{text}", 0, None), "a.txt")
    return understand(document, load_language(), NameChoices((), ()), Clock())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from([TITLE, "青禾：云岭芯谷开工"]))
def test_torn_texts_are_understood_alike_with_exact_quotes(parts: list[str], title: str) -> None:
    part = understood("".join(parts), title)
    text = part.document.text
    assert all(text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote for fact in part.facts)
    assert all(text[m.start : m.end] == m.text for m in (placed.mention for placed in part.mentions))
    assert all(text[one.start : one.end] == one.text for one in part.unread)
    assert understood("".join(parts), title) == part
