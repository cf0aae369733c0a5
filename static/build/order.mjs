// Orders the functions of WebAssembly so that similar ones are close together, because gzip finds repetitions only in the
// last 32 kB: 3 % of the program and of SQLite.
//
// The order is written as names of functions, by which Binaryen then sorts them (programs.mjs).

import { KIND, Module } from "./wasm.mjs";

/** The number of bytes that count as one repetition. */
const RUN = 6;
/** Runs that more functions have than this say nothing about which of them are similar. */
const COMMON = 40;
/** The number of bytes before a function in which its repetitions are looked for. */
const WINDOW = 30_000;

/**
 * Returns WebAssembly with names for its functions, whose alphabetical order is the best order of the functions: first
 * those of which `isFirst` says so by their name or their index, whose names begin with `0`, then the others.
 */
export function withOrder(wasm, isFirst = () => true) {
  const module = new Module(wasm);
  const imported = module.imports().filter(({ kind }) => kind === KIND.function).length;
  const bodies = module.bodies();
  const groups = [[], []];
  for (const at of bodies.keys()) groups[isFirst(module.names.get(imported + at), imported + at) ? 0 : 1].push(at);
  const names = groups.flatMap((group, first) =>
    order(group.map((at) => bodies[at])).map((at, place) => [imported + group[at], `${first}${String(place).padStart(5, "0")}`]),
  );
  module.names = new Map(names.sort(([a], [b]) => a - b));
  return module.toBytes();
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
