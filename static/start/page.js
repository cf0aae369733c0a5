// Starts the page: fetches and compiles the lab's program and SQLite side by side, and says so in plain words if this
// browser cannot run them. The compiled modules stay in `labModules`: src/browser/worker_start.rs gives them to each worker.
import { unpack } from "../runtime/unpack.mjs";
import { recallTexts } from "./texts.js";

const root = document.documentElement;
const wasm = { headers: { "Content-Type": "application/wasm" } };
try {
  const [program, sqlite] = ["lab-program", "lab-sqlite"].map((name) => compile(named(name)));
  // Whoever starts a worker is told if SQLite cannot be had; until then nobody waits for it.
  sqlite.catch(() => {});
  globalThis.labModules = [program, sqlite];
  const texts = recallTexts();
  const { default: init } = await import("./lab.js");
  await texts;
  await init({ module_or_path: await program });
} catch (error) {
  root.dataset.state = "failed";
  const words = document.createElement("p");
  words.setAttribute("role", "alert");
  words.textContent =
    "The lab could not start. It needs a browser of 2023 or later with WebAssembly, and all of its files. " +
    "Reload the page; if that does not help, try another browser. " +
    `What the browser said: ${error}`;
  document.getElementById("lab")?.replaceChildren(words);
  throw error;
}

/** The address in a `<meta>` of the page. */
function named(name) {
  return new URL(document.querySelector(`meta[name=${name}]`).content, document.baseURI);
}

/** Fetches and compiles WebAssembly. A published page has it packed (finish.mjs), for not every host compresses. */
async function compile(address) {
  if (address.pathname.endsWith(".packed")) return compilePacked(address);
  const response = await fetch(address);
  if (!response.ok) throw missing(address, response);
  // With this type the browser compiles while it still loads, whatever type the host tells.
  return WebAssembly.compileStreaming(new Response(response.body, wasm));
}

/** Unpacks and compiles; on later visits of a page that is kept for them, the browser has it unpacked. */
async function compilePacked(address) {
  const unpacked = address.href.replace(/\.packed$/, "");
  const kept = await recall(unpacked);
  if (kept) return WebAssembly.compileStreaming(kept);
  const response = await fetch(address);
  if (!response.ok) throw missing(address, response);
  const bytes = unpack(await response.arrayBuffer());
  // Where browsers keep nothing, the next visit unpacks again.
  keep(unpacked, bytes).catch(() => {});
  return WebAssembly.compile(bytes);
}

/** A file that is kept in this browser. Its name is made of its contents, so any version's is good. */
async function recall(address) {
  try {
    return await caches.match(address);
  } catch {
    // Storage is forbidden here, or there is none, as on plain http.
    return undefined;
  }
}

/** Adds a file to what the service worker keeps of this version (static/offline/worker.js), once there is one. */
async function keep(address, bytes) {
  const { scope } = await navigator.serviceWorker.ready;
  const name = `feature-lab ${scope} ${document.querySelector("meta[name=lab-version]").content}`;
  if (await caches.has(name)) await (await caches.open(name)).put(address, new Response(bytes, wasm));
}

function missing(address, { status, statusText }) {
  return new Error(`${address} cannot be had: ${status} ${statusText}`);
}
