//! Node and npm: found, never installed.

use crate::parts::State;
use crate::version::Version;
use crate::{Result, child, search};

/// The lowest Node whose `fetch`, test runner and module loading the scripts in `static/build` may rely on.
const LOWEST: u32 = 20;

const NEXT: &str = "Install Node's current LTS version (nodejs.org, or your system's packages), then run this again.";

/// Looks for both.
pub(crate) fn look() -> Result<State> {
    let Some(version) = child::output("node", &["--version"]).as_deref().and_then(Version::find) else {
        return Err(format!("Node {LOWEST} or later is needed for the browser's libraries, and there is none. {NEXT}"));
    };
    if version.major() < LOWEST {
        return Err(format!("Node {LOWEST} or later is needed for the browser's libraries; this is {version}. {NEXT}"));
    }
    if search::program("npm").is_none() {
        return Err(format!("Node {version} is there, but npm, which comes with it, is not. {NEXT}"));
    }
    Ok(State::Ready(format!("Node {version} with npm")))
}
