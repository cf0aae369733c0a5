//! Reads the files of a lesson. Every error names the file, the line and the next step.

use super::blocks::{Block, Entry, Parts, entries, take_apart, trouble, twice};
use super::check;
use super::check::Check;
use crate::base::error::{ErrorKind, LabError, Result};
use crate::base::named::Named;
use crate::features::spec::parse_as_of;
use crate::lessons::{Base, Exercise, FORMAT, HEAD_FILE, Head, Lesson, Solution};
use crate::links::no_mapping;

/// Reads a whole lesson from its files, each a name and a text.
pub fn lesson(files: &[(String, String)]) -> Result<Lesson> {
    let find = |wanted: &str| {
        let found = files.iter().find(|(name, _)| name == wanted);
        found.map(|(_, text)| text.as_str()).ok_or_else(|| {
            let next = format!("Put {wanted} into the lesson's folder, or take it off the list in {HEAD_FILE}.");
            LabError::new(ErrorKind::Lesson, format!("The lesson has no file {wanted}."), next)
        })
    };
    let head = head(find(HEAD_FILE)?)?;
    let exercises = head.files.iter().map(|file| exercise(file, find(file)?)).collect::<Result<Vec<_>>>()?;
    let builds = |exercise: &&Exercise| matches!(exercise.solution, Solution::Build { .. });
    match exercises.iter().find(builds) {
        Some(exercise) if head.as_of.is_none() => {
            let what = format!("{} is solved by a build, and the lesson does not say as of when.", exercise.file);
            Err(trouble(HEAD_FILE, 1, what, "Add a line such as `as_of: 2026-07-01`."))
        }
        _ => Ok(Lesson { head, exercises }),
    }
}

/// Reads the text of `lesson.md`.
pub fn head(text: &str) -> Result<Head> {
    let parts = take_apart(HEAD_FILE, text)?;
    parts.knows(&["format", "id", "version", "title", "sample", "db", "as_of", "mapping", "exercises"])?;
    if let Some(block) = parts.blocks.first() {
        let what = format!("`{}` belongs into an exercise.", block.info);
        return Err(trouble(HEAD_FILE, block.line, what, "Move the block into the file of an exercise."));
    }
    let format = parts.need("format")?;
    if format.value != FORMAT {
        let what = format!("format {} is not known; this lab reads format {FORMAT}.", format.value);
        return Err(trouble(HEAD_FILE, format.line, what, "Open the lesson in a newer lab, or write `format: 1`."));
    }
    let id = parts.need("id")?;
    if !id.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        let what = format!("“{}” cannot be an id.", id.value);
        return Err(trouble(HEAD_FILE, id.line, what, "Use lower-case letters, digits and hyphens, as in the folder."));
    }
    let version = parts.need("version")?;
    let number = version.value.parse().map_err(|_| {
        let what = format!("“{}” is not a version.", version.value);
        trouble(HEAD_FILE, version.line, what, "Write a whole number: 1, and one more after each change.")
    })?;
    let database = match (parts.one("sample")?, parts.one("db")?) {
        (Some(sample), None) => Base::Sample(sample.value.to_owned()),
        (None, Some(file)) => Base::File(file_name(HEAD_FILE, file)?),
        (_, other) => {
            let line = other.map_or(1, |entry| entry.line);
            let what = "the lesson does not say which one database it starts from.";
            return Err(trouble(HEAD_FILE, line, what, "Write either `sample: NAME` or `db: FILE`."));
        }
    };
    let as_of = match parts.one("as_of")? {
        Some(entry) => Some(
            parse_as_of(entry.value)
                .map_err(|error| trouble(HEAD_FILE, entry.line, error.message, "Write a date like 2026-07-01."))?,
        ),
        None => None,
    };
    let mapping = parts.one("mapping")?;
    if let Some(entry) = mapping
        && let Some(pair) = no_mapping(entry.value)
    {
        let what = format!("`{pair}` is no part of a mapping.");
        return Err(trouble(HEAD_FILE, entry.line, what, "Write what *Copy link* writes, from `leads=` or `tx=` on."));
    }
    let mapping = mapping.map_or_else(String::new, |entry| entry.value.to_owned());
    parts.need_any("exercises")?;
    let mut files: Vec<String> = Vec::new();
    for entry in parts.front.iter().filter(|entry| entry.name == "exercises") {
        let file = file_name(HEAD_FILE, *entry)?;
        if files.contains(&file) || file == HEAD_FILE {
            let what = format!("{file} is listed twice.");
            return Err(trouble(HEAD_FILE, entry.line, what, "List every exercise once."));
        }
        files.push(file);
    }
    let title = parts.need("title")?.value.to_owned();
    Ok(Head { id: id.value.to_owned(), version: number, title, database, as_of, mapping, files, prose: parts.prose })
}

