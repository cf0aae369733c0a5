//! The page in Chromium (WebDriver): opening it, finding elements by role and name, and checking for errors at the end.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::driver::{ConsoleLog, Driver, Tools};
use super::server::Server;
use super::waiting::poll;

/// A browser with the lab open in it.
pub struct Page {
    pub browser: Client,
    pub server: Server,
    pub folder: PathBuf,
    /// The timeout for one action of the lab.
    pub patience: Duration,
    /// `true` once the browser's log was checked, or the test has said why not.
    is_ended: Cell<bool>,
    driver: Driver,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.driver.end();
        let _ = std::fs::remove_dir_all(&self.folder);
        // A journey that failed has its own message.
        assert!(self.is_ended.get() || std::thread::panicking(), "a journey ends with Page::end, end_with or close");
    }
}

/// The index of the first of some elements that is on show, in the middle of the window; if none is, opens the tab or menu of
/// the first and returns nothing.
const SHOW_ONE: &str = "
    const [all] = arguments;
    if (!all.length) return null;
    const at = all.findIndex(element => element.offsetParent !== null);
    if (at >= 0) {
        all[at].scrollIntoView({ block: 'center' });
        return at;
    }
    const panel = all[0].closest('[role=tabpanel][hidden]');
    if (panel) document.getElementById(panel.getAttribute('aria-labelledby')).click();
    all[0].closest('[popover]:not(:popover-open)')?.showPopover();
    const fold = all[0].closest('details:not([open])');
    if (fold) fold.open = true;
    return null;";

impl Page {
    /// Opens the lab with a fragment, in a window of a size, and waits until it can be used.
    pub async fn open(name: &str, fragment: &str, size: (u32, u32)) -> Self {
        let page = Self::start(Server::start(), name, size).await;
        page.go(&page.server.url(fragment)).await;
        page.drawn().await;
        page
    }

    /// Waits until the tabs that nobody has seen yet are drawn, too.
    pub async fn drawn(&self) {
        self.until("all tabs", "return [...document.querySelectorAll('.area')].every(area => area.firstElementChild)")
            .await;
    }

    /// Starts a browser that has not been anywhere yet.
    pub async fn start(server: Server, name: &str, size: (u32, u32)) -> Self {
        Self::start_with(server, name, size, json!({})).await
    }

