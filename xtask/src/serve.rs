//! A static server on loopback, for looking at the built page.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::run::say;

/// The port that is tried first, and how many after it.
const PORTS: (u16, u16) = (8123, 50);

/// A request's head may be this long, in bytes.
const LONGEST_HEAD: u64 = 64 * 1024;

/// Serves a folder until the process ends.
///
/// # Errors
/// Words, when no port can be had.
pub fn serve(folder: &Path, port: Option<u16>) -> Result<(), String> {
    let listener = listen(port)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    say(format!("serving {} until Ctrl-C at", folder.display()));
    println!("http://{address}/");
    for connection in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        // a reader who goes away is no failure of ours
        thread::spawn(move || answer(&connection, &folder));
    }
    Ok(())
}

fn listen(port: Option<u16>) -> Result<TcpListener, String> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => bind(port).map_err(|error| format!("port {port} cannot be had ({error}); try another with --port")),
        None => (PORTS.0..PORTS.0 + PORTS.1)
            .find_map(|port| bind(port).ok())
            .ok_or_else(|| format!("the ports {} to {} are all taken; name one with --port", PORTS.0, PORTS.0 + PORTS.1 - 1)),
    }
}

/// One request, one answer, and the connection is closed.
fn answer(connection: &TcpStream, folder: &Path) -> io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut head = BufReader::new(connection.take(LONGEST_HEAD));
    let mut request = String::new();
    head.read_line(&mut request)?;
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, kind, body) = match (method, file(folder, target)) {
        ("GET" | "HEAD", Some(path)) => match fs::read(&path) {
            Ok(body) => ("200 OK", media_type(&path), body),
            Err(_) => ("404 Not Found", PLAIN, b"There is no such file here.\n".to_vec()),
        },
        ("GET" | "HEAD", None) => ("404 Not Found", PLAIN, b"There is no such file here.\n".to_vec()),
        _ => ("405 Method Not Allowed", PLAIN, b"Files can only be read here.\n".to_vec()),
    };
    let mut out = connection;
    // no-cache: a rebuild shows at once
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        out.write_all(&body)?;
    }
    out.flush()
}

/// The file that a request's target names, inside the folder and nowhere else.
fn file(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = decode(target.split(['?', '#']).next()?.strip_prefix('/')?)?;
    let path = Path::new(&path);
    if path.components().any(|component| !matches!(component, Component::Normal(_))) {
        return None;
    }
    let path = folder.join(path);
    Some(if path.is_dir() { path.join("index.html") } else { path })
}

/// A path without its percent signs; `None` when they make no sense.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains(['\0', '\\']))
}

const PLAIN: &str = "text/plain; charset=utf-8";

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => PLAIN,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::file;

    #[test]
    fn only_inside() {
        let inside = |target: &str| file(Path::new("/site"), target).map(|path| path.display().to_string());
        for (target, expected) in [
            ("/a.js", Some("/site/a.js")),
            ("/a/b.js?x=1", Some("/site/a/b.js")),
            ("/a%20b", Some("/site/a b")),
            ("/", Some("/site/")),
            ("/../etc/passwd", None),
            ("/a/../../etc/passwd", None),
            ("/%2e%2e/etc/passwd", None),
            ("//etc/passwd", None),
            ("/a%2", None),
            ("/a%zz", None),
            ("/a%00", None),
            ("a", None),
        ] {
            assert_eq!(inside(target).as_deref(), expected, "{target}");
        }
    }
}
