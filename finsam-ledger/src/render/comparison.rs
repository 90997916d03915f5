//! The pages of a comparison: what differs between two sides, a table for each thing it can be.

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::chart::ChartOfAccounts;
use crate::compare::{AccountCompared, Both, ChangedVoucher, Comparison, Totals, Which};
use crate::message::{Lang, label};
use crate::render::table::{Cell, ColumnHead, Fit, Footnote, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::RowKind;
use crate::voucher::{Posting, Voucher};

impl Table {
    /// The pages of a comparison: each side in numbers, then the accounts, months and vouchers
    /// that differ, as far as any do. Each lists at most `limit` of them and says how many more
    /// there are; `A − B` is what A has more than B, debit positive.
    ///
    /// # Errors
    /// [`AmountError`] if a difference does not fit.
    pub fn comparison(
        comparison: &Comparison<'_>,
        chart: &ChartOfAccounts,
        limit: Option<usize>,
        lang: Lang,
    ) -> Result<Vec<Self>, AmountError> {
        let page = Page { comparison, chart, limit: limit.unwrap_or(usize::MAX), lang };
        let vouchers = &comparison.vouchers;
        let mut tables = vec![page.totals()?, page.accounts()?, page.months()?, page.account_months()?];
        for which in Which::BOTH {
            tables.push(page.only(which, vouchers.only.of(which))?);
        }
        tables.extend([page.changed(), page.renumbered()?, page.reworded()]);
        tables.retain(|table| !table.rows.is_empty());
        Ok(tables)
    }
}

struct Page<'a> {
    comparison: &'a Comparison<'a>,
    chart: &'a ChartOfAccounts,
    limit: usize,
    lang: Lang,
}

