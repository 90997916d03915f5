//! The sheets of the books behind the reports: the balances, and the postings they sum.

use std::collections::BTreeMap;

use super::live::{Operand, Term};
use super::sheet::is_exact;
use crate::account::{AccountNumber, AccountRange};
use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, Balances};
use crate::calendar::Period;
use crate::chart::ChartOfAccounts;
use crate::message::Lang;
use crate::render::printable;
use crate::render::report::Report;
use crate::render::table::Table;
use crate::render::words::say;
use crate::statement::{Layout, LeafLine};
use crate::trial_balance::{Grouping, TrialBalanceRow, trial_balance};
use crate::voucher::Voucher;
use crate::year_of_sums::BalancesError;

/// The books behind the figures of a workbook.
#[derive(Clone, Copy, Debug)]
pub struct Books<'a> {
    /// The reports that the sections of the document are the pages of, in their order.
    pub reports: &'a [Report],
    /// The tables of the same reports in kronor and öre, where the document shows them in thousands, each
    /// rounded on its own: a cell then holds the figure itself, and only what is shown of it is rounded.
    /// None where figures were made to add up, since a cell then holds what they were made.
    pub exact: &'a [Table],
    /// The layout of the reports.
    pub layout: &'a Layout,
    /// The balances they were drawn up from.
    pub balances: &'a Balances,
    /// What the accounts are called.
    pub chart: &'a ChartOfAccounts,
    /// The period of the reports.
    pub period: Period,
    /// The period they compare with, if any.
    pub comparison: Option<Period>,
    /// The vouchers behind the balances, where they are at hand; those of other times are passed over.
    pub vouchers: Option<&'a [Voucher]>,
}

/// Which statement an account belongs to, and which side of the income statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Income,
    Cost,
    BalanceSheet,
}

impl Part {
    pub(super) const fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Income => say(lang, "RR intäkt", "IS income"),
            Self::Cost => say(lang, "RR kostnad", "IS cost"),
            Self::BalanceSheet => say(lang, "BR", "BS"),
        }
    }

    const fn of_income_statement(lang: Lang) -> &'static str {
        say(lang, "RR*", "IS*")
    }
}

/// The balances of one account, cost centre and project.
#[derive(Clone, Debug)]
pub(super) struct BalanceRow {
    pub(super) object: BalanceObject,
    pub(super) part: Option<Part>,
    /// The name and the label of the line it lands on.
    pub(super) line: Option<(String, String)>,
    /// Account, cost centre and project in one text, by which formulas find its postings.
    pub(super) key: String,
    /// One for each period.
    pub(super) figures: Vec<TrialBalanceRow>,
}

/// The balances of the period and the comparison: what the formulas of the reports sum.
#[derive(Clone, Debug)]
pub(super) struct BalanceList {
    pub(super) periods: Vec<Period>,
    pub(super) rows: Vec<BalanceRow>,
    pub(super) lang: Lang,
}

/// Which figure of a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    Opening,
    Debit,
    Credit,
    Closing,
}

impl Figure {
    pub(super) const ALL: [Self; 4] = [Self::Opening, Self::Debit, Self::Credit, Self::Closing];

    pub(super) const fn of(self, row: &TrialBalanceRow) -> Amount {
        match self {
            Self::Opening => row.opening,
            Self::Debit => row.turnover.debit,
            Self::Credit => row.turnover.credit,
            Self::Closing => row.closing,
        }
    }

    /// The name of its column in a workbook: those of the comparison are told apart.
    pub(super) fn name(self, period: usize) -> String {
        let name = match self {
            Self::Opening => "saldon_ib",
            Self::Debit => "saldon_debet",
            Self::Credit => "saldon_kredit",
            Self::Closing => "saldon_ub",
        };
        if period == 0 { name.to_owned() } else { format!("{name}_jmf") }
    }
}

/// Which balances a formula sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Which<'a> {
    Line(&'a str),
    Account(AccountNumber),
    Accounts(AccountRange),
    IncomeStatement,
    Costs,
    /// Those of a cost centre, or of none.
    CostCentre(Option<&'a str>),
}

impl Which<'_> {
    /// As a formula says it; `None` where a formula would take it for something else.
    fn said(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::Line(id) if is_plain(id) => format!("saldon_rad,\"{id}\""),
            Self::Line(_) => return None,
            Self::Account(account) => format!("saldon_konto,{account}"),
            Self::Accounts(range) => {
                format!("saldon_konto,\">={}\",saldon_konto,\"<={}\"", range.first(), range.last())
            }
            Self::IncomeStatement => format!("saldon_del,\"{}\"", Part::of_income_statement(lang)),
            Self::Costs => format!("saldon_del,\"{}\"", Part::Cost.word(lang)),
            Self::CostCentre(centre) => {
                let centre = centre.unwrap_or_default();
                if centre.contains(['*', '?', '~', '"', '|']) {
                    return None;
                }
                format!("saldon_nyckel,\"*|{}|*\"", printable(centre))
            }
        })
    }

    /// As a workbook compares: without capitals.
    fn takes(&self, row: &BalanceRow) -> bool {
        match self {
            Self::Line(id) => row.line.as_ref().is_some_and(|(own, _)| own.eq_ignore_ascii_case(id)),
            Self::Account(account) => row.object.account == *account,
            Self::Accounts(range) => range.contains(row.object.account),
            Self::IncomeStatement => matches!(row.part, Some(Part::Income | Part::Cost)),
            Self::Costs => row.part == Some(Part::Cost),
            Self::CostCentre(centre) => {
                let middle = format!("|{}|", printable(centre.unwrap_or_default())).to_lowercase();
                row.key.to_lowercase().contains(&middle)
            }
        }
    }
}

