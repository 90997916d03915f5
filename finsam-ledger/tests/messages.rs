//! What every fact says, in both languages, as files that people can review.
//!
//! `UPDATE_EXPECT=1 cargo test --test messages` writes the files anew.

#![expect(clippy::expect_used, reason = "a sample that cannot be made fails its test")]

use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use finsam_ledger::finding::{
    ColumnRole, Differing, Dimension, EsfSlip, FileKind, ForeignKind, Lacking, PublishedLimit, PublishedPart,
    SieLimit, StatedFigure, WorkbookKind, WorkbookLimit, XmlFault,
};
use finsam_ledger::message::{self, Description, Lang};
use finsam_ledger::{
    AccountNumber, AccountRange, Amount, Code, CostCentre, DimensionError, Fact, Finding, FiscalYear,
    FiscalYears, Period, Project, Side, VoucherId,
};

fn kr(text: &str) -> Amount {
    let (kronor, ore) = text.split_once(',').expect("two decimals");
    Amount::from_ore(format!("{kronor}{ore}").parse().expect("an amount"))
}

fn account(number: u32) -> AccountNumber {
    AccountNumber::new(number).expect("an account")
}

fn accounts(text: &str) -> AccountRange {
    text.parse().expect("a range")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn year() -> FiscalYear {
    FiscalYears::CALENDAR.starting_in(2024).expect("a year")
}

fn project(code: &str) -> Project {
    Project::new(code).expect("a code")
}

fn a(number: u64) -> VoucherId {
    VoucherId::new("A", number)
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// At least one fact of every code, in the order of codes.
fn samples() -> Vec<Fact> {
    let mut facts = reading();
    facts.extend(sie());
    facts.extend(vouchers_and_balances());
    facts.extend(statements());
    facts.extend(records());
    facts.extend(stated());
    facts.extend(esf_standing(&project("VILJA")));
    facts.extend(budgets());
    facts.extend(published());
    facts.extend(layouts());
    facts.push(setting_unusable());
    facts.extend(esf_terms());
    facts
}

fn published() -> Vec<Fact> {
    let mut facts = vec![Fact::PublishedTableMissing];
    for part in [PublishedPart::Table, PublishedPart::Row, PublishedPart::Column] {
        facts.push(Fact::PublishedFigureStray { text: "-2 158,68".to_owned(), part });
    }
    facts.push(Fact::PublishedFigureTwice {
        row: "Kundfordringar".to_owned(),
        first: "556198".to_owned(),
        second: "556189".to_owned(),
    });
    facts.push(Fact::PublishedRowTooWide { cells: 6, columns: 5 });
    for (limit, most) in [
        (PublishedLimit::Bytes, 16_777_216),
        (PublishedLimit::Lines, 100_000),
        (PublishedLimit::Cells, 200_000),
    ] {
        facts.push(Fact::PublishedTooLarge { limit, most });
    }
    facts.push(Fact::PublishedUnitUnknown { text: "Översikt, mnkr".to_owned() });
    facts.push(Fact::PublishedColumnOfWords { heading: "Anmärkning".to_owned() });
    facts
}

fn setting_unusable() -> Fact {
    Fact::SettingUnusable {
        key: "given.2022.equity".to_owned(),
        value: "3843000.505".to_owned(),
        examples: texts(&["3284000", "\"3284068.63\""]),
    }
}

fn esf_terms() -> Vec<Fact> {
    let (vilja, pria) = (project("VILJA"), project("PRIA"));
    let mut facts = vec![
        Fact::EsfProjectTwice { code: vilja.clone() },
        Fact::EsfScopeShared { first: pria, second: vilja.clone(), scope: "3047".to_owned() },
    ];
    facts.extend(SLIPS.map(|slip| Fact::EsfTermsWrong { project: vilja.clone(), slip }));
    facts
}

fn esf_standing(vilja: &Project) -> [Fact; 7] {
    let (project, date) = (vilja.clone(), date("2024-12-31"));
    [
        Fact::EsfReceivableDiffers {
            project: project.clone(),
            account: account(1712),
            date,
            booked: kr("114540,00"),
            told: kr("214540,00"),
        },
        Fact::EsfReceivableNegative {
            project: project.clone(),
            account: account(1712),
            date,
            balance: kr("-922000,00"),
        },
        Fact::EsfProvisionNegative {
            project: project.clone(),
            account: account(2991),
            date,
            beyond: kr("600000,00"),
        },
        Fact::EsfSettledOpen {
            project: project.clone(),
            settled: date,
            account: account(2991),
            balance: kr("-25000,00"),
        },
        Fact::EsfIncomeAboveGrant {
            project: project.clone(),
            date,
            accrued: kr("12400000,00"),
            grant: kr("12000000,00"),
        },
        Fact::EsfPostingShared {
            account: account(5540),
            cost_centre: CostCentre::new("3049").ok(),
            project: Project::new("PRIA").ok(),
            first: self::project("PRIA"),
            second: project.clone(),
        },
        Fact::EsfProjectGone { project, events: 2 },
    ]
}

/// What can be wrong with an ESF project's terms.
const SLIPS: [EsfSlip; 12] = [
    EsfSlip::NotPositive,
    EsfSlip::Negative,
    EsfSlip::RateOutside,
    EsfSlip::OutsideProject,
    EsfSlip::SpansQuarters,
    EsfSlip::Twice,
    EsfSlip::NoBase,
    EsfSlip::BaseUnknown,
    EsfSlip::BaseWithoutStaff,
    EsfSlip::OneAccount,
    EsfSlip::NotOfProject,
    EsfSlip::CountsAsCost,
];

/// What a file may be that is no table.
const FOREIGN: [ForeignKind; 14] = [
    ForeignKind::Workbook,
    ForeignKind::OldWorkbook,
    ForeignKind::Pdf,
    ForeignKind::LockedWorkbook,
    ForeignKind::WebPage,
    ForeignKind::WebTable,
    ForeignKind::Sie,
    ForeignKind::Xml,
    ForeignKind::XmlWorkbook,
    ForeignKind::Json,
    ForeignKind::Image,
    ForeignKind::Archive,
    ForeignKind::Database,
    ForeignKind::Binary,
];

fn reading() -> Vec<Fact> {
    let text = |text: &str| text.to_owned();
    let mut facts = vec![Fact::FileEmpty];
    facts.extend(FOREIGN.map(|kind| Fact::FileForeign { kind }));
    facts.extend([
        Fact::HeaderUnknown { columns: texts(&["Löpnr", "Dag", "Summa"]) },
        Fact::HeaderUnknown { columns: texts(&["Vernr Datum Konto"]) },
        Fact::ColumnMissing { kind: FileKind::Vouchers, column: ColumnRole::Account },
        Fact::ColumnMissing { kind: FileKind::Budget, column: ColumnRole::Period },
        Fact::ColumnTwice { column: ColumnRole::Account, first: text("konto"), second: text("kontonr") },
        Fact::NumberUnreadable { text: text("#VÄRDE") },
        Fact::NumberUnreadable { text: text("#######") },
        Fact::NumberUnreadable { text: text("2,5E+06") },
        Fact::NumberAmbiguous {
            text: text("1.250"),
            as_thousands: kr("1250,00"),
            as_decimals: text("1,250"),
        },
        Fact::NumberTooFine { text: text("333,3333") },
        Fact::NumberTooLarge { text: text("98765432109876543210") },
        Fact::DateUnreadable { text: text("2024-02-30") },
        Fact::AccountUnreadable { text: text("5 539") },
        Fact::VoucherNumberUnreadable { text: text("") },
        Fact::DimensionUnreadable { reason: DimensionError::Empty },
        Fact::DimensionUnreadable { reason: DimensionError::TooLong("k".repeat(41)) },
        Fact::DimensionUnreadable { reason: DimensionError::ControlCharacter(text("30\u{1b}47")) },
        Fact::FieldCount { expected: 5, found: 6 },
        Fact::FieldCount { expected: 5, found: 1 },
        Fact::AmountMissing,
        Fact::DebitAndCredit { debit: kr("1250,00"), credit: kr("1,00") },
        Fact::TextUndecodable,
        Fact::PeriodUnreadable { text: text("kvartal 1") },
        Fact::OpeningYearUnknown,
        Fact::RowsMissing,
        Fact::OpeningTwice { year: year(), account: account(1930) },
        Fact::QuoteOpen,
        Fact::NumberOtherMark { text: text("12.5"), mark_of_column: ',' },
        Fact::DateAmbiguous {
            text: text("05/01/2024"),
            first: date("2024-01-05"),
            second: date("2024-05-01"),
        },
        Fact::DateOtherOrder {
            text: text("03/25/2024"),
            reading: date("2024-03-25"),
            of_column: text("dd/mm/yyyy"),
        },
        Fact::DateUnset { text: text("1899-12-31") },
        Fact::DateSerial { text: text("45296"), as_serial: date("2024-01-05") },
    ]);
    facts.extend(workbooks());
    facts.extend([
        Fact::FlagUnreadable { text: "kanske".to_owned() },
        Fact::CreditSignAmbiguous,
        Fact::PurchaseLedger,
        Fact::LettersDestroyed { count: 120 },
        Fact::SideUnreadable { text: text("X") },
        Fact::SideUnreadable { text: String::new() },
    ]);
    facts
}

/// What is said of SIE files, and of the limits of all files.
fn sie() -> Vec<Fact> {
    let text = |text: &str| text.to_owned();
    vec![
        Fact::SieItemShort { label: text("#VER"), expected: 3, found: 1 },
        Fact::SieRowOutside { label: text("#TRANS") },
        Fact::SieVoucherOpen,
        Fact::SieObjectsUnreadable { text: text("{1 3047 6}") },
        Fact::SieChecksumDiffers { stated: text("2215893042"), computed: 402_653_184 },
        Fact::SieChecksumMissing,
        Fact::SieFlagSet,
        Fact::SieLabelUnknown { label: text("#FIRMAPOST"), times: 1 },
        Fact::SieFieldsExtra { label: text("#UB"), times: 28 },
        Fact::SieLettersLost { letters: 140 },
        Fact::SieYearsDiffer { first: date("2023-07-01"), last: date("2024-06-30"), starts: 7 },
        Fact::SieYearsDiffer { first: date("2023-07-01"), last: date("2024-12-31"), starts: 1 },
        Fact::SieYearsDiffer { first: date("2024-07-01"), last: date("2023-06-30"), starts: 7 },
        Fact::SieYearUnplaced { number: -1, first: date("2022-07-01"), last: date("2023-12-31") },
        Fact::SieYearUnknown { number: 0 },
        Fact::SieNumbersGiven { vouchers: 2 },
        Fact::SieAddedRowAlone,
        Fact::SieObjectsLeftOut { label: text("#OIB"), times: 1 },
        Fact::SieVoucherEmpty { id: a(12) },
        Fact::SieTooMuch { limit: SieLimit::VoucherSize, most: 8_388_608 },
        Fact::SieTooMuch { limit: SieLimit::Sums, most: 1_000_000 },
        Fact::XmlUnreadable { fault: XmlFault::Malformed },
        Fact::XmlUnreadable { fault: XmlFault::DocumentType },
        Fact::XmlUnreadable { fault: XmlFault::TooDeep },
        Fact::XmlUnreadable { fault: XmlFault::TooLong },
        Fact::XmlUnreadable { fault: XmlFault::Root },
        Fact::CurrencyOther { currency: text("EUR") },
        Fact::FindingsUnlisted { code: Code::DateUnreadable, count: 399_000 },
        Fact::FileTooLong { limit: 100_000_000 },
        Fact::TextTooLong { length: 40_000, limit: 32_767 },
        Fact::SieBraceLacking,
        Fact::SieQuantities { times: 1 },
        Fact::SieQuantities { times: 1_204 },
        Fact::SieContentLeftOut { elements: vec![(text("CorrectedBy"), 12), (text("CustomerInvoices"), 1)] },
        Fact::SiePartOfYear { first: date("2024-08-01"), last: date("2024-08-31"), year: year() },
    ]
}

fn workbooks() -> Vec<Fact> {
    let kinds = [
        WorkbookKind::Old,
        WorkbookKind::Locked,
        WorkbookKind::Binary,
        WorkbookKind::OpenDocument,
        WorkbookKind::OtherArchive,
    ];
    let limits = [
        (WorkbookLimit::FileBytes, 64 << 20),
        (WorkbookLimit::UnpackedBytes, 512 << 20),
        (WorkbookLimit::PartBytes, 64 << 20),
        (WorkbookLimit::Ratio, 250),
        (WorkbookLimit::Parts, 10_000),
        (WorkbookLimit::Strings, 2_000_000),
        (WorkbookLimit::Formats, 100_000),
        (WorkbookLimit::Sheets, 1_000),
        (WorkbookLimit::Depth, 1_000),
        (WorkbookLimit::Rows, 1_048_576),
        (WorkbookLimit::Columns, 1024),
        (WorkbookLimit::RowBytes, 1 << 20),
    ];
    let mut facts: Vec<Fact> = kinds.map(|kind| Fact::WorkbookForeign { kind }).into();
    facts.push(Fact::WorkbookDamaged);
    facts.extend(limits.map(|(limit, most)| Fact::WorkbookTooLarge { limit, most }));
    facts.extend([
        Fact::SheetUnknown { name: "Verifikat".to_owned(), sheets: texts(&["Försättsblad", "Saldon"]) },
        Fact::SheetsAlike { sheets: texts(&["Januari", "Februari"]) },
        Fact::CellError { error: "#REF!".to_owned() },
        Fact::FormulaWithoutValue,
    ]);
    facts
}

fn vouchers_and_balances() -> Vec<Fact> {
    let unbalanced = |rows, debit, credit| Fact::VoucherUnbalanced {
        id: a(12),
        date: date("2024-01-05"),
        rows,
        debit: kr(debit),
        credit: kr(credit),
    };
    let opening = |difference, result_before: Option<&str>| Fact::OpeningUnbalanced {
        year: year(),
        difference: kr(difference),
        result_before: result_before.map(kr),
    };
    vec![
        unbalanced(3, "1250,00", "1249,00"),
        unbalanced(1, "0,00", "1250,50"),
        Fact::VoucherDates { id: a(12), first: date("2024-01-05"), second: date("2024-02-05") },
        opening("150000,00", Some("150000,00")),
        opening("-23500,40", Some("-23500,40")),
        opening("150000,00", None),
        Fact::ClosingUnbalanced { period: period("2024-01..2024-08"), difference: kr("-150000,00") },
        Fact::OpeningDiffers {
            year: year(),
            account: account(1930),
            closing: kr("5250000,00"),
            opening: kr("5249000,00"),
        },
        Fact::OpeningOnResultAccount { year: year(), account: account(3511), amount: kr("-150000,00") },
        Fact::RollForward {
            account: account(1930),
            opening: kr("5250000,00"),
            movement: kr("-750000,00"),
            closing: kr("4400000,00"),
        },
    ]
}

fn statements() -> Vec<Fact> {
    let text = |text: &str| text.to_owned();
    vec![
        Fact::AccountOutsideLayout {
            account: account(9110),
            amount: kr("4500,00"),
            layout: text("sjuharad"),
        },
        Fact::AccountOnTwoLines {
            accounts: accounts("5500-5599"),
            first: text("personalkostnader"),
            second: text("verksamhetsinsatser"),
        },
        Fact::AccountOnTwoLines {
            accounts: accounts("5500"),
            first: text("personalkostnader"),
            second: text("verksamhetsinsatser"),
        },
        Fact::AccountsOnNoLine { accounts: accounts("3900-3999"), statement: text("income-statement") },
        Fact::AccountUnnamed { account: account(5540) },
        Fact::BalanceSheetUnequal {
            date: date("2024-12-31"),
            assets: kr("5400000,00"),
            financing: kr("5250000,00"),
        },
        Fact::ResultsDiffer {
            period: period("2024-01..2024-08"),
            income_statement: kr("-412300,00"),
            balance_sheet: kr("-407800,00"),
        },
        Fact::CashFlowDiffers {
            period: period("2024"),
            cash_flow: kr("-750000,00"),
            liquid_funds: kr("-850000,00"),
        },
        Fact::CashFlowLineTimes { line: text("accrued-income"), times: 0 },
        Fact::CashFlowLineTimes { line: text("cash-and-bank"), times: 1 },
        Fact::CashFlowLineTimes { line: text("accrued-income"), times: 2 },
        Fact::NoteDiffers { note: text("3"), note_sum: kr("400000,00"), line_sum: kr("412000,00") },
        Fact::DimensionDiffers {
            dimension: Dimension::CostCentre,
            parts: kr("625000,00"),
            whole: kr("630000,00"),
        },
        Fact::DimensionDiffers { dimension: Dimension::Project, parts: kr("0,00"), whole: kr("-0,05") },
        Fact::RoundedSum {
            statement: text("Resultaträkning"),
            row: text("Summa kostnader"),
            column: text("2024"),
            parts: kr("2000,00"),
            total: kr("3000,00"),
        },
        Fact::FigureRounded {
            statement: text("Resultaträkning"),
            row: text("Årets resultat"),
            column: text("2024"),
            exact: Amount::from_ore(24_618_514),
            shown: Amount::from_ore(24_500_000),
        },
    ]
}

fn records() -> Vec<Fact> {
    let changed = |debit_in_file, differing| Fact::VoucherChanged {
        id: a(12),
        date_in_book: date("2024-01-05"),
        debit_in_book: kr("1250,00"),
        date_in_file: date("2024-01-05"),
        debit_in_file: kr(debit_in_file),
        differing,
    };
    let sum = |cost_centre: Option<&str>, project: Option<&str>| Fact::KeptSumDiffers {
        account: account(1930),
        cost_centre: cost_centre.map(|code| CostCentre::new(code).expect("a code")),
        project: project.map(|code| Project::new(code).expect("a code")),
        month: "2024-03".parse().expect("a month"),
        side: Side::Debit,
        kept: kr("-81250,00"),
        recomputed: kr("-80000,00"),
    };
    let wrong_side = |vouchers| Fact::SignWrong {
        line: "interimsfordringar".to_owned(),
        account: account(1712),
        date: date("2024-12-31"),
        balance: kr("-300000,00"),
        side: Side::Debit,
        vouchers,
    };
    vec![
        Fact::AccrualBalanceDiffers {
            account: account(2991),
            date: date("2024-12-31"),
            balance: kr("-163900,00"),
            open: kr("-63900,00"),
        },
        Fact::AccrualLeftOpen {
            plan: 1,
            date: date("2025-01-01"),
            account: account(2991),
            left: kr("-63900,00"),
        },
        Fact::ReversalDiffers { id: a(12), by: VoucherId::new("ÅTER", 1) },
        Fact::NumbersMissing { year: year(), first: a(13), last: 14 },
        Fact::NumbersMissing { year: year(), first: VoucherId::new("", 13), last: 13 },
        Fact::NumberTwice { year: year(), id: a(12), first: date("2024-01-05"), second: date("2024-06-28") },
        Fact::DateOutsideYears { id: a(12), date: date("2042-01-05"), years: period("2023-01..2024-12") },
        Fact::ChainBroken { record: 42, id: Some(a(13)) },
        Fact::ChainBroken { record: 1, id: None },
        sum(None, None),
        sum(Some("3047"), Some("VILJA")),
        changed("1350,00", Differing::Rows),
        changed("1250,00", Differing::Rows),
        changed("1250,00", Differing::Texts),
        changed("1250,00", Differing::Marks),
        Fact::OpeningChanged {
            year: year(),
            account: account(1930),
            in_book: kr("5250000,00"),
            in_file: kr("5249000,00"),
        },
        budget_changed(FileKind::Budget, "", None),
        budget_changed(FileKind::Forecast, "Prognos 2", Some((Some(date("2024-08-31")), date("2024-09-30")))),
        budget_changed(FileKind::Budget, "reviderad", Some((None, date("2024-03-15")))),
        Fact::SeriesDiffers { in_book: "A".to_owned(), in_file: String::new(), vouchers: 12 },
        Fact::SeriesDiffers { in_book: String::new(), in_file: "A".to_owned(), vouchers: 1 },
        Fact::NumberOfOtherSeries {
            id: VoucherId::new("", 12),
            series_in_book: "A".to_owned(),
            date: date("2024-01-05"),
            debit_in_book: kr("1250,00"),
            debit_in_file: kr("1350,00"),
        },
        Fact::FilesDisagree {
            id: a(12),
            other_file: "jan-aug.csv".to_owned(),
            date_in_other: date("2024-01-05"),
            debit_in_other: kr("1250,00"),
            date_in_file: date("2024-01-05"),
            debit_in_file: kr("1350,00"),
        },
        Fact::NumberReused { year: year(), id: a(1), first: date("2024-01-31"), second: date("2024-02-29") },
        Fact::VoucherInLockedPeriod { id: a(12), date: date("2024-05-31") },
        Fact::OpeningInLockedYear { year: year(), month: "2024-03".parse().expect("a month") },
        Fact::OrderChanged {
            id: a(517),
            date: date("2024-12-30"),
            order: VoucherId::new("PER", 3),
            date_of_order: date("2024-12-31"),
        },
        Fact::ClosedYearChanged { year: year(), closed_at: "2025-02-14T10:00:00".to_owned() },
        Fact::AnchorUnknown { anchor: "9f86d081884c7d65".repeat(4) },
        wrong_side(vec![a(131), a(88)]),
        wrong_side(Vec::new()),
    ]
}

fn budget_changed(kind: FileKind, name: &str, dates: Option<(Option<NaiveDate>, NaiveDate)>) -> Fact {
    let (in_book, in_file) = (kr("-250000,00"), kr("-400000,00"));
    Fact::BudgetChanged { kind, name: name.to_owned(), year: year(), in_book, in_file, dates }
}

fn budgets() -> Vec<Fact> {
    let cost_centre = || CostCentre::new("3001").ok();
    vec![
        Fact::BudgetFilesDisagree {
            kind: FileKind::Budget,
            period: period("2024"),
            account: account(5539),
            cost_centre: cost_centre(),
            other_file: "budget.csv".to_owned(),
            in_other: kr("1500000,00"),
            in_file: kr("1600000,00"),
        },
        Fact::BudgetMonthsDiffer {
            kind: FileKind::Forecast,
            period: period("2024"),
            account: account(5539),
            cost_centre: None,
            whole: kr("1200000,00"),
            parts: kr("1080000,00"),
        },
    ]
}

fn stated() -> Vec<Fact> {
    let differs = |figure, cost_centre: Option<&str>, period: &str, months: &[&str]| Fact::StatedSumDiffers {
        figure,
        account: account(1712),
        cost_centre: cost_centre.map(|code| CostCentre::new(code).expect("a code")),
        project: None,
        period: self::period(period),
        stated: kr("5300,00"),
        ours: kr("5250,00"),
        months: months.iter().map(|month| month.parse().expect("a month")).collect(),
        file: "2024.se".into(),
    };
    let unsupported = |figure, sums, project: Option<&str>| Fact::StatedObjectsUnsupported {
        figure,
        period: period("2024"),
        sums,
        account: account(1712),
        cost_centre: CostCentre::new("3047").ok(),
        project: project.map(|code| Project::new(code).expect("a code")),
        stated: kr("12000,00"),
        file: "2024.se".into(),
    };
    let sums_only = |lacks| Fact::SumsOnly {
        year: year().previous(),
        asked: period("2023-01..2023-08"),
        lacks,
        file: "2024.se".into(),
    };
    vec![
        differs(StatedFigure::Opening, None, "2024", &[]),
        differs(StatedFigure::Closing, None, "2024", &[]),
        differs(StatedFigure::Result, Some("3047"), "2024-01..2024-08", &["2024-03", "2024-05"]),
        differs(StatedFigure::Change, None, "2024-03", &["2024-03"]),
        differs(StatedFigure::Change, None, "2024-03", &["2024-03", "2024-05", "2024-06"]),
        Fact::StatedClosingRepeats {
            period: period("2024"),
            accounts: 14,
            account: account(1930),
            stated: kr("5000,00"),
            ours: kr("5250,00"),
            file: "2024.se".into(),
        },
        unsupported(StatedFigure::Closing, 1, Some("VILJA")),
        unsupported(StatedFigure::Result, 37, None),
        Fact::StatedMonthsDiffer {
            year: year().previous(),
            account: account(5539),
            months: kr("12000,00"),
            change: kr("12500,00"),
            file: "2024.se".into(),
        },
        sums_only(Lacking::Months { known: period("2023") }),
        sums_only(Lacking::Balances),
        sums_only(Lacking::Vouchers),
        Fact::TotalRowDiffers {
            label: "Summa".to_owned(),
            column: Some(ColumnRole::Debit),
            stated: kr("1100,00"),
            ours: kr("1000,00"),
        },
        Fact::TotalRowDiffers {
            label: "Totalt".to_owned(),
            column: None,
            stated: kr("0,05"),
            ours: kr("0,00"),
        },
    ]
}

fn layouts() -> Vec<Fact> {
    let text = |text: &str| text.to_owned();
    let details = [
        "invalid basic string, expected `\"`\n",
        "unknown field `nmae`, expected `name` or `organisation-number`",
        "unknown variant `debt`, expected `debit` or `credit`",
        "missing field `name`",
        "invalid type: integer `5`, expected a string",
        "invalid type: string \"a, expected b\", expected words by edition",
        "duplicate key",
    ];
    let mut facts: Vec<Fact> =
        details.into_iter().map(|detail| Fact::TomlInvalid { detail: text(detail) }).collect();
    facts.extend([
        Fact::ReferenceUnknown { row: text("net-cost"), reference: text("deprecation") },
        Fact::RowTwice { row: text("other-costs") },
        Fact::RowCycle { rows: texts(&["operating-result", "net-cost"]) },
        Fact::SelectorUnreadable { text: text("30xx") },
        Fact::RowShape { row: text("net-cost"), keys: texts(&["accounts", "sum"]) },
        Fact::SumTakesTwice { sum: text("result"), row: text("costs") },
        Fact::TotalLacks { total: text("total-assets"), row: text("inventories") },
        Fact::SettingUnknown {
            key: text("layout"),
            value: text("sjuhärad"),
            known: texts(&["lkbr", "sjuharad", "insjoriket"]),
        },
        Fact::RowsTooMany { rows: 5_000, rows_max: 300 },
        Fact::ProfileColumnTwice {
            profile: text("regionen"),
            column: text("Datum"),
            first: ColumnRole::Date,
            second: ColumnRole::Text,
        },
        Fact::ProfileMarksEqual { profile: text("regionen"), mark: text(",") },
    ]);
    facts
}

/// Every sample as `ledger` words it.
fn worded(lang: Lang) -> String {
    let mut page = String::new();
    for fact in samples() {
        let finding = Finding::new(fact);
        let Description { title, text, cause, next_step } = message::describe(&finding, lang);
        writeln!(page, "{} {title}\n  {text}\n  {cause}\n  {next_step}\n", finding.code())
            .expect("a string takes all");
    }
    page
}

fn compare_with_file(lang: Lang) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/expected")
        .join(format!("messages.{}.txt", lang.as_str()));
    let page = worded(lang);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, &page).expect("the file can be written");
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    for (line, (ours, theirs)) in page.lines().zip(expected.lines()).enumerate() {
        assert_eq!(ours, theirs, "{}:{}", file.display(), line + 1);
    }
    assert_eq!(page.lines().count(), expected.lines().count(), "{} has other samples", file.display());
}

