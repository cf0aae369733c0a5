//! Grading: makes the rows of the table of grades from submitted files. Databases were checked again; completion
//! records are claims.

use super::completion;
use super::completion::Record;
use super::judge::verdict::{Outcome, Verdict};
use super::{Base, Head};

/// The longest name that is shown, in characters; a record may hold any.
const LONGEST_NAME: usize = 100;

/// A submitted file with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The file's name.
    pub file: String,
    /// The content that was read or checked.
    pub content: Content,
}

/// The content of a submitted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A database: the verdicts of its checks, its digest (row counts and a hash of the feature table), and warnings.
    Database(Vec<Verdict>, String, Vec<String>),
    /// A completion record.
    Record(Record),
    /// Neither a database nor a record, or unreadable, with the reason.
    Refused(String),
}

/// One learner's row: from a database, a record, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The unique key of the row: the index of its first file among all.
    pub key: usize,
    /// The learner, as the record or else the file names them.
    pub name: String,
    /// The names of the files.
    pub files: Vec<String>,
    /// One cell for each exercise of the lesson; none if no file belongs to this lesson.
    pub cells: Vec<Cell>,
    /// The database's digest; the record's if there is no database.
    pub digest: String,
    /// Rows with equal digests have the same letter; empty if no other row has this digest.
    pub group: String,
    /// The verdicts of the database's checks.
    pub verdicts: Vec<Verdict>,
    /// The record, if it belongs to the lesson.
    pub record: Option<Record>,
    /// Notes for the instructor.
    pub notes: Vec<Note>,
}

/// The grade of one exercise, and whether it comes from a check or from a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Passed: the checks on the database hold.
    Checked,
    /// Passed: the record says so.
    Recorded,
    /// Not passed: a check on the database does not hold.
    Failed,
    /// Not passed: the record does not name it.
    NotRecorded,
    /// Unknown: a check needs the result of a query, and there is only a database.
    Untold,
}

impl Cell {
    /// Returns `true` if the exercise counts as passed.
    pub fn passed(self) -> bool {
        matches!(self, Self::Checked | Self::Recorded)
    }
}

/// A note for the instructor on a learner's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The file cannot be used, for this reason.
    Refused(String),
    /// A warning of the lab about the file.
    File(String),
    /// The record belongs to another lesson.
    OtherLesson(String),
    /// The record belongs to another version of the lesson.
    OtherVersion(u32),
    /// The record is of a format that this lab does not know.
    OtherFormat(u32),
    /// The record names exercises that the lesson does not have, or counts them differently.
    Odd,
    /// The record says that these exercises (from 0) were passed, and the database does not hold what they check.
    Contradicted(Vec<usize>),
    /// The record was made with another state of the database.
    OtherState,
}

impl Row {
    /// The number of exercises that count as passed.
    pub fn passed(&self) -> usize {
        self.cells.iter().filter(|cell| cell.passed()).count()
    }
}

/// Returns `true` if a link's fragment asks for the grading view.
pub fn is_asked(fragment: &str) -> bool {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    fragment.split('&').any(|part| part == "grade" || part.starts_with("grade="))
}

/// Makes the rows of all submissions, sorted by name or by the number of passed exercises.
pub fn rows(lesson: &Head, submissions: &[Submission], by_passed: bool) -> Vec<Row> {
    let databases_of_records = databases_of_records(lesson, submissions);
    let one = |(at, partner): (usize, &Option<usize>)| {
        // A database that has a record is part of the record's row.
        let is_taken = databases_of_records.contains(&Some(at));
        (!is_taken).then(|| row(lesson, submissions, [Some(at), *partner].into_iter().flatten()))
    };
    let mut rows: Vec<Row> = databases_of_records.iter().enumerate().filter_map(one).collect();
    group(&mut rows);
    rows.sort_by_key(|row| {
        let passed = if row.cells.is_empty() { usize::MAX } else { row.cells.len() - row.passed() };
        (if by_passed { passed } else { 0 }, row.name.to_lowercase(), row.key)
    });
    rows
}

