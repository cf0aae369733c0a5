//! The build over the port: the cases of feature-spec §2 and §4 that touch the database.

use super::{build, lab_with, proposed, request, text};
use crate::fixtures::open;
use feature_lab::base::error::ErrorKind;
use feature_lab::base::ident::UNNAMED;
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::features::feature::Feature;
use feature_lab::features::spec::parse_as_of;
use feature_lab::features::times::TimeFormat;
use feature_lab::protocol::{Build, PreviewTimes, Source};
use feature_lab::words;

const LEADS: &str = "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)";
const TRANSACTIONS: &str = "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)";
const ALL: &str = "SELECT * FROM customer_features ORDER BY rowid";

pub fn the_tiny_sample_gives_the_features_of_the_specification<D: Database>() {
    let mut session = Session::<D>::default();
    session.open_sample(&request(Source::Sample(String::new())), "tiny").unwrap();
    let spec = proposed(&session);
    let built = build(&mut session, &spec).unwrap();
    let expected = [
        "ana@example.com|0.91|5|3|0",
        "ben@example.com|0.42|3|2|172",
        "chi@example.com|0.77|4|2|10",
        "dov@example.com|0.13|2|0|365",
        "eva@example.com|0.58|4|1|514",
    ];
    assert_eq!(text(&mut session, ALL), expected);
    assert_eq!(built.preview.columns, ["user_email", "p1", "member_rating", "purchase_frequency", "recency_days"]);
    assert_eq!((built.report.rows_in, built.report.transactions, built.report.rows_out), (5, 8, 5));
    let found: Vec<_> = built.report.checks.iter().filter(|check| check.count > 0).collect();
    assert_eq!(found.iter().map(|check| check.id.as_str()).collect::<Vec<_>>(), ["customers_without_transactions"]);
    assert_eq!(found[0].examples[0].value, "dov@example.com");
    let again = build(&mut session, &spec).unwrap();
    assert_eq!(text(&mut session, ALL), expected);
    assert_eq!(again.report.fingerprint, built.report.fingerprint);
}

pub fn a_feature_of_type_real_that_may_be_null_is_a_column_like_the_others<D: Database>() {
    let mut session = Session::<D>::default();
    session.open_sample(&request(Source::Sample(String::new())), "tiny").unwrap();
    let mut spec = proposed(&session);
    spec.features = vec![Feature::MeanDaysBetween, Feature::PurchaseFrequency];
    let built = build(&mut session, &spec).unwrap();
    let columns = ["user_email", "p1", "member_rating", "mean_days_between", "purchase_frequency"];
    assert_eq!(built.preview.columns, columns);
    let declared =
        "SELECT name || ' ' || type || ' ' || \"notnull\" FROM pragma_table_info('customer_features') WHERE cid > 2";
    assert_eq!(text(&mut session, declared), ["mean_days_between REAL 0", "purchase_frequency INTEGER 1"]);
    let by_sql = "SELECT f.mean_days_between IS (SELECT CASE WHEN count(ts) > 1
                  THEN (julianday(max(ts)) - julianday(min(ts))) / (count(ts) - 1) END
              FROM transactions AS t WHERE t.user_email = f.user_email AND julianday(ts) <= julianday('2026-07-01'))
           OR abs(f.mean_days_between - (SELECT (julianday(max(ts)) - julianday(min(ts))) / (count(ts) - 1)
              FROM transactions AS t WHERE t.user_email = f.user_email AND julianday(ts) <= julianday('2026-07-01'))) < 1e-6
         FROM customer_features AS f";
    assert_eq!(text(&mut session, by_sql), ["1"; 5]);
    let kinds = "SELECT typeof(mean_days_between), count(*) FROM customer_features GROUP BY 1 ORDER BY 1";
    assert_eq!(text(&mut session, kinds), ["null|2", "real|3"]);
    let nulls = built.report.checks.iter().find(|check| check.id == "no_null_features").unwrap();
    assert_eq!((nulls.count, words::check(nulls).as_str()), (0, "purchase_frequency has no NULL."));
}

