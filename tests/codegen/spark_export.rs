//! The PySpark script where its tables come from CSV files and a cluster runs it, from a catalogue or from a server over JDBC,
//! and where times have types of their own.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::features::codegen::ExportFormat;

use crate::engines::{Argument, Engine, Export, How, Server};
use crate::fixtures::lab_with;
use crate::python_export::export_of;
use crate::sql_export::{arguments, is_same};
use crate::sql_failures::definition;

#[test]
fn a_cluster_of_spark_reads_csv_with_null_and_empty_text() {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (mail TEXT, p1 TEXT)",
        "INSERT INTO people VALUES ('ana', '0.5'), ('', NULL), (NULL, ''), ('a,\"b\"' || char(10) || '\\', 'NULL'), (' ana', '\\n')",
        "CREATE TABLE sales (mail TEXT, ts TEXT, amount TEXT, product TEXT)",
        "INSERT INTO sales VALUES ('ana', '2026-06-01', '1.5', 'book'), ('', '2026-06-02 10:00', '', ''),
         (NULL, '2026-06-03', '1', 'pen'), ('a,\"b\"' || char(10) || '\\', NULL, NULL, NULL), ('nobody', 'x', '1', 'pen')",
    ]);
    let mut spec = definition();
    spec.leads.passthrough_columns = vec!["p1".to_owned()];
    spec.leads.rating = Some("p1".to_owned());
    let image = session.export(&mut |_| ()).unwrap().1;
    let (ours, text) = export_of(&mut session, &spec, ExportFormat::Spark).unwrap();
    let arguments = [Argument::Csv("people"), Argument::Csv("sales"), Argument::Output(true)];
    let run = Export::new(How::Cluster, &text, &spec.target).with(&arguments);
    let ran = Engine::Spark.running().run(&image, &run);
    let theirs = ran.answer().unwrap();
    assert!(is_same(Engine::Spark, &ours, &theirs, &spec), "{ours:#?}\n{theirs:#?}");
    for count in [
        "rows written: 5",
        "transactions read: 5",
        "no customer's: 1",
        "a key: 1",
        "be read: 1",
        "are NULL: 1",
        "values: 2",
    ] {
        assert!(ran.printed.contains(count), "{count}\n{}", ran.printed);
    }
}

#[test]
fn timestamps_of_spark_are_taken_as_they_are_and_as_of_is_an_option() {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (mail TEXT)",
        "INSERT INTO people VALUES ('ana'), ('bo')",
        "CREATE TABLE sales (mail TEXT, ts INTEGER, amount REAL, product TEXT)",
        "INSERT INTO sales VALUES ('ana', 1780000000, 1, 'a'), ('ana', 1782864000, 1, 'a'), ('bo', 1782864001, 1, 'a')",
    ]);
    let spec = definition();
    let image = session.export(&mut |_| ()).unwrap().1;
    let (ours, text) = export_of(&mut session, &spec, ExportFormat::Spark).unwrap();
    let reads = "read(spark, options.transactions, options)";
    assert!(text.contains(reads));
    let text =
        text.replace(reads, &format!("{reads}.selectExpr('mail', 'timestamp_seconds(ts) AS ts', 'amount', 'product')"));
    let text = text.replace("AS_OF = \"2026-07-01T00:00:00Z\"", "AS_OF = \"2000-01-01\"");
    let [leads, sales, output] = arguments(&spec);
    let arguments = [leads, sales, output, Argument::Text("--as-of"), Argument::Text("2026-07-01T02:00:00+02:00")];
    let run = Export::new(How::Script, &text, &spec.target).with(&arguments);
    let theirs = Engine::Spark.running().run(&image, &run).answer().unwrap();
    assert!(is_same(Engine::Spark, &ours, &theirs, &spec), "{ours:#?}\n{theirs:#?}");
}

#[test]
fn tables_of_the_catalogue_are_read_and_replaced() {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (mail TEXT)",
        "INSERT INTO people VALUES ('ana'), ('bo')",
        "CREATE TABLE sales (mail TEXT, ts TEXT, amount REAL, product TEXT)",
        "INSERT INTO sales VALUES ('ana', '2026-06-01', 1, 'a')",
    ]);
    let spec = definition();
    let image = session.export(&mut |_| ()).unwrap().1;
    let (ours, text) = export_of(&mut session, &spec, ExportFormat::Spark).unwrap();
    let builds = "    build(spark, options)\n";
    let in_catalogue = "    for name in ('leads', 'transactions'):
        spark.read.parquet(getattr(options, name)).write.mode('overwrite').saveAsTable(f'the_{name}')
        setattr(options, name, f'the_{name}')
    output, options.output = options.output, 'the_features'
    build(spark, options)
    build(spark, options)
    spark.table('the_features').write.parquet(output)\n";
    assert!(text.contains(builds));
    let text = text.replace(builds, in_catalogue);
    let arguments = arguments(&spec);
    let run = Export::new(How::Script, &text, &spec.target).with(&arguments);
    let theirs = Engine::Spark.running().run(&image, &run).answer().unwrap();
    assert!(is_same(Engine::Spark, &ours, &theirs, &spec), "{ours:#?}\n{theirs:#?}");
}

#[test]
fn tables_of_a_server_are_read_and_replaced_over_jdbc() {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (mail TEXT, p1 REAL)",
        "INSERT INTO people VALUES ('ana', 0.5), ('', NULL), (NULL, 1), ('Zoë ''\"', 2)",
        "CREATE TABLE sales (mail TEXT, ts TEXT, amount REAL, product TEXT)",
        "INSERT INTO sales VALUES ('ana', '2026-06-30 22:30:00', 1.5, 'book'), ('ana', '2026-03-07 02:30:00', 2, ''),
         ('', '2026-06-30 00:00:01', 4, NULL), ('Zoë ''\"', '2026-07-01 00:30:00', 1, 'pen'), ('Zoë ''\"', NULL, NULL, 'pen')",
    ]);
    let mut spec = definition();
    spec.leads.passthrough_columns = vec!["p1".to_owned()];
    let image = session.export(&mut |_| ()).unwrap().1;
    let (ours, text) = export_of(&mut session, &spec, ExportFormat::Spark).unwrap();
    let mut postgres = Engine::Postgres.running();
    for of_times in ["text", "timestamp USING ts::timestamp", "timestamptz USING (ts || 'Z')::timestamptz"] {
        let setup =
            format!("ALTER TABLE sales ALTER ts TYPE {of_times}; CREATE TABLE customer_features AS SELECT 7 AS old");
        let Server { host, port, database, user, password } = postgres.serve(&image, &setup);
        let password = password.replace('@', "%40").replace('/', "%2F");
        let url = format!("jdbc:postgresql://{host}:{port}/{database}?user={user}&password={password}");
        let words = ["people", "sales", "customer_features", "--jdbc", &url].map(Argument::Text);
        let run = Export::new(How::Script, &text, &spec.target).with(&words);
        let ran = Engine::Spark.running().run(&image, &run);
        assert_eq!(ran.status, 0, "{of_times}: {}", ran.said);
        let theirs = postgres.table("customer_features").answer().unwrap();
        assert!(is_same(Engine::Spark, &ours, &theirs, &spec), "{of_times}: {ours:#?}\n{theirs:#?}");
    }
}
