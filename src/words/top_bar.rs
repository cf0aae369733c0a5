//! Texts of the top bar and of the drop overlay.

use crate::protocol::Integrity;

pub const NAME: &str = "Feature Lab";
pub const OPEN: &str = "Open database";
pub const DATABASES: &str = "Database";
pub const RESET: &str = "Reset database";
pub const RESET_NOTE: &str = "Opens it again as it was at first. You can undo that.";
pub const NO_ORIGINAL: &str = "The file it came from is not in this browser: open the file again.";
pub const SAMPLE: &str = "Sample database";
pub const SAMPLE_CHOOSE: &str = "Choose a sample";
pub const SAMPLES: [(&str, &str); 2] = [("leads_scored_segmentation", "Course: 500 leads"), ("tiny", "Tiny: 5 leads")];
pub const DOWNLOAD: &str = "Download database";
pub const DARK: &str = "Dark theme";
pub const UNCHANGED: &str = "Unchanged";
pub const DROP: &str = "Drop the database to open it";
pub const DROP_HINT: &str = "A .db file, with its -wal or -journal if there is one. It stays in this browser.";

/// The name of a sample in the list; the open one can be opened anew.
pub fn sample(title: &str, is_open: bool) -> String {
    if is_open { format!("{title} (open it again)") } else { title.to_owned() }
}

/// The integrity of the file in a few words; `None` if it is sound. `takes_writes` is true if SQL may write into a damaged file.
pub fn integrity(integrity: &Integrity, takes_writes: bool) -> Option<&'static str> {
    match integrity {
        Integrity::Sound => None,
        Integrity::Unchecked => Some("Not checked for damage"),
        Integrity::Damaged(_) if takes_writes => Some("Damaged"),
        Integrity::Damaged(_) => Some("Damaged: browsing only"),
    }
}
