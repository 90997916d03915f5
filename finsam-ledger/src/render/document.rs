//! Reports as one paper: their tables in order, what stands behind the figures, and the accounts
//! with their vouchers at the end. What HTML, workbooks and Word files are drawn from.

use std::collections::{BTreeMap, BTreeSet};

use crate::account::AccountNumber;
use crate::amount::AmountError;
use crate::calendar::Period;
use crate::chart::ChartOfAccounts;
use crate::general_ledger::{AccountMonths, GeneralLedger, LedgerPosting};
use crate::message::{Lang, label};
use crate::render::picture::Picture;
use crate::render::report::{PageWords, Report};
use crate::render::table::Table;
use crate::render::words::say;
use crate::statement::{Layout, Origin};

/// Reports as one paper, before it is drawn in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is called: the annual report, or what its only report is called.
    pub title: String,
    /// Whose figures they are.
    pub entity: String,
    /// Its number in the register of organisations (organisationsnummer), if it is known.
    pub organisation_number: Option<String>,
    /// The period in words.
    pub period: String,
    /// Whether it is the annual report, whichever reports there are in it.
    pub is_annual: bool,
    /// The language of what the reports themselves do not say.
    pub lang: Lang,
    /// The hash of the book the figures come from, in hexadecimal digits, if they come from one.
    pub seal: Option<String>,
    /// The reports, in order.
    pub sections: Vec<Section>,
    /// The accounts behind the figures, in order of their numbers; none where only tables are asked for.
    pub accounts: Vec<AccountPage>,
    /// What is wrong with the books, or doubtful, a sentence each.
    pub remarks: Vec<Remark>,
}

/// One report of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name in commands and files; no other section has it.
    pub name: String,
    /// Its page.
    pub table: Table,
    /// What its rows are made of, by their names in the layout; empty where that is not told.
    pub origins: BTreeMap<String, Origin>,
    /// The row that a note begins with, by the name of the row that refers to it.
    pub notes: BTreeMap<String, String>,
    /// The pictures that stand with it; none where only tables are asked for.
    pub pictures: Vec<Picture>,
}

/// An account with what was booked on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountPage {
    /// What it is called; empty if nobody says.
    pub name: String,
    /// What it opened with, and what came month by month.
    pub months: AccountMonths,
    /// The vouchers, each with the balance after it; the largest of them where there are too many, and
    /// the balances beside them then say nothing.
    pub ledger: GeneralLedger,
    /// How many postings are not listed.
    pub left_out: usize,
}

/// Something that a reader of the figures must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// How serious it is.
    pub severity: crate::finding::Severity,
    /// The code of the finding.
    pub code: String,
    /// What is wrong, in a sentence with its figures.
    pub text: String,
    /// The account it is about, if it is about one.
    pub account: Option<AccountNumber>,
}

/// How many postings of all accounts a document lists at most. Beyond, each account lists its largest,
/// so that the file stays usable.
pub const POSTINGS_MAX: usize = 20_000;

/// How many postings of an account are listed where there are too many of all.
pub const LARGEST_MAX: usize = 25;

impl Document {
    /// The annual report: these reports in this order.
    #[must_use]
    pub fn annual(reports: &[Report], period: Period, words: &PageWords<'_>) -> Self {
        let sections: Vec<Section> = reports.iter().map(|report| Section::of(report, words)).collect();
        let title = say(words.lang, "Årsredovisning", "Annual report").to_owned();
        Self { is_annual: true, ..Self::of(title, sections, period, words) }
    }

    /// One report.
    #[must_use]
    pub fn single(report: &Report, period: Period, words: &PageWords<'_>) -> Self {
        let section = Section::of(report, words);
        Self::of(section.table.title.clone(), vec![section], period, words)
    }

