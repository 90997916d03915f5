//! An ESF project: its terms, checked.

use rust_decimal::Decimal;

use super::rate::Rate;
use crate::account::{AccountNumber, AccountRange};
use crate::amount::Amount;
use crate::balances::BalanceObject;
use crate::calendar::{Month, Period, Quarter};
use crate::dimension::{CodeSpan, CostCentre, Project};
use crate::finding::EsfSlip;

/// The terms of an ESF project, as its decision and the books' settings give them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EsfTerms {
    /// What it is called in commands.
    pub code: Project,
    /// Its name.
    pub name: String,
    /// Who grants the support (finansiär).
    pub funder: String,
    /// The months whose cost is eligible.
    pub period: Period,
    /// Which postings are the project's.
    pub scope: EsfScope,
    /// The most there is of support (beviljat stöd), in öre.
    pub grant: Amount,
    /// The part of the eligible cost that is paid as support (stödsats).
    pub support_rate: Rate,
    /// What is eligible cost; bases may be mixed.
    pub bases: Vec<CostBase>,
    /// What others contribute (medfinansiering).
    pub co_financing: Vec<CoFinancing>,
    /// The accounts of the project's own vouchers.
    pub accounts: EsfAccounts,
}

/// Which postings are a project's: those with one of its codes, or on one of its cost centres.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EsfScope {
    /// Project codes; the first is what the project's own vouchers are marked with.
    pub projects: Vec<Project>,
    /// Cost centres.
    pub cost_centres: Vec<CodeSpan>,
}

impl EsfScope {
    /// Whether what is booked on this object is the project's.
    #[must_use]
    pub fn owns(&self, object: &BalanceObject) -> bool {
        object.project.as_ref().is_some_and(|project| self.projects.contains(project))
            || object.cost_centre.as_ref().is_some_and(|centre| lies_in(&self.cost_centres, centre))
    }
}

/// A kind of eligible cost (stödberättigande kostnad).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostBase {
    /// What it is called.
    pub name: String,
    /// How it is reckoned.
    pub basis: CostBasis,
}

/// How eligible cost is reckoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CostBasis {
    /// What was booked (faktiska kostnader).
    Actual {
        /// On these of the project's cost centres; on any if none is named.
        cost_centres: Vec<CodeSpan>,
        /// On these accounts.
        accounts: Vec<AccountRange>,
    },
    /// A part of the cost of staff of another base (schablon).
    FlatRate {
        /// The other base.
        of: String,
        /// The part.
        rate: Rate,
        /// The accounts of it that are cost of staff; an hourly base is cost of staff altogether.
        staff_accounts: Vec<AccountRange>,
    },
    /// A price for every hour reported (enhetskostnad).
    Hourly {
        /// The price, in öre.
        per_hour: Amount,
        /// Hours by month or quarter; they count when that has passed.
        hours: Vec<(Period, Decimal)>,
    },
    /// One amount when something is done (klumpsumma).
    LumpSum {
        /// The amount, in öre.
        amount: Amount,
        /// The month in which it is done.
        earned: Month,
    },
}

/// What others contribute to a project in a quarter (medfinansiering), in öre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoFinancing {
    /// The quarter.
    pub quarter: Quarter,
    /// In money (kontant).
    pub cash: Amount,
    /// In work and other kind (i annat än pengar).
    pub in_kind: Amount,
}

/// The accounts of a project's own vouchers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EsfAccounts {
    /// What is earned and not yet paid (upplupen intäkt).
    pub receivable: AccountNumber,
    /// The support as an income.
    pub income: AccountNumber,
    /// Where a payment comes in.
    pub bank: AccountNumber,
    /// The cost of a provision.
    pub cost: AccountNumber,
    /// What is provided for (uppbokning).
    pub provision: AccountNumber,
    /// The cost centre of the income.
    pub cost_centre: Option<CostCentre>,
    /// The cost centre of a provision's cost, if it is another one.
    pub provision_cost_centre: Option<CostCentre>,
}

