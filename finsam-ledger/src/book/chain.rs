//! The chain that makes a change visible: what each record says, in bytes, and the hash of it all.
//!
//! A record's *content* is the SHA-256 of its fields, each in a form that cannot be mistaken for
//! another: a text is its length in bytes (eight bytes, highest first) and its UTF-8; a number or
//! an amount in öre is eight bytes, highest first, amounts as two's complement; a list is its
//! length and its items. No cost centre and no project are the empty text, which is no code; no
//! date is the empty text too.
//!
//! | record | fields |
//! | --- | --- |
//! | voucher | `voucher`, fiscal year, series, number, date, text, rows, registration date, signature, corrections |
//! | opening | `opening`, fiscal year, rows in order: account, cost centre, project, amount |
//! | budget | `budget`, fiscal year, kind, name, date, rows in order: first and last month, account, cost centre, project, amount |
//! | stated | `stated`, fiscal year, file, rows in order: figure, month, account, cost centre, project, amount |
//! | batch | `batch`, number, time as given, command |
//! | file | `file`, name, SHA-256 of its bytes or an empty text |
//! | undo | `undo`, or `reverse` if vouchers took it back, number of the batch, time as given, command, reason |
//! | plan | `plan`, number, kind, account, cost centre, project, account in the balance sheet, day, text, source's record or 0, rows: month, amount |
//! | closing | `closing`, fiscal year, hash of the year, time as given, command |
//! | made | `made`, the voucher's record, purpose, the record it is for, step |
//! | replaced | `replaced`, the voucher's record, the record of the one that counts |
//! | esf | `esf`, project, kind, text, date, first and last month or empty texts, number of the claim, two amounts, the voucher's record or 0 |
//! | lock | `lock` or `unlock`, first and last month, time as given, command, reason |
//!
//! A row is its account, cost centre, project, amount and text, and a list of what else it is
//! marked with: dimension and code. A correction is its date and signature, and either `added` and
//! the index of the row, from 0, or `struck`, the index of the row it stood before, and the row.
//!
//! A voucher's *bookkeeping* is the SHA-256 of what counts of it: `bookkeeping`, fiscal year, number,
//! date, text, and its rows, each as above but with what else it is marked with in order. The rows
//! are sorted by their fields. By it a voucher is known again: an export that is sorted another
//! way, or tells less of what was done to the voucher, brings the same voucher, and so does one
//! that has no series. The content has the rows as they came, since corrections tell rows by their
//! place; a change of their order behind the program's back is found by that.
//!
//! A record's *hash* is the SHA-256 of the hash of the record before (32 zero bytes before the
//! first) followed by its content. Where a batch stands among the records is thereby fixed too.
//!
//! `content.sql` says the same a second time, for whoever is to recompute it without this program.

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

use super::stated_sums;
use crate::amount::Amount;
use crate::balances::{Amounts, BalanceObject};
use crate::budget::{Budget, BudgetVersion};
use crate::calendar::{FiscalYear, Period};
use crate::dimension::{CostCentre, Project};
use crate::schedule::AccrualPlan;
use crate::stated::StatedSum;
use crate::voucher::{Correction, Posting, RowChange, Voucher};

/// A SHA-256.
pub(super) type Hash = [u8; 32];

/// What comes before the first record.
pub(super) const START: Hash = [0; 32];

/// The hash of a record with this content after a record with that hash.
pub(super) fn link(before: &Hash, content: &Hash) -> Hash {
    Sha256::new().chain_update(before).chain_update(content).finalize().into()
}

/// The content of a voucher.
pub(super) fn of_voucher(year: FiscalYear, voucher: &Voucher) -> Hash {
    let mut fields = Fields::of("voucher", year);
    fields.text(voucher.id().series());
    fields.number(voucher.id().number());
    fields.day(voucher.date());
    fields.text(voucher.text());
    fields.count(voucher.postings().len());
    for posting in voucher.postings() {
        fields.posting(posting);
    }
    let history = voucher.history();
    fields.date(history.registered);
    fields.text(&history.signature);
    fields.count(history.corrections.len());
    for correction in &history.corrections {
        fields.correction(correction);
    }
    fields.hash()
}

