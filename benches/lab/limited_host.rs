//! A static host behind a slow network: sends files as common hosts do, compressed where the browser accepts it, with a
//! delay before each answer and a limit on the bytes per second of all answers together.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The bytes that are sent at a time, about three packets.
const PIECE: usize = 4_096;

/// The network between a host and a browser.
#[derive(Clone, Copy, Debug)]
pub struct Network {
    /// The time between a request and the first byte of its answer.
    pub delay: Duration,
    /// The bytes per second of all answers together; `None` for no limit.
    pub rate: Option<f64>,
}

/// A host that serves one folder at `/`, until the process ends.
pub struct LimitedHost {
    port: u16,
}

/// A file as it is sent.
struct Prepared {
    head: String,
    body: Vec<u8>,
}

/// The end of the last answer that the network has accepted.
type Busy = Mutex<Option<Instant>>;

impl LimitedHost {
    /// Serves the files of a folder, which are read and compressed now.
    pub fn start(folder: &Path, network: Network) -> Self {
        let mut files = HashMap::new();
        prepare(folder, "/", &mut files);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (files, busy) = (Arc::new(files), Arc::new(Busy::default()));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (files, busy) = (Arc::clone(&files), Arc::clone(&busy));
                std::thread::spawn(move || answer(stream, &files, network, &busy));
            }
        });
        Self { port }
    }

    /// Returns the address of a path, which begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

fn prepare(folder: &Path, at: &str, files: &mut HashMap<String, Prepared>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if path.is_dir() {
            prepare(&path, &format!("{at}{name}/"), files);
        } else {
            files.insert(format!("{at}{name}"), prepared(&name, fs::read(&path).unwrap()));
        }
    }
}

fn prepared(name: &str, body: Vec<u8>) -> Prepared {
    let (kind, is_compressed) = match name.rsplit('.').next() {
        Some("html") => ("text/html; charset=utf-8", true),
        Some("js" | "mjs") => ("text/javascript", true),
        Some("css") => ("text/css", true),
        Some("wasm") => ("application/wasm", true),
        Some("svg") => ("image/svg+xml", true),
        Some("json" | "webmanifest") => ("application/json", true),
        Some("png") => ("image/png", false),
        _ => ("application/octet-stream", false),
    };
    let (encoding, body) = if is_compressed {
        let mut packed = GzEncoder::new(Vec::new(), Compression::new(6));
        packed.write_all(&body).unwrap();
        ("Content-Encoding: gzip\r\n", packed.finish().unwrap())
    } else {
        ("", body)
    };
    // As GitHub Pages: browsers may use a file for ten minutes without asking again.
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{encoding}Cache-Control: max-age=600\r\n\
         Connection: close\r\n\r\n",
        body.len()
    );
    Prepared { head, body }
}

fn answer(mut stream: TcpStream, files: &HashMap<String, Prepared>, network: Network, busy: &Busy) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let path = first.split(' ').nth(1).unwrap_or("/").split(['?', '#']).next().unwrap().to_owned();
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path };
    std::thread::sleep(network.delay);
    // A browser that went away needs no answer.
    let _ = match files.get(&path) {
        Some(file) => send(&mut stream, file, network, busy),
        None => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    };
}

/// Sends a file piece by piece, each when the network has sent those before it, of this answer and of others.
fn send(stream: &mut TcpStream, file: &Prepared, network: Network, busy: &Busy) -> std::io::Result<()> {
    stream.write_all(file.head.as_bytes())?;
    let Some(rate) = network.rate else { return stream.write_all(&file.body) };
    for piece in file.body.chunks(PIECE) {
        let until = {
            let mut busy = busy.lock().unwrap();
            let now = Instant::now();
            let from = busy.filter(|busy| *busy > now).unwrap_or(now);
            *busy.insert(from + Duration::from_secs_f64(piece.len() as f64 / rate))
        };
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
        stream.write_all(piece)?;
    }
    Ok(())
}
