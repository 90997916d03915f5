//! A relation in words and numbers, on one line.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::figures::{Form, number};
use super::{NAME_LENGTH_MAX, row_name, table_in_words, words};
use crate::amount::{Amount, Unit};
use crate::message::{Lang, harmless, label};
use crate::verify::{FigureAt, Published, Relation, Rule, Sides, Term, Tested};

/// How many terms are written out as a sum.
const WRITTEN_OUT_MAX: usize = 4;

/// A relation in words and numbers: what is explained, what each side comes to, and what differs.
///
/// `Kortfristiga skulder: kassaflödesanalysen −1 973 915, balansräkningen 3 720 088 − 5 653 517 =
/// −1 933 429, skillnad −40 486`
#[must_use]
pub fn relation(tested: &Tested, reports: &[Published], lang: Lang) -> String {
    Telling::of(&tested.relation, reports, lang).sentence(&tested.sides)
}

/// An amount in kr, without decimals where it is whole.
pub(super) fn in_kr(amount: Amount) -> String {
    let kr = Form { unit: Unit::Kr, decimals: 0 };
    format!("{} {}", kr.amount(amount), label::unit(Unit::Kr))
}

struct Telling<'a> {
    relation: &'a Relation,
    reports: &'a [Published],
    lang: Lang,
    /// How far apart its figures stand.
    spread: Spread,
    /// Whether units are said: they need not be where all is in kr.
    units: bool,
}

/// How far apart the figures of a relation stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spread {
    Columns,
    Rows,
    Tables,
    Reports,
}

impl<'a> Telling<'a> {
    fn of(relation: &'a Relation, reports: &'a [Published], lang: Lang) -> Self {
        let figures: Vec<FigureAt> = relation.terms().map(|term| term.figure).collect();
        let differ = |part: fn(&FigureAt) -> usize| {
            figures.windows(2).any(|two| match two {
                [one, other] => part(one) != part(other),
                _ => false,
            })
        };
        let spread = if differ(|at| at.report) {
            Spread::Reports
        } else if differ(|at| at.table) {
            Spread::Tables
        } else if differ(|at| at.row) {
            Spread::Rows
        } else {
            Spread::Columns
        };
        let units = figures.iter().any(|at| Form::at(*at, reports).unit != Unit::Kr);
        Self { relation, reports, lang, spread, units }
    }

    fn sentence(&self, sides: &Sides) -> String {
        let Relation { left, right, share_of, .. } = self.relation;
        let told = match sides {
            Sides::Amounts { left: left_amount, right: right_amount, difference, .. } => {
                let told = [self.side(left, *left_amount, true), self.side(right, *right_amount, false)];
                let form = Form::of(left, self.reports).finer(Form::of(right, self.reports));
                let apart = (!difference.is_zero())
                    .then(|| words::difference(&self.with_unit(form.amount(*difference), form), self.lang));
                told.into_iter().chain(apart).collect::<Vec<_>>()
            }
            Sides::Percent { printed, computed } => {
                let decimals = Form::of(left, self.reports).decimals;
                let percent = |exact: Decimal| format!("{} %", number(exact, decimals));
                let (over, under) = (self.quotient_part(right), self.quotient_part(share_of));
                vec![percent(*printed), format!("{over} / {under} = {}", percent(*computed))]
            }
        };
        format!("{}: {}", self.subject(), told.join(", "))
    }

    /// What the relation is about: the row that is explained, or the table where rows are held against
    /// each other; and the column, where it is one.
    fn subject(&self) -> String {
        let Some(first) = self.relation.left.first().map(|term| term.figure) else { return String::new() };
        let by_rows = self.spread == Spread::Rows && self.relation.rule != Rule::Sum;
        let table = (self.spread <= Spread::Rows && self.relation.rule != Rule::Share)
            .then(|| self.table(first))
            .map(|table| capitalised(&table));
        let row = (!by_rows).then(|| row_label(first, self.reports)).filter(|label| !label.is_empty());
        let columns: BTreeSet<&str> =
            self.relation.terms().filter_map(|term| heading(term.figure, self.reports)).collect();
        let column = match columns.first() {
            Some(only) if columns.len() == 1 => Some(harmless(only, NAME_LENGTH_MAX)),
            _ => None,
        };
        table.into_iter().chain(row).chain(column).collect::<Vec<_>>().join(", ")
    }

    fn table(&self, at: FigureAt) -> String {
        at.table(self.reports).map(|table| table_in_words(table, self.lang)).unwrap_or_default()
    }