#[test]
fn swedish_messages_are_as_reviewed() {
    compare_with_file(Lang::Sv);
}

#[test]
fn english_messages_are_as_reviewed() {
    compare_with_file(Lang::En);
}

#[cfg(feature = "config")]
#[test]
fn what_the_toml_reader_says_most_is_said_in_swedish() {
    let written = [
        ("[entity]\nnmae = 'x'", "Nyckeln ”nmae” är okänd; här finns ”name” och ”organisation-number”."),
        ("[entity]\nname = 5", "Värdet är av fel slag: det är ett heltal men ska vara en text."),
        ("entity = 'x'", "Värdet är av fel slag: det är en text men ska vara en tabell."),
        ("[entity]\nname = 'x'\nname = 'y'", "Samma nyckel står två gånger."),
        ("", "Nyckeln ”entity.name” saknas."),
    ];
    for (file, sentence) in written {
        let findings =
            finsam_ledger::read::settings::Settings::from_toml("ledger.toml", file).expect_err("it is wrong");
        let said: Vec<_> = findings.iter().map(|finding| message::describe(finding, Lang::Sv).text).collect();
        assert!(said.iter().any(|text| text == sentence), "{file:?} gives {said:?}");
    }
}

#[test]
fn every_code_has_a_sample() {
    let sampled: Vec<Code> = samples().iter().map(Fact::code).collect();
    assert!(sampled.is_sorted(), "samples stand in the order of codes");
    for code in Code::ALL {
        assert!(sampled.contains(code), "{code} has no sample");
    }
}

