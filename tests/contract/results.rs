//! Results as people look at them: arranged, described, written; and whole tables as results.

use feature_lab::base::error::ErrorKind;
use feature_lab::base::value::Value;
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::protocol::{
    Arrange, Arranged, BrowseTable, DescribeColumn, Filter, Kinds, Order, Query, ResultFormat, ResultSet, Rows,
    StatementOutcome, WriteResult,
};

use super::{build, check, lab_with, proposed};

fn query<D: Database>(session: &mut Session<D>, sql: &str) -> Option<ResultSet> {
    let ran = session.query(&Query::of_box(sql)).unwrap();
    assert!(ran.error.is_none(), "{sql}: {:?}", ran.error);
    ran.outcomes.into_iter().rev().find_map(|outcome| match outcome {
        StatementOutcome::Rows(rows) => Some(rows),
        _ => None,
    })
}

fn browse<D: Database>(session: &mut Session<D>, table: &str) -> ResultSet {
    session.browse_table(&BrowseTable { table: table.to_owned() }).unwrap()
}

fn arrange<D: Database>(
    session: &mut Session<D>,
    result: u32,
    order: Option<(u32, bool)>,
    filters: &[(u32, &str)],
) -> Arranged {
    let order = order.map(|(column, descending)| Order { column, descending });
    let filters = filters.iter().map(|(column, text)| Filter { column: *column, text: (*text).to_owned() }).collect();
    session.arrange(&Arrange { result, order, filters }).unwrap()
}

fn window<D: Database>(session: &mut Session<D>, result: u32, start: u64, count: u32) -> Vec<String> {
    shown(&session.rows(&Rows { result, start, count }).unwrap().rows)
}

fn shown(rows: &[Vec<Value>]) -> Vec<String> {
    rows.iter().map(|row| row.iter().map(Value::to_string).collect::<Vec<_>>().join("|")).collect()
}

fn written<D: Database>(session: &mut Session<D>, result: u32, from: u64, count: Option<u64>) -> String {
    let request = WriteResult {
        result,
        format: ResultFormat::Csv,
        harmless_formulas: false,
        table_name: String::new(),
        from,
        count,
    };
    let mut bytes = Vec::new();
    let answer = session.write_result(&request, &mut |part| {
        bytes.extend(part);
        Ok(())
    });
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(answer.unwrap().rows, text.matches("\r\n").count() as u64 - 1);
    text
}

const ROWS: [&str; 2] = [
    "CREATE TABLE t (id INTEGER PRIMARY KEY, x, y TEXT)",
    "INSERT INTO t VALUES (1, 3, 'c'), (2, NULL, 'a'), (3, 'x', 'b'), (4, 1.5, 'Bb'), (5, x'01', ''), (6, 3.0, NULL)",
];

/// Asks the same of a script's result and of a browsed table, and of one whose rowids have gaps.
pub fn a_result_is_arranged_and_stays_whole<D: Database>() {
    let mut session = lab_with::<D>(&[ROWS[0], ROWS[1], "CREATE TABLE u (id INTEGER PRIMARY KEY, x, y TEXT)"]);
    query(&mut session, "INSERT INTO u SELECT id * id * CASE WHEN id < 3 THEN 1 ELSE 7 END, x, y FROM t");
    let (gaps, run) = (browse(&mut session, "u").id, browse(&mut session, "t").id);
    let asked = query(&mut session, "SELECT * FROM t").unwrap().id;
    for result in [asked, run, gaps] {
        let second = |rows: &[Vec<Value>]| shown(&rows.iter().map(|row| row[1..].to_vec()).collect::<Vec<_>>());
        let mut arranged = |order, filters: &[_]| arrange(&mut session, result, order, filters);
        let up = arranged(Some((1, false)), &[]);
        assert_eq!((up.total, up.whole), (6, 6));
        assert_eq!(second(&up.first), ["NULL|a", "1.5|Bb", "3|c", "3.0|NULL", "x|b", "x'01'|"]);
        let down = arranged(Some((1, true)), &[]);
        assert_eq!(second(&down.first), ["x'01'|", "x|b", "3|c", "3.0|NULL", "1.5|Bb", "NULL|a"]);
        let some = arranged(Some((2, true)), &[(2, "b"), (1, "not null")]);
        assert_eq!((some.total, some.whole, second(&some.first)), (2, 6, vec!["x|b".to_owned(), "1.5|Bb".to_owned()]));
        let none = arranged(None, &[(1, "> 3")]);
        assert_eq!((none.total, none.whole, none.first.len()), (0, 6, 0));
        let as_it_came = arranged(None, &[(1, " ")]);
        assert_eq!(second(&as_it_came.first), ["3|c", "NULL|a", "x|b", "1.5|Bb", "x'01'|", "3.0|NULL"]);
    }
    arrange(&mut session, gaps, Some((2, false)), &[(2, "not null")]);
    let ordered = window(&mut session, gaps, 1, 9);
    assert_eq!(ordered, ["112|1.5|Bb", "4|NULL|a", "63|x|b", "1|3|c"]);
    let facts = session.describe_column(&DescribeColumn { result: gaps, column: 1 }).unwrap();
    assert_eq!((facts.rows, facts.nulls, facts.kinds), (5, 1, Kinds { integer: 1, real: 1, text: 1, blob: 1 }));
    let beyond = Arrange { result: gaps, order: Some(Order { column: 3, descending: false }), filters: Vec::new() };
    assert_eq!(session.arrange(&beyond).unwrap_err().kind(), ErrorKind::Internal);
}

