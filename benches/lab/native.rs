//! The equivalent SQL in native SQLite: integer epochs, one statement, no index, in this process's memory.

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, MAIN_DB};

use crate::files::AS_OF_SECONDS;

/// The native build with which the page is compared. `LIMIT -1` keeps every row, and keeps SQLite from flattening the
/// inner query into the outer one, where it would read each time twice.
const FEATURES: &str = "
    CREATE TABLE customer_features AS
    SELECT leads_scored.user_email, p1, member_rating,
        ifnull(purchases, 0) AS purchase_frequency,
        ifnull((?1 - last) / 86400, 365) AS recency_days
    FROM leads_scored LEFT JOIN (
        SELECT user_email, count(*) AS purchases, max(at) AS last
        FROM (SELECT user_email, unixepoch(ts) AS at FROM transactions LIMIT -1)
        WHERE at <= ?1 GROUP BY user_email
    ) AS bought ON bought.user_email = leads_scored.user_email";

/// Builds once. Gives the time in milliseconds, and the database with the table in it.
pub fn build(file: &Path) -> (f64, Connection) {
    let mut database = Connection::open_in_memory().unwrap();
    let length = usize::try_from(std::fs::metadata(file).unwrap().len()).unwrap();
    database.deserialize_read_exact(MAIN_DB, File::open(file).unwrap(), length, false).unwrap();
    // What is rolled back stays in memory; SQLite sorts fastest with its own choice, a temporary file.
    database.execute_batch("PRAGMA journal_mode = MEMORY").unwrap();
    let start = Instant::now();
    database.execute(FEATURES, [AS_OF_SECONDS]).unwrap();
    (start.elapsed().as_secs_f64() * 1000.0, database)
}
