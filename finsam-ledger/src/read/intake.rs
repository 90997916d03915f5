//! Where every reader hands over what it read, whatever the format of the file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use super::budgets;
use super::csv::records::BUFFER;
use super::drafts::Drafts;
use super::first_lines::{FirstLines, file_of, line_key};
use super::names::Names;
use super::openings::{OpeningRow, Openings};
use super::outcome::{Contents, FileRead, Keep, Options, Read, ReadError};
use super::overlap::{Again, Overlap};
use super::profile::Profile;
use super::text::Decoder;
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::budget::BudgetVersion;
use crate::calendar::{FiscalYears, Period};
use crate::dimension::DimensionError;
use crate::finding::{Code, Fact, Finding, Place, Severity};
use crate::stated::StatedSum;
use crate::sums::Sums;
use crate::tally::{NumberAgain, PostingRow, RunOfRows, Summary, Tallied, Tally};
use crate::voucher::VoucherDraft;
use crate::voucher_id::VoucherId;

/// One posting as its row states it.
#[derive(Clone, Debug)]
pub(crate) struct VoucherRow<'a> {
    pub(crate) series: Cow<'a, str>,
    pub(crate) number: u64,
    pub(crate) date: NaiveDate,
    pub(crate) account: AccountNumber,
    pub(crate) cost_centre: Cow<'a, str>,
    pub(crate) project: Cow<'a, str>,
    pub(crate) amount: Amount,
    /// Texts are read only where vouchers are kept.
    pub(crate) voucher_text: Cow<'a, str>,
    pub(crate) text: Cow<'a, str>,
}

/// How tables are gone through. It changes nothing of what comes of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// Whether plain rows are read many at a time.
    pub(crate) plain_rows: bool,
    /// How many bytes are read at once.
    pub(crate) buffer: usize,
}

impl Default for Manner {
    fn default() -> Self {
        Self { plain_rows: true, buffer: BUFFER }
    }
}

/// What came in so far.
#[derive(Debug)]
pub(crate) struct Intake {
    pub(crate) options: Options,
    pub(crate) manner: Manner,
    /// How the files that come next are written.
    pub(crate) profile: Arc<Profile>,
    pub(crate) profile_name: Option<String>,
    tally: Tally,
    drafts: Drafts,
    openings: Openings,
    files: Vec<FileRead>,
    /// What the files brought beside vouchers and opening balances; the last is the open one's.
    contents: Vec<Contents>,
    /// Each with the number of its file.
    findings: Vec<(usize, Finding)>,
    first_lines: FirstLines,
    /// Vouchers of which a row could not be read; that they do not balance says nothing.
    incomplete: BTreeSet<VoucherId>,
    /// How many findings of a kind the file has that is being read.
    noted: BTreeMap<Code, u64>,
    rows: u64,
    vouchers_before: u64,
}

impl Intake {
    pub(crate) fn new(options: Options) -> Self {
        Self {
            options,
            manner: Manner::default(),
            profile: Arc::default(),
            profile_name: None,
            tally: Tally::new(options.fiscal_years),
            drafts: Drafts::default(),
            openings: Openings::default(),
            files: Vec::new(),
            contents: vec![Contents::default()],
            findings: Vec::new(),
            first_lines: FirstLines::default(),
            incomplete: BTreeSet::new(),
            noted: BTreeMap::new(),
            rows: 0,
            vouchers_before: 0,
        }
    }

    /// Something about the file that is being read.
    pub(crate) fn note(&mut self, finding: Finding) {
        let noted = self.noted.entry(finding.code()).or_default();
        *noted += 1;
        if *noted <= self.options.limits.findings || finding.severity() < Severity::Error {
            self.findings.push((self.files.len(), finding));
        }
    }

    /// Counts a row that is about to be read; `false`, with a finding, if it is one too many.
    #[inline]
    pub(crate) fn next_row(&mut self, place: impl FnOnce() -> Place) -> bool {
        self.rows += 1;
        let limit = self.options.limits.rows;
        if self.rows == limit + 1 {
            self.note(Finding::at(place(), Fact::FileTooLong { limit }));
        }
        self.rows <= limit
    }

