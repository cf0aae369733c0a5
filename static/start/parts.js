// Fetches the parts of the lab: files that static/build/finish.mjs lists in the page with their addresses.
//
// They are compressed, because many hosts send WebAssembly as it is. The files are not called `.gz`: some hosts would send
// these with `Content-Encoding`, and the browser would decompress them itself.
import { compile, decompressed } from "./packed.js";

const parts = JSON.parse(document.querySelector("meta[name=lab-parts]").content);

/** Fetches and compiles a part that is WebAssembly. */
export async function fetchProgram(name) {
  return compile(await open(name));
}

/** Fetches a part that is text. */
export async function fetchText(name) {
  return new Response(decompressed(await open(name))).text();
}

/** Fetches a part as it is: compressed. */
export async function fetchBytes(name) {
  return (await open(name)).arrayBuffer();
}

/** Returns the address of a part; undefined if there is none of this name. */
export function addressOf(name) {
  return parts[name] && new URL(parts[name], document.baseURI);
}

async function open(name) {
  const address = addressOf(name);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be had: ${response.status} ${response.statusText}`);
  return response;
}