pub fn a_column_is_described_as_it_is_arranged<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE t (x)",
        "INSERT INTO t VALUES (1), (1.0), (2), ('a long text, which no key holds'), ('a long text, which no key holds'),
         (NULL), (''), (x'ff'), (9223372036854775807), ('b')",
    ]);
    let (table, asked) = (browse(&mut session, "t").id, query(&mut session, "SELECT x, 1 FROM t").unwrap().id);
    for result in [table, asked] {
        let facts = session.describe_column(&DescribeColumn { result, column: 0 }).unwrap();
        assert_eq!((facts.rows, facts.nulls, facts.empty_texts, facts.distinct), (10, 1, 1, 7));
        assert_eq!(facts.kinds, Kinds { integer: 3, real: 1, text: 4, blob: 1 });
        assert_eq!((facts.min, facts.max), (Some(Value::Integer(1)), Some(Value::Blob(vec![255]))));
        assert_eq!(facts.mean, Some(9_223_372_036_854_775_811.0 / 4.0));
        let text = |text: &str| Value::Text(text.to_owned());
        let common = [(Value::Integer(1), 2), (text("a long text, which no key holds"), 2), (Value::Integer(2), 1)];
        assert_eq!(facts.commonest[..3], common);
        assert_eq!(facts.commonest.len(), 5);
        arrange(&mut session, result, Some((0, true)), &[(0, "null")]);
        let facts = session.describe_column(&DescribeColumn { result, column: 0 }).unwrap();
        assert_eq!((facts.rows, facts.nulls, facts.distinct, facts.min, facts.mean), (1, 1, 0, None, None));
        arrange(&mut session, result, None, &[(0, "=2")]);
        let facts = session.describe_column(&DescribeColumn { result, column: 0 }).unwrap();
        assert_eq!((facts.rows, facts.max, facts.mean), (1, Some(Value::Integer(2)), Some(2.0)));
    }
}

pub fn a_result_is_written_as_it_is_arranged<D: Database>() {
    let mut session = lab_with::<D>(&ROWS);
    let (table, asked) = (browse(&mut session, "t").id, query(&mut session, "SELECT * FROM t").unwrap().id);
    for result in [table, asked] {
        assert_eq!(
            written(&mut session, result, 0, None),
            "id,x,y\r\n1,3,c\r\n2,,a\r\n3,x,b\r\n4,1.5,Bb\r\n5,01,\"\"\r\n6,3.0,\r\n"
        );
        arrange(&mut session, result, Some((2, true)), &[(0, "!=6")]);
        assert_eq!(written(&mut session, result, 1, Some(3)), "id,x,y\r\n3,x,b\r\n2,,a\r\n4,1.5,Bb\r\n");
        assert_eq!(written(&mut session, result, 5, None), "id,x,y\r\n");
    }
}

