//! Which pictures stand with which report.

use super::words;
use super::{Bar, BarGroup, Bullet, Bullets, Chart, Columns, Lines, Panel, Picture, Series};
use crate::amount::{Amount, Unit};
use crate::calendar::Period;
use crate::message::Lang;
use crate::render::report::{PageWords, Report};
use crate::schedule::esf::{FollowedProject, SupportQuarter, course};
use crate::statement::evaluate::{StatementError, View};
use crate::statement::follow_up::FollowUp;
use crate::statement::layout::Layout;
use crate::statement::overview::{Overview, OverviewBody, OverviewDraft, OverviewSources, PROJECTS};
use crate::statement::series::{
    EquityYear, MoneyLine, UseOf, budget_use, equity_over_years, liquid_funds, money,
};
use crate::statement::{Column, Statement, StatementKind};

/// What pictures are drawn up from beside their report.
#[derive(Clone, Copy, Debug)]
pub struct PictureBasis<'a> {
    /// The layout of the report.
    pub layout: &'a Layout,
    /// What overviews are drawn up from.
    pub sources: OverviewSources<'a>,
    /// The ESF projects and what happened to their support.
    pub esf: &'a [FollowedProject],
}

/// The most rows of a picture of cost centres, so that it fits a page: of more, the smallest are one.
const ROWS_MAX: usize = 20;
/// Amounts from here on are written in thousands of kronor.
const THOUSANDS_FROM: i64 = 10_000_000;

/// The pictures that stand with a report: with an income statement where the money came from and went,
/// with a cash-flow statement the liquid funds by month, with a follow-up the use of the budget, with
/// the overview of several years equity and result, with that of the projects the support of each ESF
/// project. None where there is nothing to see.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use std::collections::BTreeMap;
/// use finsam_ledger::message::Lang;
/// use finsam_ledger::read::layout::built_in;
/// use finsam_ledger::render::picture::{PictureBasis, pictures};
/// use finsam_ledger::render::{PageWords, Report};
/// use finsam_ledger::statement::overview::{OverviewFacts, OverviewSources};
/// use finsam_ledger::statement::{View, income_statement};
/// use finsam_ledger::{Amount, Balances, BalanceObject, Budget, ChartOfAccounts, FiscalYears, Turnover, Unit};
///
/// let layout = built_in("lkbr").expect("built in");
/// let mut balances = Balances::new(FiscalYears::CALENDAR);
/// let contributions = BalanceObject::from("3811".parse::<finsam_ledger::AccountNumber>()?);
/// let paid = Turnover { debit: Amount::ZERO, credit: Amount::from_ore(1_802_200_000) };
/// balances.add("2024-03".parse()?, contributions, paid)?;
/// let chart = ChartOfAccounts::default();
/// let view = View { period: "2024".parse()?, comparison: None, unit: Unit::Kr, chart: &chart };
/// let report = Report::Statement(income_statement(&layout, &balances, &view)?);
/// let (budget, facts) = (Budget::default(), OverviewFacts::default());
/// let sources = OverviewSources { balances: &balances, budget: &budget, forecast: None, facts: &facts };
/// let basis = PictureBasis { layout: &layout, sources, esf: &[] };
/// let names = BTreeMap::new();
/// let words = PageWords { entity: "Samordningsförbundet Exempel", cost_centres: &names, lang: Lang::En };
/// let pictures = pictures(&report, &basis, &words)?;
/// assert_eq!(pictures[0].title, "Where the money came from and went, 2024");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`StatementError`] if the report's period lies in two fiscal years or a sum does not fit.
pub fn pictures(
    report: &Report,
    basis: &PictureBasis<'_>,
    words: &PageWords<'_>,
) -> Result<Vec<Picture>, StatementError> {
    let alone = |picture: Option<Picture>| picture.into_iter().collect();
    match report {
        Report::Statement(statement) => Ok(alone(match statement.kind {
            StatementKind::IncomeStatement => money_picture(statement, basis.layout, words.lang)?,
            StatementKind::CashFlow => funds_picture(statement, basis, words.lang)?,
            StatementKind::BalanceSheet | StatementKind::Notes => None,
        })),
        Report::FollowUp(follow_up) => Ok(alone(budget_picture(follow_up, words)?)),
        Report::Overview(overview) => {
            let overviews = &basis.layout.draft().overviews;
            let is_first = |is_meant: &dyn Fn(&OverviewDraft) -> bool| {
                overviews
                    .iter()
                    .find(|draft| is_meant(draft))
                    .is_some_and(|draft| draft.name == overview.name)
            };
            if is_first(&|draft| draft.years.is_some()) {
                return Ok(alone(equity_picture(overview, basis, words.lang)?));
            }
            let of_projects = |draft: &OverviewDraft| matches!(&draft.body, OverviewBody::Parts(parts) if parts.lists.iter().any(|list| list == PROJECTS));
            if is_first(&of_projects) {
                esf_pictures(overview.period, basis, words.lang)
            } else {
                Ok(Vec::new())
            }
        }
        Report::Members(_) => Ok(Vec::new()),
    }
}

