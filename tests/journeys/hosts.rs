//! Hosts for journeys: changed copies of the built page, a new version of it, Python's own server.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::server::dist;
use super::waiting::poll_here;

/// The folder of a built page for files with a hash in their names.
const NAMED: &str = "files";

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

/// The file of a built page whose name begins so and has a hash.
pub fn named_file(dist: &Path, start: &str) -> PathBuf {
    let is_it = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(&format!("{start}-"));
    let entries = fs::read_dir(dist.join(NAMED)).unwrap();
    entries.map(|entry| entry.unwrap().path()).find(is_it).unwrap_or_else(|| panic!("a file {start}-…"))
}

/// Changes the text of a compressed part of the lab.
pub fn change_part(part: &Path, change: impl FnOnce(String) -> String) {
    let mut text = String::new();
    GzDecoder::new(&fs::read(part).unwrap()[..]).read_to_string(&mut text).unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(change(text).as_bytes()).unwrap();
    fs::write(part, packed.finish().unwrap()).unwrap();
}

/// Changes the text of a file.
pub fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} has no {from}", file.display());
    fs::write(file, text.replace(from, to)).unwrap();
}

/// Publishes a new version in place of a page: another title, another lesson, and other names of all files that have a
/// hash in theirs.
pub fn publish_new(dist: &Path) {
    let page = dist.join("index.html");
    for entry in fs::read_dir(dist.join(NAMED)).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let (start, rest) = name.rsplit_once('-').unwrap();
        let (_, kind) = rest.split_once('.').unwrap();
        let new = format!("{start}-0123456789ab.{kind}");
        fs::rename(entry.path(), dist.join(NAMED).join(&new)).unwrap();
        let text = fs::read_to_string(&page).unwrap();
        fs::write(&page, text.replace(&name, &new)).unwrap();
    }
    change(&page, "<html lang=\"en\"", "<html lang=\"en\" data-version=\"new\"");
    change(&dist.join("lessons/week1-day2/02-count.md"), "title: ", "title: New: ");
    list(dist);
}

/// Lists the files of a changed page for its service worker, as docs/hosting.md says.
pub fn list(dist: &Path) {
    let done = Command::new("node").arg(project("static/build/offline.mjs")).arg(dist).status().unwrap();
    assert!(done.success(), "offline.mjs: {done}");
}

/// The tiers of files of a built page, as the build tells them: `core`, `soon` or `demand`.
pub fn tiers(paths: &[&str]) -> Vec<String> {
    let script = "const { tierOf } = await import(process.argv[1]);
        console.log(JSON.stringify(process.argv.slice(2).map(tierOf)))";
    let parts = url::Url::from_file_path(project("static/build/parts.mjs")).unwrap();
    let mut node = Command::new("node");
    let told = node.args(["--input-type=module", "-e", script, parts.as_str()]).args(paths).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
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
