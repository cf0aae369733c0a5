//! Hand-written Python scripts on SQLite and PostgreSQL: outputs, exit status and tables as in an interpreter.

use crate::copies::hostile;
use crate::engines::{Argument, Engine, Export, How, Ran};
use crate::fixtures::text;
use crate::generated_cases::answer::rows;

/// A script that copies three columns by pandas, and ends as its second argument says.
const SCRIPT: &str = r#"
import sys
import pandas
import sqlalchemy

engine = sqlalchemy.create_engine(sys.argv[1])
query = '''SELECT "a b", "réal", "select" FROM "it's ""odd"""'''
frame = pandas.read_sql(query, engine, dtype_backend='numpy_nullable')
frame.to_sql('customer_features', engine, if_exists='replace', index=False)
print(len(frame), 'rows', sys.argv[2])
if sys.argv[2] == 'words':
    sys.exit('It ends here.')
if sys.argv[2] == 'status':
    sys.exit(3)
if sys.argv[2] == 'error':
    raise ValueError('wrong')
"#;

const DRIVERS: [(Engine, &str); 3] =
    [(Engine::Sqlite, "sqlite"), (Engine::Postgres, "postgresql+psycopg"), (Engine::Postgres, "postgresql+psycopg2")];

fn run(engine: Engine, how: How, driver: &str, end: &str) -> Ran {
    let image = hostile().export(&mut |_| ()).unwrap().1;
    let arguments = [Argument::Url(driver), Argument::Text(end)];
    engine.running().run(&image, &Export::new(how, SCRIPT, "customer_features").with(&arguments))
}

#[test]
fn scripts_copy_by_every_driver() {
    let sql = r#"SELECT "a b", "réal", "select" FROM "it's ""odd""" ORDER BY rowid"#;
    let ours = rows(&mut hostile(), sql).unwrap();
    for (engine, driver) in DRIVERS {
        let ran = run(engine, How::Script, driver, "well");
        assert_eq!(ran.answer().unwrap(), ours, "{driver}");
        assert_eq!((ran.printed.as_str(), ran.said.as_str()), ("5 rows well\n", ""), "{driver}");
    }
}

#[test]
fn scripts_end_as_in_an_interpreter_of_their_own() {
    for (end, status, said) in [("well", 0, ""), ("words", 1, "It ends here.\n"), ("status", 3, "")] {
        let forked = run(Engine::Sqlite, How::Script, "sqlite", end);
        assert_eq!((forked.status, forked.said.as_str()), (status, said));
        assert_eq!(run(Engine::Sqlite, How::Interpreter, "sqlite", end), forked);
    }
    for how in [How::Script, How::Interpreter] {
        let ran = run(Engine::Sqlite, how, "sqlite", "error");
        assert_eq!((ran.status, ran.printed.as_str()), (1, "5 rows error\n"));
        assert!(ran.said.starts_with("Traceback") && ran.said.ends_with("ValueError: wrong\n"), "{}", ran.said);
    }
}

#[test]
fn what_a_script_leaves_is_in_the_file() {
    let mut sqlite = Engine::Sqlite.running();
    let image = hostile().export(&mut |_| ()).unwrap().1;
    let arguments = [Argument::Url("sqlite"), Argument::Text("well")];
    sqlite.run(&image, &Export::new(How::Script, SCRIPT, "customer_features").with(&arguments));
    let mut after = crate::fixtures::open(sqlite.image_after());
    assert_eq!(
        text::<feature_lab::adapters::rusqlite::Native>(&mut after, "SELECT count(*) FROM customer_features"),
        ["5"]
    );
}

#[test]
fn scripts_have_their_environment_and_run_beside_the_database() {
    let script =
        "import os, pathlib\nprint(os.environ['DATABASE_URL'].split(':')[0], pathlib.Path('lab.db').is_file())\n";
    let image = hostile().export(&mut |_| ()).unwrap().1;
    for (engine, driver) in DRIVERS {
        let environment = [("DATABASE_URL", Argument::Url(driver))];
        let export = Export { environment: &environment, ..Export::new(How::Script, script, "none") };
        let ran = engine.running().run(&image, &export);
        assert_eq!((ran.status, ran.printed), (0, format!("{driver} True\n")), "{}", ran.said);
    }
}
