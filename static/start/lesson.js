// Asks for the lesson of the address before the program runs, which then finds its text here.

/** A promise of the lesson's text, `undefined` if it could not be had, and the address from which it comes. */
let asked = {};

/** Asks for the lesson that the address names, or for the first one of this host if it names nothing. */
export function askForLesson() {
  const meta = (name) => document.querySelector(`meta[name=${name}]`).content;
  const named = /[#&]lesson=([\w-]+)(&|$)/.exec(location.hash)?.[1];
  const lesson = named ?? (location.hash.length < 2 && meta("lab-first-lesson"));
  if (!lesson) return;
  const version = meta("lab-version");
  const address = new URL(`lessons/${lesson}/lesson.md${version && `?${version}`}`, document.baseURI).href;
  asked = { address, text: fetchText(address).catch(() => undefined) };
}

async function fetchText(address) {
  const response = await fetch(address);
  return response.ok ? response.text() : undefined;
}

/** Hands over, once, what was asked for from an address; src/browser/fetch.rs calls this, and fetches what it does not get. */
globalThis.labAskedFor = (address) => {
  if (asked.address !== address) return undefined;
  const { text } = asked;
  asked = {};
  return text;
};
