//! Undo and redo of scripts, builds and resets; the original database; the open sample opened anew.

use fantoccini::key::Key;

use super::database::{COURSE, FEATURES, make};
use super::offline::axe;
use super::page::Page;
use super::work;

pub(super) const WIDE: (u32, u32) = (1440, 900);

pub(super) const SAVED: &str = "return document.querySelector('header').innerText.includes('Saved in this browser')";

/// The sentence about the last change in the area that is on show, and the names of the buttons beside it that can be used.
const SAID: &str = "const shown = [...document.querySelectorAll('.last-change')].find(it => it.offsetParent);
    const buttons = [...shown?.querySelectorAll('button[aria-disabled=false]') ?? []];
    return [shown?.querySelector('span')?.innerText ?? '', ...buttons.map(it => it.innerText)]";

/// A change can be undone.
pub(super) const CAN_UNDO: &str =
    "return !!document.querySelector('.last-change:not([hidden]) button[aria-disabled=false]')";

pub(super) async fn said(page: &Page) -> Vec<String> {
    serde_json::from_value(page.script(SAID, vec![]).await).unwrap()
}

async fn count(page: &Page, table: &str) -> String {
    page.run_sql(&format!("SELECT count(*) FROM {table}")).await;
    page.rows().await.join()
}

trait Join {
    fn join(self) -> String;
}

impl Join for Vec<String> {
    fn join(self) -> String {
        self.as_slice().join(",")
    }
}

pub(super) async fn resume(page: &Page) {
    page.reload().await;
    page.until("the offer", "return !!document.querySelector('.resume')").await;
    page.press("Resume yours").await;
}

/// Chooses an entry of the list of samples, as a person does, also the one that is open.
async fn choose_sample(page: &Page, name: &str) {
    let choose = "const list = document.getElementById('sample'); list.value = arguments[0];
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script(choose, vec![name.into()]).await;
    page.ready().await;
}

#[tokio::test]
async fn a_dropped_table_comes_back_and_stays() {
    let page = Page::open("undo-drop", "#sample=tiny", WIDE).await;
    page.show("SQL").await;
    assert_eq!(said(&page).await, [""], "nothing was changed yet");
    page.run_sql("SELECT 1").await;
    assert_eq!(said(&page).await, [""], "a query changes nothing");
    let before = count(&page, "transactions").await;
    page.run_sql("DROP TABLE transactions").await;
    page.until("the button", CAN_UNDO).await;
    let told = said(&page).await;
    assert!(told[0].starts_with("Table transactions dropped ("), "{told:?}");
    assert_eq!(told[1..], ["Undo"]);
    axe(&page).await;
    page.press("Undo").await;
    assert!(page.text("[role=status]").await.starts_with("Undone: Table transactions dropped ("));
    let told = said(&page).await;
    assert_eq!(told[1..], ["Redo"], "{told:?}");
    assert_eq!(count(&page, "transactions").await, before);
    page.until("the save", SAVED).await;
    resume(&page).await;
    assert_eq!(count(&page, "transactions").await, before);
    page.end().await;
}

