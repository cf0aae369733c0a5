//! The grading view as a part that comes later: loaded when it is asked for, kept for a visit without a network, and
//! words in the page where it cannot be had.

use std::fs;

use super::database::{COURSE, make};
use super::grading::{add_files, file, good, status_says, table};
use super::hosts;
use super::offline::kept_files;
use super::page::Page;
use super::server::{FOLDER, Server, dist};

const WIDE: (u32, u32) = (1440, 900);

/// Waits until the browser keeps all files of the grading view.
async fn grading_is_kept(page: &Page) {
    let script = "globalThis.labGradingKept = globalThis.labGradingKept ?? 0;
        const parts = JSON.parse(document.querySelector('meta[name=lab-parts]').content);
        const names = Object.keys(parts).filter(name => name.startsWith('grading'));
        Promise.all(names.map(name => caches.match(parts[name]))).then(files => {
            globalThis.labGradingKept = files.filter(Boolean).length;
        });
        return globalThis.labGradingKept === names.length && names.length === 3";
    page.until("the grading view to be kept", script).await;
}

/// Goes to another fragment of the page that is open.
async fn follow(page: &Page, fragment: &str) {
    page.script("location.hash = arguments[0]", vec![fragment.into()]).await;
}

async fn grading_view(page: &Page) {
    page.until("the grading view", "return document.querySelector('main.grade #grade-lesson') !== null").await;
    page.ready().await;
}

async fn lab(page: &Page) {
    page.until("the lab", "return document.querySelector('main.grade') === null").await;
    page.ready().await;
}

#[tokio::test]
async fn a_visit_without_a_network_has_the_grading_view_once_it_was_used() {
    // The first visit has no service worker yet when it loads the part.
    let mut page = Page::start(Server::start(), "grade-offline", WIDE).await;
    let url = page.server.url("#grade");
    page.go(&url).await;
    page.kept().await;
    grading_is_kept(&page).await;
    page.server.stop();
    page.restart().await;
    page.go(&url).await;
    add_files(&page, &[file(&page.folder, "ana.db", &good(), "")]).await;
    status_says(&page, "Looked at 1 file.").await;
    assert!(table(&page).await[0].starts_with("ana|1 of 8"), "{:?}", table(&page).await);
    page.end().await;
}

#[tokio::test]
async fn the_grading_view_is_loaded_and_kept_when_it_is_asked_for() {
    let page = Page::open("grade-asked", "#sample=tiny", WIDE).await;
    page.kept().await;
    let has = |list: Vec<String>| list.into_iter().filter(|name| name.contains("grading")).count();
    let asked = || has(page.server.hits().into_iter().map(|hit| hit.path).collect());
    assert_eq!((asked(), has(kept_files(&page).await)), (0, 0));
    follow(&page, "#grade").await;
    grading_view(&page).await;
    grading_is_kept(&page).await;
    assert_eq!(asked(), 3, "{:?}", page.server.hits());
    for fragment in ["", "#grade"] {
        follow(&page, fragment).await;
        page.ready().await;
    }
    grading_view(&page).await;
    assert_eq!(asked(), 3, "once is enough");
    page.end().await;
}

#[tokio::test]
async fn a_new_version_keeps_the_grading_view_that_was_used() {
    let folder = hosts::folder("grading-new");
    hosts::copy(&folder);
    let mut page = Page::start(Server::of(&folder, FOLDER, ""), "grading-new", WIDE).await;
    let url = page.server.url("#sample=tiny");
    page.go(&url).await;
    page.kept().await;
    follow(&page, "#grade").await;
    grading_view(&page).await;
    grading_is_kept(&page).await;
    // The new version is not asked for it while there is a network.
    follow(&page, "").await;
    lab(&page).await;
    hosts::publish_new(&folder);
    page.script("window.dispatchEvent(new Event('focus'))", vec![]).await;
    page.until("the offer", "return document.querySelector('#lab .update') !== null").await;
    page.press("Use it now").await;
    page.until("the new version", "return document.documentElement.dataset.version === 'new'").await;
    page.ready().await;
    let lessons = "globalThis.labLessons = globalThis.labLessons ?? [];
        const count = async name => (await (await caches.open(name)).keys()).filter(({ url }) => url.includes('/lessons/')).length;
        caches.keys().then(names => Promise.all(names.map(count))).then(counts => { globalThis.labLessons = counts });
        return labLessons.length === 2 && labLessons[0] > 0 && labLessons[0] === labLessons[1]";
    page.until("the lessons of the new version", lessons).await;
    page.server.stop();
    page.restart().await;
    page.go(&page.server.url("#grade")).await;
    grading_view(&page).await;
    let scripts =
        "return performance.getEntriesByType('resource').filter(it => it.name.includes('grading-0123456789ab')).length";
    assert_eq!(page.script(scripts, vec![]).await, 2, "the script and the style sheet of the new version");
    page.end().await;
    fs::remove_dir_all(folder).unwrap();
}

