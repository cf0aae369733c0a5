//! The document and window: attributes of `<html>`, the address bar, the clipboard, the focus, memory.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn root() -> Option<Element> {
    window()?.document()?.document_element()
}

/// Sets an attribute of `<html>`, which style sheets and tests read.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = root() {
        // Only a malformed name is refused, and the names are ours.
        let _ = root.set_attribute(name, value);
    }
}

/// Removes an attribute of `<html>`.
pub fn remove_root(name: &str) {
    if let Some(root) = root() {
        // Only a malformed name is refused, and the names are ours.
        let _ = root.remove_attribute(name);
    }
}

/// Sets a variable of the style sheet for the whole page, or removes it.
pub fn set_root_style(name: &str, value: Option<&str>) {
    let Some(root) = root().and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    // A browser ignores a value that it does not understand.
    let _ = match value {
        Some(value) => root.style().set_property(name, value),
        None => root.style().remove_property(name).map(|_| ()),
    };
}

/// Returns the width with its border, and the height without, of the first element that a selector finds, in CSS pixels.
pub fn size_of(selector: &str) -> Option<(i32, i32)> {
    let element = window()?.document()?.query_selector(selector).ok()??;
    let element = element.dyn_into::<HtmlElement>().ok()?;
    Some((element.offset_width(), element.client_height()))
}

/// Closes a menu (an element with `popover`) that may be open.
pub fn close_popover(id: &str) {
    tell_popover(id, "hidePopover");
}

/// Opens a menu (an element with `popover`) that may be closed.
pub fn open_popover(id: &str) {
    tell_popover(id, "showPopover");
}

fn tell_popover(id: &str, method: &str) {
    let Some(menu) = element(id) else { return };
    if let Ok(act) = js_sys::Reflect::get(&menu, &method.into())
        && let Some(act) = act.dyn_ref::<js_sys::Function>()
    {
        // One that is as wanted already is left alone.
        let _ = act.call0(&menu);
    }
}

/// Sets the title of the browser's tab.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Returns an attribute of `<html>`.
pub fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Returns the content of the page's `<meta name=… content=…>`.
pub fn meta(name: &str) -> Option<String> {
    window()?.document()?.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}

/// Returns the version of a published page; `None` during development.
pub fn version() -> Option<String> {
    meta("lab-version").filter(|version| !version.is_empty())
}

/// Reloads the page.
pub fn reload() {
    if let Some(window) = window() {
        // A page may always load itself.
        let _ = window.location().reload();
    }
}

/// Says whether the browser knows that it has no network; it may have none without knowing.
pub fn is_offline() -> bool {
    window().is_some_and(|window| !window.navigator().on_line())
}

/// Returns the fragment of the page's address, with its `#` if there is one.
pub fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Returns the page's address without its fragment.
pub fn address() -> String {
    let address = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Makes an address absolute, as for a link on this page; `None` if it is no address.
pub fn absolute(address: &str) -> Option<String> {
    let base = window()?.document()?.base_uri().ok()??;
    Some(web_sys::Url::new_with_base(address, &base).ok()?.href())
}

/// Splits an address into scheme, user, password, host, port, path, query and fragment, each still percent-encoded.
pub fn split_address(address: &str) -> Option<[String; 8]> {
    let url = web_sys::Url::new(address).ok()?;
    let without = |text: String, mark| text.strip_prefix(mark).map_or_else(|| text.clone(), str::to_owned);
    let scheme = url.protocol().trim_end_matches(':').to_owned();
    let (query, fragment) = (without(url.search(), '?'), without(url.hash(), '#'));
    Some([scheme, url.username(), url.password(), url.hostname(), url.port(), url.pathname(), query, fragment])
}

/// Sets the fragment in the address bar without an event.
pub fn set_fragment(fragment: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // Refused in some frames; the link was copied all the same.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// Copies text; `false` if the browser forbids it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Browsers leave the clipboard out on pages without https.
    if js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).is_ok_and(|value| value.is_undefined()) {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// Says whether the system asks for dark colours.
pub fn prefers_dark() -> bool {
    let query = window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok()).flatten();
    query.is_some_and(|query| query.matches())
}

/// Calls `hear` with the answer to a media query, now and whenever it changes, until the page is closed.
pub fn follow_media(query: &str, hear: impl Fn(bool) + 'static) {
    let Some(query) = window().and_then(|window| window.match_media(query).ok()).flatten() else { return };
    hear(query.matches());
    let asked = query.clone();
    let hear = Closure::<dyn Fn()>::new(move || hear(asked.matches()));
    query.set_onchange(Some(hear.into_js_value().unchecked_ref()));
}

/// Moves the focus to the next of the elements that a selector finds and that are on show, or to the one before: after or
/// before the one that has the focus, in a circle.
pub fn focus_next(selector: &str, backwards: bool) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let Ok(found) = document.query_selector_all(selector) else { return };
    let elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
    let elements: Vec<HtmlElement> = elements.filter(|element| element.offset_parent().is_some()).collect();
    let active = document.active_element();
    let has_focus = |element: &HtmlElement| active.as_ref().is_some_and(|active| element.contains(Some(active)));
    let count = elements.len();
    let at = match (elements.iter().rposition(has_focus), backwards) {
        (None, false) => 0,
        (None, true) => count.saturating_sub(1),
        (Some(at), false) => (at + 1) % count,
        (Some(at), true) => (at + count - 1) % count,
    };
    if let Some(element) = elements.get(at) {
        // What cannot have the focus is left alone.
        let _ = element.focus();
    }
}

