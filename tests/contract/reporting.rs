//! The data-quality report and the errors of a build (feature-spec §4, §5).

use super::{build, lab_with, proposed, text};
use feature_lab::base::error::ErrorKind;
use feature_lab::engine::database::Database;
use feature_lab::features::quality::checks::Severity;
use feature_lab::features::spec::MatchKeys;
use feature_lab::words;

const TRANSACTIONS: &str = "CREATE TABLE transactions (user_email, product_id TEXT, ts)";

/// Leads and transactions in which every check finds something but the two that must hold; the first column numbers
/// the rows.
const BLEMISHES: [&str; 5] = [
    "CREATE TABLE leads_scored (n INTEGER PRIMARY KEY, user_email, p1, member_rating)",
    "INSERT INTO leads_scored VALUES (1, 'user_email', 'p1', 'member_rating'), (2, 'ana', 0.5, 5), (3, 'ana', 0.5, 5), \
     (4, NULL, 0.5, 5), (5, ' ', 0.5, 5), (6, 7, 0.5, 5), (7, 'bo', 1.5, 6), (8, 'cy', NULL, NULL)",
    TRANSACTIONS,
    "INSERT INTO transactions VALUES ('ana', 'p', '2026-06-30'), (' ANA', 'p', '20260629'), ('7', 'p', '2026-06-28'), \
     (NULL, 'p', '2026-06-28'), ('bo', char(9), '01/02/2026'), ('bo', NULL, 'never'), ('bo', 'p', '2027-01-01'), \
     ('bo', 'p', '1999-12-31')",
    "ANALYZE",
];

/// A check's id, severity, count and rows.
type Expected<'a> = (&'a str, Severity, u64, &'a [(i64, &'a str)]);

pub fn every_check_has_a_count_and_shows_rows<D: Database>() {
    let mut session = lab_with::<D>(&BLEMISHES);
    let spec = proposed(&session);
    let report = build(&mut session, &spec).unwrap().report;
    let expected: [Expected<'_>; 26] = [
        ("duplicate_lead_keys", Severity::Warning, 1, &[(3, "ana")]),
        ("blank_lead_keys", Severity::Warning, 2, &[(4, "NULL"), (5, " ")]),
        ("blank_transaction_keys", Severity::Warning, 1, &[(4, "NULL")]),
        ("normalised_matches", Severity::Warning, 1, &[(2, " ANA")]),
        ("text_number_keys", Severity::Warning, 1, &[(3, "7")]),
        ("number_keys", Severity::Warning, 0, &[]),
        ("header_rows", Severity::Warning, 1, &[(1, "user_email")]),
        ("null_times", Severity::Info, 0, &[]),
        ("unreadable_times", Severity::Warning, 2, &[(5, "01/02/2026"), (6, "never")]),
        ("mixed_time_formats", Severity::Info, 1, &[(1, "2026-06-30"), (2, "20260629")]),
        ("undecided_date_order", Severity::Warning, 1, &[(5, "01/02/2026")]),
        ("undecided_unit", Severity::Warning, 0, &[]),
        ("times_after_as_of", Severity::Info, 1, &[(7, "2027-01-01")]),
        ("times_before_2000", Severity::Warning, 1, &[(8, "1999-12-31")]),
        ("unknown_customers", Severity::Info, 2, &[(2, " ANA"), (3, "7")]),
        ("no_matches", Severity::Warning, 0, &[]),
        ("one_table", Severity::Warning, 0, &[]),
        (
            "customers_without_transactions",
            Severity::Info,
            5,
            &[(1, "user_email"), (4, "NULL"), (5, " "), (6, "7"), (8, "cy")],
        ),
        ("ended_transactions", Severity::Info, 0, &[]),
        ("ended_leads", Severity::Info, 0, &[]),
        ("negative_amounts", Severity::Info, 0, &[]),
        ("blank_products", Severity::Info, 2, &[(5, "\t"), (6, "NULL")]),
        ("rating_values", Severity::Warning, 3, &[(1, "member_rating"), (7, "6"), (8, "NULL")]),
        ("p1_values", Severity::Warning, 3, &[(1, "p1"), (7, "1.5"), (8, "NULL")]),
        ("rows_out_equal_rows_in", Severity::Error, 0, &[]),
        ("no_null_features", Severity::Error, 0, &[]),
    ];
    // The query for the whole rows of the examples finds each of them.
    let schema = session.opened().unwrap().schema.clone();
    for check in report.checks.iter().filter(|check| !check.examples.is_empty()) {
        let sql = check.example_rows(&report.spec, &schema).unwrap();
        let rowids: Vec<String> = check.examples.iter().map(|example| example.rowid.to_string()).collect();
        let rows = text(&mut session, &sql);
        let found: Vec<&str> = rows.iter().filter_map(|row| row.split('|').next()).collect();
        assert_eq!(found, rowids, "{sql}");
    }
    let found: Vec<_> = report
        .checks
        .iter()
        .map(|check| {
            let examples: Vec<_> =
                check.examples.iter().map(|example| (example.rowid, example.value.as_str())).collect();
            assert!(words::check(check).ends_with('.'), "{check:?}");
            (check.id.as_str(), check.severity, check.count, examples)
        })
        .collect();
    let expected = expected.map(|(id, severity, count, examples)| (id, severity, count, examples.to_vec()));
    assert_eq!(found, expected);
    assert_eq!((report.times.question.is_none(), report.times.options.len()), (false, 2));
}