fn row(lesson: &Head, submissions: &[Submission], members: impl Iterator<Item = usize> + Clone) -> Row {
    let both = members.clone().filter_map(|at| submissions.get(at));
    let mut row = Row {
        key: members.min().unwrap_or_default(),
        name: both.clone().next().map(|submission| learner_part(lesson, submission).to_owned()).unwrap_or_default(),
        files: both.clone().map(|submission| submission.file.clone()).collect(),
        cells: Vec::new(),
        digest: String::new(),
        group: String::new(),
        verdicts: Vec::new(),
        record: None,
        notes: Vec::new(),
    };
    let mut is_checked = false;
    for submission in both {
        match &submission.content {
            Content::Refused(why) => row.notes.push(Note::Refused(why.clone())),
            Content::Database(verdicts, digest, remarks) => {
                is_checked = true;
                row.verdicts.clone_from(verdicts);
                row.digest.clone_from(digest);
                row.notes.extend(remarks.iter().cloned().map(Note::File));
            }
            Content::Record(record) => {
                if !record.name.trim().is_empty() {
                    row.name = record.name.trim().chars().take(LONGEST_NAME).collect();
                }
                match why_foreign(lesson, record) {
                    Some(note) => row.notes.push(note),
                    None => row.record = Some(record.clone()),
                }
            }
        }
    }
    if row.name.is_empty() {
        row.name = row.files.first().cloned().unwrap_or_default();
    }
    if is_checked || row.record.is_some() {
        row.cells = lesson.files.iter().map(|file| cell(file, &row.verdicts, row.record.as_ref())).collect();
    }
    if let Some(record) = row.record.clone() {
        compare(lesson, &record, &mut row);
    }
    row
}

/// Adds notes where a record contradicts the lesson or the database, and takes the record's mark if the row has none.
fn compare(lesson: &Head, record: &Record, row: &mut Row) {
    let is_odd = record.exercises as usize != lesson.files.len()
        || record.passed.iter().any(|passed| !lesson.files.contains(&passed.file));
    if is_odd {
        row.notes.push(Note::Odd);
    }
    let cells = row.cells.iter().zip(&lesson.files).enumerate();
    let contradicted = cells.filter(|(_, (cell, file))| **cell == Cell::Failed && claims(record, file));
    let contradicted: Vec<usize> = contradicted.map(|(at, _)| at).collect();
    if !contradicted.is_empty() {
        row.notes.push(Note::Contradicted(contradicted));
    }
    if row.digest.is_empty() {
        row.digest.clone_from(&record.digest);
    } else if row.digest != record.digest {
        row.notes.push(Note::OtherState);
    }
}

/// The grade of an exercise. A check's outcome counts more than a record's claim.
fn cell(file: &str, verdicts: &[Verdict], record: Option<&Record>) -> Cell {
    let own = verdicts.iter().filter(|verdict| verdict.file == file).map(|verdict| verdict.outcome);
    let worst = own.max_by_key(|outcome| match outcome {
        Outcome::Passed => 0,
        Outcome::Unseen => 1,
        Outcome::Failed => 2,
    });
    match (worst, record) {
        (Some(Outcome::Failed), _) => Cell::Failed,
        (Some(Outcome::Passed), _) => Cell::Checked,
        (_, Some(record)) if claims(record, file) => Cell::Recorded,
        (_, Some(_)) => Cell::NotRecorded,
        _ => Cell::Untold,
    }
}

fn claims(record: &Record, file: &str) -> bool {
    record.passed.iter().any(|passed| passed.file == file)
}

/// The reason why a record does not belong to the lesson; `None` if it does.
fn why_foreign(lesson: &Head, record: &Record) -> Option<Note> {
    if record.format != completion::VERSION {
        Some(Note::OtherFormat(record.format))
    } else if record.lesson != lesson.id {
        Some(Note::OtherLesson(record.lesson.clone()))
    } else {
        (record.version != lesson.version).then_some(Note::OtherVersion(record.version))
    }
}

