//! Crash recovery: the worker is ended at every message and at many random moments, the browser is killed, and each
//! time the last saved generation is whole and sound, with everything that was shown as saved.
//!
//! `LAB_SEED` repeats the moments of another run; every run prints its own.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::database::{COURSE, make};
use super::dice::Dice;
use super::page::Page;
use super::saved_files::{READ, SavedFiles};
use super::seed;
use super::server::Server;
use super::sql_box::SQL_BOX;
use super::waiting::poll;

const WIDE: (u32, u32) = (1440, 900);

/// A script that runs before the page's own: it can end workers as a crash does, and records what was shown as saved.
///
/// `endAt(when, call)` ends the worker right after the next request of a call, or right before its answer is delivered.
/// `shown` is the highest number that was in the database when the page said that it is saved.
const CRASH_SCRIPT: &str = "
    const wanted = JSON.parse(sessionStorage.getItem('end') || 'null');
    sessionStorage.removeItem('end');
    Object.assign(window, { workers: [], wanted, ended: 0, written: 0, shown: 0 });
    window.endAt = (when, call) => { window.wanted = { when, call }; };
    window.endWorker = worker => {
        worker.terminate();
        ended += 1;
        setTimeout(() => worker.dispatchEvent(new ErrorEvent('error', { message: 'ended by a test' })));
    };
    const meets = (when, call) => {
        const met = wanted_now()?.when === when && call === wanted_now().call;
        if (met) window.wanted = null;
        return met;
    };
    const wanted_now = () => window.wanted;
    const Plain = Worker;
    window.Worker = class extends Plain {
        constructor(...all) {
            super(...all);
            workers.push(this);
            this.addEventListener('message', event => {
                const [tag, , , , call] = event.data;
                if (tag === 'ready') this.isReady = true;
                if (tag === 'answer' && meets('answer', call)) {
                    event.stopImmediatePropagation();
                    endWorker(this);
                }
            });
        }
        postMessage(message, ...more) {
            super.postMessage(message, ...more);
            if (message[0] === 'call' && meets('request', message[4])) endWorker(this);
        }
    };
    window.isReady = () => document.documentElement.dataset.state === 'ready' && workers.at(-1)?.isReady === true;
    window.isSaved = () => !!document.querySelector('.current-state[data-saving=saved]');
    window.until = async holds => {
        const end = Date.now() + 20000;
        while (!holds()) {
            if (Date.now() > end) throw new Error(`${holds} does not hold: ${document.querySelector('[role=status]').innerText}`);
            await new Promise(go => setTimeout(go, 5));
        }
    };
    // Presses a button, which may be drawn only after a start.
    window.press = async name => {
        const button = () => [...document.querySelectorAll('button')].find(it => it.innerText.trim() === name);
        if (!button()) await until(button);
        button().click();
    };
    // A button of the first column, once the grid is there.
    window.head = async does => {
        const button = () => document.querySelector(`#area-sql th [data-does=${does}]`);
        await until(button);
        return button();
    };
    window.note = () => { if (isSaved()) shown = Math.max(shown, written); };
    // Runs a script that writes a number, and waits until the page has heard that it ran.
    window.write = async n => {
        writeSql(`CREATE TABLE IF NOT EXISTS log (n INTEGER); INSERT INTO log VALUES (${n})`);
        press('Run');
        await until(isReady);
        if (document.querySelector('[role=status]').innerText.startsWith('Ran')) written = n;
        note();
    };
    addEventListener('DOMContentLoaded', () => new MutationObserver(note)
        .observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ['data-saving'] }));";

/// Opens a page with this script in it.
async fn open(name: &str, fragment: &str) -> Page {
    let page = Page::start(Server::start(), name, WIDE).await;
    let source = format!("{SQL_BOX}\n{CRASH_SCRIPT}\n{READ}");
    page.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    page.go(&page.server.url(fragment)).await;
    page.drawn().await;
    page
}

/// Runs the body of an async function in the page and returns its value.
async fn act(page: &Page, body: &str, arguments: Vec<Value>) -> Value {
    let script = format!(
        "const done = arguments[arguments.length - 1]; (async (a, b) => {{ {body} }})(...arguments).then(done, reason => done(`failed: ${{reason}}`))"
    );
    let answer = page.browser.execute_async(&script, arguments).await.unwrap();
    assert!(!answer.as_str().is_some_and(|text| text.starts_with("failed: ")), "{answer} in {body}");
    answer
}

/// Writes a number and waits until it is shown as saved.
async fn save(page: &Page, n: u64) {
    act(page, "await write(a); await until(isSaved); note();", vec![n.into()]).await;
    assert_eq!(page.script("return shown", vec![]).await, n);
}

