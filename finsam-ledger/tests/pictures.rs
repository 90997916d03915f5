//! Pictures: those of the example books, held against committed files, and what holds of every one.
//!
//! `UPDATE_EXPECT=1 cargo test --test pictures` rewrites them; look at the difference in a browser.

#![cfg(all(feature = "config", feature = "csv"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use std::fs;
use std::path::Path;

use finsam_ledger::message::Lang;
use finsam_ledger::read::layout::built_in;
use finsam_ledger::read::settings::Settings;
use finsam_ledger::read::{Keep, Read};
use finsam_ledger::render::picture::{
    Bar, BarGroup, Bullet, Bullets, Chart, Columns, Lines, Panel, Picture, PictureBasis, Series, pictures,
    svg,
};
use finsam_ledger::render::{PageWords, Report};
use finsam_ledger::schedule::esf::{EsfAct, EsfEvent, FollowedProject, course, status};
use finsam_ledger::statement::series::{CentreUse, UseOf, budget_use, liquid_funds, money};
use finsam_ledger::statement::{
    Column, FollowUp, FollowUpBasis, Layout, Measure, OverviewFacts, OverviewSources, View, balance_sheet,
    cash_flow, follow_up, income_statement, overview,
};
use finsam_ledger::{Amount, Balances, Budget, BudgetKind, FiscalYears, Period, Quarter, Unit};
use proptest::collection::vec;
use proptest::prelude::*;

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

/// An example book, read once.
struct Example {
    name: &'static str,
    layout: Layout,
    settings: Settings,
    read: Read,
    budget: Budget,
    facts: OverviewFacts,
}

impl Example {
    fn of(name: &'static str, template_name: &str) -> Self {
        let (read, settings) = (examples::read(name, Keep::Sums), examples::settings(name, template_name));
        let budget =
            read.budgets().and_then(|all| all.latest_of_all(BudgetKind::Budget)).expect("small amounts");
        let facts = settings.overview_facts();
        Self { name, layout: built_in(template_name).expect("built in"), settings, read, budget, facts }
    }

    /// Every picture of the reports of a period.
    fn pictures(&self, period: &str, unit: Unit, lang: Lang) -> Vec<Picture> {
        let period: Period = period.parse().expect("a period");
        let (layout, balances) = (&self.layout, &self.read.tallied.balances);
        let view =
            View { period, comparison: Some(period.years_before(1)), unit, chart: &self.settings.chart };
        let sources = OverviewSources { balances, budget: &self.budget, forecast: None, facts: &self.facts };
        let drawn_up = |name: &str| {
            let draft = layout.overview(name).expect("the layout has it");
            Report::Overview(overview(layout, draft, &sources, &view).expect("one year"))
        };
        let reports = [
            Report::Statement(income_statement(layout, balances, &view).expect("one year")),
            drawn_up("multi-year"),
            Report::FollowUp(self.follow_up_of(&view)),
            Report::Statement(cash_flow(layout, balances, &view).expect("one year")),
            drawn_up("projects"),
        ];
        let esf = self.followed();
        let basis = PictureBasis { layout, sources, esf: &esf };
        let names = &self.settings.cost_centres;
        let words = PageWords { entity: &self.settings.entity.name, cost_centres: names, lang };
        reports.iter().flat_map(|report| pictures(report, &basis, &words).expect("small amounts")).collect()
    }
}

impl Example {
    fn follow_up(&self, period: &str, unit: Unit) -> FollowUp {
        let period = period.parse().expect("a period");
        self.follow_up_of(&View { period, comparison: None, unit, chart: &self.settings.chart })
    }

    fn follow_up_of(&self, view: &View<'_>) -> FollowUp {
        let settings = &self.settings.follow_up;
        let basis = FollowUpBasis {
            groups: &settings.groups,
            costs: (settings.measure == Measure::Costs).then_some(&settings.costs[..]),
            ..FollowUpBasis::of(&self.budget)
        };
        follow_up(&self.layout, &self.read.tallied.balances, &basis, view).expect("one year")
    }

    /// Its ESF projects; of one it is told what was claimed.
    fn followed(&self) -> Vec<FollowedProject> {
        let projects = self.settings.esf_projects.iter().map(|project| {
            let events = if project.terms().code.as_str() == "VILJA" { claims() } else { Vec::new() };
            FollowedProject { project: project.clone(), events }
        });
        projects.collect()
    }
}

