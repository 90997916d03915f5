//! Short labels in both languages: kinds, columns, units, the laws of the books.

use super::Lang;
use crate::amount::{Side, Unit};
use crate::calendar::{Month, Period};
use crate::finding::{
    Code, ColumnRole, Dimension, FileKind, ForeignKind, Law, Severity, SieLimit, WorkbookKind, WorkbookLimit,
    XmlFault,
};
use crate::schedule::AccrualKind;
use crate::statement::{Column, StatementKind};

/// How serious a finding is, in a word.
#[must_use]
pub const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Note, Lang::Sv) => "upplysning",
        (Severity::Warning, Lang::Sv) => "varning",
        (Severity::Error, Lang::Sv) => "fel",
        (Severity::Note, Lang::En) => "note",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Error, Lang::En) => "error",
    }
}

/// A law of the books on one line, without full stop.
#[must_use]
pub const fn law(law: Law, lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => law_sv(law),
        Lang::En => law_en(law),
    }
}

const fn law_sv(law: Law) -> &'static str {
    match law {
        Law::Balanced => "Varje verifikat summerar till noll, liksom ingående och utgående balanser",
        Law::RolledForward => {
            "Ingående + debet − kredit = utgående balans; året öppnar som året före slutade"
        }
        Law::OnOneLine => {
            "Varje konto med ett belopp hamnar på exakt en rad i resultat- eller balansräkningen"
        }
        Law::AssetsFinanced => {
            "Tillgångar = eget kapital + avsättningar + skulder, och resultatet är ett och samma"
        }
        Law::CashFlowTied => "Kassaflödet är förändringen av likvida medel; varje balanspost är med en gång",
        Law::PartsMakeWhole => "Noter summerar till sina rader, kostnadsställen och projekt till helheten",
        Law::RoundingStated => "Avrundade belopp är rätt avrundade, och differenser anges",
        Law::AccrualsTied => "Återföringar tar ut sina verifikat; öppna periodiseringar är kontots saldo",
        Law::RecordIntact => "Inga luckor eller dubbletter, datum i sina år, obruten kedja, rätta summor",
        Law::SignsPlausible => "Saldon står på den sida där de hör hemma",
        Law::SupportTied => "ESF-stöd: fordran = bokfört − utbetalt, och efter slutavräkning är inget kvar",
        Law::StatedSumsTied => "Summor som en fil själv anger är våra, eller så namnges skillnaden",
    }
}

const fn law_en(law: Law) -> &'static str {
    match law {
        Law::Balanced => "Every voucher sums to zero, and so do opening and closing balances",
        Law::RolledForward => "Opening + debit − credit = closing, and a year opens as the one before closed",
        Law::OnOneLine => "Every account with a figure lands on exactly one line of the statements",
        Law::AssetsFinanced => "Assets = equity + provisions + liabilities, and there is one result",
        Law::CashFlowTied => {
            "The cash flow is the change in liquid funds; each balance-sheet line is in it once"
        }
        Law::PartsMakeWhole => "Notes sum to their lines, cost centres and projects to the whole",
        Law::RoundingStated => "Rounded figures are rounded correctly, and differences are stated",
        Law::AccrualsTied => "Reversals cancel their vouchers; open accruals are their account's balance",
        Law::RecordIntact => "No holes or doubles, dates in their years, the chain unbroken, sums right",
        Law::SignsPlausible => "Balances stand on the side where they belong",
        Law::SupportTied => "ESF support: receivable = booked − paid, and once settled nothing is left",
        Law::StatedSumsTied => "Sums that a file states itself are ours, or the difference is named",
    }
}

