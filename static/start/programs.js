// Starts what is a part of its own, when it is first asked for: a program (its WebAssembly, its script, and its style sheet if it
// has one), or a script.
import { keepLater } from "./kept.js";
import { addressOf, fetchProgram } from "./parts.js";
import { addStyle } from "./styles.js";

/** Loads a program and starts it in this page; src/browser/lazy.rs calls this. */
globalThis.labRun = async (name) => {
  const [script, style] = [`${name}Script`, `${name}Style`].map((part) => addressOf(part)?.href);
  keepLater([addressOf(name), script, style].filter(Boolean));
  const styled = style && addStyle(`${name}Style`);
  const [module, { default: init }] = await Promise.all([fetchProgram(name), import(script), styled]);
  await init({ module_or_path: module });
};

/** Loads the script of a part; src/browser/postgres.rs calls this. */
globalThis.labScript = (name) => import(addressOf(name).href);
