// The worker of PostgreSQL: answers the page's calls one after the other.
import { PGlite, types } from "@electric-sql/pglite";
import { Postgres } from "../runtime/postgres.mjs";

const postgres = new Postgres({ PGlite, types });
let last = Promise.resolve();

addEventListener("message", ({ data: [id, name, request] }) => {
  const answer = () => postgres[name](request);
  last = last.then(answer).then(
    (answered) => postMessage([id, answered]),
    ({ message, position, hint, detail }) => postMessage([id, undefined, { message, position, hint, detail }]),
  );
});
