//! English sentences and pages about ESF projects.

use chrono::NaiveDate;

use super::{kr, quote};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::dimension::{CostCentre, Project};
use crate::finding::EsfSlip;
use crate::message::catalogue::Page;
use crate::message::text::{counted, magnitude};

/// What is wrong with a project's terms.
pub(super) fn terms_wrong(project: &Project, slip: EsfSlip) -> String {
    let what = match slip {
        EsfSlip::NotPositive => "the figure has to be more than nothing",
        EsfSlip::Negative => "the amount cannot be below nothing",
        EsfSlip::RateOutside => "a rate lies above 0 and is at most 100",
        EsfSlip::OutsideProject => "the time does not lie in the project's period",
        EsfSlip::SpansQuarters => "the time does not lie in one quarter",
        EsfSlip::Twice => "this stands further up already",
        EsfSlip::NoBase => "it lacks a base of cost ([[esf-projects.bases]])",
        EsfSlip::BaseUnknown => "there is no base of cost with that name to take a flat rate of",
        EsfSlip::BaseWithoutStaff => {
            "a flat rate is taken of cost of staff, not of a flat rate or a lump sum"
        }
        EsfSlip::OneAccount => "two of the accounts are one",
        EsfSlip::NotOfProject => {
            "its own vouchers would have neither its code nor one of its cost centres; give a cost-centre"
        }
        EsfSlip::CountsAsCost => {
            "the base takes in the account on which its own vouchers book the support or a provision"
        }
    };
    format!("ESF project {}: {what}.", quote(project.as_str()))
}

pub(super) const PROJECT_TWICE: Page = Page {
    title: "Two ESF projects have one code",
    meaning: "The code is what commands know a project by, so each needs one of its own.",
    cause: "A project was copied and kept its code.",
    next_step: "Give one of the projects another code in ledger.toml.",
    example: "\
[[esf-projects]]
code = \"VILJA\"

[[esf-projects]]
code = \"VILJA\"                      <- taken already",
};

