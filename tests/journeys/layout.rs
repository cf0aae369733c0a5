//! The parts of the page: the address follows them, their sizes stay, the exercise is in reach on a phone, found rows are
//! one press away.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::page::Page;

const WIDE: (u32, u32) = (1280, 720);
const PHONE: (u32, u32) = (390, 844);

async fn fragment(page: &Page) -> Value {
    page.script("return location.hash", vec![]).await
}

/// The parts of a selector list that are not wholly in the window.
async fn out_of_view(page: &Page, selectors: &[&str]) -> Value {
    let script = "return arguments[0].filter(selector => {
        const box = document.querySelector(selector).getBoundingClientRect();
        return !(box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth) })";
    page.script(script, vec![json!(selectors)]).await
}

#[tokio::test]
async fn exercise_check_editor_and_run_are_in_view_together() {
    for (name, size) in [("view-1280", WIDE), ("view-1440", (1440, 900))] {
        let page = Page::open(name, "", size).await;
        page.editor().await;
        let parts = ["#exercise-title", ".lesson .tools button", ".editor", "#area-sql .button.primary"];
        assert_eq!(out_of_view(&page, &parts).await, json!([]), "{name}");
        page.end().await;
    }
    let page = Page::open("view-phone", "", PHONE).await;
    assert_eq!(out_of_view(&page, &["#exercise-title", ".lower-bar .primary", ".lower-bar"]).await, json!([]));
    page.show("SQL").await;
    page.editor().await;
    assert_eq!(out_of_view(&page, &[".exercise-line summary", ".editor", ".lower-bar"]).await, json!([]));
    page.script("document.querySelector('.exercise-line summary').click()", vec![]).await;
    let text = page.text(".exercise-line").await;
    assert!(
        text.starts_with("Exercise 1 of 8: Look around") && text.contains("A database is a set of tables"),
        "{text}"
    );
    page.end().await;
}

#[tokio::test]
async fn the_editor_is_a_few_tabs_from_check() {
    let page = Page::open("tabs", "", WIDE).await;
    page.editor().await;
    let script =
        "const check = [...document.querySelectorAll('.lesson button')].find(it => it.innerText.trim() === 'Check');
        check.focus()";
    page.script(script, vec![]).await;
    let is_in_editor = "return !!document.activeElement.closest('.cm-editor')";
    let mut tabs = 0;
    while page.script(is_in_editor, vec![]).await == false {
        page.keys(&[Key::Tab.into()]).await;
        tabs += 1;
        assert!(tabs <= 12, "the focus is in {}", page.script("return document.activeElement.outerHTML", vec![]).await);
    }
    println!("from Check to the editor: {tabs} Tabs");
    page.end().await;
}

#[tokio::test]
async fn the_address_follows_exercise_and_tab_and_a_reload_comes_back() {
    let page = Page::open("address", "", WIDE).await;
    page.drawn().await;
    assert_eq!(fragment(&page).await, "");
    page.script("document.querySelectorAll('.step')[2].click()", vec![]).await;
    page.until("the build of the exercise", "return location.hash === '#lesson=week1-day2&step=3'").await;
    page.keys(&[Key::Alt.into(), '3']).await;
    page.until("the tab", "return location.hash === '#lesson=week1-day2&step=3&tab=explore'").await;
    page.script("location.reload()", vec![]).await;
    page.ready().await;
    page.until("the tab again", "return !document.getElementById('area-explore').hidden").await;
    assert_eq!(page.text("#exercise-title").await, "Build the feature store");
    // A tab of a link for another lesson goes with it.
    page.script("document.querySelector('.lesson select').value = 'messy-data'", vec![]).await;
    let chosen = "document.querySelector('.lesson select').dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(chosen, vec![]).await;
    page.until("the lesson", "return location.hash.startsWith('#lesson=messy-data&step=1')").await;
    page.end().await;
}

#[tokio::test]
async fn column_and_editor_have_the_size_that_was_chosen() {
    let page = Page::open("sizes", "#sample=tiny", WIDE).await;
    page.editor().await;
    let sizes = "return [document.querySelector('.side:not([hidden])')?.offsetWidth, document.querySelector('.editor').offsetHeight]";
    let before = page.script(sizes, vec![]).await;
    assert_eq!(before[0], 360);
    for (line, key) in [("vertical", Key::Right), ("horizontal", Key::Down)] {
        page.script("document.querySelector(`.splitter[aria-orientation=${arguments[0]}]`).focus()", vec![line.into()])
            .await;
        page.keys(&[key.into()]).await;
    }
    let more = json!([376, before[1].as_i64().unwrap() + 16]);
    assert_eq!(page.script(sizes, vec![]).await, more);
    page.script("location.reload()", vec![]).await;
    page.ready().await;
    page.editor().await;
    assert_eq!(page.script(sizes, vec![]).await, more);
    page.script("document.querySelector('.splitter[aria-orientation=vertical]').focus()", vec![]).await;
    page.keys(&[Key::Escape.into()]).await;
    assert_eq!(page.script(sizes, vec![]).await[0], 360);
    // Enter hides the column, and what is shown there brings it back.
    page.keys(&[Key::Enter.into()]).await;
    page.until("the column to be gone", "return !document.querySelector('.side:not([hidden])')").await;
    page.show("Tables").await;
    assert_eq!(page.script(sizes, vec![]).await[0], 360);
    page.end().await;
}

#[tokio::test]
async fn the_rows_of_a_finding_are_shown_whole_and_a_build_moves_nothing() {
    let page = Page::open("found", "", (1440, 900)).await;
    page.press("Build features").await;
    page.until("the report", "return !!document.querySelector('.finding')").await;
    assert_eq!(page.script("return document.querySelector('.made').scrollTop", vec![]).await, 0);
    // The features that were built are in view, without scrolling sideways.
    let fits =
        "const grid = document.querySelector('#area-build .grid'); return grid?.scrollWidth <= grid?.clientWidth";
    page.until("all columns", fits).await;
    page.script("document.querySelector('.finding summary').click()", vec![]).await;
    assert!(page.text(".finding").await.contains("row 121: fatou.adler@example.org"));
    page.press("All their columns").await;
    let rows = page.rows().await;
    assert_eq!((rows.len(), rows[0].starts_with("121|fatou.adler@example.org|")), (3, true), "{rows:?}");
    assert!(page.text("#area-sql h2").await.contains("Rows that Data quality found"));
    page.end().await;
}
