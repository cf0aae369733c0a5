//! Links: read and write a page's fragment with the origin of the database, the mapping, the as-of instant, and SQL.
//!
//! The fragment is read as form-encoded pairs, as `URLSearchParams` writes them: `+` is a space. Names that this
//! version does not know are reported, so that a link from a newer lab opens as far as it can. docs/links.md lists the
//! names; the meaning of a name never changes, and a new meaning gets a new name.

mod base64;
mod hosts;
mod mapping;
mod place;

use serde::{Deserialize, Serialize};

use crate::base::engine::Engine;
use crate::base::named::Named;

pub use self::hosts::{no_file, not_fetched, raw_address};
pub use base64::{from_base64, to_base64};
pub use mapping::{CARRY, FEATURE, MAPPING, no_mapping};
pub use place::Place;

/// The longest fragment that is read, in bytes; browsers allow more, but the lab writes no longer ones.
pub const LONGEST: usize = 200_000;

/// The longest link with a database that the lab offers, in characters: the limit of every browser's address bar and of
/// a Windows command line, by which programs pass links to browsers.
pub const LONGEST_WRITTEN: usize = 32_000;

/// The largest database in a link, in bytes before compression. One that decompresses to more is refused.
pub const LARGEST: u64 = 4_000_000;

/// The version of links that this lab writes and reads. Links of version 1 do not name it.
const VERSION: &str = "1";

/// The most unknown names that are reported.
const UNKNOWN: usize = 100;

/// The origin of the database in a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// `sample=`: a built-in sample, by name.
    Sample(String),
    /// `db=`: an address, as it was written.
    Remote(String),
    /// `data=`: the database itself, compressed (docs/links.md).
    Carried {
        /// `sample=` beside it: the data is the difference to that sample.
        base: Option<String>,
        /// `data.name=`: the file's name.
        name: Option<String>,
        /// The bytes, compressed, in base64.
        data: String,
    },
}

impl Origin {
    /// Returns the sample that the database is, or was before it was changed.
    pub fn sample(&self) -> Option<&str> {
        match self {
            Self::Sample(name) => Some(name),
            Self::Remote(_) => None,
            Self::Carried { base, .. } => base.as_deref(),
        }
    }
}

/// The content of a link. `None` and empty values stand for parameters that it does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The origin of the database.
    pub origin: Option<Origin>,
    /// `as_of=`.
    pub as_of: Option<String>,
    /// The parameters of the feature specification that the link has, by name: one of [`MAPPING`], or [`CARRY`] or
    /// [`FEATURE`], which come once for each column and feature.
    pub mapping: Vec<(String, String)>,
    /// `sql=`.
    pub sql: Option<String>,
    /// `engine=`: the engine that the SQL box speaks to.
    pub engine: Option<Engine>,
    /// `lesson=`: a name or an address.
    pub lesson: Option<String>,
    /// `step=`.
    pub step: Option<String>,
    /// `tab=`: the area of the page that is on show, by its name in lower case.
    pub tab: Option<String>,
    /// `embed=1`.
    pub embed: bool,
    /// `embed.host=`: the origin of the embedding page, with which the frame exchanges messages.
    pub host: Option<String>,
    /// Parameters that this version does not know, by name, the first of them.
    pub unknown: Vec<String>,
    /// True if a newer version of the lab wrote the link.
    pub newer: bool,
    /// The length in bytes of a fragment that was too long to be read.
    pub too_long: Option<usize>,
}

