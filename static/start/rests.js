// Fetches the rests of the programs (halves.js): once the page is ready, so that they delay no start; or at once where this
// browser has the lab's files already, and the start waits for them then.
import { SPLIT, giveRest, restOf, setAddresses } from "./halves.js";
import { addressOf, fetchProgram } from "./parts.js";

/** True if a service worker answers what this page asks for: it has the core of the lab, whole. */
export const isKept = hasServiceWorker();

let [ask, isAsked] = [() => {}, isKept];
const asked = isKept ? undefined : new Promise((done) => (ask = done));

/** Says whether the rests are asked for, or there already. */
export const areAsked = () => isAsked;

/** Has the rests fetched now, unless they are asked for. */
export function fetchRests() {
  isAsked = true;
  ask();
}

/** Promises of the compiled rests by the names of their parts, undefined where there is none or it cannot be had, and of
 * their addresses as files that are not compressed. */
export const rests = Object.fromEntries(SPLIT.map((program) => [restOf(program), fetchRest(restOf(program))]));
rests.addresses = Promise.resolve(Object.fromEntries(SPLIT.map((program) => [program, addressOf(`${program}Plain`)?.href])));

/** Resolves once the rest of the lab's program is there; src/browser/lazy.rs calls this when the page is ready. */
globalThis.labRest = async () => {
  fetchRests();
  await Promise.all(Object.values(rests));
};

rests.addresses.then(setAddresses);
rests.programRest.then((module) => giveRest("program", module));

async function fetchRest(name) {
  await asked;
  return addressOf(name) && fetchProgram(name).catch(() => undefined);
}

function hasServiceWorker() {
  try {
    return Boolean(navigator.serviceWorker?.controller);
  } catch {
    // A sandboxed frame has none.
    return false;
  }
}
