//! Measures a page from inside: its longest task, and the gaps between changes of its status line and progress bar.

use super::page::Page;

/// The script that measures. The browser reports only tasks longer than 50 ms.
const WATCH: &str = "
    window.watch = { tasks: [], updates: [] };
    new PerformanceObserver(list => watch.tasks.push(...list.getEntries())).observe({ entryTypes: ['longtask'] });
    const status = document.querySelector('footer.status');
    const clock = status.querySelector('.elapsed');
    new MutationObserver(list => watch.updates.push(
        [performance.now(), status.innerText, list.some(({ target }) => !clock.contains(target))]))
        .observe(status, { subtree: true, childList: true, characterData: true, attributes: true });";

/// A script that returns the last measure of a name: [duration, longest task, longest gap between updates, the same
/// without the clock, time of the check].
const LAST: &str = "
    const entry = performance.getEntriesByName(arguments[0]).at(-1);
    const from = entry.startTime, to = from + entry.duration;
    const tasks = watch.tasks.filter(task => task.startTime < to && task.startTime + task.duration > from);
    const longest = Math.max(0, ...tasks.map(task => task.duration));
    const inside = watch.updates.filter(([time]) => from < time && time < to);
    const gap = updates => {
        const times = [from, ...updates.map(([time]) => time), to];
        return Math.max(...times.slice(1).map((time, at) => time - times[at]));
    };
    const check = inside.filter(([, text]) => text.includes('for damage')).map(([time]) => time);
    return [entry.duration, longest, gap(inside), gap(inside.filter(update => update[2])), check.length > 1 ? check.at(-1) - check[0] : null];";

/// The measures of one action, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// From the press of the button to the end, as the page measures it.
    pub duration: f64,
    /// The longest task of the page's main thread; 0 if none took more than 50 ms.
    pub longest_task: f64,
    /// The longest time without a change of the status line, the progress bar or the clock beside them.
    pub gap: f64,
    /// The longest time without a change of the status line or the progress bar, which the engine's progress changes.
    pub told: f64,
    /// The part of it in which the page said that it checks the file.
    pub check: Option<f64>,
}

/// Starts to measure.
pub async fn start(page: &Page) {
    page.script(WATCH, vec![]).await;
}

/// The longest task of the page's main thread since the start, in milliseconds; 0 if none took more than 50 ms.
pub async fn longest_task(page: &Page) -> f64 {
    page.script("return Math.max(0, ...watch.tasks.map(task => task.duration))", vec![]).await.as_f64().unwrap()
}

/// The measures of the last action that left a `performance.measure` of this name.
pub async fn last(page: &Page, measure: &str) -> Action {
    let seen = page.script(LAST, vec![measure.into()]).await;
    let number = |at: usize| seen[at].as_f64();
    let [duration, longest_task, gap, told] = [0, 1, 2, 3].map(|at| number(at).unwrap());
    Action { duration, longest_task, gap, told, check: number(4) }
}
