//! Draws the panel *Record of builds*: the two builds that are compared, and their columns side by side.

use std::rc::Rc;

use crate::base::value::Value;
use crate::features::run_log::{ColumnPair, ColumnStatistics, FeatureRun, is_of_record, pairs};
use crate::ui::dom::{Element, el};
use crate::ui::shell::field::{Choice, Names};
use crate::ui::shell::parts::{Page, button, panel, paragraph};
use crate::words;

/// The panel; nothing where the database has no record.
pub(crate) fn runs(page: Page) -> Element {
    let Page { state, actions } = page;
    let has_record = move || state.shell.schema.with(|schema| schema.tables.iter().any(is_of_record));
    el("div").class("runs-place if-any").dynamic(move || {
        has_record().then(|| {
            panel("panel", "runs-title", el("h2").attr("id", "runs-title").text(words::RUNS)).dynamic(move || {
                match state.runs.runs.get() {
                    None => vec![
                        paragraph("quiet", words::RUNS_LEAD),
                        button("button", words::SHOW_RUNS, move || actions.list_runs()),
                    ],
                    Some(list) if list.is_empty() => vec![paragraph("quiet", words::NO_RUNS)],
                    Some(list) => compared(page, list),
                }
            })
        })
    })
}

fn compared(Page { state, actions }: Page, list: Vec<FeatureRun>) -> Vec<Element> {
    let list = Rc::new(list);
    let options: Names = list.iter().map(|run| (run.run_id.to_string(), words::run(run))).collect();
    let choice = |label, id, is_after: bool| {
        let options = options.clone();
        let pick = move |(before, after): (i64, i64)| if is_after { after } else { before };
        Choice {
            options: Box::new(move || options.clone()),
            value: Rc::new(move || pick(state.runs.compared.get()).to_string()),
            choice: Box::new(move |name| actions.compare_run(name.parse().unwrap_or_default(), is_after)),
            ..Choice::among(label, id, [], String::new, drop)
        }
        .view()
    };
    let fields = [choice(words::RUN_BEFORE, "run-before", false), choice(words::RUN_AFTER, "run-after", true)];
    vec![
        el("div").class("run-fields").children(fields),
        el("div").class("runs-place").dynamic(move || {
            let (before, after) = state.runs.compared.get();
            let run = |number| list.iter().find(|run| run.run_id == number);
            run(before).zip(run(after)).map(|(before, after)| table(before, after))
        }),
    ]
}

fn table(before: &FeatureRun, after: &FeatureRun) -> Element {
    let head =
        words::STATISTICS.into_iter().fold(el("tr"), |row, name| row.child(el("th").attr("scope", "col").text(name)));
    let rows = pairs(before, after).into_iter().map(|pair| row(&pair));
    let table = el("table")
        .attr("aria-label", words::RUN_COLUMNS)
        .child(el("thead").child(head))
        .child(el("tbody").children(rows));
    el("div")
        .class("scroll runs")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", words::RUN_COLUMNS)
        .child(table)
}

/// A column with its statistics: one value where both runs have the same, else both.
fn row(pair: &ColumnPair<'_>) -> Element {
    let of = |it: Option<&ColumnStatistics>| it.map(cells);
    let (before, after) = (of(pair.before), of(pair.after));
    let cells = (0..words::STATISTICS.len() - 1).map(|at| {
        let value = |cells: &Option<Vec<String>>| cells.as_ref().and_then(|cells| cells.get(at).cloned());
        let (before, after) = (value(&before), value(&after));
        if before == after {
            return el("td").text(&after.unwrap_or_default());
        }
        let shown = |value: Option<String>| value.unwrap_or_else(|| words::NO_VALUE.to_owned());
        let [before, after] = [before, after].map(shown);
        el("td").class("changed").text(&format!("{before} → ")).child(el("strong").text(&after))
    });
    el("tr").child(el("th").attr("scope", "row").child(el("code").text(pair.name))).children(cells)
}

fn cells(column: &ColumnStatistics) -> Vec<String> {
    let none = || words::NO_VALUE.to_owned();
    let number = |number: Option<f64>| number.map_or_else(none, words::short_number);
    let value = |value: &Value| match value {
        Value::Integer(whole) => whole.to_string(),
        Value::Real(real) => words::short_number(*real),
        _ => none(),
    };
    vec![
        words::number(column.rows),
        words::number(column.nulls),
        column.defaults.map_or_else(none, words::number),
        value(&column.minimum),
        value(&column.maximum),
        number(column.mean),
        number(column.median),
        words::number(column.distinct),
    ]
}
