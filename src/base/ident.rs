//! Names in SQL text: the only way in which a table's or column's name becomes part of a statement.

/// The name under which the lab knows a table or column that has an empty one: a field of a mapping that is empty is not
/// chosen. No name of SQLite's has a NUL, so no other table or column is called this.
pub const UNNAMED: &str = "\"\"\0";

/// A name of SQLite's as the lab knows it.
pub fn known_as(name: String) -> String {
    if name.is_empty() { UNNAMED.to_owned() } else { name }
}

/// A name that the lab knows as SQLite has it.
pub fn in_sqlite(name: &str) -> &str {
    if name == UNNAMED { "" } else { name }
}

/// A name as people read it.
pub fn shown(name: &str) -> &str {
    name.trim_end_matches('\0')
}

/// A name of a table, column, index or view, written into SQL in quotes, so that any name is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ident<'a>(pub &'a str);

impl std::fmt::Display for Ident<'_> {
    /// Writes `"name"` with quotes inside doubled, as SQL asks for.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\"{}\"", in_sqlite(self.0).replace('"', "\"\""))
    }
}

/// A text written into SQL as a value, where there is no parameter to bind: in SQL that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted<'a>(pub &'a str);

impl std::fmt::Display for Quoted<'_> {
    /// Writes `'text'` with quotes inside doubled, as SQL asks for.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "'{}'", in_sqlite(self.0).replace('\'', "''"))
    }
}

/// Says whether SQLite takes two names for the same: ASCII letters count in either case, others as they are.
pub fn same_name(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// Finds the names nearest to a mistyped one, best first, at most three, none that is far off; or else those of which it is a
/// word, as `rating` is of `member_rating`.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let mut all: Vec<(usize, &str)> =
        names.into_iter().map(|name| (distance(&wanted, &name.to_lowercase()), name)).collect();
    all.sort();
    let is_near = |(far, name): &&(usize, &str)| *far <= wanted.chars().count().max(name.chars().count()) / 2;
    let near: Vec<&str> = all.iter().filter(is_near).map(|(_, name)| *name).take(3).collect();
    if !near.is_empty() || wanted.chars().count() < 3 {
        return near;
    }
    let has_word = |name: &&str| name.to_lowercase().split('_').any(|word| word == wanted);
    all.into_iter().map(|(_, name)| name).filter(has_word).take(3).collect()
}

/// Counts the single-character edits between two names (Levenshtein).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    // Of the letters of `a` so far to each beginning of `b`, without the empty one, to which it is their number.
    let mut row: Vec<usize> = (1..=b.len()).collect();
    let mut far = b.len();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        far = i + 1;
        for (cell, to) in row.iter_mut().zip(&b) {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = *cell;
            far = replaced.min(far + 1).min(diagonal + 1);
            *cell = far;
        }
    }
    far
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_is_safe_in_quotes() {
        assert_eq!(Ident(r#"we "like" it"#).to_string(), r#""we ""like"" it""#);
        assert_eq!(Quoted("it's").to_string(), "'it''s'");
    }

    #[test]
    fn an_empty_name_is_known_and_written_as_two_quotes() {
        let name = known_as(String::new());
        assert_eq!((shown(&name), in_sqlite(&name), Ident(&name).to_string().as_str()), ("\"\"", "", "\"\""));
        assert_eq!(known_as("t".to_owned()), "t");
    }

    #[test]
    fn a_typing_error_finds_its_name_and_nonsense_finds_none() {
        let names = ["leads_scored", "transactions", "sqlite_sequence"];
        assert_eq!(nearest("leads_score", names), ["leads_scored"]);
        assert_eq!(nearest("Transaction", names), ["transactions"]);
        assert!(nearest("zzz", names).is_empty());
        // A word of a name finds it, but only if nothing is nearer.
        assert_eq!(nearest("rating", ["id", "member_rating", "p1"]), ["member_rating"]);
        assert_eq!(nearest("rating", ["ratings", "member_rating"]), ["ratings"]);
        assert!(nearest("mem", ["id", "member_rating"]).is_empty());
    }
}
