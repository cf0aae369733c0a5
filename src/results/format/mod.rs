//! The formats in which a result leaves the page, and the writer of them, row by row.

mod json;
mod markdown;
mod separated;
mod sql_inserts;

use serde::{Deserialize, Serialize};

use crate::base::error::Result;
use crate::base::ident::same_name;
use crate::base::json_text;
use crate::base::value::ValueRef;

/// The size of a part of a file in bytes, from which on it is handed over.
const PART: usize = 4 << 20;

/// A format of a result. Reals are written with the fewest digits that are read back to the
/// same number; in SQL with 17 where an older SQLite would need them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResultFormat {
    /// Values with tabs between them, for the clipboard: as CSV, with `\n` after each row.
    Tsv,
    /// Values with commas between them (RFC 4180), in UTF-8 with `\r\n` after each row. NULL is empty, the empty text is `""`,
    /// and bytes are hexadecimal digits. Column names that stand twice stay. A row of one NULL
    /// is an empty line, which pandas passes over.
    Csv,
    /// A list of objects, one for each row. Bytes are hexadecimal digits, and an infinite number is null. Integers are written
    /// as they are: JavaScript rounds those beyond 2^53, Python does not. A name that stands twice gets a number.
    Json,
    /// A table of Markdown.
    Markdown,
    /// A transaction for the sqlite3 shell that creates the table if it does not exist, with columns of no type, and inserts
    /// the rows. A name that stands twice gets a number.
    SqlInserts,
}

impl ResultFormat {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Tsv, Self::Csv, Self::Json, Self::Markdown, Self::SqlInserts];
}

/// Writes rows in a format.
pub struct Writer<'a> {
    format: ResultFormat,
    /// The names of the columns as the format writes them.
    columns: Vec<String>,
    table: &'a str,
    harmless: bool,
    out: Vec<u8>,
    rows: u64,
}

impl<'a> Writer<'a> {
    /// Starts a file: writes what stands before the rows. `harmless` puts an apostrophe before texts of CSV and TSV that a
    /// spreadsheet would take for a formula; `table` is the name in INSERT statements.
    pub fn new(format: ResultFormat, columns: &[String], table: &'a str, harmless: bool) -> Self {
        let columns = match format {
            ResultFormat::Json => distinct(columns, |a, b| a == b).iter().map(|name| json_text::text(name)).collect(),
            ResultFormat::SqlInserts => distinct(columns, same_name),
            ResultFormat::Tsv | ResultFormat::Csv | ResultFormat::Markdown => columns.to_vec(),
        };
        let mut writer = Self { format, columns, table, harmless, out: Vec::new(), rows: 0 };
        let Self { columns, out, .. } = &mut writer;
        match format {
            ResultFormat::Tsv | ResultFormat::Csv => {
                let names: Vec<_> = columns.iter().map(|name| ValueRef::Text(name.as_bytes())).collect();
                separated::row(out, &names, format == ResultFormat::Csv, harmless);
            }
            ResultFormat::Json => out.extend(b"["),
            ResultFormat::Markdown => markdown::header(out, columns),
            ResultFormat::SqlInserts => sql_inserts::begin(out, table, columns),
        }
        writer
    }

