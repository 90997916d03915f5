//! The pages of listings: the trial balance and the general ledger.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::balances::Amounts;
use crate::calendar::FiscalYear;
use crate::chart::ChartOfAccounts;
use crate::general_ledger::{AccountMonths, GeneralLedger, LedgerPosting};
use crate::message::{Lang, label};
use crate::render::table::{Cell, ColumnHead, Fit, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::RowKind;
use crate::trial_balance::{Grouping, TrialBalance, TrialBalanceKey, TrialBalanceRow};

impl Table {
    /// The page of a trial balance (saldobalans): a row per account and whatever else its rows
    /// are told apart by, and a total. Debit is positive, credit negative; the two columns of
    /// turnover are without sign.
    ///
    /// # Errors
    /// [`AmountError`] if the total does not fit.
    pub fn trial_balance(
        trial_balance: &TrialBalance,
        chart: &ChartOfAccounts,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let by = trial_balance.grouping;
        let line = |(key, row): (&TrialBalanceKey, &TrialBalanceRow)| {
            let name = chart.name_of(key.account).map_or(Cell::Empty, Cell::text);
            let mut cells = vec![Cell::Account(key.account), name];
            let codes = [
                Cell::code(key.cost_centre.as_ref()),
                Cell::code(key.project.as_ref()),
                Cell::code(key.month.as_ref()),
            ];
            cells.extend(
                codes.into_iter().zip(told_apart(by)).filter(|(_, shown)| *shown).map(|(code, _)| code),
            );
            cells.extend(figures(row).map(Cell::Amount));
            TableRow { id: String::new(), kind: RowKind::Line, cells }
        };
        let mut rows: Vec<_> = trial_balance.rows.iter().map(line).collect();
        let [opening, debit, credit, closing] = figures(&trial_balance.total()?).map(Cell::Amount);
        let mut total = vec![Cell::Empty, Cell::text(say(lang, "Summa", "Total"))];
        total.extend(told_apart(by).into_iter().filter(|shown| *shown).map(|_| Cell::Empty));
        // Openings and closings of several months add up to nothing anyone asked for.
        let balance = |cell| if by.month { Cell::Empty } else { cell };
        total.extend([balance(opening), debit, credit, balance(closing)]);
        rows.push(TableRow { id: String::new(), kind: RowKind::Total, cells: total });
        Ok(Self {
            name: "trial-balance",
            title: say(lang, "Saldobalans", "Trial balance").to_owned(),
            entity: entity.to_owned(),
            period: label::period_in_full(trial_balance.period, lang),
            unit: Unit::Kr,
            unit_label: words::unit(Unit::Kr, lang),
            columns: trial_balance_columns(by, lang),
            rows,
            footnotes: Vec::new(),
        })
    }

    /// The page of what a year opens with (ingående balanser), account by account, and their sum, which is
    /// nothing where the books are sound. Debit is positive.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn openings(
        openings: &Amounts,
        year: FiscalYear,
        chart: &ChartOfAccounts,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let mut accounts: BTreeMap<AccountNumber, Amount> = BTreeMap::new();
        for (object, amount) in openings {
            let sum = accounts.entry(object.account).or_default();
            *sum = sum.checked_add(*amount)?;
        }
        let line = |(account, amount): (&AccountNumber, &Amount)| {
            let name = chart.name_of(*account).map_or(Cell::Empty, Cell::text);
            let cells = vec![Cell::Account(*account), name, Cell::Amount(*amount)];
            TableRow { id: String::new(), kind: RowKind::Line, cells }
        };
        let mut rows: Vec<TableRow> = accounts.iter().map(line).collect();
        let sum = Cell::Amount(Amount::checked_sum(accounts.into_values())?);
        let cells = vec![Cell::Empty, Cell::text(say(lang, "Summa", "Total")), sum];
        rows.push(TableRow { id: String::new(), kind: RowKind::Total, cells });
        Ok(Self {
            name: "openings",
            title: say(lang, "Ingående balanser", "Opening balances").to_owned(),
            entity: entity.to_owned(),
            period: year.to_string(),
            unit: Unit::Kr,
            unit_label: words::unit(Unit::Kr, lang),
            columns: vec![
                ColumnHead::words("account", say(lang, "Konto", "Account"), Fit::Whole),
                ColumnHead::words("name", say(lang, "Benämning", "Name"), Fit::Wrap),
                ColumnHead::figures("opening", say(lang, "Ingående balans", "Opening balance")),
            ],
            rows,
            footnotes: Vec::new(),
        })
    }

    /// The page of one account's general ledger (huvudbok): the balance it opens with, every
    /// posting with the balance after it, and what it closes with. The columns for cost centre
    /// and project are there only if a posting has one.
    ///
    /// # Errors
    /// [`AmountError`] if the turnover does not fit.
    pub fn general_ledger(
        ledger: &GeneralLedger,
        account_name: Option<&str>,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let turnover = ledger.turnover()?;
        let (first, last) = (ledger.period.first().first_day(), ledger.period.last().last_day());
        let opens = say(lang, "Ingående balans", "Opening balance");
        let closes = say(lang, "Utgående balans", "Closing balance");
        let on_both_sides = [Cell::Amount(turnover.debit), Cell::Amount(turnover.credit)];
        let mut rows = Vec::with_capacity(ledger.postings.len() + 2);
        rows.push(balance_row(RowKind::Line, first, opens, [Cell::Empty, Cell::Empty], ledger.opening));
        rows.extend(ledger.postings.iter().map(|(posting, balance)| posting_row(posting, *balance)));
        rows.push(balance_row(RowKind::Total, last, closes, on_both_sides, ledger.closing));

        let account = format!("{} {}", ledger.account, account_name.unwrap_or_default());
        let table = Self {
            name: "general-ledger",
            title: format!("{} {}", say(lang, "Huvudbok", "General ledger"), account.trim_end()),
            entity: entity.to_owned(),
            period: label::period_in_full(ledger.period, lang),
            unit: Unit::Kr,
            unit_label: words::unit(Unit::Kr, lang),
            columns: ledger_columns(lang),
            rows,
            footnotes: Vec::new(),
        };
        Ok(table.without_empty_dimensions())
    }

    /// The columns that tell a posting.
    pub(super) fn posting_columns(lang: Lang) -> [ColumnHead; 7] {
        [
            ColumnHead::words("date", say(lang, "Datum", "Date"), Fit::Whole),
            ColumnHead::words("voucher", say(lang, "Verifikat", "Voucher"), Fit::Whole),
            ColumnHead::words("text", "Text", Fit::Shorten),
            ColumnHead::words("cost_centre", say(lang, "Kst", "Cost centre"), Fit::Shorten),
            ColumnHead::words("project", say(lang, "Projekt", "Project"), Fit::Shorten),
            ColumnHead::figures("debit", say(lang, "Debet", "Debit")),
            ColumnHead::figures("credit", say(lang, "Kredit", "Credit")),
        ]
    }

    /// A posting in those columns.
    pub(super) fn posting_cells(posting: &LedgerPosting) -> [Cell; 7] {
        let on = |side: Side| match posting.amount.side() {
            Some(its_side) if its_side == side => Cell::Amount(side.reads(posting.amount)),
            _ => Cell::Empty,
        };
        [
            Cell::Date(posting.date),
            Cell::Text(posting.id.to_string()),
            Cell::text(&posting.text),
            Cell::code(posting.cost_centre.as_ref()),
            Cell::code(posting.project.as_ref()),
            on(Side::Debit),
            on(Side::Credit),
        ]
    }

    /// The table without its columns for cost centre and project where no posting has one.
    pub(super) fn without_empty_dimensions(mut self) -> Self {
        for name in ["project", "cost_centre"] {
            let at = self.columns.iter().position(|column| column.name == name);
            let is_used = |row: &TableRow| at.and_then(|at| row.cells.get(at)) != Some(&Cell::Empty);
            if !self.rows.iter().any(is_used) {
                self.remove_column(name);
            }
        }
        self
    }

    /// An account month by month: what was booked on both sides, and the balance after it.
    ///
    /// # Errors
    /// [`AmountError`] if a balance does not fit.
    pub fn account_months(
        account: AccountNumber,
        months: &AccountMonths,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let mut balance = months.opening;
        let opens = say(lang, "Ingående balans", "Opening balance");
        let cells = vec![Cell::text(opens), Cell::Empty, Cell::Empty, Cell::Amount(balance)];
        let mut rows = vec![TableRow { id: String::new(), kind: RowKind::Line, cells }];
        for (month, turnover) in &months.months {
            balance = balance.checked_add(turnover.change()?)?;
            let mut cells = vec![Cell::Text(month.to_string())];
            cells.extend([turnover.debit, turnover.credit, balance].map(Cell::Amount));
            rows.push(TableRow { id: String::new(), kind: RowKind::Line, cells });
        }
        Ok(Self {
            name: "account-months",
            title: format!("{account} {}", say(lang, "månad för månad", "month by month")),
            entity: entity.to_owned(),
            period: String::new(),
            unit: Unit::Kr,
            unit_label: words::unit(Unit::Kr, lang),
            columns: vec![
                ColumnHead::words("month", say(lang, "Månad", "Month"), Fit::Whole),
                ColumnHead::figures("debit", say(lang, "Debet", "Debit")),
                ColumnHead::figures("credit", say(lang, "Kredit", "Credit")),
                ColumnHead::figures("balance", say(lang, "Saldo", "Balance")),
            ],
            rows,
            footnotes: Vec::new(),
        })
    }

    /// This general ledger, of an account that has more postings than it lists: its rows without
    /// balances, which would not follow from each other.
    pub(super) fn without_balances(mut self) -> Self {
        self.remove_column("balance");
        self.rows.pop();
        if !self.rows.is_empty() {
            self.rows.remove(0);
        }
        self
    }

    pub(super) fn remove_column(&mut self, name: &str) {
        if let Some(index) = self.columns.iter().position(|column| column.name == name) {
            self.columns.remove(index);
            self.rows.iter_mut().for_each(|row| drop(row.cells.remove(index)));
        }
    }
}

