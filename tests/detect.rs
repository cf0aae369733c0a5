//! Detection on the schemas that people meet, written out, and its properties on arbitrary ones.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use feature_lab::domain::detect::{Field, Proposal, product_column, propose, propose_for};
use feature_lab::domain::schema::{Column, Schema, Table, TableKind};
use feature_lab::domain::spec::parse_as_of;
use proptest::prelude::*;

/// A table: its name and its columns as `name type`, `*` marking the primary key.
fn table(name: &str, columns: &str) -> Table {
    let column = |text: &str| {
        let (name, declared) = text.rsplit_once(' ').unwrap_or((text, ""));
        let primary_key = name.starts_with('*');
        Column { name: name.trim_start_matches('*').to_owned(), declared: declared.to_owned(), primary_key }
    };
    Table {
        name: name.to_owned(),
        kind: TableKind::Table,
        has_rowid: true,
        strict: false,
        columns: columns.split(", ").filter(|text| !text.is_empty()).map(column).collect(),
        rows: Some(100),
    }
}

fn view(name: &str, columns: &str) -> Table {
    Table { kind: TableKind::View, has_rowid: false, rows: None, ..table(name, columns) }
}

fn schema(tables: &[(&str, &str)]) -> Schema {
    Schema { tables: tables.iter().map(|(name, columns)| table(name, columns)).collect() }
}

fn proposed(schema: &Schema) -> Proposal {
    let proposal = propose(schema, parse_as_of("2026-07-01").unwrap());
    if proposal.questions.is_empty() {
        proposal.spec.validate(schema).unwrap_or_else(|error| panic!("{error}"));
    }
    proposal
}

/// Leads table, key, e-mail, rating; transactions table, key, time.
fn mapping(proposal: &Proposal) -> [&str; 7] {
    let (leads, transactions) = (&proposal.spec.leads, &proposal.spec.transactions);
    let rating = leads.rating.as_deref().unwrap_or("-");
    [&leads.table, &leads.key, &leads.email, rating, &transactions.table, &transactions.key, &transactions.time]
}

/// What is proposed for a schema that needs no questions.
fn clear(schema: &Schema) -> ([String; 7], Vec<String>) {
    let proposal = proposed(schema);
    assert!(proposal.questions.is_empty(), "{:#?}", proposal.questions);
    (mapping(&proposal).map(str::to_owned), proposal.remarks)
}

fn asked(proposal: &Proposal) -> Vec<(Field, Vec<&str>)> {
    proposal.questions.iter().map(|ask| (ask.field, ask.options.iter().map(String::as_str).collect())).collect()
}

const NO_RATING: &str = "There is no rating column: member_rating will be NULL.";

fn course() -> Schema {
    schema(&[
        ("leads_scored", "user_email TEXT, p1 REAL, member_rating INTEGER"),
        ("transactions", "user_email TEXT, product_id TEXT, ts TEXT"),
    ])
}

