//! The grid of results: a million rows by keys and scrollbar, the whole value of a cell, the list of several results.

use fantoccini::key::Key;

use super::page::Page;

const WIDE: (u32, u32) = (1440, 900);

/// A million rows: a number, a text of which every tenth is empty and every third NULL, the number's square.
pub const MILLION: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
    SELECT i AS number, CASE WHEN i % 10 = 0 THEN '' WHEN i % 3 > 0 THEN 'name ' || i END AS name, i * i AS square FROM n";

/// The part of the grid on show that is in view: the numbers of the first and the last row, how many rows are drawn and in view, the
/// number of the row of the active cell, the text of the last row.
const IN_VIEW: &str = "
    const grid = [...document.querySelectorAll('.grid')].find(it => it.offsetParent);
    const box = grid.getBoundingClientRect();
    const drawn = [...grid.querySelectorAll('tbody tr')];
    const rows = drawn.filter(row => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > box.top + 31 && top < box.bottom - 1;
    });
    const last = rows.at(-1);
    return {
        first: rows[0]?.dataset.row, last: last?.dataset.row, drawn: drawn.length, rows: rows.length,
        active: grid.querySelector('[data-active]')?.closest('tr').dataset.row ?? null,
        text: [...last?.cells ?? []].map(cell => cell.textContent).join('|'),
        waits: rows.filter(row => row.dataset.waits).length,
    };";

pub async fn in_view(page: &Page) -> serde_json::Value {
    page.script(IN_VIEW, vec![]).await
}

/// Waits until the rows of the grid are in place of the plain table's.
pub async fn grid_is_there(page: &Page) {
    page.until("the grid", "return [...document.querySelectorAll('[role=grid]')].some(it => it.offsetParent)").await;
}

/// Waits until a row is in view and has come.
pub async fn row_is_in_view(page: &Page, row: &str) {
    let script = format!(
        "const view = (() => {{ {IN_VIEW} }})(); return (view.last === '{row}' || view.first === '{row}') && view.waits === 0"
    );
    page.until(&format!("row {row}"), &script).await;
}

async fn focus_grid(page: &Page) {
    page.script("[...document.querySelectorAll('[role=grid]')].find(it => it.offsetParent).focus()", vec![]).await;
}

#[tokio::test]
async fn a_million_rows_need_few_elements_and_one_key_to_their_end() {
    let page = Page::open("grid-million", "#sample=tiny", WIDE).await;
    page.run_sql(MILLION).await;
    grid_is_there(&page).await;
    let count = "return [...document.querySelectorAll('[role=grid]')].find(it => it.offsetParent).ariaRowCount";
    assert_eq!(page.script(count, vec![]).await, "1000001");
    row_is_in_view(&page, "1").await;
    let drawn = "return performance.getEntriesByName('lab:rows')[0].duration";
    println!("the first of a million rows were drawn in {:.0} ms", page.script(drawn, vec![]).await.as_f64().unwrap());
    focus_grid(&page).await;
    page.keys(&[Key::End.into()]).await;
    row_is_in_view(&page, "1,000,000").await;
    let view = in_view(&page).await;
    assert_eq!(view["text"], "1000000||1000000000000", "{view}");
    assert_eq!(view["active"], "1,000,000");
    page.keys(&[Key::Up.into()]).await;
    page.keys(&[Key::PageUp.into()]).await;
    let before = in_view(&page).await;
    assert!(before["active"].as_str().unwrap().starts_with("999,9"), "{before}");
    page.keys(&[Key::Home.into()]).await;
    row_is_in_view(&page, "1").await;
    // The numbers of rows are those of their values wherever the scrollbar stands.
    let scroll = "const grid = [...document.querySelectorAll('.grid')].find(it => it.offsetParent);
        grid.scrollTop = grid.scrollHeight * arguments[0]";
    for part in [0.001, 0.1, 0.5, 0.77, 0.999, 1.0] {
        page.script(scroll, vec![part.into()]).await;
        let rested = format!(
            "const view = (() => {{ {IN_VIEW} }})();
            return view.rows > 5 && view.waits === 0 && view.text.startsWith(view.last.replaceAll(',', '') + '|')"
        );
        page.until(&format!("rows at {part}"), &rested).await;
        let view = in_view(&page).await;
        assert!(view["drawn"].as_u64().unwrap() < 200, "{view}");
        let first: f64 = view["first"].as_str().unwrap().replace(',', "").parse().unwrap();
        assert!((first / 1e6 - part).abs() < 0.03, "{part}: {view}");
    }
    row_is_in_view(&page, "1,000,000").await;
    page.end().await;
}

