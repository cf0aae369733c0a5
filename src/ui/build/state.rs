//! The state of a build: specification, questions, remarks, previews of times and key matches, the report.

use crate::base::error::LabError;
use crate::features::detect::{Question, Suggestion};
use crate::features::feature::Feature;
use crate::features::field::Field;
use crate::features::keys::matches::Matches;
use crate::features::quality::report::Report;
use crate::features::spec::FeatureSpec;
use crate::features::times::times_read::TimesRead;
use crate::ui::shell::results_state::ResultsState;
use crate::ui::signals::*;

/// The signals of the panel *Features*.
#[derive(Clone, Copy)]
pub(crate) struct BuildState {
    pub(crate) spec: RwSignal<FeatureSpec>,
    /// The as-of field as it was typed.
    pub(crate) as_of: RwSignal<String>,
    pub(crate) as_of_error: RwSignal<Option<LabError>>,
    pub(crate) questions: RwSignal<Vec<Question>>,
    pub(crate) remarks: RwSignal<Vec<String>>,
    /// SQL that would create leads and transactions tables from the tables of the database.
    pub(crate) suggestions: RwSignal<Vec<Suggestion>>,
    /// The mapping fields that the person or a link has chosen; the others may be proposed anew.
    pub(crate) chosen: RwSignal<Vec<Field>>,
    pub(crate) times: RwSignal<Option<TimesRead>>,
    /// The number of transactions whose key matches a customer with the current mapping.
    pub(crate) matches: RwSignal<Option<Matches>>,
    pub(crate) report: RwSignal<Option<Report>>,
    /// The first rows of the table that was built.
    pub(crate) results: ResultsState,
    /// True to keep a record of the next build in the database.
    pub(crate) keep_record: RwSignal<bool>,
}

impl BuildState {
    /// The state before a database is opened.
    pub(crate) fn new() -> Self {
        Self {
            spec: RwSignal::new(FeatureSpec::empty(chrono::DateTime::UNIX_EPOCH)),
            as_of: RwSignal::default(),
            as_of_error: RwSignal::default(),
            questions: RwSignal::default(),
            remarks: RwSignal::default(),
            suggestions: RwSignal::default(),
            chosen: RwSignal::default(),
            times: RwSignal::default(),
            matches: RwSignal::default(),
            report: RwSignal::default(),
            results: ResultsState::new("rows-title"),
            keep_record: RwSignal::default(),
        }
    }

    /// The feature that reads an optional column which is not chosen; `None` otherwise.
    pub(crate) fn lacking(self, field: Field) -> Option<Feature> {
        self.spec.with(|spec| spec.reader(field).filter(|_| spec.mapped(field).is_none()))
    }

    /// The question about a field that has to be chosen and is not; `None` otherwise.
    pub(crate) fn question(self, field: Field) -> Option<Question> {
        self.questions.with(|list| list.iter().find(|question| question.field == field).cloned())
    }
}
