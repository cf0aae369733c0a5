//! The areas of the page, of which a tab each chooses one: lesson and tables in the left column, SQL, Build and Explore in the
//! right one. Where the page is narrow, all five are tabs of one column.

use super::splitters::SplittersState;
use crate::ui::signals::*;

/// An area of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    Lesson,
    Tables,
    Sql,
    Build,
    Explore,
}

impl Area {
    /// The areas of the left column.
    pub(crate) const SIDE: [Self; 2] = [Self::Lesson, Self::Tables];
    /// The areas of the right column.
    pub(crate) const WORK: [Self; 3] = [Self::Sql, Self::Build, Self::Explore];

    /// The name in a link: `tab=sql`.
    pub(crate) fn name(self) -> &'static str {
        self.id().trim_start_matches("area-")
    }

    /// Returns the area of a name in a link.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::SIDE.into_iter().chain(Self::WORK).find(|area| area.name() == name)
    }

    /// The id of the area's element; its tab has `-tab` after it.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Lesson => "area-lesson",
            Self::Tables => "area-tables",
            Self::Sql => "area-sql",
            Self::Build => "area-build",
            Self::Explore => "area-explore",
        }
    }
}

/// The areas on show.
#[derive(Clone, Copy)]
pub(crate) struct AreasState {
    /// The area of the left column.
    pub(crate) side: RwSignal<Area>,
    /// The area of the right column.
    pub(crate) work: RwSignal<Area>,
    /// The only area on show where the page is narrow.
    pub(crate) single: RwSignal<Area>,
    /// `true` while the page has room for one column.
    pub(crate) is_narrow: RwSignal<bool>,
    /// `true` while the page is as narrow as a phone's.
    pub(crate) is_phone: RwSignal<bool>,
    /// `true` while the left column of a wide page is hidden.
    pub(crate) is_folded: RwSignal<bool>,
    /// `true` once the person has pressed something: what a start shows is not theirs.
    pub(crate) is_used: StoredValue<bool>,
    /// The sizes that the person has chosen.
    pub(crate) splitters: SplittersState,
    /// `true` once the areas that nobody has seen yet are drawn, too.
    pub(crate) draws_all: RwSignal<bool>,
}

impl AreasState {
    /// The areas of a page that has just been opened.
    pub(crate) fn new() -> Self {
        Self {
            side: RwSignal::new(Area::Lesson),
            work: RwSignal::new(Area::Sql),
            single: RwSignal::new(Area::Lesson),
            is_narrow: RwSignal::default(),
            is_phone: RwSignal::default(),
            is_folded: RwSignal::default(),
            is_used: StoredValue::new(false),
            splitters: SplittersState::new(),
            draws_all: RwSignal::default(),
        }
    }

    /// Shows an area, in its column or alone.
    pub(crate) fn show(self, area: Area) {
        self.prepare(area);
        set_if_other(self.single, area);
        if Area::SIDE.contains(&area) {
            set_if_other(self.is_folded, false);
        }
    }

    /// Chooses the area of its column, and leaves what a narrow page shows.
    pub(crate) fn prepare(self, area: Area) {
        set_if_other(if Area::SIDE.contains(&area) { self.side } else { self.work }, area);
    }

    /// Returns `true` if an area is on show.
    pub(crate) fn shows(self, area: Area) -> bool {
        match self.is_narrow.get() {
            true => self.single.get() == area,
            false => (self.side.get() == area && !self.is_folded.get()) || self.work.get() == area,
        }
    }
}

fn set_if_other<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}
