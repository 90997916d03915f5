//! Opening balances on their way in; which year they open may be known only when all is read.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::outcome::Contents;
use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, Balances};
use crate::calendar::FiscalYear;
use crate::finding::{Fact, Finding, Place};

/// The opening balance of one row.
#[derive(Debug)]
pub(crate) struct OpeningRow {
    /// The year it opens, where row, header or user name it.
    pub(crate) year: Option<FiscalYear>,
    pub(crate) object: BalanceObject,
    /// In öre, debit positive.
    pub(crate) amount: Amount,
    pub(crate) place: Place,
}

/// The opening balances of all files.
#[derive(Debug, Default)]
pub(crate) struct Openings {
    /// Each with the number of its file.
    rows: Vec<(usize, OpeningRow)>,
    /// Where each file would name their year.
    headers: BTreeMap<usize, Place>,
}

impl Openings {
    /// A file of opening balances starts; `header` is where it would name their year.
    pub(crate) fn file(&mut self, file: usize, header: Place) {
        self.headers.insert(file, header);
    }

    /// Takes in a row of a file.
    pub(crate) fn add(&mut self, file: usize, row: OpeningRow) {
        self.rows.push((file, row));
    }

    /// Gives every row its year: if nothing names one, the first that anything is booked in.
    /// What then stands once goes into the balances and the contents of its file; what does not
    /// becomes a finding.
    pub(crate) fn settle(
        mut self,
        balances: &mut Balances,
        contents: &mut [Contents],
        findings: &mut Vec<(usize, Finding)>,
    ) -> Result<(), AmountError> {
        let first_month = balances.turnovers().next().map(|(month, _, _)| month);
        let first_year = first_month.map(|month| balances.fiscal_years().of(month));
        let mut seen = BTreeMap::new();
        for (file, OpeningRow { year, object, amount, place }) in self.rows {
            let Some(year) = year.or(first_year) else {
                if let Some(header) = self.headers.remove(&file) {
                    findings.push((file, Finding::at(header, Fact::OpeningYearUnknown)));
                }
                continue;
            };
            match seen.entry((year, object.clone())) {
                Entry::Vacant(vacant) => {
                    vacant.insert((file, amount));
                    balances.add_opening(year, object.clone(), amount)?;
                }
                // Two files may say the same of a year; one file may not say it twice.
                Entry::Occupied(first) if first.get().0 != file && first.get().1 == amount => {}
                Entry::Occupied(_) => {
                    let fact = Fact::OpeningTwice { year, account: object.account };
                    findings.push((file, Finding::at(place, fact)));
                    continue;
                }
            }
            if let Some(contents) = contents.get_mut(file) {
                contents.openings.push((year, object, amount));
            }
        }
        Ok(())
    }
}
