//! Advice for SQL of other systems (MySQL, PostgreSQL, SQL Server): the SQLite form, where an error shows what was
//! meant.

use super::other_commands::for_command;
use super::statements::{Token, is_word, tokens};
use super::typos::is_keyword;
use crate::base::problem::sql_advice::{Purpose, SqlAdvice};

/// Functions of other systems, with what to write instead.
const FUNCTIONS: [(&str, &str); 33] = [
    ("NOW", "datetime('now')"),
    ("GETDATE", "datetime('now')"),
    ("SYSDATE", "datetime('now')"),
    ("CURDATE", "date('now')"),
    ("DATEDIFF", "julianday(later) - julianday(earlier)"),
    ("DATE_TRUNC", "date(time, 'start of month')"),
    ("DATE_ADD", "date(time, '+7 days')"),
    ("DATEADD", "date(time, '+7 days')"),
    ("DATE_SUB", "date(time, '-7 days')"),
    ("DATE_FORMAT", "strftime(format, time)"),
    ("TO_CHAR", "strftime(format, time)"),
    ("YEAR", "strftime('%Y', time)"),
    ("MONTH", "strftime('%m', time)"),
    ("DAY", "strftime('%d', time)"),
    ("MEAN", "avg(column)"),
    ("AVERAGE", "avg(column)"),
    ("LEN", "length(text)"),
    ("NVL", "ifnull(value, other)"),
    ("CHARINDEX", "instr(text, part)"),
    ("LOCATE", "instr(text, part)"),
    ("LEFT", "substr(text, 1, count)"),
    ("RIGHT", "substr(text, -count)"),
    ("CHAR_LENGTH", "length(text)"),
    ("UCASE", "upper(text)"),
    ("LCASE", "lower(text)"),
    ("GREATEST", "max(a, b)"),
    ("LEAST", "min(a, b)"),
    ("TO_DATE", "date(text)"),
    ("CURTIME", "time('now')"),
    ("UNIX_TIMESTAMP", "unixepoch(time)"),
    ("FROM_UNIXTIME", "datetime(seconds, 'unixepoch')"),
    ("HOUR", "strftime('%H', time)"),
    ("ARRAY_AGG", "json_group_array(column)"),
];

/// The types that follow `::`, by how a value is made one in SQLite.
const TYPES: [(&str, &[&str]); 3] = [
    ("INTEGER", &["int", "integer", "int4", "int8", "bigint", "smallint"]),
    ("REAL", &["real", "float", "float4", "float8", "double", "numeric", "decimal"]),
    ("TEXT", &["text", "varchar", "char", "string"]),
];

/// Parts of a time, with their letters in `strftime`.
const PARTS: [(&str, &str); 6] =
    [("YEAR", "Y"), ("MONTH", "m"), ("DAY", "d"), ("HOUR", "H"), ("MINUTE", "M"), ("SECOND", "S")];

/// The units that functions of other systems take as a word.
const UNITS: [&str; 12] =
    ["YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "DD", "MM", "YY", "YYYY"];

/// Returns advice for a function that SQLite does not have, and for the others of the same statement.
pub fn for_function(statement: &str, name: &str) -> Option<Vec<SqlAdvice>> {
    let all: Vec<Token<'_>> = tokens(statement).collect();
    if let [select, called, open, count, close, ..] = all.as_slice()
        && select.text.eq_ignore_ascii_case("SELECT")
        && called.text.eq_ignore_ascii_case("TOP")
        && [open.text, close.text] == ["(", ")"]
        && name.eq_ignore_ascii_case("TOP")
        && count.text.bytes().all(|digit| digit.is_ascii_digit())
    {
        return Some(vec![top(count.text)]);
    }
    let calls = all.iter().zip(all.iter().skip(1)).filter(|(_, next)| next.text == "(").map(|(called, _)| called.text);
    let mut told: Vec<&(&str, &str)> = Vec::new();
    for call in std::iter::once(name).chain(calls) {
        let known = FUNCTIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(call));
        told.extend(known.filter(|one| !told.contains(one)));
    }
    if !told.first()?.0.eq_ignore_ascii_case(name) {
        return None;
    }
    Some(told.iter().take(3).map(|(name, write)| SqlAdvice::instead(name, *write, purpose(name))).collect())
}

