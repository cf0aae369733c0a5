//! Runaways and memory bombs with a fixed seed: each answers *Stop* in half a second, the browser's memory stays below two
//! gigabytes, and the database is as it was.
//!
//! `LAB_TORTURE=1` runs all of them, `cargo xtask torture` sets it.

use std::collections::HashMap;

use super::page::Page;
use super::sql_box::SQL_BOX;

const WIDE: (u32, u32) = (1440, 900);

/// The number that every run starts, and that of all.
const FEW: usize = 12;
const ALL: usize = 300;

/// The time from *Stop* until the page can be used, in milliseconds.
const STOPPED_MS: f64 = 500.0;

/// The most memory of the browser's largest process, in bytes.
const MOST_MEMORY: u64 = 2_000_000_000;

/// Statements without an end, or that ask for all memory; `{n}` is a number that differs from run to run.
const HOSTILE: [&str; 10] = [
    "WITH RECURSIVE n(i) AS (SELECT {n} UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "WITH RECURSIVE n(i) AS (SELECT {n} UNION ALL SELECT i + 1 FROM n) SELECT i FROM n ORDER BY i DESC",
    "WITH RECURSIVE n(i) AS (SELECT {n} UNION ALL SELECT i + 1 FROM n) SELECT group_concat(i) FROM n",
    "WITH RECURSIVE n(i) AS (SELECT {n} UNION ALL SELECT i + 1 FROM n) SELECT i, randomblob(1000000) FROM n",
    "CREATE TEMP TABLE b AS WITH RECURSIVE n(i) AS (SELECT {n} UNION ALL SELECT i + 1 FROM n) SELECT randomblob(50000000) FROM n",
    "CREATE TABLE b AS WITH RECURSIVE n(i) AS (SELECT {n} UNION ALL SELECT i + 1 FROM n) SELECT zeroblob(50000000) FROM n",
    "SELECT count(*) FROM leads_scored a, leads_scored b, leads_scored c, leads_scored d, leads_scored e, leads_scored f,
     leads_scored g, leads_scored h, leads_scored i, leads_scored j, leads_scored k, leads_scored l, leads_scored m
     WHERE a.p1 + b.p1 > {n}",
    "WITH RECURSIVE n(s) AS (SELECT 'x{n}' UNION ALL SELECT s || s FROM n) SELECT length(s) FROM n",
    "SELECT replace(hex(zeroblob({n}0000)), '0', hex(zeroblob(50000))), {n}",
    "BEGIN; DELETE FROM leads_scored; WITH RECURSIVE n(i) AS (SELECT {n} UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n",
];

/// The resident memory of each process that descends from the browser's driver, in bytes.
fn memory(page: &Page) -> u64 {
    let mut parents = HashMap::new();
    let mut sizes = HashMap::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(id) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
        let text = std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
        let number = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        parents.insert(id, number("PPid:").unwrap_or(0));
        sizes.insert(id, number("VmRSS:").unwrap_or(0) * 1024);
    }
    let descends = |mut id: u32| loop {
        match parents.get(&id).and_then(|parent| u32::try_from(*parent).ok()) {
            Some(parent) if parent == page.driver_id() => return true,
            Some(0) | None => return false,
            Some(parent) => id = parent,
        }
    };
    sizes.iter().filter(|(id, _)| descends(**id)).map(|(_, size)| *size).max().unwrap_or(0)
}

#[tokio::test]
async fn runaways_and_bombs_answer_stop_and_leave_the_database_as_it_was() {
    let page = Page::open("torture", "#sample=tiny", WIDE).await;
    page.editor().await;
    let is_all = std::env::var("LAB_TORTURE").is_ok();
    let (mut slowest, mut most, mut stopped) = (0.0_f64, (0, String::new()), 0);
    for number in 0..if is_all { ALL } else { FEW } {
        let sql = HOSTILE[number % HOSTILE.len()].replace("{n}", &(number + 1).to_string());
        page.script(&format!("{SQL_BOX} writeSql(arguments[0]); pressRun()"), vec![sql.as_str().into()]).await;
        // Some time later, differing from run to run, in turns of the page's event loop. What ended by itself has no Stop.
        let wait = "const [turns, done] = arguments; let left = turns;
            const turn = () => left-- > 0 && document.documentElement.dataset.state === 'busy' ? setTimeout(turn, 10)
                : done(document.documentElement.dataset.state === 'busy');
            turn();";
        let turns = if is_all { number * 7 % 300 } else { number * 7 % 80 };
        let is_running = page.browser.execute_async(wait, vec![turns.into()]).await.unwrap() == true;
        most = most.max((memory(&page), sql.clone()));
        if is_running {
            let stop = "const done = arguments[0]; const start = performance.now();
                [...document.querySelectorAll('button')].find(it => it.innerText.trim() === 'Stop')?.click();
                const look = () => document.documentElement.dataset.state === 'ready' && done(performance.now() - start);
                new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['data-state'] });
                look();";
            let took = page.browser.execute_async(stop, vec![]).await.unwrap().as_f64().unwrap();
            slowest = slowest.max(took);
            stopped += 1;
        }
        page.run_sql("ROLLBACK").await;
        page.run_sql(
            "SELECT (SELECT count(*) FROM leads_scored), (SELECT count(*) FROM sqlite_schema WHERE name = 'b')",
        )
        .await;
        assert_eq!(page.rows().await, ["5|0"], "{sql}");
    }
    println!(
        "{stopped} stopped, the slowest after {slowest:.0} ms; the largest process had {} MB: {}",
        most.0 / 1_000_000,
        most.1
    );
    assert!(stopped > 0, "nothing was stopped");
    assert!(most.0 < MOST_MEMORY, "a process had {most:?} bytes");
    assert!(!is_all || slowest <= STOPPED_MS, "a stop took {slowest} ms");
    page.end().await;
}
