//! Parses the files of a lesson. Every error names the file, the line and the next step.

use super::blocks::{Block, Entry, Parts, entries, fault, split_file, twice};
use super::check;
use super::check::Check;
use crate::base::engine::Engine;
use crate::base::error::{LabError, Result};
use crate::base::named::Named;
use crate::base::problem::lesson::{LessonFault, LessonProblem};
use crate::features::spec::parse_as_of;
use crate::lessons::{Base, Exercise, FORMAT, HEAD_FILE, Head, Lesson, Solution};
use crate::links::no_mapping;

/// Reads a whole lesson from its files, each a name and a text.
pub fn lesson(files: &[(String, String)]) -> Result<Lesson> {
    let find = |wanted: &str| {
        let found = files.iter().find(|(name, _)| name == wanted);
        let missing = || LessonProblem::NoFile { file: wanted.to_owned() };
        found.map(|(_, text)| text.as_str()).ok_or_else(missing)
    };
    let head = head(find(HEAD_FILE)?)?;
    let exercises = head.files.iter().map(|file| exercise(file, find(file)?)).collect::<Result<Vec<_>>>()?;
    let builds = |exercise: &&Exercise| matches!(exercise.solution, Solution::Build { .. });
    match exercises.iter().find(builds) {
        Some(exercise) if head.as_of.is_none() => {
            Err(fault(HEAD_FILE, 1, LessonFault::BuildWithoutAsOf { file: exercise.file.clone() }))
        }
        _ => Ok(Lesson { head, exercises }),
    }
}

/// Reads the text of `lesson.md`.
pub fn head(text: &str) -> Result<Head> {
    let parts = split_file(HEAD_FILE, text)?;
    parts.knows(&["format", "id", "version", "title", "sample", "db", "as_of", "mapping", "exercises"])?;
    if let Some(block) = parts.blocks.first() {
        return Err(fault(HEAD_FILE, block.line, LessonFault::BlockInHead { info: block.info.to_owned() }));
    }
    let format = parts.need("format")?;
    if format.value != FORMAT {
        let unknown = LessonFault::UnknownFormat { format: format.value.to_owned(), known: FORMAT.to_string() };
        return Err(fault(HEAD_FILE, format.line, unknown));
    }
    let id = parts.need("id")?;
    if !id.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return Err(fault(HEAD_FILE, id.line, LessonFault::BadId { text: id.value.to_owned() }));
    }
    let version = parts.need("version")?;
    let no_version = |_| fault(HEAD_FILE, version.line, LessonFault::BadVersion { text: version.value.to_owned() });
    let number = version.value.parse().map_err(no_version)?;
    let database = match (parts.one("sample")?, parts.one("db")?) {
        (Some(sample), None) => Base::Sample(sample.value.to_owned()),
        (None, Some(file)) => Base::File(file_name(HEAD_FILE, file)?),
        (_, other) => {
            let line = other.map_or(1, |entry| entry.line);
            return Err(fault(HEAD_FILE, line, LessonFault::NotOneDatabase));
        }
    };
    let as_of = match parts.one("as_of")? {
        Some(entry) => {
            let no_date = |_| fault(HEAD_FILE, entry.line, LessonFault::BadAsOf { text: entry.value.to_owned() });
            Some(parse_as_of(entry.value).map_err(no_date)?)
        }
        None => None,
    };
    let mapping = parts.one("mapping")?;
    if let Some(entry) = mapping
        && let Some(pair) = no_mapping(entry.value)
    {
        return Err(fault(HEAD_FILE, entry.line, LessonFault::BadMapping { pair: pair.to_owned() }));
    }
    let mapping = mapping.map_or_else(String::new, |entry| entry.value.to_owned());
    parts.need_any("exercises")?;
    let mut files: Vec<String> = Vec::new();
    for entry in parts.front.iter().filter(|entry| entry.name == "exercises") {
        let file = file_name(HEAD_FILE, *entry)?;
        if files.contains(&file) || file == HEAD_FILE {
            return Err(fault(HEAD_FILE, entry.line, LessonFault::ListedTwice { file }));
        }
        files.push(file);
    }
    let title = parts.need("title")?.value.to_owned();
    Ok(Head { id: id.value.to_owned(), version: number, title, database, as_of, mapping, files, prose: parts.prose })
}

