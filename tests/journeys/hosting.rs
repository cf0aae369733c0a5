//! The page on every kind of host of docs/hosting.md, with its commands and its frame, up to a build of the sample.

use std::fs;
use std::net::TcpListener;
use std::process::Command;

use feature_lab::links::Link;

use super::hosts::{self, Program, project};
use super::page::Page;
use super::server::{FOLDER, Server, dist};

const WIDE: (u32, u32) = (1440, 900);

/// The lines of the fenced blocks of docs/hosting.md in one language.
fn blocks(language: &str) -> Vec<String> {
    let text = fs::read_to_string(project("docs/hosting.md")).unwrap().replace("\r\n", "\n");
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("```") {
            Some(name) => inside = !inside && name == language,
            None if inside => found.push(line.to_owned()),
            None => {}
        }
    }
    assert!(!found.is_empty(), "docs/hosting.md has no {language}");
    found
}

/// Builds the features of the sample that is open.
async fn build(page: &Page) {
    page.press("Build features").await;
    let status = page.text("[role=status]").await;
    assert!(status.starts_with("Built customer_features"), "{status}");
}

#[tokio::test]
async fn a_sub_path_is_enough() {
    let page = Page::start(Server::of(&dist(), "/~you/teaching/lab/", ""), "sub-path", WIDE).await;
    page.go(&page.server.url("")).await;
    page.kept().await;
    build(&page).await;
    page.end().await;
}

#[tokio::test]
async fn github_pages_is_enough() {
    // What it sends: ten minutes for every file, reading for everybody, 404 for what is not there.
    let heads = "Cache-Control: max-age=600\r\nAccess-Control-Allow-Origin: *\r\n";
    let page = Page::start(Server::of(&dist(), "/feature-lab/", heads), "github", WIDE).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.kept().await;
    build(&page).await;
    page.end().await;
}

#[tokio::test]
async fn the_headers_file_hinders_nothing() {
    let file = fs::read_to_string(dist().join("_headers")).unwrap();
    let rule = |path: &str| {
        let lines = file.lines().skip_while(move |line| *line != path).skip(1);
        lines.take_while(|line| line.starts_with("  ")).map(|line| format!("{}\r\n", line.trim())).collect::<String>()
    };
    assert!(rule("/*").contains("Content-Security-Policy: default-src 'none'"), "{file}");
    assert!(rule("/files/*").contains("immutable"), "{file}");
    for path in ["/", "/index.html", "/offline.js"] {
        assert_eq!(rule(path), "Cache-Control: no-cache\r\n");
    }
    let page = Page::start(Server::of(&dist(), "/", &rule("/*")), "headers", WIDE).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.kept().await;
    build(&page).await;
    // What the service worker gives out has the host's headers too.
    let policy = "const done = arguments[arguments.length - 1];
        fetch('./').then(response => done(response.headers.get('X-Content-Type-Options')))";
    page.browser.refresh().await.unwrap();
    page.ready().await;
    assert_eq!(page.browser.execute_async(policy, vec![]).await.unwrap(), "nosniff");
    page.end().await;
}

#[tokio::test]
async fn plain_http_works_and_says_nothing() {
    let page = Page::start(Server::start(), "plain", WIDE).await;
    page.go(&format!("http://other.test:{}{FOLDER}#sample=tiny", page.server.port)).await;
    assert_eq!(page.script("return isSecureContext || 'serviceWorker' in navigator", vec![]).await, false);
    build(&page).await;
    assert_eq!(page.text("[role=alert]").await, "");
    page.end().await;
}

/// The frame of docs/hosting.md around an address.
fn frame(address: &str) -> String {
    let frame = blocks("html").join("\n");
    let written = frame.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let fragment = written.split('#').nth(1).unwrap();
    let frame = frame.replace(written, &format!("{address}#{fragment}"));
    format!("<!DOCTYPE html><html lang=en><title>Course</title><link rel=icon href=\"data:,\"><h1>Course</h1>{frame}")
}

async fn enter(page: &Page, outer: &str) {
    page.browser.goto(outer).await.unwrap();
    page.browser.enter_frame(0).await.unwrap();
    page.ready().await;
    build(page).await;
    assert_eq!(page.script("return document.documentElement.dataset.embed", vec![]).await, "1");
}