pub fn customers_without_an_email_are_told_where_it_is_not_the_key<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE clients (id INTEGER PRIMARY KEY, mail TEXT, stars INTEGER)",
        "INSERT INTO clients VALUES (1, 'ana@x.org', 3), (2, '', 4), (3, NULL, 5), (4, ' ', 5), (5, 'bo@x.org', 1)",
        "CREATE TABLE orders (client_id INTEGER, placed_on TEXT)",
        "INSERT INTO orders VALUES (1, '2026-01-01'), (2, '2026-01-02')",
    ]);
    let mut spec = proposed(&session);
    assert_eq!((spec.leads.key.as_str(), spec.leads.email.as_str()), ("id", "mail"));
    let report = build(&mut session, &spec).unwrap().report;
    let check = report.checks.iter().find(|check| check.id == "blank_emails").unwrap();
    let found: Vec<_> = check.examples.iter().map(|example| (example.rowid, example.value.as_str())).collect();
    assert_eq!((check.severity, found), (Severity::Warning, vec![(2, ""), (3, "NULL"), (4, " ")]));
    let said = words::check(check);
    assert!(said.starts_with("3 rows in clients have no mail (NULL or blank), so nobody can tell whose"), "{said}");
    // Where the e-mail is the key, its check is that of keys.
    spec.leads.key = "mail".to_owned();
    let report = build(&mut session, &spec).unwrap().report;
    assert!(report.checks.iter().all(|check| check.id != "blank_emails"));
}

pub fn what_a_check_offers_can_be_chosen<D: Database>() {
    let mut session = lab_with::<D>(&BLEMISHES);
    for (matching, check, email) in
        [(MatchKeys::Normalised, "normalised_matches", "ana"), (MatchKeys::AsText, "text_number_keys", "7")]
    {
        let mut spec = proposed(&session);
        let sql = format!("SELECT purchase_frequency FROM customer_features WHERE user_email = '{email}' LIMIT 1");
        build(&mut session, &spec).unwrap();
        let before: i64 = text(&mut session, &sql.replace("= '7'", "= 7"))[0].parse().unwrap();
        spec.match_keys = matching;
        let report = build(&mut session, &spec).unwrap().report;
        let after: i64 = text(&mut session, &sql.replace("= '7'", "= 7"))[0].parse().unwrap();
        assert_eq!(after, before + 1, "{matching:?}");
        assert!(report.checks.iter().any(|found| found.id == check && found.count == 0), "{matching:?}");
    }
}

