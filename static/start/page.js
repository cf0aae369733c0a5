// Starts the page: fetches and compiles the lab's program and SQLite side by side, and says so in plain words if this
// browser cannot run them. The compiled modules stay in `labModules`: src/js/start.rs gives them to each worker.
import { unpack } from "../npm/unpack.mjs";

const root = document.documentElement;
try {
  const [program, sqlite] = ["lab-program", "lab-sqlite"].map((name) => compile(named(name)));
  // Whoever starts a worker is told if SQLite cannot be had; until then nobody waits for it.
  sqlite.catch(() => {});
  globalThis.labModules = [program, sqlite];
  const { default: init } = await import("./lab.js");
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
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be had: ${response.status} ${response.statusText}`);
  if (address.pathname.endsWith(".packed")) return WebAssembly.compile(unpack(await response.arrayBuffer()));
  // With this type the browser compiles while it still loads, whatever type the host tells.
  return WebAssembly.compileStreaming(new Response(response.body, { headers: { "Content-Type": "application/wasm" } }));
}
