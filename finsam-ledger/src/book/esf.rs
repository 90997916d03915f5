//! ESF projects in a book: what happened to their support, and the vouchers of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Book;
use super::chain::{self, Hash};
use super::engine::{Row, values};
use super::error::BookError;
use super::import::Import;
use super::own::{Made, OwnDraft, Posted, Purpose};
use super::stored::{self, Uncounted, number_of};
use crate::amount::Amount;
use crate::balances::YearEnd;
use crate::calendar::{FiscalYear, Period};
use crate::dimension::Project;
use crate::finding::{Fact, Finding};
use crate::schedule::esf::{
    EsfAct, EsfBooking, EsfEvent, EsfOrder, EsfProject, EsfStanding, EsfStep, FollowedProject, take,
};
use crate::voucher_id::VoucherId;

/// Something that happened to the support of a project, as the book has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedEvent {
    /// The project's code.
    pub project: Project,
    /// What happened, and when.
    pub event: EsfEvent,
    /// The voucher that booked it: the program's own, or one that came from elsewhere.
    pub voucher: Option<VoucherId>,
    /// What was said of it.
    pub text: String,
}

/// An event as its record has it.
#[derive(Debug)]
struct StoredEvent {
    record: i64,
    project: Project,
    date: NaiveDate,
    act: EsfAct,
    /// The record of a voucher from elsewhere that booked it.
    voucher: Option<i64>,
    text: String,
}

