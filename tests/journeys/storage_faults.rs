//! Faults of the browser's storage: full, forbidden, failing, silent. The page says the reason, and nothing is lost or called saved.

use serde_json::json;

use super::offline::axe;
use super::page::Page;
use super::saved_files::SavedFiles;
use super::saving::{SAVED, fill, in_worker, kept, offers};
use super::server::Server;

const WIDE: (u32, u32) = (1440, 900);

#[tokio::test]
async fn a_full_storage_is_told_and_the_last_generation_stays() {
    let page = Page::open("full", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE before (a)").await;
    page.until("the save", SAVED).await;
    fill(&page).await;
    page.run_sql("CREATE TABLE after (a)").await;
    let full = "return document.querySelector('header').innerText.includes('Not saved: the browser’s storage is full')";
    page.until("the word of a full storage", full).await;
    assert!(page.text(".page-message").await.contains("Download it"));
    axe(&page).await;
    let saved = SavedFiles::read(&page).await;
    assert_eq!(saved.0.len(), 1);
    saved.0[0].1.query_row("SELECT count(*) FROM before", [], |_| Ok(())).unwrap();
    // There is room again.
    let origin = format!("http://127.0.0.1:{}", page.server.port);
    page.tools("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await;
    page.press("Try again").await;
    page.until("the save", SAVED).await;
    SavedFiles::read(&page).await.0[0].1.query_row("SELECT count(*) FROM after", [], |_| Ok(())).unwrap();
    page.end().await;
}

#[tokio::test]
async fn where_nothing_may_be_stored_the_lab_works_and_says_so() {
    let forbidden = json!({ "profile.default_content_setting_values.cookies": 2 });
    let page = Page::start_with(Server::start(), "forbidden", WIDE, forbidden).await;
    page.go(&page.server.url("#sample=tiny")).await;
    let storage = "try { return !localStorage } catch (error) { return error.name }";
    assert_eq!(page.script(storage, vec![]).await, "SecurityError", "the storage is not forbidden here");
    page.press("Build features").await;
    let told =
        "return document.querySelector('header').innerText.includes('Not saved: this browser stores nothing here')";
    page.until("the word of a forbidden storage", told).await;
    page.press("Download it").await;
    page.run_sql("SELECT count(*) FROM customer_features").await;
    assert_eq!(page.rows().await, ["5"]);
    page.end().await;
}

#[tokio::test]
async fn a_private_file_system_that_fails_is_asked_again() {
    let page = Page::open("fails-once", "#sample=tiny", WIDE).await;
    page.press("Build features").await;
    page.until("the save", SAVED).await;
    let line = "let left = 3; const get = StorageManager.prototype.getDirectory;
        StorageManager.prototype.getDirectory = function () {
            return left-- > 0 ? Promise.reject(new DOMException('', 'UnknownError')) : get.call(this);
        }";
    in_worker(&page, line).await;
    page.reload().await;
    offers(&page).await;
    page.press("Resume yours").await;
    page.run_sql("SELECT count(*) FROM customer_features").await;
    assert_eq!(page.rows().await, ["5"]);
    page.end().await;
}

#[tokio::test]
async fn a_storage_that_does_not_answer_is_told_and_nothing_is_called_saved() {
    // It does not open; or it opens, and a file in it does not.
    for (name, silent, may_retry) in [
        ("silent", "StorageManager.prototype.getDirectory", true),
        ("silent-file", "FileSystemDirectoryHandle.prototype.getFileHandle", false),
    ] {
        let page = Page::start(Server::start(), name, WIDE).await;
        in_worker(&page, &format!("{silent} = () => new Promise(() => {{}})")).await;
        page.go(&page.server.url("#sample=tiny")).await;
        page.run_sql("CREATE TABLE mine AS SELECT 5 AS a").await;
        let told = "return document.querySelector('header').innerText.includes(
            'Not saved: the browser’s storage does not answer')";
        page.until("the word of a silent storage", told).await;
        let notice = page.text(".page-message").await;
        assert!(notice.contains("so your changes are not saved yet") && notice.contains("Download it"), "{notice}");
        assert_eq!(notice.contains("Try again"), may_retry, "{notice}");
        page.run_sql("SELECT a FROM mine").await;
        assert_eq!(page.rows().await, ["5"]);
        page.script("sessionStorage.setItem('isPlain', 1)", vec![]).await;
        page.reload().await;
        let offer = offers(&page).await;
        assert!(offer.contains("your changes of the database were not saved"), "{offer}");
        page.end().await;
    }
}

#[tokio::test]
async fn after_a_reload_nothing_is_said_of_changes_that_could_not_be_stored() {
    let page = Page::start(Server::start(), "denied", WIDE).await;
    // The texts of the page can be stored, the files of the worker cannot, as in some profiles of WebKit.
    let denied = "const denied = () => { throw new DOMException('', 'SecurityError'); };
        StorageManager.prototype.getDirectory = async () => denied(); IDBFactory.prototype.open = denied;";
    in_worker(&page, denied).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.run_sql("CREATE TABLE mine AS SELECT 5 AS a").await;
    let told =
        "return document.querySelector('header').innerText.includes('Not saved: this browser stores nothing here')";
    page.until("the word of a forbidden storage", told).await;
    kept(&page, "CREATE TABLE mine AS SELECT 5 AS a").await;
    page.reload().await;
    let offer = offers(&page).await;
    assert!(offer.contains("your changes of the database were not saved"), "{offer}");
    page.press("Not now").await;
    // A draft on a database as it was opened says nothing of changes that there were none of.
    page.write_sql("SELECT 2").await;
    kept(&page, "SELECT 2").await;
    page.reload().await;
    let offer = offers(&page).await;
    assert!(offer.contains("; no change of the database is saved"), "{offer}");
    page.end().await;
}
