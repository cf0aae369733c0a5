//! Sentences for people stand in `src/words` only, so that a translation is a second set of its files.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, LitStr, Macro};

use super::{Source, sources};

/// The files that may have sentences all the same, with the reason.
const ELSEWHERE: [(&str, &str); 2] = [
    ("src/features/definitions/", "the formula of a feature is part of its definition, and goes into every export"),
    ("src/lib.rs", "the native program has no page: it says so and ends"),
];

/// The first words of SQL.
const SQL: [&str; 7] = ["SELECT", "CREATE", "INSERT", "UPDATE", "DELETE", "PRAGMA", "CASE"];

#[test]
fn sentences_for_people_stand_in_words_only() {
    let mut found = Vec::new();
    for Source { path, text, .. } in sources("src") {
        if path.starts_with("src/words/") || ELSEWHERE.iter().any(|(folder, _)| path.starts_with(folder)) {
            continue;
        }
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut texts = Texts(Vec::new());
        texts.visit_file(&parsed);
        let sentences = texts.0.into_iter().filter(|(text, _)| is_sentence(text));
        found.extend(sentences.map(|(text, line)| format!("{path}:{line} {text:?}")));
    }
    assert!(found.is_empty(), "put it into a file of src/words, and its facts where it is:\n{}", found.join("\n"));
}

#[test]
fn a_sentence_is_told_from_sql_names_and_codes() {
    for text in [
        "The file is empty.",
        "Open it.",
        "{} in {time} cannot be read.",
        "“{name}” is not chosen yet",
        "Press Run, then Check.",
        "set Match keys to “Normalised”.",
        "No key would match better if white space were ignored",
    ] {
        assert!(is_sentence(text), "{text}");
    }
    for text in [
        "SELECT count(*) FROM main.sqlite_schema",
        "CREATE VIEW {} AS\nSELECT *\nFROM {};",
        "PRAGMA main.integrity_check({n})",
        "seconds since 1970",
        "a message that is no array",
        "no such column: ",
        "BEGIN IMMEDIATE",
        "SQLite format 3\0",
        "julianday(later) - julianday(earlier)",
        "INSERT INTO {} SELECT l.* FROM l",
        "button plain small",
        ".tables [PATTERN]",
        "%Y-%m-%d",
        "{column} = {value}",
    ] {
        assert!(!is_sentence(text), "{text}");
    }
}

/// Says whether people would read a text as a sentence: three words or more that begin with a capital or a quote, or two
/// words or more that end like a sentence. A first word in capitals alone is SQL.
fn is_sentence(text: &str) -> bool {
    let plain = |word: &&str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let letters = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
    let words: Vec<&str> = text.split_whitespace().filter(plain).collect();
    let is_sql = words.iter().any(|word| letters(word).len() > 2 && letters(word).to_uppercase() == letters(word));
    let lower = words.iter().filter(|word| letters(word).chars().skip(1).all(char::is_lowercase)).count();
    let begins = text.starts_with(|letter: char| letter.is_uppercase() || letter == '“');
    let ends = text.trim_end().ends_with(['.', '!', '?']) && words.len() >= 2;
    let is_sql = words.first().is_some_and(|first| SQL.contains(first)) || is_sql && lower < 4;
    !is_sql && (begins && lower >= 3 || ends && lower >= 2)
}

/// The texts of a file outside of tests and attributes, with their lines.
struct Texts(Vec<(String, usize)>);

impl Texts {
    fn add(&mut self, text: &LitStr) {
        self.0.push((text.value(), text.span().start().line));
    }

    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut is_attribute = false;
        for token in tokens {
            match &token {
                TokenTree::Group(_) if is_attribute => {}
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) {
                        self.0.push((text.value(), literal.span().start().line));
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
            is_attribute = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '#');
        }
    }
}

impl<'ast> Visit<'ast> for Texts {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if module.ident != "tests" {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_lit_str(&mut self, text: &'ast LitStr) {
        self.add(text);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.add_tokens(call.tokens.clone());
    }
}
