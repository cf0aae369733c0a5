//! Fuzzing of links: malformed, oversized and malicious fragments, in an open page and as first loads. None may run a
//! script, change data or stop the page.
//!
//! `LAB_SEED=n` repeats a run, `LAB_FIRST_LOADS=n` sets how many pages are opened anew.

use std::fmt::Write;

use super::dice::Dice;
use super::page::Page;
use super::seed;
use super::sharing::visit;
use super::work;

const FRAGMENTS: usize = 200;

fn one<'a>(dice: &mut Dice, among: &[&'a str]) -> &'a str {
    among[dice.below(among.len())]
}

fn noise(dice: &mut Dice, longest: usize) -> String {
    let letters = [
        "a", "Z", "0", "-", "_", "%", "%2", "%00", "%ff", "%C3%28", "&", "=", "+", "#", ";", "'", "<", "\u{202e}", "ü",
        "🦀", "\\", "/",
    ];
    (0..dice.below(longest)).map(|_| one(dice, &letters)).collect()
}

/// A random fragment: malicious, or damaged as by a mail program.
fn fragment(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..=dice.below(4) {
        let evil = match dice.below(11) {
            0 => format!(
                "sql={}",
                one(
                    dice,
                    &[
                        "DELETE FROM transactions",
                        "DROP TABLE leads_scored;",
                        "SELECT 1; DELETE FROM leads_scored",
                        "PRAGMA writable_schema=1",
                        "WITH x AS (SELECT 1) DELETE FROM transactions",
                        "EXPLAIN DELETE FROM transactions;COMMIT",
                        "ATTACH 'x' AS y",
                        "VACUUM",
                        "BEGIN",
                        "/* SELECT */ UPDATE leads_scored SET p1 = 0",
                        "SELECT 1;\u{0}DELETE FROM transactions",
                        "PRAGMA user_version = 7",
                        "REPLACE INTO leads_scored VALUES (1,2,3)",
                        "SELECT load_extension('x')",
                        "CREATE TABLE pwned (x)",
                        ".tables",
                        ".read /etc/passwd",
                    ]
                )
            ),
            1 => format!("sql={}", "SELECT+(".repeat(dice.below(3000))),
            // What follows must not make an address of it that this host has.
            2 => format!(
                "db={}&",
                one(
                    dice,
                    &[
                        "javascript:alert(1)",
                        "data:text/html,<script>alert(1)</script>",
                        "file:///etc/passwd",
                        "blob:null/1",
                        "http://[",
                        "ftp://x/y.db",
                        "https://drive.google.com/x",
                        "//evil.example/x.db",
                        "about:blank",
                        "https://www.dropbox.com/s/x",
                        // No "http:" at the end: with what may follow it, it can be an address on this very host.
                        "\u{0}",
                    ]
                )
            ),
            3 => format!("data={}", noise(dice, 400)),
            // The sample first: whatever is cut away before it, it never comes without the data, which is not sound.
            4 => format!(
                "sample=tiny&data={}",
                one(dice, &["eJwDAAAAAAE", "eJw", "A", "AAAA", "H4sIAAAAAAAA", "null", "eJzt0EFL"])
            ),
            5 => format!(
                "sample={}",
                one(dice, &["../tiny", "TINY", "", "tiny\u{0}", "constructor", "__proto__", "'; DROP TABLE x"])
            ),
            6 => format!(
                "as_of={}&fill.recency={}",
                noise(dice, 20),
                one(dice, &["1e9", "-", "99999999999999999999", "NaN", ""])
            ),
            7 => format!(
                "{}={}",
                one(dice, &["leads", "tx", "leads.key", "tx.time", "target", "leads.carry", "match", "tx.format"]),
                noise(dice, 50)
            ),
            8 => format!(
                "lesson={}&step={}",
                one(dice, &["javascript:x", "<img src=x onerror=alert(1)>", "a b", "ä", "%"]),
                noise(dice, 8)
            ),
            9 => format!(
                "embed=1&embed.host={}",
                one(dice, &["*", "null", "javascript:x", "https://", "http://evil.example"])
            ),
            _ => format!("{}={}", noise(dice, 10), noise(dice, 60)),
        };
        let _ = write!(text, "{evil}{}", one(dice, &["&", "&&", "#", "", "&v=99&"]));
    }
    if dice.below(20) == 0 {
        text += &"x=".repeat(dice.below(150_000));
    }
    text
}