pub fn every_row_of_a_large_table_is_there_once<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE t (n INTEGER, pad TEXT)",
        "WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 9999)
         INSERT INTO t (rowid, n, pad) SELECT n - 5000, n * 7919 % 10000, 'row ' || n FROM c",
    ]);
    for gaps in [false, true] {
        if gaps {
            query(&mut session, "DELETE FROM t WHERE rowid = 17");
        }
        let ResultSet { id, total, first, .. } = browse(&mut session, "t");
        assert_eq!((total, first.len()), (10_000 - u64::from(gaps), 100));
        let last = window(&mut session, id, total - 2, 100);
        assert_eq!(last, ["4162|row 9998", "2081|row 9999"]);
        let lines = |text: String| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(lines(written(&mut session, id, 0, None)).len() as u64, total);
        arrange(&mut session, id, Some((0, false)), &[]);
        let sorted = lines(written(&mut session, id, 0, None));
        let numbers: Vec<u64> = sorted.iter().map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
        assert_eq!(numbers.len() as u64, total);
        assert!(numbers.is_sorted_by(|a, b| a < b));
        let last = sorted.last().unwrap().replace(',', "|");
        assert_eq!(window(&mut session, id, total - 1, 5), [last]);
    }
}

pub fn what_has_no_rowid_to_name_is_browsed_too<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE one (rowid, _rowid_)",
        "INSERT INTO one VALUES (7, 8), (6, 9)",
        "CREATE TABLE three (rowid, _rowid_, oid)",
        "INSERT INTO three VALUES (7, 8, 9), (6, 9, 1)",
        "CREATE TABLE keyed (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
        "INSERT INTO keyed VALUES ('b', 1), ('a', 2)",
        "CREATE VIEW seen AS SELECT v, k FROM keyed",
        "CREATE TABLE \"odd \"\" name\" (\"a \"\" b\", \"\")",
        "INSERT INTO \"odd \"\" name\" VALUES ('it''s', NULL), ('\"', 0)",
        "CREATE TABLE empty (x)",
        "CREATE TABLE \"wanted\" (id, at)",
        "INSERT INTO wanted (rowid, id, at) VALUES (-9223372036854775808, 5, 6), (9223372036854775807, 3, 4)",
    ]);
    let cases: [(&str, &[&str], &[&str]); 7] = [
        ("one", &["7|8", "6|9"], &["6|9", "7|8"]),
        ("three", &["7|8|9", "6|9|1"], &["6|9|1", "7|8|9"]),
        ("keyed", &["a|2", "b|1"], &["a|2", "b|1"]),
        ("seen", &["2|a", "1|b"], &["1|b", "2|a"]),
        ("odd \" name", &["it's|NULL", "\"|0"], &["\"|0", "it's|NULL"]),
        ("empty", &[], &[]),
        ("WANTED", &["5|6", "3|4"], &["3|4", "5|6"]),
    ];
    for (table, rows, sorted) in cases {
        let result = browse(&mut session, table);
        assert_eq!(
            (shown(&result.first), result.total),
            (rows.iter().map(|row| (*row).to_owned()).collect(), rows.len() as u64)
        );
        assert_eq!(window(&mut session, result.id, 0, 9), rows, "{table}");
        assert_eq!(shown(&arrange(&mut session, result.id, Some((0, false)), &[]).first), sorted, "{table}");
        assert_eq!(window(&mut session, result.id, 1, 9), sorted.get(1..).unwrap_or_default(), "{table}");
        let facts = session.describe_column(&DescribeColumn { result: result.id, column: 0 }).unwrap();
        assert_eq!((facts.rows, facts.distinct), (rows.len() as u64, rows.len() as u64), "{table}");
    }
    assert!(session.browse_table(&BrowseTable { table: "nope".to_owned() }).is_err());
}