impl Book {
    /// Begins to take a step of an ESF project: what happened is kept, and the voucher of it, if it
    /// needs one, is posted in [a series of its own](super::ESF_SERIES). A voucher from elsewhere that
    /// has `booked` it already takes the place of a new one. `words` says what the step is called.
    ///
    /// # Errors
    /// [`BookError::EsfProjectUnknown`] if the settings have no such project, [`BookError::Esf`] if the
    /// step cannot be taken as the project stands, [`BookError::PeriodLocked`] if its voucher would lie
    /// in a locked month, [`BookError::VoucherUnknown`] or [`BookError::VoucherAmbiguous`] if there is
    /// not one such voucher; [`BookError::Held`] if another writer does not finish in time.
    pub fn begin_esf(
        &mut self,
        (code, order): (&Project, &EsfOrder),
        booked: Option<(&VoucherId, Option<FiscalYear>)>,
        year_end: &YearEnd,
        words: impl Fn(&EsfEvent) -> String,
        (at, command): (&str, &str),
    ) -> Result<Posted<'_>, BookError> {
        let mut import = self.begin_import(at, command)?;
        let book = import.book();
        let project = book.esf_project(code)?;
        let record = booked.map(|(id, year)| book.counted(id, year)).transpose()?;
        if let Some(record) = record {
            book.is_free(record)?;
        }
        let years = book.settings.fiscal_years;
        let voucher = record.map(|record| stored::voucher(&book.database, years, record)).transpose()?;
        let standing = book.esf_standing(project, order, year_end)?;
        let step = take(project, &standing, order, voucher.as_ref())?;
        let EsfStep { event, booking } = step;
        let text = words(&event);
        let of = import.append_event(&StoredEvent {
            record: 0,
            project: code.clone(),
            date: event.date,
            act: event.act,
            voucher: record,
            text: text.clone(),
        })?;
        let drafts = match booking {
            EsfBooking::Rows(postings) => {
                vec![OwnDraft { purpose: Purpose::Esf, of, step: 0, date: event.date, text, postings }]
            }
            EsfBooking::Nothing | EsfBooking::Booked(_) => Vec::new(),
        };
        let vouchers = import.post(drafts)?;
        Ok(Posted::new(import, vouchers))
    }

    /// What happened to the support of the ESF projects and counts, in the order it was told.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn esf_events(&self) -> Result<Vec<BookedEvent>, BookError> {
        let _snapshot = self.snapshot()?;
        let uncounted = Uncounted::of(&self.database)?;
        let (mut own, mut taken_back) = (BTreeMap::new(), BTreeMap::new());
        for made in Made::all(&self.database)? {
            match made.purpose {
                Purpose::Esf => drop(own.insert(made.of, made.voucher)),
                purpose if purpose.takes_back() && !uncounted.is_undone(made.voucher) => {
                    taken_back.insert(made.of, made.voucher);
                }
                _ => {}
            }
        }
        let mut events = Vec::new();
        for stored in self.stored_events()? {
            let stored = stored.map_err(|record| BookError::Unreadable { table: "esf", record })?;
            if uncounted.is_undone(stored.record) {
                continue;
            }
            let voucher = stored.voucher.or_else(|| own.get(&stored.record).copied());
            let counts = voucher.map(|record| uncounted.in_place_of(record));
            let by = [voucher, counts].into_iter().flatten().find_map(|record| taken_back.get(&record));
            let taken_back = by.map(|by| self.day_of(uncounted.in_place_of(*by))).transpose()?;
            events.push(BookedEvent {
                project: stored.project,
                event: EsfEvent { date: stored.date, act: stored.act, taken_back },
                voucher: counts.map(|record| self.named(record)).transpose()?,
                text: stored.text,
            });
        }
        Ok(events)
    }

    /// What happened to the support of one project.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn esf_events_of(&self, code: &Project) -> Result<Vec<EsfEvent>, BookError> {
        let of_project = self.esf_events()?.into_iter().filter(|booked| booked.project == *code);
        Ok(of_project.map(|booked| booked.event).collect())
    }

    /// The ESF projects of the settings with what happened to their support, and a finding for each
    /// that something happened to and that the settings do not have.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn followed_projects(&self) -> Result<(Vec<FollowedProject>, Vec<Finding>), BookError> {
        let mut events: BTreeMap<Project, Vec<EsfEvent>> = BTreeMap::new();
        for booked in self.esf_events()? {
            events.entry(booked.project).or_default().push(booked.event);
        }
        let mut followed = Vec::with_capacity(self.settings.esf_projects.len());
        for project in &self.settings.esf_projects {
            let events = events.remove(&project.terms().code).unwrap_or_default();
            followed.push(FollowedProject { project: project.clone(), events });
        }
        let gone = events.into_iter().map(|(project, events)| {
            Finding::new(Fact::EsfProjectGone { project, events: events.len() as u64 })
        });
        Ok((followed, gone.collect()))
    }

    fn esf_project(&self, code: &Project) -> Result<&EsfProject, BookError> {
        let mut projects = self.settings.esf_projects.iter();
        projects
            .find(|project| project.terms().code == *code)
            .ok_or_else(|| BookError::EsfProjectUnknown { code: code.clone() })
    }

    fn esf_standing(
        &self,
        project: &EsfProject,
        order: &EsfOrder,
        year_end: &YearEnd,
    ) -> Result<EsfStanding, BookError> {
        let events = self.esf_events_of(&project.terms().code)?;
        Ok(EsfStanding::of(project, &self.balances()?, year_end, &events, order.month())?)
    }

    /// That a voucher from elsewhere is not what another event was booked by.
    fn is_free(&self, record: i64) -> Result<(), BookError> {
        let uncounted = Uncounted::of(&self.database)?;
        let mut taken: BTreeSet<i64> = BTreeSet::new();
        for stored in self.stored_events()?.into_iter().flatten() {
            taken.extend(stored.voucher.filter(|_| !uncounted.is_undone(stored.record)));
        }
        for made in Made::all(&self.database)? {
            taken.insert(made.voucher);
            taken.insert(uncounted.in_place_of(made.voucher));
        }
        if taken.contains(&record) {
            return Err(BookError::VoucherTaken { id: self.named(record)? });
        }
        Ok(())
    }

    fn day_of(&self, record: i64) -> Result<NaiveDate, BookError> {
        Ok(stored::voucher(&self.database, self.settings.fiscal_years, record)?.date())
    }

    /// What every record of an event says now.
    pub(super) fn event_contents(&self) -> Result<Vec<(u64, Option<Hash>)>, BookError> {
        let content = |stored: Result<StoredEvent, u64>| match stored {
            Ok(stored) => (number_of(stored.record), Some(stored.content())),
            Err(record) => (record, None),
        };
        Ok(self.stored_events()?.into_iter().map(content).collect())
    }

    /// Every event; of one that cannot be read only its record is told.
    fn stored_events(&self) -> Result<Vec<Result<StoredEvent, u64>>, BookError> {
        let mut query = self.database.query(
            "SELECT record, project, kind, date, first, last, claim, amount, released, voucher, text
             FROM esf ORDER BY record",
        )?;
        let mut rows = query.rows(&[])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(0)?;
            events.push(StoredEvent::of(row, record).ok_or(number_of(record)));
        }
        Ok(events)
    }
}