fn chinook() -> Schema {
    schema(&[
        ("Album", "*AlbumId INTEGER, Title NVARCHAR(160), ArtistId INTEGER"),
        ("Artist", "*ArtistId INTEGER, Name NVARCHAR(120)"),
        (
            "Customer",
            "*CustomerId INTEGER, FirstName NVARCHAR(40), LastName NVARCHAR(20), Company NVARCHAR(80), \
             Address NVARCHAR(70), City NVARCHAR(40), State NVARCHAR(40), Country NVARCHAR(40), PostalCode NVARCHAR(10), \
             Phone NVARCHAR(24), Fax NVARCHAR(24), Email NVARCHAR(60), SupportRepId INTEGER",
        ),
        (
            "Employee",
            "*EmployeeId INTEGER, LastName NVARCHAR(20), FirstName NVARCHAR(20), Title NVARCHAR(30), ReportsTo INTEGER, \
             BirthDate DATETIME, HireDate DATETIME, Address NVARCHAR(70), City NVARCHAR(40), State NVARCHAR(40), \
             Country NVARCHAR(40), PostalCode NVARCHAR(10), Phone NVARCHAR(24), Fax NVARCHAR(24), Email NVARCHAR(60)",
        ),
        ("Genre", "*GenreId INTEGER, Name NVARCHAR(120)"),
        (
            "Invoice",
            "*InvoiceId INTEGER, CustomerId INTEGER, InvoiceDate DATETIME, BillingAddress NVARCHAR(70), \
             BillingCity NVARCHAR(40), BillingState NVARCHAR(40), BillingCountry NVARCHAR(40), \
             BillingPostalCode NVARCHAR(10), Total NUMERIC(10,2)",
        ),
        (
            "InvoiceLine",
            "*InvoiceLineId INTEGER, InvoiceId INTEGER, TrackId INTEGER, UnitPrice NUMERIC(10,2), Quantity INTEGER",
        ),
        ("MediaType", "*MediaTypeId INTEGER, Name NVARCHAR(120)"),
        ("Playlist", "*PlaylistId INTEGER, Name NVARCHAR(120)"),
        ("PlaylistTrack", "*PlaylistId INTEGER, *TrackId INTEGER"),
        (
            "Track",
            "*TrackId INTEGER, Name NVARCHAR(200), AlbumId INTEGER, MediaTypeId INTEGER, GenreId INTEGER, \
             Composer NVARCHAR(220), Milliseconds INTEGER, Bytes INTEGER, UnitPrice NUMERIC(10,2)",
        ),
    ])
}

fn sakila() -> Schema {
    let mut schema = schema(&[
        ("actor", "*actor_id numeric, first_name VARCHAR(45), last_name VARCHAR(45), last_update TIMESTAMP"),
        (
            "address",
            "*address_id int, address VARCHAR(50), address2 VARCHAR(50), district VARCHAR(20), city_id INT, \
             postal_code VARCHAR(10), phone VARCHAR(20), last_update TIMESTAMP",
        ),
        ("category", "*category_id SMALLINT, name VARCHAR(25), last_update TIMESTAMP"),
        ("city", "*city_id int, city VARCHAR(50), country_id SMALLINT, last_update TIMESTAMP"),
        ("country", "*country_id SMALLINT, country VARCHAR(50), last_update TIMESTAMP"),
        (
            "customer",
            "*customer_id INT, store_id INT, first_name VARCHAR(45), last_name VARCHAR(45), email VARCHAR(50), \
             address_id INT, active CHAR(1), create_date TIMESTAMP, last_update TIMESTAMP",
        ),
        (
            "film",
            "*film_id int, title VARCHAR(255), description TEXT, release_year VARCHAR(4), language_id SMALLINT, \
             original_language_id SMALLINT, rental_duration SMALLINT, rental_rate DECIMAL(4,2), length SMALLINT, \
             replacement_cost DECIMAL(5,2), rating VARCHAR(10), special_features VARCHAR(100), last_update TIMESTAMP",
        ),
        ("film_actor", "*actor_id INT, *film_id INT, last_update TIMESTAMP"),
        ("film_category", "*film_id INT, *category_id SMALLINT, last_update TIMESTAMP"),
        ("film_text", "*film_id SMALLINT, title VARCHAR(255), description TEXT"),
        ("inventory", "*inventory_id INT, film_id INT, store_id INT, last_update TIMESTAMP"),
        ("language", "*language_id SMALLINT, name CHAR(20), last_update TIMESTAMP"),
        (
            "payment",
            "*payment_id int, customer_id INT, staff_id SMALLINT, rental_id INT, amount DECIMAL(5,2), \
             payment_date TIMESTAMP, last_update TIMESTAMP",
        ),
        (
            "rental",
            "*rental_id INT, rental_date TIMESTAMP, inventory_id INT, customer_id INT, return_date TIMESTAMP, \
             staff_id SMALLINT, last_update TIMESTAMP",
        ),
        (
            "staff",
            "*staff_id SMALLINT, first_name VARCHAR(45), last_name VARCHAR(45), address_id INT, picture BLOB, \
             email VARCHAR(50), store_id INT, active SMALLINT, username VARCHAR(16), password VARCHAR(40), \
             last_update TIMESTAMP",
        ),
        ("store", "*store_id INT, manager_staff_id SMALLINT, address_id INT, last_update TIMESTAMP"),
    ]);
    schema.tables.extend([
        view("customer_list", "ID INT, name , address VARCHAR(50), zip_code VARCHAR(10), phone VARCHAR(20), city VARCHAR(50), country VARCHAR(50), notes , SID INT"),
        view("film_list", "FID int, title VARCHAR(255), description TEXT, category VARCHAR(25), price DECIMAL(4,2), length SMALLINT, rating VARCHAR(10), actors "),
        view("staff_list", "ID SMALLINT, name , address VARCHAR(50), zip_code VARCHAR(10), phone VARCHAR(20), city VARCHAR(50), country VARCHAR(50), SID INT"),
        view("sales_by_store", "store_id INT, store , manager , total_sales "),
        view("sales_by_film_category", "category VARCHAR(25), total_sales "),
    ]);
    schema
}

