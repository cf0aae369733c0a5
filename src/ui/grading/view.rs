//! Draws the grading view: the choice of a lesson, the area to drop files, and progress; `table_view` draws the table.

use super::table_view::grades;
use crate::lessons::Exercise;
use crate::protocol::Stage;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::grading::actions::GradingActions;
use crate::ui::grading::state::GradedLesson;
use crate::ui::shell::parts::{Page, button, details, paragraph};
use crate::ui::shell::top_bar::{picker, theme};
use crate::ui::signals::*;
use crate::words;

/// The grading view's top bar.
pub(crate) fn grade_bar(page: Page) -> Element {
    let back = el("a").class("button").attr("href", "#").text(words::GRADE_BACK);
    el("header")
        .class("bar grade-bar")
        .child(el("h1").class("brand").text(words::NAME))
        .child(el("div").class("bar-actions").child(back).child(theme(page)))
}

/// The lesson, the files and the table.
pub(crate) fn grade_view(actions: GradingActions) -> Element {
    el("main").class("grade").child(choices(actions)).child(work(actions))
}

/// The title of the view and the choice of the lesson to grade.
fn choices(actions: GradingActions) -> Element {
    let title = el("h2").attr("id", "grade-title").attr("tabindex", "-1").text(words::GRADE);
    let heading = el("div").class("grade-words").child(title).child(paragraph("quiet", words::GRADE_LEAD));
    el("section").class("grade-top").attr("aria-labelledby", "grade-title").child(heading).child(lesson(actions))
}

fn lesson(actions: GradingActions) -> Element {
    let (grade, shell) = (actions.grading, actions.shell());
    let name = move || {
        grade.with_lesson(|session| session.lesson.as_ref().map(|it| it.lesson.name.clone())).unwrap_or_default()
    };
    let busy = move || shell.busy().then(String::new);
    let options = words::lessons().map(|(known, title)| {
        el("option").attr("value", known).text(title).prop_of("selected", move || name() == known)
    });
    // A lesson of another host is in the list while it is graded.
    let other = move || {
        let name = name();
        let title = grade.peek(|session| session.lesson.as_ref().map(|it| it.lesson.head.title.clone()))?;
        let is_known = words::lessons().any(|(known, _)| known == name);
        (!is_known).then(|| el("option").attr("value", &name).attr("selected", "").text(&title))
    };
    let list = el("select")
        .attr("id", "grade-lesson")
        .class("input")
        .attr_of("disabled", busy)
        .on("change", move |event| actions.choose_graded(value_of(&event)))
        .children(options)
        .dynamic(other);
    let address = RwSignal::new(String::new());
    let field = el("input")
        .attr("id", "grade-address")
        .class("input")
        .attr("type", "url")
        .attr("placeholder", "https://")
        .on("input", move |event| address.set(value_of(&event)));
    let open = button("button", words::GRADE_ADDRESS_OPEN, move || {
        let address = address.get_untracked();
        if !address.trim().is_empty() {
            actions.choose_graded(address.trim().to_owned());
        }
    });
    let open = open.attr_of("disabled", busy);
    let label = el("label").attr("for", "grade-address").text(words::GRADE_ADDRESS_LABEL);
    let far = el("div").class("field").child(label).child(el("div").class("row").child(field).child(open));
    let label = el("label").attr("for", "grade-lesson").text(words::GRADE_LESSON);
    let near = el("div").class("field").child(label).child(list);
    el("div").class("grade-lesson").child(near).child(details(words::GRADE_ADDRESS, far))
}

/// The area to drop files, or the table once there are files.
fn work(actions: GradingActions) -> Element {
    let is_empty = Memo::new(move |_| actions.grading.with(|session| session.files.is_empty()));
    el("div")
        .class("grade-work")
        .dynamic(move || if is_empty.get() { vec![invitation(actions)] } else { vec![tools(actions), grades(actions)] })
}

fn invitation(actions: GradingActions) -> Element {
    let kind = |(what, does): &(&str, &str)| el("p").child(el("strong").text(what)).text(" ").text(does);
    let record_note = move || {
        let text = actions.grading.with_lesson(|session| session.lesson.as_ref().and_then(text_on_records));
        text.map(|text| paragraph("", &text))
    };
    let choose = picker("button primary", words::GRADE_CHOOSE, move |files| actions.add_submissions(files));
    el("div").class("grade-drop").child(paragraph("drop-title", words::GRADE_DROP)).child(choose).child(
        el("div")
            .class("grade-kinds quiet")
            .children(words::GRADE_KINDS.iter().map(kind))
            .dynamic(record_note)
            .child(paragraph("", words::GRADE_MIX)),
    )
}

/// A sentence that lists the exercises which need a completion record, for their checks look at a query's result.
fn text_on_records(graded: &GradedLesson) -> Option<String> {
    let by_result = |exercise: &Exercise| exercise.checks.iter().any(|check| check.kind.is_of_run());
    let untold = graded.exercises.iter().enumerate().filter(|(_, exercise)| by_result(exercise)).map(|(at, _)| at);
    words::grade_untold(&untold.collect::<Vec<_>>(), graded.exercises.len())
}

/// The buttons to add, save and clear files, and the progress of checking them.
fn tools(actions: GradingActions) -> Element {
    let (grade, shell) = (actions.grading, actions.shell());
    let at_it = Memo::new(move |_| shell.stage.get() == Stage::Grading);
    let waits = Memo::new(move |_| grade.with(|session| session.waiting() > 0));
    let done = move || grade.with(|session| session.submissions.len());
    let all = move || grade.with(|session| session.files.len());
    let progress = move || {
        (at_it.get() || waits.get()).then(|| {
            let bar = el("progress")
                .attr("aria-label", words::PROGRESS)
                .attr_of("max", move || Some(all().to_string()))
                .attr_of("value", move || Some(done().to_string()));
            let count = el("span").class("quiet").text_of(move || words::grade_progress(done(), all()));
            let act = if at_it.get() {
                button("button small", words::STOP, move || actions.stop_grading())
            } else {
                button("button small", words::GRADE_GO_ON, move || actions.check_waiting_files())
            };
            el("div").class("row grade-progress").child(bar).child(count).child(act)
        })
    };
    let idle = move || !shell.busy();
    let save = button("button", words::GRADE_CSV, move || actions.save_grades())
        .mark("data-primary", move || idle() && !waits.get());
    let clear = button("button", words::GRADE_CLEAR, move || actions.clear_grades())
        .aria_bool("aria-disabled", move || !idle());
    let add = picker("button", words::GRADE_ADD, move |files| actions.add_submissions(files));
    el("div")
        .class("row wrap grade-tools")
        .child(el("div").class("row wrap").child(add).child(save).child(clear))
        .dynamic(progress)
}