/// Reads the text of an exercise.
pub fn exercise(file: &str, text: &str) -> Result<Exercise> {
    let parts = take_apart(file, text)?;
    parts.knows(&["title", "starter"])?;
    let title = parts.need("title")?.value.to_owned();
    let starter_is_complete = match parts.one("starter")? {
        Some(Entry { value: "complete", .. }) => true,
        Some(entry) => {
            let what = format!("`starter: {}` is not known.", entry.value);
            return Err(trouble(file, entry.line, what, "Write `starter: complete`, or leave the line out."));
        }
        None => false,
    };
    let (mut starter, mut solution) = (None, None);
    let (mut hints, mut checks): (Vec<String>, Vec<Check>) = (Vec::new(), Vec::new());
    for block in &parts.blocks {
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
            let what = format!("this is the second `{}` block.", block.info);
            return Err(trouble(file, block.line, what, "Keep one of them."));
        }
    }
    let missing =
        |what: &str| trouble(file, 1, format!("the exercise has no {what}."), "Add one; see docs/lessons.md.");
    if checks.is_empty() {
        return Err(missing("`check` block"));
    }
    Ok(Exercise {
        file: file.to_owned(),
        title,
        prose: parts.prose,
        starter: starter.unwrap_or_default(),
        starter_is_complete,
        hints,
        checks,
        solution: solution.ok_or_else(|| missing("`sql solution` or `build solution` block"))?,
    })
}

/// Sets a choice by its name; false if there is none of that name.
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
            let what = format!("a build has no choice `{}: {}`.", entry.name, entry.value);
            let next = "Write `match_keys: exact|normalised|as_text|as_number` or `duplicate_leads: keep|first`.";
            return Err(trouble(file, entry.line, what, next));
        }
    }
    Ok(Solution::Build { match_keys, duplicate_leads })
}

/// A name of a file in the lesson's own folder.
fn file_name(file: &str, entry: Entry<'_>) -> Result<String> {
    if entry.value.contains(['/', '\\', ':', '?', '#', '%']) || entry.value.starts_with('.') {
        let what = format!("“{}” is not the name of a file in the lesson's folder.", entry.value);
        return Err(trouble(file, entry.line, what, "Put the file beside lesson.md and write its bare name."));
    }
    Ok(entry.value.to_owned())
}

impl<'a> Parts<'a> {
    /// Refuses names of the front matter that are not among `known`.
    fn knows(&self, known: &[&str]) -> Result<()> {
        match self.front.iter().find(|entry| !known.contains(&entry.name)) {
            Some(entry) => {
                let what = format!("the front matter has no `{}`.", entry.name);
                Err(trouble(self.file, entry.line, what, format!("It knows {}.", known.join(", "))))
            }
            None => Ok(()),
        }
    }

    /// The only entry of a name, if there is one.
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
        let what = format!("the front matter does not say `{name}`.");
        Err(trouble(self.file, 1, what, format!("Add a line `{name}: …` between the two lines of `---`.")))
    }
}
