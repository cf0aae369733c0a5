//! `customer_features.sqlite.sql` in the sqlite3 shell: generated databases, the samples, and a failure at every statement.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::ident::Ident;
use feature_lab::engine::session::Session;
use feature_lab::features::codegen::ExportFormat;
use feature_lab::features::feature::Feature;
use feature_lab::features::spec::{DuplicateLeads, FeatureSpec, MatchKeys};
use feature_lab::protocol::Source;
use feature_lab::samples;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::engines::{Engine, Export, How};
use crate::fixtures::{lab_with, proposed, request};
use crate::generated_cases::answer::lab_of;
use crate::generated_cases::generate::case;
use crate::generated_cases::{Case, Kind};
use crate::python_export::{built, compare};
use crate::seed::config;

/// Names that an export has to quote, or that are its own.
const NAMES: [&str; 8] =
    ["it's \"odd\"", "select", "lab_purchases", "a b\n.exit\n; -- x", "ключ %s $1 {0}", "time", "ago", "lab_times"];

/// Gives tables and columns of a case hostile names, in its database and in its specification. Views keep their names.
fn rename(session: &mut Session<Native>, case: &mut Case, from: usize) {
    let mut names = NAMES.iter().cycle().skip(from).map(|name| (*name).to_owned());
    let mut statements = Vec::new();
    let spec = &mut case.spec;
    let is_table = case.kinds.map(|kind| kind != Kind::View);
    if is_table[0] {
        let (table, old, new) = (&spec.leads.table, spec.leads.key.clone(), names.next().unwrap());
        statements.push(format!("ALTER TABLE {} RENAME COLUMN {} TO {}", Ident(table), Ident(&old), Ident(&new)));
        if spec.leads.email == old {
            spec.leads.email.clone_from(&new);
        }
        spec.leads.key = new;
    }
    if is_table[1] {
        let transactions = &mut spec.transactions;
        for column in [&mut transactions.key, &mut transactions.time] {
            let (table, new) = (Ident(&transactions.table), names.next().unwrap());
            statements.push(format!("ALTER TABLE {table} RENAME COLUMN {} TO {}", Ident(column), Ident(&new)));
            *column = new;
        }
    }
    for (table, _) in
        [&mut spec.leads.table, &mut spec.transactions.table].into_iter().zip(is_table).filter(|(_, is)| *is)
    {
        let new = names.next().unwrap();
        statements.push(format!("ALTER TABLE {} RENAME TO {}", Ident(table), Ident(&new)));
        *table = new;
    }
    session.database().unwrap().connection().execute_batch(&statements.join(";")).unwrap();
}

/// Compares the shell's table with the lab's.
fn agrees(session: &mut Session<Native>, case: &Case) -> Result<(), TestCaseError> {
    let image = session.export(&mut |_| ()).unwrap().1;
    // As opened, so that the lab knows names that were changed in SQL.
    let mut session = crate::fixtures::open(image.clone());
    let (ours, text) = built(&mut session, case, ExportFormat::SqliteSql)?;
    compare(case, &ours, &image, Engine::Sqlite, &Export::new(How::Shell, &text, &case.spec.target))
}