/// Text from a file that means harm, by its length and by what it does to a terminal.
fn hostile() -> String {
    format!("\u{1b}[2J\u{9b}31m\u{202e}\r\n\u{7}\u{0}{}\u{1b}]0;x\u{7}", "å\n".repeat(10_000))
}

fn hostile_imports() -> Vec<Fact> {
    let text = hostile();
    let (id, day) = (|| VoucherId::new(hostile(), 7), date("2024-01-05"));
    vec![
        Fact::SeriesDiffers { in_book: text.clone(), in_file: text.clone(), vouchers: u64::MAX },
        Fact::NumberOfOtherSeries {
            id: id(),
            series_in_book: text.clone(),
            date: day,
            debit_in_book: Amount::MAX,
            debit_in_file: Amount::MAX,
        },
        Fact::FilesDisagree {
            id: id(),
            other_file: text.clone(),
            date_in_other: day,
            debit_in_other: Amount::MAX,
            date_in_file: day,
            debit_in_file: Amount::MAX,
        },
        Fact::ProfileColumnTwice {
            profile: text.clone(),
            column: text.clone(),
            first: ColumnRole::Date,
            second: ColumnRole::Text,
        },
        Fact::ProfileMarksEqual { profile: text.clone(), mark: text.clone() },
    ]
}

