//! The empty state of the results of the SQL box: what to do, with buttons that do it.

use crate::base::ident::shown;
use crate::base::visible::cut;
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, button, paragraph};
use crate::words;

/// The sentence, and buttons for the rows of the customers' table (or else of the first one) and for a build.
pub(crate) fn nothing_ran(Page { state, actions }: Page) -> Vec<Element> {
    let customers = state.build.spec.with(|spec| spec.leads.table.clone());
    let table = state
        .shell
        .schema
        .with(|schema| schema.table(&customers).or(schema.tables.first()).map(|table| table.name.clone()));
    let show = table.map(|name| {
        let short = cut(shown(&name)).unwrap_or_else(|| shown(&name).to_owned());
        button("button small", &words::button_for_rows(&short), move || actions.show_table(name.clone()))
    });
    let build = (!customers.is_empty()).then(|| button("button small", words::BUILD, move || actions.build()));
    vec![paragraph("quiet", words::RESULTS_EMPTY), el("div").class("row wrap").children(show.into_iter().chain(build))]
}
