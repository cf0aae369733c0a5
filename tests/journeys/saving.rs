//! Saving in the browser: resuming work, starting fresh, two tabs.

use fantoccini::key::Key;
use serde_json::json;

use super::database::{COURSE, FEATURES, features, make, shop};
use super::hosts;
use super::offline::axe;
use super::page::Page;
use super::saved_files::SavedFiles;
use super::server::{FOLDER, Server};
use super::work;

const WIDE: (u32, u32) = (1440, 900);

pub const SAVED: &str = "return document.querySelector('header').innerText.includes('Saved in this browser')";
pub const OFFER: &str = "return !!document.querySelector('.resume')";

pub async fn offers(page: &Page) -> String {
    page.until("the offer", OFFER).await;
    page.text(".resume").await
}

/// Waits until the browser has stored a draft of the SQL.
pub async fn kept(page: &Page, sql: &str) {
    let script = format!(
        "const has = text => [...new URLSearchParams(text.split('\\n').pop()).values()].includes({sql:?});
         return Object.entries(localStorage).some(([name, text]) => name.startsWith('feature-lab-') && has(text))"
    );
    page.until("the SQL to be kept", &script).await;
}

/// Sets the lab's storage quota to one byte.
pub async fn fill(page: &Page) {
    let origin = format!("http://127.0.0.1:{}", page.server.port);
    page.tools("Storage.overrideQuotaForOrigin", json!({ "origin": origin, "quotaSize": 1 })).await;
}

#[tokio::test]
async fn work_comes_back_as_it_was_left() {
    let page = Page::open("resume", "", WIDE).await;
    let file = make(&page.folder, "shop.db", COURSE);
    page.pick(&[&file]).await;
    std::fs::remove_file(&file).unwrap();
    assert!(page.text("header").await.contains("Unchanged"));
    page.set_as_of("2026-07-01").await;
    page.press("Build features").await;
    page.until("the save", SAVED).await;
    page.run_sql("SELECT 'first script'").await;
    page.run_sql("SELECT 'second script'").await;
    page.write_sql("SELECT half a").await;
    kept(&page, "SELECT half a").await;
    // No question is asked: nothing would be lost. One would be accepted by the driver, so it is looked for in the
    // page.
    page.reload().await;
    let offer = offers(&page).await;
    for part in ["Your work is still here", "shop.db", "changed", "Resume yours", "Not now"] {
        assert!(offer.contains(part), "{part} is missing in {offer}");
    }
    page.press("Resume yours").await;
    let header = page.text("header").await;
    assert!(header.contains("shop.db") && header.contains("Saved in this browser"), "{header}");
    assert_eq!(page.script(OFFER, vec![]).await, false, "the offer outlives its answer");
    assert_eq!(page.sql().await, "SELECT half a");
    assert_eq!(page.script("return document.getElementById('as-of').value", vec![]).await, "2026-07-01");
    assert!(!page.text("body").await.contains("came with the link"), "the person's own SQL is called foreign");
    // Scripts that ran come back by the keyboard, and the draft after them.
    page.script("document.getElementById('sql').focus()", vec![]).await;
    for (key, sql) in [
        (Key::Up, "SELECT 'second script'"),
        (Key::Up, "SELECT 'first script'"),
        (Key::Down, "SELECT 'second script'"),
        (Key::Down, "SELECT half a"),
    ] {
        page.keys(&[Key::Alt.into(), key.into()]).await;
        assert_eq!(page.sql().await, sql);
    }
    page.run_sql("SELECT * FROM customer_features").await;
    assert_eq!(page.rows().await, FEATURES);
    assert_eq!(features(&page.download("shop.db").await), FEATURES);
    page.end().await;
}

