//! Grading: files of all kinds at once, the table and the CSV of their grades, and that saved work is not changed.

use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::database::Image;
use feature_lab::engine::session::Session;
use feature_lab::protocol::Source;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::access::violations;
use super::database::{COURSE, make};
use super::fixtures::{build, proposed, request};
use super::page::Page;
use super::watch;

const WIDE: (u32, u32) = (1440, 900);
const PHONE: (u32, u32) = (390, 844);

/// The digest of the sample with the features that the lab builds.
const DIGEST: &str = "leads_scored 503, transactions 2000, customer_features 503 86ff6f7d920fcf83";

/// The sample with the features that the lab builds, as a file's bytes.
pub fn good() -> Vec<u8> {
    let mut lab = Session::<Native>::default();
    lab.open_sample(&request(Source::Sample(String::new())), "leads_scored_segmentation").unwrap();
    let spec = proposed(&lab);
    build(&mut lab, &spec).unwrap();
    lab.snapshot().unwrap().read(0, usize::MAX)
}

/// Writes a file, and runs SQL on it if there is any.
pub fn file(folder: &Path, name: &str, bytes: &[u8], sql: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    if !sql.is_empty() {
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    }
    path
}

/// The completion record of a learner who passed exercises, given by number.
fn record(name: &str, passed: &[usize], digest: &str) -> Value {
    let files = ["01-look-around", "02-count", "03-build", "04-inspect", "05-preview", "06-verify", "07-segments"];
    let one = |at: &usize| json!({ "file": format!("{}.md", files[at - 1]), "at": "2026-07-02T10:00:00Z", "hints": 1 });
    json!({
        "format": 1, "lesson": "week1-day2", "version": 1, "name": name, "exercises": 8, "database": digest,
        "passed": passed.iter().map(one).collect::<Vec<_>>(),
    })
}

/// The files that a class hands in.
fn class(folder: &Path) -> Vec<PathBuf> {
    let good = good();
    let json = |name: &str, value: Value| file(folder, name, value.to_string().as_bytes(), "");
    let with = |change: &str, value: Value, mut record: Value| {
        record[change] = value;
        record
    };
    let inner = "DROP TABLE customer_features; CREATE TABLE customer_features AS
        SELECT l.user_email, l.p1, l.member_rating, count(*) AS purchase_frequency, 1 AS recency_days
        FROM leads_scored l JOIN transactions USING (user_email) GROUP BY 1";
    let nulls = "CREATE TABLE c (user_email TEXT, p1 REAL, member_rating INTEGER, purchase_frequency INTEGER,
            recency_days INTEGER);
        INSERT INTO c SELECT user_email, p1, member_rating, nullif(purchase_frequency, 0), nullif(recency_days, 365)
        FROM customer_features; DROP TABLE customer_features; ALTER TABLE c RENAME TO customer_features";
    vec![
        file(folder, "ana.db", &good, ""),
        json("week1-day2-record.json", record("Ana", &[1, 2, 3], DIGEST)),
        file(folder, "bo_leads_scored_segmentation.db", &good, inner),
        file(folder, "cy.db", &good, nulls),
        file(folder, "dee.db", &good[..good.len() / 2], ""),
        file(folder, "=evil.db", b"just words", ""),
        json("fay-record.json", with("version", json!(7), record("Fay", &[1], DIGEST))),
        file(folder, "gus.db", &good, "DROP TABLE customer_features"),
        json("gus-record.json", record("Gus", &[1, 3], DIGEST)),
        json("hal-record.json", with("lesson", json!("messy-data"), record("Hal", &[1], DIGEST))),
        json("ida-progress.json", json!({ "format": 1, "lesson": "week1-day2", "version": 1, "exercises": [] })),
        file(folder, "jo.db", &good, ""),
    ]
}

/// Adds files to the grading view.
pub async fn add_files(page: &Page, files: &[PathBuf]) {
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    page.choose("main.grade input[type=file]", &files).await;
}

/// Waits until the status line contains a text, and the page is ready.
pub async fn status_says(page: &Page, said: &str) {
    let script = format!("return document.querySelector('[role=status]').textContent.includes('{said}')");
    page.until(said, &script).await;
    page.ready().await;
}

