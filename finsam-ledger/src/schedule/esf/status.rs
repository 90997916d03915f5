//! How a project stands.

use chrono::NaiveDate;

use super::cost::EligibleCost;
use super::event::{EsfAct, EsfEvent};
use super::project::{EsfAccounts, EsfProject};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::{Amounts, Balances, YearEnd};
use crate::calendar::{Month, Period};
use crate::dimension::Project;
use crate::schedule::SupportItem;
use crate::year_of_sums::BalancesError;

/// How a project stands when a month ends. Every amount is in öre and reads as positive in the sense
/// of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EsfStatus {
    /// The project.
    pub project: Project,
    /// The month at whose end it stands so.
    pub through: Month,
    /// Eligible cost per base and quarter.
    pub eligible: EligibleCost,
    /// The support that the eligible cost gives right to, before the grant puts an end to it.
    pub supported: Amount,
    /// What is earned (upparbetat): that support, but never more than the grant.
    pub earned: Amount,
    /// What of it is earned in each quarter.
    pub earned_by_quarter: Vec<Amount>,
    /// What of the grant is not yet earned.
    pub remaining: Amount,
    /// What of the earned was booked as income, what was later rejected or written off included.
    pub accrued: Amount,
    /// The claims, in their order.
    pub claims: Vec<Claim>,
    /// What was claimed, approved and rejected, all claims together.
    pub claimed: Amount,
    /// See [`claimed`](Self::claimed).
    pub approved: Amount,
    /// See [`claimed`](Self::claimed).
    pub rejected: Amount,
    /// What was written off at the settlement.
    pub written_off: Amount,
    /// What was paid, as the events tell it.
    pub paid: Amount,
    /// What was paid, as the books tell it: what was booked as income and is no receivable any more.
    pub paid_in_books: Amount,
    /// The receivable (upplupen intäkt) as it stands in the books.
    pub receivable: Amount,
    /// What is provided for (uppbokat) as it stands in the books.
    pub provision: Amount,
    /// Contributions of others so far, in money and in kind.
    pub co_financed_in_cash: Amount,
    /// See [`co_financed_in_cash`](Self::co_financed_in_cash).
    pub co_financed_in_kind: Amount,
    /// The day it was settled for good.
    pub settled: Option<NaiveDate>,
    /// Whether any event is known. Of a project without, the books alone tell what was paid.
    pub has_events: bool,
}

impl EsfStatus {
    /// What the project leaves open on its accounts: the receivable, and what is provided for.
    #[must_use]
    pub fn open_items(&self, accounts: &EsfAccounts) -> [SupportItem; 2] {
        let item = |account, amount| SupportItem { project: self.project.clone(), account, amount };
        [item(accounts.receivable, self.receivable), item(accounts.provision, self.provision.negated())]
    }
}

/// A claim (ansökan om utbetalning), what was decided of it and what was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its number, from 1.
    pub number: u32,
    /// The day it was made.
    pub date: NaiveDate,
    /// The period whose cost it is for.
    pub period: Period,
    /// What was claimed.
    pub claimed: Amount,
    /// The day of the decision and what was approved.
    pub decision: Option<(NaiveDate, Amount)>,
    /// What was paid.
    pub paid: Amount,
}

impl Claim {
    /// What is still to be decided, or was approved and is still to be paid.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub fn open(&self) -> Result<Amount, AmountError> {
        self.decision.map_or(self.claimed, |(_, approved)| approved).checked_sub(self.paid)
    }

    /// What was not approved; nothing before the decision.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub fn rejected(&self) -> Result<Amount, AmountError> {
        self.decision.map_or(Ok(Amount::ZERO), |(_, approved)| self.claimed.checked_sub(approved))
    }
}

/// How a project stands on the day of a step, and at the end of all that is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EsfStanding {
    /// At the end of the month the step is taken in, or of the period it is about.
    pub then: EsfStatus,
    /// At the end of the last month with anything in it.
    pub latest: EsfStatus,
}

impl EsfStanding {
    /// How a project stands at the end of a month, and after all that is booked and has happened.
    ///
    /// # Errors
    /// [`BalancesError`] if only sums are known that do not tell it, or a sum does not fit.
    pub fn of(
        project: &EsfProject,
        balances: &Balances,
        year_end: &YearEnd,
        events: &[EsfEvent],
        then: Month,
    ) -> Result<Self, BalancesError> {
        let days = events.iter().flat_map(|event| [Some(event.date), event.taken_back]);
        let last_event = days.flatten().map(Month::of).max();
        let latest = [Some(then), last_event, balances.last_month()].into_iter().flatten().max();
        let at = |month| status(project, balances, year_end, events, month);
        Ok(Self { then: at(then)?, latest: at(latest.unwrap_or(then))? })
    }
}

impl EsfStatus {
    /// What is earned and not yet accrued; below nothing if more was accrued than is earned.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub fn to_accrue(&self) -> Result<Amount, AmountError> {
        self.earned.checked_sub(self.accrued)
    }

    /// What the receivable should be by the events: what was accrued less what was rejected, written
    /// off or paid. `None` of a project without events.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub fn receivable_told(&self) -> Result<Option<Amount>, AmountError> {
        if !self.has_events {
            return Ok(None);
        }
        let less = self.accrued.checked_sub(self.rejected)?.checked_sub(self.written_off)?;
        less.checked_sub(self.paid).map(Some)
    }

    /// The claim of that number.
    #[must_use]
    pub fn claim(&self, number: u32) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.number == number)
    }

    /// Whether the grant and not the cost puts an end to what is earned.
    #[must_use]
    pub fn is_capped(&self) -> bool {
        self.supported > self.earned
    }
}

