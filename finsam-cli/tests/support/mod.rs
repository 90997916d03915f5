//! The program, started as a user starts it: in a directory, and with nothing of our environment.

#![allow(dead_code, reason = "no test uses all of it")]

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The command, yet to be started in `home`.
pub(crate) fn command(home: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledger"));
    command.args(arguments).current_dir(home).env_clear();
    command
}

/// What the command does.
pub(crate) fn ledger(home: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    command(home, arguments).output().expect("the program starts")
}

/// What the command prints, which must succeed.
pub(crate) fn printed(home: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = ledger(home, arguments);
    assert!(output.status.success(), "ledger {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A file of those that the transcripts use.
pub(crate) fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/files").join(name)
}

/// The words of a command line, where `….csv` and `plan.toml` are such files.
pub(crate) fn with_files(command_line: &str) -> impl Iterator<Item = OsString> {
    let is_file = |word: &str| {
        Path::new(word).extension().is_some_and(|of| of == "csv" || of == "se") || word == "plan.toml"
    };
    command_line
        .split(' ')
        .map(move |word| if is_file(word) { file(word).into_os_string() } else { word.into() })
}

/// A book of the repository's examples: its folder, its template, its last year, and what is added to its
/// settings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example {
    pub(crate) folder: &'static str,
    template: &'static str,
    pub(crate) year: &'static str,
    settings: &'static [&'static str],
}

pub(crate) const EXAMPLES: [Example; 3] = [
    Example {
        folder: "sjuharad-2024",
        template: "sjuharad",
        year: "2024",
        settings: &["arsredovisning.toml", "esf-projekt.toml"],
    },
    Example { folder: "sjuharad-2014", template: "sjuharad", year: "2014", settings: &["esf-projekt.toml"] },
    Example {
        folder: "insjoriket-2019",
        template: "insjoriket",
        year: "2019",
        settings: &["arsredovisning.toml"],
    },
];

impl Example {
    /// Makes the book in a directory below `home`, as its README says.
    pub(crate) fn book(&self, home: &Path, dir: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(self.folder);
        printed(home, &["init", dir, "--template", self.template]);
        let toml = home.join(dir).join("ledger.toml");
        let mut text = fs::read_to_string(&toml).expect("the settings");
        for more in self.settings {
            text += &fs::read_to_string(folder.join(more)).expect("more settings");
        }
        fs::write(&toml, text).expect("room for them");
        let files = ["verifikat.csv", "ingaende-balans.csv", "budget.csv", "prognos.csv"];
        let files = files.map(|name| folder.join(name)).into_iter().filter(|file| file.is_file());
        let import = ["import", "--book", dir].map(OsString::from).into_iter();
        let import = ledger(home, import.chain(files.map(PathBuf::into_os_string)));
        assert!(import.status.success(), "{self:?}: {}", String::from_utf8_lossy(&import.stdout));
    }
}
