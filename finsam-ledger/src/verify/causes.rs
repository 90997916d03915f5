//! From relations that fail to their causes: one failure for each, with what follows from it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, RoundingStrategy};

use super::explain::{explain, rank};
use super::page::Page;
use super::published::FigureAt;
use super::relations::coefficients;
use super::tested::{allowed, share, sum};
use super::trace::{Change, Equation, LOOKED_AT_IN_ALL, Net};
use super::verdict::{Correction, Explanation, Failure, Outcome, Rule, Sides, Term, Tested};
use crate::amount::Amount;
use crate::statement::overview::Figure;

/// How many figures are looked at altogether for what would explain others.
const EXPLAINED_BY_MAX: usize = 20_000_000;
/// How many other sets of figures are told of.
const ALTERNATIVES_MAX: usize = 40;

/// What does not tie, by cause.
pub(super) fn failures(page: &Page<'_>, tested: &[Tested]) -> Vec<Failure> {
    let mut causes = Causes::new(page, tested);
    causes.find();
    let mut failures = causes.failures;
    shares(page, tested, &mut failures);
    // What stands first in the report comes first.
    let place = |failure: &Failure| failure.corrections.first().map(|correction| correction.figure);
    failures.sort_by_key(|failure| (place(failure).is_none(), place(failure), failure.relation));
    failures
}

struct Causes<'a> {
    page: &'a Page<'a>,
    tested: &'a [Tested],
    /// The figures by number, and their numbers.
    figures: Vec<FigureAt>,
    numbers: BTreeMap<FigureAt, usize>,
    net: Net,
    /// The tested relation of each equation.
    relation_of: Vec<usize>,
    /// The tested relations that are percentages.
    shares: Vec<usize>,
    /// Failing equations that no cause was found for yet.
    open: BTreeSet<usize>,
    /// How many more figures may be looked at for what would explain others.
    explained_by: Cell<usize>,
    failures: Vec<Failure>,
}

impl<'a> Causes<'a> {
    fn new(page: &'a Page<'a>, tested: &'a [Tested]) -> Self {
        let mut numbers: BTreeMap<FigureAt, usize> = BTreeMap::new();
        let (mut figures, mut equations, mut relation_of) = (Vec::new(), Vec::new(), Vec::new());
        for (index, tested) in tested.iter().enumerate() {
            let Sides::Amounts { difference, .. } = tested.sides else { continue };
            let counts = coefficients(&tested.relation).into_iter().filter(|(_, count)| *count != 0);
            let counts = counts.map(|(figure, count)| {
                let number = *numbers.entry(figure).or_insert_with(|| {
                    figures.push(figure);
                    figures.len() - 1
                });
                (number, count)
            });
            equations.push(Equation {
                counts: counts.collect(),
                off: i128::from(difference.ore()),
                allowed: i128::from(allowed(page, &tested.relation)),
            });
            relation_of.push(index);
        }
        let net = Net::new(equations, figures.len());
        let open = net.components().into_iter().flatten().collect();
        let is_share = |index: &usize| !tested[*index].relation.share_of.is_empty();
        let shares = (0..tested.len()).filter(is_share).collect();
        Self {
            page,
            tested,
            figures,
            numbers,
            net,
            relation_of,
            shares,
            open,
            explained_by: Cell::new(EXPLAINED_BY_MAX),
            failures: Vec::new(),
        }
    }

    fn find(&mut self) {
        let mut left = LOOKED_AT_IN_ALL;
        for component in self.net.components() {
            let component: Vec<usize> =
                component.into_iter().filter(|index| self.open.contains(index)).collect();
            if component.is_empty() {
                continue;
            }
            let sets = self.net.smallest(&component, &self.open, &mut left);
            let best = sets.iter().min_by_key(|set| self.doubt(set, &component)).cloned();
            match best {
                Some(best) => self.told(&component, &best, &sets),
                None => self.untold(&component),
            }
        }
    }

