//! What a budget or forecast that is imported is called, and from which day it is.

use chrono::NaiveDate;
use finsam_ledger::read::{Contents, Read};
use finsam_ledger::{Budget, BudgetKind, BudgetVersion};

use crate::args::Import;
use crate::exit::Refusal;
use crate::text::Wrong;

/// What the call says of the version that comes in.
pub(super) struct BudgetNamed {
    name: String,
    date: Option<NaiveDate>,
}

impl BudgetNamed {
    /// What the call says, if it can be said of what the files hold.
    pub(super) fn of(read: &Read, args: &Import) -> Result<Self, Refusal> {
        let date = args.date.as_deref().map(|text| {
            text.trim().parse().map_err(|_| Refusal::Usage(Wrong::DateUnreadable { text: text.into() }))
        });
        let date = date.transpose()?;
        let versions: Vec<&BudgetVersion> = read
            .contents
            .iter()
            .filter(|contents| !contents.budget.is_empty())
            .map(|contents| &contents.budget.version)
            .collect();
        let is_said = args.name.is_some() || date.is_some();
        let is_readable = read.files.iter().all(|file| file.kind.is_some());
        match versions.first() {
            None if is_said && is_readable => return Err(Refusal::Usage(Wrong::VersionOfNothing)),
            Some(first) if is_said && versions.iter().any(|other| other != first) => {
                return Err(Refusal::Usage(Wrong::VersionOfTwo));
            }
            _ => {}
        }
        let undated =
            |version: &&BudgetVersion| version.kind == BudgetKind::Forecast && version.date.is_none();
        if date.is_none() && versions.iter().any(undated) {
            let is_undated = |(_, of): &(_, &Contents)| undated(&&of.budget.version);
            let file = read.files.iter().zip(&read.contents).find(is_undated);
            let file = file.map_or("", |(file, _)| &*file.name).into();
            return Err(Refusal::Usage(Wrong::ForecastUndated { file }));
        }
        Ok(Self { name: args.name.as_deref().map(str::trim).unwrap_or_default().to_owned(), date })
    }

    /// A budget or forecast, called so.
    pub(super) fn name(&self, mut budget: Budget) -> Budget {
        let version = &budget.version;
        if !self.name.is_empty() || self.date.is_some() {
            budget.version = BudgetVersion::new(version.kind, &self.name, self.date.or(version.date));
        }
        budget
    }
}
