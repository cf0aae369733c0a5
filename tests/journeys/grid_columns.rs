//! The columns of the grid: order, filter and facts over the whole result; and what takes the rows along.

use std::fs;

use fantoccini::key::Key;
use serde_json::json;

use super::access::violations;
use super::grid::{MILLION, grid_is_there, in_view, row_is_in_view};
use super::page::Page;

const WIDE: (u32, u32) = (1440, 900);

/// The texts of the first rows in view, without waiting.
const FIRST: &str = "const grid = [...document.querySelectorAll('[role=grid]')].find(it => it.offsetParent);
    return [...grid.tBodies[0].rows].slice(0, 3).map(row => [...row.cells].map(cell => cell.textContent).join('|'))";

/// Waits until the first rows are these.
async fn first_rows_are(page: &Page, expected: &[&str]) {
    let list = serde_json::to_string(expected).unwrap();
    let script = FIRST.replace("return ", "const first = ");
    page.until(
        &format!("the rows {list}"),
        &format!("{script}; return JSON.stringify(first.slice(0, {})) === {}", expected.len(), json!(list)),
    )
    .await;
}

/// Presses a button in the header of a column: `order` or `menu`.
async fn press_header(page: &Page, column: usize, does: &str) {
    let script = "const grid = [...document.querySelectorAll('[role=grid]')].find(it => it.offsetParent);
        grid.tHead.rows[0].cells[arguments[0]].querySelector(`[data-does=${arguments[1]}]`).click()";
    page.script(script, vec![column.into(), does.into()]).await;
}

async fn type_filter(page: &Page, text: &str) {
    page.until(
        "the menu",
        "return document.querySelector('.column-menu:popover-open input') === document.activeElement",
    )
    .await;
    let script = "const field = document.activeElement; field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.script(script, vec![text.into()]).await;
}

async fn count_is(page: &Page, expected: &str) {
    let script = format!("return document.querySelector('#area-sql .result-tools').innerText.includes('{expected}')");
    page.until(expected, &script).await;
}

#[tokio::test]
async fn a_header_orders_the_whole_result() {
    let page = Page::open("grid-order", "#sample=tiny", WIDE).await;
    page.run_sql(MILLION).await;
    grid_is_there(&page).await;
    let sort = "return document.querySelector('#area-sql th').ariaSort";
    press_header(&page, 0, "order").await;
    page.until("the order", "return document.querySelector('#area-sql th').ariaSort === 'ascending'").await;
    let start = std::time::Instant::now();
    press_header(&page, 0, "order").await;
    first_rows_are(&page, &["1000000||1000000000000", "999999|NULL|999998000001"]).await;
    println!("a million rows were ordered and drawn in {:?}", start.elapsed());
    assert_eq!(page.script(sort, vec![]).await, "descending");
    page.script("document.querySelector('#area-sql [role=grid]').focus()", vec![]).await;
    page.keys(&[Key::End.into()]).await;
    row_is_in_view(&page, "1,000,000").await;
    assert_eq!(in_view(&page).await["text"], "1|name 1|1");
    press_header(&page, 0, "order").await;
    first_rows_are(&page, &["1|name 1|1", "2|name 2|4"]).await;
    assert_eq!(page.script(sort, vec![]).await, json!(null));
    page.end().await;
}

#[tokio::test]
async fn filters_hold_for_the_whole_result_and_are_cleared_by_one_button() {
    let page = Page::open("grid-filter", "#sample=tiny", WIDE).await;
    page.run_sql(MILLION).await;
    grid_is_there(&page).await;
    // By keys alone: up to the header, Enter opens its menu.
    page.script("document.querySelector('#area-sql [role=grid]').focus()", vec![]).await;
    page.keys(&[Key::Up.into()]).await;
    page.keys(&[Key::Right.into()]).await;
    page.keys(&[Key::Enter.into()]).await;
    type_filter(&page, "name 99999").await;
    count_is(&page, "6 of 1,000,000 rows").await;
    first_rows_are(&page, &["999991|name 999991|999982000081", "999992|name 999992|999984000064"]).await;
    page.keys(&[Key::Escape.into()]).await;
    page.until("the grid's focus", "return document.activeElement.getAttribute('role') === 'grid'").await;
    press_header(&page, 0, "menu").await;
    type_filter(&page, "<5").await;
    count_is(&page, "0 of 1,000,000 rows").await;
    assert!(page.text("#area-sql .no-rows").await.contains("No row meets the filters."));
    page.keys(&[Key::Escape.into()]).await;
    page.press("Clear filters").await;
    count_is(&page, "1,000,000 rows").await;
    first_rows_are(&page, &["1|name 1|1"]).await;
    // A result keeps its order and filters while another one is on show.
    page.run_sql("SELECT 1 AS a UNION SELECT 2; SELECT 3 AS b").await;
    page.choose_result(1).await;
    press_header(&page, 0, "order").await;
    press_header(&page, 0, "order").await;
    first_rows_are(&page, &["2", "1"]).await;
    page.choose_result(2).await;
    first_rows_are(&page, &["3"]).await;
    page.choose_result(1).await;
    first_rows_are(&page, &["2", "1"]).await;
    page.end().await;
}

