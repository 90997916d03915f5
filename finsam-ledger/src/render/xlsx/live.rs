//! How figures come about: recipes of sums over other cells, and the formula of the first that comes to
//! the figure that was reported. A figure that none comes to is written as it is.

use std::collections::BTreeMap;

use super::page::{Held, place};
use super::place::cell_name;
use super::sheet::is_exact;
use crate::amount::Amount;
use crate::render::table::{Cell, Table};
use crate::statement::overview::share;

/// More terms than a reader can follow.
const TERMS_MAX: usize = 60;
/// Longer formulas than a cell can hold.
const FORMULA_MAX: usize = 8_000;
/// From so many cells under each other on, a sum names the first and the last.
const STRETCH_MIN: usize = 3;

/// A cell of a table: which table, row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

/// What is added or taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operand {
    /// The figure of a cell.
    Cell(At),
    /// A sum over the sheet of balances, and what it comes to.
    Balances(String, Amount),
}

/// A part of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) is_taken_off: bool,
    pub(super) of: Operand,
}

/// A way to come to a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recipe {
    Sum(Vec<Term>),
    /// Parts of a hundred.
    Share {
        of: Vec<Term>,
        whole: Vec<Term>,
        decimals: u32,
    },
}

impl Term {
    pub(super) const fn cell(at: At) -> Self {
        Self { is_taken_off: false, of: Operand::Cell(at) }
    }

    /// The same with the other sign.
    pub(super) fn turned(self) -> Self {
        Self { is_taken_off: !self.is_taken_off, of: self.of }
    }

    pub(super) fn turned_if(self, is_turned: bool) -> Self {
        if is_turned { self.turned() } else { self }
    }
}

/// A table, the name of its sheet, and the ways to come to its figures, the best first.
pub(super) struct Plan<'a> {
    pub(super) table: &'a Table,
    /// The same table before its figures were rounded, if that is known.
    pub(super) exact: Option<&'a Table>,
    pub(super) sheet: String,
    pub(super) recipes: BTreeMap<(usize, usize), Vec<Recipe>>,
}

impl Plan<'_> {
    pub(super) fn add(&mut self, row: usize, column: usize, recipe: Recipe) {
        self.recipes.entry((row, column)).or_default().push(recipe);
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.table.rows.get(row)?.cells.get(column)
    }

    /// An amount before it was rounded, where that is known to be the same figure.
    fn exact(&self, row: usize, column: usize) -> Option<Amount> {
        let exact = self
            .exact?
            .rows
            .get(row)
            .filter(|exact| self.table.rows.get(row).is_some_and(|row| row.id == exact.id));
        match (exact?.cells.get(column)?, self.cell(row, column)?) {
            (Cell::Amount(exact), Cell::Amount(shown)) => {
                Some(*exact).filter(|exact| exact.rounded(self.table.unit) == *shown)
            }
            _ => None,
        }
    }
}

/// What the cells hold, as far as it is settled; `None` of one that is being settled.
pub(super) struct Live<'a> {
    plans: &'a [Plan<'a>],
    known: BTreeMap<At, Option<Held>>,
}

