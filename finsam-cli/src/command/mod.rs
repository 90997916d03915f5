//! One file a command: each opens, calls the library, and prints.

mod account;
mod accruals;
mod accrue;
mod balances;
mod check;
mod close;
mod compare;
mod compare_wire;
mod completions;
mod esf;
mod explain;
mod export;
mod follow_up;
mod import;
mod import_summary;
mod import_version;
mod imports;
mod init;
mod laws;
mod layout;
mod lock;
mod man;
mod members;
mod paper;
mod plan;
mod posting;
mod profile;
mod report;
mod reverse;
mod settings;
mod undo;
mod verify;

use std::path::{Path, PathBuf};

use finsam_ledger::render::document::Section;
use finsam_ledger::render::picture::bars;
use finsam_ledger::render::text::{TextStyle, text};
use finsam_ledger::render::{Document, RenderError, Table, csv, docx, html, markdown, xlsx};

use crate::args::{Command, Format, Out};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::Source;
use crate::text::{Failed, Said};

pub(crate) fn run(command: &Command, settings: &Settings) -> Result<Exit, Refusal> {
    match command {
        Command::Init(args) => init::run(args, settings),
        Command::Import(args) => import::run(args, settings),
        Command::Imports(args) => imports::run(args, settings),
        Command::Undo(args) => undo::run(args, settings),
        Command::Lock(args) => lock::lock(args, settings),
        Command::Unlock(args) => lock::unlock(args, settings),
        Command::Accrue(args) => accrue::run(args, settings),
        Command::Accruals(args) => accruals::run(args, settings),
        Command::Reverse(args) => reverse::run(args, settings),
        Command::Close(args) => close::run(args, settings),
        Command::Esf(args) => esf::run(args, settings),
        Command::Report(args) => report::run(args, settings),
        Command::Balances(args) => balances::run(args, settings),
        Command::Account(args) => account::run(args, settings),
        Command::Export(args) => export::run(args, settings),
        Command::Check(args) => check::run(args, settings),
        Command::Compare(args) => compare::run(args, settings),
        Command::Verify(args) => verify::run(args, settings),
        Command::Explain(args) => explain::run(args, settings),
        Command::Layout(args) => layout::run(args),
        Command::Profile(args) => profile::run(args, settings),
        Command::Settings(args) => settings::run(args, settings),
        Command::Completions(args) => completions::run(args, settings),
        Command::Man(args) => man::run(args, settings),
    }
}

/// Writes a table as it was asked for, to stdout or a file. JSON is made of the figures
/// themselves rather than of a page, so it is handed over as a function.
fn write_table(
    table: &Table,
    json: impl FnOnce() -> Result<String, RenderError>,
    out: &Out,
    source: &Source,
    settings: &Settings,
) -> Result<Exit, Refusal> {
    write_table_of(&source.files, table, json, out, settings)
}

/// The same, of a table that is made from these files.
fn write_table_of(
    files: &[PathBuf],
    table: &Table,
    json: impl FnOnce() -> Result<String, RenderError>,
    out: &Out,
    settings: &Settings,
) -> Result<Exit, Refusal> {
    let document = Document::of_table(table.clone(), settings.lang);
    write_document(files, &document, json, || xlsx::workbook(&document, None), out, settings)
}

/// Writes a document made from these files as it was asked for, to stdout or a file. A workbook is made
/// of the books too, so it is handed over like JSON.
fn write_document(
    files: &[PathBuf],
    document: &Document,
    json: impl FnOnce() -> Result<String, RenderError>,
    workbook: impl FnOnce() -> Result<Vec<u8>, RenderError>,
    out: &Out,
    settings: &Settings,
) -> Result<Exit, Refusal> {
    let page = |style| match out.format.unwrap_or_default() {
        Format::Text => Ok(as_text(document, style).into_bytes()),
        Format::Md => {
            let tables = document.tables().map(|(_, table)| markdown::markdown(table));
            Ok(tables.collect::<Vec<_>>().join("\n").into_bytes())
        }
        Format::Csv if document.is_annual => csv::document(document.tables()).map(String::into_bytes),
        Format::Csv => {
            let tables = document.tables().map(|(_, table)| csv::csv(table));
            tables.collect::<Result<Vec<_>, _>>().map(|tables| tables.join("\n").into_bytes())
        }
        Format::Json => json().map(String::into_bytes),
        Format::Html => html::html(document).map(String::into_bytes),
        Format::Docx => docx(document),
        Format::Xlsx => workbook(),
    };
    if out.output.is_none() && out.format.unwrap_or_default().is_binary() {
        output::may_show_bytes()?;
    }
    write_page(page, out.output.as_deref(), files, settings)
}

/// The tables one after another, each with what is drawn of it in letters.
fn as_text(document: &Document, style: TextStyle) -> String {
    let section = |section: &Section| {
        let bars = section.pictures.iter().filter_map(|picture| bars(picture, style.width, document.lang));
        std::iter::once(text(&section.table, style)).chain(bars).collect::<Vec<_>>().join("\n")
    };
    document.sections.iter().map(section).collect::<Vec<_>>().join("\n\n")
}

fn write_page<Page: AsRef<[u8]>>(
    page: impl FnOnce(TextStyle) -> Result<Page, RenderError>,
    output: Option<&Path>,
    files: &[PathBuf],
    settings: &Settings,
) -> Result<Exit, Refusal> {
    if let Some(path) = output {
        output::may_write(path, files)?;
    }
    let style = if output.is_some() { TextStyle::default() } else { settings.style };
    let page = page(style).map_err(|error| Refusal::Failure(Failed::Render(error)))?;
    match output {
        Some(path) => {
            output::file(path, &page)?;
            output::say(&Said::FileWritten { path: path.to_owned() }.say(settings.lang));
        }
        None => output::data(&page)?,
    }
    Ok(Exit::Done)
}