#[tokio::test]
async fn a_menu_tells_what_is_in_a_column() {
    let page = Page::open("grid-facts", "#sample=tiny", WIDE).await;
    page.run_sql("SELECT NULL AS v UNION ALL SELECT '' UNION ALL SELECT 'a' UNION ALL SELECT 'a' UNION ALL SELECT 2 UNION ALL SELECT 4.5")
        .await;
    grid_is_there(&page).await;
    press_header(&page, 0, "menu").await;
    page.until("the facts", "return !!document.querySelector('.column-menu:popover-open .common')").await;
    let facts = page.text(".column-menu:popover-open .facts").await.replace('\n', " ");
    for fact in [
        "Rows 6",
        "Different values 4",
        "NULL 1 (16.7 %)",
        "Empty texts 1 (16.7 %)",
        "integer 1, real 1, text 3",
        "Smallest 2",
        "Largest a",
        "Mean 3.25",
    ] {
        assert!(facts.contains(fact), "{fact}: {facts}");
    }
    assert!(page.text(".column-menu:popover-open .common").await.replace('\n', " ").starts_with("a 2 rows"));
    page.keys(&[Key::Escape.into()]).await;
    // Where the mouse rests on a header, the facts come without the menu.
    let rest = "document.querySelector('#area-sql th').dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }))";
    page.script(rest, vec![]).await;
    page.until("the facts alone", "return !!document.querySelector('.column-facts:popover-open .facts')").await;
    page.script("document.querySelector('#area-sql thead').dispatchEvent(new PointerEvent('pointerleave'))", vec![])
        .await;
    page.until("no facts", "return !document.querySelector('.column-facts:popover-open')").await;
    page.end().await;
}

#[tokio::test]
async fn rows_leave_the_page_in_each_form() {
    let page = Page::open("grid-files", "#sample=tiny", WIDE).await;
    page.run_sql("SELECT 1 AS n, 'a,b' AS \"t\"\"x\", NULL AS z UNION ALL SELECT 2, '=1+1', ''").await;
    grid_is_there(&page).await;
    press_header(&page, 0, "order").await;
    press_header(&page, 0, "order").await;
    first_rows_are(&page, &["2|=1+1|", "1|a,b|NULL"]).await;
    let read = async |button: &str, ending: &str| {
        let name = format!("tiny-query.{ending}");
        let text = fs::read_to_string(page.save(button, &name).await).unwrap();
        fs::remove_file(page.folder.join(&name)).unwrap();
        text
    };
    assert_eq!(read("Save CSV", "csv").await, "n,\"t\"\"x\",z\r\n2,=1+1,\"\"\r\n1,\"a,b\",\r\n");
    page.script("document.querySelector('.files-menu input').click()", vec![]).await;
    assert!(read("Save CSV", "csv").await.contains("2,'=1+1,"));
    let json: serde_json::Value = serde_json::from_str(&read("Save JSON", "json").await).unwrap();
    assert_eq!(json[0]["n"], 2);
    assert_eq!(json[1]["z"], json!(null));
    let markdown = read("Save Markdown", "md").await;
    assert!(markdown.starts_with("| n") && markdown.contains("=1+1"), "{markdown}");
    let sql = read("Save SQL inserts", "sql").await;
    assert!(sql.contains("INSERT INTO") && sql.contains("'a,b'"), "{sql}");
    assert!(page.text("[role=status]").await.contains("Saved tiny-query.sql with 2 rows to your downloads."));
    page.end().await;
}

#[tokio::test]
async fn rows_of_a_table_are_all_there() {
    let page = Page::open("grid-browse", "#sample=tiny", WIDE).await;
    page.run_sql(&format!("CREATE TABLE large AS {MILLION}")).await;
    page.press("Rows").await;
    let script = "[...document.querySelectorAll('button')].find(it => it.ariaLabel === 'Rows of large').click()";
    page.script(script, vec![]).await;
    page.ready().await;
    count_is(&page, "1,000,000 rows").await;
    assert!(page.text("#results-title").await.contains("large"));
    grid_is_there(&page).await;
    page.script("document.querySelector('#area-sql [role=grid]').focus()", vec![]).await;
    page.keys(&[Key::End.into()]).await;
    row_is_in_view(&page, "1,000,000").await;
    assert_eq!(in_view(&page).await["text"], "1000000||1000000000000");
    page.end().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_grid() {
    for (size, theme) in [((1440, 900), "light"), ((390, 844), "dark")] {
        let page = Page::open(&format!("grid-axe-{theme}"), "#sample=tiny", size).await;
        page.script("document.documentElement.dataset.theme = arguments[0]", vec![theme.into()]).await;
        page.run_sql("SELECT 1 AS a, NULL AS b, '' AS c, x'00' AS d; DROP TABLE IF EXISTS t; SELECT 'x' AS e, 2 AS f")
            .await;
        grid_is_there(&page).await;
        press_header(&page, 0, "order").await;
        page.until("the order", "return document.querySelector('#area-sql th').ariaSort === 'ascending'").await;
        assert_eq!(violations(&page).await, json!([]), "the grid, {theme}");
        press_header(&page, 0, "menu").await;
        page.until("the facts", "return !!document.querySelector('.column-menu:popover-open .facts')").await;
        assert_eq!(violations(&page).await, json!([]), "the menu of a column, {theme}");
        page.keys(&[Key::Escape.into()]).await;
        page.script("document.querySelector('#area-sql .files-menu').showPopover()", vec![]).await;
        assert_eq!(violations(&page).await, json!([]), "the menu of files, {theme}");
        page.keys(&[Key::Escape.into()]).await;
        page.script("document.querySelector('#area-sql [role=grid]').focus()", vec![]).await;
        page.keys(&[Key::Enter.into()]).await;
        page.until("the whole value", "return !!document.querySelector('.cell-detail:popover-open')").await;
        assert_eq!(violations(&page).await, json!([]), "the whole value, {theme}");
        page.keys(&[Key::Escape.into()]).await;
        page.run_sql("SELECT * FROM nowhere").await;
        page.until("the earlier rows", "return !!document.querySelector('[data-earlier]')").await;
        assert_eq!(violations(&page).await, json!([]), "earlier rows, {theme}");
        page.end().await;
    }
}
