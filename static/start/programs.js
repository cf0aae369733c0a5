// Starts a program that is a part of its own, when it is first asked for: its WebAssembly, its script, and its style sheet
// if it has one.
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

/** Asks for files once more when the service worker is there, which keeps what it is asked for: a first visit has none yet. */
function keepLater(addresses) {
  let container;
  try {
    container = navigator.serviceWorker;
  } catch {
    // A sandboxed frame keeps nothing.
  }
  if (!container || container.controller) return;
  const ask = () => addresses.forEach((address) => fetch(address).catch(() => {}));
  container.addEventListener("controllerchange", ask, { once: true });
}
