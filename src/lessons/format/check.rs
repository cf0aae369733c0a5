//! Reads the `check` blocks of an exercise: conditions that a database or a query's result has to meet.

use super::blocks::{Block, Entry, entries, fault, twice};
use crate::base::error::Result;
use crate::base::message::messages;
use crate::base::problem::lesson::LessonFault;

/// One check of an exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The condition, in a few words.
    pub title: Title,
    /// The author's hint, shown if the check fails, beside the lab's own explanation; may be empty.
    pub say: String,
    /// The condition to check, on a table or a result.
    pub kind: Kind,
}

messages! {
    /// The title of a check: its condition.
    pub enum Title {
        /// The author's own words.
        Own {
            /// The words.
            text: String,
        },
        /// The words of the lab for a kind of check.
        Default {
            /// The kind of check.
            kind: KindName,
            /// The table; empty for a check of a result.
            table: String,
            /// The columns, or the table that it is compared with; may be empty.
            names: Vec<String>,
        },
    }
}

messages! {
    /// The kind of a check.
    pub enum KindName {
        /// A table exists.
        Exists,
        /// A table has columns.
        Columns,
        /// A table has as many rows as another.
        RowCount,
        /// A key stands once.
        Unique,
        /// Columns have no NULL.
        NoNulls,
        /// A table has the right values.
        Table,
        /// The last result is right.
        Result,
        /// The SQL uses a word.
        Uses,
        /// The SQL has its texts in single quotes.
        Quotes,
    }
}

/// The condition of a check.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A table of this name exists.
    Exists {
        /// The table.
        table: String,
    },
    /// A table has these columns.
    Columns {
        /// The table.
        table: String,
        /// Name and type each; an empty type is any.
        columns: Vec<(String, String)>,
    },
    /// A table has as many rows as another.
    RowCount {
        /// The table.
        table: String,
        /// The other.
        same_as: String,
    },
    /// The values of a key are unique in a table.
    Unique {
        /// The table.
        table: String,
        /// The columns of the key.
        key: Vec<String>,
    },
    /// Columns of a table have a value in every row.
    NoNulls {
        /// The table.
        table: String,
        /// The columns.
        columns: Vec<String>,
    },
    /// A table has the rows that the solution gives on the same data.
    Table {
        /// The table.
        table: String,
        /// The options for comparing with the solution.
        compare: Compare,
    },
    /// The script that ran last has its texts in single quotes. PostgreSQL refuses any other.
    Quotes,
    /// The script that ran last uses a word outside of strings, names and comments.
    Uses {
        /// The word, in any letter case.
        word: String,
    },
    /// The last result of the SQL box has the rows of the solution's last result on the same data.
    Result {
        /// The options for comparing with the solution.
        compare: Compare,
    },
}

/// The options for comparing two tables or results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compare {
    /// The key columns, which let feedback name rows; if empty, whole rows are compared.
    pub key: Vec<String>,
    /// The columns to compare; if empty, all are compared and no further ones are allowed.
    pub columns: Vec<String>,
    /// `true` if the rows must be in the same order.
    pub order: bool,
    /// `true` if columns are compared by position, whatever their names.
    pub any_names: bool,
    /// The decimal places to which numbers must agree; if `None`, about nine significant digits.
    pub decimals: Option<u8>,
}

/// Reads a `check` block. Fails on an unknown kind of check, and on unknown, missing or repeated options.
pub(crate) fn read(file: &str, block: &Block<'_>) -> Result<Check> {
    let mut words = block.info.splitn(3, ' ').skip(1).map(str::trim);
    let (kind, table) = (words.next().unwrap_or_default(), words.next().unwrap_or_default().to_owned());
    if table.is_empty() != ["result", "quotes"].contains(&kind) {
        return Err(fault(file, block.line, LessonFault::UnknownCheck { info: block.info.to_owned() }));
    }
    let mut options = Options { file, line: block.line, entries: entries(file, block)?, takes: Vec::new() };
    let own_title = options.text("title");
    let say = options.text("say");
    let kind = match kind {
        "exists" => Kind::Exists { table },
        "columns" => {
            Kind::Columns { table, columns: options.need("columns")?.iter().map(|text| typed(text)).collect() }
        }
        "row-count" => Kind::RowCount { table, same_as: options.need("same_as")?.join(", ") },
        "unique" => Kind::Unique { table, key: options.need("key")? },
        "no-nulls" => Kind::NoNulls { table, columns: options.need("columns")? },
        "table" => Kind::Table { table, compare: options.compare()? },
        "uses" => Kind::Uses { word: table },
        "quotes" => Kind::Quotes,
        "result" => Kind::Result { compare: options.compare()? },
        _ => return Err(fault(file, block.line, LessonFault::UnknownCheck { info: block.info.to_owned() })),
    };
    options.nothing_left()?;
    let title = if own_title.is_empty() { kind.title() } else { Title::Own { text: own_title } };
    Ok(Check { title, say, kind })
}

