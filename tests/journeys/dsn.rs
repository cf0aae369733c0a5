//! A DSN on the page: its parts, its commands, and its password, which is nowhere afterwards.

use std::fs;
use std::path::Path;

use fantoccini::key::Key;
use serde_json::json;

use super::access::violations;
use super::page::Page;
use super::work;

const WIDE: (u32, u32) = (1440, 900);

/// A password as it is, and percent-encoded.
const PASSWORD: [&str; 2] = ["Zq7/Geheim@Wort", "Zq7%2FGeheim%40Wort"];

/// A part of both that nothing else has.
const SECRET: &str = "Geheim";

/// Everything that a script can see of the page and its storage, as one text.
const SEEN: &str = "
    const done = arguments[0];
    const files = async (folder) => {
        const texts = [];
        for await (const entry of folder.values())
            texts.push(entry.kind === 'directory' ? await files(entry) : await entry.getFile().then(file => file.text(), () => ''));
        return texts.join();
    };
    const stored = (name) => new Promise((told) => {
        indexedDB.open(name).onsuccess = ({ target: { result: database } }) => {
            const texts = [...database.objectStoreNames].map(store => new Promise((has) => {
                database.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => has(JSON.stringify(target.result));
            }));
            Promise.all(texts).then(texts => { database.close(); told(texts.join()); });
        };
    });
    (async () => done(JSON.stringify([
        document.documentElement.outerHTML, document.body.innerText, location.href, history.state, name, document.cookie,
        [...document.querySelectorAll('input, textarea')].map(field => field.value),
        Object.entries(localStorage), Object.entries(sessionStorage),
        performance.getEntries().map(entry => entry.name),
        await Promise.all((await indexedDB.databases()).map(({ name }) => stored(name))),
        await files(await navigator.storage.getDirectory()),
    ])))();";

async fn seen(page: &Page) -> String {
    page.browser.execute_async(SEEN, vec![]).await.unwrap().as_str().unwrap().to_owned()
}

/// The files below a folder that have a text, in UTF-8 or UTF-16.
fn files_with(folder: &Path, text: &str, found: &mut Vec<String>) {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files_with(&entry, text, found);
        } else if let Ok(bytes) = fs::read(&entry) {
            let has = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
            found.extend((has(text.as_bytes()) || has(&wide)).then(|| entry.display().to_string()));
        }
    }
}

#[tokio::test]
async fn a_dsn_is_explained_and_its_password_is_nowhere() {
    let mut page = work::open("dsn", "#sample=tiny", WIDE).await;
    let choose = "const list = document.getElementById('sql-engine');
        list.value = 'postgres'; list.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(choose, vec![]).await;
    let open = "document.getElementById('dsn').closest('details').open = true";
    page.script(open, vec![]).await;
    let about = page.text("details:has(#dsn)").await;
    assert!(
        about.contains("this page cannot open the connection") && about.contains("keeps and sends nothing"),
        "{about}"
    );
    let value = "return document.getElementById('dsn').value";
    // Pasted: the field itself has it no longer.
    let paste = "const field = document.getElementById('dsn');
        field.value = arguments[0]; field.dispatchEvent(new Event('paste', { bubbles: true }))";
    let url = format!("postgresql://ana:{}@db.example.org:5433/shop?sslmode=require", PASSWORD[1]);
    page.script(paste, vec![url.into()]).await;
    page.until("the parts", "return document.getElementById('dsn-told') !== null").await;
    assert_eq!(page.script(value, vec![]).await, "postgresql://ana:***@db.example.org:5433/shop?sslmode=require");
    let told = page.text("#dsn-told").await;
    for part in [
        "ana",
        "*** (not kept)",
        "db.example.org",
        "5433",
        "shop",
        "DSN='postgresql://ana@db.example.org:5433/shop?sslmode=require'",
        "psql \"$DSN\" -v ON_ERROR_STOP=1 -f customer_features.postgres.sql",
        "python build_features.py --db 'postgresql+psycopg://ana@db.example.org:5433/shop?sslmode=require'",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!seen(&page).await.contains(SECRET));
    assert_eq!(violations(&page).await, json!([]));
    // Typed, as pairs, with the password as it is.
    page.script("document.getElementById('dsn').focus(); document.getElementById('dsn').select()", vec![]).await;
    page.tools("Input.insertText", json!({ "text": format!("host=h user=bo password='{}' dbname=shop", PASSWORD[0]) }))
        .await;
    page.keys(&[Key::Tab.into()]).await;
    page.until("the parts", "return document.getElementById('dsn').value === 'postgresql://bo:***@h/shop'").await;
    assert!(!seen(&page).await.contains(SECRET));
    // What cannot be read is forgotten.
    page.script("document.getElementById('dsn').focus(); document.getElementById('dsn').select()", vec![]).await;
    page.tools("Input.insertText", json!({ "text": format!("postgresql://ana:{}@h/shop", PASSWORD[0]) })).await;
    page.keys(&[Key::Tab.into()]).await;
    page.until("the reason", "return document.querySelector('details:has(#dsn) [role=alert]') !== null").await;
    let about = page.text("details:has(#dsn)").await;
    assert!(about.contains("write %40 for @") && !about.contains(SECRET), "{about}");
    assert_eq!(page.script(value, vec![]).await, "");
    // Everything that is saved is saved, and the link is copied.
    page.script(choose.replace("postgres", "sqlite").as_str(), vec![]).await;
    page.run_sql("CREATE TABLE mine AS SELECT 1 AS n").await;
    page.press("Copy link").await;
    work::settled(&page).await;
    assert!(!seen(&page).await.contains(SECRET));
    page.reload().await;
    assert!(!seen(&page).await.contains(SECRET));
    let hits: Vec<String> = page.server.hits().into_iter().map(|hit| hit.path).collect();
    assert!(!hits.iter().any(|path| path.contains(SECRET)), "{hits:?}");
    page.restart().await;
    let mut found = Vec::new();
    files_with(&page.folder, "db.example.org:54", &mut found);
    files_with(&page.folder, SECRET, &mut found);
    assert!(found.is_empty(), "{found:?}");
    files_with(&page.folder, "sample=tiny", &mut found);
    assert!(!found.is_empty(), "the browser's files are not looked into");
    page.end().await;
}
