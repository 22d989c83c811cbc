// Reads RDF files with N3.js: node count.mjs FILE...; prints how many distinct triples each holds, as a JSON object.
import { readFileSync } from "node:fs";
import { Parser, Store } from "n3";

const counts = {};
for (const file of process.argv.slice(2)) {
  counts[file] = new Store(new Parser().parse(readFileSync(file, "utf8"))).size;
}
process.stdout.write(JSON.stringify(counts));
