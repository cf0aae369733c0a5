//! Realistic files with odd schemas and times: proposals, questions, and the features of their builds.

use crate::fixtures::{build, lab_with, text};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::session::Session;
use feature_lab::features::detect::Proposal;
use feature_lab::features::field::Field;
use feature_lab::features::spec::{FeatureSpec, parse_as_of};
use feature_lab::protocol::{PreviewTimes, Propose, Query};
use feature_lab::words;

/// Opens the database of a script.
fn open(script: &str) -> Session<Native> {
    lab_with(
        &[script].iter().flat_map(|text| text.split(";\n")).filter(|sql| !sql.trim().is_empty()).collect::<Vec<_>>(),
    )
}

fn proposal(session: &Session<Native>) -> Proposal {
    session.opened().unwrap().proposal.clone()
}

/// Proposes anew with nothing chosen, as the page does when the schema has changed.
fn proposed_anew(session: &mut Session<Native>) -> Proposal {
    let spec = FeatureSpec::empty(parse_as_of("2024-07-01").unwrap());
    session.propose(&Propose { spec, fixed: Vec::new() }).unwrap()
}

/// Builds a proposal without questions; returns the customers with frequency and recency.
fn features(session: &mut Session<Native>, proposal: &Proposal, as_of: &str) -> Vec<String> {
    assert!(proposal.questions.is_empty(), "{:#?}", proposal.questions);
    let mut spec = proposal.spec.clone();
    spec.as_of = parse_as_of(as_of).unwrap();
    build(session, &spec).unwrap_or_else(|error| panic!("{error:?}"));
    text(session, "SELECT user_email, purchase_frequency, recency_days FROM customer_features ORDER BY rowid")
}

fn asked(proposal: &Proposal) -> Vec<Field> {
    proposal.questions.iter().map(|question| question.field).collect()
}

fn run(session: &mut Session<Native>, sql: &str) {
    let ran = session.query(&Query::of_box(sql)).unwrap();
    assert!(ran.error.is_none(), "{:?}", ran.error);
}

const ORDERS: &str =
    "INSERT INTO orders VALUES (1,'C-104','2024-06-30'),(2,'C-104','2024-06-29'),(3,'C-103','2024-06-20')";
const PEOPLE: &str =
    "INSERT INTO customers VALUES (1,'C-104','ana@x.org'),(2,'C-103','ben@x.org'),(3,'C-102','chi@x.org')";

#[test]
fn a_number_of_its_own_beside_the_key_is_not_taken_for_it() {
    for [unique, references] in [["UNIQUE NOT NULL", " NOT NULL REFERENCES customers(customer_id)"], ["", ""]] {
        let mut session = open(&format!(
            "CREATE TABLE customers(id INTEGER PRIMARY KEY, customer_id TEXT {unique}, email TEXT);\n{PEOPLE};\n\
             CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id TEXT{references}, order_date TEXT);\n{ORDERS}"
        ));
        let proposal = proposal(&session);
        let rows = features(&mut session, &proposal, "2024-07-01");
        assert_eq!(rows, ["ana@x.org|2|1", "ben@x.org|1|11", "chi@x.org|0|365"]);
    }
}

#[test]
fn keys_in_the_part_of_a_large_table_that_is_not_read_are_not_held_against_it() {
    let session = open(
        "CREATE TABLE customers(id INTEGER PRIMARY KEY, customer_id TEXT, email TEXT);\n\
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 210000)
         INSERT INTO customers SELECT i, printf('C-%07d', i), 'c' || i || '@x.org' FROM n;\n\
         CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id TEXT, order_date TEXT);\n\
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
         INSERT INTO orders SELECT i, printf('C-%07d', 200000 + i * 7), date('2024-06-30', -i || ' days') FROM n",
    );
    let proposal = proposal(&session);
    assert!(proposal.questions.is_empty(), "{:#?}", proposal.questions);
    assert_eq!((&*proposal.spec.leads.key, &*proposal.spec.transactions.key), ("customer_id", "customer_id"));
}

