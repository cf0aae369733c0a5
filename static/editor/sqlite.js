// SQLite's dialect for highlighting: its own keywords, types and functions. CodeMirror's has every word of the SQL standard,
// and columns are called by many of these: date, month, name, value.
import { PostgreSQL, SQLDialect } from "@codemirror/lang-sql";
import { FUNCTIONS } from "./functions.js";

/** The keywords of SQLite (https://sqlite.org/lang_keywords.html). */
export const KEYWORDS = `abort action add after all alter always analyze and as asc attach autoincrement before begin between
by cascade case cast check collate column commit conflict constraint create cross current current_date current_time
current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape except exclude
exclusive exists explain fail filter first following for foreign from full generated glob group groups having ignore immediate in
index indexed initially inner insert instead intersect into is isnull join key last left like limit match materialized natural
no not nothing notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query raise
range recursive references regexp reindex release rename replace restrict returning right rollback row rows savepoint select set
table temp temporary then ties to transaction trigger unbounded union unique update using vacuum values view virtual when where
window with without`.split(/\s+/);

/** The names of types that tables are usually declared with. */
const TYPES = "any blob boolean char character date datetime decimal double float int integer numeric real text varchar";

const SQLITE = SQLDialect.define({
  keywords: KEYWORDS.join(" "),
  types: TYPES,
  builtin: FUNCTIONS.map(({ name }) => name).join(" "),
  operatorChars: "*+-%<>!=&|/~",
  identifierQuotes: '`"',
  specialVar: "@:?$",
  caseInsensitiveIdentifiers: true,
});

/** The dialects by the names of engines. */
export const DIALECTS = { sqlite: SQLITE, postgres: PostgreSQL };