    /// Takes in a posting that goes on with the voucher before it, or begins one. `raw` is the
    /// line it stands on.
    #[inline]
    pub(crate) fn post(
        &mut self,
        row: &VoucherRow<'_>,
        line: u64,
        raw: &[u8],
        decoder: Decoder,
    ) -> Result<(), DimensionError> {
        let line = line_key(self.files.len(), line);
        let starts_voucher = !self.tally.goes_on_with(&row.series, row.number, row.date);
        if starts_voucher {
            self.first_lines.end(&self.tally, decoder);
        }
        let posting = PostingRow {
            series: &row.series,
            number: row.number,
            date: row.date,
            account: row.account,
            cost_centre: &row.cost_centre,
            project: &row.project,
            amount: row.amount,
            line,
        };
        let start = self.tally.take(&posting, !starts_voucher)?;
        if starts_voucher {
            self.first_lines.start(raw);
        }
        if self.options.keep == Keep::Vouchers {
            let added = self.drafts.add(row, start, line);
            debug_assert!(added.is_ok(), "the tally has taken the codes");
        }
        Ok(())
    }

    /// How many more rows are read at most.
    pub(crate) fn rows_left(&self) -> u64 {
        self.options.limits.rows.saturating_sub(self.rows)
    }

    /// Takes in rows of a voucher with another number than the row before them. Their sums come
    /// [apart](Self::add_sums). `raw` is the line of the first of them; more rows may follow if it is
    /// said, else only [such](Self::post_run) do.
    #[inline]
    pub(crate) fn post_run(&mut self, rows: &RunOfRows<'_>, raw: &[u8], decoder: Decoder, may_go_on: bool) {
        self.rows += rows.rows;
        self.first_lines.end(&self.tally, decoder);
        let line = line_key(self.files.len(), rows.line);
        self.tally.take_run(&RunOfRows { line, ..*rows });
        if may_go_on || rows.debit != rows.credit {
            self.first_lines.start(raw);
        }
    }

    /// Adds the sums of rows that were taken in without them.
    pub(crate) fn add_sums(&mut self, sums: &Sums) {
        self.tally.add_sums(sums);
    }

    /// Takes in a voucher of which the file says where it ends. `raw` is the line it starts on.
    #[cfg_attr(not(feature = "sie"), expect(dead_code, reason = "only SIE files tell it"))]
    pub(crate) fn voucher(&mut self, draft: VoucherDraft, line: u64, raw: &[u8], decoder: Decoder) {
        let line = line_key(self.files.len(), line);
        self.first_lines.end(&self.tally, decoder);
        self.tally.start_whole_voucher(NumberAgain::Reuse);
        self.first_lines.start(raw);
        self.tally.post_all(&draft.id, draft.date, &draft.postings, line);
        self.first_lines.end(&self.tally, decoder);
        self.tally.end_voucher();
        if self.options.keep == Keep::Vouchers {
            self.drafts.whole(draft, line);
        }
    }

    /// Whether each account's rows lie in one stretch of the file that is being read.
    pub(crate) fn lies_by_account(&self) -> bool {
        self.tally.lies_by_account()
    }

    /// A row of this voucher cannot be read.
    pub(crate) fn incomplete(&mut self, id: VoucherId) {
        self.incomplete.insert(id);
    }

    /// Where the file would name the year that its opening balances open.
    pub(crate) fn opening_header(&mut self, place: Place) {
        self.openings.file(self.files.len(), place);
    }

    /// Takes in an opening balance.
    pub(crate) fn opening(&mut self, row: OpeningRow) {
        self.openings.add(self.files.len(), row);
    }

    /// Takes in a row of a budget or a forecast; a file holds one or the other.
    pub(crate) fn budget(
        &mut self,
        version: &BudgetVersion,
        period: Period,
        object: BalanceObject,
        amount: Amount,
    ) -> Result<(), AmountError> {
        let Some(contents) = self.contents.last_mut() else { return Ok(()) };
        if contents.budget.is_empty() {
            contents.budget.version.clone_from(version);
        }
        contents.budget.add(period, object, amount)
    }

    /// Takes in a sum that the file states itself.
    #[cfg_attr(not(feature = "sie"), expect(dead_code, reason = "only SIE files tell it"))]
    pub(crate) fn stated(&mut self, sum: StatedSum, file: &Arc<str>) {
        if let Some(contents) = self.contents.last_mut() {
            contents.stated.push(file, sum);
        }
    }

    /// What the file calls things.
    pub(crate) fn name(&mut self, give: impl FnOnce(&mut Names)) {
        if let Some(contents) = self.contents.last_mut() {
            give(&mut contents.names);
        }
    }

