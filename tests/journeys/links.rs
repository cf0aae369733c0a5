//! Opening and replacing databases: links, write-ahead logs, skipped checks, unsaved changes.

use super::database::{COURSE, make, shop};
use super::page::Page;
use super::saving::fill;
use super::sharing::visit;
use super::work;

const WIDE: (u32, u32) = (1440, 900);

#[tokio::test]
async fn a_link_brings_sample_as_of_and_a_query() {
    let page =
        Page::open("link", "#sample=tiny&as_of=2026-06-01&sql=SELECT%20count(*)%20FROM%20transactions", WIDE).await;
    page.until("the link's query", "return document.querySelector('tbody')?.textContent === '8'").await;
    page.ready().await;
    assert_eq!(page.script("return document.getElementById('as-of').value", vec![]).await, "2026-06-01");
    page.press("Copy link").await;
    let fragment = page.script("return location.hash", vec![]).await.as_str().unwrap().to_owned();
    for part in ["sample=tiny", "as_of=2026-06-01", "sql=SELECT+count"] {
        assert!(fragment.contains(part), "{part} is missing in {fragment}");
    }
    page.end().await;
}

#[tokio::test]
async fn a_link_never_changes_data_by_itself() {
    let page = Page::open("hostile", "#sample=tiny&sql=DELETE%20FROM%20transactions", WIDE).await;
    assert!(page.text("body").await.contains("came with the link"));
    page.run_sql("SELECT count(*) FROM transactions").await;
    assert_eq!(page.rows().await, ["8"]);
    page.end().await;
}

#[tokio::test]
async fn what_a_link_says_in_vain_is_told() {
    let page = Page::open("in-vain", "#sample=nope&foo=1", WIDE).await;
    assert!(page.text("[role=alert]").await.contains("nope"));
    assert!(page.text(".remarks").await.contains("foo"), "{}", page.text(".remarks").await);
    visit(&page, "#sample=tiny&leads=nowhere").await;
    assert!(page.text(".remarks").await.contains("nowhere"));
    let chosen = "return [...document.querySelectorAll('select')].map(it => it.value)";
    let chosen = page.script(chosen, vec![]).await.to_string();
    assert!(chosen.contains("\"leads_scored\"") && chosen.contains("\"user_email\""), "{chosen}");
    // No database came with this one: the page's own stands in, and what the link has to say waits for the person.
    page.end().await;
    let page = work::open("no-database", "#sql=SELECT+42", WIDE).await;
    assert_eq!(page.sql().await, "SELECT 42");
    work::settled(&page).await;
    assert!(page.rows().await.is_empty(), "SQL of a link without a database ran by itself");
    page.end().await;
}

#[tokio::test]
async fn a_database_on_the_host_opens_by_its_address() {
    let page = Page::open("remote", "#db=missing.db", WIDE).await;
    assert!(!page.text("[role=alert]").await.is_empty(), "a missing file is not told");
    assert!(page.text("header").await.contains("leads_scored_segmentation.db"), "the sample does not stand in");
    // The 404 was asked for: it is no error of the page.
    page.end_with(&["missing.db"]).await;
}

#[tokio::test]
async fn a_log_brings_the_newest_rows_and_a_missing_one_is_told() {
    let page = Page::open("wal", "#sample=tiny", WIDE).await;
    let path = make(&page.folder, "live.db", COURSE);
    let writer = rusqlite::Connection::open(&path).unwrap();
    writer
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; INSERT INTO leads_scored VALUES ('new@x', 0, 3)",
        )
        .unwrap();
    let log = page.folder.join("live.db-wal");
    page.pick(&[&path, &log]).await;
    page.run_sql("SELECT count(*) FROM leads_scored").await;
    assert_eq!(page.rows().await, ["4"]);
    page.pick(&[&path]).await;
    assert!(page.text("[role=note]").await.contains("-wal"), "{}", page.text("body").await);
    page.run_sql("SELECT count(*) FROM leads_scored").await;
    assert_eq!(page.rows().await, ["3"]);
    page.end().await;
}

#[tokio::test]
async fn the_check_of_a_large_file_can_be_skipped() {
    let page = Page::open("unchecked", "#sample=tiny", WIDE).await;
    let script = shop(1_000_000)
        + " CREATE INDEX by_customer ON transactions (user_email, ts);
        CREATE INDEX by_product ON transactions (product_id, user_email);";
    let file = make(&page.folder, "heavy.db", &script);
    let size = std::fs::metadata(&file).unwrap().len();
    assert!(size > 100_000_000, "{size} bytes");
    page.start_picking(&[&file]).await;
    let offer = "return [...document.querySelectorAll('footer button')].some(b => b.innerText === 'Skip the check')";
    page.until("the offer to skip the check", offer).await;
    page.press("Skip the check").await;
    let header = page.text("header").await;
    assert!(header.contains("heavy.db") && header.contains("Not checked for damage"), "{header}");
    assert_eq!(page.script(offer, vec![]).await, false, "the offer outlives the check");
    page.run_sql("SELECT count(*) FROM leads_scored").await;
    assert_eq!(page.rows().await, ["100000"]);
    // A file that is checked says nothing of the kind.
    page.pick(&[&make(&page.folder, "next.db", COURSE)]).await;
    assert!(!page.text("header").await.contains("Not checked"), "{}", page.text("header").await);
    page.end().await;
}

#[tokio::test]
async fn unsaved_changes_are_asked_about() {
    let page = Page::open("unsaved", "#sample=tiny", WIDE).await;
    // Where there is room, changes are saved in the browser, and nobody is asked.
    fill(&page).await;
    page.press("Build features").await;
    // The browser may notice a moment later that there is no room.
    for n in 0..10 {
        page.until("an end of saving", "return /Saved in|Not saved/.test(document.querySelector('header').innerText)")
            .await;
        if page.text("header").await.contains("Not saved") {
            break;
        }
        page.run_sql(&format!("CREATE TABLE more_{n} (x)")).await;
    }
    let path = make(&page.folder, "next.db", COURSE);
    page.pick(&[&path]).await;
    page.until("the question", "return !!document.querySelector('dialog[open]')").await;
    assert!(page.text("dialog[open]").await.contains("Keep your changes?"));
    page.press("Cancel").await;
    assert!(page.text("header").await.contains("tiny.db"));
    // A file that cannot be opened takes nothing away: the changes are still there, and still guarded.
    page.drop_file("broken.db", b"no database at all").await;
    page.press("Discard changes").await;
    assert!(page.text(".page-message[role=alert]").await.contains("not a SQLite database"));
    assert!(page.text("header").await.contains("Not saved"), "{}", page.text("header").await);
    page.pick(&[&path]).await;
    page.press("Discard changes").await;
    page.until("the other database", "return document.querySelector('header').innerText.includes('next.db')").await;
    page.ready().await;
    page.end().await;
}
