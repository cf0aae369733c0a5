// Starts the worker: takes SQLite and the program, both compiled, from the page, and runs the same program as the page.
import init from "./lab.js";
import startSqlite, { openStore } from "../runtime/sqljs.mjs";

const take = {};
const [sqlite, program] = ["sqlite", "program"].map((name) => new Promise((resolve) => (take[name] = resolve)));

addEventListener("message", (event) => {
  const [name, module] = event.data;
  if (!Object.hasOwn(take, name)) return;
  take[name](module);
  // The program may listen already, and has other messages.
  event.stopImmediatePropagation();
});

globalThis.labStore = openStore;
globalThis.labSqlite = async () => startSqlite(await sqlite);
// An error that nobody catches reaches the page.
program.then((program) => init({ module_or_path: program })).catch((error) => setTimeout(() => { throw error; }));
