//! Sound databases that are damaged afterwards: each has every structure of the file format, in pages of different sizes.

use rusqlite::{Connection, MAIN_DB};

/// A sound database and the size of its pages.
pub struct Base {
    pub page: usize,
    pub image: Vec<u8>,
}

/// Makes the databases: interior and leaf pages, an index, a table without rowids, long values, free pages, pointer maps.
pub fn all() -> Vec<Base> {
    [(512, "NONE"), (1024, "FULL"), (4096, "NONE"), (1024, "INCREMENTAL")]
        .map(|(page, vacuum)| base(page, vacuum))
        .into()
}

fn base(page: usize, vacuum: &str) -> Base {
    let mut connection = Connection::open_in_memory().unwrap();
    let script = format!(
        "PRAGMA page_size = {page}; PRAGMA auto_vacuum = {vacuum};
         CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 60)
         INSERT INTO leads_scored SELECT 'c' || i || '@x', i / 100.0, 1 + i % 5 FROM n;
         CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300)
         INSERT INTO transactions SELECT 'c' || (i * 7 % 70) || '@x', 'p' || i, date('2025-01-01', '+' || i || ' days') FROM n;
         CREATE INDEX by_email ON transactions (user_email);
         CREATE TABLE words (word TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200)
         INSERT INTO words SELECT 'word' || i, i FROM n;
         CREATE TABLE long (x TEXT);
         INSERT INTO long VALUES (hex(zeroblob(4000))), (hex(zeroblob(9000)));
         CREATE TABLE gone (x TEXT);
         INSERT INTO gone SELECT hex(zeroblob(3000)) FROM words LIMIT 10;
         DELETE FROM gone;"
    );
    connection.execute_batch(&script).unwrap();
    Base { page, image: connection.serialize(MAIN_DB).unwrap().to_vec() }
}

/// The numbers of a database: where its tables begin, and what its pages are.
impl Base {
    /// The page on which a table or index begins, from 1.
    pub fn root(&self, name: &str) -> usize {
        let connection = super::natively(&self.image).unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        usize::try_from(connection.query_row(sql, [name], |row| row.get::<_, i64>(0)).unwrap()).unwrap()
    }

    /// The offset of a page, by its number from 1.
    pub fn at(&self, number: usize) -> usize {
        (number - 1) * self.page
    }

    pub fn u16(&self, at: usize) -> usize {
        usize::from(u16::from_be_bytes([self.image[at], self.image[at + 1]]))
    }

    pub fn u32(&self, at: usize) -> usize {
        u32::from_be_bytes(self.image[at..at + 4].try_into().unwrap()) as usize
    }

    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.image.len() / self.page
    }

    /// The first leaf below a page of a tree, by its number.
    pub fn leaf(&self, number: usize) -> usize {
        let at = self.at(number);
        match self.image[at] {
            2 | 5 => self.leaf(self.u32(at + self.u16(at + 12))),
            _ => number,
        }
    }

    /// The offset of a cell of a page, by its place.
    pub fn cell(&self, number: usize, place: usize) -> usize {
        let at = self.at(number);
        let head = if matches!(self.image[at], 2 | 5) { 12 } else { 8 };
        at + self.u16(at + head + 2 * place)
    }
}
