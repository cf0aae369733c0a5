//! Tables for PostgreSQL: statements and rows as COPY reads them, from any database.

use super::lab_with;
use feature_lab::engine::database::Database;
use feature_lab::protocol::{CopyTables, PostgresTables};

/// The tables of a script's database, and their rows in parts.
fn written<D: Database>(script: &[&str]) -> (PostgresTables, Vec<Vec<u8>>) {
    written_of::<D>(script, &[])
}

fn written_of<D: Database>(script: &[&str], only: &[&str]) -> (PostgresTables, Vec<Vec<u8>>) {
    let request = CopyTables { only: only.iter().map(|name| (*name).to_owned()).collect() };
    let mut parts = Vec::new();
    let mut take = |part: &[u8]| {
        parts.push(part.to_vec());
        Ok(())
    };
    let tables = lab_with::<D>(script).copy_tables(&request, &mut take).unwrap();
    (tables, parts)
}

pub fn tables_are_written_as_copy_reads_them<D: Database>() {
    let (written, parts) = written::<D>(&[
        r#"CREATE TABLE "a ""b""" ("x y" INTEGER, mixed, bytes BLOB, doubt TEXT)"#,
        r#"INSERT INTO "a ""b""" VALUES (9223372036854775807, 1, x'00ff', NULL), (NULL, 'b' || char(9), x'', '')"#,
        "CREATE TABLE empty (n REAL)",
        "CREATE VIEW v AS SELECT 1",
    ]);
    let [first, second] = &written.tables[..] else { panic!("{:?}", written.tables) };
    let columns = "\n    \"x y\" bigint,\n    \"mixed\" text,\n    \"bytes\" bytea,\n    \"doubt\" text\n";
    assert_eq!(first.create, format!(r#"CREATE TABLE "a ""b""" ({columns});"#));
    assert_eq!(first.copy, r#"COPY "a ""b""" ("x y", "mixed", "bytes", "doubt") FROM '/dev/blob'"#);
    assert_eq!((first.rows, second.rows), (2, 0));
    assert_eq!(second.create, "CREATE TABLE \"empty\" (\n    \"n\" double precision\n);");
    let rows = "9223372036854775807\t1\t\\\\x00ff\t\\N\n\\N\tb\\t\t\\\\x\t\n";
    assert_eq!(parts, [rows.as_bytes()]);
    assert_eq!((&first.parts[..], &second.parts[..]), (&[u32::try_from(rows.len()).unwrap()][..], &[][..]));
}

pub fn only_the_tables_that_are_named_are_written<D: Database>() {
    let script = [
        "CREATE TABLE a (x)",
        "CREATE TABLE b (y)",
        "INSERT INTO b VALUES (1), (2)",
        "CREATE VIEW v AS SELECT y FROM b",
    ];
    let (written, parts) = written_of::<D>(&script, &["B", "v"]);
    let rows: Vec<u64> = written.tables.iter().map(|table| table.rows).collect();
    assert_eq!((rows, parts.concat()), (vec![2, 2], b"1\n2\n1\n2\n".to_vec()));
    let start = "CREATE TABLE \"b\" (\n    \"y\" bigint\n);\n\nCOPY \"b\" (\"y\") FROM stdin;\n";
    assert_eq!(written.tables[0].before_rows(), start);
}

pub fn rows_come_in_parts_of_whole_rows<D: Database>() {
    let (written, parts) = written::<D>(&[
        "CREATE TABLE t (n INTEGER, text TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
         INSERT INTO t SELECT i, replace(printf('%2000d', i), ' ', 'x') FROM n",
    ]);
    let lengths: Vec<u32> = parts.iter().map(|part| u32::try_from(part.len()).unwrap()).collect();
    assert!(lengths.len() > 1 && written.tables[0].parts == lengths, "{lengths:?}");
    assert!(parts.iter().all(|part| part.ends_with(b"\n")));
    let rows: usize = parts.iter().map(|part| part.iter().filter(|byte| **byte == b'\n').count()).sum();
    assert_eq!((rows, written.tables[0].rows), (6000, 6000));
}
