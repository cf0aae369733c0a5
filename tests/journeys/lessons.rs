//! Lessons on the page: checks with feedback, stored progress, progress files, completion records.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::access::violations;
use super::database::{COURSE, make};
use super::hosts;
use super::page::Page;
use super::server::Server;
use super::sharing::visit;
use super::waiting::poll;

const WIDE: (u32, u32) = (1440, 900);
const PHONE: (u32, u32) = (390, 844);

/// The verdicts of the shown exercise.
async fn verdicts(page: &Page) -> String {
    page.until("a verdict", "return document.querySelector('.verdict') !== null").await;
    page.ready().await;
    page.text(".verdicts").await
}

/// Waits until an exercise is shown.
async fn at(page: &Page, number: u32) {
    let current = format!("return document.querySelector('.step[aria-current]')?.textContent === '{number}'");
    page.until("the exercise", &current).await;
}

#[tokio::test]
async fn the_first_exercise_takes_three_clicks_at_most() {
    let page = Page::open("three-clicks", "", WIDE).await;
    at(&page, 1).await;
    let clicks = ["Run", "Check"];
    for name in clicks {
        page.press(name).await;
    }
    assert!(verdicts(&page).await.starts_with("Right:"));
    println!("lesson text to first passed check: {} clicks", clicks.len());
    page.end().await;
}

#[tokio::test]
async fn a_failed_check_says_what_is_wrong_and_progress_outlives_the_page() {
    let page = Page::open("lesson", "#lesson=week1-day2&step=3", PHONE).await;
    at(&page, 3).await;
    page.press("Check").await;
    let said = verdicts(&page).await;
    assert!(said.contains("There is no table customer_features yet"), "{said}");
    assert!(said.contains("Press Build features, then Check."), "{said}");
    let solution = "return [...document.querySelectorAll('summary')].some(s => s.textContent.includes('solution'))";
    assert_eq!(page.script(solution, vec![]).await, false, "the solution is shown before it is passed");
    page.press("Show a hint").await;
    page.run_sql(
        "CREATE TABLE customer_features AS SELECT l.*, count(*) AS purchase_frequency, 1 AS recency_days
         FROM leads_scored l JOIN transactions USING (user_email) GROUP BY user_email",
    )
    .await;
    page.press("Check").await;
    let said = verdicts(&page).await;
    assert!(said.contains("To do:") && said.contains("80 rows were lost: an inner JOIN leaves out"), "{said}");
    page.run_sql("DROP TABLE customer_features").await;
    page.press("Build features").await;
    page.press("Check").await;
    assert!(!verdicts(&page).await.contains("To do"));
    page.until("the solution", solution).await;
    // A build with another as-of is told by it, and what was passed stays passed.
    page.set_as_of("2026-01-01").await;
    page.press("Build features").await;
    page.press("Check").await;
    let said = page.text("#verdicts").await;
    let told = "“As of” was 2026-01-01T00:00:00Z; the lesson has 2026-07-01T00:00:00Z.";
    assert!(said.contains(told) && said.contains("You passed this exercise earlier, and it stays passed."), "{said}");
    page.browser.refresh().await.unwrap();
    page.ready().await;
    at(&page, 3).await;
    assert!(page.text(".progress summary").await.starts_with("1 of 8"));
    assert_eq!(page.text(".step[aria-current]").await, "3");
    page.end().await;
}

#[tokio::test]
async fn progress_is_taken_along_and_a_record_is_handed_in() {
    let page = Page::open("progress", "", WIDE).await;
    at(&page, 1).await;
    page.press("Run").await;
    page.press("Check").await;
    verdicts(&page).await;
    page.script("document.querySelector('.progress').open = true", vec![]).await;
    let type_name =
        "const f = document.getElementById('learner'); f.value = ' Ana '; f.dispatchEvent(new Event('input'))";
    page.script(type_name, vec![]).await;
    let record: Value = read(&page.save("Save the completion record", "week1-day2-record.json").await);
    assert_eq!(record["name"], "Ana");
    assert_eq!(
        (&record["lesson"], &record["version"], &record["exercises"]),
        (&json!("week1-day2"), &json!(1), &json!(8))
    );
    assert_eq!(record["passed"][0]["file"], "01-look-around.md");
    assert_eq!(record["database"], "leads_scored 503, transactions 2000");
    let progress = page.save("Save progress", "week1-day2-progress.json").await;
    page.script("document.querySelectorAll('.progress details').forEach(d => d.open = true)", vec![]).await;
    page.press("Forget what I passed").await;
    page.until("nothing passed", "return document.querySelector('.progress summary').textContent.startsWith('0 of 8')")
        .await;
    page.choose(".progress input[type=file]", &[&progress]).await;
    page.until("progress again", "return document.querySelector('.progress summary').textContent.startsWith('1 of 8')")
        .await;
    page.end().await;
}

