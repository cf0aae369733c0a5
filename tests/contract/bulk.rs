//! Bulk reads and writes: rows read in bulk are the rows of the query, and features are written to the right rows.

use feature_lab::base::error::Result;
use feature_lab::base::typed_column::TypedColumn;
use feature_lab::base::value::{Value, ValueRef};
use feature_lab::engine::database::{Database, Reader};

/// A value for exact comparison: text as its bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Exact {
    Null,
    Integer(i64),
    /// The bits of a double, so that -0.0 is not 0.0.
    Real(u64),
    Text(Vec<u8>),
    Blob(Vec<u8>),
}

impl From<ValueRef<'_>> for Exact {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number.to_bits()),
            ValueRef::Text(text) => Self::Text(text.to_vec()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_vec()),
        }
    }
}

/// Reads a query in bulk, `limit` rows at a time.
pub(super) fn in_bulk<D: Database>(database: &mut D, sql: &str, limit: u32) -> Result<Vec<Vec<Exact>>> {
    let mut reader = database.reader(sql)?;
    let (columns, mut all) = (reader.columns(), Vec::new());
    loop {
        let before = all.len();
        let read = reader.read(limit, &mut |block| {
            all.extend(block.chunks(columns).map(|row| row.iter().map(|value| (*value).into()).collect()));
        })?;
        assert_eq!(all.len() - before, read as usize);
        if read < limit {
            return Ok(all);
        }
    }
}

/// Reads columns of a table or view without the bulk interface: row by row, and the bytes of text as hexadecimal
/// digits.
fn plainly<D: Database>(database: &mut D, columns: &[&str], from: &str) -> Vec<Vec<Exact>> {
    let wanted: Vec<String> =
        columns.iter().map(|it| format!("{it}, CASE typeof({it}) WHEN 'text' THEN hex({it}) END")).collect();
    let rows = database.rows(&format!("SELECT {} FROM {from}", wanted.join(", ")), &[]).unwrap();
    let digits = |hex: &str| {
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        (0..hex.len()).step_by(2).map(byte).collect()
    };
    let exact = |pair: &[Value]| match pair {
        [Value::Text(_), Value::Text(hex)] => Exact::Text(digits(hex)),
        [value, _] => value.as_ref().into(),
        _ => unreachable!(),
    };
    rows.iter().map(|row| row.chunks(2).map(exact).collect()).collect()
}

/// A generator of random numbers with a seed. All generated values come from it, so that a failing case can be
/// repeated.
pub(super) struct Chance(u64);

impl Chance {
    /// Starts with `LAB_SEED` of the time of compilation, for a browser has no environment, or else with `seed`.
    /// Returns the seed too, for messages.
    pub(super) fn new(seed: u64) -> (Self, String) {
        let seed = option_env!("LAB_SEED").map_or(seed, |seed| seed.parse().expect("LAB_SEED is a whole number"));
        println!("LAB_SEED={seed}");
        (Self(seed), format!("LAB_SEED={seed}"))
    }

    /// A blob as SQL writes it.
    pub(super) fn blob(&mut self, length: u64) -> String {
        let bytes: String = (0..length).map(|_| format!("{:02x}", self.below(256))).collect();
        format!("x'{bytes}'")
    }

    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// A value as SQL writes it: any storage class and size, sometimes an edge case.
    pub(super) fn value(&mut self) -> String {
        let edges = [
            "NULL",
            "''",
            "x''",
            "0",
            "-1",
            "9223372036854775807",
            "-9223372036854775808",
            "9007199254740991",
            "9007199254740992",
            "-9007199254740993",
            "2147483648",
            "-2147483649",
            "0.0",
            "-0.0",
            "1e999",
            "-1e999",
            "1e999 - 1e999",
            "5e-324",
            "CAST(x'ff' AS TEXT)",
            "CAST(x'c3' AS TEXT)",
            "CAST(x'6100620063' AS TEXT)",
            "'naïve 🦀 ' || char(0xfeff)",
            "'7'",
            "7",
            "7.0",
        ];
        match self.below(6) {
            0 => format!("CAST({} AS INTEGER)", (self.below(1 << 31) as i64 - (1 << 30)) * self.below(1 << 31) as i64),
            1 => format!("{}.{}e{}", self.below(1000), self.below(1000), self.below(600) as i64 - 300),
            2 => {
                let length = self.below(40);
                format!("substr(CAST({} AS TEXT), 1, {length})", self.blob(length))
            }
            3 => {
                let length = self.below(300);
                self.blob(length)
            }
            _ => edges[self.below(edges.len() as u64) as usize].to_owned(),
        }
    }
}

