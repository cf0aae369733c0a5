//! Saved queries: SQL that a person keeps under a name, and the search in these and in the history.

/// The largest number of saved queries.
pub const MOST: usize = 200;

/// The separators of the stored text: between queries, and between a name and its SQL. No SQL has them.
const BETWEEN: char = '\u{1e}';
const WITHIN: char = '\u{1f}';

/// A saved query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedQuery {
    /// Its name.
    pub name: String,
    /// Its SQL.
    pub sql: String,
}

/// The saved queries, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedQueries(Vec<SavedQuery>);

impl SavedQueries {
    /// Reads what [`Self::write`] wrote.
    pub fn read(text: &str) -> Self {
        let one = |one: &str| {
            let (name, sql) = one.split_once(WITHIN)?;
            Some(SavedQuery { name: name.to_owned(), sql: sql.to_owned() })
        };
        Self(text.split(BETWEEN).filter_map(one).collect())
    }

    /// Writes the queries as one text.
    pub fn write(&self) -> String {
        let texts: Vec<String> = self.0.iter().map(|one| format!("{}{WITHIN}{}", one.name, one.sql)).collect();
        texts.join(&BETWEEN.to_string())
    }

    /// The queries, by name.
    pub fn all(&self) -> &[SavedQuery] {
        &self.0
    }

    /// Saves SQL under a name, in place of what had the name before; `false` if one of them is empty, or if there are as many
    /// as there may be.
    pub fn save(&mut self, name: &str, sql: &str) -> bool {
        let clean = |text: &str| text.replace([BETWEEN, WITHIN], " ").trim().to_owned();
        let (name, sql) = (clean(name), clean(sql));
        if name.is_empty() || sql.is_empty() || (self.0.len() >= MOST && self.sql(&name).is_none()) {
            return false;
        }
        self.remove(&name);
        self.0.push(SavedQuery { name, sql });
        self.0.sort_by_key(|one| one.name.to_lowercase());
        true
    }

    /// Removes a query.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|one| one.name != name);
    }

    /// Returns the SQL of a query.
    pub fn sql(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|one| one.name == name).map(|one| one.sql.as_str())
    }
}

/// Says whether each word of a search is in a text, in any letter case.
pub fn is_found(text: &str, search: &str) -> bool {
    let text = text.to_lowercase();
    search.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_kept_by_name() {
        let mut queries = SavedQueries::default();
        assert!(
            queries.save("b", "SELECT 1") && queries.save(" A ", "SELECT\u{1e} 2") && queries.save("b", "SELECT 3;\n")
        );
        assert!(!queries.save(" ", "SELECT 4") && !queries.save("c", " \n"));
        let names: Vec<_> = queries.all().iter().map(|one| one.name.as_str()).collect();
        assert_eq!((names, queries.sql("b")), (vec!["A", "b"], Some("SELECT 3;")));
        assert_eq!(SavedQueries::read(&queries.write()), queries);
        queries.remove("A");
        assert_eq!((queries.all().len(), queries.sql("A")), (1, None));
        assert_eq!(SavedQueries::read(""), SavedQueries::default());
    }

    #[test]
    fn there_are_not_too_many() {
        let mut queries = SavedQueries::default();
        assert_eq!((0..MOST + 9).filter(|n| queries.save(&n.to_string(), "SELECT 1")).count(), MOST);
        assert!(queries.save("7", "SELECT 2"));
    }

    #[test]
    fn every_word_of_a_search_is_found() {
        let found = |search| is_found("SELECT count(*) FROM Leads", search);
        assert!(found("") && found("leads SEL") && found("count(*)") && !found("leads nothing"));
    }
}
