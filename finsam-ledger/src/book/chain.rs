//! The chain that makes a change visible: what each record says, in bytes, and the hash of it all.
//!
//! A record's *content* is the SHA-256 of its fields, each in a form that cannot be mistaken for
//! another: a text is its length in bytes (eight bytes, highest first) and its UTF-8; a number or
//! an amount in öre is eight bytes, highest first, amounts as two's complement; a list is its
//! length and its items. No cost centre and no project are the empty text, which is no code.
//!
//! | record | fields |
//! | --- | --- |
//! | voucher | `voucher`, fiscal year, series, number, date, text, rows: account, cost centre, project, amount, text |
//! | opening | `opening`, fiscal year, rows in order: account, cost centre, project, amount |
//! | budget | `budget`, fiscal year, rows in order: first and last month, account, cost centre, project, amount |
//! | stated | `stated`, fiscal year, file, rows in order: figure, month, account, cost centre, project, amount |
//! | batch | `batch`, time as given, command |
//!
//! A record's *hash* is the SHA-256 of the hash of the record before (32 zero bytes before the
//! first) followed by its content. Where a batch stands among the records is thereby fixed too.

use sha2::{Digest, Sha256};

use super::stated_sums;
use crate::amount::Amount;
use crate::balances::{Amounts, BalanceObject};
use crate::budget::Budget;
use crate::calendar::FiscalYear;
use crate::dimension::{CostCentre, Project};
use crate::stated::StatedSum;
use crate::voucher::Voucher;

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
    fields.text(&voucher.date().to_string());
    fields.text(voucher.text());
    fields.count(voucher.postings().len());
    for posting in voucher.postings() {
        fields.number(posting.account.number().into());
        fields.text(posting.cost_centre.as_ref().map_or("", CostCentre::as_str));
        fields.text(posting.project.as_ref().map_or("", Project::as_str));
        fields.amount(posting.amount);
        fields.text(&posting.text);
    }
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

/// The content of a year's budget.
pub(super) fn of_budget(year: FiscalYear, budget: &Budget) -> Hash {
    let mut fields = Fields::of("budget", year);
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
pub(super) fn of_batch(imported_at: &str, command: &str) -> Hash {
    let mut fields = Fields(Sha256::new());
    fields.text("batch");
    fields.text(imported_at);
    fields.text(command);
    fields.hash()
}

/// The hash of many contents, whatever order they came in: give them sorted.
pub(super) fn of_all(sorted: impl IntoIterator<Item = Hash>) -> Hash {
    sorted.into_iter().fold(Sha256::new(), Digest::chain_update).finalize().into()
}

struct Fields(Sha256);

impl Fields {
    fn of(kind: &str, year: FiscalYear) -> Self {
        let mut fields = Self(Sha256::new());
        fields.text(kind);
        fields.0.update(i64::from(year.year()).to_be_bytes());
        fields
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.update(text);
    }

    fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    fn number(&mut self, number: u64) {
        self.0.update(number.to_be_bytes());
    }

    fn amount(&mut self, amount: Amount) {
        self.0.update(amount.ore().to_be_bytes());
    }

    fn object(&mut self, object: &BalanceObject) {
        self.number(object.account.number().into());
        self.text(object.cost_centre.as_ref().map_or("", CostCentre::as_str));
        self.text(object.project.as_ref().map_or("", Project::as_str));
    }

    fn hash(self) -> Hash {
        self.0.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::FiscalYears;
    use crate::voucher::{Posting, VoucherDraft};
    use crate::voucher_id::VoucherId;

    fn draft() -> VoucherDraft {
        let row = |account: &str, centre: Option<&str>, ore| Posting {
            cost_centre: centre.map(|code| code.parse().expect("a code")),
            text: "rad".into(),
            ..Posting::new(account.parse().expect("an account"), Amount::from_ore(ore))
        };
        let date = "2024-01-31".parse().expect("a date");
        let postings = vec![row("5539", Some("3001"), 10_000), row("2411", None, -10_000)];
        VoucherDraft::new(VoucherId::new("A", 12), date, "Konsult", postings)
    }

    fn content(draft: VoucherDraft) -> Hash {
        let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
        of_voucher(year, &draft.try_into_voucher().expect("it balances"))
    }

    #[test]
    fn every_field_of_a_voucher_is_in_its_content() {
        let changes: [fn(&mut VoucherDraft); 9] = [
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

    /// Books are kept for many years: what a record hashes to today, it has to hash to then.
    #[test]
    fn a_voucher_has_the_content_it_always_had() {
        let words = content(draft());
        let words: Vec<u64> =
            words.chunks(8).map(|bytes| u64::from_be_bytes(bytes.try_into().expect("eight bytes"))).collect();
        assert_eq!(
            words,
            [0x1951_82f2_8927_0246, 0x8ea3_6459_8612_cebe, 0x128f_4c62_e3a0_0c84, 0xfe1d_9cfb_d402_9709]
        );
    }
}
