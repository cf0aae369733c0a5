//! The view that is shown, the lab or the grading view, by the address's fragment. The grading view is a program of its
//! own, which is loaded when it is first asked for; each view begins when it is first shown.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::HashChangeEvent;

use super::app;
use super::shell::actions::Actions;
use crate::browser::{document, lazy};
use crate::lessons::grading;
use crate::links::Link;
use crate::protocol::Stage;
use crate::words;

/// The name of the grading view's program in the list of parts.
const GRADING: &str = "grading";

/// The views that have begun. Clones are the same.
#[derive(Clone, Default)]
struct Router(Rc<Views>);

#[derive(Default)]
struct Views {
    /// The actions of the lab once it has begun.
    lab: Cell<Option<Actions>>,
    grading: Cell<Loading>,
}

/// The state of a program that is loaded when it is asked for.
#[derive(Clone, Copy, Default, PartialEq)]
enum Loading {
    #[default]
    Not,
    Underway,
    Done,
}

/// Shows the view that the fragment asks for, now and whenever the fragment changes.
pub(crate) fn start() {
    let router = Router::default();
    let this = router.clone();
    // Before any view listens to it: a view that is hidden leaves `<html data-state>` to the other one.
    document::on_window("hashchange", move |_: HashChangeEvent| this.follow_fragment());
    router.follow_fragment();
}

impl Router {
    fn follow_fragment(&self) {
        let fragment = document::fragment();
        match self.0.grading.get() {
            _ if !grading::is_asked(&fragment) => self.show_lab(&fragment),
            Loading::Done => self.hide_lab(),
            Loading::Underway => {}
            Loading::Not => wasm_bindgen_futures::spawn_local(self.clone().load_grading()),
        }
    }

    /// Shows the lab, which follows the link in the fragment: at once if it was shown already, and otherwise if there is one.
    fn show_lab(&self, fragment: &str) {
        document::set_root("data-view", "lab");
        let Some(lab) = self.0.lab.get() else { return self.begin_lab() };
        let was_shown = lab.state.shell.visible.get_untracked();
        lab.state.shell.show(true);
        lab.restore_theme();
        if was_shown || fragment.len() > 1 {
            lab.follow_link(Link::parse(fragment));
        }
    }

    fn begin_lab(&self) {
        self.0.lab.set(super::mount("lab", app::parts));
    }

    fn hide_lab(&self) {
        document::set_root("data-view", "grade");
        match self.0.lab.get() {
            Some(lab) => lab.state.shell.show(false),
            // What says that the lab is loading.
            None => document::clear("lab"),
        }
    }

    /// Loads the grading view beside the lab, which stays in place until then; says so if it cannot be loaded.
    async fn load_grading(self) {
        self.0.grading.set(Loading::Underway);
        let status = self.0.lab.get().map(|lab| lab.state.shell).filter(|it| it.stage.get_untracked() == Stage::Ready);
        let before = status.map(|shell| shell.status.get_untracked()).unwrap_or_default();
        if let Some(shell) = status {
            shell.status.set(words::GRADE_LOADING.to_owned());
        }
        let outcome = lazy::start(GRADING).await;
        if let Some(shell) = status.filter(|it| it.status.with_untracked(|said| said == words::GRADE_LOADING)) {
            shell.status.set(before);
        }
        match outcome {
            Ok(()) => {
                self.0.grading.set(Loading::Done);
                // The person may have gone back meanwhile.
                if grading::is_asked(&document::fragment()) {
                    self.hide_lab();
                }
            }
            Err(error) => {
                self.0.grading.set(Loading::Not);
                if self.0.lab.get().is_none() {
                    self.begin_lab();
                }
                if let Some(lab) = self.0.lab.get() {
                    lab.state.shell.alert.set(Some(error));
                }
            }
        }
    }
}
