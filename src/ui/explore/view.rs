//! Draws the tab *Explore*: the tables that have a profile, and the profile on show.

use crate::base::ident::shown;
use crate::base::schema::Table;
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, button, panel, paragraph};
use crate::ui::shell::results_view::results;
use crate::words;

/// The panels of the tab *Explore*.
pub(crate) fn explore(page: Page) -> [Element; 2] {
    let Page { state, actions } = page;
    let tables = move || state.shell.schema.with(|schema| schema.tables.clone());
    let one = move |table: Table| {
        let title = words::show_profile_of(&table.name);
        let name = shown(&table.name).to_owned();
        button("button small", &name, move || actions.show_profile(&table))
            .attr("aria-label", &title)
            .attr("title", &title)
    };
    let list = el("div").class("row wrap").keyed_list(tables, one);
    let choose = panel("panel", "explore-title", el("h2").attr("id", "explore-title").text(words::EXPLORE_TITLE))
        .child(paragraph("lead", words::EXPLORE_LEAD))
        .child(list);
    [choose, results(page, state.explore.results, |_| vec![paragraph("quiet", words::EXPLORE_EMPTY)])]
}
