//! A static HTTP server that sends only the headers of every host (type, length, date, tag), records the requests, and
//! can be shut down.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::waiting::poll_here;

/// One answered request.
#[derive(Clone, Debug)]
pub struct Hit {
    pub path: String,
    pub found: bool,
    /// The size in bytes.
    pub bytes: usize,
    /// The size in bytes after gzip.
    pub gzip: usize,
}

/// The host; it serves until it is stopped or the test ends.
pub struct Server {
    pub port: u16,
    at: String,
    hits: Arc<Mutex<Vec<Hit>>>,
    stopped: Arc<AtomicBool>,
}

/// The time of the last change of every file.
const CHANGED: &str = "Tue, 24 Nov 2026 12:00:00 GMT";

/// The path of the lab on the host.
pub const FOLDER: &str = "/course/lab/";

/// The built page.
pub fn dist() -> PathBuf {
    let dist = PathBuf::from(std::env::var("LAB_DIST").expect("LAB_DIST names the built page: cargo xtask test"));
    assert!(dist.join("index.html").exists(), "there is no page in {}", dist.display());
    dist
}

impl Server {
    /// Serves the built page.
    pub fn start() -> Self {
        Self::of(&dist(), FOLDER, "")
    }

    /// Serves the current files of a folder at a path, with further header lines in each answer.
    pub fn of(dist: &Path, at: &str, more: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let hits = Arc::new(Mutex::new(Vec::new()));
        let stopped = Arc::new(AtomicBool::new(false));
        let (dist, folder, more) = (dist.to_owned(), at.to_owned(), more.to_owned());
        let (seen, end) = (Arc::clone(&hits), Arc::clone(&stopped));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                let (dist, folder, more, seen) = (dist.clone(), folder.clone(), more.clone(), Arc::clone(&seen));
                std::thread::spawn(move || answer(stream, &dist, &folder, &more, &seen));
            }
        });
        Self { port, at: at.to_owned(), hits, stopped }
    }

    pub fn url(&self, fragment: &str) -> String {
        format!("http://127.0.0.1:{}{}{fragment}", self.port, self.at)
    }

    /// Shuts the server down and closes its port.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        let gone = || TcpStream::connect(("127.0.0.1", self.port)).is_err().then_some(());
        poll_here(Duration::from_secs(10), gone).expect("the host does not listen any more");
    }

    pub fn hits(&self) -> Vec<Hit> {
        self.hits.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, dist: &Path, folder: &str, more: &str, seen: &Mutex<Vec<Hit>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let known = lines
        .take_while(|line| !line.is_empty())
        .find_map(|line| line.to_lowercase().strip_prefix("if-none-match: ").map(str::to_owned));
    let path = first.split(' ').nth(1).unwrap_or("/").split(['?', '#']).next().unwrap().to_owned();
    let inside = path.strip_prefix(folder);
    let inside = inside
        .map(|rest| if rest.is_empty() || rest.ends_with('/') { format!("{rest}index.html") } else { rest.to_owned() });
    let body = inside.as_ref().filter(|rest| !rest.contains("..")).and_then(|rest| fs::read(dist.join(rest)).ok());
    let mut tag = DefaultHasher::new();
    body.hash(&mut tag);
    let tag = format!("\"{:x}\"", tag.finish());
    let is_known = known.is_some_and(|known| known == tag);
    let mut packed = GzEncoder::new(Vec::new(), Compression::new(6));
    packed.write_all(body.as_deref().filter(|_| !is_known).unwrap_or_default()).unwrap();
    let gzip = packed.finish().unwrap().len();
    let bytes = body.as_ref().filter(|_| !is_known).map_or(0, Vec::len);
    seen.lock().unwrap().push(Hit { path: path.clone(), found: body.is_some(), bytes, gzip });
    let kind = match inside.as_ref().and_then(|rest| rest.rsplit('.').next()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let (status, body) = match body {
        None => ("404 Not Found", Vec::new()),
        Some(_) if is_known => ("304 Not Modified", Vec::new()),
        Some(body) => ("200 OK", body),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nLast-Modified: {CHANGED}\r\n\
         ETag: {tag}\r\n{more}Connection: close\r\n\r\n",
        body.len()
    );
    // A browser that went away needs no answer.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}
