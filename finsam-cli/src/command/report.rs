//! `ledger report`: a statement, the follow-up, an overview, or all that the annual report has.

use finsam_ledger::check::glance;
use finsam_ledger::read::Keep;
use finsam_ledger::render::{Document, PageWords, Report, Table, json, notes_together, xlsx};
use finsam_ledger::statement::overview::OverviewDraft;
use finsam_ledger::statement::{
    Layout, OverviewSources, Rounding, Statement, StatementError, StatementKind, View, explanation, overview,
    row_meant, statements, statements_with_change,
};
use finsam_ledger::{BudgetKind, Period, SumsOnly, Unit, Voucher};

use super::paper::{self, Shape};
use super::{follow_up, members, plan, write_document};
use crate::args::{self, Format, RoundingRule, TableUnit};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, compared};
use crate::text::{Said, Wrong};

pub(crate) fn run(args: &args::Report, settings: &Settings) -> Result<Exit, Refusal> {
    let name = plain(&args.name);
    if matches!(&*name, "plan" | "verksamhetsplan") {
        return plan::run(args, settings);
    }
    let keep = match args.explain {
        Some(_) => Keep::Vouchers,
        None => args.out.format.unwrap_or_default().keep(),
    };
    let source = Source::open_keeping(&args.from, args.layout.as_deref(), keep, settings)?;
    let asked = asked(&name, &source.layout).ok_or_else(|| unknown(&args.name, &source.layout))?;
    if !matches!(asked, Asked::Alone(Kind::FollowUp) | Asked::Annual)
        && let Some(option) = args.follow_up.asked()
    {
        return Err(Refusal::Usage(Wrong::OfFollowUpOnly { option }));
    }
    let changes = matches!(
        asked,
        Asked::Annual
            | Asked::Alone(Kind::Statement(StatementKind::IncomeStatement | StatementKind::CashFlow))
    );
    if args.change && !changes {
        return Err(Refusal::Usage(Wrong::ChangeOfNothing));
    }
    let period = source.period(args.period.as_deref())?;
    let comparison = source.comparison(period, args.compare.as_deref())?;
    let is_told = |asked: &Period| {
        let year = source.balances.fiscal_years().of(asked.first());
        source.is_booked_in(*asked) || source.balances.year_of_sums(year).is_some()
    };
    for empty in std::iter::once(period).chain(comparison).filter(|period| !is_told(period)) {
        output::say(&Said::NothingBooked { period: empty }.say(settings.lang));
    }
    let seen = glance(&source.layout, &source.balances, period)?;
    let desk = Desk { args, source: &source, settings, period, comparison };
    let untold = match (asked, &args.explain) {
        (Asked::Alone(kind @ Kind::Statement(_)), Some(row)) => explained(kind, row, &desk)?,
        (_, Some(_)) => return Err(Refusal::Usage(Wrong::ExplainsStatements)),
        (asked, None) => asked_for(asked, &desk)?,
    };
    if let Some(sums) = untold {
        output::say(&Said::NoComparison { sums }.say(settings.lang));
    }
    let unused = source.layout.unused(&source.settings.overviews);
    if matches!(asked, Asked::Alone(Kind::Overview(_)) | Asked::Annual) && !unused.is_empty() {
        let names = unused.iter().map(|name| name.as_str().into()).collect();
        output::say(&Said::FactsUnused { names }.say(settings.lang));
    }
    if seen.is_empty() {
        return Ok(Exit::Done);
    }
    output::say(&Said::Misleading { seen, from_files: source.book.is_none() }.say(settings.lang));
    Ok(Exit::Findings)
}

/// What a report is drawn up from.
struct Desk<'a> {
    args: &'a args::Report,
    source: &'a Source,
    settings: &'a Settings,
    period: Period,
    comparison: Option<Period>,
}

