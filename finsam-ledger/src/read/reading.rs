//! The pass over all files of one command.

use std::io;
use std::sync::Arc;

use super::csv;
use super::intake::Intake;
use super::outcome::{Options, Read, ReadError};
use super::profile::Profile;

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

    /// Reads the files that come next as the profile says. What it leaves out is read from their
    /// content.
    #[must_use]
    pub fn with_profile(mut self, profile: Profile) -> Self {
        self.intake.profile = Arc::new(profile);
        self
    }

    /// Reads a file that the user calls `name`. Files may come in any order.
    ///
    /// # Errors
    /// [`ReadError`] if it cannot be read to its end; the reading is then of no use any more.
    pub fn file(&mut self, name: &str, input: impl io::Read) -> Result<(), ReadError> {
        let file = csv::read(name, input, &mut self.intake)?;
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
