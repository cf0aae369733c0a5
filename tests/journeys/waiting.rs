//! Waiting: looks again and again, with a short pause between, until something is there. Nothing else here sleeps.

use std::time::{Duration, Instant};

/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// Looks until there is something to give back; `None` where nothing came within `patience`.
pub async fn poll<T>(patience: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = look().await {
            return Some(found);
        }
        if start.elapsed() > patience {
            return None;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// The same for what is no part of the browser: a file, a port. It holds the thread.
pub fn poll_here<T>(patience: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if start.elapsed() > patience {
            return None;
        }
        std::thread::sleep(PAUSE);
    }
}
