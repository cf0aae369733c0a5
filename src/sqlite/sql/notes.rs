//! Notes on SQL that runs without an error but not as meant: names in double quotes taken as text, files out of reach.

use super::statements::{Token, tokens};
use super::typos::typos;
use crate::base::message::messages;
use crate::base::problem::sql::SqlProblem;
use crate::base::problem::sql_advice::SqlAdvice;

messages! {
    /// A note on SQL that ran.
    pub enum SqlNote {
        /// SQLite took a word in double quotes as text, because no column has that name.
        TakenAsText {
            /// The word without its quotes.
            word: String,
            /// The column that was probably meant.
            meant: Option<String>,
        },
        /// A value is compared with NULL, which is never true.
        ComparedWithNull {
            /// The comparison.
            found: String,
            /// The SQL to write.
            write: String,
        },
        /// Both sides of a division are whole numbers.
        WholeDivision,
        /// A date without quotes is a subtraction.
        DateWithoutQuotes {
            /// The date as it is written.
            found: String,
            /// The number that it is.
            value: i64,
            /// The date in quotes.
            write: String,
        },
        /// A date is compared as text whose order is not that of dates.
        DateOutOfOrder {
            /// The date as it is written.
            found: String,
            /// The date as SQLite orders it.
            write: String,
        },
        /// The result of `date` or `datetime` is compared with text of the other's shape.
        DateOfOtherShape {
            /// The function.
            function: String,
            /// The text.
            found: String,
        },
        /// The name of a column is the alias of the column before it.
        AliasIsColumn {
            /// The alias.
            alias: String,
            /// The column that it names.
            column: String,
        },
        /// A join leaves out customers without transactions.
        JoinDropsCustomers {
            /// The table of customers.
            customers: String,
            /// The table of transactions.
            transactions: String,
            /// True if the table of customers stands first.
            is_first: bool,
        },
        /// A character that looks like a space or a quote.
        OddLetter {
            /// The character and its replacement.
            advice: SqlAdvice,
        },
        /// A database in memory was attached.
        AttachedInMemory {
            /// Its name in SQL.
            name: String,
        },
        /// A command of the sqlite3 shell ended the script before its last statement.
        Ended {
            /// The command.
            name: String,
        },
        /// Commands of the sqlite3 shell that only change how and where it prints were ignored.
        PassedOver {
            /// The commands.
            names: Vec<String>,
        },
    }
}

/// A word in double quotes in a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedWord {
    /// Its start in the statement, in bytes.
    pub start: usize,
    /// Its end, in bytes.
    pub end: usize,
    /// The word without its quotes.
    pub word: String,
}

impl QuotedWord {
    /// Finds the words in double quotes of a statement that reads or changes rows. In other statements, such as CREATE,
    /// SQLite has other rules for them.
    pub fn all(statement: &str) -> Vec<Self> {
        let mut first =
            tokens(statement).map(|token| token.text).filter(|word| !is(word, &["EXPLAIN", "QUERY", "PLAN"]));
        let verbs = ["SELECT", "WITH", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE"];
        if !first.next().is_some_and(|word| is(word, &verbs)) {
            return Vec::new();
        }
        let mut found: Vec<Self> = Vec::new();
        for Token { start, text } in tokens(statement) {
            let Some(word) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { continue };
            match found.last_mut().filter(|last| last.end == start) {
                // A doubled quote inside of a word is one quote.
                Some(last) => {
                    last.word = format!("{}\"{word}", last.word);
                    last.end = start + text.len();
                }
                None => found.push(Self { start, end: start + text.len(), word: word.to_owned() }),
            }
        }
        found
    }

    /// Writes the word in backticks, which SQLite never takes as text.
    fn as_name(&self) -> String {
        backticks(&self.word)
    }

    /// Returns the statement with this word replaced by another name.
    pub fn replaced(&self, statement: &str, name: &str) -> String {
        let (before, after) = (statement.get(..self.start), statement.get(self.end..));
        [before.unwrap_or_default(), &backticks(name), after.unwrap_or_default()].concat()
    }

    /// Returns the names that the word may be a typing error of, nearest first.
    pub fn meant<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let word = self.word.to_lowercase();
        let far = |name: &&str| typos(&word, &name.to_lowercase());
        let near = |name: &&str| word.chars().count() >= 3 && far(name) <= 1 + word.len() / 8;
        let mut names: Vec<&str> = names.into_iter().filter(near).collect();
        names.sort_by_key(far);
        names.dedup();
        names
    }

    /// Makes the note that SQLite took it as text, with the column that was probably meant.
    pub fn note(&self, meant: Option<&str>) -> SqlNote {
        SqlNote::TakenAsText { word: self.word.clone(), meant: meant.map(str::to_owned) }
    }
}

/// Returns the statement with its words in double quotes written as names.
pub fn all_as_names(statement: &str, words: &[QuotedWord]) -> String {
    let (mut written, mut end) = (String::new(), 0);
    for word in words {
        written += statement.get(end..word.start).unwrap_or_default();
        written += &word.as_name();
        end = word.end;
    }
    written + statement.get(end..).unwrap_or_default()
}

