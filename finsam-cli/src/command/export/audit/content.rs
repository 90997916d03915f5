//! The files of a package: each made by what makes it elsewhere, and none of them twice.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use finsam_ledger::book::{Book, BookedVoucher, CONTENT_SQL, ChainRecord};
use finsam_ledger::read::layout::built_in_text;
use finsam_ledger::render::text::TextStyle;
use finsam_ledger::render::{Align, Cell, ColumnHead, Fit, Table, TableRow, csv, html, json};
use finsam_ledger::schedule::esf::EsfProject;
use finsam_ledger::sie::write::{Kind, Options, Writer};
use finsam_ledger::statement::RowKind;
use finsam_ledger::{
    FiscalYear, GeneralLedger, Grouping, Period, TrialBalance, Unit, general_ledger, trial_balance,
};

use super::index::{self, Stood};
use super::package::File;
use crate::args::{Listing, PageFormat};
use crate::command::accruals::Open;
use crate::command::check::Checked;
use crate::command::esf::{self, Told};
use crate::command::export::{booked_years, exported};
use crate::command::imports::{self, hex};
use crate::command::report::annual_of;
use crate::command::verify::Proved;
use crate::exit::{Exit, Refusal};
use crate::findings::Shown;
use crate::output;
use crate::settings::Settings;
use crate::source::Source;
use crate::text::audit::{self, Readme};
use crate::text::{Failed, Wrong, compare};

/// What is packed.
pub(super) struct Subject<'a> {
    /// The copy of the book.
    pub(super) source: &'a Source,
    /// The file of a layout of its own.
    pub(super) layout_file: Option<&'a Path>,
    pub(super) year: FiscalYear,
    /// Published reports to prove.
    pub(super) published: &'a [PathBuf],
    pub(super) settings: &'a Settings,
}