/// A condition in JavaScript: so many exercises are shown as passed.
fn progress_is(passed: u32) -> String {
    format!("return document.querySelector('.progress summary')?.innerText.startsWith('{passed} of 8') ?? false")
}

/// Waits until IndexedDB has the last text that the page stored. Its transactions run one after the other, so the one
/// that reads has waited for the one that writes.
async fn on_disk(page: &Page) {
    let script = "const done = arguments[0];
        indexedDB.open('feature-lab-texts').onsuccess = ({ target: { result: database } }) => {
            const stamp = database.transaction('texts').objectStore('texts').get('feature-lab-stamp');
            stamp.onsuccess = () => {
                database.close();
                done(stamp.result === Number(localStorage.getItem('feature-lab-stamp')));
            };
        };";
    let look = async || (page.browser.execute_async(script, vec![]).await.unwrap() == true).then_some(());
    poll(page.patience, look).await.expect("the progress is on the disk");
}

#[tokio::test]
async fn a_crash_of_the_browser_takes_no_progress() {
    let mut page = Page::open("crash", "", WIDE).await;
    // A first visit's own work is over: nothing else brings the browser to write.
    page.kept().await;
    for round in 1..=3 {
        at(&page, round).await;
        if round == 3 {
            page.press("Build features").await;
        } else {
            page.run_sql(SOLUTIONS[round as usize - 1]).await;
        }
        page.press("Check").await;
        assert!(!verdicts(&page).await.contains("To do"));
        page.until("the progress", &progress_is(round)).await;
        on_disk(&page).await;
        page.kill().await;
        page.go(&page.server.url("")).await;
        page.until("the lesson", "return document.querySelector('.progress summary') !== null").await;
        let passed = page.text(".progress summary").await;
        assert!(passed.starts_with(&format!("{round} of 8")), "{passed}");
    }
    page.end().await;
}

/// SQL that passes the first two exercises.
const SOLUTIONS: [&str; 2] = [
    "SELECT * FROM leads_scored LIMIT 5",
    "SELECT user_email, count(*) AS purchases FROM transactions GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
];

/// A lesson with a database of its own, as an instructor would write it.
const OWN: [(&str, &str); 2] = [
    (
        "lesson.md",
        "---\nformat: 1\nid: own\nversion: 1\ntitle: Our own shop\ndb: own.db\nas_of: 2026-07-01\nexercises:\n- 01-build.md\n---\nOurs.\n",
    ),
    (
        "01-build.md",
        "---\ntitle: Build\n---\nBuild.\n\n```hint\nPress it.\n```\n\n```check table customer_features\nkey: user_email\n```\n\n```build solution\n```\n",
    ),
];

#[tokio::test]
async fn a_link_to_a_lesson_is_all_that_it_takes() {
    let site = hosts::folder("own-lesson");
    hosts::copy(&site);
    let folder = site.join("lessons/own");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in OWN {
        std::fs::write(folder.join(name), text).unwrap();
    }
    make(&folder, "own.db", COURSE);
    let page = Page::start(Server::of(&site, "/lab/", ""), "own-lesson", WIDE).await;
    page.go(&page.server.url("#lesson=own")).await;
    at(&page, 1).await;
    assert!(page.text("header").await.contains("own.db"));
    assert_eq!(page.script("return document.getElementById('as-of').value", vec![]).await, "2026-07-01");
    page.press("Build features").await;
    page.press("Check").await;
    assert!(!verdicts(&page).await.contains("To do"), "{}", page.text(".verdicts").await);
    assert!(!page.text(".lesson").await.contains("another database"));
    // However the address is written, it is the lesson's.
    visit(&page, "#db=lessons/own/own.db&as_of=2026-07-01&lesson=own").await;
    at(&page, 1).await;
    assert!(!page.text(".lesson").await.contains("another database"));
    // Somebody who works on something else is asked before the lesson's database takes its place, and as of its
    // instant.
    visit(&page, "#sample=tiny&as_of=2026-01-01&lesson=own").await;
    at(&page, 1).await;
    page.press("Open the lesson's database").await;
    page.until("the database", "return document.querySelector('header').innerText.includes('own.db')").await;
    page.ready().await;
    assert_eq!(page.script("return document.getElementById('as-of').value", vec![]).await, "2026-07-01");
    page.end().await;
    std::fs::remove_dir_all(site).unwrap();
}