    /// Starts a browser with further Chromium preferences.
    pub async fn start_with(server: Server, name: &str, size: (u32, u32), more: Value) -> Self {
        let folder = std::env::temp_dir().join(format!("feature-lab-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let driver = Driver::start(&folder, size, more);
        let browser = driver.connect().await;
        Self { browser, server, folder, patience: Duration::from_secs(120), is_ended: Cell::new(false), driver }
    }

    /// Goes to an address of the lab, and waits until it can be used.
    pub async fn go(&self, url: &str) {
        self.browser.goto(url).await.unwrap();
        self.ready().await;
    }

    /// Closes the browser and starts it again with the same profile.
    pub async fn restart(&mut self) {
        self.browser.clone().close().await.unwrap();
        self.browser = self.driver.connect().await;
    }

    /// Kills the browser and all of its processes, and starts it again with the same profile.
    pub async fn kill(&mut self) {
        self.driver.kill_browser();
        self.browser = self.driver.connect().await;
    }

    /// Reloads the page, and waits until it can be used.
    pub async fn reload(&self) {
        self.browser.refresh().await.unwrap();
        self.ready().await;
    }

    /// Gives a command to Chromium's developer tools.
    pub async fn tools(&self, command: &'static str, parameters: Value) -> Value {
        self.browser.issue_cmd(Tools(command, parameters)).await.unwrap()
    }

    /// Milliseconds from the navigation until the page could be used.
    pub async fn start_time(&self) -> f64 {
        let script = "return performance.getEntriesByName('lab:start')[0].duration";
        self.script(script, vec![]).await.as_f64().unwrap()
    }

    /// Waits until the browser has stored all files for a visit without a network.
    pub async fn kept(&self) {
        let kept = "globalThis.labKept = globalThis.labKept ?? false;
            caches.match('lessons/week1-day2/lesson.md').then(file => { globalThis.labKept = !!file });
            return globalThis.labKept && !!navigator.serviceWorker.controller";
        self.until("the lab to be kept", kept).await;
    }

    /// The process whose descendants are the browser.
    pub fn driver_id(&self) -> u32 {
        self.driver.id()
    }

    pub async fn script(&self, script: &str, args: Vec<Value>) -> Value {
        self.browser.execute(script, args).await.unwrap()
    }

    /// Waits until the lab is idle.
    pub async fn ready(&self) {
        self.until("the lab to be ready", "return document.documentElement.dataset.state === 'ready'").await;
    }

    pub async fn until(&self, what: &str, script: &str) {
        let holds = async || (self.script(script, vec![]).await == Value::Bool(true)).then_some(());
        if poll(self.patience, holds).await.is_none() {
            panic!("waited in vain for {what}: {}", self.text("body").await);
        }
    }

    /// Presses the button with this name, and waits until the lab is idle again.
    pub async fn press(&self, name: &str) {
        let path = format!("//button[normalize-space()=\"{name}\"]");
        // The tab or menu in which it is hidden is opened first, as a person does.
        let shown = poll(self.patience, async || {
            let buttons = self.browser.find_all(Locator::XPath(&path)).await.unwrap();
            let at = self.script(SHOW_ONE, vec![serde_json::to_value(&buttons).unwrap()]).await.as_u64()?;
            let button = buttons.into_iter().nth(usize::try_from(at).unwrap())?;
            // The page may draw it anew at this moment.
            match button.click().await {
                Err(error) if error.is_stale_element_reference() || error.is_element_not_interactable() => None,
                clicked => Some(clicked),
            }
        });
        shown.await.expect(name).unwrap();
        self.ready().await;
    }

    /// Chooses the tab of an area, and waits until the area is on show.
    pub async fn show(&self, area: &str) {
        let id = format!("area-{}", area.to_lowercase());
        self.script("document.getElementById(arguments[0]).click()", vec![format!("{id}-tab").into()]).await;
        self.until(area, &format!("return !document.getElementById('{id}').hidden")).await;
    }

    /// Presses keys together on the focused element.
    pub async fn keys(&self, keys: &[char]) {
        let down = keys.iter().map(|key| KeyAction::Down { value: *key });
        let up = keys.iter().rev().map(|key| KeyAction::Up { value: *key });
        let actions = down.chain(up).fold(KeyActions::new("keys".to_owned()), KeyActions::then);
        self.browser.perform_actions(actions).await.unwrap();
    }

    /// Gives files to the file picker, and waits until the lab is idle again.
    pub async fn pick(&self, files: &[&Path]) {
        self.start_picking(files).await;
        self.ready().await;
    }

    /// Gives files to the file picker.
    pub async fn start_picking(&self, files: &[&Path]) {
        self.choose("header input[type=file]", files).await;
    }

    /// Gives files to a file field.
    pub async fn choose(&self, selector: &str, files: &[&Path]) {
        let list: Vec<String> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
        let list = list.join("\n");
        let given = poll(self.patience, async || {
            let input = self.browser.find(Locator::Css(selector)).await.unwrap();
            match input.send_keys(&list).await {
                // The page may draw it anew at this moment.
                Err(error) if error.is_stale_element_reference() => None,
                given => Some(given),
            }
        });
        given.await.expect(selector).unwrap();
    }

    /// Drops a file on the page.
    pub async fn drop_file(&self, name: &str, bytes: &[u8]) {
        let script = "const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(arguments[1])], arguments[0]));
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
        self.script(script, vec![name.into(), bytes.to_vec().into()]).await;
        self.ready().await;
    }

    /// Sets the as-of field.
    pub async fn set_as_of(&self, as_of: &str) {
        self.drawn().await;
        let script = "const field = document.getElementById('as-of'); field.value = arguments[0];
            field.dispatchEvent(new Event('input', { bubbles: true }));";
        self.script(script, vec![as_of.into()]).await;
    }

    /// The rows of the results table that is on show, cells joined by `|`.
    pub async fn rows(&self) -> Vec<String> {
        let script = "const tables = [...document.querySelectorAll('table[aria-label=Results]')];
            const table = tables.find(table => table.offsetParent !== null);
            return [...table?.tBodies[0].rows ?? []].map(row => [...row.cells].map(cell => cell.textContent).join('|'))";
        serde_json::from_value(self.script(script, vec![]).await).unwrap()
    }

    /// Chooses one of several results by its number in the list of results on show.
    pub async fn choose_result(&self, number: usize) {
        let script =
            "const list = [...document.querySelectorAll('.result-list')].find(list => list.offsetParent !== null);
            list.querySelectorAll('.result-line')[arguments[0] - 1].click()";
        self.script(script, vec![number.into()]).await;
    }

    pub async fn text(&self, selector: &str) -> String {
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText).join('\\n')";
        self.script(script, vec![selector.into()]).await.as_str().unwrap().to_owned()
    }

    /// Downloads the database and returns the file's path once it is complete.
    pub async fn download(&self, name: &str) -> PathBuf {
        self.save("Download database", name).await
    }

    /// Presses a button that downloads a file of this name, and returns its path once it is complete.
    pub async fn save(&self, button: &str, name: &str) -> PathBuf {
        self.press(button).await;
        let file = self.folder.join(name);
        let part = self.folder.join(format!("{name}.crdownload"));
        if poll(self.patience, async || (file.exists() && !part.exists()).then_some(())).await.is_none() {
            panic!("{name} was not saved: {}", self.text("body").await);
        }
        file
    }

    /// Ends a journey; fails if the console has a message, a file was missing, or another host was asked.
    pub async fn end(self) {
        self.end_with(&[]).await;
    }

    /// Ends a journey with expected errors: the console, the list of missing files and the list of requests to other
    /// hosts may have only lines that contain one of `expected`.
    pub async fn end_with(self, expected: &[&str]) {
        self.is_ended.set(true);
        let is_expected = |line: &str| expected.iter().any(|expected| line.contains(expected));
        let log = self.browser.issue_cmd(ConsoleLog).await.unwrap();
        let log = log.as_array().unwrap().iter().filter(|entry| entry["level"] == "SEVERE").map(Value::to_string);
        let errors: Vec<String> = log.filter(|line| !is_expected(line)).collect();
        assert!(errors.is_empty(), "the console has errors: {errors:?}");
        let missing: Vec<_> =
            self.server.hits().into_iter().filter(|hit| !hit.found && !is_expected(&hit.path)).collect();
        assert!(missing.is_empty(), "files are missing: {missing:?}");
        let script = "return performance.getEntriesByType('resource').map(entry => entry.name)
            .filter(name => !name.startsWith(location.origin) && !name.startsWith('blob:') && !name.startsWith('data:'))";
        let foreign: Vec<String> = serde_json::from_value(self.script(script, vec![]).await).unwrap();
        let foreign: Vec<String> = foreign.into_iter().filter(|name| !is_expected(name)).collect();
        assert!(foreign.is_empty(), "requests to other origins: {foreign:?}");
        self.leave().await;
    }

    /// Ends a journey without checking the browser's log.
    pub async fn close(self) {
        self.is_ended.set(true);
        self.leave().await;
    }

    /// Closes the browser. One that is slow to end says nothing about the page; its driver ends it with this process.
    async fn leave(&self) {
        if let Err(error) = self.browser.clone().close().await {
            println!("the browser did not end in order: {error}");
        }
    }
}
