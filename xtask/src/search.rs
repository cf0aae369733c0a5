//! Looks for programs, and puts folders in front of `PATH`.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The first program of this name, in the project's tools and then on `PATH`.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(crate::project::tools()).chain(env::split_paths(&path));
    in_folders(name, folders, endings())
}

/// Returns the endings of program names on this system.
pub(crate) fn endings() -> &'static [&'static str] {
    if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] }
}

fn in_folders(name: &str, folders: impl IntoIterator<Item = PathBuf>, endings: &[&str]) -> Option<PathBuf> {
    folders
        .into_iter()
        .filter(|folder| folder.is_absolute())
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|file| file.is_file())
}

/// `PATH` with folders in front of it; those that were in it already move.
pub(crate) fn path_with(first: &[&Path], path: &OsStr) -> OsString {
    let rest = env::split_paths(path).filter(|folder| !first.contains(&folder.as_path()));
    let all = first.iter().map(|folder| folder.to_path_buf()).chain(rest);
    // A folder with the separator in its name cannot be on PATH at all; then PATH stays as it is.
    env::join_paths(all).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_go_in_front_of_path_once() {
        let [a, b, c] = ["/a", "/b", "/c"].map(Path::new);
        let path = env::join_paths([a, b, c]).unwrap();
        let new = path_with(&[b, Path::new("/d")], &path);
        assert_eq!(env::split_paths(&new).collect::<Vec<_>>(), [b, Path::new("/d"), a, c]);
    }

    #[test]
    fn programs_are_found_with_the_endings_of_the_system() {
        let folder = env::temp_dir().join(format!("xtask-search-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("npm.cmd"), "").unwrap();
        let search = |endings| in_folders("npm", [PathBuf::from("relative"), folder.clone()], endings);
        assert_eq!(search(&[".exe", ".cmd"]), Some(folder.join("npm.cmd")));
        assert_eq!(search(&[""]), None);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
