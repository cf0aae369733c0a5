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
        /// The statement ends where more is expected.
        EndsTooEarly,
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
        /// A statement of the script dropped the table or column.
        DroppedInLine {
            /// The table or column.
            name: String,
            /// The line of the statement, from 1.
            line: u64,
        },
        /// A statement of the script renamed the table or column.
        RenamedInLine {
            /// The name before.
            name: String,
            /// The name now.
            to: String,
            /// The line of the statement, from 1.
            line: u64,
        },
        /// A statement of the script rolled back what made the table or column.
        RolledBackInLine {
            /// The line of the statement, from 1.
            line: u64,
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
        /// The prompt of a shell was copied along.
        Prompt {
            /// The prompt.
            prompt: String,
        },
        /// The marks around code in a web page or a chat were copied along.
        CodeFence,
        /// A bracket is never closed.
        OpenBracket {
            /// The word before which it should be closed; `None` for the end of the statement.
            before: Option<String>,
        },
        /// A closing bracket that none opens.
        LooseBracket,
        /// A semicolon is missing between two statements.
        Semicolon {
            /// The first word of the second statement.
            word: String,
        },
        /// A query inside of another has no brackets.
        QueryWithoutBrackets,
        /// A single quote inside of text is not doubled.
        Apostrophe {
            /// The text as it should be written, up to the quote.
            write: String,
        },
        /// A comma that is one too many.
        ExtraComma,
        /// A keyword is missing.
        MissingWord {
            /// The keyword.
            word: String,
            /// The word that it should stand before.
            before: String,
        },
        /// Letters or words that are not written so in SQLite.
        Write {
            /// The letters or words.
            found: String,
            /// The SQL to write.
            write: String,
        },
        /// A keyword is used as a name.
        KeywordAsName {
            /// The word.
            word: String,
        },
        /// An aggregate stands in WHERE.
        AggregateInWhere {
            /// The function, or its alias.
            name: String,
        },
        /// An aggregate stands inside of another.
        NestedAggregate,
        /// A window function stands in WHERE.
        WindowInWhere,
        /// The query gives the table another name.
        CalledAs {
            /// The table.
            table: String,
            /// Its name in the query.
            alias: String,
            /// The column as it is to be written.
            write: String,
        },
        /// HAVING stands in a query without groups.
        HavingWithoutGroups,
        /// A row with this value exists already.
        NotUnique {
            /// The table and the column.
            column: String,
        },
        /// A value is missing.
        NotNull {
            /// The table and the column.
            column: String,
        },
        /// The row refers to one that does not exist, or others refer to the row.
        ForeignKey,
        /// A value breaks a rule of the table.
        BreaksCheck,
        /// INSERT has another number of values than the table has columns.
        NameColumns {
            /// The table.
            table: String,
        },
        /// A table or view of this name exists already.
        ExistsAlready {
            /// The kind: table, view, index or trigger.
            kind: String,
            /// Its name.
            name: String,
        },
        /// The queries around UNION have different numbers of columns.
        UnionColumns,
        /// A transaction is open already.
        TransactionIsOpen,
        /// No transaction is open.
        NoTransaction,
    }
}

impl SqlAdvice {
    /// Makes the advice to write other SQL for a word that SQLite does not have.
    pub fn instead(missing: &str, write: impl Into<String>, purpose: Purpose) -> Self {
        Self::Instead { missing: missing.to_owned(), write: write.into(), purpose }
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
        /// Ignores upper and lower case.
        IgnoresCase,
        /// Deletes all rows.
        DeletesRows,
        /// Is not needed, because one database is open.
        OneDatabase,
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
