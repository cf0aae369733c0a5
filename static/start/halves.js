// Starts programs that static/build/split.mjs has split in two: what a start calls, and the rest. An instance gets the rest
// when it is there. One that needs it before fetches it at once, and its thread waits.

/** The rest of a program, for the one instance of it in this thread. */
class Rest {
  #instance;
  #module;
  #isIn = false;
  /** Where the rest is as a file that is not compressed. */
  address;

  give(module) {
    this.#module ??= module;
    if (this.#instance && this.#module) this.#enter();
  }

  goInto(instance) {
    this.#instance = instance;
    if (this.#module) this.#enter();
  }

  /** What the program calls that needs the rest now. */
  load() {
    this.#module ??= new WebAssembly.Module(fetchNow(this.address));
    this.#enter();
  }

  #enter() {
    if (this.#isIn) return;
    new WebAssembly.Instance(this.#module, { start: this.#instance.exports });
    this.#isIn = true;
  }
}

// Not by its own name, which a published page has in wasm-bindgen's script only, and there as `labInstantiate`.
const { instantiate: begin } = WebAssembly;

const rests = { program: new Rest(), sqlite: new Rest() };

/** Says whether a call to the worker may belong to a start. All others need the rests. */
export const isOfStart = (call) => ["Open", "Propose", "PreviewTimes"].includes(call);

/** The programs that may be split. */
export const SPLIT = Object.keys(rests);

/** The name of the part that is the rest of a program. */
export const restOf = (program) => `${program}Rest`;

/** Sets where the rests of programs are, as files that are not compressed, by the names of the programs. */
export function setAddresses(addresses) {
  for (const program of SPLIT) rests[program].address = addresses[program];
}

/** Gives the compiled rest of a program; undefined if it cannot be had now. */
export function giveRest(program, module) {
  rests[program].give(module);
}

/** Instantiates a program; its rest comes when it is given. */
export async function instantiate(program, module, imports) {
  const rest = rests[program];
  const instance = await begin(module, { ...imports, rest: { load: () => rest.load() } });
  rest.goInto(instance);
  return instance;
}

/** Instantiates the lab's own program; static/build/programs.mjs lets wasm-bindgen's script call this. */
globalThis.labInstantiate = (module, imports) => instantiate("program", module, imports);

/** Fetches bytes while the thread waits. In a page, asks the person to try again where they cannot be had. */
function fetchNow(address) {
  for (;;) {
    try {
      return fetchOnce(address);
    } catch (error) {
      const words = "A part of the lab could not be fetched, and nothing goes on without it. Is there a network? Try again?";
      if (!globalThis.confirm?.(words)) throw error;
    }
  }
}

/** A page gets bytes as text, where every byte is a character. */
function fetchOnce(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  const inPage = typeof document === "object";
  if (inPage) request.overrideMimeType("text/plain; charset=x-user-defined");
  else request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${address} cannot be had: ${request.status} ${request.statusText}`);
  return inPage ? Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff) : request.response;
}