/// Returns advice for a syntax error at the token that starts at an offset, with the offset that it is about. Words for
/// which `is_name` holds are taken for names.
pub fn for_syntax(statement: &str, offset: usize, is_name: impl Fn(&str) -> bool) -> Option<(usize, SqlAdvice)> {
    let all: Vec<Token<'_>> = tokens(statement).collect();
    let at = all.iter().position(|token| token.start == offset)?;
    let is = |at: Option<usize>, words: &[&str]| {
        let token = at.and_then(|at| all.get(at));
        token.is_some_and(|token| words.iter().any(|word| word.eq_ignore_ascii_case(token.text)))
    };
    let number = |at: Option<usize>| {
        let text = all.get(at?)?.text;
        text.bytes().all(|digit| digit.is_ascii_digit()).then_some(text)
    };
    let back = |by: usize| at.checked_sub(by);
    let start = |at: Option<usize>| at.and_then(|at| all.get(at)).map(|token| token.start);
    if at == 0 {
        return for_command(&all).map(|advice| (offset, advice));
    }
    if is(back(1), &["TOP"]) && is(back(2), &["SELECT", "DISTINCT", "ALL"]) && !is_name("TOP") {
        return Some((start(back(1))?, top(number(Some(at))?)));
    }
    if is(Some(at), &["FROM"])
        && is(back(1), &["*"])
        && is(back(2), &[")"])
        && is(back(4), &["("])
        && is(back(5), &["TOP"])
        && is(back(6), &["SELECT"])
    {
        return Some((start(back(5))?, top(number(back(3))?)));
    }
    if is(Some(at), &["("]) && is(back(1), &["CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"]) {
        let write = all.get(back(1)?)?.text.to_ascii_uppercase();
        return Some((start(back(1))?, SqlAdvice::Write { found: format!("{write}()"), write }));
    }
    if is(Some(at), &["ILIKE"]) {
        return Some((offset, SqlAdvice::instead("ILIKE", "LIKE", Purpose::IgnoresCase)));
    }
    if is(Some(at), &["FROM"]) && is(back(2), &["("]) && is(back(3), &["EXTRACT"]) {
        let part = all.get(back(1)?)?.text.to_ascii_uppercase();
        let (_, letter) = PARTS.iter().find(|(name, _)| *name == part)?;
        return Some((
            start(back(3))?,
            SqlAdvice::instead("EXTRACT", format!("strftime('%{letter}', time)"), Purpose::Same),
        ));
    }
    if is(Some(at), &["FIRST", "NEXT"]) && is(back(1), &["FETCH"]) {
        return Some((
            start(back(1))?,
            SqlAdvice::instead("FETCH", format!("LIMIT {}", number(Some(at + 1))?), Purpose::AtTheEnd),
        ));
    }
    if at == 1 && is(Some(at), &["OR"]) && is(back(1), &["CREATE"]) && is(Some(at + 1), &["REPLACE"]) {
        let (kind, name) = (all.get(at + 2)?.text.to_ascii_uppercase(), all.get(at + 3)?.text);
        let write = format!("DROP {kind} IF EXISTS {name}; ") + &format!("CREATE {kind} {name}");
        let known = ["TABLE", "VIEW", "TRIGGER"].contains(&kind.as_str());
        return known.then(|| (offset, SqlAdvice::instead("CREATE OR REPLACE", write, Purpose::Same)));
    }
    if at == 2 && is(back(1), &["ANALYZE"]) && is(back(2), &["EXPLAIN"]) {
        return Some((0, instead_of_explain()));
    }
    let into = all.get(at + 1).map_or("", |token| token.text);
    let is_table = into.starts_with(|letter: char| letter.is_alphabetic() || "\"`[".contains(letter));
    if is(Some(at), &["INTO"]) && is(Some(0), &["SELECT"]) && is_table && !is(Some(at + 1), &["OUTFILE", "DUMPFILE"]) {
        let write = format!("CREATE TABLE {into} AS SELECT");
        return Some((offset, SqlAdvice::instead("SELECT INTO", write, Purpose::Same)));
    }
    // SQLite stops at the second dot, for a column may follow the first.
    for first in [Some(at), back(1)].into_iter().flatten() {
        let texts: Vec<&str> = all.iter().skip(first).take(4).map(|token| token.text).collect();
        if texts == [".", ".", ".", ">"] {
            return Some((start(Some(first))?, SqlAdvice::Prompt { prompt: "...>".to_owned() }));
        }
    }
    let is_amount = number(Some(at)).is_some() || all.get(at).is_some_and(|token| token.text.starts_with('\''));
    if is_amount && is(back(1), &["INTERVAL"]) && is(back(2), &["+", "-", ","]) && !is_name("INTERVAL") {
        return Some((start(back(1))?, SqlAdvice::Interval));
    }
    None
}

