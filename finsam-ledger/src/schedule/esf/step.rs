//! The steps of a project: what each books and what is kept of it.

use chrono::NaiveDate;

use super::error::EsfError;
use super::event::{EsfAct, EsfEvent};
use super::project::EsfProject;
use super::status::{Claim, EsfStanding};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::balances::BalanceObject;
use crate::calendar::{Month, Period};
use crate::voucher::{Posting, Voucher};

/// A step that may be taken: what is kept of it, and the rows of its voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EsfStep {
    /// What is kept.
    pub event: EsfEvent,
    /// The rows of the voucher that goes with it, which sum to zero; none if nothing is booked.
    pub postings: Vec<Posting>,
}

/// Where a step is booked.
#[derive(Clone, Copy, Debug)]
pub enum Booking<'a> {
    /// In a voucher of its own, on this day.
    On(NaiveDate),
    /// In a voucher that came from elsewhere and booked it already.
    Booked(&'a Voucher),
}

impl Booking<'_> {
    /// The day.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        match self {
            Self::On(date) => date,
            Self::Booked(voucher) => voucher.date(),
        }
    }
}

/// Books what is earned at the end of a month and not yet accrued: debit receivable, credit income.
///
/// # Errors
/// [`EsfError::NothingToAccrue`] if all of it is accrued; [`EsfError::Settled`] after the settlement.
pub fn accrue(project: &EsfProject, standing: &EsfStanding) -> Result<EsfStep, EsfError> {
    still_open(standing)?;
    let (earned, accrued) = (standing.then.earned, standing.latest.accrued);
    let amount = earned.checked_sub(accrued)?;
    if amount <= Amount::ZERO {
        return Err(EsfError::NothingToAccrue { earned, accrued });
    }
    let date = standing.then.through.last_day();
    let receivable = project.of_balance(project.terms().accounts.receivable);
    Ok(step(date, EsfAct::Accrual { amount }, pair(receivable, project.income(), amount)))
}

/// Claims payment for a period, with which `standing.then` ends; of all that is earned and not yet
/// claimed if no amount is given. Nothing is booked.
///
/// # Errors
/// [`EsfError::ClaimAboveGrant`], [`EsfError::ClaimAboveEarned`] or [`EsfError::NothingToClaim`] for
/// the amount, [`EsfError::OutsideProject`] for the period.
pub fn claim(
    project: &EsfProject,
    standing: &EsfStanding,
    period: Period,
    amount: Option<Amount>,
    date: NaiveDate,
) -> Result<EsfStep, EsfError> {
    still_open(standing)?;
    let terms = project.terms();
    if period.last() < terms.period.first() || terms.period.last() < period.first() {
        return Err(EsfError::OutsideProject { asked: period, period: terms.period });
    }
    if date < period.first().first_day() {
        return Err(EsfError::TooEarly { date, after: period.first().first_day() });
    }
    let (earned, claimed) = (standing.then.earned, standing.latest.claimed);
    let left = earned.checked_sub(claimed)?;
    let of_grant = terms.grant.checked_sub(claimed)?;
    let asked = amount.unwrap_or(left);
    if amount.is_none() && left <= Amount::ZERO {
        return Err(EsfError::NothingToClaim { earned, claimed });
    }
    positive(asked)?;
    if asked > of_grant {
        return Err(EsfError::ClaimAboveGrant { asked, left: of_grant });
    }
    if asked > left {
        return Err(EsfError::ClaimAboveEarned { asked, left: left.max(Amount::ZERO) });
    }
    let last = standing.latest.claims.iter().map(|claim| claim.number).max().unwrap_or(0);
    let act = EsfAct::Claim { number: last.saturating_add(1), period, amount: asked };
    Ok(step(date, act, Vec::new()))
}

