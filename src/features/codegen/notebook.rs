//! The export `build_features.ipynb`: the parts of the Python script as cells with a sentence each, and first looks at the
//! table.

use super::ExportInput;
use super::python::{parts, said_of};
use super::template::fill_in;
use crate::base::json_text::text;

/// A sentence before each part of the script.
const REMARKS: [&str; 6] = [
    "The packages.",
    "What was chosen in the lab, and what it found in the columns. Change it here.",
    "Times become seconds since 1970, in UTC. Values in other formats count as unreadable.",
    "The key of a customer, which both tables have.",
    "The features: transactions are grouped by customer, and customers without any get the default values.",
    "Reading and writing, in one transaction: if anything fails, the old table stays.",
];

/// The last cells, each with the sentence before it.
const LOOKS: [(&str, &str); 4] = [
    ("Build the table.", "build(DATABASE, read_iso(AS_OF), TARGET)"),
    (
        "The first rows.",
        "with connect(DATABASE).connect() as connection:\n    \
         features = pd.read_sql(f\"SELECT * FROM {quoted(TARGET)}\", connection)\nfeatures.head(10)",
    ),
    ("No customer is without a value: NULLs of each column.", "features.isna().sum()"),
    (
        "How many customers have the default values.",
        "pd.Series({name: (features[name] == value).sum() for name, value in FILL.items()})",
    ),
];

/// Writes the notebook.
pub(super) fn notebook(input: &ExportInput) -> String {
    let title = fill_in(include_str!("python/title.md"), &said_of(input));
    let mut cells = vec![markdown(&title)];
    let written = parts(input);
    let looks = LOOKS.map(|(remark, code)| (remark, code.to_owned()));
    for (remark, part) in REMARKS.into_iter().zip(written).chain(looks) {
        cells.push(markdown(remark));
        cells.push(code(part.trim()));
    }
    format!(
        "{{\n\"cells\": [\n{}\n],\n\"metadata\": {{\"kernelspec\": {{\"display_name\": \"Python 3\", \"language\": \"python\", \
         \"name\": \"python3\"}}, \"language_info\": {{\"name\": \"python\"}}}},\n\"nbformat\": 4,\n\"nbformat_minor\": 4\n}}\n",
        cells.join(",\n")
    )
}

fn markdown(words: &str) -> String {
    format!("{{\"cell_type\": \"markdown\", \"metadata\": {{}}, \"source\": {}}}", text(words))
}

fn code(lines: &str) -> String {
    format!(
        "{{\"cell_type\": \"code\", \"execution_count\": null, \"metadata\": {{}}, \"outputs\": [], \"source\": {}}}",
        text(lines)
    )
}