impl Desk<'_> {
    fn words(&self) -> PageWords<'_> {
        let book = &self.source.settings;
        PageWords { entity: &book.entity.name, cost_centres: &book.cost_centres, lang: self.settings.lang }
    }

    /// The unit that was asked for; else the one the overview is written in, or kronor.
    fn unit(&self, kind: Kind<'_>) -> Unit {
        match (self.args.unit, kind) {
            (Some(TableUnit::Kr), _) => Unit::Kr,
            (Some(TableUnit::Tkr), _) => Unit::Tkr,
            (None, Kind::Overview(draft)) => draft.unit,
            (None, _) => Unit::default(),
        }
    }

    /// The rule that was asked for; else the one of the settings.
    fn rounding(&self) -> Rounding {
        match self.args.rounding {
            Some(RoundingRule::State) => Rounding::Stated,
            Some(RoundingRule::Distribute) => Rounding::Distributed,
            None => self.source.settings.rounding,
        }
    }

    /// What the members pay in.
    fn members(&self, unit: Unit) -> Result<Report, Refusal> {
        members::contributions(self.source, self.period, unit, self.rounding()).map(Report::Members)
    }

    /// The same report before its figures were rounded.
    fn exact(&self, report: &Report) -> Result<Report, Refusal> {
        let kind = match report {
            Report::Statement(statement) => Kind::Statement(statement.kind),
            Report::FollowUp(_) => Kind::FollowUp,
            Report::Overview(overview) => match self.source.layout.overview(&overview.name) {
                Some(draft) => Kind::Overview(draft),
                None => return Ok(report.clone()),
            },
            Report::Members(_) => return self.members(Unit::Kr),
        };
        self.drawn_up(kind, Unit::Kr).map(|(report, _)| report)
    }

    /// A statement of one kind, or all notes together.
    fn statement(
        &self,
        kind: StatementKind,
        view: &View<'_>,
        rounding: Rounding,
    ) -> Result<Statement, StatementError> {
        let Source { layout, balances, .. } = self.source;
        let of_kind = if self.args.change { statements_with_change } else { statements };
        let mut drawn_up = of_kind(kind, layout, balances, view, rounding)?;
        let lang = self.settings.lang;
        Ok(match (kind, drawn_up.pop()) {
            (StatementKind::Notes, last) => {
                drawn_up.extend(last);
                notes_together(&drawn_up, view.period, view.comparison, lang)
            }
            (_, Some(statement)) => statement,
            (_, None) => notes_together(&[], view.period, view.comparison, lang),
        })
    }

    /// The report, and why it has no comparison, where the books cannot tell one that nobody asked for.
    fn drawn_up(&self, kind: Kind<'_>, unit: Unit) -> Result<(Report, Option<SumsOnly>), Refusal> {
        let Source { settings: book, layout, balances, budgets, .. } = self.source;
        let rounding = self.rounding();
        let chosen = follow_up::Chosen::of(&self.args.follow_up, self.source, self.period)?;
        let budget = &budgets.latest_of_all(BudgetKind::Budget)?;
        let forecast = &budgets.latest_of_all(BudgetKind::Forecast)?;
        Ok(compared(self.comparison, self.args.compare.is_some(), |comparison| {
            let view = &View { period: self.period, comparison, unit, chart: &book.chart };
            Ok(match kind {
                Kind::Statement(kind) => Report::Statement(self.statement(kind, view, rounding)?),
                Kind::FollowUp => Report::FollowUp(chosen.follow_up(self.source, view, rounding)?),
                Kind::Overview(draft) => {
                    let facts = &book.overview_facts();
                    let sources = OverviewSources { balances, budget, forecast: Some(forecast), facts };
                    Report::Overview(match rounding {
                        Rounding::Stated => overview(layout, draft, &sources, view)?,
                        Rounding::Distributed => {
                            let exact = View { unit: Unit::Kr, ..*view };
                            overview(layout, draft, &sources, &exact)?.adding_up(draft, unit)?
                        }
                    })
                }
            })
        })?)
    }
}

/// The report, or reports, that were asked for.
fn asked_for(asked: Asked<'_>, desk: &Desk<'_>) -> Result<Option<SumsOnly>, Refusal> {
    match asked {
        Asked::Alone(kind) => alone(kind, desk),
        Asked::Annual => annual(desk),
        Asked::Members => {
            let members = desk.members(desk.unit(Kind::FollowUp))?;
            written(&[members], Shape::Single, desk).map(|_| None)
        }
    }
}

/// How a figure of a statement came about.
fn explained(kind: Kind<'_>, row: &str, desk: &Desk<'_>) -> Result<Option<SumsOnly>, Refusal> {
    let (report, untold) = desk.drawn_up(kind, desk.unit(kind))?;
    let Report::Statement(statement) = report else {
        return Err(Refusal::Usage(Wrong::ExplainsStatements));
    };
    let Desk { source, period, .. } = desk;
    let row = row_meant(&statement, row).map_err(|rows| {
        let rows = rows.iter().map(|row| row.label.as_str().into()).collect();
        Refusal::Usage(Wrong::RowUnknown { text: row.into(), rows })
    })?;
    let postings = |account| source.postings(account, *period);
    let found = explanation(&source.layout, &source.balances, &statement, &row.id, postings)?;
    if let Some(found) = found {
        let (words, chart) = (desk.words(), &source.settings.chart);
        let document = Document::explanation(&found, chart, &words);
        let as_json = || json::explanation(&found, chart, words.entity);
        let as_workbook = || xlsx::workbook(&document, None);
        write_document(&source.files, &document, as_json, as_workbook, &desk.args.out, desk.settings)?;
    }
    Ok(untold)
}