/// The rows of the table: name, then the other cells joined by `|`.
pub async fn table(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.grades tbody > tr:first-child')].map(row =>
        [row.querySelector('button').textContent, ...[...row.cells].slice(1).map(cell => cell.textContent)].join('|'))";
    serde_json::from_value(page.script(script, vec![]).await).unwrap()
}

/// Opens a row of the table and returns the text of its details.
async fn details(page: &Page, name: &str) -> String {
    page.press(name).await;
    page.text(".grade-told").await
}

#[tokio::test]
async fn a_class_is_graded_whatever_it_hands_in() {
    let page = Page::open("grade", "#grade", WIDE).await;
    assert!(page.text("main.grade").await.contains("A database cannot show exercises 1, 2, 4, 5, 6, 7 and 8"));
    add_files(&page, &class(&page.folder)).await;
    status_says(&page, "Looked at 12 files.").await;
    let by = "✕by record|";
    let unknown = "?cannot tell|";
    let rows = table(&page).await;
    let starts = [
        "=evil|This is not a SQLite database.".to_owned(),
        format!("Ana|3 of 8|✓by record|✓by record|✓checked|{}A|", by.repeat(5)),
        format!("bo|0 of 8|{}✕not yet|{}|", unknown.repeat(2), unknown.repeat(5)),
        format!("cy|0 of 8|{}✕not yet|{}✕not yet|{}|", unknown.repeat(2), unknown.repeat(2), unknown.repeat(2)),
        "dee|The file".to_owned(),
        "Fay|The record belongs to version 7 of this lesson".to_owned(),
        format!(
            "Gus|1 of 8|✓by record|{by}✕not yet|{}✕not yet|{}|The record says that exercise 3",
            by.repeat(2),
            by.repeat(2)
        ),
        "Hal|The record belongs to another lesson: messy-data.".to_owned(),
        "ida-progress|It is saved progress, not a completion record".to_owned(),
        format!("jo|1 of 8|{}✓checked|{}A|", unknown.repeat(2), unknown.repeat(5)),
    ];
    assert_eq!(rows.len(), starts.len(), "{rows:#?}");
    for (row, start) in rows.iter().zip(&starts) {
        assert!(row.starts_with(start), "{row}\n{start}");
    }
    assert!(rows[6].contains("saved with another state of the database"), "{}", rows[6]);
    let bo = details(&page, "bo").await;
    assert!(bo.contains("inner JOIN leaves out") && !bo.contains("Look around"), "{bo}");
    assert!(details(&page, "cy").await.contains("NULL"));
    assert!(details(&page, "Ana").await.contains("Recorded 2026-07-02 10:00:00 UTC, 1 hint."));
    page.press("Passed").await;
    assert!(table(&page).await[0].starts_with("Ana|3 of 8"));
    page.press("Name").await;

    let csv = std::fs::read(page.save("Save as CSV", "week1-day2-grades.csv").await).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    let lines: Vec<&str> = csv.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert!(lines[0].starts_with("Name,Files,1. Look around,2. Who buys most,3. Build the feature store,"), "{csv}");
    assert!(lines[0].ends_with(",Passed,Exercises,Database,Notes"));
    assert!(lines[1].starts_with("'=evil,'=evil.db,,,,,,,,,0,8,,\"This is not"), "{csv}");
    let not_yet = "not yet (by record),".repeat(5);
    let ana = format!(
        "Ana,week1-day2-record.json; ana.db,passed (by record),passed (by record),passed (checked),{not_yet}3,8,\"{DIGEST}\","
    );
    assert_eq!(lines[2], ana);
    assert_eq!((lines.len(), lines[11]), (12, ""));

    page.press("Clear").await;
    assert!(page.text("main.grade").await.contains("Drop the learners"));
    page.end().await;
}

