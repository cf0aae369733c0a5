// PostgreSQL for the linter of lessons (src/lesson_linter/postgres.rs): a process that answers requests line by line, each the
// name of a method of static/runtime/postgres.mjs and what it takes.

import { createInterface } from "node:readline";
import { PGlite, types } from "@electric-sql/pglite";
import { Postgres } from "../runtime/postgres.mjs";

const postgres = new Postgres({ PGlite, types });
await postgres.open();
tell(null);
for await (const line of createInterface({ input: process.stdin })) {
  const [name, request] = JSON.parse(line);
  // The rows of tables are text here.
  if ("blob" in request) request.blob = new Blob([request.blob]);
  try {
    tell((await postgres[name](request)) ?? null);
  } catch ({ message }) {
    tell({ refused: message });
  }
}
process.exit();

function tell(answer) {
  process.stdout.write(`${json(answer)}\n`);
}

/** JSON with whole numbers of any size. */
function json(value) {
  if (typeof value === "bigint") return `${value}`;
  if (Array.isArray(value)) return `[${value.map(json).join()}]`;
  if (value instanceof Uint8Array) return json([...value]);
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  return `{${Object.entries(value).map(([name, of]) => `${JSON.stringify(name)}:${json(of)}`)}}`;
}
