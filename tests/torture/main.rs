//! Torture with fixed seeds: damaged images by recipes and by chance. None is taken for sound, none takes a write unasked, and the
//! lab goes on after each.
//!
//! `LAB_TORTURE=1` runs all mutants, `cargo xtask torture` sets it; `LAB_SEED` runs others.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, unreachable_pub)]

mod bases;
mod damage;
#[path = "../support/dice.rs"]
mod dice;
#[path = "../support/fixtures/mod.rs"]
mod fixtures;
mod mutants;
mod recipes;
#[path = "../support/seed.rs"]
mod seed;

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::error::ErrorKind;
use feature_lab::engine::companions::CompanionFiles;
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Integrity, Opened, Query, Source};
use rusqlite::{Connection, MAIN_DB};

/// The scripts that a damaged file must refuse.
const WRITES: [&str; 6] = [
    "INSERT INTO leads_scored (user_email) VALUES ('new')",
    "DELETE FROM transactions",
    "DROP TABLE transactions",
    "VACUUM",
    "PRAGMA query_only = OFF; CREATE TABLE other (x)",
    "REINDEX",
];

/// Opens an image in a lab that has another database open, which must still answer if the image is refused.
pub fn open(image: &[u8]) -> Result<(Session<Native>, Opened), ErrorKind> {
    let mut session = fixtures::lab_with::<Native>(&["CREATE TABLE before (x)", "INSERT INTO before VALUES (7)"]);
    let request = fixtures::request(Source::Attached);
    match session.open_file(&request, image.to_vec(), CompanionFiles::default(), &mut |_| ()) {
        Ok(opened) => Ok((session, opened)),
        Err(error) => {
            assert_eq!(fixtures::text(&mut session, "SELECT x FROM before"), ["7"], "the page cannot be used after it");
            Err(error.kind())
        }
    }
}

/// Looks at everything in an opened image as a person would; nothing of it may panic, and a damaged one takes no write.
pub fn use_it(session: &mut Session<Native>, opened: &Opened, what: &str) {
    for table in &opened.schema.tables {
        let sql = format!("SELECT * FROM {} LIMIT 50", feature_lab::base::ident::Ident(&table.name));
        // An error is an answer, too.
        let _ = session.query(&Query::of_box(sql));
    }
    if matches!(opened.integrity, Integrity::Damaged(_)) {
        for sql in WRITES {
            let ran = session.query(&Query::of_box(sql));
            assert!(ran.is_ok_and(|ran| ran.error.is_some() && !ran.changed), "{what}: {sql} was taken");
        }
    }
    let answer = session.query(&Query::of_box("SELECT 1"));
    assert!(answer.is_ok_and(|ran| ran.error.is_none()), "{what}: the page cannot be used after it");
}

/// An image in SQLite itself, as a file on a disk would be opened.
pub fn natively(image: &[u8]) -> Option<Connection> {
    let mut connection = Connection::open_in_memory().ok()?;
    let image = {
        let mut image = image.to_vec();
        image[18..20].copy_from_slice(&[1, 1]);
        image
    };
    connection.deserialize_read_exact(MAIN_DB, image.as_slice(), image.len(), true).ok()?;
    Some(connection)
}

/// Says whether SQLite itself finds no damage.
pub fn is_sound(connection: &Connection) -> bool {
    connection.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).is_ok_and(|line| line == "ok")
}
