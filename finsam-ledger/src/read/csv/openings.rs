//! Opening balances on their way in; which year they open may be known only when all is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, Balances};
use crate::calendar::FiscalYear;
use crate::finding::{Fact, Finding, Place};

/// The opening balance of one row.
#[derive(Debug)]
pub(crate) struct OpeningRow {
    /// The number of its file.
    pub(crate) file: usize,
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
    rows: Vec<OpeningRow>,
    /// Where each file would name their year.
    headers: BTreeMap<usize, Place>,
}

impl Openings {
    /// A file of opening balances starts; `header` is where it would name their year.
    pub(crate) fn file(&mut self, file: usize, header: Place) {
        self.headers.insert(file, header);
    }

    /// Takes in a row.
    pub(crate) fn add(&mut self, row: OpeningRow) {
        self.rows.push(row);
    }

    /// Gives every row its year: if nothing names one, the first that anything is booked in.
    /// What then stands once goes into the balances; what does not becomes a finding.
    pub(crate) fn settle(
        mut self,
        balances: &mut Balances,
        findings: &mut Vec<(usize, Finding)>,
    ) -> Result<Vec<(FiscalYear, BalanceObject, Amount)>, AmountError> {
        let first_month = balances.turnovers().next().map(|(month, _, _)| month);
        let first_year = first_month.map(|month| balances.fiscal_years().of(month));
        let mut seen = BTreeSet::new();
        let mut openings = Vec::with_capacity(self.rows.len());
        for OpeningRow { file, year, object, amount, place } in self.rows {
            let Some(year) = year.or(first_year) else {
                if let Some(header) = self.headers.remove(&file) {
                    findings.push((file, Finding::at(header, Fact::OpeningYearUnknown)));
                }
                continue;
            };
            if seen.insert((year, object.clone())) {
                balances.add_opening(year, object.clone(), amount)?;
                openings.push((year, object, amount));
            } else {
                let fact = Fact::OpeningTwice { year, account: object.account };
                findings.push((file, Finding::at(place, fact)));
            }
        }
        Ok(openings)
    }
}
