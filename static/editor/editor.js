// The editor of the SQL box: CodeMirror in place of the text area. src/browser/editor.rs calls this.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap, completionStatus, moveCompletionSelection } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, insertNewlineKeepIndent, isolateHistory } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintKeymap, linter } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap, searchPanelOpen } from "@codemirror/search";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { completions } from "./completion.js";
import { mark } from "./marks.js";
import { DIALECTS } from "./sqlite.js";
import { mountAllowed } from "./styles.js";
import { theme } from "./theme.js";
import { difference, stateOf } from "./typed.js";

/**
 * Puts the editor in the place of a text area, with its text, selection, scroll position, focus, and what was typed there.
 * `words` has its name and CodeMirror's phrases, each with what it is here. Calls `hear` with the kind of what a person did, and the text if that changed. Waits while a letter is being composed.
 */
export async function place(area, words, hear) {
  const typed = globalThis.labTyped;
  while (typed.isComposing()) await new Promise((done) => area.addEventListener("compositionend", () => setTimeout(done), { once: true }));
  return new Editor(area, words, hear, typed);
}

class Editor {
  #view;
  #hear;
  #language = new Compartment();
  #attributes = new Compartment();
  #words;
  #engine = "sqlite";
  #schema = { tables: [] };
  /** The open tab, and the states of the others. */
  #tab = 1;
  #states = new Map();
  /** True while the lab itself sets the text. */
  #isSetting = false;

