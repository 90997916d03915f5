//! Findings: how the library says that a file, a layout or the books are wrong.
//!
//! A [`Finding`] is a [`Fact`] with typed figures and, where it was read from somewhere, the
//! [`Place`]. It holds no prose: every sentence a user reads is made in [`message`](crate::message).

mod esf;
mod fact;
mod fault;
mod published;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::calendar::Period;
pub use esf::EsfSlip;
pub use fact::{Code, Fact};
pub use published::{PublishedLimit, PublishedPart};

/// Something that is wrong, or worth knowing, in what was read or derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub fact: Fact,
    /// Where it stands in a file, if it came from one.
    pub place: Option<Place>,
}

impl Finding {
    /// A finding about the books rather than about a place in a file.
    #[must_use]
    pub const fn new(fact: Fact) -> Self {
        Self { fact, place: None }
    }

    /// A finding at a place in a file.
    #[must_use]
    pub const fn at(place: Place, fact: Fact) -> Self {
        Self { fact, place: Some(place) }
    }

    /// Its stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.fact.code()
    }

    /// How serious it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.code().severity()
    }
}

impl From<Fact> for Finding {
    fn from(fact: Fact) -> Self {
        Self::new(fact)
    }
}

/// Whether any of the findings means that something is wrong.
#[must_use]
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity() == Severity::Error)
}

/// A place in a file the user handed over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<Arc<str>>,
    /// The line, from 1; in a workbook the row.
    pub line: u64,
    /// The column in characters, from 1; 0 means the whole line.
    pub column: u32,
    /// How many characters from there are meant; 0 where nothing in particular is.
    pub width: u32,
    /// The user's own line, shortened around the column where it is long; `column_in_excerpt`
    /// characters stand before what is meant.
    pub excerpt: Box<str>,
    /// How many characters of the excerpt stand before what is meant.
    pub column_in_excerpt: u32,
    /// The field of a table that is meant, from 1; in a workbook the column of the sheet.
    pub field: Option<u32>,
}

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            sheet: None,
            line: 0,
            column: 0,
            width: 0,
            excerpt: Box::default(),
            column_in_excerpt: 0,
            field: None,
        }
    }

    /// What people call the cell of a workbook that is meant: `C12`. None in other files, or where
    /// no cell in particular is meant.
    #[must_use]
    pub fn cell(&self) -> Option<String> {
        let (Some(_), Some(field)) = (&self.sheet, self.field) else { return None };
        let mut letters = Vec::new();
        let mut rest = field;
        while let Some(index) = rest.checked_sub(1) {
            letters.push(char::from(b'A' + u8::try_from(index % 26).unwrap_or_default()));
            rest = index / 26;
        }
        Some(letters.iter().rev().collect::<String>() + &self.line.to_string())
    }
}

/// `file:line:column`, in a workbook `file:sheet!C12`, without what is not known.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, .. } = self;
        if let (Some(sheet), 1..) = (&self.sheet, line) {
            return match self.cell() {
                Some(cell) => write!(f, "{file}:{sheet}!{cell}"),
                None => write!(f, "{file}:{sheet}!{line}"),
            };
        }
        match (line, column) {
            (0, _) => write!(f, "{file}"),
            (_, 0) => write!(f, "{file}:{line}"),
            _ => write!(f, "{file}:{line}:{column}"),
        }
    }
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Looks wrong and may be right.
    Warning,
    /// Is wrong.
    Error,
}

/// What a file was taken for, by its first bytes, when it is not CSV text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ForeignKind {
    /// An Excel workbook or another zip archive.
    Workbook,
    /// An old Excel workbook (.xls).
    OldWorkbook,
    /// A PDF document.
    Pdf,
    /// A workbook with a password.
    LockedWorkbook,
    /// A web page.
    WebPage,
    /// A table as a web page, which many programs save as `.xls`.
    WebTable,
    /// A SIE file.
    Sie,
    /// A document in XML, such as a SIE 5 file.
    Xml,
    /// A workbook as Excel wrote them in XML in 2003, which programs save as `.xls`.
    XmlWorkbook,
    /// Data as programs hand it to each other.
    Json,
    /// A picture, such as a scanned page.
    Image,
    /// A compressed archive.
    Archive,
    /// An `SQLite` database, such as a book's `ledger.db`.
    Database,
    /// Something else with bytes that text does not have.
    Binary,
}

/// What a file that was to be an Excel workbook (.xlsx) turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkbookKind {
    /// An old Excel workbook (.xls).
    Old,
    /// A workbook with a password.
    Locked,
    /// A binary Excel workbook (.xlsb).
    Binary,
    /// An `OpenDocument` file (.ods).
    OpenDocument,
    /// Another zip archive.
    OtherArchive,
}

