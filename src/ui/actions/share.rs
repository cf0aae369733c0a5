//! Copying a link that brings somebody else to the same place.

use leptos::prelude::*;

use super::Actions;
use super::start::FIRST_LESSON;
use crate::domain::error::{ErrorKind, LabError};
use crate::domain::link::{Link, Origin};
use crate::domain::spec::FeatureSpec;
use crate::js::host;
use crate::ui::text;

impl Actions {
    /// Copies a link to what is on the page: database, mapping, as-of, SQL.
    pub(crate) fn share(self) {
        let state = self.state;
        let Some(open) = state.open.get_untracked() else { return };
        let link = self.link(open.origin.clone());
        let has_options = state.spec.with_untracked(|spec| {
            let options = |spec: &FeatureSpec| {
                (spec.match_keys, spec.duplicate_leads, spec.fill, spec.target.clone(), spec.leads.carry.clone())
            };
            options(spec) != options(&open.proposed)
        });
        let fragment = link.with_mapping(&state.spec.get_untracked(), &open.proposed).write();
        let address = format!("{}#{fragment}", host::address());
        host::set_fragment(&fragment);
        leptos::task::spawn_local(async move {
            if !host::copy(&address).await {
                return state.alert.set(Some(LabError::new(ErrorKind::Conflict, text::COPY_BY_HAND, address)));
            }
            let said = match open.origin {
                None => text::COPIED_WITHOUT_FILE,
                Some(_) if has_options => text::COPIED_WITHOUT_OPTIONS,
                Some(_) => text::COPIED,
            };
            state.status.set(said.to_owned());
        });
    }

    /// The link to what is on the page, with the database from somewhere; without the mapping.
    pub(super) fn link(self, origin: Option<Origin>) -> Link {
        let state = self.state;
        let before = Link::parse(&host::fragment());
        let sql = Some(state.sql.get_untracked()).filter(|sql| *sql != state.sql_suggested.get_untracked());
        let course = state.course.get_untracked().map(|course| course.name);
        let course = course.zip(state.step.with_untracked(|step| step.as_ref().map(|step| step.at)));
        // Everybody finds the beginning of the first lesson anyway.
        let course = course.filter(|(name, at)| name != FIRST_LESSON || *at > 0);
        Link {
            origin,
            as_of: Some(state.as_of.get_untracked()),
            sql: sql.filter(|sql| !sql.trim().is_empty()),
            lesson: course.as_ref().map(|(name, _)| name.clone()),
            step: course.map(|(_, at)| (at + 1).to_string()),
            embed: before.embed,
            ..Link::default()
        }
    }
}