impl Link {
    /// Reads a fragment, with or without its `#`. Reading never fails: parameters that cannot be read are left out.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut link = Self::default();
        if fragment.len() > LONGEST {
            link.too_long = Some(fragment.len());
            return link;
        }
        let (mut carried, mut file) = (None, None);
        for (name, value) in form_urlencoded::parse(fragment.as_bytes()) {
            let value = value.into_owned();
            match &*name {
                "sample" => link.origin = Some(Origin::Sample(value)),
                "db" => link.origin = Some(Origin::Remote(value)),
                "data" => carried = Some(value),
                "data.name" => file = Some(value),
                "as_of" => link.as_of = Some(value),
                "sql" => link.sql = Some(value),
                "engine" => link.engine = Engine::named(&value),
                "lesson" => link.lesson = Some(value),
                "step" => link.step = Some(value),
                "tab" => link.tab = Some(value),
                "embed" => link.embed = value == "1",
                "embed.host" => link.host = Some(value),
                "v" => link.newer = value != VERSION,
                CARRY | FEATURE => link.mapping.push((name.into_owned(), value)),
                _ if MAPPING.contains(&&*name) => {
                    link.mapping.retain(|(known, _)| *known != *name);
                    link.mapping.push((name.into_owned(), value));
                }
                "" => {}
                _ => {
                    let name: String = name.chars().take(40).collect();
                    if link.unknown.len() < UNKNOWN && !link.unknown.contains(&name) {
                        link.unknown.push(name);
                    }
                }
            }
        }
        if let Some(data) = carried {
            let base = link.origin.take().and_then(|origin| origin.sample().map(str::to_owned));
            link.origin = Some(Origin::Carried { base, name: file, data });
        }
        link
    }

    /// Returns the index of the exercise that `step=` names, from 0; `None` if it is missing or no number.
    pub fn exercise(&self) -> Option<usize> {
        self.step.as_ref()?.parse::<usize>().ok().map(|step| step.saturating_sub(1))
    }

    /// Writes the fragment, without its `#`; [`Self::parse`] reads it back.
    pub fn write(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        let mut say = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                pairs.append_pair(name, value);
            }
        };
        let mut packed = None;
        match &self.origin {
            Some(Origin::Sample(name)) => say("sample", Some(name)),
            Some(Origin::Remote(address)) => say("db", Some(address)),
            Some(Origin::Carried { base, name, data }) => {
                say("sample", base.as_deref());
                say("data.name", name.as_deref());
                packed = Some(data.as_str());
            }
            None => {}
        }
        say("as_of", self.as_of.as_deref());
        self.mapping.iter().for_each(|(name, value)| say(name, Some(value)));
        say("sql", self.sql.as_deref());
        say("engine", self.engine.map(Engine::name));
        say("lesson", self.lesson.as_deref());
        say("step", self.step.as_deref());
        say("tab", self.tab.as_deref());
        say("embed", self.embed.then_some("1"));
        say("embed.host", self.host.as_deref());
        // Last, so that people can read the rest, and so that a link that was cut off does not decode.
        say("data", packed);
        pairs.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::spec::{FeatureSpec, parse_as_of};

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
            mapping::fields(&spec)[..8],
            ["Customer", "Id", "Mail", "", "Invoice", "Cust", "At", "epoch_millis"].map(String::from)
        );
        assert_eq!(spec.as_of, parse_as_of("2026-07-01").unwrap());
    }

    #[test]
    fn an_engine_is_one_of_the_two() {
        assert_eq!(Link::parse("engine=postgres").engine, Some(Engine::Postgres));
        assert_eq!(Link { engine: Some(Engine::Sqlite), ..Link::default() }.write(), "engine=sqlite");
        assert_eq!(Link::parse("engine=oracle").engine, None);
    }

    #[test]
    fn what_makes_no_sense_is_said_and_left_out() {
        let mut spec = FeatureSpec::empty(parse_as_of("2020-01-01").unwrap());
        let before = spec.clone();
        let trouble = Link::parse("as_of=yesterday&tx.format=stardate").apply(&mut spec);
        assert_eq!(trouble.len(), 2, "{trouble:?}");
        assert_eq!(spec, before);
        assert_eq!(Link::parse(&"x".repeat(LONGEST + 1)).too_long, Some(LONGEST + 1));
    }

    #[test]
    fn a_database_is_carried_alone_or_as_a_difference() {
        let carried = |base: Option<&str>, name: Option<&str>| {
            let (base, name) = (base.map(str::to_owned), name.map(str::to_owned));
            Some(Origin::Carried { base, name, data: "eJw".into() })
        };
        assert_eq!(Link::parse("data=eJw&sample=tiny").origin, carried(Some("tiny"), None));
        assert_eq!(Link::parse("data=eJw&data.name=a.db").origin, carried(None, Some("a.db")));
        assert_eq!(Link::parse("db=x.db&data=eJw").origin, carried(None, None));
        assert_eq!(Link::parse("data.name=a.db").origin, None);
    }

    #[test]
    fn a_newer_link_is_known_by_its_version() {
        assert!(Link::parse("v=2").newer && !Link::parse("v=1").newer && !Link::parse("").newer);
        let strange = (0..300).map(|n| format!("n{}=1&", n % 150)).collect::<String>();
        assert_eq!(Link::parse(&strange).unknown.len(), UNKNOWN);
    }
}
