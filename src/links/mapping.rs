//! The mapping in a link: the fields of a feature specification that differ from the lab's proposal for the database.

use chrono::DateTime;

use super::Link;
use crate::base::named::Named;
use crate::features::feature::Feature;
use crate::features::spec::{FeatureSpec, parse_as_of};

/// The parameters that come once; an empty `leads.rating`, `tx.amount` or `tx.product` means that
/// there is no such column.
pub const MAPPING: [&str; 15] = [
    "leads",
    "leads.key",
    "leads.email",
    "leads.rating",
    "tx",
    "tx.key",
    "tx.time",
    "tx.format",
    "match",
    "duplicates",
    "fill.frequency",
    "fill.recency",
    "target",
    "tx.amount",
    "tx.product",
];

/// The parameter that comes once for each carried column; a single empty one means that none is carried.
pub const CARRY: &str = "leads.carry";

/// The parameter that comes once for each feature, in the order of their columns; a single empty one means no feature.
pub const FEATURE: &str = "feature";

impl Link {
    /// Sets the mapping to the fields of a specification that differ from the proposed one.
    #[must_use]
    pub fn with_mapping(mut self, spec: &FeatureSpec, proposed: &FeatureSpec) -> Self {
        let (now, before) = (fields(spec), fields(proposed));
        let changed = MAPPING.iter().zip(now.into_iter().zip(before)).filter(|(_, (now, before))| now != before);
        self.mapping = changed.map(|(name, (now, _))| ((*name).to_owned(), now)).collect();
        let carry = &spec.leads.passthrough_columns;
        if *carry != proposed.leads.passthrough_columns {
            let none = carry.is_empty().then(String::new);
            self.mapping.extend(carry.iter().cloned().chain(none).map(|column| (CARRY.to_owned(), column)));
        }
        if spec.features != proposed.features {
            let none = spec.features.is_empty().then_some("");
            let names = spec.features.iter().map(|feature| feature.name()).chain(none);
            self.mapping.extend(names.map(|name| (FEATURE.to_owned(), name.to_owned())));
        }
        self
    }

    /// Applies the link to a specification; returns the parameters that could not be read, each with its name and value.
    /// [`FeatureSpec::validate`] checks that tables and columns exist.
    pub fn apply(&self, spec: &mut FeatureSpec) -> Vec<(String, String)> {
        let mut unread = Vec::new();
        if let Some(text) = &self.as_of {
            match parse_as_of(text) {
                Ok(at) => spec.as_of = at,
                Err(_) => unread.push(("as_of".to_owned(), text.clone())),
            }
        }
        if self.mapping.iter().any(|(name, _)| name == CARRY) {
            spec.leads.passthrough_columns.clear();
        }
        if self.mapping.iter().any(|(name, _)| name == FEATURE) {
            spec.features.clear();
        }
        for (name, value) in &self.mapping {
            if !set(spec, name, value) {
                unread.push((name.clone(), value.clone()));
            }
        }
        unread
    }
}

/// Finds the first pair of a text that is no field of a mapping, or has a wrong value; `None` if all are right.
pub fn no_mapping(text: &str) -> Option<String> {
    let mut spec = FeatureSpec::empty(DateTime::default());
    let mut pairs = form_urlencoded::parse(text.as_bytes());
    let is_none = |name: &str| ![CARRY, FEATURE].contains(&name) && !MAPPING.contains(&name);
    let (name, value) = pairs.find(|(name, value)| is_none(name) || !set(&mut spec, name, value))?;
    Some(format!("{name}={value}"))
}

/// Sets a field of the specification by the name of its parameter; `false` if its value cannot be read.
fn set(spec: &mut FeatureSpec, name: &str, value: &str) -> bool {
    let text = match name {
        "leads" => &mut spec.leads.table,
        "leads.key" => &mut spec.leads.key,
        "leads.email" => &mut spec.leads.email,
        "tx" => &mut spec.transactions.table,
        "tx.key" => &mut spec.transactions.key,
        "tx.time" => &mut spec.transactions.time,
        "target" => &mut spec.target,
        "leads.rating" => return set_optional(value, &mut spec.leads.rating),
        "tx.amount" => return set_optional(value, &mut spec.transactions.amount),
        "tx.product" => return set_optional(value, &mut spec.transactions.product),
        FEATURE => {
            let feature = Feature::named(value).filter(|feature| !spec.features.contains(feature));
            spec.features.extend(feature);
            return feature.is_some() || value.is_empty();
        }
        CARRY => {
            if !value.is_empty() {
                spec.leads.passthrough_columns.push(value.to_owned());
            }
            return true;
        }
        "tx.format" => return choose(value, &mut spec.transactions.time_format),
        "match" => return choose(value, &mut spec.match_keys),
        "duplicates" => return choose(value, &mut spec.duplicate_leads),
        _ => {
            let fill = &mut spec.fill;
            let place = if name == "fill.frequency" { &mut fill.purchase_frequency } else { &mut fill.recency_days };
            return value.parse().map(|number| *place = number).is_ok();
        }
    };
    value.clone_into(text);
    true
}

fn set_optional(value: &str, place: &mut Option<String>) -> bool {
    *place = Some(value.to_owned()).filter(|name| !name.is_empty());
    true
}

fn choose<T: Named>(value: &str, place: &mut T) -> bool {
    T::named(value).map(|choice| *place = choice).is_some()
}

/// Returns the values of [`MAPPING`] in a specification.
pub(super) fn fields(spec: &FeatureSpec) -> [String; 15] {
    [
        spec.leads.table.clone(),
        spec.leads.key.clone(),
        spec.leads.email.clone(),
        spec.leads.rating.clone().unwrap_or_default(),
        spec.transactions.table.clone(),
        spec.transactions.key.clone(),
        spec.transactions.time.clone(),
        spec.transactions.time_format.name().to_owned(),
        spec.match_keys.name().to_owned(),
        spec.duplicate_leads.name().to_owned(),
        spec.fill.purchase_frequency.to_string(),
        spec.fill.recency_days.to_string(),
        spec.target.clone(),
        spec.transactions.amount.clone().unwrap_or_default(),
        spec.transactions.product.clone().unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::spec::MatchKeys;

    #[test]
    fn a_link_says_only_what_differs_from_the_proposal() {
        let mut proposed = FeatureSpec::empty(parse_as_of("2020-01-01").unwrap());
        proposed.leads.passthrough_columns = vec!["p1".into()];
        let mut spec = proposed.clone();
        spec.transactions.time = "purchased_at".into();
        let link = Link::default().with_mapping(&spec, &proposed);
        assert_eq!(link.write(), "tx.time=purchased_at");
        spec.leads.passthrough_columns.clear();
        spec.fill.recency_days = -1;
        spec.match_keys = MatchKeys::Normalised;
        let link = Link::default().with_mapping(&spec, &proposed);
        assert_eq!(link.write(), "tx.time=purchased_at&match=normalised&fill.recency=-1&leads.carry=");
        let mut other = proposed.clone();
        assert!(link.apply(&mut other).is_empty());
        assert_eq!(other, spec);
    }
}
