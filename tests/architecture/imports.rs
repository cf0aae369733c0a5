//! The imports between source files: every path in `src` that begins with `crate`, `self` or `super`, resolved to a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::{ItemMod, UseTree};

/// A module by its names from the crate's root; empty for the root itself.
pub(crate) type Module = Vec<String>;

/// One file names another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    /// The file that has the path, from the project's folder.
    pub(crate) from: String,
    /// The line of it, from 1.
    pub(crate) line: usize,
    /// The file that is named.
    pub(crate) to: String,
}

/// The imports of all files; `sources` has paths from the project's folder, all under `src/`, with their texts. Inline
/// `mod tests` are left out, for they come with no build.
pub(crate) fn imports(sources: &[(String, String)]) -> Vec<Import> {
    let files: BTreeMap<Module, String> = sources.iter().map(|(path, _)| (module(path), path.clone())).collect();
    let mut found = BTreeSet::new();
    for (path, text) in sources {
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut finder = Finder { here: module(path), paths: Vec::new() };
        finder.visit_file(&parsed);
        for (absolute, line) in finder.paths {
            let to = (0..=absolute.len()).rev().find_map(|length| files.get(&absolute[..length]));
            let to = to.unwrap_or_else(|| panic!("{path}:{line}: no file has {}", absolute.join("::")));
            if to != path {
                found.insert(Import { from: path.clone(), line, to: to.clone() });
            }
        }
    }
    found.into_iter().collect()
}

/// The module that a file is.
fn module(path: &str) -> Module {
    let inside = Path::new(path).strip_prefix("src").expect("a file of src").with_extension("");
    let names = inside.iter().map(|name| name.to_str().expect("UTF-8").to_owned());
    names.filter(|name| name != "mod" && name != "lib").collect()
}

/// Collects absolute paths with their lines.
struct Finder {
    here: Module,
    paths: Vec<(Module, usize)>,
}

impl Finder {
    fn add(&mut self, names: &[String], span: Span) {
        let mut absolute = match names.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("self" | "super") => self.here.clone(),
            _ => return,
        };
        for name in names {
            match name.as_str() {
                "crate" | "self" => {}
                "super" => drop(absolute.pop()),
                other => absolute.push(other.to_owned()),
            }
        }
        self.paths.push((absolute, span.start().line));
    }

    fn add_tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.add_tree(&with(path.ident.to_string()), &path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.add_tree(before, item)),
            UseTree::Name(name) => self.add(&with(name.ident.to_string()), name.ident.span()),
            UseTree::Rename(name) => self.add(&with(name.ident.to_string()), name.ident.span()),
            UseTree::Glob(glob) => self.add(before, glob.star_token.spans[0]),
        }
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1
            && let Some(first) = path.segments.first()
        {
            self.add(&names, first.ident.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.content.is_some() && item.ident != "tests" {
            self.here.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.here.pop();
        }
    }
}

/// The circles among the imports: each group of two files or more that name each other, directly or round a corner. A
/// file may name the `mod.rs` above it, which has the words of the folder, so these imports do not count.
pub(crate) fn circles(imports: &[Import]) -> Vec<Vec<String>> {
    let mut after: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports.iter().filter(|import| !is_above(&import.to, &import.from)) {
        after.entry(&import.from).or_default().insert(&import.to);
        after.entry(&import.to).or_default();
    }
    let reach = |start: &'_ str| {
        let mut seen = BTreeSet::new();
        let mut open = vec![start];
        while let Some(file) = open.pop() {
            for next in after.get(file).into_iter().flatten() {
                if seen.insert((*next).to_owned()) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&str, BTreeSet<String>> = after.keys().map(|file| (*file, reach(file))).collect();
    let mut groups = BTreeSet::new();
    for (file, there) in reached.iter().filter(|(file, there)| there.contains(**file)) {
        let group: Vec<String> =
            there.iter().filter(|other| reached[other.as_str()].contains(*file)).cloned().collect();
        groups.insert(group);
    }
    groups.into_iter().collect()
}

/// Says whether one file is the `mod.rs` of a folder that has the other.
fn is_above(one: &str, other: &str) -> bool {
    one.strip_suffix("mod.rs").is_some_and(|folder| other.starts_with(folder)) || one == "src/lib.rs"
}

/// The room of a file: its folder right under `src`, or its own name.
pub(crate) fn room(path: &str) -> &str {
    let inside = path.strip_prefix("src/").expect("a file of src");
    inside.split('/').next().and_then(|first| first.split('.').next()).expect("a name")
}
