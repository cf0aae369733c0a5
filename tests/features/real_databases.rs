//! Realistic databases, from the opened file to the feature table, with features calculated by hand.

use crate::fixtures::{build, lab_with, proposed, text};
use crate::known_schemas::real::{chinook, northwind, sakila};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::error::ErrorKind;
use feature_lab::base::ident::Ident;
use feature_lab::base::schema::{Schema, TableKind};
use feature_lab::engine::session::Session;
use feature_lab::features::field::Field;
use feature_lab::features::spec::parse_as_of;
use feature_lab::words;

/// The statements that create a schema; views only have the right columns.
fn create(schema: &Schema) -> Vec<String> {
    let table = |table: &feature_lab::base::schema::Table| {
        let name = Ident(&table.name);
        let list = |column: &dyn Fn(&feature_lab::base::schema::Column) -> String| {
            table.columns.iter().map(column).collect::<Vec<_>>().join(", ")
        };
        if table.kind == TableKind::View {
            return format!(
                "CREATE VIEW {name} AS SELECT {}",
                list(&|column| format!("NULL AS {}", Ident(&column.name)))
            );
        }
        let keys =
            table.columns.iter().filter(|column| column.primary_key).map(|column| Ident(&column.name).to_string());
        let columns = list(&|column| format!("{} {}", Ident(&column.name), column.declared));
        format!("CREATE TABLE {name} ({columns}, PRIMARY KEY ({}))", keys.collect::<Vec<_>>().join(", "))
    };
    schema.tables.iter().map(table).collect()
}

/// Opens a script's database, builds the proposal (which must have no question), and returns the feature table's rows.
fn features(script: &[String], as_of: &str) -> (Session<Native>, Vec<String>) {
    let script: Vec<&str> = script.iter().map(String::as_str).collect();
    let mut session = lab_with::<Native>(&script);
    let questions = &session.opened().unwrap().proposal.questions;
    assert!(questions.is_empty(), "{questions:?}");
    let mut spec = proposed(&session);
    spec.as_of = parse_as_of(as_of).unwrap();
    build(&mut session, &spec).unwrap_or_else(|error| panic!("{error:?}"));
    let rows = text(&mut session, "SELECT * FROM customer_features ORDER BY rowid");
    (session, rows)
}

fn with(schema: &Schema, inserts: &[&str]) -> Vec<String> {
    create(schema).into_iter().chain(inserts.iter().map(|sql| (*sql).to_owned())).collect()
}

#[test]
fn chinook_is_built_from_invoices_by_customer_number() {
    let script = with(
        &chinook(),
        &[
            "INSERT INTO Customer (CustomerId, FirstName, LastName, Email) VALUES (1, 'Luís', 'Gonçalves', \
             'luisg@embraer.com.br'), (2, 'Leonie', 'Köhler', 'leonekohler@surfeu.de'), (3, 'François', 'Tremblay', \
             'ftremblay@gmail.com')",
            "INSERT INTO Invoice (InvoiceId, CustomerId, InvoiceDate, Total) VALUES (1, 2, '2009-01-01 00:00:00', 1.98), \
             (2, 2, '2013-12-22 00:00:00', 0.99), (3, 1, '2013-08-07 00:00:00', 8.91), (4, 1, '2014-01-01 00:00:00', 1)",
        ],
    );
    let (_, rows) = features(&script, "2013-12-31");
    assert_eq!(
        rows,
        ["luisg@embraer.com.br|NULL|1|146", "leonekohler@surfeu.de|NULL|2|9", "ftremblay@gmail.com|NULL|0|365"]
    );
}

