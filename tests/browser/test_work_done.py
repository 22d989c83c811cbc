"""What a click makes the page do: nothing twice, and nothing for what stayed the same."""

from __future__ import annotations

import pytest

DRAWN = """async () => {
  const settled = () => new Promise((done) => setTimeout(done, 150));
  await settled();
  let drawn = 0;
  const count = () => { drawn += 1; };
  kg.stage.network.on("afterDrawing", count);
  const rows = [...document.querySelectorAll("#twin li")];
  ACT;
  await settled();
  kg.stage.network.off("afterDrawing", count);
  const kept = [...document.querySelectorAll("#twin li")].filter((row) => rows.includes(row)).length;
  return { drawn, kept };
}"""


@pytest.fixture
def page(visit, built):
    return visit(built.out / "explorer.html")


def _count(page, act: str) -> dict[str, int]:
    return page.evaluate(DRAWN.replace("ACT", act))


def test_opening_a_document_leaves_the_picture_alone(page):
    seen = page.locator("#twin li").count()
    found = _count(page, "kg.reader.open(0, 10, 20)")
    assert found == {"drawn": 0, "kept": seen}


def test_a_click_draws_the_picture_once_and_keeps_the_rows_of_its_list(page):
    seen = page.locator("#twin li").count()
    found = _count(page, "kg.go(kg.store.entities.find(({ name }) => name === '东莞市'))")
    assert found["drawn"] == 1
    assert found["kept"] == seen
    assert page.locator("#twin li").count() > seen
    current = page.locator("#twin [aria-current=true]").evaluate_all("(rows) => rows.map((row) => row.textContent)")
    assert current == ["东莞市"]


def test_a_new_language_names_the_types_in_the_list_anew(page):
    page.evaluate("kg.language.set('en')")
    labels = page.locator("#twin button").evaluate_all("(rows) => rows.map((row) => row.getAttribute('aria-label'))")
    assert labels and all(label.rpartition("(")[2].isascii() for label in labels)
