//! Mistyped keywords: what a syntax error probably wanted to say.

use super::ident::nearest;

/// The keywords that learners write.
const KEYWORDS: [&str; 36] = [
    "SELECT", "DISTINCT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "JOIN", "LEFT", "INNER",
    "USING", "AND", "NOT", "NULL", "LIKE", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "UNION", "DESC", "INSERT",
    "INTO", "VALUES", "UPDATE", "SET", "DELETE", "CREATE", "TABLE", "VIEW", "DROP", "WITH",
];

/// Finds a mistyped keyword in a statement with a syntax error at a byte offset: the word there, or the one before it,
/// for `SELECT a FORM t` reads `FORM` as a name for `a` and stumbles over `t`. Gives the word and what it may have meant.
pub fn mistyped(statement: &str, offset: usize, is_name: impl Fn(&str) -> bool) -> Option<(&str, &'static str)> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let here = statement.get(offset..)?.split(|letter| !is_part(letter)).next()?;
    let before = statement.get(..offset)?.trim_end().rsplit(|letter| !is_part(letter)).next()?;
    [here, before].into_iter().find_map(|word| {
        let is_right = KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word)) || is_name(word);
        let meant = nearest(word, KEYWORDS).into_iter().next()?;
        (word.len() > 2 && !is_right).then_some((word, meant))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_keyword_is_found_at_the_error_or_before_it() {
        let cases = [
            ("SELEC * FROM t", 0, Some(("SELEC", "SELECT"))),
            ("SELECT * FORM leads", 9, Some(("FORM", "FROM"))),
            ("SELECT a FORM leads", 14, Some(("FORM", "FROM"))),
            ("SELECT a FROM leads WERE b = 1", 25, Some(("WERE", "WHERE"))),
            ("SELECT a FROM leads GROUP a", 26, None),
            ("SELECT a,, b", 9, None),
            ("SELECT 'é", 99, None),
        ];
        for (sql, at, expected) in cases {
            assert_eq!(mistyped(sql, at, |name| name == "leads"), expected, "{sql}");
        }
    }
}