pub fn rows_in_bulk_are_the_rows_of_the_query<D: Database>() {
    let (mut chance, seed) = Chance::new(7);
    for table in
        ["CREATE TABLE t (n INTEGER PRIMARY KEY, a, b, c)", "CREATE TABLE t (n PRIMARY KEY, a, b, c) WITHOUT ROWID"]
    {
        let mut database = D::create().unwrap();
        database.run(table, &[]).unwrap();
        database.run("CREATE VIEW v AS SELECT c, a, b FROM t ORDER BY n DESC", &[]).unwrap();
        for n in 0..400 {
            let values: Vec<String> = (0..3).map(|_| chance.value()).collect();
            database.run(&format!("INSERT INTO t VALUES ({n}, {})", values.join(", ")), &[]).unwrap();
        }
        for (columns, from) in [(&["a", "b", "c"][..], "t"), (&["c", "a", "b"], "v"), (&["n"], "t WHERE n < 0")] {
            let expected = plainly(&mut database, columns, from);
            let sql = format!("SELECT {} FROM {from}", columns.join(", "));
            for limit in [1, 7, 400, 1000] {
                assert_eq!(in_bulk(&mut database, &sql, limit).unwrap(), expected, "{seed}, {table}: {sql} by {limit}");
            }
        }
    }
}

pub fn rows_of_any_size_come_in_bulk<D: Database>() {
    let mut database = D::create().unwrap();
    let sizes = [0_usize, 3, 255, 256, 257, 4096, 262_136, 262_144, 262_145, 1_000_000, 2];
    database.run("CREATE TABLE t (x, n)", &[]).unwrap();
    for size in sizes {
        let text = vec![b'a' + (size % 26) as u8; size];
        database.run("INSERT INTO t VALUES (?1, length(?1))", &[ValueRef::Text(&text)]).unwrap();
        database.run("INSERT INTO t VALUES (CAST(?1 AS BLOB), length(?1))", &[ValueRef::Text(&text)]).unwrap();
    }
    let expected: Vec<Vec<Exact>> = sizes
        .iter()
        .flat_map(|size| {
            let text = vec![b'a' + (size % 26) as u8; *size];
            let length = Exact::Integer(i64::try_from(*size).unwrap());
            [vec![Exact::Text(text.clone()), length.clone()], vec![Exact::Blob(text), length]]
        })
        .collect();
    for limit in [1, 5, 100] {
        // Not assert_eq, which would print a megabyte.
        assert!(in_bulk(&mut database, "SELECT x, n FROM t", limit).unwrap() == expected, "by {limit}");
    }
}

pub fn text_of_another_encoding_is_utf8_in_bulk<D: Database>() {
    let mut database = D::create().unwrap();
    for sql in ["PRAGMA encoding = 'UTF-16le'", "CREATE TABLE t (x)", "INSERT INTO t VALUES ('naïve 🦀'), (''), (7)"]
    {
        database.run(sql, &[]).unwrap();
    }
    let rows = in_bulk(&mut database, "SELECT x FROM t", 2).unwrap();
    assert_eq!(rows, [[Exact::Text("naïve 🦀".as_bytes().to_vec())], [Exact::Text(Vec::new())], [Exact::Integer(7)]]);
}

pub fn errors_in_bulk_carry_sqlites_own_words<D: Database>() {
    let mut database = D::create().unwrap();
    for sql in ["CREATE TABLE t (x)", "INSERT INTO t VALUES (1), (2), (-9223372036854775808)"] {
        database.run(sql, &[]).unwrap();
    }
    for (sql, words) in
        [("SELECT x FROM nowhere", "no such table: nowhere"), ("SELECT abs(x) FROM t", "integer overflow")]
    {
        assert_eq!(in_bulk(&mut database, sql, 10).unwrap_err().detail.unwrap(), words);
    }
    // Nothing of the failed query is left that would keep the table from being dropped.
    database.run("DROP TABLE t", &[]).unwrap();
}

