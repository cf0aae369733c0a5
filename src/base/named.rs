//! Choices that links, JSON and lessons call by a name.

/// A choice among a few, each with its name. The names are those that serde writes, which a test holds.
pub trait Named: Copy + PartialEq + 'static {
    /// Every choice with its name, in the order in which people are offered them.
    const NAMES: &'static [(Self, &'static str)];

    /// Returns the name of this choice.
    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(choice, _)| *choice == self).map_or("", |(_, name)| name)
    }

    /// Returns the choice with this name, if one has it.
    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(choice, _)| *choice)
    }
}