/// What was claimed of a project, quarter by quarter, and paid of it.
fn claims() -> Vec<EsfEvent> {
    let event = |date: &str, act| EsfEvent { date: date.parse().expect("a date"), act, taken_back: None };
    let claim = |number, quarter: &str, date, kr: i64| {
        let period = quarter.parse::<Quarter>().expect("a quarter").period();
        event(date, EsfAct::Claim { number, period, amount: Amount::from_ore(kr * 100) })
    };
    vec![
        claim(1, "2024-Q1", "2024-05-20", 1_300_000),
        claim(2, "2024-Q2", "2024-08-19", 1_000_000),
        claim(3, "2024-Q3", "2024-11-18", 700_000),
    ]
}

fn sjuharad() -> Example {
    Example::of("sjuharad-2024", "sjuharad")
}

/// The example books and their last years.
fn books() -> [(Example, &'static str); 3] {
    [
        (sjuharad(), "2024"),
        (Example::of("sjuharad-2014", "sjuharad"), "2014"),
        (Example::of("insjoriket-2019", "insjoriket"), "2019"),
    ]
}

fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/pictures").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, actual).expect("the folder of expected files");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name} differs; UPDATE_EXPECT=1 rewrites it");
}

#[test]
fn the_example_books_have_these_pictures() {
    for (book, period) in books() {
        for picture in book.pictures(period, Unit::Kr, Lang::Sv) {
            check(&format!("{}-{}.svg", book.name, picture.name), &svg(&picture));
        }
    }
}

#[test]
fn a_picture_shows_what_its_report_shows() {
    for (book, year) in books() {
        let period: Period = year.parse().expect("a period");
        let (layout, balances) = (&book.layout, &book.read.tallied.balances);
        let view = View { period, comparison: None, unit: Unit::Kr, chart: &book.settings.chart };
        let statement = income_statement(layout, balances, &view).expect("one year");
        let money = money(layout, &statement).expect("small amounts").expect("something was booked");
        let left = money.income_total.checked_sub(money.costs_total).expect("small amounts");
        assert_eq!(left, money.result, "{}: each line is income or cost, once", book.name);

        let months = liquid_funds(layout, balances, period).expect("one year");
        let sheet = balance_sheet(layout, balances, &view).expect("one year");
        let closing = Column::Closing(period.last().last_day());
        let at = sheet.columns.iter().position(|column| *column == closing).expect("the layout has it");
        let funds = layout.draft().balance_sheet.liquid_funds.iter();
        let shown = funds.filter_map(|line| sheet.row(line)?.values[at]);
        assert_eq!(months.len(), 12);
        assert_eq!(
            months[11].amount,
            Some(Amount::checked_sum(shown).expect("small amounts")),
            "{}",
            book.name
        );

        for FollowedProject { project, events } in book.followed() {
            let year_end = layout.year_end();
            let quarters =
                course(&project, balances, year_end, &events, period.last()).expect("small amounts");
            let stands = status(&project, balances, year_end, &events, period.last()).expect("small amounts");
            let last = quarters.last().expect("the project has begun");
            assert_eq!((last.earned, last.paid), (Some(stands.earned), Some(stands.paid_in_books)));
            assert_eq!(last.claimed, (!events.is_empty()).then_some(stands.claimed));
        }
    }
}

#[test]
fn cost_centres_that_are_taken_together_lose_nothing() {
    let book = Example::of("sjuharad-2014", "sjuharad");
    let follow_up = book.follow_up("2014", Unit::Kr);
    let of = |rows_max| {
        budget_use(&follow_up, rows_max).expect("small amounts").expect("something was decided").rows
    };
    let (all, twelve, together) = (of(100), of(12), of(1));
    let sums = |rows: &[CentreUse]| {
        let actual = Amount::checked_sum(rows.iter().map(|row| row.actual));
        let budget = Amount::checked_sum(rows.iter().filter_map(|row| row.budget));
        (actual.expect("small amounts"), budget.expect("small amounts"))
    };
    assert_eq!((all.len(), twelve.len(), together.len()), (33, 12, 1));
    assert_eq!((sums(&twelve), sums(&together)), (sums(&all), sums(&all)));
    assert_eq!(twelve[11].of, UseOf::Others(22));
    let smallest = twelve[..11].iter().map(size).min().expect("eleven");
    let others = all.iter().filter(|row| !twelve.contains(row));
    assert!(others.clone().count() == 22 && others.map(size).all(|size| size <= smallest));
}

fn size(row: &CentreUse) -> u64 {
    [Some(row.actual), row.budget]
        .into_iter()
        .flatten()
        .map(|amount| amount.ore().unsigned_abs())
        .max()
        .unwrap_or(0)
}

