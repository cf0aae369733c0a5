//! Damaged databases: nothing is written into one unasked, and nothing that would not open again takes the place of saved work.

use super::database::{COURSE, make};
use super::page::Page;
use super::saving::{OFFER, SAVED};

const WIDE: (u32, u32) = (1440, 900);

/// Opens a database with an index that speaks of another row than its table.
async fn open_damaged(name: &str) -> Page {
    let page = Page::open(name, "#sample=tiny", WIDE).await;
    let index = "CREATE TABLE t (x); INSERT INTO t VALUES (7); CREATE INDEX i ON t (x);";
    let path = make(&page.folder, "broken.db", &format!("{COURSE} {index}"));
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&path, bytes).unwrap();
    page.pick(&[&path]).await;
    page
}

#[tokio::test]
async fn a_damaged_file_takes_no_writes_before_the_person_says_so() {
    let page = open_damaged("damaged-writes").await;
    assert!(page.text("header").await.contains("Damaged: browsing only"));
    page.run_sql("PRAGMA table_info(t); SELECT x FROM t NOT INDEXED").await;
    assert_eq!(page.rows().await, ["7"]);
    page.run_sql("INSERT INTO t VALUES (8)").await;
    let told = page.text("#sql-error").await;
    assert!(told.contains("This file is damaged, so only SQL that reads runs"), "{told}");
    assert!(page.text("header").await.contains("Unchanged"));
    let status = "return document.querySelector('[role=status]').innerText";
    let said = async || page.script(status, vec![]).await.as_str().unwrap().to_owned();
    page.download("broken.db").await;
    assert!(said().await.ends_with("It is damaged, as the file that you opened is."), "{}", said().await);
    page.run_sql("INSERT INTO t VALUES (8)").await;
    page.press("Allow changes to this file").await;
    assert_eq!(said().await, "Changes to this file are allowed. Run the SQL again.");
    page.press("Run").await;
    page.until("the save", SAVED).await;
    assert_eq!(page.script("return !!document.getElementById('sql-error')", vec![]).await, false);
    assert!(page.text("header").await.contains("Damaged"));
    // A new worker has the image of the change, and still knows what was allowed.
    page.stop_endless_sql().await;
    page.run_sql("INSERT INTO t VALUES (9); SELECT x FROM t NOT INDEXED").await;
    assert_eq!(page.rows().await, ["7", "8", "9"]);
    page.until("the save", SAVED).await;
    page.reload().await;
    page.until("the offer", OFFER).await;
    page.press("Resume yours").await;
    page.run_sql("SELECT x FROM t NOT INDEXED").await;
    assert_eq!(page.rows().await, ["7", "8", "9"]);
    // Saved work that is damaged asks again.
    page.run_sql("DELETE FROM t").await;
    assert!(page.text("#sql-error").await.contains("only SQL that reads runs"));
    page.end().await;
}

#[tokio::test]
async fn what_would_not_open_again_is_not_saved_and_the_state_before_it_comes_back() {
    let page = Page::open("not-opening", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE mine AS SELECT 5 AS a").await;
    page.until("the save", SAVED).await;
    let damage = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'mine'";
    let not_saved = "return document.querySelector('header').innerText.includes('Not saved: it would not open again')";
    page.run_sql(damage).await;
    page.until("the word of it", not_saved).await;
    let told = page.text(".page-message").await;
    assert!(told.contains("The last change has damaged the list of tables") && told.contains("Undo"), "{told}");
    assert!(!told.contains("Download it"), "{told}");
    // Another change of it is not saved either; one step goes back over both.
    page.run_sql("INSERT INTO leads_scored (user_email) VALUES ('new')").await;
    page.until("the word of it", not_saved).await;
    page.press("Undo").await;
    page.until("the save", SAVED).await;
    page.run_sql("SELECT a, (SELECT count(*) FROM leads_scored) FROM mine").await;
    assert_eq!(page.rows().await, ["5|5"]);
    assert_eq!(page.script("return !!document.querySelector('.page-message')", vec![]).await, false);
    // Without Undo, the last saved state comes back after a reload.
    page.run_sql(damage).await;
    page.until("the word of it", not_saved).await;
    page.script("window.onbeforeunload = null", vec![]).await;
    page.reload().await;
    page.until("the offer", OFFER).await;
    page.press("Resume yours").await;
    page.run_sql("SELECT a FROM mine").await;
    assert_eq!(page.rows().await, ["5"]);
    page.end().await;
}
