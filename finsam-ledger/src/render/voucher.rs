//! The pages of vouchers the program makes, and of accruals that are open.

use crate::amount::{Amount, AmountError, Side, Unit};
use crate::calendar::Period;
use crate::chart::ChartOfAccounts;
use crate::message::{Lang, label};
use crate::render::table::{Cell, ColumnHead, Fit, Footnote, Table, TableRow};
use crate::render::words::{self, say};
use crate::schedule::{BookedPlan, ItemOf, OpenItems};
use crate::statement::RowKind;
use crate::voucher::{Posting, Voucher};

impl Table {
    /// The page of vouchers (bokföringsorder): each under its number, day and text, with its rows in
    /// debit and credit, and what all come to. Cost centre and project have columns only if a row has
    /// one.
    ///
    /// # Errors
    /// [`AmountError`] if the total does not fit.
    pub fn vouchers(
        vouchers: &[Voucher],
        chart: &ChartOfAccounts,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let mut columns = vec![ColumnHead::words("account", say(lang, "Konto", "Account"), Fit::Wrap)];
        columns.extend(objects(lang));
        columns.extend(sides(lang));
        let mut rows = Vec::new();
        for voucher in vouchers {
            let head = format!("{}  {}  {}", voucher.id(), voucher.date(), voucher.text());
            rows.push(TableRow {
                id: String::new(),
                kind: RowKind::Heading,
                cells: with_nothing(Cell::text(head.trim_end()), columns.len()),
            });
            let line = |row: &Posting| {
                let mut cells = vec![Cell::Text(named(row, chart))];
                cells.extend(codes(row));
                cells.extend(on_sides(row.amount));
                TableRow { id: String::new(), kind: RowKind::Line, cells }
            };
            rows.extend(voucher.postings().iter().map(line));
        }
        let all = || vouchers.iter().flat_map(|voucher| voucher.postings().iter().map(|row| row.amount));
        let of_side = |side: Side| {
            Amount::checked_sum(all().filter(|amount| amount.side() == Some(side)).map(Amount::magnitude))
        };
        let mut total = vec![Cell::text(say(lang, "Summa", "Total")), Cell::Empty, Cell::Empty];
        total.extend([Cell::Amount(of_side(Side::Debit)?), Cell::Amount(of_side(Side::Credit)?)]);
        rows.push(TableRow { id: String::new(), kind: RowKind::Total, cells: total });
        let mut table = page("vouchers", say(lang, "Verifikat", "Vouchers"), entity, columns, rows, lang);
        table.period = count(vouchers.len(), lang);
        table.without_idle_objects(vouchers);
        Ok(table)
    }

    /// The rows of orders to be booked elsewhere (bokföringsorder), one a posting, for programs. The
    /// text begins with the number that the order has here, by which it is known when it comes back.
    #[must_use]
    pub fn orders(vouchers: &[Voucher], chart: &ChartOfAccounts, entity: &str) -> Self {
        let lang = Lang::Sv;
        let mut columns: Vec<ColumnHead> =
            ["Datum", "Konto", "Kontonamn"].map(|name| ColumnHead::words(name, name, Fit::Whole)).into();
        columns.extend(["Kostnadsställe", "Projekt"].map(|name| ColumnHead::words(name, name, Fit::Whole)));
        columns.extend(["Debet", "Kredit"].map(|name| ColumnHead::figures(name, name)));
        columns.push(ColumnHead::words("Text", "Text", Fit::Whole));
        columns.insert(0, ColumnHead::words("Verifikat", "Verifikat", Fit::Whole));
        let rows = vouchers.iter().flat_map(|voucher| {
            voucher.postings().iter().map(move |row| {
                let name = chart.name_of(row.account).map_or(Cell::Empty, Cell::text);
                let mut cells = vec![
                    Cell::Text(voucher.id().to_string()),
                    Cell::Date(voucher.date()),
                    Cell::Account(row.account),
                    name,
                ];
                cells.extend(codes(row));
                cells.extend(on_sides(row.amount));
                cells.push(Cell::Text(order_text(voucher)));
                TableRow { id: String::new(), kind: RowKind::Line, cells }
            })
        });
        let rows = rows.collect();
        page("orders", "Bokföringsorder", entity, columns, rows, lang)
    }

