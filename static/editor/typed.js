// Makes the editor's first state from the text area: its text and selection, and what was typed there (start/typed.js), which
// the editor can undo.
import { isolateHistory } from "@codemirror/commands";
import { EditorState, Transaction } from "@codemirror/state";

/** Returns the state for a text area with the steps that led to its text. */
export function stateOf(area, steps, extensions) {
  const start = (doc) => EditorState.create({ doc, extensions });
  let state = start(steps[0]?.text ?? area.value);
  for (const { text, from, to, after, time } of steps.filter(({ text, after }) => text !== after)) {
    // Something else set the text between two steps.
    if (state.doc.toString() !== text) state = start(text);
    // A selection that somebody made ends what is undone together.
    const { anchor, head } = state.selection.main;
    if (anchor !== from || head !== to) state = state.update({ selection: { anchor: from, head: to } }).state;
    const { changes, end } = difference(text, after);
    // Letters that were typed one after the other are undone together, as the editor does it itself.
    const kind = changes.insert.length > 1 ? "input.paste" : changes.insert ? "input.type" : "delete";
    const annotations = [Transaction.time.of(time), Transaction.userEvent.of(kind)];
    state = state.update({ changes, selection: { anchor: end }, annotations }).state;
  }
  const text = state.doc.toString();
  if (text !== area.value) {
    state = state.update({ changes: difference(text, area.value).changes, annotations: isolateHistory.of("full") }).state;
  }
  const { selectionStart, selectionEnd, selectionDirection } = area;
  const [anchor, head] = selectionDirection === "backward" ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd];
  return state.update({ selection: { anchor, head } }).state;
}

/** The change that makes one text another, and where it ends in the new one. */
export function difference(text, after) {
  let from = 0;
  while (from < text.length && text[from] === after[from]) from++;
  let [to, end] = [text.length, after.length];
  while (to > from && end > from && text[to - 1] === after[end - 1]) [to, end] = [to - 1, end - 1];
  return { changes: { from, to, insert: after.slice(from, end) }, end };
}