#[test]
fn sakila_is_built_from_payments_with_milliseconds() {
    let script = with(
        &sakila(),
        &[
            "INSERT INTO customer (customer_id, email) VALUES (1, 'MARY.SMITH@sakilacustomer.org'), (2, NULL)",
            "INSERT INTO payment (payment_id, customer_id, amount, payment_date) VALUES (1, 1, 2.99, \
             '2005-05-25 11:30:37.000'), (2, 1, 0.99, '2005-08-22 20:03:46.000'), (3, 2, 4.99, '2005-08-23 00:00:00.000'), \
             (4, 9, 4.99, '2005-08-23 00:00:00.000')",
        ],
    );
    let (_, rows) = features(&script, "2005-08-23");
    assert_eq!(rows, ["MARY.SMITH@sakilacustomer.org|NULL|2|0", "NULL|NULL|1|0"]);
}

#[test]
fn northwind_has_text_keys_and_dates_without_a_time() {
    let script = with(
        &northwind(),
        &[
            "INSERT INTO Customers (CustomerID, CompanyName) VALUES ('ALFKI', 'Alfreds Futterkiste'), ('ANATR', 'Ana Trujillo')",
            "INSERT INTO Orders (OrderID, CustomerID, OrderDate) VALUES (10643, 'ALFKI', '2017-08-25'), \
             (10692, 'ALFKI', '2017-10-03'), (10308, 'ANATR', '2016-09-18'), (10309, 'alfki', '2017-12-30')",
        ],
    );
    let (_, rows) = features(&script, "2018-01-01");
    assert_eq!(rows, ["ALFKI|NULL|2|90", "ANATR|NULL|1|470"]);
}

#[test]
fn shops_of_many_kinds() {
    let strings = |list: &[&str]| list.iter().map(|sql| (*sql).to_owned()).collect::<Vec<_>>();
    let customers = "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT)";
    let people = "INSERT INTO customers VALUES (3, 'Cy', 'cy@x.org'), (1, 'Ana', 'ana@x.org'), (2, 'Bo', NULL)";
    let cases: [(&str, Vec<String>, &[&str]); 5] = [
        (
            "integer dates",
            strings(&[
                customers,
                people,
                "CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER, order_date INTEGER, total REAL)",
                "INSERT INTO orders VALUES (1, 1, 20260630, 9), (2, 1, 20251231, 9), (3, 3, 20260702, 9), (4, 2, 20260230, 9)",
            ]),
            &["ana@x.org|NULL|2|1", "NULL|NULL|1|365", "cy@x.org|NULL|0|365"],
        ),
        (
            "epoch milliseconds",
            strings(&[
                customers,
                people,
                "CREATE TABLE purchases (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, purchased_at INTEGER)",
                "INSERT INTO purchases VALUES (1, 1, 1782863999999), (2, 1, 1782777600000), (3, 2, 1782864000001)",
            ]),
            &["ana@x.org|NULL|2|0", "NULL|NULL|0|365", "cy@x.org|NULL|0|365"],
        ),
        (
            "a rating, dates with dots, an e-mail as the key",
            strings(&[
                "CREATE TABLE members (email TEXT PRIMARY KEY, rating INTEGER)",
                "INSERT INTO members VALUES ('ana@x.org', 5), ('bo@x.org', NULL)",
                "CREATE TABLE sales (sale_no INTEGER PRIMARY KEY, email TEXT REFERENCES members, sale_date TEXT)",
                "INSERT INTO sales VALUES (1, 'ana@x.org', '1.6.2026'), (2, 'ana@x.org', '30.6.2026 23:00')",
            ]),
            &["ana@x.org|5|2|0", "bo@x.org|NULL|0|365"],
        ),
        (
            "a warehouse whose keys are text on one side",
            strings(&[
                "CREATE TABLE dim_customer (customer_key TEXT, email TEXT, member_rating REAL, p1 REAL)",
                "INSERT INTO dim_customer VALUES ('001', 'ana@x.org', 4.5, 0.25), ('2', 'bo@x.org', 3, 1)",
                "CREATE TABLE fact_orders (customer_key TEXT, order_id TEXT, order_timestamp TEXT)",
                "INSERT INTO fact_orders VALUES ('001', 'a', '2026-06-30T22:00:00-05:00'), ('1', 'b', '2026-06-30'), \
                 (2, 'c', '2026-06-01T00:00:00Z')",
            ]),
            &["ana@x.org|0.25|4.5|0|365", "bo@x.org|1.0|3.0|1|30"],
        ),
        (
            "Excel days",
            strings(&[
                "CREATE TABLE leads (user_email TEXT, p1 TEXT, member_rating TEXT)",
                "INSERT INTO leads VALUES ('user_email', 'p1', 'member_rating'), ('ana@x.org', '0.5', '5')",
                "CREATE TABLE transactions (user_email TEXT, product TEXT, transaction_date REAL)",
                "INSERT INTO transactions VALUES ('ana@x.org', 'mug', 46203.5), ('ana@x.org', 'mug', 46172)",
            ]),
            &["user_email|p1|member_rating|0|365", "ana@x.org|0.5|5|2|0"],
        ),
    ];
    for (what, script, expected) in cases {
        assert_eq!(features(&script, "2026-07-01").1, expected, "{what}");
    }
}

