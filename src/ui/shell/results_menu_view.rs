//! The menu of a column: its order, its filter, its facts; and the facts alone, where the mouse rests on a header.

use super::actions::Actions;
use super::parts::{Page, button, details, paragraph};
use super::results_state::ResultsState;
use crate::browser::document;
use crate::protocol::{ColumnFacts, Order};
use crate::ui::dom::{Element, el, value_of};
use crate::words;

/// The popovers of the columns.
pub(crate) fn column_menus(page: Page, results: ResultsState) -> [Element; 2] {
    let menu =
        el("div").class("column-menu").attr("id", &results.menu_id()).attr("popover", "auto").attr("role", "dialog");
    let name = move || results.menu.get().and_then(|at| results.columns_on_show().into_iter().nth(at as usize));
    let menu = menu.attr_of("aria-label", move || Some(words::column_menu(&name().unwrap_or_default())));
    let content = move || results.menu.get().map_or_else(Vec::new, |column| menu_of(page, results, column));
    let facts = el("div").class("column-menu column-facts").attr("id", &results.facts_id()).attr("popover", "manual");
    [menu.dynamic(content), facts.attr("role", "tooltip").dynamic(move || facts_of(results))]
}

fn menu_of(Page { actions, .. }: Page, results: ResultsState, column: u32) -> Vec<Element> {
    let name = results.columns_on_show().into_iter().nth(column as usize).unwrap_or_default();
    let title = el("strong").class("column-name").text(&name);
    let order = |name, wanted: Option<bool>| order_button(actions, results, column, name, wanted);
    let orders = el("div").class("row wrap").attr("role", "group").attr("aria-label", words::ORDER).children([
        order(words::ASCENDING, Some(false)),
        order(words::DESCENDING, Some(true)),
        order(words::AS_IT_CAME, None),
    ]);
    let id = format!("{}-filter", results.menu_id());
    let text = results.arrangement.with_untracked(|now| now.filter(column));
    let typed = move |event: web_sys::Event| actions.type_filter(results, column, value_of(&event));
    let done = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast;
        if event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == "Enter") {
            document::close_popover(&results.menu_id());
        }
    };
    let input =
        el("input").class("input").attr("type", "text").attr("id", &id).attr("autofocus", "").attr("value", &text);
    let input = input.attr("autocomplete", "off").attr("spellcheck", "false");
    let examples = el("ul").class("note").children(words::FILTER_HELP.iter().map(|line| el("li").text(line)));
    let field = el("div").class("field").children([
        el("label").attr("for", &id).text(words::FILTER),
        input.on("input", typed).on("keydown", done),
        details(words::FILTER_EXAMPLES, examples),
    ]);
    let facts = el("div").class("stack").attr("aria-live", "polite").dynamic(move || facts_of(results));
    vec![title, orders, field, facts]
}

fn order_button(actions: Actions, results: ResultsState, column: u32, name: &str, wanted: Option<bool>) -> Element {
    let wanted = wanted.map(|descending| Order { column, descending });
    let is_so = move || match wanted {
        Some(_) => results.arrangement.with(|now| now.order == wanted),
        None => results.arrangement.with(|now| now.order.is_none_or(|order| order.column != column)),
    };
    button("button small", name, move || actions.set_order(results, wanted)).aria_bool("aria-pressed", is_so)
}

/// The facts of the column that was last asked for.
fn facts_of(results: ResultsState) -> Vec<Element> {
    let Some(facts) = results.facts.get() else { return vec![paragraph("quiet small", words::COUNTING)] };
    let pairs = words::column_facts_list(&facts)
        .into_iter()
        .flat_map(|(name, value)| [el("dt").text(name), el("dd").text(&value)]);
    let mut parts = vec![el("dl").class("facts").children(pairs)];
    parts.extend(commonest(&facts));
    parts
}

fn commonest(facts: &ColumnFacts) -> Vec<Element> {
    if facts.commonest.is_empty() || facts.distinct == facts.rows - facts.nulls {
        return Vec::new();
    }
    let one = |(value, count): &(crate::base::value::Value, u64)| {
        el("li")
            .child(el("span").class("common-value").text(&words::cell(value)))
            .child(el("span").class("quiet").text(&words::result_rows(*count)))
    };
    let list = el("ol").class("common").attr("role", "list").children(facts.commonest.iter().map(one));
    vec![el("p").class("small").text(words::COMMONEST), list]
}
