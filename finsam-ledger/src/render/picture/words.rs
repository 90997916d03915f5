//! The words of pictures: titles, names of what is drawn, and what it says in sentences.

use super::{BarGroup, Bullet, Series};
use crate::amount::{Amount, Unit};
use crate::calendar::{Month, Period, Quarter};
use crate::message::{Lang, harmless, label};
use crate::notation::swedish;
use crate::render::words::say;
use crate::schedule::esf::{EsfProject, SupportQuarter};
use crate::statement::follow_up::Measure;
use crate::statement::series::{BudgetUse, EquityYear, FundsMonth};

/// The most of a user's name that stands in a sentence.
const NAME_LENGTH_MAX: usize = 80;
/// The most cost centres that a sentence names.
const NAMED_MAX: usize = 8;

/// An amount in a sentence, with its unit.
fn figure(amount: Amount, unit: Unit) -> String {
    format!("{} {}", bare(amount, unit), label::unit(unit))
}

/// An amount in a sentence that has named its unit.
fn bare(amount: Amount, unit: Unit) -> String {
    swedish(amount, unit).replace('-', "\u{2212}").replace(' ', "\u{a0}")
}

pub(super) const fn income(lang: Lang) -> &'static str {
    say(lang, "Intäkter", "Income")
}

pub(super) const fn costs(lang: Lang) -> &'static str {
    say(lang, "Kostnader", "Costs")
}

pub(super) const fn result(lang: Lang) -> &'static str {
    say(lang, "Resultat", "Result")
}

pub(super) fn money_title(period: Period, lang: Lang) -> String {
    let title = say(lang, "Varifrån pengarna kom och vart de gick", "Where the money came from and went");
    format!("{title}, {}", label::period(period, lang))
}

/// `Intäkter 22 954 tkr: VILJA 4 718, … Kostnader …: …. Resultat 246 tkr.`
pub(super) fn money(groups: &[BarGroup], unit: Unit) -> String {
    let sentence = |group: &BarGroup| {
        let bar = |bar: &super::Bar| format!("{} {}", name(&bar.name), bare(bar.amount, unit));
        let bars: Vec<String> = group.bars.iter().map(bar).collect();
        let total = format!("{} {}", group.name, figure(group.total, unit));
        if bars.is_empty() { format!("{total}.") } else { format!("{total}: {}.", bars.join(", ")) }
    };
    groups.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

pub(super) fn funds_title(period: Period, lang: Lang) -> String {
    let title = say(lang, "Likvida medel månad för månad", "Liquid funds month by month");
    format!("{title}, {}", label::period(period, lang))
}

pub(super) fn funds_line(period: Period, months: &[FundsMonth], lang: Lang) -> Series {
    let amounts = months.iter().map(|month| month.amount).collect();
    Series { name: label::period(period, lang), amounts }
}

/// A month without its year.
pub(super) fn month(month: Month, lang: Lang) -> String {
    let name = label::period(Period::month(month), lang);
    name.split(' ').next().unwrap_or_default().to_owned()
}

/// What liquid funds ended at, and between what they moved.
pub(super) fn funds(months: &[FundsMonth], before: Option<&Series>, unit: Unit, lang: Lang) -> String {
    let known: Vec<(Amount, Month)> =
        months.iter().filter_map(|month| Some((month.amount?, month.month))).collect();
    let in_full = |month: Month| label::period_in_full(Period::month(month), lang);
    let (Some(last), Some(lowest), Some(highest)) = (
        known.last(),
        known.iter().min_by_key(|(amount, _)| *amount),
        known.iter().rev().max_by_key(|(amount, _)| *amount),
    ) else {
        return String::new();
    };
    let at = |(amount, month): &(Amount, Month)| (figure(*amount, unit), in_full(*month));
    let ((end, last), (low, low_month), (high, high_month)) = (at(last), at(lowest), at(highest));
    let moved = match lang {
        Lang::Sv => format!(
            "Likvida medel var {end} i slutet av {last}. Lägst var de {low} i slutet av {low_month}, högst {high} \
             i slutet av {high_month}."
        ),
        Lang::En => format!(
            "Liquid funds were {end} at the end of {last}. They were lowest at the end of {low_month}, {low}, and \
             highest at the end of {high_month}, {high}."
        ),
    };
    let compared = before.and_then(|line| Some((&line.name, line.amounts.last().copied().flatten()?)));
    let compared =
        compared.map(|(period, amount)| (period, figure(amount, unit))).map(|(period, amount)| match lang {
            Lang::Sv => format!("I slutet av {period} var de {amount}."),
            Lang::En => format!("At the end of {period} they were {amount}."),
        });
    std::iter::once(moved).chain(compared).collect::<Vec<_>>().join(" ")
}

pub(super) const fn actual(lang: Lang) -> &'static str {
    say(lang, "Utfall", "Actual")
}

/// What the budget is called: one for a longer time than what was booked says for which.
pub(super) fn budget_name(used: &BudgetUse, lang: Lang) -> String {
    if used.budget == used.actual {
        "Budget".to_owned()
    } else {
        format!("Budget {}", label::period(used.budget, lang))
    }
}

pub(super) fn budget_title(used: &BudgetUse, lang: Lang) -> String {
    let title = match used.measure {
        Measure::Costs => {
            say(lang, "Kostnad mot budget per kostnadsställe", "Cost and budget by cost centre")
        }
        Measure::Net => {
            say(lang, "Nettokostnad mot budget per kostnadsställe", "Net cost and budget by cost centre")
        }
    };
    format!("{title}, {}", label::period(used.actual, lang))
}

