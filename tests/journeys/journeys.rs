//! Basic journeys: building, downloading, bad files, messages, profiles, failed builds, the keyboard.

use fantoccini::key::Key;

use super::database::{COURSE, FEATURES, features, make};
use super::page::Page;
use super::saving::fill;
use super::work;

const WIDE: (u32, u32) = (1440, 900);
const PHONE: (u32, u32) = (390, 844);

/// Builds as of a fixed day, queries, downloads and compares.
async fn build_query_download(page: &Page, name: &str) {
    page.set_as_of("2026-07-01").await;
    page.press("Build features").await;
    assert_eq!(page.rows().await, FEATURES);
    assert!(page.text("[role=status]").await.starts_with("Built customer_features: 3 rows"));
    page.run_sql("SELECT count(*) AS n, sum(recency_days) AS s FROM customer_features").await;
    assert_eq!(page.rows().await, ["3|428"]);
    let file = page.download(name).await;
    assert_eq!(features(&file), FEATURES);
}

#[tokio::test]
async fn a_picked_file_is_built_queried_and_downloaded() {
    let page = Page::open("picker", "", WIDE).await;
    let file = make(&page.folder, "shop.sqlite", COURSE);
    page.pick(&[&file]).await;
    std::fs::remove_file(&file).unwrap();
    build_query_download(&page, "shop.sqlite").await;
    let names =
        page.script("return performance.getEntriesByType('measure').map(m => m.name)", vec![]).await.to_string();
    for name in ["lab:start", "lab:open", "lab:build", "lab:query", "lab:download"] {
        assert!(names.contains(name), "{name} is missing in {names}");
    }
    let detail = "const d = performance.getEntriesByName('lab:build')[0].detail; return `${d.rows_in} ${d.rows_out}`";
    assert_eq!(page.script(detail, vec![]).await, "3 3");
    page.end().await;
}

#[tokio::test]
async fn a_dropped_file_is_built_queried_and_downloaded_on_a_phone() {
    let page = Page::open("phone", "", PHONE).await;
    let file = make(&page.folder, "drop.db", COURSE);
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    page.drop_file("drop.db", &bytes).await;
    build_query_download(&page, "drop.db").await;
    let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(page.script(wide, vec![]).await, false, "the page scrolls sideways on a phone");
    page.end().await;
}

#[tokio::test]
async fn bad_files_are_named_and_the_open_database_stays() {
    let page = Page::open("bad", "#sample=tiny", WIDE).await;
    let sound = std::fs::read(make(&page.folder, "sound.db", COURSE)).unwrap();
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("empty.db", Vec::new(), "empty"),
        ("packed.db", vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], "gzip"),
        ("archive.db", [b"PK\x03\x04".as_slice(), &[0; 60]].concat(), "zip"),
        ("table.db", b"user_email,p1,member_rating\na@x,0.5,4\n".repeat(20), "CSV"),
        ("secret.db", (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect(), "encrypted"),
        ("short.db", sound[..sound.len() / 2].to_vec(), ""),
    ];
    for (name, bytes, word) in cases {
        page.drop_file(name, &bytes).await;
        let alert = page.text("[role=alert]").await;
        assert!(!alert.is_empty() && alert.contains(word), "{name}: {alert}");
        assert!(page.text("header").await.contains("tiny.db"), "{name} took the open database away");
    }
    page.run_sql("SELECT count(*) FROM transactions").await;
    assert_eq!(page.rows().await, ["8"]);
    page.end().await;
}

#[tokio::test]
async fn a_message_goes_when_what_it_speaks_of_is_over() {
    let page = Page::open("over", "#sample=tiny", WIDE).await;
    page.run_sql("SELECT nope FROM leads_scored").await;
    assert!(page.text("#sql-error").await.contains("nope"));
    page.press("Build features").await;
    assert!(page.text("[role=status]").await.starts_with("Built customer_features"));
    assert_eq!(page.text("[role=alert]").await, "");
    page.run_sql(".mode box\nSELECT \"user_emial\" FROM leads_scored LIMIT 1").await;
    assert_eq!(page.rows().await, ["user_emial"]);
    let notes = page.text("#sql-notes").await;
    assert!(notes.contains("Passed over .mode") && notes.contains("Line 2, column 8"), "{notes}");
    page.run_sql("VACUUM INTO 'copy.db'").await;
    assert!(page.text("#sql-error").await.contains("Download database"));
    assert_eq!(page.text("#sql-notes").await, "");
    page.run_sql("SELECT 1").await;
    assert_eq!(page.text("[role=alert]").await, "");
    page.end().await;
}

#[tokio::test]
async fn a_table_without_a_name_shows_its_rows_and_can_be_chosen() {
    let page = Page::open("unnamed", "", WIDE).await;
    let file = make(&page.folder, "unnamed.db", "CREATE TABLE \"\" (a); INSERT INTO \"\" VALUES (1);");
    page.pick(&[&file]).await;
    page.press("Rows").await;
    assert_eq!(page.rows().await, ["1"]);
    page.press("Profile").await;
    assert_eq!(page.text("[role=alert]").await, "");
    let choose = "const list = document.getElementById('leads'); list.selectedIndex = [...list.options].findIndex(it => \
        it.text === '\"\"'); list.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script(choose, vec![]).await;
    page.until(
        "the columns of the table",
        "return [...document.getElementById('leads-key').options].some(it => it.text === 'a')",
    )
    .await;
    page.end().await;
}

