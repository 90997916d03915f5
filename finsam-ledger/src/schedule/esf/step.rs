//! The steps of a project: what each books and what is kept of it.

use chrono::NaiveDate;

use super::error::EsfError;
use super::event::{EsfAct, EsfEvent};
use super::project::EsfProject;
use super::status::{Claim, EsfStanding, EsfStatus};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::balances::BalanceObject;
use crate::calendar::{Month, Period};
use crate::voucher::{Posting, Voucher};
use crate::voucher_id::VoucherId;

/// A step that may be taken: what is kept of it, and what is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EsfStep {
    /// What is kept.
    pub event: EsfEvent,
    /// What is booked.
    pub booking: EsfBooking,
}

/// What a step books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EsfBooking {
    /// Nothing, such as a claim.
    Nothing,
    /// A voucher with these rows, which sum to zero.
    Rows(Vec<Posting>),
    /// What a voucher from elsewhere has booked already.
    Booked(VoucherId),
}

/// A step that somebody wants to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EsfOrder {
    /// Book as income what is earned at the end of a month and not yet accrued.
    Accrue {
        /// The month.
        through: Month,
    },
    /// Claim payment for a period.
    Claim {
        /// The period, at whose end it has to be earned.
        period: Period,
        /// How much; all that is earned and not yet claimed if nothing is said.
        amount: Option<Amount>,
        /// The day of the claim.
        date: NaiveDate,
    },
    /// Take in what the funder decided of a claim.
    Decide {
        /// The claim.
        claim: u32,
        /// What is to be paid of it.
        approved: Amount,
        /// The day of the decision.
        date: NaiveDate,
    },
    /// Take in what the funder paid of a claim.
    Pay {
        /// The claim.
        claim: u32,
        /// How much.
        amount: Amount,
        /// The day it came.
        date: NaiveDate,
    },
    /// Provide for the risk that cost is refused.
    Provide {
        /// How much.
        amount: Amount,
        /// The day.
        date: NaiveDate,
    },
    /// Release a provision.
    Release {
        /// How much; all of it if nothing is said.
        amount: Option<Amount>,
        /// The day.
        date: NaiveDate,
    },
    /// Settle the project for good.
    Settle {
        /// The day.
        date: NaiveDate,
    },
}

impl EsfOrder {
    /// The month at whose end it has to be known how the project stands.
    #[must_use]
    pub fn month(&self) -> Month {
        match self {
            Self::Accrue { through } => *through,
            Self::Claim { period, .. } => period.last(),
            Self::Decide { date, .. }
            | Self::Pay { date, .. }
            | Self::Provide { date, .. }
            | Self::Release { date, .. }
            | Self::Settle { date } => Month::of(*date),
        }
    }
}

