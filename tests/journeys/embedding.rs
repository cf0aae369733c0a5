//! The lab in a frame: the example page of docs/embedding.md, on another host, gets events and sends commands; other
//! pages' commands are ignored.

use fantoccini::Locator;
use serde_json::Value;

use super::other_origin::{OtherHost, Response};
use super::page::Page;
use super::saving::fill;
use super::work;

const WIDE: (u32, u32) = (1440, 900);

/// The page of docs/embedding.md, with the lab's address.
fn example(lab: &str) -> String {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/embedding.md")).unwrap();
    let page = docs.split("```html\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    assert!(page.contains("\"https://lab.example/\""));
    page.replace("https://lab.example/", lab)
}

/// A script that records all messages to a page.
const LISTEN: &str = "<script>window.heard = []; addEventListener('message', e => heard.push(e.data.event));</script>";

async fn until_said(page: &Page, words: &str) {
    let script = format!("return document.getElementById('said')?.textContent.includes({words:?}) ?? false");
    page.until(words, &script).await;
}

async fn heard(page: &Page) -> Vec<String> {
    serde_json::from_value(page.script("return heard", vec![]).await).unwrap()
}

/// A script that counts the commands to the lab's frame: of the embedding page, and of another frame.
const NOTE: &str = "window.asked = { own: 0, strangers: 0 };
    addEventListener('message', ({ source }) => { asked[source === parent ? 'own' : 'strangers'] += 1; });";

async fn in_frame(page: &Page, script: &str) {
    page.browser.enter_frame(0).await.unwrap();
    page.script(script, vec![]).await;
    page.browser.clone().enter_parent_frame().await.unwrap();
}

async fn press_in_frame(page: &Page, name: &str) {
    page.browser.enter_frame(0).await.unwrap();
    page.press(name).await;
    page.browser.clone().enter_parent_frame().await.unwrap();
}

#[tokio::test]
async fn the_page_of_the_docs_hears_and_asks() {
    let page = Page::open("framed", "", WIDE).await;
    let host = OtherHost::start([
        ("/course", Response::Html(example(&page.server.url("")))),
        ("/favicon.ico", Response::Status("204 No Content")),
    ]);
    page.browser.goto(&format!("{}/course", host.origin())).await.unwrap();
    until_said(&page, "leads_scored_segmentation.db is open.").await;
    // Where there is room, changes are saved in the browser, and nobody is asked.
    fill(&page).await;
    page.until("the frame's height", "return document.getElementById('lab').height > 1000").await;

    page.browser.enter_frame(0).await.unwrap();
    page.until("the exercise", "return !!document.querySelector('[aria-labelledby=lesson-title] h3')").await;
    let hidden =
        "return ['.bar', '[aria-labelledby=tables-title]'].every(it => !document.querySelector(it)?.checkVisibility())";
    assert_eq!(page.script(hidden, vec![]).await, true, "no top bar, no left column");
    assert_eq!(page.script("return document.documentElement.scrollWidth <= innerWidth", vec![]).await, true);
    page.browser.clone().enter_parent_frame().await.unwrap();

    page.browser.find(Locator::Id("check")).await.unwrap().click().await.unwrap();
    until_said(&page, "checks hold").await;
    press_in_frame(&page, "Build features").await;
    until_said(&page, "customer_features: 503 rows.").await;
    page.browser.find(Locator::Id("check")).await.unwrap().click().await.unwrap();
    until_said(&page, "03-build.md: passed.").await;
    // A command discards no changes: the page asks the person.
    page.browser.find(Locator::Id("again")).await.unwrap().click().await.unwrap();
    page.browser.enter_frame(0).await.unwrap();
    page.until("the question", "return !!document.querySelector('dialog[open]')").await;
    // The frame is higher than the window; the person stands at the button below it.
    let top = "return document.querySelector('dialog').getBoundingClientRect().top";
    let top = page.script(top, vec![]).await.as_f64().unwrap();
    page.browser.clone().enter_parent_frame().await.unwrap();
    let seen = format!(
        "const top = document.getElementById('lab').getBoundingClientRect().top + {top}; return top >= 0 && top < innerHeight"
    );
    page.until("the question within the window", &seen).await;
    page.browser.enter_frame(0).await.unwrap();
    page.press("Discard changes").await;
    page.browser.clone().enter_parent_frame().await.unwrap();
    until_said(&page, "leads_scored_segmentation.db is open.").await;
    // The page around is the host's, and the lab in it comes from elsewhere.
    let lab = page.server.url("");
    page.end_with(&[&lab]).await;
}