/// Whether there is a column for the cost centre, the project and the month.
const fn told_apart(by: Grouping) -> [bool; 3] {
    [by.cost_centre, by.project, by.month]
}

fn trial_balance_columns(by: Grouping, lang: Lang) -> Vec<ColumnHead> {
    let mut columns = vec![
        ColumnHead::words("account", say(lang, "Konto", "Account"), Fit::Whole),
        ColumnHead::words("name", say(lang, "Benämning", "Name"), Fit::Shorten),
    ];
    let codes = [
        ColumnHead::words("cost_centre", say(lang, "Kst", "Cost centre"), Fit::Shorten),
        ColumnHead::words("project", say(lang, "Projekt", "Project"), Fit::Shorten),
        ColumnHead::words("month", say(lang, "Månad", "Month"), Fit::Whole),
    ];
    columns.extend(codes.into_iter().zip(told_apart(by)).filter(|(_, shown)| *shown).map(|(head, _)| head));
    columns.extend([
        ColumnHead::figures("opening", say(lang, "IB", "Opening")),
        ColumnHead::figures("debit", say(lang, "Debet", "Debit")),
        ColumnHead::figures("credit", say(lang, "Kredit", "Credit")),
        ColumnHead::figures("closing", say(lang, "UB", "Closing")),
    ]);
    columns
}

/// Opening, debit, credit, closing.
const fn figures(row: &TrialBalanceRow) -> [Amount; 4] {
    [row.opening, row.turnover.debit, row.turnover.credit, row.closing]
}

fn ledger_columns(lang: Lang) -> Vec<ColumnHead> {
    let balance = ColumnHead::figures("balance", say(lang, "Saldo", "Balance"));
    Table::posting_columns(lang).into_iter().chain([balance]).collect()
}

fn balance_row(kind: RowKind, date: NaiveDate, label: &str, sides: [Cell; 2], balance: Amount) -> TableRow {
    let mut cells = vec![Cell::Date(date), Cell::Empty, Cell::text(label), Cell::Empty, Cell::Empty];
    cells.extend(sides);
    cells.push(Cell::Amount(balance));
    TableRow { id: String::new(), kind, cells }
}

fn posting_row(posting: &LedgerPosting, balance: Amount) -> TableRow {
    let cells = Table::posting_cells(posting).into_iter().chain([Cell::Amount(balance)]).collect();
    TableRow { id: String::new(), kind: RowKind::Line, cells }
}
