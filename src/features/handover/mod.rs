//! Hand-over of a feature table to the next step of the course: its facts as JSON, and as a prompt for a language model.
//!
//! docs/handover.md has the schema. Every text that is written has gone through [`emails`].

mod document;
pub mod emails;
mod facts;
pub mod input;
mod markdown;
pub mod summary;

use self::document::Document;
pub use self::emails::Emails;
pub use self::input::HandoverInput;
use crate::base::named::Named;

/// The name of the schema of the JSON, and its version.
pub const SCHEMA: (&str, u32) = ("feature-lab/handover", 1);

/// The most bytes of a hand-over.
pub const LIMIT: usize = 32_000;

/// A format of a hand-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverFormat {
    /// `customer_features.handover.json`, for programs.
    Json,
    /// `customer_features.handover.md`, the same facts as a prompt.
    Markdown,
}

impl HandoverFormat {
    /// All formats, in the order in which people are offered them.
    pub const ALL: [Self; 2] = [Self::Json, Self::Markdown];

    /// Returns the name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Json => "customer_features.handover.json",
            Self::Markdown => "customer_features.handover.md",
        }
    }
}

impl Named for HandoverFormat {
    const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Json, "handover_json"), (Self::Markdown, "handover_markdown")];
}

/// Writes a hand-over, at most [`LIMIT`] bytes: with fewer example rows until it fits, then without carried columns.
pub fn hand_over(input: &HandoverInput, format: HandoverFormat) -> String {
    let mut document = facts::gather(input);
    loop {
        let text = match format {
            HandoverFormat::Json => json(&document),
            HandoverFormat::Markdown => markdown::prompt(&document),
        };
        if text.len() <= LIMIT || !document.reduce(text.len() > 2 * LIMIT) {
            return text;
        }
    }
}