impl<'a> Live<'a> {
    /// Settles every cell that has a recipe.
    pub(super) fn of(plans: &'a [Plan<'a>]) -> Self {
        let mut live = Self { plans, known: BTreeMap::new() };
        for (table, plan) in plans.iter().enumerate() {
            for (row, column) in plan.recipes.keys() {
                live.settle(At { table, row: *row, column: *column });
            }
        }
        live
    }

    /// What a cell holds.
    pub(super) fn held(&self, at: At) -> Held {
        let settled = self.known.get(&at).cloned().flatten();
        settled.unwrap_or_else(|| self.as_reported(at))
    }

    /// A figure that no formula comes to.
    fn as_reported(&self, at: At) -> Held {
        let amount = self.plans.get(at.table).and_then(|plan| plan.exact(at.row, at.column));
        Held { amount, formula: None }
    }

    fn settle(&mut self, at: At) {
        if self.known.contains_key(&at) {
            return;
        }
        self.known.insert(at, None);
        let plans = self.plans;
        let recipes = plans.get(at.table).and_then(|plan| plan.recipes.get(&(at.row, at.column)));
        let mut recipes = recipes.into_iter().flatten();
        let held = recipes.find_map(|recipe| self.made(at, recipe)).unwrap_or_else(|| self.as_reported(at));
        self.known.insert(at, Some(held));
    }

    /// What a recipe makes of a cell, if it comes to its figure.
    fn made(&mut self, at: At, recipe: &Recipe) -> Option<Held> {
        let plan = self.plans.get(at.table)?;
        match (recipe, plan.cell(at.row, at.column)?) {
            (Recipe::Sum(terms), Cell::Amount(reported)) => {
                let amount = self.sum(terms)?;
                let is_it = match plan.exact(at.row, at.column) {
                    Some(exact) => amount == exact,
                    None => amount.rounded(plan.table.unit) == *reported,
                };
                let is_it = is_it && is_exact(amount);
                let formula = self.formula(terms, &plan.sheet).filter(|_| is_it)?;
                Some(Held { amount: Some(amount), formula: Some(formula) })
            }
            (Recipe::Share { of, whole, decimals }, Cell::Number(reported)) => {
                let (parts, all) = (self.sum(of)?, self.sum(whole)?);
                share(parts, all, *decimals).filter(|share| share == reported)?;
                let side = |terms: &[Term]| {
                    let sum = self.formula(terms, &plan.sheet)?;
                    Some(if terms.len() > 1 { format!("({sum})") } else { sum })
                };
                let formula = format!("ROUND({}/{}*100,{decimals})", side(of)?, side(whole)?);
                Some(Held { amount: None, formula: Some(formula) })
            }
            _ => None,
        }
    }

    /// What the terms come to.
    fn sum(&mut self, terms: &[Term]) -> Option<Amount> {
        if terms.is_empty() {
            return None;
        }
        let mut amounts = Vec::with_capacity(terms.len());
        for term in terms {
            let amount = match &term.of {
                Operand::Balances(_, amount) => *amount,
                Operand::Cell(at) => self.amount(*at)?,
            };
            amounts.push(if term.is_taken_off { amount.negated() } else { amount });
        }
        Amount::checked_sum(amounts).ok()
    }

    /// The amount a cell holds: what it is made of, or what is reported. `None` of one that is made of
    /// what is made of it.
    fn amount(&mut self, at: At) -> Option<Amount> {
        self.settle(at);
        let held = self.known.get(&at)?.as_ref()?;
        let reported = match self.plans.get(at.table)?.cell(at.row, at.column)? {
            Cell::Amount(reported) => reported,
            Cell::Empty => &Amount::ZERO,
            _ => return None,
        };
        Some(held.amount.unwrap_or(*reported)).filter(|amount| is_exact(*amount))
    }

    fn formula(&self, terms: &[Term], sheet: &str) -> Option<String> {
        let formula = match self.stretch(terms, sheet) {
            Some(stretch) => stretch,
            None if terms.len() > TERMS_MAX => return None,
            None => self.spelled_out(terms, sheet)?,
        };
        (formula.len() <= FORMULA_MAX).then_some(formula)
    }

    fn spelled_out(&self, terms: &[Term], sheet: &str) -> Option<String> {
        let mut text = String::new();
        for term in terms {
            match (term.is_taken_off, text.is_empty()) {
                (true, _) => text.push('-'),
                (false, false) => text.push('+'),
                (false, true) => {}
            }
            match &term.of {
                Operand::Balances(sum, _) => text.push_str(sum),
                Operand::Cell(at) => {
                    let plan = self.plans.get(at.table)?;
                    text.push_str(&place(&plan.sheet, at.row, at.column).from(sheet));
                }
            }
        }
        // Öre are no binary fractions: a long sum of them is off by less than anyone sees, and is none.
        let sums_many = terms.iter().any(|term| matches!(term.of, Operand::Balances(..)));
        Some(if sums_many { format!("ROUND({text},2)") } else { text })
    }

    /// `SUM(C5:C9)`, where the terms are just the cells from C5 to C9 of this sheet.
    fn stretch(&self, terms: &[Term], sheet: &str) -> Option<String> {
        let at = |term: &Term| match term.of {
            Operand::Cell(at) if !term.is_taken_off => Some(at),
            _ => None,
        };
        let cells: Vec<At> = terms.iter().map(at).collect::<Option<_>>()?;
        let first = cells.first()?;
        let follows =
            |(offset, cell): (usize, &At)| *cell == At { row: first.row.saturating_add(offset), ..*first };
        let is_here = self.plans.get(first.table).is_some_and(|plan| plan.sheet == sheet);
        if !is_here || cells.len() < STRETCH_MIN || !cells.iter().enumerate().all(follows) {
            return None;
        }
        let name = |at: &At| {
            let place = place(sheet, at.row, at.column);
            cell_name(place.row, place.column)
        };
        Some(format!("SUM({}:{})", name(first), name(cells.last()?)))
    }
}
