//! The tabs of the SQL box, saved queries and the list of the history: kept in this browser, found, used.

use fantoccini::key::Key;
use serde_json::json;

use super::access::violations;
use super::page::Page;
use super::work;

const WIDE: (u32, u32) = (1440, 900);

/// The names of the tabs, the open one with a star.
const TABS: &str = "return [...document.querySelectorAll('.sql-tab')].map(it => it.innerText + (it.ariaPressed === 'true' ? '*' : ''))";

/// The names and texts of the entries in the lists.
const ENTRIES: &str =
    "return [...document.querySelectorAll('.sql-entry')].map(it => it.innerText.replace(/\\s+/g, ' ').trim())";

async fn field(page: &Page, id: &str, text: &str) {
    let script = "const field = document.getElementById(arguments[0]); field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    page.script(script, vec![id.into(), text.into()]).await;
}

#[tokio::test]
async fn each_tab_keeps_its_text_and_its_undo_in_this_browser() {
    let page = work::open("tabs", "#sample=tiny", WIDE).await;
    page.editor().await;
    page.write_sql("SELECT 'first'").await;
    page.press("New query").await;
    assert_eq!(page.script(TABS, vec![]).await, json!(["Query 1", "Query 2*"]));
    page.until_sql("").await;
    assert_eq!(page.script("return document.activeElement.id", vec![]).await, "sql");
    page.run_sql("SELECT 'second'").await;
    page.press("Query 1").await;
    page.until_sql("SELECT 'first'").await;
    page.press("Query 2").await;
    page.until_sql("SELECT 'second'").await;
    page.script("document.getElementById('sql').focus()", vec![]).await;
    page.keys(&[Key::Control.into(), 'z']).await;
    page.until("what was there before", "return document.getElementById('sql').innerText.trim() === ''").await;
    page.keys(&[Key::Control.into(), 'y']).await;
    page.until_sql("SELECT 'second'").await;
    // The first tab is the work's: it comes back with it, the others always do.
    work::settled(&page).await;
    page.reload().await;
    page.editor().await;
    page.until("the tabs", "return document.querySelectorAll('.sql-tab').length === 2").await;
    page.press("Resume yours").await;
    page.until_sql("SELECT 'first'").await;
    page.press("Query 2").await;
    page.until_sql("SELECT 'second'").await;
    page.press("Close query").await;
    page.until_sql("SELECT 'first'").await;
    assert_eq!(page.script(TABS, vec![]).await, json!(["Query 1*"]));
    page.end().await;
}

#[tokio::test]
async fn queries_are_saved_by_name_and_found_with_the_history() {
    let page = work::open("queries", "#sample=tiny", WIDE).await;
    page.editor().await;
    page.run_sql("SELECT count(*) FROM leads_scored").await;
    page.run_sql("SELECT max(ts)\nFROM transactions").await;
    page.script("document.querySelector('#sql-queries summary').click()", vec![]).await;
    page.until("the lists", "return document.querySelectorAll('.sql-entry').length === 2").await;
    field(&page, "query-name", "last purchase").await;
    page.press("Save query").await;
    assert_eq!(page.text("[role=status]").await, "Saved as last purchase in this browser.");
    assert_eq!(page.script(TABS, vec![]).await, json!(["last purchase*"]));
    let last = "SELECT max(ts) FROM transactions";
    let all = json!([format!("last purchase{last}"), last, "SELECT count(*) FROM leads_scored"]);
    assert_eq!(page.script(ENTRIES, vec![]).await, all);
    field(&page, "query-search", "LEADS count").await;
    page.until("what is found", "return document.querySelectorAll('.sql-entry').length === 1").await;
    assert_eq!(violations(&page).await, json!([]));
    page.script("document.querySelector('.sql-entry').click()", vec![]).await;
    page.until_sql("SELECT count(*) FROM leads_scored").await;
    work::settled(&page).await;
    page.reload().await;
    page.script("document.querySelector('#sql-queries summary').click()", vec![]).await;
    page.until("the lists", "return document.querySelectorAll('.sql-entry').length === 3").await;
    page.script("document.querySelector('[aria-label=\"Delete last purchase\"]').click()", vec![]).await;
    page.until("the lists", "return document.querySelectorAll('.sql-entry').length === 2").await;
    page.end().await;
}
