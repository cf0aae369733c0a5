// Starts the worker: waits for the compiled modules that the page sends, then runs the same program as the page.
import init from "./lab.js";
import startSqlite, { openStore } from "./sqljs.js";

addEventListener(
  "message",
  ({ data: [program, sqlite] }) => {
    globalThis.labStore = openStore;
    globalThis.labSqlite = () => startSqlite(sqlite);
    // An error that nobody catches is what the page hears.
    init({ module_or_path: program }).catch((error) => setTimeout(() => { throw error; }));
  },
  { once: true },
);
