//! Chromium's driver and the browsers that it starts.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::error::ErrorStatus;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};

use super::waiting::poll;

/// A driver of its own, whose browsers have one profile.
pub struct Driver {
    process: Child,
    port: u16,
    capabilities: Capabilities,
}

impl Driver {
    /// Starts the driver. Its browsers have a profile and their downloads in a folder, a window of a size, and further
    /// Chromium preferences.
    pub fn start(folder: &Path, size: (u32, u32), more: Value) -> Self {
        let port = free_port();
        let driver = std::env::var("CHROMEDRIVER").expect("CHROMEDRIVER names the driver: cargo xtask test");
        let process = Command::new(driver).arg(format!("--port={port}")).stdout(Stdio::null()).spawn().unwrap();
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // A host that is no localhost, for what browsers and the lab's policy allow only there.
            "--host-resolver-rules=MAP other.test 127.0.0.1",
        ];
        let window = format!("--window-size={},{}", size.0, size.1);
        let profile = format!("--user-data-dir={}", folder.join("profile").display());
        let args: Vec<&str> = args.into_iter().chain([window.as_str(), profile.as_str()]).collect();
        let mut preferences = json!({
            "download.default_directory": folder,
            "download.prompt_for_download": false,
            // The browser asks whether a script is to be kept; nobody is there to say so.
            "safebrowsing.enabled": true,
        });
        preferences.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let capabilities: Capabilities = serde_json::from_value(json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": std::env::var("LAB_CHROME").unwrap(),
                "args": args,
                "prefs": preferences,
            },
            "goog:loggingPrefs": { "browser": "ALL" },
            "unhandledPromptBehavior": "accept",
        }))
        .unwrap();
        Self { process, port, capabilities }
    }

    /// Starts a browser.
    pub async fn connect(&self) -> Client {
        let address = format!("http://127.0.0.1:{}", self.port);
        let start = async || {
            let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
            match builder.capabilities(self.capabilities.clone()).connect(&address).await {
                Ok(client) => Some(client),
                Err(fantoccini::error::NewSessionError::SessionNotCreated(error))
                    if error.error == ErrorStatus::SessionNotCreated =>
                {
                    panic!("{error:?}")
                }
                Err(_) => None,
            }
        };
        poll(Duration::from_secs(30), start).await.expect("the driver answers")
    }

    /// The id of the driver's process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Kills the browser and all of its processes.
    pub fn kill_browser(&self) {
        let family = descendants(self.id());
        assert!(family.len() > 2, "the browser's processes are not found: {family:?}");
        let ids = family.iter().map(u32::to_string);
        let killed = Command::new("kill").arg("-KILL").args(ids).stderr(Stdio::null()).status();
        // Some may have ended with others.
        let _ = killed.unwrap();
    }

    /// Ends the browsers, which would outlive their driver after a failed journey, and the driver.
    pub fn end(&mut self) {
        shut_down(self.port);
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The browser's console, which chromedriver keeps.
#[derive(Debug)]
pub struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }
    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(r#"{"type":"browser"}"#.to_owned()))
    }
}

/// A command for Chromium's developer tools, which chromedriver passes on.
#[derive(Debug)]
pub struct Tools(pub &'static str, pub Value);

impl WebDriverCompatibleCommand for Tools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }
    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}

/// The descendants of a process.
fn descendants(ancestor: u32) -> Vec<u32> {
    let parent = |id: u32| -> Option<u32> {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
    };
    let all: Vec<u32> =
        std::fs::read_dir("/proc").unwrap().filter_map(|it| it.ok()?.file_name().to_str()?.parse().ok()).collect();
    let mut family = vec![ancestor];
    let mut at = 0;
    while let Some(&id) = family.get(at) {
        family.extend(all.iter().filter(|child| parent(**child) == Some(id)));
        at += 1;
    }
    family.split_off(1)
}

/// Makes the driver end its browsers, which would outlive it after a failed journey, and waits for that.
fn shut_down(port: u16) {
    let Ok(mut driver) = TcpStream::connect(("127.0.0.1", port)) else { return };
    let asked = driver.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    // A driver that does not answer is killed next.
    let _ = driver.set_read_timeout(Some(Duration::from_secs(10)));
    let _ = asked.and_then(|()| driver.read_to_end(&mut Vec::new()));
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