#[test]
fn two_keys_that_fit_equally_are_asked_with_their_figures() {
    let session = open(
        "CREATE TABLE customers(id INTEGER PRIMARY KEY, customer_id INTEGER, email TEXT);\n\
         INSERT INTO customers VALUES (1,3,'ana@x.org'),(2,1,'ben@x.org'),(3,2,'chi@x.org');\n\
         CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, order_date TEXT);\n\
         INSERT INTO orders VALUES (1,1,'2024-06-30'),(2,2,'2024-06-29'),(3,2,'2024-06-20')",
    );
    let proposal = proposal(&session);
    assert_eq!(asked(&proposal), [Field::CustomerKey]);
    let reason = words::reason(&proposal.questions[0].reason);
    assert!(
        reason.contains("customer_id (2 of 2 keys found)") && reason.contains("id = customer_id (2 of 2"),
        "{reason}"
    );
}

#[test]
fn a_declared_foreign_key_needs_no_name() {
    let mut session = open(
        "CREATE TABLE customers(id INTEGER PRIMARY KEY, email TEXT);\n\
         INSERT INTO customers VALUES (1,'ana@x.org'),(2,'ben@x.org');\n\
         CREATE TABLE orders(id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customers(id), ordered_at TEXT);\n\
         INSERT INTO orders VALUES (1,1,'2024-06-30'),(2,1,'2024-06-01'),(3,2,'2024-05-01')",
    );
    let proposal = proposal(&session);
    assert_eq!(features(&mut session, &proposal, "2024-07-01"), ["ana@x.org|2|1", "ben@x.org|1|61"]);
}

#[test]
fn a_mostly_empty_time_goes_after_a_full_one_and_is_told() {
    let mut session = open(
        "CREATE TABLE users(id integer primary key, name varchar, email varchar, email_verified_at datetime, created_at datetime, updated_at datetime);\n\
         INSERT INTO users VALUES (1,'A','ana@x.org','2024-01-01 00:00:00','2024-01-01 00:00:00','2024-06-01 00:00:00'),(2,'B','ben@x.org',NULL,'2024-01-02 00:00:00','2024-06-01 00:00:00');\n\
         CREATE TABLE sessions(id varchar primary key, user_id integer, ip_address varchar, last_activity integer);\n\
         INSERT INTO sessions VALUES ('s1',1,'127.0.0.1',1719700000);\n\
         CREATE TABLE orders(id integer primary key, user_id integer not null, status varchar, total numeric, paid_at datetime, created_at datetime, updated_at datetime, deleted_at datetime, foreign key(user_id) references users(id));\n\
         INSERT INTO orders VALUES (1,1,'paid',10,'2024-06-02 10:00:00','2024-06-01 10:00:00','2024-06-03 10:00:00',NULL),(2,1,'pending',10,NULL,'2024-06-20 10:00:00','2024-06-20 10:00:00',NULL),(3,2,'cancelled',10,NULL,'2024-06-25 10:00:00','2024-06-26 10:00:00','2024-06-26 10:00:00');\n\
         CREATE TABLE order_items(id integer primary key, order_id integer, product_id integer, created_at datetime);\n\
         INSERT INTO order_items VALUES (1,1,1,'2024-06-01 10:00:00')",
    );
    let proposal = proposal(&session);
    assert_eq!(proposal.spec.transactions.time, "created_at");
    let told = "paid_at is NULL in 2 of 3 rows, so created_at is proposed as the time.";
    assert!(proposal.remarks.iter().any(|remark| words::remark(remark) == told), "{:?}", proposal.remarks);
    assert_eq!(features(&mut session, &proposal, "2024-07-01"), ["ana@x.org|2|10", "ben@x.org|1|5"]);
}

