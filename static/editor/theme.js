// The look of the editor: colours of the page's style sheet (css/tokens.css), sizes like those of the text area before it
// (css/sql_editor.css).
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const wavy = (colour, line = "wavy") => ({
  backgroundImage: "none",
  textDecoration: `underline ${line} ${colour}`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
});

const selected = { background: "var(--accent)", color: "var(--on-accent)" };

const look = EditorView.theme({
  "&": { color: "var(--ink)", background: "transparent", fontSize: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    minHeight: "var(--editor-least)",
    maxHeight: "var(--editor-most)",
    overflow: "auto",
    font: "inherit",
    lineHeight: "inherit",
  },
  ".cm-content": { padding: "var(--editor-pad) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 0.75rem 0 0.5rem" },
  ".cm-gutters": { border: "0", background: "transparent", color: "var(--quiet)" },
  ".cm-lineNumbers .cm-gutterElement": { boxSizing: "border-box", minWidth: "var(--editor-gutter)", padding: "0 0.25rem 0 0" },
  ".cm-activeLineGutter": { background: "transparent", color: "var(--ink)" },
  ".cm-activeLine": { background: "transparent" },
  "&.cm-focused .cm-activeLine": { background: "light-dark(rgb(0 0 0 / 3.5%), rgb(255 255 255 / 4%))" },
  "&.cm-focused .cm-matchingBracket": { background: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { background: "var(--bad-soft)", outline: "1px solid var(--bad)" },
  ".cm-selectionMatch": { background: "var(--accent-soft)" },
  ".cm-searchMatch": { background: "var(--warn-soft)", outline: "1px solid var(--warn)" },
  ".cm-searchMatch.cm-searchMatch-selected": { background: "var(--warn)", color: "var(--surface)" },
  ".cm-lintRange-error": wavy("var(--bad)"),
  ".cm-lintRange-warning": wavy("var(--warn)"),
  ".cm-lintRange-info, .cm-lintRange-hint": wavy("var(--quiet)", "dotted"),
  ".cm-lintRange-active": { background: "var(--bad-soft)" },
  ".cm-tooltip": {
    border: "1px solid var(--edge)",
    borderRadius: "6px",
    background: "var(--surface)",
    color: "var(--ink)",
    font: "var(--small) / 1.5 var(--sans)",
    boxShadow: "0 4px 16px rgb(0 0 0 / 18%)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "14rem", fontFamily: "var(--mono)", fontSize: "var(--small)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.125rem 0.625rem", lineHeight: "1.6" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": selected,
  ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { fontWeight: "700", textDecoration: "none" },
  ".cm-completionDetail": { marginLeft: "0.75rem", color: "var(--quiet)", fontStyle: "normal" },
  ".cm-diagnostic": { maxWidth: "36rem", padding: "0.375rem 0.625rem", borderLeft: "3px solid var(--quiet)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
  ".cm-panels": { background: "var(--sunken)", color: "var(--ink)", font: "var(--small) / 1.5 var(--sans)", zIndex: "1" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "0.375rem", padding: "0.5rem 2.5rem 0.5rem 0.75rem" },
  ".cm-panel.cm-search br": { flexBasis: "100%", height: "0", content: '""' },
  ".cm-panel.cm-search label": { display: "inline-flex", alignItems: "center", gap: "0.25rem", margin: "0", fontSize: "inherit" },
  ".cm-panel.cm-search input": { margin: "0" },
  ".cm-textfield": {
    minHeight: "1.75rem",
    border: "1px solid var(--edge)",
    borderRadius: "6px",
    background: "var(--surface)",
    color: "var(--ink)",
    font: "inherit",
  },
  ".cm-button": {
    minHeight: "1.75rem",
    margin: "0",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    background: "var(--surface)",
    backgroundImage: "none",
    color: "var(--ink)",
    font: "inherit",
    cursor: "pointer",
  },
  ".cm-panel.cm-search [name=close]": { top: "0.375rem", right: "0.375rem", width: "1.75rem", height: "1.75rem", color: "var(--ink)", fontSize: "1.25rem", cursor: "pointer" },
  "@media (forced-colors: active)": {
    ".cm-tooltip-autocomplete ul li[aria-selected]": { forcedColorAdjust: "none", background: "Highlight", color: "HighlightText" },
    ".cm-searchMatch.cm-searchMatch-selected": { forcedColorAdjust: "none", background: "Highlight", color: "HighlightText" },
  },
});

const colour = (light, dark) => `light-dark(${light}, ${dark})`;

const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: colour("#8a4b00", "#f0b45c") },
  { tag: [tags.number, tags.bool, tags.null], color: colour("#7a3a9c", "#d3a4f0") },
  { tag: tags.standard(tags.name), color: colour("#1d5fa8", "#8cbcf2") },
  { tag: tags.typeName, color: colour("#1d5fa8", "#8cbcf2") },
  { tag: tags.special(tags.name), color: colour("#7a3a9c", "#d3a4f0") },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);

/** The extensions that give the editor its look. */
export const theme = [look, syntaxHighlighting(highlighting)];
