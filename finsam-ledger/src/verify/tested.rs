//! A relation held against what is printed.

use rust_decimal::Decimal;

use super::page::Page;
use super::verdict::{Outcome, Relation, Rule, Sides, Term, Tested};
use crate::amount::Amount;
use crate::statement::overview::Figure;

/// The relation, tested. `None` if its sums do not fit an amount, or it is a share of nothing.
pub(super) fn tested(page: &Page<'_>, relation: Relation) -> Option<Tested> {
    let (sides, outcome) =
        if relation.share_of.is_empty() { of_amounts(page, &relation)? } else { of_share(page, &relation)? };
    Some(Tested { relation, sides, outcome })
}

fn of_amounts(page: &Page<'_>, relation: &Relation) -> Option<(Sides, Outcome)> {
    let (left, right) = (sum(page, &relation.left)?, sum(page, &relation.right)?);
    let difference = left.checked_sub(right).ok()?;
    let allowed = Amount::from_ore(allowed(page, relation));
    let outcome = match difference.magnitude() {
        off if off.is_zero() || off.ore() <= own_rounding(page, relation) => Outcome::Holds,
        off if off <= allowed => Outcome::Rounding,
        _ => Outcome::Fails,
    };
    Some((Sides::Amounts { left, right, difference, allowed }, outcome))
}

/// How far the two sides may lie apart, in öre: each figure is rounded on its own, by half of its last digit
/// at most. A figure that is printed twice may have been summed of rounded parts in one place: it may be off
/// by one in its last digit.
pub(super) fn allowed(page: &Page<'_>, relation: &Relation) -> i64 {
    let steps = || relation.terms().map(|term| page.step(term.figure)).filter(|step| *step > 1);
    let halves = steps().fold(0_i64, i64::saturating_add) / 2;
    let is_one_figure = matches!(
        relation.rule,
        Rule::SameFigure | Rule::EarlierReport | Rule::Overview | Rule::Note | Rule::Whole | Rule::Equity
    );
    let coarsest = steps().max().filter(|_| is_one_figure).unwrap_or(0);
    halves.max(coarsest)
}

/// Where one figure is printed coarser than what it should come to, the difference that is rounding as it
/// should be.
fn own_rounding(page: &Page<'_>, relation: &Relation) -> i64 {
    let step = |terms: &[Term]| terms.iter().map(|term| page.step(term.figure)).max().unwrap_or(1);
    let halves = |terms: &[Term]| {
        let steps = terms.iter().map(|term| page.step(term.figure)).filter(|step| *step > 1);
        steps.fold(0_i64, i64::saturating_add) / 2
    };
    let (left, right) = (step(&relation.left), step(&relation.right));
    match (relation.left.as_slice(), relation.right.as_slice()) {
        ([_], others) if left > right => (left / 2).saturating_add(halves(others)),
        (others, [_]) if right > left => (right / 2).saturating_add(halves(others)),
        _ => 0,
    }
}

pub(super) fn sum(page: &Page<'_>, terms: &[Term]) -> Option<Amount> {
    let amounts: Option<Vec<Amount>> = terms
        .iter()
        .map(|term| {
            let amount = page.amount(term.figure)?;
            Some(if term.minus { amount.negated() } else { amount })
        })
        .collect();
    Amount::checked_sum(amounts?).ok()
}

/// A percentage to its last digit, or as near as its rounded parts let it be.
fn of_share(page: &Page<'_>, relation: &Relation) -> Option<(Sides, Outcome)> {
    let [percent] = relation.left.as_slice() else { return None };
    let printed = match page.figure(percent.figure)? {
        Figure::Percent(printed) | Figure::Count(printed) => printed,
        Figure::Amount(_) => return None,
    };
    let decimals = percent.figure.figure(page.reports)?.decimals.min(6);
    let (of, whole) = (sum(page, &relation.right)?, sum(page, &relation.share_of)?);
    let exact = share(of, whole)?;
    let half = Decimal::new(5, decimals + 1);
    let steps = |terms: &[Term]| {
        terms.iter().map(|term| page.step(term.figure)).filter(|step| *step > 1).sum::<i64>() / 2
    };
    let (of_off, whole_off) =
        (Amount::from_ore(steps(&relation.right)), Amount::from_ore(steps(&relation.share_of)));
    let corners = [
        (of_off, whole_off),
        (of_off, whole_off.negated()),
        (of_off.negated(), whole_off),
        (of_off.negated(), whole_off.negated()),
    ];
    let corners = corners
        .into_iter()
        .filter_map(|(more, longer)| share(of.checked_add(more).ok()?, whole.checked_add(longer).ok()?));
    let (mut least, mut most) = (exact, exact);
    for corner in corners {
        least = least.min(corner);
        most = most.max(corner);
    }
    let off = printed.checked_sub(exact)?.abs();
    let outcome = if off <= half {
        Outcome::Holds
    } else if printed.checked_add(half)? >= least && printed.checked_sub(half)? <= most {
        Outcome::Rounding
    } else {
        Outcome::Fails
    };
    let computed = exact.round_dp(decimals + 2);
    Some((Sides::Percent { printed, computed }, outcome))
}

/// One amount in parts of a hundred of another.
pub(super) fn share(of: Amount, whole: Amount) -> Option<Decimal> {
    of.to_decimal().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.to_decimal())
}
