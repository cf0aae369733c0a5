//! Starts the lab: reads the link, opens a database and its lesson, and listens to the window's events.

use web_sys::BeforeUnloadEvent;

use crate::browser::fetch::Abort;
use crate::browser::{document, kept_texts, lazy, measure};
use crate::links::Link;
use crate::protocol::Stage;
use crate::samples;
use crate::ui::open::state::Opening;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::areas::Area;
use crate::ui::shell::open_lesson::{OpenLesson, first_lesson};
use crate::words;

impl Actions {
    /// Starts the lab: opens the database and lesson of the link, or the first sample. Ends with the measure
    /// `lab:start`.
    pub(crate) fn start(self) {
        self.restore_theme();
        self.listen();
        self.follow_width_and_keys();
        self.restore_sizes();
        self.keep_title_true();
        self.keep_address_true();
        wasm_bindgen_futures::spawn_local(async move {
            kept_texts::recalled().await;
            self.restore_theme();
            self.recall_history();
        });
        self.store_drafts_on_change();
        self.save_on_change();
        let mut link = Link::parse(&document::fragment());
        if link.embed {
            document::set_root("data-embed", "1");
        }
        if link.lesson.as_ref().map_or(link.embed, String::is_empty) {
            self.state.shell.areas.show(Area::Sql);
        }
        self.join_frame(&link);
        let request = self.state.lesson.last_request();
        wasm_bindgen_futures::spawn_local(async move {
            self.state.shell.enter(Stage::Loading);
            let has_database = link.origin.is_some() || link.lesson.is_some();
            self.bring_database(&mut link).await;
            let first = Opening::Sample(samples::NAMES[0].to_owned());
            let wanted = self.origin_of(&link).unwrap_or_else(|| first.clone());
            // The exercise of a sample that is shown before it is open needs not wait either.
            let is_shown = self.expected(&wanted).is_some();
            if is_shown {
                self.open_lesson_of_link(&link, false);
            }
            let said = match self.open_now(wanted, &link).await {
                Ok(said) => said,
                Err(error) => {
                    // A link that fails must leave a usable page: the sample is opened instead, and the error is shown.
                    let stand_in = self.open_now(first, &Link::default()).await;
                    self.state.shell.alert.set(Some(error));
                    self.state.build.remarks.update(|remarks| remarks.extend(words::link_notes(&link)));
                    stand_in.unwrap_or_default()
                }
            };
            self.state.shell.status.set(said);
            if !is_shown {
                self.state.lesson.drop_stale_lesson(&mut link, request);
                self.open_lesson_of_link(&link, false);
            }
            self.state.shell.enter(Stage::Ready);
            measure::measure("lab:start", 0.0, &[]);
            // A host may never answer for the rests of the programs.
            wasm_bindgen_futures::spawn_local(self.claim_lock());
            lazy::rest().await;
            self.state.shell.areas.draws_all.set(true);
            self.load_editor();
            self.load_grids();
            self.keep_offline();
            if has_database {
                self.run_from_link(&link);
            }
        });
    }

    /// Completes a link without a database: with the first lesson if it names none, and with the lesson's database.
    async fn bring_database(self, link: &mut Link) {
        if link.origin.is_some() {
            return;
        }
        if link.lesson.is_none() && !link.embed {
            link.lesson = first_lesson();
        }
        let Some(name) = link.lesson.clone().filter(|name| !name.is_empty()) else { return };
        // This host has just sent the page; another one may never answer.
        let abort = if name.contains('/') { self.offer_stop(&name) } else { Abort::new() };
        let lesson = OpenLesson::fetch(name, &abort).await;
        self.state.shell.fetching.set(None);
        // The error of a lesson that cannot be fetched is shown when the lesson is opened.
        if let Ok(lesson) = lesson {
            let its = lesson.link_to_database();
            link.origin = its.origin;
            link.as_of = link.as_of.take().or(its.as_of);
            if link.mapping.is_empty() {
                link.mapping = its.mapping;
            }
            self.state.lesson.next.set(Some(lesson));
        }
    }

    fn listen(self) {
        document::on_window("beforeunload", move |event: BeforeUnloadEvent| {
            if self.state.has_unsaved_changes() {
                event.prevent_default();
            }
        });
        self.take_drops(move |files| self.open_files(files));
    }
}
