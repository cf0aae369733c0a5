//! Detection of leads and transactions: on written schemas of common shops and systems, and properties on random ones.

use crate::known_schemas::arbitrary::{any_schema, upper};
use crate::known_schemas::real::{chinook, course, northwind, sakila};
use crate::known_schemas::{NO_RATING, asked, clear, mapping, propose_for, proposed, schema, table, view};
use crate::seed::config;
use feature_lab::base::schema::{Column, Schema, Table};
use feature_lab::features::detect::facts::Facts;
use feature_lab::features::detect::{Proposal, propose};
use feature_lab::features::field::Field;
use feature_lab::features::spec::parse_as_of;
use feature_lab::words;
use proptest::prelude::*;

#[test]
fn the_course_needs_no_help() {
    let (found, remarks) = clear(&course());
    assert_eq!(
        found,
        ["leads_scored", "user_email", "user_email", "member_rating", "transactions", "user_email", "ts"]
    );
    assert!(remarks.is_empty(), "{remarks:?}");
    let proposal = proposed(&course());
    assert_eq!(proposal.spec.leads.passthrough_columns, ["p1"]);
    assert_eq!(proposal.spec.target, "customer_features");
}

#[test]
fn the_course_under_other_names_and_beside_other_tables() {
    let mut other = schema(&[
        ("LEADS_SCORED", "USER_EMAIL TEXT, P1 REAL, MEMBER_RATING INTEGER"),
        ("Transactions", "User_Email TEXT, Product_ID TEXT, Purchased_At TEXT"),
    ]);
    let expected =
        ["LEADS_SCORED", "USER_EMAIL", "USER_EMAIL", "MEMBER_RATING", "Transactions", "User_Email", "Purchased_At"];
    assert_eq!(clear(&other).0, expected);
    assert_eq!(proposed(&other).spec.leads.passthrough_columns, ["P1"]);
    other.tables.insert(
        0,
        table(
            "Customer_Features",
            "user_email TEXT, p1 REAL, member_rating INTEGER, purchase_frequency INTEGER, recency_days INTEGER",
        ),
    );
    other.tables.push(table(
        "features_old",
        "user_email TEXT, p1 REAL, member_rating INTEGER, purchase_frequency INTEGER, recency_days INTEGER",
    ));
    other.tables.push(table("products", "*product_id TEXT, name TEXT, price REAL"));
    other
        .tables
        .push(view("leads_with_purchases", "user_email TEXT, p1 REAL, member_rating INTEGER, purchases INTEGER"));
    assert_eq!(clear(&other).0, expected);
    let mut empty = course();
    empty.tables.iter_mut().for_each(|table| table.rows = Some(0));
    assert_eq!(clear(&empty).0[0], "leads_scored");
}

#[test]
fn chinook_joins_on_an_id_and_has_no_rating() {
    let (found, remarks) = clear(&chinook());
    assert_eq!(found, ["Customer", "CustomerId", "Email", "-", "Invoice", "CustomerId", "InvoiceDate"]);
    assert_eq!(remarks, [NO_RATING]);
    assert!(proposed(&chinook()).spec.leads.passthrough_columns.is_empty());
}

#[test]
fn sakila_is_paid_in_payments() {
    let (found, remarks) = clear(&sakila());
    assert_eq!(found, ["customer", "customer_id", "email", "-", "payment", "customer_id", "payment_date"]);
    assert_eq!(remarks, [NO_RATING]);
}

#[test]
fn northwind_has_no_email_and_the_key_stands_in() {
    let (found, remarks) = clear(&northwind());
    assert_eq!(found, ["Customers", "CustomerID", "CustomerID", "-", "Orders", "CustomerID", "OrderDate"]);
    assert_eq!(remarks, ["There is no e-mail column in Customers: user_email will hold CustomerID.", NO_RATING]);
}

