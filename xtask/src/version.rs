//! Version numbers: reading them out of what tools print, and comparing them.

/// A version of up to three numbers; what is missing is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u32, u32, u32);

impl Version {
    /// The first version in a text: `v20.1.2`, `trunk 0.21.14`, `1.96.0+dfsg1-1`, `lld-22`.
    pub(crate) fn find(text: &str) -> Option<Self> {
        let start = text.find(|letter: char| letter.is_ascii_digit())?;
        let text = &text[start..];
        let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
        let mut numbers = text[..end].split('.').filter(|part| !part.is_empty()).map(|part| part.parse().ok());
        Some(Self(numbers.next()??, numbers.next().unwrap_or(Some(0))?, numbers.next().unwrap_or(Some(0))?))
    }

    /// The first number.
    pub(crate) fn major(self) -> u32 {
        self.0
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// The version of a package in the text of a `Cargo.lock`; `None` if it is not there, or there twice.
pub(crate) fn locked(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut found = lock
        .split("[[package]]")
        .filter(|entry| entry.lines().any(|line| line.trim() == name))
        .filter_map(|entry| entry.lines().find_map(|line| line.trim().strip_prefix("version = ")))
        .filter_map(Version::find);
    let version = found.next()?;
    found.next().is_none().then_some(version)
}

/// The lowest Rust that a `Cargo.toml` asks for.
pub(crate) fn lowest_rust(manifest: &str) -> Option<Version> {
    manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).and_then(Version::find)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_print() {
        for (text, version) in [
            ("v20.20.2", Version(20, 20, 2)),
            ("trunk 0.21.14\n", Version(0, 21, 14)),
            ("wasm-bindgen 0.2.130", Version(0, 2, 130)),
            ("1.96.0+dfsg1-1~deb12u2", Version(1, 96, 0)),
            ("rustc 1.95.0 (59807616e 2026-04-14)", Version(1, 95, 0)),
            ("Chromium 156.0.8078.79 built on Debian", Version(156, 0, 8078)),
            ("lld-22", Version(22, 0, 0)),
        ] {
            assert_eq!(Version::find(text), Some(version), "{text}");
        }
        assert_eq!(Version::find("none here"), None);
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(Version(0, 21, 14) > Version(0, 21, 9));
        assert!(Version(20, 0, 0) > Version(18, 20, 8));
    }

    #[test]
    fn the_lock_file_says_which_version() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n\n[[package]]\n\
                    name = \"wasm-bindgen-macro\"\nversion = \"0.2.131\"\n\n[[package]]\nname = \"syn\"\n\
                    version = \"1.0.0\"\n\n[[package]]\nname = \"syn\"\nversion = \"2.0.0\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some(Version(0, 2, 130)));
        assert_eq!(locked(lock, "serde"), None);
        assert_eq!(locked(lock, "syn"), None);
    }

    #[test]
    fn the_manifest_says_which_rust() {
        let manifest = "[workspace.package]\nedition = \"2024\"\nrust-version = \"1.88\"\n";
        assert_eq!(lowest_rust(manifest), Some(Version(1, 88, 0)));
    }
}