    /// How much speaks against a set: percentages it breaks, parts of it that outweigh each other, relations
    /// elsewhere it does not mend, figures whose change nothing explains.
    fn doubt(&self, set: &Change, component: &[usize]) -> (usize, usize, usize, u32, Vec<usize>) {
        let broken = self.broken_shares(set);
        let outweighed = self.outweighed(set);
        let mended = self.mended(set).iter().filter(|index| !component.contains(index)).count();
        let corrections = self.corrections(set);
        let suspected: Vec<FigureAt> = corrections.iter().map(|correction| correction.figure).collect();
        let unlikely = corrections.iter().map(|correction| {
            let shown = self.shown_by(correction.figure, component);
            let explanation = shown.and_then(|index| self.explained(correction, index, &suspected));
            u32::from(rank(explanation.as_ref()))
        });
        (broken, outweighed, self.open.len() - mended, unlikely.sum(), set.keys().copied().collect())
    }

    /// What explains a correction, as long as not too much was looked at.
    fn explained(
        &self,
        correction: &Correction,
        equation: usize,
        suspected: &[FigureAt],
    ) -> Option<Explanation> {
        let left = self.explained_by.get().checked_sub(self.figures.len())?;
        self.explained_by.set(left);
        let relation = &self.tested[self.relation_of[equation]].relation;
        explain(self.page.reports, correction, relation, suspected)
    }

    /// How many relations hold only since two wrong parts outweigh each other.
    fn outweighed(&self, set: &Change) -> usize {
        let touched: BTreeSet<usize> = set.keys().flat_map(|figure| self.net.of(*figure)).copied().collect();
        let outweigh = |index: &usize| {
            let equation = &self.net.equations[*index];
            let changes =
                equation.counts.iter().filter_map(|(figure, count)| Some((*set.get(figure)?, *count)));
            let changes: Vec<(i128, i64)> = changes.collect();
            let sides = |above: bool| changes.iter().filter(|(by, _)| (*by > 0) == above).count();
            !equation.fails()
                && sides(true) > 0
                && sides(false) > 0
                && changes.iter().all(|(_, count)| *count == changes[0].1)
        };
        touched.iter().filter(|index| outweigh(index)).count()
    }

    /// The failing relation that shows best that a figure is wrong.
    fn shown_by(&self, figure: FigureAt, among: &[usize]) -> Option<usize> {
        let number = *self.numbers.get(&figure)?;
        let touching = among.iter().copied().filter(|index| self.counts(*index, number) != 0);
        touching.min_by_key(|index| (self.net.equations[*index].counts.len(), self.rule(*index), *index))
    }

    fn counts(&self, equation: usize, figure: usize) -> i64 {
        let counts = self.net.equations[equation].counts.iter();
        counts.filter(|(known, _)| *known == figure).map(|(_, count)| *count).sum()
    }

    fn rule(&self, equation: usize) -> Rule {
        self.tested[self.relation_of[equation]].relation.rule
    }

    fn broken_shares(&self, set: &Change) -> usize {
        let corrected: BTreeMap<FigureAt, Amount> = self
            .corrections(set)
            .iter()
            .filter_map(|known| Some((known.figure, known.should_be.amount()?)))
            .collect();
        let is_broken = |tested: &&Tested| {
            let touched = tested.relation.terms().any(|term| corrected.contains_key(&term.figure));
            touched && !holds_with(self.page, tested, &corrected)
        };
        self.shares.iter().map(|index| &self.tested[*index]).filter(is_broken).count()
    }

    /// The open equations that hold once a set is changed.
    fn mended(&self, set: &Change) -> Vec<usize> {
        let holds = |index: &usize| {
            let equation = &self.net.equations[*index];
            let by = equation.counts.iter().map(|(figure, count)| {
                set.get(figure).map_or(0, |change| change.saturating_mul(i128::from(*count)))
            });
            let off = by.fold(equation.off, i128::saturating_add);
            off.unsigned_abs() <= equation.allowed.unsigned_abs()
        };
        let touched: BTreeSet<usize> = set.keys().flat_map(|figure| self.net.of(*figure)).copied().collect();
        touched.into_iter().filter(|index| self.open.contains(index) && holds(index)).collect()
    }

