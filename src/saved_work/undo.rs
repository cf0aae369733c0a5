//! Undo: the states of the open database that can be returned to, which of them are kept, and which cannot be.

/// The most changes that can be undone, whatever their size.
const STEPS: usize = 100;

/// A state of the database, as it is opened again, and the bytes that it takes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<P> {
    /// The state.
    pub point: P,
    /// The bytes that are held for it: none for a sample, which is made anew, or for a file on the disk.
    pub size: u64,
}

/// A change and a state at one side of it: before it if it can be undone, after it if it can be redone.
#[derive(Clone, Debug)]
struct Step<P, T> {
    other: Kept<P>,
    change: T,
}

/// The reason why a change cannot be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// There is no room for the state before it.
    TooLarge,
    /// The state before it was in a file that was written over.
    FileGone,
}

/// The changes since the database was opened. `P` is how a state is opened again, `T` describes a change.
///
/// A change is known from two messages, its answer and the image after it, which come in either order.
#[derive(Clone, Debug)]
pub struct Undo<P, T> {
    /// The bytes that the states may take up together, without the one that is open.
    room: u64,
    /// The state that is open; `None` until its image comes, or if that could not be written.
    now: Option<Kept<P>>,
    past: Vec<Step<P, T>>,
    /// The changes that were undone, the last one at the end.
    future: Vec<Step<P, T>>,
    /// The state before the image that came before its answer.
    before_image: Option<Option<Kept<P>>>,
    /// True if the image after an answered change has not come.
    image_expected: bool,
    /// True if the open state has no image, because that could not be written.
    has_no_image: bool,
    /// The last change, if it cannot be undone, and why.
    lost: Option<(T, Lost)>,
}

impl<P, T> Default for Undo<P, T> {
    fn default() -> Self {
        Self {
            room: 0,
            now: None,
            past: Vec::new(),
            future: Vec::new(),
            before_image: None,
            image_expected: false,
            has_no_image: false,
            lost: None,
        }
    }
}

impl<P: Clone, T: Clone> Undo<P, T> {
    /// Starts over for a database that was opened; `room` is the bytes that its states may take up.
    pub fn opened(&mut self, now: Option<Kept<P>>, room: u64) {
        *self = Self { room, now, ..Self::default() };
    }

    /// Records the answer of a call that committed a change.
    pub fn ran(&mut self, change: T) {
        match self.before_image.take() {
            Some(before) => {
                self.push(before, change);
                self.has_no_image = self.now.is_none();
            }
            None => {
                let before = self.now.take();
                self.push(before, change);
                self.image_expected = true;
            }
        }
    }

    /// Records the answer of a call that rolled changes back: an image of the same state comes, or has come.
    pub fn rolled_back(&mut self) {
        self.image_expected = self.before_image.take().is_none();
    }

    /// Records the image after a change.
    pub fn image(&mut self, now: Kept<P>) {
        if std::mem::take(&mut self.image_expected) {
            self.now = Some(now);
        } else {
            // A second image without an answer is of the same change.
            let before = self.now.replace(now);
            self.before_image.get_or_insert(before);
        }
    }

    /// Says whether an image came whose change was not answered yet.
    pub fn expects_answer(&self) -> bool {
        self.before_image.is_some()
    }

    /// Records that the image after a change could not be written: nothing returns to the state that is open.
    pub fn no_image(&mut self) {
        if std::mem::take(&mut self.image_expected) {
            self.has_no_image = true;
        } else {
            let before = self.now.take();
            self.before_image.get_or_insert(before);
        }
    }

    /// Records that the worker was started anew with the last image; `unknown` is a change whose answer did not come.
    pub fn restored(&mut self, unknown: T) {
        let has_no_image = std::mem::take(&mut self.has_no_image);
        if let Some(before) = self.before_image.take() {
            match self.now {
                Some(_) => self.push(before, unknown),
                None => self.now = before,
            }
        } else if (std::mem::take(&mut self.image_expected) || has_no_image) && self.now.is_none() {
            // The change is lost, and the state before it is open again.
            self.now = self.past.pop().map(|step| step.other);
            self.lost = None;
        }
    }

    /// Returns the state that is open.
    pub fn now(&self) -> Option<&P> {
        self.now.as_ref().map(|kept| &kept.point)
    }

    /// Returns the state before the last change, and that change.
    pub fn past(&self) -> Option<(&P, &T)> {
        self.past.last().map(|step| (&step.other.point, &step.change))
    }

    /// Returns the state after the change that was undone last, and that change.
    pub fn future(&self) -> Option<(&P, &T)> {
        self.future.last().map(|step| (&step.other.point, &step.change))
    }

    /// Returns the last change if it cannot be undone, and why.
    pub fn lost(&self) -> Option<(&T, Lost)> {
        self.lost.as_ref().map(|(change, why)| (change, *why))
    }

