// Says above the filters that the page holds a part of a graph, and which.
((kg) => {
  "use strict";

  const { excerpt } = kg.store;
  if (!excerpt) return;
  const note = kg.el("p", "excerpt", "", { id: "excerpt" });
  note.setAttribute("role", "note");
  document.getElementById("facets").before(note);

  kg.state.subscribe((_, previous) => {
    if (previous) return;
    const { n, all, places, types } = excerpt;
    const what = [...places, ...types.map((id) => kg.label("types", id))].join(kg.t("list.comma"));
    kg.say(note, kg.t(what ? "excerpt.subset" : "excerpt.limit", { n, all, what }));
  });
})(window.kg);
