//! The rest of the feature specification: how times and keys are read, what missing customers get, the table's name.

use leptos::prelude::*;

use super::field::Choice;
use super::page;
use crate::domain::link::TIME_FORMATS;
use crate::domain::spec::{DuplicateLeads, FeatureSpec, MatchKeys};
use crate::ui::text;

/// What most builds leave as it is.
#[component]
pub(super) fn Options() -> impl IntoView {
    let (state, actions) = page()?;
    let quiet = Signal::stored(None::<String>);
    let calm = Signal::stored(false);
    let formats = TIME_FORMATS.map(|(format, name)| (name.to_owned(), text::time_format(format).to_owned())).to_vec();
    let format = Signal::derive(move || {
        let chosen = state.spec.with(|spec| spec.transactions.time_format);
        let found = TIME_FORMATS.iter().find(|(format, _)| *format == chosen);
        found.map(|(_, name)| (*name).to_owned()).unwrap_or_default()
    });
    let choose_format = move |name: String| {
        if let Some((format, _)) = TIME_FORMATS.iter().find(|(_, known)| *known == name) {
            actions.adjust(|spec| spec.transactions.time_format = *format);
        }
    };
    let asks = Signal::derive(move || {
        state.times.with(|times| times.as_ref().is_some_and(|times| !times.question.is_empty()))
    });
    Some(view! {
        <details class="options" prop:open=move || asks.get()>
            <summary>{text::OPTIONS}</summary>
            <Choice
                label=text::TIME_FORMAT id="time-format" options=Signal::stored(formats) value=format note=quiet asks
                on_choose=choose_format
            />
            <Choice
                label=text::MATCH_KEYS id="match-keys"
                options=Signal::stored(text::MATCHING.map(|(_, name, words)| (name.to_owned(), words.to_owned())).to_vec())
                value=Signal::derive(move || text::matching_name(state.spec.with(|spec| spec.match_keys)).to_owned())
                note=quiet asks=calm
                on_choose=move |name| actions.adjust(|spec| spec.match_keys = matching(&name))
            />
            <Choice
                label=text::DUPLICATES id="duplicates"
                options=Signal::stored(vec![
                    ("keep".to_owned(), text::DUPLICATES_KEEP.to_owned()),
                    ("first".to_owned(), text::DUPLICATES_FIRST.to_owned()),
                ])
                value=Signal::derive(move || match state.spec.with(|spec| spec.duplicate_leads) {
                    DuplicateLeads::Keep => "keep".to_owned(),
                    DuplicateLeads::First => "first".to_owned(),
                })
                note=quiet asks=calm
                on_choose=move |name| actions.adjust(|spec| {
                    spec.duplicate_leads = if name == "first" { DuplicateLeads::First } else { DuplicateLeads::Keep };
                })
            />
            <WholeNumber
                label=text::FILL_FREQUENCY id="fill-frequency" read=|spec| spec.fill.purchase_frequency
                write=|spec, number| spec.fill.purchase_frequency = number
            />
            <WholeNumber
                label=text::FILL_RECENCY id="fill-recency" read=|spec| spec.fill.recency_days
                write=|spec, number| spec.fill.recency_days = number
            />
            <div class="field">
                <label for="target">{text::TARGET}</label>
                <input
                    id="target" class="input" type="text" autocomplete="off" spellcheck="false"
                    prop:value=move || state.spec.with(|spec| spec.target.clone())
                    on:change=move |event| actions.adjust(|spec| spec.target = event_target_value(&event))
                />
            </div>
            <Carry />
        </details>
    })
}

/// A field for a whole number; what is no number is said and not taken.
#[component]
fn WholeNumber(
    label: &'static str,
    id: &'static str,
    read: fn(&FeatureSpec) -> i64,
    write: fn(&mut FeatureSpec, i64),
) -> impl IntoView {
    let (state, actions) = page()?;
    let wrong = RwSignal::new(false);
    let note = format!("{id}-note");
    let described = note.clone();
    Some(view! {
        <div class="field" data-asks=move || wrong.get().then_some("1")>
            <label for=id>{label}</label>
            <input
                id=id class="input" type="text" inputmode="numeric" autocomplete="off"
                prop:value=move || state.spec.with(read).to_string()
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby=move || wrong.get().then(|| described.clone())
                on:change=move |event| {
                    let number = event_target_value(&event).trim().parse::<i64>();
                    wrong.set(number.is_err());
                    if let Ok(number) = number {
                        actions.adjust(|spec| write(spec, number));
                    }
                }
            />
            {move || wrong.get().then(|| view! { <p class="note" id=note.clone()>{text::NOT_A_NUMBER}</p> })}
        </div>
    })
}

/// Further columns of the leads table that are carried through, in the order of the table.
#[component]
fn Carry() -> impl IntoView {
    let (state, actions) = page()?;
    let boxes = move || {
        let (table, used) = state.spec.with(|spec| {
            let used = [Some(spec.leads.email.clone()), spec.leads.rating.clone()];
            (spec.leads.table.clone(), used)
        });
        let names: Vec<String> = state.schema.with(|schema| {
            let columns = schema.table(&table).map(|table| table.columns.clone()).unwrap_or_default();
            columns
                .into_iter()
                .map(|column| column.name)
                .filter(|name| !used.iter().flatten().any(|it| it == name))
                .collect()
        });
        let order = StoredValue::new(names.clone());
        names
            .into_iter()
            .map(|name| {
                let (this, label) = (name.clone(), name.clone());
                let checked = move || state.spec.with(|spec| spec.leads.carry.contains(&this));
                let toggle = move |event| {
                    let wanted = event_target_checked(&event);
                    actions.adjust(|spec| {
                        spec.leads.carry.retain(|carried| *carried != name);
                        if wanted {
                            spec.leads.carry.push(name.clone());
                            let place =
                                |name: &String| order.with_value(|order| order.iter().position(|it| it == name));
                            spec.leads.carry.sort_by_key(place);
                        }
                    });
                };
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=checked on:change=toggle />
                        {label}
                    </label>
                }
            })
            .collect_view()
    };
    Some(view! {
        <fieldset class="carry">
            <legend>{text::CARRY}</legend>
            {boxes}
        </fieldset>
    })
}

/// The way of matching with this name.
fn matching(name: &str) -> MatchKeys {
    text::MATCHING.iter().find(|(_, known, _)| *known == name).map_or(MatchKeys::Exact, |(matching, _, _)| *matching)
}