/// A start that calls what its list does not have, and a press before the rests have arrived, fetch the plain files.
#[tokio::test]
async fn what_a_start_leaves_out_is_fetched_when_it_is_needed() {
    let folder = hosts::folder("no-rests");
    hosts::copy(&folder);
    let files = fs::read_dir(folder.join("files")).unwrap().map(|it| it.unwrap().path());
    let rests: Vec<_> = files.filter(|path| path.to_string_lossy().contains("_rest-")).collect();
    assert_eq!(rests.len(), 2, "{rests:?}");
    rests.iter().for_each(|path| fs::remove_file(path).unwrap());
    let page = Page::start(Server::of(&folder, FOLDER, ""), "no-rests", WIDE).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.press("Build features").await;
    let status = page.text("[role=status]").await;
    assert!(status.starts_with("Built customer_features"), "{status}");
    page.run_sql("SELECT count(*), round(avg(purchase_frequency), 1) > 0 FROM customer_features").await;
    assert_eq!(page.rows().await, ["5|1"]);
    // Once in the page and once in the worker, for each program that was needed.
    let plain = page.server.hits().into_iter().filter(|hit| hit.path.contains("_plain-")).count();
    assert!((2..=3).contains(&plain), "{plain}");
    page.end_with(&["_rest-"]).await;
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_host_without_the_grading_view_still_has_the_lab() {
    let named = |(start, end): (&str, &str)| {
        let names =
            fs::read_dir(dist().join("files")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        names.into_iter().find(|name| name.starts_with(start) && name.ends_with(end)).unwrap()
    };
    let parts = [("grading_bg", ".packed"), ("grading-", ".js"), ("grading-", ".css.packed")];
    for (at, part) in parts.into_iter().enumerate() {
        let folder = hosts::folder(&format!("no-grading-{at}"));
        hosts::copy(&folder);
        fs::remove_file(folder.join("files").join(named(part))).unwrap();
        let page = Page::start(Server::of(&folder, FOLDER, ""), &format!("no-grading-{at}"), WIDE).await;
        // From the lab, which stays as it is.
        page.go(&page.server.url("#sample=tiny")).await;
        page.run_sql("CREATE TABLE mine AS SELECT 42 AS answer").await;
        follow(&page, "#grade").await;
        let told = "return document.querySelector('[role=alert]')?.innerText.includes('grading view could not be loaded') ?? false";
        page.until("words about the missing part", told).await;
        let alert = page.text("[role=alert]").await;
        assert!(alert.contains("reload the page") && alert.contains("one of them is missing on its host"), "{alert}");
        page.run_sql("SELECT answer FROM mine").await;
        assert_eq!(page.rows().await, ["42"]);
        // From an address that asks for it at once.
        page.browser.goto("about:blank").await.unwrap();
        page.go(&page.server.url("#grade&sample=tiny")).await;
        page.until("words about the missing part", told).await;
        page.press("Build features").await;
        let status = page.text("[role=status]").await;
        assert!(status.starts_with("Built customer_features"), "{status}");
        page.end_with(&["grading"]).await;
        fs::remove_dir_all(folder).unwrap();
    }
}

#[tokio::test]
async fn a_dropped_file_goes_to_the_view_that_is_shown() {
    let page = Page::open("grade-drops", "#sample=tiny", WIDE).await;
    follow(&page, "#grade&lesson=messy-data").await;
    grading_view(&page).await;
    let course = fs::read(make(&page.folder, "kim.db", COURSE)).unwrap();
    page.drop_file("kim.db", &course).await;
    status_says(&page, "Looked at 1 file.").await;
    assert!(table(&page).await[0].starts_with("kim|0 of 6|"), "{:?}", table(&page).await);
    follow(&page, "").await;
    lab(&page).await;
    assert!(page.text("header .current").await.contains("tiny"), "the lab has another database");
    page.drop_file("kim.db", &course).await;
    page.until("the dropped file", "return document.querySelector('header .current').innerText.includes('kim')").await;
    follow(&page, "#grade").await;
    grading_view(&page).await;
    assert_eq!(table(&page).await.len(), 1, "the lab's file was graded as well");
    page.end().await;
}

#[tokio::test]
async fn leaving_the_view_stops_its_checks_and_the_lab_starts() {
    let page = Page::open("grade-left", "#grade", WIDE).await;
    let good = good();
    let files: Vec<_> = (0..40).map(|at| file(&page.folder, &format!("s{at:02}.db"), &good, "")).collect();
    add_files(&page, &files).await;
    page.until("some of them", "return document.querySelectorAll('.grades tbody').length > 2").await;
    follow(&page, "#sample=tiny").await;
    lab(&page).await;
    page.press("Build features").await;
    let status = page.text("[role=status]").await;
    assert!(status.starts_with("Built customer_features"), "{status}");
    follow(&page, "#grade").await;
    grading_view(&page).await;
    let checked = table(&page).await.len();
    assert!((3..40).contains(&checked), "{checked} files");
    page.press("Go on").await;
    status_says(&page, "Looked at 40 files.").await;
    page.end().await;
}