/// Reads the text of an exercise.
pub fn exercise(file: &str, text: &str) -> Result<Exercise> {
    let parts = split_file(file, text)?;
    parts.knows(&["title", "starter", "engine"])?;
    let title = parts.need("title")?.value.to_owned();
    let starter_is_complete = match parts.one("starter")? {
        Some(Entry { value: "complete", .. }) => true,
        Some(entry) => {
            return Err(fault(file, entry.line, LessonFault::UnknownStarter { value: entry.value.to_owned() }));
        }
        None => false,
    };
    let engine = engine(&parts)?;
    let (mut starter, mut solution) = (None, None);
    let (mut hints, mut checks): (Vec<String>, Vec<Check>) = (Vec::new(), Vec::new());
    for block in &parts.blocks {
        runs_there(file, block, engine)?;
        let text = block.text.trim().to_owned();
        let again = match block.info {
            "sql starter" => starter.replace(text).is_some(),
            "sql solution" => solution.replace(Solution::Sql(text)).is_some(),
            "build solution" => solution.replace(build(file, block)?).is_some(),
            "hint" => {
                hints.push(text);
                false
            }
            _ => {
                checks.push(check::read(file, block)?);
                false
            }
        };
        if again {
            return Err(fault(file, block.line, LessonFault::SecondBlock { info: block.info.to_owned() }));
        }
    }
    if checks.is_empty() {
        return Err(fault(file, 1, LessonFault::NoCheck));
    }
    Ok(Exercise {
        file: file.to_owned(),
        title,
        engine,
        prose: parts.prose,
        starter: starter.unwrap_or_default(),
        starter_is_complete,
        hints,
        checks,
        solution: solution.ok_or_else(|| fault(file, 1, LessonFault::NoSolution))?,
    })
}

/// Reads the engine of an exercise.
fn engine(parts: &Parts<'_>) -> Result<Engine> {
    match parts.one("engine")? {
        None => Ok(Engine::Sqlite),
        Some(Entry { value: "postgres", .. }) => Ok(Engine::Postgres),
        Some(entry) => {
            let [name, value, known] = ["engine", entry.value, "postgres"].map(str::to_owned);
            Err(fault(parts.file, entry.line, LessonFault::UnknownWord { name, value, known }))
        }
    }
}

/// Fails on a block that the exercise's engine has no use for: PostgreSQL has its own tables, which the checks of tables and
/// the build do not see, and only its scripts are looked into.
fn runs_there(file: &str, block: &Block<'_>, engine: Engine) -> Result<()> {
    let is_of_sqlite = block.info.starts_with("check") || block.info.starts_with("build");
    let is_of_run = ["check result", "check quotes", "check uses"].iter().any(|check| block.info.starts_with(check));
    if engine == Engine::Postgres && is_of_sqlite && !is_of_run {
        return Err(fault(file, block.line, LessonFault::NotInPostgres { info: block.info.to_owned() }));
    }
    Ok(())
}

/// Sets an option to the value of a name; returns `false` if no value has this name.
fn set<T: Named>(place: &mut Option<T>, name: &str) -> bool {
    *place = T::named(name).or(*place);
    T::named(name).is_some()
}

fn build(file: &str, block: &Block<'_>) -> Result<Solution> {
    let (mut match_keys, mut duplicate_leads) = (None, None);
    for entry in entries(file, block)? {
        let is_known = match entry.name {
            "match_keys" => set(&mut match_keys, entry.value),
            "duplicate_leads" => set(&mut duplicate_leads, entry.value),
            _ => false,
        };
        if !is_known {
            let [name, value] = [entry.name, entry.value].map(str::to_owned);
            return Err(fault(file, entry.line, LessonFault::UnknownChoice { name, value }));
        }
    }
    Ok(Solution::Build { match_keys, duplicate_leads })
}

/// The name of a file in the lesson's folder. Fails on a path or an address.
fn file_name(file: &str, entry: Entry<'_>) -> Result<String> {
    if entry.value.contains(['/', '\\', ':', '?', '#', '%']) || entry.value.starts_with('.') {
        return Err(fault(file, entry.line, LessonFault::BadFileName { name: entry.value.to_owned() }));
    }
    Ok(entry.value.to_owned())
}

impl<'a> Parts<'a> {
    /// Fails on names of the front matter that are not among `known`.
    fn knows(&self, known: &[&str]) -> Result<()> {
        match self.front.iter().find(|entry| !known.contains(&entry.name)) {
            Some(entry) => {
                let known = known.iter().map(|&name| name.to_owned()).collect();
                Err(fault(self.file, entry.line, LessonFault::UnknownName { name: entry.name.to_owned(), known }))
            }
            None => Ok(()),
        }
    }

    /// The entry of a name, if there is one. Fails on a repeated name.
    fn one(&self, name: &str) -> Result<Option<Entry<'a>>> {
        let mut found = self.front.iter().filter(|entry| entry.name == name);
        let first = found.next();
        match found.next() {
            Some(second) => Err(twice(self.file, second)),
            None => Ok(first.copied()),
        }
    }

    fn need(&self, name: &str) -> Result<Entry<'a>> {
        self.need_any(name)?;
        self.one(name)?.ok_or_else(|| LabError::internal("an entry was found and is gone"))
    }

    fn need_any(&self, name: &str) -> Result<()> {
        if self.front.iter().any(|entry| entry.name == name) {
            return Ok(());
        }
        Err(fault(self.file, 1, LessonFault::MissingName { name: name.to_owned() }))
    }
}