    /// The page of what is open on the accounts for accruals (öppna poster), account by account: the
    /// plans, what they come to, the balance, and what of it no plan accounts for. Debit is positive.
    #[must_use]
    pub fn open_items(
        open: &OpenItems,
        plans: &[BookedPlan],
        chart: &ChartOfAccounts,
        entity: &str,
        lang: Lang,
    ) -> Self {
        let columns = vec![
            ColumnHead::words("account", say(lang, "Periodisering, konto", "Accrual, account"), Fit::Wrap),
            ColumnHead::words("months", say(lang, "Avser", "For"), Fit::Whole),
            ColumnHead::figures("open", say(lang, "Öppet", "Open")),
            ColumnHead::figures("balance", say(lang, "Kontots saldo", "Balance")),
            ColumnHead::figures("difference", say(lang, "Skillnad", "Difference")),
        ];
        let mut rows = Vec::new();
        for of in &open.accounts {
            rows.extend(of.items.iter().map(|(item, amount)| {
                let (label, months) = item_label(item, plans, lang);
                let mut cells = vec![Cell::Text(label), Cell::text(&months)];
                cells.extend([Cell::Amount(*amount), Cell::Empty, Cell::Empty]);
                TableRow { id: of.account.to_string(), kind: RowKind::Line, cells }
            }));
            let name = chart.name_of(of.account).unwrap_or_default();
            let mut cells =
                vec![Cell::Text(format!("{} {name}", of.account).trim_end().to_owned()), Cell::Empty];
            cells.extend([of.open, of.balance, of.difference].map(Cell::Amount));
            let kind = if of.items.is_empty() { RowKind::Line } else { RowKind::Sum };
            rows.push(TableRow { id: of.account.to_string(), kind, cells });
        }
        let title = say(lang, "Öppna periodiseringar", "Open accruals");
        let mut table = page("accruals", title, entity, columns, rows, lang);
        table.period = open.day.to_string();
        if open.accounts.iter().any(|of| !of.difference.is_zero()) {
            let text = say(
                lang,
                "Skillnad: ingående balans och verifikat som ingen periodisering och inget ESF-projekt känner till.",
                "Difference: opening balances, and vouchers that no accrual and no ESF project knows of.",
            );
            table.footnotes.push(Footnote { row: String::new(), text: text.to_owned() });
        }
        table
    }

    /// Takes out the columns of cost centre and project where no row has one.
    fn without_idle_objects(&mut self, vouchers: &[Voucher]) {
        let rows = || vouchers.iter().flat_map(Voucher::postings);
        if rows().all(|row| row.project.is_none()) {
            self.remove_column("project");
        }
        if rows().all(|row| row.cost_centre.is_none()) {
            self.remove_column("cost_centre");
        }
    }
}

/// The text that an order goes out with: the number it has here, and what it is about.
#[must_use]
pub fn order_text(voucher: &Voucher) -> String {
    format!("{} {}", voucher.id(), voucher.text()).trim_end().to_owned()
}

/// What an open item is called, and the months it is for.
fn item_label(item: &ItemOf, plans: &[BookedPlan], lang: Lang) -> (String, String) {
    match item {
        ItemOf::Support(project) => {
            (format!("{} {project}", say(lang, "ESF-stöd,", "ESF support,")), String::new())
        }
        ItemOf::Plan(number) => {
            let Some(plan) = plans.iter().find(|plan| plan.number == *number) else {
                return (number.to_string(), String::new());
            };
            let kind = label::accrual_kind(plan.plan.kind(), lang);
            (format!("{number} {}, {kind}", plan.text), months(plan, lang))
        }
    }
}

/// The months that a plan is about.
fn months(plan: &BookedPlan, lang: Lang) -> String {
    let [first, ..] = plan.plan.instalments() else { return String::new() };
    let last = plan.plan.instalments().last().unwrap_or(first);
    Period::new(first.month, last.month).map_or_else(|_| String::new(), |of| label::period(of, lang))
}

fn page(
    name: &'static str,
    title: &str,
    entity: &str,
    columns: Vec<ColumnHead>,
    rows: Vec<TableRow>,
    lang: Lang,
) -> Table {
    Table {
        name,
        title: title.to_owned(),
        entity: entity.to_owned(),
        period: String::new(),
        unit: Unit::Kr,
        unit_label: words::unit(Unit::Kr, lang),
        columns,
        rows,
        footnotes: Vec::new(),
    }
}

/// A cell, and nothing beside it.
fn with_nothing(first: Cell, columns: usize) -> Vec<Cell> {
    std::iter::once(first).chain(std::iter::repeat(Cell::Empty)).take(columns).collect()
}

fn objects(lang: Lang) -> [ColumnHead; 2] {
    [
        ColumnHead::words("cost_centre", say(lang, "Kst", "Cost centre"), Fit::Whole),
        ColumnHead::words("project", say(lang, "Projekt", "Project"), Fit::Whole),
    ]
}

fn sides(lang: Lang) -> [ColumnHead; 2] {
    [
        ColumnHead::figures("debit", say(lang, "Debet", "Debit")),
        ColumnHead::figures("credit", say(lang, "Kredit", "Credit")),
    ]
}

fn named(row: &Posting, chart: &ChartOfAccounts) -> String {
    format!("{} {}", row.account, chart.name_of(row.account).unwrap_or_default()).trim_end().to_owned()
}

fn codes(row: &Posting) -> [Cell; 2] {
    [Cell::code(row.cost_centre.as_ref()), Cell::code(row.project.as_ref())]
}

/// The amount in the column of its side.
fn on_sides(amount: Amount) -> [Cell; 2] {
    let on = |side: Side| {
        if amount.side() == Some(side) { Cell::Amount(amount.magnitude()) } else { Cell::Empty }
    };
    [on(Side::Debit), on(Side::Credit)]
}

fn count(vouchers: usize, lang: Lang) -> String {
    match (vouchers, lang) {
        (count, Lang::Sv) => format!("{count} verifikat"),
        (1, Lang::En) => "1 voucher".to_owned(),
        (count, Lang::En) => format!("{count} vouchers"),
    }
}
