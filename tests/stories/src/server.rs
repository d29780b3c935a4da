//! The site: a folder under `/some-repo/`, as a project's page on GitHub is, with the headers that it has there: packed where the browser takes
//! it, to be kept for ten minutes, and known again by a tag. One request per connection, so that to drop it really takes the site away.

use std::collections::VecDeque;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

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
    /// Where the files are.
    folder: Mutex<PathBuf>,
    /// When a file is asked for whose name has this in it, the files of another folder are published.
    turns: Mutex<VecDeque<(String, PathBuf)>>,
    is_other: AtomicBool,
    /// Those that are open: a browser keeps some ready, and would ask a site through them that is gone.
    connections: Mutex<Vec<Weak<TcpStream>>>,
    is_uncached: AtomicBool,
    failed: Mutex<Vec<String>>,
    /// Parts of the names of files that are not there, for a story.
    missing: Mutex<Vec<String>>,
    /// Parts of the names of files that have to wait.
    held: Mutex<Vec<String>>,
    /// Parts of the names of files that come badly, and how.
    bad: Mutex<Vec<(String, Connection)>>,
    /// What was asked for.
    asked: Mutex<Vec<String>>,
    /// How often the page was asked for since other files are there.
    anew: AtomicUsize,
    let_go: Condvar,
}

/// How a file comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Connection {
    /// It breaks half way, as often as this.
    Breaks(usize),
    /// So many bytes in a second.
    Slow(usize),
    /// It rests for a while where this stands in the file.
    Rests(&'static str),
}

impl State {
    /// Where the files are when one is asked for, and whether they are others than they were at first.
    fn folder_for(&self, path: &str) -> (PathBuf, bool) {
        let mut turns = locked(&self.turns);
        let mut folder = locked(&self.folder);
        if turns.front().is_some_and(|(part, _)| path.contains(part.as_str()))
            && let Some((_, next)) = turns.pop_front()
        {
            *folder = next;
            self.is_other.store(true, Ordering::SeqCst);
        }
        (folder.clone(), self.is_other.load(Ordering::SeqCst))
    }

