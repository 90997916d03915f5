//! English: the sentence of every fact and the page of every code.

mod accruals;
mod advice;
mod books;
mod budgets;
mod cells;
mod dialect;
mod esf;
mod files;
mod imports;
mod layouts;
mod published;
mod reading;
mod sie;
mod stated;
mod workbooks;

use super::catalogue::Page;
use super::text::{counted, gap, is_number, kr, list, magnitude, quoted, quoted_list, voucher};
use super::{Lang, harmless, label};
use crate::account::AccountRange;
use crate::amount::{Amount, Side, Unit};
use crate::calendar::{FiscalYear, Period};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::finding::{Code, Differing, Fact};
use crate::notation::swedish;
pub(super) use advice::advice;

const EN: Lang = Lang::En;
/// How much of what the TOML reader says stands in a sentence.
const DETAIL_LENGTH_MAX: usize = 200;

/// What there is to say about a kind of finding.
#[expect(clippy::too_many_lines, reason = "one arm a code, so that none compiles without its page")]
pub(super) const fn page(code: Code) -> &'static Page {
    match code {
        Code::FileEmpty => &reading::FILE_EMPTY,
        Code::FileForeign => &reading::FILE_FOREIGN,
        Code::HeaderUnknown => &reading::HEADER_UNKNOWN,
        Code::ColumnMissing => &reading::COLUMN_MISSING,
        Code::ColumnTwice => &reading::COLUMN_TWICE,
        Code::NumberUnreadable => &reading::NUMBER_UNREADABLE,
        Code::NumberAmbiguous => &reading::NUMBER_AMBIGUOUS,
        Code::NumberTooFine => &reading::NUMBER_TOO_FINE,
        Code::NumberTooLarge => &reading::NUMBER_TOO_LARGE,
        Code::DateUnreadable => &reading::DATE_UNREADABLE,
        Code::AccountUnreadable => &reading::ACCOUNT_UNREADABLE,
        Code::VoucherNumberUnreadable => &reading::VOUCHER_NUMBER_UNREADABLE,
        Code::DimensionUnreadable => &reading::DIMENSION_UNREADABLE,
        Code::FieldCount => &reading::FIELD_COUNT,
        Code::AmountMissing => &reading::AMOUNT_MISSING,
        Code::DebitAndCredit => &reading::DEBIT_AND_CREDIT,
        Code::TextUndecodable => &reading::TEXT_UNDECODABLE,
        Code::PeriodUnreadable => &reading::PERIOD_UNREADABLE,
        Code::OpeningYearUnknown => &reading::OPENING_YEAR_UNKNOWN,
        Code::RowsMissing => &reading::ROWS_MISSING,
        Code::OpeningTwice => &reading::OPENING_TWICE,
        Code::QuoteOpen => &reading::QUOTE_OPEN,
        Code::NumberOtherMark => &cells::NUMBER_OTHER_MARK,
        Code::DateAmbiguous => &cells::DATE_AMBIGUOUS,
        Code::DateOtherOrder => &cells::DATE_OTHER_ORDER,
        Code::DateUnset => &cells::DATE_UNSET,
        Code::DateSerial => &cells::DATE_SERIAL,
        Code::WorkbookForeign => &workbooks::WORKBOOK_FOREIGN,
        Code::WorkbookDamaged => &workbooks::WORKBOOK_DAMAGED,
        Code::WorkbookTooLarge => &workbooks::WORKBOOK_TOO_LARGE,
        Code::SheetUnknown => &workbooks::SHEET_UNKNOWN,
        Code::SheetsAlike => &workbooks::SHEETS_ALIKE,
        Code::CellError => &workbooks::CELL_ERROR,
        Code::FormulaWithoutValue => &workbooks::FORMULA_WITHOUT_VALUE,
        Code::FlagUnreadable => &dialect::FLAG_UNREADABLE,
        Code::CreditSignAmbiguous => &dialect::CREDIT_SIGN_AMBIGUOUS,
        Code::PurchaseLedger => &dialect::PURCHASE_LEDGER,
        Code::LettersDestroyed => &dialect::LETTERS_DESTROYED,
        Code::SideUnreadable => &dialect::SIDE_UNREADABLE,
        Code::SieItemShort => &sie::ITEM_SHORT,
        Code::SieRowOutside => &sie::ROW_OUTSIDE,
        Code::SieVoucherOpen => &sie::VOUCHER_OPEN,
        Code::SieObjectsUnreadable => &sie::OBJECTS_UNREADABLE,
        Code::SieChecksumDiffers => &sie::CHECKSUM_DIFFERS,
        Code::SieChecksumMissing => &sie::CHECKSUM_MISSING,
        Code::SieFlagSet => &sie::FLAG_SET,
        Code::SieLabelUnknown => &sie::LABEL_UNKNOWN,
        Code::SieFieldsExtra => &sie::FIELDS_EXTRA,
        Code::SieLettersLost => &sie::LETTERS_LOST,
        Code::SieYearsDiffer => &sie::YEARS_DIFFER,
        Code::SieYearUnplaced => &sie::YEAR_UNPLACED,
        Code::SieYearUnknown => &sie::YEAR_UNKNOWN,
        Code::SieNumbersGiven => &sie::NUMBERS_GIVEN,
        Code::SieAddedRowAlone => &sie::ADDED_ROW_ALONE,
        Code::SieObjectsLeftOut => &sie::OBJECTS_LEFT_OUT,
        Code::SieVoucherEmpty => &sie::VOUCHER_EMPTY,
        Code::SieTooMuch => &sie::TOO_MUCH,
        Code::XmlUnreadable => &sie::XML_UNREADABLE,
        Code::CurrencyOther => &sie::CURRENCY_OTHER,
        Code::FindingsUnlisted => &reading::FINDINGS_UNLISTED,
        Code::FileTooLong => &reading::FILE_TOO_LONG,
        Code::TextTooLong => &reading::TEXT_TOO_LONG,
        Code::SieBraceLacking => &sie::BRACE_LACKING,
        Code::SieQuantities => &sie::QUANTITIES,
        Code::SieContentLeftOut => &sie::CONTENT_LEFT_OUT,
        Code::SiePartOfYear => &sie::PART_OF_YEAR,
        Code::VoucherUnbalanced => &books::VOUCHER_UNBALANCED,
        Code::VoucherDates => &books::VOUCHER_DATES,
        Code::OpeningUnbalanced => &books::OPENING_UNBALANCED,
        Code::ClosingUnbalanced => &books::CLOSING_UNBALANCED,
        Code::OpeningDiffers => &books::OPENING_DIFFERS,
        Code::OpeningOnResultAccount => &books::OPENING_ON_RESULT_ACCOUNT,
        Code::RollForward => &books::ROLL_FORWARD,
        Code::AccountOutsideLayout => &books::ACCOUNT_OUTSIDE_LAYOUT,
        Code::AccountOnTwoLines => &books::ACCOUNT_ON_TWO_LINES,
        Code::AccountsOnNoLine => &books::ACCOUNTS_ON_NO_LINE,
        Code::AccountUnnamed => &books::ACCOUNT_UNNAMED,
        Code::BalanceSheetUnequal => &books::BALANCE_SHEET_UNEQUAL,
        Code::ResultsDiffer => &books::RESULTS_DIFFER,
        Code::CashFlowDiffers => &books::CASH_FLOW_DIFFERS,
        Code::CashFlowLineTimes => &books::CASH_FLOW_LINE_TIMES,
        Code::NoteDiffers => &books::NOTE_DIFFERS,
        Code::DimensionDiffers => &books::DIMENSION_DIFFERS,
        Code::RoundedSum => &books::ROUNDED_SUM,
        Code::FigureRounded => &books::FIGURE_ROUNDED,
        Code::NumbersMissing => &books::NUMBERS_MISSING,
        Code::NumberTwice => &books::NUMBER_TWICE,
        Code::DateOutsideYears => &books::DATE_OUTSIDE_YEARS,
        Code::ChainBroken => &books::CHAIN_BROKEN,
        Code::KeptSumDiffers => &books::KEPT_SUM_DIFFERS,
        Code::VoucherChanged => &books::VOUCHER_CHANGED,
        Code::OpeningChanged => &books::OPENING_CHANGED,
        Code::BudgetChanged => &budgets::CHANGED,
        Code::SeriesDiffers => &imports::SERIES_DIFFERS,
        Code::NumberOfOtherSeries => &imports::NUMBER_OF_OTHER_SERIES,
        Code::FilesDisagree => &imports::FILES_DISAGREE,
        Code::NumberReused => &imports::NUMBER_REUSED,
        Code::AccrualBalanceDiffers => &accruals::ACCRUAL_BALANCE_DIFFERS,
        Code::AccrualLeftOpen => &accruals::ACCRUAL_LEFT_OPEN,
        Code::ReversalDiffers => &accruals::REVERSAL_DIFFERS,
        Code::OrderChanged => &accruals::ORDER_CHANGED,
        Code::ClosedYearChanged => &accruals::CLOSED_YEAR_CHANGED,
        Code::AnchorUnknown => &accruals::ANCHOR_UNKNOWN,
        Code::VoucherInLockedPeriod => &imports::VOUCHER_IN_LOCKED_PERIOD,
        Code::OpeningInLockedYear => &imports::OPENING_IN_LOCKED_YEAR,
        Code::SignWrong => &books::SIGN_WRONG,
        Code::StatedSumDiffers => &stated::STATED_SUM_DIFFERS,
        Code::StatedClosingRepeats => &stated::STATED_CLOSING_REPEATS,
        Code::StatedObjectsUnsupported => &stated::STATED_OBJECTS_UNSUPPORTED,
        Code::StatedMonthsDiffer => &stated::STATED_MONTHS_DIFFER,
        Code::SumsOnly => &stated::SUMS_ONLY,
        Code::TotalRowDiffers => &stated::TOTAL_ROW_DIFFERS,
        Code::SettingUnusable => &layouts::SETTING_UNUSABLE,
        Code::EsfProjectTwice => &esf::PROJECT_TWICE,
        Code::EsfScopeShared => &esf::SCOPE_SHARED,
        Code::EsfTermsWrong => &esf::TERMS_WRONG,
        Code::EsfReceivableDiffers => &esf::RECEIVABLE_DIFFERS,
        Code::EsfReceivableNegative => &esf::RECEIVABLE_NEGATIVE,
        Code::EsfProvisionNegative => &esf::PROVISION_NEGATIVE,
        Code::EsfSettledOpen => &esf::SETTLED_OPEN,
        Code::EsfIncomeAboveGrant => &esf::INCOME_ABOVE_GRANT,
        Code::EsfPostingShared => &esf::POSTING_SHARED,
        Code::EsfProjectGone => &esf::PROJECT_GONE,
        Code::BudgetFilesDisagree => &budgets::FILES_DISAGREE,
        Code::BudgetMonthsDiffer => &budgets::MONTHS_DIFFER,
        Code::PublishedTableMissing => &published::TABLE_MISSING,
        Code::PublishedFigureStray => &published::FIGURE_STRAY,
        Code::PublishedFigureTwice => &published::FIGURE_TWICE,
        Code::PublishedRowTooWide => &published::ROW_TOO_WIDE,
        Code::PublishedTooLarge => &published::TOO_LARGE,
        Code::PublishedUnitUnknown => &published::UNIT_UNKNOWN,
        Code::PublishedColumnOfWords => &published::COLUMN_OF_WORDS,
        Code::TomlInvalid => &layouts::TOML_INVALID,
        Code::ReferenceUnknown => &layouts::REFERENCE_UNKNOWN,
        Code::RowTwice => &layouts::ROW_TWICE,
        Code::RowCycle => &layouts::ROW_CYCLE,
        Code::SelectorUnreadable => &layouts::SELECTOR_UNREADABLE,
        Code::RowShape => &layouts::ROW_SHAPE,
        Code::SumTakesTwice => &layouts::SUM_TAKES_TWICE,
        Code::TotalLacks => &layouts::TOTAL_LACKS,
        Code::SettingUnknown => &layouts::SETTING_UNKNOWN,
        Code::RowsTooMany => &layouts::ROWS_TOO_MANY,
        Code::ProfileColumnTwice => &imports::PROFILE_COLUMN_TWICE,
        Code::ProfileMarksEqual => &imports::PROFILE_MARKS_EQUAL,
    }
}

