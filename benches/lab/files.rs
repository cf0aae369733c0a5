//! The files that are measured: generated, the same every time.

use std::fs;
use std::path::{Path, PathBuf};

use crate::database::{make, shop};

/// The day as of which the features are built; every transaction is older.
pub const AS_OF: &str = "2026-07-01";

/// [`AS_OF`] in seconds since 1970.
pub const AS_OF_SECONDS: i64 = 1_782_864_000;

/// The folder for what the benchmark leaves behind.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("bench");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A generated file, deleted when it is no longer needed.
pub struct Generated(pub PathBuf);

impl Generated {
    /// Makes the course's tables with so many transactions and a tenth as many leads.
    pub fn new(transactions: u64) -> Self {
        let name = format!("transactions-{transactions}.db");
        let _ = fs::remove_file(folder().join(&name));
        Self(make(&folder(), &name, &shop(transactions)))
    }

    /// The size in bytes.
    pub fn bytes(&self) -> u64 {
        fs::metadata(&self.0).unwrap().len()
    }
}

impl Drop for Generated {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
