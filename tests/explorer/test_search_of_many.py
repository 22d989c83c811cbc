"""Search over one long text gives what a look at each name for itself gives."""

from __future__ import annotations

import pytest

from powerlaw import invent

# As the order is described in finder.js, said the plain way: every word against every text of every entity.
PLAIN = """
const model = kg.makeModel(given.data);
const finder = kg.makeFinder(model);
const norm = (text) => text.normalize("NFKC").toLowerCase().replace(/[\\s\\u00b7\\u201c\\u201d"'\\u300a\\u300b\\u300c\\u300d]+/gu, "");
const level = (text, word) => (text === word ? 0 : text.startsWith(word) ? 1 : text.includes(word) ? 2 : null);
const into = new Set(["locatedIn", "partOf"].map((id) => model.predicates.findIndex((each) => each.id === id)));
const grade = (entity, word) => {
  const others = [...entity.aliases, entity.code ?? "", entity.id].map(norm).filter(Boolean);
  const texts = [[norm(entity.name), 0], ...others.map((text) => [text, 1]), ...entity.pinyin.split(/[| ]/).filter(Boolean).map((text) => [text, 2])];
  const found = texts.map(([text, way]) => [level(text, word), way]).filter(([at, way]) => at !== null && !(at === 2 && way > 0 && word.length < 2));
  return found.length ? Math.min(...found.map(([at, way]) => at * 3 + way)) : null;
};
const places = (entity) => [...(entity.within === null ? [] : [entity.within]), ...entity.out.filter((fact) => into.has(fact.predicate)).map((fact) => fact.object)]
  .map((i) => norm(model.entities[i].name));
const plain = (text) => {
  const words = text.trim().split(/\\s+/u).map(norm).filter(Boolean);
  const score = (entity) => {
    const whole = grade(entity, words.join(""));
    if (whole !== null || words.length < 2) return whole;
    const each = words.map((word) => grade(entity, word) ?? (places(entity).some((place) => place.includes(word)) ? 10 : null));
    return each.includes(null) ? null : 12 + Math.max(...each);
  };
  return model.entities.map((entity) => [score(entity), entity]).filter(([at]) => at !== null)
    .sort((a, b) => a[0] - b[0] || model.heavier(a[1], b[1])).map(([, { id }]) => id);
};
return given.words.map((word) => [finder.find(word).hits.map(({ id }) => id), plain(word)]);
"""
WORDS = (
    ["青", "青禾", "qinghe", "qh", "q", "e", "a", "1", "公司", "gongsi", "高新区", "990100", "region-990100", "没有"],
    ["青禾 公司", "江 市", "q h", "科技 有限", "云 岭", "市 q", "青 禾 市", "gong si", "ke ji y", "高新区 集团"],
)


@pytest.mark.parametrize("words", WORDS, ids=["one", "several"])
def test_one_search_of_all_texts_finds_what_each_name_holds_and_in_the_same_order(node, told, words):
    pairs = node(PLAIN, data=told(invent(400)), words=words)
    assert [found for found, _ in pairs] == [wanted for _, wanted in pairs]
    assert sum(len(wanted) > 3 for _, wanted in pairs) >= len(words) // 2
