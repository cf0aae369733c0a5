//! Draws the options of the feature specification: time format, key matching, duplicate leads, fills, the table's name,
//! features, passthrough columns.

use std::rc::Rc;

use super::features_view::features;
use crate::base::named::Named;
use crate::browser::document;
use crate::features::spec::{DuplicateLeads, FeatureSpec, MatchKeys};
use crate::features::times::TimeFormat;
use crate::ui::dom::{Element, effect, el, value_of};
use crate::ui::shell::field::{Choice, field};
use crate::ui::shell::parts::{Page, paragraph};
use crate::ui::signals::*;
use crate::words;

/// The id of the first option.
const TIME_FORMAT: &str = "time-format";

/// The options, in a disclosure that opens where one of them has to be chosen.
pub(crate) fn options(page: Page) -> Element {
    let Page { state, actions } = page;
    let asks = move || state.build.times.with(|times| times.as_ref().is_some_and(|times| times.question.is_some()));
    let format = move || {
        let chosen = state.build.spec.with(|spec| spec.transactions.time_format);
        chosen.name().to_owned()
    };
    let choose_format = move |name: String| {
        if let Some(format) = TimeFormat::named(&name) {
            actions.adjust(|spec| spec.transactions.time_format = format);
        }
    };
    let formats = TimeFormat::ALL.map(|format| (format.name(), words::time_format(format)));
    let formats = Choice::among(words::TIME_FORMAT, TIME_FORMAT, formats, format, choose_format);
    let matching = Choice::among(
        words::MATCH_KEYS,
        "match-keys",
        MatchKeys::NAMES.iter().map(|(by, name)| (*name, words::matching(*by))),
        move || state.build.spec.with(|spec| spec.match_keys).name().to_owned(),
        move |name| actions.adjust(|spec| spec.match_keys = MatchKeys::named(&name).unwrap_or_default()),
    );
    let duplicates = Choice::among(
        words::DUPLICATES,
        "duplicates",
        DuplicateLeads::NAMES.iter().map(|(choice, name)| (*name, words::duplicates(*choice))),
        move || state.build.spec.with(|spec| spec.duplicate_leads).name().to_owned(),
        move |name| actions.adjust(|spec| spec.duplicate_leads = DuplicateLeads::named(&name).unwrap_or_default()),
    );
    let target = el("input")
        .attr("id", "target")
        .class("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .prop_of("value", move || state.build.spec.with(|spec| spec.target.clone()))
        .on("change", move |event| actions.adjust(|spec| spec.target = value_of(&event)));
    let details = el("details").class("options");
    let this = details.clone();
    // Opened where the time format is asked for; only the person closes it.
    effect(Box::new(move || {
        if asks() {
            this.clone().attr("open", "");
        }
    }));
    details
        .on("toggle", |_| document::reveal(TIME_FORMAT))
        .child(el("summary").text(words::OPTIONS))
        .child(Choice { asks: Rc::new(asks), ..formats }.view())
        .child(matching.view())
        .child(duplicates.view())
        .child(whole_number(
            page,
            words::FILL_FREQUENCY,
            "fill-frequency",
            |spec| spec.fill.purchase_frequency,
            |spec, number| spec.fill.purchase_frequency = number,
        ))
        .child(whole_number(
            page,
            words::FILL_RECENCY,
            "fill-recency",
            |spec| spec.fill.recency_days,
            |spec, number| spec.fill.recency_days = number,
        ))
        .child(field(words::TARGET, "target", target, || false))
        .child(features(page))
        .child(carry(page))
        .child(keep_record(page))
}

/// The tick that has the build recorded in the database.
fn keep_record(Page { state, actions }: Page) -> Element {
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("id", "keep-record")
        .prop_of("checked", move || state.build.keep_record.get())
        .on("change", move |_| actions.toggle_record());
    let words = el("span").text(words::KEEP_RECORD).child(el("span").class("note").text(words::KEEP_RECORD_NOTE));
    el("label").class("check record").child(tick).child(words)
}

/// A field for a whole number; any other text gets a note and changes nothing.
fn whole_number(
    Page { state, actions }: Page,
    label: &str,
    id: &'static str,
    read: fn(&FeatureSpec) -> i64,
    write: fn(&mut FeatureSpec, i64),
) -> Element {
    let wrong = RwSignal::new(false);
    let input = el("input")
        .attr("id", id)
        .class("input")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .prop_of("value", move || state.build.spec.with(read).to_string())
        .attr_of("aria-invalid", move || wrong.get().then(|| "true".to_owned()))
        .attr_of("aria-describedby", move || wrong.get().then(|| format!("{id}-note")))
        .on("change", move |event| {
            let number = value_of(&event).trim().parse::<i64>();
            wrong.set(number.is_err());
            if let Ok(number) = number {
                actions.adjust(|spec| write(spec, number));
            }
        });
    let note = move || wrong.get().then(|| paragraph("note", words::NOT_A_NUMBER).attr("id", &format!("{id}-note")));
    field(label, id, input, move || wrong.get()).dynamic(note)
}

/// The passthrough columns: checkboxes for further columns of the leads table, in the order of the table.
fn carry(Page { state, actions }: Page) -> Element {
    let names = move || {
        let (table, used) = state.build.spec.with(|spec| {
            let used = [Some(spec.leads.email.clone()), spec.leads.rating.clone()];
            (spec.leads.table.clone(), used)
        });
        let free = |name: &String| !used.iter().flatten().any(|it| it == name);
        state.shell.schema.with(|schema| {
            let columns = schema.table(&table).map(|table| table.columns.as_slice()).unwrap_or_default();
            columns.iter().map(|column| column.name.clone()).filter(free).collect::<Vec<_>>()
        })
    };
    let one = move |name: String| {
        let (this, label) = (name.clone(), name.clone());
        let toggle = move |_| {
            actions.adjust(|spec| {
                let wanted = !spec.leads.passthrough_columns.contains(&name);
                spec.leads.passthrough_columns.retain(|carried| *carried != name);
                if wanted {
                    spec.leads.passthrough_columns.push(name.clone());
                    let order = untrack(names);
                    spec.leads.passthrough_columns.sort_by_key(|name| order.iter().position(|it| it == name));
                }
            });
        };
        let tick = el("input")
            .attr("type", "checkbox")
            .prop_of("checked", move || state.build.spec.with(|spec| spec.leads.passthrough_columns.contains(&this)))
            .on("change", toggle);
        el("label").class("check").child(tick).text(&label)
    };
    el("fieldset").class("carry").child(el("legend").text(words::CARRY)).keyed_list(names, one)
}