/// One report on its page.
fn alone(kind: Kind<'_>, desk: &Desk<'_>) -> Result<Option<SumsOnly>, Refusal> {
    let (report, untold) = desk.drawn_up(kind, desk.unit(kind))?;
    written(&[report], Shape::Single, desk)?;
    Ok(untold)
}

fn written(reports: &[Report], shape: Shape, desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let (words, out) = (desk.words(), &desk.args.out);
    let format = out.format.unwrap_or_default();
    let document = document(reports, shape, format, desk)?;
    let workbook = if format == Format::Xlsx { Some(Behind::of(reports, desk)?) } else { None };
    let as_json = || match (shape, reports) {
        (Shape::Single, [report]) => json::report(report, &words),
        _ => json::annual(desk.period, reports, &words),
    };
    let as_workbook = || {
        let books = workbook.as_ref().map(|behind| behind.books(reports, desk));
        xlsx::workbook(&document, books.as_ref())
    };
    write_document(&desk.source.files, &document, as_json, as_workbook, out, desk.settings)
}

/// The reports as one document, with what the format shows of the books.
fn document(reports: &[Report], shape: Shape, format: Format, desk: &Desk<'_>) -> Result<Document, Refusal> {
    let words = desk.words();
    let mut document = paper::of_reports(reports, shape, desk.period, &words);
    if format.names_book() {
        document = paper::of_books(document, desk.source, desk.period, words.lang)?;
    }
    if format == Format::Html {
        document = paper::with_all_behind(document, reports, desk.source, desk.period)?;
    }
    // On a page of letters only the bars of a follow-up say more than its figures.
    let has_pictures = |report: &Report| {
        format.has_pictures() || format == Format::Text && matches!(report, Report::FollowUp(_))
    };
    if reports.iter().any(has_pictures) {
        document = paper::with_pictures(document, reports, has_pictures, desk.source, &words)?;
    }
    Ok(document)
}

/// What a workbook shows behind the figures of reports.
struct Behind {
    exact: Vec<Table>,
    vouchers: Vec<Voucher>,
}

impl Behind {
    fn of(reports: &[Report], desk: &Desk<'_>) -> Result<Self, Refusal> {
        let words = desk.words();
        let is_rounded = |report: &Report| report.table(&words).unit != Unit::Kr;
        let exact = if desk.rounding() == Rounding::Stated && reports.iter().any(is_rounded) {
            let exact = reports.iter().map(|report| desk.exact(report));
            exact.map(|report| Ok(report?.table(&words))).collect::<Result<_, Refusal>>()?
        } else {
            Vec::new()
        };
        let periods: Vec<Period> = std::iter::once(desk.period).chain(desk.comparison).collect();
        Ok(Self { exact, vouchers: paper::vouchers(desk.source, &periods)? })
    }

    fn books<'a>(&'a self, reports: &'a [Report], desk: &'a Desk<'_>) -> xlsx::Books<'a> {
        let Source { layout, balances, settings, .. } = desk.source;
        xlsx::Books {
            reports,
            exact: &self.exact,
            layout,
            balances,
            chart: &settings.chart,
            period: desk.period,
            comparison: desk.comparison,
            vouchers: Some(&self.vouchers),
        }
    }
}

/// The annual report of a period for a page of HTML, as it is where nothing else is asked for.
pub(super) fn annual_of(source: &Source, period: Period, settings: &Settings) -> Result<Document, Refusal> {
    let (args, comparison) = (&args::Report::default(), source.comparison(period, None)?);
    let desk = Desk { args, source, settings, period, comparison };
    let (reports, _) = annual_reports(&desk)?;
    document(&reports, Shape::Annual, Format::Html, &desk)
}

fn annual(desk: &Desk<'_>) -> Result<Option<SumsOnly>, Refusal> {
    let (reports, untold) = annual_reports(desk)?;
    written(&reports, Shape::Annual, desk)?;
    Ok(untold)
}

