//! How a run ends.

use std::process::ExitCode;

use finsam_ledger::Finding;

use crate::text::Sentence;

/// The exit status: 0, 1, 2 or 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, and nothing is wrong.
    Done,
    /// The books, or a file, have findings of severity error.
    Findings,
    /// Called wrongly.
    Usage,
    /// A file, the disk or a damaged book stood in the way.
    Failure,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Failure => 3,
        })
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It was called wrongly.
    Usage(Sentence),
    /// Something outside stood in the way.
    Failure(Sentence),
    /// Files or settings are wrong in these ways.
    Findings(Vec<Finding>),
    /// Nobody reads the output any more, which is no error.
    ReaderGone,
}

impl Refusal {
    pub(crate) const fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Failure(_) => Exit::Failure,
            Self::Findings(_) => Exit::Findings,
            Self::ReaderGone => Exit::Done,
        }
    }
}
