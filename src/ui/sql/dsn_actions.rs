//! Reads the DSN of a server that somebody pastes or types, and keeps it without its password.

use crate::browser::{document, event_loop};
use crate::postgres::dsn;
use crate::postgres::dsn::UrlParts;
use crate::ui::shell::actions::Actions;

/// The id of the field.
pub(super) const FIELD: &str = "dsn";

impl Actions {
    /// Reads what is in the field; the field has it without the password then, or nothing.
    pub(super) fn read_dsn(self, text: &str) {
        self.state.sql.postgres.dsn.set((!text.trim().is_empty()).then(|| dsn::read(text, split)));
    }

    /// Reads what somebody pastes into the field.
    pub(super) fn read_pasted_dsn(self) {
        wasm_bindgen_futures::spawn_local(async move {
            // The field has the text only after its event.
            event_loop::drawn().await;
            let text = document::value(FIELD).unwrap_or_default();
            // What cannot be read yet may be completed by hand.
            if dsn::read(&text, split).is_ok() {
                self.read_dsn(&text);
            }
        });
    }
}

/// Splits a URL as the browser does.
fn split(text: &str) -> Option<UrlParts> {
    let [scheme, user, password, host, port, path, query, fragment] = document::split_address(text)?;
    Some(UrlParts { scheme, user, password, host, port, path, query, fragment })
}
