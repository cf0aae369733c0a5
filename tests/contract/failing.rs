//! Failures at every point of a build: whatever fails, the database is as it was before (feature-spec §4).

use std::cell::Cell;
use std::rc::Rc;

use super::{build, proposed, text};
use crate::fixtures::{lab_with, open};
use feature_lab::base::error::{LabError, Result};
use feature_lab::base::schema::Table;
use feature_lab::base::typed_column::TypedColumn;
use feature_lab::base::value::{Value, ValueRef};
use feature_lab::engine::database::{Database, Reader};
use feature_lab::engine::session::Session;
use feature_lab::features::spec::FeatureSpec;
use feature_lab::words;

/// A counter of calls down to the one that fails, shared by a database and its queries.
#[derive(Clone, Default)]
struct FaultCounter(Rc<Cell<Option<usize>>>);

impl FaultCounter {
    /// Lets `calls` succeed and fails the next one, once.
    fn set(&self, calls: usize) {
        self.0.set(Some(calls));
    }

    /// Removes the fault; returns `true` if no call has failed.
    fn clear(&self) -> bool {
        self.0.take().is_some()
    }

    fn count_call(&self) -> Result<()> {
        let left = self.0.get();
        self.0.set(left.and_then(|left| left.checked_sub(1)));
        if left == Some(0) { Err(LabError::sql("disk I/O error")) } else { Ok(()) }
    }
}

/// A database with a counter in its calls. Each new method of the port must begin with `count_call`.
struct Failing<D> {
    inner: D,
    fault: FaultCounter,
}

/// A query whose calls count on the counter of its database.
struct FailingReader<R> {
    inner: R,
    fault: FaultCounter,
}

impl<R: Reader> Reader for FailingReader<R> {
    fn columns(&self) -> usize {
        self.inner.columns()
    }

    fn read(&mut self, limit: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<u32> {
        self.fault.count_call()?;
        self.inner.read(limit, each)
    }
}

impl<D: Database> Database for Failing<D> {
    type Image = D::Image;
    type Reader = FailingReader<D::Reader>;

    fn compose(text: &str) -> String {
        D::compose(text)
    }

    fn open(image: D::Image) -> Result<Self> {
        Ok(Self { inner: D::open(image)?, fault: FaultCounter::default() })
    }

    fn open_borrowed(image: &D::Image) -> Result<Self> {
        Ok(Self { inner: D::open_borrowed(image)?, fault: FaultCounter::default() })
    }

    fn create() -> Result<Self> {
        Ok(Self { inner: D::create()?, fault: FaultCounter::default() })
    }

