//! Texts of the tabs of the SQL box, of saved queries and of the history.

/// The longest first line of a query in a list, in characters.
const LONGEST_LINE: usize = 90;

pub const TABS: &str = "Open queries";
pub const NEW_TAB: &str = "New query";
pub const CLOSE_TAB: &str = "Close query";
pub const TABS_FULL: &str = "No more queries can be open. Close one first.";
pub const QUERIES: &str = "Saved queries and history";
pub const QUERY_NAME: &str = "Name of this query";
pub const SAVE_QUERY: &str = "Save query";
pub const SEARCH_QUERIES: &str = "Search";
pub const SAVED_QUERIES: &str = "Saved queries";
pub const DELETE_QUERY: &str = "Delete";
pub const HISTORY: &str = "Queries that you ran";
pub const NO_HISTORY: &str = "Nothing found. Queries that you run are listed here.";
pub const QUERY_NOT_SAVED: &str = "Not saved: write a name and some SQL first.";

/// The name of a tab: the person's, or a number.
pub fn tab_name(name: &str, number: usize) -> String {
    if name.is_empty() { format!("Query {number}") } else { name.to_owned() }
}

/// The status line after a query was saved.
pub fn query_saved(name: &str) -> String {
    format!("Saved as {name} in this browser.")
}

/// The status line after a saved query was deleted.
pub fn query_deleted(name: &str) -> String {
    format!("Deleted {name}.")
}

/// The accessible name of the button that deletes a saved query.
pub fn delete_query(name: &str) -> String {
    format!("Delete {name}")
}

/// A query in one line of a list.
pub fn one_line(sql: &str) -> String {
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_LINE).and_then(|(end, _)| line.get(..end)) {
        Some(start) => format!("{start}…"),
        None => line,
    }
}
