//! A host of another origin: files with and without CORS, slow, cut and endless answers, HTML pages.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

/// The response to a path.
#[derive(Clone)]
pub enum Response {
    /// A file that other origins may read (CORS).
    Open(Vec<u8>),
    /// A file that other origins may not read.
    Closed(Vec<u8>),
    /// A file in [`PARTS`] parts, each sent when the gate is opened.
    Parts(Vec<u8>, Gate),
    /// A response that announces so many bytes, sends a few and ends.
    Cut(u64),
    /// A response that announces so many bytes and sends none; with 0 announced, not even a head.
    Silent(u64),
    /// A status without a body.
    Status(&'static str),
    /// An HTML page.
    Html(String),
}

/// The number of parts of [`Response::Parts`].
pub const PARTS: usize = 20;

/// A gate at which the host waits; each opening by the test lets one part pass.
#[derive(Clone)]
pub struct Gate(Arc<Mutex<Receiver<()>>>);

impl Gate {
    /// Makes a gate and the sender that opens it.
    pub fn new() -> (Self, Sender<()>) {
        let (open, wait) = channel();
        (Self(Arc::new(Mutex::new(wait))), open)
    }

    fn pass(&self) -> bool {
        self.0.lock().unwrap().recv().is_ok()
    }
}

/// The host; it serves until the test ends.
pub struct OtherHost {
    pub port: u16,
}

impl OtherHost {
    pub fn start(responses: impl IntoIterator<Item = (&'static str, Response)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let responses: Arc<HashMap<String, Response>> =
            Arc::new(responses.into_iter().map(|(path, response)| (path.to_owned(), response)).collect());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let responses = Arc::clone(&responses);
                std::thread::spawn(move || answer(stream, &responses));
            }
        });
        Self { port }
    }

    /// Its origin, as pages know it.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn answer(mut stream: TcpStream, responses: &HashMap<String, Response>) {
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
    match responses.get(&path) {
        Some(Response::Open(body)) => _ = send(&[head("200 OK", SHARED, body.len() as u64), body.clone()].concat()),
        Some(Response::Closed(body)) => _ = send(&[head("200 OK", "", body.len() as u64), body.clone()].concat()),
        Some(Response::Parts(body, gate)) => {
            send(&head("200 OK", SHARED, body.len() as u64));
            for part in body.chunks(body.len().div_ceil(PARTS)) {
                if !gate.pass() || !send(part) {
                    return;
                }
            }
        }
        Some(Response::Cut(length)) => _ = send(&[head("200 OK", SHARED, *length), vec![7; 5000]].concat()),
        Some(Response::Silent(length)) => {
            if *length == 0 || send(&head("200 OK", SHARED, *length)) {
                // Until the browser goes away.
                let _ = stream.read(&mut [0]);
            }
        }
        Some(Response::Status(status)) => _ = send(&head(status, SHARED, 0)),
        Some(Response::Html(text)) => {
            let kind = "Content-Type: text/html; charset=utf-8\r\n";
            send(&[head("200 OK", kind, text.len() as u64), text.clone().into_bytes()].concat());
        }
        None => _ = send(&head("404 Not Found", "", 0)),
    }
}