#[expect(clippy::too_many_lines, reason = "one list of all facts that hold a user's text")]
fn hostile_facts() -> Vec<Fact> {
    let text = hostile();
    let many = vec![text.clone(); 100];
    let id = || VoucherId::new(hostile(), 7);
    let day = date("2024-01-05");
    vec![
        Fact::HeaderUnknown { columns: many.clone() },
        Fact::ColumnTwice { column: ColumnRole::Date, first: text.clone(), second: text.clone() },
        Fact::NumberUnreadable { text: text.clone() },
        Fact::NumberAmbiguous { text: text.clone(), as_thousands: Amount::MAX, as_decimals: text.clone() },
        Fact::NumberTooFine { text: text.clone() },
        Fact::NumberTooLarge { text: text.clone() },
        Fact::DateUnreadable { text: text.clone() },
        Fact::AccountUnreadable { text: text.clone() },
        Fact::VoucherNumberUnreadable { text: text.clone() },
        Fact::DimensionUnreadable { reason: DimensionError::ControlCharacter(text.clone()) },
        Fact::DimensionUnreadable { reason: DimensionError::TooLong(text.clone()) },
        Fact::PeriodUnreadable { text: text.clone() },
        Fact::SieItemShort { label: text.clone(), expected: 3, found: 1 },
        Fact::SieRowOutside { label: text.clone() },
        Fact::SieObjectsUnreadable { text: text.clone() },
        Fact::SieChecksumDiffers { stated: text.clone(), computed: u32::MAX },
        Fact::SieLabelUnknown { label: text.clone(), times: u64::MAX },
        Fact::SieFieldsExtra { label: text.clone(), times: u64::MAX },
        Fact::SieObjectsLeftOut { label: text.clone(), times: u64::MAX },
        Fact::SieVoucherEmpty { id: id() },
        Fact::CurrencyOther { currency: text.clone() },
        Fact::SieContentLeftOut { elements: vec![(text.clone(), u64::MAX); 60] },
        Fact::VoucherUnbalanced {
            id: id(),
            date: NaiveDate::MAX,
            rows: u64::MAX,
            debit: Amount::MAX,
            credit: Amount::MAX.negated(),
        },
        Fact::VoucherDates { id: id(), first: day, second: day },
        Fact::AccountOutsideLayout { account: account(10), amount: Amount::MAX, layout: text.clone() },
        Fact::AccountOnTwoLines {
            accounts: accounts("10-99999999"),
            first: text.clone(),
            second: text.clone(),
        },
        Fact::AccountsOnNoLine { accounts: accounts("10-99999999"), statement: text.clone() },
        Fact::CashFlowLineTimes { line: text.clone(), times: usize::MAX },
        Fact::NoteDiffers { note: text.clone(), note_sum: Amount::MAX, line_sum: Amount::MAX.negated() },
        Fact::RoundedSum {
            statement: text.clone(),
            row: text.clone(),
            column: text.clone(),
            parts: Amount::MAX,
            total: Amount::MAX.negated(),
        },
        Fact::NumbersMissing { year: year(), first: id(), last: u64::MAX },
        Fact::NumberTwice { year: year(), id: id(), first: day, second: day },
        Fact::NumberReused { year: year(), id: id(), first: day, second: day },
        Fact::VoucherInLockedPeriod { id: id(), date: NaiveDate::MAX },
        Fact::OrderChanged { id: id(), date: NaiveDate::MAX, order: id(), date_of_order: NaiveDate::MIN },
        Fact::ReversalDiffers { id: id(), by: id() },
        Fact::ClosedYearChanged { year: year(), closed_at: text.clone() },
        Fact::AnchorUnknown { anchor: text.clone() },
        Fact::DateOutsideYears { id: id(), date: NaiveDate::MIN, years: period("0001-01..9999-12") },
        Fact::NumberOtherMark { text: text.clone(), mark_of_column: '\u{1b}' },
        Fact::DateAmbiguous { text: text.clone(), first: day, second: NaiveDate::MAX },
        Fact::DateOtherOrder { text: text.clone(), reading: NaiveDate::MAX, of_column: text.clone() },
        Fact::DateUnset { text: text.clone() },
        Fact::DateSerial { text: text.clone(), as_serial: NaiveDate::MIN },
        Fact::SheetUnknown { name: text.clone(), sheets: many.clone() },
        Fact::SheetsAlike { sheets: many.clone() },
        Fact::CellError { error: text.clone() },
        Fact::ChainBroken { record: u64::MAX, id: Some(id()) },
        Fact::VoucherChanged {
            id: id(),
            date_in_book: day,
            debit_in_book: Amount::MAX,
            date_in_file: day,
            debit_in_file: Amount::MAX,
            differing: Differing::Texts,
        },
        Fact::SignWrong {
            line: text.clone(),
            account: account(1712),
            date: NaiveDate::MAX,
            balance: Amount::MAX.negated(),
            side: Side::Debit,
            vouchers: vec![id(); 100],
        },
        Fact::SumsOnly {
            year: year(),
            asked: period("0001-01..9999-12"),
            lacks: Lacking::Vouchers,
            file: text.as_str().into(),
        },
        Fact::TotalRowDiffers {
            label: text.clone(),
            column: None,
            stated: Amount::MAX,
            ours: Amount::MAX.negated(),
        },
        Fact::TomlInvalid { detail: text.clone() },
        Fact::TomlInvalid { detail: format!("unknown field `{text}`, expected one of `{text}`, `{text}`") },
        Fact::TomlInvalid { detail: format!("missing field `{text}`") },
        Fact::TomlInvalid { detail: format!("invalid type: string {text:?}, expected {text}") },
        Fact::ReferenceUnknown { row: text.clone(), reference: text.clone() },
        Fact::RowTwice { row: text.clone() },
        Fact::RowCycle { rows: many.clone() },
        Fact::SelectorUnreadable { text: text.clone() },
        Fact::RowShape { row: text.clone(), keys: many.clone() },
        Fact::SumTakesTwice { sum: text.clone(), row: text.clone() },
        Fact::TotalLacks { total: text.clone(), row: text.clone() },
        Fact::SettingUnusable { key: text.clone(), value: text.clone(), examples: many.clone() },
        Fact::EsfScopeShared { first: project("A"), second: project("B"), scope: text.clone() },
        Fact::SettingUnknown { key: text.clone(), value: text, known: many },
    ]
}

