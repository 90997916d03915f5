//! Whether two facts tell of one fault in the books, found at two times, and what a fault is about.

use super::Fact;
use crate::account::AccountNumber;

impl Fact {
    /// The account whose balance is at fault, where it is one account's.
    ///
    /// ```
    /// use finsam_ledger::Fact;
    /// let account = "9999".parse().expect("an account");
    /// assert_eq!(Fact::AccountUnnamed { account }.account(), Some(account));
    /// ```
    #[must_use]
    pub const fn account(&self) -> Option<AccountNumber> {
        match self {
            Self::OpeningDiffers { account, .. }
            | Self::OpeningOnResultAccount { account, .. }
            | Self::RollForward { account, .. }
            | Self::AccountOutsideLayout { account, .. }
            | Self::AccountUnnamed { account }
            | Self::AccrualBalanceDiffers { account, .. }
            | Self::SignWrong { account, .. }
            | Self::StatedSumDiffers { account, .. }
            | Self::StatedClosingRepeats { account, .. } => Some(*account),
            _ => None,
        }
    }

    /// Whether it tells of the same fault as a fact found before, though its figures may have
    /// changed with what was booked since. That a total does not agree is one fault wherever and by
    /// however much it shows: what it comes from is told by itself.
    ///
    /// ```
    /// use finsam_ledger::{Amount, Fact};
    ///
    /// let of = |ore| Fact::AccountOutsideLayout {
    ///     account: "9999".parse().expect("an account"),
    ///     amount: Amount::from_ore(ore),
    ///     layout: "lkbr".to_owned(),
    /// };
    /// assert!(of(500).is_same_fault(&of(700)));
    /// ```
    #[must_use]
    pub fn is_same_fault(&self, before: &Self) -> bool {
        match (self, before) {
            (
                Self::AccountOutsideLayout { account, layout, .. },
                Self::AccountOutsideLayout { account: account_before, layout: layout_before, .. },
            ) => (account, layout) == (account_before, layout_before),
            (
                Self::OpeningOnResultAccount { year, account, .. },
                Self::OpeningOnResultAccount { year: year_before, account: account_before, .. },
            )
            | (
                Self::OpeningDiffers { year, account, .. },
                Self::OpeningDiffers { year: year_before, account: account_before, .. },
            ) => (year, account) == (year_before, account_before),
            (
                Self::OpeningUnbalanced { difference, .. },
                Self::OpeningUnbalanced { difference: before, .. },
            ) => difference == before,
            (Self::ClosingUnbalanced { .. }, Self::ClosingUnbalanced { .. })
            | (Self::BalanceSheetUnequal { .. }, Self::BalanceSheetUnequal { .. })
            | (Self::ResultsDiffer { .. }, Self::ResultsDiffer { .. })
            | (Self::CashFlowDiffers { .. }, Self::CashFlowDiffers { .. }) => true,
            _ => self == before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::calendar::FiscalYears;

    #[test]
    fn a_fault_is_known_again_by_what_it_is_about() {
        let ore = Amount::from_ore;
        let opening = |difference| Fact::OpeningUnbalanced {
            year: FiscalYears::CALENDAR.starting_in(2024).expect("a year"),
            difference: ore(difference),
            result_before: None,
        };
        let outside = |account: &str, amount| Fact::AccountOutsideLayout {
            account: account.parse().expect("an account"),
            amount: ore(amount),
            layout: "lkbr".to_owned(),
        };
        let cash_flow = |period: &str, cash_flow| Fact::CashFlowDiffers {
            period: period.parse().expect("a period"),
            cash_flow: ore(cash_flow),
            liquid_funds: Amount::ZERO,
        };
        let cases = [
            (opening(500), opening(500), true),
            (opening(500), opening(501), false),
            (outside("9999", 1), outside("9999", 2), true),
            (outside("9999", 1), outside("9998", 1), false),
            (cash_flow("2024-01", 1), cash_flow("2024-02", 2), true),
            (cash_flow("2024-01", 1), opening(1), false),
            (Fact::SieVoucherOpen, Fact::SieVoucherOpen, true),
            (Fact::SieVoucherOpen, Fact::SieFlagSet, false),
        ];
        for (now, before, is_same) in cases {
            assert_eq!(now.is_same_fault(&before), is_same, "{now:?} {before:?}");
        }
    }
}