#[tokio::test]
async fn nobody_else_is_told_or_heard() {
    let page = work::open("strangers", "", WIDE).await;
    let lab = page.server.url("");
    let framed = |link: &str| {
        Response::Html(format!(
            "<!DOCTYPE html>{LISTEN}<iframe src=\"{lab}#sample=tiny&amp;{link}\" width=900 height=700></iframe><iframe src=/inner></iframe>"
        ))
    };
    // A frame beside the lab's, of the very origin that may talk, and a page that was opened.
    let inner = "<!DOCTYPE html><script>setInterval(() => parent.frames[0].postMessage(
        { featureLab: 1, command: 'open', link: 'sample=leads_scored_segmentation' }, '*'), 50);</script>";
    let named = format!(
        "<!DOCTYPE html>{LISTEN}<iframe id=lab width=900 height=700></iframe><iframe src=/inner></iframe><script>
            lab.src = '{lab}#sample=tiny&embed=1&embed.host=' + location.origin</script>"
    );
    let host = OtherHost::start([
        ("/inner", Response::Html(inner.into())),
        ("/named", Response::Html(named)),
        ("/nobody", framed("embed=1")),
        ("/other", framed("embed=1&amp;embed.host=https://other.example")),
        ("/any", framed("embed=1&amp;embed.host=*")),
        ("/plain", framed("")),
        ("/favicon.ico", Response::Status("204 No Content")),
    ]);
    let ask =
        "frames[0].postMessage({ featureLab: 1, command: 'open', link: 'sample=leads_scored_segmentation' }, '*');
        frames[0].postMessage({ featureLab: 2, command: 'open', link: 'sample=leads_scored_segmentation' }, '*');
        frames[0].postMessage('open', '*'); frames[0].postMessage(null, '*');";
    for (path, events) in [
        ("/named", &["ready", "height", "opened"][..]),
        ("/nobody", &["ready", "height"]),
        ("/other", &["ready", "height"]),
        ("/any", &["ready", "height"]),
        ("/plain", &[]),
    ] {
        page.browser.goto(&format!("{}{path}", host.origin())).await.unwrap();
        page.browser.enter_frame(0).await.unwrap();
        page.ready().await;
        page.browser.clone().enter_parent_frame().await.unwrap();
        // The one page that may be heard says nothing yet; the frame beside it does, all the time.
        let asks = if path == "/named" { 0 } else { 4 };
        in_frame(&page, NOTE).await;
        if asks > 0 {
            page.script(ask, vec![]).await;
        }
        page.browser.enter_frame(0).await.unwrap();
        page.until("the commands", &format!("return asked.own >= {asks} && asked.strangers >= 2")).await;
        // A command that is obeyed would start to open a database.
        work::settled(&page).await;
        // Messages come in order: this one comes after whatever the lab has told.
        page.script("parent.postMessage({ event: 'last' }, '*')", vec![]).await;
        page.browser.clone().enter_parent_frame().await.unwrap();
        page.until("the frame's last message", "return heard.at(-1) === 'last'").await;
        let mut told = heard(&page).await;
        told.retain(|event| event != "last");
        assert!(told.iter().all(|event| events.contains(&event.as_str())), "{path}: {told:?}");
        assert_eq!(told.is_empty(), events.is_empty(), "{path}: {told:?}");
        page.browser.enter_frame(0).await.unwrap();
        let open = page.script("return document.querySelector('.current-name').textContent", vec![]).await;
        assert_eq!(open, Value::from("tiny.db"), "{path}: a stranger's command was heard");
        page.browser.clone().enter_parent_frame().await.unwrap();
        if path == "/named" {
            page.script(ask, vec![]).await;
            page.until("the answer", "return heard.filter(it => it === 'opened').length === 2").await;
        }
    }
    page.end_with(&[&lab]).await;
}
