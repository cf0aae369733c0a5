//! Counts the pending work of a page, so that a journey can wait until there is none: only then *nothing happened* is
//! true.

use serde_json::json;

use super::page::Page;
use super::server::Server;

/// A script that runs before the page's own. It counts calls to the worker until they are answered, workers until they
/// are ready, timers until they ran, locks until they are granted, and promises of fetches, streams and the clipboard.
///
/// A count that falls in one turn of the event loop may rise in the next. `labWork.settled` waits until the page is
/// ready and no work began for some turns.
const COUNT: &str = "
    window.labWork = (() => {
        const underWay = new Map();
        const work = { begun: 0, names: () => [...underWay.values()].join() };
        const begin = name => {
            const id = work.begun += 1;
            underWay.set(id, name);
            return () => underWay.delete(id);
        };
        const { setTimeout: start, clearTimeout: cancel } = window;
        const timers = new Map();
        window.setTimeout = (act, wait, ...rest) => {
            // A long one only tidies up, as a minute after a download.
            const end = wait < 10_000 ? begin(`a timer of ${wait} ms`) : () => {};
            const id = start(() => { timers.delete(id); end(); act(...rest); }, wait);
            timers.set(id, end);
            return id;
        };
        window.clearTimeout = id => { timers.get(id)?.(); timers.delete(id); cancel(id); };
        const count = (owner, name) => {
            const plain = owner?.[name];
            if (!plain) return;
            owner[name] = function (...all) {
                const end = begin(name);
                return plain.apply(this, all).then(
                    value => { end(); return value; },
                    error => { end(); throw error; });
            };
        };
        count(window, 'fetch');
        count(window.Clipboard?.prototype, 'writeText');
        for (const kind of [Response, Blob]) for (const name of ['arrayBuffer', 'text']) count(kind.prototype, name);
        for (const name of ['read', 'cancel']) count(ReadableStreamDefaultReader.prototype, name);
        // A lock that somebody else has may be waited for without an end; one that is free is about to be granted.
        const ask = window.LockManager?.prototype.request;
        if (ask) LockManager.prototype.request = function (name, ...all) {
            const act = all.pop();
            const end = begin(`the lock ${name}`);
            const asked = ask.call(this, name, ...all, lock => { end(); return act(lock); });
            this.query().then(({ pending }) => { if (pending.some(other => other.name === name)) end(); }, end);
            return asked;
        };
        const Plain = Worker;
        window.Worker = class extends Plain {
            constructor(...all) {
                super(...all);
                this.ends = new Map([['start', begin('a worker')]]);
                this.addEventListener('message', ({ data: [tag, id] }) => {
                    if (tag === 'ready') this.end('start');
                    if (tag === 'answer' || tag === 'failure') this.end(id);
                    if (tag === 'broken') this.endAll();
                });
                this.addEventListener('error', () => this.endAll());
            }
            end(name) { this.ends.get(name)?.(); this.ends.delete(name); }
            endAll() { for (const name of [...this.ends.keys()]) this.end(name); }
            postMessage(message, ...more) {
                if (message[0] === 'call') this.ends.set(message[1], begin(`a call: ${message[4]}`));
                super.postMessage(message, ...more);
            }
            terminate() { this.endAll(); super.terminate(); }
        };
        const turn = () => new Promise(go => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { port1.close(); start(go, 0); };
            port2.postMessage(0);
        });
        const isTimer = name => name.startsWith('a timer');
        work.isIdle = timers => document.documentElement.dataset.state === 'ready'
            && [...underWay.values()].every(name => !timers && isTimer(name));
        // Without timers: what begins later, such as keeping what was written, may still come.
        work.settled = async (timers = true) => {
            for (;;) {
                const begun = work.begun;
                let isIdle = work.isIdle(timers);
                for (let turns = 0; turns < 5; turns++) {
                    await turn();
                    isIdle &&= work.isIdle(timers);
                }
                if (isIdle && work.begun === begun) return;
            }
        };
        return work;
    })();";

/// Opens the lab with a fragment in a window of a size, counts its pending work, and waits until it can be used.
pub async fn open(name: &str, fragment: &str, size: (u32, u32)) -> Page {
    let page = Page::start(Server::start(), name, size).await;
    count(&page).await;
    page.go(&page.server.url(fragment)).await;
    page.drawn().await;
    page
}

/// Counts the pending work of all pages that this window goes to from now on.
pub async fn count(page: &Page) {
    page.tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": COUNT })).await;
}

/// Waits until the page, or the frame that was entered, has no pending work.
pub async fn settled(page: &Page) {
    let script = "const done = arguments[0]; labWork.settled().then(() => done(true))";
    if let Err(error) = page.browser.execute_async(script, vec![]).await {
        let state = "return [labWork.names(), document.documentElement.dataset.state, document.body.innerText].join()";
        panic!("the page does not come to rest ({error}): {}", page.script(state, vec![]).await);
    }
}
