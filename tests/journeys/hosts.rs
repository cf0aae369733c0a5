//! Hosts for journeys: changed copies of the built page, a new version of it, Python's own server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::server::dist;
use super::waiting::poll_here;

/// A file of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// An empty folder for a journey.
pub fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("feature-lab-host-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Copies the built page, for changes.
pub fn copy(to: &Path) {
    copy_folder(&dist(), to);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

/// The folder of a built page with its program.
pub fn program(dist: &Path) -> PathBuf {
    let is_it = |path: &PathBuf| path.is_dir() && path.file_name().unwrap().to_string_lossy().starts_with("lab-");
    fs::read_dir(dist).unwrap().map(|entry| entry.unwrap().path()).find(is_it).expect("a folder lab-…")
}

/// Changes the text of a file.
pub fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} has no {from}", file.display());
    fs::write(file, text.replace(from, to)).unwrap();
}

/// Publishes a new version in place of a page: another title, another lesson, and the old program's folder is gone.
pub fn publish_new(dist: &Path) {
    let old = program(dist);
    let name = old.file_name().unwrap().to_string_lossy().into_owned();
    fs::rename(&old, dist.join("lab-new")).unwrap();
    change(&dist.join("index.html"), &name, "lab-new");
    change(&dist.join("index.html"), "<title>Feature Lab</title>", "<title>Feature Lab, new</title>");
    change(&dist.join("lessons/week1-day2/02-count.md"), "title: ", "title: New: ");
    list(dist);
}

/// Lists the files of a changed page for its service worker, as docs/hosting.md says.
pub fn list(dist: &Path) {
    let done = Command::new("node").arg(project("static/build/offline.mjs")).arg(dist).status().unwrap();
    assert!(done.success(), "offline.mjs: {done}");
}

/// A server process, ended on drop.
pub struct Program(Child);

impl Program {
    /// Starts a command of docs/hosting.md in a folder, and waits until its port answers.
    pub fn serve(command: &str, folder: &Path, port: u16) -> Self {
        let mut words = command.split_whitespace();
        let mut start = Command::new(words.next().unwrap());
        start.args(words).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
        let program = Self(start.spawn().unwrap_or_else(|error| panic!("{command}: {error}")));
        let there = || std::net::TcpStream::connect(("127.0.0.1", port)).ok();
        poll_here(Duration::from_secs(30), there).unwrap_or_else(|| panic!("{command} does not serve"));
        program
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
