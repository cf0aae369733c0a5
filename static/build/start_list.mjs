// The lists of functions that a start of the page calls: start/*.txt, by which the programs are split (split.mjs).
//
// `cargo xtask start-list` writes them: it has the functions of both programs count their calls (`counted`), starts the page
// in the usual ways, and asks which were called. A line is the hash of a function's name, or of its body where a program
// has no names.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { KIND, Module, Reader, SECTION, leb, list, sized, text } from "./wasm.mjs";

/** i32 that changes, with the first value 0. */
const COUNTER = Buffer.from([0x7f, 1, 0x41, 0, 0x0b]);
const [I32_CONST, GLOBAL_SET] = [0x41, 0x24];

/** The size of a function in bytes up to which a stub in its place would save nothing. */
const SMALL = 48;
/** The crates whose functions are needed or not with the data: to write a number needs others than to write the next. */
const STANDARD = ["core", "alloc", "std", "dlmalloc", "hashbrown"];

/** Returns WebAssembly whose functions are named `start N` or `rest N`, by the list of a program. */
export async function withHalvesAsNames(wasm, program) {
  const path = fileURLToPath(new URL(`start/${program}.txt`, import.meta.url));
  const called = new Set((await readFile(path, "utf8")).split("\n"));
  const module = new Module(wasm);
  const isOfStart = ({ hash, name, body }) => called.has(hash) || body.length <= SMALL || (name && isStandard(name));
  const half = (it) => (isOfStart(it) ? "start" : "rest");
  module.names = new Map(functions(module).map((it) => [it.index, `${half(it)} ${it.index}`]));
  return module.toBytes();
}

/** Returns WebAssembly each of whose functions sets a global to 1, which is exported as `called`, the program and the hash. */
export function counted(wasm, program) {
  const module = new Module(wasm);
  const all = functions(module);
  const globals = module.read(SECTION.globals);
  const count = globals.number();
  const imported = module.imports().filter(({ kind }) => kind === KIND.global).length;
  const global = (at) => leb(imported + count + at);
  const rest = globals.left();
  module.replace(SECTION.globals, Buffer.concat([leb(count + all.length), rest, ...all.map(() => COUNTER)]));
  const exported = all.map(({ index, hash }, at) =>
    Buffer.concat([text(`called ${program} ${hash} ${index}`), Buffer.from([KIND.global]), global(at)]),
  );
  module.replace(SECTION.exports, list([...module.exports().map(({ bytes }) => bytes), ...exported]));
  const body = (body, at) => {
    const reader = new Reader(body);
    reader.list(() => [reader.number(), reader.byte()]);
    return sized(Buffer.concat([reader.since(0), Buffer.from([I32_CONST, 1, GLOBAL_SET]), global(at), reader.left()]));
  };
  module.replace(SECTION.code, list(module.bodies().map(body)));
  return module.toBytes();
}

/** The functions of a module, each with the hash that stands for it. */
function functions(module) {
  const imported = module.imports().filter(({ kind }) => kind === KIND.function).length;
  return module.bodies().map((body, at) => {
    const name = module.names.get(imported + at);
    // The hashes of crates and of wasm-bindgen's imports change with every version of them, numbers of closures with every
    // closure before them.
    const stands = name?.replace(/\[[0-9a-f]{16}\]|_[0-9a-f]{16}|#\d+/g, "") ?? body;
    return { index: imported + at, name, body, hash: createHash("sha256").update(stands).digest("hex").slice(0, 8) };
  });
}

/** Says whether a function frees memory, or is of Rust's own libraries, with none of another crate's types. */
function isStandard(name) {
  if (/^core\[[0-9a-f]{16}\]::ptr::drop_in_place/.test(name)) return true;
  const crates = [...name.matchAll(/(\w+)\[[0-9a-f]{16}\]/g)];
  return crates.length > 0 && crates.every(([, crate]) => STANDARD.includes(crate));
}
