//! Word files: what stands in them is what the tables say, cell by cell, and nothing in a text is taken
//! for anything but text.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/examples.rs"]
mod examples;

use std::fs;
use std::io::{Cursor, Read as _};
use std::process::Command;

use finsam_ledger::budget::Budget;
use finsam_ledger::message::Lang;
use finsam_ledger::notation::plain;
use finsam_ledger::read::layout::built_in;
use finsam_ledger::read::settings::Settings;
use finsam_ledger::read::{Keep, Read};
use finsam_ledger::render::picture::{Chart, Columns, Panel, Picture, Series};
use finsam_ledger::render::{Cell, Document, PageWords, Report, Table, TableRow, docx, notes_together};
use finsam_ledger::statement::follow_up::{FollowUpBasis, Forecast};
use finsam_ledger::statement::{
    Column, Layout, Measure, OverviewSources, Rounding, RowKind, Statement, StatementKind, StatementRow,
    View, follow_up, overview, statements,
};
use finsam_ledger::{Amount, BudgetKind, Period, Unit};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

const EXAMPLES: [(&str, &str, &str); 3] = [
    ("sjuharad-2024", "sjuharad", "2024"),
    ("sjuharad-2014", "sjuharad", "2014"),
    ("insjoriket-2019", "insjoriket", "2019"),
];

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

/// All reports of an example book that say anything, in the order of its annual report.
fn reports(name: &str, layout: &str, year: &str) -> (Vec<Report>, Settings) {
    let (read, settings) = (examples::read(name, Keep::Sums), examples::settings(name, layout));
    let layout = built_in(layout).expect("built in");
    let budgets = read.budgets().expect("small amounts");
    let [budget, forecast] = [BudgetKind::Budget, BudgetKind::Forecast]
        .map(|kind| budgets.latest_of_all(kind).expect("small amounts"));
    let of = period(year);
    let view =
        View { period: of, comparison: Some(of.years_before(1)), unit: Unit::Kr, chart: &settings.chart };
    let desk = Desk { read: &read, settings: &settings, layout: &layout, budget, forecast, view: &view };
    let mut drawn_up: Vec<Report> = layout.annual().iter().filter_map(|name| desk.report(name)).collect();
    drawn_up.retain(Report::says_anything);
    (drawn_up, settings)
}

struct Desk<'a> {
    read: &'a Read,
    settings: &'a Settings,
    layout: &'a Layout,
    budget: Budget,
    forecast: Budget,
    view: &'a View<'a>,
}

impl Desk<'_> {
    fn report(&self, name: &str) -> Option<Report> {
        let statement = |kind| Report::Statement(self.statement(kind));
        let balances = &self.read.tallied.balances;
        Some(match name {
            "income-statement" => statement(StatementKind::IncomeStatement),
            "balance-sheet" => statement(StatementKind::BalanceSheet),
            "cash-flow" => statement(StatementKind::CashFlow),
            "notes" => statement(StatementKind::Notes),
            "members" => {
                let members = &self.settings.members;
                let found = members.contributions(balances, self.view.period, Unit::Kr, Rounding::Stated);
                Report::Members(found.expect("small amounts")?)
            }
            "follow-up" => {
                let chosen = &self.settings.follow_up;
                let basis = FollowUpBasis {
                    budget: &self.budget,
                    forecast: Some(Forecast::Given(&self.forecast)),
                    groups: &chosen.groups,
                    columns: &chosen.columns,
                    costs: (chosen.measure == Measure::Costs).then_some(&chosen.costs[..]),
                };
                Report::FollowUp(follow_up(self.layout, balances, &basis, self.view).expect("one year"))
            }
            name => {
                let draft = self.layout.overview(name)?;
                let facts = &self.settings.overview_facts();
                let (budget, forecast) = (&self.budget, Some(&self.forecast));
                let sources = OverviewSources { balances, budget, forecast, facts };
                let view = View { unit: draft.unit, ..*self.view };
                Report::Overview(overview(self.layout, draft, &sources, &view).expect("one year"))
            }
        })
    }

    fn statement(&self, kind: StatementKind) -> Statement {
        let balances = &self.read.tallied.balances;
        let mut found =
            statements(kind, self.layout, balances, self.view, Rounding::Stated).expect("one year");
        match kind {
            StatementKind::Notes => notes_together(&found, self.view.period, self.view.comparison, Lang::Sv),
            _ => found.pop().expect("a statement"),
        }
    }
}