pub fn the_same_rows_give_the_same_table_in_any_order_and_after_a_download<D: Database>() {
    let rows = [
        "('a', 'p', '01/02/2026')",
        "('b', NULL, '13/02/2026 1:05 PM')",
        "('a', 'p', '2026-06-30T10:00:00+02:00')",
        "('b', 'p', 1782777600)",
        "(NULL, 'p', 'never')",
        "('c', 'p', 20260701)",
    ];
    let mut first: Option<(Vec<String>, String)> = None;
    for turn in 0..rows.len() {
        let mut turned = rows;
        turned.rotate_left(turn);
        if turn % 2 == 1 {
            turned.reverse();
        }
        let mut session = lab_with::<D>(&[
            LEADS,
            "INSERT INTO leads_scored VALUES ('a', 0.5, 1), ('b', 1, NULL), (NULL, NULL, 3), ('c', 0, 5), ('a', 1, 1)",
            "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts)",
            &format!("INSERT INTO transactions VALUES {}", turned.join(", ")),
        ]);
        let spec = proposed(&session);
        let fingerprint = build(&mut session, &spec).unwrap().report.fingerprint;
        let built = (text(&mut session, ALL), fingerprint);
        assert_eq!(first.get_or_insert_with(|| built.clone()), &built, "{turned:?}");
        let image = session.export(&mut |_| ()).unwrap().1;
        let mut reopened = open::<D>(image);
        assert_eq!(text(&mut reopened, ALL), built.0);
        let fingerprint = build(&mut reopened, &spec).unwrap().report.fingerprint;
        assert_eq!((text(&mut reopened, ALL), fingerprint), built);
    }
    let (table, _) = first.unwrap();
    assert_eq!(table, ["a|0.5|1|2|0", "b|1.0|NULL|2|1", "NULL|NULL|3|0|365", "c|0.0|5|1|0", "a|1.0|1|2|0"]);
}

pub fn views_and_tables_without_rowid_are_sources_too<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE people (id TEXT PRIMARY KEY, member_rating INTEGER) WITHOUT ROWID",
        "INSERT INTO people VALUES ('b', 2), ('a', 1)",
        TRANSACTIONS,
        "INSERT INTO transactions VALUES ('a', 'p', '2026-06-01'), ('b', 'p', '2026-06-02'), ('b', NULL, 'never')",
        "CREATE VIEW leads AS SELECT id AS user_email, member_rating AS \"rowid\", 0.5 AS p1 FROM people ORDER BY id DESC",
        "CREATE VIEW bought AS SELECT user_email, ts FROM transactions",
    ]);
    let mut spec = proposed(&session);
    spec.leads.table = "people".to_owned();
    spec.leads.key = "id".to_owned();
    spec.leads.email = "id".to_owned();
    spec.leads.rating = Some("member_rating".to_owned());
    spec.leads.passthrough_columns = Vec::new();
    spec.transactions.table = "transactions".to_owned();
    spec.transactions.key = "user_email".to_owned();
    spec.transactions.time = "ts".to_owned();
    build(&mut session, &spec).unwrap();
    assert_eq!(text(&mut session, ALL), ["a|1|1|30", "b|2|2|29"]);
    spec.leads.table = "leads".to_owned();
    spec.leads.key = "user_email".to_owned();
    spec.leads.email = "user_email".to_owned();
    spec.leads.rating = Some("rowid".to_owned());
    spec.leads.passthrough_columns = vec!["p1".to_owned()];
    spec.transactions.table = "bought".to_owned();
    build(&mut session, &spec).unwrap();
    assert_eq!(text(&mut session, ALL), ["b|0.5|2|2|29", "a|0.5|1|1|30"]);
    assert!(text(&mut session, "SELECT name FROM sqlite_temp_schema").is_empty());
}

