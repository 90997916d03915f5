//! The header row: which columns a file has, and so what kind of file it is.

use chrono::NaiveDate;

use super::field;
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::finding::{ColumnRole, Fact, FileKind};

/// What columns are called, without case, blanks, dots, hyphens and underscores.
const NAMES: &[(ColumnRole, &[&str])] = &[
    (ColumnRole::Series, &["serie", "verifikationsserie", "verserie", "vertyp", "vtyp"]),
    (
        ColumnRole::Number,
        &["vernr", "verifikationsnummer", "verifikationsnr", "verifikatnummer", "verifikatnr", "verifikat"],
    ),
    (
        ColumnRole::Date,
        &["verdatum", "verifikationsdatum", "bokföringsdatum", "bokföringsdag", "bokfdatum", "datum"],
    ),
    (ColumnRole::Year, &["år", "räkenskapsår"]),
    (ColumnRole::Account, &["konto", "kontonr", "kontonummer", "kontoid"]),
    (ColumnRole::AccountName, &["kontotext", "kontonamn", "benämning"]),
    (ColumnRole::CostCentre, &["kostnadsställe", "kst", "kstid", "ansvar", "enhet"]),
    (ColumnRole::Project, &["projekt", "proj", "projid"]),
    (ColumnRole::VoucherText, &["huvudtext", "verifikationstext", "vertext"]),
    (ColumnRole::Text, &["text", "radtext"]),
    (ColumnRole::Debit, &["debet"]),
    (ColumnRole::Credit, &["kredit"]),
    (ColumnRole::Amount, &["belopp", "utfall", "saldo"]),
    (ColumnRole::Opening, &["ib", "ingåendebalans", "ingåendesaldo"]),
    (ColumnRole::Period, &["period"]),
];

/// What the columns of a file mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) columns: Columns,
    pub(crate) of_kind: KindColumns,
    /// How many columns it has, without nameless ones at its end.
    pub(crate) width: usize,
    /// The columns that are read, as they are called.
    pub(crate) taken: Vec<(ColumnRole, String)>,
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
}

/// Where to look for what only rows of one kind have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KindColumns {
    Vouchers(VoucherColumns),
    OpeningBalances {
        year: Option<usize>,
        /// The year that the column of balances names in its header.
        in_header: Option<OpeningYear>,
    },
    Budget {
        period: usize,
    },
}

impl KindColumns {
    /// The kind of file.
    pub(crate) const fn kind(&self) -> FileKind {
        match self {
            Self::Vouchers(_) => FileKind::Vouchers,
            Self::OpeningBalances { .. } => FileKind::OpeningBalances,
            Self::Budget { .. } => FileKind::Budget,
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
}

/// How amounts stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AmountColumns {
    /// One column, debit positive.
    Signed(usize),
    /// Two columns, both positive.
    Sides { debit: usize, credit: usize },
}

impl AmountColumns {
    /// The first of them.
    pub(crate) const fn first(self) -> usize {
        match self {
            Self::Signed(column) | Self::Sides { debit: column, .. } => column,
        }
    }
}

/// A year as the header of a column of opening balances names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpeningYear {
    /// The fiscal year that starts in it.
    StartingIn(i32),
    /// The fiscal year that the day lies in.
    Holding(NaiveDate),
}

impl OpeningYear {
    /// The fiscal year that is meant.
    pub(crate) fn resolve(self, fiscal_years: FiscalYears) -> Option<FiscalYear> {
        match self {
            Self::StartingIn(year) => fiscal_years.starting_in(year).ok(),
            Self::Holding(day) => Some(fiscal_years.of(Month::of(day))),
        }
    }
}

/// How many of the columns have a name that is known.
pub(crate) fn recognised(columns: &[String]) -> usize {
    columns.iter().filter(|name| role(name).is_some()).count()
}

/// What a column's name means.
fn role(name: &str) -> Option<(ColumnRole, Option<OpeningYear>)> {
    let is_mark = |letter: char| letter.is_whitespace() || matches!(letter, '.' | '-' | '_' | '\u{feff}');
    let plain: String =
        name.chars().filter(|letter| !is_mark(*letter)).flat_map(char::to_lowercase).collect();
    let known = |plain: &str| NAMES.iter().find(|(_, names)| names.contains(&plain)).map(|(role, _)| *role);
    if let Some(role) = known(&plain) {
        return Some((role, None));
    }
    let words = plain.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let year = opening_year(plain.strip_prefix(words)?.as_bytes())?;
    (known(words) == Some(ColumnRole::Opening)).then_some((ColumnRole::Opening, Some(year)))
}

