//! The header row: which columns a file has, and so what kind of file it is.

use super::naming::{Meaning, Naming, OpeningYear, names_a_day, names_a_forecast};
use crate::budget::{BudgetKind, BudgetVersion};
use crate::finding::{ColumnRole, Fact, FileKind};

/// What the columns of a file mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) columns: Columns,
    pub(crate) of_kind: KindColumns,
    /// How many columns it has, without nameless ones at its end.
    pub(crate) width: usize,
    /// The columns that are read, as they are called.
    pub(crate) taken: Vec<(ColumnRole, String)>,
    /// Whether the rows leave out what only headings among them say.
    pub(crate) is_of_groups: bool,
    /// Where they stand, each counted from 0.
    pub(crate) taken_at: Vec<usize>,
    /// The columns that are not.
    pub(crate) ignored: Vec<String>,
}

/// Where in a row of any kind to look for what, each counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) account: usize,
    pub(crate) cost_centre: Option<usize>,
    pub(crate) project: Option<usize>,
    pub(crate) amount: AmountColumns,
    pub(crate) account_name: Option<usize>,
    /// Whether a row was struck from its voucher.
    pub(crate) removed: Option<usize>,
}

/// Where to look for what only rows of one kind have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KindColumns {
    Vouchers(VoucherColumns),
    OpeningBalances {
        year: Option<usize>,
        /// The year that the column of balances names in its header.
        in_header: Option<OpeningYear>,
    },
    Budget {
        period: usize,
        /// Budget or forecast, and the day that the column of amounts names in its header.
        version: BudgetVersion,
    },
}

impl KindColumns {
    /// The kind of file.
    pub(crate) const fn kind(&self) -> FileKind {
        match self {
            Self::Vouchers(_) => FileKind::Vouchers,
            Self::OpeningBalances { .. } => FileKind::OpeningBalances,
            Self::Budget { version, .. } => match version.kind {
                BudgetKind::Budget => FileKind::Budget,
                BudgetKind::Forecast => FileKind::Forecast,
            },
        }
    }
}

/// Where to look for what only rows of vouchers have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VoucherColumns {
    pub(crate) series: Option<usize>,
    pub(crate) number: usize,
    pub(crate) date: usize,
    pub(crate) voucher_text: Option<usize>,
    pub(crate) text: Option<usize>,
    /// Whether a row is an opening balance, and no posting.
    pub(crate) is_opening: Option<usize>,
    /// Who sent the invoice: what vouchers need not have, and purchase ledgers do.
    pub(crate) supplier: Option<usize>,
}

/// How amounts stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AmountColumns {
    /// One column, debit positive.
    Signed(usize),
    /// Two columns, both positive.
    Sides { debit: usize, credit: usize },
    /// One column, positive, and one that says debit or credit.
    Marked { amount: usize, side: usize },
}

impl AmountColumns {
    /// The first of them.
    pub(crate) const fn first(self) -> usize {
        match self {
            Self::Signed(column)
            | Self::Sides { debit: column, .. }
            | Self::Marked { amount: column, .. } => column,
        }
    }
}

