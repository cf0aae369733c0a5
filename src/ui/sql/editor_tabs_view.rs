//! The tabs above the SQL box, and below it the saved queries and the history.

use crate::browser::document;
use crate::saved_work::sql_queries::SavedQuery;
use crate::saved_work::sql_tabs::Tab;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::shell::parts::{Page, button, paragraph};
use crate::words;

/// The id of the field for the name of a query.
const NAME: &str = "query-name";

/// A row of buttons: one for each tab, a new one, and one that closes the open tab.
pub(crate) fn tabs_bar(Page { state, actions }: Page) -> Element {
    let tabs = state.sql.editor.tabs;
    let names = move || {
        let name = |tab: &Tab| (tab.number, words::tab_name(&tab.name, tab.number));
        tabs.with(|tabs| tabs.all().iter().map(name).collect::<Vec<_>>())
    };
    let place = move |number: usize| tabs.with(|tabs| tabs.all().iter().position(|tab| tab.number == number));
    let one = move |(number, name): (usize, String)| {
        let open = move || {
            let at = tabs.with_untracked(|tabs| tabs.all().iter().position(|tab| tab.number == number));
            actions.open_tab(at.unwrap_or_default());
        };
        button("button small sql-tab", &name, open)
            .aria_bool("aria-pressed", move || place(number) == Some(tabs.with(|tabs| tabs.open())))
    };
    let close = move || {
        (!tabs.with(|tabs| tabs.is_first()))
            .then(|| button("button plain", words::CLOSE_TAB, move || actions.close_tab()))
    };
    let list = el("div").class("row wrap").attr("role", "group").attr("aria-label", words::TABS).keyed_list(names, one);
    let add = button("button plain", words::NEW_TAB, move || actions.add_tab());
    el("div").class("row wrap").child(list).child(add).dynamic(close)
}

/// A fold with the field that saves the SQL under a name, a search, the saved queries and the history.
pub(crate) fn queries(page: Page) -> Element {
    let Page { state, actions } = page;
    let is_open = state.sql.editor.are_shown;
    let toggle = move |event: web_sys::Event| {
        let open = event.target().and_then(|it| js_sys::Reflect::get(&it, &"open".into()).ok());
        actions.show_queries(open.is_some_and(|open| open.is_truthy()));
    };
    let content = move || is_open.get().then(|| lists(page));
    el("details")
        .attr("id", "sql-queries")
        .on("toggle", toggle)
        .child(el("summary").text(words::QUERIES))
        .dynamic(content)
}

fn lists(page: Page) -> Element {
    let Page { state, actions } = page;
    let save = move || actions.save_query(&document::value(NAME).unwrap_or_default());
    let saving = el("div").class("row wrap").child(field(NAME, words::QUERY_NAME, |_| ())).child(button(
        "button small",
        words::SAVE_QUERY,
        save,
    ));
    let search = field("query-search", words::SEARCH_QUERIES, move |text| actions.search_queries(text));
    let saved = move || {
        let found = state.sql.editor.found_queries();
        let one = |SavedQuery { name, sql }: &SavedQuery| {
            let gone = name.clone();
            let delete = button("button plain", words::DELETE_QUERY, move || actions.delete_query(&gone))
                .attr("aria-label", &words::delete_query(name));
            el("li").class("row").child(entry(page, Some(name), sql)).child(delete)
        };
        (!found.is_empty()).then(|| titled(words::SAVED_QUERIES, found.iter().map(one).collect()))
    };
    let history = move || {
        let found = state.sql.editor.found_scripts();
        let one = |sql: &String| el("li").class("row").child(entry(page, None, sql));
        if found.is_empty() {
            paragraph("quiet small", words::NO_HISTORY)
        } else {
            titled(words::HISTORY, found.iter().map(one).collect())
        }
    };
    el("div").class("stack").child(saving).child(search).dynamic(saved).dynamic(move || Some(history()))
}

/// A button that puts SQL into the box.
fn entry(Page { actions, .. }: Page, name: Option<&String>, sql: &str) -> Element {
    let whole = sql.to_owned();
    let title = name.map(|name| el("strong").text(name));
    let take = move || actions.type_sql(&whole);
    el("button")
        .class("sql-entry")
        .attr("type", "button")
        .pressed(take)
        .children(title)
        .child(el("code").text(&words::one_line(sql)))
}

fn titled(title: &str, items: Vec<Element>) -> Element {
    el("div").child(el("h3").text(title)).child(el("ul").class("sql-entries").attr("role", "list").children(items))
}

fn field(id: &str, label: &str, hear: impl Fn(String) + 'static) -> Element {
    let input = el("input")
        .attr("id", id)
        .class("input")
        .attr("autocomplete", "off")
        .on("input", move |event| hear(value_of(&event)));
    el("div").class("field").child(el("label").attr("for", id).text(label)).child(input)
}