fn northwind() -> Schema {
    let mut schema = schema(&[
        ("Categories", "*CategoryID INTEGER, CategoryName TEXT, Description TEXT, Picture BLOB"),
        ("CustomerCustomerDemo", "*CustomerID TEXT, *CustomerTypeID TEXT"),
        ("CustomerDemographics", "*CustomerTypeID TEXT, CustomerDesc TEXT"),
        (
            "Customers",
            "*CustomerID TEXT, CompanyName TEXT, ContactName TEXT, ContactTitle TEXT, Address TEXT, City TEXT, \
             Region TEXT, PostalCode TEXT, Country TEXT, Phone TEXT, Fax TEXT",
        ),
        (
            "Employees",
            "*EmployeeID INTEGER, LastName TEXT, FirstName TEXT, Title TEXT, TitleOfCourtesy TEXT, BirthDate DATE, \
             HireDate DATE, Address TEXT, City TEXT, Region TEXT, PostalCode TEXT, Country TEXT, HomePhone TEXT, \
             Extension TEXT, Photo BLOB, Notes TEXT, ReportsTo INTEGER, PhotoPath TEXT",
        ),
        ("EmployeeTerritories", "*EmployeeID INTEGER, *TerritoryID TEXT"),
        ("Order Details", "*OrderID INTEGER, *ProductID INTEGER, UnitPrice NUMERIC, Quantity INTEGER, Discount REAL"),
        (
            "Orders",
            "*OrderID INTEGER, CustomerID TEXT, EmployeeID INTEGER, OrderDate DATETIME, RequiredDate DATETIME, \
             ShippedDate DATETIME, ShipVia INTEGER, Freight NUMERIC, ShipName TEXT, ShipAddress TEXT, ShipCity TEXT, \
             ShipRegion TEXT, ShipPostalCode TEXT, ShipCountry TEXT",
        ),
        (
            "Products",
            "*ProductID INTEGER, ProductName TEXT, SupplierID INTEGER, CategoryID INTEGER, QuantityPerUnit TEXT, \
             UnitPrice NUMERIC, UnitsInStock INTEGER, UnitsOnOrder INTEGER, ReorderLevel INTEGER, Discontinued TEXT",
        ),
        ("Regions", "*RegionID INTEGER, RegionDescription TEXT"),
        ("Shippers", "*ShipperID INTEGER, CompanyName TEXT, Phone TEXT"),
        (
            "Suppliers",
            "*SupplierID INTEGER, CompanyName TEXT, ContactName TEXT, ContactTitle TEXT, Address TEXT, City TEXT, \
             Region TEXT, PostalCode TEXT, Country TEXT, Phone TEXT, Fax TEXT, HomePage TEXT",
        ),
        ("Territories", "*TerritoryID TEXT, TerritoryDescription TEXT, RegionID INTEGER"),
    ]);
    schema.tables.extend([
        view("Alphabetical list of products", "ProductID INTEGER, ProductName TEXT, SupplierID INTEGER, CategoryName TEXT"),
        view("Current Product List", "ProductID INTEGER, ProductName TEXT"),
        view("Customer and Suppliers by City", "City TEXT, CompanyName TEXT, ContactName TEXT, Relationship "),
        view(
            "Invoices",
            "ShipName TEXT, ShipAddress TEXT, ShipCity TEXT, CustomerID TEXT, CustomerName TEXT, Address TEXT, City TEXT, \
             Salesperson , OrderID INTEGER, OrderDate DATETIME, RequiredDate DATETIME, ShippedDate DATETIME, \
             ShipperName TEXT, ProductID INTEGER, ProductName TEXT, UnitPrice NUMERIC, Quantity INTEGER, Discount REAL",
        ),
        view("Orders Qry", "OrderID INTEGER, CustomerID TEXT, EmployeeID INTEGER, OrderDate DATETIME, RequiredDate DATETIME, ShippedDate DATETIME, CompanyName TEXT"),
        view("Order Subtotals", "OrderID INTEGER, Subtotal "),
        view("Order Details Extended", "OrderID INTEGER, ProductID INTEGER, ProductName TEXT, UnitPrice NUMERIC, ExtendedPrice "),
        view("Product Sales for 1997", "CategoryName TEXT, ProductName TEXT, ProductSales "),
        view("Category Sales for 1997", "CategoryName TEXT, CategorySales "),
        view("Products Above Average Price", "ProductName TEXT, UnitPrice NUMERIC"),
        view("Products by Category", "CategoryName TEXT, ProductName TEXT, QuantityPerUnit TEXT, UnitsInStock INTEGER"),
        view("Quarterly Orders", "CustomerID TEXT, CompanyName TEXT, City TEXT, Country TEXT"),
        view("Sales Totals by Amount", "SaleAmount , OrderID INTEGER, CompanyName TEXT, ShippedDate DATETIME"),
        view("Sales by Category", "CategoryID INTEGER, CategoryName TEXT, ProductName TEXT, ProductSales "),
        view("Summary of Sales by Quarter", "ShippedDate DATETIME, OrderID INTEGER, Subtotal "),
        view("Summary of Sales by Year", "ShippedDate DATETIME, OrderID INTEGER, Subtotal "),
        view("ProductDetails_V", "ProductID INTEGER, ProductName TEXT, CategoryName TEXT, CategoryDescription TEXT, SupplierName TEXT"),
    ]);
    schema
}

