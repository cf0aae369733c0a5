//! A return visit without a network: how long until the page can be used.

use crate::attempt::median;
use crate::page::Page;
use crate::server::Server;
use crate::starts::REST;

/// Milliseconds from the navigation until the page is ready (`lab:start`), the median of five.
#[derive(Clone, Copy, Debug)]
pub struct Visits {
    /// In a browser that was closed in between.
    pub new_browser: f64,
    /// On a reload.
    pub reload: f64,
}

/// Visits the page once with a network, then without it, in a browser that was closed before, and reloads it there.
pub fn measure() -> Visits {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut page = Page::start(Server::start(), "visits", (1440, 900)).await;
        let url = page.server.url("");
        page.go(&url).await;
        page.kept().await;
        page.server.stop();
        let (mut new_browser, mut reload) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            page.restart().await;
            tokio::time::sleep(REST).await;
            page.go(&url).await;
            new_browser.push(page.start_time().await);
            page.reload().await;
            reload.push(page.start_time().await);
        }
        page.end().await;
        Visits { new_browser: median(new_browser), reload: median(reload) }
    })
}
