//! The published lessons: they pass the linter, their numbers are those of their database, and they can be handed in.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fixtures::{build, check, proposed, request, text};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::engine::Engine;
use feature_lab::engine::companions::CompanionFiles;
use feature_lab::engine::session::Session;
use feature_lab::lesson_linter as linter;
use feature_lab::lesson_linter::read;
use feature_lab::lessons;
use feature_lab::lessons::completion::Record;
use feature_lab::lessons::judge::verdict::Outcome;
use feature_lab::lessons::progress::Progress;
use feature_lab::lessons::{Base, HEAD_FILE, Lesson, Solution};
use feature_lab::protocol::{Checked, Query, Source};

/// The folders of the published lessons.
fn shipped() -> Vec<PathBuf> {
    let all = concat!(env!("CARGO_MANIFEST_DIR"), "/static/lessons");
    let mut folders: Vec<PathBuf> = fs::read_dir(all).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

#[test]
fn the_menu_has_shipped_lessons_under_their_titles() {
    let menu = include_str!("../../static/lessons.txt");
    assert!(menu.starts_with("week1-day2: "), "a plain visit opens another lesson than the course day");
    for line in menu.lines() {
        let (id, title) = line.split_once(": ").expect(line);
        assert_eq!(shipped_lesson(id).0.head.title, title);
    }
}

fn files(folder: &Path) -> Vec<(String, String)> {
    read(folder).unwrap().into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
}

fn shipped_lesson(id: &str) -> (Lesson, Vec<(String, String)>) {
    let folder = shipped().into_iter().find(|folder| folder.ends_with(id)).unwrap();
    let files = files(&folder);
    (lessons::lesson(&files).unwrap(), files)
}

fn lab_of(lesson: &Lesson) -> Session<Native> {
    let Base::Sample(name) = &lesson.head.database else { panic!("{:?}", lesson.head) };
    let mut session = Session::default();
    session.open_sample(&request(Source::Sample(name.clone())), name).unwrap();
    session
}

/// Solves an exercise with its official solution.
fn solve(session: &mut Session<Native>, solution: &Solution) {
    match solution {
        Solution::Sql(sql) => run(session, sql),
        Solution::Build { .. } => {
            let spec = solution.choose(proposed(session), "");
            build(session, &spec).unwrap();
        }
    }
}

fn run(session: &mut Session<Native>, sql: &str) {
    let ran = session.query(&Query::of_box(sql)).unwrap();
    assert_eq!(ran.error, None, "{sql}");
}

#[test]
fn every_shipped_lesson_is_clean_and_has_an_id_of_its_own() {
    let reports: Vec<_> = shipped().iter().map(|folder| linter::check(folder)).collect();
    let found: Vec<(&str, usize)> = reports.iter().map(|report| (report.id.as_str(), report.exercises)).collect();
    assert_eq!(found, [("messy-data", 6), ("week1-day2", 8)]);
    for report in &reports {
        assert_eq!(report.problems, Vec::new(), "{}", report.id);
    }
}

#[test]
fn the_first_exercise_passes_by_running_what_stands_in_the_box() {
    let (lesson, files) = shipped_lesson("week1-day2");
    let mut session = lab_of(&lesson);
    let first = &lesson.exercises[0];
    run(&mut session, &first.starter);
    let text = &files.iter().find(|(name, _)| *name == first.file).unwrap().1;
    let checked = session.check(&check(&[(&first.file, text)]), None).unwrap();
    assert!(checked.verdicts.iter().all(|verdict| verdict.outcome == Outcome::Passed), "{checked:?}");
}

#[test]
fn what_the_lessons_tell_of_the_sample_is_true() {
    let (lesson, files) = shipped_lesson("week1-day2");
    let mut session = lab_of(&lesson);
    solve(&mut session, &lesson.exercises[2].solution);
    let facts: [(&str, &str, &str); 12] = [
        (
            "503 rows and 500 customers",
            "SELECT count(*) || ' ' || count(DISTINCT user_email) FROM leads_scored",
            "503 500",
        ),
        (
            "customers who never bought have 0 and 365",
            "SELECT count(*) FROM customer_features WHERE purchase_frequency = 0 AND recency_days <> 365",
            "0",
        ),
        (
            "five more customers with 365 days than with 0 purchases",
            "SELECT sum(recency_days = 365) - sum(purchase_frequency = 0) FROM customer_features",
            "5",
        ),
        (
            "three of them really 365 days before as-of",
            "SELECT count(DISTINCT user_email) FROM customer_features JOIN transactions USING (user_email) \
             WHERE recency_days = 365 AND purchase_frequency > 0 AND ts LIKE '2025-06-30 __:__:__'",
            "3",
        ),
        (
            "two at times that nobody can read",
            "SELECT count(*) FROM customer_features JOIN transactions USING (user_email) \
             WHERE recency_days = 365 AND purchase_frequency = 1 AND (ts = 'unknown' OR ts LIKE '%-02-30%')",
            "2",
        ),
        ("Six lengths", "SELECT count(DISTINCT length(ts)) FROM transactions", "6"),
        (
            "Those of length 7 are not: they say `unknown`",
            "SELECT DISTINCT ts FROM transactions WHERE length(ts) = 7",
            "unknown",
        ),
        (
            "2 March, or to 1 March in a leap year",
            "SELECT date(unixepoch('2026-02-30'), 'unixepoch') || ' ' || date(unixepoch('2024-02-30'), 'unixepoch')",
            "2026-03-02 2024-03-01",
        ),
        (
            "83 purchases belong to nobody",
            "SELECT count(*) FROM transactions WHERE user_email NOT IN (SELECT user_email FROM leads_scored)",
            "83",
        ),
        (
            "only the guests are left",
            "SELECT count(*) || ' ' || sum(user_email LIKE 'guest%') FROM transactions \
             WHERE lower(trim(user_email)) NOT IN (SELECT user_email FROM leads_scored)",
            "53 53",
        ),
        ("clean already", "SELECT count(*) FROM leads_scored WHERE user_email <> lower(trim(user_email))", "0"),
        (
            "the most frequent length, 19",
            "SELECT length(ts) FROM transactions GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
            "19",
        ),
    ];
    let prose: Vec<String> = files.into_iter().chain(shipped_lesson("messy-data").1).map(|(_, text)| text).collect();
    let prose = prose.join(" ").replace('\n', " ");
    for (claim, sql, expected) in facts {
        assert!(prose.to_lowercase().contains(&claim.to_lowercase()), "no lesson says: {claim}");
        assert_eq!(text(&mut session, sql), [expected], "{claim}");
    }
}

#[test]
fn a_lesson_can_be_handed_in_and_graded() {
    for id in ["week1-day2", "messy-data"] {
        let (lesson, files) = shipped_lesson(id);
        let mut session = lab_of(&lesson);
        let mut progress = Progress::new(&lesson.head.id, lesson.head.version);
        let exercises: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .filter(|(name, _)| *name != HEAD_FILE)
            .collect();
        let request = check(&exercises);
        let graded = |session: &mut Session<Native>| {
            let image = session.snapshot().unwrap();
            Session::<Native>::default().check(&request, Some((image, CompanionFiles::default()))).unwrap()
        };
        let failed =
            |graded: &Checked| graded.verdicts.iter().filter(|verdict| verdict.outcome == Outcome::Failed).count();
        assert!(failed(&graded(&mut session)) > 0, "{id}: an untouched database fails");
        for exercise in &lesson.exercises {
            progress.hint(&exercise.file, exercise.hints.len());
            solve(&mut session, &exercise.solution);
            let verdicts = session.check_exercise(exercise, lesson.head.as_of.unwrap(), "").unwrap();
            // What runs in PostgreSQL leaves nothing in the file.
            let is_here = exercise.engine == Engine::Sqlite;
            let expected = if is_here { Outcome::Passed } else { Outcome::Unseen };
            assert!(verdicts.iter().all(|verdict| verdict.outcome == expected), "{verdicts:?}");
            progress.pass(&exercise.file, "2026-07-01T10:00:00Z");
        }
        let done = graded(&mut session);
        assert_eq!(failed(&done), 0, "{id}: {done:?}");
        let record = Record::new(&lesson.head, &progress, "Ana", session.check(&check(&[]), None).unwrap().digest);
        assert_eq!(record.passed.len(), lesson.exercises.len());
        assert_eq!((record.digest.clone(), record.passed[0].hints), (done.digest, 1));
        // Hints that somebody reads afterwards are no help.
        let mut later = progress.clone();
        later.hint(&lesson.head.files[0], 9);
        assert_eq!(Record::new(&lesson.head, &later, "", String::new()).passed[0].hints, 1);
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
    }
}

#[test]
fn progress_is_kept_by_version_and_survives_as_text() {
    let mut progress = Progress::new("week1-day2", 1);
    "SELECT 'é\n'".clone_into(&mut progress.step_mut("a.md").draft);
    assert_eq!((progress.hint("a.md", 2), progress.hint("a.md", 2), progress.hint("a.md", 2)), (1, 2, 2));
    progress.pass("a.md", "2026-07-01T10:00:00Z");
    progress.pass("a.md", "2026-07-02T10:00:00Z");
    assert_eq!(progress.hint("b.md", 0), 0);
    let text = serde_json::to_string(&progress).unwrap();
    let back: Progress = serde_json::from_str(&text).unwrap();
    assert_eq!(back, progress);
    assert_eq!(back.step("a.md").unwrap().passed, "2026-07-01T10:00:00Z");
    assert!(back.belongs_to("week1-day2", 1) && !back.belongs_to("week1-day2", 2) && !back.belongs_to("other", 1));
    assert!(!Progress { format: 2, ..back }.belongs_to("week1-day2", 1));
}