fn json(document: &Document) -> String {
    // The facts have no keys but text; JSON has no infinite numbers, and serde_json writes null for them.
    serde_json::to_string_pretty(document).map(|text| text + "\n").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::value::Value;
    use crate::features::feature::Feature;
    use crate::features::quality::checks::Severity;
    use crate::features::run_log::ColumnStatistics;
    use crate::features::segments::{ExampleRow, NoSegments, Segment, SegmentFigures, Thresholds};
    use crate::features::spec::FeatureSpec;
    use input::SaidCheck;
    use summary::Summary;

    /// A hand-over with addresses in every place that has text.
    fn hostile(carried: &[&str], value: &str) -> HandoverInput {
        let mut spec = FeatureSpec::empty(chrono::DateTime::default());
        spec.leads.table = "leads of ada@x.org".to_owned();
        spec.leads.key = "mail".to_owned();
        spec.leads.email = "mail".to_owned();
        spec.leads.passthrough_columns = carried.iter().map(|name| (*name).to_owned()).collect();
        let column = |name: &str| ColumnStatistics {
            name: name.to_owned(),
            rows: 200,
            nulls: 0,
            defaults: Some(3),
            minimum: Value::Text("ada@x.org".to_owned()),
            maximum: Value::Integer(4_915_112_345),
            mean: Some(4.0),
            median: None,
            distinct: 2,
        };
        let names = spec.output_columns();
        let segment = |segment| SegmentFigures {
            segment,
            rule: "purchase_frequency = 0".to_owned(),
            customers: 50,
            averages: names.iter().map(|name| ((*name).to_owned(), Some(1.5))).collect(),
        };
        let row = |_| ExampleRow {
            segment: Some(Segment::Active),
            values: names.iter().map(|_| Value::Text(value.to_owned())).collect(),
        };
        let summary = Summary {
            rows: 200,
            columns: names.iter().map(|name| column(name)).collect(),
            thresholds: Thresholds::default(),
            segments: Ok(Segment::ALL.map(segment).to_vec()),
            examples: (0..50).map(row).collect(),
        };
        let check = |id: &str, examples: &[&str]| SaidCheck {
            id: id.to_owned(),
            severity: Severity::Warning,
            count: 1,
            sentence: "1 row in leads of ada@x.org repeats a key.".to_owned(),
            examples: examples.iter().map(|text| (*text).to_owned()).collect(),
        };
        let checks = vec![
            check("unknown_customers", &["ada", "x'616461'", " ", "NULL"]),
            check("unreadable_times", &["by ada@x.org", "x'61646140782e6f7267'", "long ada.lovela…"]),
        ];
        HandoverInput {
            fingerprint: "0123456789abcdef".to_owned(),
            database: "ada@x.org.db".to_owned(),
            customers: 200,
            transactions: 7,
            checks,
            summary,
            no_segments: String::new(),
            emails: Emails::LeftOut,
            key: [7; 32],
            spec,
        }
    }

    fn written(input: &HandoverInput) -> (serde_json::Value, String) {
        let json = hand_over(input, HandoverFormat::Json);
        (serde_json::from_str(&json).unwrap(), json + &hand_over(input, HandoverFormat::Markdown))
    }

    #[test]
    fn no_address_is_left_anywhere() {
        let (json, text) = written(&hostile(&["note", "a@x.org", "b@x.org"], "Ada Lovelace <ADA@x.org> | `x`\n# x"));
        for part in ["ada@", "ada.", "\"ada", "ADA", "x.org", "616461"] {
            assert!(!text.contains(part), "{part} in {text}");
        }
        assert_eq!(json["definition"]["database"], "[e-mail]");
        assert_eq!(json["examples"]["columns"][1], "[e-mail]");
        assert_eq!(json["examples"]["columns"][2], "[e-mail] 2");
        assert_eq!(json["examples"]["rows"][0]["values"][0], "Ada Lovelace <[e-mail]> | `x`\n# x");
        assert!(text.contains("| active | Ada Lovelace \\<[e-mail]> \\| \\`x\\` # x | "), "{text}");
        assert_eq!(json["columns"][0]["maximum"], serde_json::Value::Null);
        assert_eq!(json["columns"][1]["maximum"], 4_915_112_345_i64);
        assert_eq!(json["findings"][0]["examples"], serde_json::json!([" ", "NULL"]));
        assert_eq!(json["findings"][1]["examples"], serde_json::json!(["by [e-mail]", "long…"]));
        assert_eq!(json["segments"]["list"][0]["averages"]["recency_days"], 1.5);
        assert_eq!(json["segments"]["list"][0]["averages"].get("user_email"), None);
    }

    #[test]
    fn hashes_are_the_same_everywhere_and_kept_addresses_stay() {
        let input = hostile(&["note"], "ada@x.org");
        let (json, text) = written(&HandoverInput { emails: Emails::Hashed, ..input.clone() });
        assert!(!text.contains("ada@x.org") && !text.contains("616461"), "{text}");
        let hash = "6d21f8dda91c6276";
        assert_eq!(json["examples"]["columns"][0], "user_email");
        assert_eq!(json["examples"]["rows"][0]["values"][0], hash);
        assert_eq!(json["examples"]["rows"][0]["values"][1], hash);
        assert_eq!(json["findings"][1]["examples"][0], format!("by {hash}"));
        let (json, text) = written(&HandoverInput { emails: Emails::Kept, ..input });
        assert_eq!(json["examples"]["rows"][0]["values"][0], "ada@x.org");
        assert!(text.contains("1 row in leads of ada@x.org"), "{text}");
    }

    #[test]
    fn what_has_no_room_is_left_out_and_counted() {
        for (carried, value) in [(20, "\u{1}".repeat(300)), (400, "a".repeat(20)), (0, "x".repeat(100))] {
            let names: Vec<String> = (0..carried).map(|n| format!("{n} {}", "ü".repeat(30))).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let input = hostile(&names, &value);
            for format in HandoverFormat::ALL {
                let text = hand_over(&input, format);
                assert!(text.len() <= LIMIT, "{} bytes", text.len());
                assert!(text.contains("purchase_frequency"));
            }
            let (json, _) = written(&input);
            let rows = json["examples"]["rows"].as_array().unwrap().len();
            assert_eq!(json["omitted"]["example_rows"], 50 - rows);
            let columns = json["columns"].as_array().unwrap().len();
            assert_eq!(json["omitted"]["columns"], carried + 4 - columns);
            assert_eq!(json["segments"]["list"][0]["averages"].as_object().unwrap().len(), columns - 1);
        }
    }

    #[test]
    fn a_table_without_segments_says_why() {
        let mut input = hostile(&[], "x");
        input.spec.features = vec![Feature::RecencyDays];
        input.summary.segments = Err(NoSegments::FillOfBuyers { fill: 1 });
        input.no_segments = "The reason.".to_owned();
        let (json, text) = written(&input);
        assert_eq!((&json["segments"], &json["no_segments"]), (&serde_json::Value::Null, &"The reason.".into()));
        assert_eq!(text.matches("The reason.").count(), 2);
    }
}