/// What stands in a Word file, as a reader finds it.
#[derive(Debug, Default)]
struct Paper {
    /// Paragraphs outside tables, each after the name of its style.
    paragraphs: Vec<(String, String)>,
    /// Tables, each after its title.
    tables: Vec<(String, Vec<Vec<String>>)>,
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let found = start.attributes().map(|attribute| attribute.expect("an attribute"));
    let mut named = found.filter(|attribute| attribute.key.as_ref() == name);
    let value = named
        .next()
        .map(|attribute| attribute.normalized_value(XmlVersion::Explicit1_0).expect("text").into_owned());
    value.unwrap_or_default()
}

/// What the text of a Word file holds: a table's cells by row, a cell that spans columns followed by
/// empty ones, or led by them where its words belong to the last.
fn read_back(file: &[u8]) -> Paper {
    let text = part(file, "word/document.xml");
    let mut reader = Reader::from_str(&text);
    let mut paper = Paper::default();
    let (mut style, mut words) = (String::new(), String::new());
    let (mut cell, mut span) = (String::new(), 1);
    let (mut in_table, mut in_words) = (false, false);
    loop {
        match reader.read_event().expect("well formed") {
            Event::Eof => return paper,
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "w:tbl" => {
                    in_table = true;
                    paper.tables.push((String::new(), Vec::new()));
                }
                "w:tblCaption" => {
                    let title = attribute(&start, "w:val");
                    paper.tables.last_mut().into_iter().for_each(|table| table.0.clone_from(&title));
                }
                "w:tr" => paper.tables.last_mut().into_iter().for_each(|(_, rows)| rows.push(Vec::new())),
                "w:tc" => (cell, span) = (String::new(), 1),
                "w:gridSpan" => span = attribute(&start, "w:val").parse().expect("a number"),
                "w:p" => (style, words) = (String::new(), String::new()),
                "w:pStyle" => style = attribute(&start, "w:val"),
                "w:t" => in_words = true,
                _ => {}
            },
            Event::Text(text) if in_words => words.push_str(&text),
            Event::GeneralRef(name) if in_words => words.push_str(match name.as_ref() {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("&{other};"),
            }),
            Event::End(end) => match end.name().as_ref() {
                "w:t" => in_words = false,
                "w:tbl" => in_table = false,
                "w:p" if in_table => cell.push_str(&words),
                "w:p" => paper.paragraphs.push((style.clone(), words.clone())),
                "w:tc" => {
                    let row = paper.tables.last_mut().and_then(|(_, rows)| rows.last_mut());
                    let row = row.expect("a cell stands in a row");
                    row.extend((1..span).map(|_| String::new()));
                    row.push(cell.clone());
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// What a cell should say, with a figure as programs write it.
fn expected(cell: &Cell, unit: Unit) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Amount(amount) => plain(*amount, unit),
        Cell::Account(account) => account.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Percent(number) => format!("{number:.1}"),
        Cell::Number(number) => number.to_string(),
        Cell::Unknown => "–".to_owned(),
    }
}

/// What a cell says, a figure as programs write it.
fn found(cell: &Cell, text: &str) -> String {
    match cell {
        Cell::Amount(_) | Cell::Percent(_) | Cell::Number(_) => {
            assert!(!text.contains([' ', '-']), "{text:?} can break, or has a hyphen for a minus");
            text.replace('\u{a0}', "").replace('\u{2212}', "-").replace(',', ".")
        }
        _ => text.to_owned(),
    }
}

fn check_rows<'a>(
    name: &str,
    table: &Table,
    rows: impl Iterator<Item = &'a TableRow>,
    read: &[Vec<String>],
) -> usize {
    let rows: Vec<&TableRow> = rows.collect();
    assert_eq!(rows.len(), read.len(), "{name}: rows");
    let mut figures = 0;
    for (row, texts) in rows.into_iter().zip(read) {
        assert_eq!(row.cells.len(), texts.len(), "{name}: {texts:?}");
        for (cell, text) in row.cells.iter().zip(texts) {
            assert_eq!(found(cell, text), expected(cell, table.unit), "{name}: {}", row.id);
            figures += usize::from(matches!(cell, Cell::Amount(_) | Cell::Percent(_) | Cell::Number(_)));
        }
    }
    figures
}

/// The heads of the columns; where one has no words, the first says the unit.
fn check_heads(name: &str, table: &Table, read: &[String]) {
    let mut unit = Some(table.unit_label);
    assert_eq!(table.columns.len(), read.len(), "{name}");
    for (head, text) in table.columns.iter().zip(read) {
        let text = text.replace('\u{2011}', "-");
        if head.label.is_empty() {
            assert_eq!(text.to_lowercase(), unit.take().unwrap_or_default().to_lowercase(), "{name}");
        } else {
            assert_eq!(text, head.label, "{name}");
        }
    }
}

#[test]
fn every_figure_of_the_example_books_stands_in_their_word_files() {
    let mut figures = 0;
    for (name, layout, year) in EXAMPLES {
        let (reports, settings) = reports(name, layout, year);
        assert!(reports.len() >= 10, "{name}: {} reports", reports.len());
        let words =
            PageWords { entity: &settings.entity.name, cost_centres: &settings.cost_centres, lang: Lang::Sv };
        let annual = read_back(&docx(&Document::annual(&reports, period(year), &words)).expect("a file"));
        for report in &reports {
            let table = report.table(&words);
            let single = read_back(&docx(&Document::of_table(table.clone(), Lang::Sv)).expect("a file"));
            let [(title, rows)] = &single.tables[..] else { panic!("{name}: one report, one table") };
            assert_eq!(*title, table.title);
            check_heads(report.name(), &table, &rows[0]);
            figures += check_rows(report.name(), &table, table.rows.iter(), &rows[1..]);
            let stated = |text: &str| {
                single.paragraphs.iter().any(|(style, words)| style == "FootnoteText" && words == text)
            };
            for note in &table.footnotes {
                assert!(stated(&note.text), "{name}: {}", note.text);
            }
            if report.name() == "notes" {
                check_notes(&annual, &table);
            } else {
                let same: Vec<_> = annual.tables.iter().filter(|(title, _)| *title == table.title).collect();
                let [(_, in_annual)] = same[..] else { panic!("{name}: {} is there once", table.title) };
                assert_eq!(in_annual, rows, "{name}: {}", table.title);
            }
        }
    }
    assert!(figures > 500, "{figures} figures were compared");
}

/// In the annual report each note stands under a heading of its own.
fn check_notes(annual: &Paper, notes: &Table) {
    let label = |row: &TableRow| match row.cells.iter().find(|cell| matches!(cell, Cell::Text(_))) {
        Some(Cell::Text(text)) => text.clone(),
        other => panic!("{other:?} heads a note"),
    };
    let headings: Vec<String> =
        notes.rows.iter().filter(|row| row.kind == RowKind::Heading).map(label).collect();
    let is_note = |title: &String| headings.contains(title);
    let listed =
        annual.paragraphs.iter().filter(|(style, words)| style.starts_with("Heading") && is_note(words));
    assert_eq!(listed.map(|(_, words)| words.clone()).collect::<Vec<_>>(), headings);
    let tables = annual.tables.iter().filter(|(title, _)| is_note(title));
    let rows: Vec<Vec<String>> = tables.flat_map(|(_, rows)| rows[1..].to_vec()).collect();
    let lines = notes.rows.iter().filter(|row| row.kind != RowKind::Heading);
    check_rows("notes", notes, lines, &rows);
}

#[test]
fn the_contents_list_the_headings_and_what_is_to_be_written_is_marked() {
    let (reports, settings) = reports("sjuharad-2024", "sjuharad", "2024");
    for lang in [Lang::Sv, Lang::En] {
        let words = PageWords { entity: &settings.entity.name, cost_centres: &settings.cost_centres, lang };
        let file = docx(&Document::annual(&reports, period("2024"), &words)).expect("a file");
        let paper = read_back(&file);
        let of = |styles: [&str; 2]| -> Vec<String> {
            let found = paper.paragraphs.iter().filter(|(style, _)| styles.contains(&&**style));
            found.map(|(_, words)| words.clone()).collect()
        };
        assert_eq!(of(["TOC1", "TOC2"]), of(["Heading1", "Heading2"]));
        let text = part(&file, "word/document.xml");
        assert_eq!(
            text.matches("<w:showingPlcHdr/>").count(),
            13,
            "places to write in, the advice among them"
        );
        let titled = paper.tables.iter().filter(|(title, _)| !title.is_empty()).count();
        assert_eq!(text.matches("<w:tblHeader/>").count(), titled, "heads are repeated");
        let language = if lang == Lang::Sv { "sv-SE" } else { "en-GB" };
        let styles = part(&file, "word/styles.xml");
        assert!(styles.contains(&format!("<w:lang w:val=\"{language}\"")), "{language}");
        for id in ids(&text, "w:pStyle").chain(ids(&text, "w:rStyle")).chain(ids(&text, "w:tblStyle")) {
            assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{id} is no style");
        }
    }
}

/// What all elements of a name have for a value.
fn ids<'a>(text: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("<{name} w:val=\"");
    let found: Vec<&str> = text.split(&start[..]).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    found.into_iter()
}

