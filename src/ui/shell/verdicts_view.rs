//! Draws the verdicts of an exercise's checks: for each check its outcome, what is wrong, a likely cause, and rows.

use crate::lessons::judge::verdict::{Outcome, Verdict};
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::code_list;
use crate::words;
use crate::words::VerdictWords;

/// Draws a list of verdicts. Where two in a row have the same fault, its text and its cause are shown once.
pub(crate) fn verdicts(list: &[Verdict]) -> Vec<Element> {
    let mut before = None;
    list.iter().map(|one| verdict(one, before.replace(&one.fault) == Some(&one.fault))).collect()
}

fn verdict(verdict: &Verdict, already_shown: bool) -> Element {
    let (kind, word) = match verdict.outcome {
        Outcome::Passed => ("holds", words::HOLDS),
        Outcome::Failed => ("fails", words::FAILS),
        Outcome::Unseen => ("open", words::NOT_CHECKED),
    };
    let VerdictWords { title, wrong, likely, rows } = words::verdict(verdict);
    let mut lines = vec![el("p").child(el("strong").text(word)).text(" ").text(&title)];
    if !wrong.is_empty() && !already_shown {
        lines.push(el("p").text(&wrong));
    }
    if !likely.is_empty() && (!already_shown || !verdict.say.is_empty()) {
        lines.push(el("p").text(&likely));
    }
    if !rows.is_empty() {
        lines.push(code_list("small", rows));
    }
    el("div").class("verdict").attr("data-outcome", kind).children(lines)
}
