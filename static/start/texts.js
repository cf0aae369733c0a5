// Keeps short texts in IndexedDB as well as in localStorage, and takes them up again, so that a crash loses none of them.
//
// A browser writes localStorage to the disk when it finds the time, IndexedDB at once. src/browser/kept_texts.rs calls
// what keeps them.

const NAME = "feature-lab-texts";
const TEXTS = "texts";
const STAMP = "feature-lab-stamp";

/** How long a page waits for what is kept, in milliseconds. */
const PATIENCE = 1000;

let texts;
/** The names of the texts that this page has changed. */
const changed = new Set();

const recalled = Promise.race([recall().catch(() => {}), new Promise((done) => setTimeout(done, PATIENCE))]);

/** Resolves once localStorage has the texts that only IndexedDB had, after a crash; src/browser/kept_texts.rs waits for it. */
globalThis.labRecalled = () => recalled;

async function recall() {
  // Every change goes to localStorage first, so IndexedDB is ahead only if that was lost.
  const stamp = Number(localStorage.getItem(STAMP));
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TEXTS);
  const database = await answer(request);
  const open = (mode) => database.transaction(TEXTS, mode, { durability: "strict" }).objectStore(TEXTS);
  const store = open("readonly");
  const [names, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  const kept = new Map(names.map((name, at) => [name, values[at]]));
  if (kept.get(STAMP) > stamp) {
    for (const [name, text] of kept) if (!changed.has(name)) localStorage.setItem(name, text);
  }
  texts = open;
}

/** Keeps a text under its name, or forgets it. */
globalThis.labKeepText = async (name, text) => {
  const stamp = Date.now();
  for (const written of [name, STAMP]) changed.add(written);
  try {
    localStorage.setItem(STAMP, stamp);
    await recalled;
    const store = texts("readwrite");
    if (text === undefined) store.delete(name);
    else store.put(text, name);
    store.put(stamp, STAMP);
  } catch {
    // What the browser forbids or has no room for stays in localStorage, or in the page.
  }
};

function answer(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