  constructor(area, words, hear, typed) {
    mountAllowed();
    [this.#words, this.#hear] = [words, hear];
    const [hadFocus, scrolled] = [document.activeElement === area, area.scrollTop];
    const state = stateOf(area, typed.steps, this.#extensions());
    typed.end();
    this.#view = new EditorView({ state });
    area.before(this.#view.dom);
    // Only one element has the name and the id.
    area.remove();
    if (hadFocus) this.#view.focus();
    if (!state.selection.main.empty) hear("selected", "");
    // Once the heights of lines are known; before, they are guessed.
    this.#view.requestMeasure({ read() {}, write: () => (this.#view.scrollDOM.scrollTop = scrolled) });
  }

  /** Replaces the text, unless it is the same; a person can undo that. */
  set(text) {
    const { state } = this.#view;
    const wanted = state.toText(text).toString();
    if (state.doc.toString() !== wanted) {
      const { changes } = difference(state.doc.toString(), wanted);
      this.#isSetting = true;
      this.#view.dispatch({ changes, selection: { anchor: wanted.length }, annotations: isolateHistory.of("full") });
      this.#isSetting = false;
    }
    // The lab counts characters in the text as it is here, with one kind of line breaks.
    if (wanted !== text) this.#hear("shown", wanted);
  }

  /** Shows the text of another tab. Each tab has its own undo, selection and scroll position. */
  show(tab, text) {
    this.#states.set(this.#tab, { state: this.#view.state, scrolled: this.#view.scrollSnapshot() });
    this.#tab = tab;
    const { state, scrolled } = this.#states.get(tab) ?? { state: EditorState.create({ doc: text, extensions: this.#extensions() }) };
    this.#view.setState(state);
    this.know(this.#engine, this.#schema);
    if (scrolled) this.#view.dispatch({ effects: scrolled });
    this.#hear(state.selection.main.empty ? "unselected" : "selected", "");
    this.set(text);
  }

  /** Forgets a tab that was closed. */
  forget(tab) {
    this.#states.delete(tab);
  }

  /** The selection: where it starts and ends, in UTF-16 units. */
  selection() {
    const { from, to } = this.#view.state.selection.main;
    return new Uint32Array([from, to]);
  }

  /** Gives the focus to the editor. */
  focus() {
    this.#view.focus();
  }

  /** Sets the engine and the schema, which completion knows. */
  know(engine, schema) {
    [this.#engine, this.#schema] = [engine, schema];
    this.#view.dispatch({ effects: this.#language.reconfigure(this.#dialect(engine)) });
  }

  /** Shows marks in place of those that are shown. `isWrong`: the SQL that ran last has an error. */
  mark(marks, isWrong) {
    this.#view.dispatch(mark(this.#view.state, marks), { effects: this.#attributes.reconfigure(this.#contentAttributes(isWrong)) });
  }

  #dialect(engine) {
    const { language } = DIALECTS[engine];
    return [language, language.data.of({ autocomplete: completions(this.#schema) })];
  }

  #contentAttributes(isWrong) {
    return EditorView.contentAttributes.of({
      id: "sql",
      "aria-label": this.#words.name,
      "aria-describedby": isWrong ? "sql-error sql-hint" : "sql-hint",
      "aria-invalid": `${isWrong}`,
    });
  }

  #extensions() {
    const tell = (kind) => (view) => {
      closeCompletion(view);
      this.#hear(kind, "");
      return true;
    };
    return [
      lineNumbers(),
      highlightSpecialChars(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      history(),
      bracketMatching(),
      // Quotes are doubled in SQL, so they are typed as they are.
      Prec.high(EditorState.languageData.of(() => [{ closeBrackets: { brackets: ["(", "["] } }])),
      closeBrackets(),
      // Enter takes only a completion that somebody chose, so that none has to be kept from being taken by accident.
      autocompletion({ selectOnOpen: false, icons: false, interactionDelay: 0, activateOnTypingDelay: 20 }),
      EditorState.phrases.of(Object.fromEntries(this.#words.phrases)),
      linter(null),
      EditorView.lineWrapping,
      indentUnit.of("  "),
      EditorState.tabSize.of(4),
      this.#language.of(this.#dialect(this.#engine)),
      this.#attributes.of(this.#contentAttributes(false)),
      EditorView.updateListener.of((update) => this.#follow(update)),
      EditorView.domEventHandlers({ beforeinput: typeOver }),
      EditorView.domEventObservers({ keydown: leaveByTab, blur: (_, view) => view.setTabFocusMode(false) }),
      Prec.high(
        keymap.of([
          ...["Mod", "Ctrl"].flatMap((key) => [
            { key: `${key}-Enter`, run: tell("run") },
            { key: `${key}-Shift-Enter`, run: tell("run-statement") },
          ]),
          { key: "Alt-ArrowUp", run: tell("earlier") },
          { key: "Alt-ArrowDown", run: tell("later") },
          { key: "Tab", run: completeOrIndent, shift: indentLess },
          { key: "Enter", run: (view) => acceptCompletion(view) || insertNewlineKeepIndent(view) },
        ]),
      ),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
      theme,
    ];
  }

  #follow({ docChanged, selectionSet, state, startState }) {
    if (docChanged && !this.#isSetting) this.#hear("text", state.doc.toString());
    const isEmpty = state.selection.main.empty;
    if ((docChanged || selectionSet) && isEmpty !== startState.selection.main.empty) this.#hear(isEmpty ? "unselected" : "selected", "");
  }
}

/** Tab completes with the first of the completions that are on show, or indents. */
function completeOrIndent(view) {
  if (completionStatus(view.state) !== "active") return indentMore(view);
  return acceptCompletion(view) || (moveCompletionSelection(true)(view) && acceptCompletion(view)) || indentMore(view);
}

/**
 * Types over a selection. A browser would keep the selection's look for the new text, in a style attribute, which the policy
 * forbids and reports.
 */
function typeOver({ inputType, data, isComposing }, view) {
  const { from, to, empty } = view.state.selection.main;
  if (inputType !== "insertText" || !data || empty || isComposing) return false;
  const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  const isHandled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert));
  if (!isHandled) view.dispatch(insert());
  return true;
}

/** After Escape, Tab leaves the editor as it leaves every other field, until another key is pressed. */
function leaveByTab({ key }, view) {
  if (key === "Escape") view.setTabFocusMode(completionStatus(view.state) === null && !searchPanelOpen(view.state));
  else if (!["Tab", "Shift", "Control", "Alt", "Meta"].includes(key)) view.setTabFocusMode(false);
}