/// Takes in what the funder decided of a claim. What it rejects is booked against the income: debit
/// income, credit receivable. A voucher that booked it already is taken instead of a new one.
///
/// # Errors
/// [`EsfError::ApprovedAboveClaimed`], [`EsfError::ClaimDecided`], [`EsfError::NotAccrued`] where the
/// receivable does not hold what was rejected, or [`EsfError::VoucherDiffers`].
pub fn decide(
    project: &EsfProject,
    standing: &EsfStanding,
    number: u32,
    approved: Amount,
    on: Booking<'_>,
) -> Result<EsfStep, EsfError> {
    still_open(standing)?;
    let claim = found(standing, number)?;
    if let Some((date, _)) = claim.decision {
        return Err(EsfError::ClaimDecided { number, date });
    }
    after(on.date(), claim.date)?;
    if approved < Amount::ZERO {
        return Err(EsfError::NotPositive(approved));
    }
    if approved > claim.claimed {
        return Err(EsfError::ApprovedAboveClaimed { number, approved, claimed: claim.claimed });
    }
    let rejected = claim.claimed.checked_sub(approved)?;
    let postings = if rejected.is_zero() {
        Vec::new()
    } else {
        let receivable = project.of_balance(project.terms().accounts.receivable);
        let postings = pair(project.income(), receivable, rejected);
        taken_off_receivable(project, standing, on, rejected, postings)?
    };
    Ok(step(on.date(), EsfAct::Decision { claim: number, approved }, postings))
}

/// Takes in what was paid of a claim: debit bank, credit receivable. A voucher that booked it
/// already is taken instead of a new one.
///
/// # Errors
/// [`EsfError::PaymentAboveApproved`], [`EsfError::ClaimUndecided`], [`EsfError::NotAccrued`] where
/// the receivable does not hold it, or [`EsfError::VoucherDiffers`].
pub fn pay(
    project: &EsfProject,
    standing: &EsfStanding,
    number: u32,
    amount: Amount,
    on: Booking<'_>,
) -> Result<EsfStep, EsfError> {
    still_open(standing)?;
    let claim = found(standing, number)?;
    let Some((decided, approved)) = claim.decision else {
        return Err(EsfError::ClaimUndecided { number });
    };
    after(on.date(), decided)?;
    positive(amount)?;
    let left = approved.checked_sub(claim.paid)?;
    if amount > left {
        return Err(EsfError::PaymentAboveApproved { number, asked: amount, left });
    }
    let accounts = &project.terms().accounts;
    let receivable = project.of_balance(accounts.receivable);
    let postings = pair(accounts.bank.into(), receivable, amount);
    let postings = taken_off_receivable(project, standing, on, amount, postings)?;
    Ok(step(on.date(), EsfAct::Payment { claim: number, amount }, postings))
}

/// Provides for the risk that cost is refused (uppbokning): debit cost, credit provision. A voucher
/// that booked it already is taken instead of a new one.
///
/// # Errors
/// [`EsfError::NotPositive`], [`EsfError::Settled`], or [`EsfError::OutsideProject`] before the
/// project has begun, or [`EsfError::VoucherDiffers`].
pub fn provide(
    project: &EsfProject,
    standing: &EsfStanding,
    amount: Amount,
    on: Booking<'_>,
) -> Result<EsfStep, EsfError> {
    still_open(standing)?;
    positive(amount)?;
    let period = project.terms().period;
    if on.date() < period.first().first_day() {
        let asked = Period::month(Month::of(on.date()));
        return Err(EsfError::OutsideProject { asked, period });
    }
    let account = project.terms().accounts.provision;
    let postings = match on {
        Booking::Booked(voucher) => booked_by(project, voucher, account, amount.negated())?,
        Booking::On(_) => pair(project.provision_cost(), project.of_balance(account), amount),
    };
    Ok(step(on.date(), EsfAct::Provision { amount }, postings))
}

/// Releases a provision (återföring), all of it if no amount is given: debit provision, credit the
/// same cost account.
///
/// # Errors
/// [`EsfError::ReleaseAboveProvision`] or [`EsfError::NothingToRelease`].
pub fn release(
    project: &EsfProject,
    standing: &EsfStanding,
    amount: Option<Amount>,
    date: NaiveDate,
) -> Result<EsfStep, EsfError> {
    still_open(standing)?;
    let provision = standing.then.provision.min(standing.latest.provision);
    if provision <= Amount::ZERO {
        return Err(EsfError::NothingToRelease);
    }
    let amount = amount.unwrap_or(provision);
    positive(amount)?;
    if amount > provision {
        return Err(EsfError::ReleaseAboveProvision { asked: amount, provision });
    }
    let of_provision = project.of_balance(project.terms().accounts.provision);
    Ok(step(date, EsfAct::Release { amount }, pair(of_provision, project.provision_cost(), amount)))
}

