//! The table of grades: rows of databases and records of the same learner, the grades of their exercises, notes.

use std::rc::Rc;

use crate::seed::config;
use feature_lab::lessons::completion::{Passed, Record};
use feature_lab::lessons::format::check::Title;
use feature_lab::lessons::grading::{Cell, Content, Note, Row, Submission, is_asked, rows};
use feature_lab::lessons::judge::verdict::{Outcome, Verdict};
use feature_lab::lessons::{Base, Head};
use proptest::prelude::*;

const ALL: [&str; 3] = ["01-look.md", "02-build.md", "03-count.md"];

fn lesson() -> Head {
    Head {
        id: "week1-day2".into(),
        version: 2,
        title: "Features".into(),
        database: Base::Sample("leads_scored_segmentation".into()),
        as_of: None,
        mapping: String::new(),
        files: ALL.map(String::from).to_vec(),
        prose: String::new(),
    }
}

/// A database in which exercise 2, the only one that checks a table, passes or fails.
fn database(file: &str, holds: bool, digest: &str) -> Submission {
    let verdict = |file: &str, outcome| Verdict {
        file: file.into(),
        title: Title::Own { text: String::new() },
        outcome,
        say: String::new(),
        fault: Rc::default(),
        error: None,
    };
    let second = if holds { Outcome::Passed } else { Outcome::Failed };
    let verdicts = vec![
        verdict(ALL[0], Outcome::Unseen),
        verdict(ALL[1], Outcome::Passed),
        verdict(ALL[1], second),
        verdict(ALL[2], Outcome::Unseen),
    ];
    Submission { file: file.into(), content: Content::Database(verdicts, digest.into(), Vec::new()) }
}

fn claim(name: &str, passed: &[&str], digest: &str) -> Record {
    let one = |file: &&str| Passed { file: (*file).into(), at: "2026-07-01T10:00:00Z".into(), hints: 0 };
    let all = ALL.len() as u32;
    Record {
        format: 1,
        lesson: "week1-day2".into(),
        version: 2,
        name: name.into(),
        passed: passed.iter().map(one).collect(),
        exercises: all,
        digest: digest.into(),
    }
}

fn record(file: &str, name: &str, passed: &[&str], digest: &str) -> Submission {
    Submission { file: file.into(), content: Content::Record(claim(name, passed, digest)) }
}

fn graded(papers: &[Submission]) -> Vec<Row> {
    rows(&lesson(), papers, false)
}

fn names(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.name.as_str()).collect()
}

#[test]
fn a_database_shows_what_its_checks_say_and_a_record_the_rest() {
    use Cell::{Checked, Failed, NotRecorded, Recorded, Untold};
    let cells = |papers: &[Submission]| graded(papers).remove(0).cells;
    let file = || database("ana.db", true, "m");
    assert_eq!(cells(&[file()]), [Untold, Checked, Untold]);
    assert_eq!(cells(&[database("ana.db", false, "m")]), [Untold, Failed, Untold]);
    assert_eq!(cells(&[record("r.json", "Ana", &ALL[..2], "m")]), [Recorded, Recorded, NotRecorded]);
    assert_eq!(cells(&[file(), record("r.json", "Ana", &ALL[..1], "m")]), [Recorded, Checked, NotRecorded]);
    let refused = Submission { file: "x.db".into(), content: Content::Refused("It is empty.".into()) };
    let row = graded(&[refused]).remove(0);
    assert_eq!((row.cells, row.notes), (Vec::new(), vec![Note::Refused("It is empty.".into())]));
}

#[test]
fn a_record_that_disagrees_is_told_and_never_beats_the_database() {
    let row = |record: Record| {
        let record = Submission { file: "r.json".into(), content: Content::Record(record) };
        graded(&[record, database("ana.db", false, "m")]).remove(0)
    };
    let tampered = row(claim("ana", &ALL, "m"));
    assert_eq!((tampered.cells[1], tampered.passed()), (Cell::Failed, 2));
    assert_eq!(tampered.notes, [Note::Contradicted(vec![1])]);
    assert_eq!(row(claim("ana", &ALL[..1], "other")).notes, [Note::OtherState]);
    assert_eq!(row(Record { exercises: 9, ..claim("ana", &[], "m") }).notes, [Note::Odd]);
    assert_eq!(row(claim("ana", &["09-secret.md"], "m")).notes, [Note::Odd]);
}

#[test]
fn a_record_of_something_else_counts_for_nothing() {
    let of = |record: Record| {
        let paper = Submission { file: "r.json".into(), content: Content::Record(record) };
        let row = graded(&[paper]).remove(0);
        assert_eq!((row.name.as_str(), row.cells.len(), row.digest.as_str()), ("Ana", 0, ""));
        row.notes
    };
    let right = claim("Ana", &ALL, "m");
    assert_eq!(of(Record { lesson: "messy-data".into(), ..right.clone() }), [Note::OtherLesson("messy-data".into())]);
    assert_eq!(of(Record { version: 1, ..right.clone() }), [Note::OtherVersion(1)]);
    assert_eq!(of(Record { format: 7, ..right }), [Note::OtherFormat(7)]);
}

