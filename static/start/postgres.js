// Starts PostgreSQL (PGlite) in a worker of its own, when somebody asks for it; src/browser/postgres.rs calls this.
//
// Its worker runs from a blob, as the lab's does (workers.js). The page holds all parts, so that a later start fetches nothing.
import { keepLater } from "./kept.js";
import { compile, decompressed } from "./packed.js";
import { addressOf } from "./parts.js";

const NAMES = ["postgresWorker", "postgres", "postgresFiles", "postgresCluster"];

/** The parts, once they were asked for. */
let parts;

/** Stops what is being loaded. */
let loading;

/** Loads PostgreSQL. Calls `tell` with the number of bytes that have come so far. */
export async function load(tell) {
  parts ??= fetchParts(tell);
  await parts.catch((error) => {
    parts = undefined;
    throw error;
  });
}

/** Stops loading. */
export function cancel() {
  loading?.abort({ message: "", isStopped: true });
}

/** Starts a worker with PostgreSQL, which was loaded before. */
export async function start() {
  const { address, ...rest } = await parts;
  return new PostgresWorker(address, rest);
}

async function fetchParts(tell) {
  loading = new AbortController();
  keepLater([...NAMES, "postgresScript"].map(addressOf));
  let done = 0;
  const count = (bytes, stream) => {
    tell((done += bytes.length));
    stream.enqueue(bytes);
  };
  const come = async (name) => {
    const response = await fetch(addressOf(name), { signal: loading.signal });
    if (!response.ok) throw new Error(`${response.url} cannot be had: ${response.status} ${response.statusText}`);
    return new Response(response.body.pipeThrough(new TransformStream({ transform: count })));
  };
  const blob = async (name) => new Response(decompressed(await come(name))).blob();
  const [script, wasm, files, cluster] = await Promise.all([
    blob(NAMES[0]),
    come(NAMES[1]).then(compile),
    ...NAMES.slice(2).map(blob),
  ]);
  return { address: URL.createObjectURL(new Blob([script], { type: "text/javascript" })), wasm, files, cluster };
}

class PostgresWorker {
  #worker;
  #opened;
  #next = 0;
  /** The calls that wait for their answers: by number, how they end. */
  #waiting = new Map();

  constructor(address, parts) {
    this.#worker = new Worker(address);
    this.#worker.onmessage = ({ data: [id, answer, error] }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(error);
      else resolve(answer);
    };
    this.#worker.onerror = ({ message }) => this.#fail({ message: message ?? "", isBroken: true });
    this.#opened = this.call("open", parts);
    // Whoever waits for it is told.
    this.#opened.catch(() => {});
  }

  /** Waits until PostgreSQL runs; returns its version. */
  open() {
    return this.#opened;
  }

  /** Calls a method of the worker (runtime/postgres.mjs). Calls are answered one after the other. */
  call(name, request) {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage([id, name, request]);
    });
  }

  /** Ends the worker, at once and for ever; what it holds is gone. */
  end() {
    this.#worker.terminate();
    this.#fail({ message: "", isStopped: true });
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
