// Finishes what trunk built: minifies scripts, compresses WebAssembly, and puts everything that belongs together into one
// folder whose name is the hash of its contents. Last, all files are listed for the service worker (offline.mjs).
//
// One hash for all instead of one per file: addresses inside the folder stay as they were written, parts of two
// versions never meet in one page, and a host may let browsers keep the folder for ever. SQLite has a hash of its own,
// for it changes rarely and is the largest file. index.html is the only file with an address that stays.
//
// trunk runs this after each build, on its staging folder.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { forget, keep, list } from "./offline.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
if (!dist) throw new Error("finish.mjs is run by trunk, which names the folder to finish");

const page = join(dist, "index.html");
let html = await readFile(page, "utf8");
const inline = await moveInlineScripts(html);
// Only `trunk serve` puts a script into the page, to reload it after a change; a service worker would keep the old one.
const isServed = inline !== html;
html = inline;
if (process.env.TRUNK_PROFILE === "release") {
  await dropUnusedSnippets();
  await minify();
  await optimiseProgram();
  await countImports();
  html = await packWasm(html);
  html = await nameByContents(html);
  await writeHostFiles();
}
await writeFile(page, html);
if (process.env.TRUNK_PROFILE !== "release" || isServed) {
  await forget(dist);
} else {
  await keep(dist);
}

/** Puts the reload script of `trunk serve` into a file, for the content security policy allows no inline script. */
async function moveInlineScripts(html) {
  let count = 0;
  const scripts = [];
  const moved = html.replace(/<script>([^]*?)<\/script>/g, (_, text) => {
    const name = `inline-${count++}.js`;
    scripts.push([name, text.replaceAll("'{{__TRUNK_ADDRESS__}}'", "location.host").replaceAll("{{__TRUNK_WS_BASE__}}", "/")]);
    return `<script src="./${name}"></script>`;
  });
  await Promise.all(scripts.map(([name, text]) => writeFile(join(dist, name), text)));
  return moved;
}

/** Removes snippets of earlier builds, which wasm-bindgen leaves in its folder and trunk copies along. */
async function dropUnusedSnippets() {
  const texts = await Promise.all((await files()).filter(isScript).map((name) => readFile(join(dist, name), "utf8")));
  for (const name of await files()) {
    if (name.startsWith("snippets/") && !texts.some((text) => text.includes(name))) await rm(join(dist, name));
  }
}

async function minify() {
  const { transform } = await import("esbuild");
  for (const name of (await files()).filter((name) => isScript(name) || name.endsWith(".css"))) {
    const css = name.endsWith(".css");
    const options = { loader: css ? "css" : "js", minify: true, legalComments: "eof", target: "es2022" };
    const { code } = await transform(await readFile(join(dist, name), "utf8"), css ? { ...options, target: [] } : options);
    await writeFile(join(dist, name), code);
  }
}

/**
 * Lets Binaryen simplify the program, by 2 kB once it is packed; SQLite's has been through it already. Functions with one
 * caller stay apart, for LZMA does better on them.
 */
async function optimiseProgram() {
  const { default: binaryen } = await import("binaryen");
  const program = join(dist, "lab_bg.wasm");
  const module = binaryen.readBinary(await readFile(program));
  // What is in the program already, and in every browser since 2023: nothing newer may come in.
  const { MutableGlobals, NontrappingFPToInt, SignExt, BulkMemory, BulkMemoryOpt, ReferenceTypes, Multivalue } =
    binaryen.Features;
  module.setFeatures(MutableGlobals | NontrappingFPToInt | SignExt | BulkMemory | BulkMemoryOpt | ReferenceTypes | Multivalue);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(1);
  binaryen.setOneCallerInlineMaxSize(0);
  module.optimize();
  if (!module.validate()) throw new Error("Binaryen made a program of lab_bg.wasm that is not valid");
  await writeFile(program, module.emitBinary());
  module.dispose();
}

/**
 * Puts numbers in place of the hashes in the names by which the program imports functions: hashes cannot be compressed, and
 * stand in the script and in the program. The length stays, so nothing else in the program moves.
 */
async function countImports() {
  const names = new Map();
  for (const file of ["lab.js", "lab_bg.wasm"].map((name) => join(dist, name))) {
    const text = (await readFile(file)).toString("latin1");
    const counted = text.replace(/(__wb(?:g|indgen)_\w+?_)([0-9a-f]{16})\b/g, (name, start) => {
      if (!names.has(name)) names.set(name, start + String(names.size).padStart(16, "0"));
      return names.get(name);
    });
    await writeFile(file, Buffer.from(counted, "latin1"));
  }
}

/**
 * Compresses what is most of the first load by LZMA, which static/start/page.js unpacks; returns the page with the new
 * names. Many hosts, `python -m http.server` among them, send WebAssembly as it is, and gzip would leave an eighth more.
 */
async function packWasm(html) {
  const { compress } = await import("lzma1");
  for (const name of (await files()).filter((name) => name.endsWith(".wasm"))) {
    await writeFile(join(dist, `${name}.packed`), compress(await readFile(join(dist, name)), 9));
    await rm(join(dist, name));
    html = html.replaceAll(`"./${name}"`, `"./${name}.packed"`);
  }
  return html;
}

/** Moves scripts, wasm and styles to names made of their contents; returns the page with their new addresses. */
async function nameByContents(html) {
  const parts = (await files()).filter((name) => isScript(name) || /\.(css|packed)$/.test(name));
  const alone = parts.filter((name) => name.startsWith("sql-") && name.endsWith(".packed"));
  const together = parts.filter((name) => !alone.includes(name));
  const folder = `lab-${await hash(together)}`;
  const moves = together.map((name) => [name, `${folder}/${name}`]);
  for (const name of alone) moves.push([name, name.replace(".", `-${await hash([name])}.`)]);
  for (const [from, to] of moves) {
    await mkdir(dirname(join(dist, to)), { recursive: true });
    await rename(join(dist, from), join(dist, to));
    html = html.replaceAll(`"./${from}"`, `"./${to}"`);
  }
  await rm(join(dist, "snippets"), { recursive: true, force: true });
  return html;
}

async function hash(names) {
  const digest = createHash("sha256");
  for (const name of names) digest.update(`${name}\0`).update(await readFile(join(dist, name)));
  return digest.digest("hex").slice(0, 12);
}

/** What hosts read: headers where they allow any, and that GitHub Pages shall take the files as they are. */
async function writeHostFiles() {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
  if (!policy) throw new Error("index.html has no content security policy");
  const forever = "  Cache-Control: public, max-age=31536000, immutable";
  const lines = [
    "/*",
    `  Content-Security-Policy: ${policy}`,
    "  X-Content-Type-Options: nosniff",
    "  Referrer-Policy: no-referrer",
    "/lab-*",
    forever,
    "/sql-*",
    forever,
    ...["/", "/index.html", "/offline.js"].flatMap((path) => [path, "  Cache-Control: no-cache"]),
    "",
  ];
  await writeFile(join(dist, "_headers"), lines.join("\n"));
  await writeFile(join(dist, ".nojekyll"), "");
}

/** The files of dist, sorted, with `/` between folders. */
function files() {
  return list(dist);
}

function isScript(name) {
  return /\.m?js$/.test(name);
}
