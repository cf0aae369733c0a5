//! The purpose of a statement, read from its first words: what it creates, drops, renames or changes.

use super::effect::{RowChange, Thing};
use super::statements::{Token, tokens};

/// The purpose of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// CREATE.
    Create {
        /// The kind of what is created.
        thing: Thing,
        /// The database and the name.
        name: Name,
        /// True for CREATE TABLE … AS.
        from_query: bool,
    },
    /// DROP.
    Drop {
        /// The kind of what is dropped.
        thing: Thing,
        /// The database and the name.
        name: Name,
    },
    /// ALTER TABLE … RENAME TO.
    RenameTable(String, String),
    /// ALTER TABLE … RENAME COLUMN: the table, the name before and after.
    RenameColumn(String, String, String),
    /// ALTER TABLE … ADD COLUMN.
    AddColumn(String, String),
    /// ALTER TABLE … DROP COLUMN.
    DropColumn(String, String),
    /// INSERT, REPLACE, UPDATE, DELETE.
    Rows(RowChange),
    /// BEGIN.
    Begin,
    /// COMMIT, END.
    Commit,
    /// ROLLBACK.
    Rollback,
    /// SAVEPOINT.
    Savepoint(String),
    /// RELEASE.
    Release(String),
    /// ROLLBACK TO.
    RollbackTo(String),
    /// PRAGMA.
    Pragma(String),
    /// ATTACH.
    Attach(String),
    /// DETACH.
    Detach(String),
    /// ANALYZE.
    Analyze,
    /// VACUUM.
    Vacuum,
    /// REINDEX.
    Reindex,
    /// Every other statement.
    Other,
}

/// The name of a table, view, index or trigger in a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The database that it names; `temp` for a temporary one.
    pub database: Option<String>,
    /// The name without quotes.
    pub name: String,
}

impl Intent {
    /// Reads the purpose of a statement.
    pub fn of(statement: &str) -> Self {
        let mut words = Words { all: tokens(statement).collect(), at: 0 };
        words.intent().unwrap_or(Self::Other)
    }
}

struct Words<'a> {
    all: Vec<Token<'a>>,
    at: usize,
}

impl Words<'_> {
    /// Moves past a word if it is one of these.
    fn skip(&mut self, wanted: &[&str]) -> bool {
        let found = self.all.get(self.at).is_some_and(|token| is(token.text, wanted));
        self.at += usize::from(found);
        found
    }

    /// Moves past a name, and returns it without its quotes.
    fn name(&mut self) -> Option<String> {
        let first = self.all.get(self.at)?;
        let mut text = first.text.to_owned();
        let mut end = first.start + first.text.len();
        self.at += 1;
        // A doubled quote inside of a name makes two tokens.
        while let Some(next) = self.all.get(self.at)
            && next.start == end
            && next.text.starts_with(['"', '`', '\''])
            && text.ends_with(next.text.get(..1)?)
        {
            text += next.text;
            end += next.text.len();
            self.at += 1;
        }
        Some(unquoted(&text))
    }

    /// Moves past a name that may have a database before it.
    fn qualified(&mut self) -> Option<Name> {
        let first = self.name()?;
        if !self.skip(&["."]) {
            return Some(Name { database: None, name: first });
        }
        Some(Name { database: Some(first), name: self.name()? })
    }

    fn intent(&mut self) -> Option<Intent> {
        let first = self.all.get(self.at)?.text.to_ascii_uppercase();
        self.at += 1;
        Some(match first.as_str() {
            "CREATE" => return self.create(),
            "DROP" => {
                let thing = self.thing()?;
                if self.skip(&["IF"]) {
                    self.skip(&["EXISTS"]);
                }
                Intent::Drop { thing, name: self.qualified()? }
            }
            "ALTER" => return self.alter(),
            "WITH" | "INSERT" | "REPLACE" | "UPDATE" | "DELETE" => Intent::Rows(self.change()?),
            "BEGIN" => Intent::Begin,
            "COMMIT" | "END" => Intent::Commit,
            "ROLLBACK" => {
                self.skip(&["TRANSACTION"]);
                if !self.skip(&["TO"]) {
                    return Some(Intent::Rollback);
                }
                self.skip(&["SAVEPOINT"]);
                Intent::RollbackTo(self.name()?)
            }
            "SAVEPOINT" => Intent::Savepoint(self.name()?),
            "RELEASE" => {
                self.skip(&["SAVEPOINT"]);
                Intent::Release(self.name()?)
            }
            "PRAGMA" => Intent::Pragma(self.qualified()?.name),
            "ATTACH" => {
                self.at = self.all.len().checked_sub(1)?;
                Intent::Attach(self.name()?)
            }
            "DETACH" => {
                self.skip(&["DATABASE"]);
                Intent::Detach(self.name()?)
            }
            "ANALYZE" => Intent::Analyze,
            "VACUUM" => Intent::Vacuum,
            "REINDEX" => Intent::Reindex,
            _ => return None,
        })
    }

    fn thing(&mut self) -> Option<Thing> {
        let word = self.all.get(self.at)?.text.to_ascii_uppercase();
        self.at += 1;
        match word.as_str() {
            "TABLE" => Some(Thing::Table),
            "VIEW" => Some(Thing::View),
            "INDEX" => Some(Thing::Index),
            "TRIGGER" => Some(Thing::Trigger),
            _ => None,
        }
    }

    fn create(&mut self) -> Option<Intent> {
        let temporary = self.skip(&["TEMP", "TEMPORARY"]);
        self.skip(&["UNIQUE", "VIRTUAL"]);
        let thing = self.thing()?;
        if self.skip(&["IF"]) {
            self.skip(&["NOT"]);
            self.skip(&["EXISTS"]);
        }
        let mut name = self.qualified()?;
        if temporary {
            name.database = Some("temp".to_owned());
        }
        let from_query = thing == Thing::Table && self.skip(&["AS"]);
        Some(Intent::Create { thing, name, from_query })
    }

    fn alter(&mut self) -> Option<Intent> {
        self.skip(&["TABLE"]);
        let table = self.qualified()?.name;
        if self.skip(&["ADD"]) {
            self.skip(&["COLUMN"]);
            return Some(Intent::AddColumn(table, self.name()?));
        }
        if self.skip(&["DROP"]) {
            self.skip(&["COLUMN"]);
            return Some(Intent::DropColumn(table, self.name()?));
        }
        if !self.skip(&["RENAME"]) {
            return None;
        }
        if self.skip(&["TO"]) {
            return Some(Intent::RenameTable(table, self.name()?));
        }
        self.skip(&["COLUMN"]);
        let from = self.name()?;
        self.skip(&["TO"]);
        Some(Intent::RenameColumn(table, from, self.name()?))
    }

    /// Reads the change of a statement about rows, which may begin with WITH. `None` for a query.
    fn change(&self) -> Option<RowChange> {
        let mut depth = 0_i32;
        let mut outside = Vec::new();
        for token in &self.all {
            match token.text {
                "(" => depth += 1,
                ")" => depth -= 1,
                text if depth == 0 => outside.push(text),
                _ => {}
            }
        }
        let first =
            outside.iter().position(|word| is(word, &["SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE"]))?;
        let outside = outside.get(first..)?;
        let follows =
            |a: &str, b: &str| outside.windows(2).any(|two| matches!(two, [x, y] if is(x, &[a]) && is(y, &[b])));
        match outside.first()?.to_ascii_uppercase().as_str() {
            "REPLACE" => Some(RowChange::InsertedOrReplaced),
            "INSERT" if is(outside.get(1)?, &["OR"]) && is(outside.get(2)?, &["REPLACE"]) => {
                Some(RowChange::InsertedOrReplaced)
            }
            "INSERT" if follows("DO", "UPDATE") => Some(RowChange::InsertedOrUpdated),
            "INSERT" => Some(RowChange::Inserted),
            "UPDATE" => Some(RowChange::Updated),
            "DELETE" => Some(RowChange::Deleted),
            _ => None,
        }
    }
}