/// What the columns mean; else what is wrong with them, each with its column if it has one.
pub(crate) fn header(names: &[String], naming: &Naming) -> Result<Header, Vec<(Option<usize>, Fact)>> {
    let width = names.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
    let names = &names[..width];
    let roles = Roles::of(names, naming);
    // A list of names has no rows of figures.
    let said = naming.kind.filter(|kind| *kind != FileKind::Names);
    let Some(kind) = said.or_else(|| kind(&roles, names).filter(|_| naming.kind.is_none())) else {
        return Err(vec![(None, Fact::HeaderUnknown { columns: names.to_vec() })]);
    };
    let mut wrong = roles.twice(names);
    let mut need = |columns: &[ColumnRole]| {
        columns.iter().find_map(|column| roles.find(*column)).unwrap_or_else(|| {
            wrong.extend(columns.first().map(|column| (None, Fact::ColumnMissing { kind, column: *column })));
            0
        })
    };
    let account = need(&[ColumnRole::Account]);
    let of_kind = match kind {
        FileKind::Vouchers => KindColumns::Vouchers(VoucherColumns {
            series: roles.find(ColumnRole::Series),
            number: need(&[ColumnRole::Number]),
            date: need(&[ColumnRole::Date]),
            voucher_text: roles.find(ColumnRole::VoucherText),
            text: roles.find(ColumnRole::Text),
            is_opening: roles.find(ColumnRole::Opening),
            supplier: roles.find(ColumnRole::Supplier),
        }),
        FileKind::OpeningBalances => KindColumns::OpeningBalances {
            year: roles.find(ColumnRole::Year),
            in_header: roles.opening_year(),
        },
        // A SIE file has no header row, so no header row makes one.
        FileKind::Budget | FileKind::Forecast | FileKind::Names | FileKind::Sie => KindColumns::Budget {
            period: need(&[ColumnRole::Period, ColumnRole::Year]),
            version: roles.version(kind),
        },
    };
    let amount = amount_columns(kind, &roles, need);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let columns = Columns {
        account,
        cost_centre: roles.find(ColumnRole::CostCentre),
        project: roles.find(ColumnRole::Project),
        amount,
        account_name: roles.find(ColumnRole::AccountName),
        removed: roles.find(ColumnRole::Removed),
    };
    let is_read = |index: &usize| is_read(&columns, &of_kind, *index);
    let (taken, ignored): (Vec<usize>, Vec<usize>) = (0..width).partition(is_read);
    let taken_at = taken.clone();
    let taken = taken.into_iter().filter_map(|index| Some((roles.of_column(index)?, names[index].clone())));
    let ignored = ignored.into_iter().map(|index| names[index].clone());
    Ok(Header {
        columns,
        of_kind,
        width,
        taken: taken.collect(),
        is_of_groups: false,
        taken_at,
        ignored: ignored.filter(|name| !name.trim().is_empty()).collect(),
    })
}

/// How amounts stand in rows with such columns.
fn amount_columns(
    kind: FileKind,
    roles: &Roles,
    mut need: impl FnMut(&[ColumnRole]) -> usize,
) -> AmountColumns {
    match (roles.find(ColumnRole::Debit), roles.find(ColumnRole::Credit)) {
        // A file of balances that the user says are opening ones may call them something else.
        _ if kind == FileKind::OpeningBalances => {
            AmountColumns::Signed(need(&[ColumnRole::Opening, ColumnRole::Amount]))
        }
        (None, None) => {
            let amount = need(&[ColumnRole::Amount]);
            let side = roles.find(ColumnRole::Side);
            side.map_or(AmountColumns::Signed(amount), |side| AmountColumns::Marked { amount, side })
        }
        _ => AmountColumns::Sides { debit: need(&[ColumnRole::Debit]), credit: need(&[ColumnRole::Credit]) },
    }
}

/// What the columns mean where the rows leave out their account, or their voucher's number and
/// date: what stands in headings above them is read as if it stood in columns behind the last.
pub(crate) fn headers_of_groups(names: &[String], naming: &Naming) -> Vec<Header> {
    let width = names.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
    let header_with = |left_out: &[&str]| {
        let mut names = names[..width].to_vec();
        names.extend(left_out.iter().map(|name| (*name).to_owned()));
        let mut header = header(&names, naming).ok()?;
        let KindColumns::Vouchers(columns) = &header.of_kind else { return None };
        let are_left_out = match left_out {
            [_] => header.columns.account == width,
            _ => columns.number == width && columns.date == width + 1,
        };
        header.is_of_groups = true;
        header.taken_at.retain(|index| *index < width);
        header.taken.truncate(header.taken_at.len());
        are_left_out.then_some(header)
    };
    [&["konto"][..], &["vernr", "datum"]].into_iter().filter_map(header_with).collect()
}

/// What each column means by its name, if anything.
struct Roles(Vec<Option<Meaning>>);

impl Roles {
    fn of(names: &[String], naming: &Naming) -> Self {
        Self(names.iter().map(|name| naming.meaning(name)).collect())
    }

    fn of_column(&self, index: usize) -> Option<ColumnRole> {
        self.0.get(index).copied().flatten().map(|meaning| meaning.role)
    }

    /// The column with this meaning; of several, the first with a name that says so plainly.
    fn find(&self, role: ColumnRole) -> Option<usize> {
        let ranks = self.0.iter().enumerate().filter_map(|(index, meaning)| {
            meaning.filter(|meaning| meaning.role == role).map(|meaning| (meaning.rank, index))
        });
        ranks.min().map(|(_, index)| index)
    }

    fn has(&self, role: ColumnRole) -> bool {
        self.find(role).is_some()
    }

