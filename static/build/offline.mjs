// Lists the files of a finished dist/ with their hashes in dist/offline.js, the service worker, and marks the page with the
// version that they are together. finish.mjs does it for every published page.
//
// Who adds files to dist/, a database or a lesson, has them kept for visits without a network too by
//   node static/build/offline.mjs dist

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { NAMED, tierOf } from "./parts.mjs";

const self = fileURLToPath(import.meta.url);
const scripts = join(dirname(self), "..", "offline");

/** What browsers do not ask for: what hosts read (`_headers`, names with a dot); and the list itself. */
const isUnlisted = (name) => ["_headers", "offline.js"].includes(name) || /(^|\/)\./.test(name);

/** Gives the page its version, and writes the service worker with all that belongs to that version. */
export async function keep(dist) {
  const page = join(dist, "index.html");
  const names = (await list(dist)).filter((name) => !isUnlisted(name));
  await mark(page, "");
  const version = hash(await Promise.all(names.flatMap((name) => [name, readFile(join(dist, name))])), "hex").slice(0, 12);
  await mark(page, version);
  const tiers = { core: {}, soon: {}, demand: {} };
  tiers.rest = tiers.core;
  for (const name of names) {
    const path = name === "index.html" ? "" : name.split("/").map(encodeURIComponent).join("/");
    tiers[tierOf(name)][path] = hash([await readFile(join(dist, name))], "base64");
  }
  const script = (await readFile(join(scripts, "worker.js"), "utf8"))
    .replace('"{{version}}"', JSON.stringify(version))
    .replace('"{{named}}"', JSON.stringify(`${NAMED}/`))
    .replace('"{{tiers}}"', JSON.stringify({ ...tiers, rest: undefined }));
  const { transform } = await import("esbuild");
  const { code } = await transform(script, { minify: true, target: "es2022" });
  await writeFile(join(dist, "offline.js"), code);
}

/** Writes a service worker that takes away the one that an earlier page left at the same address. */
export async function forget(dist) {
  await writeFile(join(dist, "offline.js"), await readFile(join(scripts, "gone.js")));
}

/** The files of a folder, sorted, with `/` between folders. */
export async function list(folder, within = "") {
  const found = [];
  for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
    const name = within ? `${within}/${entry.name}` : entry.name;
    if (entry.isDirectory()) found.push(...(await list(folder, name)));
    else found.push(name);
  }
  return found.sort();
}

async function mark(page, version) {
  const html = await readFile(page, "utf8");
  const place = /(name="lab-version" content=")[^"]*"/;
  if (!place.test(html)) throw new Error(`${page} has no place for its version`);
  await writeFile(page, html.replace(place, `$1${version}"`));
}

function hash(parts, encoding) {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
}

if (process.argv[1] && resolve(process.argv[1]) === self) {
  if (!process.argv[2]) throw new Error("Name the folder: node static/build/offline.mjs dist");
  await keep(process.argv[2]);
}
