//! Accruals (periodiseringar) in a book: plans that are kept, and the vouchers that carry them out.

use std::collections::BTreeMap;

use super::Book;
use super::chain::{self, Hash};
use super::engine::{Row, values};
use super::error::BookError;
use super::import::Import;
use super::own::{Made, OwnDraft, Posted, Purpose};
use super::stored::{self, Uncounted, number_of};
use crate::balances::BalanceObject;
use crate::calendar::FiscalYear;
use crate::schedule::{AccrualPlan, BookedPlan, BookedStep, Instalment, Step};
use crate::voucher::Voucher;
use crate::voucher_id::VoucherId;

/// A plan as its record has it.
#[derive(Debug)]
struct StoredPlan {
    record: i64,
    number: u64,
    text: String,
    plan: AccrualPlan,
    /// The record of the voucher it was made from.
    source: Option<i64>,
}

impl Book {
    /// Begins to post an accrual (periodisering): its plan is kept, and all its vouchers are posted at
    /// once, in [a series of their own](super::ACCRUAL_SERIES), the reversal too, so that nothing of it
    /// can be forgotten. `text` says what it is about, `words` what each of its vouchers is.
    ///
    /// ```
    /// # use finsam_ledger::book::Book;
    /// use finsam_ledger::schedule::{AccrualKind, AccrualPlan};
    /// # let home = tempfile::tempdir()?;
    /// # let mut book = Book::create(home.path(), "[entity]\nname = \"Samordningsförbundet Exempel\"\n")?;
    /// // The auditors' invoice for 2024 comes in 2025.
    /// let cost: finsam_ledger::AccountNumber = "7551".parse()?;
    /// let new_year = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day");
    /// let amount = finsam_ledger::Amount::from_ore(63_900_00);
    /// let plan = AccrualPlan::spread(
    ///     AccrualKind::AccruedExpense, cost.into(), "2991".parse()?, amount, "2024-12".parse()?, new_year,
    /// )?;
    /// let posted = book.begin_accrual(&plan, "Revision 2024", None, |_| "Revision 2024".into(), ("", ""))?;
    /// assert_eq!(posted.vouchers().len(), 2);
    /// posted.commit()?;
    /// assert_eq!(book.plans()?[0].open_at("2024-12-31".parse()?)?, amount.negated());
    /// assert_eq!(book.plans()?[0].open_at("2025-01-01".parse()?)?, finsam_ledger::Amount::ZERO);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError::PeriodLocked`] if a voucher of it lies in a locked month, [`BookError::VoucherUnknown`]
    /// or [`BookError::VoucherAmbiguous`] if the book has no such source, or several;
    /// [`BookError::Held`] if another writer does not finish in time.
    pub fn begin_accrual(
        &mut self,
        plan: &AccrualPlan,
        text: &str,
        source: Option<(&VoucherId, Option<FiscalYear>)>,
        words: impl Fn(Step) -> String,
        (at, command): (&str, &str),
    ) -> Result<Posted<'_>, BookError> {
        let mut import = self.begin_import(at, command)?;
        let source = source.map(|(id, year)| import.book().counted(id, year)).transpose()?;
        let record = import.append_plan(plan, text, source)?;
        let draft = |planned: crate::schedule::PlannedVoucher| OwnDraft {
            purpose: Purpose::Accrual,
            of: record,
            step: number_of_step(planned.step),
            date: planned.date,
            text: words(planned.step),
            postings: planned.postings.to_vec(),
        };
        let vouchers = import.post(plan.vouchers().into_iter().map(draft).collect())?;
        Ok(Posted::new(import, vouchers))
    }

    /// The accruals that are booked, in the order they were, each with its vouchers.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn plans(&self) -> Result<Vec<BookedPlan>, BookError> {
        let _snapshot = self.snapshot()?;
        let uncounted = Uncounted::of(&self.database)?;
        let mut steps: BTreeMap<i64, Vec<Made>> = BTreeMap::new();
        let mut reversals: BTreeMap<i64, i64> = BTreeMap::new();
        for made in Made::all(&self.database)? {
            match made.purpose {
                Purpose::Accrual => steps.entry(made.of).or_default().push(made),
                Purpose::Esf => {}
                Purpose::Reversal | Purpose::Undoing if uncounted.is_undone(made.voucher) => {}
                Purpose::Reversal | Purpose::Undoing => {
                    reversals.insert(made.of, made.voucher);
                }
            }
        }
        let counted = |record: i64| {
            stored::voucher(&self.database, self.settings.fiscal_years, uncounted.in_place_of(record))
        };
        let mut plans = Vec::new();
        for plan in self.stored_plans()? {
            let plan = plan.map_err(|record| BookError::Unreadable { table: "plan", record })?;
            if uncounted.is_undone(plan.record) {
                continue;
            }
            let source = plan.source.map(counted).transpose()?.map(|voucher| voucher.id().clone());
            let booked = |made: &Made| {
                let voucher = counted(made.voucher)?;
                let by = reversals
                    .get(&made.voucher)
                    .or_else(|| reversals.get(&uncounted.in_place_of(made.voucher)));
                let reversed = by.copied().map(counted).transpose()?;
                booked_step(made, &voucher, &plan.plan, reversed.as_ref())
            };
            let of_plan = steps.get(&plan.record).map_or(&[][..], Vec::as_slice);
            let steps = of_plan.iter().map(booked).collect::<Result<_, _>>()?;
            plans.push(BookedPlan { number: plan.number, text: plan.text, plan: plan.plan, source, steps });
        }
        Ok(plans)
    }

    /// What every record of a plan says now.
    pub(super) fn plan_contents(&self) -> Result<Vec<(u64, Option<Hash>)>, BookError> {
        let content = |plan: Result<StoredPlan, u64>| match plan {
            Ok(StoredPlan { record, number, text, plan, source }) => {
                (number_of(record), Some(chain::of_plan(number, &plan, &text, source)))
            }
            Err(record) => (record, None),
        };
        Ok(self.stored_plans()?.into_iter().map(content).collect())
    }

    /// Every plan; of one that cannot be read only its record is told.
    fn stored_plans(&self) -> Result<Vec<Result<StoredPlan, u64>>, BookError> {
        let parts = "SELECT month, amount FROM plan_row WHERE plan = ?1 ORDER BY row";
        let mut query = self.database.query(
            "SELECT record, account, cost_centre, project, number, kind, balance, booked, text, source
             FROM plan ORDER BY record",
        )?;
        let mut rows = query.rows(&[])?;
        let mut plans = Vec::new();
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(0)?;
            let part = |row: Row<'_>| {
                let part = stored::month(row, 0).zip(stored::amount(row, 1));
                Ok(part.map(|(month, amount)| Instalment { month, amount }))
            };
            let instalments = self.database.all(parts, values![record], part)?;
            let instalments: Option<Vec<Instalment>> = instalments.into_iter().collect();
            let plan = instalments.and_then(|instalments| stored_plan(row, record, instalments));
            plans.push(plan.ok_or(number_of(record)));
        }
        Ok(plans)
    }
}

