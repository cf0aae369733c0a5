//! Databases from an address: hosts that send them, refuse, are slow, or announce too large a file.

use super::database::{COURSE, make};
use super::other_origin::{Gate, OtherHost, PARTS, Response};
use super::page::Page;
use super::sharing::visit;
use super::work;

const WIDE: (u32, u32) = (1440, 900);

#[tokio::test]
async fn a_database_comes_from_another_host_with_progress() {
    let page = work::open("elsewhere", "#sample=tiny", WIDE).await;
    let file = std::fs::read(make(&page.folder, "made.db", COURSE)).unwrap();
    let (gate, open) = Gate::new();
    let slow = Response::Parts(file.clone(), gate);
    let host = OtherHost::start([("/data/shop.db", Response::Open(file)), ("/slow.db", slow)]);
    visit(&page, &format!("#db={}/data/shop.db&sql=SELECT+count(*)+FROM+transactions", host.origin())).await;
    page.until("the link's query", "return document.querySelector('tbody')?.textContent === '3'").await;
    assert!(page.text("header").await.contains("shop.db"));

    page.script(
        "window.said = []; new MutationObserver(() => said.push(document.querySelector('[role=status]').innerText))
            .observe(document.querySelector('footer'), { subtree: true, childList: true, characterData: true });
         window.parts = () => new Set(said.filter(it => /^Reading the file: [1-9][\\d,]* of [\\d,]+$/.test(it)));
         location.hash = arguments[0]",
        vec![format!("#db={}/slow.db", host.origin()).into()],
    )
    .await;
    for part in 1..=PARTS {
        open.send(()).unwrap();
        // The last part is the whole file, which is opened next.
        if part < PARTS {
            page.until(&format!("part {part}"), &format!("return parts().size === {part}")).await;
        }
    }
    page.until("the slow file", "return document.querySelector('header').innerText.includes('slow.db')").await;
    page.ready().await;

    // An unchanged database needs no more than its address; a changed one is offered in the link.
    page.press("Copy link").await;
    work::settled(&page).await;
    assert_eq!(page.text(".offer").await, "");
    page.run_sql("DELETE FROM transactions").await;
    page.press("Copy link").await;
    page.until("the offer", "return !!document.querySelector('.offer')").await;
    page.end_with(&[&host.origin()]).await;
}

#[tokio::test]
async fn a_host_that_does_not_give_the_file_is_told_in_plain_words() {
    let page = Page::open("refused", "#sample=tiny", WIDE).await;
    let file = std::fs::read(make(&page.folder, "made.db", COURSE)).unwrap();
    let host = OtherHost::start([
        ("/closed.db", Response::Closed(file)),
        ("/huge.db", Response::Cut(5_000_000_000)),
        ("/cut.db", Response::Cut(20_000)),
        ("/secret.db", Response::Status("403 Forbidden")),
        ("/gone.db", Response::Status("410 Gone")),
        ("/tired.db", Response::Status("503 Service Unavailable")),
        ("/page.db", Response::Open(b"<!DOCTYPE html><title>Sign in</title>".to_vec())),
    ]);
    let there = |path: &str| format!("{}{path}", host.origin());
    for (address, words) in [
        (there("/closed.db"), "does not let other pages read it (CORS)"),
        (there("/nothing.db"), "does not let other pages read it (CORS)"),
        (there("/huge.db"), "more than the"),
        (there("/cut.db"), "broke off"),
        (there("/secret.db"), "is not public"),
        (there("/gone.db"), "is not there"),
        (there("/tired.db"), "was not given out"),
        (there("/page.db"), "It is a web page"),
        ("http://127.0.0.1:1/x.db".to_owned(), "cannot be reached"),
        ("https://drive.google.com/file/d/1a/view?usp=sharing".to_owned(), "Google Drive"),
        ("https://www.dropbox.com/scl/fi/x/shop.db?rlkey=1&dl=0".to_owned(), "Dropbox"),
        ("http://example.org/x.db".to_owned(), "https://"),
        ("file:///etc/passwd".to_owned(), "not an address"),
    ] {
        page.script("location.hash = 'db=' + encodeURIComponent(arguments[0])", vec![address.clone().into()]).await;
        let told = format!(
            "return [...document.querySelectorAll('[role=alert]')].some(it => it.innerText.includes({words:?}))"
        );
        page.until(&format!("the words about {address}"), &told).await;
        page.ready().await;
        assert!(page.text("header").await.contains("tiny.db"), "{address}");
    }
    // The browser sometimes reports a cut file a second time, as an unhandled promise.
    page.end_with(&[&host.origin(), "http://127.0.0.1:1/", "Uncaught TypeError: network error"]).await;
}

#[tokio::test]
async fn a_host_that_is_silent_can_be_left() {
    let page = Page::open("silent", "#sample=tiny", WIDE).await;
    let host = OtherHost::start([
        ("/silent.db", Response::Silent(0)),
        ("/silent.db/lesson.md", Response::Silent(0)),
        ("/stuck.db", Response::Silent(5_000_000)),
    ]);
    let stops = "return [...document.querySelectorAll('button')].some(it => it.innerText === 'Stop loading')";
    for file in ["silent.db", "stuck.db"] {
        page.script("location.hash = 'db=' + arguments[0]", vec![format!("{}/{file}", host.origin()).into()]).await;
        page.until("the way out", stops).await;
        assert!(page.text("[role=status]").await.contains(file));
        page.press("Stop loading").await;
        page.ready().await;
        assert!(page.text("[role=status]").await.contains("You stopped"), "{}", page.text("[role=status]").await);
        assert!(page.text("header").await.contains("tiny.db"));
        assert_eq!(page.script(stops, vec![]).await, false);
    }

    // A page that begins with such a link can be left for the sample.
    visit(&page, "#sample=tiny").await;
    page.script("location.replace(arguments[0])", vec![format!("?again#db={}/silent.db", host.origin()).into()]).await;
    page.until("the way out", stops).await;
    page.press("Stop loading").await;
    page.ready().await;
    assert!(page.text("[role=alert]").await.contains("You stopped"));
    assert!(page.text("header").await.contains("leads_scored_segmentation.db"));
    page.run_sql("SELECT count(*) > 100 FROM leads_scored").await;
    assert_eq!(page.rows().await, ["1"]);
    // So can one that waits for a lesson's database.
    let lesson = format!("?once-more#lesson={}/silent.db/", host.origin());
    page.script("location.replace(arguments[0])", vec![lesson.into()]).await;
    page.until("the way out", stops).await;
    page.press("Stop loading").await;
    page.ready().await;
    assert!(page.text("header").await.contains("leads_scored_segmentation.db"));
    page.end_with(&[&host.origin()]).await;
}
