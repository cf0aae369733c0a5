//! The export `build_features.py`: assembles the script from its parts in `python/`.

use super::ExportInput;
use super::python_features::{features, further, reads};
use super::python_text::{PythonRemark, PythonText};
use super::python_times::{times, unit};
use super::template::fill_in;
use crate::base::ident::{in_sqlite, shown};
use crate::base::named::Named;
use crate::base::value::Value;
use crate::features::definitions::definition;
use crate::features::feature::Feature;
use crate::features::field::Field;
use crate::features::spec::{MatchKeys, show_instant};

/// Writes the script.
pub(super) fn script(input: &ExportInput) -> String {
    let [imports, constants, rest @ ..] = parts(input);
    [
        include_str!("python/start.py"),
        &docstring(input),
        &imports,
        &constants,
        &rest.concat(),
        include_str!("python/main.py"),
    ]
    .concat()
}

/// The parts of the script: imports, constants, and the functions for times, keys, features and the database.
pub(super) fn parts(input: &ExportInput) -> [String; 6] {
    let keys = keys(input.spec.match_keys).to_owned();
    [
        imports(input),
        constants(input),
        times(input),
        keys,
        features(input),
        include_str!("python/database.py").to_owned(),
    ]
}

/// Says in a docstring from what and by whom the script was written.
fn docstring(input: &ExportInput) -> String {
    fill_in(include_str!("python/docstring.py"), &said_of(input))
}

/// The facts about a definition that are said in remarks.
pub(super) fn said_of(input: &ExportInput) -> Vec<(&'static str, String)> {
    input.facts(|name| PythonRemark(shown(name)).to_string())
}

fn constants(input: &ExportInput) -> String {
    let spec = &input.spec;
    let name = |name: &str| PythonText(in_sqlite(name)).to_string();
    let copied = input.copied.iter().map(|column| {
        let source = column.source.as_deref().map_or("None".to_owned(), name);
        format!("    ({}, {source}, {}),", name(&column.name), PythonText(&column.declared))
    });
    let features = spec.features.iter().map(|feature| {
        let definition = definition(*feature);
        let not_null = if definition.is_nullable { "" } else { " NOT NULL" };
        format!("\"{}\": \"{}{not_null}\"", feature.name(), definition.sql_type().name())
    });
    let fill = spec.features.iter().filter_map(|feature| fill(input, *feature));
    let order = input.rowid.as_ref().map_or_else(String::new, |rowid| format!("ORDER BY {rowid}"));
    fill_in(
        include_str!("python/constants.py"),
        &[
            ("LEADS_NAME", name(&spec.leads.table)),
            ("LEADS_KEY", name(&spec.leads.key)),
            ("TRANSACTIONS_NAME", name(&spec.transactions.table)),
            ("TRANSACTIONS_KEY", name(&spec.transactions.key)),
            ("TRANSACTIONS_TIME", name(&spec.transactions.time)),
            ("FURTHER", further(input)),
            ("COPIED", copied.collect::<Vec<_>>().join("\n")),
            ("LEADS_ORDER", PythonText(&order).to_string()),
            ("AS_OF_TEXT", PythonText(&show_instant(spec.as_of)).to_string()),
            ("TARGET_NAME", name(&spec.target)),
            ("DATABASE_NAME", PythonText(&input.database).to_string()),
            ("FEATURES", format!("{{{}}}", features.collect::<Vec<_>>().join(", "))),
            ("FILL", format!("{{{}}}", fill.collect::<Vec<_>>().join(", "))),
        ],
    )
}

/// Returns the value of customers without purchases, as an entry of a dictionary; `None` where it is NULL.
fn fill(input: &ExportInput, feature: Feature) -> Option<String> {
    let value = match definition(feature).without_purchases(&input.spec) {
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        _ => return None,
    };
    Some(format!("\"{}\": {value}", feature.name()))
}

fn imports(input: &ExportInput) -> String {
    let mut imports = vec!["import argparse", "import itertools"];
    if unit(input).is_some() || reads(input, Field::AmountColumn) {
        imports.push("import math");
    }
    imports.extend(["import os", "import re", "import time"]);
    if input.spec.match_keys == MatchKeys::Normalised {
        imports.push("import unicodedata");
    }
    imports.push("from datetime import date, datetime, timezone");
    fill_in(include_str!("python/imports.py"), &[("IMPORTS", imports.join("\n"))])
}

fn keys(matching: MatchKeys) -> &'static str {
    match matching {
        MatchKeys::Exact => include_str!("python/keys_exact.py"),
        MatchKeys::AsText => include_str!("python/keys_as_text.py"),
        MatchKeys::AsNumber => include_str!("python/keys_as_number.py"),
        MatchKeys::Normalised => include_str!("python/keys_normalised.py"),
    }
}
