// Makes the programs of a page small, splits those of the start in two, and puts wasm-bindgen's scripts, which start them,
// into our own.

import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { merge, optimise } from "./binaryen.mjs";
import { withOrder } from "./order.mjs";
import { loader, split } from "./split.mjs";
import { counted, withHalvesAsNames } from "./start_list.mjs";
import { Module } from "./wasm.mjs";

/** The programs with the scripts that start them. Classic scripts are run by browsers as soon as they are there. */
const PROGRAMS = [
  { name: "lab", scripts: ["page.js", "worker.js"], format: "iife", isSplit: true },
  { name: "exports", scripts: ["exports.js"], format: "esm" },
  { name: "grading", scripts: ["grading.js"], format: "esm" },
];

/** Set by `cargo xtask start-list`, which wants to know what a start calls. */
const isCounted = process.env.LAB_COUNT_CALLS === "1";

/** Bundles the scripts of the programs in a folder; for a release, optimises the programs and SQLite, too. */
export async function finishPrograms(dist, isRelease) {
  for (const { name, scripts, format, isSplit } of PROGRAMS) {
    const wasm = join(dist, `${name}_bg.wasm`);
    const short = isRelease ? await shorten(wasm) : {};
    if (isRelease) await (isSplit ? halve(dist, wasm, "lab") : reorder(wasm));
    const files = scripts.map((script) => join(dist, script));
    await bundle(files, dist, format, short, isRelease, isSplit);
    // Binaryen has shortened the name of the only module from which the program imports, too.
    if (isRelease) await Promise.all(files.map((file) => change(file, `"./${name}_bg.js"`, "a")));
  }
  if (isRelease) await halve(dist, join(dist, "sql-wasm-browser.wasm"), "sqlite");
  await rm(join(dist, "lab.js"));
  await rm(join(dist, "snippets"), { recursive: true, force: true });
}

/**
 * Lets Binaryen simplify a program, and shorten the names of its imports and exports, which have hashes and cannot be
 * compressed. Returns the short names by the long ones.
 */
async function shorten(file) {
  const printed = await optimise(file, ["-g", "-O2", "--shrink-level=1", "--minify-imports-and-exports-and-modules"]);
  const { imports, exports } = JSON.parse(printed);
  return Object.fromEntries([...imports.map(([, name, short]) => [name, short]), ...exports]);
}

/** Puts similar functions close together, for gzip, and removes their names. */
async function reorder(file) {
  await writeFile(file, withOrder(await readFile(file)));
  await optimise(file, ["--reorder-functions-by-name", "--strip-debug"]);
}

/** Splits a program: its file gets what a start calls, and two more get the rest, one of them for those who cannot wait. */
async function halve(dist, file, program) {
  const [rest, plain] = ["rest", "plain"].map((name) => join(dist, `${program}_${name}.wasm`));
  const wasm = await readFile(file);
  if (isCounted) await writeFile(file, counted(wasm, program));
  else await cut(file, await withHalvesAsNames(wasm, program), rest);
  // What counts is whole, and its rest is empty.
  if (isCounted) await writeFile(rest, wasm.subarray(0, 8));
  await copyFile(rest, plain);
}

async function cut(file, wasm, rest) {
  const more = `${file}.wat`;
  await writeFile(file, wasm);
  await writeFile(more, loader(new Module(wasm).bodies().length));
  await merge([file, "program"], [more, "loader"]);
  const isOfStart = (name) => !name?.startsWith("rest ");
  await writeFile(file, withOrder(await readFile(file), isOfStart));
  await optimise(file, ["-g", "--reorder-functions-by-name"]);
  const prune = async (half) => {
    await writeFile(more, half);
    await optimise(more, ["-g", "--remove-unused-module-elements"]);
    return readFile(more);
  };
  const halves = await split(await readFile(file), (name) => name.startsWith("0"), prune);
  for (const [at, path] of [file, rest].entries()) {
    await writeFile(path, halves[at]);
    await optimise(path, ["--strip-debug"]);
  }
  await rm(more);
}

/** Bundles scripts with what they import, with the short names of the program's imports and exports. */
async function bundle(scripts, outdir, format, short, minify, isSplit) {
  const { build } = await import("esbuild");
  const names = Object.keys(short);
  await build({
    entryPoints: scripts,
    outdir,
    allowOverwrite: true,
    bundle: true,
    format,
    // wasm-bindgen asks for it only where it is not told the program.
    define: {
      "import.meta.url": '""',
      // A program that is split starts with its rest (start/halves.js).
      ...(minify && isSplit && { "WebAssembly.instantiate": "globalThis.labInstantiate" }),
    },
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
