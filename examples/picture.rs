//! Takes the picture of the page that README.md shows: `cargo xtask picture`.

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

use page::Page;

/// Large enough to read, small enough for a README.
const SIZE: (u32, u32) = (1280, 800);

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let page = Page::open("picture", "#lesson=week1-day2&step=3", SIZE).await;
        page.press("Build features").await;
        page.script("document.activeElement.blur()", vec![]).await;
        let picture = page.browser.screenshot().await.unwrap();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/page.png");
        std::fs::write(path, &picture).unwrap();
        println!("Written: docs/page.png, {} bytes", picture.len());
        page.end().await;
    });
}
