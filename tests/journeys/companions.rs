//! Companions of a database: journals are rolled back, other names are asked about, a damaged file cannot be built.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::database::{COURSE, make};
use super::grading::{add_files, good, status_says, table};
use super::page::Page;

const WIDE: (u32, u32) = (1440, 900);

/// A copy of a database and its journal in the middle of a transaction that has deleted all leads.
fn unfinished(folder: &Path, name: &str) -> (PathBuf, PathBuf) {
    let live = make(folder, "live.db", COURSE);
    let writer = Connection::open(&live).unwrap();
    writer
        .execute_batch(
            "PRAGMA cache_size = 5; BEGIN; DELETE FROM leads_scored; CREATE TABLE more AS WITH RECURSIVE n(i) AS (SELECT 1 \
             UNION ALL SELECT i + 1 FROM n LIMIT 200) SELECT zeroblob(900) AS x FROM n",
        )
        .unwrap();
    let (database, journal) = (folder.join(name), folder.join(format!("{name}-journal")));
    std::fs::copy(&live, &database).unwrap();
    std::fs::copy(folder.join("live.db-journal"), &journal).unwrap();
    (database, journal)
}

async fn until_alert(page: &Page, words: &str) {
    page.until(words, &format!("return document.querySelector('[role=alert]')?.textContent.includes('{words}')")).await;
}

#[tokio::test]
async fn an_unfinished_transaction_is_rolled_back_and_told() {
    let page = Page::open("journal", "#sample=tiny", WIDE).await;
    let (database, journal) = unfinished(&page.folder, "shop.db");
    page.pick(&[&database, &journal]).await;
    let note = page.text("[role=note]").await;
    assert!(note.contains("An unfinished transaction was rolled back, as SQLite does: "), "{note}");
    page.run_sql("SELECT count(*) FROM leads_scored").await;
    assert_eq!(page.rows().await, ["3"]);
    page.run_sql("UPDATE leads_scored SET p1 = 0").await;
    // The worker that comes after *Stop* opens the image of the last change, without the journal.
    page.stop_endless_sql().await;
    page.run_sql("SELECT count(*), sum(p1) FROM leads_scored").await;
    assert_eq!(page.rows().await, ["3|0.0"]);
    let empty = page.folder.join("lone.db-journal");
    std::fs::write(&empty, [0; 600]).unwrap();
    page.start_picking(&[&empty]).await;
    until_alert(&page, "it is the rollback journal (-journal) of one").await;
    let other = make(&page.folder, "other.db", COURSE);
    page.start_picking(&[&database, &other]).await;
    until_alert(&page, "2 files (shop.db, other.db)").await;
    assert!(page.text("header").await.contains("shop.db"), "the open database stays");
    page.end().await;
}

#[tokio::test]
async fn a_log_of_another_name_is_asked_about() {
    let page = Page::open("stray", "#sample=tiny", WIDE).await;
    let path = make(&page.folder, "live.db", COURSE);
    let writer = Connection::open(&path).unwrap();
    let change =
        "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; INSERT INTO leads_scored VALUES ('new@x', 0, 3)";
    writer.execute_batch(change).unwrap();
    let log = page.folder.join("live (1).db-wal");
    std::fs::copy(page.folder.join("live.db-wal"), &log).unwrap();
    let ask = async || {
        page.start_picking(&[&path, &log]).await;
        page.until("the question", "return document.getElementById('stray').open").await;
    };
    ask().await;
    assert_eq!(page.text("#stray h2").await, "Does live (1).db-wal belong to live.db?");
    page.script("document.querySelector('#stray button:last-child').click(); return 1", vec![]).await;
    page.until("it is gone", "return !document.getElementById('stray').open").await;
    assert!(page.text("header").await.contains("tiny"));
    for (answer, rows) in [("Open without it", "3"), ("It belongs: use it", "4")] {
        ask().await;
        page.press(answer).await;
        page.until("it is open", "return document.querySelector('header').textContent.includes('live.db')").await;
        page.ready().await;
        page.run_sql("SELECT count(*) FROM leads_scored").await;
        assert_eq!(page.rows().await, [rows]);
    }
    page.end().await;
}