#[test]
fn a_report_that_no_heading_takes_is_not_left_out() {
    let (reports, settings) = reports("insjoriket-2019", "insjoriket", "2019");
    let words =
        PageWords { entity: &settings.entity.name, cost_centres: &settings.cost_centres, lang: Lang::Sv };
    let mut document = Document::annual(&reports, period("2019"), &words);
    let mut own = document.sections.last().expect("sections").clone();
    own.name = "own".to_owned();
    own.table.title = "Egen översikt".to_owned();
    document.sections.push(own);
    let paper = read_back(&docx(&document).expect("a file"));
    assert!(paper.tables.iter().any(|(title, _)| title == "Egen översikt"));
    let heading = |words: &str| {
        paper.paragraphs.iter().position(|(style, found)| style.starts_with("Heading") && found == words)
    };
    assert!(heading("Övriga översikter").is_some_and(|at| Some(at + 1) == heading("Egen översikt")));
}

#[test]
fn the_same_document_makes_the_same_bytes() {
    let (reports, settings) = reports("sjuharad-2014", "sjuharad", "2014");
    let words =
        PageWords { entity: &settings.entity.name, cost_centres: &settings.cost_centres, lang: Lang::Sv };
    let document = Document::annual(&reports, period("2014"), &words);
    assert_eq!(docx(&document).expect("a file"), docx(&document).expect("a file"));
}

