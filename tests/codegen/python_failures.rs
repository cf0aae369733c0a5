//! `build_features.py` on both samples, and where it fails: an error before any of its statements leaves the old table.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::session::Session;
use feature_lab::features::codegen::ExportFormat;
use feature_lab::protocol::Source;
use feature_lab::samples;

use crate::engines::{Argument, Engine, Export, How};
use crate::fixtures::{lab_with, open, proposed, request};
use crate::generated_cases::answer::agree;
use crate::python_export::export_of;
use crate::sql_failures::definition;

/// Has SQLAlchemy refuse the statement, or the commit, of a number.
const REFUSE: &str = r#"
reached = 0
def refuse(*ignored):
    global reached
    reached += 1
    if reached == REFUSED:
        raise sa.exc.OperationalError("a statement", {}, Exception("refused"))
sa.event.listen(sa.engine.Engine, "before_cursor_execute", refuse)
sa.event.listen(sa.engine.Engine, "commit", refuse)

"#;

fn leaves_the_old_table(engine: Engine, driver: &str) {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (mail TEXT)",
        "INSERT INTO people VALUES ('ana'), ('bo')",
        "CREATE TABLE sales (mail TEXT, ts TEXT, amount REAL, product TEXT)",
        "INSERT INTO sales VALUES ('ana', '2026-06-01', 1.5, 'book')",
    ]);
    let (_, text) = export_of(&mut session, &definition(), ExportFormat::Python).unwrap();
    let database = session.database().unwrap().connection();
    database.execute_batch("DROP TABLE customer_features; CREATE TABLE customer_features AS SELECT 7 AS old").unwrap();
    let image = session.export(&mut |_| ()).unwrap().1;
    let arguments = [Argument::Text("--db"), Argument::Url(driver)];
    let start = "if __name__ == \"__main__\":";
    assert_eq!(text.matches(start).count(), 1);
    let run = |refused: usize| {
        let code = format!("REFUSED = {refused}\n{REFUSE}{start}");
        // The script ends with the call of its main function.
        let script = text.replace(start, &code) + "    print(\"reached\", reached)\n";
        engine.running().run(&image, &Export::new(How::Script, &script, "customer_features").with(&arguments))
    };
    let whole = run(0);
    let count: usize = whole.printed.trim().rsplit("reached ").next().unwrap().parse().unwrap();
    assert_eq!(whole.answer().unwrap().rows.len(), 2);
    // It reads two tables, drops one, creates one, fills it, and commits.
    assert!(count >= 6, "{count}");
    for refused in 1..=count {
        let ran = run(refused);
        assert_eq!(ran.status, 1, "{refused}: {}{}", ran.printed, ran.said);
        assert!(ran.said.contains("Nothing was changed: refused."), "{refused}: {}", ran.said);
        assert_eq!(ran.table().unwrap().rows, ["integer 7"], "{refused} of {count}");
    }
}

#[test]
fn sqlite_keeps_the_old_table_wherever_the_script_fails() {
    leaves_the_old_table(Engine::Sqlite, "sqlite");
}

#[test]
fn postgresql_keeps_the_old_table_wherever_the_script_fails() {
    leaves_the_old_table(Engine::Postgres, "postgresql+psycopg");
    leaves_the_old_table(Engine::Postgres, "postgresql+psycopg2");
}

#[test]
fn the_script_gives_the_same_table_from_the_samples() {
    for name in samples::NAMES {
        let mut session = Session::<Native>::default();
        session.open_sample(&request(Source::Sample(name.to_owned())), name).unwrap();
        let image = session.export(&mut |_| ()).unwrap().1;
        for (engine, driver) in [(Engine::Sqlite, "sqlite"), (Engine::Postgres, "postgresql+psycopg")] {
            let image = if engine == Engine::Sqlite { image.clone() } else { engine.running().representable(&image) };
            let mut session = open::<Native>(image.clone());
            let spec = proposed(&session);
            let (ours, text) = export_of(&mut session, &spec, ExportFormat::Python).unwrap();
            let arguments = [Argument::Text("--db"), Argument::Url(driver)];
            let run = Export::new(How::Script, &text, &spec.target).with(&arguments);
            let theirs = engine.running().run(&image, &run).answer().unwrap();
            assert!(agree(&ours, &theirs, spec.features.len()), "{name} on {engine:?}");
        }
    }
}
