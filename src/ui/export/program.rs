//! The program that writes exports, which the page loads when somebody asks for one: the texts are too long for the first
//! load.

use crate::base::named::Named;
use crate::browser::exports;
use crate::features::codegen::{ExportFormat, ExportInput, export};
use crate::features::handover::{HandoverFormat, HandoverInput, hand_over};

/// Offers the exports to the page.
pub(crate) fn start() {
    exports::provide(|input, format| {
        if let Some(format) = HandoverFormat::named(format) {
            let input: HandoverInput = postcard::from_bytes(input).ok()?;
            return Some(hand_over(&input, format));
        }
        let input: ExportInput = postcard::from_bytes(input).ok()?;
        Some(export(&input, ExportFormat::named(format)?))
    });
}