fn hostile(text: &str) -> Document {
    let period = period("2024");
    let row = |kind, id: &str| StatementRow {
        id: id.to_owned(),
        kind,
        label: text.to_owned(),
        account: None,
        note: Some(text.to_owned()),
        values: vec![(kind != RowKind::Heading).then(|| Amount::from_ore(i64::MIN + 1))],
    };
    let statement = Statement {
        kind: StatementKind::Notes,
        title: text.to_owned(),
        period,
        unit: Unit::Kr,
        columns: vec![Column::During(period)],
        rows: vec![row(RowKind::Heading, "a"), row(RowKind::Line, "b"), row(RowKind::Total, "c")],
        rounded_sums: Vec::new(),
        adjusted: true,
    };
    let mut document = Document::of_table(Table::statement(&statement, text, Lang::Sv), Lang::Sv);
    document.seal = Some("0123456789abcdef0123456789abcdef".to_owned());
    document
}

#[test]
fn hostile_texts_stand_there_and_do_nothing() {
    let long = "å".repeat(10_000);
    let texts = [
        "</w:t></w:p><script>",
        "=HYPERLINK(\"x\")",
        "\u{1b}[31m",
        "\u{202e}abc",
        "a\u{0}\u{ffff}\u{fffe}b",
        "&amp;]]>",
        "\r\n\t",
        &long,
        "",
    ];
    for text in texts {
        let mut document = hostile(text);
        // Once as a single table, once as the notes of an annual report.
        for _ in 0..2 {
            let file = docx(&document).expect("a file");
            let paper = read_back(&file);
            let cells = paper.tables.iter().flat_map(|(_, rows)| rows.iter().flatten());
            let shown: Vec<&String> = paper.paragraphs.iter().map(|(_, words)| words).chain(cells).collect();
            assert!(
                text.is_empty()
                    || shown.iter().any(
                        |words| words.chars().count() >= text.trim().chars().count() && !words.is_empty()
                    )
            );
            for words in shown {
                let steers =
                    |letter: char| letter.is_control() || "\u{202e}\u{fffe}\u{ffff}".contains(letter);
                assert!(!words.contains(steers), "{words:?}");
            }
            for name in ["word/footer1.xml", "word/footer2.xml", "docProps/core.xml"] {
                let part = part(&file, name);
                let mut reader = Reader::from_str(&part);
                while reader.read_event().expect("well formed") != Event::Eof {}
            }
            let another = document.sections[0].clone();
            document.sections.push(another);
        }
    }
}

