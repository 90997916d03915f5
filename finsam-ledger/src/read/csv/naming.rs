//! What columns are called, and so what they mean.

use chrono::{Datelike, NaiveDate};

use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::finding::{ColumnRole, FileKind};
use crate::read::cell::{DateStyle, day_of};
use crate::read::profile::Profile;

/// What a column of amounts is called that were decided.
const BUDGET: &[&str] = &["budget", "årsbudget", "budgetbelopp", "budgetamount"];
/// What a column of amounts is called that were foreseen, not decided.
const FORECAST: &[&str] =
    &["prognos", "helårsprognos", "prognoshelår", "prognosbelopp", "forecast", "forecastamount"];

/// What exports call their columns, without case, blanks and marks: the plainest names first. A
/// column with a name of a later list means that only where none has one of an earlier.
const NAMES: &[(ColumnRole, &[&[&str]])] = &[
    (
        ColumnRole::Series,
        &[
            &[
                "serie",
                "series",
                "verifikationsserie",
                "verifikatserie",
                "verserie",
                "vertyp",
                "vtyp",
                "vt",
                "voucherseries",
            ],
            &["verifikattyp", "verifikationstyp", "vouchertype"],
        ],
    ),
    (
        ColumnRole::Number,
        &[
            &[
                "vernr",
                "vernummer",
                "verifikationsnummer",
                "verifikationsnr",
                "verifikatnummer",
                "verifikatnr",
                "vouchernumber",
                "vouchernr",
                "voucherno",
            ],
            &["verifikat", "verifikation", "ver", "voucher"],
            &[
                "dokumentnr",
                "dokumentnummer",
                "doknr",
                "documentno",
                "documentnumber",
                "docno",
                "transaktionsnr",
                "transaktionsnummer",
                "transnr",
                "transno",
                "transactionno",
                "transactionnumber",
            ],
        ],
    ),
    (
        ColumnRole::Date,
        &[
            &[
                "verdatum",
                "verdat",
                "verifikationsdatum",
                "verifikatdatum",
                "bokföringsdatum",
                "bokföringsdag",
                "bokfdatum",
                "bokfdag",
                "bokfdat",
                "voucherdate",
                "postingdate",
                "pstngdate",
                "bookingdate",
            ],
            &["datum", "date", "dat"],
            &[
                "transaktionsdatum",
                "transdatum",
                "transactiondate",
                "transdate",
                "dokumentdatum",
                "documentdate",
            ],
        ],
    ),
    (
        ColumnRole::Registered,
        &[&[
            "regdatum",
            "regdat",
            "registreringsdatum",
            "registreringsdag",
            "regdag",
            "registrationdate",
            "entrydate",
        ]],
    ),
    (ColumnRole::Year, &[&["år", "räkenskapsår", "redovisningsår", "bokföringsår"]]),
    (
        ColumnRole::Account,
        &[
            &[
                "konto",
                "kontonr",
                "kontonummer",
                "kontoid",
                "kontokod",
                "kto",
                "ktonr",
                "account",
                "accountno",
                "accountnr",
                "accountnumber",
                "glaccount",
                "glaccountno",
                "glacct",
            ],
            &["huvudkonto", "redovisningskonto", "mainaccount", "ledgeraccount"],
        ],
    ),
    (
        ColumnRole::AccountName,
        &[
            &[
                "kontotext",
                "kontot",
                "kontonamn",
                "kontobenämning",
                "kontobeskrivning",
                "accountname",
                "accountdescription",
                "glaccountname",
            ],
            &["benämning"],
        ],
    ),
    (
        ColumnRole::CostCentre,
        &[
            &[
                "kostnadsställe",
                "kostnadställe",
                "kostnadsställenr",
                "kostnadsställekod",
                "kst",
                "kstid",
                "kstnr",
                "kstkod",
                "ks",
                "kställe",
                "costcentre",
                "costcenter",
                "costctr",
                "costc",
            ],
            &["ansvar", "ansvarid", "ansvarskod", "enhet", "resultatenhet", "re", "departmentcode"],
            &["dimension1", "dim1"],
        ],
    ),
    (
        ColumnRole::Project,
        &[
            &[
                "projekt",
                "projektnr",
                "projektnummer",
                "projektkod",
                "proj",
                "projnr",
                "projkod",
                "projid",
                "project",
                "projectno",
                "projectcode",
            ],
            &["wbs", "wbselement"],
        ],
    ),
    (
        ColumnRole::VoucherText,
        &[&[
            "huvudtext",
            "verifikationstext",
            "verifikatstext",
            "verifikattext",
            "vertext",
            "vouchertext",
            "voucherdescription",
        ]],
    ),
    (
        ColumnRole::Text,
        &[
            &["text", "radtext"],
            &[
                "transaktionstext",
                "transaktionsinfo",
                "transaktionsinformation",
                "transactioninformation",
                "fritext",
            ],
            &["beskrivning", "description", "titel"],
        ],
    ),
    (
        ColumnRole::Debit,
        &[&["debet", "debetbelopp", "debetkr", "debetsek", "beloppdebet", "beloppd", "debit", "debitamount"]],
    ),
    (
        ColumnRole::Credit,
        &[&[
            "kredit",
            "kreditbelopp",
            "kreditkr",
            "kreditsek",
            "beloppkredit",
            "beloppk",
            "credit",
            "creditamount",
        ]],
    ),
    (
        ColumnRole::Amount,
        &[
            &[
                "belopp",
                "beloppkr",
                "beloppikr",
                "beloppsek",
                "beloppisek",
                "utfallv",
                "amount",
                "amountsek",
                "amountlcy",
                "amountinlc",
            ],
            &["utfall", "saldo", "beloppiredovisningsvaluta"],
            &["nettobelopp", "beloppexklmoms"],
            BUDGET,
            FORECAST,
        ],
    ),
    (ColumnRole::Side, &[&["dk", "debetkredit", "debitcredit", "debitcreditind", "dc"]]),
    (ColumnRole::Opening, &[&["ib", "ingåendebalans", "ingåendesaldo", "openingbalance"]]),
    (ColumnRole::Period, &[&["period", "månad"]]),
    (ColumnRole::Removed, &[&["borttagen", "borttaget", "struken", "removed"]]),
    (
        ColumnRole::Supplier,
        &[&[
            "leverantör",
            "leverantörsnamn",
            "leverantörid",
            "leverantörsid",
            "leverantörsnr",
            "leverantörsnummer",
            "levid",
            "supplier",
            "suppliername",
            "vendor",
            "vendorname",
        ]],
    ),
];