/// Takes a step, if the project stands so that it can be taken. A voucher that has booked a decision, a
/// payment or a provision already takes the place of a new one, and its day that of the order.
///
/// # Errors
/// [`EsfError`] says why it cannot be taken.
///
/// ```
/// use finsam_ledger::schedule::esf::{EsfBooking, EsfError, EsfOrder, EsfStanding, take};
/// use finsam_ledger::Amount;
/// # use finsam_ledger::{Balances, FiscalYears, YearEnd};
/// # use finsam_ledger::schedule::esf::{
/// #     CostBase, CostBasis, EsfAccounts, EsfProject, EsfScope, EsfTerms, Rate,
/// # };
/// # use finsam_ledger::Project;
/// # let basis = CostBasis::LumpSum { amount: Amount::from_ore(500_000_00), earned: "2024-03".parse()? };
/// # let project = EsfProject::new(EsfTerms {
/// #     code: Project::new("VILJA")?, name: String::new(), funder: String::new(),
/// #     period: "2024".parse()?,
/// #     scope: EsfScope { projects: vec![Project::new("VILJA")?], cost_centres: vec![] },
/// #     grant: Amount::from_ore(400_000_00), support_rate: Rate::WHOLE,
/// #     bases: vec![CostBase { name: "Start".to_owned(), basis }], co_financing: vec![],
/// #     accounts: EsfAccounts {
/// #         receivable: "1712".parse()?, income: "3511".parse()?, bank: "1930".parse()?,
/// #         cost: "5540".parse()?, provision: "2991".parse()?, cost_centre: None,
/// #         provision_cost_centre: None,
/// #     },
/// # }).expect("the terms make sense");
/// # let balances = Balances::new(FiscalYears::CALENDAR);
/// # let year_end = YearEnd { balance_accounts: vec!["1000-2999".parse()?], equity: vec![], result_to: "2010".parse()? };
/// // A lump sum of 500 000 kr in March, of which the grant pays 400 000 kr.
/// let order = EsfOrder::Accrue { through: "2024-03".parse()? };
/// let standing = EsfStanding::of(&project, &balances, &year_end, &[], order.month())?;
/// let step = take(&project, &standing, &order, None)?;
/// let EsfBooking::Rows(rows) = step.booking else { unreachable!("an accrual is booked") };
/// assert_eq!(rows[0].amount, Amount::from_ore(400_000_00));
///
/// let claim = EsfOrder::Claim {
///     period: "2024-01..2024-03".parse()?,
///     amount: Some(Amount::from_ore(450_000_00)),
///     date: "2024-04-15".parse()?,
/// };
/// let refused = take(&project, &standing, &claim, None).expect_err("more than the grant");
/// assert!(matches!(refused, EsfError::ClaimAboveGrant { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn take(
    project: &EsfProject,
    standing: &EsfStanding,
    order: &EsfOrder,
    booked: Option<&Voucher>,
) -> Result<EsfStep, EsfError> {
    still_open(standing)?;
    let on = |date| booked.map_or(Booking::On(date), Booking::Booked);
    let step = match *order {
        EsfOrder::Accrue { .. } => accrue(project, standing),
        EsfOrder::Claim { period, amount, date } => claim(project, standing, period, amount, date),
        EsfOrder::Decide { claim, approved, date } => decide(project, standing, claim, approved, on(date)),
        EsfOrder::Pay { claim, amount, date } => pay(project, standing, claim, amount, on(date)),
        EsfOrder::Provide { amount, date } => provide(project, amount, on(date)),
        EsfOrder::Release { amount, date } => release(project, standing, amount, date),
        EsfOrder::Settle { date } => settle(project, standing, date),
    }?;
    match (booked, &step.booking) {
        (Some(voucher), EsfBooking::Nothing | EsfBooking::Rows(_)) => {
            Err(EsfError::VoucherNeedless { id: voucher.id().clone() })
        }
        _ => Ok(step),
    }
}

/// Where a step is booked.
#[derive(Clone, Copy, Debug)]
enum Booking<'a> {
    /// In a voucher of its own, on this day.
    On(NaiveDate),
    /// In a voucher that came from elsewhere and booked it already.
    Booked(&'a Voucher),
}

impl Booking<'_> {
    const fn date(self) -> NaiveDate {
        match self {
            Self::On(date) => date,
            Self::Booked(voucher) => voucher.date(),
        }
    }
}

