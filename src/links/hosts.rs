//! Addresses of hosts: turns GitHub's page about a file into the address of the file, and refuses hosts without files.

use crate::base::problem::link::LinkProblem;
use crate::base::problem::remote::RemoteProblem;

/// Turns a GitHub “blob” page or a gist page into the raw file's address; any other address stays as it is.
pub fn raw_address(address: &str) -> String {
    let address = address.trim();
    let Some(path) = address.strip_prefix("https://") else { return address.to_owned() };
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match (host, &parts[..]) {
        ("github.com" | "www.github.com", [owner, project, "blob" | "raw", rest @ ..]) if rest.len() >= 2 => {
            format!("https://raw.githubusercontent.com/{owner}/{project}/{}", rest.join("/"))
        }
        ("gist.github.com", [owner, id]) => format!("https://gist.githubusercontent.com/{owner}/{id}/raw"),
        ("gist.github.com", [owner, id, "raw", rest @ ..]) => {
            let tail: String = rest.iter().map(|part| format!("/{part}")).collect();
            format!("https://gist.githubusercontent.com/{owner}/{id}/raw{tail}")
        }
        _ => address.to_owned(),
    }
}

/// Returns the problem of an address that never gives a file to another page, if its host is known for that.
pub fn no_file(address: &str) -> Option<RemoteProblem> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let on = |domains: &[&str]| {
        domains
            .iter()
            .any(|domain| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    };
    let service = if on(&["drive.google.com", "docs.google.com", "drive.usercontent.google.com"]) {
        "Google Drive"
    } else if on(&["dropbox.com"]) {
        "Dropbox"
    } else if on(&["onedrive.live.com", "1drv.ms", "sharepoint.com"]) {
        "OneDrive"
    } else if on(&["icloud.com"]) {
        "iCloud"
    } else if on(&["wetransfer.com", "we.tl"]) {
        "WeTransfer"
    } else if on(&["github.com"]) {
        return Some(RemoteProblem::GithubPage);
    } else if scheme == "http" && !on(&["localhost", "127.0.0.1"]) {
        return Some(RemoteProblem::NotEncrypted);
    } else {
        return None;
    };
    Some(RemoteProblem::PageAboutFile { service: service.to_owned() })
}

/// The most characters of an address that an error shows.
const SHOWN: usize = 200;

/// Returns the problem of an address that a link must not make the page fetch. Both addresses are whole, as a browser writes
/// them; `page` is the lab's own. A program on the visitor's machine is asked only where the lab itself is served there.
pub fn not_fetched(address: &str, page: &str) -> Option<LinkProblem> {
    let short = || address.chars().take(SHOWN).collect::<String>();
    let Some(host) = host_of(address) else { return Some(LinkProblem::NoAddress { address: short() }) };
    if is_own_machine(host) && !host_of(page).is_some_and(is_own_machine) {
        return Some(LinkProblem::OwnMachine { address: short() });
    }
    None
}

/// The host of an address of the web, without its port; `None` for other addresses.
fn host_of(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let place = rest.split(['/', '?', '#']).next()?;
    let place = place.rsplit_once('@').map_or(place, |(_, place)| place);
    match place.find(']') {
        Some(end) => place.get(..=end),
        None => place.split(':').next(),
    }
}

/// Says whether a host is the machine itself.
fn is_own_machine(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host.starts_with("127.") && host.split('.').all(|part| part.parse::<u8>().is_ok())
        || matches!(host.as_str(), "0.0.0.0" | "[::1]" | "[::]")
        || host.starts_with("[::ffff:7f")
}

#[cfg(test)]
mod tests {
    use super::{no_file, not_fetched, raw_address};
    use crate::base::problem::link::LinkProblem;
    use crate::words;

    #[test]
    fn the_visitors_own_machine_is_asked_only_by_a_page_on_it() {
        let lab = "https://school.example/lab/";
        for address in [
            "http://127.0.0.1:22/",
            "http://localhost/x.db",
            "https://a.localhost:8080/",
            "http://user:word@127.1.2.3/x",
            "http://[::1]:5432/",
            "http://0.0.0.0/",
            "http://[::ffff:7f00:1]/",
            "http://LOCALHOST./",
        ] {
            assert!(matches!(not_fetched(address, lab), Some(LinkProblem::OwnMachine { .. })), "{address}");
            assert_eq!(not_fetched(address, "http://127.0.0.1:8080/"), None, "{address}");
        }
        for address in
            ["https://school.example/x.db", "https://127.example.org/", "https://localhost.example/x?@127.0.0.1"]
        {
            assert_eq!(not_fetched(address, lab), None, "{address}");
        }
        for address in ["data:text/plain,x", "blob:https://x/1", "file:///etc/passwd", "javascript:1", "ftp://x/y"] {
            assert!(matches!(not_fetched(address, lab), Some(LinkProblem::NoAddress { .. })), "{address}");
        }
    }

    #[test]
    fn hosts_that_give_nothing_to_other_pages_are_known() {
        for (address, word) in [
            ("https://drive.google.com/file/d/1a/view?usp=sharing", "Google Drive"),
            ("https://www.dropbox.com/scl/fi/x/shop.db?rlkey=1&dl=0", "Dropbox"),
            ("https://1drv.ms/u/s!abc", "OneDrive"),
            ("https://school-my.sharepoint.com/:u:/g/x", "OneDrive"),
            ("https://github.com/ana/data", "GitHub"),
            ("http://example.org/x.db", "https://"),
        ] {
            let told = words::error(&no_file(address).unwrap().into());
            assert!(told.message.contains(word) && !told.hint.is_empty(), "{told:?}");
        }
        for address in [
            "https://example.org/drive.google.com",
            "https://notdropbox.com/x.db",
            "http://localhost:8080/x.db",
            "x.db",
        ] {
            assert_eq!(no_file(address), None, "{address}");
        }
    }

    #[test]
    fn pages_about_a_file_become_the_file() {
        for (page, raw) in [
            ("https://github.com/a/b/blob/main/data/x.db", "https://raw.githubusercontent.com/a/b/main/data/x.db"),
            ("https://github.com/a/b/raw/v1/x.db?raw=true", "https://raw.githubusercontent.com/a/b/v1/x.db"),
            ("https://gist.github.com/ana/0f", "https://gist.githubusercontent.com/ana/0f/raw"),
            ("https://gist.github.com/ana/0f#file-x-db", "https://gist.githubusercontent.com/ana/0f/raw"),
            ("https://gist.github.com/ana/0f/raw/9c/x.db", "https://gist.githubusercontent.com/ana/0f/raw/9c/x.db"),
            ("https://github.com/a/b", "https://github.com/a/b"),
            ("https://example.org/github.com/a/b/blob/c/d", "https://example.org/github.com/a/b/blob/c/d"),
            (" data/x.db ", "data/x.db"),
        ] {
            assert_eq!(raw_address(page), raw);
        }
    }
}
