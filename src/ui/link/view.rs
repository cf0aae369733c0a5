//! Draws the offer after *Copy link*: a link with the database in it, or why the database does not fit.

use crate::ui::dom::{Element, el};
use crate::ui::link::state::LinkOffer;
use crate::ui::shell::parts::{Page, button, paragraph};
use crate::words;

/// The offer that follows a copied link which does not open the database as it is.
pub(crate) fn offer(Page { state, actions }: Page) -> Element {
    el("div").dynamic(move || {
        let offer = state.link.offer.get()?;
        let message = el("div");
        let mut buttons = Vec::new();
        let message = match offer {
            LinkOffer::Fits { length, .. } => {
                let name = words::copy_with_data(length);
                buttons.push(button("button small", &name, move || actions.share_with_data()));
                let long = (length > words::LONG).then(|| paragraph("small quiet", words::OFFER_LONG));
                message.child(el("p").text(words::OFFER)).children(long)
            }
            LinkOffer::Not(why) => {
                message.child(el("p").child(el("strong").text(words::OFFER_NOT))).child(el("p").text(&why))
            }
        };
        buttons.push(button("button small", words::DISMISS, move || actions.dismiss_offer()));
        let buttons = el("div").class("row wrap").children(buttons);
        Some(
            el("div")
                .class("offer page-message")
                .attr("role", "region")
                .attr("aria-label", words::SHARE)
                .child(message)
                .child(buttons),
        )
    })
}
