//! A static host under a sub-path that sends no more than every host does (type, length, date), and remembers what was
//! asked for.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use flate2::Compression;
use flate2::write::GzEncoder;

/// One answered request.
#[derive(Clone, Debug)]
pub struct Hit {
    pub path: String,
    pub found: bool,
    /// The size in bytes after gzip.
    pub gzip: usize,
}

/// The host; it serves until the test ends.
pub struct Server {
    pub port: u16,
    hits: Arc<Mutex<Vec<Hit>>>,
}

/// When every file was last changed.
const CHANGED: &str = "Tue, 24 Nov 2026 12:00:00 GMT";

/// Where on the host the lab lies.
pub const FOLDER: &str = "/course/lab/";

impl Server {
    pub fn start() -> Self {
        let dist = PathBuf::from(std::env::var("LAB_DIST").expect("LAB_DIST names the built page: cargo xtask test"));
        assert!(dist.join("index.html").exists(), "there is no page in {}", dist.display());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let hits = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&hits);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (dist, seen) = (dist.clone(), Arc::clone(&seen));
                std::thread::spawn(move || answer(stream, &dist, &seen));
            }
        });
        Self { port, hits }
    }

    pub fn url(&self, fragment: &str) -> String {
        format!("http://127.0.0.1:{}{FOLDER}{fragment}", self.port)
    }

    pub fn hits(&self) -> Vec<Hit> {
        self.hits.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, dist: &std::path::Path, seen: &Mutex<Vec<Hit>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    // What a browser has with this date is still good: nothing changes while a test runs.
    let is_known =
        lines.take_while(|line| !line.is_empty()).any(|line| line.to_lowercase().starts_with("if-modified-"));
    let path = first.split(' ').nth(1).unwrap_or("/").split(['?', '#']).next().unwrap().to_owned();
    let inside = path.strip_prefix(FOLDER).map(|rest| if rest.is_empty() { "index.html" } else { rest });
    let body = inside.filter(|rest| !rest.contains("..")).and_then(|rest| fs::read(dist.join(rest)).ok());
    let mut packed = GzEncoder::new(Vec::new(), Compression::new(6));
    packed.write_all(body.as_deref().filter(|_| !is_known).unwrap_or_default()).unwrap();
    let gzip = packed.finish().unwrap().len();
    seen.lock().unwrap().push(Hit { path: path.clone(), found: body.is_some(), gzip });
    let kind = match inside.and_then(|rest| rest.rsplit('.').next()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    let (status, body) = match body {
        None => ("404 Not Found", Vec::new()),
        Some(_) if is_known => ("304 Not Modified", Vec::new()),
        Some(body) => ("200 OK", body),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nLast-Modified: {CHANGED}\r\n\
         Connection: close\r\n\r\n",
        body.len()
    );
    // A browser that went away needs no answer.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}