/// A shop with the customers `ana`, `ben`, `chi` and `dov`, and orders, each a customer's number and a time.
fn shop_with_times(declared: &str, orders: &[(u8, &str)]) -> Session<Native> {
    let rows: Vec<String> = orders.iter().map(|(customer, time)| format!("({customer}, {time})")).collect();
    open(&format!(
        "CREATE TABLE customers(id INTEGER PRIMARY KEY, email TEXT);\n\
         INSERT INTO customers VALUES (1,'ana'),(2,'ben'),(3,'chi'),(4,'dov');\n\
         CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, created_at {declared});\n\
         INSERT INTO orders(customer_id, created_at) VALUES {}",
        rows.join(",")
    ))
}

#[test]
fn times_of_common_writings_are_read() {
    type Case<'a> = (&'a [(u8, &'a str)], [&'a str; 4]);
    let cases: [Case<'_>; 5] = [
        (
            &[
                (1, "'2024-06-29 11:44:09.984439 +00:00'"),
                (1, "'2024-06-01 11:44:29.217916 +00:00'"),
                (2, "'2024-06-20 11:44:43.598702 +00:00'"),
                (3, "'2024-05-20 20:53:48.482419 +00:00'"),
            ],
            ["ana|2|1", "ben|1|10", "chi|1|41", "dov|0|365"],
        ),
        (
            &[
                (1, "'01-06-2024 23:15:00'"),
                (1, "'02-03-2024 01:48:00'"),
                (2, "'28-06-2024 13:20:00'"),
                (3, "'07-03-2023 14:50:00'"),
            ],
            ["ana|2|29", "ben|1|2", "chi|1|481", "dov|0|365"],
        ),
        (
            &[(1, "'1 Jun 2024'"), (1, "'20 Jun 2024'"), (2, "'15 Jan 2024'"), (3, "'20 December 2023'")],
            ["ana|2|11", "ben|1|168", "chi|1|194", "dov|0|365"],
        ),
        (
            &[(1, "'2024-6-1'"), (1, "'2024-6-20 9:05:00'"), (2, "'2024-1-15'"), (3, "'2023-12-20'")],
            ["ana|2|10", "ben|1|168", "chi|1|194", "dov|0|365"],
        ),
        (
            &[
                (1, "'01-JUN-2024'"),
                (1, "'Jun 20, 2024'"),
                (2, "'Mon Jan 15 2024 10:00:00 GMT+0200 (EET)'"),
                (3, "NULL"),
            ],
            ["ana|2|11", "ben|1|167", "chi|1|365", "dov|0|365"],
        ),
    ];
    for (orders, expected) in cases {
        let mut session = shop_with_times("TEXT", orders);
        let proposal = proposal(&session);
        assert_eq!(features(&mut session, &proposal, "2024-07-01"), expected, "{orders:?}");
    }
}

