// Makes static/generated/: bundles of our scripts, their npm packages and the style sheets, and a copy of SQLite's wasm.
//
// trunk runs this before each build. It installs the packages that package-lock.json names when they are missing or
// others, and does nothing when all is up to date. With --check it makes nothing and fails if anything is to be made.

import { spawnSync } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeCluster, makeFiles } from "./postgres.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const statics = join(here, "..");
const generated = join(statics, "generated");

/** SQLite's entry, and what it imports. */
const runtime = ["sqljs", "bulk", "files", "store"].map((name) => `runtime/${name}.mjs`);

/** The style sheets, which import each other. */
const styles = (await readdir(join(statics, "css"))).map((name) => `css/${name}`);

/** The files that are bundled into static/generated/: name, entry, and what else of ours the entry imports, in static/. */
const bundles = [
  ["page.js", ...["page", "halves", "kept", "lesson", "packed", "parts", "programs", "rests", "styles", "texts", "typed", "workers"].map((name) => `start/${name}.js`)],
  ["worker.js", "start/worker.js", "start/halves.js", "start/packed.js", ...runtime],
  ["editor.js", ...["editor", "completion", "functions", "marks", "sqlite", "styles", "theme", "typed"].map((name) => `editor/${name}.js`)],
  ["grid.js", "grid/grid.js", ...["cells", "keys", "rows", "scale", "scrollbar", "widths"].map((name) => `grid/${name}.js`), "grid/grid.css", "grid/beside.css"],
  ["postgres-page.js", ...["postgres", "kept", "packed", "parts"].map((name) => `start/${name}.js`)],
  ["postgres.js", "start/postgres_worker.js", "runtime/postgres.mjs"],
  // The tests in the browser start SQLite without a page.
  ["sqljs.js", ...runtime],
  ...["loading.css", "lab.css", "grading.css"].map((name) => [name, `css/${name}`, ...styles]),
];

/** The files that are copied as they are: name, and source in node_modules. */
const copies = [
  ["sql-wasm-browser.wasm", "sql.js/dist/sql-wasm-browser.wasm"],
  ["pglite.wasm", "@electric-sql/pglite/dist/pglite.wasm"],
];

/** The files that are made of PostgreSQL's: name, and what makes it. */
const postgres = [
  ["postgres-files.data", makeFiles],
  ["postgres-cluster.tar", makeCluster],
];

const check = process.argv.includes("--check");
await install();
const made = (await Promise.all([...bundles.map(bundle), ...copies.map(copy), ...postgres.map(make)])).filter(Boolean);
if (check) process.exitCode = made.length;
else if (made.length > 0) console.log(`static/generated: made ${made.join(", ")}`);

/** Installs the packages, unless those of this very lock file are there. */
async function install() {
  const [lock, stamp] = [join(here, "package-lock.json"), join(modules, ".installed-lock.json")];
  const wanted = await readFile(lock, "utf8");
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return;
  if (check) process.exit(1);
  console.log("npm ci: the packages of static/build/package-lock.json are not installed here");
  // On Windows npm is a script, which only a shell starts; no word here comes from outside.
  const options = { cwd: here, stdio: "inherit", shell: process.platform === "win32" };
  const { status, error } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-fund", "--no-audit"], options);
  if (status !== 0) {
    console.error(`npm ci failed${error ? `: ${error.message}` : ""}. It needs npm and its registry; try again there.`);
    process.exit(1);
  }
  await writeFile(stamp, wanted);
}

async function bundle([name, entry, ...imported]) {
  const [from, to] = [join(statics, entry), join(generated, name)];
  if (await isNewer(to, [from, ...imported.map((other) => join(statics, other))])) return undefined;
  if (check) return name;
  await mkdir(generated, { recursive: true });
  const { build } = await import("esbuild");
  await build({
    entryPoints: [from],
    outfile: to,
    bundle: true,
    // The packages are not in a folder above the scripts that import them by name.
    nodePaths: [modules],
    // wasm-bindgen's, which trunk puts beside it, and finish.mjs bundles with it.
    // The others are Node's, which PGlite asks for only there.
    external: ["./lab.js", "fs", "fs/promises", "node:module", "stream", "stream/promises", "util", "zlib"],
    define: { "import.meta.url": '"https://localhost/"' },
    // The grid brings its style sheet along, so that the first load does not fetch it.
    loader: name === "grid.js" ? { ".css": "text" } : {},
    // PostgreSQL's worker is run from a blob as it is.
    format: name === "postgres.js" ? "iife" : "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "eof",
    logLevel: "warning",
  });
  return name;
}

async function copy([name, source]) {
  const [from, to] = [join(modules, source), join(generated, name)];
  if (await isNewer(to, [from])) return undefined;
  if (check) return name;
  await mkdir(generated, { recursive: true });
  await copyFile(from, to);
  return name;
}

async function make([name, write]) {
  const to = join(generated, name);
  if (await isNewer(to, [join(here, "postgres.mjs")])) return undefined;
  if (check) return name;
  await mkdir(generated, { recursive: true });
  await write(modules, to);
  return name;
}

/** Says whether a made file is newer than its sources, this file and the installed packages. */
async function isNewer(made, sources) {
  const age = (path) => stat(path).then(({ mtimeMs }) => mtimeMs);
  const mine = await age(made).catch(() => 0);
  const theirs = [...sources, fileURLToPath(import.meta.url), join(modules, ".installed-lock.json")];
  return (await Promise.all(theirs.map(age))).every((time) => time <= mine);
}