/// Books what is earned at the end of a month and not yet accrued: debit receivable, credit income.
fn accrue(project: &EsfProject, standing: &EsfStanding) -> Result<EsfStep, EsfError> {
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
fn claim(
    project: &EsfProject,
    standing: &EsfStanding,
    period: Period,
    amount: Option<Amount>,
    date: NaiveDate,
) -> Result<EsfStep, EsfError> {
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
    Ok(step(date, act, EsfBooking::Nothing))
}

/// Takes in what the funder decided of a claim. What it rejects is booked against the income: debit
/// income, credit receivable. A voucher that booked it already is taken instead of a new one.
fn decide(
    project: &EsfProject,
    standing: &EsfStanding,
    number: u32,
    approved: Amount,
    on: Booking<'_>,
) -> Result<EsfStep, EsfError> {
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
    let booking = if rejected.is_zero() {
        EsfBooking::Nothing
    } else {
        taken_off_receivable(project, standing, on, rejected, project.income())?
    };
    Ok(step(on.date(), EsfAct::Decision { claim: number, approved }, booking))
}

/// Takes in what was paid of a claim: debit bank, credit receivable. A voucher that booked it
/// already is taken instead of a new one.
fn pay(
    project: &EsfProject,
    standing: &EsfStanding,
    number: u32,
    amount: Amount,
    on: Booking<'_>,
) -> Result<EsfStep, EsfError> {
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
    let bank = project.terms().accounts.bank.into();
    let booking = taken_off_receivable(project, standing, on, amount, bank)?;
    Ok(step(on.date(), EsfAct::Payment { claim: number, amount }, booking))
}

/// Provides for the risk that cost is refused (uppbokning): debit cost, credit provision. A voucher
/// that booked it already is taken instead of a new one.
fn provide(project: &EsfProject, amount: Amount, on: Booking<'_>) -> Result<EsfStep, EsfError> {
    positive(amount)?;
    let period = project.terms().period;
    if on.date() < period.first().first_day() {
        let asked = Period::month(Month::of(on.date()));
        return Err(EsfError::OutsideProject { asked, period });
    }
    let account = project.terms().accounts.provision;
    let booking = match on {
        Booking::Booked(voucher) => booked_by(project, voucher, account, amount.negated())?,
        Booking::On(_) => pair(project.provision_cost(), project.of_balance(account), amount),
    };
    Ok(step(on.date(), EsfAct::Provision { amount }, booking))
}

/// Releases a provision (återföring), all of it if no amount is given: debit provision, credit the
/// same cost account.
fn release(
    project: &EsfProject,
    standing: &EsfStanding,
    amount: Option<Amount>,
    date: NaiveDate,
) -> Result<EsfStep, EsfError> {
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
fn settle(project: &EsfProject, standing: &EsfStanding, date: NaiveDate) -> Result<EsfStep, EsfError> {
    let EsfStanding { then, latest } = standing;
    let moved = |status: &EsfStatus| (status.receivable, status.provision, status.claimed, status.paid);
    if moved(then) != moved(latest) {
        return Err(EsfError::TooEarly { date, after: latest.through.last_day() });
    }
    for claim in &latest.claims {
        let open = claim.open()?;
        if !open.is_zero() || claim.decision.is_none() {
            return Err(EsfError::ClaimOpen { number: claim.number, open });
        }
    }
    let accounts = &project.terms().accounts;
    let (written_off, released) = (latest.receivable, latest.provision);
    let mut postings = Vec::new();
    if !written_off.is_zero() {
        postings.extend(rows(project.income(), project.of_balance(accounts.receivable), written_off));
    }
    if !released.is_zero() {
        postings.extend(rows(project.of_balance(accounts.provision), project.provision_cost(), released));
    }
    let booking = if postings.is_empty() { EsfBooking::Nothing } else { EsfBooking::Rows(postings) };
    Ok(step(date, EsfAct::Settlement { written_off, released }, booking))
}

const fn step(date: NaiveDate, act: EsfAct, booking: EsfBooking) -> EsfStep {
    EsfStep { event: EsfEvent { date, act, taken_back: None }, booking }
}

/// A voucher with an amount in debit of one object and in credit of another.
fn pair(debit: BalanceObject, credit: BalanceObject, amount: Amount) -> EsfBooking {
    EsfBooking::Rows(rows(debit, credit, amount).into())
}

fn rows(debit: BalanceObject, credit: BalanceObject, amount: Amount) -> [Posting; 2] {
    let row = |BalanceObject { account, cost_centre, project }, amount| Posting {
        cost_centre,
        project,
        ..Posting::new(account, amount)
    };
    [row(debit, amount), row(credit, amount.negated())]
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

/// Takes an amount off the receivable, which has to hold it on the day and ever since, unless a voucher
/// has done so already.
fn taken_off_receivable(
    project: &EsfProject,
    standing: &EsfStanding,
    on: Booking<'_>,
    amount: Amount,
    debit: BalanceObject,
) -> Result<EsfBooking, EsfError> {
    let account = project.terms().accounts.receivable;
    match on {
        Booking::Booked(voucher) => booked_by(project, voucher, account, amount.negated()),
        Booking::On(_) => {
            let receivable = standing.then.receivable.min(standing.latest.receivable);
            if amount > receivable {
                return Err(EsfError::NotAccrued { needed: amount, receivable });
            }
            Ok(pair(debit, project.of_balance(account), amount))
        }
    }
}

/// What a voucher has booked, if that is just this amount on the project's part of an account.
fn booked_by(
    project: &EsfProject,
    voucher: &Voucher,
    account: AccountNumber,
    amount: Amount,
) -> Result<EsfBooking, EsfError> {
    let is_meant = |posting: &&Posting| {
        let Posting { account: on, cost_centre, project: of, .. } = posting;
        let object = BalanceObject { account: *on, cost_centre: cost_centre.clone(), project: of.clone() };
        *on == account && project.terms().scope.owns(&object)
    };
    let rows = voucher.postings().iter().filter(is_meant);
    let booked = Amount::checked_sum(rows.map(|posting| posting.amount))?;
    let id = voucher.id().clone();
    if booked == amount {
        Ok(EsfBooking::Booked(id))
    } else {
        Err(EsfError::VoucherDiffers { id, account, booked, expected: amount })
    }
}
