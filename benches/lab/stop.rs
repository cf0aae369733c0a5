//! Stops a build in its middle: how long that takes, and that the database is as it was before.

use rusqlite::Connection;

use crate::compare::assert_same_database;
use crate::page::Page;

/// Builds, and presses *Stop* from inside the page as soon as transactions are being read.
const STOP: &str = "
    window.stopped = null;
    const press = name => [...document.querySelectorAll('button')].find(b => b.textContent.trim() === name).click();
    const root = document.documentElement, status = document.querySelector('footer.status');
    new MutationObserver((_, building) => {
        if (!status.innerText.includes('Reading transactions')) return;
        building.disconnect();
        const from = performance.now();
        new MutationObserver((_, stopping) => {
            if (root.dataset.state !== 'ready') return;
            stopping.disconnect();
            stopped = performance.now() - from;
        }).observe(root, { attributes: true });
        press('Stop');
    }).observe(status, { subtree: true, childList: true, characterData: true });
    press('Build features');";

/// Stops a build as of another day, which would change the table. Gives the milliseconds from the press of *Stop* until
/// the page can be used again. `before` is the database as the page gave it out before.
pub async fn measure(page: &Page, name: &str, before: &Connection) -> f64 {
    page.set_as_of("2025-07-01").await;
    page.script(STOP, vec![]).await;
    page.ready().await;
    let status = page.text("[role=status]").await;
    let ms = page.script("return stopped", vec![]).await.as_f64();
    let ms = ms.unwrap_or_else(|| panic!("the build was over before it could be stopped: {status}"));
    assert!(status.to_lowercase().contains("stopped"), "the build went on: {status}");
    let saved = page.folder.join(name);
    std::fs::rename(&saved, page.folder.join("before.db")).unwrap();
    let after = Connection::open(page.download(name).await).unwrap();
    assert_same_database(before, &after);
    ms
}
