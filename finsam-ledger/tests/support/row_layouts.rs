//! One small set of vouchers, and the ways in which tables print rows of them.

use std::collections::BTreeMap;

use crate::written::Numbers;

/// One posting: number, date, account, its name, öre, text of the voucher.
pub(crate) type Row = (u64, &'static str, &'static str, &'static str, i64, &'static str);

/// Vouchers of one series `A`; two of them sum to zero on one account alone.
pub(crate) const ROWS: &[Row] = &[
    (1, "2024-01-15", "5539", "Konsulter", 1_250_050, "Möte"),
    (1, "2024-01-15", "1687", "Ludvikamoms", 312_550, "Möte"),
    (1, "2024-01-15", "2411", "Leverantörsskulder", -1_562_600, "Möte"),
    (2, "2024-02-01", "2411", "Leverantörsskulder", 1_562_600, "Betalning"),
    (2, "2024-02-01", "1930", "Bankgiro", -1_562_600, "Betalning"),
    (3, "2024-02-15", "1930", "Bankgiro", 500_000, "Omföring"),
    (3, "2024-02-15", "1930", "Bankgiro", -500_000, "Omföring"),
    (3, "2024-02-15", "5539", "Konsulter", 7, "Omföring"),
    (3, "2024-02-15", "1687", "Ludvikamoms", -7, "Omföring"),
    (4, "2024-12-31", "3511", "Medlemsbidrag", -90_000_000, "Bidrag"),
    (4, "2024-12-31", "1930", "Bankgiro", 90_000_000, "Bidrag"),
];

/// How the rows of a table stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Groups {
    /// Every row says all of itself.
    None,
    /// Account by account, and every row says all of itself.
    ByAccount,
    /// The account stands in the first row of its group.
    AccountOnce,
    /// The account has a row of its own above its group, in these words and this many fields.
    AccountHeading(&'static str, bool),
    /// Series, number, date and text stand in the first row of a voucher.
    VoucherOnce,
    /// They have a row of their own above the voucher.
    VoucherHeading,
}

/// What is printed between the rows.
#[expect(clippy::struct_excessive_bools, reason = "each is there or not, whatever the others are")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extras {
    /// Totals below every group and the file.
    pub(crate) totals: bool,
    /// The header row again, page lines, rules and blank rows, every few rows.
    pub(crate) pages: bool,
    /// A column of running balances, and blank columns at the end.
    pub(crate) columns: bool,
    /// `1930 Bankgiro` in one field.
    pub(crate) named_accounts: bool,
}

/// How figures and dates are written, and in one column or two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) numbers: Numbers,
    pub(crate) date: fn(&str) -> String,
    pub(crate) sides: bool,
}

impl Style {
    /// `-12500.50` and `2024-01-15`.
    pub(crate) const PLAIN: Self = Self {
        numbers: Numbers { thousands: "", mark: '.', minus: |figure| format!("-{figure}") },
        date: str::to_owned,
        sides: false,
    };
}

/// Every way in which the tests group rows.
pub(crate) const GROUPS: &[Groups] = &[
    Groups::None,
    Groups::ByAccount,
    Groups::AccountOnce,
    Groups::AccountHeading("", false),
    Groups::AccountHeading("Konto ", false),
    Groups::AccountHeading("", true),
    Groups::VoucherOnce,
    Groups::VoucherHeading,
];

/// Every combination of what may stand between the rows.
pub(crate) fn extras() -> Vec<Extras> {
    let flags = [false, true];
    let mut all = Vec::new();
    for totals in flags {
        for pages in flags {
            for columns in flags {
                for named_accounts in flags {
                    all.push(Extras { totals, pages, columns, named_accounts });
                }
            }
        }
    }
    all
}

/// The table, cell by cell, the header row first.
pub(crate) fn grid(groups: Groups, extras: Extras, style: Style) -> Vec<Vec<String>> {
    let table = Table { groups, extras, style };
    let mut lines = vec![table.header()];
    for (at, group) in table.groups_of_rows().into_iter().enumerate() {
        if extras.pages && at % 2 == 1 {
            lines.push(vec!["Sida 2 av 7".to_owned()]);
            lines.push(vec!["Utskriven 2025-01-14".to_owned(), String::new()]);
            lines.push(table.header().into_iter().map(|name| name.to_uppercase()).collect());
            lines.push(vec!["-----".to_owned(), "=====".to_owned()]);
            lines.push(vec![String::new(); 3]);
        }
        lines.extend(table.heading(group[0]));
        for (index, row) in group.iter().enumerate() {
            lines.push(table.row(*row, index == 0));
        }
        if extras.totals && groups != Groups::None {
            lines.push(table.total(&table.label_of_group(group[0]), &group));
        }
    }
    if extras.totals {
        lines.push(table.total("Totalt", ROWS));
    }
    lines
}