fn opening_year(digits: &[u8]) -> Option<OpeningYear> {
    let first_of_year = |year: &[u8]| field::date(&[year, b"0101"].concat());
    match digits.len() {
        4 => first_of_year(digits).map(|day| OpeningYear::StartingIn(chrono::Datelike::year(&day))),
        8 => field::date(digits).map(OpeningYear::Holding),
        _ => None,
    }
}

/// What the columns mean; else what is wrong with them, each with its column if it has one.
pub(crate) fn header(names: &[String]) -> Result<Header, Vec<(Option<usize>, Fact)>> {
    let width = names.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
    let names = &names[..width];
    let roles: Vec<_> = names.iter().map(|name| role(name)).collect();
    let find =
        |wanted: ColumnRole| roles.iter().position(|role| role.is_some_and(|(role, _)| role == wanted));
    let Some(kind) = kind(|role| find(role).is_some()) else {
        return Err(vec![(None, Fact::HeaderUnknown { columns: names.to_vec() })]);
    };
    let mut wrong: Vec<_> = Vec::new();
    for (index, role) in roles.iter().enumerate() {
        if let Some((column, _)) = *role
            && let Some(first) = find(column).filter(|first| *first < index)
        {
            let (first, second) = (names[first].clone(), names[index].clone());
            wrong.push((Some(index), Fact::ColumnTwice { column, first, second }));
        }
    }
    let mut need = |column| {
        find(column).unwrap_or_else(|| {
            wrong.push((None, Fact::ColumnMissing { kind, column }));
            0
        })
    };
    let account = need(ColumnRole::Account);
    let of_kind = match kind {
        FileKind::Vouchers => KindColumns::Vouchers(VoucherColumns {
            series: find(ColumnRole::Series),
            number: need(ColumnRole::Number),
            date: need(ColumnRole::Date),
            voucher_text: find(ColumnRole::VoucherText),
            text: find(ColumnRole::Text),
        }),
        FileKind::OpeningBalances => KindColumns::OpeningBalances {
            year: find(ColumnRole::Year),
            in_header: roles.iter().flatten().find_map(|(_, year)| *year),
        },
        // A SIE file has no header row, so no header row makes one.
        FileKind::Budget | FileKind::Sie => {
            let period = find(ColumnRole::Period).or_else(|| find(ColumnRole::Year));
            KindColumns::Budget { period: period.unwrap_or_else(|| need(ColumnRole::Period)) }
        }
    };
    let amount = match (find(ColumnRole::Debit), find(ColumnRole::Credit)) {
        _ if kind == FileKind::OpeningBalances => AmountColumns::Signed(need(ColumnRole::Opening)),
        (None, None) => AmountColumns::Signed(need(ColumnRole::Amount)),
        _ => AmountColumns::Sides { debit: need(ColumnRole::Debit), credit: need(ColumnRole::Credit) },
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let (cost_centre, project) = (find(ColumnRole::CostCentre), find(ColumnRole::Project));
    let columns = Columns { account, cost_centre, project, amount };
    let is_read = |index: &usize| is_read(&columns, &of_kind, *index);
    let (taken, ignored): (Vec<usize>, Vec<usize>) = (0..width).partition(is_read);
    let taken = taken.into_iter().filter_map(|index| Some((roles[index]?.0, names[index].clone())));
    let ignored = ignored.into_iter().map(|index| names[index].clone());
    Ok(Header {
        columns,
        of_kind,
        width,
        taken: taken.collect(),
        ignored: ignored.filter(|name| !name.trim().is_empty()).collect(),
    })
}

/// Whether a column is looked at.
fn is_read(columns: &Columns, of_kind: &KindColumns, index: usize) -> bool {
    let Columns { account, cost_centre, project, amount } = *columns;
    let is_amount = match amount {
        AmountColumns::Signed(column) => column == index,
        AmountColumns::Sides { debit, credit } => debit == index || credit == index,
    };
    let is_of_kind = match *of_kind {
        KindColumns::Vouchers(VoucherColumns { series, number, date, voucher_text, text }) => {
            [series, Some(number), Some(date), voucher_text, text].contains(&Some(index))
        }
        KindColumns::OpeningBalances { year, .. } => year == Some(index),
        KindColumns::Budget { period } => period == index,
    };
    is_amount || is_of_kind || [Some(account), cost_centre, project].contains(&Some(index))
}

/// The kind of file that has such columns. A voucher number or a day makes vouchers, even where
/// something else is missing. Vouchers with a column of opening balances are none of the kinds:
/// some of their rows, and nobody knows which, would be no postings.
fn kind(has: impl Fn(ColumnRole) -> bool) -> Option<FileKind> {
    let amount = has(ColumnRole::Amount) || has(ColumnRole::Debit) || has(ColumnRole::Credit);
    let account = has(ColumnRole::Account);
    let voucher = has(ColumnRole::Number) || has(ColumnRole::Date);
    if voucher && has(ColumnRole::Opening) {
        None
    } else if voucher && (account || amount) {
        Some(FileKind::Vouchers)
    } else if has(ColumnRole::Opening) {
        Some(FileKind::OpeningBalances)
    } else if amount && (has(ColumnRole::Period) || has(ColumnRole::Year)) {
        Some(FileKind::Budget)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        line.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn every_name_of_the_table_is_plain_and_stands_once() {
        let all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for name in &all {
            assert!(role(name).is_some(), "{name} is never found");
            assert_eq!(all.iter().filter(|other| *other == name).count(), 1, "{name} means two things");
        }
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        let cases = [
            ("\u{feff}Ver.nr", ColumnRole::Number),
            ("BOKF. DATUM", ColumnRole::Date),
            ("V-typ", ColumnRole::Series),
            ("KONTO_ID", ColumnRole::Account),
            ("Kostnadsställe", ColumnRole::CostCentre),
            ("RÄKENSKAPSÅR", ColumnRole::Year),
            (" Ingående\u{a0}balans ", ColumnRole::Opening),
        ];
        for (name, expected) in cases {
            assert_eq!(role(name).map(|(role, _)| role), Some(expected), "{name}");
        }
        for name in ["", "Attest", "Konto 2024", "IB 24", "IB 1024", "UB 2024", "IB 2024-13-01"] {
            assert_eq!(role(name), None, "{name}");
        }
    }

    #[test]
    fn a_column_of_opening_balances_may_name_its_year() {
        let years = FiscalYears::starting_in_month(7).expect("a month");
        let year = |name| {
            let (_, year) = role(name)?;
            year?.resolve(years).map(FiscalYear::year)
        };
        assert_eq!(year("IB 2024"), Some(2024));
        assert_eq!(year("Ingående balans 2024-07-01"), Some(2024));
        assert_eq!(year("Ingående saldo 20240101"), Some(2023));
        assert_eq!(year("IB"), None);
    }

    #[test]
    fn the_columns_tell_the_kind_of_file() {
        let kind = |line| header(&names(line)).map(|header| header.of_kind.kind());
        assert_eq!(kind("Vernr;Datum;Konto;Debet;Kredit"), Ok(FileKind::Vouchers));
        assert_eq!(kind("Konto;Ingående balans"), Ok(FileKind::OpeningBalances));
        assert_eq!(kind("konto;kst;projekt;period;belopp"), Ok(FileKind::Budget));
        assert_eq!(kind("konto;år;belopp"), Ok(FileKind::Budget));
        for line in ["Konto;Saldo", "Vernr;Datum;Konto;Utfall;IB", "Konto", ""] {
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
    fn columns_that_are_not_read_are_told() {
        let header =
            header(&names("Vernr;Datum;Konto;Kontonamn;Attest;Debet;Kredit;Saldo;;")).expect("a header");
        assert_eq!(header.ignored, ["Kontonamn", "Attest", "Saldo"]);
        assert_eq!((header.width, header.taken.len()), (8, 5));
        assert_eq!(header.columns.amount, AmountColumns::Sides { debit: 5, credit: 6 });
    }
}