    fn corrections(&self, set: &Change) -> Vec<Correction> {
        let correction = |(figure, by): (&usize, &i128)| {
            let figure = *self.figures.get(*figure)?;
            let ore = i128::from(self.page.amount(figure)?.ore()).checked_add(*by)?;
            let step = i128::from(self.page.step(figure));
            // What is told by a finer figure is rounded to what is printed here.
            let rounded = (ore + ore.signum() * (step / 2)) / step * step;
            let amount = Amount::from_ore(i64::try_from(rounded).ok()?);
            Some(Correction { figure, should_be: Figure::Amount(amount) })
        };
        set.iter().filter_map(correction).collect()
    }

    /// A failure for each cause in a set, with the open relations that it mends.
    fn told(&mut self, component: &[usize], best: &Change, sets: &[Change]) {
        let mut relations: BTreeSet<usize> = self.mended(best).into_iter().collect();
        relations.extend(component);
        for index in &relations {
            self.open.remove(index);
        }
        let groups = self.groups(best);
        let shared = self.shared_out(&groups, &relations);
        // Figures that no relation is left for, since others show it too, are wrong together with those.
        let mut causes: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        let mut loose: Vec<usize> = Vec::new();
        for (group, own) in groups.into_iter().zip(shared) {
            match causes.last_mut() {
                _ if !own.is_empty() => causes.push((group, own)),
                Some((figures, _)) => figures.extend(group),
                None => loose.extend(group),
            }
        }
        match causes.first_mut() {
            Some((figures, _)) => figures.extend(loose),
            None => self.untold(component),
        }
        for (group, own) in causes {
            if let Some((first, follows)) = own.split_first() {
                let failure = self.failure(&group, best, sets, *first, follows);
                self.failures.push(failure);
            }
        }
    }

    /// The failing relations by cause, the one that shows it best first: one that no other cause touches, with
    /// few figures, among them the first of the cause. One that several touch goes to a cause that has none
    /// else, or to the last of them.
    fn shared_out(&self, groups: &[Vec<usize>], relations: &BTreeSet<usize>) -> Vec<Vec<usize>> {
        let touches =
            |index: usize, group: &[usize]| group.iter().any(|figure| self.counts(index, *figure) != 0);
        let touching = |index: usize| -> Vec<usize> {
            (0..groups.len()).filter(|group| touches(index, &groups[*group])).collect()
        };
        let mut shared: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
        let (alone, several): (Vec<usize>, Vec<usize>) =
            relations.iter().partition(|index| touching(**index).len() == 1);
        for index in alone.into_iter().chain(several) {
            let causes = touching(index);
            let without = causes.iter().copied().find(|cause| shared[*cause].is_empty());
            if let Some(cause) = without.or(causes.last().copied()) {
                shared[cause].push(index);
            }
        }
        for (group, own) in groups.iter().zip(&mut shared) {
            own.sort_by_key(|index| {
                let is_first = group.first().is_some_and(|cause| self.counts(*index, *cause) != 0);
                let counts = self.net.equations[*index].counts.len();
                (touching(*index).len(), !is_first, counts, self.rule(*index), *index)
            });
        }
        shared
    }