/// The unit that amounts of this size are written in.
fn unit_of(amounts: impl IntoIterator<Item = Amount>) -> Unit {
    let largest = amounts.into_iter().map(|amount| amount.ore().unsigned_abs()).max().unwrap_or_default();
    if largest >= THOUSANDS_FROM.unsigned_abs() { Unit::Tkr } else { Unit::Kr }
}

/// The unit of a picture of a report: thousands where that is written in them.
fn unit_for(report: Unit, amounts: impl IntoIterator<Item = Amount>) -> Unit {
    match report {
        Unit::Tkr => Unit::Tkr,
        Unit::Kr => unit_of(amounts),
    }
}

fn money_picture(
    statement: &Statement,
    layout: &Layout,
    lang: Lang,
) -> Result<Option<Picture>, StatementError> {
    let Some(money) = money(layout, statement)? else { return Ok(None) };
    let unit = unit_for(statement.unit, money.income.iter().chain(&money.costs).map(|line| line.amount));
    // What would be written as nothing is no bar, but in the total.
    let is_seen = |line: &&MoneyLine| !line.amount.rounded(unit).is_zero();
    let bar = |line: &MoneyLine| Bar { name: line.label.clone(), amount: line.amount };
    let group = |name: &str, lines: &[MoneyLine], total| BarGroup {
        name: name.to_owned(),
        total,
        bars: lines.iter().filter(is_seen).map(bar).collect(),
    };
    let groups = vec![
        group(words::income(lang), &money.income, money.income_total),
        group(words::costs(lang), &money.costs, money.costs_total),
        group(words::result(lang), &[], money.result),
    ];
    Ok(Some(Picture {
        name: "money".to_owned(),
        title: words::money_title(statement.period, lang),
        description: words::money(&groups, unit),
        unit,
        chart: Chart::Bars(groups),
    }))
}

fn funds_picture(
    statement: &Statement,
    basis: &PictureBasis<'_>,
    lang: Lang,
) -> Result<Option<Picture>, StatementError> {
    let period = statement.period;
    let told = |period| liquid_funds(basis.layout, basis.sources.balances, period);
    let months = told(period)?;
    if months.iter().filter(|month| month.amount.is_some_and(|amount| !amount.is_zero())).count() < 2 {
        return Ok(None);
    }
    let before = statement.columns.iter().find_map(|column| match column {
        Column::During(other) if *other != period && other.months().count() == months.len() => Some(*other),
        _ => None,
    });
    let mut lines = vec![words::funds_line(period, &months, lang)];
    if let Some(before) = before {
        let known = told(before)?;
        if known.iter().any(|month| month.amount.is_some()) {
            lines.push(words::funds_line(before, &known, lang));
        }
    }
    let unit = unit_of(lines.iter().flat_map(|line| line.amounts.iter().copied().flatten()));
    Ok(Some(Picture {
        name: "liquid-funds".to_owned(),
        title: words::funds_title(period, lang),
        description: words::funds(&months, lines.get(1), unit, lang),
        unit,
        chart: Chart::Lines(Lines {
            categories: months.iter().map(|month| words::month(month.month, lang)).collect(),
            lines,
        }),
    }))
}

fn budget_picture(follow_up: &FollowUp, page: &PageWords<'_>) -> Result<Option<Picture>, StatementError> {
    let Some(used) = budget_use(follow_up, ROWS_MAX)? else { return Ok(None) };
    let name = |of: &UseOf| match of {
        UseOf::Centre(centre) => {
            let name = page.cost_centres.get(centre).map(String::as_str).unwrap_or_default();
            format!("{centre} {name}").trim_end().to_owned()
        }
        UseOf::Others(count) => words::others(*count, page.lang),
    };
    let rows: Vec<Bullet> = used
        .rows
        .iter()
        .map(|row| Bullet { name: name(&row.of), actual: row.actual, target: row.budget })
        .collect();
    let unit = unit_for(follow_up.unit, rows.iter().flat_map(|row| [Some(row.actual), row.target]).flatten());
    Ok(Some(Picture {
        name: "budget".to_owned(),
        title: words::budget_title(&used, page.lang),
        description: words::budget(&rows, unit, page.lang),
        unit,
        chart: Chart::Bullets(Bullets {
            actual_name: words::actual(page.lang).to_owned(),
            target_name: words::budget_name(&used, page.lang),
            rows,
        }),
    }))
}

