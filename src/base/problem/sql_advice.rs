//! Advice for a statement that SQLite refused: what was probably meant, and what to write.

use crate::base::message::messages;

messages! {
    /// One piece of advice.
    pub enum SqlAdvice {
        /// A character that was copied from a web page or document, and that SQLite does not take.
        OddLetter {
            /// Its code point in Unicode.
            code: u64,
            /// The kind of the character.
            letter: OddLetter,
            /// The replacement; empty if the character is to be deleted, both quotes if it may be either.
            instead: String,
        },
        /// A quote that is never closed.
        OpenQuote,
        /// Several tables have this column.
        Ambiguous,
        /// A keyword was mistyped.
        Keyword {
            /// The keyword.
            meant: String,
            /// The mistyped word.
            word: String,
        },
        /// A comma is missing.
        Comma {
            /// The word that it should stand before.
            word: String,
        },
        /// A comma that is one too many.
        CommaBeforeFrom,
        /// DESC or ASC stands before the column.
        OrderWord {
            /// The word.
            word: String,
        },
        /// Two clauses are in the wrong order.
        ClauseOrder {
            /// The one that comes first.
            first: String,
            /// The one that comes after.
            second: String,
        },
        /// A name that does not exist, with names that do.
        Near {
            /// The nearest names, best first.
            names: Vec<String>,
        },
        /// The feature table is not built yet.
        BuildFirst,
        /// No table has a similar name.
        SeeTables,
        /// No column has a similar name.
        SeeColumns,
        /// The table was there before the script.
        Dropped {
            /// The table.
            name: String,
        },
        /// A word that is no column stands where a value is expected.
        TextNeedsQuotes {
            /// The word.
            word: String,
        },
        /// A word of another system, with what to write in SQLite.
        Instead {
            /// The word that SQLite does not have.
            missing: String,
            /// The SQL to write.
            write: String,
            /// The effect of that SQL.
            purpose: Purpose,
        },
        /// INTERVAL of other systems.
        Interval,
        /// The prompt of the sqlite3 shell was copied along.
        Prompt,
    }
}

messages! {
    /// The effect of the SQL that replaces a word of another system.
    pub enum Purpose {
        /// The same.
        Same,
        /// Counts days.
        CountsDays,
        /// Has a second form.
        OrYear,
        /// Stands at the end of the query.
        AtTheEnd,
        /// Lists tables.
        ListsTables,
        /// Shows columns.
        ShowsColumns,
    }
}

messages! {
    /// The kind of a character that looks like white space or a quote, but is none to SQLite.
    pub enum OddLetter {
        /// A space at which no line breaks.
        NoBreakSpace,
        /// A typographic (curly) quote.
        TypographicQuote,
        /// A character of zero width.
        WithoutWidth,
        /// Another kind of space.
        OtherSpace,
    }
}