impl Subject<'_> {
    /// Every file of the package, and whether something is wrong with the books or a published report.
    pub(super) fn files(&self) -> Result<(Vec<File>, Exit), Refusal> {
        let Some(book) = &self.source.book else { return Err(Refusal::Failure(Failed::BookEmpty)) };
        let period = self.year.period();
        let (vouchers, _) = book.vouchers_in(period)?;
        if vouchers.is_empty() {
            let mut booked = booked_years(self.source);
            booked.remove(&self.year);
            let booked = booked.into_iter().collect();
            return Err(Refusal::Usage(Wrong::YearNotBooked { year: self.year, booked }));
        }
        let checked = Checked::of(book, self.source, Some(period))?;
        let said_at = book.last_said_at()?.unwrap_or_default();
        let chain = book.chain()?;
        let mut files = self.reports(period)?;
        files.extend(self.books(&vouchers, period)?);
        files.extend(self.follow_ups(period)?);
        files.extend(self.findings(&checked)?);
        let (proved, ties) = self.proved()?;
        files.extend(proved);
        files.push(self.file("sie", "", self.sie(&vouchers, book, &said_at)?));
        files.extend(self.record(book, &chain)?);
        let content = checked.imprint.as_ref().map(|imprint| imprint.content.as_str());
        let stood = Stood { said_at: &said_at, chain: &chain, content };
        files.push(self.readme(&stood, &vouchers, &files));
        let index = index::json(self.source, self.year, &stood, &files)?;
        files.push(self.file("index", "", index));
        let sums = index::sums(&files)?;
        files.push(self.file("sums", "", sums));
        Ok((files, if ties { checked.exit() } else { Exit::Findings }))
    }

    /// A file of a kind; `name` tells those of one kind apart.
    fn file(&self, kind: &'static str, name: &str, bytes: impl Into<Vec<u8>>) -> File {
        let path = audit::path(kind, self.settings.lang).replace("{}", name);
        File { kind, path, bytes: bytes.into() }
    }

    /// The annual report in which every figure opens, and each of its reports as CSV.
    fn reports(&self, period: Period) -> Result<Vec<File>, Refusal> {
        let (layout, lang) = (&self.source.layout, self.settings.lang);
        let document = annual_of(self.source, period, self.settings)?;
        let mut files = vec![self.file("annual", "", html::html(&document)?)];
        for (number, (name, table)) in document.tables().enumerate() {
            let unit = if table.unit == Unit::Tkr { "-tkr" } else { "" };
            let name = format!("{:02}-{}{unit}", number + 1, audit::report_name(name, layout, lang));
            files.push(self.file("report", &name, csv::csv(table)?));
        }
        Ok(files)
    }

    /// The journal, the general ledger and the trial balance.
    fn books(&self, vouchers: &[BookedVoucher], period: Period) -> Result<Vec<File>, Refusal> {
        let Source { settings: book, layout, balances, .. } = self.source;
        let (chart, entity, lang) = (&book.chart, book.entity.name.as_str(), self.settings.lang);
        let trial = trial_balance(balances, period, layout.year_end(), Grouping::default())?;
        let ledgers = self.ledgers(&trial, period)?;
        let journal = vouchers.iter().map(|booked| (booked.import, &booked.voucher));
        let tables = [
            ("trial-balance", Table::trial_balance(&trial, chart, entity, lang)?),
            ("general-ledger", Table::general_ledgers(&ledgers, chart, period, entity, lang)),
            ("journal", Table::journal(journal, chart, period, entity, lang)?),
        ];
        tables.into_iter().map(|(kind, table)| Ok(self.file(kind, "", csv::csv(&table)?))).collect()
    }

    fn ledgers(&self, trial: &TrialBalance, period: Period) -> Result<Vec<GeneralLedger>, Refusal> {
        let Source { layout, balances, .. } = self.source;
        let ledger = |account| {
            let postings = self.source.postings(account, period)?;
            Ok(general_ledger(balances, layout.year_end(), account, period, postings)?)
        };
        trial.rows.keys().map(|key| ledger(key.account)).collect()
    }

    /// What is open on the accounts for accruals, and how the ESF projects stand, at the year's end.
    fn follow_ups(&self, period: Period) -> Result<Vec<File>, Refusal> {
        let Source { settings: book, .. } = self.source;
        let (chart, entity, lang) = (&book.chart, &book.entity.name, self.settings.lang);
        let Open { items, plans } = Open::at_end_of(period.last(), self.source)?;
        let table = Table::open_items(&items, &plans, chart, entity, lang);
        let mut files = vec![
            self.file("accruals", "csv", csv::csv(&table)?),
            self.file("accruals", "json", json::open_items(&items, &plans, entity)?),
        ];
        let projects: Vec<&EsfProject> = book.esf_projects.iter().collect();
        if projects.is_empty() {
            return Ok(files);
        }
        for (name, format) in [("txt", Listing::Text), ("json", Listing::Json)] {
            let drawn = (lang, TextStyle::default());
            let page = esf::page(&projects, Told::InFull, period.last(), format, self.source, drawn)?;
            files.push(self.file("esf", name, page));
        }
        Ok(files)
    }

    /// What `ledger check` says, with every finding.
    fn findings(&self, checked: &Checked) -> Result<Vec<File>, Refusal> {
        let (lang, entity) = (self.settings.lang, &self.source.settings.entity.name);
        let text = checked.text(Shown::All, lang, TextStyle::default());
        Ok(vec![self.file("check", "txt", text), self.file("check", "json", checked.json(entity, lang)?)])
    }

    /// The proof of the published reports that were named, and whether all in them ties.
    fn proved(&self) -> Result<(Vec<File>, bool), Refusal> {
        if self.published.is_empty() {
            return Ok((Vec::new(), true));
        }
        let lang = self.settings.lang;
        let proved = Proved::of_files(self.published, self.source, self.settings)?;
        let name = compare::book(audit::path("book", lang), &self.source.settings.entity.name, lang);
        let page = |format| proved.page(format, true, &name, lang, TextStyle::default());
        let files = vec![
            self.file("published", "html", page(PageFormat::Html)?),
            self.file("published", "json", page(PageFormat::Json)?),
        ];
        Ok((files, proved.ties()))
    }

    /// The year as a SIE file of type 4E, dated when the book's last record was made.
    fn sie(&self, vouchers: &[BookedVoucher], book: &Book, said_at: &str) -> Result<Vec<u8>, Refusal> {
        let day = said_at.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        let written = day.unwrap_or_else(|| self.year.period().last().last_day());
        let (budget, options) =
            (book.budget()?, Options { kind: Kind::Type4E, checksum: false, max_text: None });
        let mut writer = Writer::new(exported(self.source, &budget, self.year, written), options);
        for booked in vouchers {
            writer.voucher(&booked.voucher);
        }
        let mut file = Vec::new();
        writer.finish(&mut file)?;
        Ok(file)
    }

    /// The log of imports, the chain, how to recompute it, the layout, and the book itself.
    fn record(&self, book: &Book, chain: &[ChainRecord]) -> Result<Vec<File>, Refusal> {
        let (lang, style) = (self.settings.lang, TextStyle::default());
        let mut files = vec![
            self.file("imports", "txt", imports::page(book, Listing::Text, lang, style)?),
            self.file("imports", "json", imports::page(book, Listing::Json, lang, style)?),
            self.file("chain", "", csv::csv(&chain_table(chain))?),
            self.file("content", "", CONTENT_SQL),
        ];
        let layout = built_in_text(&book.settings().layout).map(|text| text.as_bytes().to_vec());
        let layout = match layout {
            Some(text) => text,
            None => self.layout_file.map_or_else(|| Ok(Vec::new()), read)?,
        };
        let place = |name: &str| format!("{}/{name}", audit::path("book", lang));
        // Where the settings name a file beside them, it lies beside them here too.
        let name = &book.settings().layout;
        if self.layout_file.is_some() && Path::new(name).file_name() == Some(OsStr::new(name)) {
            files.push(File { kind: "book", path: place(name), bytes: layout.clone() });
        }
        files.push(self.file("layout", "", layout));
        for path in output::files_of(book).into_iter().filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push(File { kind: "book", path: place(&name), bytes: read(&path)? });
        }
        Ok(files)
    }

    /// What all of it is, and how to check it.
    fn readme(&self, stood: &Stood<'_>, vouchers: &[BookedVoucher], files: &[File]) -> File {
        let entity = &self.source.settings.entity;
        let readme = Readme {
            entity: &entity.name,
            organisation_number: entity.organisation_number.as_deref(),
            period: self.year.period(),
            said_at: stood.said_at,
            vouchers: vouchers.len(),
            records: stood.chain.len(),
            chain_head: stood.chain.last().map(|record| hex(&record.hash)).unwrap_or_default(),
            content: stood.content,
            files: files.iter().map(|file| (file.kind, file.path.as_str())).collect(),
        };
        self.file("readme", "", readme.say(self.settings.lang))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    fs::read(path).map_err(|error| Refusal::Failure(Failed::FileUnreadable { path: path.to_owned(), error }))
}

/// The chain, a row a record. The previous hash is the one that the hash was made with.
fn chain_table(chain: &[ChainRecord]) -> Table {
    let head = |name: &str| ColumnHead {
        name: name.to_owned(),
        label: name.to_owned(),
        align: Align::Start,
        fit: Fit::Whole,
    };
    let start = hex(&[0; 32]);
    let before = std::iter::once(start).chain(chain.iter().map(|record| hex(&record.hash)));
    let row = |(record, before): (&ChainRecord, String)| {
        let cells =
            [record.number.to_string(), record.kind.clone(), before, hex(&record.content), hex(&record.hash)];
        TableRow { id: String::new(), kind: RowKind::Line, cells: cells.map(Cell::Text).into() }
    };
    Table {
        name: "chain",
        title: String::new(),
        entity: String::new(),
        period: String::new(),
        // There are no amounts among them.
        unit: Unit::Kr,
        unit_label: "",
        columns: ["record", "kind", "previous", "content", "hash"].map(head).into(),
        rows: chain.iter().zip(before).map(row).collect(),
        footnotes: Vec::new(),
    }
}