#[test]
fn a_part_of_a_year_is_compared_with_as_much_of_the_year_before() {
    let pictures = sjuharad().pictures("2024-01..2024-08", Unit::Tkr, Lang::En);
    let named = |name: &str| pictures.iter().find(|picture| picture.name == name).expect("there is one");
    let Chart::Lines(funds) = &named("liquid-funds").chart else { panic!("lines") };
    let lines: Vec<&str> = funds.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!((funds.categories.len(), lines), (8, vec!["Jan–Aug 2024", "Jan–Aug 2023"]));
    let Chart::Bullets(bullets) = &named("budget").chart else { panic!("bullets") };
    assert_eq!(bullets.target_name, "Budget 2024", "nothing was decided for eight months");
    assert_eq!(named("money").title, "Where the money came from and went, Jan–Aug 2024");
}

#[cfg(feature = "html")]
#[test]
fn a_page_shows_the_pictures_of_its_reports() {
    use finsam_ledger::render::{Document, html::html};
    let book = sjuharad();
    let (pictures, statement) = (book.pictures("2024", Unit::Kr, Lang::Sv), book.follow_up("2024", Unit::Kr));
    let names = &book.settings.cost_centres;
    let words = PageWords { entity: &book.settings.entity.name, cost_centres: names, lang: Lang::Sv };
    let mut document = Document::single(&Report::FollowUp(statement), period("2024"), &words);
    assert!(!html(&document).expect("it can be drawn").contains("<figure"), "only where they are asked for");
    document.sections[0].pictures.clone_from(&pictures);
    let page = html(&document).expect("it can be drawn");
    assert_eq!(page.matches("<figure>").count(), 5);
    for picture in &pictures {
        let (caption, drawn) = (format!("<figcaption>{}</figcaption>", picture.title), svg(picture));
        assert_eq!(
            (page.matches(&caption).count(), page.matches(drawn.trim_end()).count()),
            (1, 1),
            "{caption}"
        );
    }
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "no two things have one id");
}

#[test]
fn where_there_is_nothing_to_see_there_is_no_picture() {
    let mut book = sjuharad();
    book.read.tallied.balances = Balances::new(FiscalYears::CALENDAR);
    book.budget = Budget::default();
    book.facts = OverviewFacts::default();
    assert_eq!(book.pictures("2024", Unit::Kr, Lang::Sv), []);
}

/// Markup, formulas, what steers terminals and turns lines, and a name without end.
const HOSTILE: [&str; 5] = [
    "</text><script>alert(1)</script>",
    "\"' onload=\"x",
    "=HYPERLINK(\"x\")",
    "\u{1b}[31m\u{202e}rev\u{0}",
    "]]>&#x3c;",
];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-zåäö0-9 /,.-]{0,40}",
        proptest::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        any::<String>(),
        Just("å".repeat(10_000)),
        Just("ord ".repeat(3_000)),
    ]
}

fn amount() -> impl Strategy<Value = Amount> {
    let ore = prop_oneof![
        Just(0_i64),
        -100_000_000..100_000_000_i64,
        proptest::sample::select(vec![1, -1, i64::MAX, -i64::MAX]),
    ];
    ore.prop_map(Amount::from_ore)
}

fn series(count: usize) -> impl Strategy<Value = Series> {
    (name(), vec(proptest::option::of(amount()), count)).prop_map(|(name, amounts)| Series { name, amounts })
}

fn chart() -> impl Strategy<Value = Chart> {
    let bars = vec((name(), amount()), 0..45);
    let group = (name(), amount(), bars).prop_map(|(name, total, bars)| BarGroup {
        name,
        total,
        bars: bars.into_iter().map(|(name, amount)| Bar { name, amount }).collect(),
    });
    let row = (name(), amount(), proptest::option::of(amount())).prop_map(|(name, actual, target)| Bullet {
        name,
        actual,
        target,
    });
    let bullets = (name(), name(), vec(row, 0..45)).prop_map(|(actual_name, target_name, rows)| Bullets {
        actual_name,
        target_name,
        rows,
    });
    let lines = (0..40_usize).prop_flat_map(|count| (vec(name(), count), vec(series(count), 0..4)));
    let columns = (0..40_usize).prop_flat_map(|count| {
        let panel = (series(count), vec(series(count), 0..3));
        (vec(name(), count), vec(panel, 0..3))
    });
    prop_oneof![
        vec(group, 0..4).prop_map(Chart::Bars),
        bullets.prop_map(Chart::Bullets),
        lines.prop_map(|(categories, lines)| Chart::Lines(Lines { categories, lines })),
        columns.prop_map(|(categories, panels)| {
            let panel = |(columns, levels)| Panel { columns, levels };
            Chart::Columns(Columns { categories, panels: panels.into_iter().map(panel).collect() })
        }),
    ]
}