/// Splits `name type` at the first space; the type may be empty.
fn typed(text: &str) -> (String, String) {
    let (name, declared) = text.split_once(' ').unwrap_or((text, ""));
    (name.to_owned(), declared.trim().to_owned())
}

impl Kind {
    /// The title of a check without one from its author.
    fn title(&self) -> Title {
        let (kind, names) = match self {
            Self::Exists { .. } => (KindName::Exists, Vec::new()),
            Self::Columns { .. } => (KindName::Columns, Vec::new()),
            Self::RowCount { same_as, .. } => (KindName::RowCount, vec![same_as.clone()]),
            Self::Unique { key, .. } => (KindName::Unique, key.clone()),
            Self::NoNulls { columns, .. } => (KindName::NoNulls, columns.clone()),
            Self::Table { .. } => (KindName::Table, Vec::new()),
            Self::Result { .. } => (KindName::Result, Vec::new()),
            Self::Uses { word } => (KindName::Uses, vec![word.clone()]),
            Self::Quotes => (KindName::Quotes, Vec::new()),
        };
        Title::Default { kind, table: self.table().unwrap_or_default().to_owned(), names }
    }

    /// Says whether the condition is of what ran last, of which a file shows nothing.
    pub fn is_of_run(&self) -> bool {
        self.table().is_none()
    }

    /// The checked table; `None` for a result or a script.
    pub fn table(&self) -> Option<&str> {
        match self {
            Self::Exists { table }
            | Self::Columns { table, .. }
            | Self::RowCount { table, .. }
            | Self::Unique { table, .. }
            | Self::NoNulls { table, .. }
            | Self::Table { table, .. } => Some(table),
            Self::Result { .. } | Self::Uses { .. } | Self::Quotes => None,
        }
    }
}

/// The `name: value` lines of a check, each taken once.
struct Options<'a> {
    file: &'a str,
    line: usize,
    entries: Vec<Entry<'a>>,
    /// The names of the options that this kind of check has.
    takes: Vec<&'static str>,
}

impl Options<'_> {
    fn text(&mut self, name: &'static str) -> String {
        self.takes.push(name);
        let at = self.entries.iter().position(|entry| entry.name == name);
        at.map(|at| self.entries.remove(at).value.to_owned()).unwrap_or_default()
    }

    /// The items of a comma-separated option; empty if the option is missing.
    fn list(&mut self, name: &'static str) -> Vec<String> {
        self.text(name).split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
    }

    fn need(&mut self, name: &'static str) -> Result<Vec<String>> {
        let list = self.list(name);
        if list.is_empty() {
            return Err(fault(self.file, self.line, LessonFault::MissingOption { name: name.to_owned() }));
        }
        Ok(list)
    }

    fn compare(&mut self) -> Result<Compare> {
        let decimals = self.text("decimals");
        let line = self.line;
        let number = decimals.parse().ok().filter(|places| *places <= 15);
        if number.is_none() && !decimals.is_empty() {
            return Err(fault(self.file, line, LessonFault::BadDecimals { text: decimals }));
        }
        Ok(Compare {
            key: self.list("key"),
            columns: self.list("columns"),
            order: self.word("order", "counts")?,
            any_names: self.word("names", "any")?,
            decimals: number,
        })
    }

    /// Returns `true` if an option has the value `word`, `false` if it is missing. Fails on any other value.
    fn word(&mut self, name: &'static str, word: &str) -> Result<bool> {
        let text = self.text(name);
        if text.is_empty() || text == word {
            return Ok(!text.is_empty());
        }
        let [name, known] = [name, word].map(str::to_owned);
        Err(fault(self.file, self.line, LessonFault::UnknownWord { name, value: text, known }))
    }

    fn nothing_left(&self) -> Result<()> {
        match self.entries.first() {
            Some(entry) if self.takes.contains(&entry.name) => Err(twice(self.file, entry)),
            Some(entry) => {
                let known = self.takes.iter().map(|&name| name.to_owned()).collect();
                let name = entry.name.to_owned();
                Err(fault(self.file, entry.line, LessonFault::UnknownOption { name, known }))
            }
            None => Ok(()),
        }
    }
}