/// What counts of a voucher: vouchers of one series that have the same are the same.
pub(super) fn of_bookkeeping(year: FiscalYear, voucher: &Voucher) -> Hash {
    let has_marks_to_sort = |row: &Posting| row.others.len() > 1;
    if voucher.postings().iter().any(has_marks_to_sort) {
        let mut rows = voucher.postings().to_vec();
        for row in &mut rows {
            row.others.sort();
        }
        of_rows(year, voucher, rows.iter().collect())
    } else {
        of_rows(year, voucher, voucher.postings().iter().collect())
    }
}

fn of_rows(year: FiscalYear, voucher: &Voucher, mut rows: Vec<&Posting>) -> Hash {
    rows.sort_by(|a, b| of_row(a).cmp(&of_row(b)));
    let mut fields = Fields::of("bookkeeping", year);
    fields.number(voucher.id().number());
    fields.day(voucher.date());
    fields.text(voucher.text());
    fields.count(rows.len());
    for row in rows {
        fields.posting(row);
    }
    fields.hash()
}

/// All fields of a row, in the order rows are sorted by.
fn of_row(row: &Posting) -> impl Ord + '_ {
    (row.account, &row.cost_centre, &row.project, row.amount, &row.text, &row.others)
}

/// What a voucher adds to a book: its series, and what counts of it.
pub(super) fn of_counted(series: &str, bookkeeping: &Hash) -> Hash {
    let mut fields = Fields::default();
    fields.text(series);
    fields.bytes(bookkeeping);
    fields.hash()
}

/// The content of a year's opening balances.
pub(super) fn of_opening(year: FiscalYear, amounts: &Amounts) -> Hash {
    let mut fields = Fields::of("opening", year);
    fields.count(amounts.len());
    for (object, amount) in amounts {
        fields.object(object);
        fields.amount(*amount);
    }
    fields.hash()
}

/// The content of a year's budget or forecast.
pub(super) fn of_budget(year: FiscalYear, budget: &Budget) -> Hash {
    let mut fields = Fields::of("budget", year);
    let BudgetVersion { kind, name, date } = &budget.version;
    fields.text(kind.as_str());
    fields.text(name);
    fields.date(*date);
    fields.count(budget.rows().count());
    for (period, object, amount) in budget.rows() {
        fields.text(&period.first().to_string());
        fields.text(&period.last().to_string());
        fields.object(object);
        fields.amount(amount);
    }
    fields.hash()
}

/// The content of what a file stated of a year.
pub(super) fn of_stated(year: FiscalYear, file: &str, sums: &[StatedSum]) -> Hash {
    let mut fields = Fields::of("stated", year);
    fields.text(file);
    fields.count(sums.len());
    for sum in sums {
        let (figure, month) = stated_sums::kind_in_words(sum.kind);
        let (cost_centre, project) = stated_sums::codes(&sum.level);
        fields.text(figure);
        fields.text(&month);
        fields.number(sum.account.number().into());
        fields.text(cost_centre);
        fields.text(project);
        fields.amount(sum.amount);
    }
    fields.hash()
}

/// The content of a batch.
pub(super) fn of_batch(number: u64, imported_at: &str, command: &str) -> Hash {
    let mut fields = Fields::default();
    fields.text("batch");
    fields.number(number);
    fields.text(imported_at);
    fields.text(command);
    fields.hash()
}

/// The content of a file of an import.
pub(super) fn of_file(name: &str, sha256: Option<&Hash>) -> Hash {
    let mut fields = Fields::default();
    fields.text("file");
    fields.text(name);
    let bytes: &[u8] = sha256.map_or(&[], |hash| hash);
    fields.count(bytes.len());
    fields.bytes(bytes);
    fields.hash()
}

/// The content of the undoing of a batch.
pub(super) fn of_undo(batch: u64, reversed: bool, [undone_at, command, reason]: [&str; 3]) -> Hash {
    let mut fields = Fields::default();
    fields.text(if reversed { "reverse" } else { "undo" });
    fields.number(batch);
    for text in [undone_at, command, reason] {
        fields.text(text);
    }
    fields.hash()
}

