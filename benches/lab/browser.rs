//! The page in Chromium: opens a file by its picker, scans it, builds, and downloads the database.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::files::AS_OF;
use crate::memory::renderer_peak;
use crate::page::Page;
use crate::watch::{self, Action};

/// The scan of every row by sql.js without any use of it: no build can take less time.
const SCAN: &str = "SELECT count(*), sum(length(user_email)), max(ts) FROM transactions";

/// The time after which an action counts as failed.
const PATIENCE: Duration = Duration::from_secs(1800);

/// The measurements of one run in a browser of its own.
#[derive(Debug)]
pub struct Run {
    pub open: Action,
    pub scan: Action,
    pub build: Action,
    pub export: Action,
    /// Milliseconds.
    pub longest_task: f64,
    /// The renderer's peak so far, in bytes, after the file was opened, after the build and after the download; `None`
    /// where the system does not tell.
    pub memory: [Option<f64>; 3],
    /// The duration of *Stop*, in milliseconds, if it was tried.
    pub stop: Option<f64>,
}

/// Runs once, and gives the downloaded database too. At the end, `with_stop` builds again and stops that.
pub fn run(file: &Path, with_stop: bool) -> (Run, Connection) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(journey(file, with_stop))
}

async fn journey(file: &Path, with_stop: bool) -> (Run, Connection) {
    let mut page = Page::open("bench", "#sample=tiny", (1440, 900)).await;
    page.patience = PATIENCE;
    let name = file.file_name().unwrap().to_str().unwrap();
    watch::start(&page).await;
    page.pick(&[file]).await;
    no_trouble(&page).await;
    assert!(page.text("header").await.contains(name), "another database is open");
    let open = watch::last(&page, "lab:open").await;
    let peak = || renderer_peak(page.driver_id());
    let after_open = peak();
    page.run_sql(SCAN).await;
    let scan = watch::last(&page, "lab:query").await;
    page.set_as_of(AS_OF).await;
    page.press("Build features").await;
    no_trouble(&page).await;
    let build = watch::last(&page, "lab:build").await;
    let after_build = peak();
    let saved = page.download(name).await;
    let export = watch::last(&page, "lab:download").await;
    let memory = [after_open, after_build, peak()];
    let database = Connection::open(&saved).unwrap();
    let stop = if with_stop { Some(crate::stop::measure(&page, name, &database).await) } else { None };
    let longest_task = watch::longest_task(&page).await;
    page.end().await;
    (Run { open, scan, build, export, longest_task, memory, stop }, database)
}

/// Fails with the words of the page's error, if it shows one.
async fn no_trouble(page: &Page) {
    let words = page.text(".page-message[role=alert]").await;
    assert!(words.is_empty(), "the page says: {words}");
}
