//! PostgreSQL in the page: loaded when it is asked for, a copy of the tables, queries, errors, psql's commands, *Stop*.

use std::fs;

use super::database::make;
use super::grid::{grid_is_there, in_view, row_is_in_view};
use super::hosts;
use super::page::Page;
use super::server::{FOLDER, Server, dist};
use super::sql_box::SQL_BOX;

const WIDE: (u32, u32) = (1440, 900);

/// Names and values that are hard to copy.
const HOSTILE: &str = r#"
    CREATE TABLE "we ""like"" it; --" ("a b" INTEGER, "x"" y" TEXT, "xmin" BLOB, mixed, big INTEGER, empty REAL);
    INSERT INTO "we ""like"" it; --" VALUES
        (1, 'tab	and \N and \. and ''', x'00ff', 1, 9223372036854775807, NULL),
        (2, '', x'', 'one', -1, NULL), (NULL, NULL, NULL, 0.5, NULL, NULL);
    CREATE TABLE "Leads" (id INTEGER PRIMARY KEY, score REAL);
    INSERT INTO "Leads" VALUES (1, 0.1), (2, 1e300), (3, 9e999);
    CREATE VIEW v AS SELECT 1;"#;

/// 100,000 rows as a shop has them.
const LARGE: &str = "
    CREATE TABLE sales (id INTEGER PRIMARY KEY, email TEXT, amount REAL, at TEXT);
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)
    INSERT INTO sales SELECT n, 'user' || (n % 5000) || '@example.org', n * 0.25,
        datetime('2026-01-01', '+' || n || ' seconds') FROM n;";

/// Chooses PostgreSQL on the SQL panel.
async fn choose(page: &Page, engine: &str) {
    let script = "const list = document.getElementById('sql-engine');
        list.value = arguments[0]; list.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(script, vec![engine.into()]).await;
}

/// Starts PostgreSQL with a copy of the open database.
async fn start(page: &Page) {
    choose(page, "postgres").await;
    page.press("Start PostgreSQL").await;
    let status = page.text("[role=status]").await;
    assert!(status.starts_with("PostgreSQL 18"), "{status} {}", page.text("body").await);
}

/// The files of PostgreSQL that were asked for.
fn asked(page: &Page) -> usize {
    let names = ["files/pglite", "files/postgres"];
    let of_it = |path: &String| names.iter().any(|name| path.contains(name));
    page.server.hits().into_iter().map(|hit| hit.path).filter(of_it).count()
}

#[tokio::test]
async fn postgresql_is_loaded_when_it_is_asked_for_and_answers_in_the_same_grid() {
    let page = Page::open("postgres", "#sample=tiny", WIDE).await;
    page.kept().await;
    choose(&page, "postgres").await;
    let offer = page.text("#postgres").await;
    assert!(
        offer.contains("loads 5.") && offer.contains(" MB from this page’s host")
            || offer.contains("MB from this page's host"),
        "{offer}"
    );
    assert_eq!(asked(&page), 0, "nothing is loaded before somebody asks: {:?}", page.server.hits());
    page.press("Start PostgreSQL").await;
    assert_eq!(asked(&page), 5);
    page.run_sql("SELECT count(*) FILTER (WHERE true), version() LIKE 'PostgreSQL%' FROM leads_scored").await;
    let rows = page.rows().await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].ends_with("|t"), "{rows:?}");
    // The two databases are apart, and both stay.
    page.run_sql("CREATE TABLE mine AS SELECT 42 AS answer; SELECT answer FROM mine").await;
    assert_eq!(page.rows().await, ["42"]);
    choose(&page, "sqlite").await;
    page.run_sql("SELECT count(*) FROM sqlite_schema WHERE name = 'mine'").await;
    assert_eq!(page.rows().await, ["0"]);
    choose(&page, "postgres").await;
    page.run_sql("SELECT answer FROM mine").await;
    assert_eq!(page.rows().await, ["42"]);
    page.press("Copy the tables again").await;
    page.run_sql("SELECT answer FROM mine").await;
    let error = page.text("#sql-error").await;
    assert!(error.contains("Line 1, column 20") && error.contains("relation \"mine\" does not exist"), "{error}");
    assert_eq!(asked(&page), 5, "once is enough");
    page.end().await;
}

