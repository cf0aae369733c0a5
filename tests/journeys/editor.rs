//! The editor of the SQL box: it takes the place of the text area, completes, runs parts, marks errors, and can be left.

use std::fs;

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::access::violations;
use super::hosts;
use super::page::Page;
use super::server::{FOLDER, Server};

const WIDE: (u32, u32) = (1440, 900);

/// The longest time from the start to the editor, in milliseconds.
const MAX_EDITOR_MS: f64 = 1500.0;

async fn open(name: &str) -> Page {
    let page = Page::open(name, "#sample=tiny", WIDE).await;
    page.editor().await;
    page
}

/// Types letters, each with its key, in place of all that is in the box.
async fn type_anew(page: &Page, text: &str) {
    page.script("document.getElementById('sql').focus()", vec![]).await;
    page.keys(&[Key::Control.into(), 'a']).await;
    page.keys(&[Key::Delete.into()]).await;
    type_on(page, text).await;
}

async fn type_on(page: &Page, text: &str) {
    for letter in text.chars() {
        page.keys(&[if letter == '\n' { Key::Enter.into() } else { letter }]).await;
    }
}

/// Waits until the list of completions has one with this name, and returns their names.
async fn completions(page: &Page, name: &str) -> Vec<String> {
    let list = "const names = [...document.querySelectorAll('.cm-tooltip-autocomplete li .cm-completionLabel')].map(it => it.innerText);";
    page.until(name, &format!("{list} return names.includes({})", Value::from(name))).await;
    serde_json::from_value(page.script(&format!("{list} return names"), vec![]).await).unwrap()
}

/// The marked parts of the text.
async fn marked(page: &Page) -> Value {
    page.script("return [...document.querySelectorAll('.cm-lintRange')].map(it => it.textContent)", vec![]).await
}

