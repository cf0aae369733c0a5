//! Exports of the last build: saved in two clicks, run by the real engine, and words where a host does not have the part.

use std::fs;
use std::process::Command;

use super::database::{COURSE, FEATURES, features, make};
use super::hosts;
use super::page::Page;
use super::server::{FOLDER, Server, dist};

const WIDE: (u32, u32) = (1440, 900);

#[tokio::test]
async fn the_saved_script_builds_the_same_table() {
    let page = Page::open("exports", "", WIDE).await;
    let file = make(&page.folder, "shop.db", COURSE);
    page.pick(&[&file]).await;
    page.set_as_of("2026-07-01").await;
    page.press("Build features").await;
    assert_eq!(page.rows().await, FEATURES);
    // Two clicks.
    page.press("Python script").await;
    page.until("the script", "return document.querySelector('pre.script') !== null").await;
    let script = page.save("Save file", "build_features.py").await;
    let shown = page.script("return document.querySelector('pre.script').textContent", vec![]).await;
    let saved = fs::read_to_string(&script).unwrap();
    assert_eq!(shown, saved.as_str());
    let python = std::env::var("LAB_PYTHON").expect("`cargo xtask test --only browser` names Python in LAB_PYTHON");
    // The database of the lab is another one: this file has no table yet. It is the one of its name beside the script.
    let ran = Command::new(python).arg(&script).current_dir(&page.folder).output().unwrap();
    let printed = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{printed}{}", String::from_utf8_lossy(&ran.stderr));
    assert!(printed.starts_with("customer_features: 3 rows written"), "{printed}");
    assert_eq!(features(&file), FEATURES);
    // A new build takes the text of the old one away.
    page.set_as_of("2026-07-02").await;
    page.press("Build features").await;
    page.until("the export to go", "return document.querySelector('pre.script') === null").await;
    page.end().await;
}

/// The condition that the text of an export has a part.
fn shows(part: &str) -> String {
    let part = serde_json::Value::from(part);
    format!("return document.querySelector('pre.script')?.textContent.includes({part}) ?? false")
}

#[tokio::test]
async fn a_hand_over_has_no_address_unless_it_is_asked_for() {
    let page = Page::open("handover", "#sample=tiny", WIDE).await;
    page.press("Build features").await;
    // Two clicks.
    page.press("Hand-over (JSON)").await;
    page.until("the hand-over", &shows("\"never_bought\"")).await;
    let saved = page.save("Save file", "customer_features.handover.json").await;
    let saved = fs::read_to_string(saved).unwrap();
    assert!(!saved.contains('@'), "{saved}");
    let read: serde_json::Value = serde_json::from_str(&saved).unwrap();
    assert_eq!((&read["schema"], &read["rows"]["features"]), (&"feature-lab/handover".into(), &5.into()));
    // Another choice writes it anew.
    let set = "const list = document.getElementById('handover-emails'); list.value = arguments[0];
        list.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(set, vec!["hashed".into()]).await;
    page.until("hashes", &shows("\"emails\": \"hashed\"")).await;
    let text = page.text("pre.script").await;
    assert!(text.contains("\"user_email\"") && !text.contains('@'), "{text}");
    page.press("Hand-over (Markdown)").await;
    page.until("the prompt", &shows("## Segments")).await;
    let prompt = page.save("Save file", "customer_features.handover.md").await;
    assert!(!fs::read_to_string(prompt).unwrap().contains('@'));
    // So do other days between the segments.
    let write = "const field = document.getElementById('active-days'); field.value = arguments[0];
        field.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(write, vec!["0".into()]).await;
    page.until("the rule", &shows("recency_days <= 0")).await;
    page.script(write, vec!["-1".into()]).await;
    page.until("the note", "return document.body.innerText.includes('Not a number of days.')").await;
    page.press("Hand-over (JSON)").await;
    page.until("the thresholds", &shows("\"active_days\": 0")).await;
    page.script(set, vec!["kept".into()]).await;
    page.until("addresses", &shows("@")).await;
    page.end().await;
}

#[tokio::test]
async fn a_host_without_the_exports_says_so() {
    let folder = hosts::folder("no-exports");
    hosts::copy(&folder);
    let names = fs::read_dir(dist().join("files")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let part = names.into_iter().find(|name| name.starts_with("exports") && name.ends_with(".packed")).unwrap();
    fs::remove_file(folder.join("files").join(part)).unwrap();
    let page = Page::start(Server::of(&folder, FOLDER, ""), "no-exports", WIDE).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.press("Build features").await;
    page.press("Python script").await;
    let told = "return document.querySelector('[role=alert]')?.innerText.includes('writes exports could not be loaded') ?? false";
    page.until("words about the missing part", told).await;
    page.press("Build features").await;
    let status = page.text("[role=status]").await;
    assert!(status.starts_with("Built customer_features"), "{status}");
    page.end_with(&["exports"]).await;
}

#[tokio::test]
async fn a_definition_is_saved_and_opened_again() {
    let page = Page::open("definition", "", WIDE).await;
    let file = make(&page.folder, "shop.db", COURSE);
    page.pick(&[&file]).await;
    page.set_as_of("2026-06-15").await;
    let set = "const list = document.getElementById(arguments[0]); list.value = arguments[1];
        list.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(set, vec!["match-keys".into(), "normalised".into()]).await;
    page.script(set, vec!["fill-recency".into(), "999".into()]).await;
    page.press("Build features").await;
    let built = page.rows().await;
    page.press("Definition").await;
    page.until("the definition", "return document.querySelector('pre.script') !== null").await;
    let definition = page.save("Save file", "features.json").await;
    let read: serde_json::Value = serde_json::from_str(&fs::read_to_string(&definition).unwrap()).unwrap();
    assert_eq!(read["spec"]["fill"]["recency_days"], 999);
    // In a page that knows nothing of it.
    page.reload().await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.pick(&[&file]).await;
    page.until("the file to be open", "return document.querySelector('header').innerText.includes('shop.db')").await;
    page.pick(&[&definition]).await;
    page.until(
        "the definition",
        "return document.querySelector('[role=status]').innerText.startsWith('Took the mapping')",
    )
    .await;
    page.press("Build features").await;
    assert_eq!(page.rows().await, built);
    // For another database it changes nothing, and neither does other JSON.
    let other = make(&page.folder, "other.db", "CREATE TABLE a (b); CREATE TABLE c (d)");
    page.pick(&[&other]).await;
    page.until("the other file", "return document.querySelector('header').innerText.includes('other.db')").await;
    page.pick(&[&definition]).await;
    page.until("words", "return !!document.querySelector('[role=alert]')").await;
    let foreign = page.folder.join("other.json");
    fs::write(&foreign, "{}").unwrap();
    page.pick(&[&foreign]).await;
    page.until("words", "return document.querySelector('[role=alert]')?.innerText.includes('no definition') ?? false")
        .await;
    page.end().await;
}
