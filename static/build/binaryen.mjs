// Runs the tools of Binaryen on files.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What is in the programs already, and in every browser since 2023: nothing newer may come in. */
const FEATURES = [
  "mutable-globals",
  "nontrapping-float-to-int",
  "sign-ext",
  "bulk-memory",
  "bulk-memory-opt",
  "reference-types",
  "multivalue",
];

/** Changes a file by passes of Binaryen; returns what it prints. */
export function optimise(file, passes) {
  return run("wasm-opt", [file, ...passes, "-o", file]);
}

/** Merges a second module into that of a file. Both have the names by which they import from each other. */
export function merge([file, name], [other, otherName]) {
  return run("wasm-merge", [file, name, other, otherName, "-g", "-o", file]);
}

async function run(tool, words) {
  const program = fileURLToPath(import.meta.resolve(`binaryen/bin/${tool}`));
  const features = ["--mvp-features", ...FEATURES.map((name) => `--enable-${name}`)];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words, ...features], { maxBuffer: 1 << 24 });
  return stdout;
}
