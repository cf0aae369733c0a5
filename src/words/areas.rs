//! Texts of the page's areas: their tabs, what an empty one says, and the link that skips to the SQL box.

pub const SIDE_TABS: &str = "Lesson and tables";
pub const WORK_TABS: &str = "Work area";
pub const SIDE_COLUMN: &str = "Left column: lesson and tables";
pub const SIDE_WIDTH: &str = "Width of the left column";
pub const EDITOR_HEIGHT: &str = "Height of the editor";
pub const SPLITTER_HINT: &str = "Drag, or use the arrow keys. A double click or Esc brings the usual size back.";
pub const SKIP: &str = "Skip to the SQL box";
pub const EXPLORE_TITLE: &str = "Profile of a table";
pub const EXPLORE_LEAD: &str =
    "For each column: its types, the missing values, the smallest, the largest and the mean.";
pub const EXPLORE_EMPTY: &str = "Choose a table above: its profile appears here.";
pub const BUILD_EMPTY: &str = "Build the features: the rows of the new table appear here.";

/// The name of the tab of an area, by the area's id.
pub fn area(id: &str) -> &'static str {
    match id {
        "area-lesson" => "Lesson",
        "area-tables" => "Tables",
        "area-sql" => "SQL",
        "area-build" => "Build",
        _ => "Explore",
    }
}

/// Says how many notes and questions wait in a tab.
pub fn waiting_notes(count: usize) -> String {
    if count == 1 { "1 note".to_owned() } else { format!("{count} notes") }
}

/// The title of the browser's tab: the exercise of a lesson (its number and how many there are), and the database.
pub fn page_title(exercise: Option<(usize, usize, &str)>, database: Option<&str>) -> String {
    let exercise = exercise.map(|(number, of, lesson)| format!("{number}/{of} {lesson}"));
    let parts = [exercise, database.map(str::to_owned), Some(super::NAME.to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

/// The line above the SQL box of a narrow page: the exercise, which opens below it.
pub fn exercise_line(at: usize, all: usize, title: &str) -> String {
    format!("Exercise {} of {all}: {title}", at + 1)
}
