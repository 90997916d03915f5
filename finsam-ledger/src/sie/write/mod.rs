//! A book as a SIE file: written the way other programs are known to accept.
//!
//! The file starts with `#FLAGGA 0` and `#FORMAT PC8`, its letters are really those of code page
//! 437, lines end with CR and LF, and equal books give equal bytes. Figures are kronor with two
//! decimals and a point, debit positive, on every account.
//!
//! What the format cannot hold is not dropped in silence: the [`Report`] lists each letter that
//! was replaced, each line break that became a blank and each text that was shortened.
//!
//! Where amounts are told apart by cost centre and project, an account's total stands first and
//! its objects after it, each combination on a line of its own (`{1 "3047" 6 "VILJA"}`). They are
//! parts of the total and never added to it; what no object takes belongs to none.

mod alteration;
mod figures;
mod items;
mod names;
mod rows;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::str::FromStr;

use chrono::NaiveDate;
use thiserror::Error;

pub use alteration::{Alteration, Altered, Spot};

use crate::balances::{Balances, YearEnd};
use crate::budget::Budget;
use crate::calendar::{FiscalYear, Month};
use crate::chart::ChartOfAccounts;
use crate::dimension::{CostCentre, Project};
use crate::voucher::Voucher;
use crate::year_of_sums::BalancesError;
use alteration::Texts;
use figures::YearFigures;
use items::Items;
use names::Used;

/// What a file holds (`#SIETYP`).
///
/// ```
/// use finsam_ledger::sie::write::Kind;
/// assert_eq!("4e".parse(), Ok(Kind::Type4E));
/// assert_eq!(Kind::Type4I.to_string(), "4I");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Opening and closing balances of the year.
    Type1,
    /// Type 1 with the change and the budget of every month.
    Type2,
    /// Type 2 with cost centres, projects and their part of each figure.
    Type3,
    /// Type 3 with the vouchers: all there is to hand over.
    #[default]
    Type4E,
    /// The vouchers alone, for another program to take into books that it keeps.
    Type4I,
}

impl Kind {
    const fn has_balances(self) -> bool {
        !matches!(self, Self::Type4I)
    }

    const fn has_months(self) -> bool {
        matches!(self, Self::Type2 | Self::Type3 | Self::Type4E)
    }

    const fn has_objects(self) -> bool {
        matches!(self, Self::Type3 | Self::Type4E | Self::Type4I)
    }

    const fn has_vouchers(self) -> bool {
        matches!(self, Self::Type4E | Self::Type4I)
    }

    /// The number in the file, which is the same for 4E and 4I.
    const fn number(self) -> u32 {
        match self {
            Self::Type1 => 1,
            Self::Type2 => 2,
            Self::Type3 => 3,
            Self::Type4E | Self::Type4I => 4,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self {
            Self::Type4E => "E",
            Self::Type4I => "I",
            _ => "",
        };
        write!(f, "{}{letter}", self.number())
    }
}

/// A text that names no type of SIE file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("'{0}' is none of the types 1, 2, 3, 4E and 4I")]
pub struct UnknownKind(String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        [Self::Type1, Self::Type2, Self::Type3, Self::Type4E, Self::Type4I]
            .into_iter()
            .find(|kind| kind.to_string().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// How a file is to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What it holds.
    pub kind: Kind,
    /// Whether it carries its checksum (`#KSUMMA`).
    pub checksum: bool,
    /// The most letters in the text of a voucher or a row; some programs refuse more than 50.
    pub max_text: Option<usize>,
}

/// A book, as far as a SIE file has room for it. Everything comes in as a value: the program that
/// writes and the day it writes on too.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'a> {
    /// The program that writes (`#PROGRAM`).
    pub program: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The day of writing (`#GEN`).
    pub written: NaiveDate,
    /// Whose books they are (`#FNAMN`).
    pub entity: &'a str,
    /// Its number in the register of organisations (`#ORGNR`), where it is known.
    pub organisation_number: Option<&'a str>,
    /// The names of accounts (`#KONTO`).
    pub chart: &'a ChartOfAccounts,
    /// The names of cost centres (`#OBJEKT 1`).
    pub cost_centres: &'a BTreeMap<CostCentre, String>,
    /// The names of projects (`#OBJEKT 6`).
    pub projects: &'a BTreeMap<Project, String>,
    /// The balances of all years.
    pub balances: &'a Balances,
    /// The budgets of all years.
    pub budget: &'a Budget,
    /// The fiscal year to write. The year before it comes along for comparison, if there is one.
    pub year: FiscalYear,
    /// How years end: which accounts have a closing balance (`#UB`) and which a result (`#RES`).
    pub year_end: &'a YearEnd,
}

/// What was written, and what could not be written as it stands in the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Vouchers.
    pub vouchers: u64,
    /// Their rows (`#TRANS`), without corrections.
    pub rows: u64,
    /// Budgeted amounts of more than a month. The format knows months only, so each stands whole
    /// in the last month of its time; nothing is spread that was not decided per month.
    pub long_budgets: u64,
    /// Texts that were changed, in the order they were met: vouchers first.
    pub altered: Vec<Altered>,
}

