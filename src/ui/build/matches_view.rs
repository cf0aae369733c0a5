//! Draws the number of transactions whose key matches a customer before a build, and changes that would match more.

use crate::features::keys::matches::{Change, Matches, Offer};
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, button, paragraph};
use crate::words;

/// The number of matching transactions below the key fields, as a warning where none matches.
pub(crate) fn matches(page: Page) -> Element {
    el("div").class("readings small quiet").attr("id", "key-matches").dynamic(move || {
        match page.state.build.matches.get() {
            Some(matches) => lines(page, &matches),
            None => Vec::new(),
        }
    })
}

fn lines(page: Page, matches: &Matches) -> Vec<Element> {
    let (is_one, seen) = (is_one_table(page), matches.seen);
    let mut lines = Vec::new();
    if is_one {
        lines.push(paragraph("note asks", words::ONE_TABLE));
    }
    if seen == 0 {
        return lines;
    }
    let class = if matches.found == 0 && matches.complete { "note wrong" } else { "" };
    lines.push(paragraph(class, &words::matched(matches)));
    lines.extend(matches.offers.iter().flat_map(|offer| offered(page, offer)));
    lines
}

fn is_one_table(Page { state, .. }: Page) -> bool {
    state.build.spec.with(|spec| spec.leads.table == spec.transactions.table && !spec.leads.table.is_empty())
}

/// A change of the mapping that would match more transactions, with a button that makes it.
fn offered(Page { actions, .. }: Page, offer: &Offer) -> [Element; 2] {
    let change = offer.change.clone();
    let make = button("button small", &words::match_change(&offer.change), move || match change.clone() {
        Change::Matching(matching) => actions.adjust(|spec| spec.match_keys = matching),
        Change::Column(field, name) => actions.map(field, name),
    });
    [paragraph("note", &words::match_offer(offer)), make]
}
