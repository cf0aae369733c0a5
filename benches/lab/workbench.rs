//! The SQL tab: when the editor is there after a start, and how long a result of a million rows takes to be drawn and ordered.

use crate::attempt::median;
use crate::page::Page;
use crate::starts::REST;

/// Milliseconds, the medians of five pages.
#[derive(Clone, Copy, Debug)]
pub struct Workbench {
    /// From `lab:start` until the editor is in place of the text area.
    pub editor: f64,
    /// From the rows in the page until the first of them are drawn (`lab:rows`).
    pub rows: f64,
    /// From the press on a header until the first rows in the new order are drawn.
    pub order: f64,
}

/// A million rows: a number, a text, an eighth of the texts NULL.
const MILLION: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
    SELECT i AS number, CASE WHEN i % 8 > 0 THEN 'name ' || i END AS name FROM n";

/// Orders by the column of numbers, downwards with the second press, and resolves with the milliseconds from that press.
const ORDER: &str = "
    const done = arguments[0];
    const press = () => document.querySelector('#area-sql th [data-does=order]').click();
    const isDrawn = value => document.querySelector('#area-sql th').ariaSort === value;
    const first = () => document.querySelector('#area-sql [role=grid] tbody tr td')?.textContent;
    const until = async holds => { while (!holds()) await new Promise(requestAnimationFrame); };
    (async () => {
        press();
        await until(() => isDrawn('ascending') && first() === '1');
        const start = performance.now();
        press();
        await until(() => isDrawn('descending') && first() === '1000000');
        done(performance.now() - start);
    })();";

/// Opens five pages, each in a browser of its own.
pub fn measure() -> Workbench {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let runs: Vec<Workbench> = (0..5).map(|round| runtime.block_on(once(round))).collect();
    let of = |figure: fn(&Workbench) -> f64| median(runs.iter().map(figure));
    Workbench { editor: of(|run| run.editor), rows: of(|run| run.rows), order: of(|run| run.order) }
}

async fn once(round: usize) -> Workbench {
    let page = Page::start(crate::server::Server::start(), &format!("workbench-{round}"), (1440, 900)).await;
    tokio::time::sleep(REST).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.editor().await;
    let measured = async |name: &str| {
        let script = format!("return performance.getEntriesByName('{name}')[0]?.duration ?? null");
        page.script(&script, vec![]).await.as_f64()
    };
    let editor = measured("lab:editor").await.unwrap() - page.start_time().await;
    page.run_sql(MILLION).await;
    page.until("the grid", "return performance.getEntriesByName('lab:rows').length > 0").await;
    let rows = measured("lab:rows").await.unwrap();
    let order = page.browser.execute_async(ORDER, vec![]).await.unwrap().as_f64().unwrap();
    page.close().await;
    Workbench { editor, rows, order }
}
