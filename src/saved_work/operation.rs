//! Operations on the database: a script, a build, an undo; each saved version has the one that made it.

/// The longest text of a script that is kept, in characters.
const LONGEST: usize = 80;

/// An act of a person that changed the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Operation {
    /// Not known, as with versions that an earlier lab saved.
    #[default]
    Unknown,
    /// The database was opened; this is how it was at first.
    Opened,
    /// The feature table of this name was built.
    Built(String),
    /// A script ran; its first line with a statement.
    Ran(String),
    /// Another operation was undone.
    Undone(Box<Operation>),
    /// Another operation was undone and made again.
    Redone(Box<Operation>),
    /// The original was put in place.
    Reset,
    /// A version that was saved at this time, in milliseconds since 1970, was opened.
    Version(u64),
}

impl Operation {
    /// Makes the operation of a script.
    pub fn of_script(sql: &str) -> Self {
        let is_code = |line: &&str| !line.is_empty() && !line.starts_with("--");
        let line = sql.lines().map(str::trim).find(is_code).unwrap_or_default();
        Self::Ran(match line.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
            None => line.to_owned(),
        })
    }

    /// Writes the operation in one line.
    pub fn write(&self) -> String {
        let text = match self {
            Self::Unknown => String::new(),
            Self::Opened => "opened".to_owned(),
            Self::Built(table) => format!("built {table}"),
            Self::Ran(sql) => format!("ran {sql}"),
            Self::Undone(other) => format!("undone {}", other.write()),
            Self::Redone(other) => format!("redone {}", other.write()),
            Self::Reset => "reset".to_owned(),
            Self::Version(at) => format!("version {at}"),
        };
        text.replace(['\n', '\r'], " ")
    }

    /// Reads an operation; what a later lab wrote in another way is not known.
    pub fn read(text: &str) -> Self {
        let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
        match kind {
            "opened" => Self::Opened,
            "built" => Self::Built(rest.to_owned()),
            "ran" => Self::Ran(rest.to_owned()),
            "undone" => Self::Undone(Box::new(Self::read(rest))),
            "redone" => Self::Redone(Box::new(Self::read(rest))),
            "reset" => Self::Reset,
            "version" => rest.parse().map_or(Self::Unknown, Self::Version),
            _ => Self::Unknown,
        }
    }

    /// Makes the operation of undoing this one.
    pub fn undone(&self) -> Self {
        Self::Undone(Box::new(self.clone()))
    }

    /// Makes the operation of making this one again.
    pub fn redone(&self) -> Self {
        Self::Redone(Box::new(self.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_read_as_they_are_written() {
        let built = Operation::Built("customer features".into());
        let script = Operation::of_script("\n-- Away with it.\n  DROP TABLE transactions;\nSELECT 1");
        assert_eq!(script, Operation::Ran("DROP TABLE transactions;".into()));
        for operation in [
            Operation::Unknown,
            Operation::Opened,
            built.clone(),
            script,
            built.undone(),
            built.undone().redone(),
            Operation::Reset,
        ] {
            assert_eq!(Operation::read(&operation.write()), operation);
        }
        assert_eq!(Operation::read(&Operation::Version(17).write()), Operation::Version(17));
        assert_eq!(Operation::read("merged two databases"), Operation::Unknown);
        assert_eq!(Operation::Built("a\nb".into()).write(), "built a b");
    }

    #[test]
    fn long_scripts_are_cut() {
        let Operation::Ran(text) = Operation::of_script(&"ü".repeat(300)) else { panic!("no script") };
        assert_eq!(text.chars().count(), LONGEST + 1);
    }
}