/// What a code belongs to, as a sentence: a law of the books, reading, or layouts and settings.
#[must_use]
pub fn law_of(code: Code, lang: Lang) -> String {
    let belongs = match (code.law(), lang) {
        (Some(known), Lang::Sv) => {
            return format!("Regel {} för räkenskaperna: {}.", known.number(), law(known, lang));
        }
        (Some(known), Lang::En) => {
            return format!("Law {} of the books: {}.", known.number(), law(known, lang));
        }
        (None, Lang::Sv) if code.as_str().starts_with("FS00") => {
            "Hör till inläsningen av filer. En fil med ett fel tillför boken ingenting."
        }
        (None, Lang::En) if code.as_str().starts_with("FS00") => {
            "Belongs to the reading of files. A file with an error adds nothing to the book."
        }
        (None, Lang::Sv) if code.as_str().starts_with("FS14") => {
            "Hör till inläsningen av publicerade rapporter, inte till räkenskaperna."
        }
        (None, Lang::En) if code.as_str().starts_with("FS14") => {
            "Belongs to the reading of published reports, not to the books."
        }
        (None, Lang::Sv) => "Hör till uppställningar och inställningar, inte till räkenskaperna.",
        (None, Lang::En) => "Belongs to layouts and settings, not to the books.",
    };
    belongs.to_owned()
}

/// What a kind of accrual is called.
#[must_use]
pub const fn accrual_kind(kind: AccrualKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (AccrualKind::AccruedExpense, Lang::Sv) => "upplupen kostnad",
        (AccrualKind::AccruedIncome, Lang::Sv) => "upplupen intäkt",
        (AccrualKind::PrepaidExpense, Lang::Sv) => "förutbetald kostnad",
        (AccrualKind::DeferredIncome, Lang::Sv) => "förutbetald intäkt",
        (AccrualKind::AccruedExpense, Lang::En) => "accrued expense",
        (AccrualKind::AccruedIncome, Lang::En) => "accrued income",
        (AccrualKind::PrepaidExpense, Lang::En) => "prepaid expense",
        (AccrualKind::DeferredIncome, Lang::En) => "deferred income",
    }
}

/// What heads a column of a statement.
///
/// ```
/// use finsam_ledger::message::{Lang, label};
/// use finsam_ledger::statement::Column;
/// assert_eq!(label::column(Column::During("2024-01..2024-08".parse()?), Lang::Sv), "jan–aug 2024");
/// # Ok::<(), finsam_ledger::PeriodError>(())
/// ```
#[must_use]
pub fn column(column: Column, lang: Lang) -> String {
    match (column, lang) {
        (Column::During(during), _) => period(during, lang),
        (Column::Opening(date), Lang::Sv) => format!("IB {date}"),
        (Column::Opening(date), Lang::En) => format!("Opening {date}"),
        (Column::Change(_) | Column::Difference { .. }, Lang::Sv) => "Förändring".to_owned(),
        (Column::Change(_) | Column::Difference { .. }, Lang::En) => "Change".to_owned(),
        (Column::Closing(date), Lang::Sv) => format!("UB {date}"),
        (Column::Closing(date), Lang::En) => format!("Closing {date}"),
    }
}

/// A period as statements head their columns: `2024`, `mar 2024`, `jan–aug 2024`.
#[must_use]
pub fn period(period: Period, lang: Lang) -> String {
    period_named(period, |month| month_name(month, lang).get(..3).unwrap_or_default())
}

/// A period in full, as it stands over a page: `2024`, `mars 2024`, `januari–augusti 2024`.
#[must_use]
pub fn period_in_full(period: Period, lang: Lang) -> String {
    period_named(period, |month| month_name(month, lang))
}

fn period_named(period: Period, name: impl Fn(Month) -> &'static str) -> String {
    let (first, last) = (period.first(), period.last());
    if first == last {
        format!("{} {}", name(first), first.year())
    } else if period.is_calendar_year() {
        first.year().to_string()
    } else if first.year() == last.year() {
        format!("{}–{} {}", name(first), name(last), last.year())
    } else {
        format!("{} {}–{} {}", name(first), first.year(), name(last), last.year())
    }
}

