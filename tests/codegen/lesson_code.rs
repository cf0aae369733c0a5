//! The code in the first lesson is that of the exports, and it prints what the lesson shows.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::session::Session;
use feature_lab::features::codegen::ExportFormat;
use feature_lab::protocol::Source;
use serde_json::Value;

use crate::engines::{Engine, Export, How};
use crate::fixtures::{proposed, request};
use crate::python_export::export_of;

/// Runs the cells, and prints what the last ones show, each after a line of its own.
const RUN: &str = r#"
import ast, json
values = {}
for cell in json.loads(CELLS):
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), values)
    if last is not None:
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), values)
        if shown is not None:
            print("== shown")
            print(shown.to_string())
"#;

fn lesson(file: &str) -> String {
    std::fs::read_to_string(format!("{}/static/lessons/week1-day2/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The fenced blocks of a kind in a file of the lesson.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let parts = text.split("```").skip(1).step_by(2);
    parts.filter_map(|part| Some(part.strip_prefix(kind)?.strip_prefix('\n')?.trim_end().to_owned())).collect()
}

/// The sample of the lesson, and the export of its definition.
fn exported(format: ExportFormat) -> (Vec<u8>, String) {
    let mut session = Session::<Native>::default();
    session.open_sample(&request(Source::Sample(String::new())), "leads_scored_segmentation").unwrap();
    let image = session.export(&mut |_| ()).unwrap().1;
    let spec = proposed(&session);
    (image, export_of(&mut session, &spec, format).unwrap().1)
}

#[test]
fn the_lesson_shows_the_script_of_the_button() {
    let (_, script) = exported(ExportFormat::Python);
    let shown = blocks(&lesson("03-build.md"), "python");
    assert_eq!(shown.len(), 1);
    let mut lines = script.lines();
    for line in shown[0].lines().filter(|line| !line.trim().is_empty()) {
        assert!(lines.any(|it| it.trim() == line.trim()), "not in the script, or not in this order: {line}");
    }
}

#[test]
fn the_lesson_shows_what_the_notebook_prints() {
    let (image, notebook) = exported(ExportFormat::Notebook);
    let notebook: Value = serde_json::from_str(&notebook).unwrap();
    let cells = notebook["cells"].as_array().unwrap().iter().filter(|cell| cell["cell_type"] == "code");
    let cells: Vec<&str> = cells.map(|cell| cell["source"].as_str().unwrap()).collect();
    let text = lesson("05-preview.md");
    let looks = blocks(&text, "python");
    assert_eq!(cells[cells.len() - looks.len()..], looks[..]);
    let script = format!("CELLS = {:?}\n{RUN}", Value::from(cells.clone()).to_string());
    let ran = Engine::Sqlite.running().run(&image, &Export::new(How::Script, &script, "customer_features"));
    assert_eq!(ran.status, 0, "{}{}", ran.printed, ran.said);
    let shown: Vec<String> = ran.printed.split("== shown\n").skip(1).map(|it| it.trim_end().to_owned()).collect();
    assert_eq!(shown, blocks(&text, "text"));
}
