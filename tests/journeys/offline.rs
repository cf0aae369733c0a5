//! The service worker: visits without a network, and updates to new versions.

use serde_json::json;

use super::hosts::{self, change, publish_new};
use super::page::Page;
use super::saving::fill;
use super::server::{FOLDER, Server};

const WIDE: (u32, u32) = (1440, 900);

const NOTICE: &str = "return document.querySelector('.update')?.innerText.includes('new version') ?? false";

/// The version of `index.html` that the browser shows.
async fn version(page: &Page) -> String {
    page.script("return document.documentElement.dataset.version ?? 'old'", vec![]).await.as_str().unwrap().to_owned()
}

/// The names of the caches in the browser.
async fn kept(page: &Page) -> Vec<String> {
    let script = "const done = arguments[arguments.length - 1]; caches.keys().then(done)";
    serde_json::from_value(page.browser.execute_async(script, vec![]).await.unwrap()).unwrap()
}

/// The addresses of the files in all caches of the browser.
pub async fn kept_files(page: &Page) -> Vec<String> {
    let script = "const done = arguments[arguments.length - 1];
        const files = async name => (await (await caches.open(name)).keys()).map(({ url }) => url);
        caches.keys().then(names => Promise.all(names.map(files))).then(lists => done(lists.flat()))";
    serde_json::from_value(page.browser.execute_async(script, vec![]).await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_return_visit_needs_no_network() {
    let mut page = Page::start(Server::start(), "offline", WIDE).await;
    let url = page.server.url("");
    page.go(&url).await;
    page.kept().await;
    page.server.stop();
    page.restart().await;
    page.go(&url).await;
    let visit = page.start_time().await;
    page.reload().await;
    println!(
        "without a network: lab:start {visit:.0} ms in a new browser, {:.0} ms on reload",
        page.start_time().await
    );
    page.press("Build features").await;
    let status = page.text("[role=status]").await;
    assert!(status.starts_with("Built customer_features"), "{status}");
    page.end().await;
}

#[tokio::test]
async fn what_only_the_network_has_is_told_in_words() {
    let page = Page::open("offline-words", "#sample=tiny", WIDE).await;
    page.kept().await;
    page.server.stop();
    page.browser.goto("about:blank").await.unwrap();
    page.go(&page.server.url("#db=course.db&lesson=week1-day2")).await;
    let alert = page.text("[role=alert]").await;
    assert!(
        alert.contains("this page's host cannot be reached") && alert.contains("works without a network"),
        "{alert}"
    );
    page.until("the lesson", "return document.body.innerText.includes('Look around')").await;
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
    page.tools("Network.emulateNetworkConditions", offline).await;
    page.browser.goto("about:blank").await.unwrap();
    page.go(&page.server.url("#db=https://data.example/course.db")).await;
    let alert = page.text("[role=alert]").await;
    assert!(alert.contains("this browser has no network"), "{alert}");
    page.end_with(&["course.db"]).await;
}

#[tokio::test]
async fn a_new_version_waits_for_the_person() {
    let dist = hosts::folder("new");
    hosts::copy(&dist);
    let page = Page::start(Server::of(&dist, FOLDER, ""), "new-version", WIDE).await;
    let url = page.server.url("#sample=tiny&lesson=week1-day2&step=2");
    page.go(&url).await;
    page.kept().await;
    assert_eq!(kept(&page).await.len(), 1);
    page.script("window.untouched = true", vec![]).await;
    publish_new(&dist);
    // What the browser has of itself must not stand in for what the service worker keeps.
    page.tools("Network.enable", json!({})).await;
    page.tools("Network.clearBrowserCache", json!({})).await;
    page.script("window.dispatchEvent(new Event('focus'))", vec![]).await;
    page.until("the offer", NOTICE).await;
    assert_eq!(page.script("return window.untouched", vec![]).await, true);

    // The running page goes on with its own version: a new worker after Stop, and the lesson's next text.
    page.stop_endless_sql().await;
    page.run_sql("SELECT count(*) FROM transactions").await;
    assert_eq!(page.rows().await, ["8"]);
    axe(&page).await;

    // A reload alone changes nothing, and "Later" takes the offer away.
    page.browser.refresh().await.unwrap();
    page.ready().await;
    page.until("the offer again", NOTICE).await;
    assert_eq!(version(&page).await, "old");
    page.until("the old lesson", "return document.body.innerText.includes('2.')").await;
    assert!(!page.text("body").await.contains("New: "), "{}", page.text("body").await);
    page.press("Later").await;
    assert_eq!(page.text(".update").await, "");

    // Changes are asked about; then the new version is there, all of it.
    page.browser.refresh().await.unwrap();
    page.ready().await;
    page.until("the offer once more", NOTICE).await;
    fill(&page).await;
    page.press("Build features").await;
    page.press("Use it now").await;
    assert!(page.text(".update").await.contains("have not downloaded"), "{}", page.text(".update").await);
    assert_eq!(version(&page).await, "old");
    page.press("Discard changes").await;
    page.until("the new version", "return document.documentElement.dataset.version === 'new'").await;
    page.ready().await;
    page.until("the new lesson", "return document.body.innerText.includes('New: ')").await;

    // What the old version kept goes when no page of the lab is open.
    assert_eq!(kept(&page).await.len(), 2);
    page.browser.goto("about:blank").await.unwrap();
    page.go(&url).await;
    page.until(
        "the old version to be removed",
        "window.names = window.names ?? []; caches.keys().then(keys => { window.names = keys });
         return window.names.length === 1",
    )
    .await;
    page.end().await;
    std::fs::remove_dir_all(dist).unwrap();
}

#[tokio::test]
async fn another_tab_is_not_dragged_along() {
    let dist = hosts::folder("tabs");
    hosts::copy(&dist);
    let page = Page::start(Server::of(&dist, FOLDER, ""), "tabs", WIDE).await;
    let url = page.server.url("#sample=tiny&lesson=week1-day2&step=1");
    page.go(&url).await;
    page.kept().await;
    let first = page.browser.window().await.unwrap();
    let second = page.browser.new_window(true).await.unwrap().handle;
    page.browser.switch_to_window(second).await.unwrap();
    page.go(&url).await;
    publish_new(&dist);
    page.tools("Network.enable", json!({})).await;
    page.tools("Network.clearBrowserCache", json!({})).await;
    page.script("window.dispatchEvent(new Event('focus'))", vec![]).await;
    page.until("the offer", NOTICE).await;
    page.press("Use it now").await;
    page.until("the new version", "return document.documentElement.dataset.version === 'new'").await;
    page.ready().await;
    page.browser.switch_to_window(first).await.unwrap();
    assert_eq!(version(&page).await, "old");
    page.until("the offer in the other tab", NOTICE).await;
    // Its program is gone from the host, and still there for it.
    let worker = "const done = arguments[arguments.length - 1];
        const parts = JSON.parse(document.querySelector('meta[name=lab-parts]').content);
        fetch(parts.program).then(response => done(response.status))";
    assert_eq!(page.browser.execute_async(worker, vec![]).await.unwrap(), 200);
    page.press("2").await;
    page.until("the next exercise", "return document.body.innerText.includes('Who buys most')").await;
    assert!(!page.text("body").await.contains("New: "), "a lesson of the new version: {}", page.text("body").await);
    page.press("Use it now").await;
    page.until("the new version", "return document.documentElement.dataset.version === 'new'").await;
    page.ready().await;
    page.press("2").await;
    page.until("the new lesson", "return document.body.innerText.includes('New: ')").await;
    page.end().await;
    std::fs::remove_dir_all(dist).unwrap();
}

#[tokio::test]
async fn without_a_service_worker_an_open_page_outlives_its_files() {
    let dist = hosts::folder("outlived");
    hosts::copy(&dist);
    let page = Page::start(Server::of(&dist, FOLDER, ""), "outlived", WIDE).await;
    let script = dist.join("offline.js");
    std::fs::remove_file(&script).unwrap();
    page.go(&page.server.url("#sample=tiny")).await;
    // The last of what the page fetches by itself.
    page.editor().await;
    publish_new(&dist);
    std::fs::remove_file(&script).unwrap();
    page.tools("Network.enable", json!({})).await;
    page.tools("Network.clearBrowserCache", json!({})).await;
    page.press("Build features").await;
    page.stop_endless_sql().await;
    page.run_sql("SELECT count(*) FROM customer_features").await;
    assert_eq!(page.rows().await, ["5"]);
    page.download("tiny.db").await;
    page.end_with(&["offline.js", "received when fetching the script"]).await;
    std::fs::remove_dir_all(dist).unwrap();
}

#[tokio::test]
async fn half_a_version_is_not_kept() {
    let dist = hosts::folder("half");
    hosts::copy(&dist);
    hosts::change_part(&hosts::named_file(&dist, "worker"), |text| text + "// Not in the list.");
    let page = Page::start(Server::of(&dist, FOLDER, ""), "half-kept", WIDE).await;
    page.go(&page.server.url("#sample=tiny")).await;
    let gone = "const done = arguments[arguments.length - 1];
        const look = async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            if (registration) setTimeout(look, 50); else done(await caches.keys());
        };
        setTimeout(look, 1000);";
    assert_eq!(page.browser.execute_async(gone, vec![]).await.unwrap(), json!([]));
    page.press("Build features").await;
    page.end().await;
    std::fs::remove_dir_all(dist).unwrap();
}

#[tokio::test]
async fn a_lesson_that_is_not_the_one_of_the_list_is_not_kept() {
    let dist = hosts::folder("other-lesson");
    hosts::copy(&dist);
    let page = Page::start(Server::of(&dist, FOLDER, ""), "other-lesson", WIDE).await;
    change(&dist.join("lessons/week1-day2/02-count.md"), "title: ", "title: Not in the list: ");
    page.go(&page.server.url("#sample=tiny")).await;
    page.kept().await;
    let kept = kept_files(&page).await;
    let has = |name: &str| kept.iter().any(|file| file.contains(name));
    assert!(has("week1-day2/lesson.md") && !has("week1-day2/02-count.md"), "{kept:?}");
    page.end().await;
    std::fs::remove_dir_all(dist).unwrap();
}

#[tokio::test]
async fn a_page_that_is_being_developed_takes_the_kept_one_away() {
    let dist = hosts::folder("developed");
    hosts::copy(&dist);
    let page = Page::start(Server::of(&dist, FOLDER, ""), "developed", WIDE).await;
    let url = page.server.url("#sample=tiny");
    page.go(&url).await;
    page.kept().await;
    // As `trunk serve` leaves it: a page without a version, and another script at the service worker's address.
    std::fs::copy(hosts::project("static/offline/gone.js"), dist.join("offline.js")).unwrap();
    change(&dist.join("index.html"), "<html lang=\"en\"", "<html lang=\"en\" data-version=\"developed\"");
    change(
        &dist.join("index.html"),
        "name=\"lab-version\" content=\"",
        "name=\"lab-version\" content=\"\" data-was=\"",
    );
    page.browser.refresh().await.unwrap();
    page.ready().await;
    let left = "window.left = window.left ?? 1;
        navigator.serviceWorker.getRegistrations().then(async list => { window.left = list.length + (await caches.keys()).length });
        return window.left === 0";
    page.until("the service worker to be gone", left).await;
    page.browser.refresh().await.unwrap();
    page.ready().await;
    assert_eq!(version(&page).await, "developed");
    assert_eq!(page.script("return !!navigator.serviceWorker.controller", vec![]).await, false);
    page.until("nothing to be kept", left).await;
    page.end().await;
    std::fs::remove_dir_all(dist).unwrap();
}

/// The offer of an update is accessible in every theme.
pub async fn axe(page: &Page) {
    let axe = std::fs::read_to_string(hosts::project("static/build/node_modules/axe-core/axe.min.js")).unwrap();
    page.script(&axe, vec![]).await;
    for theme in ["light", "dark"] {
        page.script("document.documentElement.dataset.theme = arguments[0]", vec![theme.into()]).await;
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
                .then(r => done(r.violations.map(v => [v.id, v.nodes.map(n => n.html)])));";
        assert_eq!(page.browser.execute_async(run, vec![]).await.unwrap(), json!([]), "{theme}");
    }
}
