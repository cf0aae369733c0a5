//! Parts of the file that a build leaves untouched: its encoding and settings, and other tables' data (feature-spec
//! §4).

use super::{build, lab_with, proposed, text};
use feature_lab::engine::database::Database;

const TABLES: [&str; 2] = [
    "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
    "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
];

pub fn every_encoding_is_read_exactly_and_kept<D: Database>() {
    for encoding in ["UTF-8", "UTF-16le", "UTF-16be"] {
        let mut session = lab_with::<D>(&[
            &format!("PRAGMA encoding = '{encoding}'"),
            TABLES[0],
            TABLES[1],
            "INSERT INTO leads_scored VALUES ('rené 🦀', 0.5, 1), ('rene' || char(769) || ' 🦀', 0.5, 2), ('', 0.5, 3), \
             ('\u{ffee}', 0.5, 4)",
            "INSERT INTO transactions SELECT user_email, 'p', '2026-06-' || (26 + member_rating) FROM leads_scored",
        ]);
        let mut spec = proposed(&session);
        build(&mut session, &spec).unwrap();
        let rows = text(
            &mut session,
            "SELECT hex(CAST(user_email AS BLOB)) = (SELECT hex(CAST(l.user_email AS BLOB)) FROM \
                         leads_scored AS l WHERE l.rowid = f.rowid), purchase_frequency, recency_days FROM customer_features AS f",
        );
        assert_eq!(rows, ["1|1|4", "1|1|3", "1|1|2", "1|1|1"], "{encoding}");
        spec.match_keys = feature_lab::features::spec::MatchKeys::Normalised;
        build(&mut session, &spec).unwrap();
        assert_eq!(
            text(&mut session, "SELECT purchase_frequency FROM customer_features"),
            ["2", "2", "1", "1"],
            "{encoding}"
        );
        assert_eq!(text(&mut session, "PRAGMA encoding"), [encoding]);
    }
}

pub fn the_settings_and_the_bookkeeping_of_other_tables_stay<D: Database>() {
    let mut session = lab_with::<D>(&[
        "PRAGMA page_size = 1024",
        "PRAGMA auto_vacuum = INCREMENTAL",
        TABLES[0],
        TABLES[1],
        "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, x)",
        "CREATE INDEX counted_x ON counted (x)",
        "INSERT INTO counted (x) VALUES (1), (2), (3)",
        "DELETE FROM counted WHERE id = 3",
        "CREATE TABLE customer_features (id INTEGER PRIMARY KEY AUTOINCREMENT, x UNIQUE)",
        "INSERT INTO customer_features (x) VALUES (1)",
        "ANALYZE",
        "CREATE VIRTUAL TABLE notes USING fts3 (body)",
        "INSERT INTO notes VALUES ('kept as it is')",
    ]);
    let spec = proposed(&session);
    let facts = [
        "SELECT name, seq FROM sqlite_sequence WHERE name = 'counted'",
        "SELECT * FROM sqlite_stat1 WHERE tbl = 'counted' ORDER BY idx",
        "SELECT body FROM notes WHERE notes MATCH 'kept'",
        "PRAGMA page_size",
        "PRAGMA auto_vacuum",
        "PRAGMA trusted_schema",
    ];
    let before: Vec<_> = facts.iter().map(|sql| text(&mut session, sql)).collect();
    assert!(before.iter().all(|lines| !lines.is_empty()), "{before:?}");
    build(&mut session, &spec).unwrap();
    let after: Vec<_> = facts.iter().map(|sql| text(&mut session, sql)).collect();
    assert_eq!(after, before);
    assert_eq!(text(&mut session, "PRAGMA integrity_check"), ["ok"]);
}
