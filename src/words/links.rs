//! Texts about links, and about a database in a link.

use crate::base::byte_size;
use crate::links::{LARGEST, LONGEST, LONGEST_WRITTEN, Link};

/// The most unknown names of a link that a note lists.
const TOLD: usize = 5;

pub const SHARE: &str = "Copy link";
pub const COPIED: &str = "Link copied.";
pub const COPIED_WITHOUT_FILE: &str =
    "Link copied. It carries your settings and SQL, but not the file: that stays in this browser.";
pub const COPIED_WITHOUT_CHANGES: &str = "Link copied. It opens the database without your changes.";
pub const COPIED_WITH_DATA: &str = "Link copied, with the database in it. Anyone who has the link has the data.";
pub const OFFER: &str = "The database can be part of the link. Anyone who has the link has the data.";
pub const OFFER_LONG: &str = "Some mail programs cut links this long: try it before you count on it.";
pub const OFFER_NOT: &str = "The database does not fit into a link.";
pub const OFFER_OLD_BROWSER: &str = "This browser cannot pack it. Send the downloaded file along with the link.";

pub const STOP_FETCHING: &str = "Stop loading";

/// The status line until a host answers.
pub fn fetching(name: &str) -> String {
    format!("Asking for {name}…")
}

/// The length, in characters, above which a link is called long: the lowest limit that programs in use have.
pub const LONG: usize = 2000;

/// The button for a link with the database in it.
pub fn copy_with_data(length: usize) -> String {
    format!("Copy link with the database ({})", byte_size::size(length as u64))
}

/// The reason why no link can hold the database: the link would be `length` characters long.
pub fn offer_too_long(length: usize) -> String {
    format!(
        "With the database the link would be {} long; mail programs and browsers accept about {}. Send the downloaded file \
         along with the link.",
        byte_size::size(length as u64),
        byte_size::size(LONGEST_WRITTEN as u64)
    )
}

/// The reason why no link can hold the database: its `size` in bytes, however well it compresses.
pub fn offer_too_large(size: u64) -> String {
    format!(
        "It has {}, and {} are the most that a link unpacks to. Send the downloaded file along with the link.",
        byte_size::size(size),
        byte_size::size(LARGEST)
    )
}

/// The notes on parts of a link that this version of the lab cannot read.
pub fn link_notes(link: &Link) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(length) = link.too_long {
        notes.push(format!(
            "The link was left out: it has {}, more than the {} that are read.",
            byte_size::size(length as u64),
            byte_size::size(LONGEST as u64)
        ));
    }
    if link.newer {
        notes.push("A newer version of the lab made this link; what this one does not know of it was left out.".into());
    }
    if !link.unknown.is_empty() {
        let names = link.unknown.iter().take(TOLD).map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        let more = match link.unknown.len().saturating_sub(TOLD) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        notes.push(format!("The link has {names}{more}, which this version of the lab does not know; left out."));
    }
    notes
}

/// The remark on a table that a link names and the database does not have.
pub fn link_no_table(table: &str) -> String {
    format!("The link names a table “{table}”, which this database does not have; the proposed one is chosen.")
}

/// The parameters of a link that could not be read, one sentence each.
pub fn link_unread(unread: &[(String, String)]) -> Vec<String> {
    let sentence = |(name, value): &(String, String)| {
        let value: String = value.chars().take(40).collect();
        format!("The link's {name} “{value}” means nothing to the lab and was left out.")
    };
    unread.iter().map(sentence).collect()
}
