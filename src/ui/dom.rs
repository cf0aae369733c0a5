//! The elements of the page: plain calls create them, and effects update what depends on signals.
//!
//! Leptos' own views are types: every nesting of elements is compiled again, which was half of the program that a first
//! load fetches. Here every element has the same type, and closures are boxed before they are used. Signals, effects
//! and their owners are Leptos'.

use crate::base::visible::{cut, visible};
use crate::ui::signals::*;
use std::borrow::Cow;
use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Event, Node};

/// An element of the page. Clones are the same element.
#[derive(Clone)]
pub(crate) struct Element(web_sys::Element);

/// Ignores the error of a DOM call. The browser refuses only malformed names, and the names here are in the sources.
fn ignore_dom_error<T>(outcome: std::result::Result<T, JsValue>) {
    drop(outcome);
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Creates an element with a tag name.
pub(crate) fn el(tag: &str) -> Element {
    let made = document().and_then(|document| document.create_element(tag).ok());
    // A page always has a document; without one the element is a plain object that is never shown.
    Element(made.unwrap_or_else(|| js_sys::Object::new().unchecked_into()))
}

impl Element {
    /// Sets an attribute.
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        ignore_dom_error(self.0.set_attribute(name, value));
        self
    }

    /// Sets the class names.
    pub(crate) fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets an attribute, again whenever the signals change that `value` reads; `None` removes it.
    pub(crate) fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.attr_of_boxed(name, Box::new(value))
    }

    fn attr_of_boxed(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.0.clone();
        effect(Box::new(move || {
            ignore_dom_error(match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            });
        }));
        self
    }

    /// Sets an attribute to `1` while a condition holds.
    pub(crate) fn mark(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.attr_of(name, move || holds().then(|| "1".to_owned()))
    }

    /// Sets an attribute to `true` or `false`, as ARIA writes them, while a condition holds or does not.
    pub(crate) fn aria_bool(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.attr_of(name, move || Some(holds().to_string()))
    }

    /// Sets a property, such as the `value` of a field, again whenever the signals change that `value` reads.
    pub(crate) fn prop_of<V: Into<JsValue>>(self, name: &'static str, value: impl Fn() -> V + 'static) -> Self {
        let element = self.0.clone();
        effect(Box::new(move || ignore_dom_error(js_sys::Reflect::set(&element, &name.into(), &value().into()))));
        self
    }

    /// Adds an event listener.
    pub(crate) fn on(self, event: &str, listener: impl Fn(Event) + 'static) -> Self {
        self.on_boxed(event, Box::new(listener))
    }

    fn on_boxed(self, event: &str, listener: Box<dyn Fn(Event)>) -> Self {
        let listener = Closure::wrap(listener).into_js_value();
        ignore_dom_error(self.0.add_event_listener_with_callback(event, listener.unchecked_ref()));
        self
    }

    /// Calls `act` when the element is clicked or pressed by key.
    pub(crate) fn pressed(self, act: impl Fn() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// Appends text, with what is invisible in it written out.
    pub(crate) fn text(self, text: &str) -> Self {
        if let Some(document) = document() {
            ignore_dom_error(self.0.append_child(&document.create_text_node(&self.visible(text))));
        }
        self
    }

    /// Appends a name; a long one is cut, and whole in the title.
    pub(crate) fn name(self, name: &str) -> Self {
        match cut(name) {
            Some(short) => self.attr("title", &visible(name)).text(&short),
            None => self.text(name),
        }
    }

    /// Writes text as this element shows it. What is code can be copied from the page, so it stays as it is.
    fn visible<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match visible(text) {
            Cow::Owned(_) if self.0.tag_name() == "PRE" => Cow::Borrowed(text),
            shown => shown,
        }
    }

    /// Appends text that is set again whenever the signals change that `text` reads.
    pub(crate) fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        self.text_of_boxed(Box::new(text))
    }

    fn text_of_boxed(self, text: Box<dyn Fn() -> String>) -> Self {
        let Some(node) = document().map(|document| document.create_text_node("")) else { return self };
        ignore_dom_error(self.0.append_child(&node));
        let element = self.clone();
        effect(Box::new(move || node.set_data(&element.visible(&text()))));
        self
    }

    /// Appends an element.
    pub(crate) fn child(self, child: Element) -> Self {
        ignore_dom_error(self.0.append_child(&child.0));
        self
    }

    /// Appends elements.
    pub(crate) fn children(self, children: impl IntoIterator<Item = Element>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Appends elements that are replaced whenever the signals change that `make` reads.
    pub(crate) fn dynamic<I: IntoIterator<Item = Element>>(self, make: impl Fn() -> I + 'static) -> Self {
        self.dynamic_boxed(Box::new(move || make().into_iter().collect()))
    }

    fn dynamic_boxed(self, make: Box<dyn Fn() -> Vec<Element>>) -> Self {
        let Some(end) = document().map(|document| Node::from(document.create_text_node(""))) else { return self };
        ignore_dom_error(self.0.append_child(&end));
        let parent = self.0.clone();
        let shown = RefCell::new(Vec::<Element>::new());
        effect(Box::new(move || {
            let gone = shown.replace(make());
            gone.iter().for_each(|element| element.0.remove());
            for element in &*shown.borrow() {
                ignore_dom_error(parent.insert_before(&element.0, Some(&end)));
            }
        }));
        self
    }

    /// Appends an element for each item, in order. The elements of items that stay equal stay as they are.
    pub(crate) fn keyed_list<T: PartialEq + Clone + 'static>(
        self,
        items: impl Fn() -> Vec<T> + 'static,
        make: impl Fn(T) -> Element + 'static,
    ) -> Self {
        self.keyed_list_boxed(Box::new(items), Box::new(make))
    }

    fn keyed_list_boxed<T: PartialEq + Clone + 'static>(
        self,
        items: Box<dyn Fn() -> Vec<T>>,
        make: Box<dyn Fn(T) -> Element>,
    ) -> Self {
        let parent = self.0.clone();
        let owner = Owner::current().unwrap_or_default();
        let shown = RefCell::new(Vec::<(T, Element, Owner)>::new());
        effect(Box::new(move || {
            let mut before = shown.take();
            let mut in_place = true;
            for item in items() {
                let known = before.iter().position(|(known, ..)| *known == item);
                in_place &= known == Some(0);
                let one = known.map(|at| before.remove(at)).unwrap_or_else(|| {
                    let owner = owner.child();
                    let element = owner.with(|| untrack(|| make(item.clone())));
                    (item, element, owner)
                });
                // An element that is moved would lose the focus.
                if !in_place {
                    ignore_dom_error(parent.append_child(&one.1.0));
                }
                shown.borrow_mut().push(one);
            }
            for (_, element, owner) in before {
                element.0.remove();
                owner.cleanup();
            }
        }));
        self
    }

    /// The browser's own element, if it is of type `T`.
    pub(crate) fn raw<T: JsCast>(&self) -> Option<&T> {
        self.0.dyn_ref()
    }
}

/// The value of the field that an event came from.
pub(crate) fn value_of(event: &Event) -> String {
    let value = event.target().and_then(|target| js_sys::Reflect::get(&target, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// Runs `act` now, and again whenever a signal changes that it read, until its owner is dropped.
pub(crate) fn effect(act: Box<dyn Fn()>) {
    // Kept by the owner, and dropped with it.
    StoredValue::new_local(RenderEffect::new(move |_| act()));
}

/// Appends elements to an element of `index.html`.
pub(crate) fn fill(place: &web_sys::Element, elements: impl IntoIterator<Item = Element>) {
    Element(place.clone()).children(elements);
}