/// Why a file could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// Only sums are known that do not tell the year, or a sum does not fit.
    #[error(transparent)]
    Balances(#[from] BalancesError),
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes one file: every [`voucher`](Self::voucher) first, then the rest with
/// [`finish`](Self::finish).
///
/// ```
/// use finsam_ledger::sie::write::{Exported, Kind, Options, Writer};
/// use finsam_ledger::{Amount, Budget, ChartOfAccounts, FiscalYears, Journal, Posting, VoucherDraft, VoucherId, YearEnd};
///
/// let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 15).expect("a date");
/// let fee = Posting::new("5539".parse()?, Amount::from_ore(12_500));
/// let debt = Posting::new("2411".parse()?, Amount::from_ore(-12_500));
/// let mut journal = Journal::new(FiscalYears::CALENDAR);
/// journal.append(VoucherDraft::new(VoucherId::new("A", 1), date, "Konsult – mars", vec![fee, debt]).try_into_voucher()?);
///
/// let mut chart = ChartOfAccounts::default();
/// chart.name("2411".parse()?, "Leverantörsskulder");
/// let year_end = YearEnd {
///     balance_accounts: vec!["1000-2999".parse()?],
///     equity: vec!["2000-2099".parse()?],
///     result_to: "2010".parse()?,
/// };
/// let exported = Exported {
///     program: "ledger",
///     version: "1.0",
///     written: date,
///     entity: "Samordningsförbundet Exempel",
///     organisation_number: None,
///     chart: &chart,
///     cost_centres: &Default::default(),
///     projects: &Default::default(),
///     balances: &journal.tally()?.balances,
///     budget: &Budget::default(),
///     year: FiscalYears::CALENDAR.starting_in(2024)?,
///     year_end: &year_end,
/// };
/// let mut writer = Writer::new(exported, Options { kind: Kind::Type4I, ..Options::default() });
/// for voucher in journal.vouchers() {
///     writer.voucher(voucher);
/// }
/// let mut file = Vec::new();
/// let report = writer.finish(&mut file)?;
/// let vouchers = b"#VER A 1 20240115 \"Konsult - mars\"\r\n{\r\n#TRANS 5539 {} 125.00\r\n#TRANS 2411 {} -125.00\r\n}\r\n";
/// assert!(file.ends_with(vouchers));
/// assert_eq!(report.altered.len(), 1, "the dash is not among the letters of SIE");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Writer<'a> {
    exported: Exported<'a>,
    options: Options,
    vouchers: Items,
    used: Used,
    texts: Texts,
    report: Report,
}

impl<'a> Writer<'a> {
    /// A writer that has no voucher yet.
    #[must_use]
    pub fn new(exported: Exported<'a>, options: Options) -> Self {
        Self {
            exported,
            options,
            vouchers: Items::default(),
            used: Used::default(),
            texts: Texts::default(),
            report: Report::default(),
        }
    }

