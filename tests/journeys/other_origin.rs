//! A second host, with hosts' whims: files that other pages may read or not, slow ones, endless ones, pages of one's own.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// How a path is answered.
#[derive(Clone)]
pub enum Way {
    /// Other pages may read it.
    Open(Vec<u8>),
    /// Other pages may not.
    Closed(Vec<u8>),
    /// Twenty parts, each when the gate is opened once more.
    Parts(Vec<u8>, Gate),
    /// It promises so many bytes, sends a few and breaks off.
    Cut(u64),
    /// It promises so many bytes and never sends one; with none promised, it does not even answer.
    Silent(u64),
    /// A status without a body.
    Status(&'static str),
    /// A page.
    Html(String),
}

/// How many parts [`Way::Parts`] makes of a file.
pub const PARTS: usize = 20;

/// What a host waits at until the test opens it; each opening lets one part through.
#[derive(Clone)]
pub struct Gate(Arc<Mutex<Receiver<()>>>);

impl Gate {
    /// Makes a gate, and what opens it.
    pub fn new() -> (Self, Sender<()>) {
        let (open, wait) = channel();
        (Self(Arc::new(Mutex::new(wait))), open)
    }

    fn pass(&self) -> bool {
        self.0.lock().unwrap().recv().is_ok()
    }
}

/// The host; it serves until the test ends.
pub struct Elsewhere {
    pub port: u16,
}

impl Elsewhere {
    pub fn start(ways: impl IntoIterator<Item = (&'static str, Way)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let ways: Arc<HashMap<String, Way>> =
            Arc::new(ways.into_iter().map(|(path, way)| (path.to_owned(), way)).collect());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let ways = Arc::clone(&ways);
                std::thread::spawn(move || answer(stream, &ways));
            }
        });
        Self { port }
    }

    /// Its origin, as pages know it.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn answer(mut stream: TcpStream, ways: &HashMap<String, Way>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let path = first.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap().to_owned();
    let head = |status: &str, more: &str, length: u64| {
        format!("HTTP/1.1 {status}\r\n{more}Content-Length: {length}\r\nConnection: close\r\n\r\n").into_bytes()
    };
    const SHARED: &str = "Access-Control-Allow-Origin: *\r\n";
    // A browser that went away needs no answer.
    let mut send = |bytes: &[u8]| stream.write_all(bytes).is_ok();
    match ways.get(&path) {
        Some(Way::Open(body)) => _ = send(&[head("200 OK", SHARED, body.len() as u64), body.clone()].concat()),
        Some(Way::Closed(body)) => _ = send(&[head("200 OK", "", body.len() as u64), body.clone()].concat()),
        Some(Way::Parts(body, gate)) => {
            send(&head("200 OK", SHARED, body.len() as u64));
            for part in body.chunks(body.len().div_ceil(PARTS)) {
                if !gate.pass() || !send(part) {
                    return;
                }
            }
        }
        Some(Way::Cut(length)) => _ = send(&[head("200 OK", SHARED, *length), vec![7; 5000]].concat()),
        Some(Way::Silent(length)) => {
            if *length == 0 || send(&head("200 OK", SHARED, *length)) {
                // Until the browser goes away.
                let _ = stream.read(&mut [0]);
            }
        }
        Some(Way::Status(status)) => _ = send(&head(status, SHARED, 0)),
        Some(Way::Html(text)) => {
            let kind = "Content-Type: text/html; charset=utf-8\r\n";
            send(&[head("200 OK", kind, text.len() as u64), text.clone().into_bytes()].concat());
        }
        None => _ = send(&head("404 Not Found", "", 0)),
    }
}