#[tokio::test]
async fn hostile_names_and_values_are_copied_as_they_are() {
    let page = Page::open("postgres-hostile", "#sample=tiny", WIDE).await;
    page.pick(&[&make(&page.folder, "hostile.db", HOSTILE)]).await;
    start(&page).await;
    page.run_sql(r#"SELECT "a b", "x"" y", "xmin_2", mixed, big, empty FROM "we ""like"" it; --" ORDER BY 1"#).await;
    let expected = [
        "1|tab\tand \\N and \\. and '|x'00ff'|1|9223372036854775807|NULL",
        "2||x''|one|-1|NULL",
        "NULL|NULL|NULL|0.5|NULL|NULL",
    ];
    let tabs = |rows: Vec<String>| rows.into_iter().map(|row| row.replace('\t', " ")).collect::<Vec<_>>();
    assert_eq!(tabs(page.rows().await), tabs(expected.map(String::from).to_vec()));
    page.run_sql("SELECT pg_typeof(score), score FROM \"Leads\" ORDER BY id").await;
    assert_eq!(page.rows().await, ["double precision|0.1", "double precision|1e300", "double precision|inf"]);
    page.run_sql("\\d \"Leads\"\n\\dt\n\\?\n").await;
    page.choose_result(1).await;
    assert_eq!(page.rows().await, ["id|bigint||", "score|double precision||"]);
    page.choose_result(2).await;
    assert_eq!(page.rows().await.len(), 2);
    page.choose_result(3).await;
    assert_eq!(page.rows().await.len(), 5);
    page.run_sql("\\timing\nSELECT 1; SELECT 2").await;
    let status = page.text("[role=status]").await;
    assert!(status.contains("Time: ") && status.matches(" ms").count() >= 2, "{status}");
    page.run_sql("SELECT 1;\n\\copy t from x").await;
    let error = page.text("#sql-error").await;
    assert!(error.contains("Line 2, column 1") && error.contains("\\copy") && error.contains("\\timing"), "{error}");
    page.end().await;
}

#[tokio::test]
async fn another_database_is_copied_anew() {
    let page = Page::open("postgres-other", "#sample=tiny", WIDE).await;
    start(&page).await;
    page.pick(&[&make(&page.folder, "other.db", "CREATE TABLE mine AS SELECT 7 AS n")]).await;
    // Nothing answers from the copy of the database before: the box speaks to SQLite again.
    page.run_sql("SELECT n FROM mine").await;
    assert_eq!(page.rows().await, ["7"]);
    start(&page).await;
    page.run_sql("SELECT n FROM mine").await;
    assert_eq!(page.rows().await, ["7"]);
    page.end().await;
}

#[tokio::test]
async fn a_large_table_is_copied_and_its_pages_turn() {
    let page = Page::open("postgres-large", "#sample=tiny", WIDE).await;
    page.pick(&[&make(&page.folder, "large.db", LARGE)]).await;
    start(&page).await;
    let times = "return performance.getEntriesByType('measure').filter(it => it.name.startsWith('lab:postgres'))
        .map(it => `${it.name} ${Math.round(it.duration)} ms`).join(', ')";
    eprintln!("{} · {}", page.script(times, vec![]).await, page.text("#postgres").await);
    page.run_sql("SELECT count(*), sum(amount), count(DISTINCT email) FROM sales; SELECT id FROM sales ORDER BY id")
        .await;
    page.choose_result(1).await;
    assert_eq!(page.rows().await, ["100000|1250012500.0|5000"]);
    page.choose_result(2).await;
    grid_is_there(&page).await;
    page.script("document.querySelector('#area-sql .grid').scrollTop = 1e9", vec![]).await;
    row_is_in_view(&page, "100,000").await;
    assert_eq!(in_view(&page).await["text"], "100000");
    // Its rows are not in the worker, which orders, filters and writes.
    assert_eq!(
        page.script(
            "return document.querySelectorAll('#area-sql .grid button, #area-sql .result-tools button').length",
            vec![]
        )
        .await,
        0
    );
    page.end().await;
}

#[tokio::test]
async fn the_exported_sql_builds_the_same_table_there_and_differences_are_told() {
    let page = Page::open("postgres-equal", "#sample=leads_scored_segmentation&as_of=2026-07-01", WIDE).await;
    page.press("Build features").await;
    start(&page).await;
    let told = page.text("#postgres").await;
    assert!(told.contains("built the feature table here: 503 of 503 rows equal to SQLite's."), "{told}");
    page.run_sql("SELECT count(*) FILTER (WHERE recency_days = 365) FROM customer_features").await;
    assert_eq!(page.rows().await.len(), 1);
    choose(&page, "sqlite").await;
    page.run_sql("UPDATE customer_features SET purchase_frequency = 99 WHERE rowid = 1").await;
    page.run_sql("SELECT user_email FROM customer_features WHERE rowid = 1").await;
    let changed = page.rows().await.remove(0);
    choose(&page, "postgres").await;
    page.script("document.querySelector('#postgres button').focus()", vec![]).await;
    page.press("Copy the tables again").await;
    let focus = page.script("return document.activeElement.innerText", vec![]).await;
    assert_eq!(focus, "Copy the tables again", "the button that was pressed keeps the focus");
    let told = page.text("#postgres").await;
    let expected =
        format!("502 of 503 rows equal to SQLite's. Different: {changed}: purchase_frequency is 99 in SQLite and ");
    assert!(told.contains(&expected), "{told}");
    // Another database, and no words about a build.
    page.browser.goto(&page.server.url("#sample=tiny")).await.unwrap();
    page.until("the question", "return document.body.innerText.includes('Open the other one')").await;
    page.press("Open the other one").await;
    page.until("the sample", "return document.querySelector('header').innerText.includes('tiny.db')").await;
    page.ready().await;
    start(&page).await;
    let told = page.text("#postgres").await;
    assert!(told.contains("a copy of tiny.db") && !told.contains("equal"), "{told}");
    page.end().await;
}

#[tokio::test]
async fn a_feature_table_that_is_too_large_to_compare_is_told() {
    const SHOP: &str = "
        CREATE TABLE leads_scored (user_email TEXT, p1 REAL);
        WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 200001)
        INSERT INTO leads_scored SELECT 'user' || n || '@example.org', 0.5 FROM n;
        CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT);
        INSERT INTO transactions VALUES ('user1@example.org', 'x', '2026-06-01 00:00:00');";
    let page = Page::open("postgres-too-large", "#sample=tiny", WIDE).await;
    page.pick(&[&make(&page.folder, "shop.db", SHOP)]).await;
    page.set_as_of("2026-07-01").await;
    page.press("Build features").await;
    start(&page).await;
    let told = page.text("#postgres").await;
    assert!(told.contains("the feature table has 200,001 rows, and the page compares at most 200,000."), "{told}");
    page.end().await;
}