fn backticks(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Refuses a statement that would read or write a file inside the tab: returns the offset of the file's name, and why.
pub fn unreachable(statement: &str) -> Option<(usize, SqlProblem)> {
    let all: Vec<Token<'_>> = tokens(statement).collect();
    let name = all.get(file_at(&all)?)?;
    let first = all.first().map_or("", |token| token.text);
    if is(first, &["VACUUM"]) {
        return Some((name.start, SqlProblem::VacuumInto));
    }
    (!in_memory(&all)).then_some((name.start, SqlProblem::AttachFile))
}

/// Makes the note about a database in memory that a statement attaches.
pub fn kept_in_memory(statement: &str) -> Option<SqlNote> {
    let all: Vec<Token<'_>> = tokens(statement).collect();
    let name = all.last().filter(|_| file_at(&all).is_some() && in_memory(&all))?.text;
    Some(SqlNote::AttachedInMemory { name: name.to_owned() })
}

/// Finds the token that names a file in ATTACH or VACUUM INTO.
fn file_at(all: &[Token<'_>]) -> Option<usize> {
    let at = |at: usize, word: &str| all.get(at).is_some_and(|token| is(token.text, &[word]));
    if at(0, "ATTACH") {
        return Some(if at(1, "DATABASE") { 2 } else { 1 });
    }
    let into = (1..3).find(|place| at(*place, "INTO"));
    into.filter(|_| at(0, "VACUUM")).map(|place| place + 1)
}

/// Says whether ATTACH opens no file: `ATTACH ':memory:' AS name`, or the empty name, which is a temporary database.
fn in_memory(all: &[Token<'_>]) -> bool {
    let Some(at) = file_at(all).filter(|_| all.first().is_some_and(|first| is(first.text, &["ATTACH"]))) else {
        return false;
    };
    let rest: Vec<&str> = all.iter().skip(at).map(|token| token.text).collect();
    matches!(rest.as_slice(), [name, "AS" | "as" | "As", _] if is(name, &["':memory:'", "\":memory:\"", "''", "\"\""]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::sql_note;

    fn words(statement: &str) -> Vec<String> {
        QuotedWord::all(statement).into_iter().map(|word| word.word).collect()
    }

    #[test]
    fn words_in_double_quotes_are_found_in_statements_about_rows() {
        assert_eq!(words("SELECT \"a\", 'b \"x\"', \"c\"\"d\" -- \"e\""), ["a", "c\"d"]);
        assert_eq!(words("EXPLAIN QUERY PLAN SELECT \"a\""), ["a"]);
        for ddl in ["CREATE TABLE t (a DEFAULT \"x\")", "PRAGMA x = \"y\"", "ALTER TABLE \"t\" ADD \"a\"", "SELECT \"a"]
        {
            assert!(words(ddl).is_empty(), "{ddl}");
        }
        let sql = "SELECT \"a\" FROM \"b`c\"";
        assert_eq!(all_as_names(sql, &QuotedWord::all(sql)), "SELECT `a` FROM `b``c`");
    }

    #[test]
    fn a_word_taken_as_text_is_told_with_what_was_meant() {
        let word = QuotedWord { start: 0, end: 7, word: "emial".to_owned() };
        assert_eq!(word.meant(["id", "E-mail", "email", "name"]), ["email"]);
        assert_eq!(
            sql_note(&word.note(Some("email"))),
            "“emial” is no column here, so SQLite takes it as text. Did you mean email?"
        );
        let paid = QuotedWord { word: "paid".to_owned(), ..word };
        assert!(paid.meant(["paid_at", "status"]).is_empty());
        assert_eq!(
            sql_note(&paid.note(None)),
            "“paid” is no column here, so SQLite takes it as text. Write 'paid' if text is meant."
        );
    }

    #[test]
    fn files_are_refused_and_memory_is_told() {
        for (sql, at) in [
            ("ATTACH 'other.db' AS other", 7),
            ("attach database x AS y", 16),
            ("ATTACH ':memory:' || 'x' AS y", 7),
            ("VACUUM INTO 'copy.db'", 12),
            ("VACUUM main INTO 'copy.db'", 17),
        ] {
            assert_eq!(unreachable(sql).map(|(at, _)| at), Some(at), "{sql}");
            assert_eq!(kept_in_memory(sql), None, "{sql}");
        }
        for sql in
            ["ATTACH ':memory:' AS mem", "VACUUM", "VACUUM main", "SELECT 'ATTACH x' INTO y", "EXPLAIN ATTACH 'x' AS y"]
        {
            assert!(unreachable(sql).is_none(), "{sql}");
        }
        assert_eq!(
            kept_in_memory("ATTACH ':memory:' AS mem").map(|note| sql_note(&note)).as_deref(),
            Some("Attached mem in memory. What you put into it is neither saved nor part of the download.")
        );
    }
}
