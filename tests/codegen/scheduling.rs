//! The commands of docs/engines.md that run on a schedule, run once.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use feature_lab::adapters::rusqlite::Native;
use feature_lab::features::codegen::ExportFormat;

use crate::engines::{Engine, Server};
use crate::fixtures::{lab_with, proposed};
use crate::python_export::export_of;

/// A folder with a database and its exported scripts.
fn folder(name: &str) -> PathBuf {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
        "INSERT INTO leads_scored VALUES ('a@example.com', 1, 1)",
        "INSERT INTO transactions VALUES ('a@example.com', 'x', '2020-01-01 00:00:00')",
    ]);
    let image = session.export(&mut |_| ()).unwrap().1;
    let spec = proposed(&session);
    let script = export_of(&mut session, &spec, ExportFormat::Python).unwrap().1;
    let sql = export_of(&mut session, &spec, ExportFormat::PostgresSql).unwrap().1;
    let folder = std::env::temp_dir().join(format!("feature-lab-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("shop.db"), image).unwrap();
    std::fs::write(folder.join("build_features.py"), script).unwrap();
    std::fs::write(folder.join("customer_features.postgres.sql"), sql).unwrap();
    folder
}

/// Runs a command of the page in a folder, with the Python of the tests as `python3` and dbt as `dbt`.
fn run(command: &str, folder: &Path, url: Option<&str>) -> Output {
    let python = PathBuf::from(std::env::var("LAB_PYTHON").expect("LAB_PYTHON names Python: cargo xtask test"));
    // Setup puts dbt's environment beside the one of Python.
    let dbt = python.ancestors().nth(3).unwrap().join("dbt/bin");
    let path = std::env::var("PATH").unwrap();
    let command = command.replace("/srv/shop", folder.to_str().unwrap());
    let mut shell = Command::new("sh");
    let path = format!("{}:{}:{path}", python.parent().unwrap().display(), dbt.display());
    shell.args(["-c", &command]).current_dir(folder).env("PATH", path);
    // dbt tells its makers who uses it, unless it is told not to.
    shell.env("DBT_SEND_ANONYMOUS_USAGE_STATS", "false").env("DBT_PROFILES_DIR", folder);
    shell.env_remove("DATABASE_URL").envs(url.map(|url| ("DATABASE_URL", url)));
    shell.output().unwrap()
}

/// The days since the purchase in the table.
fn recency(folder: &Path) -> i64 {
    let database = rusqlite::Connection::open(folder.join("shop.db")).unwrap();
    database.query_row("SELECT recency_days FROM customer_features", [], |row| row.get(0)).unwrap()
}

fn docs() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/engines.md")).unwrap()
}

#[test]
fn the_line_of_cron_builds_the_table_of_today() {
    let docs = docs();
    let line = docs.lines().find_map(|line| line.strip_prefix("15 2 * * * ")).unwrap();
    let folder = folder("cron");
    let ran = run(&line.replace("\\%", "%"), &folder, None);
    let log = std::fs::read_to_string(folder.join("features.log")).unwrap();
    assert!(ran.status.success(), "{log}");
    assert!(log.contains("1 rows written"), "{log}");
    let database = rusqlite::Connection::open_in_memory().unwrap();
    let today = "SELECT CAST(julianday('now') - julianday('2020-01-01') AS INTEGER)";
    let today: i64 = database.query_row(today, [], |row| row.get(0)).unwrap();
    // Midnight may pass between the two.
    assert!((today - 1..=today).contains(&recency(&folder)), "{} and {today}", recency(&folder));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_command_of_airflow_builds_the_table_of_its_day() {
    let docs = docs();
    let command = docs.split("bash_command=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let folder = folder("airflow");
    let url = format!("sqlite:///{}", folder.join("shop.db").display());
    let ran = run(&command.replace("{{ ds }}", "2020-01-31"), &folder, Some(&url));
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(recency(&folder), 30);
    std::fs::remove_dir_all(folder).unwrap();
}

/// Makes the folder a project of dbt's, whose profile is a server.
fn make_project(folder: &Path, server: &Server) {
    let Server { host, port, database, user, password } = server;
    let project = "{name: shop, profile: shop}\n";
    let profile = serde_json::json!({ "shop": { "target": "dev", "outputs": { "dev": {
        "type": "postgres", "host": host, "port": port, "user": user, "password": password, "dbname": database, "schema": "public",
    } } } });
    std::fs::create_dir_all(folder.join("macros")).unwrap();
    std::fs::write(folder.join("dbt_project.yml"), project).unwrap();
    std::fs::write(folder.join("profiles.yml"), profile.to_string()).unwrap();
}

#[test]
fn dbt_builds_the_table_of_its_day_or_leaves_the_old_one() {
    let docs = docs();
    let of_dbt = docs.split("**dbt**").nth(1).unwrap();
    let block = |start: &str| of_dbt.split(start).nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = folder("dbt");
    let mut postgres = Engine::Postgres.running();
    make_project(&folder, &postgres.serve(&std::fs::read(folder.join("shop.db")).unwrap(), ""));
    let made = run(block("```sh\n"), &folder, None);
    assert!(made.status.success(), "{made:?}");
    std::fs::write(folder.join("macros/build_features.sql"), block("```jinja\n")).unwrap();
    let command = of_dbt.lines().find(|line| line.starts_with("dbt run-operation")).unwrap();
    for (day, succeeds, recency) in [("2020-01-31", true, 30), ("2020-02-30", false, 30)] {
        let ran = run(&command.replace("$(date -u +%F)", day), &folder, None);
        assert_eq!(ran.status.success(), succeeds, "{day} {}", String::from_utf8_lossy(&ran.stdout));
        let table = postgres.table("customer_features").answer().unwrap();
        let at = table.columns.iter().position(|column| column == "recency_days").unwrap();
        assert_eq!(table.rows[0].split('|').nth(at).unwrap().trim(), format!("integer {recency}"), "{table:?}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}
