// Mounts the editor's styles. CodeMirror's own way adds a <style> element, which the content security policy forbids; a
// constructed style sheet is allowed, as start/styles.js has it.
import { StyleModule } from "style-mod";

const sheet = new CSSStyleSheet();
let mounted = [];

/** Makes CodeMirror mount its styles in a constructed style sheet, which comes before the sheets of the page. */
export function mountAllowed() {
  StyleModule.mount = (_, modules) => {
    const wanted = [modules].flat();
    if (wanted.every((module) => mounted.includes(module))) return;
    mounted = [...wanted, ...mounted.filter((module) => !wanted.includes(module))];
    sheet.replaceSync(mounted.map((module) => module.getRules()).join("\n"));
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.unshift(sheet);
  };
}