#[test]
fn numbers_of_an_uncertain_unit_are_asked_and_not_read_until_it_is_chosen() {
    use feature_lab::features::times::TimeFormat::{CocoaSeconds, DotnetTicks, EpochNanos, EpochSeconds, WebkitMicros};
    let ticks =
        [(1, "638500000000000000"), (1, "638552160000000000"), (2, "638400000000000000"), (3, "637800000000000000")];
    let cocoa = [(1, "739000000.5"), (1, "741000000"), (2, "730000000.25"), (3, "667100904.697671")];
    let webkit = [(1, "13363747200000000"), (2, "13353747200000000"), (3, "13300000000000000")];
    let cases = [
        ("BIGINT", &ticks[..], vec![EpochNanos, DotnetTicks], ["ana|2|2", "ben|1|178", "chi|1|872", "dov|0|365"]),
        ("TIMESTAMP", &cocoa[..], vec![EpochSeconds, CocoaSeconds], ["ana|2|5", "ben|1|132", "chi|1|860", "dov|0|365"]),
        ("INTEGER", &webkit[..], vec![WebkitMicros], ["ana|1|6", "ben|1|121", "chi|1|743", "dov|0|365"]),
    ];
    for (declared, orders, units, expected) in cases {
        let mut session = shop_with_times(declared, orders);
        let mut proposal = proposal(&session);
        proposal.spec.as_of = parse_as_of("2024-07-01").unwrap();
        let times = session.preview_times(&PreviewTimes { spec: proposal.spec.clone() }).unwrap().times;
        assert_eq!(times.options, units, "{times:?}");
        let asked = if units.len() == 1 { "Is this the unit of" } else { "Which unit do" };
        let question = times.question.as_ref().map(words::times_question).unwrap_or_default();
        assert!(question.starts_with(asked), "{times:?}");
        let report = build(&mut session, &proposal.spec).unwrap().report;
        let asked = report.checks.iter().find(|check| check.id == "undecided_unit").unwrap();
        assert_eq!(asked.count, orders.len() as u64);
        assert_eq!(text(&mut session, "SELECT DISTINCT recency_days FROM customer_features"), ["365"]);
        proposal.spec.transactions.time_format = *units.last().unwrap();
        assert_eq!(features(&mut session, &proposal, "2024-07-01"), expected, "{units:?}");
    }
}

#[test]
fn years_of_two_digits_are_read_by_choice() {
    use feature_lab::features::times::TimeFormat::{Auto, DayMonthYear};
    let mut session =
        shop_with_times("TEXT", &[(1, "'20/06/24'"), (2, "'20-JUN-69'"), (3, "'20.06.2024'"), (4, "NULL")]);
    let mut proposal = proposal(&session);
    proposal.spec.as_of = parse_as_of("2024-07-01").unwrap();
    let times = session.preview_times(&PreviewTimes { spec: proposal.spec.clone() }).unwrap().times;
    assert_eq!(
        (times.unreadable, times.nulls, times.unread),
        (2, 1, vec!["20/06/24".to_owned(), "20-JUN-69".to_owned()])
    );
    for (format, expected) in [
        (Auto, ["ana|1|365", "ben|1|365", "chi|1|11", "dov|1|365"]),
        (DayMonthYear, ["ana|1|11", "ben|1|20100", "chi|1|11", "dov|1|365"]),
    ] {
        proposal.spec.transactions.time_format = format;
        assert_eq!(features(&mut session, &proposal, "2024-07-01"), expected);
    }
}

#[test]
fn dates_that_contradict_each_other_are_shown_and_asked_for_by_no_question() {
    let orders = [(1, "'13/02/2024'"), (2, "'02/13/2024'"), (3, "'03/04/2024'"), (1, "NULL")];
    let mut session = shop_with_times("TEXT", &orders);
    let times = session.preview_times(&PreviewTimes { spec: proposal(&session).spec }).unwrap().times;
    assert_eq!((times.contradicts, times.unreadable, times.nulls, times.question.clone()), (true, 3, 1, None));
    assert_eq!(times.unread, ["13/02/2024", "02/13/2024", "03/04/2024"]);
}

