//! Faults at a chosen step of what the program does to a book's files: see `tests/faults/faults.c`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// An instant in the clock of every run, so that two runs write the same bytes: 2025-10-09.
const TIME: &str = "1760000000";

/// What goes wrong, and at which step; from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault<'a> {
    pub(crate) kind: &'a str,
    pub(crate) at: u64,
}

/// Where there is a C compiler and what it makes can be put before a program, the library that makes faults.
pub(crate) fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    LIBRARY.get_or_init(compiled).as_deref()
}

fn compiled() -> Option<PathBuf> {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        eprintln!("no faults are made on this system: what needs them is passed over");
        return None;
    }
    // Tests that run at once each have their own.
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{}.so", std::process::id()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/faults.c");
    let compiler = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &source])
        .arg("-ldl")
        .output();
    match compiler {
        Ok(output) if output.status.success() => Some(library),
        Ok(output) => panic!("faults.c: {}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            eprintln!("there is no C compiler ({error}): what needs faults is passed over");
            None
        }
    }
}

/// Lets a fault happen to the command, in a book whose directory it is given.
pub(crate) fn beset(command: &mut Command, book: &Path, fault: Fault<'_>) {
    let Some(library) = library() else { return };
    command
        .env("LD_PRELOAD", library)
        .env("FAULT_DIR", book)
        .env("FAULT_TIME", TIME)
        .env("FAULT_KIND", fault.kind)
        .env("FAULT_AT", fault.at.to_string());
}

/// How many steps the command takes where nothing goes wrong.
pub(crate) fn steps_of(mut command: Command, book: &Path) -> u64 {
    let count = book.with_extension("steps");
    beset(&mut command, book, Fault { kind: "none", at: 0 });
    let output = command.env("FAULT_COUNT", &count).output().expect("the program starts");
    // 0, or 1 where what was taken in has findings.
    let is_done = output.status.code().is_some_and(|code| code <= 1);
    assert!(is_done, "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(&count).expect("the library counts");
    text.trim().parse().expect("a number")
}
