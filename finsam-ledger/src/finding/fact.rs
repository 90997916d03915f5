//! The one table of facts: what can be wrong, with its figures, its stable code and its severity.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    ColumnRole, Differing, Dimension, EsfSlip, FileKind, ForeignKind, Lacking, PublishedLimit, PublishedPart,
    Severity, SieLimit, StatedFigure, WorkbookKind, WorkbookLimit, XmlFault,
};
use crate::account::{AccountNumber, AccountRange};
use crate::amount::{Amount, Side};
use crate::calendar::{FiscalYear, Month, Period};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::voucher_id::VoucherId;

/// One table: a fact, its stable code and how serious it is.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })? = $code:literal $severity:ident;)*) => {
        /// What is wrong, with the figures that show it.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fact {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type),* })?,)*
        }

        /// The stable code of a kind of finding. The first two digits name the law of the books
        /// it belongs to; 00 is reading, 20 layouts and settings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Fact {
            /// Its stable code.
            #[must_use]
            pub const fn code(&self) -> Code {
                match self { $(Self::$name { .. } => Code::$name,)* }
            }
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code as users write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// How serious a finding with this code is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

facts! {
    /// The file holds nothing.
    FileEmpty = "FS0001" Error;
    /// The file is something other than CSV text.
    FileForeign {
        /// What it was taken for.
        kind: ForeignKind,
    } = "FS0002" Error;
    /// No kind of file has this header row.
    HeaderUnknown {
        /// The columns as they stand.
        columns: Vec<String>,
    } = "FS0003" Error;
    /// The header row lacks a column that this kind of file must have.
    ColumnMissing {
        /// What the file seems to hold.
        kind: FileKind,
        /// The column.
        column: ColumnRole,
    } = "FS0004" Error;
    /// Two columns mean the same.
    ColumnTwice {
        /// What both mean.
        column: ColumnRole,
        /// The first one's name.
        first: String,
        /// The second one's name.
        second: String,
    } = "FS0005" Error;
    /// Not a number.
    NumberUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS0006" Error;
    /// A number that can be read in two ways.
    NumberAmbiguous {
        /// The text as it stands.
        text: String,
        /// The figure if the mark parts thousands.
        as_thousands: Amount,
        /// The figure if the mark is the decimal mark, in words of its own: it has three decimals.
        as_decimals: String,
    } = "FS0007" Error;
    /// A number with parts of an öre.
    NumberTooFine {
        /// The text as it stands.
        text: String,
    } = "FS0008" Error;
    /// A number beyond what an amount holds.
    NumberTooLarge {
        /// The text as it stands.
        text: String,
    } = "FS0009" Error;
    /// Not a date.
    DateUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS0010" Error;
    /// Not an account number.
    AccountUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS0011" Error;
    /// Not a voucher number.
    VoucherNumberUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS0012" Error;
    /// Not a code of a cost centre or project.
    DimensionUnreadable {
        /// Why.
        reason: DimensionError,
    } = "FS0013" Error;
    /// A row with more or fewer fields than the header row.
    FieldCount {
        /// Fields in the header row.
        expected: usize,
        /// Fields in this row.
        found: usize,
    } = "FS0014" Error;
    /// A row without an amount.
    AmountMissing = "FS0015" Error;
    /// A row with both a debit and a credit amount.
    DebitAndCredit {
        /// The debit amount.
        debit: Amount,
        /// The credit amount.
        credit: Amount,
    } = "FS0016" Error;
    /// Bytes that are no text in the encoding the rest of the file has.
    TextUndecodable = "FS0017" Error;
    /// Not a month or year.
    PeriodUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS0018" Error;
    /// Opening balances without a word on which year they open.
    OpeningYearUnknown = "FS0019" Error;
    /// A header row and nothing below it.
    RowsMissing = "FS0020" Error;
    /// The same account, cost centre and project twice among the opening balances of a year.
    OpeningTwice {
        /// The year they open.
        year: FiscalYear,
        /// The account.
        account: AccountNumber,
    } = "FS0021" Error;
    /// A quotation mark that is never closed.
    QuoteOpen = "FS0022" Error;
    /// A number with another decimal mark than the rest of its column.
    NumberOtherMark {
        /// The text as it stands.
        text: String,
        /// The decimal mark of the column.
        mark_of_column: char,
    } = "FS0023" Error;
    /// A date that can be read in two ways.
    DateAmbiguous {
        /// The text as it stands.
        text: String,
        /// What it may mean.
        first: NaiveDate,
        /// What it may mean as well.
        second: NaiveDate,
    } = "FS0024" Error;
    /// A date whose day, month and year stand in another order than in the rest of its column.
    DateOtherOrder {
        /// The text as it stands.
        text: String,
        /// What it would mean.
        reading: NaiveDate,
        /// How the column writes dates, such as `dd/mm/yyyy`.
        of_column: String,
    } = "FS0025" Error;
    /// A date such as 1899-12-31, which programs write for none, where there must be one.
    DateUnset {
        /// The text as it stands.
        text: String,
    } = "FS0026" Error;
    /// A number that may be a day as Excel counts them, in a column of other dates.
    DateSerial {
        /// The text as it stands.
        text: String,
        /// The day.
        as_serial: NaiveDate,
    } = "FS0027" Error;
    /// The file is no Excel workbook of the kind that is read.
    WorkbookForeign {
        /// What it is.
        kind: WorkbookKind,
    } = "FS0030" Error;
    /// A workbook of which a part is missing or cannot be read.
    WorkbookDamaged = "FS0031" Error;
    /// A workbook beyond the limits.
    WorkbookTooLarge {
        /// What there is too much of.
        limit: WorkbookLimit,
        /// How much there may be.
        most: u64,
    } = "FS0032" Error;
    /// A workbook without the sheet that was asked for.
    SheetUnknown {
        /// The sheet that was asked for.
        name: String,
        /// The sheets there are.
        sheets: Vec<String>,
    } = "FS0033" Error;
    /// Several sheets of a workbook that may be the one to read.
    SheetsAlike {
        /// The sheets.
        sheets: Vec<String>,
    } = "FS0034" Error;
    /// A cell of a workbook that holds an error in place of a value.
    CellError {
        /// The error as Excel writes it.
        error: String,
    } = "FS0035" Error;
    /// A cell of a workbook with a formula that was never worked out.
    FormulaWithoutValue = "FS0036" Error;
    /// A column that says yes or no of a row, and says neither here.
    FlagUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS0040" Error;
    /// A credit column with figures above and below zero, and vouchers that balance in both
    /// readings or in none.
    CreditSignAmbiguous = "FS0041" Error;
    /// A purchase ledger: invoices row by row, without the debt that they are booked against.
    PurchaseLedger = "FS0042" Error;
    /// Letters that were lost before the file came here.
    LettersDestroyed {
        /// How many, in the part of the file that was looked at.
        count: u64,
    } = "FS0043" Warning;
    /// A column that says debit or credit of a row, and says neither here.
    SideUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS0044" Error;
    /// An item of a SIE file that lacks fields it must have.
    SieItemShort {
        /// Its label.
        label: String,
        /// How many fields it must have.
        expected: usize,
        /// How many it has.
        found: usize,
    } = "FS0050" Error;
    /// A row, or a brace, that belongs to no voucher.
    SieRowOutside {
        /// Its label, or the brace.
        label: String,
    } = "FS0051" Error;
    /// A voucher whose rows are never closed.
    SieVoucherOpen = "FS0052" Error;
    /// Braces that hold something other than objects.
    SieObjectsUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS0053" Error;
    /// A file that is not what its checksum was made of.
    SieChecksumDiffers {
        /// The checksum as it stands in the file.
        stated: String,
        /// The checksum of the file as it is.
        computed: u32,
    } = "FS0054" Error;
    /// A checksum that starts and is never stated: the end of the file is missing.
    SieChecksumMissing = "FS0055" Error;
    /// A file that some program has read in before.
    SieFlagSet = "FS0056" Warning;
    /// A label that the format does not have.
    SieLabelUnknown {
        /// The label as it stands.
        label: String,
        /// How many items have it.
        times: u64,
    } = "FS0057" Note;
    /// Items with more fields than the format gives them.
    SieFieldsExtra {
        /// Their label.
        label: String,
        /// How many items have more.
        times: u64,
    } = "FS0058" Note;
    /// Letters that were destroyed before the file came here.
    SieLettersLost {
        /// How many.
        letters: u64,
    } = "FS0059" Warning;
    /// The file's fiscal year does not lie as those of the books do.
    SieYearsDiffer {
        /// The first day of the file's year.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
        /// The month that the books' years would have to start in, 1 to 12.
        starts: u32,
    } = "FS0060" Error;
    /// An earlier year of the file does not lie as those of the books do.
    SieYearUnplaced {
        /// Its number in the file, such as -1.
        number: i32,
        /// Its first day.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
    } = "FS0061" Warning;
    /// A balance of a year of which the file does not say when it was.
    SieYearUnknown {
        /// Its number in the file.
        number: i32,
    } = "FS0062" Error;
    /// Vouchers without numbers that were given numbers in the order of the file.
    SieNumbersGiven {
        /// How many.
        vouchers: u64,
    } = "FS0063" Note;
    /// A row said to be added afterwards that does not follow among the rows that count.
    SieAddedRowAlone = "FS0064" Warning;
    /// Amounts on objects that tell the same money as other amounts on objects.
    SieObjectsLeftOut {
        /// Their label.
        label: String,
        /// How many there are.
        times: u64,
    } = "FS0065" Note;
    /// A voucher without rows.
    SieVoucherEmpty {
        /// The voucher.
        id: VoucherId,
    } = "FS0066" Note;
    /// More of something than any SIE file has.
    SieTooMuch {
        /// Of what.
        limit: SieLimit,
        /// How much there may be.
        most: u64,
    } = "FS0067" Error;
    /// A file of XML that cannot be read to its end.
    XmlUnreadable {
        /// Why.
        fault: XmlFault,
    } = "FS0068" Error;
    /// Amounts in another currency.
    CurrencyOther {
        /// The currency as it stands.
        currency: String,
    } = "FS0069" Error;
    /// Findings of one kind in one file beyond those that are listed.
    FindingsUnlisted {
        /// Their code.
        code: Code,
        /// How many there are beside those listed.
        count: u64,
    } = "FS0070" Error;
    /// More rows than are read in one go.
    FileTooLong {
        /// How many are.
        limit: u64,
    } = "FS0071" Error;
    /// A text longer than any that belongs in a voucher.
    TextTooLong {
        /// Its length in bytes.
        length: u64,
        /// The longest that is taken in.
        limit: u64,
    } = "FS0072" Error;
    /// A voucher whose first row comes without the brace before it.
    SieBraceLacking = "FS0073" Warning;
    /// Rows and sums with a quantity, which books in kronor do not keep.
    SieQuantities {
        /// How many.
        times: u64,
    } = "FS0074" Note;
    /// Elements of SIE 5 whose content a book cannot hold.
    SieContentLeftOut {
        /// Their names, and how many there are of each.
        elements: Vec<(String, u64)>,
    } = "FS0075" Note;
    /// A file whose fiscal year is a part of one of the books'.
    SiePartOfYear {
        /// The first day of the part.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
        /// The books' year.
        year: FiscalYear,
    } = "FS0076" Note;

    /// A voucher whose rows do not sum to zero.
    VoucherUnbalanced {
        /// The voucher.
        id: VoucherId,
        /// Its date.
        date: NaiveDate,
        /// How many rows it has.
        rows: u64,
        /// The sum of its debit rows.
        debit: Amount,
        /// The sum of its credit rows, without sign.
        credit: Amount,
    } = "FS0101" Error;
    /// One voucher number with rows of two dates.
    VoucherDates {
        /// The voucher.
        id: VoucherId,
        /// The date of its first row.
        first: NaiveDate,
        /// Another date.
        second: NaiveDate,
    } = "FS0102" Error;
    /// Opening balances that do not sum to zero.
    OpeningUnbalanced {
        /// The year they open.
        year: FiscalYear,
        /// What they sum to.
        difference: Amount,
        /// The result of the year before (income positive), if that is exactly what is missing.
        result_before: Option<Amount>,
    } = "FS0103" Error;
    /// Closing balances that do not sum to zero.
    ClosingUnbalanced {
        /// The period they close.
        period: Period,
        /// What they sum to.
        difference: Amount,
    } = "FS0104" Error;

    /// A year opens with another balance than the year before closed with.
    OpeningDiffers {
        /// The year that opens.
        year: FiscalYear,
        /// The account.
        account: AccountNumber,
        /// The closing balance of the year before, result moved to equity.
        closing: Amount,
        /// The opening balance as given.
        opening: Amount,
    } = "FS0201" Error;
    /// An opening balance on an account of the income statement.
    OpeningOnResultAccount {
        /// The year.
        year: FiscalYear,
        /// The account.
        account: AccountNumber,
        /// The opening balance.
        amount: Amount,
    } = "FS0202" Error;
    /// Opening balance and movements do not give the closing balance.
    RollForward {
        /// The account.
        account: AccountNumber,
        /// What it opened with.
        opening: Amount,
        /// Debit less credit.
        movement: Amount,
        /// What it closes with.
        closing: Amount,
    } = "FS0203" Error;

    /// An account with a figure that no line of the layout takes.
    AccountOutsideLayout {
        /// The account.
        account: AccountNumber,
        /// What it would add to the statements.
        amount: Amount,
        /// The layout.
        layout: String,
    } = "FS0301" Error;
    /// Two lines of a layout that take the same account.
    AccountOnTwoLines {
        /// The accounts.
        accounts: AccountRange,
        /// One line.
        first: String,
        /// The other.
        second: String,
    } = "FS0302" Error;
    /// Accounts that a layout says it covers and no line takes.
    AccountsOnNoLine {
        /// The accounts.
        accounts: AccountRange,
        /// The statement that says so.
        statement: String,
    } = "FS0303" Error;
    /// An account with a figure that the chart of accounts does not name.
    AccountUnnamed {
        /// The account.
        account: AccountNumber,
    } = "FS0304" Warning;

    /// Assets are not equity, provisions and liabilities.
    BalanceSheetUnequal {
        /// The last day of the period.
        date: NaiveDate,
        /// All assets.
        assets: Amount,
        /// All equity, provisions and liabilities, shown as positive.
        financing: Amount,
    } = "FS0401" Error;
    /// The balance sheet has another result than the income statement.
    ResultsDiffer {
        /// The period.
        period: Period,
        /// The income statement's last line.
        income_statement: Amount,
        /// How the result line of the balance sheet changed.
        balance_sheet: Amount,
    } = "FS0402" Error;

    /// The cash-flow statement is not the change in liquid funds.
    CashFlowDiffers {
        /// The period.
        period: Period,
        /// The sum of the cash-flow lines.
        cash_flow: Amount,
        /// Closing less opening liquid funds.
        liquid_funds: Amount,
    } = "FS0501" Error;
    /// A balance-sheet line whose change the cash-flow statement takes never, or more than once.
    CashFlowLineTimes {
        /// The balance-sheet line.
        line: String,
        /// How often it is taken.
        times: usize,
    } = "FS0502" Error;

    /// A note that does not sum to the line that refers to it.
    NoteDiffers {
        /// The note.
        note: String,
        /// The sum of the note.
        note_sum: Amount,
        /// The sum of the lines that refer to it.
        line_sum: Amount,
    } = "FS0601" Error;
    /// A cost-centre or project table that does not sum to the whole.
    DimensionDiffers {
        /// Which.
        dimension: Dimension,
        /// The sum of the table, with the row for none.
        parts: Amount,
        /// The whole.
        whole: Amount,
    } = "FS0602" Error;

    /// Rounded parts that do not add up to the rounded total.
    RoundedSum {
        /// The statement.
        statement: String,
        /// The row of the total.
        row: String,
        /// The column.
        column: String,
        /// The sum of the rounded parts.
        parts: Amount,
        /// The rounded total.
        total: Amount,
    } = "FS0701" Note;

    /// A figure in tkr that is not the exact one rounded half away from zero.
    FigureRounded {
        /// The statement.
        statement: String,
        /// The row.
        row: String,
        /// The column.
        column: String,
        /// The exact figure.
        exact: Amount,
        /// The figure as shown.
        shown: Amount,
    } = "FS0702" Error;

    /// An account for accruals whose balance is not what its plans leave open on it.
    AccrualBalanceDiffers {
        /// The account.
        account: AccountNumber,
        /// The day.
        date: NaiveDate,
        /// Its balance.
        balance: Amount,
        /// What the plans leave open.
        open: Amount,
    } = "FS0801" Note;
    /// An accrual that is not nothing once its last voucher is booked: a part of it, or its reversal,
    /// is missing or was taken back alone.
    AccrualLeftOpen {
        /// The number of its plan.
        plan: u64,
        /// The day of its last voucher.
        date: NaiveDate,
        /// The account in the balance sheet.
        account: AccountNumber,
        /// What is left on it.
        left: Amount,
    } = "FS0802" Error;
    /// A voucher and the one that takes it back that do not come to nothing on every account, cost
    /// centre and project.
    ReversalDiffers {
        /// The voucher.
        id: VoucherId,
        /// The one that takes it back.
        by: VoucherId,
    } = "FS0803" Error;

    /// Numbers missing within a series.
    NumbersMissing {
        /// The fiscal year.
        year: FiscalYear,
        /// The first number that is missing.
        first: VoucherId,
        /// The last number of the hole.
        last: u64,
    } = "FS0901" Warning;
    /// Two vouchers with one number.
    NumberTwice {
        /// The fiscal year.
        year: FiscalYear,
        /// The number.
        id: VoucherId,
        /// The date of the first.
        first: NaiveDate,
        /// The date of the second.
        second: NaiveDate,
    } = "FS0902" Error;
    /// A voucher whose date lies in none of the years the books hold.
    DateOutsideYears {
        /// The voucher.
        id: VoucherId,
        /// Its date.
        date: NaiveDate,
        /// The years the rest lies in.
        years: Period,
    } = "FS0903" Error;
    /// The chain of hashes does not hold: something was changed behind the program's back.
    ChainBroken {
        /// The record of the book, from 1.
        record: u64,
        /// The voucher it is about, if it is about one.
        id: Option<VoucherId>,
    } = "FS0904" Error;
    /// A sum kept in the book is not the sum of its vouchers.
    KeptSumDiffers {
        /// The account.
        account: AccountNumber,
        /// The cost centre.
        cost_centre: Option<CostCentre>,
        /// The project.
        project: Option<Project>,
        /// The month.
        month: Month,
        /// The side whose sum is meant; both are without sign.
        side: Side,
        /// The sum as kept.
        kept: Amount,
        /// The sum of the vouchers.
        recomputed: Amount,
    } = "FS0905" Error;
    /// A voucher that the book holds with other content.
    VoucherChanged {
        /// The voucher.
        id: VoucherId,
        /// Its date in the book.
        date_in_book: NaiveDate,
        /// The sum of its debit rows in the book.
        debit_in_book: Amount,
        /// Its date in the file.
        date_in_file: NaiveDate,
        /// The sum of its debit rows in the file.
        debit_in_file: Amount,
        /// What its rows differ by.
        differing: Differing,
    } = "FS0906" Error;
    /// Opening balances of a year that the book holds with other figures.
    OpeningChanged {
        /// The year.
        year: FiscalYear,
        /// An account where they differ.
        account: AccountNumber,
        /// The balance in the book.
        in_book: Amount,
        /// The balance in the file.
        in_file: Amount,
    } = "FS0907" Error;
    /// A budget or forecast that the book holds with other figures, or from another day.
    BudgetChanged {
        /// Which of the two.
        kind: FileKind,
        /// What it is called; empty for the one that nobody named.
        name: String,
        /// The year.
        year: FiscalYear,
        /// The sum in the book.
        in_book: Amount,
        /// The sum in the file.
        in_file: Amount,
        /// Its day in the book and the one it is said to have now, where they differ.
        dates: Option<(Option<NaiveDate>, NaiveDate)>,
    } = "FS0908" Error;

    /// Vouchers that the book knows under another series, or under none: they are the same.
    SeriesDiffers {
        /// Their series in the book; empty for none.
        in_book: String,
        /// Their series in the file; empty for none.
        in_file: String,
        /// How many.
        vouchers: u64,
    } = "FS0909" Note;
    /// A new voucher beside one of the same number and date under another series, or under none.
    NumberOfOtherSeries {
        /// The voucher in the file.
        id: VoucherId,
        /// The series of the other in the book; empty for none.
        series_in_book: String,
        /// The date of both.
        date: NaiveDate,
        /// The sum of the other's debit rows.
        debit_in_book: Amount,
        /// The sum of the debit rows in the file.
        debit_in_file: Amount,
    } = "FS0910" Warning;
    /// A voucher that two files of one import have with different content.
    FilesDisagree {
        /// The voucher.
        id: VoucherId,
        /// The file that was read before.
        other_file: String,
        /// Its date there.
        date_in_other: NaiveDate,
        /// The sum of its debit rows there.
        debit_in_other: Amount,
        /// Its date in this file.
        date_in_file: NaiveDate,
        /// The sum of its debit rows in this file.
        debit_in_file: Amount,
    } = "FS0911" Error;
    /// Two vouchers that their source gave one number, and that both count.
    NumberReused {
        /// The fiscal year.
        year: FiscalYear,
        /// The number.
        id: VoucherId,
        /// The date of the first.
        first: NaiveDate,
        /// The date of the other.
        second: NaiveDate,
    } = "FS0913" Warning;
    /// A voucher in a month that is locked, which the book does not hold.
    VoucherInLockedPeriod {
        /// The voucher.
        id: VoucherId,
        /// Its date.
        date: NaiveDate,
    } = "FS0914" Error;
    /// Opening balances of a year of which a month is locked, which the book does not hold.
    OpeningInLockedYear {
        /// The year.
        year: FiscalYear,
        /// The first month of it that is locked.
        month: Month,
    } = "FS0915" Error;

    /// A voucher that says it is one the program made and handed over, and that books something else.
    OrderChanged {
        /// The voucher of the file.
        id: VoucherId,
        /// Its date.
        date: NaiveDate,
        /// The program's own voucher that it names.
        order: VoucherId,
        /// The date of that one.
        date_of_order: NaiveDate,
    } = "FS0916" Error;
    /// A fiscal year that is not what it was when it was closed.
    ClosedYearChanged {
        /// The year.
        year: FiscalYear,
        /// When it was closed, as was said then.
        closed_at: String,
    } = "FS0917" Error;
    /// A hash that was kept outside the book, and that none of its records has.
    AnchorUnknown {
        /// The hash, as 64 hexadecimal digits.
        anchor: String,
    } = "FS0918" Error;

    /// A balance on the side where it does not belong.
    SignWrong {
        /// The line of the balance sheet.
        line: String,
        /// The account.
        account: AccountNumber,
        /// The day the balance is of.
        date: NaiveDate,
        /// The balance.
        balance: Amount,
        /// The side it belongs on.
        side: Side,
        /// The vouchers that moved it the wrong way the most, largest first.
        vouchers: Vec<VoucherId>,
    } = "FS1001" Warning;

    /// A sum that a file states itself is not what the books come to.
    StatedSumDiffers {
        /// What the file calls it.
        figure: StatedFigure,
        /// The account.
        account: AccountNumber,
        /// The cost centre, if only what stands on it is meant.
        cost_centre: Option<CostCentre>,
        /// The project, if only what stands on it is meant.
        project: Option<Project>,
        /// The months that are summed up; for an opening balance, the year that it opens.
        period: Period,
        /// The sum as the file has it.
        stated: Amount,
        /// What the books come to.
        ours: Amount,
        /// The months of the year whose own sums differ, where the file states them.
        months: Box<[Month]>,
        /// The file.
        file: Arc<str>,
    } = "FS1101" Warning;
    /// Closing balances that a file states are the opening ones again.
    StatedClosingRepeats {
        /// The months the file says that it takes in.
        period: Period,
        /// Accounts that have changed all the same.
        accounts: u64,
        /// The one of them that has changed the most.
        account: AccountNumber,
        /// What the file has as its closing balance.
        stated: Amount,
        /// What the books come to.
        ours: Amount,
        /// The file.
        file: Arc<str>,
    } = "FS1102" Warning;
    /// Sums that a file states on cost centres or projects that no voucher and no opening balance
    /// of the account has.
    StatedObjectsUnsupported {
        /// What the file calls them.
        figure: StatedFigure,
        /// The months that are summed up.
        period: Period,
        /// How many such sums there are.
        sums: u64,
        /// The account of the largest.
        account: AccountNumber,
        /// Its cost centre, if it has one.
        cost_centre: Option<CostCentre>,
        /// Its project, if it has one.
        project: Option<Project>,
        /// The largest of them.
        stated: Amount,
        /// The file.
        file: Arc<str>,
    } = "FS1103" Warning;
    /// Of a year that is known by its sums: the months of an account are not its year.
    StatedMonthsDiffer {
        /// The year.
        year: FiscalYear,
        /// The account.
        account: AccountNumber,
        /// The sum of its months.
        months: Amount,
        /// What it changed by in the year.
        change: Amount,
        /// The file.
        file: Arc<str>,
    } = "FS1104" Warning;
    /// What was asked for is not among what a file's sums tell of a year without vouchers.
    SumsOnly {
        /// The year.
        year: FiscalYear,
        /// What was asked for.
        asked: Period,
        /// What is not known.
        lacks: Lacking,
        /// The file.
        file: Arc<str>,
    } = "FS1105" Error;
    /// A total row of a file is not the sum of the rows it is the total of.
    TotalRowDiffers {
        /// The row's label as it stands.
        label: String,
        /// The column, if there are several with amounts.
        column: Option<ColumnRole>,
        /// The total as it stands.
        stated: Amount,
        /// The sum of the rows.
        ours: Amount,
    } = "FS1106" Error;


    /// The receivable of an ESF project is not what its claims and payments tell.
    EsfReceivableDiffers {
        /// The project.
        project: Project,
        /// The account of the receivable.
        account: AccountNumber,
        /// The day it is of.
        date: NaiveDate,
        /// As it stands in the books.
        booked: Amount,
        /// What was accrued less what was rejected, written off or paid.
        told: Amount,
    } = "FS1201" Warning;
    /// The receivable of an ESF project is below nothing: more was taken off than was accrued.
    EsfReceivableNegative {
        /// The project.
        project: Project,
        /// The account of the receivable.
        account: AccountNumber,
        /// The day it is of.
        date: NaiveDate,
        /// The balance.
        balance: Amount,
    } = "FS1202" Warning;
    /// More of an ESF project's provision was released than was provided for.
    EsfProvisionNegative {
        /// The project.
        project: Project,
        /// The account of the provision.
        account: AccountNumber,
        /// The day it is of.
        date: NaiveDate,
        /// What was released too much.
        beyond: Amount,
    } = "FS1203" Warning;
    /// An ESF project that is settled still has a receivable or a provision.
    EsfSettledOpen {
        /// The project.
        project: Project,
        /// When it was settled.
        settled: NaiveDate,
        /// The account.
        account: AccountNumber,
        /// What stands on it, debit positive.
        balance: Amount,
    } = "FS1204" Warning;
    /// More was booked as income of an ESF project than was granted.
    EsfIncomeAboveGrant {
        /// The project.
        project: Project,
        /// The day it is of.
        date: NaiveDate,
        /// What was booked.
        accrued: Amount,
        /// The grant.
        grant: Amount,
    } = "FS1205" Warning;
    /// What is booked on an object belongs to two ESF projects: to one by its code, to the other by its
    /// cost centre.
    EsfPostingShared {
        /// The account.
        account: AccountNumber,
        /// The cost centre.
        cost_centre: Option<CostCentre>,
        /// The project code.
        project: Option<Project>,
        /// An ESF project.
        first: Project,
        /// The other.
        second: Project,
    } = "FS1206" Warning;
    /// The book knows what happened to an ESF project that the settings do not have.
    EsfProjectGone {
        /// Its code.
        project: Project,
        /// How much happened.
        events: u64,
    } = "FS1207" Warning;

    /// Two files of one import whose budgets or forecasts have other amounts for the same account,
    /// cost centre, project and period.
    BudgetFilesDisagree {
        /// Which of the two.
        kind: FileKind,
        /// The month or year.
        period: Period,
        /// The account.
        account: AccountNumber,
        /// The cost centre, if it has one.
        cost_centre: Option<CostCentre>,
        /// The file before.
        other_file: String,
        /// Its amount.
        in_other: Amount,
        /// The amount of this file.
        in_file: Amount,
    } = "FS1301" Error;
    /// A year of a budget or forecast whose months stand there too, with another sum.
    BudgetMonthsDiffer {
        /// Which of the two.
        kind: FileKind,
        /// The year.
        period: Period,
        /// The account.
        account: AccountNumber,
        /// The cost centre, if it has one.
        cost_centre: Option<CostCentre>,
        /// What stands there for the year.
        whole: Amount,
        /// What its months come to.
        parts: Amount,
    } = "FS1302" Error;

    /// A published report in which no table of figures was found.
    PublishedTableMissing = "FS1401" Error;
    /// A figure of a published report of which nobody can tell where it belongs.
    PublishedFigureStray {
        /// The figure as it stands.
        text: String,
        /// What it lacks.
        part: PublishedPart,
    } = "FS1402" Error;
    /// A figure that stands twice in a published report, for one table, row and column.
    PublishedFigureTwice {
        /// The row.
        row: String,
        /// The figure as it stands first, which counts.
        first: String,
        /// The figure as it stands again.
        second: String,
    } = "FS1403" Error;
    /// A row of a published report with more cells than its table has columns.
    PublishedRowTooWide {
        /// How many cells it has.
        cells: u64,
        /// How many columns there are.
        columns: u64,
    } = "FS1404" Error;
    /// A published report that is larger than any.
    PublishedTooLarge {
        /// What it has too much of.
        limit: PublishedLimit,
        /// How much there may be.
        most: u64,
    } = "FS1405" Error;
    /// A table of a published report in a unit that amounts are not counted in.
    PublishedUnitUnknown {
        /// What names the unit.
        text: String,
    } = "FS1406" Error;
    /// A column of a published table that holds words and no figures; it is not read.
    PublishedColumnOfWords {
        /// Its heading.
        heading: String,
    } = "FS1407" Note;

    /// A file that is not TOML, or has a key it should not have.
    TomlInvalid {
        /// What the TOML reader says.
        detail: String,
    } = "FS2001" Error;
    /// A row refers to a row that does not exist.
    ReferenceUnknown {
        /// The row that refers.
        row: String,
        /// What it refers to.
        reference: String,
    } = "FS2002" Error;
    /// Two rows with one name.
    RowTwice {
        /// The name.
        row: String,
    } = "FS2003" Error;
    /// Rows that sum each other in a circle.
    RowCycle {
        /// The rows, in the order of the circle.
        rows: Vec<String>,
    } = "FS2004" Error;
    /// A range of accounts or a code that cannot be read.
    SelectorUnreadable {
        /// The text as it stands.
        text: String,
    } = "FS2005" Error;
    /// A row that is of no kind, or of two.
    RowShape {
        /// The row.
        row: String,
        /// The keys it has that do not go together, or that it lacks.
        keys: Vec<String>,
    } = "FS2006" Error;
    /// A sum that takes a row twice, so that it is counted double.
    SumTakesTwice {
        /// The sum.
        sum: String,
        /// The row it takes twice.
        row: String,
    } = "FS2007" Error;
    /// A total that must take every line of its side, and does not take this one.
    TotalLacks {
        /// The total.
        total: String,
        /// The line it lacks.
        row: String,
    } = "FS2008" Error;
    /// A setting with a value that is not among those it can have.
    SettingUnknown {
        /// The setting.
        key: String,
        /// The value as it stands.
        value: String,
        /// The values it can have.
        known: Vec<String>,
    } = "FS2009" Error;
    /// A layout with more rows than any statement has.
    RowsTooMany {
        /// How many.
        rows: usize,
        /// How many there may be in a statement.
        rows_max: usize,
    } = "FS2010" Error;
    /// An import profile that takes one column of the files for two things.
    ProfileColumnTwice {
        /// The profile.
        profile: String,
        /// The column.
        column: String,
        /// One of the two.
        first: ColumnRole,
        /// The other.
        second: ColumnRole,
    } = "FS2011" Error;
    /// An import profile with one mark between fields and before the öre.
    ProfileMarksEqual {
        /// The profile.
        profile: String,
        /// The mark.
        mark: String,
    } = "FS2012" Error;
    /// A setting that cannot be used: a figure, a year or a span that is none.
    SettingUnusable {
        /// The setting.
        key: String,
        /// Its value as it stands.
        value: String,
        /// How it may be written.
        examples: Vec<String>,
    } = "FS2013" Error;
    /// Two ESF projects with one code.
    EsfProjectTwice {
        /// The code.
        code: Project,
    } = "FS2014" Error;
    /// A cost centre or project code that two ESF projects have.
    EsfScopeShared {
        /// A project.
        first: Project,
        /// The one that stands after it.
        second: Project,
        /// What both have.
        scope: String,
    } = "FS2015" Error;
    /// A part of an ESF project's terms that does not make sense.
    EsfTermsWrong {
        /// The project.
        project: Project,
        /// What is wrong.
        slip: EsfSlip,
    } = "FS2016" Error;
}