/// The content of a word on what is locked.
pub(super) fn of_lock(period: Period, locks: bool, [said_at, command, reason]: [&str; 3]) -> Hash {
    let mut fields = Fields::default();
    fields.text(if locks { "lock" } else { "unlock" });
    for text in [&*period.first().to_string(), &*period.last().to_string(), said_at, command, reason] {
        fields.text(text);
    }
    fields.hash()
}

/// The content of a plan of accruals; `source` is the record of the voucher it was made from.
pub(super) fn of_plan(number: u64, plan: &AccrualPlan, text: &str, source: Option<i64>) -> Hash {
    let mut fields = Fields::default();
    fields.text("plan");
    fields.number(number);
    fields.text(plan.kind().as_str());
    fields.object(plan.result());
    fields.number(plan.balance().number().into());
    fields.text(&plan.booked().to_string());
    fields.text(text);
    fields.number(source.unwrap_or_default().cast_unsigned());
    fields.count(plan.instalments().len());
    for part in plan.instalments() {
        fields.text(&part.month.to_string());
        fields.amount(part.amount);
    }
    fields.hash()
}

/// The content of the closing of a year.
pub(super) fn of_closing(year: FiscalYear, hash: &Hash, closed_at: &str, command: &str) -> Hash {
    let mut fields = Fields::of("closing", year);
    fields.bytes(hash);
    fields.text(closed_at);
    fields.text(command);
    fields.hash()
}

/// The content of what a voucher is for that the program made.
pub(super) fn of_made(voucher: i64, purpose: &str, of: i64, step: i64) -> Hash {
    let mut fields = Fields::default();
    fields.text("made");
    fields.number(voucher.cast_unsigned());
    fields.text(purpose);
    fields.number(of.cast_unsigned());
    fields.number(step.cast_unsigned());
    fields.hash()
}

/// The content of what happened to a project: project, kind and text, and its figures.
pub(super) fn of_event(
    named: [&str; 3],
    date: NaiveDate,
    period: Option<Period>,
    claim: u32,
    amounts: [Amount; 2],
    voucher: Option<i64>,
) -> Hash {
    let mut fields = Fields::default();
    fields.text("esf");
    for text in named {
        fields.text(text);
    }
    fields.date(Some(date));
    fields.text(&period.map(|period| period.first().to_string()).unwrap_or_default());
    fields.text(&period.map(|period| period.last().to_string()).unwrap_or_default());
    fields.number(claim.into());
    for amount in amounts {
        fields.amount(amount);
    }
    fields.number(voucher.unwrap_or_default().cast_unsigned());
    fields.hash()
}

/// The content of a voucher's coming back as another.
pub(super) fn of_replaced(voucher: i64, counts: i64) -> Hash {
    let mut fields = Fields::default();
    fields.text("replaced");
    fields.number(voucher.cast_unsigned());
    fields.number(counts.cast_unsigned());
    fields.hash()
}

/// The hash of many contents, whatever order they came in: give them sorted.
pub(super) fn of_all(sorted: impl IntoIterator<Item = Hash>) -> Hash {
    sorted.into_iter().fold(Sha256::new(), Digest::chain_update).finalize().into()
}

/// The bytes of a record's fields. They are hashed at once: a hash takes in sixty bytes as soon as one.
#[derive(Default)]
struct Fields(Vec<u8>);

impl Fields {
    fn of(kind: &str, year: FiscalYear) -> Self {
        let mut fields = Self(Vec::with_capacity(512));
        fields.text(kind);
        fields.bytes(&i64::from(year.year()).to_be_bytes());
        fields
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes(text.as_bytes());
    }

    fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    fn number(&mut self, number: u64) {
        self.bytes(&number.to_be_bytes());
    }

    fn amount(&mut self, amount: Amount) {
        self.bytes(&amount.ore().to_be_bytes());
    }

    fn date(&mut self, date: Option<NaiveDate>) {
        match date {
            Some(date) => self.day(date),
            None => self.text(""),
        }
    }

