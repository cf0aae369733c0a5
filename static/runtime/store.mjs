// Opens the browser's storage as a folder of files that are written whole: the private file system, whose handles can be
// flushed, or IndexedDB where workers have none of those.

const NAME = "feature-lab";
const CELLS = "files";
const CREATE = { create: true };

/** How many bytes are written at a time, and after how many the disk gets them: what else runs here waits no longer. */
const PART = 2 << 20;
const FLUSH = 16 << 20;

/** Opens the storage: `names`, `write`, `read` and `remove`, which give promises. Fails where the browser forbids it. */
export async function openStore() {
  if (globalThis.FileSystemFileHandle?.prototype.createSyncAccessHandle) {
    try {
      const root = await navigator.storage.getDirectory();
      return files(await root.getDirectoryHandle(NAME, CREATE));
    } catch {
      // Some browsers have it and forbid it in private windows.
    }
  }
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(CELLS);
  return cells(await answer(request));
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