pub fn a_query_in_bulk_stays_open_beside_others<D: Database>() {
    let mut database = D::create().unwrap();
    for sql in ["CREATE TABLE t (x)", "INSERT INTO t VALUES (1), (2), (3)", "CREATE TABLE other (y)"] {
        database.run(sql, &[]).unwrap();
    }
    let mut reader = database.reader("SELECT x FROM t ORDER BY rowid").unwrap();
    for expected in 1..=3 {
        let read = reader.read(1, &mut |row| assert_eq!(row, [ValueRef::Integer(expected)]));
        assert_eq!(read.unwrap(), 1);
        database.run("INSERT INTO other VALUES (1)", &[]).unwrap();
    }
    assert_eq!(reader.read(1, &mut |_| panic!("there is no more")).unwrap(), 0);
    assert_eq!(reader.read(1, &mut |_| panic!("it does not start anew")).unwrap(), 0);
    drop(reader);
    database.run("DROP TABLE t", &[]).unwrap();
    assert_eq!(database.count("SELECT count(*) FROM other", &[]).unwrap(), 3);
}

pub fn features_meet_their_rows<D: Database>() {
    let mut database = D::create().unwrap();
    let keys = [i64::MIN, -3, 0, 7, 9_007_199_254_740_992, 9_007_199_254_740_993, i64::MAX];
    database.run("CREATE TABLE t (x INTEGER PRIMARY KEY)", &[]).unwrap();
    database.run("CREATE TABLE o (x, a, b, c)", &[]).unwrap();
    for key in keys {
        database.run("INSERT INTO t VALUES (CAST(?1 AS INTEGER))", &[ValueRef::Integer(key)]).unwrap();
    }
    let whole = [Some(i64::MIN), Some(i64::MAX), Some(-1), None, Some(1 << 31), Some(-(1 << 31)), Some(1 << 53)];
    let real = [Some(0.1), None, Some(-0.0), Some(f64::MAX), Some(5e-324), Some(f64::INFINITY), Some(3.0)];
    let insert = "INSERT INTO o SELECT x, feature_value(1), feature_value(2), feature_value(3) FROM t \
        WHERE feature_row(x) ORDER BY x";
    // Every selection of rows: the others are passed over.
    for chosen in 0..1_u32 << keys.len() {
        let places: Vec<usize> = (0..keys.len()).filter(|at| chosen >> at & 1 == 1).collect();
        let rowids: Vec<i64> = places.iter().map(|at| keys[*at]).collect();
        let columns = [
            TypedColumn::Integer(places.iter().map(|at| whole[*at]).collect()),
            TypedColumn::Real(places.iter().map(|at| real[*at]).collect()),
            TypedColumn::Integer(places.iter().map(|at| whole[(at + 3) % whole.len()]).collect()),
        ];
        assert_eq!(database.insert_with_features(insert, &rowids, &columns).unwrap(), rowids.len());
        let integer = |value: Option<i64>| value.map_or(Value::Null, Value::Integer);
        let row = |at: &usize| {
            let double = real[*at].map_or(Value::Null, Value::Real);
            vec![Value::Integer(keys[*at]), integer(whole[*at]), double, integer(whole[(at + 3) % whole.len()])]
        };
        let expected: Vec<Vec<Value>> = places.iter().map(row).collect();
        assert_eq!(database.rows("SELECT x, a, b, c FROM o ORDER BY x", &[]).unwrap(), expected);
        database.run("DELETE FROM o", &[]).unwrap();
    }
    // A row whose rowid does not come is not taken, and neither are those after it.
    let column = TypedColumn::Integer(vec![Some(1), Some(2), Some(3)]);
    let insert = "INSERT INTO o (x, a) SELECT x, feature_value(1) FROM t WHERE feature_row(x) ORDER BY x";
    assert_eq!(database.insert_with_features(insert, &[0, 5, 7], &[column]).unwrap(), 1);
    // The functions are there for the one statement only, whether it succeeds or not.
    assert!(database.insert_with_features("INSERT INTO nowhere SELECT feature_value(1)", &[], &[]).is_err());
    for function in ["feature_row", "feature_value"] {
        let error = database.run(&format!("SELECT {function}(1)"), &[]).unwrap_err();
        assert_eq!(error.detail.unwrap(), format!("no such function: {function}"));
    }
}