#[tokio::test]
async fn null_and_empty_text_are_told_apart_and_columns_fit_their_content() {
    let page = Page::open("grid-kinds", "#sample=tiny", WIDE).await;
    let long = "word ".repeat(100);
    page.run_sql(&format!("SELECT NULL AS a, '' AS b, 'x' AS c, 1.5 AS d, x'00ff' AS e, '{long}' AS f")).await;
    grid_is_there(&page).await;
    let kinds = "return [...document.querySelectorAll('#area-sql [role=gridcell]')].map(it => it.dataset.kind).join()";
    assert_eq!(page.script(kinds, vec![]).await, "null,empty,text,number,blob,text");
    let mark = "return getComputedStyle(document.querySelector('td[data-kind=empty]'), '::before').content";
    assert_eq!(page.script(mark, vec![]).await, "\"''\"");
    let widths = "return [...document.querySelectorAll('#area-sql [role=gridcell]')].map(it => it.offsetWidth)";
    page.until(
        "the widths",
        "return document.querySelector('#area-sql [role=grid]').style.getPropertyValue('--columns') !== ''",
    )
    .await;
    let widths: Vec<f64> = serde_json::from_value(page.script(widths, vec![]).await).unwrap();
    assert!(widths[2] < 120.0 && widths[5] > 250.0 && widths.iter().all(|width| *width <= 320.0), "{widths:?}");
    page.end().await;
}

#[tokio::test]
async fn the_whole_value_of_a_cell_comes_by_a_key_and_goes_by_another() {
    let page = Page::open("grid-detail", "#sample=tiny", WIDE).await;
    let text = "line one\nline two";
    page.run_sql(&format!(
        "SELECT '{text}' AS lines, '{{\"b\": [1, 20000000000000000001], \"a\": {{}}}}' AS json, x'00ff10' AS bytes"
    ))
    .await;
    grid_is_there(&page).await;
    focus_grid(&page).await;
    let shown = "return document.querySelector('#area-sql .cell-detail:popover-open .value')?.textContent ?? null";
    let is_shown = "return !!document.querySelector('#area-sql .cell-detail:popover-open')";
    let is_gone = "return !document.querySelector('#area-sql .cell-detail:popover-open')";
    let expected = [text, "{\n  \"b\": [\n    1,\n    20000000000000000001\n  ],\n  \"a\": {}\n}", "00 ff 10"];
    for (at, expected) in expected.into_iter().enumerate() {
        page.keys(&[if at == 0 { Key::Enter.into() } else { '\u{e032}' }]).await;
        page.until("the whole value", is_shown).await;
        assert_eq!(page.script(shown, vec![]).await, expected);
        let focus = "return document.activeElement.textContent";
        assert_eq!(page.script(focus, vec![]).await, "Copy value");
        page.keys(&[Key::Escape.into()]).await;
        page.until("the grid alone", is_gone).await;
        let role = "return document.activeElement.getAttribute('role')";
        assert_eq!(page.script(role, vec![]).await, "grid");
        page.keys(&[Key::Right.into()]).await;
    }
    // Tab leaves the grid.
    page.keys(&[Key::Tab.into()]).await;
    assert_ne!(page.script("return document.activeElement.getAttribute('role')", vec![]).await, "grid");
    page.end().await;
}

#[tokio::test]
async fn each_statement_has_a_line_with_its_title_and_what_it_did() {
    let page = Page::open("grid-list", "#sample=tiny", WIDE).await;
    page.run_sql(".mode box\nSELECT 1 AS one; -- a comment\nCREATE TABLE t AS SELECT 1 AS a UNION SELECT 2;\nDROP TABLE t; SELECT 'last' AS two").await;
    let lines = "return [...document.querySelectorAll('#area-sql .result-line')].map(it => it.textContent)";
    let expected = [
        "1 SELECT 1 AS one 1 row",
        "2 CREATE TABLE t AS SELECT 1 AS a UNION SELECT 2 Table t created: 2 rows.",
        "3 DROP TABLE t Table t dropped (2 rows).",
        "4 SELECT 'last' AS two 1 row",
    ];
    assert_eq!(page.script(lines, vec![]).await, serde_json::json!(expected));
    assert_eq!(page.rows().await, ["last"]);
    page.choose_result(1).await;
    assert_eq!(page.rows().await, ["1"]);
    page.choose_result(3).await;
    assert!(page.rows().await.is_empty());
    // 20,000 statements are reachable with few elements.
    let nodes = "return document.querySelectorAll('[aria-labelledby=results-title] *').length";
    let before = page.script(nodes, vec![]).await.as_u64().unwrap();
    page.run_sql(&(1..=20_000).map(|n| format!("SELECT {n};")).collect::<String>()).await;
    let after = page.script(nodes, vec![]).await.as_u64().unwrap();
    assert!(after < before + 1000, "{before} nodes before, {after} after");
    assert_eq!(page.rows().await, ["20000"]);
    let go = "const field = document.querySelector('[aria-label=\"Result number\"]'); field.value = '12345';
        field.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(go, vec![]).await;
    assert_eq!(page.rows().await, ["12345"]);
    page.end().await;
}