    /// One table that is no report: a trial balance, the general ledger of an account.
    #[must_use]
    pub fn of_table(table: Table, lang: Lang) -> Self {
        Self {
            title: table.title.clone(),
            entity: table.entity.clone(),
            organisation_number: None,
            period: table.period.clone(),
            is_annual: false,
            lang,
            seal: None,
            sections: vec![Section::of_table(table.name, table)],
            accounts: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn of(title: String, sections: Vec<Section>, period: Period, words: &PageWords<'_>) -> Self {
        Self {
            title,
            entity: words.entity.to_owned(),
            organisation_number: None,
            period: label::period_in_full(period, words.lang),
            is_annual: false,
            lang: words.lang,
            seal: None,
            sections,
            accounts: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// The tables with the names of their sections.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.sections.iter().map(|section| (section.name.as_str(), &section.table))
    }

    /// Lists what was booked during a period on these accounts: `postings` gives those of one. An annual
    /// report lists them all, a report those behind its figures.
    ///
    /// # Errors
    /// What `postings` fails with, and [`AmountError`] if a balance on the way does not fit.
    pub fn list_accounts<E: From<AmountError>>(
        &mut self,
        mut accounts: BTreeMap<AccountNumber, AccountMonths>,
        period: Period,
        chart: &ChartOfAccounts,
        mut postings: impl FnMut(AccountNumber) -> Result<Vec<LedgerPosting>, E>,
    ) -> Result<(), E> {
        let origins = self.sections.iter().flat_map(|section| section.origins.values());
        let behind: BTreeSet<AccountNumber> =
            origins.flat_map(|origin| &origin.accounts).map(|part| part.account).collect();
        accounts.retain(|account, _| self.is_annual || behind.contains(account));
        for account in behind {
            accounts.entry(account).or_default();
        }
        let mut pages = Vec::with_capacity(accounts.len());
        let mut listed = 0_usize;
        for (account, months) in accounts {
            let found = postings(account)?;
            listed = listed.saturating_add(found.len());
            let ledger = GeneralLedger::new(account, period, months.opening, found)?;
            let name = chart.name_of(account).unwrap_or_default().to_owned();
            let mut page = AccountPage { name, months, ledger, left_out: 0 };
            // What is too much already need not be kept until all is counted.
            if listed > POSTINGS_MAX {
                page.keep_largest();
            }
            pages.push(page);
        }
        if listed > POSTINGS_MAX {
            pages.iter_mut().for_each(AccountPage::keep_largest);
        }
        self.accounts = pages;
        Ok(())
    }
}

impl Section {
    /// A report's page.
    #[must_use]
    pub fn of(report: &Report, words: &PageWords<'_>) -> Self {
        Self::of_table(report.name(), report.table(words))
    }

    pub(super) fn of_table(name: &str, table: Table) -> Self {
        Self {
            name: name.to_owned(),
            table,
            origins: BTreeMap::new(),
            notes: BTreeMap::new(),
            pictures: Vec::new(),
        }
    }

    /// Lets its rows open to what they are made of, and lead to the notes that they refer to.
    pub fn open(&mut self, origins: BTreeMap<String, Origin>, layout: &Layout) {
        self.origins = origins;
        let refers = self.table.columns.iter().any(|head| head.name == "note");
        let rows = self.table.rows.iter().filter(|_| refers);
        let note = |id: &str| layout.note_of(id).map(|note| (id.to_owned(), note.id.clone()));
        self.notes = rows.filter_map(|row| note(&row.id)).collect();
    }
}

impl AccountPage {
    /// The tables of the account: its general ledger; or where not all of it is listed its months, and
    /// the largest postings.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn tables(&self, entity: &str, lang: Lang) -> Result<Vec<Table>, AmountError> {
        let name = Some(self.name.as_str()).filter(|name| !name.is_empty());
        let ledger = Table::general_ledger(&self.ledger, name, entity, lang)?;
        if self.left_out == 0 && (!self.ledger.postings.is_empty() || self.months.months.is_empty()) {
            return Ok(vec![ledger]);
        }
        let months = Table::account_months(self.ledger.account, &self.months, entity, lang)?;
        let largest = (self.left_out > 0).then(|| ledger.without_balances());
        Ok(std::iter::once(months).chain(largest).collect())
    }

    /// Keeps the largest postings, in their order.
    fn keep_largest(&mut self) {
        let postings = &mut self.ledger.postings;
        if postings.len() <= LARGEST_MAX {
            return;
        }
        let size = |(posting, _): &(LedgerPosting, _)| posting.amount.ore().unsigned_abs();
        let mut sizes: Vec<u64> = postings.iter().map(size).collect();
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        let least = sizes.get(LARGEST_MAX - 1).copied().unwrap_or_default();
        let above = sizes.iter().filter(|size| **size > least).count();
        // Of those that are equally large, the first.
        let mut room = LARGEST_MAX.saturating_sub(above);
        let before = postings.len();
        postings.retain(|posting| {
            let size = size(posting);
            let fits = size == least && room > 0;
            room -= usize::from(fits);
            size > least || fits
        });
        self.left_out += before - postings.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::voucher_id::VoucherId;

    #[test]
    fn the_largest_postings_are_kept_in_their_order() {
        let posting = |number: u64, ore: i64| LedgerPosting {
            date: "2024-01-31".parse().expect("a day"),
            id: VoucherId::new("A", number),
            text: "".into(),
            cost_centre: None,
            project: None,
            amount: Amount::from_ore(ore),
        };
        let period = "2024".parse().expect("a year");
        let postings =
            (1..=40).map(|number| posting(number, if number % 2 == 0 { -700 } else { 5 })).collect();
        let ledger = GeneralLedger::new("5539".parse().expect("an account"), period, Amount::ZERO, postings);
        let mut page = AccountPage {
            name: String::new(),
            months: AccountMonths::default(),
            ledger: ledger.expect("balances that fit"),
            left_out: 0,
        };
        page.keep_largest();
        let kept: Vec<u64> = page.ledger.postings.iter().map(|(posting, _)| posting.id.number()).collect();
        let expected: Vec<u64> = (1..=40).filter(|number| number % 2 == 0 || *number < 10).collect();
        assert_eq!((kept, page.left_out), (expected, 15));
    }
}
