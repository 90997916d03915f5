//! The pages of whole books: the journal with every voucher, and the general ledger of all accounts.

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::calendar::Period;
use crate::chart::ChartOfAccounts;
use crate::general_ledger::GeneralLedger;
use crate::message::{Lang, label};
use crate::render::table::{Cell, ColumnHead, Fit, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::RowKind;
use crate::voucher::{Posting, Voucher};

impl Table {
    /// The page of a journal (grundbok): every row of these vouchers in the order of their series and
    /// numbers, each with the number of the import that brought it, and what both sides come to. Debit
    /// and credit are without sign. All columns are always there, for programs.
    ///
    /// ```
    /// use finsam_ledger::message::Lang;
    /// use finsam_ledger::render::{Table, csv};
    /// use finsam_ledger::{Amount, ChartOfAccounts, Posting, VoucherDraft, VoucherId};
    /// let rows = vec![
    ///     Posting::new("6310".parse()?, Amount::from_ore(12_550)),
    ///     Posting::new("1930".parse()?, Amount::from_ore(-12_550)),
    /// ];
    /// let voucher = VoucherDraft::new(VoucherId::new("A", 1), "2024-02-15".parse()?, "Porto", rows);
    /// let voucher = voucher.try_into_voucher()?;
    /// let chart = ChartOfAccounts::default();
    /// let table = Table::journal([(7, &voucher)], &chart, "2024".parse()?, "Förbundet", Lang::Sv)?;
    /// let csv = csv::csv(&table)?;
    /// assert_eq!(csv.lines().nth(1), Some("A 1;2024-02-15;Porto;7;1;6310;;;;125.50;;"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`AmountError`] if a side does not fit.
    pub fn journal<'a>(
        vouchers: impl IntoIterator<Item = (u64, &'a Voucher)>,
        chart: &ChartOfAccounts,
        period: Period,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let mut vouchers: Vec<(u64, &Voucher)> = vouchers.into_iter().collect();
        // Stable: vouchers that share a number and a day stay in the order they came.
        vouchers.sort_by(|(_, a), (_, b)| (a.id(), a.date()).cmp(&(b.id(), b.date())));
        let rows = |(import, voucher): &(u64, &'a Voucher)| {
            let import = *import;
            let voucher = *voucher;
            let line = move |(at, row)| journal_row((import, voucher), at, row, chart);
            voucher.postings().iter().enumerate().map(line)
        };
        let mut rows: Vec<TableRow> = vouchers.iter().flat_map(rows).collect();
        let amounts = || vouchers.iter().flat_map(|(_, voucher)| voucher.postings()).map(|row| row.amount);
        let on = |side: Side| {
            let of_side = amounts().filter(|amount| amount.side() == Some(side));
            Amount::checked_sum(of_side.map(Amount::magnitude)).map(Cell::Amount)
        };
        let mut total = vec![Cell::text(say(lang, "Summa", "Total"))];
        total.extend(std::iter::repeat_n(Cell::Empty, 8));
        total.extend([on(Side::Debit)?, on(Side::Credit)?, Cell::Empty]);
        rows.push(TableRow { id: String::new(), kind: RowKind::Total, cells: total });
        let title = say(lang, "Grundbok", "Journal");
        Ok(whole_book("journal", title, entity, period, journal_columns(lang), rows, lang))
    }

    /// The page of the general ledger (huvudbok) of many accounts, one after another: what each opens
    /// with, and every posting with the balance after it, so that the last balance of an account is what
    /// it closes with. Debit is positive. All columns are always there, for programs.
    ///
    /// ```
    /// use finsam_ledger::message::Lang;
    /// use finsam_ledger::render::{Table, csv};
    /// use finsam_ledger::{Amount, ChartOfAccounts, GeneralLedger};
    /// let period = "2024".parse()?;
    /// let bank = GeneralLedger::new("1930".parse()?, period, Amount::from_ore(100), Vec::new())?;
    /// let chart = ChartOfAccounts::default();
    /// let table = Table::general_ledgers(&[bank], &chart, period, "Förbundet", Lang::Sv);
    /// let csv = csv::csv(&table)?;
    /// assert_eq!(csv.lines().nth(1), Some("1930;;2024-01-01;;Ingående balans;;;;;1.00"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn general_ledgers(
        ledgers: &[GeneralLedger],
        chart: &ChartOfAccounts,
        period: Period,
        entity: &str,
        lang: Lang,
    ) -> Self {
        let opens = say(lang, "Ingående balans", "Opening balance");
        let rows = ledgers.iter().flat_map(|ledger| {
            let account = account_cells(ledger.account, chart);
            let first = Cell::Date(ledger.period.first().first_day());
            let mut opening = account.to_vec();
            opening.extend([first, Cell::Empty, Cell::text(opens)]);
            opening.extend(std::iter::repeat_n(Cell::Empty, 4));
            opening.push(Cell::Amount(ledger.opening));
            let posted = ledger.postings.iter().map(move |(posting, balance)| {
                let cells = account.iter().cloned().chain(Self::posting_cells(posting));
                cells.chain([Cell::Amount(*balance)]).collect()
            });
            std::iter::once(opening).chain(posted)
        });
        let rows = rows.map(|cells| TableRow { id: String::new(), kind: RowKind::Line, cells }).collect();
        let mut columns: Vec<ColumnHead> = account_columns(lang).into();
        columns.extend(Self::posting_columns(lang));
        columns.push(ColumnHead::figures("balance", say(lang, "Saldo", "Balance")));
        whole_book(
            "general-ledgers",
            say(lang, "Huvudbok", "General ledger"),
            entity,
            period,
            columns,
            rows,
            lang,
        )
    }
}