#[test]
fn the_course_needs_no_help() {
    let (found, remarks) = clear(&course());
    assert_eq!(
        found,
        ["leads_scored", "user_email", "user_email", "member_rating", "transactions", "user_email", "ts"]
    );
    assert!(remarks.is_empty(), "{remarks:?}");
    let proposal = proposed(&course());
    assert_eq!(proposal.spec.leads.carry, ["p1"]);
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
    assert_eq!(proposed(&other).spec.leads.carry, ["P1"]);
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
    assert!(proposed(&chinook()).spec.leads.carry.is_empty());
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
    assert_eq!(proposal.remarks, [NO_RATING]);
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
    let as_of = parse_as_of("2026-07-01").unwrap();
    let sakila = sakila();
    let proposal = propose_for(&sakila, None, Some("rental"), as_of);
    assert_eq!(mapping(&proposal), ["customer", "customer_id", "email", "-", "rental", "customer_id", "rental_date"]);
    assert!(proposal.questions.is_empty());
    let proposal = propose_for(&sakila, Some("staff"), Some("payment"), as_of);
    assert_eq!(mapping(&proposal), ["staff", "staff_id", "email", "-", "payment", "staff_id", "payment_date"]);
    let proposal = propose_for(&sakila, Some("no such table"), None, as_of);
    assert_eq!(proposal.spec.leads.table, "customer");
    let mut again = course();
    again.tables.push(table("customer_features", "user_email TEXT, p1 REAL, member_rating INTEGER"));
    let proposal = propose_for(&again, Some("Customer_Features"), None, as_of);
    assert_eq!(
        (proposal.spec.leads.table.as_str(), proposal.spec.target.as_str()),
        ("customer_features", "customer_features_2")
    );
    proposal.spec.validate(&again).unwrap();
}

