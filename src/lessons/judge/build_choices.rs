//! The choices of a build that differ from those of a lesson's build.

use super::likely::BuildChoice;
use crate::features::spec::{FeatureSpec, show_instant};
use crate::links::Link;

/// Returns the choices in which a learner's build differs, by the names that links have for them.
pub(crate) fn differing(mine: &FeatureSpec, theirs: &FeatureSpec) -> Vec<BuildChoice> {
    let parameters = |spec: &FeatureSpec, other: &FeatureSpec| {
        let as_of = (spec.as_of != other.as_of).then(|| ("as_of".to_owned(), show_instant(spec.as_of)));
        let mapping = Link::default().with_mapping(spec, other).mapping;
        as_of.into_iter().chain(mapping).collect::<Vec<_>>()
    };
    let (mine, theirs) = (parameters(mine, theirs), parameters(theirs, mine));
    let values = |all: &[(String, String)], name: &str| {
        let values: Vec<&str> =
            all.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
        values.join(", ")
    };
    let mut names: Vec<&String> = mine.iter().map(|(name, _)| name).collect();
    names.dedup();
    let choice = |name: &String| {
        let [mine, theirs] = [&mine, &theirs].map(|all| values(all, name));
        BuildChoice::Differs { name: name.clone(), mine, theirs }
    };
    names.into_iter().map(choice).collect()
}