/// What a column means by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) role: ColumnRole,
    /// The year that a column of opening balances names, or the day of a budget or forecast.
    pub(crate) year: Option<OpeningYear>,
    /// How plainly it says so: of several columns the one with the lowest counts.
    pub(crate) rank: usize,
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

/// How the columns of a file are called: as its profile says, else as exports call them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Naming {
    /// What the file holds, if it was said.
    pub(crate) kind: Option<FileKind>,
    /// The plain names that a profile gives, each with its place in the profile's list.
    own: Vec<(ColumnRole, String, usize)>,
}

impl Naming {
    /// As a profile has it.
    pub(crate) fn of(profile: &Profile) -> Self {
        let own = profile.columns.iter().flat_map(|(role, names)| {
            names.iter().enumerate().map(move |(rank, name)| (*role, plain(name).collect(), rank))
        });
        Self { kind: profile.kind, own: own.collect() }
    }

    /// What a column's name means.
    pub(crate) fn meaning(&self, name: &str) -> Option<Meaning> {
        // Nothing that long is the name of a column.
        if name.len() > 120 {
            return None;
        }
        let plain: String = plain(name).collect();
        if let Some((role, _, rank)) = self.own.iter().find(|(_, own, _)| *own == plain) {
            return Some(Meaning { role: *role, year: None, rank: *rank });
        }
        let meaning = known(&plain).or_else(|| {
            let words = plain.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let year = opening_year(plain.strip_prefix(words)?.as_bytes())?;
            let names_time = |meaning: &Meaning| match year {
                OpeningYear::StartingIn(_) => meaning.role == ColumnRole::Opening,
                OpeningYear::Holding(_) => meaning.role == ColumnRole::Opening || is_planned(words),
            };
            let meaning = known(words).filter(names_time)?;
            Some(Meaning { year: Some(year), ..meaning })
        });
        meaning.filter(|meaning| !self.own.iter().any(|(role, ..)| *role == meaning.role))
    }

    /// Whether a column is called one of these, however that is written.
    pub(crate) fn is_called(name: &str, plain_names: &[&str]) -> bool {
        let is = |known: &&str| known.chars().map(without_ring_and_dots).eq(plain(name));
        name.len() <= 120 && plain_names.iter().any(is)
    }

    /// How many of the columns have a name that is known.
    pub(crate) fn recognised(&self, columns: &[String]) -> usize {
        columns.iter().filter(|name| self.meaning(name).is_some()).count()
    }
}

