// Starts what is a part of its own, when it is first asked for: a program (its WebAssembly, its script and its style sheet), or
// a script.
import { keepLater } from "./kept.js";
import { addressOf, fetchProgram } from "./parts.js";

/** Loads a program and starts it in this page; src/browser/lazy.rs calls this. */
globalThis.labRun = async (name) => {
  const [script, style] = [`${name}Script`, `${name}Style`].map((part) => addressOf(part).href);
  keepLater([addressOf(name), script, style]);
  const [module, { default: init }] = await Promise.all([fetchProgram(name), import(script), useStyle(style)]);
  await init({ module_or_path: module });
};

/** Loads the script of a part; src/browser/postgres.rs calls this. */
globalThis.labScript = (name) => import(addressOf(name).href);

/** Adds a style sheet to the page, and waits until it holds. */
function useStyle(address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return new Promise((done, failed) => {
    link.onload = done;
    link.onerror = () => {
      link.remove();
      failed(new Error(`${address} cannot be had`));
    };
    document.head.append(link);
  });
}
