//! Every word of the page for people, a file a subject, so that a translation is a second set of these files.

mod build;
mod dialogs;
mod files;
mod grading;
mod lesson;
mod links;
mod matches;
mod numbers;
mod quality;
mod saved_work;
mod sql;
mod status;
mod tables;
mod times;
mod top_bar;
mod update;

pub use build::*;
pub use dialogs::*;
pub use files::*;
pub use grading::*;
pub use lesson::*;
pub use links::*;
pub use matches::*;
pub use numbers::*;
pub use quality::*;
pub use saved_work::*;
pub use sql::*;
pub use status::*;
pub use tables::*;
pub use times::*;
pub use top_bar::*;
pub use update::*;
