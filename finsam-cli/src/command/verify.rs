//! `ledger verify`: which figures of published reports cannot all be true, and which of them a book
//! does not bear out.

use std::fs::File;
use std::path::{Path, PathBuf};

use finsam_ledger::BudgetKind;
use finsam_ledger::finding::has_errors;
use finsam_ledger::message::Lang;
use finsam_ledger::read::{layout, published};
use finsam_ledger::render::text::TextStyle;
use finsam_ledger::render::{HeldView, RenderError, VerdictPage, VerdictView, json};
use finsam_ledger::statement::{Layout, OverviewSources};
use finsam_ledger::verify::{BookSources, Held, Published, Verdict, against, best_layout, identify, verify};

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
    let proved = Proved::of(reports, layouts, book.as_ref())?.ok_or_else(|| nothing(&args.files))?;
    let name = book.as_ref().map(|book| named(book, settings)).unwrap_or_default();
    let format = args.format.unwrap_or_default();
    let drawn = |style| proved.page(format, args.all, &name, settings.lang, style);
    write_page(drawn, args.output.as_deref(), &files, settings)?;
    Ok(if proved.ties() { Exit::Done } else { Exit::Findings })
}

/// Published reports that were held against themselves, and against a book if there is one.
pub(super) struct Proved {
    reports: Vec<Published>,
    layout: Layout,
    verdict: Verdict,
    held: Option<Vec<Held>>,
}

impl Proved {
    /// By the layout that fits best; nothing where there is nothing in the reports to prove.
    fn of(
        reports: Vec<Published>,
        layouts: Vec<Layout>,
        book: Option<&Source>,
    ) -> Result<Option<Self>, Refusal> {
        // The rows of a report are told by the language it is printed in, whatever all else is said in.
        let in_both: Vec<_> =
            layouts.into_iter().flat_map(|layout| [layout.clone(), layout.translated()]).collect();
        let Some(layout) = best_layout(&reports, &in_both).cloned() else { return Ok(None) };
        let verdict = verify(&reports, &layout);
        let held = book.map(|book| held(book, &layout, &reports)).transpose()?;
        let is_proved = !verdict.tested.is_empty() || held.iter().flatten().any(Held::is_told);
        Ok(is_proved.then_some(Self { reports, layout, verdict, held }))
    }

    /// These files against a book.
    pub(super) fn of_files(files: &[PathBuf], book: &Source, settings: &Settings) -> Result<Self, Refusal> {
        let reports = read(files, settings)?;
        Self::of(reports, vec![book.layout.clone()], Some(book))?.ok_or_else(|| nothing(files))
    }

    /// Whether everything ties.
    pub(super) fn ties(&self) -> bool {
        self.view(false, "", Lang::default()).ties(&self.verdict)
    }

    pub(super) fn page(
        &self,
        format: PageFormat,
        all: bool,
        book: &str,
        lang: Lang,
        style: TextStyle,
    ) -> Result<String, RenderError> {
        // What there is no room for on paper is folded in HTML.
        let view = self.view(all || format == PageFormat::Html, book, lang);
        let page = || VerdictPage::new(&self.verdict, &self.reports, &view);
        match format {
            PageFormat::Text => Ok(page().text(style)),
            PageFormat::Md => Ok(page().markdown()),
            PageFormat::Html => page().html(),
            PageFormat::Json => json::verdict(&self.verdict, &self.reports, &view),
        }
    }

    fn view<'a>(&'a self, all: bool, book: &'a str, lang: Lang) -> VerdictView<'a> {
        let held = self.held.as_deref().map(|held| HeldView { book, held });
        VerdictView { layout: self.layout.name(), held, all, lang }
    }
}

fn nothing(files: &[PathBuf]) -> Refusal {
    let files = files.iter().map(|file| (&*file.to_string_lossy()).into()).collect();
    Refusal::Usage(Wrong::NothingToVerify { files })
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
    let directory = source.book.as_ref().map(|book| settings.place_of(book)).unwrap_or_default();
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
