// Fetches the parts of the lab: files that static/build/finish.mjs lists in the page with their addresses.
//
// They are compressed (gzip), because many hosts send WebAssembly as it is. The browser decompresses a part while it arrives,
// and compiles it in the same step. The files are not called `.gz`: some hosts would send these with `Content-Encoding`, and
// the browser would decompress them itself.

const parts = JSON.parse(document.querySelector("meta[name=lab-parts]").content);
const wasm = { headers: { "Content-Type": "application/wasm" } };

/** Fetches and compiles a part that is WebAssembly. */
export async function fetchProgram(name) {
  return WebAssembly.compileStreaming(new Response(await open(name), wasm));
}

/** Fetches a part that is text. */
export async function fetchText(name) {
  return new Response(await open(name)).text();
}

/** Returns the address of a part. */
export function addressOf(name) {
  return new URL(parts[name], document.baseURI);
}

/** Opens a part as a stream of its bytes. */
async function open(name) {
  const address = addressOf(name);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be had: ${response.status} ${response.statusText}`);
  return response.body.pipeThrough(new DecompressionStream("gzip"));
}
