//! What a link carries in its fragment: where the database comes from, the mapping, the as-of instant, SQL (page.md).
//!
//! The fragment is read as form-encoded pairs, as `URLSearchParams` writes them: `+` is a space. Names that this
//! version does not know are kept aside and reported, so that a link from a newer lab opens as far as it can.

mod address;

use serde::{Deserialize, Serialize};

pub use address::raw_address;

use super::spec::{FeatureSpec, parse_as_of};
use super::times::TimeFormat;

/// The longest fragment that is read, in bytes; browsers carry more, honest links do not.
pub const LONGEST: usize = 200_000;

/// The names of time formats in links, in the order in which the page lists them.
pub const TIME_FORMATS: [(TimeFormat, &str); 12] = [
    (TimeFormat::Auto, "auto"),
    (TimeFormat::Iso8601, "iso8601"),
    (TimeFormat::Compact, "compact"),
    (TimeFormat::Rfc2822, "rfc2822"),
    (TimeFormat::EpochSeconds, "epoch_seconds"),
    (TimeFormat::EpochMillis, "epoch_millis"),
    (TimeFormat::EpochMicros, "epoch_micros"),
    (TimeFormat::EpochNanos, "epoch_nanos"),
    (TimeFormat::JulianDay, "julian_day"),
    (TimeFormat::ExcelSerial, "excel_serial"),
    (TimeFormat::DayMonthYear, "day_month_year"),
    (TimeFormat::MonthDayYear, "month_day_year"),
];

/// Where a link says that the database comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// `sample=`: a built-in sample, by name.
    Sample(String),
    /// `db=`: an address, as it was written.
    Remote(String),
}

/// A link, read. `None` and empty mean that the link does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where the database comes from.
    pub origin: Option<Origin>,
    /// `as_of=`.
    pub as_of: Option<String>,
    /// The mapping parameters that the link has, by name (one of [`MAPPING`]).
    pub mapping: Vec<(String, String)>,
    /// `sql=`.
    pub sql: Option<String>,
    /// `lesson=`: a name or an address.
    pub lesson: Option<String>,
    /// `step=`.
    pub step: Option<String>,
    /// `embed=1`.
    pub embed: bool,
    /// Parameters that this version does not know, by name.
    pub unknown: Vec<String>,
}

/// The mapping parameters; an empty `leads.rating` means that there is no rating column.
pub const MAPPING: [&str; 8] =
    ["leads", "leads.key", "leads.email", "leads.rating", "tx", "tx.key", "tx.time", "tx.format"];

impl Link {
    /// Reads a fragment, with or without its `#`. Anything can be read; what makes no sense is left out.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut link = Self::default();
        if fragment.len() > LONGEST {
            link.unknown.push(format!("{} bytes, more than a link may have", fragment.len()));
            return link;
        }
        for (name, value) in form_urlencoded::parse(fragment.as_bytes()) {
            let value = value.into_owned();
            match &*name {
                "sample" => link.origin = Some(Origin::Sample(value)),
                "db" => link.origin = Some(Origin::Remote(value)),
                "as_of" => link.as_of = Some(value),
                "sql" => link.sql = Some(value),
                "lesson" => link.lesson = Some(value),
                "step" => link.step = Some(value),
                "embed" => link.embed = value == "1",
                _ if MAPPING.contains(&&*name) => {
                    link.mapping.retain(|(known, _)| *known != *name);
                    link.mapping.push((name.into_owned(), value));
                }
                "" => {}
                _ => link.unknown.push(name.chars().take(40).collect()),
            }
        }
        link
    }

    /// Writes the fragment, without its `#`; [`Self::parse`] reads it back.
    pub fn write(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        let mut say = |name: &str, value: &Option<String>| {
            if let Some(value) = value {
                pairs.append_pair(name, value);
            }
        };
        match &self.origin {
            Some(Origin::Sample(name)) => say("sample", &Some(name.clone())),
            Some(Origin::Remote(address)) => say("db", &Some(address.clone())),
            None => {}
        }
        say("as_of", &self.as_of);
        self.mapping.iter().for_each(|(name, value)| say(name, &Some(value.clone())));
        say("sql", &self.sql);
        say("lesson", &self.lesson);
        say("step", &self.step);
        say("embed", &self.embed.then(|| "1".to_owned()));
        pairs.finish()
    }

    /// Takes the mapping of a link from a specification: what differs from what the lab would propose by itself.
    #[must_use]
    pub fn with_mapping(mut self, spec: &FeatureSpec, proposed: &FeatureSpec) -> Self {
        let (now, before) = (fields(spec), fields(proposed));
        let changed = MAPPING.iter().zip(now.into_iter().zip(before)).filter(|(_, (now, before))| now != before);
        self.mapping = changed.map(|(name, (now, _))| ((*name).to_owned(), now)).collect();
        self
    }

    /// Puts what the link says of the mapping and as-of into a specification; gives back what could not be read, one
    /// sentence each. Whether tables and columns exist is for [`FeatureSpec::validate`].
    pub fn apply(&self, spec: &mut FeatureSpec) -> Vec<String> {
        let mut trouble = Vec::new();
        if let Some(text) = &self.as_of {
            match parse_as_of(text) {
                Ok(at) => spec.as_of = at,
                Err(error) => trouble.push(format!("The link's as-of was left out: {error}")),
            }
        }
        for (name, value) in &self.mapping {
            let place = match name.as_str() {
                "leads" => &mut spec.leads.table,
                "leads.key" => &mut spec.leads.key,
                "leads.email" => &mut spec.leads.email,
                "leads.rating" => {
                    spec.leads.rating = Some(value.clone()).filter(|name| !name.is_empty());
                    continue;
                }
                "tx" => &mut spec.transactions.table,
                "tx.key" => &mut spec.transactions.key,
                "tx.time" => &mut spec.transactions.time,
                _ => {
                    match TIME_FORMATS.iter().find(|(_, known)| known == value) {
                        Some((format, _)) => spec.transactions.time_format = *format,
                        None => {
                            trouble.push(format!("The link's time format “{value}” is not known and was left out."))
                        }
                    }
                    continue;
                }
            };
            place.clone_from(value);
        }
        trouble
    }
}