pub fn a_table_that_changes_gives_its_rows_or_none<D: Database>() {
    let mut session = lab_with::<D>(&ROWS);
    let result = browse(&mut session, "t").id;
    let gone = |session: &mut Session<D>| {
        let outcome = session.rows(&Rows { result, start: 0, count: 1 });
        assert_eq!(outcome.map(|window| window.rows).map_err(|error| error.kind()), Err(ErrorKind::NotFound));
        let facts = session.describe_column(&DescribeColumn { result, column: 0 });
        assert_eq!(facts.unwrap_err().kind(), ErrorKind::NotFound);
    };
    query(&mut session, "SELECT 1");
    assert_eq!(window(&mut session, result, 0, 1), ["1|3|c"]);
    query(&mut session, "DELETE FROM t WHERE id < 3; UPDATE t SET y = 'new' WHERE id = 3");
    assert_eq!(window(&mut session, result, 0, 1), ["3|x|new"]);
    arrange(&mut session, result, Some((2, true)), &[]);
    assert_eq!(window(&mut session, result, 0, 1), ["3|x|new"]);
    query(&mut session, "SELECT * FROM t");
    assert_eq!(window(&mut session, result, 3, 9), ["6|3.0|NULL"]);
    // An arrangement is of the rows as they were.
    query(&mut session, "UPDATE t SET y = 'zz' WHERE id = 5");
    gone(&mut session);
    let again = arrange(&mut session, result, Some((2, true)), &[]);
    assert_eq!((again.total, &shown(&again.first)[..1]), (4, &["5|x'01'|zz".to_owned()][..]));
    // The end of a transaction undoes changes in silence.
    query(&mut session, "BEGIN; UPDATE t SET y = NULL WHERE id = 5");
    arrange(&mut session, result, Some((2, true)), &[]);
    assert_eq!(window(&mut session, result, 0, 1), ["3|x|new"]);
    query(&mut session, "ROLLBACK");
    gone(&mut session);
    arrange(&mut session, result, None, &[]);
    assert_eq!(window(&mut session, result, 2, 1), ["5|x'01'|zz"]);
    query(&mut session, "ALTER TABLE t ADD COLUMN z");
    gone(&mut session);
    query(&mut session, "ALTER TABLE t DROP COLUMN z");
    assert_eq!(window(&mut session, result, 2, 1), ["5|x'01'|zz"]);
    query(&mut session, "DROP TABLE t");
    gone(&mut session);
    // What is in memory goes with the next script.
    query(&mut session, "CREATE VIEW v AS SELECT 1");
    let view = browse(&mut session, "v").id;
    assert_eq!(window(&mut session, view, 0, 1), ["1"]);
    query(&mut session, "SELECT 2");
    assert_eq!(session.rows(&Rows { result: view, start: 0, count: 1 }).unwrap_err().kind(), ErrorKind::NotFound);
}

pub fn a_window_of_long_values_has_fewer_rows<D: Database>() {
    let long = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5)
                SELECT n, hex(zeroblob(1500000)) AS x FROM c";
    let mut session = lab_with::<D>(&[&format!("CREATE TABLE t AS {long}")]);
    let (table, asked) = (browse(&mut session, "t"), query(&mut session, long).unwrap());
    for ResultSet { id, .. } in [table, asked] {
        let mut numbers = Vec::new();
        while numbers.len() < 5 {
            let rows = session.rows(&Rows { result: id, start: numbers.len() as u64, count: 100 }).unwrap().rows;
            assert!((1..=3).contains(&rows.len()), "{}", rows.len());
            assert!(rows.iter().all(|row| row[1].text().unwrap().len() == 3_000_000));
            numbers.extend(rows.iter().map(|row| row[0].integer().unwrap()));
        }
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
    }
}

pub fn a_browsed_table_is_no_answer_to_an_exercise<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE VIEW v AS SELECT 2 AS n"]);
    query(&mut session, "SELECT 1 AS n");
    browse(&mut session, "v");
    let exercise = "---\ntitle: t\n---\n```check result\n```\n```sql solution\nSELECT 1 AS n;\n```\n";
    let checked = session.check(&check(&[("x.md", exercise)]), None).unwrap();
    assert!(!checked.verdicts.is_empty());
    let passed = feature_lab::lessons::judge::verdict::Outcome::Passed;
    assert!(checked.verdicts.iter().all(|verdict| verdict.outcome == passed), "{:?}", checked.verdicts);
}

pub fn a_built_table_is_arranged_too<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT, member_rating INTEGER)",
        "INSERT INTO leads_scored VALUES ('a@x.org', 1), ('b@x.org', 3), ('c@x.org', 2)",
        "CREATE TABLE transactions (user_email TEXT, transaction_date TEXT)",
        "INSERT INTO transactions VALUES ('b@x.org', '2026-06-01'), ('b@x.org', '2026-06-02'), ('c@x.org', '2026-05-01')",
    ]);
    let spec = proposed(&session);
    let preview = build(&mut session, &spec).unwrap().preview;
    let frequency = preview.columns.iter().position(|name| name == "purchase_frequency").unwrap();
    let arranged = arrange(&mut session, preview.id, Some((u32::try_from(frequency).unwrap(), true)), &[]);
    let order: Vec<_> = arranged.first.iter().map(|row| row[frequency].clone()).collect();
    assert_eq!(order, [Value::Integer(2), Value::Integer(1), Value::Integer(0)]);
    assert_eq!((arranged.total, arranged.whole), (3, 3));
}