/// Whether a text in a condition is that text and nothing else: no number, no sign, no wildcard.
fn is_plain(id: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let is_truth = ["true", "false"].iter().any(|truth| id.eq_ignore_ascii_case(truth));
    id.starts_with(|letter: char| letter.is_ascii_alphabetic()) && id.chars().all(fits) && !is_truth
}

impl BalanceList {
    /// The balances of the periods that the books tell.
    pub(super) fn of(books: &Books<'_>, lang: Lang) -> Result<Self, AmountError> {
        let grouping = Grouping { cost_centre: true, project: true, month: false };
        let (mut periods, mut tables) = (Vec::new(), Vec::new());
        for period in std::iter::once(books.period).chain(books.comparison) {
            match trial_balance(books.balances, period, books.layout.year_end(), grouping) {
                Ok(table) => {
                    periods.push(period);
                    tables.push(table);
                }
                // What only sums are known of, or of no whole months, has no balances to show.
                Err(BalancesError::SumsOnly(_)) => break,
                Err(BalancesError::Amount(error)) => return Err(error),
            }
        }
        let mut rows = BTreeMap::new();
        for (index, table) in tables.iter().enumerate() {
            for (key, figures) in &table.rows {
                let object = BalanceObject {
                    account: key.account,
                    cost_centre: key.cost_centre.clone(),
                    project: key.project.clone(),
                };
                let row =
                    rows.entry(object).or_insert_with(|| vec![TrialBalanceRow::default(); periods.len()]);
                if let Some(place) = row.get_mut(index) {
                    *place = *figures;
                }
            }
        }
        let rows = rows.into_iter().map(|(object, figures)| row_of(object, figures, books)).collect();
        Ok(Self { periods, rows, lang })
    }

    /// The place of a period among those shown.
    pub(super) fn period(&self, is_it: impl Fn(&Period) -> bool) -> Option<usize> {
        self.periods.iter().position(is_it)
    }

    /// The sum of a figure over these balances, as a term of a formula.
    pub(super) fn sum(&self, figure: Figure, period: usize, which: &[Which<'_>]) -> Option<Term> {
        let said = which.iter().map(|which| which.said(self.lang)).collect::<Option<Vec<_>>>()?;
        let taken = self.rows.iter().filter(|row| which.iter().all(|which| which.takes(row)));
        let amount = |row: &BalanceRow| row.figures.get(period).map(|row| figure.of(row));
        let amounts: Option<Vec<Amount>> =
            taken.map(|row| amount(row).filter(|own| is_exact(*own))).collect();
        let amount = Amount::checked_sum(amounts?).ok()?;
        let text = format!("SUMIFS({},{})", figure.name(period), said.join(","));
        Some(Term { is_taken_off: false, of: Operand::Balances(text, amount) })
    }

    /// Whether there are any such balances.
    pub(super) fn has(&self, which: &[Which<'_>]) -> bool {
        self.rows.iter().any(|row| which.iter().all(|which| which.takes(row)))
    }

    /// Debit less credit over these balances during a period.
    pub(super) fn movement(&self, period: usize, which: &[Which<'_>]) -> Option<Vec<Term>> {
        let [debit, credit] = [Figure::Debit, Figure::Credit].map(|figure| self.sum(figure, period, which));
        Some(vec![debit?, credit?.turned()])
    }

    /// The first row of a line.
    pub(super) fn first_of(&self, line: &str) -> Option<usize> {
        self.rows.iter().position(|row| Which::Line(line).takes(row))
    }
}

fn row_of(object: BalanceObject, figures: Vec<TrialBalanceRow>, books: &Books<'_>) -> BalanceRow {
    let draft = books.layout.draft();
    let edition = books.layout.edition(books.period, books.balances.fiscal_years());
    let (part, line) = match books.layout.assignment().line_of(&object) {
        Some(LeafLine::IncomeStatement(index)) => {
            let row = draft.income_statement.rows.get(index);
            let is_income = row.is_some_and(|row| books.is_income(&row.id));
            (Some(if is_income { Part::Income } else { Part::Cost }), row)
        }
        Some(LeafLine::BalanceSheet(index)) => {
            (Some(Part::BalanceSheet), draft.balance_sheet.rows.get(index))
        }
        None => (None, None),
    };
    let line = line.map(|row| (row.id.clone(), row.label.in_edition(edition).to_owned()));
    let key = key(&object);
    BalanceRow { object, part, line, key, figures }
}

impl Books<'_> {
    /// Whether a line of the income statement is income.
    fn is_income(&self, line: &str) -> bool {
        let statement = &self.layout.draft().income_statement;
        let leaf = statement.rows.iter().position(|row| row.id == line);
        let mut income = statement.income.iter().flat_map(|id| crate::statement::leaves(&statement.rows, id));
        leaf.is_some_and(|leaf| income.any(|own| own == leaf))
    }
}

/// `5539|3001|VILJA`: a text that no program takes for a number or a day.
pub(super) fn key(object: &BalanceObject) -> String {
    let centre = object.cost_centre.as_ref().map_or("", |code| code.as_str());
    let project = object.project.as_ref().map_or("", |code| code.as_str());
    format!("{}|{}|{}", object.account, printable(centre), printable(project))
}
