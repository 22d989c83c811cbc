// A small card on a name in the text: what it is and the most important that is known of it. By pointer and by focus.
((kg) => {
  "use strict";

  const { entities, types, total } = kg.store;
  const CALM = 180; // ms that the pointer has to rest
  const FACTS = 3;
  const box = kg.el("div", "peek", "", { id: "peek", hidden: true });
  box.setAttribute("role", "tooltip");
  document.body.append(box);
  let link = null;
  let waiting = 0;

  /** Money first, then the newest states, then what it belongs to. */
  const telling = (entity) => {
    const money = kg.dossier.of(entity, "investment").sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
    const states = kg.dossier.of(entity, "status").sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
    return [...money, ...states, ...entity.out, ...kg.dossier.of(entity, "observation")].slice(0, FACTS);
  };

  const fill = (entity) => {
    const place = entity.within === null ? "" : entities[entity.within].name;
    box.replaceChildren(
      kg.el("p", "peek-name", [kg.sign(entity.type), entity.name]),
      kg.el("p", "note", [types[entity.type].label, place, kg.t("list.facts", { n: total(entity) })].filter(Boolean).join(" \u00b7 ")),
      kg.el("ul", "", telling(entity).map((fact) => kg.el("li", "", kg.fact.brief(fact, entity)))),
      kg.el("p", "note", kg.t("reader.peek")),
    );
  };

  /** Under the name, or above it when there is no room. */
  const place = (target) => {
    const at = target.getClientRects()[0] ?? target.getBoundingClientRect();
    const { offsetWidth: wide, offsetHeight: high } = box;
    box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - wide - 8))}px`;
    box.style.top = `${at.bottom + high + 10 > window.innerHeight ? at.top - high - 6 : at.bottom + 6}px`;
  };

  const show = (target) => {
    hide();
    link = target;
    fill(entities[Number(target.dataset.entity)]);
    box.hidden = false;
    target.setAttribute("aria-describedby", "peek");
    place(target);
  };
  const hide = () => {
    clearTimeout(waiting);
    link?.removeAttribute("aria-describedby");
    link = null;
    box.hidden = true;
  };

  const named = (event) => event.target.closest?.("a.mention") ?? null;
  const reader = document.getElementById("reader");
  reader.addEventListener("mouseover", (event) => {
    const target = named(event);
    clearTimeout(waiting);
    if (target && target !== link) waiting = setTimeout(() => { if (target.isConnected) show(target); }, CALM);
  });
  // The card may be entered with the pointer: somebody may want to read it through a magnifier.
  reader.addEventListener("mouseout", (event) => {
    if (event.relatedTarget !== box && !box.contains(/** @type {Node} */ (event.relatedTarget))) hide();
  });
  box.addEventListener("mouseleave", () => hide());
  reader.addEventListener("focusin", (event) => { if (named(event)?.matches(":focus-visible")) show(named(event)); });
  reader.addEventListener("focusout", hide);
  reader.addEventListener("scroll", hide, { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || box.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    hide();
  }, { capture: true });

  kg.peek = { show, hide };
})(window.kg);
