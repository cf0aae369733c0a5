//! The built-in sample databases, generated from a fixed seed, so that everybody sees the same numbers.
//!
//! `leads_scored_segmentation` is realistic and carries deliberate blemishes, listed with their counts in
//! docs/samples.md; `tiny` fits on one screen and has none.

pub mod opened;

use chrono::{DateTime, Datelike, Duration, TimeDelta, Timelike, Utc};

use crate::base::value::Value;

/// The two tables of the course: their names, and the SQL that makes them.
pub const TABLES: [(&str, &str); 2] = [
    ("leads_scored", "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)"),
    ("transactions", "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)"),
];

/// The content of a sample database.
pub struct Sample {
    /// The name in links: `#sample=tiny`.
    pub name: &'static str,
    /// The as-of instant of its features.
    pub as_of: DateTime<Utc>,
    /// Rows of `leads_scored`: e-mail, p1, rating.
    pub leads: Vec<[Value; 3]>,
    /// Rows of `transactions`: e-mail, product, time.
    pub transactions: Vec<[Value; 3]>,
}

/// The names of the samples; the first is the one that a new page opens.
pub const NAMES: [&str; 2] = ["leads_scored_segmentation", "tiny"];

/// 2026-07-01T00:00:00Z.
const AS_OF: i64 = 1_782_864_000;

/// Makes a sample by name.
pub fn make(name: &str) -> Option<Sample> {
    let as_of = DateTime::from_timestamp(AS_OF, 0)?;
    match name {
        "leads_scored_segmentation" => Some(realistic(as_of)),
        "tiny" => Some(tiny(as_of)),
        _ => None,
    }
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn tiny(as_of: DateTime<Utc>) -> Sample {
    let lead = |email: &str, p1: f64, rating: i64| [text(email), Value::Real(p1), Value::Integer(rating)];
    let bought = |email: &str, product: &str, at: &str| [text(email), text(product), text(at)];
    Sample {
        name: "tiny",
        as_of,
        leads: vec![
            lead("ana@example.com", 0.91, 5),
            lead("ben@example.com", 0.42, 3),
            lead("chi@example.com", 0.77, 4),
            lead("dov@example.com", 0.13, 2),
            lead("eva@example.com", 0.58, 4),
        ],
        transactions: vec![
            bought("ana@example.com", "course-sql", "2026-05-02 09:15:00"),
            bought("ben@example.com", "book-rust", "2025-12-24 18:40:00"),
            bought("ana@example.com", "book-rust", "2026-06-30 23:59:59"),
            bought("chi@example.com", "course-sql", "2026-03-15 12:00:00"),
            bought("eva@example.com", "sticker", "2025-02-01 08:30:00"),
            bought("chi@example.com", "mug", "2026-06-20 16:05:00"),
            bought("ana@example.com", "mug", "2026-06-11 10:20:00"),
            bought("ben@example.com", "sticker", "2026-01-09 07:55:00"),
        ],
    }
}

/// 500 customers with 3 rows repeated, and 2 000 transactions over two years.
#[expect(clippy::indexing_slicing, reason = "the counts are all written here, and the sample is made in tests")]
fn realistic(as_of: DateTime<Utc>) -> Sample {
    const FIRST: [&str; 20] = [
        "ada", "amir", "bo", "carla", "chen", "dina", "eli", "fatou", "goran", "hana", "ivo", "jun", "kofi", "lea",
        "mila", "noor", "omar", "pia", "ravi", "sol",
    ];
    const LAST: [&str; 25] = [
        "adler", "baker", "costa", "diaz", "evans", "fischer", "garcia", "haas", "ito", "jansen", "kaya", "lopez",
        "meyer", "novak", "okafor", "patel", "quinn", "rossi", "silva", "tanaka", "umar", "vogel", "weber", "yilmaz",
        "zhang",
    ];
    const PRODUCTS: [&str; 8] =
        ["course-sql", "course-rust", "course-ml", "book-sql", "book-rust", "mug", "sticker", "workshop"];
    let mut dice = Dice(0x5eed_0f1e_ad5c_04ed);
    let emails: Vec<String> = (0..500)
        .map(|n| format!("{}.{}@example.{}", FIRST[n % 20], LAST[n / 20], ["com", "org", "net"][n % 3]))
        .collect();
    let mut leads: Vec<[Value; 3]> = emails
        .iter()
        .map(|email| {
            // Two throws averaged: most scores lie in the middle.
            let p1 = (dice.below(1000) + dice.below(1000)) as f64 / 2000.0;
            let rating = match dice.below(100) {
                0..8 => Value::Null,
                8..10 => Value::Integer(0),
                other => Value::Integer(1 + i64::from(other % 5)),
            };
            [text(email.as_str()), Value::Real(p1), rating]
        })
        .collect();
    for (n, from) in [(120, 7), (260, 31), (410, 31)] {
        leads.insert(n, leads[from].clone());
    }
    let transactions = (0..2000)
        .map(|_| {
            // The square of a throw: a few customers buy often, about one in ten never.
            let throw = dice.below(1000);
            let customer = usize::try_from(throw * throw * 450 / 1_000_000).unwrap_or(0);
            let email = match dice.below(100) {
                0..3 => format!("guest{}@example.com", dice.below(40)),
                3..5 => format!(" {} ", emails[customer].to_ascii_uppercase()),
                _ => emails[customer].clone(),
            };
            let product = match dice.below(50) {
                0 => Value::Null,
                1 => text(""),
                other => text(PRODUCTS[(other % 8) as usize]),
            };
            // From two years before as-of to ten days after it.
            let at = as_of - Duration::days(730) + TimeDelta::seconds(i64::from(dice.below(740 * 24 * 60)) * 60);
            [text(email), product, text(written(at, dice.below(100)))]
        })
        .collect();
    Sample { name: "leads_scored_segmentation", as_of, leads, transactions }
}

/// Writes a time in one of the formats that real exports mix.
fn written(at: DateTime<Utc>, way: u32) -> String {
    match way {
        0..6 => format!("{}T{}Z", at.date_naive(), at.time()),
        6..9 => {
            let there = at + TimeDelta::hours(2);
            format!("{} {}+02:00", there.date_naive(), there.time())
        }
        9..12 => format!("{:02}/{:02}/{} {:02}:{:02}", at.day(), at.month(), at.year(), at.hour(), at.minute()),
        12..14 => format!("{}{:02}{:02}", at.year(), at.month(), at.day()),
        14 => "unknown".to_owned(),
        15 => format!("{}-02-30 {}", at.year(), at.time()),
        _ => format!("{} {}", at.date_naive(), at.time()),
    }
}

/// A small random number generator (Marsaglia's xorshift64*), so that the samples need no library and never change.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as u32;
        ((u64::from(high) * u64::from(limit)) >> 32) as u32
    }
}