    /// A day as text, 2024-01-31.
    fn day(&mut self, date: NaiveDate) {
        // Every voucher has one, and the general way of writing dates takes longer than the hash.
        match u16::try_from(date.year()) {
            Ok(year @ 0..=9999) => {
                self.count("2024-01-31".len());
                let two = |number: u32| [b'0' + (number / 10 % 10) as u8, b'0' + (number % 10) as u8];
                self.bytes(&two(u32::from(year) / 100));
                self.bytes(&two(u32::from(year)));
                for number in [date.month(), date.day()] {
                    self.bytes(b"-");
                    self.bytes(&two(number));
                }
            }
            _ => self.text(&date.to_string()),
        }
    }

    fn posting(&mut self, posting: &Posting) {
        self.number(posting.account.number().into());
        self.text(posting.cost_centre.as_ref().map_or("", CostCentre::as_str));
        self.text(posting.project.as_ref().map_or("", Project::as_str));
        self.amount(posting.amount);
        self.text(&posting.text);
        self.count(posting.others.len());
        for other in &posting.others {
            self.number(other.dimension.into());
            self.text(other.code());
        }
    }

    fn correction(&mut self, correction: &Correction) {
        self.date(correction.date);
        self.text(&correction.signature);
        match &correction.change {
            RowChange::Added(index) => {
                self.text("added");
                self.count(*index);
            }
            RowChange::Struck { before, posting } => {
                self.text("struck");
                self.count(*before);
                self.posting(posting);
            }
        }
    }

    fn object(&mut self, object: &BalanceObject) {
        self.number(object.account.number().into());
        self.text(object.cost_centre.as_ref().map_or("", CostCentre::as_str));
        self.text(object.project.as_ref().map_or("", Project::as_str));
    }

