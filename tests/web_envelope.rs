//! The messages between page and worker: one of every request and answer goes through the envelope and comes back the
//! same.
//!
//! Between writing and reading each message is cloned as the browser clones it on the way. What comes back is compared by
//! `Debug`, which every type of the protocol derives: it shows every field, tells every two numbers apart, and says that
//! not-a-number is itself, which `PartialEq` does not.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/fixtures/mod.rs"]
mod fixtures;
#[path = "support/sqljs.rs"]
mod sqljs;

use feature_lab::adapters::sqljs::SqlJs;
use feature_lab::base::error::LabError;
use feature_lab::base::problem::spec::SpecProblem;
use feature_lab::base::problem::sql_advice::SqlAdvice;
use feature_lab::base::value::Value;
use feature_lab::engine::session::Session;
use feature_lab::features::field::Field;
use feature_lab::features::segments::Thresholds;
use feature_lab::protocol::*;
use feature_lab::sqlite::sql::effect::{Effect, Thing};
use feature_lab::sqlite::sql::notes::SqlNote;
use feature_lab::transport::envelope::{ToPage, ToWorker};
use fixtures::{build, check, lab_with, proposed, request};
use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Blob;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen]
extern "C" {
    /// Copies a message as `postMessage` does.
    #[wasm_bindgen(js_name = structuredClone)]
    fn cloned(message: &JsValue) -> JsValue;
}

/// Writes the list of requests and the list of answers, one of each call. A call that is not in the list does not
/// compile, for the `match` has an arm for each of the list and no other.
macro_rules! every_call {
    (|$session:ident| $($call:ident: $request:expr => $answer:expr;)+) => {
        fn requests($session: &mut Session<SqlJs>) -> Vec<Request> {
            let is_listed = |request: Request| match request { $(Request::$call(_) => request,)+ };
            vec![$(is_listed($request.into()),)+]
        }

        fn answers($session: &mut Session<SqlJs>) -> Vec<Answer> {
            let is_listed = |answer: Answer| match answer { $(Answer::$call(_) => answer,)+ };
            vec![$(is_listed(Answer::$call($answer)),)+]
        }
    };
}