    fn failure(
        &self,
        group: &[usize],
        best: &Change,
        sets: &[Change],
        first: usize,
        follows: &[usize],
    ) -> Failure {
        let of_group: Change =
            group.iter().filter_map(|figure| Some((*figure, *best.get(figure)?))).collect();
        let in_order = |mut corrections: Vec<Correction>| {
            let order =
                |known: &Correction| group.iter().position(|figure| self.figures[*figure] == known.figure);
            corrections.sort_by_key(|known| (order(known).is_none(), order(known)));
            corrections
        };
        let corrections = in_order(self.corrections(&of_group));
        let rest: Change = best
            .iter()
            .filter(|(figure, _)| !of_group.contains_key(figure))
            .map(|(figure, by)| (*figure, *by))
            .collect();
        let mut others: Vec<Change> = Vec::new();
        for set in sets.iter().filter(|set| *set != best) {
            if rest.iter().all(|(figure, by)| set.get(figure) == Some(by)) {
                others.push(
                    set.iter()
                        .filter(|(figure, _)| !rest.contains_key(figure))
                        .map(|(figure, by)| (*figure, *by))
                        .collect(),
                );
            }
        }
        let component: Vec<usize> = std::iter::once(first).chain(follows.iter().copied()).collect();
        // A set that would break a percentage, or whose parts only outweigh each other, is no alternative to one
        // that does not.
        let worst = (self.broken_shares(best), self.outweighed(best));
        others.retain(|set| (self.broken_shares(set), self.outweighed(set)) <= worst);
        others.sort_by_cached_key(|set| self.doubt(set, &component));
        others.truncate(ALTERNATIVES_MAX);
        let suspected: Vec<FigureAt> = corrections.iter().map(|known| known.figure).collect();
        let slip = corrections.first().and_then(|cause| self.explained(cause, first, &suspected));
        let missing = self.row_missing(&of_group, &others);
        let explanation = if rank(slip.as_ref()) <= rank(missing.as_ref()) { slip } else { missing };
        Failure {
            relation: self.relation_of[first],
            follows: follows.iter().map(|index| self.relation_of[*index]).collect(),
            alternatives: others.iter().map(|set| in_order(self.corrections(set))).collect(),
            corrections,
            explanation,
        }
    }

    /// Where a sum and any one of its parts would have to change alike, a part is missing rather than wrong.
    fn row_missing(&self, group: &Change, others: &[Change]) -> Option<Explanation> {
        let [(one, by), (two, same)] = group.iter().collect::<Vec<_>>()[..] else { return None };
        if by != same {
            return None;
        }
        let sums = |sum: usize, part: usize| {
            self.net.of(sum).iter().any(|index| {
                let relation = &self.tested[self.relation_of[*index]].relation;
                let is_left = relation.left.iter().any(|term| self.figures[sum] == term.figure);
                let parts: Vec<FigureAt> = relation.right.iter().map(|term| term.figure).collect();
                let mended = |part: &FigureAt| {
                    *part == self.figures[*one]
                        || *part == self.figures[*two]
                        || others.iter().any(|set| set.keys().any(|figure| self.figures[*figure] == *part))
                };
                relation.rule == Rule::Sum
                    && is_left
                    && parts.contains(&self.figures[part])
                    && parts.iter().all(mended)
            })
        };
        let found = sums(*one, *two) || sums(*two, *one);
        found.then(|| i64::try_from(*by).ok().map(|ore| Explanation::RowMissing(Amount::from_ore(ore))))?
    }

    /// The figures of a set by cause: those that change by the same and stand in one relation follow from each
    /// other. What is a part of the others comes first.
    fn groups(&self, set: &Change) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (figure, by) in set {
            let linked = |group: &Vec<usize>| {
                group.iter().any(|other| {
                    let same =
                        set.get(other).is_some_and(|known| self.is_same_change(*known, *by, *other, *figure));
                    same && self.net.of(*figure).iter().any(|index| self.counts(*index, *other) != 0)
                })
            };
            let (joined, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(linked);
            groups = others;
            groups.push(joined.into_iter().flatten().chain([*figure]).collect());
        }
        for group in &mut groups {
            let among: BTreeSet<usize> = group.iter().copied().collect();
            group.sort_by_key(|figure| (self.sums_of(*figure, &among), self.figures[*figure]));
        }
        groups.sort_by_key(|group| group.first().map(|figure| self.figures[*figure]));
        groups
    }