/// The reports of the annual report that say anything, in the order of the layout; why there is no
/// comparison, where the books cannot tell one.
fn annual_reports(desk: &Desk<'_>) -> Result<(Vec<Report>, Option<SumsOnly>), Refusal> {
    let layout = &desk.source.layout;
    let (mut reports, mut untold) = (Vec::new(), None);
    for name in layout.annual() {
        match asked(name, layout) {
            Some(Asked::Alone(kind)) => {
                let (report, without) = desk.drawn_up(kind, desk.unit(kind))?;
                untold = untold.or(without);
                reports.push(report);
            }
            Some(Asked::Members) if members::are_told(desk.source, desk.period) => {
                reports.push(desk.members(desk.unit(Kind::FollowUp))?);
            }
            Some(Asked::Members | Asked::Annual) | None => {}
        }
    }
    reports.retain(Report::says_anything);
    Ok((reports, untold))
}

/// What a name asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked<'a> {
    Alone(Kind<'a>),
    /// All that the layout's annual report has.
    Annual,
    /// What the members pay in.
    Members,
}

/// A report of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind<'a> {
    Statement(StatementKind),
    FollowUp,
    Overview(&'a OverviewDraft),
}

/// The report of that name, English or Swedish, with or without å, ä and ö.
fn asked<'a>(name: &str, layout: &'a Layout) -> Option<Asked<'a>> {
    let kind = match name {
        "income-statement" | "resultatrakning" | "rr" => Kind::Statement(StatementKind::IncomeStatement),
        "balance-sheet" | "balansrakning" | "br" => Kind::Statement(StatementKind::BalanceSheet),
        "cash-flow" | "cash-flow-statement" | "kassaflodesanalys" | "finansieringsanalys" | "kf" => {
            Kind::Statement(StatementKind::CashFlow)
        }
        "notes" | "noter" => Kind::Statement(StatementKind::Notes),
        "follow-up" | "uppfoljning" | "budgetuppfoljning" => Kind::FollowUp,
        "annual" | "arsredovisning" => return Some(Asked::Annual),
        "members" | "medlemsbidrag" | "medlemmar" => return Some(Asked::Members),
        name => {
            let is_meant = |known: &String| plain(known) == name;
            let named =
                |overview: &&OverviewDraft| is_meant(&overview.name) || overview.aliases.iter().any(is_meant);
            Kind::Overview(layout.draft().overviews.iter().find(named)?)
        }
    };
    Some(Asked::Alone(kind))
}

/// That there is no report of that name; those of the layout are named as it names them.
fn unknown(name: &str, layout: &Layout) -> Refusal {
    let names = |overview: &OverviewDraft| {
        let swedish = overview.aliases.first().unwrap_or(&overview.name);
        (swedish.as_str().into(), overview.name.as_str().into())
    };
    let overviews = layout.draft().overviews.iter().map(names).collect();
    Refusal::Usage(Wrong::ReportUnknown { text: name.into(), overviews })
}

/// A name without capitals, without å, ä and ö, and with hyphens between its words.
fn plain(name: &str) -> String {
    let plain = |letter: char| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        '_' | ' ' => '-',
        other => other,
    };
    name.trim().to_lowercase().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use finsam_ledger::read::layout::{built_in, built_in_names};

    use super::*;

    #[test]
    fn a_report_is_known_by_its_swedish_names_too() {
        let layout = built_in("sjuharad").expect("built in");
        let asked = |name: &str| asked(&plain(name), &layout);
        let statement = |kind| Some(Asked::Alone(Kind::Statement(kind)));
        for name in ["resultatrakning", "resultaträkning", "Resultaträkning", "RR", "income_statement"] {
            assert_eq!(asked(name), statement(StatementKind::IncomeStatement), "{name}");
        }
        assert_eq!(asked("kassaflödesanalys"), statement(StatementKind::CashFlow));
        assert_eq!(asked("Uppföljning"), Some(Asked::Alone(Kind::FollowUp)));
        for name in ["Flerårsöversikt", "flerarsoversikt", "multi-year"] {
            let is_it = |kind: Asked<'_>| matches!(kind, Asked::Alone(Kind::Overview(draft)) if draft.years == Some(6));
            assert!(asked(name).is_some_and(is_it), "{name}");
        }
        assert_eq!(asked("Årsredovisning"), Some(Asked::Annual));
        assert_eq!(asked("intetdera"), None);
    }

    #[test]
    fn every_report_of_an_annual_report_is_one_that_can_be_drawn_up() {
        for name in built_in_names() {
            let layout = built_in(name).expect("built in");
            for report in layout.annual() {
                let found = asked(report, &layout);
                assert!(matches!(found, Some(Asked::Alone(_) | Asked::Members)), "{name}: {report}");
            }
        }
    }
}