/// A month's name; its first three letters are its short one in both languages.
fn month_name(month: Month, lang: Lang) -> &'static str {
    const SWEDISH: [&str; 12] = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = match lang {
        Lang::Sv => SWEDISH,
        Lang::En => ENGLISH,
    };
    names.get(month.number() as usize - 1).copied().unwrap_or_default()
}

/// What a statement is called where no layout gives it a title.
#[must_use]
pub const fn statement(kind: StatementKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (StatementKind::IncomeStatement, Lang::Sv) => "resultaträkning",
        (StatementKind::BalanceSheet, Lang::Sv) => "balansräkning",
        (StatementKind::CashFlow, Lang::Sv) => "kassaflödesanalys",
        (StatementKind::Notes, Lang::Sv) => "noter",
        (StatementKind::IncomeStatement, Lang::En) => "income statement",
        (StatementKind::BalanceSheet, Lang::En) => "balance sheet",
        (StatementKind::CashFlow, Lang::En) => "cash-flow statement",
        (StatementKind::Notes, Lang::En) => "notes",
    }
}

/// What a file holds.
#[must_use]
pub const fn file_kind(kind: FileKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (FileKind::Vouchers, Lang::Sv) => "verifikat",
        (FileKind::OpeningBalances, Lang::Sv) => "ingående balanser",
        (FileKind::Vouchers, Lang::En) => "vouchers",
        (FileKind::OpeningBalances, Lang::En) => "opening balances",
        (FileKind::Budget, _) => "budget",
        (FileKind::Forecast, Lang::Sv) => "prognos",
        (FileKind::Forecast, Lang::En) => "forecast",
        (FileKind::Names, Lang::Sv) => "namn",
        (FileKind::Names, Lang::En) => "names",
        (FileKind::Sie, Lang::Sv) => "SIE-fil",
        (FileKind::Sie, Lang::En) => "SIE file",
    }
}

/// What a SIE file has too much of, after its number.
#[must_use]
pub const fn sie_limit(limit: SieLimit, lang: Lang) -> &'static str {
    match (limit, lang) {
        (SieLimit::Sums, Lang::Sv) => "balanser och budgetbelopp",
        (SieLimit::VoucherSize, Lang::Sv) => "byte rader i ett och samma verifikat",
        (SieLimit::Sums, Lang::En) => "balances and budget amounts",
        (SieLimit::VoucherSize, Lang::En) => "bytes of rows in one voucher",
    }
}

/// Why a file of XML cannot be read on, as a clause.
#[must_use]
pub const fn xml_fault(fault: XmlFault, lang: Lang) -> &'static str {
    match (fault, lang) {
        (XmlFault::Malformed, Lang::Sv) => "den är inte rätt uppbyggd, eller slutar för tidigt",
        (XmlFault::DocumentType, Lang::Sv) => "den har en dokumenttyp (DOCTYPE)",
        (XmlFault::TooDeep, Lang::Sv) => "elementen ligger orimligt djupt i varandra",
        (XmlFault::TooLong, Lang::Sv) => "ett element är orimligt långt",
        (XmlFault::Root, Lang::Sv) => "den börjar inte med Sie eller SieEntry i SIE:s namnrymd",
        (XmlFault::Malformed, Lang::En) => "it is not well-formed, or ends too early",
        (XmlFault::DocumentType, Lang::En) => "it has a document type (DOCTYPE)",
        (XmlFault::TooDeep, Lang::En) => "its elements lie beyond all depth in each other",
        (XmlFault::TooLong, Lang::En) => "an element is beyond all length",
        (XmlFault::Root, Lang::En) => "it does not start with Sie or SieEntry in the namespace of SIE",
    }
}

/// What a column of a file holds.
#[must_use]
pub const fn column_role(role: ColumnRole, lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => column_role_sv(role),
        Lang::En => column_role_en(role),
    }
}