/// The fact in one sentence.
#[expect(clippy::too_many_lines, reason = "one arm a fact, so that none compiles without its sentence")]
pub(super) fn sentence(fact: &Fact) -> String {
    match fact {
        Fact::FileEmpty => "The file holds nothing.".to_owned(),
        Fact::FileForeign { kind } => {
            format!("The file is {} and is not read.", label::foreign_kind(*kind, EN))
        }
        Fact::HeaderUnknown { columns } => {
            format!("No known file has the header row {}.", quoted_list(columns, EN))
        }
        Fact::ColumnMissing { kind, column } => format!(
            "The file was read as {}, but the column {} is missing.",
            label::file_kind(*kind, EN),
            label::column_role(*column, EN)
        ),
        Fact::ColumnTwice { column, first, second } => format!(
            "The columns {} and {} both mean {}.",
            quote(first),
            quote(second),
            label::column_role(*column, EN)
        ),
        Fact::NumberUnreadable { text } => is_not(text, "an amount"),
        Fact::NumberAmbiguous { text, as_thousands, as_decimals } => {
            format!("{} may mean {} or {}.", quote(text), kr(*as_thousands), harmless(as_decimals, 60))
        }
        Fact::NumberTooFine { text } => format!("{} has more than two decimals.", quote(text)),
        Fact::NumberTooLarge { text } => {
            format!("{} is more than {}, the largest amount there is room for.", quote(text), kr(Amount::MAX))
        }
        Fact::DateUnreadable { text } => is_not(text, "a date"),
        Fact::AccountUnreadable { text } if is_number(text) => {
            format!(
                "{} is not an account number: those have two to eight digits, and the first is not zero.",
                quote(text)
            )
        }
        Fact::AccountUnreadable { text } => is_not(text, "an account number"),
        Fact::VoucherNumberUnreadable { text } => is_not(text, "a voucher number"),
        Fact::DimensionUnreadable { reason } => dimension_unreadable(reason),
        Fact::FieldCount { expected, found } => {
            format!(
                "The row has {}, but the header row has {expected}.",
                counted(u64::try_from(*found).unwrap_or(u64::MAX), "field", "fields")
            )
        }
        Fact::AmountMissing => "The row has no amount.".to_owned(),
        Fact::DebitAndCredit { debit, credit } => {
            format!("The row has both debit {} and credit {}.", kr(*debit), kr(*credit))
        }
        Fact::TextUndecodable => {
            "The row has characters that cannot be read in the encoding of the file.".to_owned()
        }
        Fact::PeriodUnreadable { text } => format!("{} is neither a month nor a year.", quote(text)),
        Fact::OpeningYearUnknown => {
            "The file does not say which fiscal year the opening balances are for.".to_owned()
        }
        Fact::RowsMissing => "There are no rows below the header row.".to_owned(),
        Fact::OpeningTwice { year, account } => format!(
            "Account {account} stands twice, with the same cost centre and project, among the opening \
             balances of {}.",
            of_year(*year)
        ),
        Fact::QuoteOpen => "A quotation mark is opened here and never closed.".to_owned(),
        Fact::NumberOtherMark { text, mark_of_column } => format!(
            "{} has another decimal mark than its column, which has {}.",
            quote(text),
            quote(&mark_of_column.to_string())
        ),
        Fact::DateAmbiguous { text, first, second } => {
            format!("{} may mean {first} or {second}.", quote(text))
        }
        Fact::DateOtherOrder { text, reading, of_column } => {
            format!(
                "{} would be {reading}, but the column writes dates as {}.",
                quote(text),
                quote(of_column)
            )
        }
        Fact::DateUnset { text } => format!("{} stands for no date.", quote(text)),
        Fact::DateSerial { text, as_serial } => format!(
            "{} may be Excel's number for {as_serial}, but the rest of the column is not made of them.",
            quote(text)
        ),
        Fact::WorkbookForeign { kind } => {
            format!("The file is {}, not an Excel workbook (.xlsx).", label::workbook_kind(*kind, EN))
        }
        Fact::WorkbookDamaged => "Part of the workbook is missing or cannot be read.".to_owned(),
        Fact::WorkbookTooLarge { limit, most } => {
            format!("The workbook is too large: {}.", label::workbook_limit(*limit, *most, EN))
        }
        Fact::SheetUnknown { name, sheets } => {
            format!("The workbook has no sheet {}, only {}.", quote(name), quoted_list(sheets, EN))
        }
        Fact::SheetsAlike { sheets } => {
            format!("The sheets {} have header rows that can be read equally well.", quoted_list(sheets, EN))
        }
        Fact::CellError { error } => format!("The cell holds the error {}, not a value.", quote(error)),
        Fact::FormulaWithoutValue => "The cell has a formula that was never worked out.".to_owned(),
        Fact::FlagUnreadable { text } => format!("{} is neither yes nor no.", quote(text)),
        Fact::CreditSignAmbiguous => "The credit column has figures above and below zero: as debit − credit \
                                      and as debit + credit equally many vouchers balance."
            .to_owned(),
        Fact::PurchaseLedger => "The file is a purchase ledger: it has the costs of the invoices but not \
                                 the debt, so no voucher balances."
            .to_owned(),
        Fact::SideUnreadable { text } if text.is_empty() => {
            "Whether the amount is debit or credit is not told: the field is empty.".to_owned()
        }
        Fact::SideUnreadable { text } => format!("{} is neither debit nor credit.", quote(text)),
        Fact::LettersDestroyed { count } => {
            format!("In the file {count} letters are destroyed: marks of replacement stand there.")
        }
        Fact::SieItemShort { label, expected, found } => format!(
            "The item {} has {} but must have at least {expected}.",
            quote(label),
            counted(u64::try_from(*found).unwrap_or(u64::MAX), "field", "fields")
        ),
        Fact::SieRowOutside { label } => format!("{} stands here and belongs to no voucher.", quote(label)),
        Fact::SieVoucherOpen => "The rows of the voucher are never closed with }.".to_owned(),
        Fact::SieObjectsUnreadable { text } => {
            format!("{} is no list of dimensions and objects.", quote(text))
        }
        Fact::SieChecksumDiffers { stated, computed } => {
            format!("The file states the checksum {}, but its content gives {computed}.", quote(stated))
        }
        Fact::SieChecksumMissing => {
            "The file starts its checksum here but ends without stating it.".to_owned()
        }
        Fact::SieFlagSet => "The file is marked as read into a program before.".to_owned(),
        Fact::SieLabelUnknown { label, times } => format!(
            "SIE has no label {}; {} passed over.",
            quote(label),
            counted(*times, "item is", "items are")
        ),
        Fact::SieFieldsExtra { label, times } => format!(
            "More fields than the format gives {} stand in {}; those beyond are passed over.",
            quote(label),
            counted(*times, "item", "items")
        ),
        Fact::SieLettersLost { letters } => {
            format!("The file has lost {}.", counted(*letters, "letter", "letters"))
        }
        Fact::SieYearsDiffer { first, last, .. } => {
            format!("The file's fiscal year, {first} to {last}, does not lie within one of the book's.")
        }
        Fact::SieYearUnplaced { number, first, last } => format!(
            "The file's year {number}, {first} to {last}, does not lie within one of the book's and is not read."
        ),
        Fact::SieYearUnknown { number } => {
            format!("The file does not say which days its fiscal year {number} has.")
        }
        Fact::SieNumbersGiven { vouchers } => format!(
            "Numbers are missing on {}, numbered here in the order of the file.",
            counted(*vouchers, "voucher", "vouchers")
        ),
        Fact::SieAddedRowAlone => "The row is said to be added but does not follow as #TRANS.".to_owned(),
        Fact::SieObjectsLeftOut { label, times } => format!(
            "The label {} tells the same money in another way in {}, left out here.",
            quote(label),
            counted(*times, "item", "items")
        ),
        Fact::SieVoucherEmpty { id } => format!("Voucher {} has no rows and is not added.", voucher(id)),
        Fact::SieTooMuch { limit, most } => {
            format!("There are more than {most} {} in the file.", label::sie_limit(*limit, EN))
        }
        Fact::XmlUnreadable { fault } => {
            format!("The XML file cannot be read beyond here: {}.", label::xml_fault(*fault, EN))
        }
        Fact::CurrencyOther { currency } => {
            format!("The file's amounts are in {}, not in Swedish kronor.", quote(currency))
        }
        Fact::FindingsUnlisted { code, count } => {
            format!(
                "The file has {} more than those listed.",
                counted(*count, &format!("finding {code}"), &format!("findings {code}"))
            )
        }
        Fact::FileTooLong { limit } => {
            format!("The files have more than {limit} rows; the rest is not read.")
        }
        Fact::TextTooLong { length, limit } => {
            format!("The text is {length} bytes long; none longer than {limit} bytes is taken in.")
        }
        Fact::SieBraceLacking => "The voucher's rows follow without a { before them.".to_owned(),
        Fact::SieQuantities { times } => {
            format!("There are quantities on {}; they are not taken in.", counted(*times, "row", "rows"))
        }
        Fact::SieContentLeftOut { elements } => {
            let each = elements.iter().map(|(name, times)| format!("{} ({times})", quote(name)));
            format!("This in the file is not taken in: {}.", list(each, EN))
        }
        Fact::SiePartOfYear { first, last, year } => format!(
            "The file's fiscal year, {first} to {last}, is part of the book's year {year}. Its opening balances \
             do not open the year but are held against the book's. If earlier months of the year are missing, \
             import them too."
        ),
        Fact::VoucherUnbalanced { id, date, rows, debit, credit } => format!(
            "Voucher {} ({date}) has debit {} and credit {} on {}: {} is missing in {}.",
            voucher(id),
            kr(*debit),
            kr(*credit),
            counted(*rows, "row", "rows"),
            gap(*debit, *credit),
            label::side(if debit > credit { Side::Credit } else { Side::Debit }, EN)
        ),
        Fact::VoucherDates { id, first, second } => {
            format!("Voucher {} has rows of both {first} and {second}.", voucher(id))
        }
        Fact::OpeningUnbalanced { year, difference, result_before } => {
            opening_unbalanced(*year, *difference, *result_before)
        }
        Fact::ClosingUnbalanced { period, difference } => format!(
            "The closing balances of {} sum to {}, not to zero.",
            period.last().last_day(),
            sided(*difference)
        ),
        Fact::OpeningDiffers { year, account, closing, opening } => format!(
            "Account {account} opens {} with {} but closed the year before with {}: they are {} apart.",
            of_year(*year),
            kr(*opening),
            kr(*closing),
            gap(*opening, *closing)
        ),
        Fact::OpeningOnResultAccount { year, account, amount } => format!(
            "Account {account} belongs to the income statement but has the opening balance {} for {}.",
            kr(*amount),
            of_year(*year)
        ),
        Fact::RollForward { account, opening, movement, closing } => format!(
            "Account {account} opens with {}, moves by {} and closes with {}.",
            kr(*opening),
            kr(*movement),
            kr(*closing)
        ),
        Fact::AccountOutsideLayout { account, amount, layout } => format!(
            "Account {account} has {}, but no line of the layout {} takes it.",
            sided(*amount),
            quote(layout)
        ),
        Fact::AccountOnTwoLines { accounts, first, second } => {
            format!(
                "{} on both the line {} and the line {}.",
                accounts_are(*accounts),
                quote(first),
                quote(second)
            )
        }
        Fact::AccountsOnNoLine { accounts, statement } => {
            format!("{} part of {} but on no line.", accounts_are(*accounts), quote(statement))
        }
        Fact::AccountUnnamed { account } => {
            format!("Account {account} has a figure but no name in the chart of accounts.")
        }
        Fact::BalanceSheetUnequal { date, assets, financing } => format!(
            "Assets on {date} are {}, but equity, provisions and liabilities are {}: they are {} apart.",
            kr(*assets),
            kr(*financing),
            gap(*assets, *financing)
        ),
        Fact::ResultsDiffer { period, income_statement, balance_sheet } => format!(
            "The result of {} is {} in the income statement but {} in the balance sheet: they are {} apart.",
            of_period(*period),
            kr(*income_statement),
            kr(*balance_sheet),
            gap(*income_statement, *balance_sheet)
        ),
        Fact::CashFlowDiffers { period, cash_flow, liquid_funds } => format!(
            "The cash flow of {} is {}, but liquid funds changed by {}: they are {} apart.",
            of_period(*period),
            kr(*cash_flow),
            kr(*liquid_funds),
            gap(*cash_flow, *liquid_funds)
        ),
        Fact::CashFlowLineTimes { line, times: 0 } => {
            format!("The cash-flow statement leaves out the line {}, which must count once.", quote(line))
        }
        Fact::CashFlowLineTimes { line, times: 1 } => {
            format!("The cash-flow statement takes the line {}, which must not count.", quote(line))
        }
        Fact::CashFlowLineTimes { line, times } => {
            format!("The cash-flow statement takes the line {} {times} times.", quote(line))
        }
        Fact::NoteDiffers { note, note_sum, line_sum } => format!(
            "The note {} sums to {}, but the line it belongs to is {}: they are {} apart.",
            quote(note),
            kr(*note_sum),
            kr(*line_sum),
            gap(*note_sum, *line_sum)
        ),
        Fact::DimensionDiffers { dimension, parts, whole } => format!(
            "The table by {} sums to {}, but the whole is {}: they are {} apart.",
            label::dimension(*dimension, EN),
            kr(*parts),
            kr(*whole),
            gap(*parts, *whole)
        ),
        Fact::RoundedSum { statement, row, column, parts, total } => format!(
            "In {}, row {}, column {}, the rounded parts make {} tkr and the rounded total is {} tkr.",
            quote(statement),
            quote(row),
            quote(column),
            swedish(*parts, Unit::Tkr),
            swedish(*total, Unit::Tkr)
        ),
        Fact::FigureRounded { statement, row, column, exact, shown } => format!(
            "{}, row {}, {}: {} is shown as {} in tkr.",
            harmless(statement, 60),
            quote(row),
            harmless(column, 60),
            kr(*exact),
            kr(*shown)
        ),
        Fact::NumbersMissing { year, first, last } if first.number() >= *last => {
            format!("Voucher {} is missing in fiscal year {}.", voucher(first), of_year(*year))
        }
        Fact::NumbersMissing { year, first, last } => {
            format!("Vouchers {}–{last} are missing in fiscal year {}.", voucher(first), of_year(*year))
        }
        Fact::NumberTwice { year, id, first, second } => {
            format!("Fiscal year {} has voucher {} twice: {first} and {second}.", of_year(*year), voucher(id))
        }
        Fact::NumberReused { year, id, first, second } => format!(
            "In fiscal year {} voucher {} has the number of an earlier one: {first} and {second}.",
            of_year(*year),
            voucher(id)
        ),
        Fact::AccrualBalanceDiffers { account, date, balance, open } => format!(
            "Account {account} holds {} on {date}, but the accruals leave {} open.",
            kr(*balance),
            kr(*open)
        ),
        Fact::AccrualLeftOpen { plan, date, account, left } => format!(
            "Accrual {plan} is not nothing after its last voucher, on {date}: {} is left on account {account}.",
            kr(*left)
        ),
        Fact::ReversalDiffers { id, by } => {
            format!("Voucher {} and its reversal {} do not cancel each other.", voucher(id), voucher(by))
        }
        Fact::OrderChanged { id, date, order, date_of_order } => format!(
            "Voucher {} ({date}) says that it is order {} ({date_of_order}), but has other content.",
            voucher(id),
            voucher(order)
        ),
        Fact::ClosedYearChanged { year, closed_at } => format!(
            "Fiscal year {} is not what it was when it was closed, at {}.",
            of_year(*year),
            harmless(closed_at, 30)
        ),
        Fact::AnchorUnknown { anchor } => {
            format!("No record of the book has the anchor {}.", harmless(anchor, 64))
        }
        Fact::VoucherInLockedPeriod { id, date } => {
            format!("Voucher {} ({date}) lies in a period that is locked.", voucher(id))
        }
        Fact::OpeningInLockedYear { year, month } => format!(
            "Opening balances of {} were not added: {} is locked.",
            of_year(*year),
            of_period(Period::month(*month))
        ),
        Fact::DateOutsideYears { id, date, years } => {
            format!("Voucher {} is dated {date}, but the books cover {}.", voucher(id), of_period(*years))
        }
        Fact::ChainBroken { record, id: Some(id) } => {
            format!(
                "Record {record} of the book, voucher {}, is not what it was when it was written.",
                voucher(id)
            )
        }
        Fact::ChainBroken { record, id: None } => {
            format!("Record {record} of the book is not what it was when it was written.")
        }
        Fact::KeptSumDiffers { account, cost_centre, project, month, side, kept, recomputed } => format!(
            "Account {account}{} has for {} in {} the kept sum {}, but the vouchers give {}: they are {} apart.",
            object(cost_centre.as_ref(), project.as_ref()),
            of_period(Period::month(*month)),
            label::side(*side, EN),
            kr(*kept),
            kr(*recomputed),
            gap(*kept, *recomputed)
        ),
        Fact::VoucherChanged { id, date_in_book, debit_in_book, date_in_file, debit_in_file, differing }
            if (date_in_book, debit_in_book) == (date_in_file, debit_in_file) =>
        {
            let what = match differing {
                Differing::Texts => {
                    "other texts in the file than in the book; accounts and amounts are the same"
                }
                Differing::Marks => {
                    "other dimensions (a counterparty or so) in the file than in the book; accounts and \
                     amounts are the same"
                }
                Differing::Rows => "other rows in the file than in the book",
            };
            format!("Voucher {} ({date_in_book}, debit {}) has {what}.", voucher(id), kr(*debit_in_book))
        }
        Fact::VoucherChanged { id, date_in_book, debit_in_book, date_in_file, debit_in_file, .. } => format!(
            "Voucher {} has in the book the date {date_in_book} and debit {}, in the file the date \
             {date_in_file} and debit {}.",
            voucher(id),
            kr(*debit_in_book),
            kr(*debit_in_file)
        ),
        Fact::OpeningChanged { year, account, in_book, in_file } => format!(
            "Account {account} has for {} the opening balance {} in the book but {} in the file.",
            of_year(*year),
            kr(*in_book),
            kr(*in_file)
        ),
        Fact::BudgetChanged { kind, name, year, in_book, in_file, dates } => {
            budgets::changed((*kind, name), *year, [*in_book, *in_file], *dates)
        }
        Fact::SeriesDiffers { in_book, in_file, vouchers } => format!(
            "The book already has {} {} that the file has {}, with the same number, day, text and rows.",
            counted(*vouchers, "voucher", "vouchers"),
            imports::series(in_book),
            imports::series(in_file)
        ),
        Fact::NumberOfOtherSeries { id, series_in_book, date, debit_in_book, debit_in_file } => format!(
            "Voucher {} ({date}, debit {}) is new; the book has {} one with the same number and day, debit {}.",
            voucher(id),
            kr(*debit_in_file),
            imports::series(series_in_book),
            kr(*debit_in_book)
        ),
        Fact::FilesDisagree {
            id,
            other_file,
            date_in_other,
            debit_in_other,
            date_in_file,
            debit_in_file,
        } => {
            format!(
                "Voucher {} has in {} the date {date_in_other} and debit {}, in this file the date \
                 {date_in_file} and debit {}.",
                voucher(id),
                quote(other_file),
                kr(*debit_in_other),
                kr(*debit_in_file)
            )
        }
        Fact::SignWrong { line, account, date, balance, side, vouchers } => format!(
            "Account {account} on the line {} has on {date} a {} balance of {} but belongs in {}{}.",
            quote(line),
            label::side(balance.side().unwrap_or(*side), EN),
            magnitude(*balance),
            label::side(*side, EN),
            if vouchers.is_empty() {
                String::new()
            } else {
                format!("; most of it comes from {}", list(vouchers.iter().map(voucher), EN))
            }
        ),
        Fact::StatedSumDiffers {
            figure,
            account,
            cost_centre,
            project,
            period,
            stated: sum,
            ours,
            months,
            file,
        } => format!(
            "Account {account}{} has in {} {} as {}, in the books {}: they are {} apart{}.",
            object(cost_centre.as_ref(), project.as_ref()),
            quote(file),
            kr(*sum),
            stated::one(*figure, *period),
            kr(*ours),
            gap(*sum, *ours),
            stated::in_months(*figure, *period, months)
        ),
        Fact::StatedClosingRepeats { period, accounts, account, stated: sum, ours, file } => format!(
            "The closing balances on {} in {} are the opening ones again, though {} changed; account \
             {account} the most: {} in the file, {} in the books.",
            period.last().last_day(),
            quote(file),
            counted(*accounts, "account has", "accounts have"),
            kr(*sum),
            kr(*ours)
        ),
        Fact::StatedObjectsUnsupported {
            figure,
            period,
            sums,
            account,
            cost_centre,
            project,
            stated: sum,
            file,
        } => format!(
            "{} has {} on cost centres or projects that nothing is booked on; the largest is account \
             {account}{} with {}.",
            quote(file),
            stated::several(*figure, *sums, *period),
            object(cost_centre.as_ref(), project.as_ref()),
            kr(*sum)
        ),
        Fact::StatedMonthsDiffer { year, account, months, change, file } => format!(
            "The months of account {account} in {} sum to {} for {}, but the year changes the account by {}: \
             they are {} apart.",
            quote(file),
            kr(*months),
            of_year(*year),
            kr(*change),
            gap(*months, *change)
        ),
        Fact::SumsOnly { year, asked, lacks, file } => stated::sums_only(*year, *asked, *lacks, file),
        Fact::BudgetFilesDisagree { kind, period, account, cost_centre, other_file, in_other, in_file } => {
            let of = (*kind, *account, cost_centre.as_ref(), *period);
            budgets::files_disagree(of, other_file, [*in_other, *in_file])
        }
        Fact::BudgetMonthsDiffer { kind, period, account, cost_centre, whole, parts } => {
            budgets::months_differ((*kind, *account, cost_centre.as_ref(), *period), *whole, *parts)
        }
        Fact::TotalRowDiffers { label, column, stated: sum, ours } => {
            stated::total_row(label, *column, *sum, *ours)
        }
        Fact::EsfProjectTwice { code } => format!("Two ESF projects have the code {}.", quote(code.as_str())),
        Fact::EsfScopeShared { first, second, scope } => format!(
            "{} belongs to both ESF projects {} and {}.",
            quote(scope),
            quote(first.as_str()),
            quote(second.as_str())
        ),
        Fact::EsfTermsWrong { project, slip } => esf::terms_wrong(project, *slip),
        Fact::EsfReceivableDiffers { project, account, date, booked, told } => {
            esf::receivable_differs(project, *account, *date, *booked, *told)
        }
        Fact::EsfReceivableNegative { project, account, date, balance } => {
            esf::receivable_negative(project, *account, *date, *balance)
        }
        Fact::EsfProvisionNegative { project, account, date, beyond } => {
            esf::provision_negative(project, *account, *date, *beyond)
        }
        Fact::EsfSettledOpen { project, settled, account, balance } => {
            esf::settled_open(project, *settled, *account, *balance)
        }
        Fact::EsfIncomeAboveGrant { project, date, accrued, grant } => {
            esf::income_above_grant(project, *date, *accrued, *grant)
        }
        Fact::EsfPostingShared { account, cost_centre, project, first, second } => {
            esf::posting_shared(*account, cost_centre.as_ref(), project.as_ref(), [first, second])
        }
        Fact::EsfProjectGone { project, events } => esf::project_gone(project, *events),
        Fact::PublishedTableMissing => {
            "No row of headings with figures below it was found in the file.".to_owned()
        }
        Fact::PublishedFigureStray { text, part } => published::figure_stray(text, *part),
        Fact::PublishedFigureTwice { row, first, second } => published::figure_twice(row, first, second),
        Fact::PublishedRowTooWide { cells, columns } => {
            format!("The row has {cells} cells, but the table {columns} columns.")
        }
        Fact::PublishedTooLarge { limit, most } => published::too_large(*limit, *most),
        Fact::PublishedUnitUnknown { text } => {
            format!("{} names a unit that amounts are not counted in here.", quote(text))
        }
        Fact::PublishedColumnOfWords { heading } => {
            format!("The column {} has no figures and is not read.", quote(heading))
        }
        Fact::TomlInvalid { detail } => {
            format!(
                "The file is refused: {}.",
                harmless(detail.trim().trim_end_matches('.'), DETAIL_LENGTH_MAX)
            )
        }
        Fact::ReferenceUnknown { row, reference } => {
            format!("The row {} refers to {}, which does not exist.", quote(row), quote(reference))
        }
        Fact::RowTwice { row } => format!("The name {} is used twice.", quote(row)),
        Fact::RowCycle { rows } => {
            format!("The rows {} sum each other in a circle.", quoted_list(rows, EN))
        }
        Fact::SelectorUnreadable { text } => {
            format!(
                "{} cannot be read as the account, the range or the code that should stand here.",
                quote(text)
            )
        }
        Fact::RowShape { row, keys } => {
            format!("On the row {} the keys do not go together: {}.", quote(row), quoted_list(keys, EN))
        }
        Fact::SumTakesTwice { sum, row } => {
            format!("The sum {} takes the row {} more than once.", quote(sum), quote(row))
        }
        Fact::TotalLacks { total, row } => {
            format!("The total {} does not take the row {}.", quote(total), quote(row))
        }
        Fact::ProfileColumnTwice { profile, column, first, second } => format!(
            "The profile {} takes the column {} both for {} and for {}.",
            quote(profile),
            quote(column),
            label::column_role(*first, EN),
            label::column_role(*second, EN)
        ),
        Fact::ProfileMarksEqual { profile, mark } => format!(
            "The profile {} has {} both between fields and as decimal mark.",
            quote(profile),
            quote(mark)
        ),
        Fact::RowsTooMany { rows, rows_max } => {
            format!("The layout has {rows} rows in one statement; there may be at most {rows_max}.")
        }
        Fact::SettingUnusable { key, value, examples } => format!(
            "The setting {} has the value {}, which cannot be used. It may be written like this: {}.",
            quote(key),
            quote(value),
            quoted_list(examples, EN)
        ),
        Fact::SettingUnknown { key, value, known } => format!(
            "The setting {} has the value {}; the values allowed are {}.",
            quote(key),
            quote(value),
            quoted_list(known, EN)
        ),
    }
}

