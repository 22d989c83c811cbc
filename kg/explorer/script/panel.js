// The panel on the right: which card it shows. The cards themselves are in start.js, answer.js, card.js and line.js.
((kg) => {
  "use strict";

  const { byId } = kg.store;
  const root = document.getElementById("panel");

  const section = (title, count, content, open = true) => {
    const summary = kg.el("summary", "", [title, kg.el("span", "count", count)]);
    return kg.el("details", "section", [summary, content], { open });
  };

  const show = (...children) => root.replaceChildren(...children.filter(Boolean));

  const made = [];
  /** Buttons under the name of an entity: make(entity) gives one or null. The order of registration is that on screen. */
  const tool = (make) => { made.push(make); };
  const tools = (one) => made.map((make) => make(one)).filter(Boolean);
  tool((one) => {
    const waiting = kg.picture.waiting(one).length;
    return kg.el("button", "", waiting ? kg.t("panel.expand", { n: waiting }) : kg.t("panel.expanded"), {
      disabled: !waiting, id: "expand", onclick: () => kg.stage.expand(one),
    });
  });
  tool((one) => kg.el("button", "", kg.t("panel.centre"), { onclick: () => { kg.state.set({ near: true }); kg.stage.centre(one); } }));

  const cards = [];
  /**
   * What the panel can show. The card with the highest rank whose key is not null is drawn; it is drawn anew when the key
   * changes. Ranks: start 0, answer 5, entity 10, line 20.
   * @param {{rank: number, key: (state: State) => ?string, draw: (state: State) => void}} one  draw calls kg.panel.show
   */
  const card = (one) => {
    cards.push(one);
    cards.sort((a, b) => b.rank - a.rank);
  };

  const subject = (state) => JSON.stringify([state.selected, state.link, state.pair, state.options.graph?.ask]);
  let drawn = null;
  kg.state.subscribe((state, previous) => {
    const found = cards.find(({ key }) => key(state) !== null);
    const mark = `${found.rank} ${found.key(state)}`;
    if (!previous || mark !== drawn) {
      // Another filter or language leaves the reader where he was; another card begins at its top.
      const other = previous && subject(previous) !== subject(state);
      const top = other ? 0 : root.scrollTop; // asking makes the browser lay everything out
      found.draw(state);
      root.scrollTop = top;
    } else if (state.selected) root.querySelector(".head .tools")?.replaceChildren(...tools(byId.get(state.selected)));
    drawn = mark;
  });

  /** Facts that the filters take away from a card: how many, and a switch to see them all the same. */
  const outside = (n, state) => {
    const all = state.options.graph?.outside === "1";
    if (!n && !all) return null;
    const text = kg.t(all ? "card.all_shown" : "card.outside", { n });
    return kg.el("p", "outside", [kg.el("span", "", text), kg.el("button", "link", kg.t(all ? "card.respect" : "card.show_all"), {
      onclick: () => kg.state.option("graph", { outside: all ? null : "1" }),
    })]);
  };

  kg.panel = { show, section, card, tool, tools, outside };
})(window.kg);
