//! Many hours of use in a few minutes: the page keeps nothing of what is over.

use serde_json::{Value, json};

use super::database::{COURSE, make};
use super::page::Page;

/// The cycles, each of which opens, builds, queries and looks around.
const CYCLES: usize = 200;

/// The cycles after which everything that is loaded once is there.
const WARM: usize = 20;

#[tokio::test]
async fn heap_and_nodes_stay_flat_in_two_hundred_cycles() {
    let page = Page::open("soak", "#sample=tiny", (1440, 900)).await;
    page.editor().await;
    let file = make(&page.folder, "shop.db", COURSE);
    let mut seen = Vec::new();
    for cycle in 0..=CYCLES {
        page.pick(&[&file]).await;
        press(&page, "Build features").await;
        page.write_sql(&format!("SELECT {cycle}, * FROM customer_features; SELECT * FROM nowhere")).await;
        press(&page, "Run").await;
        page.show("Explore").await;
        page.show("SQL").await;
        if cycle == WARM || cycle == CYCLES {
            seen.push(weights(&page).await);
        }
    }
    let [before, after] = [&seen[0], &seen[1]];
    println!("after {WARM} cycles {before:?}, after {CYCLES} {after:?}");
    // A leak of one node or one kilobyte a cycle would show.
    assert!(after[0] <= before[0] + 100.0, "nodes: {before:?}, {after:?}");
    assert!(after[1] <= before[1] + 1_000_000.0, "heap: {before:?}, {after:?}");
    assert!(after[2] <= before[2] + 100.0, "listeners: {before:?}, {after:?}");
    page.end().await;
}

/// Presses a button by a script: the driver keeps every element that it has found, also one that the page has removed.
async fn press(page: &Page, name: &str) {
    let script = "[...document.querySelectorAll('button')].find(it => it.textContent === arguments[0]).click()";
    page.script(script, vec![name.into()]).await;
    page.ready().await;
}

/// Nodes, bytes of the heap, and listeners, once garbage is collected.
async fn weights(page: &Page) -> [f64; 3] {
    page.tools("HeapProfiler.collectGarbage", json!({})).await;
    let counts = page.tools("Memory.getDOMCounters", json!({})).await;
    let heap = page.tools("Runtime.getHeapUsage", json!({})).await;
    let number = |of: &Value, name: &str| of[name].as_f64().unwrap_or_else(|| panic!("{name} is missing in {of}"));
    [number(&counts, "nodes"), number(&heap, "usedSize"), number(&counts, "jsEventListeners")]
}
