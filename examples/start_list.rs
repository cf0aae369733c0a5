//! Writes the lists of functions that a start of the page calls: `cargo xtask start-list`, on a page whose programs count
//! their calls (static/build/start_list.mjs).

#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "as in tests: what cannot be done ends the program")]

#[path = "../tests/journeys/driver.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod driver;
#[path = "../tests/journeys/page.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod page;
#[path = "../tests/journeys/server.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use all of it")]
mod server;
#[path = "../tests/journeys/waiting.rs"]
mod waiting;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use page::Page;
use server::Server;

/// The usual starts: addresses and sizes of the window.
const STARTS: [(&str, (u32, u32)); 6] = [
    ("", (1440, 900)),
    ("", (390, 844)),
    ("#sample=tiny", (1440, 900)),
    ("#sample=retail&lesson=week1-day2&step=4", (1440, 900)),
    ("#lesson=messy-data", (1440, 900)),
    ("#sample=retail&sql=SELECT+1", (1024, 768)),
];

/// Keeps the instances of WebAssembly, and tells from a worker which of its functions were called.
const LISTEN: &str = "const instances = [];
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...all) => {
        const made = await instantiate(...all);
        instances.push(made.instance ?? made);
        return made;
    };
    globalThis.called = () => instances.flatMap(({ exports }) => Object.entries(exports))
        .filter(([name, global]) => name.startsWith('called ') && global.value === 1).map(([name]) => name);
    if (typeof document === 'undefined') {
        const channel = new BroadcastChannel('called');
        channel.onmessage = () => channel.postMessage(called());
    }";

/// Has workers run the same: their script is a blob.
const LISTEN_IN_WORKERS: &str = "const Plain = Blob;
    window.Blob = function (parts, options) {
        return new Plain(options?.type === 'text/javascript' ? [`{${LISTEN}}`, ...parts] : parts, options);
    };
    Blob.prototype = Plain.prototype;";

/// Everything that was called, in the page and in its worker.
const ASK: &str = "const done = arguments[arguments.length - 1];
    const channel = new BroadcastChannel('called');
    channel.onmessage = ({ data }) => done([...called(), ...data]);
    channel.postMessage('');";

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut lists: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // What a start shows when it takes long is called by slow starts only.
    let visits = [false, true].into_iter().flat_map(|is_slow| STARTS.map(|(fragment, size)| (fragment, size, is_slow)));
    for (fragment, size, is_slow) in visits {
        for name in runtime.block_on(called(fragment, size, is_slow)) {
            let [_, program, hash, _] = name.split(' ').collect::<Vec<_>>()[..] else { panic!("{name}") };
            lists.entry(program.to_owned()).or_default().insert(hash.to_owned());
        }
    }
    assert_eq!(lists.len(), 2, "the programs in dist/ do not count their calls");
    for (program, hashes) in lists {
        let path = format!("{}/static/build/start/{program}.txt", env!("CARGO_MANIFEST_DIR"));
        let lines: String = hashes.iter().map(|hash| format!("{hash}\n")).collect();
        std::fs::write(path, lines).unwrap();
        println!("Written: static/build/start/{program}.txt, {} functions", hashes.len());
    }
}

/// Starts the page in a new browser, begins to type, tells it that it is left, and returns what was called.
async fn called(fragment: &str, size: (u32, u32), is_slow: bool) -> Vec<String> {
    let page = Page::start(Server::start(), "start-list", size).await;
    let source = format!("const LISTEN = {}; {LISTEN}; {LISTEN_IN_WORKERS}", json!(LISTEN));
    page.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": format!("{{{source}}}") })).await;
    if is_slow {
        let slow = json!({ "offline": false, "latency": 900, "downloadThroughput": -1, "uploadThroughput": -1 });
        page.tools("Network.emulateNetworkConditions", slow).await;
        page.tools("Emulation.setCPUThrottlingRate", json!({ "rate": 6 })).await;
    }
    page.go(&page.server.url(fragment)).await;
    page.script(
        "const box = document.getElementById('sql');
         box.focus();
         box.value += ' ';
         box.dispatchEvent(new Event('input', { bubbles: true }));
         document.scrollingElement.scrollTop = 100;
         // Who leaves at once: a page that is being left cannot fetch anything any more.
         for (const name of ['blur', 'beforeunload', 'pagehide', 'visibilitychange']) {
             for (const target of [window, document]) target.dispatchEvent(new Event(name, { cancelable: true }));
         }",
        vec![],
    )
    .await;
    let called = page.browser.execute_async(ASK, vec![]).await.unwrap();
    page.end().await;
    serde_json::from_value(called).unwrap()
}