/// Returns advice for an unknown column at an offset, if it is the INTERVAL of other systems, or the unit that their
/// functions take, as in `DATEDIFF(day, a, b)`.
pub fn for_column(statement: &str, offset: usize) -> Option<SqlAdvice> {
    let before: Vec<Token<'_>> = tokens(statement).take_while(|token| token.start < offset).collect();
    let unit = statement.get(offset..)?.split(|letter| !is_word(letter)).next()?;
    if let [.., called, open] = before.as_slice()
        && open.text == "("
        && UNITS.iter().any(|one| one.eq_ignore_ascii_case(unit))
        && let Some((name, write)) = FUNCTIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(called.text))
    {
        return Some(SqlAdvice::instead(name, *write, purpose(name)));
    }
    let mut rest = tokens(statement).skip_while(|token| token.start != offset);
    let is_interval = rest.next()?.text.eq_ignore_ascii_case("INTERVAL") && rest.next()?.text.starts_with('\'');
    is_interval.then_some(SqlAdvice::Interval)
}

fn instead_of_explain() -> SqlAdvice {
    SqlAdvice::instead("EXPLAIN ANALYZE", "EXPLAIN QUERY PLAN", Purpose::Same)
}

fn top(count: &str) -> SqlAdvice {
    SqlAdvice::instead("TOP", format!("LIMIT {count}"), Purpose::AtTheEnd)
}

/// Returns the effect of the SQL that replaces a function.
fn purpose(function: &str) -> Purpose {
    match function {
        "DATEDIFF" => Purpose::CountsDays,
        "DATE_TRUNC" => Purpose::OrYear,
        _ => Purpose::Same,
    }
}

/// Returns advice for `::` at an offset, which casts a value in PostgreSQL.
pub fn for_cast(statement: &str, offset: usize) -> Option<SqlAdvice> {
    if !statement.get(offset..)?.starts_with("::") {
        return None;
    }
    let all: Vec<Token<'_>> = tokens(statement).collect();
    let at = all.iter().position(|token| token.start == offset)?;
    let wanted = all.get(at + 2).map(|token| token.text).filter(|text| text.starts_with(is_word))?;
    let value = operand(statement, all.get(..at)?)?;
    let lower = wanted.to_ascii_lowercase();
    let write = match lower.as_str() {
        "date" | "time" => format!("{lower}({value})"),
        "timestamp" | "timestamptz" | "datetime" => format!("datetime({value})"),
        _ => {
            let (kind, _) = TYPES.iter().find(|(_, names)| names.contains(&lower.as_str()))?;
            format!("CAST({value} AS {kind})")
        }
    };
    Some(SqlAdvice::instead("“::”", write, Purpose::Same))
}

