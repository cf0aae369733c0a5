//! What a check of an exercise said: a verdict for each, with rows and a likely reason.

use crate::lessons::judge::explain::{Outcome, Verdict};
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::code_list;
use crate::words;

/// What the check said; what goes wrong for one reason is told that reason once.
pub(crate) fn verdicts(list: &[Verdict]) -> Vec<Element> {
    let mut before = None;
    list.iter().map(|one| verdict(one, before.replace(&one.wrong) == Some(&one.wrong))).collect()
}

fn verdict(verdict: &Verdict, told: bool) -> Element {
    let (kind, word) = match verdict.outcome {
        Outcome::Passed => ("holds", words::HOLDS),
        Outcome::Failed => ("fails", words::FAILS),
        Outcome::Unseen => ("open", words::NOT_CHECKED),
    };
    let mut lines = vec![el("p").child(el("strong").text(word)).text(" ").text(&verdict.title)];
    for words in [&verdict.wrong, &verdict.likely] {
        if !words.is_empty() && (!told || *words != verdict.wrong) {
            lines.push(el("p").text(words));
        }
    }
    if !verdict.rows.is_empty() {
        lines.push(code_list("small", verdict.rows.iter().cloned()));
    }
    el("div").class("verdict").attr("data-outcome", kind).children(lines)
}
