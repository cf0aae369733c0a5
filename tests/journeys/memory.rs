//! Memory: SQL that asks for too much is told so, ends with a worker of normal size, and the page goes on with the database as it was.

use super::page::Page;
use super::saving::SAVED;

const WIDE: (u32, u32) = (1440, 900);

const FREE: &str =
    "return document.querySelector('[role=status]').innerText.includes('The memory of this SQL is free again')";

/// Numbers from 1 to a limit, as a table of the next query.
fn numbers(limit: u64) -> String {
    format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {limit})")
}

async fn is_told(page: &Page, sql: &str, words: &str) {
    page.run_sql(sql).await;
    let told = page.text("#sql-error").await;
    assert!(told.contains(words), "{sql}: {told}");
}

#[tokio::test]
async fn a_value_of_a_gigabyte_is_refused_at_once() {
    let page = Page::open("value", "#sample=tiny", WIDE).await;
    let too_large = "a value larger than 100";
    is_told(&page, "SELECT zeroblob(1e9)", too_large).await;
    is_told(&page, "CREATE TABLE t AS SELECT zeroblob(900000000)", too_large).await;
    is_told(&page, "SELECT replace(hex(zeroblob(20000)), '0', hex(zeroblob(20000)))", too_large).await;
    page.run_sql("SELECT length(zeroblob(90000000)), (SELECT count(*) FROM leads_scored)").await;
    assert_eq!(page.rows().await, ["90000000|5"]);
    page.end().await;
    // The same from a link, which runs unasked.
    let page = Page::open("value-link", "#sample=tiny&sql=SELECT%20zeroblob(1e9)", WIDE).await;
    let told = format!("return document.getElementById('sql-error')?.innerText.includes('{too_large}')");
    page.until(too_large, &told).await;
    page.end().await;
}

#[tokio::test]
async fn a_result_that_is_too_large_shows_its_first_rows_and_leaves_no_memory_behind() {
    let page = Page::open("first-rows", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE mine AS SELECT 5 AS a").await;
    page.until("the save", SAVED).await;
    let sql = format!("{} SELECT i, zeroblob(1000000) AS z FROM n", numbers(5000));
    is_told(&page, &sql, "Its first 15 rows are shown.").await;
    assert_eq!(page.rows().await.len(), 15);
    page.until("a fresh worker", FREE).await;
    page.run_sql("SELECT a FROM mine").await;
    assert_eq!(page.rows().await, ["5"]);
    assert!(page.text("header").await.contains("Saved in this browser"));
    page.end().await;
}

#[tokio::test]
async fn a_bomb_ends_with_its_reason_and_a_fresh_worker() {
    let page = Page::open("bomb", "#sample=tiny", WIDE).await;
    let bomb = format!("CREATE TEMP TABLE b AS {} SELECT randomblob(50000000) AS x FROM n", numbers(60));
    is_told(&page, &bomb, "This needs more memory than a statement may take here").await;
    page.until("a fresh worker", FREE).await;
    page.run_sql("SELECT count(*) FROM leads_scored").await;
    assert_eq!(page.rows().await, ["5"]);
    // The file itself does not grow without an end either.
    let bomb = format!("CREATE TABLE b AS {} SELECT zeroblob(50000000) AS x FROM n", numbers(60));
    is_told(&page, &bomb, "The database would become larger than 500").await;
    page.run_sql("SELECT count(*), (SELECT count(*) FROM sqlite_schema WHERE name = 'b') FROM leads_scored").await;
    assert_eq!(page.rows().await, ["5|0"]);
    assert!(page.text("header").await.contains("Unchanged"));
    page.end().await;
}