/// The values of [`MAPPING`] in a specification.
fn fields(spec: &FeatureSpec) -> [String; 8] {
    let format = TIME_FORMATS.iter().find(|(format, _)| *format == spec.transactions.time_format);
    [
        spec.leads.table.clone(),
        spec.leads.key.clone(),
        spec.leads.email.clone(),
        spec.leads.rating.clone().unwrap_or_default(),
        spec.transactions.table.clone(),
        spec.transactions.key.clone(),
        spec.transactions.time.clone(),
        format.map(|(_, name)| (*name).to_owned()).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_of_the_page_is_read() {
        let link = Link::parse(
            "#sample=tiny&as_of=2026-07-01&leads=Customer&leads.key=Id&leads.email=Mail&leads.rating=&tx=Invoice&\
             tx.key=Cust&tx.time=At&tx.format=epoch_millis&sql=select%201%2B1&lesson=week1&step=2&embed=1&new=thing",
        );
        assert_eq!(link.origin, Some(Origin::Sample("tiny".into())));
        assert_eq!(link.sql.as_deref(), Some("select 1+1"));
        assert_eq!((link.lesson.as_deref(), link.step.as_deref(), link.embed), (Some("week1"), Some("2"), true));
        assert_eq!(link.unknown, ["new"]);
        let mut spec = FeatureSpec::empty(parse_as_of("2020-01-01").unwrap());
        spec.leads.rating = Some("stars".into());
        assert!(link.apply(&mut spec).is_empty());
        assert_eq!(
            fields(&spec),
            ["Customer", "Id", "Mail", "", "Invoice", "Cust", "At", "epoch_millis"].map(String::from)
        );
        assert_eq!(spec.as_of, parse_as_of("2026-07-01").unwrap());
    }

    #[test]
    fn what_makes_no_sense_is_said_and_left_out() {
        let mut spec = FeatureSpec::empty(parse_as_of("2020-01-01").unwrap());
        let before = spec.clone();
        let trouble = Link::parse("as_of=yesterday&tx.format=stardate").apply(&mut spec);
        assert_eq!(trouble.len(), 2, "{trouble:?}");
        assert_eq!(spec, before);
        assert_eq!(Link::parse(&"x".repeat(LONGEST + 1)).unknown.len(), 1);
    }

    #[test]
    fn a_link_says_only_what_differs_from_the_proposal() {
        let proposed = FeatureSpec::empty(parse_as_of("2020-01-01").unwrap());
        let mut spec = proposed.clone();
        spec.transactions.time = "purchased_at".into();
        let link = Link::default().with_mapping(&spec, &proposed);
        assert_eq!(link.mapping, [("tx.time".to_owned(), "purchased_at".to_owned())]);
    }
}