    /// Puts a copy in place of the states that `is` finds; without one, these cannot be returned to any more.
    pub fn replace(&mut self, is: impl Fn(&P) -> bool, copy: Option<&Kept<P>>) {
        let states = self.past.iter_mut().chain(&mut self.future).map(|step| &mut step.other).chain(&mut self.now);
        let found = states.filter(|state| is(&state.point));
        if let Some(copy) = copy {
            found.for_each(|state| *state = copy.clone());
            return self.make_room();
        }
        if let Some(last) = self.past.iter().rposition(|step| is(&step.other.point)) {
            let gone = self.past.drain(..=last).next_back();
            self.lost = gone.filter(|_| self.past.is_empty()).map(|step| (step.change, Lost::FileGone));
        }
        if self.future.iter().any(|step| is(&step.other.point)) {
            self.future.clear();
        }
        self.now = self.now.take().filter(|now| !is(&now.point));
    }

    /// Returns the bytes that the states may take up.
    pub fn room(&self) -> u64 {
        self.room
    }

    /// Records that the last change was undone; `note` completes what is known of it.
    pub fn undone(&mut self, note: impl FnOnce(&mut T)) {
        let Some(Step { other, mut change }) = self.past.pop() else { return };
        note(&mut change);
        self.has_no_image = false;
        match self.now.replace(other) {
            Some(other) => self.future.push(Step { other, change }),
            None => self.future.clear(),
        }
        self.make_room();
    }

    /// Records that the change that was undone last was made again; `note` completes what is known of it.
    pub fn redone(&mut self, note: impl FnOnce(&mut T)) {
        let Some(Step { other, mut change }) = self.future.pop() else { return };
        note(&mut change);
        match self.now.replace(other) {
            Some(other) => self.past.push(Step { other, change }),
            None => self.past.clear(),
        }
        self.make_room();
    }

    /// Records that another state was opened in place of the one that was open, which is a change, too.
    pub fn went_to(&mut self, now: Kept<P>, change: T) {
        let before = self.now.replace(now);
        self.push(before, change);
    }

    fn push(&mut self, before: Option<Kept<P>>, change: T) {
        self.future.clear();
        self.lost = None;
        // A change of a state without an image is undone together with the one that led to it.
        if let (true, None, Some(last)) = (std::mem::take(&mut self.has_no_image), &before, self.past.last_mut()) {
            last.change = change;
            return;
        }
        match before.filter(|before| before.size <= self.room) {
            Some(other) => self.past.push(Step { other, change }),
            // What was before it could only be reached in one jump over this change.
            None => {
                self.past.clear();
                self.lost = Some((change, Lost::TooLarge));
            }
        }
        self.make_room();
    }

