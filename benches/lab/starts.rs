//! A first visit: how long until the page can be used, on several networks and processors, beside another page if one is
//! named.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use crate::attempt::median;
use crate::limited_host::{LimitedHost, Network};
use crate::page::Page;
use crate::server::{Server, dist};
use crate::table::markdown;

/// The visits of each page in each condition. The pages alternate.
const ROUNDS: usize = 7;

/// The time in which a browser that was just started comes to rest: a person's browser runs already.
pub const REST: Duration = Duration::from_millis(1500);

/// A network and a processor.
struct Condition {
    name: &'static str,
    network: Network,
    /// The factor by which the browser slows the main thread down.
    slowdown: u32,
}

const UNLIMITED: Network = Network { delay: Duration::ZERO, rate: None };

/// A bit rate in megabits per second and a delay in milliseconds.
const fn network(megabits: f64, delay: u64) -> Network {
    Network { delay: Duration::from_millis(delay), rate: Some(megabits * 1_000_000.0 / 8.0) }
}

const CONDITIONS: [Condition; 4] = [
    Condition { name: "no limits", network: UNLIMITED, slowdown: 1 },
    Condition { name: "10 Mbit/s, 40 ms", network: network(10.0, 40), slowdown: 1 },
    Condition { name: "processor 4 times slower", network: UNLIMITED, slowdown: 4 },
    Condition { name: "1.6 Mbit/s, 150 ms", network: network(1.6, 150), slowdown: 1 },
];

/// A page to visit: its folder, the address inside, and an expression that is true once a person can use it.
struct Visited {
    folder: PathBuf,
    address: &'static str,
    is_usable: &'static str,
}

/// The times of one visit, in milliseconds since the navigation.
struct Visit {
    usable: f64,
    /// The page's own measures, by name.
    marks: Vec<(String, f64)>,
}

/// Adds the time at which a person can use the page as `usableAt`, and a promise of that moment.
const WATCH: &str = "
    globalThis.usable = new Promise(done => {
        const look = () => {
            if (globalThis.usableAt !== undefined || !(USABLE)) return;
            globalThis.usableAt = performance.now();
            done();
        };
        const everything = { subtree: true, childList: true, characterData: true, attributes: true };
        new MutationObserver(look).observe(document, everything);
    });";

/// Waits in the page: questions at short intervals would take time from it.
const WAIT: &str = "globalThis.usable.then(arguments[0])";

/// The ends of the page's own measures and of its files.
const MARKS: &str = "
    const measures = performance.getEntriesByType('measure').filter(({ name }) => name.startsWith('lab:'))
        .map(({ name, startTime, duration }) => [name, startTime + duration]);
    const short = name => new URL(name).pathname.split('/').at(-1).replace(/-[0-9a-f]{12}/, '');
    const files = performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(location.origin))
        .map(({ name, responseEnd }) => [short(name), responseEnd]);
    return [...measures, ...files].filter(([, at]) => at <= usableAt + 100).sort((one, other) => one[1] - other[1])";

/// Measures, prints and returns the tables: the times beside those of sqlime in a folder, and the steps of our start.
pub fn measure(sqlime: Option<&Path>) -> String {
    let ours =
        Visited { folder: dist(), address: "/", is_usable: "document.documentElement?.dataset.state === 'ready'" };
    let theirs = sqlime.map(|folder| Visited {
        folder: folder.to_owned(),
        address: "/#demo.db",
        is_usable: "document.querySelector('#commandbar:not(.sqlime-disabled)') && document.querySelector('#result table')",
    });
    let mut times = vec![["condition", "Feature Lab, ms", "sqlime, ms", "ratio"].map(str::to_owned).to_vec()];
    let mut steps: Vec<Vec<String>> = Vec::new();
    for condition in &CONDITIONS {
        let hosts = [Some(&ours), theirs.as_ref()]
            .map(|page| page.map(|page| (page, LimitedHost::start(&page.folder, condition.network), Vec::new())));
        let mut hosts: Vec<_> = hosts.into_iter().flatten().collect();
        for round in 0..ROUNDS {
            for (at, (page, host, visits)) in hosts.iter_mut().enumerate() {
                visits.push(visit(page, host, condition.slowdown, &format!("start-{round}-{at}")));
            }
        }
        let medians: Vec<f64> =
            hosts.iter().map(|(_, _, visits)| median(visits.iter().map(|visit: &Visit| visit.usable))).collect();
        let ratio = medians.get(1).map(|theirs| format!("{:.2}", medians[0] / theirs));
        let theirs = medians.get(1).map(|theirs| format!("{theirs:.0}"));
        times.push(vec![
            condition.name.to_owned(),
            format!("{:.0}", medians[0]),
            theirs.unwrap_or_default(),
            ratio.unwrap_or_default(),
        ]);
        println!("{}", times[times.len() - 1].join(" | "));
        add_steps(&mut steps, condition.name, &hosts[0].2);
    }
    format!("{}\n{}", markdown(times), markdown(steps))
}

/// Adds a column with the medians of a condition: when each step of the start was over.
fn add_steps(rows: &mut Vec<Vec<String>>, condition: &str, visits: &[Visit]) {
    let names: Vec<&str> = visits[0].marks.iter().map(|(name, _)| name.as_str()).collect();
    if rows.is_empty() {
        rows.push(vec!["step, over after ms".to_owned()]);
        rows.extend(names.iter().map(|name| vec![(*name).to_owned()]));
    }
    rows[0].push(condition.to_owned());
    for row in &mut rows[1..] {
        let of = |visit: &Visit| visit.marks.iter().find(|(name, _)| *name == row[0]).map(|(_, at)| *at);
        let times: Vec<f64> = visits.iter().filter_map(of).collect();
        row.push(if times.is_empty() { String::new() } else { format!("{:.0}", median(times)) });
    }
}

/// Visits a page in a browser that has never been there.
fn visit(page: &Visited, host: &LimitedHost, slowdown: u32, name: &str) -> Visit {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let browser = Page::start(Server::start(), name, (1440, 900)).await;
        let watch = WATCH.replace("USABLE", page.is_usable);
        browser.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await;
        browser.tools("Emulation.setCPUThrottlingRate", json!({ "rate": slowdown })).await;
        tokio::time::sleep(REST).await;
        browser.browser.goto(&host.url(page.address)).await.unwrap();
        browser.browser.execute_async(WAIT, vec![]).await.unwrap();
        let usable = browser.script("return globalThis.usableAt", vec![]).await.as_f64().unwrap();
        let marks = serde_json::from_value(browser.script(MARKS, vec![]).await).unwrap();
        browser.close().await;
        Visit { usable, marks }
    })
}