#[test]
fn keys_that_match_nobody_are_told_before_and_after_with_what_would_match() {
    use feature_lab::features::keys::matches::{Change, Offer};
    use feature_lab::features::spec::MatchKeys;
    let mut session = open(
        "CREATE TABLE customers(id INTEGER PRIMARY KEY, email TEXT);\n\
         INSERT INTO customers VALUES (17850,'ana@x.org'),(12583,'ben@x.org');\n\
         CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id TEXT, order_date TEXT);\n\
         INSERT INTO orders VALUES (1,'17850.0','2024-06-30'),(2,'17850.0','2024-06-01'),(3,'12583.0','2024-05-01'),(4,'nan','2024-05-02')",
    );
    let mut proposal = proposal(&session);
    let matches = session.preview_times(&PreviewTimes { spec: proposal.spec.clone() }).unwrap().matches;
    assert_eq!((matches.seen, matches.found, matches.complete), (4, 0, true));
    let offer = Offer { change: Change::Matching(MatchKeys::AsNumber), found: 3, of: 4 };
    assert_eq!(matches.offers, [offer]);
    let report = build(&mut session, &proposal.spec).unwrap().report;
    let count = |id: &str| report.checks.iter().find(|check| check.id == id).map_or(0, |check| check.count);
    assert_eq!((count("no_matches"), count("number_keys"), count("text_number_keys")), (4, 2, 0));
    let none = report.checks.iter().find(|check| check.id == "no_matches").unwrap();
    assert!(
        words::check(none).ends_with("With Match keys set to “Text as numbers”, 2 keys would find one."),
        "{none:?}"
    );
    proposal.spec.match_keys = MatchKeys::AsNumber;
    assert_eq!(features(&mut session, &proposal, "2024-07-01"), ["ben@x.org|1|61", "ana@x.org|2|1"]);
    // The wrong column was chosen: the right one is offered.
    let mut session = open(
        "CREATE TABLE customers(id INTEGER PRIMARY KEY, code TEXT, email TEXT);\n\
         INSERT INTO customers VALUES (1,'C-900','ana@x.org'),(2,'C-901','ben@x.org');\n\
         CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_code TEXT, order_date TEXT);\n\
         INSERT INTO orders VALUES (1,'C-901','2024-06-30'),(2,'C-900','2024-06-01')",
    );
    let mut spec = session.opened().unwrap().proposal.spec.clone();
    assert_eq!((spec.leads.key.as_str(), spec.transactions.key.as_str()), ("code", "customer_code"));
    spec.leads.key = "id".to_owned();
    let matches = session.preview_times(&PreviewTimes { spec }).unwrap().matches;
    let offer = Offer { change: Change::Column(Field::CustomerKey, "code".to_owned()), found: 2, of: 2 };
    assert_eq!((matches.found, matches.offers), (0, vec![offer]));
}

#[test]
fn rows_that_were_cancelled_refunded_or_deleted_are_named_and_counted_as_purchases() {
    let mut session = open(
        "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT, deleted_at TEXT, is_active INTEGER);\n\
         INSERT INTO users VALUES (1,'ana@x.org',NULL,1),(2,'ben@x.org','2024-05-01 00:00:00',0),(3,'chi@x.org',NULL,1);\n\
         CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, status TEXT, total REAL, created_at TEXT, cancelled_at TEXT, deleted_at TEXT);\n\
         INSERT INTO orders VALUES (1,1,'paid',10,'2024-06-01 10:00:00',NULL,NULL),(2,1,'cancelled',10,'2024-06-30 10:00:00','2024-06-30 11:00:00',NULL),\
         (3,1,'refunded',-10,'2024-06-29 10:00:00',NULL,NULL),(4,3,'paid',5,'2024-05-01 10:00:00',NULL,'2024-05-02 00:00:00')",
    );
    let mut proposal = proposal(&session);
    proposal.spec.as_of = parse_as_of("2024-07-01").unwrap();
    let report = build(&mut session, &proposal.spec).unwrap().report;
    let check = |id: &str| report.checks.iter().find(|check| check.id == id).unwrap();
    let orders = check("ended_transactions");
    assert_eq!(orders.count, 3);
    let marks = "(status cancelled: 1, refunded: 1; cancelled_at filled: 1; deleted_at filled: 1)";
    assert!(words::check(orders).contains(marks), "{orders:?}");
    assert_eq!(orders.examples[0].value, "status: cancelled");
    assert_eq!(check("ended_leads").count, 1);
    assert!(words::check(check("ended_leads")).contains("(deleted_at filled: 1; is_active 0: 1)"));
    assert_eq!(check("negative_amounts").count, 1);
    assert!(words::check(check("negative_amounts")).contains("(total below zero: 1)"));
    let rows = text(&mut session, "SELECT user_email, purchase_frequency, recency_days FROM customer_features");
    assert_eq!(rows, ["ana@x.org|3|0", "ben@x.org|0|365", "chi@x.org|1|60"]);
}

