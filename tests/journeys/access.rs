//! Access: axe-core finds nothing in any view of the page, wide and on a phone, light and dark.

use serde_json::{Value, json};

use super::page::Page;

/// The rules of axe-core: WCAG 2.2 AA, and its own best practice.
const TAGS: &str = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

#[tokio::test]
async fn axe_finds_nothing() {
    for (size, theme) in [((1440, 900), "light"), ((390, 844), "light"), ((1440, 900), "dark"), ((390, 844), "dark")] {
        let page = Page::open(&format!("axe-{}-{theme}", size.0), "", size).await;
        page.script("document.documentElement.dataset.theme = arguments[0]", vec![theme.into()]).await;
        let finds_nothing = async |view: &str| {
            assert_eq!(violations(&page).await, json!([]), "{view}, {size:?}, {theme}");
        };
        page.editor().await;
        finds_nothing("the start").await;
        page.run_sql("SELECT * FROM leads_scored; SELECT NULL, '', x'00'; CREATE TABLE t (a)").await;
        page.script("[...document.querySelectorAll('#area-sql details')].forEach(it => it.open = true)", vec![]).await;
        finds_nothing("SQL with rows").await;
        page.press("Build features").await;
        page.press("Python script").await;
        page.until("the script", "return document.querySelector('pre.script') !== null").await;
        page.script("document.querySelectorAll('#area-build details').forEach(it => it.open = true)", vec![]).await;
        finds_nothing("Build").await;
        page.press("Check").await;
        page.until("the verdict", "return !!document.querySelector('.verdict')").await;
        page.script("document.querySelectorAll('#area-lesson details').forEach(it => it.open = true)", vec![]).await;
        finds_nothing("a check").await;
        page.show("Tables").await;
        page.script("document.querySelectorAll('#area-tables details').forEach(it => it.open = true)", vec![]).await;
        finds_nothing("Tables").await;
        page.show("Explore").await;
        page.script("document.querySelector('#area-explore button').click()", vec![]).await;
        page.until(
            "the profile",
            "return !!document.querySelector('#area-explore tbody tr, #area-explore [role=row]')",
        )
        .await;
        finds_nothing("Explore").await;
        page.run_sql("SELECT * FROM nowhere").await;
        page.press("Copy link").await;
        page.until("the offer", "return !!document.querySelector('.offer button')").await;
        page.script("document.getElementById('databases').showPopover()", vec![]).await;
        finds_nothing("an error, an offer, the menu").await;
        page.end().await;
    }
}

/// The violations that axe-core finds on the page: rules with the elements that break them.
pub async fn violations(page: &Page) -> Value {
    let root = env!("CARGO_MANIFEST_DIR");
    let axe = std::fs::read_to_string(format!("{root}/static/build/node_modules/axe-core/axe.min.js"))
        .expect("axe-core is installed by `cargo xtask test`");
    page.script(&axe, vec![]).await;
    // axe-core fails on elements that come or go while it looks: it waits for 250 ms without any.
    let script = format!(
        "const done = arguments[arguments.length - 1];
         let timer;
         const look = () => axe.run(document, {{ runOnly: {TAGS} }})
             .then(r => done(r.violations.map(v => [v.id, v.nodes.map(n => n.html)])), reason => done(reason.stack));
         const wait = () => {{ clearTimeout(timer); timer = setTimeout(() => {{ changes.disconnect(); look(); }}, 250); }};
         const changes = new MutationObserver(wait);
         changes.observe(document, {{ subtree: true, childList: true }});
         wait();"
    );
    page.browser.execute_async(&script, vec![]).await.unwrap()
}
