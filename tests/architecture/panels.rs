//! The rules of `src/ui`: a panel names the shell and its own files only, and a view writes no signal of the state.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall, ExprPath, ImplItemFn, ItemFn, ItemImpl, Local, Macro, Member, Pat, Type};

use super::imports::Import;
use super::{Source, all_imports, sources};

/// The files that put the page together, and so may name every panel.
const WHOLE_PAGE: [&str; 4] = ["src/ui/mod.rs", "src/ui/app.rs", "src/ui/router.rs", "src/ui/shell/page_state.rs"];

/// The methods that change a signal, a stored value or a cell.
const WRITES: [&str; 19] = [
    "set",
    "try_set",
    "set_value",
    "try_set_value",
    "update",
    "try_update",
    "update_untracked",
    "try_update_untracked",
    "maybe_update",
    "try_maybe_update",
    "update_value",
    "try_update_value",
    "write",
    "try_write",
    "write_untracked",
    "try_write_untracked",
    "write_value",
    "try_write_value",
    "notify",
];

#[test]
fn a_panel_names_the_shell_and_its_own_files_only() {
    let imports: Vec<Import> = all_imports().into_iter().filter(|import| import.to.starts_with("src/ui/")).collect();
    let panels: BTreeSet<&str> = imports.iter().filter_map(|import| part(&import.from)).collect();
    assert!(panels.len() >= 10, "{panels:?}");
    let mut broken = Vec::new();
    for Import { from, line, to } in &imports {
        let (Some(here), Some(there)) = (part(from), part(to)) else { continue };
        let may_name: &[&str] = match here {
            "signals" => &[],
            "dom" => &["signals"],
            _ => &["signals", "dom", "shell"],
        };
        if here != there && !may_name.contains(&there) && !WHOLE_PAGE.contains(&from.as_str()) {
            broken.push(format!("{from}:{line} names {to}"));
        }
    }
    let because = "call an action of the other panel, or move what both need to ui/shell";
    assert!(broken.is_empty(), "{because}:\n{}", broken.join("\n"));
}

#[test]
fn the_lab_does_not_name_the_grading_view() {
    // What the lab names is in its program, and so in every first load.
    let imports = all_imports().into_iter().filter(|import| import.to.starts_with("src/ui/grading/"));
    let others: Vec<Import> = imports.filter(|import| !import.from.starts_with("src/ui/grading/")).collect();
    let is_start = |import: &Import| import.from == "src/ui/mod.rs" && import.to == "src/ui/grading/app.rs";
    assert!(others.iter().any(is_start), "nothing starts the grading view: {others:#?}");
    let broken: Vec<&Import> = others.iter().filter(|import| !is_start(import)).collect();
    assert!(broken.is_empty(), "the grading view is a program of its own: {broken:#?}");
    let starts = sources("src").into_iter().filter(|source| source.text.contains("start_grading("));
    let starts: BTreeSet<String> = starts.map(|source| source.path).collect();
    assert_eq!(starts, ["src/bin/grading.rs", "src/lib.rs", "src/ui/mod.rs"].map(str::to_owned).into());
}

#[test]
fn only_its_own_program_writes_exports() {
    // The scripts are long, and in the first load of whatever names the function that writes them.
    for (room, call) in [("features::codegen", "export(&"), ("features::handover", "hand_over(&")] {
        let names = |source: &Source| source.text.contains(room) && source.text.contains(call);
        let names = sources("src").into_iter().filter(names);
        let names: BTreeSet<String> = names.map(|source| source.path).collect();
        assert_eq!(names, ["src/ui/export/program.rs"].map(str::to_owned).into());
    }
    let starts = sources("src").into_iter().filter(|source| source.text.contains("start_exports("));
    let starts: BTreeSet<String> = starts.map(|source| source.path).collect();
    assert_eq!(starts, ["src/bin/exports.rs", "src/lib.rs", "src/ui/mod.rs"].map(str::to_owned).into());
}

/// The panel of a file of `ui`, or the file's own name where it is in no panel.
fn part(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/ui/")?;
    inside.split('/').next()?.split('.').next()
}

#[test]
fn views_write_no_signal_of_the_state() {
    let all = sources("src/ui");
    let writers = methods_that_write(&all);
    assert!(
        ["enter", "forget_messages", "note", "with_work"].iter().all(|name| writers.contains(*name)),
        "{writers:?}"
    );
    // Whatever makes elements is a view.
    let is_view = |source: &&Source| source.text.contains("el(\"") && source.path != "src/ui/dom.rs";
    let views: Vec<&Source> = all.iter().filter(is_view).collect();
    let named = all.iter().filter(|source| source.path.ends_with("view.rs") || source.path.ends_with("dialogs.rs"));
    for source in named {
        assert!(views.iter().any(|view| view.path == source.path), "{} draws nothing", source.path);
    }
    assert!(views.len() >= 20, "{} views", views.len());
    let mut broken = Vec::new();
    for view in views {
        let mut search = ViewSearch { writers: &writers, own: Vec::new(), found: Vec::new() };
        search.visit_file(&syn::parse_file(&view.text).unwrap());
        broken.extend(search.found.into_iter().map(|(line, what)| format!("{}:{line}: {what}", view.path)));
    }
    assert!(broken.is_empty(), "views draw; actions change the state:\n{}", broken.join("\n"));
}