fn dice() -> Dice {
    // Nothing but zeros would come of a zero.
    Dice::new(seed::seed(seed::new))
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// All rows of all tables, and the schema; a cell shows no more than 400 characters.
const CONTENT: &str = "SELECT type || name || ifnull(sql, '') AS content FROM sqlite_schema
    UNION ALL SELECT quote(user_email) || quote(p1) || quote(member_rating) FROM leads_scored
    UNION ALL SELECT quote(user_email) || quote(product_id) || quote(ts) FROM transactions
    UNION ALL SELECT quote(user_email) || purchase_frequency || ' ' || recency_days FROM customer_features
    UNION ALL SELECT total_changes() || ' changes'";

async fn content(page: &Page) -> Vec<String> {
    page.run_sql(CONTENT).await;
    assert_eq!(page.text("#sql-error").await, "", "the content cannot be read");
    let rows = page.rows().await;
    assert_eq!(rows.len(), 3 + 5 + 8 + 5 + 1, "{rows:?}");
    rows
}

#[tokio::test]
async fn hostile_fragments_change_nothing_in_an_open_page() {
    let mut dice = dice();
    let page = work::open("fuzz", "#sample=tiny", (1440, 900)).await;
    page.press("Build features").await;
    // Without changes that would be asked about, every opening is really tried.
    page.download("tiny.db").await;
    let before = content(&page).await;
    let follow = "const [fragment, done] = arguments;
        const runs = () => performance.getEntriesByName('lab:query').length + performance.getEntriesByName('lab:build').length;
        const had = runs();
        const goes = hash => new Promise(go => {
            const before = location.href;
            location.hash = hash;
            // Going to the same address fires no event.
            location.href === before ? go() : addEventListener('hashchange', go, { once: true });
        });
        goes(fragment).then(() => labWork.settled(false)).then(() => done(runs() - had));";
    let evil: Vec<String> = (0..FRAGMENTS).map(|_| fragment(&mut dice)).collect();
    for fragment in &evil {
        let ran = page.browser.execute_async(follow, vec![fragment.as_str().into()]).await;
        let ran = ran.unwrap_or_else(|error| panic!("{fragment}: {error}"));
        assert_eq!(ran, 0, "something ran because of {fragment}");
        assert!(page.text("header").await.contains("tiny.db"), "{fragment} took the open database away");
    }
    assert_eq!(content(&page).await, before);
    // With changes, openings that could work are asked about, and so are many at once.
    page.run_sql("UPDATE customer_features SET purchase_frequency = 7").await;
    let before = content(&page).await;
    for fragment in ["sample=tiny", "sample=leads_scored_segmentation&sql=DELETE FROM transactions"] {
        let ran = page.browser.execute_async(follow, vec![fragment.into()]).await.unwrap();
        assert_eq!(ran, 0, "something ran because of {fragment}");
    }
    let at_once = "
        Object.assign(window, { changed: 0, heard: 0 });
        addEventListener('hashchange', () => heard += 1);
        for (const one of arguments[0]) {
            const before = location.href;
            location.hash = one;
            changed += location.href !== before;
        }";
    page.script(at_once, vec![evil[..50].to_vec().into()]).await;
    page.until("every change to be heard of", "return heard === changed").await;
    work::settled(&page).await;
    page.script("document.querySelector('dialog[open]')?.close()", vec![]).await;
    page.until("the question to close", "return !document.querySelector('dialog[open]')").await;
    assert!(page.text("header").await.contains("tiny.db"), "{}", page.text("header").await);
    assert_eq!(content(&page).await, before);
    println!("{} hostile fragments followed, and 50 of them at once", evil.len());
    page.end().await;
}

#[tokio::test]
async fn hostile_fragments_change_nothing_as_first_loads() {
    let mut dice = dice();
    let page = work::open("first", "#sample=tiny", (1440, 900)).await;
    let loads = number("LAB_FIRST_LOADS").unwrap_or(20);
    for _ in 0..loads {
        let fragment = fragment(&mut dice);
        visit(&page, &format!("#{fragment}")).await;
        work::settled(&page).await;
        let seen = "return [document.querySelector('header .current').textContent, document.querySelector('.tables, [aria-labelledby=tables-title]').textContent,
            performance.getEntriesByName('lab:build').length].join('|')";
        let seen = page.script(seen, vec![]).await.as_str().unwrap().to_owned();
        assert!(seen.contains("Unchanged") && !seen.contains("pwned") && seen.ends_with("|0"), "{fragment}: {seen}");
        assert!(seen.contains("leads_scored") && seen.contains("transactions"), "{fragment}: {seen}");
    }
    println!("{loads} hostile fragments as first loads");
    page.end().await;
}
