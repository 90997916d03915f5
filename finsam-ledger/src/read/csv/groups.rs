//! Accounts and vouchers that a table prints once and leaves out in the rows below.
//!
//! A general ledger (huvudbok) prints the account once, a list of vouchers (verifikationslista) the
//! number and the date. Whether a blank field is left out or missing shows in the whole file: where
//! others are printed again and again, it is missing.

use chrono::NaiveDate;

use super::stretch::{Above, Stretch};
use super::totals::Scope;
use crate::account::AccountNumber;
use crate::finding::Finding;
use crate::read::intake::VoucherRow;

/// How many rows are remembered that left out what no row may.
const REMEMBERED_MAX: usize = 1000;

/// What a row left out and took over from one above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Nothing,
    Account,
    Voucher,
}

/// The cells that say which voucher a row is of, as they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct VoucherCells {
    pub(crate) series: Vec<u8>,
    pub(crate) number: Vec<u8>,
    pub(crate) date: Vec<u8>,
    /// The text that its heading gives it.
    pub(crate) text: String,
}

/// The groups of a file so far.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// Whether the account stands before the voucher's number: then the groups are accounts.
    by_account: bool,
    /// The account that rows may leave out, and whether a heading says it.
    account: Option<(AccountNumber, bool)>,
    /// Whether rows may leave out the voucher, and whether a heading says it.
    voucher: Option<bool>,
    cells: VoucherCells,
    last: Option<(AccountNumber, u64, NaiveDate)>,
    first_day: Option<NaiveDate>,
    /// Whether a page began after the last row.
    is_new_page: bool,
    shown: Shown,
    accounts_left_out: Vec<Finding>,
    vouchers_left_out: Vec<Finding>,
    /// What is wrong with the last heading if the row below it does not belong to it.
    pending: Option<(Taken, Vec<Finding>)>,
    /// What is wrong with the headings without rows, unless the file has account headings: then an
    /// account may be without rows.
    account_headings: Option<Vec<Finding>>,
    without_rows: Vec<Finding>,
}

/// What the rows show of whether blank fields are left out or missing.
#[derive(Clone, Copy, Debug, Default)]
struct Shown {
    /// An account was printed again where it could have been left out.
    account_again: bool,
    /// So was a voucher's number.
    number_again: bool,
    /// An account was left out in a row of another voucher than the row above.
    left_out_of_other_voucher: bool,
}

impl Groups {
    pub(crate) fn new(by_account: bool) -> Self {
        Self { by_account, account_headings: Some(Vec::new()), ..Self::default() }
    }

    /// Whether a row of the voucher of the row before it comes next.
    #[inline]
    pub(crate) fn goes_on(&self, row: &VoucherRow<'_>, series: &[u8]) -> bool {
        // Comparing bytes where there are none may cost more than all else that a row costs.
        matches!(self.last, Some((_, number, _)) if number == row.number)
            && series.len() == self.cells.series.len()
            && (series.is_empty() || self.cells.series == series)
    }

    /// A posting comes next, with these cells; tells what is wrong if the heading above it is none.
    #[inline]
    pub(crate) fn posted<'a>(
        &mut self,
        row: &VoucherRow<'_>,
        cells: impl FnOnce() -> [&'a [u8]; 3],
        taken: Taken,
        goes_on: bool,
    ) -> Option<Vec<Finding>> {
        let wrong = self.pending.is_some().then(|| self.heading_of(row, taken, goes_on));
        if taken == Taken::Account {
            self.shown.left_out_of_other_voucher |= !goes_on;
        } else {
            let same = matches!(self.last, Some((account, ..)) if account == row.account);
            self.shown.account_again |= same && !self.is_new_page;
            if !matches!(self.account, Some((account, true)) if account == row.account) {
                self.account = Some((row.account, false));
            }
        }
        if taken != Taken::Voucher {
            self.shown.number_again |= goes_on && !self.is_new_page;
            self.voucher = Some(self.voucher == Some(true) && goes_on);
            if !goes_on || matches!(self.last, Some((.., date)) if date != row.date) {
                self.keep_cells(cells());
            }
        }
        self.is_new_page = false;
        self.last = Some((row.account, row.number, row.date));
        if self.first_day.is_none_or(|first| row.date < first) {
            self.first_day = Some(row.date);
        }
        wrong
    }

    /// The number in the row before, if there is one. `None` where a heading stands between, and only
    /// the next row shows what it is worth.
    pub(super) fn above(&self) -> Option<Above> {
        self.pending.is_none().then(|| Above::Known(self.last.map(|(_, number, _)| number)))
    }

    /// Plain rows come next, of other vouchers than the row before them; the last voucher has these
    /// cells.
    pub(super) fn pass(&mut self, rows: &Stretch, cells: [&[u8]; 3]) {
        let (Some(first), Some(last)) = (rows.runs.first(), rows.runs.last()) else { return };
        let (Some(last_account), first_day) = (rows.last_account, rows.runs.iter().map(|run| run.date).min())
        else {
            return;
        };
        let same = matches!(self.last, Some((account, ..)) if account == first.account);
        self.shown.account_again |= rows.has_account_again || same && !self.is_new_page;
        self.shown.number_again |= rows.runs.iter().any(|run| run.rows > 1);
        if !rows.is_of_one_account || self.account() != Some(last_account) {
            self.account = Some((last_account, false));
        }
        self.voucher = Some(false);
        self.keep_cells(cells);
        self.is_new_page = false;
        self.last = Some((last_account, last.number, last.date));
        self.first_day = self.first_day.into_iter().chain(first_day).min();
    }