fn is(word: &str, wanted: &[&str]) -> bool {
    wanted.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Returns a name without its quotes.
pub(crate) fn unquoted(text: &str) -> String {
    let inside = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    for quote in ['"', '`', '\''] {
        if let Some(name) = inside(quote, quote) {
            return name.replace(&format!("{quote}{quote}"), &quote.to_string());
        }
    }
    inside('[', ']').unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Name {
        Name { database: None, name: name.to_owned() }
    }

    #[test]
    fn the_purpose_of_a_statement_is_read_with_its_names() {
        let text = str::to_owned;
        let create = |thing, name, from_query| Intent::Create { thing, name, from_query };
        let temp = Name { database: Some(text("temp")), name: text("t") };
        for (sql, intent) in [
            ("create table if not exists \"a\"\"b\" as select 1", create(Thing::Table, named("a\"b"), true)),
            ("CREATE TEMP TABLE t(a)", create(Thing::Table, temp.clone(), false)),
            ("CREATE VIEW temp.t AS SELECT 1", create(Thing::View, temp, false)),
            ("CREATE UNIQUE INDEX i ON t(a)", create(Thing::Index, named("i"), false)),
            ("CREATE VIRTUAL TABLE v USING fts5(a)", create(Thing::Table, named("v"), false)),
            ("/* c */ DROP TABLE IF EXISTS [a b]", Intent::Drop { thing: Thing::Table, name: named("a b") }),
            ("ALTER TABLE main.t RENAME TO u", Intent::RenameTable(text("t"), text("u"))),
            ("ALTER TABLE t RENAME a TO b", Intent::RenameColumn(text("t"), text("a"), text("b"))),
            ("ALTER TABLE t ADD a TEXT", Intent::AddColumn(text("t"), text("a"))),
            ("ALTER TABLE t DROP COLUMN `a`", Intent::DropColumn(text("t"), text("a"))),
            ("WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", Intent::Rows(RowChange::Inserted)),
            ("INSERT OR REPLACE INTO t VALUES (1)", Intent::Rows(RowChange::InsertedOrReplaced)),
            ("INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1", Intent::Rows(RowChange::InsertedOrUpdated)),
            ("REPLACE INTO t VALUES (1)", Intent::Rows(RowChange::InsertedOrReplaced)),
            ("WITH a AS (DELETE) UPDATE t SET a = 1", Intent::Rows(RowChange::Updated)),
            ("DELETE FROM t", Intent::Rows(RowChange::Deleted)),
            ("BEGIN IMMEDIATE", Intent::Begin),
            ("END TRANSACTION", Intent::Commit),
            ("ROLLBACK TO s", Intent::RollbackTo(text("s"))),
            ("ROLLBACK TRANSACTION TO SAVEPOINT s", Intent::RollbackTo(text("s"))),
            ("rollback", Intent::Rollback),
            ("RELEASE s", Intent::Release(text("s"))),
            ("PRAGMA main.user_version = 3", Intent::Pragma(text("user_version"))),
            ("ATTACH ':memory:' AS mem", Intent::Attach(text("mem"))),
            ("WITH a AS (SELECT 1) SELECT * FROM a", Intent::Other),
            ("EXPLAIN DROP TABLE t", Intent::Other),
            ("", Intent::Other),
        ] {
            assert_eq!(Intent::of(sql), intent, "{sql}");
        }
    }
}