#[tokio::test]
async fn a_frame_on_the_same_host_is_enough() {
    let site = hosts::folder("frame");
    hosts::copy(&site.join("lab"));
    let page = Page::start(Server::of(&site, "/", ""), "frame", WIDE).await;
    fs::write(site.join("course.html"), frame("lab/")).unwrap();
    enter(&page, &page.server.url("course.html")).await;
    page.kept().await;
    page.end().await;
    fs::remove_dir_all(site).unwrap();
}

#[tokio::test]
async fn a_frame_on_another_host_is_enough() {
    let site = hosts::folder("foreign-frame");
    let outer = Server::of(&site, "/", "");
    let page = Page::start(Server::start(), "foreign-frame", WIDE).await;
    fs::write(site.join("course.html"), frame(&page.server.url(""))).unwrap();
    // Another site, and not only another port.
    enter(&page, &format!("http://localhost:{}/course.html", outer.port)).await;
    page.kept().await;
    page.end().await;
    fs::remove_dir_all(site).unwrap();
}

#[tokio::test]
async fn the_commands_of_the_page_do_what_it_says() {
    let site = hosts::folder("commands");
    let before = fs::read_to_string(dist().join("offline.js")).unwrap();
    let mut built = 0;
    let mut served = 0;
    for command in blocks("sh") {
        let words: Vec<&str> = command.split_whitespace().collect();
        match words.as_slice() {
            ["cargo", "xtask", "build"] if built > 0 => {}
            ["cargo", "xtask", "build"] => {
                let mut build = Command::new("cargo");
                // What this test's own cargo has set would build everything anew.
                for name in ["CARGO", "RUSTC", "RUSTFLAGS", "RUSTUP_TOOLCHAIN"] {
                    build.env_remove(name);
                }
                let done = build.args(&words[1..]).current_dir(project("")).output().unwrap();
                assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
                // The same sources give the same files: a second build is no new version.
                assert_eq!(fs::read_to_string(project("dist/offline.js")).unwrap(), before);
                built += 1;
            }
            ["python3", "-m", "http.server", "--directory", "dist", port] => {
                hosts::copy(&site.join("dist"));
                let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
                let host = Program::serve(&command.replace(port, &free.to_string()), &site, free);
                let page = Page::start(Server::start(), "python", WIDE).await;
                page.go(&format!("http://localhost:{free}/#sample=tiny")).await;
                page.kept().await;
                build(&page).await;
                page.end().await;
                drop(host);
                served += 1;
            }
            ["node", "static/build/offline.mjs", "dist"] => own_database(&site.join("dist")).await,
            _ => panic!("docs/hosting.md has a command that nobody tries: {command}"),
        }
    }
    assert_eq!((built, served), (1, 1));
    fs::remove_dir_all(site).unwrap();
}

/// A database in the page's folder opens without a network once the files are listed anew.
async fn own_database(dist: &std::path::Path) {
    hosts::copy(dist);
    super::database::make(dist, "course.db", super::database::COURSE);
    hosts::list(dist);
    let page = Page::start(Server::of(dist, FOLDER, ""), "own", WIDE).await;
    page.go(&page.server.url("#db=course.db")).await;
    page.kept().await;
    page.server.stop();
    page.browser.refresh().await.unwrap();
    page.ready().await;
    assert!(page.text("header").await.contains("course.db"), "{}", page.text("body").await);
    build(&page).await;
    page.end().await;
}

#[test]
fn the_links_of_the_page_are_understood() {
    for link in blocks("text") {
        let fragment = link.split_once('#').unwrap().1;
        let link = Link::parse(fragment);
        assert!(link.unknown.is_empty() && (link.origin.is_some() || link.lesson.is_some()), "{fragment}: {link:?}");
    }
}

#[test]
fn the_workflow_is_the_one_that_the_page_describes() {
    let workflow = fs::read_to_string(project(".github/workflows/pages.yml")).unwrap();
    let steps = [
        "name: publish\n",
        "branches: [main]",
        "workflow_dispatch:",
        "cargo xtask build",
        "actions/configure-pages@",
        "actions/upload-pages-artifact@",
        "path: dist\n",
        "pages: write",
        "id-token: write",
        "actions/deploy-pages@",
    ];
    for step in steps {
        assert!(workflow.contains(step), "{step:?} is missing");
    }
}