const fn column_role_sv(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Series => "verifikationsserie",
        ColumnRole::Number => "verifikationsnummer",
        ColumnRole::Date => "datum",
        ColumnRole::Year => "räkenskapsår",
        ColumnRole::Account => "konto",
        ColumnRole::AccountName => "kontonamn",
        ColumnRole::CostCentre => "kostnadsställe",
        ColumnRole::Project => "projekt",
        ColumnRole::VoucherText => "verifikatets text",
        ColumnRole::Text => "radens text",
        ColumnRole::Debit => "debet",
        ColumnRole::Credit => "kredit",
        ColumnRole::Amount => "belopp",
        ColumnRole::Opening => "ingående balans",
        ColumnRole::Period => "period",
        ColumnRole::Registered => "registreringsdatum",
        ColumnRole::Removed => "borttagen",
        ColumnRole::Supplier => "leverantör",
        ColumnRole::Side => "debet eller kredit",
    }
}

const fn column_role_en(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Series => "voucher series",
        ColumnRole::Number => "voucher number",
        ColumnRole::Date => "date",
        ColumnRole::Year => "fiscal year",
        ColumnRole::Account => "account",
        ColumnRole::AccountName => "account name",
        ColumnRole::CostCentre => "cost centre",
        ColumnRole::Project => "project",
        ColumnRole::VoucherText => "the voucher's text",
        ColumnRole::Text => "the row's text",
        ColumnRole::Debit => "debit",
        ColumnRole::Credit => "credit",
        ColumnRole::Amount => "amount",
        ColumnRole::Opening => "opening balance",
        ColumnRole::Period => "period",
        ColumnRole::Registered => "registration date",
        ColumnRole::Removed => "removed",
        ColumnRole::Supplier => "supplier",
        ColumnRole::Side => "debit or credit",
    }
}

/// What a file is when it is not CSV text, with its article.
#[must_use]
pub const fn foreign_kind(kind: ForeignKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (ForeignKind::Workbook, Lang::Sv) => "en Excel-arbetsbok eller ett annat zip-arkiv",
        (ForeignKind::OldWorkbook, Lang::Sv) => "en äldre Excel-arbetsbok (.xls)",
        (ForeignKind::Pdf, Lang::Sv) => "ett PDF-dokument",
        (ForeignKind::LockedWorkbook, Lang::Sv) => "en arbetsbok som är skyddad med lösenord",
        (ForeignKind::WebPage, Lang::Sv) => "en webbsida",
        (ForeignKind::WebTable, Lang::Sv) => "en tabell sparad som webbsida (HTML)",
        (ForeignKind::Sie, Lang::Sv) => "en SIE-fil",
        (ForeignKind::Xml, Lang::Sv) => "ett XML-dokument",
        (ForeignKind::XmlWorkbook, Lang::Sv) => "ett Excel-ark i XML (Excel 2003)",
        (ForeignKind::Json, Lang::Sv) => "JSON, data mellan program",
        (ForeignKind::Image, Lang::Sv) => "en bild",
        (ForeignKind::Archive, Lang::Sv) => "ett komprimerat arkiv",
        (ForeignKind::Database, Lang::Sv) => "en SQLite-databas",
        (ForeignKind::Binary, Lang::Sv) => "något annat än text",
        (ForeignKind::Workbook, Lang::En) => "an Excel workbook or another zip archive",
        (ForeignKind::OldWorkbook, Lang::En) => "an old Excel workbook (.xls)",
        (ForeignKind::Pdf, Lang::En) => "a PDF document",
        (ForeignKind::LockedWorkbook, Lang::En) => "a workbook protected by a password",
        (ForeignKind::WebPage, Lang::En) => "a web page",
        (ForeignKind::WebTable, Lang::En) => "a table saved as a web page (HTML)",
        (ForeignKind::Sie, Lang::En) => "a SIE file",
        (ForeignKind::Xml, Lang::En) => "an XML document",
        (ForeignKind::XmlWorkbook, Lang::En) => "an Excel sheet in XML (Excel 2003)",
        (ForeignKind::Json, Lang::En) => "JSON, data between programs",
        (ForeignKind::Image, Lang::En) => "a picture",
        (ForeignKind::Archive, Lang::En) => "a compressed archive",
        (ForeignKind::Database, Lang::En) => "a SQLite database",
        (ForeignKind::Binary, Lang::En) => "something other than text",
    }
}