    fn query(
        &mut self,
        sql: &str,
        parameters: &[ValueRef<'_>],
        row: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<Vec<String>> {
        self.fault.count_call()?;
        self.inner.query(sql, parameters, row)
    }

    fn reader(&mut self, sql: &str) -> Result<Self::Reader> {
        self.fault.count_call()?;
        Ok(FailingReader { inner: self.inner.reader(sql)?, fault: self.fault.clone() })
    }

    fn insert_with_features(&mut self, sql: &str, rowids: &[i64], columns: &[TypedColumn]) -> Result<usize> {
        self.fault.count_call()?;
        self.inner.insert_with_features(sql, rowids, columns)
    }

    fn table_reader(&mut self, table: &Table, columns: &[&str], with_rowid: bool, sql: &str) -> Result<Self::Reader> {
        self.fault.count_call()?;
        let inner = self.inner.table_reader(table, columns, with_rowid, sql)?;
        Ok(FailingReader { inner, fault: self.fault.clone() })
    }

    fn limit_values(&mut self, bytes: Option<u32>) -> Result<()> {
        self.fault.count_call()?;
        self.inner.limit_values(bytes)
    }

    fn columns(&mut self, sql: &str) -> Result<Vec<String>> {
        self.fault.count_call()?;
        self.inner.columns(sql)
    }

    fn export(&mut self) -> Result<D::Image> {
        self.fault.count_call()?;
        self.inner.export()
    }
}

/// Source tables of every kind beside an old feature table with indexes, triggers and views. Small pages, so that there
/// are many.
const SOURCES: [&str; 20] = [
    "PRAGMA page_size = 512",
    "PRAGMA user_version = 42",
    "PRAGMA application_id = 1234",
    "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
    "INSERT INTO leads_scored WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) \
     SELECT 'customer-' || i, i / 500.0, i % 6 FROM n",
    "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
    "INSERT INTO transactions SELECT user_email, 'p', '2026-06-' || (10 + rowid % 20) FROM leads_scored",
    "INSERT INTO transactions VALUES ('customer-1', NULL, '01/02/2026'), ('customer-2', 'p', '13/02/2026')",
    "CREATE TABLE plain (user_email TEXT PRIMARY KEY, p1 REAL, member_rating INTEGER) WITHOUT ROWID",
    "INSERT INTO plain SELECT * FROM leads_scored",
    "CREATE VIEW bought AS SELECT user_email, ts FROM transactions ORDER BY ts",
    "CREATE TABLE customer_FEATURES (user_email TEXT PRIMARY KEY, note)",
    "INSERT INTO customer_FEATURES VALUES ('old', 9007199254740993), ('older', x'00ff')",
    "CREATE INDEX extra ON customer_features (note)",
    "CREATE TRIGGER guard BEFORE DELETE ON customer_features BEGIN SELECT raise(ABORT, 'no'); END",
    "CREATE TABLE child (parent TEXT REFERENCES customer_features ON DELETE CASCADE)",
    "INSERT INTO child VALUES ('old')",
    "CREATE TRIGGER elsewhere AFTER INSERT ON child BEGIN DELETE FROM child WHERE parent = new.parent; END",
    "CREATE VIEW reads AS SELECT user_email FROM customer_features",
    "CREATE VIEW broken AS SELECT * FROM nowhere",
];

/// The proposed specification, and one on a view and a table without rowids.
fn specs<D: Database>(session: &Session<D>) -> [FeatureSpec; 2] {
    let mut plain = proposed(session);
    plain.leads.table = "leads_scored".to_owned();
    (plain.leads.key, plain.leads.email) = ("user_email".to_owned(), "user_email".to_owned());
    (plain.leads.rating, plain.leads.passthrough_columns) = (Some("member_rating".to_owned()), vec!["p1".to_owned()]);
    plain.transactions.table = "transactions".to_owned();
    (plain.transactions.key, plain.transactions.time) = ("user_email".to_owned(), "ts".to_owned());
    let mut other = plain.clone();
    other.leads.table = "plain".to_owned();
    other.transactions.table = "bought".to_owned();
    [plain, other]
}

/// A dump of the database as text: objects, contents, settings, and SQLite's page counts.
fn dump<D: Database>(session: &mut Session<D>) -> Vec<String> {
    let mut all = text(session, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    for name in text(session, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name <> 'broken'") {
        all.push(format!("-- {name}"));
        all.extend(text(session, &format!("SELECT * FROM \"{name}\"")));
    }
    for pragma in ["user_version", "application_id", "encoding", "page_size", "foreign_keys", "integrity_check"] {
        all.push(format!("{pragma}: {}", text(session, &format!("PRAGMA {pragma}")).join("; ")));
    }
    all.extend(text(session, "SELECT name FROM sqlite_temp_schema"));
    all
}

/// An empty list of differences.
const NONE: [String; 0] = [];

/// The lines that only one of two dumps has.
fn differences(found: &[String], expected: &[String]) -> Vec<String> {
    let only = |mark: char, these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|line| !those.contains(line)).map(|line| format!("{mark}{line}")).collect()
    };
    let lines = [only('+', found, expected), only('-', expected, found)].concat();
    if lines.is_empty() && found != expected { vec!["the same lines in another order".to_owned()] } else { lines }
}

/// Returns `true` if a transaction is open.
fn in_transaction<D: Database>(session: &mut Session<D>) -> bool {
    let database = session.database().unwrap();
    let begun = database.run("BEGIN", &[]).is_ok();
    if begun {
        database.run("ROLLBACK", &[]).unwrap();
    }
    !begun
}

/// Opens the database of the test, with foreign keys on.
fn open_with_foreign_keys<D: Database>(image: D::Image) -> Session<D> {
    let mut session = open::<D>(image);
    session.database().unwrap().run("PRAGMA foreign_keys = ON", &[]).unwrap();
    session
}

pub fn a_call_that_fails_loses_nothing<D: Database>() {
    let mut origin = lab_with::<Failing<D>>(&SOURCES);
    for spec in specs(&origin) {
        let mut session = open_with_foreign_keys::<Failing<D>>(origin.snapshot().unwrap());
        let before = dump(&mut session);
        build(&mut session, &spec).unwrap();
        let after = dump(&mut session);
        let mut failures = 0;
        for calls in 0.. {
            let mut session = open_with_foreign_keys::<Failing<D>>(origin.snapshot().unwrap());
            let fault = session.database().unwrap().fault.clone();
            fault.set(calls);
            let outcome = build(&mut session, &spec);
            let survived = fault.clear();
            assert!(!in_transaction(&mut session), "a transaction is open after {calls} calls");
            // What only looks whether a view works may fail without the build.
            let expected = if outcome.is_ok() { &after } else { &before };
            assert_eq!(differences(&dump(&mut session), expected), NONE, "after {calls} calls");
            if survived {
                break;
            }
            failures += usize::from(outcome.is_err());
            build(&mut session, &spec).unwrap();
            assert_eq!(differences(&dump(&mut session), &after), NONE, "built again after {calls} calls");
        }
        assert!(failures >= 15, "{failures} failures");
    }
}

pub fn a_file_that_may_not_grow_loses_nothing<D: Database>() {
    let mut origin = lab_with::<D>(&SOURCES);
    let pages: u64 = text(&mut origin, "PRAGMA page_count")[0].parse().unwrap();
    for spec in specs(&origin) {
        let mut full = 0;
        for limit in pages.. {
            let mut session = open_with_foreign_keys::<D>(origin.snapshot().unwrap());
            let before = dump(&mut session);
            session.database().unwrap().run(&format!("PRAGMA max_page_count = {limit}"), &[]).unwrap();
            match build(&mut session, &spec) {
                Ok(built) => {
                    assert_eq!(
                        (built.report.rows_out, text(&mut session, "PRAGMA integrity_check")),
                        (150, vec!["ok".to_owned()])
                    );
                    break;
                }
                Err(error) => assert!(words::error(&error).message.contains("full"), "{error:?}"),
            }
            full += 1;
            assert!(!in_transaction(&mut session), "a transaction is open at {limit} pages");
            assert_eq!(differences(&dump(&mut session), &before), NONE, "at {limit} pages");
        }
        assert!(full >= 5, "{full} limits were too small");
    }
}
