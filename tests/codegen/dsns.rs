//! DSNs against libpq and SQLAlchemy: both read what the lab writes as they read what was pasted, save for the password.

use std::cell::RefCell;
use std::collections::BTreeMap;

use feature_lab::postgres::dsn::{self, Dsn, DsnProblem, UrlParts};
use feature_lab::words;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;
use url::Url;

use crate::python::Python;
use crate::seed::config;

/// A DSN read as the page reads it, with another library of URLs.
fn read(text: &str) -> Result<Dsn, DsnProblem> {
    dsn::read(text, |text| {
        let url = Url::parse(text).ok()?;
        Some(UrlParts {
            scheme: url.scheme().to_owned(),
            user: url.username().to_owned(),
            password: url.password().unwrap_or_default().to_owned(),
            host: url.host_str().unwrap_or_default().to_owned(),
            port: url.port().map(|port| port.to_string()).unwrap_or_default(),
            path: url.path().to_owned(),
            query: url.query().unwrap_or_default().to_owned(),
            fragment: url.fragment().unwrap_or_default().to_owned(),
        })
    })
}

/// Everything that the page says of a DSN.
fn all_that_is_said(dsn: &Dsn) -> String {
    format!("{dsn:?} {} {:?} {:?}", dsn.masked(), dsn.commands(), words::dsn_parts(dsn))
}

#[test]
fn a_dsn_is_taken_apart_and_its_commands_are_exact() {
    let dsn = read(" postgresql+psycopg2://ana:p%40ss%2Fword@db.example.org:5433/shop?sslmode=require\n").unwrap();
    assert_eq!(dsn.masked(), "postgresql+psycopg2://ana:***@db.example.org:5433/shop?sslmode=require");
    assert_eq!(
        dsn.commands(),
        [
            "read -rs PGPASSWORD; export PGPASSWORD",
            "DSN='postgresql://ana@db.example.org:5433/shop?sslmode=require'\n\
             psql \"$DSN\" -v ON_ERROR_STOP=1 -f customer_features.postgres.sql",
            "python build_features.py --db 'postgresql+psycopg2://ana@db.example.org:5433/shop?sslmode=require'",
        ]
    );
    let parts = words::dsn_parts(&dsn);
    let expected = [("Python package", "psycopg2"), ("User", "ana"), ("Password", "***"), ("Host", "db.example.org")];
    for ((name, value), (part, start)) in parts.iter().zip(expected) {
        assert!(name == part && value.starts_with(start), "{parts:?}");
    }
    let pairs = read("host = /var/run/postgresql user='o\\'neil x' password='it\\'s = secret' dbname=shop").unwrap();
    assert_eq!(pairs.masked(), "postgresql://o%27neil%20x:***@/shop?host=%2Fvar%2Frun%2Fpostgresql");
    assert_eq!(pairs.for_script(), "postgresql+psycopg://o%27neil%20x@/shop?host=%2Fvar%2Frun%2Fpostgresql");
    assert_eq!(read("postgres://localhost").unwrap().commands().len(), 2, "no password, no line that asks for one");
    // What has no password gets none.
    assert_eq!(read("postgresql://ana@h/db?password=secret").unwrap().masked(), "postgresql://ana:***@h/db");
}

