// The service worker: keeps the lab's files in this browser, so that it opens without a network.
//
// static/build/offline.mjs writes it to dist/offline.js with the version and the list of files filled in; so the script
// changes exactly when one of them does, which is how browsers notice a new version. A file has to hash to what the list
// says before it is kept: a half-published host, a login page or a proxy's additions never get in.
//
// Files have tiers (static/build/parts.mjs). The core is kept when this is installed, all of it or nothing. The page asks for
// what comes soon when it is idle. Everything else is kept when it is first used; later versions keep it at once then.
//
// Versions do not mix. A visit gets one version's page; whatever that asks for has the hash of its contents in its name, or
// its version in the address (`?version` for lessons), and is answered from that version's cache. A new version waits until
// the person asks for it, and the files of an old one stay until no page of the lab is open.
//
// A service worker has the policy of its own response, not of a page's <meta>. So it takes nothing in that it could run:
// no import, no eval, no words from a page but "use" and "soon".

const VERSION = "{{version}}";
/** The folder of files with the hash of their contents in their names. */
const NAMED = "{{named}}";
/** Path and SHA-256 of each file, by tier; the page itself has the path "". */
const TIERS = "{{tiers}}";

const scope = registration.scope;
const kept = `feature-lab ${scope} `;

addEventListener("install", (event) => event.waitUntil(keepCore()));

addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), tidy()])));

addEventListener("message", (event) => {
  if (event.data === "use") skipWaiting();
  if (event.data === "soon") event.waitUntil(keepSoon());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const [address, version = VERSION] = request.url.split("#")[0].split("?");
  if (request.method !== "GET" || !address.startsWith(scope)) return;
  const path = address.slice(scope.length);
  if (request.mode === "navigate") {
    if (path !== "" && path !== "index.html") return;
    event.waitUntil(tidy());
    event.respondWith(find(request, "", VERSION));
  } else if (Object.hasOwn(TIERS.demand, path)) {
    event.respondWith(findAndKeep(request, path));
  } else if (path.startsWith(NAMED)) {
    event.respondWith(find(request, path));
  } else if (Object.hasOwn(TIERS.core, path) || Object.hasOwn(TIERS.soon, path)) {
    event.respondWith(find(request, path, version));
  }
});

/** The file as a version has it, or as any has it if its name says the contents; else what the host has. */
async function find(request, path, version) {
  const cacheName = version && kept + version;
  return (await caches.match(scope + path, { cacheName })) ?? fetch(request);
}

/** The same for a file that is kept once it is used. */
async function findAndKeep(request, path) {
  const known = await caches.match(scope + path);
  if (known) return known;
  try {
    return await keepFile(await caches.open(kept + VERSION), path, TIERS.demand[path]);
  } catch {
    return fetch(request);
  }
}

/** Keeps every file of the core, or nothing. */
async function keepCore() {
  const cache = await caches.open(kept + VERSION);
  try {
    await Promise.all(Object.entries(TIERS.core).map(([path, hash]) => keepFile(cache, path, hash)));
    await keepUsed(cache);
  } catch (error) {
    await caches.delete(kept + VERSION);
    throw error;
  }
}

/** Keeps what an earlier version kept because it was used, so that a new version has it without a network as well. */
async function keepUsed(cache) {
  const withoutHash = (path) => path.replace(/-[0-9a-f]{12}\./, ".");
  const names = (await caches.keys()).filter((name) => name.startsWith(kept));
  const used = new Set();
  for (const name of names) {
    for (const { url } of await (await caches.open(name)).keys()) used.add(withoutHash(url));
  }
  for (const [path, hash] of Object.entries(TIERS.demand)) {
    if (used.has(withoutHash(scope + path))) await keepFile(cache, path, hash).catch(() => {});
  }
}

/** Keeps what comes soon, each file by itself: one that cannot be had is asked for again at the next visit. */
async function keepSoon() {
  if (!(await caches.has(kept + VERSION))) return;
  const cache = await caches.open(kept + VERSION);
  for (const [path, hash] of Object.entries(TIERS.soon)) {
    if (!(await cache.match(scope + path))) await keepFile(cache, path, hash).catch(() => {});
  }
}

/** Fetches a file, keeps it if it is the one of the list, and returns it. */
async function keepFile(cache, path, hash) {
  const address = scope + path;
  // A name made of the contents is as good from an earlier version or from the browser's own cache as from the host.
  const named = path.startsWith(NAMED);
  const response = (named && (await caches.match(address))) || (await fetch(address, { cache: named ? "default" : "no-cache" }));
  const bytes = await response.arrayBuffer();
  const found = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
  if (found !== hash) throw new Error(`${address} is not the file of version ${VERSION}`);
  // Not the response itself, which may have been redirected; its headers stay, for a host may have a policy in them.
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  const file = new Response(bytes, { headers });
  await cache.put(address, file.clone());
  return file;
}

/** Removes what older versions kept, once this one is in use and no page of the lab is open. */
async function tidy() {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (registration.installing || registration.waiting || open.some(({ url }) => url.startsWith(scope))) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(kept) && name !== kept + VERSION).map((name) => caches.delete(name)));
}