fn quote(text: &str) -> String {
    quoted(text, EN)
}

/// An amount and its side: `1 250,00 in credit`.
fn sided(amount: Amount) -> String {
    amount
        .side()
        .map_or_else(|| kr(amount), |side| format!("{} in {}", magnitude(amount), label::side(side, EN)))
}

fn of_period(period: Period) -> String {
    label::period(period, EN)
}

fn of_year(year: FiscalYear) -> String {
    of_period(year.period())
}

/// That a field does not hold what it should, such as `a date`.
fn is_not(text: &str, what: &str) -> String {
    if text.trim().is_empty() {
        format!("The field is empty, but should hold {what}.")
    } else {
        format!("{} is not {what}.", quote(text))
    }
}

/// Which accounts, and that they are: `Account 1930 is`.
fn accounts_are(accounts: AccountRange) -> String {
    if accounts.first() == accounts.last() {
        format!("Account {accounts} is")
    } else {
        format!("Accounts {accounts} are")
    }
}

fn dimension_unreadable(reason: &DimensionError) -> String {
    match reason {
        DimensionError::Empty => "The code of the cost centre or project is empty.".to_owned(),
        DimensionError::TooLong(code) => {
            let length = code.chars().count();
            format!("The code {} is {length} characters long; at most 40 are allowed.", quote(code))
        }
        DimensionError::ControlCharacter(code) => {
            format!("The code {} holds a control character.", quote(code))
        }
    }
}

fn opening_unbalanced(year: FiscalYear, difference: Amount, result_before: Option<Amount>) -> String {
    let sum = format!("The opening balances of {} sum to {}, not to zero", of_year(year), sided(difference));
    match result_before {
        Some(result) => {
            format!("{sum}: that is exactly the {} of {}.", result_name(result), of_year(year.previous()))
        }
        None => format!("{sum}."),
    }
}

/// A result by its sign, income positive.
fn result_name(result: Amount) -> &'static str {
    if result < Amount::ZERO { "deficit" } else { "surplus" }
}

/// What a sum is told apart by beside its account, after a comma.
fn object(cost_centre: Option<&CostCentre>, project: Option<&Project>) -> String {
    let cost_centre = cost_centre.map(|code| format!(", cost centre {}", quote(code.as_str())));
    let project = project.map(|code| format!(", project {}", quote(code.as_str())));
    let ends = if cost_centre.is_some() || project.is_some() { "," } else { "" };
    format!("{}{}{ends}", cost_centre.unwrap_or_default(), project.unwrap_or_default())
}