/// An ESF project whose terms make sense.
///
/// ```
/// use finsam_ledger::schedule::esf::{
///     CostBase, CostBasis, EsfAccounts, EsfProject, EsfScope, EsfTerms, Rate,
/// };
/// use finsam_ledger::{Amount, Project};
///
/// let actual = CostBasis::Actual { cost_centres: vec![], accounts: vec!["4000-7999".parse()?] };
/// let terms = EsfTerms {
///     code: Project::new("VILJA")?,
///     name: "Vilja".to_owned(),
///     funder: "Svenska ESF-rådet".to_owned(),
///     period: "2024-01..2026-06".parse()?,
///     scope: EsfScope { projects: vec![Project::new("VILJA")?], cost_centres: vec!["3047-3048".parse()?] },
///     grant: Amount::from_ore(12_000_000_00),
///     support_rate: Rate::WHOLE,
///     bases: vec![CostBase { name: "Faktiska kostnader".to_owned(), basis: actual }],
///     co_financing: vec![],
///     accounts: EsfAccounts {
///         receivable: "1712".parse()?,
///         income: "3511".parse()?,
///         bank: "1930".parse()?,
///         cost: "8999".parse()?,
///         provision: "2991".parse()?,
///         cost_centre: None,
///         provision_cost_centre: None,
///     },
/// };
/// let project = EsfProject::new(terms.clone()).expect("the terms make sense");
/// assert_eq!(project.terms(), &terms);
/// let without_grant = EsfTerms { grant: Amount::ZERO, ..terms };
/// assert_eq!(EsfProject::new(without_grant).expect_err("no grant").len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EsfProject(EsfTerms);

/// Where terms do not make sense, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EsfFault {
    /// Where.
    pub part: EsfPart,
    /// Why.
    pub slip: EsfSlip,
}

/// A part of a project's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EsfPart {
    /// All of it.
    Whole,
    /// The grant.
    Grant,
    /// The base of that index.
    Base(usize),
    /// Reported hours: the index of the base, and that of the time.
    Hours(usize, usize),
    /// The co-financing of that index.
    CoFinancing(usize),
    /// The accounts of its own vouchers.
    Accounts,
}

impl EsfProject {
    /// A project with these terms.
    ///
    /// # Errors
    /// Everything that does not make sense.
    pub fn new(terms: EsfTerms) -> Result<Self, Vec<EsfFault>> {
        let mut faults = Vec::new();
        let mut fault = |part, slip| faults.push(EsfFault { part, slip });
        if terms.grant <= Amount::ZERO {
            fault(EsfPart::Grant, EsfSlip::NotPositive);
        }
        if terms.bases.is_empty() {
            fault(EsfPart::Whole, EsfSlip::NoBase);
        }
        for (index, base) in terms.bases.iter().enumerate() {
            if terms.bases.iter().take(index).any(|other| other.name == base.name) {
                fault(EsfPart::Base(index), EsfSlip::Twice);
            }
            check_base(index, base, &terms, &mut fault);
        }
        check_co_financing(&terms, &mut fault);
        let project = Self(terms);
        project.check_accounts(&mut fault);
        if faults.is_empty() { Ok(project) } else { Err(faults) }
    }

    /// Its terms.
    #[must_use]
    pub const fn terms(&self) -> &EsfTerms {
        &self.0
    }

    /// What the rows of its own vouchers in the income statement are marked with.
    pub(super) fn of_result(&self, account: AccountNumber, centre: Option<&CostCentre>) -> BalanceObject {
        let project = self.0.scope.projects.first().cloned();
        BalanceObject { account, cost_centre: centre.cloned(), project }
    }

    /// The object of the support as an income.
    pub(super) fn income(&self) -> BalanceObject {
        let accounts = &self.0.accounts;
        self.of_result(accounts.income, accounts.cost_centre.as_ref())
    }

    /// The object of a provision's cost.
    pub(super) fn provision_cost(&self) -> BalanceObject {
        let accounts = &self.0.accounts;
        let centre = accounts.provision_cost_centre.as_ref().or(accounts.cost_centre.as_ref());
        self.of_result(accounts.cost, centre)
    }

    /// The object of a row in the balance sheet: told apart by project, or by cost centre where the
    /// project has no code.
    pub(super) fn of_balance(&self, account: AccountNumber) -> BalanceObject {
        let project = self.0.scope.projects.first().cloned();
        let cost_centre = if project.is_some() { None } else { self.0.accounts.cost_centre.clone() };
        BalanceObject { account, cost_centre, project }
    }

