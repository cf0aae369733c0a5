//! Late answers: if a person chooses something else before an answer comes, the page shows the last choice.

use super::grid::grid_is_there;
use super::page::Page;

const WIDE: (u32, u32) = (1440, 900);

/// A script that holds the answer to each fetch of an address with `arguments[0]` in it, and counts in `window.taken`
/// the texts that the page has read and processed.
const HOLD_FETCHES: &str = "
    window.held = []; window.taken = 0;
    window.real ??= { fetch: window.fetch, text: Blob.prototype.text };
    const part = arguments[0];
    window.fetch = (...args) => {
        const answer = real.fetch.apply(window, args);
        return String(args[0]).includes(part) ? new Promise(go => held.push(end => go(end ?? answer))) : answer;
    };
    Blob.prototype.text = function () {
        const text = real.text.call(this);
        text.then(() => setTimeout(() => window.taken++));
        return text;
    };";

/// A script that releases the held answers.
const RELEASE: &str = "window.taken = 0; held.splice(0).forEach(go => go());";

/// A script that lets the held fetches fail, and waits until the page has processed that.
const BREAK: &str = "held.splice(0).forEach(go => go(Promise.reject(new TypeError('late'))));
    return new Promise(done => setTimeout(() => setTimeout(() => done(true))));";

/// A script that holds the page's messages to its worker, and counts in `window.taken` the answers that it has
/// processed.
const HOLD_CALLS: &str = "
    window.held = []; window.taken = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...args) {
        if (!held) return post.apply(this, args);
        if (!held.length) this.addEventListener('message', () => setTimeout(() => window.taken++));
        held.push(() => post.apply(this, args));
    };";

/// A script that sends the held messages in their order, and holds no further ones.
const SEND: &str = "const calls = held; held = null; window.taken = 0; calls.forEach(call => call());";

/// A script that counts in `window.packed` the streams that the page has read to their end, as it does to pack a
/// database.
const COUNT_STREAMS: &str = "
    window.packed = 0;
    const read = ReadableStreamDefaultReader.prototype.read;
    ReadableStreamDefaultReader.prototype.read = function () {
        const part = read.call(this);
        part.then(({ done }) => done && setTimeout(() => window.packed++));
        return part;
    };";

const IS_HELD: &str = "return held.length > 0";
const IS_TAKEN: &str = "return taken > 0";

/// Chooses an option of the list with a selector.
async fn choose(page: &Page, list: &str, value: &str) {
    let script = "const list = document.querySelector(arguments[0]); list.value = arguments[1];
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script(script, vec![list.into(), value.into()]).await;
}

/// Presses the first button with this name, without waiting for anything.
async fn click(page: &Page, name: &str) {
    let script = "[...document.querySelectorAll('button')].find(it => it.textContent === arguments[0]).click()";
    page.script(script, vec![name.into()]).await;
}

/// Waits until an exercise is shown.
async fn at(page: &Page, number: u32) {
    let current = format!("return document.querySelector('.step[aria-current]')?.textContent === '{number}'");
    page.until("the exercise", &current).await;
}

#[tokio::test]
async fn the_exercise_chosen_last_stays_whichever_comes_first() {
    let page = Page::open("late-exercise", "", WIDE).await;
    at(&page, 1).await;
    page.script(HOLD_FETCHES, vec!["03-build".into()]).await;
    click(&page, "3").await;
    page.until("the slow exercise", IS_HELD).await;
    click(&page, "2").await;
    at(&page, 2).await;
    page.script(RELEASE, vec![]).await;
    page.until("the late exercise", IS_TAKEN).await;
    assert_eq!(page.text(".step[aria-current]").await, "2");
    assert!(!page.text("#exercise-title").await.contains("Build"), "{}", page.text("#exercise-title").await);
    // The error of an exercise that is no longer wanted is not shown.
    click(&page, "3").await;
    page.until("the slow exercise", IS_HELD).await;
    click(&page, "1").await;
    at(&page, 1).await;
    page.script(BREAK, vec![]).await;
    assert_eq!(page.text("[role=alert]").await, "");
    // Alone, it comes.
    click(&page, "3").await;
    page.until("the slow exercise", IS_HELD).await;
    page.script(RELEASE, vec![]).await;
    at(&page, 3).await;
    page.end().await;
}

