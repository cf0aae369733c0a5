//! The window of a file that was fetched: pages are fetched ahead, in growing numbers, while they are read in order.

use super::{Layout, Unsupported};

/// The most bytes that are fetched at once: enough that the call into JavaScript costs nothing, few enough for the
/// processor's cache.
const MOST: usize = 1 << 18;

/// Reads bytes of the file: by offset and length.
pub(super) type Fetch<'a> = &'a dyn Fn(u64, usize) -> Vec<u8>;

/// Consecutive pages of a file.
#[derive(Default)]
pub(super) struct Window {
    bytes: Vec<u8>,
    first: u32,
    /// The number of pages to fetch next.
    count: usize,
}

impl Window {
    /// Returns a page, if it is in the window.
    #[inline(always)]
    pub(super) fn page(&self, layout: Layout, number: u32) -> Option<&[u8]> {
        let at = number.checked_sub(self.first)? as usize;
        let start = at.checked_mul(layout.page_size)?;
        self.bytes.get(start..start.checked_add(layout.page_size)?)
    }

    /// Returns a page, which is fetched if it is not in the window, with pages after it while reads are in order: a
    /// table in consecutive pages is fetched in large parts, and little of a scattered one is fetched in vain.
    pub(super) fn need(&mut self, layout: Layout, number: u32, fetch: Fetch<'_>) -> Result<&[u8], Unsupported> {
        if !layout.has(number) {
            return Err(Unsupported);
        }
        if self.page(layout, number).is_none() {
            let held = self.bytes.len() / layout.page_size;
            let ahead = (number as usize).checked_sub(self.first as usize + held);
            let most = (MOST / layout.page_size).min((layout.pages - number) as usize + 1);
            self.count = if ahead.is_some_and(|ahead| ahead <= held) { (2 * self.count).min(most) } else { 1 };
            self.first = number;
            self.bytes = fetch(u64::from(number - 1) * layout.page_size as u64, self.count * layout.page_size);
        }
        self.page(layout, number).ok_or(Unsupported)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn what_is_wanted_in_turn_is_fetched_in_large_parts_and_what_is_scattered_page_by_page() {
        let layout = Layout { page_size: 1024, pages: 5000 };
        let fetched = RefCell::new(Vec::new());
        let fetch = |from, count| {
            fetched.borrow_mut().push(count / 1024);
            vec![u8::try_from(from / 1024 % 251).unwrap(); count]
        };
        let mut window = Window::default();
        for page in 2..=5000 {
            assert_eq!(window.need(layout, page, &fetch).unwrap().len(), 1024);
        }
        assert_eq!(fetched.borrow()[..10], [1, 2, 4, 8, 16, 32, 64, 128, 256, 256]);
        assert_eq!(fetched.take().iter().sum::<usize>(), 4999);
        for page in (2..=5000).rev() {
            window.need(layout, page, &fetch).unwrap();
        }
        assert!(fetched.take().iter().skip(1).all(|count| *count == 1));
        for page in [0, 1, 5001, u32::MAX] {
            assert_eq!(window.need(layout, page, &fetch), Err(Unsupported));
        }
        assert_eq!(Window::default().need(layout, 2, &|_, _| vec![0; 1023]), Err(Unsupported));
    }
}