#[tokio::test]
async fn five_changes_are_undone_in_turn() {
    let page = Page::open("undo-five", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE log (n)").await;
    for n in 1..5 {
        page.run_sql(&format!("INSERT INTO log VALUES ({n})")).await;
    }
    for left in ["1,2,3", "1,2", "1", ""] {
        page.press("Undo").await;
        page.run_sql("SELECT group_concat(n) FROM log").await;
        assert_eq!(page.rows().await, [if left.is_empty() { "NULL" } else { left }]);
    }
    page.press("Undo").await;
    assert_eq!(said(&page).await, ["Undone: Table log created.", "Redo"]);
    page.run_sql("SELECT count(*) FROM sqlite_schema WHERE name = 'log'").await;
    assert_eq!(page.rows().await, ["0"]);
    for _ in 0..5 {
        page.press("Redo").await;
    }
    page.run_sql("SELECT group_concat(n) FROM log").await;
    assert_eq!(page.rows().await, ["1,2,3,4"]);
    // A new change ends what can be made again.
    page.press("Undo").await;
    page.run_sql("INSERT INTO log VALUES (9)").await;
    assert_eq!(said(&page).await, ["1 row inserted.", "Undo"]);
    // Stop restores what is open, not what was undone.
    page.stop_endless_sql().await;
    page.run_sql("SELECT group_concat(n) FROM log").await;
    assert_eq!(page.rows().await, ["1,2,3,9"]);
    page.press("Undo").await;
    page.run_sql("SELECT group_concat(n) FROM log").await;
    assert_eq!(page.rows().await, ["1,2,3"]);
    page.end().await;
}

#[tokio::test]
async fn a_change_after_a_resume_is_undone() {
    let page = Page::open("undo-resume", "", WIDE).await;
    let file = make(&page.folder, "shop.db", COURSE);
    page.pick(&[&file]).await;
    page.run_sql("CREATE TABLE mine AS SELECT 7 AS a").await;
    page.until("the save", SAVED).await;
    resume(&page).await;
    page.show("SQL").await;
    assert_eq!(said(&page).await, [""]);
    page.run_sql("DROP TABLE mine").await;
    page.until("the save", SAVED).await;
    page.run_sql("DROP TABLE transactions").await;
    page.until("the save", SAVED).await;
    page.press("Undo").await;
    page.press("Undo").await;
    page.run_sql("SELECT a, (SELECT count(*) FROM transactions) FROM mine").await;
    assert_eq!(page.rows().await, ["7|3"]);
    page.end().await;
}

#[tokio::test]
async fn an_open_transaction_is_rolled_back() {
    let page = Page::open("undo-transaction", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE log (n); INSERT INTO log VALUES (1)").await;
    page.until("the save", SAVED).await;
    page.run_sql("BEGIN; DELETE FROM log").await;
    let told = said(&page).await;
    assert!(told[0] == "1 row deleted. A transaction is open: Undo rolls it back.", "{told:?}");
    page.run_sql("DROP TABLE log").await;
    page.press("Undo").await;
    assert_eq!(count(&page, "log").await, "1");
    page.until("the save", SAVED).await;
    assert_eq!(said(&page).await, ["Table log created. 1 row inserted.", "Undo"]);
    // What a script rolls back itself is no change, in one script and in two.
    page.run_sql("BEGIN; DELETE FROM log; ROLLBACK").await;
    page.run_sql("BEGIN; DELETE FROM log").await;
    page.run_sql("ROLLBACK").await;
    assert_eq!(said(&page).await, ["Table log created. 1 row inserted.", "Undo"]);
    // A transaction that was committed is one change.
    page.run_sql("BEGIN; DELETE FROM log").await;
    page.run_sql("INSERT INTO log VALUES (2), (3); COMMIT").await;
    assert_eq!(count(&page, "log").await, "2");
    page.press("Undo").await;
    page.run_sql("SELECT n FROM log").await;
    assert_eq!(page.rows().await, ["1"]);
    page.end().await;
}

#[tokio::test]
async fn a_stop_names_the_transaction_that_it_rolls_back() {
    let page = Page::open("undo-stop", "#sample=tiny", WIDE).await;
    let status = "document.querySelector('[role=status]').innerText";
    for (begin, while_it_runs, after) in [
        ("", "Stop ends it and loses nothing.", "Temporary tables and PRAGMA settings do not outlast a stop."),
        (
            "BEGIN; CREATE TABLE log (n)",
            "Stop ends it and rolls back the open transaction: Table log created.",
            "Stopped. The open transaction was rolled back: Table log created.",
        ),
    ] {
        page.run_sql(begin).await;
        page.start_endless_sql().await;
        // After five seconds; nobody has to know it of a script that is over before.
        page.until(while_it_runs, &format!("return {status}.endsWith('{while_it_runs}')")).await;
        page.press("Stop").await;
        page.until(after, &format!("return {status}.endsWith('{after}')")).await;
    }
    page.run_sql("SELECT count(*) FROM sqlite_schema WHERE name = 'log'").await;
    assert_eq!(page.rows().await, ["0"]);
    page.end().await;
}

#[tokio::test]
async fn the_original_comes_back_in_every_case_and_the_work_after_it() {
    let page = Page::open("undo-reset", "", WIDE).await;
    let file = make(&page.folder, "shop.db", COURSE);
    page.pick(&[&file]).await;
    // The file on the disk goes: the original is as it was opened.
    std::fs::remove_file(&file).unwrap();
    page.set_as_of("2026-07-01").await;
    page.press("Build features").await;
    page.run_sql("DROP TABLE transactions").await;
    page.press("Reset database").await;
    assert_eq!(said(&page).await, ["The database is as it was at first.", "Undo"]);
    page.run_sql("SELECT group_concat(name) FROM sqlite_schema").await;
    assert_eq!(page.rows().await, ["leads_scored,transactions"]);
    page.press("Undo").await;
    page.run_sql("SELECT group_concat(name) FROM sqlite_schema").await;
    assert_eq!(page.rows().await, ["leads_scored,customer_features"]);
    page.until("the save", SAVED).await;
    page.end().await;
}

#[tokio::test]
async fn the_open_sample_is_opened_anew() {
    let page = Page::open("undo-anew", "#sample=tiny", WIDE).await;
    page.run_sql("DELETE FROM transactions; CREATE TABLE mine (a)").await;
    page.until("the save", SAVED).await;
    resume(&page).await;
    choose_sample(&page, "tiny").await;
    page.run_sql("SELECT count(*) > 0, (SELECT count(*) FROM sqlite_schema WHERE name = 'mine') FROM transactions")
        .await;
    assert_eq!(page.rows().await, ["1|0"]);
    page.press("Undo").await;
    page.run_sql("SELECT count(*), (SELECT count(*) FROM mine) FROM transactions").await;
    assert_eq!(page.rows().await, ["0|0"]);
    page.end().await;
}

#[tokio::test]
async fn a_database_too_large_to_keep_is_told() {
    // Of this machine's memory little may be taken: 5 MB for the states before changes.
    let page = Page::start(super::server::Server::start(), "undo-large", WIDE).await;
    let memory = "Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 0.1 })";
    page.tools("Page.addScriptToEvaluateOnNewDocument", serde_json::json!({ "source": memory })).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.run_sql("CREATE TABLE large AS SELECT randomblob(6000000) AS a").await;
    assert_eq!(said(&page).await, ["Table large created: 1 row.", "Undo"]);
    page.run_sql("CREATE TABLE log (n)").await;
    let told = said(&page).await;
    assert!(told[0].contains("This cannot be undone: the database is larger than 5 MB"), "{told:?}");
    assert_eq!(told.len(), 1, "{told:?}");
    page.press("Reset database").await;
    page.run_sql("SELECT count(*) FROM sqlite_schema WHERE name IN ('large', 'log')").await;
    assert_eq!(page.rows().await, ["0"]);
    page.end().await;
}

#[tokio::test]
async fn a_large_file_that_is_written_over_costs_nothing_or_is_told() {
    let large = format!("{COURSE} CREATE TABLE large AS SELECT randomblob(9000000) AS a;");
    let page = work::open("undo-file", "#sample=tiny", WIDE).await;
    let file = make(&page.folder, "shop.db", &large);
    page.pick(&[&file]).await;
    page.run_sql("CREATE TABLE log (n)").await;
    // The file is copied after its first change.
    work::settled(&page).await;
    std::fs::write(&file, "something else").unwrap();
    page.press("Undo").await;
    page.run_sql("SELECT group_concat(name) FROM sqlite_schema").await;
    assert_eq!(page.rows().await, ["leads_scored,transactions,large"]);
    std::fs::remove_file(&file).unwrap();
    let file = make(&page.folder, "shop.db", &large);
    page.pick(&[&file]).await;
    std::fs::write(&file, "something else").unwrap();
    page.run_sql("CREATE TABLE log (n)").await;
    let told =
        "return document.querySelector('.last-change').innerText.includes('changed or removed after you opened it')";
    page.until("the word of the file", told).await;
    assert_eq!(said(&page).await.len(), 1, "it can be undone");
    page.run_sql("INSERT INTO log VALUES (1)").await;
    page.press("Undo").await;
    assert_eq!(count(&page, "log").await, "0");
    page.close().await;
}

#[tokio::test]
async fn undo_is_reached_by_the_keyboard_and_on_a_phone() {
    let page = Page::open("undo-keys", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE log (n)").await;
    page.until("the button", CAN_UNDO).await;
    page.script("[...document.querySelectorAll('button')].find(it => it.innerText === 'Run').focus()", vec![]).await;
    let focused = "return document.activeElement.innerText";
    for _ in 0..3 {
        if page.script(focused, vec![]).await == "Undo" {
            break;
        }
        page.keys(&[Key::Tab.into()]).await;
    }
    assert_eq!(page.script(focused, vec![]).await, "Undo");
    page.keys(&[Key::Enter.into()]).await;
    page.until("the word", "return document.querySelector('[role=status]').innerText.startsWith('Undone')").await;
    page.ready().await;
    assert_eq!(page.script(focused, vec![]).await, "Undo", "the focus stays on the button");
    page.end().await;
    let page = Page::open("undo-phone", "#sample=tiny", (390, 844)).await;
    page.run_sql("CREATE TABLE log (n)").await;
    page.until("the button", CAN_UNDO).await;
    let inside = "const box = [...document.querySelectorAll('.last-change button')].find(it => it.offsetParent)
        .getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth";
    assert_eq!(page.script(inside, vec![]).await, true);
    page.press("Undo").await;
    page.end().await;
}

/// The versions in the menu of databases: what was done, and the name of the button at the end.
async fn versions(page: &Page) -> Vec<String> {
    let list = "return [...document.querySelectorAll('.versions > li')].map(it => it.querySelector('p').textContent)";
    serde_json::from_value(page.script(list, vec![]).await).unwrap()
}

/// Opens the menu of databases, and waits until it lists so many versions.
async fn versions_listed(page: &Page, count: usize) -> Vec<String> {
    page.script("document.querySelector('.menu-button').click()", vec![]).await;
    let listed = format!("return document.querySelectorAll('.versions > li').length === {count}");
    page.until("the versions", &listed).await;
    versions(page).await
}

#[tokio::test]
async fn versions_are_listed_with_what_was_done_and_opened() {
    let page = Page::open("versions", "", WIDE).await;
    let file = make(&page.folder, "shop.db", COURSE);
    page.pick(&[&file]).await;
    page.set_as_of("2026-07-01").await;
    page.press("Build features").await;
    page.until("the save", SAVED).await;
    page.run_sql("DROP TABLE transactions").await;
    page.until("the save", SAVED).await;
    let all = ["Script: DROP TABLE transactions", "Built customer_features", "As it was opened"];
    assert_eq!(versions_listed(&page, 3).await, all);
    axe(&page).await;
    let names = "return [...document.querySelectorAll('.versions button')].map(it => it.getAttribute('aria-label'))";
    let names: Vec<String> = serde_json::from_value(page.script(names, vec![]).await).unwrap();
    assert_eq!(names.len(), 2, "the one that is open has no button: {names:?}");
    assert!(
        names[0].starts_with("Open the version of ") && names[0].ends_with(": Built customer_features"),
        "{names:?}"
    );
    page.script("document.querySelector('.versions button').click()", vec![]).await;
    page.until("the version", "return document.querySelector('[role=status]').innerText.startsWith('The version of')")
        .await;
    page.run_sql("SELECT * FROM customer_features").await;
    assert_eq!(page.rows().await, FEATURES);
    assert_eq!(count(&page, "transactions").await, "3");
    // What is undone before it was saved is no version.
    page.until("the save", SAVED).await;
    page.press("Undo").await;
    page.run_sql("SELECT count(*) FROM sqlite_schema WHERE name = 'transactions'").await;
    assert_eq!(page.rows().await, ["0"]);
    page.until("the save", SAVED).await;
    // After a resume the versions are there, and the file as it was opened, which is in this browser only.
    std::fs::remove_file(&file).unwrap();
    resume(&page).await;
    let all = [
        "Undo of: An earlier version opened",
        "An earlier version opened",
        "Script: DROP TABLE transactions",
        "Built customer_features",
        "As it was opened",
    ];
    assert_eq!(versions_listed(&page, 5).await, all);
    page.press("Reset database").await;
    assert_eq!(count(&page, "transactions").await, "3");
    page.run_sql("SELECT count(*) FROM sqlite_schema WHERE name = 'customer_features'").await;
    assert_eq!(page.rows().await, ["0"]);
    page.press("Undo").await;
    page.run_sql("SELECT * FROM customer_features").await;
    assert_eq!(page.rows().await, FEATURES);
    page.end().await;
}