/// Settles a project for good: what is still a receivable no longer comes and is written off against
/// the income, what is still provided for is released.
///
/// # Errors
/// [`EsfError::ClaimOpen`] if a claim is not decided or not wholly paid.
pub fn settle(project: &EsfProject, standing: &EsfStanding, date: NaiveDate) -> Result<EsfStep, EsfError> {
    still_open(standing)?;
    for claim in &standing.latest.claims {
        let open = claim.open()?;
        if !open.is_zero() || claim.decision.is_none() {
            return Err(EsfError::ClaimOpen { number: claim.number, open });
        }
    }
    let accounts = &project.terms().accounts;
    let (written_off, released) = (standing.latest.receivable, standing.latest.provision);
    let mut postings = Vec::new();
    if !written_off.is_zero() {
        postings.extend(pair(project.income(), project.of_balance(accounts.receivable), written_off));
    }
    if !released.is_zero() {
        postings.extend(pair(project.of_balance(accounts.provision), project.provision_cost(), released));
    }
    Ok(step(date, EsfAct::Settlement { written_off, released }, postings))
}

const fn step(date: NaiveDate, act: EsfAct, postings: Vec<Posting>) -> EsfStep {
    EsfStep { event: EsfEvent { date, act }, postings }
}

/// An amount in debit of one object and in credit of another.
fn pair(debit: BalanceObject, credit: BalanceObject, amount: Amount) -> Vec<Posting> {
    let row = |BalanceObject { account, cost_centre, project }, amount| Posting {
        cost_centre,
        project,
        ..Posting::new(account, amount)
    };
    vec![row(debit, amount), row(credit, amount.negated())]
}

fn still_open(standing: &EsfStanding) -> Result<(), EsfError> {
    standing.latest.settled.map_or(Ok(()), |date| Err(EsfError::Settled(date)))
}

fn found(standing: &EsfStanding, number: u32) -> Result<Claim, EsfError> {
    let claims = standing.latest.claims.len();
    standing.latest.claim(number).copied().ok_or(EsfError::ClaimUnknown { number, claims })
}

fn positive(amount: Amount) -> Result<(), EsfError> {
    if amount > Amount::ZERO { Ok(()) } else { Err(EsfError::NotPositive(amount)) }
}

fn after(date: NaiveDate, first: NaiveDate) -> Result<(), EsfError> {
    if date < first { Err(EsfError::TooEarly { date, after: first }) } else { Ok(()) }
}

/// Rows that take an amount off the receivable, which has to hold it on the day and ever since; none
/// if a voucher has them already.
fn taken_off_receivable(
    project: &EsfProject,
    standing: &EsfStanding,
    on: Booking<'_>,
    amount: Amount,
    postings: Vec<Posting>,
) -> Result<Vec<Posting>, EsfError> {
    let account = project.terms().accounts.receivable;
    match on {
        Booking::Booked(voucher) => booked_by(project, voucher, account, amount.negated()),
        Booking::On(_) => {
            let receivable = standing.then.receivable.min(standing.latest.receivable);
            if amount > receivable {
                return Err(EsfError::NotAccrued { needed: amount, receivable });
            }
            Ok(postings)
        }
    }
}

/// No rows, if a voucher has booked just this amount on the project's part of an account.
fn booked_by(
    project: &EsfProject,
    voucher: &Voucher,
    account: AccountNumber,
    amount: Amount,
) -> Result<Vec<Posting>, EsfError> {
    let is_meant = |posting: &&Posting| {
        let Posting { account: on, cost_centre, project: of, .. } = posting;
        let object = BalanceObject { account: *on, cost_centre: cost_centre.clone(), project: of.clone() };
        *on == account && project.terms().scope.owns(&object)
    };
    let rows = voucher.postings().iter().filter(is_meant);
    let booked = Amount::checked_sum(rows.map(|posting| posting.amount))?;
    if booked == amount {
        Ok(Vec::new())
    } else {
        Err(EsfError::VoucherDiffers { id: voucher.id().clone(), account, booked, expected: amount })
    }
}
