//! Draws the Markdown of a lesson as elements; HTML of its author stays text.

use crate::lessons::format::markdown::{Block, Span, blocks};
use crate::ui::dom::{Element, el};

/// Draws Markdown text of a lesson.
pub(crate) fn prose(text: &str) -> Vec<Element> {
    blocks(text).into_iter().map(block).collect()
}

fn block(block: Block) -> Element {
    match block {
        // The page has larger headings of its own.
        Block::Heading(_, spans) => el("h4").children(spans.iter().map(span)),
        Block::Paragraph(spans) => el("p").children(spans.iter().map(span)),
        Block::List(numbered, items) => {
            let item = |spans: Vec<Span>| el("li").children(spans.iter().map(span));
            el(if numbered { "ol" } else { "ul" }).children(items.into_iter().map(item))
        }
        // A long line scrolls, also by the keyboard.
        Block::Code(_, code) => el("pre").attr("tabindex", "0").child(el("code").text(&code)),
    }
}

fn span(span: &Span) -> Element {
    match span {
        Span::Text(text) => el("span").text(text),
        Span::Emphasis(text) => el("em").text(text),
        Span::Strong(text) => el("strong").text(text),
        Span::Code(text) => el("code").text(text),
        Span::Link(text, address) => el("a").attr("href", address).attr("target", "_blank").text(text),
    }
}