#[test]
fn generic_shops_join_on_an_id_of_another_name() {
    type Tables<'a> = &'a [(&'a str, &'a str)];
    let cases: [(Tables<'_>, [&str; 7]); 7] = [
        (
            &[
                ("customers", "*id INTEGER, email TEXT, name TEXT, created_at TEXT"),
                (
                    "orders",
                    "*id INTEGER, customer_id INTEGER, total REAL, status TEXT, created_at TEXT, updated_at TEXT",
                ),
                ("order_items", "*id INTEGER, order_id INTEGER, product_id INTEGER, quantity INTEGER, created_at TEXT"),
                ("products", "*id INTEGER, name TEXT, rating REAL, created_at TEXT"),
            ],
            ["customers", "id", "email", "-", "orders", "customer_id", "created_at"],
        ),
        (
            &[
                ("Users", "*Id INTEGER, EmailAddress TEXT, EmailVerified INTEGER, StarRating INTEGER"),
                ("Purchases", "*Id INTEGER, UserId INTEGER, Sku TEXT, PurchasedAt DATETIME, ShippedAt DATETIME"),
            ],
            ["Users", "Id", "EmailAddress", "StarRating", "Purchases", "UserId", "PurchasedAt"],
        ),
        (
            &[
                ("shop_members", "*member_no INTEGER, e_mail TEXT, rating INTEGER, credit_rating TEXT"),
                ("shop_sales", "*sale_id INTEGER, member_no INTEGER, sale_date TEXT, delivery_date TEXT"),
            ],
            ["shop_members", "member_no", "e_mail", "rating", "shop_sales", "member_no", "sale_date"],
        ),
        (
            &[
                ("pupil", "*id INTEGER, email TEXT, stars INTEGER"),
                ("payments", "*id INTEGER, pupil_id INTEGER, paid_at TEXT, created_at TEXT"),
            ],
            ["pupil", "id", "email", "stars", "payments", "pupil_id", "paid_at"],
        ),
        (
            &[
                ("leads", "lead_id TEXT, user_email TEXT"),
                ("transactions", "lead_id TEXT, user_email TEXT, date_of_purchase TEXT"),
            ],
            ["leads", "lead_id", "user_email", "-", "transactions", "lead_id", "date_of_purchase"],
        ),
        (
            &[
                ("sales_leads", "email TEXT, score REAL"),
                ("orders2024", "*order_id INTEGER, customer_email TEXT, order_date TEXT"),
            ],
            ["sales_leads", "email", "email", "-", "orders2024", "customer_email", "order_date"],
        ),
        (
            &[
                ("dim_customer", "*customer_key INTEGER, email TEXT, member_rating INTEGER, p1 REAL"),
                ("fact_orders", "customer_key INTEGER, order_id TEXT, order_timestamp TEXT, loaded_at TEXT"),
            ],
            [
                "dim_customer",
                "customer_key",
                "email",
                "member_rating",
                "fact_orders",
                "customer_key",
                "order_timestamp",
            ],
        ),
    ];
    for (tables, expected) in cases {
        let schema = schema(tables);
        let proposal = proposed(&schema);
        assert!(proposal.questions.is_empty(), "{:#?}", proposal.questions);
        assert_eq!(mapping(&proposal), expected);
    }
}

#[test]
fn what_looks_equal_is_asked() {
    let leads = ("leads", "customer_id TEXT, user_email TEXT, score REAL");
    let proposal = proposed(&schema(&[leads, ("transactions", "user_email TEXT, customer_id TEXT, ts TEXT")]));
    let both = vec!["customer_id", "user_email"];
    assert_eq!(asked(&proposal), [(Field::CustomerKey, both.clone()), (Field::TransactionKey, both)]);
    assert_eq!(proposal.spec.leads.email, "user_email");
    assert_eq!(proposal.remarks.iter().map(words::remark).collect::<Vec<_>>(), [NO_RATING]);
    let proposal = proposed(&schema(&[
        ("leads", "user_email TEXT"),
        ("transactions", "user_email TEXT, transaction_date TEXT, purchase_date TEXT, updated_at TEXT"),
    ]));
    assert_eq!(asked(&proposal), [(Field::TimeColumn, vec!["transaction_date", "purchase_date", "updated_at"])]);
    let proposal = proposed(&schema(&[
        ("customers", "*id INTEGER, email TEXT"),
        ("invoices", "*id INTEGER, customer_id INTEGER, invoice_date TEXT"),
        ("orders", "*id INTEGER, customer_id INTEGER, order_date TEXT"),
    ]));
    assert_eq!(asked(&proposal), [(Field::TransactionsTable, vec!["invoices", "orders"])]);
    let proposal = proposed(&schema(&[
        ("leads", "user_email TEXT, rating INTEGER, stars INTEGER, member_rating INTEGER, customer_rating INTEGER"),
        ("transactions", "user_email TEXT, ts TEXT"),
    ]));
    assert_eq!(asked(&proposal), [(Field::RatingColumn, vec!["member_rating", "customer_rating", "rating", "stars"])]);
}

#[test]
fn weak_times_are_offered_and_never_chosen() {
    for time in
        ["shipped_at", "updated_at", "delivered_on", "due_date", "last_update TIMESTAMP", "ShippedDate DATETIME"]
    {
        let columns =
            format!("*order_id INTEGER, user_email TEXT, {time}{}", if time.contains(' ') { "" } else { " TEXT" });
        let proposal = proposed(&schema(&[("leads", "user_email TEXT"), ("orders", &columns)]));
        let name = time.split(' ').next().unwrap();
        assert_eq!(asked(&proposal), [(Field::TimeColumn, vec![name])], "{time}");
    }
    for none in ["time_zone TEXT", "duration INTEGER", "lifetime REAL", "candidate TEXT", "date_id INTEGER"] {
        let proposal =
            proposed(&schema(&[("leads", "user_email TEXT"), ("orders", &format!("user_email TEXT, {none}"))]));
        assert_eq!(asked(&proposal), [(Field::TimeColumn, vec![])], "{none}");
    }
}

#[test]
fn where_nothing_fits_everything_is_asked() {
    let proposal = proposed(&Schema::default());
    assert_eq!(asked(&proposal), [(Field::LeadsTable, vec![]), (Field::TransactionsTable, vec![])]);
    let proposal = proposed(&schema(&[("l", "k , n "), ("t", "k , w ")]));
    assert_eq!(
        asked(&proposal).iter().map(|(field, _)| *field).collect::<Vec<_>>(),
        [Field::LeadsTable, Field::TransactionsTable]
    );
    assert_eq!(mapping(&proposal), ["", "", "", "-", "", "", ""]);
    let only = proposed(&schema(&[("leads_scored", "user_email TEXT, p1 REAL, member_rating INTEGER")]));
    assert_eq!(only.spec.leads.table, "leads_scored");
    assert_eq!(only.questions.first().map(|ask| ask.field), Some(Field::TransactionsTable));
}

#[test]
fn what_the_person_chose_stays() {
    let sakila = sakila();
    let proposal = propose_for(&sakila, None, Some("rental"));
    assert_eq!(mapping(&proposal), ["customer", "customer_id", "email", "-", "rental", "customer_id", "rental_date"]);
    assert!(proposal.questions.is_empty());
    let proposal = propose_for(&sakila, Some("staff"), Some("payment"));
    assert_eq!(mapping(&proposal), ["staff", "staff_id", "email", "-", "payment", "staff_id", "payment_date"]);
    let proposal = propose_for(&sakila, Some("no such table"), None);
    assert_eq!(proposal.spec.leads.table, "customer");
    let mut again = course();
    again.tables.push(table("customer_features", "user_email TEXT, p1 REAL, member_rating INTEGER"));
    let proposal = propose_for(&again, Some("Customer_Features"), None);
    assert_eq!(
        (proposal.spec.leads.table.as_str(), proposal.spec.target.as_str()),
        ("customer_features", "customer_features_2")
    );
    proposal.spec.validate(&again).unwrap();
}

#[test]
fn the_amount_and_product_columns_are_found_by_name() {
    let field = |columns: &str, field| {
        let proposal = propose_for(&schema(&[("t", columns)]), None, Some("t"));
        proposal.spec.mapped(field).map(str::to_owned)
    };
    let product = |columns: &str| field(columns, Field::ProductColumn);
    let amount = |columns: &str| field(columns, Field::AmountColumn);
    assert_eq!(product("user_email TEXT, product_id TEXT, ts TEXT").as_deref(), Some("product_id"));
    assert_eq!(product("id TEXT, ProductName TEXT, SKU TEXT").as_deref(), Some("SKU"));
    assert_eq!(product("ITEM_ID TEXT, product_category TEXT").as_deref(), Some("ITEM_ID"));
    assert_eq!(product("user_email TEXT, item_count INTEGER, product_type TEXT"), None);
    assert_eq!(amount("user_email TEXT, product_id TEXT, ts TEXT"), None);
    assert_eq!(amount("CustomerId INTEGER, InvoiceDate TEXT, Total NUMERIC").as_deref(), Some("Total"));
    assert_eq!(amount("payment_id INTEGER, amount REAL, payment_date TEXT").as_deref(), Some("amount"));
    assert_eq!(amount("id INTEGER, unit_price REAL, order_total REAL, total_tax REAL").as_deref(), Some("order_total"));
    assert_eq!(amount("kunde_id INTEGER, Gesamtbetrag REAL, Rabatt REAL").as_deref(), Some("Gesamtbetrag"));
    // Two that fit equally well are for the person to choose between.
    assert_eq!(amount("id INTEGER, amount REAL, total REAL"), None);
    assert_eq!(amount("id INTEGER, amount_currency TEXT, total_type TEXT, amount_id INTEGER"), None);
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_proposal_without_questions_can_be_built(schema in any_schema()) {
        proposed(&schema);
        for table in &schema.tables {
            let proposal = propose_for(&schema, Some(&table.name), Some(&table.name));
            prop_assert_eq!(&proposal.spec.leads.table, &table.name);
            if proposal.questions.is_empty() {
                prop_assert!(proposal.spec.validate(&schema).is_ok(), "{:?}", proposal.spec);
            }
        }
    }

    #[test]
    fn neither_the_order_of_tables_nor_letter_case_matters(schema in any_schema(), turn in 0..8_usize) {
        let proposal = proposed(&schema);
        let mut turned = schema.clone();
        turned.tables.reverse();
        let length = turned.tables.len().max(1);
        turned.tables.rotate_left(turn % length);
        prop_assert_eq!(&proposed(&turned), &proposal);
        let shouted = proposed(&upper(&schema));
        prop_assert_eq!(mapping(&shouted).map(str::to_ascii_uppercase), mapping(&proposal).map(str::to_ascii_uppercase));
        let fields = |proposal: &Proposal| {
            asked(proposal).into_iter().map(|(field, options)| (field, options.join("|").to_ascii_uppercase())).collect::<Vec<_>>()
        };
        prop_assert_eq!(fields(&shouted), fields(&proposal));
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn arbitrary_names_never_panic(names in prop::collection::vec((any::<String>(), any::<String>()), 0..6)) {
        let tables: Vec<Table> = names
            .iter()
            .map(|(name, column)| Table {
                columns: vec![Column { name: column.clone(), declared: name.clone(), primary_key: false }],
                ..table(name, "")
            })
            .collect();
        propose(&Schema { tables }, &Facts::default(), parse_as_of("2026-07-01").unwrap());
    }
}
