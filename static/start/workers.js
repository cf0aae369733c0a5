// Starts workers. The first one starts before the page's program, which takes it over when it runs itself.
//
// A worker runs from a blob, so that it inherits the page's content security policy: a worker that is loaded from a file
// has only the policy of its own response, and a static host sends none. The page holds the text of the script, SQLite, the
// compiled program and the rests of both, so that a restart after *Stop* fetches nothing, even when the host has a newer
// version by then.
import { isOfStart } from "./halves.js";
import { areAsked, fetchRests, rests } from "./rests.js";

/** Promises: the address of the worker's script, SQLite as it is fetched, the compiled program, and the rests of both. */
const held = { ...rests };
let first;

/**
 * Starts the first worker, from promises of its script's text and of SQLite as it is fetched. Calls `compile` for the program
 * once the script runs, because a browser starts a worker slowly while the page is busy; returns what it returns.
 */
export function startFirst(script, sqlite, compile) {
  const address = script.then((text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  Object.assign(held, { address, sqlite });
  first = new LabWorker();
  held.program = first.runs.then(compile);
  // Whoever starts a worker is told what is missing; until then nobody waits for it.
  for (const part of Object.values(held)) part.catch(() => {});
  return held.program;
}

/** Starts a worker; src/browser/worker_start.rs calls this. */
globalThis.labStartWorker = (hear, fail) => {
  const worker = first ?? new LabWorker();
  first = undefined;
  worker.listen(hear, fail);
  return worker;
};

class LabWorker {
  #tellItRuns;
  /** Resolves once the worker's script runs, or cannot run. */
  runs = new Promise((done) => (this.#tellItRuns = done));
  #worker;
  /** Messages that wait for the worker, or for its rests once they are asked for: only a start needs none. */
  #unsent = [];
  #hasRests = false;
  #isEnded = false;
  /** Calls of `hear` and `fail` that came before anybody listened. */
  #early = [];
  #hear = (data) => this.#early.push(() => this.#hear(data));
  #fail = (words, isMissing) => this.#early.push(() => this.#fail(words, isMissing));

  constructor() {
    this.#start().catch((error) => {
      this.#tellItRuns();
      this.#fail(`${error.message ?? error}`, true);
    });
  }

  async #start() {
    const address = await held.address;
    if (this.#isEnded) return;
    this.#worker = new Worker(address);
    this.#worker.onmessage = () => {
      // The first message says that the script runs, and nothing else.
      this.#worker.onmessage = ({ data }) => this.#hear(data);
      this.#tellItRuns();
    };
    this.#worker.onerror = ({ message }) => {
      this.#tellItRuns();
      this.#fail(message ?? "", false);
    };
    this.#sendOn();
    const send = async (name) => this.#worker.postMessage([name, await held[name]]);
    const haveRests = Promise.all(Object.keys(rests).map(send)).then(() => {
      this.#hasRests = true;
      this.#sendOn();
    });
    await Promise.all([...["sqlite", "program"].map(send), haveRests]);
  }

  /** Calls `hear` with the data of each message, and `fail` with the words of an error and whether a part is missing. */
  listen(hear, fail) {
    [this.#hear, this.#fail] = [hear, fail];
    // Not within the call of the program, which has not got this worker yet.
    queueMicrotask(() => this.#early.splice(0).forEach((call) => call()));
  }

  post(message) {
    const [kind, , , , call] = message;
    if (kind === "call" && !isOfStart(call)) fetchRests();
    this.#unsent.push(message);
    this.#sendOn();
  }

  #sendOn() {
    if (!this.#worker || (areAsked() && !this.#hasRests)) return;
    for (const message of this.#unsent.splice(0)) this.#worker.postMessage(message);
  }

  end() {
    this.#isEnded = true;
    this.#worker?.terminate();
  }
}
