// Brings the parts together: address, legend, filters, list of nodes, keys.
((kg) => {
  "use strict";

  const { entities, types, predicates, facts, byId } = kg.store;
  const get = (id) => document.getElementById(id);
  const TITLE = document.title;

  let fading = 0;
  kg.toast = (text) => {
    const box = get("toast");
    box.textContent = text;
    box.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => { box.hidden = true; }, 4000);
  };

  const display = (entity, options) => {
    kg.stage.select(entity, options);
    if (entity) kg.panel.entity(entity);
    else kg.panel.start();
    document.title = entity ? `${entity.name} - ${TITLE}` : TITLE;
  };

  const address = () => {
    const id = /^#e=(.+)$/.exec(location.hash)?.[1];
    if (!id) return null;
    try {
      return byId.get(decodeURIComponent(id)) ?? null;
    } catch {
      return null; // an address that somebody cut in the middle of an escape
    }
  };

  let still = false;
  /** Goes to an entity (null: to the start) and remembers the step for the back button. `still` leaves the picture in place. */
  kg.go = (entity, options = {}) => {
    const hash = entity ? `#e=${encodeURIComponent(entity.id)}` : "";
    if (location.hash === hash) return display(entity, options);
    still = options.still ?? false;
    if (hash) location.hash = hash;
    else {
      history.pushState(null, "", location.pathname + location.search);
      display(null);
    }
    return undefined;
  };
  window.addEventListener("hashchange", () => {
    const entity = address();
    if (!entity && location.hash.startsWith("#e=")) kg.toast("图谱里没有这个地址所指的实体");
    display(entity, { still });
    still = false;
  });

  const count = (list, key, size) => {
    const counts = new Array(size).fill(0);
    for (const item of list) counts[item[key]] += 1;
    return counts;
  };
  const perType = count(entities, "type", types.length);
  const perPredicate = count(facts.filter((fact) => fact.object !== null), "predicate", predicates.length);

  const toggle = (set, item) => {
    if (!set.delete(item)) set.add(item);
    kg.stage.sync();
  };

  const entry = (content, on, act, extra) => {
    const button = kg.el("button", "toggle", content, { onclick: act });
    button.setAttribute("aria-pressed", String(on));
    return kg.el("li", on ? "" : "off", extra ? [button, extra] : button);
  };

  const legend = () => {
    const { hidden } = kg.stage;
    const seen = count(kg.stage.visible(), "type", types.length);
    get("legend").replaceChildren(...types.flatMap((type, i) => {
      if (!perType[i]) return [];
      const content = [kg.sign(i), kg.el("span", "name", type.label), kg.el("span", "count", `${seen[i]} / ${perType[i].toLocaleString("zh-CN")}`)];
      const only = kg.el("button", "only", "仅看", { title: `只看${type.label}`, onclick: () => kg.stage.only(i) });
      const item = entry(content, !hidden.types.has(i), () => toggle(hidden.types, i), only);
      item.dataset.type = type.id;
      return [item];
    }));
    get("predicates").replaceChildren(...predicates.flatMap((predicate, i) => {
      if (!perPredicate[i]) return [];
      const content = [kg.el("span", "name", predicate.label), kg.el("span", "count", perPredicate[i].toLocaleString("zh-CN"))];
      const item = entry(content, !hidden.predicates.has(i), () => toggle(hidden.predicates, i));
      item.dataset.predicate = predicate.id;
      return [item];
    }));
    get("all-types").hidden = !hidden.types.size;
    get("all-predicates").hidden = !hidden.predicates.size;
  };

  const twin = () => {
    const seen = kg.stage.visible();
    const own = kg.stage.selected();
    get("twin-count").textContent = seen.length;
    get("twin").replaceChildren(...seen.map((entity) => {
      const button = kg.el("button", "row", [kg.sign(entity.type), entity.name], { onclick: () => kg.go(entity), title: entity.name });
      if (entity === own) button.setAttribute("aria-current", "true");
      return kg.el("li", "", button);
    }));
    get("twin").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  };

  const refresh = () => {
    // Rebuilding a list drops the focus; a keyboard user must keep it.
    const held = document.activeElement?.closest?.("[data-type],[data-predicate]")?.dataset;
    legend();
    twin();
    const seen = kg.visibleCount();
    get("shown").textContent = `显示 ${seen.toLocaleString("zh-CN")} / ${entities.length.toLocaleString("zh-CN")}`;
    get("empty").hidden = seen > 0;
    get("empty").textContent = entities.length ? "筛选后没有节点" : "图谱是空的";
    const [key, value] = Object.entries(held ?? {})[0] ?? [];
    if (key) document.querySelector(`[data-${key}="${CSS.escape(value)}"] .toggle`)?.focus();
  };

  get("all-types").onclick = () => { kg.stage.hidden.types.clear(); kg.stage.sync(); };
  get("all-predicates").onclick = () => { kg.stage.hidden.predicates.clear(); kg.stage.sync(); };
  get("fit").onclick = kg.stage.fit;
  get("reset").onclick = () => {
    kg.search.clear();
    kg.reader.close();
    kg.stage.reset();
    kg.go(null);
  };

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") kg.search.focus();
    else if (event.key === "0") kg.stage.fit();
    else if (event.key === "e" && kg.stage.selected()) get("expand")?.click();
    else if (event.key === "Escape") {
      if (kg.reader.isOpen()) kg.reader.close();
      else if (kg.stage.selected()) kg.go(null);
    } else return;
    event.preventDefault();
  });

  kg.stage.onchange(refresh);
  const at = address();
  kg.stage.network.once("afterDrawing", () => { document.body.dataset.ready = "yes"; });
  if (at) display(at);
  else {
    kg.panel.start();
    kg.stage.sync();
  }
})(window.kg);
