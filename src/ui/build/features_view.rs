//! Draws the list of features to build, each with a tick and its sentence.

use crate::base::named::Named;
use crate::features::feature::Feature;
use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::Page;
use crate::words;

/// The features in the order of docs/features.md; the ticked ones are built, in the same order.
pub(crate) fn features(page: Page) -> Element {
    el("fieldset")
        .class("features")
        .child(el("legend").text(words::FEATURES_TO_BUILD))
        .children(Feature::ALL.map(|feature| one(page, feature)))
}

/// One feature.
fn one(Page { state, actions }: Page, feature: Feature) -> Element {
    let toggle = move |_| {
        actions.adjust(|spec| {
            let wanted = !spec.features.contains(&feature);
            let chosen = |other: &Feature| if *other == feature { wanted } else { spec.features.contains(other) };
            spec.features = Feature::ALL.into_iter().filter(chosen).collect();
        });
    };
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("id", &format!("feature-{}", feature.name()))
        .prop_of("checked", move || state.build.spec.with(|spec| spec.features.contains(&feature)))
        .on("change", toggle);
    let words =
        el("span").child(el("code").text(feature.name())).child(el("span").class("note").text(words::feature(feature)));
    el("label").class("check").child(tick).child(words)
}
