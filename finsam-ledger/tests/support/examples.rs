//! The example books, as the library reads them.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::expect_used, clippy::panic, reason = "a helper of a test may fail it")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use finsam_ledger::read::settings::{Settings, template};
use finsam_ledger::read::{Keep, Options, Read, Reading};

/// What an example may have; each has vouchers and opening balances.
const FILES: [&str; 4] = ["ingaende-balans.csv", "verifikat.csv", "budget.csv", "prognos.csv"];

/// What an example says beside its template, on its annual report and its ESF projects.
const SETTINGS: [&str; 2] = ["arsredovisning.toml", "esf-projekt.toml"];

pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name)
}

/// All files of an example book, read.
pub(crate) fn read(name: &str, keep: Keep) -> Read {
    let mut reading = Reading::new(Options { keep, ..Options::default() });
    for file in FILES {
        let path = folder(name).join(file);
        if path.is_file() {
            reading.file(file, File::open(path).expect("it is there")).expect("it can be read");
        }
    }
    let read = reading.finish().expect("small amounts");
    assert!(read.files.len() >= 2, "{name} is no example");
    read
}

/// The settings of an example book: a template, and what the example says itself.
pub(crate) fn settings(name: &str, template_name: &str) -> Settings {
    let own = SETTINGS.map(|file| fs::read_to_string(folder(name).join(file)).unwrap_or_default());
    let text = [template(template_name).expect("a template"), &own.concat()].join("\n");
    Settings::from_toml("ledger.toml", &text).unwrap_or_else(|findings| panic!("{findings:#?}"))
}