    /// Which budget or forecast it is, as far as the header says.
    fn version(&self, kind: FileKind) -> BudgetVersion {
        let of_file = if kind == FileKind::Forecast { BudgetKind::Forecast } else { BudgetKind::Budget };
        let day = self.find(ColumnRole::Amount).and_then(|index| self.0.get(index).copied().flatten());
        let date = day.and_then(|meaning| match meaning.year {
            Some(OpeningYear::Holding(day)) => Some(day),
            _ => None,
        });
        BudgetVersion::new(of_file, "", date)
    }

    fn opening_year(&self) -> Option<OpeningYear> {
        let openings = self.0.iter().flatten().filter(|meaning| meaning.role == ColumnRole::Opening);
        openings.into_iter().find_map(|meaning| meaning.year)
    }

    /// The columns that mean, as plainly, what one before them does. Of columns with words in them
    /// the first is as good as the next.
    fn twice(&self, names: &[String]) -> Vec<(Option<usize>, Fact)> {
        let mut wrong = Vec::new();
        for (index, meaning) in self.0.iter().enumerate() {
            let Some(Meaning { role: column, rank, .. }) = *meaning else { continue };
            let has_words = matches!(
                column,
                ColumnRole::VoucherText | ColumnRole::Text | ColumnRole::AccountName | ColumnRole::Supplier
            );
            if has_words {
                continue;
            }
            let Some(first) = self.find(column).filter(|first| *first < index) else { continue };
            if self.0[first].is_some_and(|first| first.rank == rank) {
                let (first, second) = (names[first].clone(), names[index].clone());
                wrong.push((Some(index), Fact::ColumnTwice { column, first, second }));
            }
        }
        wrong
    }
}

/// Whether a column is looked at.
fn is_read(columns: &Columns, of_kind: &KindColumns, index: usize) -> bool {
    let Columns { account, cost_centre, project, amount, account_name, removed } = *columns;
    let is_amount = match amount {
        AmountColumns::Signed(column) => column == index,
        AmountColumns::Sides { debit: one, credit: other }
        | AmountColumns::Marked { amount: one, side: other } => one == index || other == index,
    };
    let is_of_kind = match *of_kind {
        KindColumns::Vouchers(columns) => {
            let VoucherColumns { series, number, date, voucher_text, text, is_opening, supplier: _ } =
                columns;
            [series, Some(number), Some(date), voucher_text, text, is_opening].contains(&Some(index))
        }
        KindColumns::OpeningBalances { year, .. } => year == Some(index),
        KindColumns::Budget { period, .. } => period == index,
    };
    let of_any_kind = [Some(account), cost_centre, project, account_name, removed];
    is_amount || is_of_kind || of_any_kind.contains(&Some(index))
}