pub(super) fn others(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("{count} andra, tillsammans"),
        Lang::En => format!("{count} others, together"),
    }
}

/// How many kept within their budgets, and which did not.
pub(super) fn budget(rows: &[Bullet], unit: Unit, lang: Lang) -> String {
    let over: Vec<&Bullet> =
        rows.iter().filter(|row| row.target.is_some_and(|target| row.actual > target)).collect();
    let decided = rows.iter().filter(|row| row.target.is_some()).count();
    let kept = decided - over.len();
    let kept = match lang {
        Lang::Sv => format!("{kept} av {decided} ligger inom budget."),
        Lang::En => format!("{kept} of {decided} are within budget."),
    };
    if over.is_empty() {
        return kept;
    }
    let of = say(lang, "av", "of");
    let target = |row: &Bullet| bare(row.target.unwrap_or_default(), unit);
    let row = |row: &&Bullet| format!("{}, {} {of} {}", name(&row.name), bare(row.actual, unit), target(row));
    let named: Vec<String> = over.iter().take(NAMED_MAX).map(row).collect();
    let more = match (over.len() - named.len(), lang) {
        (0, _) => String::new(),
        (more, Lang::Sv) => format!("; och {more} till"),
        (more, Lang::En) => format!("; and {more} more"),
    };
    let (over_budget, unit) = (say(lang, "Över budget, i", "Over budget, in"), label::unit(unit));
    format!("{kept} {over_budget} {unit}: {}{more}.", named.join("; "))
}

pub(super) const fn equity(lang: Lang) -> &'static str {
    say(lang, "Eget kapital", "Equity")
}

pub(super) const fn minimum(lang: Lang) -> &'static str {
    say(lang, "Lägsta nivå", "Lowest level")
}

pub(super) const fn ceiling(lang: Lang) -> &'static str {
    say(lang, "Tak", "Ceiling")
}

pub(super) fn equity_title(years: &[EquityYear], lang: Lang) -> String {
    let title = say(lang, "Eget kapital och resultat", "Equity and result");
    let ends = [years.first(), years.last()].map(|year| year.map(|year| label::period(year.period, lang)));
    match ends {
        [Some(first), Some(last)] if first != last => format!("{title}, {first}–{last}"),
        [_, Some(only)] => format!("{title}, {only}"),
        _ => title.to_owned(),
    }
}

/// What each year left, and what its equity is held against, the last year first.
pub(super) fn equity_over(years: &[EquityYear], unit: Unit, lang: Lang) -> String {
    let year = |year: &EquityYear| {
        let told = listed(
            &[
                (equity(lang), year.equity),
                (result(lang), year.result),
                (minimum(lang), year.minimum),
                (ceiling(lang), year.ceiling),
            ],
            unit,
        );
        let nothing = say(lang, "inget är känt", "nothing is known");
        let told = if told.is_empty() { nothing } else { &told };
        format!("{}: {told}.", label::period(year.period, lang))
    };
    let head = format!("{} {}.", say(lang, "Belopp i", "Amounts in"), label::unit(unit));
    std::iter::once(head).chain(years.iter().rev().map(year)).collect::<Vec<_>>().join(" ")
}

/// `eget kapital 3 284, resultat 246`, without what nobody knows.
fn listed(amounts: &[(&str, Option<Amount>)], unit: Unit) -> String {
    let item = |(word, amount): &(&str, Option<Amount>)| {
        amount.map(|amount| format!("{} {}", word.to_lowercase(), bare(amount, unit)))
    };
    amounts.iter().filter_map(item).collect::<Vec<_>>().join(", ")
}

pub(super) const fn earned(lang: Lang) -> &'static str {
    say(lang, "Upparbetat", "Earned")
}

pub(super) const fn claimed(lang: Lang) -> &'static str {
    say(lang, "Ansökt", "Claimed")
}

pub(super) const fn paid(lang: Lang) -> &'static str {
    say(lang, "Utbetalt", "Paid")
}

/// A quarter as statistics name it: `2024K1`.
pub(super) fn quarter(quarter: Quarter, lang: Lang) -> String {
    let first = quarter.period().first();
    format!("{}{}{}", first.year(), say(lang, "K", "Q"), first.number().div_ceil(3))
}

pub(super) fn esf_title(project: &str, has_claims: bool, lang: Lang) -> String {
    let what = if has_claims {
        say(
            lang,
            "upparbetat, ansökt och utbetalt stöd, ackumulerat",
            "support earned, claimed and paid, cumulative",
        )
    } else {
        say(lang, "upparbetat och utbetalt stöd, ackumulerat", "support earned and paid, cumulative")
    };
    format!("{}: {what}", name(project))
}

/// How far the support of a project has come, and each quarter of it.
pub(super) fn esf(project: &EsfProject, quarters: &[SupportQuarter], unit: Unit, lang: Lang) -> String {
    let told = |told: &SupportQuarter| {
        let amounts = [(earned(lang), told.earned), (claimed(lang), told.claimed), (paid(lang), told.paid)];
        format!("{}: {}", quarter(told.quarter, lang), listed(&amounts, unit))
    };
    let (grant, quarters) = (project.terms().grant, quarters.iter().map(told).collect::<Vec<_>>().join("; "));
    let grant = figure(grant, unit);
    let unit = label::unit(unit);
    match lang {
        Lang::Sv => {
            format!("Beviljat stöd är {grant}. Från början till och med varje kvartal, i {unit}: {quarters}.")
        }
        Lang::En => {
            format!("The grant is {grant}. From the start through each quarter, in {unit}: {quarters}.")
        }
    }
}

fn name(text: &str) -> String {
    harmless(text, NAME_LENGTH_MAX)
}
