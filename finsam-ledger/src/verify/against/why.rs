//! How a figure came about that the books do not bear out.

use std::collections::BTreeSet;

use super::ask::{Asked, Line};
use super::tell::{Source, Teller, booked_column};
use super::{BookSources, in_digits};
use crate::account::AccountNumber;
use crate::calendar::{Month, Period};
use crate::statement::layout::Content;
use crate::statement::overview::{Figure, OverviewBody, OverviewSource};
use crate::statement::{Column, StatementKind, accounts_behind};
use crate::verify::explain::{counted, explain, is_told, slip};
use crate::verify::identify::{ColumnIs, TableIs, When};
use crate::verify::page::rows_of;
use crate::verify::published::{Basis, FigureAt, Published};
use crate::verify::verdict::{Correction, Explanation, Relation, Rule, Term};

/// What a difference is explained from.
pub(super) struct Why<'a, 'b> {
    pub(super) reports: &'a [Published],
    /// Every figure, in their order.
    pub(super) lines: &'a [Line],
    /// Those that differ from the books.
    pub(super) wrong: &'a BTreeSet<FigureAt>,
    pub(super) book: &'b BookSources<'b>,
    pub(super) teller: &'a mut Teller<'b>,
}

impl Why<'_, '_> {
    /// Another wrong figure that makes this one so: it is what the printed figures come to that it should
    /// be the sum or the change of, and this is the first wrong one of them.
    pub(super) fn follows_from(&self, line: &Line) -> Option<FigureAt> {
        let ore = |at: FigureAt| Some(i128::from(at.figure(self.reports)?.value.amount()?.ore()));
        let own = ore(line.asked.at)?;
        let signed = |term: &Term| ore(term.figure).map(|ore| if term.minus { -ore } else { ore });
        self.relations(&line.asked).iter().find_map(|relation| {
            let come_to: Option<i128> = relation.right.iter().map(signed).sum();
            let wrong = relation.right.iter().find(|term| self.wrong.contains(&term.figure))?;
            (come_to == Some(own)).then_some(wrong.figure)
        })
    }

    /// What explains that a figure is printed and not this one: a slip of the hand, an account that is
    /// not in it, what the figures around it tell, another period.
    pub(super) fn explained(&mut self, line: &Line, exact: Figure) -> Option<Explanation> {
        let at = line.asked.at;
        let (figure, column) = at.figure(self.reports).zip(at.column(self.reports))?;
        let (printed, should_be) = in_digits(figure, column, exact)?;
        let slip = slip(printed, should_be).or_else(|| self.account_left_out(line, should_be - printed));
        if slip.is_some() {
            return slip;
        }
        let relation = self.relations(&line.asked).into_iter().next()?;
        let correction = Correction { figure: at, should_be: exact };
        let others: Vec<FigureAt> = self.wrong.iter().copied().filter(|other| *other != at).collect();
        match explain(self.reports, &correction, &relation, &others) {
            // Another period is a simpler cause than either of these.
            told @ (None | Some(Explanation::DifferenceIs(_) | Explanation::OneDigit)) => {
                let other = self.other_period(line, printed).or(told);
                // A wrong figure may have been copied too.
                other.or_else(|| explain(self.reports, &correction, &relation, &[]))
            }
            told => told,
        }
    }

    /// What the figure should be by the figures around it: the sum of its parts, a change.
    fn relations(&self, asked: &Asked) -> Vec<Relation> {
        let term = |minus: bool| move |figure: FigureAt| Term { figure, minus };
        let relation =
            |rule, right| Relation { rule, left: vec![term(false)(asked.at)], right, share_of: Vec::new() };
        let mut relations = vec![relation(Rule::Sum, self.parts(asked))];
        if let When::Change(Some(period)) = asked.column.when {
            let closing = self.beside(asked, When::At(period.last().last_day())).map(term(false));
            let opening = self.beside(asked, When::Opening(period.first().first_day())).map(term(true));
            relations.push(relation(Rule::Change, closing.into_iter().chain(opening).collect()));
        }
        // What says something of it comes first.
        relations.sort_by_key(|relation| relation.right.is_empty());
        relations
    }

    /// The figure on the same row that is of another time.
    fn beside(&self, asked: &Asked, when: When) -> Option<FigureAt> {
        let is_it = |line: &&Line| {
            let at = line.asked.at;
            (at.report, at.table, at.row) == (asked.at.report, asked.at.table, asked.at.row)
                && line.asked.column.when == when
        };
        self.lines.iter().find(is_it).map(|line| line.asked.at)
    }

    /// The printed figures that the layout sums in this one.
    fn parts(&self, asked: &Asked) -> Vec<Term> {
        let draft = self.book.layout.draft();
        let Some(row) = &asked.row else { return Vec::new() };
        let mut of: Vec<(&String, bool)> = Vec::new();
        match asked.source {
            Source::Table(TableIs::Statement(kind)) => {
                let sum = rows_of(draft, kind).iter().find(|known| known.id == *row);
                if let Some(Content::Sum { of: parts }) = sum.map(|sum| &sum.content) {
                    of.extend(parts.iter().map(|part| (part, false)));
                }
            }
            Source::Table(TableIs::Overview(index)) => {
                let body = draft.overviews.get(index).map(|overview| &overview.body);
                if let Some(OverviewBody::Rows(rows)) = body
                    && let Some(sum) = rows.iter().find(|known| known.id == *row)
                    && let OverviewSource::Rows { of: more, less } = &sum.source
                    && asked.column.basis != Basis::Variance
                {
                    of.extend(more.iter().map(|part| (part, sum.minus)));
                    of.extend(less.iter().map(|part| (part, !sum.minus)));
                }
            }
            Source::Table(TableIs::Note(index)) => {
                let is_sum = self.teller.note_name(index).is_some_and(|note| *row == format!("{note}.sum"));
                return if is_sum { self.all_but(asked) } else { Vec::new() };
            }
            Source::Table(TableIs::Unknown) | Source::CostCentres => {}
        }
        let printed = |part: &String| {
            self.of_column(asked).find(|line| line.asked.row.as_ref() == Some(part)).map(|line| line.asked.at)
        };
        of.into_iter().filter_map(|(part, minus)| Some(Term { figure: printed(part)?, minus })).collect()
    }