    fn keep_cells(&mut self, [series, number, date]: [&[u8]; 3]) {
        let kept = &mut self.cells;
        for (kept, cell) in [(&mut kept.series, series), (&mut kept.number, number), (&mut kept.date, date)] {
            kept.clear();
            kept.extend_from_slice(cell);
        }
        kept.text.clear();
    }

    /// What is wrong with the heading above a row, if the row has an account or a voucher of its own.
    #[cold]
    fn heading_of(&mut self, row: &VoucherRow<'_>, taken: Taken, goes_on: bool) -> Vec<Finding> {
        let Some((gives, wrong)) = self.pending.take() else { return Vec::new() };
        let belongs = match gives {
            Taken::Account => self.account.is_some_and(|(account, _)| account == row.account),
            Taken::Voucher => {
                taken == Taken::Voucher || goes_on || self.cells.number == row.number.to_string().as_bytes()
            }
            Taken::Nothing => true,
        };
        if !belongs {
            return wrong;
        }
        if gives == Taken::Account {
            self.account_headings = None;
        }
        Vec::new()
    }

    /// No row came between the last heading and what comes next.
    fn end_heading(&mut self) {
        let kept = match &self.pending {
            Some((Taken::Account, _)) => self.account_headings.as_mut(),
            Some(_) => Some(&mut self.without_rows),
            None => None,
        };
        if let (Some(kept), Some((_, wrong))) = (kept, self.pending.take())
            && kept.len() < REMEMBERED_MAX
        {
            kept.extend(wrong);
        }
    }

    /// Rows of this account follow. `wrong` is what is wrong if they do not.
    pub(crate) fn account_heading(&mut self, account: AccountNumber, wrong: Vec<Finding>) {
        self.end_heading();
        self.account = Some((account, true));
        self.pending = Some((Taken::Account, wrong));
    }

    /// Rows of this voucher follow. `wrong` is what is wrong if they do not.
    pub(crate) fn voucher_heading(&mut self, cells: VoucherCells, wrong: Vec<Finding>) {
        self.end_heading();
        self.voucher = Some(true);
        self.cells = cells;
        self.last = None;
        self.pending = Some((Taken::Voucher, wrong));
    }

    /// The heading above has rows of its own below it.
    pub(crate) fn confirm(&mut self) {
        if let Some((Taken::Account, _)) = self.pending.take() {
            self.account_headings = None;
        }
    }

    /// A page begins.
    pub(crate) fn start_page(&mut self) {
        self.is_new_page = true;
    }

    /// A total of these rows closes their group.
    pub(crate) fn close(&mut self, scope: Scope) {
        match scope {
            Scope::Account if self.account.is_some() => self.account = None,
            Scope::Voucher => self.voucher = None,
            Scope::Account | Scope::Other => {}
        }
    }

    /// The account that a row may leave out.
    pub(crate) fn account_left_out(&self) -> Option<AccountNumber> {
        self.account.filter(|(_, by_heading)| *by_heading || self.by_account).map(|(account, _)| account)
    }

    /// The voucher that a row may leave out.
    pub(crate) fn voucher_left_out(&self) -> Option<&VoucherCells> {
        let may = self.voucher.is_some_and(|by_heading| by_heading || !self.by_account);
        may.then_some(&self.cells)
    }

    /// The account of the group that is being printed.
    pub(crate) fn account(&self) -> Option<AccountNumber> {
        self.account.map(|(account, _)| account)
    }

    /// The earliest day of the rows.
    pub(crate) fn first_day(&self) -> Option<NaiveDate> {
        self.first_day
    }

    /// A row left out what was printed above; `wrong` says what is wrong if that may not be.
    pub(crate) fn left_out(&mut self, taken: Taken, wrong: impl IntoIterator<Item = Finding>) {
        let (is_by_heading, kept) = match taken {
            Taken::Nothing => return,
            Taken::Account => (self.account.is_some_and(|(_, heading)| heading), &mut self.accounts_left_out),
            Taken::Voucher => (self.voucher == Some(true), &mut self.vouchers_left_out),
        };
        if !is_by_heading && kept.len() < REMEMBERED_MAX {
            kept.extend(wrong);
        }
    }

    /// What is wrong now that the whole file has been seen; `lies_by_account` says that each
    /// account's rows lie in one stretch.
    pub(crate) fn end(mut self, lies_by_account: bool) -> Vec<Finding> {
        self.end_heading();
        let mut wrong = self.without_rows;
        wrong.extend(self.account_headings.unwrap_or_default());
        if self.shown.account_again || !self.shown.left_out_of_other_voucher || !lies_by_account {
            wrong.extend(self.accounts_left_out);
        }
        if self.shown.number_again {
            wrong.extend(self.vouchers_left_out);
        }
        wrong
    }
}
