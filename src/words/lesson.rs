//! Texts of the panel *Lesson*, except the lesson's own text.

pub const LESSON: &str = "Lesson";
pub const LESSON_CHOOSE: &str = "Choose a lesson";
pub const LESSON_NONE: &str = "No lesson";
pub const LESSON_ABOUT: &str = "About this lesson";
pub const LESSON_OTHER: &str = "This lesson uses a different database.";
pub const LESSON_DATABASE: &str = "Open the lesson's database";
pub const CHECK: &str = "Check";
pub const STARTER: &str = "Fill SQL box";
pub const HINT: &str = "Show a hint";
pub const SOLUTION: &str = "The official solution";
pub const HOLDS: &str = "Right:";
pub const FAILS: &str = "To do:";
pub const NOT_CHECKED: &str = "Not looked at:";
pub const EXERCISES: &str = "Exercises";
pub const EXERCISE_NEXT: &str = "Next exercise";
pub const EXERCISE_DONE: &str = "Passed.";
pub const LESSON_DONE: &str = "You have finished this lesson.";
pub const HAND_IN: &str = "Hand it in";
pub const EXERCISE_PASSED: &str = "Exercise passed.";
pub const EXERCISE_OPEN: &str = "Not passed yet: the lesson says what to do.";
pub const PASSED_EARLIER: &str = "You passed this exercise earlier, and it stays passed.";
pub const RECORD_NAME: &str = "Your name, as your instructor knows you";
pub const RECORD_ABOUT: &str =
    "To hand in: a small file that says what you passed, and with which database. It is not sent anywhere.";
pub const RECORD_SAVE: &str = "Save the completion record";
pub const PROGRESS_ABOUT: &str = "Your progress stays in this browser. Take it to another one as a file.";
pub const PROGRESS_SAVE: &str = "Save progress";
pub const PROGRESS_LOAD: &str = "Load progress";
pub const PROGRESS_LOADED: &str = "Progress loaded.";
pub const FORGET: &str = "Start this lesson over";
pub const FORGET_ASK: &str = "What you passed in this lesson is forgotten. The database stays as it is.";
pub const FORGET_YES: &str = "Forget what I passed";
pub const FORGOTTEN: &str = "You are at the beginning of the lesson again.";

/// The lessons of this host, by folder and title: those of static/lessons.txt.
pub fn lessons() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../../static/lessons.txt").lines().filter_map(|line| line.split_once(": "))
}

/// The name of an exercise in the list of all.
pub fn exercise_name(at: usize, passed: bool) -> String {
    format!("Exercise {}{}", at + 1, if passed { ", passed" } else { "" })
}

/// The note below the last exercise while others are not passed; `open` has their indexes.
pub fn still_open(open: &[usize]) -> String {
    let numbers: Vec<String> = open.iter().map(|at| (at + 1).to_string()).collect();
    match numbers.as_slice() {
        [one] => format!("Passed. Exercise {one} is still to do."),
        many => format!("Passed. Exercises {} are still to do.", many.join(", ")),
    }
}

/// The button that goes to an exercise.
pub fn go_to_exercise(at: usize) -> String {
    format!("Go to exercise {}", at + 1)
}

/// The number of passed exercises, of all.
pub fn exercises_passed(passed: usize, all: usize) -> String {
    format!("{passed} of {all} exercises passed")
}

/// The status line after a record, a progress file or a table of grades was downloaded.
pub fn saved(name: &str) -> String {
    format!("Saved {name} to your downloads.")
}
