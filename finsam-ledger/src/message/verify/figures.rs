//! Figures of published reports, written the way they are printed.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::amount::{Amount, Unit};
use crate::notation::swedish_number;
use crate::statement::overview::Figure;
use crate::verify::{FigureAt, Published, Term};

/// More decimals than this are printed by nobody.
const DECIMALS_MAX: u32 = 6;

/// How an amount is written beside others: its unit, and at least how many decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) unit: Unit,
    pub(super) decimals: u32,
}

impl Form {
    /// The form that holds all of these figures: the finer unit, the most decimals.
    pub(super) fn of(terms: &[Term], reports: &[Published]) -> Self {
        let forms = terms.iter().map(|term| Self::at(term.figure, reports));
        forms.reduce(Self::finer).unwrap_or(Self { unit: Unit::Kr, decimals: 0 })
    }

    /// The form of one figure.
    pub(super) fn at(figure: FigureAt, reports: &[Published]) -> Self {
        Self {
            unit: figure.column(reports).map(|column| column.unit).unwrap_or_default(),
            decimals: figure.figure(reports).map_or(0, |figure| figure.decimals),
        }
    }

    pub(super) fn finer(self, other: Self) -> Self {
        match (self.unit, other.unit) {
            (Unit::Kr, Unit::Tkr) => self,
            (Unit::Tkr, Unit::Kr) => other,
            _ => Self { unit: self.unit, decimals: self.decimals.max(other.decimals) },
        }
    }

    /// An amount in this form; what it has of smaller parts is written too.
    pub(super) fn amount(self, amount: Amount) -> String {
        number(self.counted(amount), self.decimals)
    }

    /// An amount in this form, rounded to its decimals.
    pub(super) fn rounded(self, amount: Amount) -> String {
        number(rounded(self.counted(amount), self.decimals), self.decimals)
    }

    /// An amount as a number of the unit.
    fn counted(self, amount: Amount) -> Decimal {
        match self.unit {
            Unit::Kr => Decimal::new(amount.ore(), 2),
            Unit::Tkr => Decimal::new(amount.ore(), 5),
        }
    }

    /// A figure in this form: money without its unit, a percentage with its sign.
    pub(super) fn figure(self, value: Figure) -> String {
        match value {
            Figure::Amount(amount) => self.amount(amount),
            Figure::Percent(percent) => format!("{} %", number(percent, self.decimals)),
            Figure::Count(count) => number(count, self.decimals),
        }
    }
}

/// A number the Swedish way, with at least so many decimals. A minus is a minus here: beside sums that
/// are written out, a hyphen would be a second sign for the same.
pub(super) fn number(exact: Decimal, decimals: u32) -> String {
    let mut exact = exact.normalize();
    let decimals = decimals.min(DECIMALS_MAX);
    if exact.scale() < decimals {
        exact.rescale(decimals);
    }
    swedish_number(exact).replace('-', "−")
}

/// A number rounded half away from zero, as every printed figure is.
pub(super) fn rounded(exact: Decimal, decimals: u32) -> Decimal {
    exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// A count with its thousands apart.
pub(super) fn count(number: usize) -> String {
    swedish_number(Decimal::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_the_unit_and_the_decimals_of_their_page() {
        let form = |unit, decimals| Form { unit, decimals };
        let amount = Amount::from_ore(-197_391_500);
        assert_eq!(form(Unit::Kr, 0).amount(amount), "−1 973 915");
        assert_eq!(form(Unit::Kr, 2).amount(amount), "−1 973 915,00");
        assert_eq!(form(Unit::Tkr, 0).amount(Amount::from_ore(-197_400_000)), "−1 974");
        assert_eq!(form(Unit::Tkr, 0).amount(amount), "−1 973,915", "nothing is rounded away");
        assert_eq!(form(Unit::Kr, 0).amount(Amount::from_ore(50)), "0,5");
        assert_eq!(form(Unit::Kr, 1).figure(Figure::Percent(Decimal::new(296, 1))), "29,6 %");
    }
}