pub fn positions_stand_in_for_rowids_that_a_source_does_not_have<D: Database>() {
    let mut session = lab_with::<D>(&[
        LEADS,
        "INSERT INTO leads_scored VALUES ('a', 0.5, 3)",
        "CREATE TABLE sold (user_email TEXT, product_id TEXT, ts TEXT)",
        "INSERT INTO sold (rowid, user_email, product_id, ts) VALUES (100, 'a', 'p', '2026-06-01'), (200, 'a', ' ', 'never')",
        "CREATE VIEW transactions AS SELECT * FROM sold ORDER BY rowid DESC",
    ]);
    let spec = proposed(&session);
    assert_eq!(spec.transactions.table, "transactions");
    let built = build(&mut session, &spec).unwrap();
    let rowids = |id: &str| {
        let check = built.report.checks.iter().find(|check| check.id == id).unwrap();
        check.examples.iter().map(|example| example.rowid).collect::<Vec<_>>()
    };
    assert_eq!((rowids("unreadable_times"), rowids("blank_products")), (vec![1], vec![1]));
    assert_eq!(text(&mut session, ALL), ["a|0.5|3|2|30"]);
}

pub fn the_findings_of_a_large_table_are_those_of_its_rows<D: Database>() {
    let mut session = lab_with::<D>(&[
        LEADS,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
         INSERT INTO leads_scored SELECT 'c' || i, i / 20000.0, i / 5000 FROM n",
        TRANSACTIONS,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45000)
         INSERT INTO transactions (rowid, user_email, product_id, ts)
         SELECT i * 3, 'c' || (i * 7 % 30000), nullif('p' || i, 'p44999'), date('2026-01-01', (i % 200) || ' days') FROM n",
    ]);
    let spec = proposed(&session);
    let built = build(&mut session, &spec).unwrap();
    let found = |id: &str| {
        let check = built.report.checks.iter().find(|check| check.id == id).unwrap();
        (check.count, check.examples.first().map(|example| example.rowid))
    };
    for (id, condition) in [
        ("rating_values", "leads_scored WHERE member_rating NOT BETWEEN 1 AND 5"),
        ("p1_values", "leads_scored WHERE p1 NOT BETWEEN 0 AND 1"),
        ("blank_products", "transactions WHERE product_id IS NULL"),
        ("unknown_customers", "transactions WHERE user_email NOT IN (SELECT user_email FROM leads_scored)"),
        ("times_after_as_of", "transactions WHERE ts > '2026-07-01'"),
    ] {
        let expected = text(&mut session, &format!("SELECT count(*), min(rowid) FROM {condition}"));
        let (count, first) = found(id);
        assert_eq!(expected, [format!("{count}|{}", first.unwrap())], "{id}");
    }
    let differences = "SELECT count(*) FROM customer_features AS f JOIN (SELECT l.rowid AS id, count(t.ts) AS n,
         ifnull(CAST(julianday('2026-07-01') - julianday(max(t.ts)) AS INTEGER), 365) AS days
         FROM leads_scored AS l LEFT JOIN transactions AS t ON t.user_email = l.user_email AND t.ts <= '2026-07-01'
         GROUP BY l.rowid) AS o ON o.id = f.rowid AND o.n = f.purchase_frequency AND o.days = f.recency_days";
    assert_eq!(text(&mut session, differences), ["25000"]);
}