#[test]
fn returned_films_and_returning_customers_are_not_called_returned_orders() {
    let mut session = open(
        "CREATE TABLE customer(customer_id INTEGER PRIMARY KEY, email TEXT, status TEXT);\n\
         INSERT INTO customer VALUES (1,'ana@x.org','returning'),(2,'ben@x.org','new');\n\
         CREATE TABLE rental(rental_id INTEGER PRIMARY KEY, customer_id INTEGER, rental_date TEXT, return_date TEXT, returned_at TEXT, status TEXT, amount TEXT);\n\
         INSERT INTO rental VALUES (1,1,'2024-06-01','2024-06-03','2024-06-03','returned','4.99'),(2,2,'2024-06-02','2024-06-04',NULL,'cancelled','-4.99')",
    );
    let proposal = proposal(&session);
    let report = build(&mut session, &proposal.spec).unwrap().report;
    let check = |id: &str| report.checks.iter().find(|check| check.id == id).unwrap();
    assert_eq!((check("ended_leads").count, check("ended_transactions").count), (0, 1));
    assert!(words::check(check("ended_transactions")).contains("(status cancelled: 1)"));
    assert!(
        words::check(check("negative_amounts")).contains("(amount below zero: 1)"),
        "amounts written as text count, too"
    );
}

#[test]
fn one_table_is_offered_the_views_that_make_two_of_it_and_then_everything_is_found() {
    let table = "CREATE TABLE online_retail(InvoiceNo TEXT, StockCode TEXT, Description TEXT, Quantity INTEGER, InvoiceDate TEXT, UnitPrice REAL, CustomerID REAL, Country TEXT);\n\
         INSERT INTO online_retail VALUES ('536365','85123A','MUG',6,'12/1/2010 8:26',2.55,17850.0,'United Kingdom'),('536365','71053','LAMP',6,'12/1/2010 8:26',3.39,17850.0,'United Kingdom'),\
         ('C536379','D','Discount',-1,'12/1/2010 9:41',27.5,14527.0,'United Kingdom'),('536370','22728','CLOCK',24,'12/13/2010 8:45',3.75,12583.0,'France'),('581587','22138','SET',3,'12/9/2011 12:50',4.95,12680.0,'France'),('536414','22139','X',1,'12/1/2010 11:52',0,NULL,'United Kingdom')";
    let mut session = open(table);
    let first = proposal(&session);
    assert!(asked(&first).contains(&Field::LeadsTable), "{first:#?}");
    let [offer] = first.suggestions.as_slice() else { panic!("{first:#?}") };
    assert!(
        words::suggestion(&offer.reason).contains("online_retail holds customers and transactions in one table"),
        "{offer:?}"
    );
    run(&mut session, &offer.sql);
    let again = proposed_anew(&mut session);
    let rows = features(&mut session, &again, "2012-01-01");
    assert_eq!(rows, ["12583.0|1|383", "12680.0|1|22", "14527.0|1|395", "17850.0|1|395"]);
    // The views that an analyst would write.
    let mut session = open(table);
    run(
        &mut session,
        "CREATE VIEW customers AS SELECT DISTINCT CustomerID AS customer_id FROM online_retail WHERE CustomerID IS NOT NULL; \
         CREATE VIEW orders AS SELECT InvoiceNo, CustomerID AS customer_id, min(InvoiceDate) AS order_date FROM online_retail WHERE InvoiceNo NOT LIKE 'C%' GROUP BY 1, 2;",
    );
    let proposal = proposed_anew(&mut session);
    let rows = features(&mut session, &proposal, "2012-01-01");
    assert_eq!(rows, ["17850.0|1|395", "14527.0|0|365", "12583.0|1|383", "12680.0|1|22"]);
}