pub(super) const SCOPE_SHARED: Page = Page {
    title: "Two ESF projects share a cost centre or project code",
    meaning: "A cost can be supported once. Belonging to two projects it would count in both.",
    cause: "A span of cost centres reaches into another project's, or a project was copied.",
    next_step: "Let each cost centre and project code belong to one project in ledger.toml.",
    example: "\
[[esf-projects]]
code = \"PRIA\"
cost-centres = [\"3040-3047\"]

[[esf-projects]]
code = \"VILJA\"
cost-centres = [\"3047\", \"3048\"]     <- 3047 belongs to PRIA already",
};

pub(super) const TERMS_WRONG: Page = Page {
    title: "The terms of an ESF project do not make sense",
    meaning: "The support is reckoned from the terms in ledger.toml: period, grant, support rate, bases \
              of cost and accounts. A term that makes no sense would give the wrong support.",
    cause: "A figure is mistyped, or something lies outside the project's period.",
    next_step: "Correct the line in ledger.toml by the project's decision.",
    example: "\
[[esf-projects]]
code = \"VILJA\"
period = \"2024-01..2026-06\"
support-rate = 664                  <- 66.4 per cent is written \"66.4\"",
};

pub(super) fn receivable_differs(
    project: &Project,
    account: AccountNumber,
    date: NaiveDate,
    booked: Amount,
    told: Amount,
) -> String {
    format!(
        "{}: the receivable on {account} is {} on {date}, but {} by claims and payments.",
        quote(project.as_str()),
        kr(booked),
        kr(told)
    )
}

pub(super) fn receivable_negative(
    project: &Project,
    account: AccountNumber,
    date: NaiveDate,
    balance: Amount,
) -> String {
    format!("{}: the receivable on {account} is {} on {date}.", quote(project.as_str()), kr(balance))
}

pub(super) fn provision_negative(
    project: &Project,
    account: AccountNumber,
    date: NaiveDate,
    beyond: Amount,
) -> String {
    format!(
        "{}: on {date}, {} more is released on {account} than was provided for.",
        quote(project.as_str()),
        kr(beyond)
    )
}

pub(super) fn settled_open(
    project: &Project,
    settled: NaiveDate,
    account: AccountNumber,
    balance: Amount,
) -> String {
    format!(
        "{} was settled on {settled}, but {} is left on {account}.",
        quote(project.as_str()),
        magnitude(balance)
    )
}

pub(super) fn income_above_grant(
    project: &Project,
    date: NaiveDate,
    accrued: Amount,
    grant: Amount,
) -> String {
    format!(
        "{}: {} is booked as income through {date}, but {} is granted.",
        quote(project.as_str()),
        kr(accrued),
        kr(grant)
    )
}

pub(super) fn posting_shared(
    account: AccountNumber,
    cost_centre: Option<&CostCentre>,
    code: Option<&Project>,
    [first, second]: [&Project; 2],
) -> String {
    let (centre, code) = (cost_centre.map_or("", CostCentre::as_str), code.map_or("", Project::as_str));
    format!(
        "What is booked on {account} with cost centre {} and project {} belongs to both {} and {}.",
        quote(centre),
        quote(code),
        quote(first.as_str()),
        quote(second.as_str())
    )
}

pub(super) fn project_gone(project: &Project, events: u64) -> String {
    format!(
        "The book has {} of ESF project {}, which is not in ledger.toml.",
        counted(events, "event", "events"),
        quote(project.as_str())
    )
}

pub(super) const RECEIVABLE_DIFFERS: Page = Page {
    title: "The receivable of an ESF project does not fit its payments",
    meaning: "The receivable is what is booked as income, less what is rejected, written off or paid of a \
              claim. The book has another balance of the project.",
    cause: "A payment came with the export and is not tied to its claim, or something was booked on the \
            account beside \"ledger esf\".",
    next_step: "Tie the payment to its claim: \"ledger esf payment PROJECT NUMBER --amount KR --voucher \
                VOUCHER\". \"ledger account\" shows what is booked on the account.",
    example: "\
Booked as income       226 092,00
Rejected                11 552,00
Paid of claims               0,00
Should be              214 540,00
On 1712 in the book    114 540,00    <- 100 000,00 came and is not tied",
};

pub(super) const RECEIVABLE_NEGATIVE: Page = Page {
    title: "The receivable of an ESF project is below nothing",
    meaning: "More was taken off the receivable than was booked as accrued income of the project.",
    cause: "A payment was booked against the receivable before the support was accrued, or twice.",
    next_step: "Book the earned support with \"ledger esf accrue\". If that is done: see whether the \
                payment is booked twice.",
    example: "\
Accrued income         922 000,00
Payment               -922 000,00
Payment               -922 000,00    <- the same once more
1712 of the project   -922 000,00",
};

pub(super) const PROVISION_NEGATIVE: Page = Page {
    title: "More is released than was provided for of an ESF project",
    meaning: "The provision stands on the wrong side: more was released than provided for.",
    cause: "The provision was booked without the project's code, or released twice.",
    next_step: "See in \"ledger account\" whether the provision lacks the project's code, and ask the \
                accounting service for a correction.",
    example: "\
2991   provision                 -600 000,00    <- without a project
2991   release         VILJA      600 000,00",
};

pub(super) const SETTLED_OPEN: Page = Page {
    title: "An ESF project that is settled has something left",
    meaning: "Once a project is settled there is neither receivable nor provision.",
    cause: "Something was booked on the project after the settlement.",
    next_step: "See in \"ledger account\" what was booked. If it belongs to the project: take the settlement \
                back with \"ledger undo\" and settle again afterwards.",
    example: "\
Settled on 2024-11-30
A 88   2024-12-10   1712   VILJA    25 000,00    <- afterwards",
};

pub(super) const INCOME_ABOVE_GRANT: Page = Page {
    title: "More is booked as income than was granted",
    meaning: "The support cannot be more than the grant. What lies above it will not be paid.",
    cause: "The cost is more than the grant covers, or the grant was raised and ledger.toml not changed.",
    next_step: "If the grant was raised: change grant in ledger.toml. Otherwise reverse what lies above it.",
    example: "\
grant = 12000000
Booked as income on 3511, VILJA    12 400 000,00",
};

pub(super) const POSTING_SHARED: Page = Page {
    title: "A booked amount belongs to two ESF projects",
    meaning: "The row has the code of one project and the cost centre of the other, and counts in both.",
    cause: "It was booked on the wrong object, or the projects share a cost centre.",
    next_step: "Ask the accounting service for a correction, or let one of the projects in ledger.toml name \
                project codes only.",
    example: "\
PRIA    projects = [\"PRIA\"]
VILJA   cost-centres = [\"3047-3049\"]
5540   3049   PRIA   -600 000,00    <- belongs to both",
};

pub(super) const PROJECT_GONE: Page = Page {
    title: "The ESF project is not in ledger.toml",
    meaning: "The book has events of the project, but without its terms nobody can say how it stands.",
    cause: "The project was taken out of ledger.toml, or was given another code.",
    next_step: "Write the project back into ledger.toml, with the same code.",
    example: "\
In the book:    VILJA, claims 1 and 2
ledger.toml:    code = \"VILJA2\"",
};
