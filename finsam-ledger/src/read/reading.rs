//! The pass over all files of one command.

use std::io::{self, Read as _};
use std::sync::Arc;

use super::csv;
use super::intake::Intake;
use super::outcome::{Options, Read, ReadError};
use super::profile::Profile;
#[cfg(feature = "sie")]
use super::sie;
#[cfg(feature = "xlsx")]
use super::workbook;

/// The files of one command on their way in: [`file`](Self::file) for each, then
/// [`finish`](Self::finish). What a file is, is read from its content.
///
/// ```
/// use finsam_ledger::Amount;
/// use finsam_ledger::read::{Options, Reading};
///
/// let vouchers = "Vernr;Datum;Konto;Kst;Belopp\n1;2024-01-15;5539;3001;1 250,50\n1;2024-01-15;2411;;-1 250,50\n";
/// let mut reading = Reading::new(Options::default());
/// reading.file("ib.csv", "Konto;IB\n1930;500,00\n2010;-500,00\n".as_bytes())?;
/// reading.file("verifikat.csv", vouchers.as_bytes())?;
/// let read = reading.finish()?;
/// assert!(read.findings.is_empty());
/// assert_eq!(read.tallied.summary.debit, Amount::from_ore(125_050));
/// let (year, opening) = read.tallied.balances.given_openings().next().expect("opening balances");
/// assert_eq!((year.year(), opening.len()), (2024, 2));
/// # Ok::<(), finsam_ledger::read::ReadError>(())
/// ```
#[derive(Debug)]
pub struct Reading {
    intake: Intake,
}

impl Reading {
    /// Nothing read yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { intake: Intake::new(options) }
    }

    /// Reads the files that come next as the profile of that name says. What it leaves out is read
    /// from their content.
    #[must_use]
    pub fn with_profile(mut self, name: Option<&str>, profile: Profile) -> Self {
        self.intake.profile = Arc::new(profile);
        self.intake.profile_name = name.map(str::to_owned);
        self
    }

    /// Reads a file that the user calls `name`. Files may come in any order.
    ///
    /// # Errors
    /// [`ReadError`] if it cannot be read to its end; the reading is then of no use any more.
    pub fn file(&mut self, name: &str, input: impl io::Read) -> Result<(), ReadError> {
        let failed = |source| ReadError::Io { file: name.into(), source };
        let (first_bytes, input) = peeked(input).map_err(failed)?;
        #[cfg(feature = "sie")]
        if let Some((encoding, sie_first_bytes)) = sie::in_utf16(&first_bytes) {
            let input = sie::out_of_utf16(input, encoding);
            let mut file = match form(&sie_first_bytes) {
                Form::SieXml => sie::xml::read(name, input, &mut self.intake)?,
                _ => sie::read(name, input, &mut self.intake)?,
            };
            file.dialect.encoding.value = encoding;
            self.intake.end_file(file);
            return Ok(());
        }
        let file = match form(&first_bytes) {
            Form::Table => csv::read(name, input, &mut self.intake)?,
            #[cfg(feature = "xlsx")]
            Form::Workbook => workbook::read(name, input, &mut self.intake)?,
            #[cfg(feature = "sie")]
            Form::Sie => sie::read(name, input, &mut self.intake)?,
            #[cfg(feature = "sie")]
            Form::SieXml => sie::xml::read(name, input, &mut self.intake)?,
        };
        self.intake.end_file(file);
        Ok(())
    }

    /// All that came of the files.
    ///
    /// # Errors
    /// [`ReadError::Amount`] if a sum does not fit in an amount.
    pub fn finish(self) -> Result<Read, ReadError> {
        self.intake.finish()
    }
}

/// What a file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A table of text, or nothing that can be read.
    Table,
    /// A workbook.
    #[cfg(feature = "xlsx")]
    Workbook,
    /// SIE, types 1 to 4.
    #[cfg(feature = "sie")]
    Sie,
    /// SIE, type 5.
    #[cfg(feature = "sie")]
    SieXml,
}

/// What a file is that starts so.
fn form(first_bytes: &[u8]) -> Form {
    #[cfg(feature = "sie")]
    if sie::is_sie(first_bytes) {
        return Form::Sie;
    }
    #[cfg(feature = "sie")]
    if sie::xml::is_sie(first_bytes) {
        return Form::SieXml;
    }
    #[cfg(feature = "xlsx")]
    if workbook::is_workbook(first_bytes) {
        return Form::Workbook;
    }
    let _ = first_bytes;
    Form::Table
}

/// How much of a file is looked at to see what it is.
const FIRST_BYTES: u64 = 4096;

/// The first bytes of a file, and the whole file again.
fn peeked<R: io::Read>(mut input: R) -> io::Result<(Vec<u8>, impl io::Read)> {
    let mut first_bytes = Vec::new();
    input.by_ref().take(FIRST_BYTES).read_to_end(&mut first_bytes)?;
    let whole = io::Cursor::new(first_bytes.clone()).chain(input);
    Ok((first_bytes, whole))
}