/// The names of the methods of `State` and of the panels' states that write, themselves or by another one; and of those
/// that let their caller write by a `&mut`.
fn methods_that_write(all: &[Source]) -> BTreeSet<String> {
    let mut search = StateSearch::default();
    for source in all {
        search.visit_file(&syn::parse_file(&source.text).unwrap());
    }
    let mut writers = search.direct;
    loop {
        let calls_one = |(name, calls): (&String, &BTreeSet<String>)| {
            (!writers.contains(name) && !calls.is_disjoint(&writers)).then(|| name.clone())
        };
        let more: Vec<String> = search.calls.iter().filter_map(calls_one).collect();
        if more.is_empty() {
            break;
        }
        writers.extend(more);
    }
    writers.extend(search.lends);
    writers
}

/// A search for the methods of the states that write a signal, directly or by a method that they call.
#[derive(Default)]
struct StateSearch {
    /// The method that is being visited.
    method: Option<String>,
    direct: BTreeSet<String>,
    lends: BTreeSet<String>,
    /// The methods that each calls.
    calls: BTreeMap<String, BTreeSet<String>>,
}

impl<'ast> Visit<'ast> for StateSearch {
    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let Type::Path(path) = &*item.self_ty else { return };
        if path.path.segments.last().is_some_and(|name| name.ident.to_string().ends_with("State")) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        let name = item.sig.ident.to_string();
        let mut lends = MutableReference(false);
        lends.visit_signature(&item.sig);
        if lends.0 {
            self.lends.insert(name.clone());
        }
        self.method = Some(name);
        visit::visit_impl_item_fn(self, item);
        self.method = None;
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if let Some(method) = self.method.clone() {
            let name = call.method.to_string();
            if WRITES.contains(&name.as_str()) {
                self.direct.insert(method.clone());
            }
            self.calls.entry(method).or_default().insert(name);
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// Finds a `&mut` in a signature.
struct MutableReference(bool);

impl<'ast> Visit<'ast> for MutableReference {
    fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
        self.0 |= reference.mutability.is_some();
        visit::visit_type_reference(self, reference);
    }
}

/// Finds where a view writes the state.
struct ViewSearch<'a> {
    writers: &'a BTreeSet<String>,
    /// The signals and cells that the function at hand has made itself.
    own: Vec<String>,
    found: Vec<(usize, String)>,
}

impl ViewSearch<'_> {
    fn is_written(&self, call: &ExprMethodCall) -> bool {
        let name = call.method.to_string();
        let receiver = plain_name(&call.receiver);
        if receiver.as_ref().is_some_and(|it| it == "actions" || self.own.contains(it)) || is_actions(&call.receiver) {
            return false;
        }
        // The value of an element is no signal.
        let is_element = name == "set_value" && receiver.is_some();
        (WRITES.contains(&name.as_str()) && !is_element) || self.writers.contains(&name)
    }
}

impl<'ast> Visit<'ast> for ViewSearch<'_> {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        let mut made = MadeHere(Vec::new());
        made.visit_item_fn(item);
        let before = std::mem::replace(&mut self.own, made.0);
        visit::visit_item_fn(self, item);
        self.own = before;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        let mut made = MadeHere(Vec::new());
        made.visit_impl_item_fn(item);
        let before = std::mem::replace(&mut self.own, made.0);
        visit::visit_impl_item_fn(self, item);
        self.own = before;
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if self.is_written(call) {
            self.found.push((call.method.span().start().line, format!(".{}(", call.method)));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        // `Set::set(&signal, …)`, and `SqlState::clear_results` as a function.
        let segments = &path.path.segments;
        if let Some(last) = segments.last().filter(|_| segments.len() > 1) {
            let name = last.ident.to_string();
            let first = segments[segments.len() - 2].ident.to_string();
            if WRITES.contains(&name.as_str()) || self.writers.contains(&name) {
                self.found.push((last.ident.span().start().line, format!("{first}::{name}")));
            }
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        // Arguments of a macro are tokens, not expressions.
        let text = item.tokens.to_string().replace(' ', "");
        let names = WRITES.iter().map(|name| (*name).to_owned());
        for name in names.chain(self.writers.iter().cloned()) {
            if text.contains(&format!(".{name}(")) {
                let line = item.path.segments[0].ident.span().start().line;
                self.found.push((line, format!(".{name}( in a macro")));
            }
        }
    }
}

/// The names that are bound to a new signal or cell.
struct MadeHere(Vec<String>);

impl<'ast> Visit<'ast> for MadeHere {
    fn visit_local(&mut self, local: &'ast Local) {
        if let (Pat::Ident(name), Some(init)) = (&local.pat, &local.init)
            && let Expr::Call(call) = &*init.expr
            && let Expr::Path(path) = &*call.func
        {
            let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            if let [.., kind, made] = &names[..]
                && ["RwSignal", "Cell", "RefCell"].contains(&kind.as_str())
                && ["new", "default"].contains(&made.as_str())
            {
                self.0.push(name.ident.to_string());
            }
        }
        visit::visit_local(self, local);
    }
}

/// The name that an expression is, if it is nothing else.
fn plain_name(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

/// Says whether an expression is the actions of a page: `page.actions`.
fn is_actions(expression: &Expr) -> bool {
    matches!(expression, Expr::Field(field) if matches!(&field.member, Member::Named(name) if name == "actions"))
}