every_call! { |session|
    Open: Open {
        name: odd_text(),
        limit: u64::MAX,
        companions: Companions { log: true, journal: false, super_journals: texts() },
        ..request(Source::Carried(Some(String::new())))
    } => session.opened().unwrap().clone();
    Propose: Propose { spec: proposed(session), fixed: Field::ALL.to_vec() } => session.opened().unwrap().proposal.clone();
    PreviewTimes: PreviewTimes { spec: proposed(session) } => {
        let spec = proposed(session);
        session.preview_times(&PreviewTimes { spec }).unwrap()
    };
    Build: Build { spec: proposed(session), keep_record: true } => {
        let spec = proposed(session);
        let built = build(session, &spec).unwrap();
        Built { preview: ResultSet { first: rows(), ..built.preview.clone() }, ..built }
    };
    ListRuns: ListRuns {} => {
        let spec = proposed(session);
        session.start_build(&Build { spec, keep_record: true }).unwrap();
        while session.step_build().unwrap().is_ok() {}
        session.list_runs().unwrap()
    };
    Summarise: Summarise { spec: proposed(session), thresholds: Thresholds::default() } => {
        let spec = proposed(session);
        build(session, &spec).unwrap();
        session.summarise(&Summarise { spec, thresholds: Thresholds { active_days: i64::MIN, cooling_days: i64::MAX } }).unwrap()
    };
    Query: Query { read_only: true, ..Query::of_box(odd_text()) } => QueryResult {
        outcomes: vec![
            StatementOutcome::Changed(u64::MAX),
            StatementOutcome::Did(Effect::Dropped { thing: Thing::Table, name: odd_text(), rows: Some(1 << 53) }),
            StatementOutcome::Rows(ResultSet { id: u32::MAX, columns: texts(), total: u64::MAX, first: rows() }),
            StatementOutcome::Rows(ResultSet { id: 0, columns: Vec::new(), total: 0, first: Vec::new() }),
        ],
        notes: vec![
            Note { note: SqlNote::TakenAsText { word: odd_text(), meant: None }, position: Some(u32::MAX) },
            Note::new(SqlNote::Ended { name: odd_text() }),
            Note::new(SqlNote::PassedOver { names: texts() }),
        ],
        error: Some(error()),
        schema: Some(session.opened().unwrap().schema.clone()),
        changed: true,
        in_transaction: false,
    };
    Rows: Rows { result: u32::MAX, start: u64::MAX, count: 0 } => Window { start: (1 << 53) + 1, rows: rows() };
    Arrange: Arrange {
        result: 0,
        order: Some(Order { column: u32::MAX, descending: true }),
        filters: vec![Filter { column: 0, text: odd_text() }],
    } => Arranged { total: 0, whole: u64::MAX, first: rows() };
    DescribeColumn: DescribeColumn { result: u32::MAX, column: 0 } => ColumnFacts {
        rows: u64::MAX,
        nulls: 0,
        empty_texts: 1 << 53,
        distinct: (1 << 53) + 1,
        kinds: Kinds { integer: u64::MAX, real: 0, text: 1, blob: 2 },
        min: None,
        max: Some(Value::Text(odd_text())),
        mean: Some(f64::MIN_POSITIVE),
        commonest: vec![(Value::Integer(i64::MIN), u64::MAX), (Value::Blob(vec![0]), 1)],
    };
    WriteResult: WriteResult {
        result: 0,
        format: ResultFormat::SqlInserts,
        harmless_formulas: true,
        table_name: odd_text(),
        from: u64::MAX,
        count: Some(0),
    } => Written { rows: u64::MAX };
    BrowseTable: BrowseTable { table: odd_text() } => ResultSet { id: 1, columns: texts(), total: 1 << 53, first: rows() };
    Export: Export {} => Exported { name: odd_text(), size: (1 << 53) + 1, is_checked: true };
    PackForLink: PackForLink { sample: None, limit: u64::MAX } => LinkPayload { changed: true, size: 0 };
    Check: Check { mapping: odd_text(), limit: u64::MAX, ..check(&[(EXERCISE, ""), ("", &odd_text())]) } => {
        let mut checked = session.check(&check(&[("x.md", EXERCISE)]), None).unwrap();
        checked.warnings.push(error());
        checked
    };
    Save: Save { record: odd_text() } => ();
    ListSavedWork: ListSavedWork { tidy: true, versions_of: odd_text() } => SavedWorkList { records: texts() };
    CopyTables: CopyTables { only: texts() } => PostgresTables {
        tables: vec![PostgresTable { create: odd_text(), copy: String::new(), parts: vec![0, u32::MAX], rows: u64::MAX }],
    };
}

const EXERCISE: &str =
    "---\ntitle: t\n---\n```check table counts\n```\n```sql solution\nCREATE TABLE counts AS SELECT 1;\n```\n";

/// Letters of every length in UTF-8, with a NUL, a line's end and what some take for the start of a file.
fn odd_text() -> String {
    "\u{feff}a\u{0}ü\r\n€🦀\u{7f}\u{2028}\\\"'".to_owned()
}

fn texts() -> Vec<String> {
    vec![String::new(), odd_text(), "x".repeat(100_000), String::new()]
}

fn error() -> LabError {
    let problem = SpecProblem::NoColumn { name: odd_text(), table: String::new(), field: None, near: texts() };
    LabError {
        advice: vec![SqlAdvice::Interval, SqlAdvice::Near { names: texts() }],
        detail: Some(String::new()),
        position: Some(u32::MAX),
        ..problem.into()
    }
}

/// Every storage class at its ends; and many rows.
fn rows() -> Vec<Vec<Value>> {
    let integers =
        [i64::MIN, -(1 << 53) - 1, -(1 << 53), -1, 0, 1, i64::from(u32::MAX), 1 << 53, (1 << 53) + 1, i64::MAX];
    let reals =
        [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 0.0, 5.0, 5e-324, f64::MAX, 0.1, 9_007_199_254_740_993.0];
    let blobs = [Vec::new(), vec![0], (0..=255).collect(), vec![0xff; 50_000]];
    let mut rows = vec![
        Vec::new(),
        vec![Value::Null],
        integers.map(Value::Integer).to_vec(),
        reals.map(Value::Real).to_vec(),
        texts().into_iter().map(Value::Text).collect(),
        blobs.map(Value::Blob).to_vec(),
    ];
    rows.extend((0..1000).map(|n| vec![Value::Integer(i64::MAX - n), Value::Null, Value::Text(n.to_string())]));
    rows
}

