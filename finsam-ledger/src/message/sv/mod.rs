//! Swedish: the sentence of every fact and the page of every code.

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
mod toml_detail;
mod workbooks;

use super::catalogue::Page;
use super::text::{counted, gap, is_number, kr, list, magnitude, quoted, quoted_list, voucher};
use super::{Lang, harmless, label};
use crate::amount::{Amount, Side, Unit};
use crate::calendar::{FiscalYear, Period};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::finding::{Code, Differing, Fact};
use crate::notation::swedish;
pub(super) use advice::advice;

const SV: Lang = Lang::Sv;

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
        Fact::FileEmpty => "Filen innehåller ingenting.".to_owned(),
        Fact::FileForeign { kind } => format!("Filen är {} och läses inte.", label::foreign_kind(*kind, SV)),
        Fact::HeaderUnknown { columns } => {
            format!("Ingen känd fil har rubrikraden {}.", quoted_list(columns, SV))
        }
        Fact::ColumnMissing { kind, column } => format!(
            "Filen lästes som {}, men kolumnen {} saknas.",
            label::file_kind(*kind, SV),
            label::column_role(*column, SV)
        ),
        Fact::ColumnTwice { column, first, second } => format!(
            "Kolumnerna {} och {} betyder båda {}.",
            quote(first),
            quote(second),
            label::column_role(*column, SV)
        ),
        Fact::NumberUnreadable { text } => is_no(text, "belopp"),
        Fact::NumberAmbiguous { text, as_thousands, as_decimals } => format!(
            "{} kan betyda både {} och {}.",
            quote(text),
            kr(*as_thousands),
            harmless(as_decimals, 60)
        ),
        Fact::NumberTooFine { text } => format!("{} har fler än två decimaler.", quote(text)),
        Fact::NumberTooLarge { text } => {
            format!("{} är större än {}, det största belopp som ryms.", quote(text), kr(Amount::MAX))
        }
        Fact::DateUnreadable { text } => is_no(text, "datum"),
        Fact::AccountUnreadable { text } if is_number(text) => {
            format!(
                "{} är inget kontonummer: det har två till åtta siffror, och den första är inte noll.",
                quote(text)
            )
        }
        Fact::AccountUnreadable { text } => is_no(text, "kontonummer"),
        Fact::VoucherNumberUnreadable { text } => is_no(text, "verifikationsnummer"),
        Fact::DimensionUnreadable { reason } => dimension_unreadable(reason),
        Fact::FieldCount { expected, found } => {
            format!("Raden har {found} fält, men rubrikraden har {expected}.")
        }
        Fact::AmountMissing => "Raden har inget belopp.".to_owned(),
        Fact::DebitAndCredit { debit, credit } => {
            format!("Raden har både debet {} och kredit {}.", kr(*debit), kr(*credit))
        }
        Fact::TextUndecodable => "Raden har tecken som inte går att läsa i filens teckenkodning.".to_owned(),
        Fact::PeriodUnreadable { text } => format!("{} är varken en månad eller ett år.", quote(text)),
        Fact::OpeningYearUnknown => {
            "Filen säger inte vilket räkenskapsår de ingående balanserna gäller.".to_owned()
        }
        Fact::RowsMissing => "Under rubrikraden finns inga rader.".to_owned(),
        Fact::OpeningTwice { year, account } => format!(
            "Konto {account} står två gånger, med samma kostnadsställe och projekt, bland de ingående \
             balanserna för {}.",
            of_year(*year)
        ),
        Fact::QuoteOpen => "Ett citattecken öppnas här och avslutas aldrig.".to_owned(),
        Fact::NumberOtherMark { text, mark_of_column } => format!(
            "{} har ett annat decimaltecken än kolumnen, som har {}.",
            quote(text),
            quote(&mark_of_column.to_string())
        ),
        Fact::DateAmbiguous { text, first, second } => {
            format!("{} kan betyda {first} eller {second}.", quote(text))
        }
        Fact::DateOtherOrder { text, reading, of_column } => format!(
            "{} vore {reading}, men kolumnen skriver datum som {}.",
            quote(text),
            quote(&of_column.replace('y', "å"))
        ),
        Fact::DateUnset { text } => format!("{} står för att datum saknas.", quote(text)),
        Fact::DateSerial { text, as_serial } => {
            format!(
                "{} kan vara Excels nummer för {as_serial}, men resten av kolumnen är det inte.",
                quote(text)
            )
        }
        Fact::WorkbookForeign { kind } => {
            format!("Filen är {}, inte en Excel-arbetsbok (.xlsx).", label::workbook_kind(*kind, SV))
        }
        Fact::WorkbookDamaged => "En del av arbetsboken saknas eller går inte att läsa.".to_owned(),
        Fact::WorkbookTooLarge { limit, most } => {
            format!("Arbetsboken är för stor: {}.", label::workbook_limit(*limit, *most, SV))
        }
        Fact::SheetUnknown { name, sheets } => {
            format!("Arbetsboken har inget blad {}, bara {}.", quote(name), quoted_list(sheets, SV))
        }
        Fact::SheetsAlike { sheets } => {
            format!("Bladen {} har rubrikrader som går att läsa lika bra.", quoted_list(sheets, SV))
        }
        Fact::CellError { error } => format!("Cellen har felet {} i stället för ett värde.", quote(error)),
        Fact::FormulaWithoutValue => "Cellen har en formel som aldrig har räknats ut.".to_owned(),
        Fact::FlagUnreadable { text } => {
            format!("{} är varken ja eller nej.", quote(text))
        }
        Fact::CreditSignAmbiguous => {
            "Kreditkolumnen har belopp både över och under noll: som debet − kredit \
                                      och som debet + kredit balanserar lika många verifikat."
                .to_owned()
        }
        Fact::PurchaseLedger => "Filen är en leverantörsreskontra: den har fakturornas kostnader men inte \
                                 skulden, så inget verifikat balanserar."
            .to_owned(),
        Fact::SideUnreadable { text } if text.is_empty() => {
            "Det framgår inte om beloppet är debet eller kredit: fältet är tomt.".to_owned()
        }
        Fact::SideUnreadable { text } => format!("{} är varken debet eller kredit.", quote(text)),
        Fact::LettersDestroyed { count } => {
            format!("I filen är {count} bokstäver förstörda: där står ersättningstecken.")
        }
        Fact::SieItemShort { label, expected, found } => {
            format!("Posten {} har {found} fält men måste ha minst {expected}.", quote(label))
        }
        Fact::SieRowOutside { label } => {
            format!("{} står här utan att höra till ett verifikat.", quote(label))
        }
        Fact::SieVoucherOpen => "Verifikatets rader avslutas aldrig med }.".to_owned(),
        Fact::SieObjectsUnreadable { text } => {
            format!("{} är ingen lista av dimensioner och objekt.", quote(text))
        }
        Fact::SieChecksumDiffers { stated, computed } => {
            format!("Filen anger kontrollsumman {}, men dess innehåll ger {computed}.", quote(stated))
        }
        Fact::SieChecksumMissing => {
            "Filen börjar sin kontrollsumma här men slutar utan att ange den.".to_owned()
        }
        Fact::SieFlagSet => "Filen är märkt som redan inläst i ett program.".to_owned(),
        Fact::SieLabelUnknown { label, times } => {
            format!("SIE har ingen etikett {}; {} förbigås.", quote(label), counted(*times, "post", "poster"))
        }
        Fact::SieFieldsExtra { label, times } => format!(
            "Etiketten {} följs i {} av fler fält än formatet har; de förbigås.",
            quote(label),
            counted(*times, "post", "poster")
        ),
        Fact::SieLettersLost { letters } => {
            format!("I filen har {} gått förlorade.", counted(*letters, "bokstav", "bokstäver"))
        }
        Fact::SieYearsDiffer { first, last, .. } => {
            format!("Filens räkenskapsår {first} till {last} ryms inte i ett av bokens.")
        }
        Fact::SieYearUnplaced { number, first, last } => {
            format!("Filens år {number}, {first} till {last}, ryms inte i ett av bokens och läses inte.")
        }
        Fact::SieYearUnknown { number } => {
            format!("Filen säger inte vilka dagar dess räkenskapsår {number} har.")
        }
        Fact::SieNumbersGiven { vouchers } => format!(
            "Nummer saknas på {}, som har fått nummer i filens ordning.",
            counted(*vouchers, "verifikat", "verifikat")
        ),
        Fact::SieAddedRowAlone => "Raden sägs vara tillagd men följer inte som #TRANS.".to_owned(),
        Fact::SieObjectsLeftOut { label, times } => format!(
            "Etiketten {} anger i {} samma pengar på ett annat sätt; de är inte med.",
            quote(label),
            counted(*times, "post", "poster")
        ),
        Fact::SieVoucherEmpty { id } => {
            format!("Verifikat {} har inga rader och läggs inte till.", voucher(id))
        }
        Fact::SieTooMuch { limit, most } => {
            format!("Det finns mer än {most} {} i filen.", label::sie_limit(*limit, SV))
        }
        Fact::XmlUnreadable { fault } => {
            format!("XML-filen går inte att läsa längre än hit: {}.", label::xml_fault(*fault, SV))
        }
        Fact::CurrencyOther { currency } => {
            format!("Filens belopp är i {}, inte i svenska kronor.", quote(currency))
        }
        Fact::FindingsUnlisted { code, count } => {
            format!(
                "Filen har {} till än de som listas.",
                counted(*count, &format!("fynd {code}"), &format!("fynd {code}"))
            )
        }
        Fact::FileTooLong { limit } => format!("Filerna har fler än {limit} rader; resten är inte läst."),
        Fact::TextTooLong { length, limit } => {
            format!("Texten är {length} byte lång; längre än {limit} byte tas inte in.")
        }
        Fact::SieBraceLacking => "Verifikatets rader följer utan { före.".to_owned(),
        Fact::SieQuantities { times } => {
            format!("Kvantiteter står på {}; de läses inte in.", counted(*times, "rad", "rader"))
        }
        Fact::SieContentLeftOut { elements } => {
            let each = elements.iter().map(|(name, times)| format!("{} ({times})", quote(name)));
            format!("Det här i filen läses inte in: {}.", list(each, SV))
        }
        Fact::SiePartOfYear { first, last, year } => format!(
            "Filens räkenskapsår, {first} till {last}, är en del av bokens år {year}. Dess ingående balanser \
             öppnar inte året utan ställs mot bokens. Saknas årets tidigare månader: läs in dem också."
        ),
        Fact::VoucherUnbalanced { id, date, rows, debit, credit } => format!(
            "Verifikat {} ({date}) har debet {} och kredit {} på {}: {} fattas i {}.",
            voucher(id),
            kr(*debit),
            kr(*credit),
            counted(*rows, "rad", "rader"),
            gap(*debit, *credit),
            label::side(if debit > credit { Side::Credit } else { Side::Debit }, SV)
        ),
        Fact::VoucherDates { id, first, second } => {
            format!("Verifikat {} har rader både {first} och {second}.", voucher(id))
        }
        Fact::OpeningUnbalanced { year, difference, result_before } => {
            opening_unbalanced(*year, *difference, *result_before)
        }
        Fact::ClosingUnbalanced { period, difference } => format!(
            "De utgående balanserna {} summerar till {}, inte till noll.",
            period.last().last_day(),
            sided(*difference)
        ),
        Fact::OpeningDiffers { year, account, closing, opening } => format!(
            "Konto {account} öppnar {} med {} men slutade året före med {}: {} skiljer.",
            of_year(*year),
            kr(*opening),
            kr(*closing),
            gap(*opening, *closing)
        ),
        Fact::OpeningOnResultAccount { year, account, amount } => format!(
            "Konto {account} hör till resultaträkningen men har ingående balans {} för {}.",
            kr(*amount),
            of_year(*year)
        ),
        Fact::RollForward { account, opening, movement, closing } => format!(
            "Konto {account} öppnar med {}, rör sig med {} och slutar med {}.",
            kr(*opening),
            kr(*movement),
            kr(*closing)
        ),
        Fact::AccountOutsideLayout { account, amount, layout } => format!(
            "Konto {account} har {}, men ingen rad i uppställningen {} tar med det.",
            sided(*amount),
            quote(layout)
        ),
        Fact::AccountOnTwoLines { accounts, first, second } => {
            format!("Konto {accounts} står både på raden {} och på raden {}.", quote(first), quote(second))
        }
        Fact::AccountsOnNoLine { accounts, statement } => {
            format!("Konto {accounts} hör till {} men står inte på någon rad.", quote(statement))
        }
        Fact::AccountUnnamed { account } => {
            format!("Konto {account} har belopp men saknar namn i kontoplanen.")
        }
        Fact::BalanceSheetUnequal { date, assets, financing } => format!(
            "Tillgångarna {date} är {}, men eget kapital, avsättningar och skulder är {}: {} skiljer.",
            kr(*assets),
            kr(*financing),
            gap(*assets, *financing)
        ),
        Fact::ResultsDiffer { period, income_statement, balance_sheet } => format!(
            "Resultatet {} är {} i resultaträkningen men {} i balansräkningen: {} skiljer.",
            of_period(*period),
            kr(*income_statement),
            kr(*balance_sheet),
            gap(*income_statement, *balance_sheet)
        ),
        Fact::CashFlowDiffers { period, cash_flow, liquid_funds } => format!(
            "Kassaflödet {} är {}, men likvida medel ändrades med {}: {} skiljer.",
            of_period(*period),
            kr(*cash_flow),
            kr(*liquid_funds),
            gap(*cash_flow, *liquid_funds)
        ),
        Fact::CashFlowLineTimes { line, times: 0 } => {
            format!("Kassaflödesanalysen tar inte med raden {}, som ska räknas en gång.", quote(line))
        }
        Fact::CashFlowLineTimes { line, times: 1 } => {
            format!("Kassaflödesanalysen tar med raden {}, som inte ska räknas.", quote(line))
        }
        Fact::CashFlowLineTimes { line, times } => {
            format!("Kassaflödesanalysen tar med raden {} {times} gånger.", quote(line))
        }
        Fact::NoteDiffers { note, note_sum, line_sum } => format!(
            "Noten {} summerar till {}, men raden den hör till är {}: {} skiljer.",
            quote(note),
            kr(*note_sum),
            kr(*line_sum),
            gap(*note_sum, *line_sum)
        ),
        Fact::DimensionDiffers { dimension, parts, whole } => format!(
            "Tabellen per {} summerar till {}, men helheten är {}: {} skiljer.",
            label::dimension(*dimension, SV),
            kr(*parts),
            kr(*whole),
            gap(*parts, *whole)
        ),
        Fact::RoundedSum { statement, row, column, parts, total } => format!(
            "I {}, rad {}, kolumn {}, blir de avrundade delarna {} tkr och den avrundade summan {} tkr.",
            quote(statement),
            quote(row),
            quote(column),
            swedish(*parts, Unit::Tkr),
            swedish(*total, Unit::Tkr)
        ),
        Fact::FigureRounded { statement, row, column, exact, shown } => format!(
            "{}, raden {}, {}: {} visas som {} i tkr.",
            harmless(statement, 60),
            quote(row),
            harmless(column, 60),
            kr(*exact),
            kr(*shown)
        ),
        Fact::NumbersMissing { year, first, last } if first.number() >= *last => {
            format!("Verifikat {} saknas i räkenskapsåret {}.", voucher(first), of_year(*year))
        }
        Fact::NumbersMissing { year, first, last } => {
            format!("Verifikat {}–{last} saknas i räkenskapsåret {}.", voucher(first), of_year(*year))
        }
        Fact::NumberTwice { year, id, first, second } => {
            format!(
                "Verifikat {} finns två gånger i räkenskapsåret {}: {first} och {second}.",
                voucher(id),
                of_year(*year)
            )
        }
        Fact::NumberReused { year, id, first, second } => format!(
            "Verifikat {} har i räkenskapsåret {} samma nummer som ett tidigare: {first} och {second}.",
            voucher(id),
            of_year(*year)
        ),
        Fact::AccrualBalanceDiffers { account, date, balance, open } => format!(
            "Konto {account} har {date} saldot {}, men periodiseringarna lämnar {} öppet.",
            kr(*balance),
            kr(*open)
        ),
        Fact::AccrualLeftOpen { plan, date, account, left } => format!(
            "Periodisering {plan} är inte noll efter sitt sista verifikat, {date}: {} står kvar på konto {account}.",
            kr(*left)
        ),
        Fact::ReversalDiffers { id, by } => {
            format!("Verifikat {} och återföringen {} tar inte ut varandra.", voucher(id), voucher(by))
        }
        Fact::OrderChanged { id, date, order, date_of_order } => format!(
            "Verifikat {} ({date}) säger sig vara bokföringsorder {} ({date_of_order}), men har annat innehåll.",
            voucher(id),
            voucher(order)
        ),
        Fact::ClosedYearChanged { year, closed_at } => format!(
            "Räkenskapsåret {} är inte vad det var när det stängdes {}.",
            of_year(*year),
            harmless(closed_at, 30)
        ),
        Fact::AnchorUnknown { anchor } => {
            format!("Ingen post i boken har ankaret {}.", harmless(anchor, 64))
        }
        Fact::VoucherInLockedPeriod { id, date } => {
            format!("Verifikat {} ({date}) ligger i en låst period.", voucher(id))
        }
        Fact::OpeningInLockedYear { year, month } => format!(
            "Ingående balanser för {} lades inte till: {} är låst.",
            of_year(*year),
            of_period(Period::month(*month))
        ),
        Fact::DateOutsideYears { id, date, years } => format!(
            "Verifikat {} har datum {date}, men räkenskaperna omfattar {}.",
            voucher(id),
            of_period(*years)
        ),
        Fact::ChainBroken { record, id: Some(id) } => {
            format!("Post {record} i boken, verifikat {}, är inte vad den var när den skrevs.", voucher(id))
        }
        Fact::ChainBroken { record, id: None } => {
            format!("Post {record} i boken är inte vad den var när den skrevs.")
        }
        Fact::KeptSumDiffers { account, cost_centre, project, month, side, kept, recomputed } => format!(
            "Konto {account}{} har för {} i {} den lagrade summan {}, men verifikaten ger {}: {} skiljer.",
            object(cost_centre.as_ref(), project.as_ref()),
            of_period(Period::month(*month)),
            label::side(*side, SV),
            kr(*kept),
            kr(*recomputed),
            gap(*kept, *recomputed)
        ),
        Fact::VoucherChanged { id, date_in_book, debit_in_book, date_in_file, debit_in_file, differing }
            if (date_in_book, debit_in_book) == (date_in_file, debit_in_file) =>
        {
            let what = match differing {
                Differing::Texts => "andra texter i filen än i boken; konton och belopp är desamma",
                Differing::Marks => {
                    "andra dimensioner (motpart eller annat) i filen än i boken; konton och belopp är desamma"
                }
                Differing::Rows => "andra rader i filen än i boken",
            };
            format!("Verifikat {} ({date_in_book}, debet {}) har {what}.", voucher(id), kr(*debit_in_book))
        }
        Fact::VoucherChanged { id, date_in_book, debit_in_book, date_in_file, debit_in_file, .. } => format!(
            "Verifikat {} har i boken datum {date_in_book} och debet {}, i filen datum {date_in_file} \
             och debet {}.",
            voucher(id),
            kr(*debit_in_book),
            kr(*debit_in_file)
        ),
        Fact::OpeningChanged { year, account, in_book, in_file } => format!(
            "Konto {account} har för {} ingående balans {} i boken men {} i filen.",
            of_year(*year),
            kr(*in_book),
            kr(*in_file)
        ),
        Fact::BudgetChanged { kind, name, year, in_book, in_file, dates } => {
            budgets::changed((*kind, name), *year, [*in_book, *in_file], *dates)
        }
        Fact::SeriesDiffers { in_book, in_file, vouchers } => format!(
            "Boken har redan {} {} som filen har {}, med samma nummer, dag, text och rader.",
            counted(*vouchers, "verifikat", "verifikat"),
            imports::series(in_book),
            imports::series(in_file)
        ),
        Fact::NumberOfOtherSeries { id, series_in_book, date, debit_in_book, debit_in_file } => format!(
            "Verifikat {} ({date}, debet {}) är nytt; boken har {} ett med samma nummer och dag, debet {}.",
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
                "Verifikat {} har i {} datum {date_in_other} och debet {}, i den här filen datum \
                 {date_in_file} och debet {}.",
                voucher(id),
                quote(other_file),
                kr(*debit_in_other),
                kr(*debit_in_file)
            )
        }
        Fact::SignWrong { line, account, date, balance, side, vouchers } => format!(
            "Konto {account} på raden {} har per {date} ett {}saldo på {} men hör hemma i {}{}.",
            quote(line),
            label::side(balance.side().unwrap_or(*side), SV),
            magnitude(*balance),
            label::side(*side, SV),
            if vouchers.is_empty() {
                String::new()
            } else {
                format!("; mest påverkar verifikat {}", list(vouchers.iter().map(voucher), SV))
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
            "Konto {account}{} har i {} {} som {}, i räkenskaperna {}: {} skiljer{}.",
            object(cost_centre.as_ref(), project.as_ref()),
            quote(file),
            kr(*sum),
            stated::one(*figure, *period),
            kr(*ours),
            gap(*sum, *ours),
            stated::in_months(*figure, *period, months)
        ),
        Fact::StatedClosingRepeats { period, accounts, account, stated: sum, ours, file } => format!(
            "De utgående balanserna {} i {} är de ingående igen, fast {} har ändrats; konto {account} mest: \
             {} i filen, {} i räkenskaperna.",
            period.last().last_day(),
            quote(file),
            counted(*accounts, "konto", "konton"),
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
            "I {} finns {} på kostnadsställen eller projekt där inget är bokfört; störst är konto \
             {account}{} med {}.",
            quote(file),
            stated::several(*figure, *sums, *period),
            object(cost_centre.as_ref(), project.as_ref()),
            kr(*sum)
        ),
        Fact::StatedMonthsDiffer { year, account, months, change, file } => format!(
            "Månaderna på konto {account} summerar i {} till {} för {}, men året ändrar kontot med {}: \
             {} skiljer.",
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
        Fact::EsfProjectTwice { code } => format!("Koden {} står på två ESF-projekt.", quote(code.as_str())),
        Fact::EsfScopeShared { first, second, scope } => format!(
            "{} hör till både ESF-projektet {} och {}.",
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
        Fact::PublishedTableMissing => "I filen hittades ingen rubrikrad med siffror under sig.".to_owned(),
        Fact::PublishedFigureStray { text, part } => published::figure_stray(text, *part),
        Fact::PublishedFigureTwice { row, first, second } => published::figure_twice(row, first, second),
        Fact::PublishedRowTooWide { cells, columns } => {
            format!("Raden har {cells} celler, men tabellen {columns} kolumner.")
        }
        Fact::PublishedTooLarge { limit, most } => published::too_large(*limit, *most),
        Fact::PublishedUnitUnknown { text } => {
            format!("{} anger en enhet som belopp inte räknas i här.", quote(text))
        }
        Fact::PublishedColumnOfWords { heading } => {
            format!("Kolumnen {} har inga siffror och läses inte.", quote(heading))
        }
        Fact::TomlInvalid { detail } => toml_detail::sentence(detail),
        Fact::ReferenceUnknown { row, reference } => {
            format!("Raden {} hänvisar till {}, som inte finns.", quote(row), quote(reference))
        }
        Fact::RowTwice { row } => format!("Namnet {} används två gånger.", quote(row)),
        Fact::RowCycle { rows } => {
            format!("Raderna {} summerar varandra i en cirkel.", quoted_list(rows, SV))
        }
        Fact::SelectorUnreadable { text } => {
            format!(
                "{} går inte att läsa som det konto, det intervall eller den kod som ska stå här.",
                quote(text)
            )
        }
        Fact::RowShape { row, keys } => {
            format!("På raden {} går nycklarna inte ihop: {}.", quote(row), quoted_list(keys, SV))
        }
        Fact::SumTakesTwice { sum, row } => {
            format!("Summan {} tar med raden {} mer än en gång.", quote(sum), quote(row))
        }
        Fact::TotalLacks { total, row } => {
            format!("Slutsumman {} tar inte med raden {}.", quote(total), quote(row))
        }
        Fact::ProfileColumnTwice { profile, column, first, second } => format!(
            "Profilen {} tar kolumnen {} både som {} och som {}.",
            quote(profile),
            quote(column),
            label::column_role(*first, SV),
            label::column_role(*second, SV)
        ),
        Fact::ProfileMarksEqual { profile, mark } => format!(
            "Profilen {} har {} både mellan fälten och som decimaltecken.",
            quote(profile),
            quote(mark)
        ),
        Fact::RowsTooMany { rows, rows_max } => {
            format!("Uppställningen har {rows} rader i en räkning; det får vara högst {rows_max}.")
        }
        Fact::SettingUnusable { key, value, examples } => format!(
            "Inställningen {} har värdet {}, som inte går att använda. Den kan skrivas så här: {}.",
            quote(key),
            quote(value),
            quoted_list(examples, SV)
        ),
        Fact::SettingUnknown { key, value, known } => format!(
            "Inställningen {} har värdet {}; tillåtna värden är {}.",
            quote(key),
            quote(value),
            quoted_list(known, SV)
        ),
    }
}

fn quote(text: &str) -> String {
    quoted(text, SV)
}

/// An amount and its side: `1 250,00 i kredit`.
fn sided(amount: Amount) -> String {
    amount
        .side()
        .map_or_else(|| kr(amount), |side| format!("{} i {}", magnitude(amount), label::side(side, SV)))
}

fn of_period(period: Period) -> String {
    label::period(period, SV)
}

fn of_year(year: FiscalYear) -> String {
    of_period(year.period())
}

/// That a field does not hold what it should, such as `datum`: all are neuter.
fn is_no(text: &str, noun: &str) -> String {
    if text.trim().is_empty() {
        format!("Fältet är tomt, men ska innehålla ett {noun}.")
    } else {
        format!("{} är inget {noun}.", quote(text))
    }
}

fn dimension_unreadable(reason: &DimensionError) -> String {
    match reason {
        DimensionError::Empty => "Koden för kostnadsställe eller projekt är tom.".to_owned(),
        DimensionError::TooLong(code) => {
            let length = code.chars().count();
            format!("Koden {} är {length} tecken lång; högst 40 går bra.", quote(code))
        }
        DimensionError::ControlCharacter(code) => {
            format!("Koden {} innehåller ett styrtecken.", quote(code))
        }
    }
}

fn opening_unbalanced(year: FiscalYear, difference: Amount, result_before: Option<Amount>) -> String {
    let sum = format!(
        "De ingående balanserna för {} summerar till {}, inte till noll",
        of_year(year),
        sided(difference)
    );
    match result_before {
        Some(result) => {
            format!("{sum}: det är precis {} {}.", result_name(result), of_year(year.previous()))
        }
        None => format!("{sum}."),
    }
}

/// A result by its sign, income positive.
fn result_name(result: Amount) -> &'static str {
    if result < Amount::ZERO { "underskottet" } else { "överskottet" }
}

/// What a sum is told apart by beside its account, after a comma.
fn object(cost_centre: Option<&CostCentre>, project: Option<&Project>) -> String {
    let cost_centre = cost_centre.map(|code| format!(", kostnadsställe {}", quote(code.as_str())));
    let project = project.map(|code| format!(", projekt {}", quote(code.as_str())));
    let ends = if cost_centre.is_some() || project.is_some() { "," } else { "" };
    format!("{}{}{ends}", cost_centre.unwrap_or_default(), project.unwrap_or_default())
}
