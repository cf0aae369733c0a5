//! Writes the hand-over of the last build's table.

use crate::base::error::{LabError, Result};
use crate::base::named::Named;
use crate::browser::{exports, random};
use crate::features::handover::{Emails, HandoverFormat, HandoverInput};
use crate::features::segments::Thresholds;
use crate::protocol::Summarise;
use crate::ui::export::state::Offer;
use crate::ui::shell::actions::Actions;
use crate::words;

impl Actions {
    /// Chooses the treatment of e-mail addresses; a hand-over that is shown is written anew.
    pub(crate) fn choose_emails(self, emails: Emails) {
        self.state.export.emails.set(emails);
        self.hand_over_anew();
    }

    /// Changes the days that divide the segments; a hand-over that is shown is written anew.
    pub(crate) fn divide_segments(self, change: impl FnOnce(&mut Thresholds)) {
        self.state.export.thresholds.update(change);
        self.hand_over_anew();
    }

    fn hand_over_anew(self) {
        let export = self.state.export;
        if let Some(offer @ Offer::Handover(_)) =
            export.shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.offer))
        {
            // It may show addresses that are not wanted any more, or segments of other days.
            export.shown.set(None);
            self.show_export(offer);
        }
    }

    /// Writes the hand-over of the table as it is now; `None` without a build, or if there is a newer one.
    pub(super) async fn handed_over(self, format: HandoverFormat) -> Result<Option<String>> {
        let state = self.state;
        let Some(report) = state.build.report.get_untracked() else { return Ok(None) };
        let emails = state.export.emails.get_untracked();
        let thresholds = state.export.thresholds.get_untracked();
        let request = Summarise { spec: report.spec.clone(), thresholds };
        let summary = self.client().call_behind(request, Vec::new()).await?;
        let name =
            state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.name.clone()).unwrap_or_default());
        let input = HandoverInput {
            no_segments: summary.segments.as_ref().err().map(words::no_segments).unwrap_or_default(),
            emails,
            // Nobody keeps the key, so nobody can try addresses.
            key: random::key()?,
            ..HandoverInput::new(&report, &name, summary, words::check)
        };
        let input = postcard::to_allocvec(&input).map_err(|_| LabError::internal("figures that cannot be written"))?;
        let written = exports::write(&input, format.name()).await?;
        let is_current =
            state.build.report.with_untracked(|now| now.as_ref().is_some_and(|now| now.spec == report.spec));
        let is_wanted =
            state.export.emails.get_untracked() == emails && state.export.thresholds.get_untracked() == thresholds;
        Ok((is_current && is_wanted).then_some(written))
    }
}
