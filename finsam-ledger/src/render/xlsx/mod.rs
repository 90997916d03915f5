//! Reports as a workbook: a sheet for each table, in which sums are formulas, and sheets of the balances
//! and the postings that they come down to.
//!
//! A formula stands only where it comes to the figure that was reported, to the öre; what a cell keeps
//! beside it is that figure. So a program that calculates anew, and one that does not, show the same. A
//! figure that no formula comes to stands as the number it is.

mod balances;
mod books;
mod live;
mod look;
mod names;
mod overviews;
mod page;
mod place;
mod postings;
mod sheet;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use balances::Behind;
use books::BalanceList;
pub use books::Books;
use live::{At, Live, Plan};
use look::Formats;
use names::Links;
use place::sheet_name;
use postings::PostingList;
use sheet::{Printed, Sheet};
use statements::{Desk, Made};

use crate::render::document::Document;
use crate::render::report::Report;
use crate::render::words::say;
use crate::render::{RenderError, printable};
use crate::statement::StatementKind;

/// A document as a workbook: a sheet for each of its tables, and where the books are given the sheets of
/// balances and postings behind them.
///
/// ```
/// use finsam_ledger::message::Lang;
/// use finsam_ledger::render::{Document, Table, xlsx};
/// use finsam_ledger::{Balances, ChartOfAccounts, FiscalYears, Grouping, YearEnd, trial_balance};
///
/// let balances = Balances::new(FiscalYears::CALENDAR);
/// # let year_end = YearEnd { balance_accounts: vec![], equity: vec![], result_to: "2010".parse()? };
/// let balances = trial_balance(&balances, "2024".parse()?, &year_end, Grouping::default())?;
/// let table = Table::trial_balance(&balances, &ChartOfAccounts::default(), "Exempel", Lang::Sv)?;
/// let bytes = xlsx::workbook(&Document::of_table(table, Lang::Sv), None)?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`RenderError`] if a sum does not fit, or the sheets hold more than a workbook can.
pub fn workbook(document: &Document, books: Option<&Books<'_>>) -> Result<Vec<u8>, RenderError> {
    let lang = document.lang;
    let mut taken = BTreeSet::new();
    let own = [say(lang, "Saldon", "Balances"), say(lang, "Verifikat", "Vouchers")];
    let [of_balances, of_postings] = own.map(|name| sheet_name(name, &mut taken));
    let balances = books.map(|books| BalanceList::of(books, lang)).transpose()?;
    let balances = balances.filter(|list| !list.periods.is_empty());
    let mut plans: Vec<Plan<'_>> = document
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| Plan {
            table: &section.table,
            exact: books.and_then(|books| books.exact.get(index)),
            sheet: sheet_name(&section.table.title, &mut taken),
            recipes: BTreeMap::new(),
        })
        .collect();
    let reports = books.map_or(&[][..], |books| books.reports);
    let desk = books.filter(|_| reports.len() == plans.len()).map(|books| Desk {
        reports,
        layout: books.layout,
        years: books.balances.fiscal_years(),
        balances: balances.as_ref(),
    });
    let made: Vec<_> = (0..plans.len()).map(|table| recipes(table, desk.as_ref(), &plans)).collect();
    for (plan, made) in plans.iter_mut().zip(made) {
        for (row, column, recipe) in made {
            plan.add(row, column, recipe);
        }
    }
    let live = Live::of(&plans);
    let links = Links { desk: desk.as_ref(), of_balances: &of_balances, plans: &plans };
    let mut sheets: Vec<Sheet> = Vec::new();
    for (table, plan) in plans.iter().enumerate() {
        let held = |row, column| live.held(At { table, row, column });
        sheets.push(page::sheet(plan.table, &plan.sheet, held, |row, column| links.of(table, row, column)));
    }
    let mut names = desk.as_ref().map(|desk| names::of(desk, &plans)).unwrap_or_default();
    if let (Some(books), Some(balances)) = (books, &balances) {
        let postings = PostingList::of(books, &balances.periods);
        let behind = Behind { postings: postings.as_ref(), sheet: &of_postings };
        let page = balances.sheet(&of_balances, books, &document.entity, &behind)?;
        names.extend(page.names());
        sheets.push(page.sheet);
        if let Some(postings) = &postings {
            let sheet = postings.sheet(&of_postings, books, &document.entity, lang);
            names.extend(PostingList::names(&sheet));
            sheets.push(sheet);
        }
    }
    written(document, &sheets, &names)
}

fn written(
    document: &Document,
    sheets: &[Sheet],
    names: &[(String, String)],
) -> Result<Vec<u8>, RenderError> {
    let lang = document.lang;
    let mut workbook = Workbook::new();
    // The same reports make the same bytes, whenever they are written.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let (title, entity) = (printable(&document.title), printable(&document.entity));
    let properties = DocProperties::new().set_creation_datetime(&day).set_title(&title).set_company(&entity);
    workbook.set_properties(&properties);
    let seal = document
        .seal
        .as_deref()
        .map(|seal| format!("{}: {seal}", say(lang, "Bokens kontrollsumma", "Checksum of the book")));
    let printed = Printed {
        seal: seal.as_deref().unwrap_or_default(),
        page_words: [say(lang, "Sida", "Page"), say(lang, "av", "of")],
    };
    let mut formats = Formats::default();
    for sheet in sheets {
        sheet.write(workbook.add_worksheet(), printed, &mut formats)?;
    }
    for (name, place) in names {
        workbook.define_name(name, &format!("={place}"))?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The ways to the figures of a table.
fn recipes(table: usize, desk: Option<&Desk<'_>>, plans: &[Plan<'_>]) -> Vec<Made> {
    let report = desk.and_then(|desk| Some((desk, desk.reports.get(table)?)));
    match report {
        Some((desk, Report::Statement(notes))) if notes.kind == StatementKind::Notes => {
            desk.recipes_of_notes(table, notes, plans)
        }
        Some((desk, Report::Statement(statement))) => desk.recipes(table, statement, plans),
        Some((desk, Report::FollowUp(follow_up))) => desk.recipes_of_follow_up(table, follow_up),
        Some((desk, Report::Overview(overview))) => desk.recipes_of_overview(table, overview, plans),
        Some((_, Report::Members(_))) | None => {
            plans.get(table).map_or_else(Vec::new, |plan| overviews::recipes_of_listing(table, plan.table))
        }
    }
}