/// What there may be so much of in a workbook and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkbookLimit {
    /// Bytes of the file.
    FileBytes,
    /// Bytes of all parts, unpacked.
    UnpackedBytes,
    /// Bytes of one part, unpacked.
    PartBytes,
    /// How many times its own size the file unpacks to.
    Ratio,
    /// Parts of the archive.
    Parts,
    /// Texts that cells share.
    Strings,
    /// Formats of cells.
    Formats,
    /// Sheets.
    Sheets,
    /// Elements of XML that lie in one another.
    Depth,
    /// Rows of a sheet.
    Rows,
    /// Columns of a sheet.
    Columns,
    /// Bytes of one row.
    RowBytes,
}

/// What a column of a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnRole {
    /// Voucher series.
    Series,
    /// Voucher number.
    Number,
    /// Booking date.
    Date,
    /// Fiscal year.
    Year,
    /// Account number.
    Account,
    /// Account name.
    AccountName,
    /// Cost centre.
    CostCentre,
    /// Project.
    Project,
    /// The voucher's text.
    VoucherText,
    /// The row's text.
    Text,
    /// Debit amount.
    Debit,
    /// Credit amount.
    Credit,
    /// Signed amount.
    Amount,
    /// Opening balance.
    Opening,
    /// Month or year of a budget row.
    Period,
    /// The day a voucher was entered (registreringsdag).
    Registered,
    /// Whether the row was struck (borttagen).
    Removed,
    /// Who sent the invoice (leverantör).
    Supplier,
    /// Whether the amount of the row is debit or credit: `D` or `K`.
    Side,
}

impl ColumnRole {
    /// Every role.
    pub const ALL: [Self; 19] = [
        Self::Series,
        Self::Number,
        Self::Date,
        Self::Year,
        Self::Account,
        Self::AccountName,
        Self::CostCentre,
        Self::Project,
        Self::VoucherText,
        Self::Text,
        Self::Debit,
        Self::Credit,
        Self::Amount,
        Self::Opening,
        Self::Period,
        Self::Registered,
        Self::Removed,
        Self::Supplier,
        Self::Side,
    ];

    /// Its name in settings, and in output for programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Number => "number",
            Self::Date => "date",
            Self::Year => "year",
            Self::Account => "account",
            Self::AccountName => "account-name",
            Self::CostCentre => "cost-centre",
            Self::Project => "project",
            Self::VoucherText => "voucher-text",
            Self::Text => "text",
            Self::Debit => "debit",
            Self::Credit => "credit",
            Self::Amount => "amount",
            Self::Opening => "opening",
            Self::Period => "period",
            Self::Registered => "registered",
            Self::Removed => "removed",
            Self::Supplier => "supplier",
            Self::Side => "side",
        }
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Vouchers (verifikat).
    Vouchers,
    /// Opening balances (ingående balanser).
    OpeningBalances,
    /// A budget.
    Budget,
    /// What a year was expected to come to (prognos).
    Forecast,
    /// What accounts, cost centres or projects are called (kontoplan and the like).
    Names,
    /// A SIE file, which may hold all of these.
    Sie,
}

/// What the rows of a voucher differ by from those it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Differing {
    /// Texts alone: accounts, cost centres, projects and amounts are the same.
    Texts,
    /// What else they are marked with, such as a counterparty, and perhaps texts.
    Marks,
    /// Accounts, cost centres, projects or amounts.
    Rows,
}

/// Why a file of XML cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum XmlFault {
    /// It is not well-formed, or ends too early.
    Malformed,
    /// It has a document type, which could make it say anything.
    DocumentType,
    /// Elements lie deeper than in any file of its kind.
    TooDeep,
    /// A tag or a text is longer than any.
    TooLong,
    /// Its root is not that of its kind.
    Root,
}

/// How much of something a SIE file has at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SieLimit {
    /// Balances, period balances and budget amounts in the file.
    Sums,
    /// Bytes in the rows of one voucher.
    VoucherSize,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Vouchers, Self::OpeningBalances, Self::Budget, Self::Forecast, Self::Names, Self::Sie];

    /// Its name in settings and options.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vouchers => "vouchers",
            Self::OpeningBalances => "opening",
            Self::Budget => "budget",
            Self::Forecast => "forecast",
            Self::Names => "names",
            Self::Sie => "sie",
        }
    }
}

/// A dimension whose table is held against the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Cost centre.
    CostCentre,
    /// Project.
    Project,
}