#[test]
fn a_text_that_may_show_a_password_in_a_wrong_place_is_not_read() {
    let cases = [
        ("hunter2", DsnProblem::NoDsn),
        ("mysql://ana:hunter2@h/db", DsnProblem::NoDsn),
        ("host=h password=hunter2 word", DsnProblem::NoDsn),
        ("host=h password='hunter2", DsnProblem::NoDsn),
        ("postgresql://ana:hun/ter2@h/db", DsnProblem::NotSplit),
        ("postgresql://ana:12/hunter2@h/db", DsnProblem::NotSplit),
        ("postgresql://ana:12?hunter2@h/db", DsnProblem::NotSplit),
        ("postgresql://ana:12?hunter2=@h/db", DsnProblem::UnknownOption),
        ("postgresql://ana:12#hunter2@h/db", DsnProblem::NotSplit),
        ("postgresql://ana%3Ahunter2@h/db", DsnProblem::NotSplit),
        ("postgresql://h/host%3Dh%20password%3Dhunter2", DsnProblem::NotSplit),
        ("dbname='host=h password=hunter2'", DsnProblem::NotSplit),
        ("dbname='postgresql://ana:hunter2@h'", DsnProblem::NotSplit),
        ("host=h sslpassword=hunter2", DsnProblem::UnknownOption),
        ("host=h,g password=hunter2", DsnProblem::SeveralHosts),
        ("host='h hunter2'", DsnProblem::NotSplit),
        ("postgresql://ana:%ff@h/%ffhunter2", DsnProblem::NotSplit),
        ("postgresql://h:99999/db", DsnProblem::NotSplit),
    ];
    for (text, problem) in cases {
        assert_eq!(read(text), Err(problem), "{text}");
        assert!(!words::dsn_problem(problem).contains("hunter2"));
    }
}

#[test]
fn libpq_and_sqlalchemy_read_the_same_server_and_the_password_is_nowhere() {
    let python = RefCell::new(Python::start("dsn.py"));
    let letters = r##"\PC{0,8}[a-zÄ;/?#@%&'" \\]"##;
    let port = prop_oneof![Just(String::new()), (1..65535_u16).prop_map(|port| port.to_string())];
    let host = prop::sample::select(vec!["localhost", "10.0.0.1", "db-1.example.org", "::1", "/var/run/pg sql"]);
    let option =
        prop::sample::select(vec![None, Some(("sslmode", "require")), Some(("options", "-c work_mem='1 MB' & more"))]);
    let name = || letters.prop_filter("nested pairs and users are refused", |name| !name.contains([':', '=']));
    let parts = (name(), letters, host, port, name(), option, any::<bool>());
    let run = TestRunner::new(config(200)).run(&parts, |(user, more, host, port, database, option, is_url)| {
        // No other part has this by chance.
        let password = format!("GeHeIm{more}");
        let text = if is_url {
            let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
            let place = match (host, port.as_str()) {
                (socket, _) if socket.starts_with('/') => String::new(),
                ("::1", "") => "[::1]".to_owned(),
                ("::1", port) => format!("[::1]:{port}"),
                (host, "") => host.to_owned(),
                (host, port) => format!("{host}:{port}"),
            };
            let mut query: Vec<String> =
                option.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
            let user = if place.is_empty() {
                query.push(format!("host={}&user={}&password={}", encoded(host), encoded(&user), encoded(&password)));
                query.extend((!port.is_empty()).then(|| format!("port={port}")));
                String::new()
            } else {
                format!("{}:{}@", encoded(&user), encoded(&password))
            };
            format!("postgresql://{user}{place}/{}?{}", encoded(&database), query.join("&"))
        } else {
            let quoted = |text: &str| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
            let mut pairs = vec![format!("host={} user = {}", quoted(host), quoted(&user))];
            pairs.push(format!("password={} dbname={}", quoted(&password), quoted(&database)));
            pairs.extend((!port.is_empty()).then(|| format!("port={port}")));
            pairs.extend(option.map(|(name, value)| format!("{name}={}", quoted(value))));
            pairs.join("  ")
        };
        let dsn = read(&text).map_err(|problem| TestCaseError::fail(format!("{text}: {problem:?}")))?;
        let said = all_that_is_said(&dsn);
        prop_assert!(!said.contains("GeHeIm"), "{said}");
        let asked = json!({ "given": text, "psql": dsn.for_psql(), "script": dsn.for_script() });
        let mut read: BTreeMap<String, BTreeMap<String, String>> = python.borrow_mut().ask_plainly(&asked);
        let mut given = read.remove("given").unwrap();
        prop_assert_eq!(given.remove("password"), Some(password), "{}", text);
        prop_assert_eq!(&read["psql"], &given, "{} {}", text, dsn.for_psql());
        prop_assert_eq!(&read["script"], &given, "{} {}", text, dsn.for_script());
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}
