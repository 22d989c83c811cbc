"""What belongs to a name beyond its left edge. In: an AnalysedText and where a name begins; out: where it really begins.

至, — and a counted capacity end the walk to the left, but 青云—白沙—石桥500千伏输变电工程 is one line and 年产5万吨碳纤维项目 one project.
"""

from __future__ import annotations

import re

from kg.mentions.text import AnalysedText

REACH = 16  # code points in which a capacity is looked for
END = 12  # longest end of a line, with the road that it lies on: G347青禾市青云
_DASHES = "—－–―-~～"  # two of them set a remark off
_PLACE = re.compile(r"(?:[GSXYC]\d{1,4}(?:线|国道|省道)?)?[\u4e00-\u9fff]{2,}")
_TIME = re.compile(r"[年月日时分上下午]$|\d$|^[从自由]")
_CAPACITY = re.compile(
    r"(?:年|日)(?:产|处理|加工|产能|回收|综合利用|生产)[\d.]+(?:[十百千万亿]*)(?:吨|套|台|辆|件|片|只|支|平方米|立方米|米|块|张|GWh|MW|吉瓦时?|兆瓦时?|千瓦时?)(?:级)?$"
)


def before_route(analysed: AnalysedText, start: int, *, works: bool) -> int:
    """``start``, or the offset further left at which the ends of the line or the capacity in front of it begin.

    Args:
        analysed (AnalysedText): the text with its edges.
        start (int): where the name begins so far.
        works (bool): whether the name is one of works: a park is 迁至 a place, a road leads 至 it.
    """
    capacity = _CAPACITY.search(analysed.text, max(0, start - REACH), start)
    if capacity:
        return capacity.start()
    while (begin := _end_of_line(analysed, start, _DASHES + "至" * works)) is not None:
        start = begin
    return start


def _end_of_line(analysed: AnalysedText, start: int, joiners: str) -> int | None:
    """The start of the place in front of the joiner that ends at ``start``."""
    joiner = analysed.text[max(0, start - 1) : start]
    if not joiner or joiner not in joiners or analysed.text[start - 2 : start - 1] in _DASHES:
        return None
    begin = analysed.left_edge(start - 1, most=END, through=False)
    place = analysed.text[begin : start - 1]
    return begin if _PLACE.fullmatch(place) and not _TIME.search(place) else None
