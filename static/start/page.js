// Starts the page: a worker first, then the lab's program, which is compiled while it arrives. Says in plain words if this
// browser cannot run them.
import init from "./lab.js";
import { askForLesson } from "./lesson.js";
import "./programs.js";
import { fetchBytes, fetchProgram, fetchText } from "./parts.js";
import { addStyle } from "./styles.js";
import { isKept, rests } from "./rests.js";
import "./texts.js";
import "./typed.js";
import { startFirst } from "./workers.js";

start().catch(tell);

async function start() {
  askForLesson();
  const styled = addStyle("style");
  const module = await startFirst(fetchText("worker"), fetchBytes("sqlite"), compile);
  performance.measure("lab:program", { start: 0 });
  await Promise.all([styled, parsed()]);
  await init({ module_or_path: module });
}

/** Fetches and compiles the program, with the rests where they are at hand. */
async function compile() {
  const module = await fetchProgram("program");
  if (isKept) await Promise.all(Object.values(rests));
  return module;
}

/** Waits until the document is parsed, for this script may run before. */
function parsed() {
  if (document.readyState !== "loading") return undefined;
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

async function tell(error) {
  await parsed();
  document.documentElement.dataset.state = "failed";
  const words = document.createElement("p");
  words.setAttribute("role", "alert");
  words.textContent =
    "The lab could not start. It needs a browser of 2023 or later with WebAssembly, and all of its files. " +
    "Reload the page; if that does not help, try another browser. " +
    `What the browser said: ${error}`;
  document.getElementById("lab")?.replaceChildren(words);
  throw error;
}
