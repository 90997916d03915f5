//! The law of the support of ESF projects.

use std::collections::BTreeSet;

use super::{Books, Derived};
use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::finding::Fact;
use crate::schedule::esf::{EsfStatus, FollowedProject};

/// Law 12: the receivable of a project is what was accrued and not paid, never below nothing; no more
/// is released than was provided for; a settled project has neither left; and no cost is two projects'.
pub(super) fn support_tied(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (mut checked, mut facts) = (books.source.esf.len() as u64, Vec::new());
    for Derived { esf, .. } in &books.derived {
        for (followed, status) in books.source.esf.iter().zip(esf) {
            if let Some(status) = status {
                checked += 1;
                facts.extend(of_project(followed, status)?);
            }
        }
    }
    facts.extend(shared(books));
    Ok((checked, facts))
}

fn of_project(followed: &FollowedProject, status: &EsfStatus) -> Result<Vec<Fact>, AmountError> {
    let terms = followed.project.terms();
    let (receivable, provision) = (terms.accounts.receivable, terms.accounts.provision);
    let (project, date) = (&status.project, status.through.last_day());
    let mut facts = Vec::new();
    if let Some(told) = status.receivable_told()?
        && told != status.receivable
    {
        let (project, booked) = (project.clone(), status.receivable);
        facts.push(Fact::EsfReceivableDiffers { project, account: receivable, date, booked, told });
    }
    if status.receivable < Amount::ZERO {
        let (project, balance) = (project.clone(), status.receivable);
        facts.push(Fact::EsfReceivableNegative { project, account: receivable, date, balance });
    }
    if status.provision < Amount::ZERO {
        let (project, beyond) = (project.clone(), status.provision.negated());
        facts.push(Fact::EsfProvisionNegative { project, account: provision, date, beyond });
    }
    if let Some(settled) = status.settled {
        for (account, balance) in [(receivable, status.receivable), (provision, status.provision.negated())] {
            if !balance.is_zero() {
                facts.push(Fact::EsfSettledOpen { project: project.clone(), settled, account, balance });
            }
        }
    }
    if status.accrued > terms.grant {
        let (project, accrued, grant) = (project.clone(), status.accrued, terms.grant);
        facts.push(Fact::EsfIncomeAboveGrant { project, date, accrued, grant });
    }
    Ok(facts)
}

/// What is booked on objects that two projects own.
fn shared(books: &Books<'_>) -> Vec<Fact> {
    let projects = books.source.esf;
    if projects.len() < 2 {
        return Vec::new();
    }
    let objects: BTreeSet<&BalanceObject> =
        books.source.balances.turnovers().map(|(_, object, _)| object).collect();
    let of_two = |object: &BalanceObject| {
        let mut owners = projects.iter().map(|followed| followed.project.terms());
        let mut owner = || owners.find(|terms| terms.scope.owns(object));
        let (first, second) = (owner()?.code.clone(), owner()?.code.clone());
        let BalanceObject { account, cost_centre, project } = object.clone();
        Some(Fact::EsfPostingShared { account, cost_centre, project, first, second })
    };
    objects.into_iter().filter_map(of_two).collect()
}
