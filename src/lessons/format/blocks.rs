//! Splits a lesson's file into the front matter, the prose, and the fenced blocks that the lab reads.

use crate::base::error::{LabError, Result};
use crate::base::problem::lesson::{LessonFault, LessonProblem};

/// One `name: value` line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry<'a> {
    /// The line in the file, from 1.
    pub(crate) line: usize,
    /// The name before the colon; for a line `- value` that of the line above.
    pub(crate) name: &'a str,
    /// The value after the colon or the dash.
    pub(crate) value: &'a str,
}

/// A fenced block whose info words the lab knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block<'a> {
    /// The line of the opening fence, from 1.
    pub(crate) line: usize,
    /// The info string: the words after the opening fence.
    pub(crate) info: &'a str,
    /// The lines between the fences.
    pub(crate) text: String,
}

/// The parts of a lesson's file.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    /// The file's name, for errors.
    pub(crate) file: &'a str,
    /// The front matter.
    pub(crate) front: Vec<Entry<'a>>,
    /// The Markdown text without the front matter and without `blocks`.
    pub(crate) prose: String,
    /// The blocks that the lab reads; other fenced blocks stay in the prose.
    pub(crate) blocks: Vec<Block<'a>>,
}

/// The error of a line that does not follow docs/lessons.md.
pub(crate) fn fault(file: &str, line: usize, fault: LessonFault) -> LabError {
    LessonProblem::Line { file: file.to_owned(), line: line as u64, fault }.into()
}

/// Splits a file into its parts. Fails on a file without front matter, or with front matter or a block left open.
pub(crate) fn split_file<'a>(file: &'a str, text: &'a str) -> Result<Parts<'a>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end()));
    if lines.next().is_none_or(|(_, first)| first != "---") {
        return Err(fault(file, 1, LessonFault::NoFrontMatter));
    }
    let mut front = Vec::new();
    let closed = read_entries(file, &mut lines, &mut front)?;
    if !closed {
        return Err(fault(file, 1, LessonFault::OpenFrontMatter));
    }
    let (mut prose, mut blocks) = (String::new(), Vec::new());
    while let Some((line, content)) = lines.next() {
        let (fence, info) = fence(content);
        if fence == 0 {
            push_line(&mut prose, content);
            continue;
        }
        let inside = block(file, line, fence, &mut lines)?;
        if is_ours(info) {
            blocks.push(Block { line, info, text: inside });
        } else {
            push_line(&mut prose, content);
            prose.push_str(&inside);
            push_line(&mut prose, &"`".repeat(fence));
        }
    }
    Ok(Parts { file, front, prose: prose.trim().to_owned(), blocks })
}

/// Reads `name: value` lines, and `- value` lines below a name, to a line `---` (returns `true`) or to the end.
pub(crate) fn read_entries<'a>(
    file: &str,
    lines: &mut dyn Iterator<Item = (usize, &'a str)>,
    into: &mut Vec<Entry<'a>>,
) -> Result<bool> {
    let mut last = "";
    for (line, content) in lines {
        let content = content.trim();
        if content == "---" {
            return Ok(true);
        }
        if content.is_empty() {
            continue;
        }
        let entry = match (content.strip_prefix("- "), content.split_once(':')) {
            (Some(value), _) if !last.is_empty() => Entry { line, name: last, value: value.trim() },
            (None, Some((name, value))) => Entry { line, name: name.trim(), value: value.trim() },
            _ => {
                return Err(fault(file, line, LessonFault::NoEntry { text: content.to_owned() }));
            }
        };
        last = entry.name;
        // A name without a value begins a list.
        if !entry.value.is_empty() {
            into.push(entry);
        }
    }
    Ok(false)
}

/// The lines of a fenced block up to its closing fence.
fn block(
    file: &str,
    opened: usize,
    fence_length: usize,
    lines: &mut dyn Iterator<Item = (usize, &str)>,
) -> Result<String> {
    let mut text = String::new();
    for (_, content) in lines {
        let (length, info) = fence(content);
        if length >= fence_length && info.is_empty() {
            return Ok(text);
        }
        push_line(&mut text, content);
    }
    Err(fault(file, opened, LessonFault::OpenBlock))
}

/// The number of backticks of a fence line, and its info string; `(0, "")` if the line is no fence.
pub(crate) fn fence(line: &str) -> (usize, &str) {
    let info = line.trim_start_matches('`');
    let length = line.len() - info.len();
    if length < 3 || info.contains('`') { (0, "") } else { (length, info.trim()) }
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn is_ours(info: &str) -> bool {
    let first = info.split(' ').next().unwrap_or_default();
    matches!(first, "hint" | "check") || matches!(info, "sql starter" | "sql solution" | "build solution")
}

/// The `name: value` lines of a block.
pub(crate) fn entries<'a>(file: &str, block: &'a Block<'_>) -> Result<Vec<Entry<'a>>> {
    let mut entries = Vec::new();
    let mut lines = block.text.lines().enumerate().map(|(at, line)| (block.line + at + 1, line));
    read_entries(file, &mut lines, &mut entries)?;
    Ok(entries)
}

/// The error of a line that repeats another.
pub(crate) fn twice(file: &str, entry: &Entry<'_>) -> LabError {
    fault(file, entry.line, LessonFault::Twice { name: entry.name.to_owned() })
}
