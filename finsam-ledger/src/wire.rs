//! The vocabulary as `serde` values; every value is checked when it is read.
//!
//! The types themselves know nothing of this: how a figure is written down is an edge.
//!
//! | type | is written as |
//! |---|---|
//! | [`Amount`] | text in kronor with two decimals, `"-20691706.70"` |
//! | [`AccountNumber`], [`AccountRange`] | text, `"5539"`, `"3000-3999"` |
//! | [`CostCentre`], [`Project`] | text, `"3047"` |
//! | [`Month`], [`Period`], [`FiscalYear`] | text, `"2024-08"`, `"2024-01..2024-08"`, `"2024"` |
//! | [`FiscalYears`] | the number of their first month, `1` |
//! | [`Code`], [`Severity`] | text, `"FS0101"`, `"error"` |
//! | [`VoucherId`], [`Posting`], [`VoucherDraft`], [`Voucher`], [`Turnover`], [`BalanceObject`] | structures with the names of their fields |
//!
//! An amount is text since many readers of JSON hold a number as a binary fraction, which most
//! öre are not; a bare number is refused rather than guessed at. An account is text since it is
//! a name made of digits: nothing is counted with it. A [`Voucher`] is read as a draft and made
//! into a voucher, so one that does not balance cannot be read. Fields nobody knows are refused;
//! a cost centre, project or text may be left out.
//!
//! ```
//! use finsam_ledger::{Amount, Voucher};
//!
//! let voucher: Voucher = serde_json::from_str(
//!     r#"{"id": {"series": "A", "number": 1}, "date": "2024-01-15", "postings": [
//!         {"account": "5539", "amount": "100.00", "cost_centre": "3047"},
//!         {"account": "2411", "amount": "-100.00"}]}"#,
//! )?;
//! assert_eq!(voucher.postings()[0].amount, Amount::from_ore(10_000));
//!
//! let refused = serde_json::from_str::<Voucher>(
//!     r#"{"id": {"series": "A", "number": 1}, "date": "2024-01-15", "postings": [
//!         {"account": "5539", "amount": "100.00"}]}"#,
//! );
//! assert!(refused.unwrap_err().to_string().contains("does not balance"));
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::{Error as _, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::account::{AccountNumber, AccountRange};
use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, Turnover};
use crate::calendar::{FiscalYear, FiscalYears, Month, Period, PeriodError};
use crate::dimension::{CostCentre, OtherObject, Project};
use crate::finding::{Code, Severity};
use crate::voucher::{Correction, History, Posting, RowChange, Voucher, VoucherDraft};
use crate::voucher_id::VoucherId;

/// A value that is one text, read back by `read`.
trait Text: Sized {
    /// What is expected, for the message when it is something else.
    const EXPECTED: &'static str;

    fn read(text: &str) -> Result<Self, String>;
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: Text> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        T::read(text).map_err(E::custom)
    }
}

/// Text that the type's own `Display` writes and its own `FromStr` reads, or `$read`.
macro_rules! as_text {
    ($($type:ident: $expected:literal, $read:expr;)*) => {$(
        impl Text for $type {
            const EXPECTED: &'static str = $expected;

            fn read(text: &str) -> Result<Self, String> {
                $read(text)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(TextVisitor(PhantomData))
            }
        }
    )*};
}

macro_rules! displayed {
    ($($type:ident)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

as_text! {
    Amount: "an amount in kronor as text, such as \"-20691706.70\"", amount;
    AccountNumber: "an account number as text, such as \"5539\"", parsed;
    AccountRange: "a range of accounts as text, such as \"3000-3999\"", parsed;
    CostCentre: "the code of a cost centre as text", parsed;
    Project: "the code of a project as text", parsed;
    Month: "a month as text, such as \"2024-08\"", parsed;
    Period: "a period as text, such as \"2024\" or \"2024-01..2024-08\"", parsed;
    FiscalYear: "a fiscal year as text, such as \"2024\" or \"2024-07..2025-06\"", fiscal_year;
    Code: "the code of a finding as text, such as \"FS0101\"", parsed;
    Severity: "\"error\", \"warning\" or \"note\"", severity;
}

displayed! { Amount AccountNumber AccountRange CostCentre Project Code }

fn parsed<T: std::str::FromStr<Err: fmt::Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

/// Digits, at most one point, at most two decimals, and a minus sign or none: one way to write
/// each figure but for zeros, and no way that can be read in two.
fn amount(text: &str) -> Result<Amount, String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (kronor, ore) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    if !digits(kronor) || !digits(ore) {
        return Err(format!("'{text}' is not an amount such as -20691706.70"));
    }
    let kronor = Decimal::from_str_exact(text).map_err(|_| AmountError::OutOfRange.to_string())?;
    Amount::from_decimal(kronor).map_err(|error| error.to_string())
}

fn fiscal_year(text: &str) -> Result<FiscalYear, String> {
    let period: Period = parsed(text)?;
    let year = FiscalYears::starting_in_month(period.first().number()).map(|years| years.of(period.first()));
    match year {
        Ok(year) if year.period() == period => Ok(year),
        _ => Err(format!("'{text}' is not twelve months")),
    }
}

const SEVERITIES: [(Severity, &str); 3] =
    [(Severity::Note, "note"), (Severity::Warning, "warning"), (Severity::Error, "error")];

fn severity(text: &str) -> Result<Severity, String> {
    let known = SEVERITIES.iter().find(|(_, name)| *name == text);
    known.map(|(severity, _)| *severity).ok_or_else(|| format!("'{text}' is not error, warning or note"))
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = SEVERITIES.iter().find(|(severity, _)| severity == self).map_or("error", |(_, name)| name);
        serializer.serialize_str(name)
    }
}