fn whole_book(
    name: &'static str,
    title: &str,
    entity: &str,
    period: Period,
    columns: Vec<ColumnHead>,
    rows: Vec<TableRow>,
    lang: Lang,
) -> Table {
    Table {
        name,
        title: title.to_owned(),
        entity: entity.to_owned(),
        period: label::period_in_full(period, lang),
        unit: Unit::Kr,
        unit_label: words::unit(Unit::Kr, lang),
        columns,
        rows,
        footnotes: Vec::new(),
    }
}

/// A row of a voucher; its place in the voucher counts from 1.
fn journal_row(
    (import, voucher): (u64, &Voucher),
    at: usize,
    row: &Posting,
    chart: &ChartOfAccounts,
) -> TableRow {
    let on = |side: Side| {
        if row.amount.side() == Some(side) { Cell::Amount(row.amount.magnitude()) } else { Cell::Empty }
    };
    let mut cells = vec![
        Cell::Text(voucher.id().to_string()),
        Cell::Date(voucher.date()),
        Cell::text(voucher.text()),
        Cell::Number(import.into()),
        Cell::Number(at.saturating_add(1).into()),
    ];
    cells.extend(account_cells(row.account, chart));
    cells.extend([Cell::code(row.cost_centre.as_ref()), Cell::code(row.project.as_ref())]);
    cells.extend([on(Side::Debit), on(Side::Credit), Cell::text(&row.text)]);
    TableRow { id: String::new(), kind: RowKind::Line, cells }
}

fn journal_columns(lang: Lang) -> Vec<ColumnHead> {
    let mut columns = vec![
        ColumnHead::words("voucher", say(lang, "Verifikat", "Voucher"), Fit::Whole),
        ColumnHead::words("date", say(lang, "Datum", "Date"), Fit::Whole),
        ColumnHead::words("text", "Text", Fit::Shorten),
        ColumnHead::figures("import", say(lang, "Inläsning", "Import")),
        ColumnHead::figures("row", say(lang, "Rad", "Row")),
    ];
    columns.extend(account_columns(lang));
    columns.extend([
        ColumnHead::words("cost_centre", say(lang, "Kst", "Cost centre"), Fit::Shorten),
        ColumnHead::words("project", say(lang, "Projekt", "Project"), Fit::Shorten),
        ColumnHead::figures("debit", say(lang, "Debet", "Debit")),
        ColumnHead::figures("credit", say(lang, "Kredit", "Credit")),
        ColumnHead::words("row_text", say(lang, "Radtext", "Row text"), Fit::Shorten),
    ]);
    columns
}

fn account_columns(lang: Lang) -> [ColumnHead; 2] {
    [
        ColumnHead::words("account", say(lang, "Konto", "Account"), Fit::Whole),
        ColumnHead::words("name", say(lang, "Benämning", "Name"), Fit::Shorten),
    ]
}

fn account_cells(account: AccountNumber, chart: &ChartOfAccounts) -> [Cell; 2] {
    [Cell::Account(account), chart.name_of(account).map_or(Cell::Empty, Cell::text)]
}