    /// The file that was being read has come to its end.
    pub(crate) fn end_file(&mut self, mut file: FileRead) {
        self.first_lines.end(&self.tally, Decoder::new(file.dialect.encoding.value));
        for (code, noted) in std::mem::take(&mut self.noted) {
            let count = noted.saturating_sub(self.options.limits.findings);
            if count > 0 && code.severity() == Severity::Error {
                let fact = Fact::FindingsUnlisted { code, count };
                self.findings.push((self.files.len(), Finding::at(Place::file(&file.name), fact)));
            }
        }
        let vouchers = self.tally.end_voucher();
        file.vouchers = vouchers - self.vouchers_before;
        self.vouchers_before = vouchers;
        self.files.push(file);
        self.contents.push(Contents::default());
    }

    /// All that came of the files.
    pub(crate) fn finish(mut self) -> Result<Read, ReadError> {
        let mut tallied = self.tally.finish()?;
        let mut files = self.files;
        let names: Vec<_> = files.iter().map(|file| Arc::clone(&file.name)).collect();
        let mut contents = self.contents;
        contents.truncate(files.len());
        let lines = self.drafts.into_files(&mut contents, self.options.fiscal_years);
        let Overlap { again, disagreeing } = Overlap::of(&contents, &lines, self.options.fiscal_years);
        let told_again: FxHashSet<u64> = again.iter().map(|again| again.line).collect();
        for mut located in std::mem::take(&mut tallied.facts) {
            let (line, file) = (located.line, file_of(located.line));
            // Without the vouchers nobody can say what the number was in an earlier file.
            let may_be_old = self.options.keep != Keep::Vouchers && file > 0;
            match located.fact {
                Fact::VoucherUnbalanced { ref id, .. } if self.incomplete.contains(id) => continue,
                Fact::NumberTwice { .. } if told_again.contains(&line) => continue,
                Fact::NumberReused { year, id, first, second }
                    if may_be_old || told_again.contains(&line) || disagreeing.contains(&line) =>
                {
                    count_less(&mut tallied.summary, files.get_mut(file));
                    if told_again.contains(&line) {
                        continue;
                    }
                    located.fact = Fact::NumberTwice { year, id, first, second };
                }
                _ => {}
            }
            self.findings.push(self.first_lines.finding(located, &names));
        }
        take_out(&mut tallied, &again, &contents, self.options.fiscal_years)?;
        for again in again {
            if let Some(file) = files.get_mut(again.file) {
                file.overlapping += 1;
            }
        }
        self.openings.settle(&mut tallied.balances, &mut contents, &mut self.findings)?;
        self.findings.extend(budgets::clashes(&files, &contents)?);
        self.findings.sort_by_key(|(file, finding)| {
            let place = finding.place.as_ref();
            (place.is_none(), *file, place.map(|place| (place.line, place.column)))
        });
        let in_sheet = |(file, mut finding): (usize, Finding)| {
            if let (Some(place), Some(file)) = (&mut finding.place, files.get(file)) {
                place.sheet.clone_from(&file.sheet);
            }
            finding
        };
        let findings = self.findings.into_iter().map(in_sheet).collect();
        let mut read = Read { files, tallied, contents, findings };
        read.stated().stand_in(&mut read.tallied.balances)?;
        Ok(read)
    }
}

/// A voucher is one that was counted already.
fn count_less(summary: &mut Summary, file: Option<&mut FileRead>) {
    summary.vouchers = summary.vouchers.saturating_sub(1);
    if let Some(file) = file {
        file.vouchers = file.vouchers.saturating_sub(1);
    }
}

/// Takes vouchers that were told once more out of the sums again.
fn take_out(
    tallied: &mut Tallied,
    again: &[Again],
    contents: &[Contents],
    fiscal_years: FiscalYears,
) -> Result<(), AmountError> {
    let mut tally = Tally::new(fiscal_years);
    for again in again {
        if let Some(voucher) =
            contents.get(again.file).and_then(|contents| contents.vouchers.get(again.index))
        {
            tally.post_voucher(&voucher);
        }
    }
    let told_again = tally.finish()?;
    tallied.balances.take_out(&told_again.balances)?;
    let summary = &mut tallied.summary;
    summary.rows = summary.rows.saturating_sub(told_again.summary.rows);
    summary.debit = summary.debit.checked_sub(told_again.summary.debit)?;
    summary.credit = summary.credit.checked_sub(told_again.summary.credit)?;
    Ok(())
}