    /// A side: where its figures stand, and what they come to.
    fn side(&self, terms: &[Term], total: Amount, is_left: bool) -> String {
        let form = Form::of(terms, self.reports);
        let shown_total = self.with_unit(form.amount(total), form);
        let of_rows = self.spread != Spread::Columns;
        let is_sum = self.relation.rule == Rule::Sum;
        if terms.is_empty() {
            return format!("{} {shown_total}", words::no_parts(self.lang));
        }
        let elsewhere = self.spread >= Spread::Tables;
        if terms.len() > WRITTEN_OUT_MAX {
            return if elsewhere && (is_left || !is_sum) {
                words::many_figures(terms.len(), &self.where_from(terms), &shown_total, self.lang)
            } else {
                words::many_parts(terms.len(), of_rows, &shown_total, self.lang)
            };
        }
        let leads = match (is_sum, is_left) {
            (true, true) => words::sum(self.lang).to_owned(),
            (true, false) => words::parts(of_rows, self.lang).to_owned(),
            _ if elsewhere || terms.len() == 1 => self.where_from(terms),
            _ => words::parts(of_rows, self.lang).to_owned(),
        };
        match terms {
            [Term { minus: false, .. }] => format!("{leads} {shown_total}"),
            _ => format!("{leads} {} = {shown_total}", self.written_out(terms)),
        }
    }

    /// What tells this side's figures from the other's: their report, table, row or column.
    fn where_from(&self, terms: &[Term]) -> String {
        let part = |term: &Term| {
            let at = term.figure;
            match self.spread {
                Spread::Reports => {
                    self.reports.get(at.report).map(|report| harmless(&report.name, NAME_LENGTH_MAX))
                }
                Spread::Tables => Some(self.table(at)),
                Spread::Rows => Some(row_label(at, self.reports)),
                Spread::Columns => {
                    heading(at, self.reports).map(|heading| harmless(heading, NAME_LENGTH_MAX))
                }
            }
        };
        let mut parts: Vec<String> = Vec::new();
        for part in terms.iter().filter_map(part) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.join(&format!(" {} ", words::and(self.lang)))
    }

    /// `3 720 088 − 5 653 517`: what is added first, so that no sum starts with a minus of its own. Where
    /// all is taken off, that is said once: `−(12 + 30)`.
    fn written_out(&self, terms: &[Term]) -> String {
        let (mut ordered, taken_off): (Vec<&Term>, Vec<&Term>) = terms.iter().partition(|term| !term.minus);
        let turned = ordered.is_empty();
        ordered.extend(taken_off);
        let form = Form::of(terms, self.reports);
        let mixed = terms.iter().any(|term| Form::at(term.figure, self.reports).unit != form.unit);
        let mut sum = String::new();
        for term in ordered {
            let value = self.printed(term.figure, mixed);
            match (sum.is_empty(), term.minus && !turned, value.strip_prefix('−')) {
                (true, ..) => sum.push_str(&value),
                (false, false, None) => sum.extend([" + ", &value]),
                (false, false, Some(magnitude)) => sum.extend([" − ", magnitude]),
                (false, true, None) => sum.extend([" − ", &value]),
                (false, true, Some(_)) => sum.extend([" − (", &value, ")"]),
            }
        }
        if turned && !sum.is_empty() { format!("−({sum})") } else { sum }
    }

    /// A figure as printed, with its unit where others beside it have another.
    fn printed(&self, at: FigureAt, with_unit: bool) -> String {
        let form = Form::at(at, self.reports);
        let value = at.figure(self.reports).map(|figure| form.figure(figure.value)).unwrap_or_default();
        if with_unit { self.with_unit(value, form) } else { value }
    }

    /// One part of a quotient: a figure, or a sum in parentheses.
    fn quotient_part(&self, terms: &[Term]) -> String {
        match terms {
            [Term { minus: false, .. }] => self.written_out(terms),
            _ => format!("({})", self.written_out(terms)),
        }
    }

    fn with_unit(&self, amount: String, form: Form) -> String {
        if self.units { format!("{amount} {}", label::unit(form.unit)) } else { amount }
    }
}

/// The label of a row as printed, or what stands before it where it has none.
fn row_label(at: FigureAt, reports: &[Published]) -> String {
    let label = at.row(reports).map(|row| harmless(row.label.trim(), NAME_LENGTH_MAX)).unwrap_or_default();
    if label.is_empty() { row_name(at, reports) } else { label }
}

fn heading(at: FigureAt, reports: &[Published]) -> Option<&str> {
    at.column(reports).map(|column| column.heading.trim())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
