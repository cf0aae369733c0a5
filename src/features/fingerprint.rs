//! The fingerprint of a specification: XXH64 of its canonical JSON, the same on every machine and for every version.
//!
//! Canonical JSON has the keys in alphabetical order and no white space. The list of features is in it only where it is not
//! the default one, and the amount and product columns only where a feature reads them, so that a later version of the lab
//! gives the same fingerprint to the same specification.

use super::feature::Feature;
use super::field::Field;
use super::spec::{FeatureSpec, show_instant};
use crate::base::checksum::xxh64;
use crate::base::json_text::text;
use crate::base::named::Named;

/// Returns the fingerprint of a specification as 16 hexadecimal digits.
pub fn fingerprint(spec: &FeatureSpec) -> String {
    xxh64(canonical_json(spec).as_bytes())
}

/// Returns the canonical JSON of a specification.
pub fn canonical_json(spec: &FeatureSpec) -> String {
    object(&fields(spec))
}

/// Returns the canonical JSON of a specification without its as-of instant: the same for builds of the same definition as of
/// different days.
pub fn definition_json(spec: &FeatureSpec) -> String {
    let mut fields = fields(spec);
    fields.retain(|(name, _)| *name != "as_of");
    object(&fields)
}

/// The fields of the canonical JSON, in alphabetical order, each with its JSON.
fn fields(spec: &FeatureSpec) -> Vec<(&'static str, String)> {
    let FeatureSpec { version, leads, transactions, as_of, fill, match_keys, duplicate_leads, target, features } = spec;
    let mut columns = vec![
        ("key", text(&transactions.key)),
        ("table", text(&transactions.table)),
        ("time", text(&transactions.time)),
        ("time_format", text(transactions.time_format.name())),
    ];
    if let Some(product) = transactions.product.as_deref().filter(|_| spec.reader(Field::ProductColumn).is_some()) {
        columns.insert(1, ("product", text(product)));
    }
    if let Some(amount) = transactions.amount.as_deref().filter(|_| spec.reader(Field::AmountColumn).is_some()) {
        columns.insert(0, ("amount", text(amount)));
    }
    let mut fields = vec![
        ("as_of", text(&show_instant(*as_of))),
        ("duplicate_leads", text(duplicate_leads.name())),
        (
            "fill",
            object(&[
                ("purchase_frequency", fill.purchase_frequency.to_string()),
                ("recency_days", fill.recency_days.to_string()),
            ]),
        ),
        (
            "leads",
            object(&[
                ("carry", list(leads.passthrough_columns.iter().map(String::as_str))),
                ("email", text(&leads.email)),
                ("key", text(&leads.key)),
                ("rating", leads.rating.as_deref().map_or("null".to_owned(), text)),
                ("table", text(&leads.table)),
            ]),
        ),
        ("match_keys", text(match_keys.name())),
        ("target", text(target)),
        ("transactions", object(&columns)),
        ("version", version.to_string()),
    ];
    if *features != Feature::DEFAULT {
        fields.insert(2, ("features", list(features.iter().map(|feature| feature.name()))));
    }
    fields
}

fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{}:{value}", text(name))).collect();
    format!("{{{}}}", fields.join(","))
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(text).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::spec::parse_as_of;

    #[test]
    fn known_specifications_keep_their_fingerprints() {
        let mut spec = FeatureSpec::empty(parse_as_of("2026-07-01").unwrap());
        let mut seen = vec![fingerprint(&spec)];
        spec.leads.table = "leads_scored".to_owned();
        (spec.leads.key, spec.leads.email) = ("user_email".to_owned(), "user_email".to_owned());
        spec.leads.rating = Some("member_rating".to_owned());
        spec.leads.passthrough_columns = vec!["p1".to_owned()];
        spec.transactions.table = "transactions".to_owned();
        (spec.transactions.key, spec.transactions.time) = ("user_email".to_owned(), "ts".to_owned());
        seen.push(fingerprint(&spec));
        // A column that no feature reads changes nothing.
        (spec.transactions.amount, spec.transactions.product) = (Some("price".to_owned()), Some("sku".to_owned()));
        assert_eq!(fingerprint(&spec), "1cbeaff382c3af4c");
        spec.features = [&Feature::DEFAULT[..], &[Feature::MeanDaysBetween]].concat();
        seen.push(fingerprint(&spec));
        spec.features = vec![Feature::DistinctProducts, Feature::MonetaryTotal];
        let columns = r#""transactions":{"amount":"price","key":"user_email","product":"sku","table":"transactions","#;
        assert!(canonical_json(&spec).contains(columns), "{}", canonical_json(&spec));
        assert_eq!(seen, ["036b13119b024f20", "1cbeaff382c3af4c", "1462ee8fde48668e"]);
    }
}
