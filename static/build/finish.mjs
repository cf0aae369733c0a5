// Finishes what trunk built: bundles scripts and optimises programs (programs.mjs), compresses the parts of the lab, and puts
// the hash of its contents into the name of each file that the page names. Last, all files are listed for the service
// worker (offline.mjs).
//
// Files with a hash in their names are in one folder, which a host may let browsers keep for ever. index.html and
// offline.js are the only files with an address that stays.
//
// trunk runs this after each build, on its staging folder.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { forget, keep } from "./offline.mjs";
import { NAMED, PARTS } from "./parts.mjs";
import { finishPrograms } from "./programs.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
if (!dist) throw new Error("finish.mjs is run by trunk, which names the folder to finish");

const isRelease = process.env.TRUNK_PROFILE === "release";
const page = join(dist, "index.html");
let html = await readFile(page, "utf8");
const inline = await moveInlineScripts(html);
// Only `trunk serve` puts a script into the page, to reload it after a change; a service worker would keep the old one.
const isServed = inline !== html;
html = inline;
await finishPrograms(dist, isRelease);
const there = new Set(await readdir(dist));
const parts = Object.fromEntries(Object.entries(PARTS).map(([name, { file }]) => [name, file]));
// Only a published page has its programs in two.
if (!isRelease) for (const name of Object.keys(parts)) if (!there.has(parts[name])) delete parts[name];
await compressParts();
if (isRelease) {
  await nameByContents();
  await writeHostFiles();
}
listParts();
await tellSizes();
await nameFirstLesson();
// The comments are for those who read the sources.
await writeFile(page, html.replace(/\s*<!--[^]*?-->/g, ""));
if (!isRelease || isServed) {
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

/**
 * Compresses the parts, which start/parts.js decompresses: many hosts send WebAssembly as it is. Zopfli writes gzip that is
 * a twentieth smaller than zlib's; without a limit of its blocks, another 2 kB.
 */
async function compressParts() {
  const { gzipAsync } = await import("@gfx/zopfli");
  const compress = (bytes, isLarge) => {
    if (!isRelease) return gzipSync(bytes, { level: 1 });
    return isLarge ? gzipSync(bytes, { level: 9 }) : gzipAsync(bytes, { numiterations: 15, blocksplittingmax: 0 });
  };
  for (const [name, file] of Object.entries(parts)) {
    if (PARTS[name].isPacked === false) continue;
    await writeFile(join(dist, `${file}.packed`), await compress(await readFile(join(dist, file)), PARTS[name].isLarge));
    await rm(join(dist, file));
    parts[name] = `${file}.packed`;
  }
}

/** Moves the parts, the page's script and its style sheet to names with the hashes of their contents. */
async function nameByContents() {
  await mkdir(join(dist, NAMED));
  const move = async (file) => {
    const digest = createHash("sha256").update(await readFile(join(dist, file))).digest("hex");
    const named = `${NAMED}/${file.replace(".", `-${digest.slice(0, 12)}.`)}`;
    await rename(join(dist, file), join(dist, named));
    return named;
  };
  for (const [name, file] of Object.entries(parts)) parts[name] = await move(file);
  for (const file of ["page.js", "loading.css"]) html = html.replaceAll(`"./${file}"`, `"./${await move(file)}"`);
}

/** Writes the addresses of the parts into the page, and lets the browser fetch the core at once. */
function listParts() {
  const core = Object.keys(PARTS).filter((name) => PARTS[name].tier === "core");
  const preloads = core.map((name) => `<link rel="preload" href="./${parts[name]}" as="fetch" crossorigin>`);
  const addresses = Object.fromEntries(Object.entries(parts).map(([name, file]) => [name, `./${file}`]));
  const place = /<meta name="lab-parts" content="">/;
  if (!place.test(html)) throw new Error("index.html has no place for the list of parts");
  const text = JSON.stringify(addresses).replaceAll('"', "&quot;");
  html = html.replace(place, `${preloads.join("\n  ")}\n  <meta name="lab-parts" content="${text}">`);
}

/** Writes into the page how many bytes PostgreSQL takes on the way, which the page says before it loads them. */
async function tellSizes() {
  const files = Object.keys(PARTS).filter((name) => name.startsWith("postgres")).map((name) => readFile(join(dist, parts[name])));
  const size = (await Promise.all(files)).reduce((sum, { length }) => sum + length, 0);
  html = html.replace('name="lab-postgres-bytes" content=""', `name="lab-postgres-bytes" content="${size}"`);
}

/** Writes the name of the first lesson into the page, which opens it if its address names nothing. */
async function nameFirstLesson() {
  const lessons = await readFile(join(dirname(fileURLToPath(import.meta.url)), "..", "lessons.txt"), "utf8");
  const [first] = lessons.split(":");
  html = html.replace('name="lab-first-lesson" content=""', `name="lab-first-lesson" content="${first}"`);
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
    `/${NAMED}/*`,
    forever,
    ...["/", "/index.html", "/offline.js"].flatMap((path) => [path, "  Cache-Control: no-cache"]),
    "",
  ];
  await writeFile(join(dist, "_headers"), lines.join("\n"));
  await writeFile(join(dist, ".nojekyll"), "");
}
