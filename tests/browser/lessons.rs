//! Lessons on the page: checked with feedback, kept, taken along, handed in.

use serde_json::{Value, json};

use super::page::Page;

const WIDE: (u32, u32) = (1440, 900);
const PHONE: (u32, u32) = (390, 844);

/// What the check of the exercise on show said.
async fn verdicts(page: &Page) -> String {
    page.until("a verdict", "return document.querySelector('.verdict') !== null").await;
    page.ready().await;
    page.text(".verdicts").await
}

/// Waits until an exercise is on show.
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
    assert!(verdicts(&page).await.contains("There is no table customer_features yet"));
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
    assert!(said.contains("Not yet true:") && said.contains("An inner JOIN leaves out"), "{said}");
    page.run_sql("DROP TABLE customer_features").await;
    page.press("Build features").await;
    page.press("Check").await;
    assert!(!verdicts(&page).await.contains("Not yet"));
    page.until("the solution", solution).await;
    page.browser.refresh().await.unwrap();
    page.ready().await;
    at(&page, 3).await;
    assert!(page.text(".progress summary").await.starts_with("1 of 8"));
    assert_eq!(page.text(".step[aria-current]").await, "3");
    drop(page);
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
    page.choose(".progress input[type=file]", &progress).await;
    page.until("progress again", "return document.querySelector('.progress summary').textContent.startsWith('1 of 8')")
        .await;
    page.end().await;
}

fn read(path: &std::path::Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