#[tokio::test]
async fn work_that_is_not_wanted_now_stays() {
    let page = Page::open("fresh", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE mine (a); INSERT INTO mine VALUES (1)").await;
    page.until("the save", SAVED).await;
    page.reload().await;
    offers(&page).await;
    page.press("Not now").await;
    assert_eq!(page.script(OFFER, vec![]).await, false);
    assert!(page.text("header").await.contains("Unchanged"));
    // The menu offers it again, and who opens another database has answered.
    page.press("Saved work").await;
    offers(&page).await;
    page.until("the focus", "return document.activeElement.id === 'resume-title'").await;
    page.pick(&[&make(&page.folder, "other.db", "CREATE TABLE mine AS SELECT 7 AS n")]).await;
    assert_eq!(page.script(OFFER, vec![]).await, false);
    page.reload().await;
    page.drawn().await;
    offers(&page).await;
    page.press("Not now").await;
    assert_eq!(SavedFiles::read(&page).await.0.len(), 1);
    // New work does not take the place of the old one.
    page.run_sql("CREATE TABLE other (a)").await;
    page.until("the save", SAVED).await;
    assert_eq!(SavedFiles::read(&page).await.0.len(), 2);
    page.reload().await;
    offers(&page).await;
    let names =
        "return [...document.querySelectorAll('.works button')].map(it => it.getAttribute('aria-label')).join()";
    assert_eq!(page.script(names, vec![]).await, "Resume yours: tiny.db,Resume yours: tiny.db");
    axe(&page).await;
    page.script("document.querySelectorAll('.works button')[1].click()", vec![]).await;
    page.until("the older work", "return document.body.innerText.includes('mine')").await;
    page.ready().await;
    page.run_sql("SELECT a FROM mine").await;
    assert_eq!(page.rows().await, ["1"]);
    page.end().await;
}

#[tokio::test]
async fn what_was_only_written_comes_back_too() {
    let page = Page::open("draft", "#sample=tiny", WIDE).await;
    page.write_sql("SELECT 1 AS long_work").await;
    kept(&page, "SELECT 1 AS long_work").await;
    page.reload().await;
    assert!(offers(&page).await.contains("your SQL and settings"));
    page.press("Resume yours").await;
    page.until_sql("SELECT 1 AS long_work").await;
    assert!(!page.text("body").await.contains("came with the link"), "the person's own SQL is called foreign");
    page.end().await;
}

#[tokio::test]
async fn what_only_a_link_wrote_is_nobodys_work() {
    let page = work::open("nobody", "#sample=tiny&sql=SELECT%201;%20SELECT%202&lesson=week1-day2&step=2", WIDE).await;
    page.until_sql("SELECT 1; SELECT 2").await;
    work::settled(&page).await;
    page.reload().await;
    // By then the page has looked for work.
    work::settled(&page).await;
    assert_eq!(page.script(OFFER, vec![]).await, false, "{}", page.text(".resume").await);
    page.end().await;
}

#[tokio::test]
async fn the_draft_of_an_exercise_is_work_of_one_visit_only() {
    let page = work::open("draft-exercise", "#sample=tiny&lesson=week1-day2&step=1", WIDE).await;
    page.run_sql("CREATE TABLE mine (a)").await;
    page.until("the save", SAVED).await;
    for is_resumed in [true, false, false] {
        // The link has no SQL once the exercise has it as its draft, which the lab puts into the box after a reload.
        page.press("Copy link").await;
        work::settled(&page).await;
        page.reload().await;
        page.until_sql("CREATE TABLE mine (a)").await;
        if is_resumed {
            page.press("Resume yours").await;
            page.until("the save", SAVED).await;
        }
        work::settled(&page).await;
    }
    let count = "return Object.keys(localStorage).filter(name => name.startsWith('feature-lab-session-')).length";
    assert_eq!(page.script(count, vec![]).await, 1, "a visit that only shows the draft has work of its own");
    page.end().await;
}

#[tokio::test]
async fn a_database_that_changed_since_is_told() {
    let dist = hosts::folder("since");
    hosts::copy(&dist);
    make(&dist, "course.db", COURSE);
    let page = Page::start(Server::of(&dist, FOLDER, "Cache-Control: no-cache\r\n"), "since", WIDE).await;
    page.go(&page.server.url("#db=course.db")).await;
    page.run_sql("DELETE FROM leads_scored WHERE user_email = 'c@x'").await;
    page.until("the save", SAVED).await;
    page.reload().await;
    assert!(!offers(&page).await.contains("has changed since"));
    std::fs::remove_file(dist.join("course.db")).unwrap();
    make(&dist, "course.db", &COURSE.replace("'c@x', 1, 1", "'d@x', 1, 1"));
    page.reload().await;
    assert!(offers(&page).await.contains("The database it began with has changed since"));
    page.press("Resume yours").await;
    page.run_sql("SELECT group_concat(user_email) FROM leads_scored").await;
    assert_eq!(page.rows().await, ["a@x,b@x"]);
    page.end().await;
    std::fs::remove_dir_all(&dist).unwrap();
}

#[tokio::test]
async fn an_open_transaction_is_not_called_saved() {
    let page = Page::open("transaction", "#sample=tiny", WIDE).await;
    page.run_sql("BEGIN; CREATE TABLE mine (a)").await;
    assert!(page.text("header").await.contains("Not saved: a transaction is open"));
    page.run_sql("INSERT INTO mine VALUES (7)").await;
    assert!(page.text("header").await.contains("Not saved: a transaction is open"));
    assert!(SavedFiles::read(&page).await.0.is_empty());
    page.run_sql("COMMIT").await;
    page.until("the save", SAVED).await;
    let saved = SavedFiles::read(&page).await;
    let a: u32 = saved.0[0].1.query_row("SELECT a FROM mine", [], |row| row.get(0)).unwrap();
    assert_eq!(a, 7);
    // Stop restores the last commit, also if COMMIT ran as a script of its own.
    page.stop_endless_sql().await;
    page.run_sql("SELECT a FROM mine").await;
    assert_eq!(page.rows().await, ["7"]);
    page.end().await;
}

#[tokio::test]
async fn a_second_tab_overwrites_nothing() {
    let page = Page::open("tabs", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE first (a)").await;
    page.until("the save", SAVED).await;
    let first = page.browser.window().await.unwrap();
    let second = page.browser.new_window(true).await.unwrap().handle;
    page.browser.switch_to_window(second.clone()).await.unwrap();
    work::count(&page).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.until("the word of the other tab", "return document.body.innerText.includes('open in another tab')").await;
    assert_eq!(page.script(OFFER, vec![]).await, false, "work is offered that another tab has open");
    page.run_sql("CREATE TABLE second (a)").await;
    assert!(page.text("header").await.contains("Not saved: open in another tab"));
    work::settled(&page).await;
    let saved = SavedFiles::read(&page).await;
    assert_eq!(saved.0.len(), 1);
    saved.0[0].1.query_row("SELECT count(*) FROM first", [], |_| Ok(())).unwrap();
    // The first tab is closed: the second one is asked, and then saves beside it.
    page.browser.switch_to_window(first).await.unwrap();
    page.browser.close_window().await.unwrap();
    page.browser.switch_to_window(second).await.unwrap();
    page.until("the first tab to be gone", "return document.body.innerText.includes('The other tab is closed')").await;
    page.press("Save here").await;
    page.until("the save", SAVED).await;
    let saved = SavedFiles::read(&page).await;
    assert_eq!(saved.0.len(), 2);
    saved.0[0].1.query_row("SELECT count(*) FROM second", [], |_| Ok(())).unwrap();
    saved.0[1].1.query_row("SELECT count(*) FROM first", [], |_| Ok(())).unwrap();
    page.end().await;
}

#[tokio::test]
async fn without_a_private_file_system_a_database_of_the_browser_serves() {
    let page = Page::start(Server::start(), "indexed", WIDE).await;
    // The worker is started from a blob: one more line in it takes the handles away, as in browsers that have none.
    in_worker(&page, "delete FileSystemFileHandle.prototype.createSyncAccessHandle").await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.press("Build features").await;
    page.until("the save", SAVED).await;
    page.run_sql("CREATE TABLE mine AS SELECT 5 AS a").await;
    page.until("the save", SAVED).await;
    let names = "const done = arguments[0]; indexedDB.open('feature-lab').onsuccess = ({ target }) => {
        target.result.transaction('files').objectStore('files').getAllKeys().onsuccess = keys => {
            done(keys.target.result.map(name => name.split('.').slice(1).join('.')).join());
        };
    }";
    assert_eq!(page.browser.execute_async(names, vec![]).await.unwrap(), "1.db,1.record,2.db,2.record");
    page.reload().await;
    offers(&page).await;
    page.press("Resume yours").await;
    page.run_sql("SELECT a, (SELECT count(*) FROM customer_features) FROM mine").await;
    assert_eq!(page.rows().await, ["5|5"]);
    // What was saved there is offered too when the private file system works again; it stays there as versions.
    page.script("sessionStorage.setItem('isPlain', 1)", vec![]).await;
    page.reload().await;
    offers(&page).await;
    page.press("Resume yours").await;
    page.run_sql("INSERT INTO mine VALUES (6)").await;
    page.until("the save", SAVED).await;
    let numbers = page.browser.execute_async(names, vec![]).await.unwrap();
    assert_eq!(numbers, "1.db,1.record,2.db,2.record");
    page.reload().await;
    offers(&page).await;
    page.press("Resume yours").await;
    page.run_sql("SELECT a FROM mine").await;
    assert_eq!(page.rows().await, ["5", "6"]);
    page.end().await;
}

/// Adds a line to the script of workers, until the page has `isPlain` in its session.
pub async fn in_worker(page: &Page, line: &str) {
    let source = "const Plain = Blob; window.Blob = function (parts, options) {
        const isScript = options?.type === 'text/javascript' && !sessionStorage.getItem('isPlain');
        return new Plain([...parts ?? [], ...isScript ? ['\\n', LINE] : []], options);
    }; window.Blob.prototype = Plain.prototype;";
    let source = format!("{{ const LINE = {}; {source} }}", serde_json::json!(line));
    page.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
}

