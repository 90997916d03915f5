//! Documents as HTML: every link lands, every figure is the table's, and other people's text is harmless.

#![cfg(all(feature = "config", feature = "csv", feature = "html"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use std::collections::BTreeSet;

use finsam_ledger::message::Lang;
use finsam_ledger::notation::swedish;
use finsam_ledger::read::layout::built_in;
use finsam_ledger::read::{Keep, Read};
use finsam_ledger::render::html::html;
use finsam_ledger::render::{Cell, Document, PageWords, Remark, Report, notes_together};
use finsam_ledger::statement::{Layout, Rounding, StatementKind, View, origins, statements};
use finsam_ledger::{
    AccountNumber, Amount, AmountError, ChartOfAccounts, Journal, LedgerPosting, Period, Severity, Unit,
    VoucherId, VoucherSource as _, months_by_account,
};

const HOSTILE: &str = "<script>alert('x')</script> =HYPERLINK(\"a\") \u{1b}[31m \u{202e}& \"";

fn reports(layout: &Layout, read: &Read, period: Period, unit: Unit) -> Vec<Report> {
    let chart = ChartOfAccounts::default();
    let view = View { period, comparison: Some(period.years_before(1)), unit, chart: &chart };
    let drawn_up = |kind| {
        statements(kind, layout, &read.tallied.balances, &view, Rounding::Stated).expect("a statement")
    };
    let single = |kind| drawn_up(kind).pop().expect("one");
    let notes = notes_together(&drawn_up(StatementKind::Notes), period, view.comparison, Lang::Sv);
    [
        single(StatementKind::IncomeStatement),
        single(StatementKind::BalanceSheet),
        single(StatementKind::CashFlow),
        notes,
    ]
    .map(Report::Statement)
    .into()
}

/// The annual report of an example book with all that stands behind it.
fn document(entity: &str, unit: Unit) -> Document {
    let (read, layout) =
        (examples::read("sjuharad-2024", Keep::Vouchers), built_in("sjuharad").expect("built in"));
    let (balances, period) = (&read.tallied.balances, "2024".parse().expect("a year"));
    let reports = reports(&layout, &read, period, unit);
    let words = PageWords { entity, cost_centres: &std::collections::BTreeMap::new(), lang: Lang::Sv };
    let mut document = Document::annual(&reports, period, &words);
    for (section, report) in document.sections.iter_mut().zip(&reports) {
        let Report::Statement(statement) = report else { continue };
        section.open(origins(&layout, balances, statement).expect("what is behind"), &layout);
    }
    let mut journal = Journal::new(balances.fiscal_years());
    read.vouchers().for_each(|voucher| journal.append(voucher));
    let accounts = months_by_account(balances, layout.year_end(), period).expect("months");
    let postings = |account: AccountNumber| Ok::<_, AmountError>(journal.postings_on(account, period));
    document.list_accounts(accounts, period, &ChartOfAccounts::default(), postings).expect("accounts");
    document
}

/// What stands between `before` and `after`, each time.
fn between<'a>(page: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    page.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn every_link_lands_and_every_address_is_one_place() {
    let page = html(&document("Samordningsförbundet Exempel", Unit::Kr)).expect("a page");
    let ids = between(&page, " id=\"", "\"");
    let places: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(places.len(), ids.len(), "an address stands twice");
    let links: BTreeSet<&str> = between(&page, "href=\"#", "\"").into_iter().collect();
    assert!(links.len() > 60, "{} links", links.len());
    let lost: Vec<_> = links.difference(&places).collect();
    assert!(lost.is_empty(), "{lost:?} lead nowhere");
    // The way from a figure to a voucher, and from a line to its note and back.
    for place in ["account.3740", "notes.note-other-income", "income-statement.other-income", "main"] {
        assert!(links.contains(place), "nothing leads to {place}");
    }
    assert!(!page.contains("http") && !page.contains("<script"), "the page needs nothing else");
}

#[test]
fn every_figure_of_a_table_stands_in_its_row() {
    for unit in [Unit::Kr, Unit::Tkr] {
        let document = document("Samordningsförbundet Exempel", unit);
        let page = html(&document).expect("a page");
        let mut told = 0;
        for (name, table) in document.tables() {
            for row in table.rows.iter().filter(|row| !row.id.is_empty()) {
                let place = format!("id=\"{name}.{}\"", row.id);
                let drawn = between(&page, &place, "<tr role=\"row\"");
                let drawn = drawn.first().unwrap_or_else(|| panic!("no row {place}"));
                let cells = between(drawn, "<td role=\"cell\" class=\"figure\" data-head=", "</td>");
                let figures: Vec<String> = cells
                    .iter()
                    .filter_map(|cell| cell.split_once('>'))
                    .map(|(_, figure)| figure.replace('\u{202f}', " ").replace('−', "-"))
                    .collect();
                let amounts = row.cells.iter().filter_map(|cell| match cell {
                    Cell::Amount(amount) => Some(swedish(*amount, table.unit)),
                    _ => None,
                });
                assert_eq!(figures, amounts.collect::<Vec<_>>(), "{place}");
                told += figures.len();
            }
        }
        assert!(told > 150, "{told} figures");
    }
}

#[test]
fn other_peoples_text_is_harmless_wherever_it_stands() {
    let mut document = document(HOSTILE, Unit::Kr);
    document.title = HOSTILE.to_owned();
    document.sections[0].table.rows[0].id = HOSTILE.to_owned();
    document.sections[0].table.rows[0].cells[0] = Cell::Text(format!("{HOSTILE}{}", "x".repeat(10_000)));
    let remark = |text: &str| Remark {
        severity: Severity::Error,
        code: "FS0301".to_owned(),
        text: text.to_owned(),
        account: None,
    };
    document.remarks = vec![remark(HOSTILE)];
    document.accounts[0].name = HOSTILE.to_owned();
    let posting = LedgerPosting {
        date: "2024-01-31".parse().expect("a day"),
        id: VoucherId::new(HOSTILE, 1),
        text: HOSTILE.into(),
        cost_centre: None,
        project: None,
        amount: Amount::from_ore(100),
    };
    document.accounts[0].ledger.postings.push((posting, Amount::from_ore(100)));
    let page = html(&document).expect("a page");
    for harm in ["<script", "alert('x')", "\u{1b}", "\u{202e}", "=HYPERLINK(\""] {
        assert!(!page.contains(harm), "{harm:?} stands on the page");
    }
    assert!(!page.contains(&"x".repeat(200)), "a text is as long as it likes");
    let style = between(&page, "<style>", "</style>");
    assert!(style.len() == 1 && style[0].contains("@bottom-left"), "the style sheet was ended");
}

#[test]
fn the_same_books_give_the_same_bytes() {
    let page = || html(&document("Samordningsförbundet Exempel", Unit::Kr)).expect("a page");
    assert_eq!(page(), page());
}
