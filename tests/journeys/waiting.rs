//! Polls until a condition holds, with a short pause between. No other code of the journeys sleeps.

use std::time::{Duration, Instant};

/// The pause between two polls.
const PAUSE: Duration = Duration::from_millis(20);

/// Polls until there is a value; `None` after `patience`.
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

/// Polls a file or a port, outside of the browser; blocks the thread.
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
