// Asks an endpoint with Comunica: node query.mjs ENDPOINT QUERY; prints one JSON value.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, query] = process.argv.slice(2);
const answer = await new QueryEngine().query(query, { sources: [endpoint] });
const kinds = {
  bindings: async () =>
    (await (await answer.execute()).toArray()).map((row) =>
      Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value])),
    ),
  boolean: () => answer.execute(),
  quads: async () =>
    (await (await answer.execute()).toArray()).map((quad) => [quad.subject.value, quad.predicate.value, quad.object.value]),
};
process.stdout.write(JSON.stringify(await kinds[answer.resultType]()));
