// Starts the page: everything is registered by now.
((kg) => {
  "use strict";

  const { types, predicates, statuses, kinds, byId, docById } = kg.store;

  kg.language.apply();
  kg.language.onchange(kg.state.refresh);
  kg.theme.onchange(kg.state.refresh);
  kg.state.start({
    views: kg.views.ids(), types: types.map(({ id }) => id), relations: predicates.map(({ id }) => id), statuses, kinds,
    entity: (id) => byId.has(id), document: (id) => docById.has(id),
  });
})(window.kg);