#[test]
fn customers_behind_a_third_table_are_asked_and_its_view_joins_them() {
    let people = "CREATE TABLE customers(id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO customers VALUES (1,'ana@x.org'),(2,'ben@x.org'),(3,'chi@x.org')";
    let sales = "INSERT INTO transactions VALUES (1,12,'2024-06-30'),(2,12,'2024-06-29'),(3,11,'2024-06-20')";
    let cases = [
        (
            format!(
                "{people};\nCREATE TABLE accounts(id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), opened_at TEXT);\n\
                 INSERT INTO accounts VALUES (11,2,'2024-01-01'),(12,1,'2024-01-01'),(13,3,'2024-01-01');\n\
                 CREATE TABLE transactions(id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES accounts(id), ts TEXT);\n{sales}"
            ),
            "transactions belongs to accounts, and accounts to customers.",
        ),
        (
            format!(
                "{people};\nCREATE TABLE transactions(id INTEGER PRIMARY KEY, amount REAL, ts TEXT);\n{sales};\n\
                 CREATE TABLE customer_transactions(customer_id INTEGER REFERENCES customers, transaction_id INTEGER REFERENCES transactions);\n\
                 INSERT INTO customer_transactions VALUES (1,1),(1,2),(2,3)"
            ),
            "transactions has no customer of its own: customer_transactions links it to customers.",
        ),
    ];
    for (script, told) in cases {
        for declared in [true, false] {
            let script = if declared { script.clone() } else { without_references(&script) };
            let mut session = open(&script);
            let first = proposal(&session);
            assert!(!first.questions.is_empty(), "{script}\n{first:#?}");
            let [offer] = first.suggestions.as_slice() else { panic!("{script}\n{first:#?}") };
            assert!(words::suggestion(&offer.reason).starts_with(told), "{offer:?}");
            run(&mut session, &offer.sql);
            let again = proposed_anew(&mut session);
            let rows = features(&mut session, &again, "2024-07-01");
            assert_eq!(rows, ["ana@x.org|2|1", "ben@x.org|1|11", "chi@x.org|0|365"], "{script}");
        }
    }
}

/// The same tables without their declared foreign keys.
fn without_references(script: &str) -> String {
    let mut rest = script;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once(" REFERENCES ") {
        plain += before;
        rest = &after[after.find([',', '\n', ')']).unwrap()..];
        if rest.starts_with(')') && after.find('(').is_some_and(|open| open < after.find(')').unwrap()) {
            rest = &rest[1..];
        }
    }
    plain + rest
}