#[test]
fn files_of_one_learner_share_a_row_where_their_names_leave_no_doubt() {
    let together = |database_file: &str, record_file: &str, name: &str| {
        let found = graded(&[database(database_file, true, "m"), record(record_file, name, &[], "m")]);
        found.len() == 1
    };
    for (database, record, name) in [
        ("ana.db", "week1-day2-record.json", "Ana"),
        ("Ana Lovelace.sqlite3", "week1-day2-record (3).json", "ana lovelace"),
        ("ana_lovelace.db", "Ana Lovelace-record.json", "Ana-Lovelace "),
        ("lovelaceana_77_leads_scored_segmentation.db", "lovelaceana_77_week1-day2-record.json", ""),
        ("lovelaceana_77_leads_scored_segmentation (1).db", "lovelaceana_77_week1-day2-record.json", "Somebody"),
        ("lovelaceana_77_1234_leads_scored_segmentation.db", "lovelaceana_77_1235_week1-day2-record.json", ""),
        ("leads_scored_segmentation-øyvind.db", "week1-day2-record.json", "Øyvind"),
    ] {
        assert!(together(database, record, name), "{database} {record} {name}");
    }
    for (database, record, name) in [
        ("leads_scored_segmentation.db", "week1-day2-record.json", "Ana"),
        ("leads_scored_segmentation.db", "week1-day2-record.json", ""),
        ("ana_77_1234_leads_scored_segmentation.db", "ana_78_1234_week1-day2-record.json", ""),
        ("ana-maria.db", "week1-day2-record.json", "Ana"),
        ("….db", "week1-day2-record.json", "…"),
    ] {
        assert!(!together(database, record, name), "{database} {record} {name}");
    }
    let twins = [database("ana.db", true, "m"), database("Ana.sqlite", true, "m"), record("r.json", "ana", &[], "m")];
    assert_eq!(graded(&twins).len(), 3, "two databases could be meant");
    let twice = [database("ana.db", true, "m"), record("a.json", "ana", &[], "m"), record("b.json", "Ana", &[], "m")];
    assert_eq!(graded(&twice).len(), 3, "two records could be meant");
    let both = [database("ana.db", true, "m"), database("bob.db", true, "m"), record("bob.json", "ana", &[], "m")];
    assert_eq!(graded(&both).len(), 3, "the file says bob and the record ana");
}

#[test]
fn a_row_is_called_as_its_record_says_or_else_as_its_file() {
    let found = graded(&[
        database("cyd_leads_scored_segmentation.db", true, "1"),
        database("leads_scored_segmentation.db", true, "2"),
        record("week1-day2-record.json", "  Bo ", &[], "3"),
        record("week1-day2-record (1).json", " ", &[], "4"),
    ]);
    assert_eq!(names(&found), ["Bo", "cyd", "leads_scored_segmentation.db", "week1-day2-record (1).json"]);
}

#[test]
fn equal_digests_have_a_letter_and_rows_an_order() {
    let papers = [
        database("d.db", true, "one"),
        database("b.db", false, "two"),
        record("r.json", "a", &ALL, "one"),
        database("C.db", true, "two"),
        database("e.db", true, "two"),
        database("f.db", true, "alone"),
        Submission { file: "broken.db".into(), content: Content::Refused(String::new()) },
    ];
    let by_name = graded(&papers);
    assert_eq!(names(&by_name), ["a", "b", "broken", "C", "d", "e", "f"]);
    let groups: Vec<&str> = by_name.iter().map(|row| row.group.as_str()).collect();
    assert_eq!(groups, ["B", "A", "", "A", "B", "A", ""]);
    assert_eq!(names(&rows(&lesson(), &papers, true)), ["a", "C", "d", "e", "f", "b", "broken"]);
}

#[test]
fn the_view_has_a_link() {
    for fragment in ["#grade", "grade", "#grade&lesson=week1-day2", "#lesson=x&grade=", "grade=1"] {
        assert!(is_asked(fragment), "{fragment}");
    }
    for fragment in ["", "#", "#lesson=grade", "#grades", "#sql=grade", "#upgrade=1"] {
        assert!(!is_asked(fragment), "{fragment}");
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn no_file_is_lost_whatever_it_is_called(
        files in proptest::collection::vec(("[aA.b_ ()1é-]{0,8}|leads_scored_segmentation.db|week1-day2-record.json", 0..3u8), 0..12),
    ) {
        let paper = |(file, kind): &(String, u8)| match kind {
            0 => database(file, true, "m"),
            1 => record(file, file, &ALL[..1], "m"),
            _ => Submission { file: file.clone(), content: Content::Refused("no".into()) },
        };
        let papers: Vec<Submission> = files.iter().map(paper).collect();
        let found = rows(&lesson(), &papers, true);
        let mut shown: Vec<String> = found.iter().flat_map(|row| row.files.clone()).collect();
        let mut given: Vec<String> = files.into_iter().map(|(file, _)| file).collect();
        shown.sort();
        given.sort();
        prop_assert_eq!(shown, given);
        let mut keys: Vec<usize> = found.iter().map(|row| row.key).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), found.len());
    }
}