#[test]
fn the_product_column_is_found_by_name() {
    let product = |columns: &str| product_column(&table("t", columns)).map(|column| column.name.clone());
    assert_eq!(product("user_email TEXT, product_id TEXT, ts TEXT").as_deref(), Some("product_id"));
    assert_eq!(product("id TEXT, ProductName TEXT, SKU TEXT").as_deref(), Some("SKU"));
    assert_eq!(product("ITEM_ID TEXT, product_category TEXT").as_deref(), Some("ITEM_ID"));
    assert_eq!(product("user_email TEXT, item_count INTEGER, product_type TEXT"), None);
}

/// Names as schemas have them: words of the trade and arbitrary ones, joined in any way.
fn name() -> impl Strategy<Value = String> {
    let words = [
        "customer",
        "customers",
        "lead",
        "user",
        "order",
        "orders",
        "sale",
        "payment",
        "email",
        "id",
        "ts",
        "date",
        "created_at",
        "rating",
        "stars",
        "p1",
        "product",
        "updated",
        "customer_features",
        "x",
        "",
    ];
    let word =
        prop_oneof![4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "[a-zA-Z0-9 é_]{1,6}"];
    (word.clone(), prop::option::of(word), prop::sample::select(vec!["_", "", " ", "-"]))
        .prop_map(|(first, second, between)| second.map_or(first.clone(), |second| format!("{first}{between}{second}")))
}

fn any_schema() -> impl Strategy<Value = Schema> {
    let column = (name(), prop::sample::select(vec!["", "TEXT", "INTEGER", "DATETIME"]), any::<bool>());
    let column =
        column.prop_map(|(name, declared, primary_key)| Column { name, declared: declared.to_owned(), primary_key });
    let table = (name(), prop::collection::vec(column, 0..7), any::<bool>(), prop::option::of(0..3_u64));
    let table = table.prop_map(|(name, mut columns, is_view, rows)| {
        let mut seen = Vec::new();
        columns.retain(|column| {
            let lower = column.name.to_lowercase();
            let fresh = !lower.is_empty() && !seen.contains(&lower);
            seen.push(lower);
            fresh
        });
        let kind = if is_view { TableKind::View } else { TableKind::Table };
        Table { name, kind, has_rowid: !is_view, strict: false, columns, rows }
    });
    prop::collection::vec(table, 0..8).prop_map(|mut tables| {
        let mut seen = Vec::new();
        tables.retain(|table| {
            let lower = table.name.to_lowercase();
            let fresh = !lower.is_empty() && !seen.contains(&lower);
            seen.push(lower);
            fresh
        });
        Schema { tables }
    })
}

fn upper(schema: &Schema) -> Schema {
    let mut upper = schema.clone();
    for table in &mut upper.tables {
        table.name.make_ascii_uppercase();
        table.columns.iter_mut().for_each(|column| column.name.make_ascii_uppercase());
    }
    upper
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_proposal_without_questions_can_be_built(schema in any_schema()) {
        proposed(&schema);
        for table in &schema.tables {
            product_column(table);
            let proposal = propose_for(&schema, Some(&table.name), Some(&table.name), parse_as_of("2026-07-01").unwrap());
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
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_names_never_panic(names in prop::collection::vec((any::<String>(), any::<String>()), 0..6)) {
        let tables: Vec<Table> = names
            .iter()
            .map(|(name, column)| Table {
                columns: vec![Column { name: column.clone(), declared: name.clone(), primary_key: false }],
                ..table(name, "")
            })
            .collect();
        propose(&Schema { tables }, parse_as_of("2026-07-01").unwrap());
    }
}
