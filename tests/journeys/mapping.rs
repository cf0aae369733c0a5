//! The mapping of databases with other names and shapes: proposals, questions, suggestions, and choices that stay.

use serde_json::json;

use super::database::make;
use super::page::Page;

const WIDE: (u32, u32) = (1440, 900);

/// Chooses an option of a mapping field.
async fn choose(page: &Page, field: &str, value: &str) {
    let script = "const field = document.getElementById(arguments[0]); field.value = arguments[1]; \
                  field.dispatchEvent(new Event('change', { bubbles: true })); return field.value";
    assert_eq!(page.script(script, vec![json!(field), json!(value)]).await, value, "{field} offers {value}");
}

/// Waits until a field of the mapping has a value.
async fn has(page: &Page, field: &str, value: &str) {
    let script = format!("return document.getElementById('{field}').value === '{value}'");
    page.until(&format!("{field} is {value}"), &script).await;
}

#[tokio::test]
async fn one_table_becomes_two_by_the_views_that_the_page_offers() {
    let page = Page::open("one-table", "", WIDE).await;
    let file = make(
        &page.folder,
        "retail.db",
        "CREATE TABLE retail (InvoiceNo TEXT, CustomerID INTEGER, InvoiceDate TEXT, Quantity INTEGER);
         INSERT INTO retail VALUES ('1', 7, '2026-06-01', 2), ('1', 7, '2026-06-01', 1), ('2', 8, '2026-06-30', 1);",
    );
    page.pick(&[&file]).await;
    assert!(page.text(".suggestion").await.contains("retail holds customers and transactions in one table"));
    page.press("Put this SQL into the SQL box").await;
    page.press("Run").await;
    has(&page, "leads", "customers").await;
    has(&page, "tx", "orders").await;
    page.until("the offer goes", "return !document.querySelector('.suggestion')").await;
    page.set_as_of("2026-07-01").await;
    page.press("Build features").await;
    assert_eq!(page.rows().await, ["7|NULL|1|30", "8|NULL|1|1"]);
    page.end().await;
}

#[tokio::test]
async fn choices_stay_and_what_is_gone_is_asked_for() {
    let page = Page::open("choices", "", WIDE).await;
    let file = make(
        &page.folder,
        "shop.db",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, work_email TEXT, rating INTEGER);
         INSERT INTO customers VALUES (1, 'ana@x.org', 'ana@work.org', 3);
         CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, order_date TEXT);
         INSERT INTO orders VALUES (1, 1, '2026-06-30');
         CREATE TABLE invoices (id INTEGER PRIMARY KEY, customer_id INTEGER, invoice_date TEXT);
         INSERT INTO invoices VALUES (1, 1, '2026-06-29');",
    );
    page.pick(&[&file]).await;
    assert!(page.text("#tx-note").await.contains("orders (1 row; id = customer_id (1 of 1 keys found))"));
    choose(&page, "leads-email", "work_email").await;
    choose(&page, "leads-rating", "").await;
    choose(&page, "tx", "invoices").await;
    has(&page, "tx-time", "invoice_date").await;
    has(&page, "tx-key", "customer_id").await;
    has(&page, "leads-email", "work_email").await;
    has(&page, "leads-rating", "").await;
    page.until(
        "the count of matches",
        "return document.getElementById('key-matches').textContent.startsWith('1 of 1')",
    )
    .await;
    page.run_sql("DROP TABLE invoices").await;
    page.until(
        "the table is asked for",
        "return document.getElementById('tx-note')?.textContent.includes('You had chosen invoices')",
    )
    .await;
    has(&page, "tx", "").await;
    has(&page, "leads-email", "work_email").await;
    page.end().await;
}

#[tokio::test]
async fn keys_that_match_nobody_and_numbers_of_no_certain_unit_are_chosen_by_a_press() {
    let page = Page::open("presses", "", WIDE).await;
    let file = make(
        &page.folder,
        "odd.db",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT);
         INSERT INTO customers VALUES (17850, 'ana@x.org'), (12583, 'ben@x.org');
         CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id TEXT, created_at BIGINT);
         INSERT INTO orders VALUES (1, '17850.0', 638552160000000000), (2, '12583.0', 638400000000000000);",
    );
    page.pick(&[&file]).await;
    page.set_as_of("2024-07-01").await;
    page.until("the warning", "return !!document.querySelector('#key-matches .wrong')").await;
    page.press("Match keys: Text as numbers").await;
    page.until("the matches", "return document.getElementById('key-matches').textContent.startsWith('2 of 2')").await;
    page.press(".NET ticks").await;
    page.until("the readings", "return document.body.textContent.includes('2024-06-29 00:00:00 UTC')").await;
    page.press("Build features").await;
    assert_eq!(page.rows().await, ["ben@x.org|NULL|1|178", "ana@x.org|NULL|1|2"]);
    page.end().await;
}

#[tokio::test]
async fn features_are_ticked_and_say_which_column_they_need() {
    let page = Page::open("ticked", "", WIDE).await;
    let file = make(
        &page.folder,
        "paid.db",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT);
         INSERT INTO customers VALUES (1, 'ana@x.org'), (2, 'ben@x.org');
         CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, order_date TEXT, amount TEXT, sku TEXT);
         INSERT INTO orders VALUES (1, 1, '2026-06-30', '9.5', 'a'), (2, 1, '2026-01-30', 'free', 'a');",
    );
    page.pick(&[&file]).await;
    has(&page, "tx-amount", "amount").await;
    has(&page, "tx-product", "sku").await;
    page.set_as_of("2026-07-01").await;
    page.script("document.querySelector('details.options').open = true", vec![]).await;
    for feature in ["recency_days", "monetary_total", "purchases_90d", "distinct_products"] {
        page.script("document.getElementById('feature-' + arguments[0]).click()", vec![json!(feature)]).await;
    }
    choose(&page, "tx-amount", "").await;
    page.until(
        "the note",
        "return document.getElementById('tx-amount-note')?.textContent === 'monetary_total needs this column.'",
    )
    .await;
    page.press("Build features").await;
    let told = page.text(".page-message[role=alert]").await;
    assert!(told.contains("The feature monetary_total needs the “Amount column”"), "{told}");
    choose(&page, "tx-amount", "amount").await;
    page.press("Build features").await;
    assert_eq!(page.rows().await, ["ana@x.org|NULL|2|1|9.5|1", "ben@x.org|NULL|0|0|0.0|0"]);
    let report = page.text("body").await;
    assert!(report.contains("1 transaction has an amount that is NULL or not a number."), "{report}");
    page.end().await;
}
