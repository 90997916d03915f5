//! The smallest sets of figures whose change would make every relation hold.
//!
//! A relation that fails is a conflict: one of its figures must be wrong. Once some are taken to be, they can
//! be eliminated: two relations that share one then speak about the others, and may be in conflict in turn.
//! So the search goes on from conflict to conflict, the smallest sets first, and every relation that holds
//! has to hold afterwards too.

use std::collections::{BTreeMap, BTreeSet};

/// How many sets are looked at before a component is given up.
const LOOKED_AT_MAX: usize = 20_000;
/// The same for all components together: a report in which nothing ties is not worth more.
pub(super) const LOOKED_AT_IN_ALL: usize = 100_000;
/// How many figures may be wrong together.
const SIZE_MAX: usize = 8;
/// How many sets of one size are kept.
const SETS_MAX: usize = 200;

/// A relation as an equation: figures by number, each with how often it is counted.
#[derive(Clone, Debug)]
pub(super) struct Equation {
    pub(super) counts: Vec<(usize, i64)>,
    /// What the left side has more than the right, in öre.
    pub(super) off: i128,
    /// How much of that is rounding, in öre.
    pub(super) allowed: i128,
}

impl Equation {
    pub(super) const fn fails(&self) -> bool {
        self.off.unsigned_abs() > self.allowed.unsigned_abs()
    }
}

/// A set of wrong figures with what each has to change by, in öre.
pub(super) type Change = BTreeMap<usize, i128>;

/// All equations, and which of them each figure stands in.
pub(super) struct Net {
    pub(super) equations: Vec<Equation>,
    of_figure: Vec<Vec<usize>>,
}

impl Net {
    pub(super) fn new(equations: Vec<Equation>, figures: usize) -> Self {
        let mut of_figure = vec![Vec::new(); figures];
        for (index, equation) in equations.iter().enumerate() {
            for (figure, _) in &equation.counts {
                of_figure[*figure].push(index);
            }
        }
        Self { equations, of_figure }
    }

    /// The equations that fail, in groups that share no figure.
    pub(super) fn components(&self) -> Vec<Vec<usize>> {
        let mut left: BTreeSet<usize> =
            (0..self.equations.len()).filter(|index| self.equations[*index].fails()).collect();
        let mut components = Vec::new();
        while let Some(first) = left.pop_first() {
            let (mut component, mut next) = (vec![first], vec![first]);
            while let Some(index) = next.pop() {
                for (figure, _) in &self.equations[index].counts {
                    for other in &self.of_figure[*figure] {
                        if left.remove(other) {
                            component.push(*other);
                            next.push(*other);
                        }
                    }
                }
            }
            component.sort_unstable();
            components.push(component);
        }
        components
    }

    /// The equations that a figure stands in.
    pub(super) fn of(&self, figure: usize) -> &[usize] {
        self.of_figure.get(figure).map_or(&[], Vec::as_slice)
    }

    /// Every smallest set of figures whose change makes the equations of a component hold, and lets those
    /// hold that do. Of all that are `open`, those of no interest here fail for reasons of their own. Empty if there is none of a
    /// size that can be looked for.
    pub(super) fn smallest(
        &self,
        component: &[usize],
        open: &BTreeSet<usize>,
        left: &mut usize,
    ) -> Vec<Change> {
        let limit = LOOKED_AT_MAX.min(*left);
        let mut search = Search {
            net: self,
            component,
            open,
            limit,
            looked_at: 0,
            known: BTreeSet::new(),
            found: Vec::new(),
        };
        for size in 1..=SIZE_MAX {
            search.known.clear();
            search.grow(&BTreeSet::new(), size);
            if !search.found.is_empty() || search.looked_at >= limit {
                break;
            }
        }
        *left = left.saturating_sub(search.looked_at);
        search.found
    }
}

struct Search<'a> {
    net: &'a Net,
    component: &'a [usize],
    open: &'a BTreeSet<usize>,
    limit: usize,
    looked_at: usize,
    known: BTreeSet<BTreeSet<usize>>,
    found: Vec<Change>,
}

