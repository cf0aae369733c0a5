//! The rule for doc comments: they open with a verb or a noun, not with a question word.

use super::sources;

/// The words that open a comment whose subject comes too late, or never.
const QUESTION_WORDS: [&str; 8] = ["What", "How", "Whether", "Where", "Which", "Who", "Why", "When"];

/// The folders beside `src` to which the rule applies.
const BESIDE_SRC: [&str; 3] = ["tests", "xtask/src", "benches"];

/// Finds the lines on which a doc comment opens with a question word, each with its number from 1.
fn questions(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut before = "";
    for (at, line) in text.lines().map(str::trim).enumerate() {
        let (marker, comment) = line.split_at_checked(3).unwrap_or((line, ""));
        let opens = matches!(marker, "///" | "//!") && !before.starts_with(marker);
        if opens && comment.split_whitespace().next().is_some_and(|word| QUESTION_WORDS.contains(&word)) {
            found.push((at + 1, line));
        }
        before = line;
    }
    found
}

#[test]
fn doc_comments_open_with_a_verb_or_a_noun() {
    let mut all = sources("src");
    all.extend(BESIDE_SRC.iter().flat_map(|folder| sources(folder)));
    let mut broken = Vec::new();
    for source in &all {
        broken.extend(questions(&source.text).iter().map(|(at, line)| format!("{}:{at}: {line}", source.path)));
    }
    let because = "write “Returns …”, “Says whether …”, “True if …”, or the noun that a reader would search for";
    assert!(broken.is_empty(), "{because}:\n{}", broken.join("\n"));
}

#[test]
fn a_question_word_counts_at_the_beginning_of_a_comment_only() {
    let text = "//! Reads rows,\n//! which are many.\n\n/// What is read.\nfn f() {}\n    /// Counts rows.\n    /// How is said below.";
    assert_eq!(questions(text), [(4, "/// What is read.")]);
}
