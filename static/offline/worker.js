// The service worker: keeps the lab's files in this browser, so that it opens without a network.
//
// static/build/finish.mjs writes it to dist/offline.js with the version and the list of files filled in; so the script
// changes exactly when one of them does, which is how browsers notice a new version. A file has to hash to what the list
// says before it is kept: a half-published host, a login page or a proxy's additions never get in.
//
// Versions do not mix. A visit gets one version's page; whatever that asks for names its version in the address (the
// folder, or `?version` for lessons), and is answered from that version's cache. A new version waits until the person
// asks for it, and the files of an old one stay until no page of the lab is open.
//
// A service worker has the policy of its own response, not of a page's <meta>. So it takes nothing in that it could run:
// no import, no eval, no words from a page but "use".

const VERSION = "{{version}}";
/** Path and SHA-256 of each file; the page itself has the path "". */
const FILES = "{{files}}";

const scope = registration.scope;
const kept = `feature-lab ${scope} `;

addEventListener("install", (event) => event.waitUntil(keep()));

addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), tidy()])));

addEventListener("message", ({ data }) => {
  if (data === "use") skipWaiting();
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
  } else if (/^(lab|sql)-/.test(path)) {
    event.respondWith(find(request, path));
  } else if (Object.hasOwn(FILES, path)) {
    event.respondWith(find(request, path, version));
  }
});

/** The file as a version has it, or as any has it if its name says the contents; else what the host has. */
async function find(request, path, version) {
  const cacheName = version && kept + version;
  return (await caches.match(scope + path, { cacheName })) ?? fetch(request);
}

/** Keeps every file of this version, or nothing. */
async function keep() {
  const cache = await caches.open(kept + VERSION);
  try {
    await Promise.all(Object.keys(FILES).map((path) => keepFile(cache, path)));
  } catch (error) {
    await caches.delete(kept + VERSION);
    throw error;
  }
}

async function keepFile(cache, path) {
  const address = scope + path;
  // A name made of the contents is as good from an earlier version or from the browser's own cache as from the host.
  const named = /^(lab|sql)-/.test(path);
  const response = (named && (await caches.match(address))) || (await fetch(address, { cache: named ? "default" : "no-cache" }));
  const bytes = await response.arrayBuffer();
  const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
  if (hash !== FILES[path]) throw new Error(`${address} is not the file of version ${VERSION}`);
  // Not the response itself, which may have been redirected; its headers stay, for a host may have a policy in them.
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  await cache.put(address, new Response(bytes, { headers }));
}

/** Removes what older versions kept, once this one is in use and no page of the lab is open. */
async function tidy() {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (registration.installing || registration.waiting || open.some(({ url }) => url.startsWith(scope))) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(kept) && name !== kept + VERSION).map((name) => caches.delete(name)));
}