impl Search<'_> {
    fn grow(&mut self, free: &BTreeSet<usize>, left: usize) {
        if self.looked_at >= self.limit || self.found.len() >= SETS_MAX {
            return;
        }
        self.looked_at += 1;
        match self.conflict(free) {
            Ok(change) => self.found.extend(change),
            Err(_) if left == 0 => {}
            Err(conflict) => {
                for figure in conflict {
                    let mut more = free.clone();
                    if more.insert(figure) && self.known.insert(more.clone()) {
                        self.grow(&more, left - 1);
                    }
                }
            }
        }
    }

    /// What the free figures must change by, or figures of which one more must be wrong. Nothing where one
    /// of them need not change at all, since a smaller set then does.
    fn conflict(&self, free: &BTreeSet<usize>) -> Result<Option<Change>, Vec<usize>> {
        let touched = free.iter().flat_map(|figure| self.net.of(*figure)).copied();
        let in_play: BTreeSet<usize> = touched
            .filter(|index| !self.open.contains(index) || self.component.binary_search(index).is_ok())
            .chain(self.component.iter().copied())
            .collect();
        let order: Vec<usize> = free.iter().copied().collect();
        let mut rows: Vec<Row> =
            in_play.into_iter().map(|index| Row::new(&self.net.equations[index], &order)).collect();
        let mut pivots: Vec<(usize, Row)> = Vec::new();
        for variable in 0..order.len() {
            let Some(pivot) = take_pivot(&mut rows, variable) else { return Ok(None) };
            for row in &mut rows {
                row.eliminate(&pivot, variable);
            }
            pivots.push((variable, pivot));
        }
        let conflicts = rows.iter().filter(|row| row.off.unsigned_abs() > row.allowed.unsigned_abs());
        if let Some(conflict) = conflicts.min_by_key(|row| row.others.len()) {
            return Err(conflict.others.keys().copied().collect());
        }
        Ok(solved(&pivots, &order))
    }
}

/// The free figures' changes, from the last pivot back. `None` if one is no change, or no whole öre.
fn solved(pivots: &[(usize, Row)], order: &[usize]) -> Option<Change> {
    let mut by: BTreeMap<usize, i128> = BTreeMap::new();
    for (variable, row) in pivots.iter().rev() {
        let others = by.iter().map(|(other, change)| row.free[*other].saturating_mul(*change));
        let off = others.fold(row.off, i128::saturating_add);
        let count = row.free[*variable];
        if off % count != 0 {
            return None;
        }
        by.insert(*variable, -off / count);
    }
    let change: Change = by.into_iter().map(|(variable, by)| (order[variable], by)).collect();
    (!change.values().any(|by| *by == 0)).then_some(change)
}

/// The row that a figure is eliminated by: the most exact, the shortest.
fn take_pivot(rows: &mut Vec<Row>, variable: usize) -> Option<Row> {
    let usable = rows.iter().enumerate().filter(|(_, row)| row.free[variable] != 0);
    let (index, _) = usable.min_by_key(|(index, row)| (row.allowed, row.others.len(), *index))?;
    Some(rows.remove(index))
}

/// An equation in which some figures are free.
#[derive(Clone, Debug)]
struct Row {
    free: Vec<i128>,
    others: BTreeMap<usize, i128>,
    off: i128,
    allowed: i128,
}

impl Row {
    fn new(equation: &Equation, order: &[usize]) -> Self {
        let mut row = Self {
            free: vec![0; order.len()],
            others: BTreeMap::new(),
            off: equation.off,
            allowed: equation.allowed,
        };
        for (figure, count) in &equation.counts {
            match order.iter().position(|free| free == figure) {
                Some(variable) => row.free[variable] = i128::from(*count),
                None => _ = row.others.insert(*figure, i128::from(*count)),
            }
        }
        row
    }

