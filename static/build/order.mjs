// Orders the functions of WebAssembly so that similar ones are close together, because gzip finds repetitions only in the
// last 32 kB: 3 % of the program and of SQLite.
//
// The order is written as names of functions, by which Binaryen then sorts them (programs.mjs).

/** The number of bytes that count as one repetition. */
const RUN = 6;
/** Runs that more functions have than this say nothing about which of them are similar. */
const COMMON = 40;
/** The number of bytes before a function in which its repetitions are looked for. */
const WINDOW = 30_000;

const CODE = 10;
const IMPORTS = 2;
const CUSTOM = 0;
const FUNCTION_NAMES = 1;

/** Returns WebAssembly with names for its functions, whose alphabetical order is the best order of the functions. */
export function withOrder(wasm) {
  const sections = [...readSections(wasm)].filter(({ id }) => id !== CUSTOM);
  const imported = countImports(sections.find(({ id }) => id === IMPORTS).bytes);
  const bodies = readBodies(sections.find(({ id }) => id === CODE).bytes);
  const places = [];
  order(bodies).forEach((body, place) => (places[body] = place));
  const names = places.map((place, body) => [...leb(imported + body), ...text(String(place).padStart(6, "0"))]);
  const map = [...leb(names.length), ...names.flat()];
  const section = [...text("name"), FUNCTION_NAMES, ...leb(map.length), ...map];
  const parts = sections.map(({ id, bytes }) => [Buffer.from([id, ...leb(bytes.length)]), bytes]).flat();
  return Buffer.concat([wasm.subarray(0, 8), ...parts, Buffer.from([CUSTOM, ...leb(section.length), ...section])]);
}

/**
 * The indices of functions, each followed by the one that repeats most of the last `WINDOW` bytes in relation to its length.
 * The exponent was found by trying.
 */
function order(bodies) {
  const runs = bodies.map(runsOf);
  const having = new Map();
  runs.forEach((list, at) => list.forEach((run) => having.set(run, [...(having.get(run) ?? []), at])));
  const telling = runs.map((list) => list.filter((run) => having.get(run).length > 1 && having.get(run).length <= COMMON));
  const [shared, inWindow, window, found] = [new Float64Array(bodies.length), new Map(), [], []];
  const left = new Set(bodies.keys());
  const count = (at, step) => {
    for (const run of telling[at]) {
      const before = inWindow.get(run) ?? 0;
      inWindow.set(run, before + step);
      if (Math.min(before, before + step) === 0) for (const other of having.get(run)) shared[other] += step;
    }
  };
  let size = 0;
  let next = bodies.reduce((best, body, at) => (body.length > bodies[best].length ? at : best), 0);
  while (left.delete(next)) {
    found.push(next);
    window.push(next);
    size += bodies[next].length;
    count(next, 1);
    while (size > WINDOW && window.length > 1) {
      const gone = window.shift();
      size -= bodies[gone].length;
      count(gone, -1);
    }
    let best = -1;
    for (const at of left) {
      const gain = shared[at] / (bodies[at].length + 30) ** 0.8;
      if (gain > best) [best, next] = [gain, at];
    }
  }
  return found;
}

/** The different runs of bytes in a function, as numbers. */
function runsOf(body) {
  const runs = new Set();
  for (let at = 0; at + RUN <= body.length; at++) runs.add(body.readUIntBE(at, RUN));
  return [...runs];
}

function* readSections(wasm) {
  const reader = new Reader(wasm.subarray(8));
  while (!reader.isDone()) yield { id: reader.byte(), bytes: reader.bytes(reader.number()) };
}

function readBodies(code) {
  const reader = new Reader(code);
  return Array.from({ length: reader.number() }, () => reader.bytes(reader.number()));
}

/** The number of functions among the imports; both files import nothing else but tables, memories and globals. */
function countImports(bytes) {
  const reader = new Reader(bytes);
  let functions = 0;
  for (let left = reader.number(); left > 0; left--) {
    reader.bytes(reader.number());
    reader.bytes(reader.number());
    const kind = reader.byte();
    if (kind === 0) functions++;
    if (kind === 3) reader.byte();
    if (kind === 1) reader.byte();
    if (kind === 1 || kind === 2) {
      if (reader.byte() & 1) reader.number();
    }
    reader.number();
  }
  return functions;
}

/** Reads numbers (LEB128) and bytes one after the other. */
class Reader {
  #at = 0;
  #bytes;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  isDone() {
    return this.#at >= this.#bytes.length;
  }

  byte() {
    return this.#bytes[this.#at++];
  }

  bytes(count) {
    return this.#bytes.subarray(this.#at, (this.#at += count));
  }

  number() {
    let [number, factor, byte] = [0, 1, 0];
    do {
      byte = this.byte();
      number += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte & 0x80);
    return number;
  }
}

function leb(number) {
  return number < 128 ? [number] : [(number & 0x7f) | 0x80, ...leb(Math.floor(number / 128))];
}

function text(words) {
  return [...leb(words.length), ...Buffer.from(words)];
}
