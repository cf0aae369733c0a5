//! The content security policy on a host that sets no headers: violations are injected into a copy of the page, in the
//! page and in its worker. Each must be blocked and reported. Without the policy each must succeed, which shows that
//! the violations work.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use super::hosts;
use super::page::Page;
use super::server::{FOLDER, Server};

/// The outcome of one violation.
#[derive(Debug, Deserialize)]
struct Outcome {
    did: bool,
    /// The directives and addresses that the browser reported for it.
    reported: Vec<String>,
}

type Outcomes = BTreeMap<String, Outcome>;

/// Stores the worker's outcomes in the page; put before the page's script.
const LISTEN: &str = "globalThis.violations = {};
    new BroadcastChannel('violations').onmessage = ({ data: [where, outcomes] }) => { globalThis.violations[where] = outcomes };\n";

/// The script of a worker from a blob; posts whether `importScripts` ran and what was reported.
const CLASSIC: &str = "const reported = [];
    addEventListener('securitypolicyviolation', event => reported.push(event.effectiveDirective));
    let did = false;
    try { importScripts('data:text/javascript,globalThis.ran = true'); did = globalThis.ran; } catch {}
    setTimeout(() => postMessage({ did, reported }), 100);";

/// The violations for page and worker; each returns `true` if it succeeded.
const VIOLATIONS: &str = r#"
async function violate(other, classic) {
    const reported = [], outcomes = {};
    addEventListener("securitypolicyviolation", event => reported.push(`${event.effectiveDirective} ${event.blockedURI}`));
    const wait = ms => new Promise(done => setTimeout(done, ms));
    const message = worker => new Promise((done, fail) => {
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = fail;
        setTimeout(fail, 1000);
    });
    const attempt = async (name, act) => {
        reported.length = 0;
        let did = false;
        try { did = (await act()) === true; } catch {}
        await wait(60);
        outcomes[name] = { did, reported: [...(outcomes[name]?.reported ?? []), ...reported] };
    };
    await attempt("eval", () => (0, eval)("6 * 7") === 42);
    await attempt("new Function", () => new Function("return 6 * 7")() === 42);
    await attempt("timer with words", async () => { setTimeout("globalThis.timed = true", 0); await wait(60); return globalThis.timed; });
    await attempt("fetch from elsewhere", async () => (await fetch(`${other}stolen`, { mode: "no-cors" })).type === "opaque");
    await attempt("import of data", async () => (await import("data:text/javascript,export default 42")).default === 42);
    await attempt("worker of data", async () => (await message(new Worker("data:text/javascript,postMessage(42)"))) === 42);
    if (globalThis.document) {
        const add = (tag, fill) => { const it = document.createElement(tag); fill(it); document.body.append(it); return it; };
        const colour = it => getComputedStyle(it).color === "rgb(1, 2, 3)";
        await attempt("inline script", () => { add("script", it => { it.text = "globalThis.inlined = true"; }); return globalThis.inlined; });
        await attempt("inline handler", () => {
            add("b", it => it.setAttribute("onclick", "globalThis.handled = true")).click();
            return globalThis.handled;
        });
        await attempt("style element", () => { add("style", it => { it.textContent = "i { color: rgb(1, 2, 3) }"; }); return colour(add("i", () => {})); });
        await attempt("style attribute", () => colour(add("u", it => it.setAttribute("style", "color: rgb(1, 2, 3)"))));
        await attempt("script from elsewhere", async () => {
            const it = add("script", it => { it.src = `${other}injected.js`; });
            await new Promise((done, fail) => { it.onload = done; it.onerror = fail; });
            return globalThis.fetched;
        });
        await attempt("picture from elsewhere", () => new Promise((done, fail) => {
            add("img", it => { it.onload = () => done(true); it.onerror = fail; it.src = `${other}pixel.svg`; });
        }));
        await attempt("base address", () => {
            const it = document.createElement("base");
            it.href = other;
            document.head.prepend(it);
            const moved = document.baseURI === other;
            it.remove();
            return moved;
        });
        await attempt("importScripts in a worker of a blob", async () => {
            const { did, reported } = await message(new Worker(URL.createObjectURL(new Blob([classic], { type: "text/javascript" }))));
            outcomes["importScripts in a worker of a blob"] = { reported };
            return did;
        });
    }
    return outcomes;
}
"#;

/// Serves a copy of the page with the violations in it, and returns their outcomes in the page and in the worker.
async fn inject_violations(name: &str, with_policy: bool) -> (Outcomes, Outcomes) {
    let (dist, elsewhere) = (hosts::folder(name), hosts::folder(&format!("{name}-elsewhere")));
    fs::write(elsewhere.join("stolen"), "").unwrap();
    fs::write(elsewhere.join("injected.js"), "globalThis.fetched = true").unwrap();
    fs::write(elsewhere.join("pixel.svg"), "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>").unwrap();
    let other = Server::of(&elsewhere, "/", "");
    hosts::copy(&dist);
    let with_script = |place: &str| {
        format!(
            "\n{VIOLATIONS}; violate('http://other.test:{}/', {}).then(outcomes => {place});",
            other.port,
            serde_json::Value::from(CLASSIC)
        )
    };
    let script = hosts::named_file(&dist, "page");
    let text = fs::read_to_string(&script).unwrap();
    fs::write(&script, format!("{LISTEN}{text}{}", with_script("{ globalThis.violations.page = outcomes }"))).unwrap();
    let report = with_script("new BroadcastChannel('violations').postMessage(['worker', outcomes])");
    hosts::change_part(&hosts::named_file(&dist, "worker"), |text| text + &report);
    if !with_policy {
        hosts::change(&dist.join("index.html"), "http-equiv=\"Content-Security-Policy\"", "name=\"no-policy\"");
    }
    let page = Page::start(Server::of(&dist, FOLDER, ""), name, (1440, 900)).await;
    page.go(&page.server.url("#sample=tiny")).await;
    page.until("the outcomes", "return !!(violations.page && violations.worker)").await;
    let mut read = Vec::new();
    for place in ["page", "worker"] {
        let found = page.script("return violations[arguments[0]]", vec![place.into()]).await;
        read.push(serde_json::from_value::<Outcomes>(found).unwrap());
    }
    // The lab itself is not hindered.
    page.press("Build features").await;
    // The violations fill the console with reports, which they count themselves.
    page.close().await;
    fs::remove_dir_all(dist).unwrap();
    fs::remove_dir_all(elsewhere).unwrap();
    let worker = read.pop().unwrap();
    (read.pop().unwrap(), worker)
}

#[tokio::test]
async fn every_violation_is_blocked_and_reported_in_page_and_worker() {
    let (page, worker) = inject_violations("policy", true).await;
    assert!(page.len() >= 14 && worker.len() >= 6, "{page:?} {worker:?}");
    for (place, outcomes) in [("page", page), ("worker", worker)] {
        for (name, outcome) in outcomes {
            println!("{place}: {name}: {outcome:?}");
            assert!(!outcome.did, "{place}: {name} got its way");
            assert!(!outcome.reported.is_empty(), "{place}: {name} was not reported");
        }
    }
}

#[tokio::test]
async fn without_the_policy_every_violation_succeeds() {
    let (page, worker) = inject_violations("no-policy", false).await;
    for (place, outcomes) in [("page", page), ("worker", worker)] {
        for (name, outcome) in outcomes {
            assert!(outcome.did && outcome.reported.is_empty(), "{place}: {name}: {outcome:?}");
        }
    }
}
