//! The labels of SIE, types 1 to 4, as far as a reader has to tell them apart.

/// What an item is about, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// `#FLAGGA`: whether the file has been read in before.
    Flag,
    /// `#KSUMMA`: the checksum starts, or is stated.
    Checksum,
    /// `#VALUTA`: the currency of every amount.
    Currency,
    /// `#RAR`: a fiscal year and its number in this file.
    Year,
    /// `#OMFATTN`: the day up to which the balances are told.
    Extent,
    /// `#KONTO`: an account and its name.
    Account,
    /// `#DIM`, `#UNDERDIM`: a dimension and its name.
    Dimension,
    /// `#OBJEKT`: an object of a dimension and its name.
    Object,
    /// A balance, a period's change, or a budget.
    Sum(SumKind),
    /// `#VER`: a voucher.
    Voucher,
    /// A row of a voucher.
    Row(RowKind),
    /// What describes the file, the body or the accounts in ways that no figure depends on.
    Description,
}

/// What a sum in the file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SumKind {
    /// `#IB`, and `#OIB` on objects: a year's opening balance.
    Opening,
    /// `#UB`, and `#OUB` on objects: a year's closing balance.
    Closing,
    /// `#RES`: what a result account shows for a year.
    Result,
    /// `#PSALDO`: what was booked in a month.
    Change,
    /// `#PBUDGET`: what is budgeted for a month.
    Budget,
}

/// What a row of a voucher says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// `#TRANS`: a posting; the only rows that count.
    Posting,
    /// `#RTRANS`: the posting that follows was added afterwards.
    Added,
    /// `#BTRANS`: a posting that was struck.
    Struck,
}

/// Labels, what they are, and how many fields an item needs to have and has at most.
const LABELS: &[(&str, Label, usize, usize)] = &[
    ("TRANS", Label::Row(RowKind::Posting), 2, 7),
    ("VER", Label::Voucher, 3, 6),
    ("KONTO", Label::Account, 1, ANY),
    ("IB", Label::Sum(SumKind::Opening), 3, 4),
    ("UB", Label::Sum(SumKind::Closing), 3, 4),
    ("RES", Label::Sum(SumKind::Result), 3, 4),
    ("OIB", Label::Sum(SumKind::Opening), 4, 5),
    ("OUB", Label::Sum(SumKind::Closing), 4, 5),
    ("PSALDO", Label::Sum(SumKind::Change), 4, 6),
    ("PBUDGET", Label::Sum(SumKind::Budget), 4, 6),
    ("RTRANS", Label::Row(RowKind::Added), 2, 7),
    ("BTRANS", Label::Row(RowKind::Struck), 2, 7),
    ("OBJEKT", Label::Object, 2, ANY),
    ("DIM", Label::Dimension, 1, ANY),
    ("UNDERDIM", Label::Dimension, 1, ANY),
    ("RAR", Label::Year, 3, 3),
    ("FLAGGA", Label::Flag, 0, 1),
    ("KSUMMA", Label::Checksum, 0, 1),
    ("VALUTA", Label::Currency, 1, 1),
    ("OMFATTN", Label::Extent, 1, 1),
    ("SRU", Label::Description, 0, ANY),
    ("KTYP", Label::Description, 0, ANY),
    ("ENHET", Label::Description, 0, ANY),
    ("PROGRAM", Label::Description, 0, ANY),
    ("FORMAT", Label::Description, 0, ANY),
    ("GEN", Label::Description, 0, ANY),
    ("SIETYP", Label::Description, 0, ANY),
    ("PROSA", Label::Description, 0, ANY),
    ("FTYP", Label::Description, 0, ANY),
    ("FNR", Label::Description, 0, ANY),
    ("ORGNR", Label::Description, 0, ANY),
    ("BKOD", Label::Description, 0, ANY),
    ("ADRESS", Label::Description, 0, ANY),
    ("FNAMN", Label::Description, 0, ANY),
    ("TAXAR", Label::Description, 0, ANY),
    ("KPTYP", Label::Description, 0, ANY),
];

/// Texts without quotation marks may be any number of fields.
const ANY: usize = usize::MAX;

/// A label with how many fields an item needs to have, and has at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) label: Label,
    pub(crate) fields_min: usize,
    pub(crate) fields_max: usize,
}

/// What a first field such as `#VER` is, if it is a label; capitals do not matter.
#[inline]
pub(crate) fn shape(field: &[u8]) -> Option<Shape> {
    let name = field.strip_prefix(b"#")?;
    let known = LABELS.iter().find(|(label, ..)| label.as_bytes().eq_ignore_ascii_case(name))?;
    let (_, label, fields_min, fields_max) = *known;
    Some(Shape { label, fields_min, fields_max })
}