#[test]
fn names_of_other_trades_and_languages_are_known() {
    let cases = [
        [
            "customers(id INTEGER PRIMARY KEY, email TEXT)",
            "loans(id INTEGER PRIMARY KEY, customer_id INTEGER, loan_date TEXT)",
        ],
        [
            "AspNetUsers(Id INTEGER PRIMARY KEY, Email TEXT)",
            "Trips(Id INTEGER PRIMARY KEY, UserId INTEGER, TripDate TEXT)",
        ],
        [
            "members(id INTEGER PRIMARY KEY, email TEXT)",
            "rides(id INTEGER PRIMARY KEY, member_id INTEGER, ride_date TEXT)",
        ],
        [
            "users(id INTEGER PRIMARY KEY, email TEXT)",
            "orders(id INTEGER PRIMARY KEY, user_id INTEGER, placed_on TEXT)",
        ],
        [
            "Kunden(KundenNr INTEGER PRIMARY KEY, EMail TEXT)",
            "Bestellungen(BestellNr INTEGER PRIMARY KEY, KundenNr INTEGER, Bestelldatum TEXT)",
        ],
        [
            "Mitglieder(id INTEGER PRIMARY KEY, email TEXT)",
            "Käufe(id INTEGER PRIMARY KEY, mitglied_id INTEGER, gekauft_am TEXT)",
        ],
        [
            "clientes(id_cliente INTEGER PRIMARY KEY, correo TEXT)",
            "pedidos(id_pedido INTEGER PRIMARY KEY, id_cliente INTEGER, fecha_pedido TEXT)",
        ],
        [
            "usuarios(id INTEGER PRIMARY KEY, correo TEXT)",
            "compras(id INTEGER PRIMARY KEY, usuario_id INTEGER, fecha TEXT)",
        ],
        [
            "clients(id INTEGER PRIMARY KEY, courriel TEXT)",
            "commandes(id INTEGER PRIMARY KEY, client_id INTEGER, date_commande TEXT)",
        ],
        [
            "utilisateurs(numero INTEGER PRIMARY KEY, email TEXT)",
            "achats(id INTEGER PRIMARY KEY, numero_utilisateur INTEGER, acheté_le TEXT)",
        ],
        [
            "clientes(codigo INTEGER PRIMARY KEY, email TEXT)",
            "vendas(id INTEGER PRIMARY KEY, codigo_cliente INTEGER, data_venda TEXT)",
        ],
        [
            "utilizadores(id INTEGER PRIMARY KEY, email TEXT)",
            "encomendas(id INTEGER PRIMARY KEY, utilizador_id INTEGER, data_encomenda TEXT)",
        ],
    ];
    for [people, sales] in cases {
        let name = |table: &str| table.split('(').next().unwrap().to_owned();
        let (leads, transactions) = (name(people), name(sales));
        let mut session = open(&format!(
            "CREATE TABLE {people};\nCREATE TABLE {sales};\nINSERT INTO {leads} VALUES (1,'ana@x.org'),(2,'ben@x.org');\n\
             INSERT INTO {transactions} VALUES (11,1,'2024-06-30'),(12,1,'2024-06-29'),(13,2,'2024-06-20')"
        ));
        let proposal = proposal(&session);
        assert!(proposal.questions.is_empty(), "{people}: {:#?}", proposal.questions);
        assert_eq!(features(&mut session, &proposal, "2024-07-01"), ["ana@x.org|2|1", "ben@x.org|1|11"], "{people}");
    }
}

#[test]
fn a_choice_stays_when_another_one_is_made() {
    let mut session = open(
        "CREATE TABLE customers(id INTEGER PRIMARY KEY, email TEXT, work_email TEXT, stars INTEGER);\n\
         INSERT INTO customers VALUES (1,'ana@x.org','ana@w.org',3);\n\
         CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, order_date TEXT);\n\
         INSERT INTO orders VALUES (1,1,'2024-06-30');\n\
         CREATE TABLE invoices(id INTEGER PRIMARY KEY, customer_id INTEGER, invoice_date TEXT);\n\
         INSERT INTO invoices VALUES (1,1,'2024-06-30')",
    );
    let mut spec = proposal(&session).spec;
    spec.map(Field::EmailColumn, "work_email".to_owned());
    spec.map(Field::RatingColumn, String::new());
    spec.map(Field::TransactionsTable, "invoices".to_owned());
    let fixed =
        vec![Field::LeadsTable, Field::CustomerKey, Field::EmailColumn, Field::RatingColumn, Field::TransactionsTable];
    spec.leads.table = "customers".to_owned();
    spec.leads.key = "id".to_owned();
    let proposal = session.propose(&Propose { spec, fixed }).unwrap();
    assert!(proposal.questions.is_empty(), "{:#?}", proposal.questions);
    let (leads, transactions) = (&proposal.spec.leads, &proposal.spec.transactions);
    assert_eq!((leads.email.as_str(), &leads.rating), ("work_email", &None));
    assert_eq!((transactions.key.as_str(), transactions.time.as_str()), ("customer_id", "invoice_date"));
}