#[tokio::test]
async fn a_table_is_looked_over_in_one_click() {
    let page = Page::open("profile", "#sample=tiny", WIDE).await;
    page.press("Profile").await;
    let columns = page.rows().await;
    assert!(columns[0].starts_with("user_email|TEXT|0|"), "{columns:?}");
    assert!(page.text("#profile-title").await.contains("Profile of leads_scored"));
    page.press("First rows").await;
    let rows = page.rows().await;
    assert!(rows.len() == 5 && rows[0].contains('@'), "{rows:?}");
    page.press("Types and ranges").await;
    assert_eq!(page.rows().await, columns);
    page.end().await;
}

#[tokio::test]
async fn a_build_that_fails_half_way_leaves_the_old_table() {
    let page = Page::open("half", "#sample=tiny", WIDE).await;
    page.press("Build features").await;
    let before = page.rows().await;
    assert_eq!(before.len(), 5);
    page.run_sql("DELETE FROM transactions; CREATE TABLE big (a TEXT); PRAGMA max_page_count = 1;").await;
    page.run_sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         INSERT INTO leads_scored (user_email) SELECT 'x' || i FROM n",
    )
    .await;
    assert!(page.text("#sql-error").await.contains("full"), "the limit holds: {}", page.text("#sql-error").await);
    page.run_sql(
        "PRAGMA max_page_count = 100000; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         INSERT INTO leads_scored (user_email) SELECT 'x' || i FROM n; PRAGMA max_page_count = 1;",
    )
    .await;
    page.press("Build features").await;
    assert!(page.text(".page-message[role=alert]").await.contains("full"), "{}", page.text("body").await);
    page.run_sql("SELECT * FROM customer_features").await;
    assert_eq!(page.rows().await, before);
    page.run_sql("PRAGMA integrity_check").await;
    assert_eq!(page.rows().await, ["ok"]);
    page.end().await;
}

#[tokio::test]
async fn the_main_job_needs_no_mouse() {
    let page = Page::open("keys", "#sample=tiny", WIDE).await;
    let mut met = Vec::new();
    // Alt+2 is the tab *Build*.
    page.keys(&[Key::Alt.into(), '2']).await;
    for _ in 0..90 {
        // Leaves the editor, in which Tab indents; elsewhere it would close the menu.
        if page.script("return !!document.activeElement.closest('.editor')", vec![]).await == true {
            page.keys(&[Key::Escape.into()]).await;
        }
        page.keys(&[Key::Tab.into()]).await;
        // The tab *SQL* and the box *SQL* have one name.
        let script = "const e = document.activeElement;
            return (e.labels?.[0]?.innerText || e.ariaLabel || e.innerText || '').trim() + (e.role === 'tab' ? ' (tab)' : '')";
        let name = page.script(script, vec![]).await.as_str().unwrap_or_default().to_owned();
        // Once around the page is enough.
        let is_first = !met.contains(&name);
        match name.as_str() {
            "Database" if is_first => page.keys(&[Key::Enter.into()]).await,
            "Build features" if is_first => {
                page.keys(&[Key::Enter.into()]).await;
                page.until("the rows of the build", "return !!document.querySelector('#area-build tbody tr')").await;
                assert_eq!(page.rows().await.len(), 5);
                page.keys(&[Key::Alt.into(), '1']).await;
            }
            "SQL" if is_first => {
                page.keys(&[Key::Control.into(), 'a']).await;
                for letter in "SELECT max(recency_days) FROM customer_features".chars() {
                    page.keys(&[letter]).await;
                }
                page.keys(&[Key::Control.into(), Key::Enter.into()]).await;
                page.until("the answer", "return document.querySelector('#area-sql tbody')?.textContent === '514'")
                    .await;
            }
            _ => {}
        }
        met.push(name);
    }
    for name in
        ["Sample database", "Open database", "Download database", "Copy link", "Leads table", "As of", "Run", "Stop"]
    {
        assert!(met.iter().any(|it| it == name), "{name} is not reached by Tab: {met:?}");
    }
    page.end().await;
}

#[tokio::test]
async fn what_a_person_opened_stays_open_and_what_was_cancelled_is_not_shown() {
    let page = work::open("calm", "", WIDE).await;
    let choose = "const list = document.getElementById(arguments[0]); list.value = arguments[1];
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script("document.querySelector('details.options').open = true", vec![]).await;
    page.script(choose, vec!["match-keys".into(), "normalised".into()]).await;
    // The time column is looked at anew after each change.
    work::settled(&page).await;
    let open = "return document.querySelector('details.options').open";
    assert_eq!(page.script(open, vec![]).await, serde_json::Value::Bool(true));
    fill(&page).await;
    page.press("Build features").await;
    page.script(choose, vec!["sample".into(), "tiny".into()]).await;
    // The lab tries to save once more before it asks.
    page.until("the question", "return [...document.querySelectorAll('dialog')].some(dialog => dialog.open)").await;
    page.press("Cancel").await;
    let shown =
        "return [...document.getElementById('sample').options].find(it => it.text.includes('open it again')).value";
    assert_eq!(page.script(shown, vec![]).await, "leads_scored_segmentation");
    page.end().await;
}