impl Import<'_> {
    fn append_plan(&mut self, plan: &AccrualPlan, text: &str, source: Option<i64>) -> Result<i64, BookError> {
        let last: Option<i64> =
            self.book.database.only("SELECT max(number) FROM plan", &[], |row| row.get(0))?;
        let full = || BookError::Damaged("it is full".to_owned());
        let number = last.unwrap_or(0).checked_add(1).ok_or_else(full)?;
        let record = self.append("plan", &chain::of_plan(number_of(number), plan, text, source))?;
        let database = &self.book.database;
        let BalanceObject { account, cost_centre, project } = plan.result();
        database.run(
            "INSERT INTO plan (record, number, kind, account, cost_centre, project, balance, booked, text, source)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            values![
                record,
                number,
                plan.kind().as_str(),
                account.number(),
                cost_centre.as_ref().map_or("", |code| code.as_str()),
                project.as_ref().map_or("", |code| code.as_str()),
                plan.balance().number(),
                plan.booked().to_string(),
                text,
                source,
            ],
        )?;
        let parts: Vec<_> = (1_i64..).zip(plan.instalments()).collect();
        database.add_rows("plan_row (plan, row, month, amount)", 4, &parts, |columns, (row, part)| {
            columns.bind(record)?;
            columns.bind(row)?;
            columns.bind(part.month.to_string())?;
            columns.bind(part.amount.ore())
        })?;
        Ok(record)
    }
}

fn stored_plan(row: Row<'_>, record: i64, instalments: Vec<Instalment>) -> Option<StoredPlan> {
    let result = stored::object(row, 1)?;
    let kind = row.get::<String>(5).ok()?.parse().ok()?;
    let balance = crate::account::AccountNumber::new(row.get(6).ok()?).ok()?;
    let booked = row.get::<String>(7).ok()?.parse().ok()?;
    Some(StoredPlan {
        record,
        number: u64::try_from(row.get::<i64>(4).ok()?).ok()?,
        plan: AccrualPlan::new(kind, result, balance, instalments, booked).ok()?,
        text: row.get(8).ok()?,
        source: row.get(9).ok()?,
    })
}

fn booked_step(
    made: &Made,
    voucher: &Voucher,
    plan: &AccrualPlan,
    reversed: Option<&Voucher>,
) -> Result<BookedStep, BookError> {
    let unreadable = || BookError::Unreadable { table: "made", record: number_of(made.record) };
    let on_balance = voucher.postings().iter().filter(|row| row.account == plan.balance());
    Ok(BookedStep {
        step: step_of_number(made.step).ok_or_else(unreadable)?,
        id: voucher.id().clone(),
        date: voucher.date(),
        amount: crate::amount::Amount::checked_sum(on_balance.map(|row| row.amount))?,
        reversed: reversed.map(|by| (by.id().clone(), by.date())),
    })
}

/// How a step is written down: the parts as they are counted, what lies before them as nothing.
const fn number_of_step(step: Step) -> i64 {
    match step {
        Step::Deferral => 0,
        Step::Instalment(number) => number as i64,
        Step::Reversal => -1,
    }
}

fn step_of_number(number: i64) -> Option<Step> {
    match number {
        0 => Some(Step::Deferral),
        -1 => Some(Step::Reversal),
        number => u32::try_from(number).ok().map(Step::Instalment),
    }
}
