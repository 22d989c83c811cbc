// A field that adds an entity by name, pinyin or initials: a combobox with a list under it.
((kg) => {
  "use strict";

  const LIMIT = 12;

  /**
   * @param {{id: string, label: () => string, fits: (entity: Entity) => boolean, onpick: (entity: Entity) => void}} options
   * @returns {HTMLElement}
   */
  kg.picker = ({ id, label, fits, onpick }) => {
    const list = kg.el("div", "pop", "", { id: `${id}-list`, hidden: true });
    list.setAttribute("role", "listbox");
    const box = kg.el("input", "", "", { id, autocomplete: "off", placeholder: label() });
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"], ["aria-label", label()]]) box.setAttribute(name, value);
    let hits = [];
    let active = -1;

    const mark = (index) => {
      active = index;
      [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === active)));
      if (active >= 0) {
        box.setAttribute("aria-activedescendant", `${id}-${active}`);
        list.children[active].scrollIntoView({ block: "nearest" });
      } else box.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const choose = (index) => {
      const entity = hits[index];
      if (!entity) return;
      box.value = "";
      close();
      onpick(entity);
    };
    const option = (entity, index) => {
      const row = kg.el("div", "item", [kg.sign(entity.type), entity.name], { id: `${id}-${index}`, onmousedown: (event) => { event.preventDefault(); choose(index); } });
      row.setAttribute("role", "option");
      return row;
    };

    box.oninput = () => {
      hits = kg.search.find(box.value).filter(fits).slice(0, LIMIT);
      list.setAttribute("aria-label", label());
      list.replaceChildren(...hits.map(option));
      list.hidden = !hits.length;
      box.setAttribute("aria-expanded", String(hits.length > 0));
      mark(hits.length ? 0 : -1);
    };
    box.onblur = close;
    box.onkeydown = (event) => {
      if (event.isComposing) return; // Enter that ends an input method's word is not a choice
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !list.hidden) mark((active + step + hits.length) % hits.length);
      else if (event.key === "Enter") choose(Math.max(active, 0));
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    return kg.el("div", "picker", [box, list]);
  };
})(window.kg);