pub fn odd_names_and_values_survive<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE \"le\"\"ads; 🦀\" (\"the key\" TEXT, \"p 1\" BIGINT, b BLOB, \"odd\" \"my type\", rowid TEXT)",
        "INSERT INTO \"le\"\"ads; 🦀\" VALUES ('a' || char(0, 30, 31) || 'b', 9007199254740993, x'00ff', 'x', 'r'), \
         (CAST(x'ff61' AS TEXT), NULL, NULL, 1e300, NULL)",
        "CREATE TABLE t (k TEXT, w TEXT)",
        "INSERT INTO t SELECT \"the key\", '2026-06-30' FROM \"le\"\"ads; 🦀\"",
    ]);
    let mut spec = proposed(&session);
    spec.leads.table = "le\"ads; 🦀".to_owned();
    spec.leads.key = "the key".to_owned();
    spec.leads.email = "the key".to_owned();
    spec.leads.rating = None;
    spec.leads.passthrough_columns = ["p 1", "b", "odd", "rowid"].map(str::to_owned).to_vec();
    spec.transactions.table = "t".to_owned();
    spec.transactions.key = "k".to_owned();
    spec.transactions.time = "w".to_owned();
    spec.target = "the \"features\"".to_owned();
    build(&mut session, &spec).unwrap();
    let sql = "SELECT hex(user_email), \"p 1\", hex(b), odd, \"rowid\", purchase_frequency, recency_days FROM \"the \"\"features\"\"\"";
    let rows = text(&mut session, sql);
    assert_eq!(rows, ["61001E1F62|9007199254740993|00FF|x|r|1|1", "FF61|NULL||1e300|NULL|1|1"]);
    let types = text(&mut session, "SELECT type FROM pragma_table_info('the \"features\"')");
    assert_eq!(types, ["TEXT", "BIGINT", "BLOB", "my type", "TEXT", "", "INTEGER", "INTEGER"]);
}

pub fn tables_and_columns_without_a_name_are_sources_too<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, \"\" REAL)",
        "INSERT INTO people VALUES (1, 'a@x', 0.5), (2, 'b@x', 1.5)",
        "CREATE TABLE \"\" (\"\" INTEGER REFERENCES people(id), bought_at TEXT)",
        "INSERT INTO \"\" VALUES (1, '2026-06-29'), (1, '2026-06-01')",
    ]);
    let schema = session.opened().unwrap().schema.clone();
    assert_eq!(schema.table(UNNAMED).unwrap().rows, Some(2));
    assert_eq!(schema.table(UNNAMED).unwrap().foreign_keys[0].columns[0].0, UNNAMED);
    let mut spec = proposed(&session);
    assert_eq!((spec.transactions.table.as_str(), spec.transactions.key.as_str()), (UNNAMED, UNNAMED));
    spec.leads.passthrough_columns = vec![UNNAMED.to_owned()];
    build(&mut session, &spec).unwrap();
    assert_eq!(text(&mut session, ALL), ["a@x|0.5|NULL|2|2", "b@x|1.5|NULL|0|365"]);
    assert_eq!(
        text(&mut session, "SELECT name FROM pragma_table_info('customer_features') LIMIT 2"),
        ["user_email", ""]
    );
    // What is not chosen is still not chosen.
    spec.transactions.table.clear();
    assert_eq!(build(&mut session, &spec).unwrap_err().kind(), ErrorKind::Spec);
}

pub fn a_view_in_the_way_is_refused<D: Database>() {
    let mut session = lab_with::<D>(&[LEADS, TRANSACTIONS, "CREATE VIEW Customer_Features AS SELECT 1 AS one"]);
    let mut spec = proposed(&session);
    let error = build(&mut session, &spec).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(words::error(&error).hint.contains("_2"), "{error:?}");
    spec.target = "leads_scored".to_owned();
    assert_eq!(build(&mut session, &spec).unwrap_err().kind(), ErrorKind::Spec);
    assert_eq!(text(&mut session, "SELECT one FROM customer_features"), ["1"]);
}

