//! The mapping: which tables and columns the features are built from.

use leptos::prelude::*;

use super::field::Choice;
use super::page;
use crate::domain::detect::Field;
use crate::domain::schema::Table;
use crate::ui::actions::mapped;
use crate::ui::text;

/// The seven fields of the mapping, in two groups.
#[component]
pub(super) fn Mapping() -> impl IntoView {
    view! {
        <fieldset class="group">
            <legend>{text::CUSTOMERS}</legend>
            <Mapped field=Field::LeadsTable label=text::LEADS_TABLE id="leads" />
            <Mapped field=Field::CustomerKey label=text::CUSTOMER_KEY id="leads-key" />
            <Mapped field=Field::EmailColumn label=text::EMAIL id="leads-email" />
            <Mapped field=Field::RatingColumn label=text::RATING id="leads-rating" />
        </fieldset>
        <fieldset class="group">
            <legend>{text::TRANSACTIONS}</legend>
            <Mapped field=Field::TransactionsTable label=text::TRANSACTIONS_TABLE id="tx" />
            <Mapped field=Field::TransactionKey label=text::TRANSACTION_KEY id="tx-key" />
            <Mapped field=Field::TimeColumn label=text::TIME id="tx-time" />
            <Readings />
        </fieldset>
    }
}

/// One field of the mapping.
#[component]
fn Mapped(field: Field, label: &'static str, id: &'static str) -> impl IntoView {
    let (state, actions) = page()?;
    let value = Signal::derive(move || state.spec.with(|spec| mapped(spec, field).unwrap_or_default().to_owned()));
    let options = Signal::derive(move || {
        let table = state.spec.with(|spec| match field {
            Field::LeadsTable | Field::TransactionsTable => None,
            Field::CustomerKey | Field::EmailColumn | Field::RatingColumn => Some(spec.leads.table.clone()),
            Field::TransactionKey | Field::TimeColumn => Some(spec.transactions.table.clone()),
        });
        let columns = |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect();
        let names: Vec<String> = state.schema.with(|schema| match table {
            None => schema.tables.iter().map(|table| table.name.clone()).collect(),
            Some(table) => schema.table(&table).map(columns).unwrap_or_default(),
        });
        names.into_iter().map(|name| (name.clone(), name)).collect()
    });
    let note = Signal::derive(move || state.question(field).map(|question| question.reason));
    let asks = Signal::derive(move || note.with(Option::is_some));
    let none = matches!(field, Field::RatingColumn).then_some(text::NO_RATING);
    Some(match none {
        Some(none) => view! {
            <Choice label id options value none note asks on_choose=move |name| actions.map(field, name) />
        }
        .into_any(),
        None => view! {
            <Choice label id options value choose=text::CHOOSE note asks on_choose=move |name| actions.map(field, name) />
        }
        .into_any(),
    })
}

/// Two times as the lab reads them, so that a wrong reading is seen before it is built.
#[component]
fn Readings() -> impl IntoView {
    let (state, _) = page()?;
    let readings = move || {
        let times = state.times.get()?;
        let formats = text::formats(&times.formats);
        let examples = times
            .examples
            .iter()
            .map(|(value, instant)| view! { <li><code>{text::reading(value, instant)}</code></li> })
            .collect_view();
        let question =
            (!times.question.is_empty()).then(|| view! { <p class="note asks">{times.question.clone()}</p> });
        Some(view! {
            <p>{formats}</p>
            <ul role="list">{examples}</ul>
            {question}
        })
    };
    Some(view! { <div class="readings small quiet">{readings}</div> })
}