    /// Adds a voucher after those before it. A voucher of another fiscal year is passed over, and
    /// so is any voucher where the kind of file has none.
    pub fn voucher(&mut self, voucher: &Voucher) {
        let in_year = self.exported.year.period().contains(Month::of(voucher.date()));
        if in_year && self.options.kind.has_vouchers() {
            self.used.voucher(voucher);
            rows::write(&mut self.vouchers, voucher, self.options.max_text, &mut self.texts);
            self.report.vouchers += 1;
            self.report.rows += voucher.postings().len() as u64;
        }
    }

    /// Writes the file, and tells what was written otherwise than it stands in the book.
    ///
    /// # Errors
    /// [`WriteError`] if a sum does not fit or `out` refuses.
    pub fn finish(mut self, out: &mut impl io::Write) -> Result<Report, WriteError> {
        let years = self.years()?;
        for figures in &years {
            figures.objects().for_each(|object| self.used.object(object));
        }
        let mut file = Items::default();
        self.write_identity(&mut file, years.len());
        if self.options.kind.has_months() {
            let covered = figures::covered(self.exported.balances, self.exported.year);
            file.item("#OMFATTN").date(covered).end();
        }
        names::write(&mut file, &self.exported, self.options.kind, &self.used, &mut self.texts);
        figures::write(&mut file, &years, self.options.kind, self.exported.year_end)
            .map_err(BalancesError::Amount)?;
        file.append(&self.vouchers);
        if self.options.checksum {
            file.end_checksum();
        }
        out.write_all(file.as_bytes())?;
        out.flush()?;
        self.report.altered = self.texts.into_altered();
        Ok(self.report)
    }

    /// The figures of the year and of the one before, as far as the kind of file has any.
    fn years(&mut self) -> Result<Vec<YearFigures>, BalancesError> {
        let Exported { balances, budget, year, year_end, .. } = self.exported;
        if !self.options.kind.has_balances() {
            return Ok(Vec::new());
        }
        let before = balances.span().filter(|(first, _)| *first < year).map(|_| (-1, year.previous()));
        let years = std::iter::once((0, year)).chain(before);
        years
            .map(|(number, year)| {
                let mut figures = YearFigures::of(number, year, balances, year_end)?;
                if self.options.kind.has_months() {
                    self.report.long_budgets += figures.add_budget(budget, year)?;
                }
                Ok(figures)
            })
            .collect()
    }

    /// What stands first: which program wrote it, when, for whom and for which years.
    fn write_identity(&mut self, file: &mut Items, years: usize) {
        let Exported { program, version, written, entity, organisation_number, year, .. } = self.exported;
        file.item("#FLAGGA").word(0).end();
        if self.options.checksum {
            file.start_checksum();
        }
        let program = self.texts.name(program, || Spot::Program);
        let version = self.texts.name(version, || Spot::Program);
        file.item("#PROGRAM").text(&program).text(&version).end();
        file.item("#FORMAT").word("PC8").end();
        file.item("#GEN").date(written).end();
        file.item("#SIETYP").word(self.options.kind.number()).end();
        if let Some(number) = organisation_number.filter(|number| !number.trim().is_empty()) {
            let number = self.texts.name(&with_hyphen(number.trim()), || Spot::OrganisationNumber);
            file.item("#ORGNR").text(&number).end();
        }
        let entity = self.texts.name(entity, || Spot::EntityName);
        file.item("#FNAMN").text(&entity).end();
        let before = (years > 1).then(|| (-1, year.previous()));
        for (number, year) in std::iter::once((0, year)).chain(before) {
            let (first, last) = (year.first().first_day(), year.last().last_day());
            file.item("#RAR").word(number).date(first).date(last).end();
        }
    }
}

/// An organisation number of ten digits as SIE has it, `222000-0000`; any other as it is written.
fn with_hyphen(number: &str) -> String {
    if number.len() == 10 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{}-{}", &number[..6], &number[6..])
    } else {
        number.to_owned()
    }
}
