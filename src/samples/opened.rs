//! The answers to opening the samples, written in advance: the page shows a sample while the worker opens it, and the worker
//! reads neither its schema nor its rows for them.
//!
//! `opened/` has an answer for each sample, as postcard writes it. tests/samples.rs compares them with the answers of an
//! opening, and writes them anew.

use crate::protocol::Opened;

/// Returns the answer to opening the sample of this name, as if its file were called `NAME.db`.
pub fn sample(name: &str) -> Option<Opened> {
    let bytes: &[u8] = match name {
        "leads_scored_segmentation" => include_bytes!("opened/leads_scored_segmentation"),
        "tiny" => include_bytes!("opened/tiny"),
        _ => return None,
    };
    postcard::from_bytes(bytes).ok()
}