/// What a file is that was to be an Excel workbook, with its article.
#[must_use]
pub const fn workbook_kind(kind: WorkbookKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (WorkbookKind::Old, Lang::Sv) => "en äldre Excel-arbetsbok (.xls)",
        (WorkbookKind::Locked, Lang::Sv) => "en arbetsbok som är skyddad med lösenord",
        (WorkbookKind::Binary, Lang::Sv) => "en binär Excel-arbetsbok (.xlsb)",
        (WorkbookKind::OpenDocument, Lang::Sv) => "ett OpenDocument-dokument (.ods)",
        (WorkbookKind::OtherArchive, Lang::Sv) => "ett zip-arkiv med annat innehåll",
        (WorkbookKind::Old, Lang::En) => "an old Excel workbook (.xls)",
        (WorkbookKind::Locked, Lang::En) => "a workbook protected by a password",
        (WorkbookKind::Binary, Lang::En) => "a binary Excel workbook (.xlsb)",
        (WorkbookKind::OpenDocument, Lang::En) => "an OpenDocument file (.ods)",
        (WorkbookKind::OtherArchive, Lang::En) => "a zip archive of something else",
    }
}

/// What there may be so much of in a workbook, with the figure.
#[must_use]
pub fn workbook_limit(limit: WorkbookLimit, most: u64, lang: Lang) -> String {
    let mebibytes = most / (1024 * 1024);
    match (limit, lang) {
        (WorkbookLimit::FileBytes, Lang::Sv) => format!("filen får vara {mebibytes} MB"),
        (WorkbookLimit::UnpackedBytes, Lang::Sv) => format!("uppackad får den vara {mebibytes} MB"),
        (WorkbookLimit::PartBytes, Lang::Sv) => format!("en uppackad del får vara {mebibytes} MB"),
        (WorkbookLimit::Ratio, Lang::Sv) => format!("uppackad får den vara {most} gånger så stor som filen"),
        (WorkbookLimit::Parts, Lang::Sv) => format!("den får ha {most} delar"),
        (WorkbookLimit::Strings, Lang::Sv) => format!("den får ha {most} texter"),
        (WorkbookLimit::Formats, Lang::Sv) => format!("den får ha {most} cellformat"),
        (WorkbookLimit::Sheets, Lang::Sv) => format!("den får ha {most} blad"),
        (WorkbookLimit::Depth, Lang::Sv) => format!("dess XML får vara {most} element djup"),
        (WorkbookLimit::Rows, Lang::Sv) => format!("ett blad får ha {most} rader"),
        (WorkbookLimit::Columns, Lang::Sv) => format!("ett blad får ha {most} kolumner"),
        (WorkbookLimit::RowBytes, Lang::Sv) => format!("en rad får ha {mebibytes} MB text"),
        (WorkbookLimit::FileBytes, Lang::En) => format!("the file may have {mebibytes} MB"),
        (WorkbookLimit::UnpackedBytes, Lang::En) => format!("unpacked it may have {mebibytes} MB"),
        (WorkbookLimit::PartBytes, Lang::En) => format!("an unpacked part may have {mebibytes} MB"),
        (WorkbookLimit::Ratio, Lang::En) => format!("unpacked it may be {most} times as large as the file"),
        (WorkbookLimit::Parts, Lang::En) => format!("it may have {most} parts"),
        (WorkbookLimit::Strings, Lang::En) => format!("it may have {most} texts"),
        (WorkbookLimit::Formats, Lang::En) => format!("it may have {most} cell formats"),
        (WorkbookLimit::Sheets, Lang::En) => format!("it may have {most} sheets"),
        (WorkbookLimit::Depth, Lang::En) => format!("its XML may be {most} elements deep"),
        (WorkbookLimit::Rows, Lang::En) => format!("a sheet may have {most} rows"),
        (WorkbookLimit::Columns, Lang::En) => format!("a sheet may have {most} columns"),
        (WorkbookLimit::RowBytes, Lang::En) => format!("a row may have {mebibytes} MB of text"),
    }
}

