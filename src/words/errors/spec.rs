//! Sentences about a feature specification that cannot be built.

use super::{ErrorWords, say};
use crate::base::named::Named;
use crate::base::problem::spec::SpecProblem;
use crate::features::field::Field;
use crate::words;

/// The sentences of a problem with a specification.
pub(super) fn spec(problem: &SpecProblem) -> ErrorWords {
    match problem {
        SpecProblem::UnknownVersion { version } => say(
            format!("This specification has version {version}; this lab reads version 1."),
            "Open the newest version of the lab.",
        ),
        SpecProblem::BadTarget { name } => say(
            format!("“{name}” cannot be the name of the feature table."),
            "Choose another name, for example customer_features; names that start with sqlite_ belong to SQLite.",
        ),
        SpecProblem::TargetIsSource { name } => say(
            format!("The feature table would replace “{name}”, which it is built from."),
            "Choose another target name.",
        ),
        SpecProblem::ColumnTwice { name } => {
            say(format!("The feature table would have the column “{name}” twice."), "Take it off the carried columns.")
        }
        SpecProblem::BadAsOf { text } => say(
            format!("“{text}” is not a date that the lab can read."),
            "Write a date like 2026-11-22, or an instant like 2026-11-22T18:30:00Z.",
        ),
        SpecProblem::NotChosen { field } => {
            let label = label(Some(field));
            say(format!("“{label}” is not chosen yet."), format!("Choose a value for “{label}”, then build again."))
        }
        SpecProblem::FeatureNeedsColumn { feature, field } => {
            let label = label(Some(field));
            say(
                format!("The feature {feature} needs the “{label}”, which is not chosen."),
                format!("Choose a column for “{label}”, or untick {feature} under “{}”.", words::OPTIONS),
            )
        }
        SpecProblem::NoTable { name, field, near } => {
            say(format!("There is no table “{name}” in this database ({}).", label(Some(field))), did_you_mean(near))
        }
        SpecProblem::NoColumn { name, table, field, near } => {
            say(format!("There is no column “{name}” in “{table}” ({}).", label(field.as_deref())), did_you_mean(near))
        }
    }
}

/// The label of a field on the page; without a name, of the columns that are carried through.
fn label(field: Option<&str>) -> &'static str {
    field.and_then(Field::named).map_or(words::CARRIED_COLUMN, words::field)
}

fn did_you_mean(near: &[String]) -> String {
    if near.is_empty() {
        "Choose one from the list.".to_owned()
    } else {
        format!("Did you mean {}?", near.join(" or "))
    }
}
