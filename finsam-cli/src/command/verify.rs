//! `ledger verify`: which figures of published reports cannot all be true, and which of them a book
//! does not bear out.

use std::fs::File;
use std::path::{Path, PathBuf};

use finsam_ledger::BudgetKind;
use finsam_ledger::finding::has_errors;
use finsam_ledger::read::{layout, published};
use finsam_ledger::render::{HeldView, VerdictPage, VerdictView, json};
use finsam_ledger::statement::{Layout, OverviewSources};
use finsam_ledger::verify::{BookSources, Held, Published, against, best_layout, identify, verify};

use super::write_page;
use crate::args::{PageFormat, Verify};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, TEMPLATE, layout_for, template};
use crate::text::{Failed, Wrong, compare as words};

pub(crate) fn run(args: &Verify, settings: &Settings) -> Result<Exit, Refusal> {
    // A book that happens to lie upward need not be the reports' own.
    let asked = settings.book.is_some().then(|| Source::open(&[], args.layout.as_deref(), settings));
    let book = asked.transpose()?;
    let reports = read(&args.files, settings)?;
    let (layouts, mut files) = match &book {
        Some(book) => (vec![book.layout.clone()], book.files.clone()),
        None => layouts(args.layout.as_deref(), settings)?,
    };
    files.extend(args.files.iter().cloned());
    let nothing = || {
        let files = args.files.iter().map(|file| (&*file.to_string_lossy()).into()).collect();
        Refusal::Usage(Wrong::NothingToVerify { files })
    };
    // The rows of a report are told by the language it is printed in, whatever all else is said in.
    let in_both: Vec<_> =
        layouts.into_iter().flat_map(|layout| [layout.clone(), layout.translated()]).collect();
    let layout = best_layout(&reports, &in_both).ok_or_else(nothing)?;
    let verdict = verify(&reports, layout);
    let name = book.as_ref().map(|book| named(book, settings)).unwrap_or_default();
    let held = book.as_ref().map(|book| held(book, layout, &reports)).transpose()?;
    if verdict.tested.is_empty() && !held.iter().flatten().any(Held::is_told) {
        return Err(nothing());
    }
    let format = args.format.unwrap_or_default();
    let view = VerdictView {
        layout: layout.name(),
        held: held.as_deref().map(|held| HeldView { book: &name, held }),
        // What there is no room for on paper is folded in HTML.
        all: args.all || format == PageFormat::Html,
        lang: settings.lang,
    };
    let page = || VerdictPage::new(&verdict, &reports, &view);
    let drawn = |style| match format {
        PageFormat::Text => Ok(page().text(style)),
        PageFormat::Md => Ok(page().markdown()),
        PageFormat::Html => page().html(),
        PageFormat::Json => json::verdict(&verdict, &reports, &view),
    };
    write_page(drawn, args.output.as_deref(), &files, settings)?;
    Ok(if view.ties(&verdict) { Exit::Done } else { Exit::Findings })
}

/// The reports, in the order they were given. A file that cannot be read whole is refused with all
/// that is wrong in it: a figure that is left out would make others look wrong.
fn read(files: &[PathBuf], settings: &Settings) -> Result<Vec<Published>, Refusal> {
    let (mut reports, mut found) = (Vec::new(), Vec::new());
    for path in files {
        let unreadable = |error| Refusal::Failure(Failed::FileUnreadable { path: path.clone(), error });
        let file = File::open(path).map_err(unreadable)?;
        let read = published(&path.to_string_lossy(), file)?;
        found.extend(read.findings);
        reports.push(read.published);
    }
    if has_errors(&found) {
        return Err(Refusal::Findings(found));
    }
    if !found.is_empty() {
        output::say(&findings::draw(&found, settings.lang, Shown::All, settings.stderr));
    }
    Ok(reports)
}

/// The layout that was asked for, else all built-in ones; and the file it was read from.
fn layouts(asked: Option<&str>, settings: &Settings) -> Result<(Vec<Layout>, Vec<PathBuf>), Refusal> {
    if asked.is_none() {
        let built_in = layout::built_in_names().map(layout::built_in).collect::<Result<_, _>>();
        return Ok((built_in.map_err(Refusal::Findings)?, Vec::new()));
    }
    let (_, of_template) = template(TEMPLATE)?;
    let (layout, file) = layout_for(asked, &of_template, None::<&Path>, settings.lang)?;
    Ok((vec![layout], file.into_iter().collect()))
}

/// What the book is called: its directory, and whose it is.
fn named(source: &Source, settings: &Settings) -> String {
    let directory = source.book.as_ref().map(|book| settings.as_written(book.dir())).unwrap_or_default();
    words::book(&directory.to_string_lossy(), &source.settings.entity.name, settings.lang)
}

/// Each figure beside what the book has.
fn held(source: &Source, layout: &Layout, reports: &[Published]) -> Result<Vec<Held>, Refusal> {
    let Source { settings, balances, budgets, .. } = source;
    let budget = &budgets.latest_of_all(BudgetKind::Budget)?;
    let forecast = &budgets.latest_of_all(BudgetKind::Forecast)?;
    let facts = &settings.overview_facts();
    let overview = OverviewSources { balances, budget, forecast: Some(forecast), facts };
    let (chart, centre_names) = (&settings.chart, &settings.cost_centres);
    let book = BookSources { layout, overview, chart, centre_names, costs: &settings.follow_up.costs };
    Ok(against(reports, &identify(reports, layout), &book))
}