    /// Writes a row.
    pub fn row(&mut self, values: &[ValueRef<'_>]) {
        let Self { format, columns, table, harmless, out, rows } = self;
        match format {
            ResultFormat::Tsv | ResultFormat::Csv => {
                separated::row(out, values, *format == ResultFormat::Csv, *harmless)
            }
            ResultFormat::Json => json::row(out, columns, values, *rows == 0),
            ResultFormat::Markdown => markdown::row(out, values),
            ResultFormat::SqlInserts => sql_inserts::row(out, table, columns, values, *rows),
        }
        *rows += 1;
    }

    /// Hands over what was written, if that is a part of a good size.
    pub fn hand_over(&mut self, take: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        if self.out.len() < PART {
            return Ok(());
        }
        take(&std::mem::take(&mut self.out))
    }

    /// Writes what stands after the rows, and hands over the rest; returns the number of rows.
    pub fn end(mut self, take: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<u64> {
        match self.format {
            ResultFormat::Tsv | ResultFormat::Csv | ResultFormat::Markdown => {}
            ResultFormat::Json => self.out.extend(if self.rows == 0 { &b"]\n"[..] } else { b"\n]\n" }),
            ResultFormat::SqlInserts => sql_inserts::end(&mut self.out, self.rows),
        }
        if !self.out.is_empty() {
            take(&self.out)?;
        }
        Ok(self.rows)
    }
}

/// Makes names distinct: a name that stood before gets the first number after it that no column has.
fn distinct(columns: &[String], is_same: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let later = columns.get(at + 1..).unwrap_or_default();
        let is_taken = |name: &str| names.iter().any(|other| is_same(other, name));
        let numbered = (2..).map(|number: u32| format!("{column}_{number}"));
        let mut free = numbered.filter(|name| !is_taken(name) && !later.iter().any(|other| is_same(other, name)));
        let name = if is_taken(column) { free.next() } else { None };
        names.push(name.unwrap_or_else(|| column.clone()));
    }
    names
}

/// Writes the digits of bytes.
fn hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| match digit {
        0..=9 => b'0' + digit,
        _ => b'a' + digit - 10,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::value::Value;

    fn written(format: ResultFormat, columns: &[&str], rows: &[Vec<Value>], harmless: bool) -> String {
        let columns: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        let mut writer = Writer::new(format, &columns, "t", harmless);
        for row in rows {
            writer.row(&row.iter().map(Value::as_ref).collect::<Vec<_>>());
        }
        let mut bytes = Vec::new();
        let written = writer.end(&mut |part| {
            bytes.extend(part);
            Ok(())
        });
        assert_eq!(written.unwrap(), rows.len() as u64);
        String::from_utf8(bytes).unwrap()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn every_kind() -> Vec<Vec<Value>> {
        vec![
            vec![Value::Null, text(""), Value::Integer(i64::MAX), Value::Real(0.1)],
            vec![
                text("a|b,\"c\"\r\nd"),
                Value::Blob(vec![0, 0xaf]),
                Value::Real(1e300),
                Value::Real(f64::NEG_INFINITY),
            ],
        ]
    }

    #[test]
    fn every_format_writes_every_kind() {
        let of = |format| written(format, &["a", "a", "A", "a_2"], &every_kind(), false);
        assert_eq!(
            of(ResultFormat::Csv),
            "a,a,A,a_2\r\n,\"\",9223372036854775807,0.1\r\n\"a|b,\"\"c\"\"\r\nd\",00af,1e300,-inf\r\n"
        );
        assert_eq!(
            of(ResultFormat::Tsv),
            "a\ta\tA\ta_2\n\t\"\"\t9223372036854775807\t0.1\n\"a|b,\"\"c\"\"\r\nd\"\t00af\t1e300\t-inf\n"
        );
        assert_eq!(
            of(ResultFormat::Json),
            "[\n{\"a\":null,\"a_3\":\"\",\"A\":9223372036854775807,\"a_2\":0.1},\n\
             {\"a\":\"a|b,\\\"c\\\"\\r\\nd\",\"a_3\":\"00af\",\"A\":1e300,\"a_2\":null}\n]\n"
        );
        assert_eq!(
            of(ResultFormat::Markdown),
            "| a | a | A | a_2 |\n| --- | --- | --- | --- |\n| NULL |  | 9223372036854775807 | 0.1 |\n\
             | a\\|b,\"c\"<br>d | 00af | 1e300 | -inf |\n"
        );
        assert_eq!(
            of(ResultFormat::SqlInserts),
            "BEGIN;\nCREATE TABLE IF NOT EXISTS \"t\" (\"a\", \"a_3\", \"A_4\", \"a_2\");\n\
             INSERT INTO \"t\" (\"a\", \"a_3\", \"A_4\", \"a_2\") VALUES\n\
             (NULL, '', 9223372036854775807, 0.1),\n\
             (replace('a|b,\"c\"\\r\nd', '\\r', char(13)), x'00af', 1.0000000000000001e300, -9e999);\nCOMMIT;\n"
        );
    }

    #[test]
    fn sql_has_as_many_digits_as_any_sqlite_needs() {
        let rows = [0.1, -12.34, 0.1 + 0.2, 5.0, 7e-5, 0.0, 123_456.789_012].map(|number| vec![Value::Real(number)]);
        let written = written(ResultFormat::SqlInserts, &["n"], &rows, false);
        let values = "(0.1),\n(-12.34),\n(0.30000000000000004),\n(5.0),\n(7e-5),\n(0.0),\n(123456.789012);\n";
        assert!(written.contains(values), "{written}");
    }

    #[test]
    fn a_result_without_rows_is_whole() {
        let of = |format| written(format, &["n"], &[], false);
        assert_eq!((of(ResultFormat::Csv), of(ResultFormat::Json)), ("n\r\n".to_owned(), "[]\n".to_owned()));
        assert_eq!(of(ResultFormat::SqlInserts), "BEGIN;\nCREATE TABLE IF NOT EXISTS \"t\" (\"n\");\nCOMMIT;\n");
    }

    #[test]
    fn texts_are_no_formulas_and_numbers_stay() {
        let texts = ["=1+1", "+a", "-a", "@x", "\tx", "\rx", " =1", "-5", "+4.5e3", "a=1", "--5", "+49 30 1", "-"];
        let mut rows: Vec<_> = texts.iter().map(|one| vec![text(one)]).collect();
        rows.push(vec![Value::Integer(-5)]);
        rows.push(vec![Value::Real(-0.5)]);
        assert_eq!(
            written(ResultFormat::Csv, &["=a"], &rows, true),
            "'=a\r\n'=1+1\r\n'+a\r\n'-a\r\n'@x\r\n'\tx\r\n\"'\rx\"\r\n' =1\r\n-5\r\n+4.5e3\r\na=1\r\n'--5\r\n'+49 30 1\r\n'-\r\n\
             -5\r\n-0.5\r\n"
        );
        assert!(written(ResultFormat::Csv, &["a"], &rows, false).starts_with("a\r\n=1+1\r\n+a\r\n"));
        assert!(written(ResultFormat::SqlInserts, &["a"], &rows, true).contains("('=1+1')"));
    }
}
