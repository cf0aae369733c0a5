//! Hostile names of tables, columns, files and addresses: they turn, hide and push away nothing on the page.

use super::database::make;
use super::page::Page;

const WIDE: (u32, u32) = (1440, 900);

/// The page is no wider than its window, and its areas are in view.
const FITS: &str = "
    const main = document.querySelector('main').getBoundingClientRect();
    return document.documentElement.scrollWidth <= innerWidth && main.height > innerHeight / 3";

fn hostile() -> String {
    let long = "n".repeat(10_000);
    let spaced = "long name ".repeat(1000);
    format!(
        "CREATE TABLE \"{long}\" (\"{long}\" TEXT, \"{spaced}\" TEXT);
         INSERT INTO \"{long}\" VALUES (1, 2);
         CREATE TABLE \"{spaced}\" (x);
         CREATE TABLE \"תשלומים\" (\"שם\" TEXT);
         INSERT INTO \"תשלומים\" VALUES ('x'), ('y'), ('z');
         CREATE TABLE \"invoice\u{202e}gpj\" (\"a\u{202e}b\u{1}\" TEXT);
         CREATE TABLE \"<img src=x onerror=alert(1)>\" (\"<b>x</b>\" TEXT);"
    )
}

#[tokio::test]
async fn hostile_names_are_shown_as_they_are_and_in_their_place() {
    let page = Page::open("names", "#sample=tiny", WIDE).await;
    let path = make(&page.folder, "names.db", &hostile());
    page.pick(&[&path]).await;
    page.show("Tables").await;
    assert_eq!(page.script(FITS, vec![]).await, true, "too wide");
    let tables = page.text("#area-tables").await;
    assert!(tables.contains("invoice⟨U+202E⟩gpj") && !tables.contains('\u{202e}'), "{tables}");
    assert!(tables.contains("\u{2068}תשלומים\u{2069}") && tables.contains("<img src=x"), "{tables}");
    assert!(tables.len() < 5000, "a long name is not cut");
    let whole = "return Math.max(...[...document.querySelectorAll('.table-name')].map(it => it.title.length))";
    assert_eq!(page.script(whole, vec![]).await, 10_000, "the title has the whole name");
    // Results, their statement, errors and the status line.
    page.run_sql(&format!("SELECT * FROM \"{}\"", "n".repeat(10_000))).await;
    assert_eq!(page.script(FITS, vec![]).await, true, "too wide with rows");
    page.run_sql("SELECT \"a\u{202e}b\u{1}\" FROM \"invoice\u{202e}gpj\"").await;
    page.until("the header", "return document.querySelector('.grid-name')?.textContent === 'a⟨U+202E⟩b⟨U+0001⟩'").await;
    page.run_sql(&format!("DROP TABLE \"{}\"; SELECT {}", "long name ".repeat(1000), "q".repeat(10_000))).await;
    assert_eq!(page.script(FITS, vec![]).await, true, "too wide with an error");
    page.run_sql("DROP TABLE \"תשלומים\"").await;
    let said = page.text("[role=status]").await;
    assert!(said.contains("\u{2068}תשלומים\u{2069} dropped (3 rows)"), "{said}");
    page.show("Build").await;
    assert_eq!(page.script(FITS, vec![]).await, true, "too wide with a form");
    page.end().await;
}

#[tokio::test]
async fn a_long_address_leaves_the_page_as_wide_as_its_window() {
    for (name, size) in [("address", WIDE), ("address-narrow", (390, 800))] {
        let fragment = format!("#db=missing-{}.db&as_of={}", "x".repeat(8000), "9".repeat(3000));
        let page = Page::open(name, &fragment, size).await;
        page.until("the error", "return !!document.querySelector('[role=alert]')").await;
        let fits = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(page.script(fits, vec![]).await, true, "{}", page.text("body").await);
        page.end_with(&["missing-"]).await;
    }
}

#[tokio::test]
async fn a_damaged_files_note_leaves_room_and_can_be_dismissed() {
    // As small as a window may be where the page has two columns.
    let page = Page::open("note", "#sample=tiny", (1100, 700)).await;
    let path =
        make(&page.folder, "broken.db", "CREATE TABLE t (x); INSERT INTO t VALUES (7); CREATE INDEX i ON t (x);");
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&path, bytes).unwrap();
    page.run_sql("CREATE TABLE mine (a)").await;
    page.until("the save", super::saving::SAVED).await;
    page.reload().await;
    page.until("the offer", super::saving::OFFER).await;
    page.pick(&[&path]).await;
    assert_eq!(page.script(FITS, vec![]).await, true, "no room: {}", page.text("body").await);
    page.press("Dismiss").await;
    assert_eq!(page.script("return !!document.querySelector('.page-message')", vec![]).await, false);
    assert!(page.text("header").await.contains("Damaged: browsing only"));
    page.end().await;
}