async fn session() -> Session<SqlJs> {
    sqljs::start().await;
    let mut session = lab_with::<SqlJs>(&["CREATE TABLE t (x)"]);
    session.open_sample(&request(Source::Sample(String::new())), "tiny").unwrap();
    session
}

/// The first place where two texts differ, with what is around; a whole message would be megabytes.
fn same(sent: &impl std::fmt::Debug, came: &impl std::fmt::Debug) {
    let (sent, came) = (format!("{sent:?}"), format!("{came:?}"));
    let differs = sent.bytes().zip(came.bytes()).position(|(sent, came)| sent != came);
    let around = |text: &str| {
        let at = differs.unwrap_or(sent.len().min(came.len()));
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60)..(at + 60).min(text.len())]).into_owned()
    };
    assert!(sent == came, "sent: …{}…\ncame: …{}…", around(&sent), around(&came));
}

fn blob(text: &str) -> Blob {
    Blob::new_with_str_sequence(&Array::of1(&JsString::from(text))).unwrap()
}

#[wasm_bindgen_test]
async fn every_request_comes_to_the_worker_as_it_was_sent() {
    for (request, id) in requests(&mut session().await).into_iter().zip([0, 1, u32::MAX].into_iter().cycle()) {
        let files = vec![blob(""), blob("SQLite")];
        let sent = ToWorker::Call { id, request: request.clone(), files };
        let came = ToWorker::decode(&cloned(&sent.encode().unwrap())).unwrap();
        let ToWorker::Call { id: came_id, request: came, files } = came else { panic!("no call: {request:?}") };
        assert_eq!((came_id, files.iter().map(Blob::size).collect::<Vec<_>>()), (id, vec![0.0, 6.0]));
        same(&request, &came);
    }
    let stop = ToWorker::decode(&cloned(&ToWorker::Stop.encode().unwrap())).unwrap();
    assert!(matches!(stop, ToWorker::Stop));
}

#[wasm_bindgen_test]
async fn every_answer_comes_to_the_page_as_it_was_sent() {
    for (answer, id) in answers(&mut session().await).into_iter().zip([0, 1, u32::MAX].into_iter().cycle()) {
        for beside in [None, Some(blob("SQLite"))] {
            let sent = ToPage::Answer(id, answer.clone(), beside.clone());
            let came = ToPage::decode(&cloned(&sent.encode().unwrap())).unwrap();
            let ToPage::Answer(came_id, came, came_blob) = came else { panic!("no answer: {answer:?}") };
            assert_eq!((came_id, came_blob.map(|blob| blob.size())), (id, beside.map(|blob| blob.size())));
            same(&answer, &came);
        }
    }
}

#[wasm_bindgen_test]
fn what_the_worker_says_beside_answers_comes_as_it_was_sent() {
    let far = Progress { phase: Phase::Writing, done: u64::MAX, total: (1 << 53) + 1 };
    let through = |sent: ToPage| ToPage::decode(&cloned(&sent.encode().unwrap())).unwrap();
    assert!(matches!(through(ToPage::Ready), ToPage::Ready));
    assert!(matches!(through(ToPage::Bloated), ToPage::Bloated));
    assert!(matches!(through(ToPage::Progress(7, far.clone())), ToPage::Progress(7, came) if came == far));
    assert!(matches!(through(ToPage::Failure(u32::MAX, error())), ToPage::Failure(u32::MAX, came) if came == error()));
    assert!(matches!(through(ToPage::Image(blob("SQLite"))), ToPage::Image(came) if came.size() == 6.0));
    assert!(matches!(through(ToPage::NoImage(error())), ToPage::NoImage(came) if came == error()));
    assert!(matches!(through(ToPage::Broken(error())), ToPage::Broken(came) if came == error()));
}

#[wasm_bindgen_test]
fn what_is_no_message_is_an_error() {
    let wrong = [
        JsValue::NULL,
        JsValue::from_str("ready"),
        Object::new().into(),
        Array::new().into(),
        Array::of1(&"nothing".into()).into(),
        Array::of3(&"call".into(), &1.into(), &Object::new()).into(),
        Array::of3(&"answer".into(), &1.into(), &JsValue::NULL).into(),
        Array::of3(&"image".into(), &0.into(), &JsValue::NULL).into(),
    ];
    for message in wrong {
        assert!(ToPage::decode(&message).is_err(), "{message:?}");
        assert!(ToWorker::decode(&message).is_err(), "{message:?}");
    }
}
