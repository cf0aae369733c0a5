// Starts the worker: takes SQLite and the compiled program from the page, and runs the same program as the page.
import init from "./lab.js";
import startSqlite, { openStore } from "../runtime/sqljs.mjs";
import { SPLIT, giveRest, instantiate, restOf, setAddresses } from "./halves.js";
import { compile } from "./packed.js";

const take = { addresses: setAddresses };
const [bytes, program] = ["sqlite", "program"].map((name) => new Promise((resolve) => (take[name] = resolve)));
// Compiled here, while the page compiles the program.
const sqlite = bytes.then((bytes) => compile(new Response(bytes)));
for (const name of SPLIT) take[restOf(name)] = (module) => giveRest(name, module);

/** Messages for the program that came before it ran; `undefined` since then. */
let early = [];

addEventListener("message", (event) => {
  const [name, value] = event.data;
  if (Object.hasOwn(take, name)) take[name](value);
  else if (early) early.push(event.data);
  else return;
  event.stopImmediatePropagation();
});

globalThis.labStore = openStore;
globalThis.labSqlite = async () => startSqlite(await sqlite, (module, imports) => instantiate("sqlite", module, imports));
program.then(run).catch((error) => setTimeout(() => {
  // An error that nobody catches reaches the page.
  throw error;
}));
postMessage("runs");

async function run(program) {
  await init({ module_or_path: program });
  const messages = early;
  early = undefined;
  for (const data of messages) dispatchEvent(new MessageEvent("message", { data }));
}