    fn is_same_change(&self, one: i128, other: i128, first: usize, second: usize) -> bool {
        let step = self.page.step(self.figures[first]).max(self.page.step(self.figures[second]));
        one.unsigned_abs().abs_diff(other.unsigned_abs()) < u128::from(step.unsigned_abs())
    }

    /// How many of these a figure is made of.
    fn sums_of(&self, figure: usize, among: &BTreeSet<usize>) -> usize {
        let is_made = |index: &&usize| {
            let relation = &self.tested[self.relation_of[**index]].relation;
            relation.left.iter().any(|term| term.figure == self.figures[figure])
                && relation.right.iter().any(|term| {
                    among.iter().any(|other| *other != figure && self.figures[*other] == term.figure)
                })
        };
        self.net.of(figure).iter().filter(is_made).count()
    }

    /// Relations for which no small set was found: each for itself.
    fn untold(&mut self, component: &[usize]) {
        for index in component {
            self.open.remove(index);
            self.failures.push(Failure {
                relation: self.relation_of[*index],
                follows: Vec::new(),
                corrections: Vec::new(),
                alternatives: Vec::new(),
                explanation: None,
            });
        }
    }
}

/// Percentages that are not their parts: those that are once the parts are mended follow from them.
fn shares(page: &Page<'_>, tested: &[Tested], failures: &mut Vec<Failure>) {
    let failing = tested.iter().enumerate().filter(|(_, tested)| {
        tested.outcome == Outcome::Fails && matches!(tested.sides, Sides::Percent { .. })
    });
    for (index, share) in failing {
        let amounts = |failure: &Failure| -> BTreeMap<FigureAt, Amount> {
            let corrections = failure.corrections.iter();
            corrections.filter_map(|known| Some((known.figure, known.should_be.amount()?))).collect()
        };
        let cause = failures.iter_mut().find(|failure| {
            let corrected = amounts(failure);
            let touches = share.relation.terms().any(|term| corrected.contains_key(&term.figure));
            touches && holds_with(page, share, &corrected)
        });
        match cause {
            Some(cause) => cause.follows.push(index),
            None => failures.push(share_failure(page, index, share)),
        }
    }
}

fn share_failure(page: &Page<'_>, index: usize, tested: &Tested) -> Failure {
    let relation = &tested.relation;
    let mut failure = Failure {
        relation: index,
        follows: Vec::new(),
        corrections: Vec::new(),
        alternatives: Vec::new(),
        explanation: None,
    };
    if let ([percent], Sides::Percent { computed, .. }) = (relation.left.as_slice(), tested.sides) {
        let decimals = percent.figure.figure(page.reports).map_or(0, |figure| figure.decimals);
        let exact = computed.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        let correction = Correction { figure: percent.figure, should_be: Figure::Percent(exact) };
        failure.explanation = explain(page.reports, &correction, relation, &[]);
        failure.corrections.push(correction);
    }
    failure
}

/// Whether a percentage holds with figures as corrected.
fn holds_with(page: &Page<'_>, tested: &Tested, corrected: &BTreeMap<FigureAt, Amount>) -> bool {
    let Sides::Percent { printed, .. } = tested.sides else { return true };
    let total = |terms: &[Term]| {
        let printed = sum(page, terms)?;
        let changes = terms.iter().filter_map(|term| {
            let change = corrected.get(&term.figure)?.checked_sub(page.amount(term.figure)?).ok()?;
            Some(if term.minus { change.negated() } else { change })
        });
        printed.checked_add(Amount::checked_sum(changes).ok()?).ok()
    };
    let computed = total(&tested.relation.right)
        .zip(total(&tested.relation.share_of))
        .and_then(|(of, whole)| share(of, whole));
    computed.and_then(|computed| computed.checked_sub(printed)).is_some_and(|off| off.abs() <= Decimal::ONE)
}
