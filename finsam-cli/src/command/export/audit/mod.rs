//! `ledger export audit`: all that an auditor needs of a fiscal year, in files that need no program of ours.
//!
//! Everything is drawn from a copy of the book, which is part of it, so that nobody can write to the book
//! between two of the files.

mod content;
mod index;
mod package;

use std::path::Path;

use finsam_ledger::book::Book;

use self::content::Subject;
use self::package::Stage;
use super::year;
use crate::args::Export;
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, book, layout_for};
use crate::text::{Said, Wrong, audit};

pub(super) fn run(args: &Export, settings: &Settings) -> Result<Exit, Refusal> {
    let target: &Path = args.target.as_deref().ok_or(Refusal::Usage(Wrong::AuditTargetUnsaid))?;
    let original = book(settings)?;
    let (layout, layout_file) = layout_for(None, original.settings(), original.dir(), settings.lang)?;
    let read = output::files_of(&original).into_iter();
    let read = read.chain(layout_file.clone()).chain(args.published.iter().cloned()).collect::<Vec<_>>();
    package::may_make(target, &read)?;

    let stage = Stage::beside(target)?;
    let dir = stage.path().join(audit::path("book", settings.lang));
    original.copy_into(&dir)?;
    let source = Source::of_opened(Book::open(&dir)?, (layout, layout_file.clone()))?;
    let year = year(args.period.as_deref(), &source)?;
    let subject = Subject {
        source: &source,
        layout_file: layout_file.as_deref(),
        year,
        published: &args.published,
        settings,
    };
    let (files, exit) = subject.files()?;
    // The copy is closed before it takes its place.
    drop(source);
    package::write(stage, &files, target)?;
    output::say(&Said::FileWritten { path: target.to_owned() }.say(settings.lang));
    output::say(&audit::told(files.len(), exit == Exit::Findings, settings.lang));
    Ok(exit)
}