/// Scrolls an element into view if it is out of it.
pub fn reveal(id: &str) {
    if let Some(element) = element(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Replaces the text of a text area as if it was typed: the area gets the focus, and undo works. Returns `false` if the
/// browser cannot do that.
pub fn type_in(id: &str, text: &str) -> bool {
    let area = element(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    area.is_some_and(|area| {
        // Without the focus, the command fails and says so.
        let _ = area.focus();
        area.select();
        exec_command("insertText", false, text)
    })
}

/// Opens a disclosure (`<details>`).
pub fn unfold(id: &str) {
    if let Some(element) = element(id) {
        // Every element takes this attribute.
        let _ = element.set_attribute("open", "");
    }
}

/// Moves the focus to an element.
pub fn focus(id: &str) {
    if let Some(element) = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // What cannot have the focus is left alone.
        let _ = element.focus();
    }
}

/// Returns the text of an input field.
pub fn value(id: &str) -> Option<String> {
    Some(element(id)?.dyn_into::<web_sys::HtmlInputElement>().ok()?.value())
}

/// Removes everything from an element.
pub fn clear(id: &str) {
    if let Some(element) = element(id) {
        element.replace_children_with_node_0();
    }
}

/// Returns the element with an id.
pub fn element(id: &str) -> Option<Element> {
    window()?.document()?.get_element_by_id(id)
}

/// Returns the machine's memory in GB as the browser reports it (rounded, at most 8); `None` if it does not.
pub fn memory() -> Option<f64> {
    js_sys::Reflect::get(&window()?.navigator(), &"deviceMemory".into()).ok()?.as_f64()
}

/// Calls `hear` for every event of this name on the window, until the page is closed.
pub fn on_window<E: JsCast + 'static>(name: &str, hear: impl Fn(E) + 'static) {
    let hear = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| hear(event.unchecked_into()));
    if let Some(window) = window() {
        // The browser knows every name that the lab listens to; at worst nothing is heard.
        let _ = window.add_event_listener_with_callback(name, hear.into_js_value().unchecked_ref());
    }
}

#[wasm_bindgen]
extern "C" {
    /// Asks the browser not to delete the lab's storage when the disk runs short; it may ask the person. Throws if
    /// nothing can be stored. The answer is ignored, because nothing could be done about it.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "storage"])]
    pub fn persist() -> Result<JsValue, JsValue>;
    /// The deprecated `execCommand`, which is the only way to change a text area with undo.
    #[wasm_bindgen(js_namespace = document, js_name = execCommand)]
    fn exec_command(name: &str, shows: bool, value: &str) -> bool;
}

/// Formats a time in milliseconds since 1970 as day, month, year, hours and minutes, in local time.
pub fn moment(ms: f64) -> String {
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A plain object takes every property.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    js_sys::Date::new(&ms.into()).to_locale_string("en-GB", &options).into()
}