#[tokio::test]
async fn stop_ends_postgresql_and_says_what_is_lost() {
    let page = Page::open("postgres-stop", "#sample=tiny", WIDE).await;
    page.run_sql("CREATE TABLE kept AS SELECT 7 AS n").await;
    start(&page).await;
    let run = "writeSql('SELECT count(*) FROM generate_series(1, 1e12)'); pressRun()";
    page.script(&format!("{SQL_BOX} {run}"), vec![]).await;
    page.until("it runs", "return document.documentElement.dataset.state === 'busy'").await;
    page.press("Stop").await;
    let status = page.text("[role=status]").await;
    assert!(status.contains("PostgreSQL was stopped") && status.contains("SQLite is as it was"), "{status}");
    start(&page).await;
    page.run_sql("SELECT n FROM kept").await;
    assert_eq!(page.rows().await, ["7"]);
    choose(&page, "sqlite").await;
    page.run_sql("SELECT n FROM kept").await;
    assert_eq!(page.rows().await, ["7"]);
    assert_eq!(asked(&page), 5, "a later start loads nothing");
    page.end().await;
}

#[tokio::test]
async fn a_visit_without_a_network_has_postgresql_once_it_was_used() {
    let mut page = Page::open("postgres-offline", "#sample=tiny", WIDE).await;
    start(&page).await;
    page.kept().await;
    let kept = "globalThis.labKept = globalThis.labKept ?? 0;
        const parts = JSON.parse(document.querySelector('meta[name=lab-parts]').content);
        const names = Object.keys(parts).filter(name => name.startsWith('postgres'));
        Promise.all(names.map(name => caches.match(parts[name]))).then(files => {
            globalThis.labKept = files.filter(Boolean).length;
        });
        return globalThis.labKept === names.length && names.length === 5";
    page.until("PostgreSQL to be kept", kept).await;
    page.server.stop();
    page.restart().await;
    page.go(&page.server.url("#sample=tiny")).await;
    start(&page).await;
    page.run_sql("SELECT 1 + 1").await;
    assert_eq!(page.rows().await, ["2"]);
    page.end().await;
}

#[tokio::test]
async fn a_host_without_postgresql_leaves_the_page_with_sqlite() {
    let list = || fs::read_dir(dist().join("files")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    for (at, stem) in ["pglite-", "postgres-files-", "postgres-cluster-", "postgres-page-"].iter().enumerate() {
        let folder = hosts::folder(&format!("no-postgres-{at}"));
        hosts::copy(&folder);
        fs::remove_file(folder.join("files").join(list().find(|name| name.starts_with(stem)).unwrap())).unwrap();
        let page = Page::start(Server::of(&folder, FOLDER, ""), &format!("no-postgres-{at}"), WIDE).await;
        page.go(&page.server.url("#sample=tiny")).await;
        choose(&page, "postgres").await;
        page.press("Start PostgreSQL").await;
        let told = "return document.querySelector('[role=alert]')?.innerText.includes('PostgreSQL could not be loaded') ?? false";
        page.until("words about the missing part", told).await;
        let alert = page.text("[role=alert]").await;
        assert!(alert.contains("reload the page") && alert.contains("one of them is missing on its host"), "{alert}");
        page.run_sql("SELECT sqlite_version() > '3'").await;
        assert_eq!(page.rows().await, ["1"]);
        page.end_with(&["pglite", "postgres"]).await;
        fs::remove_dir_all(folder).unwrap();
    }
}
