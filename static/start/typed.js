// Remembers what is typed into the text area of the SQL box until the editor (editor/editor.js) takes its place, which can
// undo it then.

/** The most steps that are remembered, and the longest text. */
const [MOST, LONGEST] = [300, 20_000];

/** Changes of the text area, first to last: text and selection before, text after, time. */
const steps = [];
/** The text and the selection as they were last known. */
let before;
let isComposing = false;

const look = ({ value, selectionStart, selectionEnd }) => (before = { text: value, from: selectionStart, to: selectionEnd });

const listeners = {
  // Before an input by a script there is no other event.
  focusin: look,
  beforeinput: look,
  input(box) {
    if (!before || box.value.length > LONGEST) steps.length = 0;
    else steps.push({ ...before, after: box.value, time: Date.now() });
    if (steps.length > MOST) steps.shift();
    look(box);
  },
  compositionstart: () => (isComposing = true),
  compositionend: () => (isComposing = false),
};

const hear = ({ type, target }) => {
  if (target.id === "sql") listeners[type](target);
};
for (const name of Object.keys(listeners)) document.addEventListener(name, hear);

/** What was typed, and whether a letter is being composed now; `end` stops remembering. */
globalThis.labTyped = {
  steps,
  isComposing: () => isComposing,
  end: () => Object.keys(listeners).forEach((name) => document.removeEventListener(name, hear)),
};
