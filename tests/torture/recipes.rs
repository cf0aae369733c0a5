//! Recipes of damage: one fault each, in every structure of the file format.

use super::bases::Base;

/// A damaged image and what was done to it.
pub struct Damaged {
    pub what: String,
    pub image: Vec<u8>,
}

/// Makes all damaged images of a database.
pub fn all(base: &Base) -> Vec<Damaged> {
    let mut made = Made { base, list: Vec::new() };
    made.header();
    made.pages();
    made.cells();
    made.chains();
    made.schema();
    made.ends();
    made.list
}

struct Made<'a> {
    base: &'a Base,
    list: Vec<Damaged>,
}

impl Made<'_> {
    fn patch(&mut self, what: &str, at: usize, bytes: &[u8]) {
        let mut image = self.base.image.clone();
        image[at..at + bytes.len()].copy_from_slice(bytes);
        self.list.push(Damaged { what: format!("{what}, pages of {}", self.base.page), image });
    }

    fn header(&mut self) {
        let pages = u32::try_from(self.base.pages()).unwrap();
        for (what, at, bytes) in [
            ("a letter of the magic text", 3, vec![b'X']),
            ("a page size of 3", 16, vec![0, 3]),
            ("a page size that is twice", 16, u16::try_from(self.base.page * 2).unwrap().to_be_bytes().to_vec()),
            ("a read version of 9", 19, vec![9]),
            ("reserved bytes that leave nothing", 20, vec![255]),
            ("a payload fraction", 21, vec![63]),
            ("more pages than there are", 28, (pages + 9).to_be_bytes().to_vec()),
            ("fewer pages than there are", 28, (pages - 2).to_be_bytes().to_vec()),
            ("a free list that begins past the end", 32, (pages + 100).to_be_bytes().to_vec()),
            ("a free list that begins in a table", 32, 2_u32.to_be_bytes().to_vec()),
            ("another number of free pages", 36, 1000_u32.to_be_bytes().to_vec()),
            ("a schema format of 9", 44, 9_u32.to_be_bytes().to_vec()),
            ("a text encoding of 7", 56, 7_u32.to_be_bytes().to_vec()),
        ] {
            self.patch(what, at, &bytes);
        }
    }

    fn pages(&mut self) {
        for name in ["transactions", "by_email", "words"] {
            let root = self.base.root(name);
            let leaf = self.base.leaf(root);
            for (part, number) in [("root", root), ("leaf", leaf)] {
                let at = self.base.at(number);
                self.patch(&format!("{name}, {part}: no kind of page"), at, &[7]);
                self.patch(&format!("{name}, {part}: another kind of page"), at, &[self.base.image[at] ^ 8]);
                self.patch(&format!("{name}, {part}: a free block past the end"), at + 1, &[255, 255]);
                self.patch(&format!("{name}, {part}: more cells than fit"), at + 3, &[255, 0]);
                self.patch(
                    &format!("{name}, {part}: one cell more"),
                    at + 4,
                    &[self.base.image[at + 4].wrapping_add(1)],
                );
                self.patch(&format!("{name}, {part}: content that begins in the header"), at + 5, &[0, 4]);
                self.patch(
                    &format!("{name}, {part}: a place of a cell past the end"),
                    at + if part == "leaf" { 8 } else { 12 },
                    &[255, 255],
                );
            }
            let right = self.base.at(root) + 8;
            let pages = u32::try_from(self.base.pages()).unwrap();
            for (what, to) in
                [("0", 0), ("past the end", pages + 7), ("itself", u32::try_from(root).unwrap()), ("page 1", 1)]
            {
                self.patch(&format!("{name}: a child that is {what}"), right, &to.to_be_bytes());
            }
        }
    }

    fn cells(&mut self) {
        for name in ["transactions", "leads_scored", "by_email", "words"] {
            let leaf = self.base.leaf(self.base.root(name));
            let cell = self.base.cell(leaf, 0);
            self.patch(&format!("{name}: a cell that is longer than the file"), cell, &[255, 255, 255, 127]);
            self.patch(&format!("{name}: a cell without bytes"), cell, &[0]);
            let record = if matches!(self.base.image[self.base.at(leaf)], 13) { cell + 2 } else { cell + 1 };
            self.patch(&format!("{name}: a record's head that is longer than the record"), record, &[120]);
            self.patch(&format!("{name}: a kind of value that is reserved"), record + 1, &[10]);
            self.patch(&format!("{name}: a text that is longer than the record"), record + 1, &[127]);
        }
        let leaf = self.base.leaf(self.base.root("transactions"));
        let rowid = self.base.cell(leaf, 1) + 1;
        self.patch("a rowid twice", rowid, &[self.base.image[self.base.cell(leaf, 0) + 1]]);
        let index = self.base.leaf(self.base.root("by_email"));
        self.patch("an index out of order", self.base.cell(index, 1) + 4, b"zz");
        self.patch("an index of another row", self.base.cell(index, 0) + 8, &[1]);
    }

    fn chains(&mut self) {
        // The first page of a long value's rest stands at the end of its cell.
        let leaf = self.base.leaf(self.base.root("long"));
        let cell = self.base.cell(leaf, 0);
        let usable = self.base.page;
        let least = (usable - 12) * 32 / 255 - 23;
        let kept = least + (8003 - least) % (usable - 4);
        let kept = if kept <= usable - 35 { kept } else { least };
        let rest = cell + 3 + kept;
        let first = self.base.u32(rest);
        if first > 1 && first <= self.base.pages() {
            let pages = u32::try_from(self.base.pages()).unwrap();
            self.patch("a long value whose rest is past the end", rest, &(pages + 3).to_be_bytes());
            self.patch("a long value without its rest", rest, &[0; 4]);
            self.patch("a long value whose rest is a table", rest, &2_u32.to_be_bytes());
            let next = self.base.at(first);
            self.patch("a long value that goes round", next, &u32::try_from(first).unwrap().to_be_bytes());
            self.patch("a long value that ends early", next, &[0; 4]);
        }
        let trunk = self.base.u32(32);
        if trunk > 0 {
            let at = self.base.at(trunk);
            self.patch("a free list that goes round", at, &u32::try_from(trunk).unwrap().to_be_bytes());
            self.patch("a free list with more leaves than fit", at + 4, &[0, 255, 255, 255]);
            self.patch("a free list with a page of a table", at + 8, &3_u32.to_be_bytes());
            self.patch("a free list with a page past the end", at + 8, &[0, 255, 0, 0]);
        }
        if self.base.u32(52) > 0 {
            let map = self.base.at(2);
            self.patch("a map with no kind of pointer", map, &[9]);
            self.patch("a map with another parent", map + 6, &[0, 0, 0, 77]);
        }
    }

    fn schema(&mut self) {
        let find = |text: &str| self.base.image.windows(text.len()).position(|part| part == text.as_bytes());
        let places = [
            ("a schema without its table", "CREATE TABLE transactions", "CREATE TABLE transactionz"),
            ("a schema that is no SQL", "CREATE TABLE leads_scored", "CREATE TABLF leads_scored"),
            ("a schema with an open bracket", "member_rating INTEGER)", "member_rating INTEGER("),
            ("an index on a column that does not exist", "transactions (user_email)", "transactions (user_emaix)"),
            ("a kind of object that does not exist", "tablewords", "tabldwords"),
        ];
        let found: Vec<_> = places.iter().filter_map(|(what, from, to)| Some((*what, find(from)?, *to))).collect();
        for (what, at, to) in found {
            self.patch(what, at, to.as_bytes());
        }
    }

    fn ends(&mut self) {
        let len = self.base.image.len();
        for end in
            [40, 100, 101, self.base.page - 1, self.base.page, len / 2, len / 2 + 13, len - self.base.page, len - 1]
        {
            let what = format!("cut to {end} bytes, pages of {}", self.base.page);
            self.list.push(Damaged { what, image: self.base.image[..end].to_vec() });
        }
        let last = self.base.at(self.base.pages());
        let size = self.base.page;
        self.patch("a last page of zeros", last, &vec![0; size]);
        let middle = self.base.at(self.base.root("transactions"));
        self.patch("a page of zeros in the middle", middle, &vec![0; size]);
        self.patch(
            "a page of noise in the middle",
            middle,
            &(0..size).map(|at| (at * 37 % 251) as u8).collect::<Vec<_>>(),
        );
    }
}