/// What a file that states sums calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatedFigure {
    /// An opening balance.
    Opening,
    /// A closing balance.
    Closing,
    /// What a year has come to so far.
    Result,
    /// What a month has come to.
    Change,
}

/// What is not known of a year that is known by its sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lacking {
    /// The months one by one.
    Months {
        /// The months that are known together.
        known: Period,
    },
    /// What the accounts of the balance sheet held.
    Balances,
    /// The vouchers.
    Vouchers,
}

/// The laws of the books that are held today; each is a check, a property and a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// 1: every voucher sums to zero, and so do all opening and all closing balances.
    Balanced,
    /// 2: opening + debit − credit = closing, and a year opens with what the one before closed with.
    RolledForward,
    /// 3: every account with a figure lands on exactly one line.
    OnOneLine,
    /// 4: assets = equity + provisions + liabilities, and there is one result.
    AssetsFinanced,
    /// 5: the cash flow is the change in liquid funds, each balance-sheet line's change in it once.
    CashFlowTied,
    /// 6: notes sum to their lines, cost centres and projects to the whole.
    PartsMakeWhole,
    /// 7: rounded figures are rounded correctly, and a difference is stated.
    RoundingStated,
    /// 8: a voucher and its reversal cancel, and what is open on an account for accruals is its balance.
    AccrualsTied,
    /// 9: no holes or doubles in a series, dates in their years, the hash chain holds, kept = recomputed.
    RecordIntact,
    /// 10: balances stand on the side where they belong.
    SignsPlausible,
    /// 11: sums that a file states itself are ours, or the difference is named.
    StatedSumsTied,
    /// 12: the support of an ESF project: its receivable is what was accrued and not paid, and nothing is
    /// left after the settlement.
    SupportTied,
}

impl Law {
    /// Every law, in order.
    pub const ALL: &[Self] = &[
        Self::Balanced,
        Self::RolledForward,
        Self::OnOneLine,
        Self::AssetsFinanced,
        Self::CashFlowTied,
        Self::PartsMakeWhole,
        Self::RoundingStated,
        Self::AccrualsTied,
        Self::RecordIntact,
        Self::SignsPlausible,
        Self::StatedSumsTied,
        Self::SupportTied,
    ];

    /// Its number among the laws of the books; the first two digits of its findings' codes.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Balanced => 1,
            Self::RolledForward => 2,
            Self::OnOneLine => 3,
            Self::AssetsFinanced => 4,
            Self::CashFlowTied => 5,
            Self::PartsMakeWhole => 6,
            Self::RoundingStated => 7,
            Self::AccrualsTied => 8,
            Self::RecordIntact => 9,
            Self::SignsPlausible => 10,
            Self::StatedSumsTied => 11,
            Self::SupportTied => 12,
        }
    }
}

impl Code {
    /// The law of the books it belongs to; none for reading, layouts and settings.
    #[must_use]
    pub fn law(self) -> Option<Law> {
        let number: u8 = self.as_str().get(2..4)?.parse().ok()?;
        Law::ALL.iter().find(|law| law.number() == number).copied()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Case does not matter, so that `ledger explain fs0101` works.
impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let known = |code: &&Self| code.as_str().eq_ignore_ascii_case(text.trim());
        Self::ALL.iter().find(known).copied().ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

/// The text is no finding's code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not the code of a finding")]
pub struct UnknownCode(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_as_its_file_is_read() {
        let file = Place::file(&"fil.xlsx".into());
        let line = Place { line: 12, column: 5, field: Some(3), ..file.clone() };
        assert_eq!((file.to_string(), line.to_string()), ("fil.xlsx".to_owned(), "fil.xlsx:12:5".to_owned()));
        let sheet = Some("Blad1".into());
        for (field, cell) in
            [(Some(3), "C12"), (Some(26), "Z12"), (Some(27), "AA12"), (Some(703), "AAA12"), (None, "12")]
        {
            let place = Place { sheet: sheet.clone(), field, ..line.clone() };
            assert_eq!(place.to_string(), format!("fil.xlsx:Blad1!{cell}"));
        }
        assert_eq!(Place { sheet, ..file }.to_string(), "fil.xlsx");
    }

    #[test]
    fn codes_are_unique_ordered_and_read_back() {
        let texts: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(texts.is_sorted_by(|a, b| a < b), "codes stand in order, each once");
        for code in Code::ALL {
            assert_eq!(code.as_str().to_lowercase().parse(), Ok(*code));
        }
        assert!("FS9999".parse::<Code>().is_err());
    }
}
