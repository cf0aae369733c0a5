//! Labelled form fields with a note below them, and drop-down fields (`Choice`).

use std::rc::Rc;

use crate::ui::dom::{Element, el, value_of};

/// Pairs of an option's value and its text.
pub(crate) type Names = Vec<(String, String)>;

/// A labelled drop-down field (`<select>`).
pub(crate) struct Choice {
    /// The accessible name, fixed by page.md.
    pub(crate) label: &'static str,
    /// The id of the control; its note has it with `-note`.
    pub(crate) id: &'static str,
    /// The options.
    pub(crate) options: Box<dyn Fn() -> Names>,
    /// The value of the chosen option; empty if none is chosen.
    pub(crate) value: Rc<dyn Fn() -> String>,
    /// The text of the empty option; without one it is offered only while nothing is chosen.
    pub(crate) none: Option<&'static str>,
    /// The text of the empty option while nothing is chosen and something has to be.
    pub(crate) choose: &'static str,
    /// The reason why something has to be chosen, or what follows from the choice.
    pub(crate) note: Rc<dyn Fn() -> Option<String>>,
    /// Returns `true` while the field needs an answer; it is marked as invalid then.
    pub(crate) asks: Rc<dyn Fn() -> bool>,
    /// Called with the value of the newly chosen option.
    pub(crate) choice: Box<dyn Fn(String)>,
}

impl Choice {
    /// A drop-down field with fixed options and without a note.
    pub(crate) fn among(
        label: &'static str,
        id: &'static str,
        options: impl IntoIterator<Item = (&'static str, &'static str)>,
        value: impl Fn() -> String + 'static,
        choice: impl Fn(String) + 'static,
    ) -> Self {
        let options: Names = options.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        Self {
            label,
            id,
            options: Box::new(move || options.clone()),
            value: Rc::new(value),
            none: None,
            choose: "",
            note: Rc::new(|| None),
            asks: Rc::new(|| false),
            choice: Box::new(choice),
        }
    }

    /// Draws the field with its label and note.
    pub(crate) fn view(self) -> Element {
        let Self { label, id, options, value, none, choose, note, asks, choice } = self;
        let note_id = format!("{id}-note");
        let (described, says) = (note_id.clone(), Rc::clone(&note));
        let (asks_too, none_chosen, chosen) = (Rc::clone(&asks), Rc::clone(&value), value);
        let option = move |name: String, text: &str| {
            let (chosen, this) = (Rc::clone(&chosen), name.clone());
            el("option").attr("value", &name).name(text).prop_of("selected", move || chosen() == this)
        };
        let offered = move || {
            let empty = none.or_else(|| none_chosen().is_empty().then_some(choose));
            let first = empty.map(|text| option(String::new(), text));
            first.into_iter().chain(options().into_iter().map(|(name, text)| option(name, &text))).collect::<Vec<_>>()
        };
        let select = el("select")
            .attr("id", id)
            .class("input")
            .attr_of("aria-describedby", move || says().map(|_| described.clone()))
            .attr_of("aria-invalid", move || asks().then(|| "true".to_owned()))
            .on("change", move |event| choice(value_of(&event)))
            .dynamic(offered);
        field(label, id, select, move || asks_too())
            .dynamic(move || note().map(|text| el("p").class("note").attr("id", &note_id).text(&text)))
    }
}

/// A control below its label.
pub(crate) fn field(label: &str, id: &str, control: Element, asks: impl Fn() -> bool + 'static) -> Element {
    let label = el("label").attr("for", id).text(label);
    el("div").class("field").mark("data-asks", asks).child(label).child(control)
}
