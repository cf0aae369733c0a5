//! Templates of texts, with places in double braces.

/// Replaces each `{{NAME}}` of a template.
pub(crate) fn fill_in(template: &str, places: &[(&str, String)]) -> String {
    let mut rest = template;
    let mut written = String::new();
    while let Some((before, after)) = rest.split_once("{{") {
        written += before;
        let Some((name, tail)) = after.split_once("}}") else { break };
        let place = places.iter().find(|(known, _)| known.trim_end() == name);
        match place {
            // A place of whole lines takes its line end with it.
            Some((known, text)) if known.ends_with('\n') => {
                written += text;
                rest = tail.strip_prefix('\n').unwrap_or(tail);
            }
            Some((_, text)) => {
                written += text;
                rest = tail;
            }
            None => {
                written += &format!("{{{{{name}}}}}");
                rest = tail;
            }
        }
    }
    written + rest
}