/// What a table is split by.
#[must_use]
pub const fn dimension(dimension: Dimension, lang: Lang) -> &'static str {
    match (dimension, lang) {
        (Dimension::CostCentre, Lang::Sv) => "kostnadsställe",
        (Dimension::Project, Lang::Sv) => "projekt",
        (Dimension::CostCentre, Lang::En) => "cost centre",
        (Dimension::Project, Lang::En) => "project",
    }
}

/// The row of what has no cost centre.
#[must_use]
pub const fn no_cost_centre(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "Utan kostnadsställe",
        Lang::En => "No cost centre",
    }
}

/// The row of what has no project.
#[must_use]
pub const fn no_project(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "Utan projekt",
        Lang::En => "No project",
    }
}

/// The side of an account.
#[must_use]
pub const fn side(side: Side, lang: Lang) -> &'static str {
    match (side, lang) {
        (Side::Debit, Lang::Sv) => "debet",
        (Side::Credit, Lang::Sv) => "kredit",
        (Side::Debit, Lang::En) => "debit",
        (Side::Credit, Lang::En) => "credit",
    }
}

/// The unit of a table; the books are kept in kronor whatever the language.
#[must_use]
pub const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Kr => "kr",
        Unit::Tkr => "tkr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_as_statements_head_their_columns() {
        let cases = [
            ("2024", "2024", "2024"),
            ("2024-03", "mar 2024", "Mar 2024"),
            ("2024-01..2024-08", "jan–aug 2024", "Jan–Aug 2024"),
            ("2024-07..2025-06", "jul 2024–jun 2025", "Jul 2024–Jun 2025"),
            ("2023-01..2024-12", "jan 2023–dec 2024", "Jan 2023–Dec 2024"),
            ("2024-05..2024-10", "maj–okt 2024", "May–Oct 2024"),
        ];
        for (text, sv, en) in cases {
            let named: Period = text.parse().expect("a period");
            assert_eq!(period(named, Lang::Sv), sv);
            assert_eq!(period(named, Lang::En), en);
        }
    }

    #[test]
    fn columns_of_balances_name_the_day() {
        let year: Period = "2024".parse().expect("a period");
        let (first, last) = (year.first().first_day(), year.last().last_day());
        assert_eq!(column(Column::Opening(first), Lang::Sv), "IB 2024-01-01");
        assert_eq!(column(Column::Closing(last), Lang::En), "Closing 2024-12-31");
        assert_eq!(column(Column::Change(year), Lang::Sv), "Förändring");
    }

    #[test]
    fn every_law_fits_a_line_in_both_languages() {
        for known in Law::ALL {
            for lang in [Lang::Sv, Lang::En] {
                assert!((20..=90).contains(&law(*known, lang).chars().count()), "{known:?} in {lang:?}");
            }
        }
    }

    #[test]
    fn a_code_names_its_law_or_what_it_belongs_to_instead() {
        assert_eq!(
            law_of(Code::SignWrong, Lang::En),
            "Law 10 of the books: Balances stand on the side where they belong."
        );
        assert!(law_of(Code::FileEmpty, Lang::Sv).starts_with("Hör till inläsningen"));
        assert!(law_of(Code::RowCycle, Lang::Sv).starts_with("Hör till uppställningar"));
    }
}
