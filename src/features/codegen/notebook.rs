//! The export `build_features.ipynb`: the parts of the Python script as cells with a sentence each, and first looks at the
//! table.

use super::ExportInput;
use super::python::{parts, said_of};
use super::template::fill_in;
use crate::base::json_text::text;

/// The sentences before the cells, one a line.
const REMARKS: &str = include_str!("python/remarks.txt");

/// The last cells: the build, and first looks at the table.
const LOOKS: [&str; 5] = [
    include_str!("python/look_build.py"),
    include_str!("python/look_rows.py"),
    include_str!("python/look_nulls.py"),
    include_str!("python/look_numbers.py"),
    include_str!("python/look_defaults.py"),
];

/// Writes the notebook.
pub(super) fn notebook(input: &ExportInput) -> String {
    let title = fill_in(include_str!("python/title.md"), &said_of(input));
    let mut cells = vec![markdown(&title)];
    let written = parts(input).into_iter().chain(LOOKS.map(str::to_owned));
    for (remark, part) in REMARKS.lines().zip(written) {
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