    fn check_accounts(&self, fault: &mut impl FnMut(EsfPart, EsfSlip)) {
        let accounts = &self.0.accounts;
        let mut numbers =
            [accounts.receivable, accounts.income, accounts.bank, accounts.cost, accounts.provision];
        numbers.sort_unstable();
        if numbers.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            fault(EsfPart::Accounts, EsfSlip::OneAccount);
        }
        let of_results = [self.income(), self.provision_cost()];
        let own = of_results
            .iter()
            .chain([&self.of_balance(accounts.receivable)])
            .all(|object| self.0.scope.owns(object));
        if !own {
            fault(EsfPart::Accounts, EsfSlip::NotOfProject);
        }
        for (index, base) in self.0.bases.iter().enumerate() {
            if of_results.iter().any(|object| base.basis.takes(object)) {
                fault(EsfPart::Base(index), EsfSlip::CountsAsCost);
            }
        }
    }
}

impl CostBasis {
    /// Whether what is booked on one of the project's objects is a cost of this base.
    pub(super) fn takes(&self, object: &BalanceObject) -> bool {
        let Self::Actual { cost_centres, accounts } = self else { return false };
        let on_centre = cost_centres.is_empty()
            || object.cost_centre.as_ref().is_some_and(|centre| lies_in(cost_centres, centre));
        on_centre && accounts.iter().any(|range| range.contains(object.account))
    }
}

fn lies_in(spans: &[CodeSpan], centre: &CostCentre) -> bool {
    spans.iter().any(|span| span.contains(centre))
}

fn is_within(period: Period, whole: Period) -> bool {
    whole.contains(period.first()) && whole.contains(period.last())
}

fn check_base(index: usize, base: &CostBase, terms: &EsfTerms, fault: &mut impl FnMut(EsfPart, EsfSlip)) {
    let at = EsfPart::Base(index);
    match &base.basis {
        CostBasis::Actual { .. } => {}
        CostBasis::FlatRate { of, .. } => match terms.bases.iter().find(|other| other.name == *of) {
            None => fault(at, EsfSlip::BaseUnknown),
            Some(CostBase { basis: CostBasis::FlatRate { .. } | CostBasis::LumpSum { .. }, .. }) => {
                fault(at, EsfSlip::BaseWithoutStaff);
            }
            Some(_) => {}
        },
        CostBasis::Hourly { per_hour, hours } => {
            if *per_hour <= Amount::ZERO {
                fault(at, EsfSlip::NotPositive);
            }
            for (row, (period, reported)) in hours.iter().enumerate() {
                let at = EsfPart::Hours(index, row);
                if *reported <= Decimal::ZERO {
                    fault(at, EsfSlip::NotPositive);
                }
                if !is_within(*period, terms.period) {
                    fault(at, EsfSlip::OutsideProject);
                }
                if Quarter::of(period.first()) != Quarter::of(period.last()) {
                    fault(at, EsfSlip::SpansQuarters);
                }
                let overlaps = |(other, _): &&(Period, Decimal)| {
                    other.first() <= period.last() && period.first() <= other.last()
                };
                if hours.iter().take(row).any(|other| overlaps(&other)) {
                    fault(at, EsfSlip::Twice);
                }
            }
        }
        CostBasis::LumpSum { amount, earned } => {
            if *amount <= Amount::ZERO {
                fault(at, EsfSlip::NotPositive);
            }
            if !terms.period.contains(*earned) {
                fault(at, EsfSlip::OutsideProject);
            }
        }
    }
}

fn check_co_financing(terms: &EsfTerms, fault: &mut impl FnMut(EsfPart, EsfSlip)) {
    for (index, part) in terms.co_financing.iter().enumerate() {
        let at = EsfPart::CoFinancing(index);
        if part.cash < Amount::ZERO || part.in_kind < Amount::ZERO {
            fault(at, EsfSlip::Negative);
        }
        let quarter = part.quarter.period();
        if quarter.last() < terms.period.first() || terms.period.last() < quarter.first() {
            fault(at, EsfSlip::OutsideProject);
        }
        if terms.co_financing.iter().take(index).any(|other| other.quarter == part.quarter) {
            fault(at, EsfSlip::Twice);
        }
    }
}
