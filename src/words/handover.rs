//! The hand-over of a feature table.

use crate::features::handover::{Emails, HandoverFormat};
use crate::features::segments::NoSegments;

pub const HANDOVER_LEAD: &str = "Its figures, segments and findings, for a program or a language model that reads on:";
pub const EMAILS: &str = "E-mail addresses";
pub const ACTIVE_DAYS: &str = "Active customers: days since the last purchase, at most";
pub const COOLING_DAYS: &str = "Cooling customers: days since the last purchase, at most";
pub const NO_DAYS: &str = "Not a number of days. Write a whole number, 0 or more.";

pub fn handover_format(format: HandoverFormat) -> &'static str {
    match format {
        HandoverFormat::Json => "Hand-over (JSON)",
        HandoverFormat::Markdown => "Hand-over (Markdown)",
    }
}

pub fn handover_is_for(format: HandoverFormat) -> &'static str {
    match format {
        HandoverFormat::Json => {
            "The figures of the table for a program: definition, statistics, segments, findings, example rows. At most 32 kB."
        }
        HandoverFormat::Markdown => {
            "The same figures as a prompt: paste it into a language model. Read it first: it has example rows of your customers."
        }
    }
}

pub fn emails(emails: Emails) -> &'static str {
    match emails {
        Emails::LeftOut => "Left out",
        Emails::Hashed => "Hashed",
        Emails::Kept => "Kept",
    }
}

/// The reason why a table has no segments.
pub fn no_segments(reason: &NoSegments) -> String {
    match reason {
        NoSegments::Missing { features } => {
            format!("Segments need {}, which this table does not have.", features.join(" and "))
        }
        NoSegments::FillOfBuyers { fill } => format!(
            "Customers without purchases have purchase_frequency {fill}, as some buyers have, so no rule tells who never bought."
        ),
    }
}