#[test]
fn numbers_on_one_side_and_text_on_the_other_are_reported_and_can_be_joined() {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT)",
        "INSERT INTO customers VALUES (1, 'ana@x.org'), (2, 'bo@x.org')",
        "CREATE TABLE orders (order_no INTEGER PRIMARY KEY, customer_id TEXT, order_date TEXT)",
        "INSERT INTO orders VALUES (1, '1', '2026-06-30'), (2, '1', '2026-06-29'), (3, '2', '2026-06-29'), (4, '3', '2026-06-29')",
    ]);
    let mut spec = proposed(&session);
    let counts = "SELECT group_concat(purchase_frequency) FROM customer_features";
    let report = build(&mut session, &spec).unwrap().report;
    let offer = report.checks.iter().find(|check| check.id == "text_number_keys").unwrap();
    assert_eq!((offer.count, text(&mut session, counts)), (2, vec!["0,0".to_owned()]), "{offer:?}");
    assert!(words::check(offer).contains("Numbers as text"), "{offer:?}");
    spec.match_keys = feature_lab::features::spec::MatchKeys::AsText;
    build(&mut session, &spec).unwrap();
    assert_eq!(text(&mut session, counts), ["2,1"]);
}

#[test]
fn where_a_database_leaves_a_choice_the_lab_asks_and_does_not_build() {
    let customers = "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT)";
    let cases: [(&[&str], &[Field]); 3] = [
        (
            &[
                customers,
                "CREATE TABLE invoices (id INTEGER PRIMARY KEY, customer_id INTEGER, invoice_date TEXT)",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, order_date TEXT)",
            ],
            &[Field::TransactionsTable],
        ),
        (
            &[
                "CREATE TABLE leads (user_email TEXT)",
                "CREATE TABLE orders (order_id INTEGER PRIMARY KEY, user_email TEXT, shipped_at TEXT)",
                "INSERT INTO leads VALUES ('ana@x.org')",
                "INSERT INTO orders VALUES (1, 'ana@x.org', '2026-06-30')",
            ],
            &[Field::TimeColumn],
        ),
        (&["CREATE TABLE a (x, y)", "CREATE TABLE b (x, z)"], &[Field::LeadsTable, Field::TransactionsTable]),
    ];
    for (script, expected) in cases {
        let mut session = lab_with::<Native>(script);
        let asked: Vec<_> =
            session.opened().unwrap().proposal.questions.iter().map(|question| question.field).collect();
        assert_eq!(asked, expected, "{script:?}");
        let spec = proposed(&session);
        assert_eq!(build(&mut session, &spec).unwrap_err().kind(), ErrorKind::Spec, "{script:?}");
        assert!(text(&mut session, "SELECT name FROM sqlite_schema WHERE name = 'customer_features'").is_empty());
    }
}