#[tokio::test]
async fn the_lesson_chosen_last_stays_whichever_comes_first() {
    let page = Page::open("late-lesson", "", WIDE).await;
    at(&page, 1).await;
    page.script(HOLD_FETCHES, vec!["messy-data/".into()]).await;
    choose(&page, ".lesson select", "messy-data").await;
    page.until("the slow lesson", IS_HELD).await;
    choose(&page, ".lesson select", "week1-day2").await;
    page.until("the other one", "return taken > 1").await;
    at(&page, 1).await;
    page.script(RELEASE, vec![]).await;
    page.until("the late lesson", IS_TAKEN).await;
    let lesson = "return document.querySelectorAll('.step').length";
    assert_eq!(page.script(lesson, vec![]).await, 8);
    assert_eq!(page.text(".lesson option:checked").await, "Week 1, Day 2: a feature store");

    // The same where lessons are graded.
    let all = "return taken >= 9";
    page.script("window.taken = 0; location.hash = '#grade&lesson=week1-day2'", vec![]).await;
    page.until("the lesson with its eight exercises", all).await;
    choose(&page, "#grade-lesson", "messy-data").await;
    page.until("the slow lesson", IS_HELD).await;
    page.script("window.taken = 0", vec![]).await;
    choose(&page, "#grade-lesson", "week1-day2").await;
    page.until("the other one with its exercises", all).await;
    page.script(RELEASE, vec![]).await;
    page.until("the late lesson", IS_TAKEN).await;
    // Its exercises are asked for one after the other, all late.
    for _ in 0..6 {
        page.until("the next file", IS_HELD).await;
        page.script(RELEASE, vec![]).await;
        page.until("the next file", IS_TAKEN).await;
    }
    assert_eq!(page.script("return location.hash", vec![]).await, "#grade&lesson=week1-day2");
    assert_eq!(page.script("return document.getElementById('grade-lesson').value", vec![]).await, "week1-day2");
    page.end().await;
}

#[tokio::test]
async fn a_check_says_nothing_of_the_exercise_after_it() {
    let page = Page::open("late-check", "", WIDE).await;
    at(&page, 1).await;
    page.press("Run").await;
    page.script(HOLD_CALLS, vec![]).await;
    click(&page, "Check").await;
    page.until("the slow check", IS_HELD).await;
    click(&page, "2").await;
    at(&page, 2).await;
    page.script(SEND, vec![]).await;
    page.ready().await;
    assert_eq!(page.text(".verdicts").await, "");
    // It was passed all the same.
    assert!(page.text(".progress summary").await.starts_with("1 of 8"), "{}", page.text(".progress summary").await);
    page.end().await;
}

#[tokio::test]
async fn rows_of_a_result_that_was_left_do_not_come_back() {
    let page = Page::open("late-rows", "#sample=tiny", WIDE).await;
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) SELECT i FROM n";
    page.run_sql(&format!("{many}; SELECT 'only' AS one")).await;
    page.choose_result(1).await;
    grid_is_there(&page).await;
    page.script(HOLD_CALLS, vec![]).await;
    page.script("document.querySelector('#area-sql .grid').scrollTop = 1e6", vec![]).await;
    page.until("the slow rows", IS_HELD).await;
    page.choose_result(2).await;
    assert_eq!(page.rows().await, ["only"]);
    page.script(SEND, vec![]).await;
    page.until("the late rows", IS_TAKEN).await;
    assert_eq!(page.rows().await, ["only"]);
    page.end().await;
}

#[tokio::test]
async fn an_offer_does_not_outlive_what_it_was_asked_for() {
    let page = Page::open("late-offer", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE mine AS SELECT 1 AS a").await;
    page.until("all to be saved", "return !!document.querySelector('[data-saving=saved]')").await;
    page.script(COUNT_STREAMS, vec![]).await;
    page.script(HOLD_CALLS, vec![]).await;
    click(&page, "Copy link").await;
    page.until("the slow offer", IS_HELD).await;
    click(&page, "Run").await;
    page.script(SEND, vec![]).await;
    page.until("the late database", "return packed > 0").await;
    page.ready().await;
    assert_eq!(page.text(".offer").await, "");
    page.end().await;
}