#[tokio::test]
async fn a_damaged_file_asks_nothing_and_says_that_building_is_off() {
    let page = Page::open("damaged", "#sample=tiny", WIDE).await;
    let path = make(&page.folder, "broken.db", &format!("{COURSE} CREATE INDEX i ON leads_scored (user_email);"));
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&path, bytes).unwrap();
    page.pick(&[&path]).await;
    page.show("Build").await;
    let panel = "document.querySelector('[aria-labelledby=build-title]')";
    let seen = format!("return {panel}.innerText");
    let shown = async || page.script(&seen, vec![]).await.as_str().unwrap().to_owned();
    let off = "The file is damaged, so building is off.";
    assert!(shown().await.contains(off) && !shown().await.contains("Customer key"), "{}", shown().await);
    let button = format!("return [...{panel}.querySelectorAll('button')].map(it => it.ariaDisabled).join()");
    assert_eq!(page.script(&button, vec![]).await, "true");
    // Neither a link nor a change of the schema brings the questions back.
    page.run_sql("CREATE TABLE other (x)").await;
    page.press("Allow changes to this file").await;
    page.run_sql("CREATE TABLE other (x); SELECT count(*) FROM leads_scored NOT INDEXED").await;
    page.script("location.hash = '#leads=other'; return 1", vec![]).await;
    page.ready().await;
    page.show("Build").await;
    assert!(shown().await.contains(off) && !shown().await.contains("Customer key"), "{}", shown().await);
    page.press("Build features").await;
    page.until("the reason", "return document.body.innerText.split('so building is off').length > 2").await;
    // A sound file has its questions again.
    let sound = make(&page.folder, "sound.db", COURSE);
    page.start_picking(&[&sound]).await;
    page.until(
        "the question about changes",
        "return document.getElementById('unsaved').open || \
        document.querySelector('header').textContent.includes('sound.db')",
    )
    .await;
    page.script("document.querySelectorAll('#unsaved[open] button')[1]?.click(); return 1", vec![]).await;
    page.until("it is open", "return document.querySelector('header').textContent.includes('sound.db')").await;
    page.ready().await;
    assert!(shown().await.contains("Customer key") && !shown().await.contains(off), "{}", shown().await);
    page.end().await;
}

#[tokio::test]
async fn what_was_handed_in_is_graded_with_what_lies_beside_it() {
    let page = Page::open("grade-beside", "#grade", WIDE).await;
    let live = page.folder.join("live.db");
    std::fs::write(&live, good()).unwrap();
    let writer = Connection::open(&live).unwrap();
    writer
        .execute_batch("PRAGMA cache_size = 5; BEGIN; DELETE FROM customer_features; DELETE FROM transactions")
        .unwrap();
    let file = |name: &str| page.folder.join(name);
    for name in ["ana.db", "ben.db"] {
        std::fs::copy(&live, file(name)).unwrap();
        std::fs::copy(file("live.db-journal"), file(&format!("{name}-journal"))).unwrap();
    }
    // Ben's came under another name, so it stands for itself.
    std::fs::rename(file("ben.db-journal"), file("ben (1).db-journal")).unwrap();
    std::fs::write(file("ana.db-shm"), [0; 64]).unwrap();
    let files = ["ana.db", "ana.db-journal", "ana.db-shm", "ben.db", "ben (1).db-journal"];
    add_files(&page, &files.map(file)).await;
    status_says(&page, "Looked at 3 files.").await;
    let rows = table(&page).await;
    let row = |name: &str| rows.iter().find(|row| row.starts_with(name)).unwrap_or_else(|| panic!("{name}: {rows:#?}"));
    assert!(row("ana|1 of 8").contains("An unfinished transaction was rolled back, as SQLite does: "), "{rows:#?}");
    assert!(row("ben|0 of 8").contains("not yet"), "{rows:#?}");
    assert!(row("ben|This is not").contains("It is the rollback journal (-journal) of a database"), "{rows:#?}");
    page.end().await;
}
