//! Profiles: how one sender's files are written, where their content does not tell or should not
//! be asked.

use std::collections::BTreeMap;

use super::cell::DateOrder;
use super::text_encoding::TextEncoding;
use crate::account::AccountNumber;
use crate::finding::{ColumnRole, FileKind};

/// How the files of one sender are written (importprofil): built in, or a `[profiles.NAME]` of
/// `ledger.toml`. What it leaves out is read from the content of each file.
///
/// ```
/// use finsam_ledger::finding::ColumnRole;
/// use finsam_ledger::read::{Options, Profile, Reading};
///
/// let mut profile = Profile::default();
/// profile.columns.insert(ColumnRole::Amount, vec!["Netto".to_owned()]);
/// let mut reading = Reading::new(Options::default()).with_profile(Some("kommunen"), profile);
/// let rows = "Vernr;Datum;Konto;Netto\n1;2024-01-15;5539;10,00\n1;2024-01-15;1930;-10,00\n";
/// reading.file("verifikat.csv", rows.as_bytes())?;
/// assert_eq!(reading.finish()?.tallied.summary.vouchers, 1);
/// # Ok::<(), finsam_ledger::read::ReadError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What the files hold.
    pub kind: Option<FileKind>,
    /// How their letters are written.
    pub encoding: Option<TextEncoding>,
    /// What parts their fields; a character of ASCII.
    pub delimiter: Option<char>,
    /// What parts kronor from öre: a comma or a point.
    pub decimal_mark: Option<char>,
    /// In which order dates name day, month and year, where one date alone could be read in several.
    pub date_order: Option<DateOrder>,
    /// Whether numbers of five digits among the dates are days as Excel counts them, though other
    /// dates stand beside them.
    pub serial_days: bool,
    /// The line of the header row, from 1.
    pub header_row: Option<u32>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The account that every row of a file without it is booked against (motkonto).
    pub counter_account: Option<AccountNumber>,
    /// What the columns are called. A column that is not among them is known by its usual names.
    pub columns: BTreeMap<ColumnRole, Vec<String>>,
}
