// Completes SQL from the open schema: the columns of the tables that the statement names, their aliases, tables, other
// columns, functions, keywords.
import { syntaxTree } from "@codemirror/language";
import { FUNCTIONS } from "./functions.js";
import { KEYWORDS } from "./sqlite.js";

const WORD = /[\w$\u0080-\uffff]*/;
/** After these words only tables follow. */
const AFTER = /\b(from|join|into|update)\s+[\w$\u0080-\uffff]*$/i;
const isKeyword = new Set(KEYWORDS);

/** Where no name is completed. */
const APART = ["String", "QuotedIdentifier", "LineComment", "BlockComment", "Number", "SpecialVar"];

/** Writes a name, in quotes if it needs them. */
const written = (name) => (/^[a-z_]\w*$/i.test(name) && !isKeyword.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`);

const option = (name, type, detail, boost) => ({ label: name, type, detail, boost, apply: written(name) });

/** Says whether a word starts with the first letter of what was typed, for words of which there are many. */
const startsLike = (typed) => (word) => word.startsWith(typed.slice(0, 1).toLowerCase());

const functions = FUNCTIONS.map(({ name, parameters }) => ({
  label: name,
  type: "function",
  detail: parameters,
  boost: -20,
  apply(view, _, from, to) {
    // The caret goes between the parentheses, unless there is nothing to write.
    const [next, at] = [view.state.sliceDoc(to, to + 1), from + name.length];
    const insert = next === "(" ? name : `${name}()`;
    const anchor = next !== "(" && parameters === "()" ? at + 2 : at + 1;
    view.dispatch({ changes: { from, to, insert }, selection: { anchor }, userEvent: "input.complete", scrollIntoView: true });
  },
}));

/** The keywords in the case of what was typed. */
const keywords = (typed) => {
  const isLower = typed !== "" && typed === typed.toLowerCase();
  return KEYWORDS.filter(startsLike(typed)).map((word) => ({ label: isLower ? word : word.toUpperCase(), type: "keyword", boost: -30 }));
};

/** Returns the source of completions for the tables of a schema. */
export function completions({ tables }) {
  const known = new Map(tables.map((table) => [table.name.toLowerCase(), table]));
  const columnsOf = (table, boost) =>
    table.columns.map(({ name, declared }) => option(name, "property", `${declared.toLowerCase()} · ${table.name}`.replace(/^ · /, ""), boost));
  return (context) => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    if (APART.includes(node.name) && context.pos > node.from && (node.to >= context.pos || node.name === "LineComment")) return null;
    const word = context.matchBefore(WORD);
    const owner = context.matchBefore(/[\w$\u0080-\uffff]+\.[\w$\u0080-\uffff]*/);
    if (word.from === word.to && !context.explicit && !owner) return null;
    const { named, aliases, other } = namesIn(tokensAround(context));
    if (owner) {
      const name = owner.text.slice(0, owner.text.indexOf(".")).toLowerCase();
      const table = known.get(aliases.get(name) ?? name);
      return table ? { from: word.from, options: columnsOf(table, 0), validFor: WORD } : null;
    }
    if (/^\d/.test(word.text)) return null;
    const ofTables = [
      ...[...other].map((name) => option(name, "class", "", 20)),
      ...tables.map((table) => option(table.name, "class", table.kind, 10)),
    ];
    if (context.matchBefore(AFTER)) return { from: word.from, options: ofTables, validFor: WORD };
    const here = tables.filter((table) => named.has(table.name.toLowerCase()));
    const options = [
      ...here.flatMap((table) => columnsOf(table, 30)),
      ...[...aliases].map(([alias, table]) => option(alias, "variable", table, 20)),
      ...ofTables,
      ...functions.filter(({ label }) => startsLike(word.text)(label)),
      ...keywords(word.text),
    ];
    if (here.length === 0) options.push(...tables.flatMap((table) => columnsOf(table, -10)));
    return { from: word.from, options: withoutTwins(options), validFor: WORD };
  };
}

/** A name that two tables have is offered once. */
function withoutTwins(options) {
  const met = new Set();
  return options.filter(({ label, type }) => {
    const key = `${type} ${label.toLowerCase()}`;
    return !met.has(key) && met.add(key);
  });
}

/** The tokens of the statement in which the caret stands, or of all where it stands in none: kind and text. */
function tokensAround({ state, pos }) {
  let statement = syntaxTree(state).resolveInner(pos, -1);
  while (statement.name !== "Statement" && statement.parent) statement = statement.parent;
  const tokens = [];
  statement.cursor().iterate(({ node }) => {
    if (!node.firstChild && !/Comment$/.test(node.name)) tokens.push({ kind: node.name, text: state.sliceDoc(node.from, node.to) });
  });
  return tokens;
}

const isName = (token) => /Identifier$/.test(token?.kind ?? "");
const bare = ({ text }) => text.replace(/^["`](.*)["`]$/s, "$1").toLowerCase();

/** The tables that tokens name, their aliases, and the names of common table expressions. */
function namesIn(tokens) {
  const [named, aliases, other] = [new Set(), new Map(), new Set()];
  const is = (at, ...words) => words.includes(tokens[at]?.text.toLowerCase());
  tokens.forEach((token, at) => {
    if (!isName(token)) return;
    if (is(at + 1, "as") && is(at + 2, "(")) other.add(bare(token));
    if (!is(at - 1, "from", "join", "into", "update", ",", "table")) return;
    // A comma also stands between columns, and those are no tables.
    named.add(bare(token));
    const alias = is(at + 1, "as") ? tokens[at + 2] : tokens[at + 1];
    if (isName(alias)) aliases.set(bare(alias), bare(token));
  });
  return { named, aliases, other };
}