    fn hash(self) -> Hash {
        Sha256::digest(&self.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::FiscalYears;
    use crate::dimension::OtherObject;
    use crate::voucher::{History, VoucherDraft};
    use crate::voucher_id::VoucherId;

    fn draft() -> VoucherDraft {
        let row = |account: &str, centre: Option<&str>, ore| Posting {
            cost_centre: centre.map(|code| code.parse().expect("a code")),
            text: "rad".into(),
            ..Posting::new(account.parse().expect("an account"), Amount::from_ore(ore))
        };
        let date = "2024-01-31".parse().expect("a date");
        let mut postings = vec![row("5539", Some("3001"), 10_000), row("2411", None, -10_000)];
        postings[0].others = vec![OtherObject::new(20, "AF").expect("a code")];
        let correction =
            |change| Correction { change, date: "2024-02-03".parse().ok(), signature: "EK".into() };
        let struck = RowChange::Struck { before: 1, posting: row("5540", None, 9_000) };
        let history = History {
            registered: "2024-02-01".parse().ok(),
            signature: "EK".into(),
            corrections: vec![correction(RowChange::Added(0)), correction(struck)],
        };
        VoucherDraft { history, ..VoucherDraft::new(VoucherId::new("A", 12), date, "Konsult", postings) }
    }

    fn content(draft: VoucherDraft) -> Hash {
        let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
        of_voucher(year, &draft.try_into_voucher().expect("it balances"))
    }

    #[test]
    fn every_field_of_a_voucher_is_in_its_content() {
        let changes: [fn(&mut VoucherDraft); 19] = [
            |draft| draft.id = VoucherId::new("B", 12),
            |draft| draft.id = VoucherId::new("A", 13),
            |draft| draft.date = "2024-02-01".parse().expect("a date"),
            |draft| draft.text = "konsult".into(),
            |draft| draft.postings.reverse(),
            |draft| draft.postings[0].account = "5540".parse().expect("an account"),
            |draft| draft.postings[1].project = Project::new("VILJA").ok(),
            |draft| draft.postings[0].text = "".into(),
            |draft| {
                draft.postings[0].amount = Amount::from_ore(1);
                draft.postings[1].amount = Amount::from_ore(-1);
            },
            |draft| draft.postings[0].others.clear(),
            |draft| draft.postings[0].others[0].dimension = 21,
            |draft| draft.postings[0].others[0] = OtherObject::new(20, "FK").expect("a code"),
            |draft| draft.history.registered = None,
            |draft| draft.history.signature = "".into(),
            |draft| draft.history.corrections.reverse(),
            |draft| draft.history.corrections[0].change = RowChange::Added(1),
            |draft| draft.history.corrections[1].date = None,
            |draft| draft.history.corrections[1].signature = "ek".into(),
            |draft| {
                let posting = draft.postings[1].clone();
                draft.history.corrections[1].change = RowChange::Struck { before: 1, posting };
            },
        ];
        let mut contents = vec![content(draft())];
        for change in changes {
            let mut other = draft();
            change(&mut other);
            contents.push(content(other));
        }
        contents.sort_unstable();
        contents.dedup();
        assert_eq!(contents.len(), changes.len() + 1, "two of them have one content");
    }

    #[test]
    fn a_text_that_moves_to_the_next_field_is_another_content() {
        let (mut one, mut other) = (draft(), draft());
        one.postings[0].cost_centre = CostCentre::new("AB").ok();
        other.postings[0].cost_centre = CostCentre::new("A").ok();
        other.postings[0].project = Project::new("B").ok();
        assert_ne!(content(one), content(other));
    }

    #[test]
    fn rows_in_another_order_and_what_was_done_to_them_do_not_count() {
        let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
        let counted =
            |draft: VoucherDraft| of_bookkeeping(year, &draft.try_into_voucher().expect("it balances"));
        let same: [fn(&mut VoucherDraft); 4] = [
            |draft| draft.postings.reverse(),
            |draft| draft.postings[0].others.reverse(),
            |draft| draft.history = History::default(),
            |draft| draft.id = VoucherId::new("", 12),
        ];
        let with_marks = || {
            let mut draft = draft();
            draft.postings[0].others.push(OtherObject::new(7, "EK").expect("a code"));
            draft
        };
        for change in same {
            let mut other = with_marks();
            change(&mut other);
            assert_eq!(counted(other), counted(with_marks()));
        }
        let counts: [fn(&mut VoucherDraft); 6] = [
            |draft| draft.id = VoucherId::new("A", 13),
            |draft| draft.date = "2024-02-01".parse().expect("a date"),
            |draft| draft.text = "konsult".into(),
            |draft| draft.postings[0].others.clear(),
            |draft| draft.postings[1].text = "".into(),
            |draft| {
                let row = Posting::new("1930".parse().expect("an account"), Amount::ZERO);
                draft.postings.push(row);
            },
        ];
        for change in counts {
            let mut other = with_marks();
            change(&mut other);
            assert_ne!(counted(other), counted(with_marks()));
        }
    }

    #[test]
    fn a_day_is_written_as_it_always_was() {
        let written = |date: NaiveDate| {
            let mut fields = Fields::default();
            fields.day(date);
            fields.0
        };
        let as_text = |date: NaiveDate| {
            let mut fields = Fields::default();
            fields.text(&date.to_string());
            fields.0
        };
        let days = ["2024-01-31", "2024-12-09", "1999-10-01", "0000-01-01", "0099-11-30", "9999-12-31"];
        let days = days.map(|day| day.parse().expect("a day"));
        for date in days.into_iter().chain([NaiveDate::MIN, NaiveDate::MAX]) {
            assert_eq!(written(date), as_text(date), "{date}");
        }
    }

    /// Books are kept for many years: what a record hashes to today, it has to hash to then.
    #[test]
    fn a_voucher_has_the_content_it_always_had() {
        let words = content(draft());
        let words: Vec<u64> =
            words.chunks(8).map(|bytes| u64::from_be_bytes(bytes.try_into().expect("eight bytes"))).collect();
        assert_eq!(
            words,
            [0x707c_fcd0_bf40_d823, 0x6e0b_7c3d_77ed_fe89, 0x094c_4054_bb43_4220, 0x58c5_7612_b9a7_2ba2]
        );
    }
}