/// Returns the operand at the end of tokens: a qualified name, a text, a number, or parentheses with their function.
fn operand<'a>(statement: &'a str, before: &[Token<'a>]) -> Option<&'a str> {
    let is_part = |text: &str| text.starts_with(|letter: char| is_word(letter) || "\"`['".contains(letter));
    let last = before.last()?;
    let mut first = before.len() - 1;
    if last.text == ")" {
        let mut open = 0_usize;
        loop {
            match before.get(first)?.text {
                ")" => open += 1,
                "(" => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
            first = first.checked_sub(1)?;
        }
        // A function stands right before its bracket.
        if let Some([.., name, bracket]) = before.get(..=first)
            && name.text.ends_with(is_word)
            && name.start + name.text.len() == bracket.start
        {
            first -= 1;
        }
    } else if !is_part(last.text) || is_keyword(last.text) {
        return None;
    }
    while let Some([.., part, dot]) = before.get(..first)
        && dot.text == "."
        && is_part(part.text)
    {
        first -= 2;
    }
    statement.get(before.get(first)?.start..last.start + last.text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    /// The advice at the mark `|`, with the place that it names marked in its turn.
    fn syntax(marked: &str) -> Option<(usize, String)> {
        let advice = for_syntax(&marked.replace('|', ""), marked.find('|').unwrap(), |word| word == "named");
        advice.map(|(at, advice)| (at, words::sql_advice(&[advice])))
    }

    #[test]
    fn statements_of_other_systems_are_told_in_sqlites_words() {
        let limit = "SQLite has no TOP: write LIMIT 5 at the end of the query.";
        let interval = "SQLite has no INTERVAL: write the step as text, as in date('now', '-7 days').";
        let cases = [
            ("SELECT TOP |5 * FROM t", 7, limit),
            ("select distinct top |5 a from t", 16, limit),
            ("SELECT TOP (5) * |FROM t", 7, limit),
            ("|SHOW TABLES", 0, "SQLite has no SHOW TABLES: write .tables to list them."),
            ("|show columns from users", 0, "SQLite has no SHOW COLUMNS: write .schema users to see its columns."),
            ("|DESCRIBE `users`", 0, "SQLite has no DESCRIBE: write .schema users to see its columns."),
            ("|sqlite> SELECT 1", 0, "sqlite> is the prompt of a shell: delete it."),
            ("SELECT a - INTERVAL |'7 days' FROM t", 11, interval),
            ("SELECT DATE_ADD(a, INTERVAL |7 DAY)", 19, interval),
        ];
        for (sql, at, hint) in cases {
            assert_eq!(syntax(sql), Some((at, hint.to_owned())), "{sql}");
        }
    }

    #[test]
    fn what_only_looks_like_it_gets_no_advice() {
        for sql in [
            "SELECT a, TOP |5",
            "SELECT TOP |x FROM t",
            "SELECT (5) * |FROM t",
            "|SHOW",
            "|SHOW STATUS",
            "SELECT 1; |SHOW TABLES",
            "|DESCRIBE a b",
            "|DESC a;b",
            "|sqlite SELECT 1",
            "SELECT a AS interval |5",
            "SELECT interval |x",
        ] {
            assert_eq!(syntax(sql), None, "{sql}");
        }
        assert_eq!(for_syntax("SELECT top 5", 11, |word| word == "TOP"), None);
    }

    #[test]
    fn functions_of_other_systems_are_told_together() {
        let now = "SQLite has no NOW: write datetime('now').";
        let days = "SQLite has no DATEDIFF: write julianday(later) - julianday(earlier), which counts days.";
        let told = |sql, name| for_function(sql, name).map(|advice| words::sql_advice(&advice));
        assert_eq!(told("SELECT NOW()", "NOW"), Some(now.to_owned()));
        assert_eq!(told("SELECT datediff(now(), x)", "now"), Some(format!("{now} {days}")));
        assert_eq!(told("SELECT mean(a)", "mean"), Some("SQLite has no MEAN: write avg(column).".to_owned()));
        assert_eq!(for_function("SELECT soundslike(now())", "soundslike"), None);
        assert_eq!(for_function("SELECT 'NOW()', year", "nowadays"), None);
    }

    #[test]
    fn a_cast_by_colons_is_told_as_sqlite_has_it() {
        let cases = [
            ("SELECT id, created_at::date FROM orders", "date(created_at)"),
            ("SELECT o.created_at::timestamp", "datetime(o.created_at)"),
            ("SELECT max(o.created_at)::time", "time(max(o.created_at))"),
            ("SELECT (a + b)::int", "CAST((a + b) AS INTEGER)"),
            ("SELECT '7'::float8", "CAST('7' AS REAL)"),
            ("SELECT \"a b\"::TEXT", "CAST(\"a b\" AS TEXT)"),
        ];
        for (sql, write) in cases {
            let at = sql.find("::").unwrap();
            assert_eq!(for_cast(sql, at), Some(SqlAdvice::instead("“::”", write, Purpose::Same)), "{sql}");
        }
        for sql in
            ["SELECT a::jsonb", "SELECT a, ::date", "SELECT a::", "SELECT +::int", "SELECT ::int", "SELECT )::int"]
        {
            assert_eq!(for_cast(sql, sql.find("::").unwrap()), None, "{sql}");
        }
        assert_eq!(for_cast("SELECT a:date", 8), None);
    }
}
