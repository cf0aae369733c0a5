//! Addresses as people copy them: a page about a file on GitHub becomes the address of the file itself.

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

#[cfg(test)]
mod tests {
    use super::raw_address;

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