/// The kind of file that has such columns. A voucher number or a day makes vouchers, even where
/// something else is missing, and even where nobody knows which day it is: a budget has none, and
/// vouchers that are taken for one would be added together. A column `IB` among them marks the rows that are no postings but
/// opening balances; one that names a year would hold figures, and then some of the rows, nobody
/// knows which, would be no postings.
fn kind(roles: &Roles, names: &[String]) -> Option<FileKind> {
    let has = |role| roles.has(role);
    let amount = has(ColumnRole::Amount) || has(ColumnRole::Debit) || has(ColumnRole::Credit);
    let account = has(ColumnRole::Account);
    let is_day = |name: &String| names_a_day(name);
    let has_day = has(ColumnRole::Date) || names.iter().any(is_day) && !has(ColumnRole::Opening);
    let voucher = has(ColumnRole::Number) || has_day;
    if voucher && has(ColumnRole::Opening) && roles.opening_year().is_some() {
        None
    } else if voucher && (account || amount) {
        Some(FileKind::Vouchers)
    } else if has(ColumnRole::Opening) {
        Some(FileKind::OpeningBalances)
    } else if amount && (has(ColumnRole::Period) || has(ColumnRole::Year)) {
        let amounts = roles.find(ColumnRole::Amount).and_then(|index| names.get(index));
        let is_forecast = amounts.is_some_and(|name| names_a_forecast(name));
        Some(if is_forecast { FileKind::Forecast } else { FileKind::Budget })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::profile::Profile;

    fn names(line: &str) -> Vec<String> {
        line.split(';').map(str::to_owned).collect()
    }

    fn header(names: &[String]) -> Result<Header, Vec<(Option<usize>, Fact)>> {
        super::header(names, &Naming::default())
    }

    #[test]
    fn the_columns_tell_the_kind_of_file() {
        let kind = |line| header(&names(line)).map(|header| header.of_kind.kind());
        assert_eq!(kind("Vernr;Datum;Konto;Debet;Kredit"), Ok(FileKind::Vouchers));
        assert_eq!(kind("Konto;Ingående balans"), Ok(FileKind::OpeningBalances));
        assert_eq!(kind("konto;kst;projekt;period;belopp"), Ok(FileKind::Budget));
        assert_eq!(kind("konto;år;belopp"), Ok(FileKind::Budget));
        assert_eq!(kind("konto;kst;period;Budget"), Ok(FileKind::Budget));
        assert_eq!(kind("konto;kst;period;Prognos"), Ok(FileKind::Forecast));
        assert_eq!(kind("konto;kst;år;Helårsprognos"), Ok(FileKind::Forecast));
        assert_eq!(kind("konto;kst;år;Prognos 2024-08-31"), Ok(FileKind::Forecast));
        let missing =
            header(&names("Account;Costc;Period;Journal;Value date;Amount")).expect_err("no budget");
        let is_number = |(_, fact): &(Option<usize>, Fact)| {
            matches!(fact, Fact::ColumnMissing { kind: FileKind::Vouchers, column: ColumnRole::Number })
        };
        assert!(missing.iter().any(is_number), "{missing:?}");
        for line in ["Konto;Saldo", "Vernr;Datum;Konto;Utfall;IB 2024", "Konto", ""] {
            let unknown = header(&names(line)).expect_err("it is of no kind");
            assert!(matches!(&unknown[..], [(None, Fact::HeaderUnknown { .. })]), "{line}: {unknown:?}");
        }
    }

    #[test]
    fn all_that_is_missing_or_double_is_named() {
        let wrong = header(&names("Vernr;Konto;Kontonr;Debet")).expect_err("much is wrong");
        let kind = FileKind::Vouchers;
        let missing = |column| (None, Fact::ColumnMissing { kind, column });
        let (first, second) = ("Konto".to_owned(), "Kontonr".to_owned());
        let twice = Fact::ColumnTwice { column: ColumnRole::Account, first, second };
        assert_eq!(wrong, [(Some(2), twice), missing(ColumnRole::Date), missing(ColumnRole::Credit)]);
    }

    #[test]
    fn of_two_columns_of_words_the_first_is_read() {
        let header = header(&names("Vernr;Datum;Konto;Text;Radtext;Belopp")).expect("a header");
        assert!(matches!(header.of_kind, KindColumns::Vouchers(VoucherColumns { text: Some(3), .. })));
        assert_eq!(header.ignored, ["Radtext"]);
    }

    #[test]
    fn columns_that_are_not_read_are_told() {
        let header =
            header(&names("Vernr;Datum;Konto;Kontonamn;Attest;Debet;Kredit;Saldo;;")).expect("a header");
        assert_eq!(header.ignored, ["Attest", "Saldo"]);
        assert_eq!((header.width, header.taken.len()), (8, 6));
        assert_eq!(header.columns.amount, AmountColumns::Sides { debit: 5, credit: 6 });
    }

    #[test]
    fn of_two_columns_the_plainer_name_counts() {
        let header = header(&names("Vernr;Datum;Bokföringsdatum;Konto;Belopp;Saldo")).expect("a header");
        assert!(matches!(header.of_kind, KindColumns::Vouchers(VoucherColumns { date: 2, .. })));
        assert_eq!((header.columns.amount, header.ignored.len()), (AmountColumns::Signed(4), 2));
        let flagged = super::header(&names("Vernr;Datum;Konto;Utfall;IB"), &Naming::default());
        let flagged = flagged.map(|header| header.of_kind);
        assert!(
            matches!(flagged, Ok(KindColumns::Vouchers(VoucherColumns { is_opening: Some(4), .. }))),
            "{flagged:?}"
        );
    }

    #[test]
    fn what_the_user_says_settles_the_kind() {
        let said = Profile { kind: Some(FileKind::OpeningBalances), ..Profile::default() };
        let naming = Naming::of(&said);
        let header = super::header(&names("Konto;Saldo"), &naming).expect("a header");
        assert_eq!((header.of_kind.kind(), header.columns.amount.first()), (FileKind::OpeningBalances, 1));
    }
}