impl Import<'_> {
    fn append_event(&mut self, stored: &StoredEvent) -> Result<i64, BookError> {
        let record = self.append("esf", &stored.content())?;
        let Columns { kind, period, claim, amount, released } = Columns::of(&stored.act);
        let month = |of: fn(Period) -> crate::calendar::Month| {
            period.map_or_else(String::new, |period| of(period).to_string())
        };
        self.book.database.run(
            "INSERT INTO esf (record, project, kind, date, first, last, claim, amount, released, voucher, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            values![
                record,
                stored.project.as_str(),
                kind,
                stored.date.to_string(),
                month(Period::first),
                month(Period::last),
                claim,
                amount.ore(),
                released.ore(),
                stored.voucher,
                stored.text,
            ],
        )?;
        Ok(record)
    }
}

impl StoredEvent {
    fn content(&self) -> Hash {
        let Columns { kind, period, claim, amount, released } = Columns::of(&self.act);
        let named = [self.project.as_str(), kind, &self.text];
        chain::of_event(named, self.date, period, claim, [amount, released], self.voucher)
    }

    fn of(row: Row<'_>, record: i64) -> Option<Self> {
        let text = |column| row.get::<String>(column).ok();
        let (first, last) = (text(4)?, text(5)?);
        let columns = Columns {
            kind: KINDS.into_iter().find(|kind| text(2).is_some_and(|text| text == *kind))?,
            period: if first.is_empty() && last.is_empty() {
                None
            } else {
                Some(Period::new(first.parse().ok()?, last.parse().ok()?).ok()?)
            },
            claim: u32::try_from(row.get::<i64>(6).ok()?).ok()?,
            amount: stored::amount(row, 7)?,
            released: stored::amount(row, 8)?,
        };
        Some(Self {
            record,
            project: Project::new(&text(1)?).ok()?,
            date: text(3)?.parse().ok()?,
            // A figure that its kind does not have was put there by somebody else.
            act: columns.act().filter(|act| Columns::of(act) == columns)?,
            voucher: row.get(9).ok()?,
            text: text(10)?,
        })
    }
}

const KINDS: [&str; 7] = ["accrual", "claim", "decision", "payment", "provision", "release", "settlement"];

/// An act as it is written down; what it does not have is nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Columns {
    kind: &'static str,
    period: Option<Period>,
    claim: u32,
    amount: Amount,
    released: Amount,
}

impl Columns {
    fn of(act: &EsfAct) -> Self {
        let none = Self { kind: "", period: None, claim: 0, amount: Amount::ZERO, released: Amount::ZERO };
        match *act {
            EsfAct::Accrual { amount } => Self { kind: "accrual", amount, ..none },
            EsfAct::Claim { number, period, amount } => {
                Self { kind: "claim", period: Some(period), claim: number, amount, ..none }
            }
            EsfAct::Decision { claim, approved } => {
                Self { kind: "decision", claim, amount: approved, ..none }
            }
            EsfAct::Payment { claim, amount } => Self { kind: "payment", claim, amount, ..none },
            EsfAct::Provision { amount } => Self { kind: "provision", amount, ..none },
            EsfAct::Release { amount } => Self { kind: "release", amount, ..none },
            EsfAct::Settlement { written_off, released } => {
                Self { kind: "settlement", amount: written_off, released, ..none }
            }
        }
    }

    fn act(self) -> Option<EsfAct> {
        let Self { kind, period, claim, amount, released } = self;
        Some(match kind {
            "accrual" => EsfAct::Accrual { amount },
            "claim" => EsfAct::Claim { number: claim, period: period?, amount },
            "decision" => EsfAct::Decision { claim, approved: amount },
            "payment" => EsfAct::Payment { claim, amount },
            "provision" => EsfAct::Provision { amount },
            "release" => EsfAct::Release { amount },
            "settlement" => EsfAct::Settlement { written_off: amount, released },
            _ => return None,
        })
    }
}