/// Months can be counted past the years 1 to 9999 that are read; what could not be read back is
/// not written.
fn in_calendar<E: serde::ser::Error>(month: Month) -> Result<(), E> {
    Month::new(month.year(), month.number()).map(|_| ()).map_err(E::custom)
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        in_calendar(*self)?;
        serializer.collect_str(self)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        in_calendar(self.first())?;
        in_calendar(self.last())?;
        serializer.collect_str(self)
    }
}

impl Serialize for FiscalYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.period().serialize(serializer)
    }
}

impl Serialize for FiscalYears {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.first_month())
    }
}

impl<'de> Deserialize<'de> for FiscalYears {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let month = u32::deserialize(deserializer)?;
        Self::starting_in_month(month)
            .map_err(|_: PeriodError| D::Error::custom(format!("{month} is not the number of a month")))
    }
}

/// The fields of a voucher's name.
#[derive(Serialize, Deserialize)]
#[serde(rename = "VoucherId", deny_unknown_fields)]
struct VoucherIdFields<Series> {
    series: Series,
    number: u64,
}

impl Serialize for VoucherId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        VoucherIdFields { series: self.series(), number: self.number() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for VoucherId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let VoucherIdFields::<String> { series, number } = VoucherIdFields::deserialize(deserializer)?;
        Ok(Self::new(series, number))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Posting", rename = "Posting", deny_unknown_fields)]
struct PostingFields {
    account: AccountNumber,
    #[serde(default)]
    cost_centre: Option<CostCentre>,
    #[serde(default)]
    project: Option<Project>,
    amount: Amount,
    #[serde(default)]
    text: Box<str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<OtherObject>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "VoucherDraft", rename = "VoucherDraft", deny_unknown_fields)]
struct VoucherDraftFields {
    id: VoucherId,
    date: NaiveDate,
    #[serde(default)]
    text: Box<str>,
    postings: Vec<Posting>,
    #[serde(default, skip_serializing_if = "is_untouched")]
    history: History,
}

fn is_untouched(history: &History) -> bool {
    *history == History::default()
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "History", rename = "History", deny_unknown_fields)]
struct HistoryFields {
    #[serde(default)]
    registered: Option<NaiveDate>,
    #[serde(default)]
    signature: Box<str>,
    #[serde(default)]
    corrections: Vec<Correction>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Correction", rename = "Correction", deny_unknown_fields)]
struct CorrectionFields {
    change: RowChange,
    #[serde(default)]
    date: Option<NaiveDate>,
    #[serde(default)]
    signature: Box<str>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "RowChange", rename = "RowChange", rename_all = "snake_case", deny_unknown_fields)]
enum RowChangeFields {
    Added(usize),
    Struck { before: usize, posting: Posting },
}

/// The fields of an object of another dimension.
#[derive(Serialize, Deserialize)]
#[serde(rename = "OtherObject", deny_unknown_fields)]
struct OtherObjectFields<Code> {
    dimension: u32,
    code: Code,
}

impl Serialize for OtherObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        OtherObjectFields { dimension: self.dimension, code: self.code() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for OtherObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let OtherObjectFields::<String> { dimension, code } = OtherObjectFields::deserialize(deserializer)?;
        Self::new(dimension, &code).map_err(D::Error::custom)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "BalanceObject", rename = "BalanceObject", deny_unknown_fields)]
struct BalanceObjectFields {
    account: AccountNumber,
    #[serde(default)]
    cost_centre: Option<CostCentre>,
    #[serde(default)]
    project: Option<Project>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Turnover", rename = "Turnover", deny_unknown_fields)]
struct TurnoverFields {
    #[serde(deserialize_with = "without_sign")]
    debit: Amount,
    #[serde(deserialize_with = "without_sign")]
    credit: Amount,
}

macro_rules! as_fields {
    ($($type:ident in $fields:ident;)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $fields::serialize(self, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $fields::deserialize(deserializer)
            }
        }
    )*};
}

as_fields! {
    Posting in PostingFields;
    VoucherDraft in VoucherDraftFields;
    History in HistoryFields;
    Correction in CorrectionFields;
    RowChange in RowChangeFields;
    BalanceObject in BalanceObjectFields;
    Turnover in TurnoverFields;
}

/// Both sides of a turnover are written without sign.
fn without_sign<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
    let amount = Amount::deserialize(deserializer)?;
    if amount < Amount::ZERO {
        return Err(D::Error::custom(format!("{amount} has a sign: a turnover has two sides instead")));
    }
    Ok(amount)
}

impl Serialize for Voucher {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let touched = !is_untouched(self.history());
        let mut fields = serializer.serialize_struct("Voucher", 4 + usize::from(touched))?;
        fields.serialize_field("id", self.id())?;
        fields.serialize_field("date", &self.date())?;
        fields.serialize_field("text", self.text())?;
        fields.serialize_field("postings", self.postings())?;
        if touched {
            fields.serialize_field("history", self.history())?;
        }
        fields.end()
    }
}

impl<'de> Deserialize<'de> for Voucher {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        VoucherDraft::deserialize(deserializer)?.try_into_voucher().map_err(D::Error::custom)
    }
}
