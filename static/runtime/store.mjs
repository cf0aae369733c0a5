// Opens the browser's storage as a folder of files that are written whole: the private file system, whose handles can be
// flushed, or IndexedDB where workers have none of those.

const NAME = "feature-lab";
const CELLS = "files";
const CREATE = { create: true };

/** How many bytes are written at a time, and after how many the disk gets them: what else runs here waits no longer. */
const PART = 2 << 20;
const FLUSH = 16 << 20;

/** How long it waits before it asks a private file system that failed once more; in a browser that was killed one may fail. */
const WAITS = [50, 150, 300, 500];

/** After this time a storage that does not open counts as silent, in milliseconds. */
const SILENT = 5000;

/**
 * Opens the storage: `names`, `write`, `read` and `remove`, which give promises. Fails where the browser forbids it, and where
 * it does not answer.
 */
export function openStore() {
  return new Promise((opened, failed) => {
    const timer = setTimeout(() => failed(new DOMException("", "TimeoutError")), SILENT);
    open().then(opened, failed).finally(() => clearTimeout(timer));
  });
}

async function open() {
  const folder = globalThis.FileSystemFileHandle?.prototype.createSyncAccessHandle && (await openFolder());
  if (!folder) return cells(await openDatabase());
  // There is a database if the private file system failed at an earlier visit.
  const databases = await indexedDB.databases?.().catch(() => []);
  const earlier = databases?.some(({ name }) => name === NAME) && (await openDatabase().catch(() => undefined));
  return earlier ? both(files(folder), cells(earlier)) : files(folder);
}

/** Opens the folder in the private file system; undefined if the browser forbids it, as some do in private windows. */
async function openFolder() {
  for (const wait of [...WAITS, undefined]) {
    try {
      const root = await navigator.storage.getDirectory();
      return await root.getDirectoryHandle(NAME, CREATE);
    } catch (error) {
      if (wait === undefined || error.name === "SecurityError") return undefined;
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

function openDatabase() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(CELLS);
  return answer(request);
}

/** Writes to the first of two stores, and reads and removes what is in either. */
function both(first, second) {
  const orSecond = (act) => (name) =>
    first[act](name).catch((error) => {
      if (error.name !== "NotFoundError") throw error;
      return second[act](name);
    });
  return {
    names: async () => [...new Set([...(await first.names()), ...(await second.names())])],
    write: first.write,
    read: orSecond("read"),
    remove: orSecond("remove"),
  };
}

function files(folder) {
  return {
    async names() {
      const names = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    async write(name, blob) {
      const file = await folder.getFileHandle(name, CREATE);
      const access = await file.createSyncAccessHandle();
      try {
        access.truncate(0);
        for (let start = 0; start < blob.size; start += PART) {
          const part = await blob.slice(start, start + PART).arrayBuffer();
          // At the quota Chromium returns a number far above the size.
          if (access.write(part) !== part.byteLength) throw new DOMException("", "QuotaExceededError");
          if ((start + PART) % FLUSH === 0) access.flush();
        }
        access.flush();
      } finally {
        access.close();
      }
    },
    read: async (name) => (await folder.getFileHandle(name)).getFile(),
    remove: (name) => folder.removeEntry(name),
  };
}

function cells(database) {
  const cells = (mode) => database.transaction(CELLS, mode, { durability: "strict" }).objectStore(CELLS);
  const change = (act) =>
    new Promise((done, failed) => {
      const store = cells("readwrite");
      store.transaction.oncomplete = done;
      store.transaction.onabort = () => failed(store.transaction.error);
      act(store);
    });
  return {
    names: () => answer(cells("readonly").getAllKeys()),
    write: (name, blob) => change((store) => store.put(blob, name)),
    read: async (name) => {
      const blob = await answer(cells("readonly").get(name));
      if (!blob) throw new DOMException(name, "NotFoundError");
      return blob;
    },
    remove: (name) => change((store) => store.delete(name)),
  };
}

function answer(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
