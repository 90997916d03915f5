//! What of a book the exports hold, and what its codes are called.

use std::collections::BTreeMap;

use crate::Fallible;
use crate::calendar::Date;
use crate::construct::{Posting, Series, Voucher};
use crate::description::Description;

/// The names that the template of the same förbund gives accounts, cost centres and projects.
const NAMES: &str = include_str!("../../../finsam-ledger/data/templates/sjuharad.toml");

/// A voucher with its number.
pub(super) struct Numbered<'a> {
    pub(super) series: Series,
    pub(super) number: u32,
    pub(super) date: Date,
    pub(super) postings: &'a [Posting],
}

impl Numbered<'_> {
    /// What the voucher is about: its last row, the one on the bank or on what is owed, says it.
    pub(super) fn text(&self) -> &str {
        self.postings.last().map_or("", |posting| &posting.text)
    }

    /// Series and number in one.
    pub(super) fn id(&self) -> String {
        format!("{}{}", self.series.letter(), self.number)
    }
}

/// The vouchers of a part of a fiscal year, with what the year opened with.
pub(super) struct Extract<'a> {
    /// Whose books they are.
    pub(super) entity: String,
    /// The first day, which opens the fiscal year.
    pub(super) first: Date,
    /// The last day.
    pub(super) last: Date,
    /// The opening balances in öre, debit positive.
    pub(super) openings: BTreeMap<u32, i64>,
    /// The vouchers, day by day.
    pub(super) vouchers: Vec<Numbered<'a>>,
    names: BTreeMap<(&'static str, &'static str), &'static str>,
}

impl<'a> Extract<'a> {
    /// The vouchers from `first`, which opens a fiscal year, to `last`.
    pub(super) fn new(
        description: &Description,
        vouchers: &'a [Voucher],
        first: Date,
        last: Date,
    ) -> Fallible<Self> {
        let equity = description.role("equity")?;
        let mut openings = description.openings.clone();
        for posting in vouchers.iter().filter(|voucher| voucher.date < first).flat_map(|v| &v.postings) {
            let account = if posting.cell.account < 3000 { posting.cell.account } else { equity };
            *openings.entry(account).or_default() += posting.amount;
        }
        openings.retain(|_, amount| *amount != 0);
        let mut numbers: BTreeMap<Series, u32> = BTreeMap::new();
        let within = vouchers.iter().filter(|voucher| (first..=last).contains(&voucher.date));
        let numbered = within.map(|voucher| {
            let number = numbers.entry(voucher.series).or_default();
            *number += 1;
            let Voucher { date, series, postings } = voucher;
            Numbered { series: *series, number: *number, date: *date, postings }
        });
        let numbered = numbered.collect();
        let names = names();
        let entity = (*names.get(&("entity", "name")).ok_or("the template has no name")?).to_owned();
        Ok(Self { entity, first, last, openings, vouchers: numbered, names })
    }

    /// What an account is called.
    pub(super) fn account_name(&self, account: u32) -> &'static str {
        self.name("accounts", &account.to_string())
    }

    /// What a code of `[cost-centres]` or `[projects]` is called.
    pub(super) fn name(&self, section: &'static str, code: &str) -> &'static str {
        let named = self.names.iter().find(|((of, key), _)| *of == section && *key == code);
        named.map_or("", |(_, name)| name)
    }

    /// The vouchers series by series.
    pub(super) fn by_series(&self) -> Vec<&Numbered<'a>> {
        let mut vouchers: Vec<_> = self.vouchers.iter().collect();
        vouchers.sort_by_key(|voucher| (voucher.series.letter(), voucher.number));
        vouchers
    }

    /// Every account with an opening balance or a posting, in order, with its postings.
    pub(super) fn by_account(&self) -> BTreeMap<u32, Vec<(&Numbered<'a>, &'a Posting)>> {
        let mut accounts: BTreeMap<u32, Vec<_>> =
            self.openings.keys().map(|account| (*account, Vec::new())).collect();
        for voucher in &self.vouchers {
            for posting in voucher.postings {
                accounts.entry(posting.cell.account).or_default().push((voucher, posting));
            }
        }
        accounts
    }

    /// What an account opens with.
    pub(super) fn opening(&self, account: u32) -> i64 {
        self.openings.get(&account).copied().unwrap_or_default()
    }
}

/// Section and key of every line `key = "name"` of the template.
fn names() -> BTreeMap<(&'static str, &'static str), &'static str> {
    let mut section = "";
    let mut names = BTreeMap::new();
    for line in NAMES.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
        } else if let Some((key, value)) = line.split_once(" = ")
            && let Some(name) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'))
        {
            names.insert((section, key), name);
        }
    }
    names
}