#[test]
fn the_sql_gives_the_same_table_in_the_shell() {
    TestRunner::new(config(200))
        .run(&(case(), prop::option::of(0..NAMES.len())), |(mut case, hostile)| {
            let mut session = lab_of(&case);
            if let Some(from) = hostile {
                rename(&mut session, &mut case, from);
            }
            agrees(&mut session, &case)
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
}

/// A case without generated rows.
fn case_of(spec: FeatureSpec) -> Case {
    Case {
        leads: Vec::new(),
        sales: Vec::new(),
        kinds: [Kind::Table; 2],
        declared: [""; 3],
        backwards: false,
        old: None,
        spec,
    }
}

#[test]
fn the_sql_gives_the_same_table_from_the_samples() {
    for name in samples::NAMES {
        let mut session = Session::default();
        session.open_sample(&request(Source::Sample(name.to_owned())), name).unwrap();
        let mut case = case_of(proposed(&session));
        agrees(&mut session, &case).unwrap();
        case.spec.features = Feature::ALL.into_iter().filter(|feature| feature.reads().is_none()).collect();
        case.spec.match_keys = MatchKeys::Normalised;
        case.spec.duplicate_leads = DuplicateLeads::First;
        agrees(&mut session, &case).unwrap();
    }
}

const FAILS: &str = "INSERT INTO main.nowhere VALUES (1);\n";

#[test]
fn a_failure_before_any_statement_leaves_the_old_table() {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (user_email TEXT, member_rating REAL)",
        "INSERT INTO people VALUES ('ana', 4.5), ('RENÉ', NULL)",
        "CREATE VIEW purchases AS SELECT 'ana' AS user_email, '2026-06-01' AS ts UNION ALL SELECT 'rené', '1 Jun 2026'",
        "CREATE TABLE customer_features (old PRIMARY KEY)",
        "INSERT INTO customer_features VALUES ('old')",
        "CREATE INDEX old_index ON customer_features (old)",
    ]);
    let mut spec = FeatureSpec::empty(request(Source::Attached).as_of);
    (spec.leads.table, spec.leads.key, spec.leads.email) = ("people".into(), "user_email".into(), "user_email".into());
    (spec.transactions.table, spec.transactions.key) = ("purchases".into(), "user_email".into());
    spec.transactions.time = "ts".into();
    spec.match_keys = MatchKeys::Normalised;
    let case = case_of(spec);
    let image = session.export(&mut |_| ()).unwrap().1;
    let (ours, text) = built(&mut session, &case, ExportFormat::SqliteSql).unwrap();
    let run = |text: &str| Engine::Sqlite.running().run(&image, &Export::new(How::Shell, text, &case.spec.target));
    assert_eq!(run(&text).answer().unwrap(), ours);
    // Every statement ends its line.
    let ends: Vec<usize> = text.match_indices(";\n").map(|(at, _)| at + 2).collect();
    let commit = text.find("COMMIT;\n").unwrap();
    let first = text.find("BEGIN").unwrap();
    assert!(ends.len() >= 10, "{text}");
    for at in std::iter::once(first).chain(ends) {
        let ran = run(&format!("{}{FAILS}{}", &text[..at], &text[at..]));
        assert!(ran.status == 1 && ran.said.contains("nowhere"), "{ran:?}");
        let rows = ran.table().unwrap().rows;
        if at <= commit {
            assert_eq!(rows, ["text 6f6c64"], "{}", &text[..at]);
        } else {
            assert_eq!(rows, ours.rows);
        }
    }
}

#[test]
fn a_view_of_the_targets_name_stays() {
    let mut case = case_of(FeatureSpec::empty(request(Source::Attached).as_of));
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (user_email TEXT)",
        "CREATE TABLE purchases (user_email TEXT, ts TEXT)",
    ]);
    let spec = &mut case.spec;
    (spec.leads.table, spec.leads.key, spec.leads.email) = ("people".into(), "user_email".into(), "user_email".into());
    (spec.transactions.table, spec.transactions.key) = ("purchases".into(), "user_email".into());
    spec.transactions.time = "ts".into();
    let (_, text) = built(&mut session, &case, ExportFormat::SqliteSql).unwrap();
    let image = lab_with::<Native>(&[
        "CREATE TABLE people (user_email TEXT)",
        "CREATE TABLE purchases (user_email TEXT, ts TEXT)",
        "CREATE VIEW customer_features AS SELECT 'view' AS name, 1 AS rowid",
    ])
    .export(&mut |_| ())
    .unwrap()
    .1;
    let ran = Engine::Sqlite.running().run(&image, &Export::new(How::Shell, &text, "customer_features"));
    assert!(ran.status == 1 && ran.said.contains("DROP VIEW"), "{ran:?}");
    assert_eq!(ran.table().unwrap().rows, ["text 76696577 | integer 1"]);
}

#[test]
fn a_column_that_hides_the_rowid_decides_no_order() {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (rowid TEXT, member_rating REAL)",
        "INSERT INTO people VALUES ('b', 1), ('a', 2), ('b', 3)",
        "CREATE TABLE purchases (user_email TEXT, ts TEXT)",
        "INSERT INTO purchases VALUES ('b', '2026-06-01')",
    ]);
    let mut spec = FeatureSpec::empty(request(Source::Attached).as_of);
    (spec.leads.table, spec.leads.key, spec.leads.email) = ("people".into(), "rowid".into(), "rowid".into());
    (spec.transactions.table, spec.transactions.key) = ("purchases".into(), "user_email".into());
    spec.transactions.time = "ts".into();
    spec.duplicate_leads = DuplicateLeads::First;
    agrees(&mut session, &case_of(spec)).unwrap();
}
