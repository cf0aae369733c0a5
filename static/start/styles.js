// Adds style sheets to the page. They are parts of the lab, so that they travel compressed to whatever host.
import { fetchText } from "./parts.js";

/** Adds a part that is a style sheet, after those that are there. */
export async function addStyle(name) {
  const sheet = new CSSStyleSheet();
  await sheet.replace(await fetchText(name));
  document.adoptedStyleSheets.push(sheet);
}
