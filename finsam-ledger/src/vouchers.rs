//! Many vouchers, kept close together: some twenty bytes a row, where a row by itself takes a hundred.

use std::hash::Hash;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::dimension::{CostCentre, OtherObject, Project};
use crate::voucher::{Correction, History, Posting, RowChange, Voucher, VoucherDraft};
use crate::voucher_id::VoucherId;

/// Vouchers in the order they came, each handed out as it was put in.
///
/// Codes and series are kept once for all, figures in as many bytes as they need.
///
/// ```
/// use finsam_ledger::{Amount, Posting, VoucherDraft, VoucherId, Vouchers};
///
/// let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 15).expect("a date");
/// let postings = vec![
///     Posting::new("5539".parse()?, Amount::from_ore(10_000)),
///     Posting::new("2411".parse()?, Amount::from_ore(-10_000)),
/// ];
/// let voucher = VoucherDraft::new(VoucherId::new("A", 1), date, "Konsult", postings).try_into_voucher()?;
/// let vouchers: Vouchers = [voucher.clone()].into_iter().collect();
/// assert_eq!(vouchers.get(0), Some(voucher));
/// assert_eq!((vouchers.len(), vouchers.get(1)), (1, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Vouchers(Drafts);

impl Vouchers {
    /// Adds a voucher.
    pub fn push(&mut self, voucher: &Voucher) {
        self.0.push(voucher.draft());
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The voucher at a place, from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Voucher> {
        // All that were put in balance.
        self.0.get(index)?.try_into_voucher().ok()
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Voucher> + Clone + Send {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Drafts that all balance, as what they are.
    #[cfg(feature = "csv")]
    pub(crate) fn of_balanced(drafts: Drafts) -> Self {
        Self(drafts)
    }
}

/// The same vouchers in the same order, however they are kept.
impl PartialEq for Vouchers {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Vouchers {}

impl FromIterator<Voucher> for Vouchers {
    fn from_iter<I: IntoIterator<Item = Voucher>>(vouchers: I) -> Self {
        let mut all = Self::default();
        vouchers.into_iter().for_each(|voucher| all.push(&voucher));
        all
    }
}

/// Drafts kept in the same way; nothing is proved about them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drafts {
    chunks: Vec<Vec<u8>>,
    /// Where each starts: the number of its chunk, and its place there.
    starts: Vec<(u32, u32)>,
    series: Known<Arc<str>>,
    cost_centres: Known<CostCentre>,
    projects: Known<Project>,
    others: Known<OtherObject>,
}

/// How large a chunk becomes, unless one draft alone is larger.
const CHUNK: usize = 1 << 20;

/// Values that come again and again, each kept once and known by its number.
#[derive(Clone, Debug)]
struct Known<T> {
    values: Vec<T>,
    numbers: FxHashMap<T, u32>,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: FxHashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Known<T> {
    fn number(&mut self, value: &T) -> u64 {
        if let Some(number) = self.numbers.get(value) {
            return u64::from(*number);
        }
        self.insert(value.clone())
    }

    fn insert(&mut self, value: T) -> u64 {
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.numbers.insert(value.clone(), number);
        self.values.push(value);
        u64::from(number)
    }

    fn value(&self, number: u64) -> Option<T> {
        self.values.get(usize::try_from(number).ok()?).cloned()
    }
}

impl Drafts {
    pub(crate) const fn len(&self) -> usize {
        self.starts.len()
    }

    /// Adds a draft.
    pub(crate) fn push(&mut self, draft: &VoucherDraft) {
        let mut chunk = self.chunks.pop().unwrap_or_default();
        let mut start = chunk.len();
        self.write(draft, &mut Writer(&mut chunk));
        if chunk.len() > CHUNK && start > 0 {
            let next = chunk.split_off(start);
            chunk.shrink_to_fit();
            self.chunks.push(chunk);
            (chunk, start) = (next, 0);
        }
        let number = u32::try_from(self.chunks.len()).unwrap_or(u32::MAX);
        self.starts.push((number, u32::try_from(start).unwrap_or(u32::MAX)));
        self.chunks.push(chunk);
    }

    /// The draft at a place, from 0.
    pub(crate) fn get(&self, index: usize) -> Option<VoucherDraft> {
        let (chunk, start) = *self.starts.get(index)?;
        let chunk = self.chunks.get(usize::try_from(chunk).ok()?)?;
        self.read(&mut Reader(chunk.get(usize::try_from(start).ok()?..)?))
    }

    fn write(&mut self, draft: &VoucherDraft, bytes: &mut Writer<'_>) {
        let VoucherDraft { id, date, text, postings, history } = draft;
        let series = match self.series.numbers.get(id.series()) {
            Some(number) => u64::from(*number),
            None => self.series.insert(id.series().into()),
        };
        bytes.number(series);
        bytes.number(id.number());
        bytes.day(*date);
        bytes.text(text);
        bytes.count(postings.len());
        for posting in postings {
            self.write_posting(posting, bytes);
        }
        let History { registered, signature, corrections } = history;
        bytes.optional_day(*registered);
        bytes.text(signature);
        bytes.count(corrections.len());
        for Correction { change, date, signature } in corrections {
            bytes.optional_day(*date);
            bytes.text(signature);
            match change {
                RowChange::Added(index) => {
                    bytes.number(0);
                    bytes.count(*index);
                }
                RowChange::Struck { before, posting } => {
                    bytes.number(1);
                    bytes.count(*before);
                    self.write_posting(posting, bytes);
                }
            }
        }
    }

    fn write_posting(&mut self, posting: &Posting, bytes: &mut Writer<'_>) {
        bytes.number(posting.account.number().into());
        // No code is 0, so codes count from 1.
        bytes.number(posting.cost_centre.as_ref().map_or(0, |code| self.cost_centres.number(code) + 1));
        bytes.number(posting.project.as_ref().map_or(0, |code| self.projects.number(code) + 1));
        bytes.signed(posting.amount.ore());
        bytes.text(&posting.text);
        bytes.count(posting.others.len());
        for other in &posting.others {
            bytes.number(self.others.number(other));
        }
    }

    fn read(&self, bytes: &mut Reader<'_>) -> Option<VoucherDraft> {
        let id = VoucherId::new(self.series.value(bytes.number()?)?, bytes.number()?);
        let (date, text) = (bytes.day()?, bytes.text()?);
        let postings = bytes.list(|bytes| self.read_posting(bytes))?;
        let (registered, signature) = (bytes.optional_day().ok()?, bytes.text()?);
        let corrections = bytes.list(|bytes| {
            let (date, signature) = (bytes.optional_day().ok()?, bytes.text()?);
            let change = match bytes.number()? {
                0 => RowChange::Added(bytes.count()?),
                _ => RowChange::Struck { before: bytes.count()?, posting: self.read_posting(bytes)? },
            };
            Some(Correction { change, date, signature })
        })?;
        let history = History { registered, signature, corrections };
        Some(VoucherDraft { id, date, text, postings, history })
    }

    fn read_posting(&self, bytes: &mut Reader<'_>) -> Option<Posting> {
        let account = AccountNumber::new(u32::try_from(bytes.number()?).ok()?).ok()?;
        let cost_centre = bytes.code(&self.cost_centres).ok()?;
        let project = bytes.code(&self.projects).ok()?;
        let (amount, text) = (Amount::from_ore(bytes.signed()?), bytes.text()?);
        let others = bytes.list(|bytes| self.others.value(bytes.number()?))?;
        Some(Posting { account, cost_centre, project, amount, text, others })
    }
}

/// Figures and texts on their way into bytes: seven bits a byte, the lowest first, and the eighth where
/// more come.
struct Writer<'a>(&'a mut Vec<u8>);

impl Writer<'_> {
    fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push((number & 0x7f) as u8);
    }

    /// The sign comes last, so that what is near zero is short on both sides.
    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn day(&mut self, date: NaiveDate) {
        self.signed(date.num_days_from_ce().into());
    }

    fn optional_day(&mut self, date: Option<NaiveDate>) {
        self.count(usize::from(date.is_some()));
        if let Some(date) = date {
            self.day(date);
        }
    }
}

/// What is read was never written.
struct NotWritten;

/// The same on their way back.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn text(&mut self) -> Option<Box<str>> {
        let length = self.count()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok().map(Into::into)
    }

    fn day(&mut self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(i32::try_from(self.signed()?).ok()?)
    }

    fn optional_day(&mut self) -> Result<Option<NaiveDate>, NotWritten> {
        match self.number().ok_or(NotWritten)? {
            0 => Ok(None),
            _ => self.day().map(Some).ok_or(NotWritten),
        }
    }

    fn code<T: Clone + Eq + Hash>(&mut self, known: &Known<T>) -> Result<Option<T>, NotWritten> {
        match self.number().ok_or(NotWritten)? {
            0 => Ok(None),
            number => known.value(number - 1).map(Some).ok_or(NotWritten),
        }
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        (0..count).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn posting() -> impl Strategy<Value = Posting> {
        let amount =
            prop_oneof![any::<i64>(), -500_i64..500].prop_filter("an amount", |ore| *ore != i64::MIN);
        let code = || proptest::option::of("[A-Z0-9ÅÄÖ]{1,12}");
        let others = prop::collection::vec((any::<u32>(), "[A-Z0-9ÅÄÖ]{1,12}"), 0..3);
        (1000_u32..10_000, code(), code(), amount, ".{0,20}", others).prop_map(
            |(account, cost_centre, project, ore, text, others)| {
                let other = |(dimension, code): (u32, String)| OtherObject::new(dimension, &code);
                Posting {
                    account: AccountNumber::new(account).expect("an account"),
                    cost_centre: cost_centre.map(|code| CostCentre::new(&code).expect("a code")),
                    project: project.map(|code| Project::new(&code).expect("a code")),
                    amount: Amount::from_ore(ore),
                    text: text.into(),
                    others: others.into_iter().map(other).collect::<Result<_, _>>().expect("codes"),
                }
            },
        )
    }

    fn correction() -> impl Strategy<Value = Correction> {
        let change = prop_oneof![
            (0_usize..9).prop_map(RowChange::Added),
            (any::<usize>(), posting()).prop_map(|(before, posting)| RowChange::Struck { before, posting }),
        ];
        (change, proptest::option::of(day()), ".{0,8}").prop_map(|(change, date, signature)| Correction {
            change,
            date,
            signature: signature.into(),
        })
    }

    fn day() -> impl Strategy<Value = NaiveDate> {
        let last = NaiveDate::MAX.num_days_from_ce();
        (-last / 2..last).prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).expect("a day"))
    }

    fn draft() -> impl Strategy<Value = VoucherDraft> {
        let history = (proptest::option::of(day()), ".{0,8}", prop::collection::vec(correction(), 0..3));
        let postings = prop::collection::vec(posting(), 0..6);
        ("[A-Ö]{0,3}", any::<u64>(), day(), ".{0,40}", postings, history).prop_map(
            |(series, number, date, text, postings, (registered, signature, corrections))| {
                let history = History { registered, signature: signature.into(), corrections };
                let id = VoucherId::new(series, number);
                VoucherDraft { history, ..VoucherDraft::new(id, date, &text, postings) }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_put_in_comes_out(drafts in prop::collection::vec(draft(), 0..20)) {
            let mut kept = Drafts::default();
            for draft in &drafts {
                kept.push(draft);
            }
            let out: Vec<_> = (0..=drafts.len()).map(|index| kept.get(index)).collect();
            let expected: Vec<_> = drafts.into_iter().map(Some).chain([None]).collect();
            prop_assert_eq!(out, expected);
        }

        #[test]
        fn figures_near_zero_and_far_from_it_are_read_as_they_were_written(number in any::<u64>(), signed in any::<i64>()) {
            let mut bytes = Vec::new();
            let mut writer = Writer(&mut bytes);
            writer.number(number);
            writer.signed(signed);
            writer.signed(-(signed >> 50));
            let mut reader = Reader(&bytes);
            let read = (reader.number(), reader.signed(), reader.signed());
            prop_assert_eq!(read, (Some(number), Some(signed), Some(-(signed >> 50))));
            prop_assert_eq!(reader.0.len(), 0);
        }
    }

    #[test]
    fn many_and_long_ones_lie_in_several_chunks() {
        let date = NaiveDate::from_ymd_opt(2024, 1, 5).expect("a day");
        let text = |number: usize| "å".repeat(if number == 700 { 3 * CHUNK } else { number });
        let draft = |number: usize| {
            VoucherDraft::new(VoucherId::new("A", number as u64), date, &text(number), Vec::new())
        };
        let mut kept = Drafts::default();
        (0..1500).for_each(|number| kept.push(&draft(number)));
        assert!(kept.chunks.len() > 3, "{}", kept.chunks.len());
        assert!((0..1500).all(|number| kept.get(number) == Some(draft(number))));
    }
}
