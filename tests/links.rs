//! Properties of links: every link survives a round trip, and no fragment is too strange.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use feature_lab::domain::link::{Link, MAPPING, Origin};
use feature_lab::domain::spec::{FeatureSpec, parse_as_of};
use proptest::prelude::*;

fn some_text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(any::<String>())
}

proptest! {
    #[test]
    fn every_link_survives_a_round_trip(
        origin in proptest::option::of((any::<bool>(), any::<String>())),
        as_of in some_text(), sql in some_text(), lesson in some_text(), step in some_text(),
        embed in any::<bool>(),
        values in proptest::collection::btree_map(0..MAPPING.len(), any::<String>(), 0..8),
    ) {
        let origin = origin.map(|(sample, text)| if sample { Origin::Sample(text) } else { Origin::Remote(text) });
        let mapping = values.into_iter().map(|(at, value)| (MAPPING[at].to_owned(), value)).collect();
        let link = Link { origin, as_of, mapping, sql, lesson, step, embed, unknown: Vec::new() };
        prop_assert_eq!(Link::parse(&link.write()), link);
    }

    #[test]
    fn no_fragment_is_too_strange(fragment in any::<String>()) {
        let mut spec = FeatureSpec::empty(parse_as_of("2020-01-01").unwrap());
        Link::parse(&fragment).apply(&mut spec);
    }
}