#[tokio::test]
async fn the_worker_may_end_at_every_message() {
    let page = open("messages", "#sample=tiny&lesson=week1-day2&step=1").await;
    let file = make(&page.folder, "other.db", COURSE);
    let write = "await write(a)";
    let choose = "const list = document.getElementById('match-keys'); list.value = list.value === 'exact' ? 'normalised' : 'exact';
        list.dispatchEvent(new Event('change', { bubbles: true })); await until(() => ended > 0)";
    let map = "const list = document.getElementById('leads-rating'); list.value = list.value ? '' : 'member_rating';
        list.dispatchEvent(new Event('change', { bubbles: true })); await until(() => ended > 0)";
    // What makes the page send each call.
    let calls = [
        ("Open", ""),
        ("Propose", map),
        ("PreviewTimes", choose),
        ("Build", "press('Build features')"),
        (
            "ListRuns",
            "const tick = document.getElementById('keep-record'); if (!tick.checked) tick.click(); press('Build features');
            await until(() => ended > 0)",
        ),
        (
            "Summarise",
            "press('Build features'); const named = it => it.innerText.trim() === 'Hand-over (JSON)';
            await until(() => [...document.querySelectorAll('button')].some(named) && isReady());
            press('Hand-over (JSON)'); await until(() => ended > 0)",
        ),
        ("Query", write),
        (
            "Rows",
            "const grid = () => document.querySelector('#area-sql .grid');
            await until(() => { if (grid()) grid().scrollTop = 1e6; return ended > 0; })",
        ),
        ("Arrange", "(await head('order')).click(); await until(() => ended > 0)"),
        ("DescribeColumn", "(await head('menu')).click(); await until(() => ended > 0)"),
        ("WriteResult", "await head('menu'); press('Save CSV')"),
        ("BrowseTable", "press('Rows')"),
        ("Export", "press('Download database')"),
        ("PackForLink", "press('Copy link'); await until(() => ended > 0)"),
        ("Check", "press('Check')"),
        ("Save", "await write(a); await until(() => ended > 0)"),
        ("ListSavedWork", ""),
        (
            "CopyTables",
            "const list = document.getElementById('sql-engine'); list.value = 'postgres';
            list.dispatchEvent(new Event('change', { bubbles: true }));
            await until(() => document.querySelector('#postgres button')); press('Start PostgreSQL')",
        ),
    ];
    let list = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/protocol/calls.rs")).unwrap();
    let list = list.split("calls! {").nth(1).unwrap().split('}').next().unwrap();
    for name in list.lines().filter_map(|line| Some(line.trim().split_once(" => ")?.0)) {
        assert!(calls.iter().any(|(call, _)| *call == name), "nothing sends {name}");
    }
    let mut n = 0;
    for (call, trigger) in calls {
        for when in ["request", "answer"] {
            n += 2;
            save(&page, n).await;
            if ["Rows", "Arrange", "DescribeColumn", "WriteResult"].contains(&call) {
                page.run_sql(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300) SELECT i FROM n",
                )
                .await;
            }
            page.script("ended = 0; endAt(...arguments)", vec![when.into(), call.into()]).await;
            match call {
                "Open" => page.start_picking(&[&file]).await,
                "ListSavedWork" => {
                    let wanted = json!({ "when": when, "call": call }).to_string();
                    page.script("sessionStorage.setItem('end', arguments[0])", vec![wanted.into()]).await;
                    page.browser.refresh().await.unwrap();
                }
                _ => drop(act(&page, trigger, vec![(n + 1).into()]).await),
            }
            act(&page, "await until(() => ended > 0); await until(isReady)", vec![]).await;
            let saved = SavedFiles::read(&page).await;
            assert!(saved.last() >= n, "{call}, ended at its {when}: {} is saved, {n} was shown", saved.last());
            // The page has recovered without help: the committed rows are there and saved.
            if call != "ListSavedWork" {
                page.run_sql("SELECT max(n) FROM log").await;
                let there: u64 = page.rows().await[0].parse().unwrap();
                assert!(there >= n, "{call}, ended at its {when}: {there} of {n} is in the open database");
            }
            page.reload().await;
            page.until("the offer", "return !!document.querySelector('.resume')").await;
            page.press("Resume yours").await;
            page.drawn().await;
            page.until("the saved work", "return isSaved()").await;
            page.run_sql("SELECT max(n) FROM log").await;
            let there: u64 = page.rows().await[0].parse().unwrap();
            assert!(there >= n, "{call}, ended at its {when}: {there} of {n} came back");
            n = n.max(there);
        }
    }
    page.end().await;
}

