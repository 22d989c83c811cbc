"""What was quadratic in the length of a document, against the plain way of saying the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.overlaps import LENGTH_BONUS, settle
from kg.model import EntityType, Mention, Quantity
from kg.relations.observation_pieces import outside

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def mention(span: tuple[int, int], kind: EntityType = EntityType.POLICY, score: float = 0.5) -> Mention:
    return Mention(*span, "x" * (span[1] - span[0]), kind, "test", score)


@given(st.lists(st.tuples(SPANS, st.sampled_from([0.1, 0.5, 0.9])), max_size=20))
def test_best_names_are_kept_that_nothing_better_overlaps(found: list[tuple[tuple[int, int], float]]) -> None:
    names = {mention(span, score=score) for span, score in found}
    kept: list[Mention] = []
    for one in sorted(names, key=lambda m: (-(m.score + LENGTH_BONUS * (m.end - m.start)), m.start, m.end)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    assert settle(names) == sorted(kept, key=lambda m: m.start)


@given(
    st.lists(st.tuples(SPANS, st.sampled_from([EntityType.POLICY, EntityType.REGION])), max_size=8),
    st.lists(SPANS, max_size=8),
    st.integers(0, 10),
)
def test_numbers_inside_titles_are_left_out(
    names: list[tuple[tuple[int, int], EntityType]], numbers: list[tuple[int, int]], body: int
) -> None:
    mentions = [mention(span, kind) for span, kind in names]
    quantities = [Quantity(*span, "1", 1.0, "个") for span in numbers]
    titles = [m for m in mentions if m.type is EntityType.POLICY]
    plain = [
        q for q in quantities if q.start >= body and not any(m.start <= q.start and q.end <= m.end for m in titles)
    ]
    assert outside(quantities, mentions, body) == sorted(plain)