pub fn stopping_leaves_the_old_table<D: Database>() {
    let mut session = lab_with::<D>(&[
        LEADS,
        TRANSACTIONS,
        "INSERT INTO leads_scored VALUES ('a', 1, 1)",
        "CREATE TABLE customer_features (old)",
        "INSERT INTO customer_features VALUES ('mine')",
        "CREATE INDEX mine ON customer_features (old)",
    ]);
    let spec = proposed(&session);
    for steps in 0..8 {
        session.start_build(&Build { spec: spec.clone(), keep_record: false }).unwrap();
        let finished = (0..steps).any(|_| session.step_build().unwrap().is_err());
        session.stop_build();
        if finished {
            assert_eq!(text(&mut session, "SELECT user_email FROM customer_features"), ["a"]);
            return;
        }
        assert_eq!(text(&mut session, "SELECT old FROM customer_features INDEXED BY mine"), ["mine"]);
        assert_eq!(text(&mut session, "PRAGMA integrity_check"), ["ok"]);
    }
    panic!("the build never finished");
}

pub fn nothing_else_in_the_file_changes<D: Database>() {
    let mut session = lab_with::<D>(&[
        "PRAGMA user_version = 42",
        "PRAGMA application_id = 1234",
        LEADS,
        TRANSACTIONS,
        "INSERT INTO leads_scored VALUES ('a', 1, 1)",
        "CREATE TABLE customer_FEATURES (user_email TEXT PRIMARY KEY)",
        "INSERT INTO customer_FEATURES VALUES ('old')",
        "CREATE TABLE child (parent TEXT REFERENCES customer_features ON DELETE CASCADE)",
        "INSERT INTO child VALUES ('old')",
        "CREATE INDEX extra ON customer_features (user_email)",
        "CREATE TRIGGER guard BEFORE DELETE ON customer_features BEGIN SELECT raise(ABORT, 'no'); END",
        "CREATE VIEW good AS SELECT user_email FROM customer_features",
        "CREATE VIEW bad AS SELECT rowid, user_email FROM customer_features ORDER BY nope",
        "CREATE VIEW soon_bad AS SELECT user_email FROM customer_features INDEXED BY extra",
    ]);
    session.database().unwrap().run("PRAGMA foreign_keys = ON", &[]).unwrap();
    let spec = proposed(&session);
    let others = "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name <> 'customer_features' COLLATE NOCASE";
    let before = text(&mut session, others);
    let built = build(&mut session, &spec).unwrap();
    assert_eq!(text(&mut session, others), before);
    assert_eq!(text(&mut session, "SELECT parent FROM child"), ["old"]);
    assert_eq!(text(&mut session, "PRAGMA foreign_keys"), ["1"]);
    assert_eq!(text(&mut session, "PRAGMA user_version"), ["42"]);
    assert_eq!(text(&mut session, "PRAGMA application_id"), ["1234"]);
    assert_eq!(text(&mut session, "SELECT * FROM good"), ["a"]);
    assert_eq!(built.report.dropped, ["index extra", "trigger guard"]);
    assert_eq!(built.report.broken_views.len(), 1, "{:?}", built.report.broken_views);
    assert_eq!(built.report.broken_views[0].0, "soon_bad");
}

pub fn an_open_transaction_is_left_alone<D: Database>() {
    let mut session = lab_with::<D>(&[LEADS, TRANSACTIONS]);
    for sql in ["BEGIN", "INSERT INTO leads_scored VALUES ('mine', 1, 1)"] {
        session.database().unwrap().run(sql, &[]).unwrap();
    }
    let spec = proposed(&session);
    let error = build(&mut session, &spec).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(words::error(&error).hint.contains("COMMIT"), "{error:?}");
    assert!(session.export(&mut |_| ()).is_err());
    session.database().unwrap().run("COMMIT", &[]).unwrap();
    assert_eq!(text(&mut session, "SELECT user_email FROM leads_scored"), ["mine"]);
    build(&mut session, &spec).unwrap();
}

