//! The words by which tables and columns are recognised, with the points that they give.

use super::languages;

/// Words for tables of customers.
pub(super) const PEOPLE: [(&str, i32); 20] = [
    ("lead", 10),
    ("customer", 10),
    ("client", 8),
    ("user", 7),
    ("member", 7),
    ("subscriber", 7),
    ("buyer", 7),
    ("shopper", 7),
    ("contact", 6),
    ("person", 6),
    ("prospect", 6),
    ("account", 5),
    ("guest", 5),
    ("patron", 5),
    ("learner", 5),
    ("student", 5),
    ("rider", 5),
    ("passenger", 5),
    ("borrower", 5),
    ("donor", 5),
];

/// Words for tables of transactions.
pub(super) const SALES: [(&str, i32); 19] = [
    ("transaction", 10),
    ("purchase", 10),
    ("order", 9),
    ("payment", 9),
    ("invoice", 9),
    ("sale", 8),
    ("receipt", 7),
    ("checkout", 6),
    ("booking", 6),
    ("donation", 6),
    ("rental", 5),
    ("reservation", 5),
    ("charge", 5),
    ("loan", 5),
    ("trip", 5),
    ("ride", 5),
    ("event", 3),
    ("activity", 3),
    ("visit", 2),
];

/// Words in the name of a table that holds neither customers nor transactions; the points are taken away.
pub(super) const ASIDE: [(&str, i32); 44] = [
    ("feature", -12),
    ("line", -8),
    ("item", -8),
    ("detail", -8),
    ("employee", -8),
    ("staff", -8),
    ("supplier", -8),
    ("vendor", -8),
    ("shipper", -8),
    ("product", -6),
    ("subtotal", -6),
    ("summary", -6),
    ("type", -6),
    ("status", -6),
    ("category", -6),
    ("address", -6),
    ("demographic", -6),
    ("demo", -6),
    ("tag", -6),
    ("role", -6),
    ("permission", -6),
    ("setting", -6),
    ("session", -6),
    ("preference", -6),
    ("note", -6),
    ("log", -6),
    ("audit", -6),
    ("history", -6),
    ("queue", -6),
    ("refund", -6),
    ("return", -6),
    ("backup", -6),
    ("bak", -6),
    ("tmp", -6),
    ("temp", -6),
    ("old", -6),
    ("archive", -6),
    ("archived", -6),
    ("staging", -6),
    ("test", -6),
    ("copy", -6),
    ("list", -4),
    ("group", -4),
    ("segment", -4),
];

/// Words in a table's name that give and take no points.
pub(super) const PLAIN: [&str; 19] = [
    "the",
    "tbl",
    "table",
    "dim",
    "fact",
    "data",
    "dataset",
    "main",
    "all",
    "raw",
    "info",
    "master",
    "scored",
    "segmentation",
    "clean",
    "my",
    "asp",
    "net",
    "app",
];

/// Words of columns for the time of a purchase.
pub(super) const BOUGHT: [&str; 10] =
    ["purchased", "ordered", "bought", "placed", "paid", "sold", "invoiced", "charged", "transacted", "booked"];

/// Words of columns that hold a date or time, with the points that they give alone.
pub(super) const MOMENTS: [(&str, i32); 8] = [
    ("ts", 10),
    ("timestamp", 10),
    ("datetime", 8),
    ("date", 8),
    ("occurred", 8),
    ("time", 7),
    ("when", 6),
    ("day", 5),
];

/// Words of columns for times of something other than the purchase.
pub(super) const OTHER_MOMENTS: [&str; 34] = [
    "update",
    "updated",
    "modified",
    "changed",
    "edited",
    "shipped",
    "ship",
    "shipping",
    "delivered",
    "delivery",
    "due",
    "required",
    "return",
    "returned",
    "cancelled",
    "canceled",
    "deleted",
    "expire",
    "expired",
    "expiry",
    "refund",
    "refunded",
    "birth",
    "end",
    "ended",
    "last",
    "login",
    "sent",
    "synced",
    "imported",
    "loaded",
    "archived",
    "received",
    "fulfilled",
];

/// Words of columns that hold no date or time, also if their name has a word for time.
pub(super) const NO_MOMENTS: [&str; 15] = [
    "zone", "timezone", "format", "count", "duration", "spent", "id", "key", "lifetime", "runtime", "downtime",
    "uptime", "overtime", "name", "is",
];

/// Words of keys that are numbers or codes.
pub(super) const NUMBERS: [&str; 9] = ["id", "key", "uuid", "guid", "code", "no", "number", "num", "nr"];

/// Words of keys.
pub(super) const KEYS: [&str; 12] =
    ["id", "key", "email", "uuid", "guid", "code", "no", "number", "num", "nr", "username", "phone"];

/// Words of columns about an address or a rating that do not hold one.
pub(super) const ABOUT: [&str; 26] = [
    "verified",
    "opt",
    "optin",
    "sent",
    "count",
    "num",
    "at",
    "on",
    "date",
    "time",
    "valid",
    "is",
    "has",
    "status",
    "bounced",
    "hash",
    "type",
    "id",
    "opened",
    "clicked",
    "domain",
    "credit",
    "consent",
    "score",
    "confirmed",
    "subject",
];

/// Further words that must be known so that names are split rightly: they end like other words, or occur in compounds.
pub(super) const OTHERS: [&str; 31] = [
    "mail",
    "rating",
    "star",
    "average",
    "avg",
    "primary",
    "secondary",
    "backup",
    "alternate",
    "created",
    "create",
    "creation",
    "p1",
    "sku",
    "article",
    "price",
    "quantity",
    "qty",
    "amount",
    "total",
    "ref",
    "candidate",
    "mandate",
    "validate",
    "aid",
    "bid",
    "grid",
    "android",
    "hybrid",
    "invalid",
    "unpaid",
];

/// Returns every word that detection knows.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    english().chain(languages::words())
}

fn english() -> impl Iterator<Item = &'static str> {
    let named = PEOPLE.iter().chain(&SALES).chain(&ASIDE).chain(&MOMENTS).map(|(word, _)| *word);
    let plain = PLAIN.iter().chain(&BOUGHT).chain(&OTHER_MOMENTS).chain(&NO_MOMENTS).chain(&KEYS).chain(&ABOUT);
    named.chain(plain.chain(&OTHERS).copied()).filter(|word| word.len() > 1)
}

/// Says whether a word is known.
pub(super) fn knows(word: &str) -> bool {
    words().any(|known| known == word)
}