#[tokio::test]
async fn an_exercise_looks_at_its_own_results_and_typed_sql_can_be_brought_back() {
    let page = Page::open("own-results", "", WIDE).await;
    at(&page, 1).await;
    page.press("Run").await;
    page.press("Check").await;
    verdicts(&page).await;
    page.press("Next exercise").await;
    at(&page, 2).await;
    assert!(page.rows().await.is_empty(), "the rows of the exercise before are still on show");
    page.press("Check").await;
    assert!(verdicts(&page).await.contains("Nothing to check yet"));
    page.run_sql("SELECT nonsense").await;
    page.press("Check").await;
    assert!(verdicts(&page).await.contains("Nothing to check yet"));
    page.press("Fill SQL box").await;
    assert!(page.sql().await.contains("GROUP BY"));
    assert_eq!(page.script("return document.activeElement.id", vec![]).await, "sql");
    page.keys(&[Key::Control.into(), 'z']).await;
    assert_eq!(page.sql().await, "SELECT nonsense");
    page.end().await;
}

#[tokio::test]
async fn an_exercise_for_postgresql_offers_it_and_is_checked_there() {
    let page = Page::open("lesson-postgres", "#lesson=week1-day2&step=3", WIDE).await;
    at(&page, 3).await;
    page.press("Build features").await;
    let engine = "return document.getElementById('sql-engine').value";
    assert_eq!(page.script(engine, vec![]).await, "sqlite");
    go_to(&page, 8).await;
    assert_eq!(page.script(engine, vec![]).await, "postgres");
    let offer = page.text("#exercise-postgres").await;
    assert!(offer.contains("runs in PostgreSQL") && offer.contains(" MB"), "{offer}");
    assert_eq!(violations(&page).await, json!([]));
    let asked = || page.server.hits().into_iter().filter(|hit| hit.path.contains("files/pglite")).count();
    assert_eq!(asked(), 0, "nothing is loaded before somebody asks");
    page.press("Check").await;
    let said = verdicts(&page).await;
    assert!(
        said.contains("Nothing to check yet.") && said.contains("Start PostgreSQL, press Run, then Check."),
        "{said}"
    );
    page.press("Start PostgreSQL").await;
    let status = page.text("[role=status]").await;
    assert!(status.starts_with("PostgreSQL 18"), "{status}");
    assert_eq!(page.script("return document.getElementById('exercise-postgres') === null", vec![]).await, true);
    page.press("Run").await;
    page.press("Check").await;
    let said = verdicts(&page).await;
    assert!(said.contains("no column never_bought") && said.contains("without FILTER"), "{said}");
    let with = |column: &str| format!("SELECT count(*) AS customers, {column} AS never_bought FROM customer_features");
    page.run_sql(&with("sum(CASE WHEN purchase_frequency = 0 THEN 1 ELSE 0 END)")).await;
    page.press("Check").await;
    let said = verdicts(&page).await;
    assert!(
        said.contains("Right: All customers") && said.contains("Your SQL gives its result without FILTER."),
        "{said}"
    );
    page.run_sql(&with("count(*) FILTER (WHERE purchase_frequency = 0)")).await;
    page.press("Check").await;
    assert!(!verdicts(&page).await.contains("To do"), "{}", page.text(".verdicts").await);
    assert!(page.text(".progress summary").await.starts_with("1 of 8"));
    // The next exercise is SQLite's, and what ran before is no answer to this one later.
    go_to(&page, 7).await;
    assert_eq!(page.script(engine, vec![]).await, "sqlite");
    go_to(&page, 8).await;
    page.press("Check").await;
    assert!(verdicts(&page).await.contains("Nothing to check yet"));
    page.end().await;
}

/// Shows an exercise by its button.
async fn go_to(page: &Page, number: u32) {
    page.script("document.querySelectorAll('.step')[arguments[0] - 1].click()", vec![number.into()]).await;
    at(page, number).await;
    page.ready().await;
}

fn read(path: &std::path::Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[tokio::test]
async fn a_check_looks_at_the_last_run_of_the_box_and_knows_of_later_edits() {
    let page = Page::open("check-edited", "#lesson=week1-day2&step=2", WIDE).await;
    page.run_sql("SELECT 1").await;
    page.write_sql("SELECT 2").await;
    page.press("Check").await;
    page.until("the edit", "return document.body.innerText.includes('you have changed the SQL since then')").await;
    page.run_sql("SELECT nope").await;
    page.press("Check").await;
    page.until("the error", "return document.body.innerText.includes('Your last run ended with an error')").await;
    page.end().await;
}
