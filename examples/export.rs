//! Writes exports of a definition from the command line: `cargo xtask export features.json --as python`.

use std::path::Path;
use std::process::ExitCode;

use feature_lab::base::named::Named;
use feature_lab::features::codegen::{ExportFormat, ExportInput, export};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [file, format] => match written(Path::new(file), format) {
            Ok(text) => {
                print!("{text}");
                ExitCode::SUCCESS
            }
            Err(words) => {
                eprintln!("{words}");
                ExitCode::FAILURE
            }
        },
        _ => ExitCode::FAILURE,
    }
}

/// Reads a definition and writes it in a format; the error is a sentence.
fn written(file: &Path, format: &str) -> Result<String, String> {
    let format = ExportFormat::named(format).ok_or_else(|| {
        let known: Vec<&str> = ExportFormat::ALL.into_iter().map(ExportFormat::name).collect();
        format!("There is no export `{format}`. Take one of {}.", known.join(", "))
    })?;
    let text = std::fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))?;
    let input: ExportInput = serde_json::from_str(&text).map_err(|error| {
        format!("{} is no definition that the lab has exported (features.json): {error}.", file.display())
    })?;
    Ok(export(&input, format))
}
