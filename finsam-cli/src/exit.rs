//! How a run ends.

use std::process::ExitCode;

use finsam_ledger::book::BookError;
use finsam_ledger::compare::CompareError;
use finsam_ledger::message::Lang;
use finsam_ledger::read::ReadError;
use finsam_ledger::render::RenderError;
use finsam_ledger::render::text::TextStyle;
use finsam_ledger::statement::StatementError;
use finsam_ledger::{AmountError, BalancesError, Fact, Finding};

use crate::findings::{self, Shown, Whole};
use crate::text::{Failed, Wrong, imports};

/// The exit status: 0, 1, 2 or 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, and nothing is wrong.
    Done,
    /// The books, or a file, have findings of severity error.
    Findings,
    /// Called wrongly.
    Usage,
    /// A file, the disk or a damaged book stood in the way.
    Failure,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Failure => 3,
        })
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It was called wrongly.
    Usage(Wrong),
    /// Something outside stood in the way.
    Failure(Failed),
    /// Files of vouchers are wrong in these ways, which may be a great many.
    Files(Vec<Finding>),
    /// Settings or a layout are wrong in these ways, or the books cannot tell what was asked.
    Findings(Vec<Finding>),
    /// Nobody reads the output any more, which is no error.
    ReaderGone,
}

impl Refusal {
    pub(crate) const fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) => Exit::Usage,
            Self::Failure(_) => Exit::Failure,
            Self::Files(_) | Self::Findings(_) => Exit::Findings,
            Self::ReaderGone => Exit::Done,
        }
    }

    /// What is said about it on stderr.
    pub(crate) fn say(&self, lang: Lang, style: TextStyle) -> String {
        match self {
            Self::Usage(wrong) => format!("ledger: {}\n", wrong.say(lang)),
            Self::Failure(failed) => format!("ledger: {}\n", failed.say(lang)),
            Self::Files(found) => findings::draw(found, lang, Shown::First(3, Whole::Import), style),
            Self::Findings(found) => findings::draw(found, lang, Shown::All, style),
            Self::ReaderGone => String::new(),
        }
    }
}

impl From<BookError> for Refusal {
    fn from(error: BookError) -> Self {
        match error {
            BookError::Settings { findings, .. } => Self::Findings(findings),
            BookError::BatchUnknown { number, batches } => {
                Self::Usage(Wrong::BatchUnknown { number, batches })
            }
            BookError::BatchUndone { number, undone_at } => Self::Usage(Wrong::BatchUndone {
                number,
                undone_at: imports::time(&undone_at).as_str().into(),
            }),
            BookError::BatchReverses { number, of } => Self::Usage(Wrong::BatchReverses { number, of }),
            BookError::LockedAlready { period } => Self::Usage(Wrong::LockedAlready { period }),
            BookError::NotLocked { period } => Self::Usage(Wrong::NotLocked { period }),
            BookError::BatchLocked { number, month } => Self::Usage(Wrong::BatchLocked { number, month }),
            error @ (BookError::PeriodLocked { .. }
            | BookError::VoucherUnknown { .. }
            | BookError::VoucherAmbiguous { .. }
            | BookError::VoucherReverses { .. }
            | BookError::VoucherReversed { .. }
            | BookError::ReversedBefore { .. }
            | BookError::BatchNeeded { .. }
            | BookError::BatchCloses { .. }
            | BookError::YearClosed { .. }
            | BookError::YearEmpty { .. }
            | BookError::YearBeforeOpen { .. }
            | BookError::EsfProjectUnknown { .. }
            | BookError::Esf(_)
            | BookError::VoucherTaken { .. }) => Self::Usage(Wrong::Posting(error)),
            BookError::SumsOnly(sums) => Self::Findings(vec![Fact::from(sums).into()]),
            error => Self::Failure(Failed::Book(error)),
        }
    }
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        Self::Failure(Failed::Read(error))
    }
}

impl From<RenderError> for Refusal {
    fn from(error: RenderError) -> Self {
        Self::Failure(Failed::Render(error))
    }
}

impl From<AmountError> for Refusal {
    fn from(error: AmountError) -> Self {
        Self::Failure(Failed::TooLarge(error))
    }
}

impl From<CompareError> for Refusal {
    fn from(error: CompareError) -> Self {
        match error {
            CompareError::FiscalYears { first_months } => {
                Self::Usage(Wrong::FiscalYearsDiffer { first_months })
            }
            CompareError::Balances(error) => error.into(),
        }
    }
}

impl From<BalancesError> for Refusal {
    fn from(error: BalancesError) -> Self {
        match error {
            BalancesError::SumsOnly(sums) => Self::Findings(vec![Fact::from(sums).into()]),
            BalancesError::Amount(error) => error.into(),
        }
    }
}

impl From<StatementError> for Refusal {
    fn from(error: StatementError) -> Self {
        match error {
            StatementError::PeriodSpansYears(period) => Self::Usage(Wrong::PeriodSpansYears { period }),
            StatementError::LineUnknown(line) => {
                Self::Usage(Wrong::CostLineUnknown { text: line.as_str().into() })
            }
            StatementError::SumsOnly(error) => BalancesError::from(error).into(),
            StatementError::Amount(error) => error.into(),
        }
    }
}