#[test]
fn a_picture_is_a_chart_with_the_figures_of_its_report() {
    let series = |name: &str, ore: &[Option<i64>]| Series {
        name: name.to_owned(),
        amounts: ore.iter().map(|ore| ore.map(Amount::from_ore)).collect(),
    };
    let columns = series("Eget <kapital>", &[Some(160_400_000), None, Some(156_400_000)]);
    let levels = vec![series("Lägsta nivå", &[Some(200_000_000); 3])];
    let categories = ["2022", "2023", "2024"].map(str::to_owned).to_vec();
    let chart = Chart::Columns(Columns { categories, panels: vec![Panel { columns, levels }] });
    let mut document = hostile("x");
    document.sections[0].pictures.push(Picture {
        name: "equity".to_owned(),
        title: "Eget kapital".to_owned(),
        description: "1 604 tkr \"2022\"".to_owned(),
        unit: Unit::Tkr,
        chart,
    });
    let file = docx(&document).expect("a file");
    let chart = part(&file, "word/charts/chart1.xml");
    let shown: Vec<&str> = chart.split("<c:v>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    let years = ["2022", "2023", "2024"];
    let expected =
        [&["Eget &lt;kapital&gt;"][..], &years, &["1604", "1564", "Lägsta nivå"], &years, &["2000"; 3]];
    assert_eq!(shown, expected.concat(), "and nothing for the year that nobody knows");
    assert!(chart.contains("<c:min val=\"0\"/>"), "bars begin at zero");
    let text = part(&file, "word/document.xml");
    assert!(text.contains("descr=\"1 604 tkr &quot;2022&quot;\""));
    let relation =
        text.split("<c:chart ").nth(1).and_then(|rest| rest.split("r:id=\"").nth(1)?.split('"').next());
    let relations = part(&file, "word/_rels/document.xml.rels");
    let target = relations.split(&format!("Id=\"{}\"", relation.expect("a relation"))).nth(1);
    assert!(
        target.is_some_and(|rest| rest
            .split("/>")
            .next()
            .is_some_and(|rest| rest.contains("charts/chart1.xml")))
    );
}

/// `LibreOffice` opens the annual reports and prints the figures, where it is on the machine.
#[test]
fn libreoffice_opens_the_annual_report() {
    let is_there =
        Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        println!("skipped: there is no soffice on this machine");
        return;
    }
    let (reports, settings) = reports("sjuharad-2024", "sjuharad", "2024");
    let words =
        PageWords { entity: &settings.entity.name, cost_centres: &settings.cost_centres, lang: Lang::Sv };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("arsredovisning.docx");
    fs::write(&file, docx(&Document::annual(&reports, period("2024"), &words)).expect("a file"))
        .expect("room");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let run = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output()
        .expect("soffice runs");
    let text = fs::read_to_string(folder.path().join("arsredovisning.txt")).unwrap_or_default();
    assert!(!text.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    for report in &reports {
        let table = report.table(&words);
        for row in &table.rows {
            for cell in &row.cells {
                let Cell::Amount(amount) = cell else { continue };
                let shown = finsam_ledger::notation::swedish(*amount, table.unit);
                let shown = shown.replace(' ', "\u{a0}").replace('-', "\u{2212}");
                assert!(
                    text.lines().any(|line| line.trim() == shown),
                    "{} {}: {shown}",
                    report.name(),
                    row.id
                );
            }
        }
    }
}
