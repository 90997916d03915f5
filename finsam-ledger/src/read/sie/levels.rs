//! One sum told on several levels: for an account as a whole, and for its cost centres and
//! projects. The levels are never added together.

use std::collections::BTreeMap;

use super::objects::Objects;
use crate::amount::{Amount, AmountError};
use crate::dimension::{CostCentre, Project};

/// A cost centre and a project, as far as there are any.
pub(crate) type Part = (Option<CostCentre>, Option<Project>);

/// What a file says of one account and one period.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    /// The whole, where it is told.
    pub(crate) total: Option<Amount>,
    /// What is told of objects.
    pub(crate) parts: BTreeMap<Objects, Amount>,
}

/// What the levels come to: amounts that can be added up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Settled {
    /// An amount for each cost centre and project; what belongs to none stands last.
    pub(crate) parts: Vec<(Part, Amount)>,
    /// The objects whose amounts were left out, as they tell the same money once more.
    pub(crate) left_out: Vec<Objects>,
}

/// By what a sum is broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Breakdown {
    Both,
    CostCentres,
    Projects,
    /// By dimensions that the books do not sum by.
    Others,
}

impl Levels {
    /// The amounts for cost centres and projects, with the rest of the whole on none.
    ///
    /// Amounts on cost centres and amounts on projects may be two breakdowns of one sum, or parts
    /// of it beside each other. They are parts if together they are the whole, or if the whole
    /// is not told and they come to different sums; of breakdowns the finest is taken.
    pub(crate) fn settle(&self) -> Result<Settled, AmountError> {
        let mut by: BTreeMap<Breakdown, i128> = BTreeMap::new();
        for (objects, amount) in &self.parts {
            *by.entry(breakdown(objects)).or_default() += i128::from(amount.ore());
        }
        let sum: i128 = by.values().sum();
        let first = by.first_key_value().map(|(breakdown, sum)| (*breakdown, *sum));
        let are_parts = match self.total {
            Some(total) => sum == i128::from(total.ore()),
            None => by.values().any(|other| first.is_some_and(|(_, sum)| *other != sum)),
        };
        let is_taken = |objects: &Objects| are_parts || Some(breakdown(objects)) == first.map(|(by, _)| by);
        let mut parts: BTreeMap<Part, i128> = BTreeMap::new();
        let mut left_out = Vec::new();
        for (objects, amount) in &self.parts {
            if is_taken(objects) {
                let part = (objects.cost_centre.clone(), objects.project.clone());
                *parts.entry(part).or_default() += i128::from(amount.ore());
            } else {
                left_out.push(objects.clone());
            }
        }
        let told: i128 = parts.values().sum();
        let rest = self.total.map_or(0, |total| i128::from(total.ore()) - told);
        let none = parts.remove(&(None, None)).unwrap_or(0) + rest;
        let mut amounts = Vec::with_capacity(parts.len() + 1);
        for (part, ore) in parts {
            amounts.push((part, amount(ore)?));
        }
        if none != 0 || amounts.is_empty() {
            amounts.push(((None, None), amount(none)?));
        }
        Ok(Settled { parts: amounts, left_out })
    }
}

fn breakdown(objects: &Objects) -> Breakdown {
    match (&objects.cost_centre, &objects.project) {
        (Some(_), Some(_)) => Breakdown::Both,
        (Some(_), None) => Breakdown::CostCentres,
        (None, Some(_)) => Breakdown::Projects,
        (None, None) => Breakdown::Others,
    }
}

fn amount(ore: i128) -> Result<Amount, AmountError> {
    i64::try_from(ore).map(Amount::from_ore).map_err(|_| AmountError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dimension::OtherObject;

    /// Cost centre, project or other object, each `-` for none, and an amount.
    fn settled(total: Option<i64>, parts: &[(&str, i64)]) -> (Vec<(String, i64)>, usize) {
        let mut levels = Levels { total: total.map(Amount::from_ore), ..Levels::default() };
        for (codes, ore) in parts {
            let mut objects = Objects::default();
            for code in codes.split(' ') {
                match code.split_at(1) {
                    ("K", _) => objects.cost_centre = CostCentre::new(code).ok(),
                    ("P", _) => objects.project = Project::new(code).ok(),
                    _ => objects.others.extend(OtherObject::new(7, code)),
                }
            }
            levels.parts.insert(objects, Amount::from_ore(*ore));
        }
        let settled = levels.settle().expect("small amounts");
        let shown = |(cost_centre, project): &Part| {
            let codes = [cost_centre.as_ref().map(CostCentre::as_str), project.as_ref().map(Project::as_str)];
            codes.into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        let parts = settled.parts.iter().map(|(part, amount)| (shown(part), amount.ore()));
        (parts.collect(), settled.left_out.len())
    }

    fn expected(parts: &[(&str, i64)], left_out: usize) -> (Vec<(String, i64)>, usize) {
        (parts.iter().map(|(codes, ore)| ((*codes).to_owned(), *ore)).collect(), left_out)
    }

    #[test]
    fn objects_and_the_rest_of_the_whole_are_the_whole() {
        assert_eq!(settled(Some(500), &[]), expected(&[("", 500)], 0));
        assert_eq!(settled(Some(0), &[]), expected(&[("", 0)], 0));
        assert_eq!(settled(Some(500), &[("K1", 300)]), expected(&[("K1", 300), ("", 200)], 0));
        assert_eq!(settled(Some(500), &[("K1", 300), ("K2", 200)]), expected(&[("K1", 300), ("K2", 200)], 0));
        assert_eq!(settled(None, &[("K1", 300), ("K2", 200)]), expected(&[("K1", 300), ("K2", 200)], 0));
        assert_eq!(
            settled(Some(500), &[("K1 a", 100), ("K1 b", 50)]),
            expected(&[("K1", 150), ("", 350)], 0)
        );
    }

    #[test]
    fn two_breakdowns_are_never_added_together() {
        let twice = [("K1", 300), ("K2", 200), ("P1", 400)];
        assert_eq!(settled(Some(500), &twice), expected(&[("K1", 300), ("K2", 200)], 1));
        let same = [("K1", 300), ("P1", 300)];
        assert_eq!(settled(None, &same), expected(&[("K1", 300)], 1));
        let with_employees = [("P1", 400), ("anna", 300)];
        assert_eq!(settled(Some(500), &with_employees), expected(&[("P1", 400), ("", 100)], 1));
    }

    #[test]
    fn parts_beside_each_other_are_added_where_they_are_the_whole() {
        let parts = [("K1", 300), ("P1", 200)];
        assert_eq!(settled(Some(500), &parts), expected(&[("P1", 200), ("K1", 300)], 0));
        assert_eq!(settled(None, &parts), expected(&[("P1", 200), ("K1", 300)], 0));
        let with_both = [("K1", 100), ("K1 P1", 400)];
        assert_eq!(settled(Some(500), &with_both), expected(&[("K1", 100), ("K1 P1", 400)], 0));
        assert_eq!(settled(None, &[("anna", 300)]), expected(&[("", 300)], 0));
    }
}
