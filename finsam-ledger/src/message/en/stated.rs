//! English sentences and pages about sums that files state themselves.

use super::{EN, gap, kr, of_period, of_year, quote};
use crate::amount::Amount;
use crate::calendar::{FiscalYear, Month, Period};
use crate::finding::{ColumnRole, Lacking, StatedFigure};
use crate::message::catalogue::Page;
use crate::message::label;
use crate::message::text::{counted, list};

/// What one such sum is called, with its time.
pub(super) fn one(figure: StatedFigure, period: Period) -> String {
    match figure {
        StatedFigure::Opening => format!("the opening balance of {}", of_period(period)),
        StatedFigure::Closing => format!("the closing balance on {}", period.last().last_day()),
        StatedFigure::Result => format!("the total for {}", of_period(period)),
        StatedFigure::Change => format!("the change in {}", of_period(period)),
    }
}

/// The months in which a difference arises, if they are known; those of a month's own sum after it.
pub(super) fn in_months(figure: StatedFigure, period: Period, months: &[Month]) -> String {
    let named = |months: &[Month]| list(months.iter().map(|month| of_period(Period::month(*month))), EN);
    let others: Vec<Month> = months.iter().copied().filter(|month| Period::month(*month) != period).collect();
    match figure {
        StatedFigure::Change if others.is_empty() => String::new(),
        StatedFigure::Change => format!("; {} differ too", named(&others)),
        _ if months.is_empty() => String::new(),
        _ => format!("; the sums of the months differ in {}", named(months)),
    }
}

/// How many such sums, with their time.
pub(super) fn several(figure: StatedFigure, sums: u64, period: Period) -> String {
    let balances = |which: &str| counted(sums, &format!("{which} balance"), &format!("{which} balances"));
    match figure {
        StatedFigure::Opening => format!("{} of {}", balances("opening"), of_period(period)),
        StatedFigure::Closing => format!("{} on {}", balances("closing"), period.last().last_day()),
        StatedFigure::Result => format!("{} for {}", counted(sums, "total", "totals"), of_period(period)),
        StatedFigure::Change => format!("{} in {}", counted(sums, "change", "changes"), of_period(period)),
    }
}

pub(super) fn sums_only(year: FiscalYear, asked: Period, lacks: Lacking, file: &str) -> String {
    let only = format!("Of {} there are no vouchers, only the sums in {}", of_year(year), quote(file));
    match lacks {
        Lacking::Months { known } => {
            format!(
                "{only}. They are of {} as a whole and tell nothing of {}.",
                of_period(known),
                of_period(asked)
            )
        }
        Lacking::Balances => {
            format!("{only}. They do not tell how balances changed during {}.", of_period(asked))
        }
        Lacking::Vouchers => format!("{only}, so {} has no general ledger.", of_period(asked)),
    }
}

pub(super) fn total_row(label: &str, column: Option<ColumnRole>, stated: Amount, ours: Amount) -> String {
    let column = column.map(|column| format!(" in the column {}", label::column_role(column, EN)));
    format!(
        "Row {} has {}{}, but the rows above sum to {}: they are {} apart.",
        quote(label),
        kr(stated),
        column.unwrap_or_default(),
        kr(ours),
        gap(stated, ours)
    )
}

pub(super) const STATED_SUM_DIFFERS: Page = Page {
    title: "The file's own sum is not that of the vouchers",
    meaning: "The file itself states what the account opens, closes or changes with (#UB, #RES, #PSALDO \
              in SIE). The books sum to something else. Reports are made of the vouchers.",
    cause: "Vouchers are missing in the file or came after it was made, or the program that wrote it \
            counts what it does not export.",
    next_step: "Compare the account with the trial balance of the accounting system. If vouchers are \
                missing: get a new export, of all of them. If the vouchers are right, all is well as it is.",
    example: "\
#IB 0 1930 5000.00
vouchers on 1930: 250.00
#UB 0 1930 5300.00
The books close with 5 250,00: they are 50,00 apart.",
};

pub(super) const STATED_CLOSING_REPEATS: Page = Page {
    title: "The file's closing balances are the opening ones again",
    meaning: "All closing balances that the file states equal the opening ones, though vouchers have \
              changed the accounts. So the file's balances tell nothing of the year. Reports are made of \
              the vouchers.",
    cause: "The program that wrote the file does not work out closing balances, or the file was made \
            before the vouchers were posted to its general ledger.",
    next_step: "Hold bank and liabilities against the trial balance of the accounting system instead. Or \
                ask for a new export, made after the general ledger was brought up to date.",
    example: "\
#IB 0 1930 5000.00
#UB 0 1930 5000.00
vouchers on 1930: 250.00",
};

pub(super) const STATED_OBJECTS_UNSUPPORTED: Page = Page {
    title: "The file's sums on objects have no bookings",
    meaning: "The file states sums on cost centres or projects (#OUB, #PSALDO in SIE), but no voucher \
              and no opening balance of the account has them. Tables by cost centre and project are made \
              of the vouchers.",
    cause: "Cost centre or project is left out of the vouchers' rows in the export, or the sums were \
            shared out afterwards in the accounting system.",
    next_step: "Ask for an export with cost centre and project on every row. If it is opening balances: \
                read them in by cost centre and project.",
    example: "\
#OUB 0 1712 {6 \"P1\"} 12000.00
#TRANS 1712 {} 12000.00
The row is booked without a project.",
};

pub(super) const STATED_MONTHS_DIFFER: Page = Page {
    title: "The file's months do not sum to its year",
    meaning: "Of a year without vouchers the file states both what the account changed by month by month \
              and what the year closes with, and the two do not agree. The year then counts as a whole, \
              and parts of it cannot be shown.",
    cause: "The file's months are not complete, or the balances were changed after the months were \
            summed.",
    next_step: "Read in the vouchers of the year, and the sums are made of them. Otherwise only the whole \
                year can be compared with.",
    example: "\
#RES    -1 5539 12500.00
#PSALDO -1 202301 5539 {} 4000.00
#PSALDO -1 202302 5539 {} 8000.00
The months give 12 000,00: they are 500,00 apart.",
};

pub(super) const SUMS_ONLY: Page = Page {
    title: "Of the year there are only a file's sums",
    meaning: "There are no vouchers of the year, only the sums that a file states. They give comparison \
              figures for the whole time they are of, but what is asked for now cannot be read from them.",
    cause: "The file is SIE of type 1–3, or it is about the next year and gives the year before in short \
            only.",
    next_step: "Read in the vouchers of the year, and every period is shown. Otherwise ask for the whole \
                year, or do without a comparison with --compare none.",
    example: "\
#IB  -1 1930 5000.00
#UB  -1 1930 5250.00
The bank account changed by 250,00 in the year, but nobody says when.",
};

pub(super) const TOTAL_ROW_DIFFERS: Page = Page {
    title: "The total row does not agree with the rows",
    meaning: "The file has a row with a total, and the rows it is the total of sum to something else. \
              Rows may be missing or wrong, so the file adds nothing to the book.",
    cause: "Rows were removed, changed or hidden in the spreadsheet, an amount is read otherwise than it \
            was meant, or the total was written by hand.",
    next_step: "Compare the file with a new export. If the rows are right and only the total is wrong: \
                correct the total row or take it out of the file.",
    example: "\
1;2024-01-05;5539;1000,00;
1;2024-01-05;2411;;1000,00
Summa;;;1100,00;1000,00
The rows have debit 1 000,00: they are 100,00 apart.",
};