/// A large database that is downloaded right after a build is exported once; that image is saved, and restored.
#[tokio::test]
async fn what_is_downloaded_at_once_is_written_once() {
    let page = Page::open("once", "#sample=tiny", WIDE).await;
    // Large enough that the download is asked for before the image after the build is written.
    let file = make(&page.folder, "large.db", &shop(2_000_000));
    page.script(
        "window.images = []; const { get, set } = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
         Object.defineProperty(Worker.prototype, 'onmessage', { get, set(hear) {
             set.call(this, event => {
                 if (event.data[0] === 'image') images.push(document.querySelector('[role=status]').innerText);
                 hear(event);
             });
         } });",
        vec![],
    )
    .await;
    page.pick(&[&file]).await;
    // A new worker, which is listened to: the first one was there before.
    page.stop_endless_sql().await;
    page.set_as_of("2026-07-01").await;
    // As a person could not do it: the download is asked for the moment that the build is over.
    page.script(
        "const press = name => [...document.querySelectorAll('button')].find(it => it.innerText === name).click();
         const look = new MutationObserver(() => {
             if (document.documentElement.dataset.state !== 'ready') return;
             look.disconnect();
             press('Download database');
         });
         press('Build features');
         look.observe(document.documentElement, { attributes: true });",
        vec![],
    )
    .await;
    page.until("the download", "return performance.getEntriesByName('lab:download').length === 1").await;
    page.until("the save", SAVED).await;
    let images = page.script("return images", vec![]).await;
    let [image] = images.as_array().unwrap().as_slice() else { panic!("images: {images}") };
    assert!(
        image.as_str().unwrap().contains("Checking"),
        "the image is not that of the download, but came while: {image}"
    );
    page.stop_endless_sql().await;
    page.run_sql("SELECT count(*) FROM customer_features").await;
    assert_eq!(page.rows().await, ["200000"], "the image to go back to is older than the build");
    page.reload().await;
    offers(&page).await;
    page.press("Resume yours").await;
    page.run_sql("SELECT count(*) FROM customer_features").await;
    assert_eq!(page.rows().await, ["200000"], "the saved work is older than the build");
    page.end().await;
}