#[tokio::test]
async fn a_hundred_files_are_looked_at_while_the_page_answers() {
    let page = Page::open("hundred", "#grade", WIDE).await;
    let good = good();
    let one = |at: u32| match at % 10 {
        0 => file(
            &page.folder,
            &format!("r{at}.json"),
            record(&format!("s{at:03}"), &[1], DIGEST).to_string().as_bytes(),
            "",
        ),
        _ => file(&page.folder, &format!("s{at:03}.db"), &good, ""),
    };
    let files: Vec<PathBuf> = (0..100).map(one).collect();
    watch::start(&page).await;
    add_files(&page, &files).await;
    page.until("some of them", "return document.querySelectorAll('.grades tbody').length > 10").await;
    page.script("document.querySelector('.grade-progress button').click()", vec![]).await;
    page.ready().await;
    let said = page.text("[role=status]").await;
    assert!(said.starts_with("Stopped after "), "{said}");
    let start = std::time::Instant::now();
    page.press("Go on").await;
    status_says(&page, "Looked at 100 files.").await;
    let rest = start.elapsed().as_secs_f64() * 1000.0;
    println!("{said} The rest took {rest:.0} ms.");
    let rows = table(&page).await;
    assert_eq!(rows.len(), 100);
    assert!(rows.iter().all(|row| row.starts_with('s') && row.contains("✓") && row.contains("|A|")), "{rows:#?}");
    let longest = watch::longest_task(&page).await;
    println!("longest task {longest:.0} ms (0: none above 50 ms)");
    assert!(longest <= rest / 10.0, "the page stood still for {longest} of {rest} ms");
    page.end().await;
}

#[tokio::test]
async fn grading_leaves_the_open_database_alone() {
    let page = Page::open("beside", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE mine AS SELECT 42 AS answer").await;
    page.script("location.hash = '#grade&lesson=messy-data'", vec![]).await;
    page.until("the view", "return document.getElementById('grade-lesson')?.value === 'messy-data'").await;
    add_files(&page, &[make(&page.folder, "kim.db", COURSE)]).await;
    status_says(&page, "Looked at 1 file.").await;
    assert!(table(&page).await[0].starts_with("kim|0 of 6|"), "{:?}", table(&page).await);
    // Another lesson looks at the same files again.
    let choose = "const list = document.getElementById('grade-lesson'); list.value = 'week1-day2';
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script(choose, vec![]).await;
    page.until("the other lesson", "return document.querySelector('.grades tbody td')?.textContent.endsWith('of 8')")
        .await;
    page.ready().await;
    page.script("document.querySelector('.grade-bar a').click()", vec![]).await;
    page.until("the lab", "return document.querySelector('main.grade') === null").await;
    page.run_sql("SELECT answer FROM mine").await;
    assert_eq!(page.rows().await, ["42"]);
    page.end().await;
}

#[tokio::test]
async fn the_grading_view_starts_without_a_database_and_leads_to_the_lab() {
    let page = Page::open("grade-start", "#grade&lesson=lessons/messy-data", PHONE).await;
    assert_eq!(page.text("#grade-lesson option:checked").await, "Messy data");
    assert!(!page.text(".status").await.contains("Opened"));
    let folder = &page.folder;
    add_files(&page, &[file(folder, "lea.db", &good(), ""), file(folder, "mo.json", b"{}", "")]).await;
    status_says(&page, "Looked at 2 files.").await;
    // The keyboard alone: to the row, open it, and on to the lab.
    page.script("document.getElementById('grade-title').focus()", vec![]).await;
    for _ in 0..12 {
        page.keys(&[Key::Tab.into()]).await;
        let name = page.script("return document.activeElement.textContent", vec![]).await;
        if name == "lea" {
            page.keys(&[Key::Enter.into()]).await;
            break;
        }
    }
    page.until("what was said", "return document.querySelector('.grade-told')?.innerText.includes('To do')").await;
    page.script("document.querySelector('.grade-bar a').focus()", vec![]).await;
    page.keys(&[Key::Enter.into()]).await;
    page.until("the sample", "return document.querySelector('header').innerText.includes('leads_scored')").await;
    page.ready().await;
    page.press("Build features").await;
    page.end().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_grading_view() {
    for (size, theme) in [(WIDE, "light"), (PHONE, "light"), (WIDE, "dark")] {
        let page = Page::open(&format!("grade-axe-{}-{theme}", size.0), "#grade", size).await;
        page.script("document.documentElement.dataset.theme = arguments[0]", vec![theme.into()]).await;
        page.script("document.querySelectorAll('details').forEach(d => d.open = true)", vec![]).await;
        assert_eq!(violations(&page).await, json!([]), "empty, {size:?} {theme}");
        add_files(&page, &class(&page.folder)).await;
        status_says(&page, "Looked at 12 files.").await;
        page.press("Gus").await;
        assert_eq!(violations(&page).await, json!([]), "{size:?} {theme}");
        page.end().await;
    }
}
