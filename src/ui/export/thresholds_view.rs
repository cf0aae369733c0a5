//! Draws the fields for the days that divide the segments of a hand-over.

use crate::features::segments::Thresholds;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::shell::field::field;
use crate::ui::shell::parts::{Page, paragraph};
use crate::ui::signals::*;
use crate::words;

/// Both fields, beside each other.
pub(super) fn thresholds(page: Page) -> Element {
    let active = days(page, words::ACTIVE_DAYS, "active-days", |it| it.active_days, |it, days| it.active_days = days);
    let cooling =
        days(page, words::COOLING_DAYS, "cooling-days", |it| it.cooling_days, |it, days| it.cooling_days = days);
    el("div").class("row wrap").child(active).child(cooling)
}

/// A field for a number of days; any other text gets a note and changes nothing.
fn days(
    Page { state, actions }: Page,
    label: &str,
    id: &'static str,
    read: fn(&Thresholds) -> i64,
    write: fn(&mut Thresholds, i64),
) -> Element {
    let wrong = RwSignal::new(false);
    let input = el("input")
        .attr("id", id)
        .class("input")
        .attr("type", "number")
        .attr("min", "0")
        .prop_of("value", move || state.export.thresholds.with(read).to_string())
        .attr_of("aria-invalid", move || wrong.get().then(|| "true".to_owned()))
        .attr_of("aria-describedby", move || wrong.get().then(|| format!("{id}-note")))
        .on("change", move |event| {
            let days = value_of(&event).trim().parse::<u32>().map(i64::from);
            wrong.set(days.is_err());
            if let Ok(days) = days {
                actions.divide_segments(|thresholds| write(thresholds, days));
            }
        });
    let note = move || wrong.get().then(|| paragraph("note", words::NO_DAYS).attr("id", &format!("{id}-note")));
    field(label, id, input, move || wrong.get()).dynamic(note)
}