    /// How a file comes that comes badly; one that breaks does so once less from now on.
    fn connection(&self, path: &str) -> Option<Connection> {
        let mut bad = locked(&self.bad);
        let (_, connection) = bad.iter_mut().find(|(part, _)| path.contains(part.as_str()))?;
        let now = *connection;
        if let Connection::Breaks(times) = connection {
            *times = times.checked_sub(1)?;
        }
        Some(now)
    }

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
        let state = Arc::new(State { folder: Mutex::new(folder.to_path_buf()), ..State::default() });
        let thread = thread::spawn({
            let (ended, state) = (Arc::clone(&ended), Arc::clone(&state));
            move || {
                for connection in listener.incoming() {
                    if ended.load(Ordering::SeqCst) {
                        break;
                    }
                    let state = Arc::clone(&state);
                    if let Ok(connection) = connection {
                        let connection = Arc::new(connection);
                        let mut open = locked(&state.connections);
                        open.retain(|other| other.strong_count() > 0);
                        open.push(Arc::downgrade(&connection));
                        drop(open);
                        // a browser may open a connection and say nothing for long
                        thread::spawn(move || serve(&connection, &state));
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
        format!("http://localhost:{}/some-repo/", self.port)
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

    /// From now on the connection breaks half way through a file whose name has this in it, so many times.
    pub fn break_off(&self, part: &str, times: usize) {
        locked(&self.state.bad).push((part.to_owned(), Connection::Breaks(times)));
    }

    /// From now on files whose names have this in them come slowly: so many bytes in a second.
    pub fn slow(&self, part: &str, bytes: usize) {
        locked(&self.state.bad).push((part.to_owned(), Connection::Slow(bytes)));
    }

    /// When a file is asked for whose name has this in it, the files of another folder are there in place of all that were; after the turns
    /// that were said before.
    pub fn publish_at(&self, part: &str, folder: &Path) {
        locked(&self.state.turns).push_back((part.to_owned(), folder.to_path_buf()));
    }

    /// From now on files that have this in them come in two parts, the second a while after the first.
    pub fn rest_at(&self, mark: &'static str) {
        locked(&self.state.bad).push((String::new(), Connection::Rests(mark)));
    }

    /// From now on all that was missing, broken or slow comes as it should.
    pub fn mend(&self) {
        locked(&self.state.bad).clear();
        locked(&self.state.missing).clear();
    }

    /// From now on no browser's own cache is to keep what is sent.
    pub fn uncached(&self) {
        self.state.is_uncached.store(true, Ordering::SeqCst);
    }

    /// How often files were asked for whose names have this in them.
    pub fn asked(&self, part: &str) -> usize {
        locked(&self.state.asked).iter().filter(|path| path.contains(part)).count()
    }

    /// How often the page itself was asked for since other files were published.
    pub fn asked_anew(&self) -> usize {
        self.state.anew.load(Ordering::SeqCst)
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
        for connection in locked(&self.state.connections).drain(..).filter_map(|connection| connection.upgrade()) {
            let _ = connection.shutdown(Shutdown::Both);
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

fn serve(connection: &TcpStream, state: &State) -> io::Result<()> {
    let mut reader = BufReader::new(connection);
    let mut request = String::new();
    if reader.read_line(&mut request)? == 0 {
        return Ok(());
    }
    let mut wish = Wish::default();
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header == "\r\n" {
            break;
        }
        wish.read(&header);
    }
    let path = request.split(' ').nth(1).and_then(|target| target.split('?').next()).unwrap_or_default();
    let mut connection = connection;
    locked(&state.asked).push(path.to_owned());
    let (folder, was_published) = state.folder_for(path);
    if was_published && path.ends_with('/') {
        state.anew.fetch_add(1, Ordering::SeqCst);
    }
    let (is_served, was_held) = state.serves(path);
    let how = state.connection(path);
    let found = file(&folder, path).filter(|_| is_served).and_then(|file| Some((media_type(&file), fs::read(file).ok()?)));
    let Some((media_type, body)) = found else {
        // who comes in the middle of it asks for what is gone; and a browser may wish for an icon of the whole host
        if is_served && !was_published && path != "/favicon.ico" {
            locked(&state.failed).push(request.trim().to_owned());
        }
        write!(connection, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
        return connection.flush();
    };
    let is_kept = !was_held && how.is_none() && !state.is_uncached.load(Ordering::SeqCst);
    let cached = if is_kept { "max-age=600" } else { "no-store" };
    let tag = format!("W/\"{}\"", STANDARD.encode(Sha256::digest(&body)));
    let always = format!("Cache-Control: {cached}\r\nETag: {tag}\r\nVary: Accept-Encoding\r\nConnection: close\r\n");
    if is_kept && wish.has.as_ref() == Some(&tag) {
        write!(connection, "HTTP/1.1 304 Not Modified\r\n{always}\r\n")?;
        return connection.flush();
    }
    // where it rests, if it does: what comes before has to be of use by itself
    let at = match how {
        Some(Connection::Rests(mark)) => body.windows(mark.len()).position(|window| window == mark.as_bytes()),
        _ => None,
    };
    let is_packed = wish.takes_gzip && !matches!(media_type, "image/png" | "image/webp" | "font/woff2");
    let (before, after) = body.split_at(at.unwrap_or_default());
    let parts = if is_packed { packed(before, after)? } else { [before.to_vec(), after.to_vec()] };
    let [before, after] = &parts;
    write!(connection, "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n", before.len() + after.len())?;
    if is_packed {
        write!(connection, "Content-Encoding: gzip\r\n")?;
    }
    write!(connection, "{always}\r\n")?;
    connection.write_all(before)?;
    if at.is_some() {
        thread::sleep(Duration::from_millis(700));
    }
    match how {
        None | Some(Connection::Rests(_)) => connection.write_all(after)?,
        Some(Connection::Breaks(_)) => connection.write_all(after.get(..after.len() / 2).unwrap_or_default())?,
        Some(Connection::Slow(bytes)) => {
            for part in after.chunks((bytes / 10).max(1)) {
                connection.write_all(part)?;
                thread::sleep(Duration::from_millis(100));
            }
        }
    }
    connection.flush()
}

/// What a browser says of what it can do with the answer.
#[derive(Default)]
struct Wish {
    takes_gzip: bool,
    /// The tag of what it has already.
    has: Option<String>,
}

impl Wish {
    fn read(&mut self, header: &str) {
        let Some((name, value)) = header.split_once(':') else { return };
        match name.to_ascii_lowercase().as_str() {
            "accept-encoding" => self.takes_gzip = value.contains("gzip"),
            "if-none-match" => self.has = Some(value.trim().to_owned()),
            _ => {}
        }
    }
}

/// Two parts of a file as they are sent, the first of which can be unpacked before the second is there.
fn packed(before: &[u8], after: &[u8]) -> io::Result<[Vec<u8>; 2]> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(before)?;
    if !before.is_empty() {
        encoder.flush()?;
    }
    let first = std::mem::take(encoder.get_mut());
    encoder.write_all(after)?;
    Ok([first, encoder.finish()?])
}

fn file(folder: &Path, path: &str) -> Option<PathBuf> {
    match path.strip_prefix("/some-repo/")? {
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
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
