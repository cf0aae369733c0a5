//! Messages between the lab in a frame and the page that embeds it (docs/embedding.md).
//!
//! Any page may embed the lab, and gets the events `ready` and `height`, which hold nothing personal. All other events
//! go only to the origin that the link names, and commands are accepted only from it; they open links and check
//! exercises, which changes no data.

use std::cell::Cell;

use wasm_bindgen::JsValue;

use crate::browser::embedding_frame;
use crate::lessons::judge::verdict::Outcome;
use crate::links::Link;
use crate::protocol::Stage;
use crate::ui::dom::effect;
use crate::ui::shell::actions::Actions;

/// The fields of an event: names and values.
type Fields = Vec<(&'static str, JsValue)>;

/// The target origin of events that any embedding page may get.
const ANYBODY: &str = "*";

impl Actions {
    /// Sends events to the page that embeds the lab, and takes commands from the host that the link names.
    pub(crate) fn join_frame(self, link: &Link) {
        if !link.embed || !embedding_frame::is_framed() {
            return;
        }
        let state = self.state;
        let announced = Cell::new(false);
        effect(Box::new(move || {
            if state.shell.stage.get() == Stage::Ready && !announced.replace(true) {
                embedding_frame::post(ANYBODY, "ready", &[]);
                embedding_frame::on_height(|height| {
                    embedding_frame::post(ANYBODY, "height", &[("height", height.into())])
                });
            }
        }));
        // The origin is never a pattern: events about what a person does go to a named host only.
        if let Some(host) = link.host.clone().filter(|host| host.starts_with("https://") || host.starts_with("http://"))
        {
            self.post_events(&host);
            embedding_frame::on_message(host, move |command, link| match command {
                "open" => self.follow_link(Link::parse(link)),
                "check" => self.check(),
                _ => {}
            });
        }
    }

    /// Sends the events `opened`, `built` and `checked` to the host.
    fn post_events(self, host: &str) {
        let post = |event: &'static str, fields: fn(Self) -> Option<Fields>| {
            let host = host.to_owned();
            effect(Box::new(move || {
                if let Some(fields) = fields(self) {
                    embedding_frame::post(&host, event, &fields);
                }
            }));
        };
        post("opened", |this| {
            let open = this.state.shell.opened.get()?;
            Some(vec![("name", open.name.into())])
        });
        post("built", |this| {
            let report = this.state.build.report.get()?;
            #[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
            let rows = report.rows_out as f64;
            Some(vec![("table", report.spec.target.into()), ("rows", rows.into())])
        });
        post("checked", |this| {
            let verdicts = this.state.lesson.verdicts.get();
            let held = verdicts.iter().filter(|verdict| verdict.outcome == Outcome::Passed).count();
            let lesson =
                this.state.lesson.open.with_untracked(|lesson| lesson.as_ref().map(|lesson| lesson.name.clone()))?;
            let exercise = verdicts.first()?.file.clone();
            let passed = held == verdicts.len();
            let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).into();
            Some(vec![
                ("lesson", lesson.into()),
                ("exercise", exercise.into()),
                ("passed", passed.into()),
                ("held", count(held)),
                ("checks", count(verdicts.len())),
            ])
        });
    }
}
