//! Mistyped keywords and missing commas, found from a syntax error.

use super::statements::tokens;
use crate::base::ident::distance;

/// The keywords that learners write.
const KEYWORDS: [&str; 36] = [
    "SELECT", "DISTINCT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "JOIN", "LEFT", "INNER",
    "USING", "AND", "NOT", "NULL", "LIKE", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "UNION", "DESC", "INSERT",
    "INTO", "VALUES", "UPDATE", "SET", "DELETE", "CREATE", "TABLE", "VIEW", "DROP", "WITH",
];

/// Finds a mistyped keyword in a statement with a syntax error at a byte offset: the word there, or the one before it,
/// for SQLite reads `SELECT a FORM t` with `FORM` as an alias of `a`, and its error is at `t`. Returns the word and the
/// keyword.
pub fn mistyped(statement: &str, offset: usize, is_name: impl Fn(&str) -> bool) -> Option<(&str, &'static str)> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let here = statement.get(offset..)?.split(|letter| !is_part(letter)).next()?;
    let before = statement.get(..offset)?.trim_end().rsplit(|letter| !is_part(letter)).next()?;
    [here, before].into_iter().find_map(|word| {
        if word.len() < 3 || is_keyword(word) || is_name(word) {
            return None;
        }
        let upper = word.to_ascii_uppercase();
        let (far, meant) =
            KEYWORDS.into_iter().map(|keyword| (typos(&upper, keyword), keyword)).min_by_key(|one| one.0)?;
        (far <= 1 + upper.len() / 8).then_some((word, meant))
    })
}

pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

/// Counts the typing errors between two words; the right letters in another order are one.
pub(crate) fn typos(word: &str, keyword: &str) -> usize {
    let count = |text: &str, letter: u8| text.bytes().filter(|other| *other == letter).count();
    let same_letters =
        word.len() == keyword.len() && word.bytes().all(|letter| count(word, letter) == count(keyword, letter));
    if same_letters { 1 } else { distance(word, keyword) }
}

/// Finds the word in a list of expressions that lacks a comma before it, from a syntax error at an offset; returns its
/// offset in bytes and the word. SQLite reads `max(a) avg(b)` with `avg` as an alias, and its error is at the bracket.
pub fn without_comma(statement: &str, offset: usize) -> Option<(usize, &str)> {
    let is = |word: &str, list: &[&str]| list.iter().any(|one| one.eq_ignore_ascii_case(word));
    let joins = |word: &str| is_keyword(word) || is(word, &["AS", "BY", "IN", "IS", "ON", "OR", "ASC"]);
    let is_word = |word: &str| word.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    // For each open bracket the keyword or bracket that the list follows, and the last three tokens up to the place.
    let (mut openers, mut last) = (vec![""], [(0, ""); 3]);
    for token in tokens(statement) {
        if token.start > offset {
            break;
        }
        last = [last[1], last[2], (token.start, token.text)];
        if token.text == "(" && token.start < offset {
            openers.push("(");
        } else if token.text == ")" && openers.len() > 1 {
            openers.pop();
        } else if joins(token.text) && !is(token.text, &["AS", "NULL", "DESC", "ASC", "NOT"]) {
            openers.pop();
            openers.push(token.text);
        }
    }
    let opener = openers.last().copied().unwrap_or_default();
    let [first, second, third] = last;
    if is(opener, &["VALUES"]) && [second.1, third.1] == [")", "("] {
        return Some(third);
    }
    let ((_, before), (start, word)) = if third.1 == "(" { (first, second) } else { (second, third) };
    let in_brackets = opener == "(" && (is_word(word) || word.starts_with(['\'', '"', '`']));
    let ends = is_word(before) && !joins(before) || before.ends_with([')', '\'', '"']) || is(before, &["END", "NULL"]);
    let follows = is_word(word) && !is_number(word) && !joins(word);
    let in_list = follows && is(opener, &["SELECT", "DISTINCT", "BY", "END", "SET", "WITH"]);
    (ends && (in_list || in_brackets && !joins(word))).then_some((start, word))
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
            ("SELECT a WHER b", 14, Some(("WHER", "WHERE"))),
            ("SELECT DISTNICT a b", 18, None),
            ("SELECT a Disticnt b", 18, Some(("Disticnt", "DISTINCT"))),
            ("SELECT max(a) AS b avg(c)", 19, None),
            ("SELECT a lapsed b", 16, None),
            ("SELECT 'é", 99, None),
        ];
        for (sql, at, expected) in cases {
            assert_eq!(mistyped(sql, at, |name| name == "leads"), expected, "{sql}");
        }
    }

    #[test]
    fn functions_are_no_mistyped_keywords() {
        let functions = "abs avg ceil char coalesce concat cos count date datetime exp first_value floor format glob \
                         group_concat hex ifnull iif instr julianday lag last_value lead length log lower ltrim max \
                         median min mod nth_value ntile nullif pow printf quote random rank replace round row_number \
                         rtrim sign sin sqrt strftime substr substring sum tan time timediff total trim trunc typeof \
                         unicode unixepoch upper";
        for function in functions.split_whitespace() {
            assert_eq!(mistyped(function, 0, |_| false), None);
        }
    }

    #[test]
    fn a_missing_comma_is_found_between_expressions_of_a_list() {
        let cases = [
            ("SELECT max(a) AS b |avg(c) AS d FROM t", Some("avg")),
            ("SELECT max(a) avg|(c) FROM t", Some("avg")),
            ("SELECT count(*) AS n, 'x' AS y |sum(a = 0)", Some("sum")),
            ("SELECT a b |c FROM t", Some("c")),
            ("SELECT CASE WHEN a THEN 'b' ELSE 'c' END AS d |count(*)", Some("count")),
            ("SELECT a FROM t GROUP BY a |b", Some("b")),
            ("SELECT a FROM t ORDER BY a DESC |b", None),
            ("SELECT a FROM t WHERE a = 1 |b = 2", None),
            ("SELECT CASE WHEN a 'b' |c END", None),
            ("SELECT a, |FROM t", None),
            ("SELECT a b |AS c", None),
            ("SELECT a FROM t |u v", None),
            ("SELECT a + |(", None),
            ("SELECT TOP |5 * FROM t", None),
            ("|avg", None),
            ("|", None),
        ];
        for (sql, expected) in cases {
            let at = sql.find('|').unwrap();
            let plain = sql.replace('|', "");
            let found = without_comma(&plain, at);
            assert_eq!(found.map(|(_, word)| word), expected, "{sql}");
        }
    }
}