pub fn keys_of_every_storage_class_match_as_sqlite_compares<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE l (k, n)",
        "CREATE TABLE t (k, w)",
        "INSERT INTO l VALUES (7, 'int'), (7.0, 'real'), ('7', 'text'), (x'37', 'blob'), (NULL, 'null'), ('', 'empty'), \
         (9007199254740993, 'big'), (' 7', 'space'), (7.5, 'half')",
        "INSERT INTO t SELECT k, '2026-06-30' FROM l",
    ]);
    let mut spec = proposed(&session);
    for (field, value) in [
        (&mut spec.leads.table, "l"),
        (&mut spec.leads.key, "k"),
        (&mut spec.leads.email, "n"),
        (&mut spec.transactions.table, "t"),
        (&mut spec.transactions.key, "k"),
        (&mut spec.transactions.time, "w"),
    ] {
        *field = value.to_owned();
    }
    (spec.leads.rating, spec.leads.passthrough_columns) = (None, Vec::new());
    build(&mut session, &spec).unwrap();
    let by_sqlite = "SELECT l.n || '|' || count(t.k) FROM l LEFT JOIN t ON t.k = l.k GROUP BY l.rowid ORDER BY l.rowid";
    let expected = text(&mut session, by_sqlite);
    assert_eq!(text(&mut session, "SELECT user_email || '|' || purchase_frequency FROM customer_features"), expected);
}

pub fn number_and_day_month_columns_are_read_as_a_whole<D: Database>() {
    let columns = [
        ("INTEGER", "(1782777600), (1782864000), (1782864001)", "2|0"),
        ("INTEGER", "(1782777600000), (1782864000001)", "1|1"),
        ("INTEGER", "(20260630), (20260531)", "2|1"),
        ("TEXT", "('30/06/2026'), ('01/02/2026')", "2|1"),
        ("TEXT", "('01/02/2026'), ('03/04/2026')", "2|365"),
        ("TEXT", "('13/02/2026'), ('02/13/2026')", "2|365"),
        ("REAL", "(2461221.5)", "1|1"),
    ];
    for (declared, values, expected) in columns {
        let mut session = lab_with::<D>(&[
            "CREATE TABLE leads_scored (user_email TEXT, member_rating INTEGER)",
            "INSERT INTO leads_scored VALUES ('a', 1)",
            &format!("CREATE TABLE transactions (ts {declared}, user_email TEXT DEFAULT 'a')"),
            &format!("INSERT INTO transactions (ts) VALUES {values}"),
        ]);
        let mut spec = proposed(&session);
        spec.as_of = parse_as_of("2026-07-01").unwrap();
        build(&mut session, &spec).unwrap();
        let row = text(&mut session, "SELECT purchase_frequency, recency_days FROM customer_features");
        assert_eq!(row, [expected], "{declared} {values}");
    }
    let mut session = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT)",
        "INSERT INTO leads_scored VALUES ('a')",
        TRANSACTIONS,
        "INSERT INTO transactions VALUES ('a', 'p', '01/06/2026')",
    ]);
    let mut spec = proposed(&session);
    for (format, days) in [(TimeFormat::DayMonthYear, "30"), (TimeFormat::MonthDayYear, "176")] {
        spec.transactions.time_format = format;
        build(&mut session, &spec).unwrap();
        assert_eq!(text(&mut session, "SELECT recency_days FROM customer_features"), [days]);
    }
}

pub fn examining_a_time_column_shows_two_readings<D: Database>() {
    let mut session = lab_with::<D>(&[
        LEADS,
        TRANSACTIONS,
        "INSERT INTO transactions (ts) VALUES ('x'), (20260630), ('2026-06-01 10:00')",
    ]);
    let times = session.preview_times(&PreviewTimes { spec: proposed(&session) }).unwrap().times;
    let pair = |value: &str, at: &str| (value.to_owned(), at.to_owned());
    assert_eq!(
        times.examples,
        [pair("20260630", "2026-06-30T00:00:00Z"), pair("2026-06-01 10:00", "2026-06-01T10:00:00Z")]
    );
    assert_eq!((times.unreadable, times.question), (1, None));
}