#[tokio::test]
async fn the_worker_may_end_at_any_moment() {
    let start = Instant::now();
    let mut random = Dice::new(seed::seed(seed::new));
    let page = open("moments", "#sample=tiny").await;
    // After the moment the worker is ended; then the page recovers, and what it keeps is read out.
    let moment = "
        const [action, after, n] = a;
        const done = action === 'save' ? write(n)
            : action === 'build' ? press('Build features')
            : action === 'export' ? press('Download database')
            : (() => {
                const list = document.getElementById('sample');
                const open = [...list.options].find(it => it.text.includes('open it again'))?.value;
                list.value = open === 'tiny' ? 'leads_scored_segmentation' : 'tiny';
                list.dispatchEvent(new Event('change', { bubbles: true }));
            })();
        await new Promise(go => setTimeout(go, after));
        endWorker(workers.at(-1));
        await new Promise(go => setTimeout(go, 1));
        await until(isReady);
        await done;
        return [shown, await readSavedFiles()];";
    let mut n = 1;
    save(&page, n).await;
    let mut counts = std::collections::BTreeMap::new();
    for round in 0..200 {
        let action = ["save", "save", "build", "export", "open"][random.below(5)];
        *counts.entry(action).or_insert(0) += 1;
        // Saving begins 300 ms after a change.
        let after = if matches!(action, "save" | "build") { random.below(420) } else { random.below(60) };
        n += 1;
        let seen = act(&page, moment, vec![json!([action, after, n])]).await;
        let (shown, files): (u64, Vec<(String, String)>) = serde_json::from_value(seen).unwrap();
        let saved = SavedFiles::of(&files).last();
        assert!(saved >= shown, "round {round}, {action} ended after {after} ms: {saved} is saved, {shown} was shown");
        if action == "open" {
            // Another database may be open now: its changes are another work's.
            n += 1;
            save(&page, n).await;
        }
    }
    println!("200 moments in {:.0} s: {counts:?}", start.elapsed().as_secs_f64());
    // The last moment may have left something under way, about which the page would ask whoever leaves it.
    save(&page, n + 1).await;
    page.reload().await;
    page.until("the offer", "return !!document.querySelector('.resume')").await;
    page.end().await;
}

#[tokio::test]
async fn the_browser_may_be_killed() {
    let start = Instant::now();
    let mut random = Dice::new(seed::seed(seed::new));
    let mut page = open("killed", "#sample=tiny").await;
    let mut last_shown = 0;
    for round in 0..20 {
        // Writes one number after the other, now and then with a build, until it is killed.
        let first = 1000 * (round + 1);
        let work = "(async () => {
            for (let n = arguments[0]; ; n++) {
                await write(n);
                if (n % 4 === 0) { press('Build features'); await until(isReady); }
                await new Promise(go => setTimeout(go, n % 3 * 250));
            }
        })()";
        page.script(work, vec![first.into()]).await;
        // The moment of the kill is what the seed says.
        let moment = Duration::from_millis(100 + random.below(1300) as u64);
        let note = async || -> Option<()> {
            last_shown = page.script("return shown", vec![]).await.as_u64().unwrap().max(last_shown);
            None
        };
        poll(moment, note).await;
        page.kill().await;
        let source = format!("{SQL_BOX}\n{CRASH_SCRIPT}\n{READ}");
        page.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
        page.go(&page.server.url("#sample=tiny")).await;
        let files = SavedFiles::read(&page).await;
        let saved = files.last();
        let works: Vec<_> = files.0.iter().map(|(work, _)| work).collect();
        assert!(saved >= last_shown, "round {round}: {saved} is saved, {last_shown} was shown: {works:#?}");
        if saved > 0 {
            page.until("the offer", "return !!document.querySelector('.resume')").await;
            page.press("Resume yours").await;
            page.drawn().await;
            page.until("the saved work", "return isSaved()").await;
            page.run_sql("SELECT max(n) FROM log").await;
            assert_eq!(page.rows().await, [saved.to_string()], "round {round}");
        }
    }
    assert!(last_shown > 1000, "nothing was ever shown as saved");
    println!("20 kills in {:.0} s, {last_shown} shown as saved at last", start.elapsed().as_secs_f64());
    page.end().await;
}

#[tokio::test]
async fn the_worker_may_end_during_undo() {
    let page = open("undo-ends", "#sample=tiny").await;
    save(&page, 1).await;
    save(&page, 2).await;
    for when in ["request", "answer"] {
        page.script("ended = 0; endAt(arguments[0], 'Open')", vec![when.into()]).await;
        act(&page, "press('Undo'); await until(() => ended > 0); await until(isReady)", vec![]).await;
        page.run_sql("SELECT max(n) FROM log").await;
        assert_eq!(page.rows().await, ["2"], "ended at its {when}");
    }
    // The last good image is open, and what was not undone can be undone.
    page.press("Undo").await;
    page.run_sql("SELECT max(n) FROM log").await;
    assert_eq!(page.rows().await, ["1"]);
    act(&page, "await until(isSaved)", vec![]).await;
    assert_eq!(SavedFiles::read(&page).await.last(), 1);
    page.press("Redo").await;
    page.run_sql("SELECT max(n) FROM log").await;
    assert_eq!(page.rows().await, ["2"]);
    page.end().await;
}
