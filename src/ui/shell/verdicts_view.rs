//! What a check of an exercise said: a verdict for each, with rows and a likely reason.

use crate::lessons::judge::verdict::{Outcome, Verdict};
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::code_list;
use crate::words;
use crate::words::VerdictWords;

/// What the check said; what goes wrong for one reason is told that reason once.
pub(crate) fn verdicts(list: &[Verdict]) -> Vec<Element> {
    let mut before = None;
    list.iter().map(|one| verdict(one, before.replace(&one.fault.wrong) == Some(&one.fault.wrong))).collect()
}

fn verdict(verdict: &Verdict, told: bool) -> Element {
    let (kind, word) = match verdict.outcome {
        Outcome::Passed => ("holds", words::HOLDS),
        Outcome::Failed => ("fails", words::FAILS),
        Outcome::Unseen => ("open", words::NOT_CHECKED),
    };
    let VerdictWords { title, wrong, likely, rows } = words::verdict(verdict);
    let mut lines = vec![el("p").child(el("strong").text(word)).text(" ").text(&title)];
    if !wrong.is_empty() && !told {
        lines.push(el("p").text(&wrong));
    }
    if !likely.is_empty() {
        lines.push(el("p").text(&likely));
    }
    if !rows.is_empty() {
        lines.push(code_list("small", rows));
    }
    el("div").class("verdict").attr("data-outcome", kind).children(lines)
}
