// Makes the programs of a page small, and puts wasm-bindgen's scripts, which start them, into our own.

import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withOrder } from "./order.mjs";

/** The programs with the scripts that start them. Classic scripts are run by browsers as soon as they are there. */
const PROGRAMS = [
  { name: "lab", scripts: ["page.js", "worker.js"], format: "iife" },
  { name: "exports", scripts: ["exports.js"], format: "esm" },
  { name: "grading", scripts: ["grading.js"], format: "esm" },
];

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

/** Bundles the scripts of the programs in a folder; for a release, optimises the programs and SQLite, too. */
export async function finishPrograms(dist, isRelease) {
  for (const { name, scripts, format } of PROGRAMS) {
    const short = isRelease ? await optimise(join(dist, `${name}_bg.wasm`)) : {};
    const files = scripts.map((script) => join(dist, script));
    await bundle(files, dist, format, short, isRelease);
    // Binaryen has shortened the name of the only module from which the program imports, too.
    if (isRelease) await Promise.all(files.map((file) => change(file, `"./${name}_bg.js"`, "a")));
  }
  if (isRelease) await reorder(join(dist, "sql-wasm-browser.wasm"));
  await rm(join(dist, "lab.js"));
  await rm(join(dist, "snippets"), { recursive: true, force: true });
}

/**
 * Lets Binaryen simplify a program, and shorten the names of its imports and exports, which have hashes and cannot be
 * compressed. Returns the short names by the long ones.
 */
async function optimise(file) {
  const printed = await binaryen(file, ["-O2", "--shrink-level=1", "--minify-imports-and-exports-and-modules"]);
  const { imports, exports } = JSON.parse(printed);
  await reorder(file);
  return Object.fromEntries([...imports.map(([, name, short]) => [name, short]), ...exports]);
}

/** Puts similar functions close together, for gzip. */
async function reorder(file) {
  await writeFile(file, withOrder(await readFile(file)));
  await binaryen(file, ["--reorder-functions-by-name", "--strip-debug"]);
}

/** Changes a file by passes of Binaryen; returns what it prints. */
async function binaryen(file, passes) {
  const optimiser = fileURLToPath(import.meta.resolve("binaryen/bin/wasm-opt"));
  const features = ["--mvp-features", ...FEATURES.map((name) => `--enable-${name}`)];
  const words = [optimiser, file, ...features, ...passes, "-o", file];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1 << 24 });
  return stdout;
}

/** Bundles scripts with what they import, with the short names of the program's imports and exports. */
async function bundle(scripts, outdir, format, short, minify) {
  const { build } = await import("esbuild");
  const names = Object.keys(short);
  await build({
    entryPoints: scripts,
    outdir,
    allowOverwrite: true,
    bundle: true,
    format,
    // wasm-bindgen asks for it only where it is not told the program.
    define: { "import.meta.url": '""' },
    mangleProps: names.length > 0 ? new RegExp(`^(${names.join("|")})$`) : undefined,
    mangleCache: short,
    platform: "browser",
    target: "es2022",
    minify,
    legalComments: "eof",
    logLevel: "warning",
  });
}

/** Replaces the one place of a text in a file. */
async function change(file, from, to) {
  const parts = (await readFile(file, "utf8")).split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places with ${from}`);
  await writeFile(file, parts.join(to));
}
