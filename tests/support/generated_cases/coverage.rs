//! The coverage of the generated cases: counts the dimensions of the specification that occurred in them.

use std::collections::BTreeMap;

use super::{Case, Kind};
use feature_lab::base::named::Named;
use feature_lab::features::feature::Feature;
use feature_lab::features::field::Field;
use feature_lab::features::spec::{DuplicateLeads, MatchKeys};
use feature_lab::features::times::TimeFormat;

/// The dimensions that have to occur, by the row of the specification that they stand for.
pub const DIMENSIONS: [(&str, &[&str]); 19] = [
    ("§1 as_of", &["before as-of", "at as-of", "after as-of"]),
    ("§1 transactions.time_format", &["a pinned grammar", "a pinned unit", "a pinned order"]),
    ("§1 fill", &["the defaults", "other defaults"]),
    ("§1 duplicate_leads", &["keep", "first"]),
    ("§1 match_keys", &["exact", "normalised", "as text", "as number"]),
    ("§1 tables", &["table", "without rowid", "view", "inserted backwards"]),
    ("§1 columns", &["joined on an id", "joined on the e-mail", "no rating", "no p1", "another carried column"]),
    ("§2 values", &["an integer beyond 2^53", "a carried NULL", "a carried blob"]),
    ("§2 customers", &["without transactions", "with unreadable times only", "a key twice"]),
    (
        "§2 keys",
        &[
            "7 and 7.0",
            "7 and '7'",
            "text and blob",
            "letter case",
            "white space",
            "NFC and NFD",
            "NULL on both sides",
            "the empty string on both sides",
            "2^53 as integer and real",
            "no UTF-8",
            "a NUL byte",
            "column with NOCASE",
            "column with affinity",
            "unknown customers",
        ],
    ),
    (
        "§3 ISO 8601",
        &[
            "a date",
            "a date with slashes",
            "T and minutes",
            "slashes and seconds",
            "nine digits of a fraction",
            "Z",
            "UTC",
            "+HH:MM",
            "-HHMM",
            "+HH",
            "white space around",
        ],
    ),
    (
        "§3 compact and RFC 2822",
        &[
            "compact text",
            "compact text with a time",
            "compact integer",
            "a mail's date",
            "a mail's date with a zone's name",
        ],
    ),
    (
        "§3 numbers",
        &[
            "epoch seconds",
            "epoch milliseconds",
            "epoch microseconds",
            "epoch nanoseconds",
            "Julian days",
            "Excel days",
        ],
    ),
    (
        "§3 day and month",
        &[
            "a date in one of two orders",
            "such a date with a time",
            "such a date with AM or PM",
            "a decided order",
            "an undecided order",
            "a contradiction",
        ],
    ),
    (
        "§3 unreadable",
        &[
            "NULL",
            "a word",
            "bytes",
            "a bare year",
            "a bare time",
            "no such date",
            "no such time",
            "a number of no unit",
        ],
    ),
    ("§4 target", &["another letter case", "an old table", "no old table", "a name in quotes"]),
    ("§5 products", &["a blank product"]),
    (
        "features",
        &[
            "the default features",
            "purchases_30d",
            "purchases_90d",
            "purchases_365d",
            "first_purchase_days",
            "mean_days_between",
            "monetary_total",
            "monetary_mean",
            "distinct_products",
            "no feature",
        ],
    ),
    (
        "features of amounts and products",
        &[
            "text amounts",
            "an amount in text",
            "an amount that is no number",
            "number amounts",
            "a whole amount beyond 2^53",
            "an infinite amount",
            "products 7 and 7.0",
            "products 7 and '7'",
        ],
    ),
];