    /// Drops the oldest states until the others fit: of those before the open one, the last stays.
    fn make_room(&mut self) {
        let taken = |steps: &[Step<P, T>]| steps.iter().map(|step| step.other.size).sum::<u64>();
        while self.past.len() + self.future.len() > 1
            && (taken(&self.past).saturating_add(taken(&self.future)) > self.room
                || self.past.len() + self.future.len() > STEPS)
        {
            let from = if self.past.len() > 1 || self.future.is_empty() { &mut self.past } else { &mut self.future };
            from.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(point: char, size: u64) -> Kept<char> {
        Kept { point, size }
    }

    fn opened(room: u64) -> Undo<char, &'static str> {
        let mut undo = Undo::default();
        undo.opened(Some(kept('a', 0)), room);
        undo
    }

    #[test]
    fn changes_are_undone_in_turn_and_redone() {
        let mut undo = opened(100);
        // The image comes after the answer, and before it.
        undo.ran("first");
        undo.image(kept('b', 10));
        undo.image(kept('c', 10));
        assert!(undo.expects_answer());
        undo.ran("second");
        assert_eq!((undo.now(), undo.past()), (Some(&'c'), Some((&'b', &"second"))));
        undo.undone(|change| *change = "second, seen");
        assert_eq!((undo.past(), undo.future()), (Some((&'a', &"first")), Some((&'c', &"second, seen"))));
        undo.undone(|_| ());
        assert_eq!((undo.now(), undo.past(), undo.future()), (Some(&'a'), None, Some((&'b', &"first"))));
        undo.redone(|_| ());
        undo.redone(|_| ());
        assert_eq!((undo.now(), undo.past(), undo.future()), (Some(&'c'), Some((&'b', &"second, seen")), None));
        undo.undone(|_| ());
        undo.ran("other");
        undo.image(kept('d', 10));
        assert_eq!((undo.past(), undo.future()), (Some((&'b', &"other")), None));
        undo.went_to(kept('a', 0), "reset");
        assert_eq!((undo.now(), undo.past()), (Some(&'a'), Some((&'d', &"reset"))));
    }

    #[test]
    fn a_file_that_was_written_over_cannot_be_returned_to() {
        let mut undo = opened(100);
        undo.ran("first");
        undo.image(kept('b', 10));
        let mut copied = undo.clone();
        copied.replace(|point| *point == 'a', Some(&kept('A', 50)));
        assert_eq!((copied.past(), copied.lost()), (Some((&'A', &"first")), None));
        undo.replace(|point| *point == 'a', None);
        assert_eq!((undo.past(), undo.lost()), (None, Some((&"first", Lost::FileGone))));
        undo.ran("second");
        undo.image(kept('c', 10));
        assert_eq!((undo.past(), undo.lost()), (Some((&'b', &"second")), None));
        undo.replace(|point| *point == 'a', None);
        assert_eq!((undo.past(), undo.lost()), (Some((&'b', &"second")), None));
    }

    #[test]
    fn what_was_rolled_back_is_no_step() {
        let mut undo = opened(100);
        undo.ran("first");
        undo.image(kept('b', 10));
        for point in ['c', 'd'] {
            undo.image(kept(point, 10));
            undo.rolled_back();
            assert_eq!((undo.now(), undo.past(), undo.expects_answer()), (Some(&point), Some((&'a', &"first")), false));
        }
        undo.rolled_back();
        undo.image(kept('e', 10));
        assert_eq!((undo.now(), undo.past(), undo.expects_answer()), (Some(&'e'), Some((&'a', &"first")), false));
    }

    #[test]
    fn the_oldest_states_go_where_room_is_short() {
        let mut undo = opened(25);
        for (change, point) in [("1", 'b'), ("2", 'c'), ("3", 'd'), ("4", 'e')] {
            undo.ran(change);
            undo.image(kept(point, 10));
        }
        // b, c and d are 30 bytes: a and b went, a although it takes no room, for the way to it leads over b.
        undo.undone(|_| ());
        undo.undone(|_| ());
        assert_eq!((undo.now(), undo.past()), (Some(&'c'), None));
        assert_eq!(undo.future(), Some((&'d', &"3")));
    }

    #[test]
    fn a_state_that_is_too_large_is_told_and_not_jumped_over() {
        let mut undo = opened(25);
        undo.ran("first");
        undo.image(kept('b', 30));
        assert_eq!((undo.past(), undo.lost()), (Some((&'a', &"first")), None));
        undo.ran("second");
        assert_eq!((undo.past(), undo.lost()), (None, Some((&"second", Lost::TooLarge))));
        undo.image(kept('c', 5));
        undo.ran("third");
        assert_eq!((undo.past(), undo.lost()), (Some((&'c', &"third")), None));
    }

    #[test]
    fn a_state_without_an_image_is_jumped_over() {
        for before_answer in [true, false] {
            let ran = |undo: &mut Undo<char, &'static str>, change, image: Option<char>| {
                let come = |undo: &mut Undo<_, _>| match image {
                    Some(point) => undo.image(kept(point, 1)),
                    None => undo.no_image(),
                };
                if before_answer {
                    come(undo);
                    undo.ran(change);
                } else {
                    undo.ran(change);
                    come(undo);
                }
            };
            let mut undo = opened(25);
            ran(&mut undo, "first", Some('b'));
            ran(&mut undo, "second", None);
            assert_eq!((undo.now(), undo.past()), (None, Some((&'b', &"second"))));
            ran(&mut undo, "third", None);
            assert_eq!((undo.now(), undo.past(), undo.lost()), (None, Some((&'b', &"third")), None));
            let mut mended = undo.clone();
            ran(&mut mended, "fourth", Some('c'));
            assert_eq!((mended.now(), mended.past()), (Some(&'c'), Some((&'b', &"fourth"))));
            ran(&mut mended, "fifth", Some('d'));
            assert_eq!(mended.past(), Some((&'c', &"fifth")));
            undo.restored("?");
            assert_eq!((undo.now(), undo.past()), (Some(&'b'), Some((&'a', &"first"))));
        }
    }

    #[test]
    fn a_worker_that_ends_takes_only_the_change_that_has_no_image() {
        let mut undo = opened(25);
        undo.ran("lost");
        undo.restored("?");
        assert_eq!((undo.now(), undo.past()), (Some(&'a'), None));
        undo.image(kept('b', 1));
        undo.restored("?");
        assert_eq!((undo.now(), undo.past()), (Some(&'b'), Some((&'a', &"?"))));
        undo.restored("?");
        assert_eq!(undo.past(), Some((&'a', &"?")));
    }

    #[test]
    fn no_more_than_a_hundred_steps_are_kept() {
        let mut undo = opened(25);
        for _ in 0..300 {
            undo.ran("one");
            undo.image(kept('x', 0));
        }
        let mut count = 0;
        while undo.past().is_some() {
            undo.undone(|_| ());
            count += 1;
        }
        assert_eq!(count, STEPS);
    }
}
