//! An ESF project for tests: actual cost on 3047 and a lump sum, two thirds of it supported.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::expect_used, reason = "a helper of a test may fail it")]

use finsam_ledger::schedule::esf::{
    CostBase, CostBasis, EsfAccounts, EsfEvent, EsfProject, EsfScope, EsfTerms, FollowedProject, Rate,
};
use finsam_ledger::{AccountNumber, Amount, CostCentre, Project, YearEnd};

pub(crate) const RATE: i64 = 66;

pub(crate) fn account(number: u32) -> AccountNumber {
    AccountNumber::new(number).expect("an account")
}

pub(crate) fn code(text: &str) -> Project {
    Project::new(text).expect("a code")
}

pub(crate) fn terms(grant: i64) -> EsfTerms {
    let accounts = vec!["4000-7999".parse().expect("a range")];
    let actual = CostBasis::Actual { cost_centres: vec!["3047".parse().expect("a span")], accounts };
    EsfTerms {
        code: code("VILJA"),
        name: "Vilja".to_owned(),
        funder: "Svenska ESF-rådet".to_owned(),
        period: "2024-01..2025-06".parse().expect("a period"),
        scope: EsfScope {
            projects: vec![code("VILJA")],
            cost_centres: vec!["3047-3048".parse().expect("a span")],
        },
        grant: Amount::from_ore(grant),
        support_rate: Rate::from_percent(RATE.into()).expect("a rate"),
        bases: vec![CostBase { name: "Faktiska".to_owned(), basis: actual }],
        co_financing: Vec::new(),
        accounts: EsfAccounts {
            receivable: account(1712),
            income: account(3511),
            bank: account(1930),
            cost: account(5540),
            provision: account(2991),
            cost_centre: CostCentre::new("3048").ok(),
            provision_cost_centre: None,
        },
    }
}

pub(crate) fn project(grant: i64) -> EsfProject {
    EsfProject::new(terms(grant)).expect("the terms make sense")
}

pub(crate) fn followed(events: &[EsfEvent]) -> FollowedProject {
    FollowedProject { project: project(100_000_000), events: events.to_vec() }
}

pub(crate) fn year_end() -> YearEnd {
    YearEnd {
        balance_accounts: vec!["1000-2999".parse().expect("a range")],
        equity: vec!["2000-2099".parse().expect("a range")],
        result_to: account(2010),
    }
}