fn picture() -> impl Strategy<Value = Picture> {
    let unit = proptest::sample::select(vec![Unit::Kr, Unit::Tkr]);
    (name(), name(), name(), unit, chart()).prop_map(|(name, title, description, unit, chart)| Picture {
        name,
        title,
        description,
        unit,
        chart,
    })
}

/// The tags of a drawing, each with its attributes.
fn tags(drawn: &str) -> Vec<&str> {
    drawn.match_indices('<').map(|(at, _)| drawn[at..].split('>').next().expect("a part")).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn number(tag: &str, name: &str) -> Option<i64> {
    attribute(tag, name).map(|text| text.parse().expect("a whole number"))
}

/// Every point that a mark has, as far as it goes.
fn points(tag: &str) -> Vec<(i64, i64)> {
    let both = |x: &str, y: &str| number(tag, x).zip(number(tag, y));
    let listed = attribute(tag, "points").into_iter().flat_map(|points| points.split(' ')).map(|point| {
        let (x, y) = point.split_once(',').expect("two numbers");
        (x.parse().expect("whole"), y.parse().expect("whole"))
    });
    let mut points: Vec<(i64, i64)> = [both("x", "y"), both("x1", "y1"), both("x2", "y2"), both("cx", "cy")]
        .into_iter()
        .flatten()
        .chain(listed)
        .collect();
    if let (Some((x, y)), Some((width, height))) = (both("x", "y"), both("width", "height")) {
        assert!(width >= 0 && height >= 0, "{tag}");
        points.push((x + width, y + height));
    }
    points
}

const ELEMENTS: [&str; 12] = [
    "svg", "/svg", "title", "/title", "desc", "/desc", "text", "/text", "rect", "line", "polyline", "circle",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_stands_outside_a_picture_and_nothing_a_user_wrote_is_markup(picture in picture()) {
        let drawn = svg(&picture);
        prop_assert_eq!(&drawn, &svg(&picture), "the same bytes each time");
        let view_box = attribute(&drawn, "viewBox").expect("a view box");
        let size: Vec<i64> = view_box.split(' ').map(|part| part.parse().expect("whole")).collect();
        let &[0, 0, width, height] = size.as_slice() else { panic!("{view_box}") };
        for tag in tags(&drawn) {
            let element = tag[1..].split([' ', '/']).next().unwrap_or_default();
            let element = if tag.starts_with("</") { &tag[1..] } else { element };
            prop_assert!(ELEMENTS.contains(&element), "{tag}");
            prop_assert!(!tag.contains("onload=\"x"), "{tag}");
            for (x, y) in points(tag) {
                prop_assert!((0..=width).contains(&x) && (0..=height).contains(&y), "{tag} of {view_box}");
            }
        }
        let steers = drawn.chars().any(|letter| letter.is_control() && letter != '\n' || letter == '\u{202e}');
        prop_assert!(!steers, "something steers a terminal or turns a line");
        prop_assert!(drawn.is_ascii() || drawn.len() < 400_000, "names are shortened");
    }

    #[test]
    fn bars_are_as_long_as_their_amounts(amounts in vec(-500_000_000..500_000_000_i64, 1..30)) {
        let bar = |ore: &i64| Bar { name: "a".to_owned(), amount: Amount::from_ore(*ore) };
        let group = BarGroup { name: "b".to_owned(), total: Amount::ZERO, bars: amounts.iter().map(bar).collect() };
        let picture = Picture {
            name: "p".to_owned(), title: String::new(), description: String::new(), unit: Unit::Tkr,
            chart: Chart::Bars(vec![group]),
        };
        let drawn = svg(&picture);
        let bars: Vec<(i64, i64)> = tags(&drawn)
            .into_iter()
            .filter(|tag| tag.starts_with("<rect"))
            .map(|tag| (number(tag, "x").expect("whole"), number(tag, "width").expect("whole")))
            .collect();
        prop_assert_eq!(bars.len(), amounts.len());
        let low = amounts.iter().copied().fold(0, i64::min);
        let high = amounts.iter().copied().fold(0, i64::max);
        let zero = -low * 360 / (high - low).max(1);
        for (ore, (x, width)) in amounts.iter().zip(bars) {
            let exact = ore.abs() * 360 / (high - low).max(1);
            prop_assert!((width - exact).abs() <= 1, "{ore} is {width} wide, not {exact}");
            let at_zero = if *ore < 0 { x + width } else { x };
            prop_assert!((at_zero - zero).abs() <= 1, "{ore} begins at {at_zero}, not at {zero}");
        }
    }
}