#[tokio::test]
async fn what_was_done_in_the_text_area_is_in_the_editor_and_can_be_undone() {
    let folder = hosts::folder("editor-late");
    hosts::copy(&folder);
    let script = hosts::named_file(&folder, "editor");
    let text = fs::read_to_string(&script).unwrap();
    fs::write(&script, format!("await new Promise(go => {{ globalThis.labGo = go }});\n{text}")).unwrap();
    let page = Page::start(Server::of(&folder, FOLDER, ""), "editor-late", WIDE).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.until("the editor's script", "return globalThis.labGo !== undefined").await;
    let first = page.sql().await;
    type_anew(&page, "SELECT 1,").await;
    let lines: String = (0..30).map(|n| format!("\n{n},")).collect();
    page.script("document.execCommand('insertText', false, arguments[0])", vec![lines.clone().into()]).await;
    let select = "const box = document.getElementById('sql');
        box.setSelectionRange(20, 24, 'backward'); box.scrollTop = 130; labGo();
        return [box.tagName, box.clientHeight, box.scrollTop]";
    let area = page.script(select, vec![]).await;
    assert_eq!((&area[0], &area[2]), (&json!("TEXTAREA"), &json!(130)));
    page.editor().await;
    let typed = format!("SELECT 1,{lines}");
    page.until_sql(&typed).await;
    let now = "const scroller = document.querySelector('.cm-scroller');
        return [document.activeElement.id, getSelection().toString(), scroller.clientHeight, scroller.scrollTop]";
    let selected: String = typed.chars().skip(20).take(4).collect();
    assert_eq!(page.script(now, vec![]).await, json!(["sql", selected, area[1], 130]));
    assert_eq!(page.script("return document.querySelectorAll('textarea').length", vec![]).await, 0);
    page.keys(&[Key::Control.into(), 'z']).await;
    page.until_sql("SELECT 1,").await;
    for _ in 0..12 {
        if page.sql().await == first {
            break;
        }
        page.keys(&[Key::Control.into(), 'z']).await;
    }
    assert_eq!(page.sql().await, first);
    page.end().await;
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn the_editor_comes_soon_after_the_start_with_styles_that_the_policy_allows() {
    let page = open("editor-soon").await;
    let times = "return ['lab:start', 'lab:editor'].map(name => performance.getEntriesByName(name)[0].duration)";
    let [start, editor]: [f64; 2] = serde_json::from_value(page.script(times, vec![]).await).unwrap();
    let after = editor - start;
    println!("the start took {start:.0} ms, the editor {after:.0} ms more");
    // In terms of the start itself, too, for machines differ.
    assert!(after <= MAX_EDITOR_MS.max(start), "{after} ms after {start} ms");
    type_anew(&page, "SELECT 1").await;
    let styles = "const word = [...document.querySelectorAll('#sql span')].find(it => it.innerText === 'SELECT');
        const colour = it => getComputedStyle(it).color;
        return [colour(word) !== colour(document.getElementById('sql')), document.querySelectorAll('style').length]";
    assert_eq!(page.script(styles, vec![]).await, json!([true, 0]));
    // The console has every violation of the policy.
    page.end().await;
}

#[tokio::test]
async fn typed_letters_are_the_text() {
    let page = open("editor-typed").await;
    let text = "SELECT 'it''s', \"a\", (1 + 2) * count(*)\nFROM leads_scored -- it's\nWHERE a = 'x' AND (b IN (1, 2))\n  AND c;";
    type_anew(&page, text).await;
    assert_eq!(page.sql().await, text);
    page.end().await;
}

#[tokio::test]
async fn the_editor_completes_what_the_open_database_has() {
    let page = open("editor-completes").await;
    type_anew(&page, "SELECT l.user_email FROM leads_scored AS l WHERE l.m").await;
    assert_eq!(completions(&page, "member_rating").await, ["member_rating"]);
    page.keys(&[Key::Tab.into()]).await;
    page.until_sql("SELECT l.user_email FROM leads_scored AS l WHERE l.member_rating").await;
    type_anew(&page, "SELECT * FROM tr").await;
    assert_eq!(completions(&page, "transactions").await[0], "transactions");
    type_anew(&page, "SELECT rou").await;
    completions(&page, "round").await;
    page.keys(&[Key::Down.into()]).await;
    let chosen = "return document.querySelector('.cm-tooltip-autocomplete li[aria-selected]')?.innerText.startsWith('round') ?? false";
    page.until("the choice", chosen).await;
    page.keys(&[Key::Enter.into()]).await;
    type_on(&page, "2.5").await;
    page.until_sql("SELECT round(2.5)").await;
    // Enter is a line break unless somebody chose a completion.
    type_anew(&page, "SELECT * FROM lead").await;
    completions(&page, "leads_scored").await;
    page.keys(&[Key::Enter.into()]).await;
    page.until_sql("SELECT * FROM lead\n").await;
    page.run_sql("CREATE TABLE \"two words\" (\"order\" INTEGER)").await;
    type_anew(&page, "SELECT ord FROM \"two words\"").await;
    for _ in 0.." FROM \"two words\"".len() {
        page.keys(&[Key::Left.into()]).await;
    }
    page.keys(&[Key::Control.into(), ' ']).await;
    completions(&page, "order").await;
    page.keys(&[Key::Tab.into()]).await;
    page.until_sql("SELECT \"order\" FROM \"two words\"").await;
    page.end().await;
}

#[tokio::test]
async fn every_function_that_is_offered_exists() {
    let text = fs::read_to_string(hosts::project("static/editor/functions.js")).unwrap();
    let list = text.split('`').nth(1).unwrap();
    let names: Vec<&str> = list.split('(').filter_map(|part| part.rsplit([' ', '\n']).next()).collect();
    let names: Vec<String> = names
        .iter()
        .filter(|name| !name.is_empty() && !name.ends_with(')'))
        .map(|name| format!("('{name}')"))
        .collect();
    assert!(names.len() > 100, "{names:?}");
    let page = open("editor-functions").await;
    let unknown = format!(
        // These two are tables, which SQLite makes when they are first used.
        "SELECT 1 FROM json_each('[]'), json_tree('[]');
        SELECT column1 FROM (VALUES {}) WHERE column1 NOT IN (SELECT name FROM pragma_function_list)
            AND column1 NOT IN ('json_each', 'json_tree')",
        names.join(", ")
    );
    page.run_sql(&unknown).await;
    assert!(page.text("[role=status]").await.starts_with("Ran"), "{}", page.text("#sql-error").await);
    assert_eq!(page.rows().await, Vec::<String>::new());
    page.end().await;
}

#[tokio::test]
async fn run_takes_the_selection_or_the_statement_at_the_caret_and_marks_its_error() {
    let page = open("editor-parts").await;
    type_anew(&page, "SELECT 'ä😀';\nSELECT 2 AS two;\nSELECT 3, nope").await;
    // The arrows would choose a completion if there was one.
    page.keys(&[Key::Escape.into()]).await;
    page.keys(&[Key::Up.into()]).await;
    page.keys(&[Key::Control.into(), Key::Shift.into(), Key::Enter.into()]).await;
    page.until("the statement's row", "return document.querySelector('tbody')?.innerText.trim() === '2'").await;
    page.keys(&[Key::Down.into()]).await;
    page.keys(&[Key::Home.into()]).await;
    page.keys(&[Key::Shift.into(), Key::End.into()]).await;
    page.until("the hint", "return document.getElementById('sql-hint').innerText.includes('selected')").await;
    page.press("Run").await;
    assert!(page.text("#sql-error").await.starts_with("Line 3, column 11:"), "{}", page.text("#sql-error").await);
    page.until("the mark", "return !!document.querySelector('.cm-lintRange')").await;
    assert_eq!(marked(&page).await, json!(["nope"]));
    let described =
        "const box = document.getElementById('sql'); return [box.ariaInvalid, box.getAttribute('aria-describedby')]";
    assert_eq!(page.script(described, vec![]).await, json!(["true", "sql-error sql-hint"]));
    // A change of the text, or another run, takes the mark away.
    page.script("document.getElementById('sql').focus()", vec![]).await;
    page.keys(&[Key::End.into()]).await;
    type_on(&page, " ").await;
    page.until("no mark", "return !document.querySelector('.cm-lintRange')").await;
    page.keys(&[Key::Control.into(), Key::Enter.into()]).await;
    page.until("the mark", "return !!document.querySelector('.cm-lintRange')").await;
    type_anew(&page, "SELECT 1").await;
    page.keys(&[Key::Control.into(), Key::Enter.into()]).await;
    page.until("no error", "return !document.querySelector('#sql-error, .cm-lintRange')").await;
    page.end().await;
}

#[tokio::test]
async fn tab_indents_and_leaves_after_escape() {
    let page = open("editor-tab").await;
    type_anew(&page, "SELECT 1").await;
    page.keys(&[Key::Tab.into()]).await;
    page.until_sql("  SELECT 1").await;
    page.keys(&[Key::Control.into(), '/']).await;
    page.until_sql("  -- SELECT 1").await;
    page.keys(&[Key::Escape.into()]).await;
    page.keys(&[Key::Tab.into()]).await;
    assert_eq!(page.script("return document.activeElement.innerText", vec![]).await, "Run");
    page.keys(&[Key::Shift.into(), Key::Tab.into()]).await;
    assert_eq!(page.script("return document.activeElement.id", vec![]).await, "sql");
    page.keys(&[Key::Tab.into()]).await;
    page.until_sql("    -- SELECT 1").await;
    page.end().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_editor() {
    for (theme, size) in [("light", WIDE), ("dark", WIDE), ("light", (390, 844))] {
        let page = Page::open(&format!("editor-axe-{theme}-{}", size.0), "#sample=tiny", size).await;
        page.editor().await;
        page.script("document.documentElement.dataset.theme = arguments[0]", vec![theme.into()]).await;
        page.run_sql("SELECT nope, 'text', 12, count(*), \"x\" -- why\nFROM leads_scored").await;
        page.script("document.getElementById('sql').focus()", vec![]).await;
        page.keys(&[Key::Control.into(), 'f']).await;
        page.until("the search", "return !!document.querySelector('.cm-search')").await;
        assert_eq!(violations(&page).await, json!([]), "{theme} {size:?}");
        page.keys(&[Key::Escape.into()]).await;
        type_anew(&page, "SELECT * FROM lead").await;
        completions(&page, "leads_scored").await;
        page.keys(&[Key::Down.into()]).await;
        assert_eq!(violations(&page).await, json!([]), "{theme} {size:?}");
        page.end().await;
    }
}

#[tokio::test]
async fn a_visit_without_a_network_has_the_editor() {
    let mut page = open("editor-offline").await;
    page.kept().await;
    let kept = "globalThis.labEditorKept = globalThis.labEditorKept ?? false;
        const { editor } = JSON.parse(document.querySelector('meta[name=lab-parts]').content);
        caches.match(editor).then(file => { globalThis.labEditorKept = !!file });
        return labEditorKept";
    page.until("the editor to be kept", kept).await;
    page.server.stop();
    page.restart().await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.editor().await;
    page.run_sql("SELECT 6 * 7").await;
    assert_eq!(page.rows().await, ["42"]);
    page.end().await;
}

#[tokio::test]
async fn where_the_editor_cannot_be_had_the_text_area_does_the_work() {
    let folder = hosts::folder("no-editor");
    hosts::copy(&folder);
    fs::remove_file(hosts::named_file(&folder, "editor")).unwrap();
    let page = Page::start(Server::of(&folder, FOLDER, ""), "no-editor", WIDE).await;
    page.go(&page.server.url("#sample=tiny")).await;
    let told = "return document.querySelector('[aria-labelledby=sql-title]').innerText.includes('could not be loaded')";
    page.until("words about it", told).await;
    page.run_sql("SELECT 1; SELECT 2, nope").await;
    assert!(page.text("#sql-error").await.starts_with("Line 1, column 21:"), "{}", page.text("#sql-error").await);
    page.script(
        "document.getElementById('sql').focus(); document.getElementById('sql').setSelectionRange(0, 8)",
        vec![],
    )
    .await;
    page.keys(&[Key::Control.into(), Key::Enter.into()]).await;
    page.until("the row", "return document.querySelector('tbody')?.innerText.trim() === '1'").await;
    assert_eq!(page.text("#sql-error").await, "");
    page.end_with(&["editor-"]).await;
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn what_is_probably_not_meant_is_marked_before_it_runs() {
    let page = open("editor-lints").await;
    type_anew(&page, "SELECT * FROM leads_scored WHERE member_rating = NULL").await;
    let marks = "return [...document.querySelectorAll('.cm-lintRange-warning')].map(it => it.textContent)";
    page.until("the mark", &format!("return JSON.stringify((() => {{ {marks} }})()) === '[\"= NULL\"]'")).await;
    // A run says it in words, and marks it once.
    page.press("Run").await;
    assert!(page.text("#sql-notes").await.contains("is never true"), "{}", page.text("#sql-notes").await);
    assert_eq!(page.script(marks, vec![]).await, json!(["= NULL"]));
    type_anew(&page, "SELECT * FROM leads_scored WHERE member_rating IS NULL").await;
    page.until("no mark", "return !document.querySelector('.cm-lintRange-warning')").await;
    page.end().await;
}