/// The number of cases in which each dimension occurred.
#[derive(Default)]
pub struct Coverage(BTreeMap<&'static str, usize>);

impl Coverage {
    /// Counts what a case covers.
    pub fn add(&mut self, case: &Case, checks: &BTreeMap<String, u64>) {
        for (_, dimensions) in DIMENSIONS {
            for dimension in dimensions {
                *self.0.entry(dimension).or_default() += usize::from(covers(case, checks, dimension));
            }
        }
    }

    /// Fails where something occurred fewer than `least` times.
    pub fn assert(&self, least: usize) {
        let thin: Vec<_> = self.0.iter().filter(|(_, count)| **count < least).collect();
        assert!(thin.is_empty() && !self.0.is_empty(), "fewer than {least} cases of {thin:?}");
    }
}

fn covers(case: &Case, checks: &BTreeMap<String, u64>, dimension: &str) -> bool {
    let spec = &case.spec;
    let as_of = spec.as_of.timestamp_nanos_opt().unwrap();
    let time = |test: &dyn Fn(i64) -> bool| case.sales.iter().filter_map(|sale| sale.time.at).any(test);
    let lead = |key: &str| case.leads.iter().any(|lead| lead.key == key);
    let sale = |key: &str| case.sales.iter().any(|sale| sale.key == key);
    // One on either side.
    let pair = |a: &str, b: &str| (lead(a) && sale(b)) || (lead(b) && sale(a));
    let untyped = case.declared[..2] == ["", ""];
    let found = |check: &str| checks.get(check).is_some_and(|count| *count > 0);
    let carried = |name: &str| spec.leads.passthrough_columns.iter().any(|carried| carried == name);
    let extra = |value: &str| carried("extra") && case.leads.iter().any(|lead| lead.extra == value);
    let format = spec.transactions.time_format;
    let way = |way: &str| case.sales.iter().any(|sale| sale.time.way == way);
    let any_date =
        || case.sales.iter().any(|sale| sale.time.way.contains("such a date w") || sale.time.way.contains("orders"));
    let dates =
        |read: bool| case.sales.iter().any(|sale| sale.time.way.contains("orders") && sale.time.at.is_some() == read);
    let amounts = |column: &str| {
        spec.reader(Field::AmountColumn).is_some() && spec.transactions.amount.as_deref() == Some(column)
    };
    let total = |total: &str| case.sales.iter().any(|sale| sale.total == total);
    let product = |product: &str| {
        spec.reader(Field::ProductColumn).is_some() && case.sales.iter().any(|sale| sale.product == product)
    };
    match dimension {
        "before as-of" => time(&|at| at < as_of),
        "at as-of" => time(&|at| at == as_of),
        "after as-of" => time(&|at| at > as_of),
        "the defaults" => spec.fill.recency_days == 365,
        "other defaults" => spec.fill.recency_days != 365,
        "keep" => spec.duplicate_leads == DuplicateLeads::Keep,
        "first" => spec.duplicate_leads == DuplicateLeads::First && found("duplicate_lead_keys"),
        "exact" => spec.match_keys == MatchKeys::Exact,
        "normalised" => spec.match_keys == MatchKeys::Normalised,
        "as number" => spec.match_keys == MatchKeys::AsNumber,
        "as text" => spec.match_keys == MatchKeys::AsText,
        "table" => case.kinds == [Kind::Table; 2],
        "without rowid" => case.kinds.contains(&Kind::WithoutRowid),
        "view" => case.kinds.contains(&Kind::View),
        "inserted backwards" => case.backwards,
        "joined on an id" => spec.leads.key != spec.transactions.key,
        "joined on the e-mail" => spec.leads.key == spec.leads.email,
        "no rating" => spec.leads.rating.is_none(),
        "no p1" => !carried("p1"),
        "another carried column" => carried("extra"),
        "an integer beyond 2^53" => extra("9007199254740993"),
        "a carried NULL" => extra("NULL"),
        "a carried blob" => extra("x'00ff'"),
        "without transactions" => found("customers_without_transactions"),
        "with unreadable times only" => case.leads.iter().any(|lead| {
            let mine = || case.sales.iter().filter(|sale| sale.key == lead.key);
            lead.key != "NULL" && mine().next().is_some() && mine().all(|sale| sale.time.at.is_none())
        }),
        "a key twice" => found("duplicate_lead_keys"),
        "7 and 7.0" => untyped && pair("7", "7.0"),
        "7 and '7'" => untyped && pair("7", "'7'"),
        "text and blob" => pair("'bo'", "x'626f'"),
        "letter case" => pair("'ana@x.org'", "'ANA@x.org'"),
        "white space" => pair("'ana@x.org'", "' ana@x.org'"),
        "NFC and NFD" => pair("'ren\u{e9}'", "'rene\u{301}'"),
        "NULL on both sides" => pair("NULL", "NULL"),
        "the empty string on both sides" => pair("''", "''"),
        "2^53 as integer and real" => pair("9007199254740993", "9007199254740992.0"),
        "no UTF-8" => pair("CAST(x'ff61' AS TEXT)", "CAST(x'ff61' AS TEXT)"),
        "a NUL byte" => pair("'a' || char(0) || 'b'", "'a' || char(0) || 'b'"),
        "column with NOCASE" => case.declared[..2].iter().any(|declared| declared.contains("NOCASE")),
        "column with affinity" => !untyped,
        "unknown customers" => found("unknown_customers"),
        "a pinned grammar" => {
            matches!(format, TimeFormat::Iso8601 | TimeFormat::Compact | TimeFormat::Rfc2822)
        }
        "a pinned unit" => format.is_unit(),
        "a decided order" => format == TimeFormat::Auto && dates(true),
        "an undecided order" => found("undecided_date_order"),
        "a contradiction" => !found("undecided_date_order") && dates(false) && any_date(),
        "a pinned order" => matches!(format, TimeFormat::DayMonthYear | TimeFormat::MonthDayYear),
        "another letter case" => {
            case.old.is_some_and(|old| old != spec.target && old.eq_ignore_ascii_case(&spec.target))
        }
        "an old table" => case.old.is_some(),
        "no old table" => case.old.is_none(),
        "a name in quotes" => spec.target.contains('"'),
        "the default features" => spec.features == Feature::DEFAULT,
        "no feature" => spec.features.is_empty(),
        "text amounts" => amounts("amount"),
        "an amount in text" => amounts("amount") && case.sales.iter().any(|sale| sale.amount == "' -1 '"),
        "an amount that is no number" => found("amount_values"),
        "number amounts" => amounts("total"),
        "a whole amount beyond 2^53" => amounts("total") && total("9007199254740993"),
        "an infinite amount" => amounts("total") && total("9e999"),
        "products 7 and 7.0" => product("7") && product("7.0"),
        "products 7 and '7'" => product("7") && product("'7'"),
        "a blank product" => found("blank_products"),
        other => Feature::named(other).map_or_else(|| way(other), |feature| spec.features.contains(&feature)),
    }
}
