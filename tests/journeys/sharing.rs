//! Copying links: the state that a copied link restores, and links with the database in them.

use std::io::Write;

use feature_lab::links::{Link, Origin, to_base64};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::Value;

use super::database::{COURSE, FEATURES, make};
use super::page::Page;
use super::work;

const WIDE: (u32, u32) = (1440, 900);

/// The fields that a link restores, with the lesson and exercise.
const SETTINGS: &str = "
    // A link has no rows, so what is set for them is not its own.
    const all = [...document.querySelectorAll('main select, main input')].filter(it => !it.closest('[popover]'));
    const fields = all.map(it =>
        [it.id || it.getAttribute('aria-label') || it.labels[0].textContent, it.type === 'checkbox' ? it.checked : it.value]);
    return JSON.stringify([fields, document.querySelector('[aria-labelledby=lesson-title] h3')?.innerText]);";

async fn set(page: &Page, id: &str, value: &str) {
    let script = "const field = document.getElementById(arguments[0]); field.value = arguments[1];
        for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));";
    page.script(script, vec![id.into(), value.into()]).await;
}

/// Opens the lab again.
pub async fn visit(page: &Page, fragment: &str) {
    page.browser.goto("about:blank").await.unwrap();
    page.browser.goto(&page.server.url(fragment)).await.unwrap();
    page.ready().await;
}

async fn hash(page: &Page) -> String {
    page.script("return location.hash", vec![]).await.as_str().unwrap().to_owned()
}

/// Copies the offered link with the database in it, and returns its fragment.
async fn copy_with_database(page: &Page) -> String {
    page.press("Copy link").await;
    page.until("the offer", "return !!document.querySelector('.offer button')").await;
    let name = "return document.querySelector('.offer button').innerText";
    let name = page.script(name, vec![]).await.as_str().unwrap().to_owned();
    assert!(name.starts_with("Copy link with the database ("), "{}", page.text(".offer").await);
    page.press(&name).await;
    page.until("the link", "return document.querySelector('[role=status]').innerText.includes('has the data')").await;
    hash(page).await
}

#[tokio::test]
async fn a_copied_link_restores_every_setting() {
    let page = Page::open("restore", "#sample=tiny&lesson=week1-day2&step=4", WIDE).await;
    page.until("the exercise", "return !!document.querySelector('[aria-labelledby=lesson-title] h3')").await;
    page.script("document.querySelector('details.options').open = true", vec![]).await;
    for (id, value) in [
        ("as-of", "2026-06-15T12:30:00Z"),
        ("match-keys", "normalised"),
        ("duplicates", "first"),
        ("fill-frequency", "-1"),
        ("fill-recency", "999"),
        ("target", "my features"),
        ("time-format", "iso8601"),
    ] {
        set(&page, id, value).await;
    }
    let sql = "SELECT '50% + more' AS \"a&b\";\n-- ünï";
    page.write_sql(sql).await;
    page.script("document.querySelector('.carry input').click()", vec![]).await;
    for feature in ["recency_days", "purchases_30d", "distinct_products"] {
        page.script("document.getElementById('feature-' + arguments[0]).click()", vec![feature.into()]).await;
    }
    let before = page.script(SETTINGS, vec![]).await;
    page.press("Copy link").await;
    page.until("the link", "return location.hash.includes('target=')").await;
    assert!(page.text("[role=status]").await.starts_with("Link copied."), "{}", page.text("[role=status]").await);
    let fragment = hash(&page).await;
    visit(&page, &fragment).await;
    page.until("the exercise", "return !!document.querySelector('[aria-labelledby=lesson-title] h3')").await;
    assert_eq!(page.script(SETTINGS, vec![]).await, before, "{fragment}");
    assert_eq!(page.sql().await, sql);
    page.press("Build features").await;
    assert!(page.text("[role=status]").await.starts_with("Built my features: 5 rows"));
    page.end().await;
}

#[tokio::test]
async fn a_link_is_followed_in_an_open_page_too() {
    let page = Page::open("followed", "#sample=tiny&lesson=week1-day2&step=1", WIDE).await;
    let title = "return document.querySelector('[aria-labelledby=lesson-title] h3')?.innerText ?? ''";
    page.until("the exercise", &format!("return (() => {{ {title} }})() !== ''")).await;
    let first = page.script(title, vec![]).await;
    let next =
        "#lesson=week1-day2&step=4&sql=SELECT+7&as_of=2026-05-01&match=normalised&new.thing=1&new.thing=2&more=3";
    page.script("location.hash = arguments[0]", vec![next.into()]).await;
    page.until_sql("SELECT 7").await;
    assert_ne!(page.script(title, vec![]).await, first);
    assert!(page.text("body").await.contains("came with the link"));
    assert_eq!(page.script("return document.getElementById('as-of').value", vec![]).await, "2026-05-01");
    assert_eq!(page.script("return document.getElementById('match-keys').value", vec![]).await, "normalised");
    assert_eq!(page.text("#area-build-tab .badge").await, "1");
    page.show("Build").await;
    let told = page.text("main").await;
    assert!(told.contains("The link has “new.thing”, “more”, which this version of the lab does not know"), "{told}");
    assert_eq!(page.rows().await, Vec::<String>::new(), "nothing runs by itself");

    // SQL that a person writes while the lesson is fetched is not replaced.
    visit(&page, "#sample=tiny&lesson=week1-day2&step=2&sql=DELETE+FROM+leads_scored").await;
    page.write_sql("SELECT 'mine'").await;
    page.until("the exercise", &format!("return (() => {{ {title} }})() !== ''")).await;
    assert_eq!(page.sql().await, "SELECT 'mine'");
    page.end().await;
}