/// How a project stands when a month ends, by the books and by what happened until then.
///
/// # Errors
/// [`BalancesError`] if only sums are known that do not tell it, or a sum does not fit.
pub fn status(
    project: &EsfProject,
    balances: &Balances,
    year_end: &YearEnd,
    events: &[EsfEvent],
    through: Month,
) -> Result<EsfStatus, BalancesError> {
    let terms = project.terms();
    let eligible = EligibleCost::of(project, balances, through)?;
    let supported = terms.support_rate.of(eligible.total()?)?.max(Amount::ZERO);
    let earned_by_quarter = eligible.earned(terms.support_rate, terms.grant)?;
    let earned = Amount::checked_sum(earned_by_quarter.iter().copied())?;
    let booked = Booked::of(project, balances, year_end, through)?;
    let happened = events.iter().filter(|event| event.counts_on(through.last_day()));
    let told = Told::of(happened)?;
    let paid_in_books = booked.income.checked_sub(booked.receivable)?;
    let accrued = Amount::checked_sum([booked.income, told.rejected, told.written_off])?;
    let co_financed = |part: fn(&super::CoFinancing) -> Amount| {
        let so_far = terms.co_financing.iter().filter(|part| part.quarter.period().first() <= through);
        Amount::checked_sum(so_far.map(part))
    };
    Ok(EsfStatus {
        project: terms.code.clone(),
        through,
        supported,
        earned,
        earned_by_quarter,
        remaining: terms.grant.checked_sub(earned)?,
        eligible,
        accrued,
        claimed: Amount::checked_sum(told.claims.iter().map(|claim| claim.claimed))?,
        approved: told.approved,
        rejected: told.rejected,
        written_off: told.written_off,
        paid: Amount::checked_sum(told.claims.iter().map(|claim| claim.paid))?,
        claims: told.claims,
        paid_in_books,
        receivable: booked.receivable,
        provision: booked.provision,
        co_financed_in_cash: co_financed(|part| part.cash)?,
        co_financed_in_kind: co_financed(|part| part.in_kind)?,
        settled: told.settled,
        has_events: told.any,
    })
}

/// What the books hold of a project.
struct Booked {
    /// Booked as income, what stood as a receivable when the books begin included.
    income: Amount,
    receivable: Amount,
    provision: Amount,
}

impl Booked {
    fn of(
        project: &EsfProject,
        balances: &Balances,
        year_end: &YearEnd,
        through: Month,
    ) -> Result<Self, BalancesError> {
        let accounts = &project.terms().accounts;
        let Some((first, _)) = balances.span().filter(|(first, _)| first.first() <= through) else {
            return Ok(Self { income: Amount::ZERO, receivable: Amount::ZERO, provision: Amount::ZERO });
        };
        let on = |amounts: &Amounts, account: AccountNumber| {
            let of_project = |(object, _): &(&_, &Amount)| is_on(project, object, account);
            Amount::checked_sum(amounts.iter().filter(of_project).map(|(_, amount)| *amount))
        };
        let at_start = on(&balances.opening_of(first, year_end)?, accounts.receivable)?;
        let at_end = balances.at_end_of(through, year_end)?;
        let mut income = at_start;
        let period = Period::new(first.first(), through).unwrap_or(Period::month(through));
        balances.tells_during(period)?;
        for (_, object, turnover) in balances.turnovers_in(period) {
            if is_on(project, object, accounts.income) {
                income = income.checked_sub(turnover.change()?)?;
            }
        }
        let provision = on(&at_end, accounts.provision)?.negated();
        Ok(Self { income, receivable: on(&at_end, accounts.receivable)?, provision })
    }
}

fn is_on(project: &EsfProject, object: &crate::balances::BalanceObject, account: AccountNumber) -> bool {
    object.account == account && project.terms().scope.owns(object)
}

/// What the events of a project come to.
#[derive(Default)]
struct Told {
    any: bool,
    claims: Vec<Claim>,
    approved: Amount,
    rejected: Amount,
    written_off: Amount,
    settled: Option<NaiveDate>,
}

impl Told {
    fn of<'a>(events: impl Iterator<Item = &'a EsfEvent>) -> Result<Self, AmountError> {
        let mut told = Self::default();
        for EsfEvent { date, act, .. } in events {
            told.any = true;
            match *act {
                EsfAct::Claim { number, period, amount } => told.claims.push(Claim {
                    number,
                    date: *date,
                    period,
                    claimed: amount,
                    decision: None,
                    paid: Amount::ZERO,
                }),
                EsfAct::Decision { claim, approved } => {
                    if let Some(claim) = told.claim(claim) {
                        claim.decision = Some((*date, approved));
                    }
                }
                EsfAct::Payment { claim, amount } => {
                    if let Some(claim) = told.claim(claim) {
                        claim.paid = claim.paid.checked_add(amount)?;
                    }
                }
                EsfAct::Settlement { written_off, .. } => {
                    told.written_off = told.written_off.checked_add(written_off)?;
                    told.settled = Some(*date);
                }
                EsfAct::Accrual { .. } | EsfAct::Provision { .. } | EsfAct::Release { .. } => {}
            }
        }
        let approved = |claim: &Claim| claim.decision.map_or(Amount::ZERO, |(_, approved)| approved);
        told.approved = Amount::checked_sum(told.claims.iter().map(approved))?;
        let rejected: Vec<Amount> = told.claims.iter().map(Claim::rejected).collect::<Result<_, _>>()?;
        told.rejected = Amount::checked_sum(rejected)?;
        Ok(told)
    }

    fn claim(&mut self, number: u32) -> Option<&mut Claim> {
        self.claims.iter_mut().find(|claim| claim.number == number)
    }
}