    fn all_but(&self, asked: &Asked) -> Vec<Term> {
        let others = self.of_column(asked).filter(|line| line.asked.at != asked.at);
        others.map(|line| Term { figure: line.asked.at, minus: false }).collect()
    }

    fn of_column<'s>(&'s self, asked: &'s Asked) -> impl Iterator<Item = &'s Line> {
        let place = |at: FigureAt| (at.report, at.table, at.column);
        self.lines.iter().filter(move |line| place(line.asked.at) == place(asked.at))
    }

    /// The one account behind the row whose balance is exactly what is missing.
    fn account_left_out(&self, line: &Line, missing: i128) -> Option<Explanation> {
        let (at, balances) = (line.asked.at, self.book.overview.balances);
        let rows = self.rows_behind(&line.asked)?;
        let column = booked_column(balances, line.asked.column.when).ok()?;
        let accounts = accounts_behind(self.book.layout, balances, &rows, column).ok()?;
        let (figure, printed_in) = at.figure(self.reports).zip(at.column(self.reports))?;
        let is_missing = |amount| {
            let amount = counted(Figure::Amount(amount), printed_in.unit, figure.decimals);
            amount.map(|amount| if line.turned { -amount } else { amount }) == Some(missing)
        };
        if !is_told(missing, accounts.len()) {
            return None;
        }
        let mut fitting =
            accounts.iter().filter(|(_, amount)| is_missing(**amount)).map(|(account, _)| *account);
        let first: Option<AccountNumber> = fitting.next();
        first.filter(|_| fitting.next().is_none()).map(Explanation::AccountLeftOut)
    }

    /// The lines that the accounts of a row are on; none for a row that is an account itself.
    fn rows_behind(&self, asked: &Asked) -> Option<Vec<String>> {
        let row = asked.row.as_ref()?;
        match asked.source {
            Source::Table(TableIs::Statement(
                StatementKind::IncomeStatement | StatementKind::BalanceSheet,
            )) if asked.column.basis == Basis::Actual => Some(vec![row.clone()]),
            Source::Table(TableIs::Note(index)) => {
                let note = self.book.layout.draft().notes.get(index)?;
                (*row == format!("{}.sum", note.id)).then(|| note.lines.clone())
            }
            _ => None,
        }
    }

    /// Another period of which the books have just what is printed.
    fn other_period(&mut self, line: &Line, printed: i128) -> Option<Explanation> {
        let Asked { at, source, column, .. } = line.asked;
        let row = line.asked.row.clone()?;
        let (figure, printed_in) = at.figure(self.reports).zip(at.column(self.reports))?;
        let (unit, decimals) = (printed_in.unit, figure.decimals);
        let others = others(self.book, column);
        if !is_told(printed, others.len()) {
            return None;
        }
        for (when, period) in others {
            let told = self.teller.figure(source, ColumnIs { when, ..column }, &row).ok();
            let told = told.and_then(|told| counted(told, unit, decimals));
            if told.map(|told| if line.turned { -told } else { told }) == Some(printed) {
                return Some(Explanation::OtherPeriod(period));
            }
        }
        None
    }
}

/// The times that are taken for the right one most easily, and the period each is of: the year before
/// and after, one more or less month, the whole year, the last month alone.
fn others(book: &BookSources<'_>, column: ColumnIs) -> Vec<(When, Period)> {
    let balances = book.overview.balances;
    let years = balances.fiscal_years();
    let through = |last: Month| Period::new(years.of(last).first(), last).unwrap_or(Period::month(last));
    let Ok(booked) = booked_column(balances, column.when) else { return Vec::new() };
    match booked {
        Column::Difference { .. } => Vec::new(),
        Column::During(period) | Column::Change(period) => {
            let (first, last) = (period.first(), period.last());
            let shifted = [
                (first, last.previous()),
                (first, last.next()),
                (first.next(), last),
                (first.previous(), last),
            ];
            let near = shifted.into_iter().filter_map(|(first, last)| Period::new(first, last).ok());
            let others = [period.years_before(1), period.years_before(-1)].into_iter().chain(near);
            let others = others.chain([years.of(first).period(), through(last), Period::month(last)]);
            let others =
                others.filter(|other| *other != period && years.of(other.first()) == years.of(other.last()));
            let when = |other| {
                if let Column::During(_) = booked { When::During(other) } else { When::Change(Some(other)) }
            };
            others.map(|other| (when(other), other)).collect()
        }
        Column::Opening(day) | Column::Closing(day) => {
            let month =
                if let Column::Opening(_) = booked { Month::of(day).previous() } else { Month::of(day) };
            let others =
                [month.plus(-12), month.plus(12), month.previous(), month.next(), years.of(month).last()];
            let others = others.into_iter().filter(|other| *other != month);
            others.map(|other| (When::At(other.last_day()), through(other))).collect()
        }
    }
}
