//! Undo and redo of builds: the table, its report and its exports come and go together.

use super::database::{COURSE, FEATURES, make};
use super::page::Page;
use super::undo::{CAN_UNDO, SAVED, WIDE, resume, said};

#[tokio::test]
async fn a_build_is_undone_and_made_again() {
    let page = Page::open("undo-build", "", WIDE).await;
    let file = make(&page.folder, "shop.db", COURSE);
    page.pick(&[&file]).await;
    page.set_as_of("2026-07-01").await;
    page.press("Build features").await;
    page.until("the button", CAN_UNDO).await;
    assert_eq!(said(&page).await, ["Table customer_features built.", "Undo"]);
    page.press("Undo").await;
    assert_eq!(said(&page).await, ["Undone: Table customer_features built.", "Redo"]);
    assert!(!page.text("#area-build").await.contains("a@x"), "rows that are gone are on show");
    assert!(page.text("#area-build").await.contains("Every build reports what it found"));
    page.run_sql("SELECT count(*) FROM sqlite_schema WHERE name = 'customer_features'").await;
    assert_eq!(page.rows().await, ["0"]);
    page.press("Redo").await;
    built(&page).await;
    page.run_sql("SELECT * FROM customer_features").await;
    assert_eq!(page.rows().await, FEATURES);
    // Another change and its undo leave the report as it was.
    page.run_sql("DROP TABLE transactions").await;
    page.press("Undo").await;
    built(&page).await;
    // The rows come back with the work, and the report by another build.
    page.until("the save", SAVED).await;
    resume(&page).await;
    page.show("Build").await;
    page.until("the rows", "return document.querySelector('#area-build').innerText.includes('a@x')").await;
    page.end().await;
}

/// Waits until the report of a build and the rows of its table are on show.
async fn built(page: &Page) {
    page.show("Build").await;
    let shown = "const text = document.querySelector('#area-build').innerText;
        return text.includes('checks passed') && text.includes('Python script') && text.includes('a@x')";
    page.until("the report and the rows", shown).await;
}
