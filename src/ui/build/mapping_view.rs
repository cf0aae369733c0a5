//! Draws the fields of the mapping: the tables and columns from which the features are built.

use std::rc::Rc;

use super::fields;
use super::matches_view::matches;
use super::times_view::readings;
use crate::base::ident::shown;
use crate::base::schema::Table;
use crate::features::field::Field;
use crate::ui::dom::{Element, el};
use crate::ui::shell::field::{Choice, Names};
use crate::ui::shell::parts::Page;
use crate::ui::signals::*;
use crate::words;

/// The nine fields of the mapping, in two groups.
pub(crate) fn mapping(page: Page) -> [Element; 2] {
    let group = |name| el("fieldset").class("group").child(el("legend").text(name));
    let one = |field| choice(page, field).view();
    [
        group(words::CUSTOMERS)
            .children([Field::LeadsTable, Field::CustomerKey, Field::EmailColumn, Field::RatingColumn].map(one)),
        group(words::TRANSACTIONS)
            .children(
                [
                    Field::TransactionsTable,
                    Field::TransactionKey,
                    Field::TimeColumn,
                    Field::AmountColumn,
                    Field::ProductColumn,
                ]
                .map(one),
            )
            .child(matches(page))
            .child(readings(page)),
    ]
}

/// One field of the mapping.
fn choice(Page { state, actions }: Page, field: Field) -> Choice {
    let options = move || -> Names {
        let table = state.build.spec.with(|spec| match field {
            Field::LeadsTable | Field::TransactionsTable => None,
            field if field.is_of_leads() => Some(spec.leads.table.clone()),
            _ => Some(spec.transactions.table.clone()),
        });
        let columns = |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect();
        let names: Vec<String> = state.shell.schema.with(|schema| match table {
            None => schema.tables.iter().map(|table| table.name.clone()).collect(),
            Some(table) => schema.table(&table).map(columns).unwrap_or_default(),
        });
        names.into_iter().map(|name| (name.clone(), shown(&name).to_owned())).collect()
    };
    // The options are drawn again only if they differ, not after each change of the mapping.
    let options = Memo::new(move |_| options());
    Choice {
        label: words::field(field),
        id: fields::id(field),
        options: Box::new(move || options.get()),
        value: Rc::new(move || state.build.spec.with(|spec| spec.mapped(field).unwrap_or_default().to_owned())),
        none: field.is_optional().then_some(words::NO_COLUMN),
        choose: words::CHOOSE,
        note: Rc::new(move || {
            let asked = state.build.question(field).map(|question| words::reason(&question.reason));
            asked.or_else(|| state.build.lacking(field).map(words::needs_column))
        }),
        asks: Rc::new(move || state.build.question(field).is_some() || state.build.lacking(field).is_some()),
        choice: Box::new(move |name| actions.map(field, name)),
    }
}