pub fn examples_stop_at_five<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        TRANSACTIONS,
        "INSERT INTO transactions SELECT 'nobody', 'p', value FROM json_each('[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]')",
    ]);
    let mut spec = proposed(&session);
    // Texts without a digit are not proposed as times.
    assert_eq!(std::mem::replace(&mut spec.transactions.time, "ts".to_owned()), "");
    for check in build(&mut session, &spec).unwrap().report.checks.iter().filter(|check| check.count > 0) {
        assert_eq!((check.count, check.examples.len()), (7, 5), "{check:?}");
        assert_eq!(check.examples.iter().map(|example| example.rowid).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }
}

pub fn a_free_name_is_offered_where_a_view_or_an_index_is_in_the_way<D: Database>() {
    for thing in ["CREATE VIEW Customer_Features AS SELECT 1", "CREATE INDEX Customer_Features ON transactions (ts)"] {
        let mut session = lab_with::<D>(&[
            BLEMISHES[0],
            TRANSACTIONS,
            thing,
            "CREATE TABLE customer_features_2 (mine)",
            "CREATE VIEW CUSTOMER_FEATURES_3 AS SELECT 1",
        ]);
        let mut spec = proposed(&session);
        let error = build(&mut session, &spec).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict, "{error:?}");
        assert!(words::error(&error).hint.contains("“Customer_Features_4”"), "{error:?}");
        spec.target = "Customer_Features_4".to_owned();
        build(&mut session, &spec).unwrap();
    }
}

pub fn a_trigger_of_the_targets_name_is_not_in_the_way<D: Database>() {
    let trigger = "CREATE TRIGGER customer_features AFTER INSERT ON transactions BEGIN SELECT 1; END";
    let mut session = lab_with::<D>(&[BLEMISHES[0], TRANSACTIONS, trigger]);
    let spec = proposed(&session);
    build(&mut session, &spec).unwrap();
    assert_eq!(text(&mut session, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'"), [trigger]);
}

pub fn values_of_a_view_stay_what_they_are<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE numbers (user_email TEXT, p1 INTEGER, member_rating REAL)",
        "CREATE TABLE texts (user_email BLOB, p1 TEXT, member_rating INTEGER)",
        "INSERT INTO numbers VALUES ('a', 9007199254740993, 4)",
        "INSERT INTO texts VALUES (7, '7', 4)",
        "CREATE VIEW leads_scored AS SELECT * FROM numbers UNION ALL SELECT * FROM texts",
        "CREATE VIEW only_numbers AS SELECT * FROM numbers",
        "CREATE VIEW computed AS SELECT user_email, p1 * 0 + 7.0 AS p1, member_rating / 2 AS member_rating FROM numbers",
        TRANSACTIONS,
    ]);
    let mut spec = proposed(&session);
    for (field, name) in [(&mut spec.leads.table, "leads_scored"), (&mut spec.transactions.table, "transactions")] {
        *field = name.to_owned();
    }
    (spec.leads.key, spec.leads.email) = ("user_email".to_owned(), "user_email".to_owned());
    (spec.leads.rating, spec.leads.passthrough_columns) = (Some("member_rating".to_owned()), vec!["p1".to_owned()]);
    (spec.transactions.key, spec.transactions.time) = ("user_email".to_owned(), "ts".to_owned());
    let types = "SELECT type FROM pragma_table_info('customer_features') LIMIT 3";
    for table in ["leads_scored", "computed", "only_numbers"] {
        spec.leads.table = table.to_owned();
        build(&mut session, &spec).unwrap();
        for column in ["user_email", "p1", "member_rating"] {
            let values = |table: &str| format!("SELECT typeof({column}), {column} FROM {table}");
            let source = text(&mut session, &values(table));
            assert_eq!(text(&mut session, &values("customer_features")), source, "{table} {column}");
        }
    }
    assert_eq!(text(&mut session, types), ["TEXT", "INTEGER", "REAL"]);
}
