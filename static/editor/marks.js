// Marks places of the text with a message each: the error of the last run, notes on it, lints.
import { setDiagnostics } from "@codemirror/lint";

const WORD = /[\w$\u0080-\uffff]/;

/** Returns the transaction that shows marks, each `{from, to, severity, message}`, in place of those that are shown. */
export function mark(state, marks) {
  const { length } = state.doc;
  const diagnostics = marks
    .filter(({ from }) => from <= length)
    .map(({ from, to, severity, message }) => ({ ...range(state, from, Math.min(to, length)), severity, message }));
  return setDiagnostics(state, diagnostics);
}

/** The range of a mark; of one without a length, the word at its place, or a letter that can be seen. */
function range(state, from, to) {
  if (to > from) return { from, to };
  const line = state.doc.lineAt(from);
  const at = (place) => line.text[place - line.from] ?? "";
  let end = from;
  while (WORD.test(at(end))) end++;
  if (end > from) return { from, to: end };
  if (from < line.to) return { from, to: from + 1 };
  return { from: Math.max(line.from, from - 1), to: from };
}
