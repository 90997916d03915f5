//! A `PostgreSQL` server for as long as the tests run.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a helper of a test may fail it, and says what it lacks"
)]

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// What the server is asked as: it made the cluster, so it may do everything.
const OWNER: &str = "agare";

/// Starts a server, tells when it answers, and takes it away with all it has when the tests have ended, however
/// they did: then nobody holds the other end of its standard input any more.
const SERVE: &str = r#"
set -e
home=$(mktemp -d "${TMPDIR:-/tmp}/finsam-server.XXXXXX")
echo "$home"
"$1/initdb" -D "$home/data" -U agare -A trust -E UTF8 --locale=C --no-sync > "$home/log" 2>&1
"$1/postgres" -D "$home/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \
    -c max_connections=40 >> "$home/log" 2>&1 &
server=$!
cat > /dev/null
kill -INT $server || true
wait $server || true
rm -rf "$home"
"#;

/// The address of a book on the server; nothing where no server is installed.
pub(crate) fn address(book: &str) -> Option<String> {
    as_role(OWNER, book)
}

/// The same as somebody else.
pub(crate) fn as_role(role: &str, book: &str) -> Option<String> {
    static PORT: OnceLock<Option<u16>> = OnceLock::new();
    let port = (*PORT.get_or_init(serve))?;
    Some(format!("postgres://{role}@127.0.0.1:{port}/postgres?book={book}"))
}

/// A connection of its own, to do what the program never would.
pub(crate) fn client() -> Option<postgres::Client> {
    let address = address("x")?;
    let (address, _) = address.split_once('?').expect("a book");
    Some(postgres::Client::connect(address, postgres::NoTls).expect("it answers"))
}

#[expect(clippy::zombie_processes, reason = "it ends by itself once the tests have ended")]
fn serve() -> Option<u16> {
    let Some(programs) = programs() else {
        assert!(std::env::var_os("FINSAM_NO_SKIP").is_none(), "no PostgreSQL is installed");
        eprintln!(
            "no PostgreSQL is installed (on Debian: apt-get install postgresql): a book on a server was not tried"
        );
        return None;
    };
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|socket| socket.local_addr());
    let port = port.expect("a port that is free").port();
    // It refuses to run as root.
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    command.args(["-c", SERVE, "sh"]).arg(&programs).arg(port.to_string());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a shell");
    // The other end is held until the process ends.
    std::mem::forget(child.stdin.take());
    let mut home = String::new();
    let said = child.stdout.take().map(|said| BufReader::new(said).read_line(&mut home));
    said.expect("its words").expect("its directory");
    let log = PathBuf::from(home.trim()).join("log");
    for _ in 0..600 {
        let reached = postgres::Client::connect(
            &format!("postgres://{OWNER}@127.0.0.1:{port}/postgres"),
            postgres::NoTls,
        );
        if reached.is_ok() {
            return Some(port);
        }
        let ended = child.try_wait().expect("its end").is_some();
        assert!(!ended, "the server did not start: {}", logs(&log));
        std::thread::sleep(Duration::from_millis(50));
    }
    unreachable!("the server does not answer: {}", logs(&log))
}

fn logs(log: &Path) -> String {
    std::fs::read_to_string(log).unwrap_or_default()
}

/// Where the server's programs are: the newest that Debian has, or those on the path.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let installed = versions.map(|version| version.path().join("bin"));
    let on_path = std::env::var_os("PATH").into_iter();
    let on_path: Vec<PathBuf> =
        on_path.flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>()).collect();
    let mut all: Vec<PathBuf> = installed.filter(|dir| dir.join("initdb").is_file()).collect();
    all.sort();
    all.pop().or_else(|| {
        on_path.into_iter().find(|dir| dir.join("initdb").is_file() && dir.join("postgres").is_file())
    })
}

fn is_root() -> bool {
    std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").expect("a process")) == 0
}