fn equity_picture(
    overview: &Overview,
    basis: &PictureBasis<'_>,
    lang: Lang,
) -> Result<Option<Picture>, StatementError> {
    let chart = crate::chart::ChartOfAccounts::default();
    let view = View { period: overview.period, comparison: None, unit: Unit::Kr, chart: &chart };
    let years = equity_over_years(basis.layout, &basis.sources, &view)?;
    let series = |name: &str, of: fn(&EquityYear) -> Option<Amount>| Series {
        name: name.to_owned(),
        amounts: years.iter().map(of).collect(),
    };
    let equity = series(words::equity(lang), |year| year.equity);
    if equity.amounts.iter().flatten().all(|amount| amount.is_zero()) {
        return Ok(None);
    }
    let levels = [
        series(words::minimum(lang), |year| year.minimum),
        series(words::ceiling(lang), |year| year.ceiling),
    ];
    let levels = levels.into_iter().filter(|level| level.amounts.iter().any(Option::is_some)).collect();
    let result = series(words::result(lang), |year| year.result);
    let unit = unit_of(years.iter().flat_map(|year| [year.equity, year.result]).flatten());
    Ok(Some(Picture {
        name: "equity".to_owned(),
        title: words::equity_title(&years, lang),
        description: words::equity_over(&years, unit, lang),
        unit,
        chart: Chart::Columns(Columns {
            categories: years.iter().map(|year| crate::message::label::period(year.period, lang)).collect(),
            panels: vec![Panel { columns: equity, levels }, Panel { columns: result, levels: Vec::new() }],
        }),
    }))
}

fn esf_pictures(
    period: Period,
    basis: &PictureBasis<'_>,
    lang: Lang,
) -> Result<Vec<Picture>, StatementError> {
    let mut pictures = Vec::new();
    for (number, FollowedProject { project, events }) in (1..).zip(basis.esf) {
        let (balances, year_end) = (basis.sources.balances, basis.layout.year_end());
        let quarters = course(project, balances, year_end, events, period.last())?;
        let known = quarters.iter().position(|quarter| quarter.earned.is_some() || quarter.paid.is_some());
        let quarters = quarters.get(known.unwrap_or(quarters.len())..).unwrap_or_default();
        if !is_current(project.terms().period, period, quarters) {
            continue;
        }
        let series = |name: &str, of: fn(&SupportQuarter) -> Option<Amount>| Series {
            name: name.to_owned(),
            amounts: quarters.iter().map(of).collect(),
        };
        let lines = [
            series(words::earned(lang), |quarter| quarter.earned),
            series(words::claimed(lang), |quarter| quarter.claimed),
            series(words::paid(lang), |quarter| quarter.paid),
        ];
        let lines: Vec<Series> =
            lines.into_iter().filter(|line| line.amounts.iter().any(Option::is_some)).collect();
        let unit = unit_of(lines.iter().flat_map(|line| line.amounts.iter().copied().flatten()));
        pictures.push(Picture {
            name: format!("esf-{number}"),
            title: words::esf_title(&project.terms().name, lines.len() > 2, lang),
            description: words::esf(project, quarters, unit, lang),
            unit,
            chart: Chart::Lines(Lines {
                categories: quarters.iter().map(|quarter| words::quarter(quarter.quarter, lang)).collect(),
                lines,
            }),
        });
    }
    Ok(pictures)
}

/// Whether a project has anything to show, and the period anything to do with it: it ran then, or
/// something of it was still paid.
fn is_current(project: Period, period: Period, quarters: &[SupportQuarter]) -> bool {
    let is_something = |amount: Option<Amount>| amount.is_some_and(|amount| !amount.is_zero());
    let has_any = quarters.iter().any(|quarter| is_something(quarter.earned) || is_something(quarter.paid));
    let runs = project.first() <= period.last() && period.first() <= project.last();
    let paid_before = quarters
        .iter()
        .rev()
        .find(|quarter| quarter.through < period.first())
        .and_then(|quarter| quarter.paid);
    let paid = quarters.last().and_then(|quarter| quarter.paid);
    has_any && (runs || paid != paid_before)
}