impl Page<'_> {
    const fn say(&self, swedish: &'static str, english: &'static str) -> &'static str {
        say(self.lang, swedish, english)
    }

    /// A page with nothing in it yet. `count` is how many things there are, where they are listed.
    fn table(
        &self,
        name: &'static str,
        title: &str,
        count: Option<usize>,
        columns: Vec<ColumnHead>,
    ) -> Table {
        let more = count.unwrap_or(0).saturating_sub(self.limit);
        let text = match self.lang {
            Lang::Sv => format!("… och {more} till. --all visar alla."),
            Lang::En => format!("… and {more} more. --all shows them all."),
        };
        let more = (more > 0).then(|| Footnote { row: String::new(), text });
        Table {
            name,
            title: count.map_or_else(|| title.to_owned(), |count| format!("{title} ({count})")),
            entity: String::new(),
            period: self
                .comparison
                .period
                .map(|period| label::period_in_full(period, self.lang))
                .unwrap_or_default(),
            unit: Unit::Kr,
            unit_label: words::unit(Unit::Kr, self.lang),
            columns,
            rows: Vec::new(),
            footnotes: more.into_iter().collect(),
        }
    }

    fn totals(&self) -> Result<Table, AmountError> {
        let columns = [vec![ColumnHead::words("what", "", Fit::Shorten)], compared_columns()].concat();
        let mut table = self.table("totals", self.say("Summor", "Totals"), None, columns);
        let totals = &self.comparison.totals;
        let count = |of: fn(&Totals) -> u64| {
            let counts = Both { a: of(&totals.a), b: of(&totals.b) };
            let difference = i128::from(counts.a) - i128::from(counts.b);
            [counts.a.to_string(), counts.b.to_string(), difference.to_string()].map(Cell::Text)
        };
        let turnover = totals.map(|totals| totals.turnover);
        let date = |of: fn(&Totals) -> Option<chrono::NaiveDate>| {
            let dates = totals.map(|totals| of(&totals).map_or(Cell::Empty, Cell::Date));
            [dates.a, dates.b, Cell::Empty]
        };
        let lines = [
            (self.say("Verifikat", "Vouchers"), count(|totals| totals.vouchers)),
            (self.say("Rader", "Rows"), count(|totals| totals.rows)),
            (self.say("Debet", "Debit"), amounts(turnover.map(|turnover| turnover.debit))?),
            (self.say("Kredit", "Credit"), amounts(turnover.map(|turnover| turnover.credit))?),
            (self.say("Första datum", "First date"), date(|totals| Some(totals.dates?.0))),
            (self.say("Sista datum", "Last date"), date(|totals| Some(totals.dates?.1))),
        ];
        table.rows = lines.into_iter().map(|(what, cells)| line(vec![Cell::text(what)], cells)).collect();
        Ok(table)
    }

    /// A line for each figure of an account that differs.
    fn accounts(&self) -> Result<Table, AmountError> {
        let differ: Vec<_> = self.comparison.accounts_that_differ().collect();
        let years = differ.iter().any(|account| Some(account.year) != differ.first().map(|first| first.year));
        let mut columns = self.account_columns();
        if years {
            columns.insert(0, ColumnHead::words("year", self.say("År", "Year"), Fit::Whole));
        }
        columns.push(ColumnHead::words("what", "", Fit::Whole));
        columns.extend(compared_columns());
        let title = self.say("Konton som skiljer", "Accounts that differ");
        let mut table = self.table("accounts", title, Some(differ.len()), columns);
        for account in differ.into_iter().take(self.limit) {
            for (what, pair) in self.figures(account) {
                let mut cells = self.account(account.account).to_vec();
                if years {
                    cells.insert(0, Cell::Text(account.year.to_string()));
                }
                cells.push(Cell::text(what));
                table.rows.push(line(cells, amounts(pair)?));
            }
        }
        Ok(table)
    }

    fn figures(&self, account: &AccountCompared) -> Vec<(&'static str, Both<Amount>)> {
        let turnover = account.turnover;
        let figures = [
            (self.say("IB", "Opening"), account.opening),
            (self.say("Debet", "Debit"), Some(turnover.map(|turnover| turnover.debit))),
            (self.say("Kredit", "Credit"), Some(turnover.map(|turnover| turnover.credit))),
            (self.say("UB", "Closing"), account.closing),
        ];
        let figures = figures.into_iter().filter_map(|(what, pair)| Some((what, pair?)));
        figures.filter(|(_, pair)| pair.differ()).collect()
    }

    fn months(&self) -> Result<Table, AmountError> {
        let differ: Vec<_> = self.comparison.months_that_differ().collect();
        let columns = vec![
            ColumnHead::words("month", self.say("Månad", "Month"), Fit::Whole),
            ColumnHead::figures("vouchers_a", self.say("Ver A", "Vouchers A")),
            ColumnHead::figures("vouchers_b", self.say("Ver B", "Vouchers B")),
            ColumnHead::figures("debit_a", self.say("Debet A", "Debit A")),
            ColumnHead::figures("debit_b", self.say("Debet B", "Debit B")),
            ColumnHead::figures("difference", "A − B"),
        ];
        let title = self.say("Månader som skiljer", "Months that differ");
        let mut table = self.table("months", title, Some(differ.len()), columns);
        for month in differ.into_iter().take(self.limit) {
            let counts = month.vouchers.map(|count| Cell::Text(count.to_string()));
            let cells = vec![Cell::Text(month.month.to_string()), counts.a, counts.b];
            table.rows.push(line(cells, amounts(month.turnover.map(|turnover| turnover.debit))?));
        }
        Ok(table)
    }

    fn account_months(&self) -> Result<Table, AmountError> {
        let differ = &self.comparison.account_months;
        let mut columns = vec![ColumnHead::words("month", self.say("Månad", "Month"), Fit::Whole)];
        columns.extend(self.account_columns());
        columns.extend(compared_columns());
        let title = self.say("Konton per månad: debet − kredit", "Accounts by month: debit − credit");
        let mut table = self.table("account-months", title, Some(differ.len()), columns);
        for row in differ.iter().take(self.limit) {
            let [account, name] = self.account(row.account);
            let change = Both { a: row.turnover.a.change()?, b: row.turnover.b.change()? };
            table.rows.push(line(vec![Cell::Text(row.month.to_string()), account, name], amounts(change)?));
        }
        Ok(table)
    }

    fn only(&self, which: Which, vouchers: &[&Voucher]) -> Result<Table, AmountError> {
        let (name, title) = match which {
            Which::A => ("only-a", self.say("Verifikat bara i A", "Vouchers only in A")),
            Which::B => ("only-b", self.say("Verifikat bara i B", "Vouchers only in B")),
        };
        let columns = vec![
            ColumnHead::words("voucher", self.say("Verifikat", "Voucher"), Fit::Whole),
            ColumnHead::words("date", self.say("Datum", "Date"), Fit::Whole),
            ColumnHead::words("text", "Text", Fit::Shorten),
            ColumnHead::figures("debit", self.say("Debet", "Debit")),
        ];
        let mut table = self.table(name, title, Some(vouchers.len()), columns);
        for voucher in vouchers.iter().take(self.limit) {
            let id = Cell::Text(voucher.id().to_string());
            let cells = vec![id, Cell::Date(voucher.date()), Cell::text(voucher.text())];
            table.rows.push(line(cells, [Cell::Amount(debit(voucher)?)]));
        }
        if vouchers.len() > 1 {
            let total = vouchers.iter().map(|voucher| debit(voucher)).collect::<Result<Vec<_>, _>>()?;
            let sum = Cell::Amount(Amount::checked_sum(total)?);
            let label = Cell::text(self.say("Summa, alla", "Total of all"));
            let cells = vec![label, Cell::Empty, Cell::Empty, sum];
            table.rows.push(TableRow { id: String::new(), kind: RowKind::Total, cells });
        }
        Ok(table)
    }

    /// A heading for each voucher, and under it what each side has otherwise.
    fn changed(&self) -> Table {
        let changed = &self.comparison.vouchers.changed;
        let columns = vec![
            ColumnHead::words("account", self.say("Konto", "Account"), Fit::Whole),
            ColumnHead::words("name", self.say("Benämning", "Name"), Fit::Shorten),
            ColumnHead::words("cost_centre", self.say("Kst", "Cost c."), Fit::Shorten),
            ColumnHead::words("project", self.say("Proj", "Project"), Fit::Shorten),
            ColumnHead::figures("a", "A"),
            ColumnHead::figures("b", "B"),
        ];
        let title = self.say("Verifikat som skiljer", "Vouchers that differ");
        let mut table = self.table("changed", title, Some(changed.len()), columns);
        for changed in changed.iter().take(self.limit) {
            self.changed_rows(changed, &mut table.rows);
        }
        table
    }

    fn changed_rows(&self, changed: &ChangedVoucher<'_>, rows: &mut Vec<TableRow>) {
        let Both { a, .. } = changed.vouchers;
        let head = format!("{}  {}  {}", a.id(), a.date(), a.text());
        let blank = || [Cell::Empty, Cell::Empty];
        let heading =
            [vec![Cell::Empty, Cell::text(head.trim_end())], blank().to_vec(), blank().to_vec()].concat();
        rows.push(TableRow { id: String::new(), kind: RowKind::Heading, cells: heading });
        if let Some(dates) = changed.dates() {
            let date = Cell::text(self.say("Datum", "Date"));
            let cells = [vec![Cell::Empty, date], blank().to_vec()].concat();
            rows.push(line(cells, [Cell::Date(dates.a), Cell::Date(dates.b)]));
        }
        for which in Which::BOTH {
            for row in changed.rows.of(which) {
                let amount = Cell::Amount(row.amount);
                let sides = match which {
                    Which::A => [amount, Cell::Empty],
                    Which::B => [Cell::Empty, amount],
                };
                rows.push(line(self.posting(row), sides));
            }
        }
        if changed.accounts.is_empty() && changed.dates().is_none() {
            let same = self.say("Samma summa per konto", "The same sum on each account");
            let cells = [vec![Cell::Empty, Cell::text(same)], blank().to_vec()].concat();
            rows.push(line(cells, blank()));
        }
    }

    fn posting(&self, row: &Posting) -> Vec<Cell> {
        let [account, name] = self.account(row.account);
        vec![account, name, Cell::code(row.cost_centre.as_ref()), Cell::code(row.project.as_ref())]
    }

    fn renumbered(&self) -> Result<Table, AmountError> {
        let renumbered = &self.comparison.vouchers.renumbered;
        let columns = vec![
            ColumnHead::words("a", self.say("Nummer i A", "Number in A"), Fit::Whole),
            ColumnHead::words("b", self.say("Nummer i B", "Number in B"), Fit::Whole),
            ColumnHead::words("date", self.say("Datum", "Date"), Fit::Whole),
            ColumnHead::words("text", "Text", Fit::Shorten),
            ColumnHead::figures("debit", self.say("Debet", "Debit")),
        ];
        let title = self.say("Lika, under annat nummer", "Alike, under another number");
        let mut table = self.table("renumbered", title, Some(renumbered.len()), columns);
        for pair in renumbered.iter().take(self.limit) {
            let ids = pair.map(|voucher| Cell::Text(voucher.id().to_string()));
            let cells = vec![ids.a, ids.b, Cell::Date(pair.a.date()), Cell::text(pair.a.text())];
            table.rows.push(line(cells, [Cell::Amount(debit(pair.a)?)]));
        }
        Ok(table)
    }

    fn reworded(&self) -> Table {
        let reworded = &self.comparison.vouchers.reworded;
        let columns = vec![
            ColumnHead::words("voucher", self.say("Verifikat", "Voucher"), Fit::Whole),
            ColumnHead::words("date", self.say("Datum", "Date"), Fit::Whole),
            ColumnHead::words("a", self.say("Text i A", "Text in A"), Fit::Shorten),
            ColumnHead::words("b", self.say("Text i B", "Text in B"), Fit::Shorten),
        ];
        let title = self.say("Bara texten skiljer", "Only words differ");
        let mut table = self.table("reworded", title, Some(reworded.len()), columns);
        self.say("Räknas inte som skillnad", "Makes no difference").clone_into(&mut table.entity);
        table.unit_label = "";
        for reworded in reworded.iter().take(self.limit) {
            let voucher = reworded.vouchers.a;
            let cells = vec![Cell::Text(voucher.id().to_string()), Cell::Date(voucher.date())];
            table.rows.push(line(cells, [Cell::text(&reworded.words.a), Cell::text(&reworded.words.b)]));
        }
        table
    }

    fn account_columns(&self) -> Vec<ColumnHead> {
        vec![
            ColumnHead::words("account", self.say("Konto", "Account"), Fit::Whole),
            ColumnHead::words("name", self.say("Benämning", "Name"), Fit::Shorten),
        ]
    }

    fn account(&self, account: AccountNumber) -> [Cell; 2] {
        [Cell::Account(account), self.chart.name_of(account).map_or(Cell::Empty, Cell::text)]
    }
}

fn compared_columns() -> Vec<ColumnHead> {
    vec![
        ColumnHead::figures("a", "A"),
        ColumnHead::figures("b", "B"),
        ColumnHead::figures("difference", "A − B"),
    ]
}

fn amounts(pair: Both<Amount>) -> Result<[Cell; 3], AmountError> {
    Ok([pair.a, pair.b, pair.difference()?].map(Cell::Amount))
}

fn line<const N: usize>(mut cells: Vec<Cell>, more: [Cell; N]) -> TableRow {
    cells.extend(more);
    TableRow { id: String::new(), kind: RowKind::Line, cells }
}

/// What a voucher books in debit, which is also what it books in credit.
fn debit(voucher: &Voucher) -> Result<Amount, AmountError> {
    let amounts = voucher.postings().iter().map(|posting| posting.amount);
    Amount::checked_sum(amounts.filter(|amount| amount.side() == Some(Side::Debit)))
}