#[tokio::test]
async fn a_small_database_travels_in_the_link() {
    let page = work::open("carried", "#sample=tiny", WIDE).await;
    page.press("Copy link").await;
    work::settled(&page).await;
    assert_eq!(page.text(".offer").await, "", "an unchanged sample needs no more than its name");

    // A file of one's own, whole.
    page.pick(&[&make(&page.folder, "my shop.db", COURSE)]).await;
    page.set_as_of("2026-07-01").await;
    let fragment = copy_with_database(&page).await;
    println!("a database of three customers: a fragment of {} characters", fragment.len());
    visit(&page, &fragment).await;
    assert!(page.text("header").await.contains("my shop.db"), "{}", page.text("header").await);
    page.press("Build features").await;
    assert_eq!(page.rows().await, FEATURES);

    // A sample with changes, as its difference; and once more from there.
    visit(&page, "").await;
    page.press("Build features").await;
    let fragment = copy_with_database(&page).await;
    println!("the first sample with its features: a fragment of {} characters", fragment.len());
    visit(&page, &fragment).await;
    page.run_sql("SELECT count(*) FROM customer_features").await;
    assert_eq!(page.rows().await, ["503"]);
    page.press("Copy link").await;
    work::settled(&page).await;
    assert_eq!((page.text(".offer").await, hash(&page).await.contains("data=")), (String::new(), true));
    page.run_sql("DROP TABLE transactions; VACUUM").await;
    let smaller = copy_with_database(&page).await;
    visit(&page, &smaller).await;
    assert!(!page.text("[aria-labelledby=tables-title]").await.contains("transactions"));

    // The page says why a database does not fit.
    page.run_sql(
        "CREATE TABLE noise AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         SELECT hex(randomblob(20)) AS h FROM n",
    )
    .await;
    page.press("Copy link").await;
    page.until("the reason", "return !!document.querySelector('.offer')").await;
    let told = page.text(".offer").await;
    assert!(told.contains("does not fit") && told.contains("32.0 kB"), "{told}");
    page.press("Dismiss").await;
    page.end().await;
}

#[tokio::test]
async fn a_database_in_a_link_that_is_not_sound_is_told_and_the_sample_stands_in() {
    let page = Page::open("unsound", "#sample=tiny", WIDE).await;
    page.run_sql("DELETE FROM transactions").await;
    let fragment = copy_with_database(&page).await;
    let link = Link::parse(&fragment);
    let Some(Origin::Carried { data, .. }) = &link.origin else { panic!("{link:?}") };
    let with = |base: Option<&str>, data: String| {
        let origin = Origin::Carried { base: base.map(str::to_owned), name: None, data };
        format!("#{}", Link { origin: Some(origin), ..link.clone() }.write())
    };
    let packed = |bytes: &[u8]| {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        to_base64(&packer.finish().unwrap())
    };
    let bomb = packed(&vec![0; 100_000_000]);
    assert!(bomb.len() < 150_000, "the bomb is a link that is read: {}", bomb.len());
    let middle = data.len() / 2;
    let bent =
        format!("{}{}{}", &data[..middle], if &data[middle..=middle] == "A" { "B" } else { "A" }, &data[middle + 1..]);
    let cases = [
        ("cut", with(Some("tiny"), data[..data.len() - 9].to_owned()), "cannot be read"),
        ("bent", with(Some("tiny"), bent), "cannot be read"),
        ("empty", with(Some("tiny"), String::new()), "cannot be read"),
        ("no text of ours", with(None, "+++ hello +++".into()), "cannot be read"),
        ("another sample's", with(Some("leads_scored_segmentation"), data.clone()), "does not fit"),
        ("whole, it says", with(None, data.clone()), "not whole"),
        ("no such sample", with(Some("nothing"), data.clone()), "no sample"),
        ("a bomb", with(None, bomb), "unpacks to more than"),
        ("text", with(None, packed(b"hello")), "not whole"),
    ];
    for (name, fragment, words) in cases {
        visit(&page, &fragment).await;
        let alert = page.text("[role=alert]").await;
        assert!(alert.contains(words), "{name}: {alert}");
        assert!(page.text("header").await.contains("leads_scored_segmentation.db"), "{name}");
        let took = page.start_time().await;
        println!("{name}: {took} ms to a page that works");
        // The same on a page that is open: what is open stays.
        page.script("location.hash = arguments[0]", vec![Value::from("#sample=tiny")]).await;
        page.until("the sample", "return document.querySelector('header').innerText.includes('tiny.db')").await;
        page.ready().await;
        page.script("location.hash = arguments[0]", vec![fragment.clone().into()]).await;
        page.until("the error", "return !!document.querySelector('.page-message[role=alert]')").await;
        page.ready().await;
        assert!(page.text("header").await.contains("tiny.db"), "{name}");
        page.run_sql("SELECT count(*) FROM transactions").await;
        assert_eq!(page.rows().await, ["8"], "{name}");
    }
    page.end().await;
}
