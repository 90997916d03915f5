//! `ledger report members`: what the members pay in, by what was decided and as booked.

use finsam_ledger::statement::{Contributions, Rounding};
use finsam_ledger::{Period, Unit};

use crate::exit::Refusal;
use crate::source::Source;
use crate::text::Wrong;

/// The contributions of the year that the period lies in.
pub(super) fn contributions(
    source: &Source,
    period: Period,
    unit: Unit,
    rounding: Rounding,
) -> Result<Contributions, Refusal> {
    let members = &source.settings.members;
    let year = source.balances.fiscal_years().of(period.first());
    let found = members.contributions(&source.balances, period, unit, rounding)?;
    found.ok_or_else(|| {
        let decided = members.totals.keys().copied().collect();
        Refusal::Usage(Wrong::ContributionsUndecided { year, decided, named: !members.is_empty() })
    })
}

/// Whether the settings say what the members pay in the year that the period lies in.
pub(super) fn are_told(source: &Source, period: Period) -> bool {
    source.settings.members.totals.contains_key(&source.balances.fiscal_years().of(period.first()).year())
}
