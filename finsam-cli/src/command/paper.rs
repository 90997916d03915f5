//! Reports as one document: for the formats that show what stands behind the figures, with the accounts,
//! the vouchers, and what is wrong with the books.

use finsam_ledger::book::Book;
use finsam_ledger::check::Source as Held;
use finsam_ledger::finding::Severity;
use finsam_ledger::message::{Lang, describe};
use finsam_ledger::render::picture::{PictureBasis, pictures};
use finsam_ledger::render::{Document, PageWords, Remark, Report};
use finsam_ledger::schedule::BookedPlan;
use finsam_ledger::schedule::esf::{EsfProject, FollowedProject};
use finsam_ledger::statement::{OverviewSources, origins};
use finsam_ledger::tally::Summary;
use finsam_ledger::{
    BudgetKind, Finding, Month, NoVouchers, Period, Voucher, VoucherSource, months_by_account,
};

use super::imports::hex;
use super::laws;
use crate::exit::Refusal;
use crate::source::Source;

/// The reports, what their rows are made of, and what was booked on the accounts behind them.
pub(super) fn with_all_behind(
    mut document: Document,
    reports: &[Report],
    source: &Source,
    period: Period,
) -> Result<Document, Refusal> {
    let Source { layout, balances, settings, .. } = source;
    for (section, report) in document.sections.iter_mut().zip(reports) {
        if let Report::Statement(statement) = report {
            let origins = origins(layout, balances, statement)?;
            section.open(origins, layout);
        }
    }
    if balances.tells_changes(period).is_ok() && balances.tells_before(period.first()).is_ok() {
        let accounts = months_by_account(balances, layout.year_end(), period)?;
        document
            .list_accounts(accounts, period, &settings.chart, |account| source.postings(account, period))?;
    }
    Ok(document)
}

/// The reports with the pictures that stand with those of them that a format draws any of.
pub(super) fn with_pictures(
    mut document: Document,
    reports: &[Report],
    has_pictures: impl Fn(&Report) -> bool,
    source: &Source,
    words: &PageWords<'_>,
) -> Result<Document, Refusal> {
    let budget = &source.budgets.latest_of_all(BudgetKind::Budget)?;
    let facts = &source.settings.overview_facts();
    let sources = OverviewSources { balances: &source.balances, budget, forecast: None, facts };
    let alone = |project: &EsfProject| FollowedProject { project: project.clone(), events: Vec::new() };
    let esf = match &source.book {
        Some(book) => book.followed_projects()?.0,
        None => source.settings.esf_projects.iter().map(alone).collect(),
    };
    let basis = PictureBasis { layout: &source.layout, sources, esf: &esf };
    let sections = document.sections.iter_mut().zip(reports);
    for (section, report) in sections.filter(|(_, report)| has_pictures(report)) {
        section.pictures = pictures(report, &basis, words)?;
    }
    Ok(document)
}

/// The document with whose books it is from, and what is wrong with those.
pub(super) fn of_books(
    document: Document,
    source: &Source,
    period: Period,
    lang: Lang,
) -> Result<Document, Refusal> {
    Ok(Document {
        organisation_number: source.settings.entity.organisation_number.clone(),
        seal: source.book.as_ref().map(Book::content_hash).transpose()?.as_ref().map(hex),
        remarks: remarks(source, period, lang)?,
        ..document
    })
}

/// The vouchers of these periods, as far as they are at hand.
pub(super) fn vouchers(source: &Source, periods: &[Period]) -> Result<Vec<Voucher>, Refusal> {
    let is_in = |voucher: &Voucher| {
        let month = Month::of(voucher.date());
        periods.iter().any(|period| period.contains(month))
    };
    let Some(book) = &source.book else {
        return Ok(source.journal.vouchers().iter().filter(|voucher| is_in(voucher)).cloned().collect());
    };
    let mut found = Vec::new();
    // A record that no longer is a voucher is told by `ledger check`.
    book.for_each_voucher(|voucher| {
        if is_in(&voucher) {
            found.push(voucher);
        }
    })?;
    Ok(found)
}

/// What is wrong with the books or doubtful, as far as balances show it: what concerns a reader of the
/// figures. How the book is kept is for `ledger check`.
fn remarks(source: &Source, period: Period, lang: Lang) -> Result<Vec<Remark>, Refusal> {
    let (plans, esf) = match &source.book {
        Some(book) => (book.plans()?, book.followed_projects()?.0),
        None => (Vec::<BookedPlan>::new(), Vec::new()),
    };
    let nothing = NoVouchers;
    let vouchers: &dyn VoucherSource = source.book.as_ref().map_or(&nothing, |book| book);
    let outcomes = laws::outcomes(Held {
        balances: &source.balances,
        layout: &source.layout,
        chart: &source.settings.chart,
        summary: Summary::default(),
        found: &[],
        record: 0,
        stated: &source.stated,
        plans: &plans,
        esf: &esf,
        period: Some(period),
        vouchers,
    })?;
    let matters = |finding: &Finding| finding.severity() != Severity::Note;
    let remark = |finding: &Finding| Remark {
        severity: finding.severity(),
        code: finding.code().to_string(),
        text: describe(finding, lang).text,
        account: finding.fact.account(),
    };
    Ok(laws::findings(&outcomes).iter().filter(|finding| matters(finding)).map(remark).collect())
}

/// The reports as a document of nothing but tables.
pub(super) fn of_reports(
    reports: &[Report],
    shape: Shape,
    period: Period,
    words: &PageWords<'_>,
) -> Document {
    match (shape, reports) {
        (Shape::Single, [report]) => Document::single(report, period, words),
        _ => Document::annual(reports, period, words),
    }
}

/// Whether a report stands alone or is part of the annual report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Single,
    Annual,
}