/// For each submission, the index of the same learner's database if it is a record and the names match exactly one.
fn databases_of_records(lesson: &Head, submissions: &[Submission]) -> Vec<Option<usize>> {
    let name = |submission: &Submission| match submission.content {
        Content::Database(..) => comparable_name(learner_part(lesson, submission)),
        _ => String::new(),
    };
    let databases: Vec<String> = submissions.iter().map(name).collect();
    let candidates = |submission: &Submission| {
        let Content::Record(record) = &submission.content else { return Vec::new() };
        if why_foreign(lesson, record).is_some() {
            return Vec::new();
        }
        let names = [comparable_name(&record.name), comparable_name(learner_part(lesson, submission))];
        let is_meant = |(_, name): &(usize, &String)| !name.is_empty() && names.contains(name);
        databases.iter().enumerate().filter(is_meant).map(|(at, _)| at).collect()
    };
    let candidates: Vec<Vec<usize>> = submissions.iter().map(candidates).collect();
    let is_wanted_once = |database: usize| candidates.iter().filter(|list| list.contains(&database)).count() == 1;
    let partner = |list: &Vec<usize>| match list[..] {
        [only] => Some(only).filter(|only| is_wanted_once(*only)),
        _ => None,
    };
    candidates.iter().map(partner).collect()
}

/// The learner's part of a file name: without its extension, a browser's ` (1)`, and the name that the lab gave it.
fn learner_part<'a>(lesson: &Head, submission: &'a Submission) -> &'a str {
    let stem = submission.file.rsplit_once('.').map_or(submission.file.as_str(), |(stem, _)| stem).trim();
    let copy = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once(" ("));
    let stem = copy.filter(|(_, number)| number.parse::<u32>().is_ok()).map_or(stem, |(stem, _)| stem);
    let given = match (&submission.content, &lesson.database) {
        (Content::Record(_), _) => format!("{}-record", lesson.id),
        (_, Base::Sample(name)) => name.clone(),
        (_, Base::File(file)) => file.rsplit_once('.').map_or(file.clone(), |(stem, _)| stem.to_owned()),
    };
    let edge = stem.len().saturating_sub(given.len());
    let own = match (stem.get(..edge), stem.get(edge..), stem.get(..given.len()), stem.get(given.len()..)) {
        (Some(own), Some(rest), ..) if rest.eq_ignore_ascii_case(&given) => own,
        (.., Some(first), Some(own)) if first.eq_ignore_ascii_case(&given) => own,
        _ => stem,
    };
    let own = own.trim_matches(['_', '-', ' ', '.']);
    // Canvas puts the learner's number behind the name, and behind that one of the file.
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    match own.rsplit_once('_') {
        Some((rest, last)) if is_number(last) && rest.rsplit_once('_').is_some_and(|(_, id)| is_number(id)) => rest,
        _ => own,
    }
}

/// A name for comparison: only letters and digits, in lower case.
fn comparable_name(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Sets the group letter of rows whose digest is shared; the most frequent digest gets A.
fn group(rows: &mut [Row]) {
    let mut digests: Vec<(String, usize)> = Vec::new();
    for digest in rows.iter().map(|row| &row.digest).filter(|digest| !digest.is_empty()) {
        match digests.iter_mut().find(|(known, _)| known == digest) {
            Some((_, count)) => *count += 1,
            None => digests.push((digest.clone(), 1)),
        }
    }
    digests.retain(|(_, count)| *count > 1);
    digests.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for row in rows {
        if let Some(at) = digests.iter().position(|(digest, _)| *digest == row.digest) {
            row.group = letters(at);
        }
    }
}

/// The letters of a group: A, B … Z, AA, AB …
fn letters(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    if at < 26 { last.to_string() } else { format!("{}{last}", letters(at / 26 - 1)) }
}
