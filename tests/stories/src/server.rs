//! The site: a folder under `/repo/`, as a project's page on GitHub is. One request per connection, so that to drop it really takes the
//! site away.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A site that is up until it is dropped.
pub struct Server {
    port: u16,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    state: Arc<State>,
}

/// What the threads that answer share.
#[derive(Default)]
struct State {
    failed: Mutex<Vec<String>>,
    /// Parts of the names of files that are not there, for a story.
    missing: Mutex<Vec<String>>,
    /// Parts of the names of files that have to wait.
    held: Mutex<Vec<String>>,
    let_go: Condvar,
}

impl State {
    /// Waits while a file is held. Gives whether it is there at all, and whether it was held: a browser must not keep that one, or it would
    /// not ask for it again.
    fn serves(&self, path: &str) -> (bool, bool) {
        let is_named = |parts: &Vec<String>| parts.iter().any(|part| path.contains(part.as_str()));
        let held = locked(&self.held);
        let was_held = is_named(&held);
        drop(self.let_go.wait_while(held, |held| is_named(held)).unwrap_or_else(PoisonError::into_inner));
        (!is_named(&locked(&self.missing)), was_held)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    /// Puts the files of a folder up at a port, or at any for port 0.
    ///
    /// # Errors
    /// Where the port stays taken for 10 seconds.
    pub fn start(folder: &Path, port: u16) -> io::Result<Self> {
        let listener = bind(port)?;
        let port = listener.local_addr()?.port();
        let ended = Arc::new(AtomicBool::new(false));
        let state = Arc::new(State::default());
        let thread = thread::spawn({
            let (folder, ended, state) = (folder.to_path_buf(), Arc::clone(&ended), Arc::clone(&state));
            move || {
                for connection in listener.incoming() {
                    if ended.load(Ordering::SeqCst) {
                        break;
                    }
                    let (folder, state) = (folder.clone(), Arc::clone(&state));
                    if let Ok(connection) = connection {
                        // a browser may open a connection and say nothing for long
                        thread::spawn(move || serve(connection, &folder, &state));
                    }
                }
            }
        });
        Ok(Self { port, ended, thread: Some(thread), state })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/repo/", self.port)
    }

    /// The requests that were not answered with 200.
    pub fn failed(&self) -> Vec<String> {
        locked(&self.state.failed).clone()
    }

    /// From now on files whose names have this in them are not there. Who asks for one is no trouble: it is the story.
    pub fn miss(&self, part: &str) {
        locked(&self.state.missing).push(part.to_owned());
    }

    /// From now on files whose names have this in them are not sent, until all are let go.
    pub fn hold(&self, part: &str) {
        locked(&self.state.held).push(part.to_owned());
    }

    /// Sends what was held.
    pub fn let_go(&self) {
        locked(&self.state.held).clear();
        self.state.let_go.notify_all();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        self.let_go();
        // wakes the thread, which then sees that it has ended
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn bind(port: u16) -> io::Result<TcpListener> {
    let start = Instant::now();
    loop {
        match TcpListener::bind(("127.0.0.1", port)) {
            Err(_) if start.elapsed() < Duration::from_secs(10) => thread::sleep(Duration::from_millis(100)),
            bound => return bound,
        }
    }
}

fn serve(connection: TcpStream, folder: &Path, state: &State) -> io::Result<()> {
    let mut reader = BufReader::new(connection.try_clone()?);
    let mut request = String::new();
    if reader.read_line(&mut request)? == 0 {
        return Ok(());
    }
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header == "\r\n" {
            break;
        }
    }
    let path = request.split(' ').nth(1).and_then(|target| target.split('?').next()).unwrap_or_default();
    let mut connection = connection;
    let (is_served, was_held) = state.serves(path);
    match file(folder, path).filter(|_| is_served).and_then(|file| Some((media_type(&file), fs::read(file).ok()?))) {
        Some((media_type, body)) => {
            write!(connection, "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n", body.len())?;
            // what GitHub's pages say
            let cached = if was_held { "no-store" } else { "max-age=600" };
            write!(connection, "Cache-Control: {cached}\r\nConnection: close\r\n\r\n")?;
            connection.write_all(&body)?;
        }
        None => {
            if is_served {
                locked(&state.failed).push(request.trim().to_owned());
            }
            write!(connection, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
        }
    }
    connection.flush()
}

fn file(folder: &Path, path: &str) -> Option<PathBuf> {
    match path.strip_prefix("/repo/")? {
        "" => Some(folder.join("index.html")),
        path if path.split('/').all(|part| !part.starts_with('.')) => Some(folder.join(path)),
        _ => None,
    }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