/// The table as CSV, in quotation marks only where a cell needs them.
pub(crate) fn csv(grid: &[Vec<String>], delimiter: char) -> String {
    let quoted = |cell: &String| {
        if cell.contains(['"', '\n', delimiter]) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let line = |cells: &Vec<String>| {
        cells.iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string()) + "\n"
    };
    grid.iter().map(line).collect()
}

struct Table {
    groups: Groups,
    extras: Extras,
    style: Style,
}

impl Table {
    fn is_by_account(&self) -> bool {
        matches!(self.groups, Groups::ByAccount | Groups::AccountOnce | Groups::AccountHeading(..))
    }

    fn groups_of_rows(&self) -> Vec<Vec<Row>> {
        let mut groups: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in ROWS {
            let key = if self.is_by_account() { row.2.to_owned() } else { row.0.to_string() };
            groups.entry(key).or_default().push(*row);
        }
        groups.into_values().collect()
    }

    /// A general ledger begins with the account, other tables with the voucher.
    fn line(&self, account: String, voucher: [String; 3], text: String, amounts: Vec<String>) -> Vec<String> {
        let mut cells = Vec::new();
        if self.is_by_account() {
            cells.push(account);
            cells.extend(voucher);
        } else {
            cells.extend(voucher);
            cells.push(account);
        }
        cells.push(text);
        cells.extend(amounts);
        if self.extras.columns {
            cells.extend([String::new(), String::new()]);
        }
        cells
    }

    fn header(&self) -> Vec<String> {
        let mut amounts: Vec<String> =
            if self.style.sides { vec!["Debet".into(), "Kredit".into()] } else { vec!["Belopp".into()] };
        if self.style.sides && self.extras.columns {
            amounts.push("Saldo".into());
        }
        let voucher = ["Serie", "Vernr", "Datum"].map(str::to_owned);
        self.line("Konto".into(), voucher, "Huvudtext".into(), amounts)
    }

    fn amounts(&self, debit: i64, credit: i64, is_total: bool) -> Vec<String> {
        let figure = |ore| self.style.numbers.figure(ore);
        let side = |ore: i64| if ore == 0 && !is_total { String::new() } else { figure(ore) };
        let mut amounts =
            if self.style.sides { vec![side(debit), side(credit)] } else { vec![figure(debit - credit)] };
        if self.style.sides && self.extras.columns {
            amounts.push(if is_total { String::new() } else { figure(123_456) });
        }
        amounts
    }

    fn row(&self, row: Row, is_first: bool) -> Vec<String> {
        let (number, date, account, name, ore, text) = row;
        let account =
            if self.extras.named_accounts { format!("{account} {name}") } else { account.to_owned() };
        let voucher = ["A".to_owned(), number.to_string(), (self.style.date)(date)];
        let blank = || [String::new(), String::new(), String::new()];
        let (account, voucher, text) = match self.groups {
            Groups::AccountOnce if !is_first => (String::new(), voucher, text),
            Groups::AccountHeading(..) => (String::new(), voucher, text),
            Groups::VoucherOnce if !is_first => (account, blank(), ""),
            Groups::VoucherHeading => (account, blank(), ""),
            _ => (account, voucher, text),
        };
        self.line(account, voucher, text.to_owned(), self.amounts(ore.max(0), (-ore).max(0), false))
    }

    fn heading(&self, first: Row) -> Option<Vec<String>> {
        let (number, date, account, name, _, text) = first;
        match self.groups {
            Groups::AccountHeading(word, apart) => {
                let mut line = vec![String::new(); self.header().len()];
                line[0] = if apart { format!("{word}{account}") } else { format!("{word}{account} {name}") };
                if apart {
                    name.clone_into(&mut line[1]);
                }
                Some(line)
            }
            Groups::VoucherHeading => {
                let amounts = vec![String::new(); self.amounts(0, 0, false).len()];
                let voucher = ["A".to_owned(), number.to_string(), (self.style.date)(date)];
                Some(self.line(String::new(), voucher, text.to_owned(), amounts))
            }
            _ => None,
        }
    }

    fn label_of_group(&self, first: Row) -> String {
        if self.is_by_account() {
            format!("Summa {}", first.2)
        } else {
            format!("Summa verifikat {}", first.0)
        }
    }

    fn total(&self, label: &str, rows: &[Row]) -> Vec<String> {
        let debit = rows.iter().map(|row| row.4.max(0)).sum();
        let credit = rows.iter().map(|row| (-row.4).max(0)).sum();
        let blank = || [String::new(), String::new(), String::new()];
        self.line(String::new(), blank(), label.to_owned(), self.amounts(debit, credit, true))
    }
}
