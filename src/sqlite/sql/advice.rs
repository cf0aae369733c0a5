//! Advice for SQL of other systems (MySQL, PostgreSQL, SQL Server): the SQLite form, where an error shows what was
//! meant.

use super::statements::{Token, is_word, tokens};
use super::typos::is_keyword;
use crate::base::problem::sql_advice::{Purpose, SqlAdvice};

/// Functions of other systems, with what to write instead.
const FUNCTIONS: [(&str, &str); 19] = [
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
];

/// The types that follow `::`, by how a value is made one in SQLite.
const TYPES: [(&str, &[&str]); 3] = [
    ("INTEGER", &["int", "integer", "int4", "int8", "bigint", "smallint"]),
    ("REAL", &["real", "float", "float4", "float8", "double", "numeric", "decimal"]),
    ("TEXT", &["text", "varchar", "char", "string"]),
];

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
    Some(told.iter().take(3).map(|(name, write)| instead(name, *write, purpose(name))).collect())
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
    let is_amount = number(Some(at)).is_some() || all.get(at).is_some_and(|token| token.text.starts_with('\''));
    if is_amount && is(back(1), &["INTERVAL"]) && is(back(2), &["+", "-", ","]) && !is_name("INTERVAL") {
        return Some((start(back(1))?, SqlAdvice::Interval));
    }
    None
}

/// Returns advice for an unknown column at an offset, if it is the INTERVAL of other systems.
pub fn for_column(statement: &str, offset: usize) -> Option<SqlAdvice> {
    let mut rest = tokens(statement).skip_while(|token| token.start != offset);
    let is_interval = rest.next()?.text.eq_ignore_ascii_case("INTERVAL") && rest.next()?.text.starts_with('\'');
    is_interval.then_some(SqlAdvice::Interval)
}

fn top(count: &str) -> SqlAdvice {
    instead("TOP", format!("LIMIT {count}"), Purpose::AtTheEnd)
}

fn instead(missing: &str, write: impl Into<String>, purpose: Purpose) -> SqlAdvice {
    SqlAdvice::Instead { missing: missing.to_owned(), write: write.into(), purpose }
}

/// Returns the effect of the SQL that replaces a function.
fn purpose(function: &str) -> Purpose {
    match function {
        "DATEDIFF" => Purpose::CountsDays,
        "DATE_TRUNC" => Purpose::OrYear,
        _ => Purpose::Same,
    }
}

/// Returns advice for a statement whose first word SQLite does not have, such as SHOW or DESCRIBE.
fn for_command(all: &[Token<'_>]) -> Option<SqlAdvice> {
    let text = |at: usize| all.get(at).map_or("", |token| token.text);
    let is = |at: usize, words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text(at)));
    let bare = |at: usize| text(at).trim_matches(['"', '`', '[', ']', '\'']).to_owned();
    let schema = |what: &str, table: String| {
        let is_plain = !table.is_empty() && table.chars().all(|letter| is_word(letter) || letter == ' ');
        is_plain.then(|| instead(what, format!(".schema {table}"), Purpose::ShowsColumns))
    };
    if is(0, &["sqlite"]) && text(1) == ">" {
        return Some(SqlAdvice::Prompt);
    }
    if is(0, &["SHOW"]) && is(1, &["TABLES"]) {
        return Some(instead("SHOW TABLES", ".tables", Purpose::ListsTables));
    }
    if is(0, &["SHOW"]) && is(1, &["COLUMNS", "FIELDS"]) && is(2, &["FROM", "IN"]) {
        return schema("SHOW COLUMNS", bare(3));
    }
    if is(0, &["DESCRIBE", "DESC"]) && all.len() == 2 {
        return schema("DESCRIBE", bare(1));
    }
    None
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
    Some(instead("“::”", write, Purpose::Same))
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
            ("|sqlite> SELECT 1", 0, "sqlite> is the prompt of the sqlite3 shell: leave it out."),
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
            assert_eq!(for_cast(sql, at), Some(instead("“::”", write, Purpose::Same)), "{sql}");
        }
        for sql in
            ["SELECT a::jsonb", "SELECT a, ::date", "SELECT a::", "SELECT +::int", "SELECT ::int", "SELECT )::int"]
        {
            assert_eq!(for_cast(sql, sql.find("::").unwrap()), None, "{sql}");
        }
        assert_eq!(for_cast("SELECT a:date", 8), None);
    }
}
