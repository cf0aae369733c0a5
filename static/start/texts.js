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

/** Takes up the texts that only IndexedDB has, after a crash. Where the browser forbids it, nothing happens. */
export function recallTexts() {
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  return Promise.race([recall().catch(() => {}), patience]);
}

async function recall() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TEXTS);
  const database = await answer(request);
  texts = (mode) => database.transaction(TEXTS, mode, { durability: "strict" }).objectStore(TEXTS);
  const store = texts("readonly");
  const [names, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  const kept = new Map(names.map((name, at) => [name, values[at]]));
  // Every change goes to localStorage first, so IndexedDB is ahead only if that was lost.
  if (kept.get(STAMP) > Number(localStorage.getItem(STAMP))) {
    for (const [name, text] of kept) localStorage.setItem(name, text);
  }
}

/** Keeps a text under its name, or forgets it. */
globalThis.labKeepText = (name, text) => {
  try {
    const stamp = Date.now();
    localStorage.setItem(STAMP, stamp);
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