#[test]
fn hostile_text_stays_on_one_line_short_and_harmless() {
    for fact in hostile_facts().into_iter().chain(hostile_imports()) {
        let code = fact.code();
        let finding = Finding::new(fact);
        for lang in [Lang::Sv, Lang::En] {
            let Description { text, cause, next_step, .. } = message::describe(&finding, lang);
            for line in [text.as_str(), &cause, &next_step] {
                assert!(!line.chars().any(char::is_control), "{code} lets through: {line:?}");
                assert!(!line.contains('\u{202e}'), "{code} turns the line around: {line:?}");
                assert!(line.chars().count() < 900, "{code} says too much: {line}");
            }
        }
    }
}

#[test]
fn whatever_a_fact_holds_every_sample_is_one_sentence() {
    for finding in samples().into_iter().map(Finding::new) {
        for lang in [Lang::Sv, Lang::En] {
            let Description { text, cause, next_step, .. } = message::describe(&finding, lang);
            let code = finding.code();
            for line in [text.as_str(), &cause, &next_step] {
                assert!(line.ends_with('.') && !line.ends_with(".."), "{code}: {line}");
                assert!(!line.contains("  "), "{code}: {line}");
            }
            assert!(text.starts_with(|first: char| first.is_uppercase() || "\"”".contains(first)), "{text}");
        }
    }
}

#[test]
fn a_page_of_explain_reads_as_a_page() {
    let page = message::explain(Code::VoucherDates, Lang::Sv);
    let expected = "\
FS0102 (fel): Verifikatet har två datum

Rader med samma verifikationsnummer har olika bokföringsdag. Ett verifikat bokförs på en
dag, och den avgör period och räkenskapsår.

Regel 1 för räkenskaperna: Varje verifikat summerar till noll, liksom ingående och
utgående balanser.

Vanlig orsak: Två verifikat har fått samma nummer, serien saknas i exporten, eller
kolumnen innehåller registreringsdag eller fakturadatum.

Gör så här: Exportera med bokföringsdag och med serien i en egen kolumn, eller rätta
datumet på raden i filen.

Exempel:
    vernr;datum;konto;debet;kredit
    12;2024-01-05;5539;1250,00;
    12;2024-02-05;2411;;1250,00
    Samma verifikat, men två olika dagar.
";
    assert_eq!(page, expected);
    assert_eq!(message::title(Code::VoucherDates, Lang::En), "The voucher has two dates");
}
