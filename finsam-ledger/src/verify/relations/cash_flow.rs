//! The cash-flow statement against the income statement and the balance sheet.

use super::{plus, relation};
use crate::amount::Side;
use crate::calendar::Period;
use crate::statement::layout::{CashFlowDraws, Content, LiquidFunds, RowDraft};
use crate::statement::{StatementKind, side_of};
use crate::verify::identify::{TableIs, When};
use crate::verify::page::{Page, TableAt};
use crate::verify::published::{Basis, Facet, FigureAt};
use crate::verify::verdict::{Relation, Rule, Term};

const INCOME: StatementKind = StatementKind::IncomeStatement;
const SHEET: StatementKind = StatementKind::BalanceSheet;

pub(super) fn of_table(page: &Page<'_>, table: &TableAt<'_>) -> Vec<Relation> {
    if table.identified.is != TableIs::Statement(StatementKind::CashFlow) {
        return Vec::new();
    }
    let draft = &page.layout.draft().cash_flow;
    let mut found = Vec::new();
    for known in &draft.rows {
        let Some(row) = table.row_of(&known.id) else { continue };
        for column in table.columns() {
            let is = table.column(column).filter(|is| is.basis == Basis::Actual && is.side == Facet::Whole);
            let Some((figure, is)) = table.money(row, column).zip(is) else { continue };
            let When::During(period) = is.when else { continue };
            let line = Line { page, rows: &draft.rows, figure, period };
            match &known.content {
                Content::CashFlow(draws) => {
                    found.extend(
                        line.drawn(draws).map(|terms| relation(Rule::CashFlow, vec![plus(figure)], terms)),
                    );
                }
                Content::LiquidFunds(which) => {
                    found.extend(
                        line.liquid(*which)
                            .map(|terms| relation(Rule::LiquidFunds, vec![plus(figure)], terms)),
                    );
                }
                _ => {}
            }
            if known.id == draft.net {
                let held = [line.printed_liquid(table, column), line.liquid(LiquidFunds::Change)];
                let terms = held.into_iter().flatten();
                found.extend(terms.map(|terms| relation(Rule::LiquidFunds, vec![plus(figure)], terms)));
            }
        }
    }
    found
}

/// A figure of the cash-flow statement.
struct Line<'a> {
    page: &'a Page<'a>,
    rows: &'a [RowDraft],
    figure: FigureAt,
    period: Period,
}

impl Line<'_> {
    /// What a line draws on, as printed figures: the result, what is added back, and how lines of the balance
    /// sheet changed, of which an increase takes money where it is an asset.
    fn drawn(&self, draws: &CashFlowDraws) -> Option<Vec<Term>> {
        let draft = self.page.layout.draft();
        let mut terms = Vec::new();
        if draws.result {
            terms.extend(self.during(&draft.income_statement.result, false)?);
        }
        for line in &draws.add_back {
            terms.extend(self.during(line, true)?);
        }
        for line in &draws.change_of {
            terms.extend(self.change(line, true)?);
        }
        for other in &draws.before {
            let known = self.rows.iter().find(|row| row.id == *other)?;
            let Content::CashFlow(gross) = &known.content else { return None };
            // A line that another is taken off draws on nothing that is taken off it in turn.
            let gross = CashFlowDraws { before: Vec::new(), ..gross.clone() };
            terms.extend(self.drawn(&gross)?.into_iter().map(|term| Term { minus: !term.minus, ..term }));
        }
        Some(terms)
    }

    fn during(&self, line: &str, minus: bool) -> Option<Vec<Term>> {
        self.page.terms((INCOME, line), minus, (Basis::Actual, When::During(self.period)), self.figure)
    }

    /// How a line of the balance sheet changed, as an effect on liquid funds or as it stands there.
    fn change(&self, line: &str, as_effect: bool) -> Option<Vec<Term>> {
        let sheet = &self.page.layout.draft().balance_sheet;
        let row = sheet.rows.iter().find(|row| row.id == line)?;
        let takes = as_effect && side_of(row) == Some(Side::Debit);
        let mut terms = self.balance(line, When::At(self.period.last().last_day()), takes)?;
        terms.extend(self.balance(line, When::Opening(self.period.first().first_day()), !takes)?);
        Some(terms)
    }

    fn balance(&self, line: &str, when: When, minus: bool) -> Option<Vec<Term>> {
        self.page.terms((SHEET, line), minus, (Basis::Actual, when), self.figure)
    }

    /// Liquid funds as the balance sheet prints them.
    fn liquid(&self, which: LiquidFunds) -> Option<Vec<Term>> {
        let mut terms = Vec::new();
        for line in &self.page.layout.draft().balance_sheet.liquid_funds {
            terms.extend(match which {
                LiquidFunds::Opening => {
                    self.balance(line, When::Opening(self.period.first().first_day()), false)?
                }
                LiquidFunds::Closing => self.balance(line, When::At(self.period.last().last_day()), false)?,
                LiquidFunds::Change => self.change(line, false)?,
            });
        }
        (!terms.is_empty()).then_some(terms)
    }

    /// Liquid funds as they are printed below the analysis.
    fn printed_liquid(&self, table: &TableAt<'_>, column: usize) -> Option<Vec<Term>> {
        let row = |which: LiquidFunds| {
            let known = self
                .rows
                .iter()
                .find(|row| matches!(&row.content, Content::LiquidFunds(known) if *known == which))?;
            table.money(table.row_of(&known.id)?, column)
        };
        if let Some(change) = row(LiquidFunds::Change) {
            return Some(vec![plus(change)]);
        }
        let (closing, opening) = (row(LiquidFunds::Closing)?, row(LiquidFunds::Opening)?);
        Some(vec![plus(closing), super::minus(opening)])
    }
}
