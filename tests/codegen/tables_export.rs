//! The file with the two source tables for PostgreSQL, loaded by psql.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::ident::Ident;
use feature_lab::protocol::{CopyTables, PostgresTables};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use crate::copies::{hostile, original};
use crate::engines::{Engine, Export, How, sorted};
use crate::fixtures::{lab_with, open};
use crate::generated_cases::answer::lab_of;
use crate::generated_cases::generate::case;
use crate::seed::config;
use feature_lab::engine::session::Session;

/// The file that the page saves.
fn file(session: &mut Session<Native>, only: &[&str]) -> String {
    let mut rows = Vec::new();
    let request = CopyTables { only: only.iter().map(|name| (*name).to_owned()).collect() };
    let tables = session
        .copy_tables(&request, &mut |part| {
            rows.extend_from_slice(part);
            Ok(())
        })
        .unwrap();
    let mut text = PostgresTables::BEFORE.to_owned();
    let mut rows = &rows[..];
    for table in &tables.tables {
        let length = table.parts.iter().map(|part| *part as usize).sum();
        let (these, others) = rows.split_at(length);
        text = text + &table.before_rows() + std::str::from_utf8(these).unwrap() + PostgresTables::AFTER_ROWS;
        rows = others;
    }
    text + PostgresTables::AFTER
}

/// An image of a database without tables, so that the server has none either.
fn empty() -> Vec<u8> {
    let mut session = lab_with::<Native>(&["PRAGMA user_version = 1"]);
    session.export(&mut |_| ()).unwrap().1
}

#[test]
fn the_server_has_the_rows_of_both_tables() {
    TestRunner::new(config(20))
        .run(&case(), |case| {
            let image = lab_of(&case).export(&mut |_| ()).unwrap().1;
            let mut session = open::<Native>(Engine::Postgres.running().representable(&image));
            let names = [case.spec.leads.table.as_str(), case.spec.transactions.table.as_str()];
            let text = file(&mut session, &names);
            for name in names {
                let ran = Engine::Postgres.running().run(&empty(), &Export::new(How::Psql, &text, name));
                prop_assert_eq!(
                    sorted(ran.answer().map_err(TestCaseError::fail)?),
                    sorted(original(&mut session, name))
                );
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
}

#[test]
fn values_that_are_lost_easily_arrive() {
    let (mut session, name) = (hostile(), "it's \"odd\"");
    let text = file(&mut session, &[name]);
    let ran = Engine::Postgres.running().run(&empty(), &Export::new(How::Psql, &text, name));
    assert_eq!(sorted(ran.answer().unwrap()), sorted(original(&mut session, name)));
}

#[test]
fn a_table_that_is_there_stays() {
    let mut session = lab_with::<Native>(&["CREATE TABLE a (x)", "CREATE TABLE b (y)", "INSERT INTO b VALUES (1)"]);
    let text = file(&mut session, &["a", "b"]);
    let there = format!("CREATE TABLE {} AS SELECT 7 AS y", Ident("b"));
    let run = Export { setup: &there, ..Export::new(How::Psql, &text, "b") };
    let ran = Engine::Postgres.running().run(&empty(), &run);
    assert_ne!(ran.status, 0, "{}", ran.printed);
    assert_eq!(ran.table().unwrap().rows.len(), 1);
    let run = Export { setup: &there, ..Export::new(How::Psql, &text, "a") };
    assert_eq!(Engine::Postgres.running().run(&empty(), &run).table(), None);
}