    /// Takes the pivot off so often that the variable is gone. Numbers stay small: a relation counts a figure
    /// once or twice, and common factors are divided out.
    fn eliminate(&mut self, pivot: &Self, variable: usize) {
        let (ours, theirs) = (self.free[variable], pivot.free[variable]);
        if ours == 0 {
            return;
        }
        let divisor = gcd(ours, theirs);
        let (times, off_times) = (theirs / divisor, ours / divisor);
        let combined = |ours: i128, theirs: i128| {
            ours.saturating_mul(times).saturating_sub(theirs.saturating_mul(off_times))
        };
        for (ours, theirs) in self.free.iter_mut().zip(&pivot.free) {
            *ours = combined(*ours, *theirs);
        }
        for figure in pivot.others.keys() {
            self.others.entry(*figure).or_default();
        }
        for (figure, count) in &mut self.others {
            *count = combined(*count, pivot.others.get(figure).copied().unwrap_or(0));
        }
        self.others.retain(|_, count| *count != 0);
        self.off = combined(self.off, pivot.off);
        let widened = |allowed: i128, times: i128| allowed.saturating_mul(times.saturating_abs());
        self.allowed = widened(self.allowed, times).saturating_add(widened(pivot.allowed, off_times));
    }
}

fn gcd(ours: i128, theirs: i128) -> i128 {
    let (mut ours, mut theirs) = (ours.saturating_abs(), theirs.saturating_abs());
    while theirs != 0 {
        (ours, theirs) = (theirs, ours % theirs);
    }
    ours.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equation(counts: &[(usize, i64)], off: i128) -> Equation {
        Equation { counts: counts.to_vec(), off, allowed: 0 }
    }

    fn smallest(equations: Vec<Equation>, figures: usize) -> Vec<Vec<(usize, i128)>> {
        let net = Net::new(equations, figures);
        let components = net.components();
        assert_eq!(components.len(), 1);
        let found = net.smallest(&components[0], &BTreeSet::new(), &mut LOOKED_AT_IN_ALL.clone());
        found.into_iter().map(|change| change.into_iter().collect()).collect()
    }

    #[test]
    fn a_figure_in_two_failing_relations_is_the_one() {
        // 0 = 1 + 2 and 3 = 0 − 4, both off by 50 because of 0.
        let found = smallest(
            vec![equation(&[(0, 1), (1, -1), (2, -1)], 50), equation(&[(3, 1), (0, -1), (4, 1)], -50)],
            5,
        );
        assert_eq!(found, [vec![(0, -50)]]);
    }

    #[test]
    fn a_figure_that_a_holding_relation_confirms_is_not() {
        // 0 = 1 + 2 fails; 0 = 3 and 2 = 4 hold.
        let equations = vec![
            equation(&[(0, 1), (1, -1), (2, -1)], 7),
            equation(&[(0, 1), (3, -1)], 0),
            equation(&[(2, 1), (4, -1)], 0),
        ];
        assert_eq!(smallest(equations, 5), [vec![(1, 7)]]);
    }

    #[test]
    fn a_wrong_line_and_the_sum_that_follows_it_are_found_together() {
        // Sum 0 = 1 + 2 holds, but both the line 1 and its sum 0 are 30 less than other tables have them.
        let equations = vec![
            equation(&[(0, 1), (1, -1), (2, -1)], 0),
            equation(&[(0, 1), (3, -1)], -30),
            equation(&[(1, 1), (4, -1)], -30),
            equation(&[(3, 1), (5, -1)], 0),
            equation(&[(4, 1), (6, -1)], 0),
        ];
        let net = Net::new(equations, 7);
        assert_eq!(net.components(), [vec![1], vec![2]]);
        let open = BTreeSet::from([1, 2]);
        let found = net.smallest(&[1], &open, &mut LOOKED_AT_IN_ALL.clone());
        assert!(found.contains(&Change::from([(0, 30), (1, 30)])), "{found:?}");
    }

    #[test]
    fn what_rounding_allows_is_no_conflict() {
        let off_by = |off| Equation { counts: vec![(0, 1), (1, -1)], off, allowed: 100 };
        assert!(Net::new(vec![off_by(100), off_by(-100)], 2).components().is_empty());
        assert_eq!(Net::new(vec![off_by(101)], 2).components().len(), 1);
    }
}