/// What an export means by a plain name.
fn known(plain: &str) -> Option<Meaning> {
    let is = |name: &&str| name.chars().map(without_ring_and_dots).eq(plain.chars());
    NAMES.iter().find_map(|(role, lists)| {
        let rank = lists.iter().position(|names| names.iter().any(is))?;
        Some(Meaning { role: *role, year: None, rank })
    })
}

/// Whether a column has a day in it, by a name that is not among the known ones.
pub(crate) fn names_a_day(name: &str) -> bool {
    let plain: String = plain(name).take(120).collect();
    plain.contains("datum") || plain.ends_with("date")
}

/// Whether a column's amounts are a forecast, by its name.
pub(crate) fn names_a_forecast(name: &str) -> bool {
    let words = name.trim_end_matches(|letter: char| !letter.is_alphabetic());
    Naming::is_called(words, FORECAST)
}

/// Whether a plain name is that of decided or foreseen amounts.
fn is_planned(words: &str) -> bool {
    Naming::is_called(words, BUDGET) || Naming::is_called(words, FORECAST)
}

/// A name without what names are written with or without: capitals, blanks, marks, and the ring
/// and dots of å, ä and ö, which some programs leave out.
fn plain(name: &str) -> impl Iterator<Item = char> {
    let is_mark = |letter: &char| {
        letter.is_whitespace() || matches!(letter, '.' | ':' | '-' | '_' | '/' | '(' | ')' | '*' | '\u{feff}')
    };
    name.chars()
        .filter(move |letter| !is_mark(letter))
        .flat_map(char::to_lowercase)
        .map(without_ring_and_dots)
}

const fn without_ring_and_dots(letter: char) -> char {
    match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        letter => letter,
    }
}

fn opening_year(digits: &[u8]) -> Option<OpeningYear> {
    let day = |digits: &[u8]| day_of(digits, DateStyle::default());
    match digits.len() {
        4 => day(&[digits, b"0101"].concat()).map(|day| OpeningYear::StartingIn(day.year())),
        8 => day(digits).map(OpeningYear::Holding),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(name: &str) -> Option<ColumnRole> {
        Naming::default().meaning(name).map(|meaning| meaning.role)
    }

    #[test]
    fn every_name_of_the_table_is_plain_and_stands_once() {
        let all: Vec<&str> = NAMES.iter().flat_map(|(_, lists)| lists.concat()).collect();
        for name in &all {
            assert!(role(name).is_some(), "{name} is never found");
            let same = all.iter().filter(|other| plain(other).eq(plain(name)));
            assert_eq!(same.count(), 1, "{name} means two things");
        }
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        let cases = [
            ("\u{feff}Ver.nr", ColumnRole::Number),
            ("BOKF. DATUM", ColumnRole::Date),
            ("V-typ", ColumnRole::Series),
            ("KONTO_ID", ColumnRole::Account),
            ("UTFALL_V", ColumnRole::Amount),
            ("Kostnadsställe", ColumnRole::CostCentre),
            ("KOSTNADSSTALLE", ColumnRole::CostCentre),
            ("RÄKENSKAPSÅR", ColumnRole::Year),
            ("Belopp (SEK)", ColumnRole::Amount),
            (" Ingående\u{a0}balans ", ColumnRole::Opening),
        ];
        for (name, expected) in cases {
            assert_eq!(role(name), Some(expected), "{name}");
        }
        for name in ["", "Attest", "Konto 2024", "IB 24", "IB 1024", "UB 2024", "IB 2024-13-01"] {
            assert_eq!(role(name), None, "{name}");
        }
    }

    #[test]
    fn a_column_of_opening_balances_may_name_its_year() {
        let years = FiscalYears::starting_in_month(7).expect("a month");
        let year = |name| {
            let year = Naming::default().meaning(name)?.year;
            year?.resolve(years).map(FiscalYear::year)
        };
        assert_eq!(year("IB 2024"), Some(2024));
        assert_eq!(year("Ingående balans 2024-07-01"), Some(2024));
        assert_eq!(year("Ingående saldo 20240101"), Some(2023));
        assert_eq!(year("IB"), None);
    }

    #[test]
    fn a_profile_goes_before_the_usual_names() {
        let mut profile = Profile::default();
        profile.columns.insert(ColumnRole::Amount, vec!["Netto kr".to_owned()]);
        let naming = Naming::of(&profile);
        let role = |name| naming.meaning(name).map(|meaning| meaning.role);
        assert_eq!(role("NETTO KR"), Some(ColumnRole::Amount));
        assert_eq!(role("Belopp"), None, "the profile has said what the amount is");
        assert_eq!(role("Konto"), Some(ColumnRole::Account));
    }
}
