//! `[accruals]`: the accounts on which accruals stand while they are open (interimskonton).

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::super::toml_file::TomlFile;
use crate::account::AccountNumber;
use crate::finding::{Fact, Finding};
use crate::schedule::AccrualKind;

/// The section as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawAccruals {
    accrued_expense: Option<Spanned<toml::Value>>,
    accrued_income: Option<Spanned<toml::Value>>,
    prepaid_expense: Option<Spanned<toml::Value>>,
    deferred_income: Option<Spanned<toml::Value>>,
}

/// The account of each kind of accrual that has one.
pub(super) fn accrual_accounts(
    file: &TomlFile<'_>,
    raw: RawAccruals,
    findings: &mut Vec<Finding>,
) -> BTreeMap<AccrualKind, AccountNumber> {
    let written = [
        (AccrualKind::AccruedExpense, raw.accrued_expense),
        (AccrualKind::AccruedIncome, raw.accrued_income),
        (AccrualKind::PrepaidExpense, raw.prepaid_expense),
        (AccrualKind::DeferredIncome, raw.deferred_income),
    ];
    let mut accounts = BTreeMap::new();
    for (kind, written) in written {
        let Some(written) = written else { continue };
        let text = match written.get_ref() {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match text.parse() {
            Ok(account) => {
                accounts.insert(kind, account);
            }
            Err(_) => findings.push(file.at(&written.span(), Fact::SelectorUnreadable { text })),
        }
    }
    accounts
}
