//! Reports written as workbooks: what a reader of workbooks finds in them are the figures of the tables,
//! and where `soffice` is at hand, what it calculates anew from the formulas alone.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "what was skipped is said")]

#[path = "support/examples.rs"]
mod examples;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use finsam_ledger::message::Lang;
use finsam_ledger::read::settings::Settings;
use finsam_ledger::read::{Keep, layout::built_in};
use finsam_ledger::render::xlsx::{Books, workbook};
use finsam_ledger::render::{Cell, Document, PageWords, Report, Table, notes_together};
use finsam_ledger::statement::follow_up::FollowUpBasis;
use finsam_ledger::statement::{
    Layout, OverviewSources, Rounding, StatementKind, View, follow_up, overview, statements,
};
use finsam_ledger::{
    Amount, Balances, Budget, BudgetKind, CostCentre, FiscalYears, Journal, Period, Posting, Unit, Voucher,
    VoucherDraft, VoucherId,
};

/// The books of an example, and all that its annual report is drawn up from.
struct Example {
    settings: Settings,
    layout: Layout,
    balances: Balances,
    budget: Budget,
    forecast: Budget,
    vouchers: Vec<Voucher>,
    period: Period,
    comparison: Option<Period>,
}

/// Each example, its template, and what is looked at beside what.
const EXAMPLES: [(&str, &str, &str, Option<&str>); 5] = [
    ("sjuharad-2024", "sjuharad", "2024", Some("2023")),
    ("sjuharad-2024", "samordningsforbund", "2024-01..2024-08", Some("2023-01..2023-08")),
    ("sjuharad-2014", "sjuharad", "2014", Some("2013")),
    ("insjoriket-2019", "insjoriket", "2019", Some("2018")),
    ("insjoriket-2019", "insjoriket", "2019-04..2019-08", None),
];

fn example(name: &str, start: &str, period: &str, comparison: Option<&str>) -> Example {
    let (read, settings) = (examples::read(name, Keep::Vouchers), examples::settings(name, start));
    let budgets = read.budgets().expect("small amounts");
    let latest = |kind| budgets.latest_of_all(kind).expect("small amounts");
    Example {
        layout: built_in(&settings.layout).expect("a built-in layout"),
        settings,
        budget: latest(BudgetKind::Budget),
        forecast: latest(BudgetKind::Forecast),
        vouchers: read.vouchers().collect(),
        balances: read.tallied.balances,
        period: period.parse().expect("a period"),
        comparison: comparison.map(|period| period.parse().expect("a period")),
    }
}

fn all_examples() -> impl Iterator<Item = (String, Example)> {
    EXAMPLES.iter().map(|(name, start, period, comparison)| {
        (format!("{name} {start} {period}"), example(name, start, period, *comparison))
    })
}

impl Example {
    /// Every report that there is.
    fn reports(&self, unit: Unit, rounding: Rounding) -> Vec<Report> {
        let chart = &self.settings.chart;
        let view = View { period: self.period, comparison: self.comparison, unit, chart };
        let drawn = |kind| statements(kind, &self.layout, &self.balances, &view, rounding).expect("one year");
        let mut reports: Vec<Report> =
            [StatementKind::IncomeStatement, StatementKind::BalanceSheet, StatementKind::CashFlow]
                .into_iter()
                .flat_map(|kind| drawn(kind).into_iter().map(Report::Statement))
                .collect();
        let notes = drawn(StatementKind::Notes);
        reports.push(Report::Statement(notes_together(&notes, self.period, self.comparison, Lang::Sv)));
        let exact = View { unit: Unit::Kr, ..view };
        let adjusted = rounding == Rounding::Distributed;
        let settings = &self.settings.follow_up;
        let basis = FollowUpBasis {
            groups: &settings.groups,
            columns: &settings.columns,
            ..FollowUpBasis::of(&self.budget)
        };
        let per_centre = |view| follow_up(&self.layout, &self.balances, &basis, view).expect("one year");
        reports.push(Report::FollowUp(if adjusted {
            per_centre(&exact).adding_up(unit).expect("small amounts")
        } else {
            per_centre(&view)
        }));
        let facts = self.settings.overview_facts();
        let sources = OverviewSources {
            balances: &self.balances,
            budget: &self.budget,
            forecast: Some(&self.forecast),
            facts: &facts,
        };
        for draft in &self.layout.draft().overviews {
            let drawn = |view| overview(&self.layout, draft, &sources, view).expect("one year");
            reports.push(Report::Overview(if adjusted {
                drawn(&exact).adding_up(draft, unit).expect("small amounts")
            } else {
                drawn(&view)
            }));
        }
        let members = self.settings.members.contributions(&self.balances, self.period, unit, rounding);
        reports.extend(members.expect("small amounts").map(Report::Members));
        reports
    }

    fn document(&self, reports: &[Report]) -> Document {
        let entity = &self.settings.entity.name;
        let words = PageWords { entity, cost_centres: &self.settings.cost_centres, lang: Lang::Sv };
        Document::annual(reports, self.period, &words)
    }

    fn books<'a>(&'a self, reports: &'a [Report], exact: &'a [Table]) -> Books<'a> {
        Books {
            reports,
            exact,
            layout: &self.layout,
            balances: &self.balances,
            chart: &self.settings.chart,
            period: self.period,
            comparison: self.comparison,
            vouchers: Some(&self.vouchers),
        }
    }
}

/// The tables of a document, exact where they are shown in thousands and each figure rounded on its own.
fn exact_tables(example: &Example, unit: Unit, rounding: Rounding) -> Vec<Table> {
    if unit == Unit::Kr || rounding == Rounding::Distributed {
        return Vec::new();
    }
    let document = example.document(&example.reports(Unit::Kr, rounding));
    document.sections.into_iter().map(|section| section.table).collect()
}

/// How figures are made.
const UNITS: [(Unit, Rounding); 3] =
    [(Unit::Kr, Rounding::Stated), (Unit::Tkr, Rounding::Stated), (Unit::Tkr, Rounding::Distributed)];

/// A workbook with every report of an example, and the tables it shows.
fn written(example: &Example, unit: Unit, rounding: Rounding) -> (Document, Vec<u8>) {
    let reports = example.reports(unit, rounding);
    let (document, exact) = (example.document(&reports), exact_tables(example, unit, rounding));
    let bytes = workbook(&document, Some(&example.books(&reports, &exact))).expect("sheets that fit");
    (document, bytes)
}

/// What a reader of workbooks finds on a sheet: values by row and column, and formulas.
struct Sheet {
    values: BTreeMap<(u32, u32), Data>,
    formulas: BTreeMap<(u32, u32), String>,
}

fn sheets(bytes: &[u8]) -> Vec<(String, Sheet)> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = workbook.sheet_names();
    let place = |row: usize, column: usize, start: (u32, u32)| {
        (start.0 + u32::try_from(row).expect("small"), start.1 + u32::try_from(column).expect("small"))
    };
    let sheet = |name: String| {
        let values = workbook.worksheet_range(&name).expect("a sheet");
        let start = values.start().unwrap_or_default();
        let values =
            values.used_cells().map(|(row, column, value)| (place(row, column, start), value.clone()));
        let values = values.collect();
        let formulas = workbook.worksheet_formula(&name).expect("a sheet");
        let start = formulas.start().unwrap_or_default();
        let formulas = formulas.used_cells().filter(|(.., formula)| !formula.is_empty());
        let formulas =
            formulas.map(|(row, column, formula)| (place(row, column, start), formula.clone())).collect();
        (name, Sheet { values, formulas })
    };
    names.into_iter().map(sheet).collect()
}

/// A figure of a cell as öre.
fn amount(value: Option<&Data>) -> Amount {
    let text = match value {
        Some(Data::Float(figure)) => format!("{figure:.2}"),
        Some(Data::Int(figure)) => figure.to_string(),
        other => panic!("no figure: {other:?}"),
    };
    Amount::from_decimal(text.parse().expect("a number")).expect("small")
}

/// The row of a sheet on which a row of its table stands.
fn row_of(index: usize) -> u32 {
    u32::try_from(index).expect("small") + 4
}

#[test]
fn every_figure_of_every_report_stands_on_its_sheet() {
    for (name, mut example) in all_examples() {
        example.vouchers.clear();
        for (unit, rounding) in UNITS {
            let (document, bytes) = written(&example, unit, rounding);
            let sheets = sheets(&bytes);
            for (section, (title, sheet)) in document.sections.iter().zip(&sheets) {
                for (index, row) in section.table.rows.iter().enumerate() {
                    for (column, cell) in (0..).zip(&row.cells) {
                        let value = sheet.values.get(&(row_of(index), column));
                        let is_it = match cell {
                            Cell::Amount(shown) => amount(value).rounded(section.table.unit) == *shown,
                            Cell::Number(number) | Cell::Percent(number) => {
                                amount(value) == Amount::from_decimal(*number).expect("two decimals")
                            }
                            Cell::Account(account) => {
                                amount(value) == Amount::from_ore(i64::from(account.number()) * 100)
                            }
                            Cell::Text(text) => matches!(value, Some(Data::String(found)) if found == text),
                            Cell::Date(_) | Cell::Unknown | Cell::Empty => true,
                        };
                        assert!(
                            is_it,
                            "{name} {unit:?} {rounding:?} {title} {}: {cell:?}, found {value:?}",
                            row.id
                        );
                        // A figure of a statement is but a number where it draws on nothing.
                        let is_formula = sheet.formulas.contains_key(&(row_of(index), column));
                        let is_statement = ["income-statement", "balance-sheet", "cash-flow", "notes"]
                            .contains(&section.name.as_str());
                        if let (Cell::Amount(shown), Rounding::Stated, true) = (cell, rounding, is_statement)
                        {
                            assert!(is_formula || shown.is_zero(), "{name} {title} {}: {shown}", row.id);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_figure_leads_to_the_balances_and_they_to_the_postings() {
    let example = example("sjuharad-2024", "sjuharad", "2024", Some("2023"));
    let (document, bytes) = written(&example, Unit::Kr, Rounding::Stated);
    let sheets: BTreeMap<String, Sheet> = sheets(&bytes).into_iter().collect();
    let formula = |section: &str, row: &str, column: u32| {
        let table = &document.sections.iter().find(|known| known.name == section).expect("a report").table;
        let index = table.rows.iter().position(|known| known.id == row).expect("a row");
        sheets[&table.title].formulas.get(&(row_of(index), column)).map_or("", String::as_str)
    };
    let cases = [
        (
            ("income-statement", "activity-costs", 2),
            "ROUND(SUMIFS(saldon_kredit,saldon_rad,\"activity-costs\")-SUMIFS(saldon_debet,saldon_rad,\"activity-costs\"),2)",
        ),
        (("income-statement", "result", 2), "SUM(C24:C26)"),
        (("balance-sheet", "cash-and-bank", 4), "ROUND(SUMIFS(saldon_ub,saldon_rad,\"cash-and-bank\"),2)"),
        (("balance-sheet", "cash-and-bank", 3), "E9-C9"),
        (("balance-sheet", "result-for-the-year", 4), "Resultaträkning!C27"),
        (("cash-flow", "receivables", 1), "-Balansräkning!D8"),
        (("key-figures", "equity-ratio", 1), "ROUND(B6/B7*100,1)"),
        (("follow-up", "total", 3), "B28-C28"),
    ];
    let found = cases.map(|((section, row, column), _)| formula(section, row, column));
    assert_eq!(found, cases.map(|(_, formula)| formula));
    let saldon = &sheets["Saldon"].formulas;
    assert_eq!(
        saldon[&(4, 7)],
        "ROUND(SUMIFS(verifikat_debet,verifikat_nyckel,$P5,verifikat_datum,\">=\"&G$3,verifikat_datum,\"<=\"&J$3),2)"
    );
    assert_eq!(saldon[&(4, 9)], "G5+H5-I5");
}

#[test]
fn the_same_reports_make_the_same_bytes() {
    let example = example("insjoriket-2019", "insjoriket", "2019", Some("2018"));
    let once = written(&example, Unit::Tkr, Rounding::Stated).1;
    assert!(once == written(&example, Unit::Tkr, Rounding::Stated).1);
}

/// A part of a workbook, changed.
fn changed(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is an archive");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let (name, mut text) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut text).expect("XML");
        to.start_file(&name, zip::write::SimpleFileOptions::default()).expect("room");
        to.write_all(change(&name, text).as_bytes()).expect("room");
    }
    to.finish().expect("room").into_inner()
}

/// The same without what its formulas came to, so that whoever opens it must calculate.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    changed(bytes, |name, text| {
        if !name.starts_with("xl/worksheets/") {
            return text;
        }
        let mut parts = text.split("</f><v>");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| all + "</f>" + part.split_once("</v>").expect("a result ends").1)
    })
}

/// What `soffice` makes of workbooks; `None` where it is not.
fn recalculated(workbooks: &[(&str, Vec<u8>)]) -> Option<Vec<Vec<u8>>> {
    let folder = tempfile::tempdir().expect("a folder");
    let (profile, made) = (folder.path().join("profile"), folder.path().join("made"));
    let files = workbooks.iter().map(|(name, bytes)| {
        let path = folder.path().join(format!("{name}.xlsx"));
        fs::write(&path, bytes).expect("it can be written");
        path
    });
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(&made)
        .args(files)
        .output();
    let Ok(run) = run else {
        println!("skipped: there is no soffice here");
        return None;
    };
    let read = |(name, _): &(&str, Vec<u8>)| {
        let said = String::from_utf8_lossy(&run.stderr);
        fs::read(made.join(format!("{name}.xlsx"))).unwrap_or_else(|error| panic!("{name}: {error} {said}"))
    };
    Some(workbooks.iter().map(read).collect())
}

/// From formulas alone `soffice` comes to the figures that we reported; and to others by as much as a
/// posting is changed.
#[test]
fn libre_office_comes_to_the_same_figures() {
    let sjuharad = example("sjuharad-2024", "sjuharad", "2024", Some("2023"));
    let insjoriket = example("insjoriket-2019", "insjoriket", "2019", Some("2018"));
    let older = example("sjuharad-2014", "sjuharad", "2014-01..2014-08", Some("2013-01..2013-08"));
    let ours = [
        ("kronor", written(&sjuharad, Unit::Kr, Rounding::Stated).1),
        ("thousands", written(&older, Unit::Tkr, Rounding::Stated).1),
        ("adjusted", written(&insjoriket, Unit::Tkr, Rounding::Distributed).1),
    ];
    let mut files: Vec<(&str, Vec<u8>)> =
        ours.iter().map(|(name, bytes)| (*name, without_results(bytes))).collect();
    // The first posting on an account of the income statement costs a thousand kronor more.
    let (at, debit) = first_cost(&ours[0].1);
    let dearer = changed(&files[0].1, |name, text| {
        let known = format!("<v>{debit}</v>");
        let costs =
            debit.parse::<rust_decimal::Decimal>().expect("a number") + rust_decimal::Decimal::ONE_THOUSAND;
        let Some((before, cell)) = text.split_once(&format!("<c r=\"{at}\"")).filter(|_| name == POSTINGS)
        else {
            return text;
        };
        format!("{before}<c r=\"{at}\"{}", cell.replacen(&known, &format!("<v>{costs}</v>"), 1))
    });
    files.push(("dearer", dearer));
    let Some(theirs) = recalculated(&files) else { return };
    for ((name, ours), theirs) in ours.iter().zip(&theirs) {
        let theirs: BTreeMap<String, Sheet> = sheets(theirs).into_iter().collect();
        for (title, sheet) in sheets(ours) {
            for (place, formula) in &sheet.formulas {
                let (own, other) = (sheet.values.get(place), theirs[&title].values.get(place));
                assert_eq!(amount(own), amount(other), "{name} {title} {place:?}: {formula}");
            }
        }
    }
    let named = |bytes: &[u8], title: &str, row: u32, column: u32| {
        let sheet = sheets(bytes).into_iter().find(|(name, _)| name == title).expect("a sheet").1;
        amount(sheet.values.get(&(row, column)))
    };
    let thousand = Amount::from_ore(100_000);
    for (title, row, column) in
        [("Resultaträkning", 26, 2), ("Balansräkning", 13, 4), ("Kassaflödesanalys", 4, 1)]
    {
        let [before, after] = [&ours[0].1, &theirs[3]].map(|bytes| named(bytes, title, row, column));
        assert_eq!(after.checked_add(thousand), Ok(before), "{title}");
    }
}

/// The part of the archive with the postings of the first example.
const POSTINGS: &str = "xl/worksheets/sheet13.xml";

/// The cell and the figure of the first debit in 2024 on account 4011.
fn first_cost(bytes: &[u8]) -> (String, String) {
    let (_, sheet) = sheets(bytes).pop().expect("a sheet of postings");
    let is_it = |row: u32| {
        // The first of January 2024, as a workbook counts days.
        let first = 45_292.0;
        let booked =
            matches!(sheet.values.get(&(row, 1)), Some(Data::DateTime(day)) if day.as_f64() >= first);
        sheet.values.get(&(row, 2)) == Some(&Data::Float(4011.0))
            && booked
            && sheet.values.contains_key(&(row, 7))
    };
    let row = (4..1_000_000).find(|row| is_it(*row)).expect("a posting");
    (format!("H{}", row + 1), sheet.values[&(row, 7)].to_string())
}

/// Books of a few vouchers: cost centre, text and amount of each purchase.
fn bought(purchases: &[(&str, &str, i64)]) -> Example {
    let mut books = example("insjoriket-2019", "samordningsforbund", "2019", None);
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    for (number, (centre, text, ore)) in (1..).zip(purchases) {
        let cost = Posting {
            cost_centre: Some(CostCentre::new(centre).expect("a code")),
            ..Posting::new("5539".parse().expect("an account"), Amount::from_ore(*ore))
        };
        let bank = Posting::new("1930".parse().expect("an account"), Amount::from_ore(-ore));
        let day = "2019-05-31".parse().expect("a day");
        let draft = VoucherDraft::new(VoucherId::new("A", number), day, text, vec![cost, bank]);
        journal.append(draft.try_into_voucher().expect("it balances"));
    }
    books.balances = journal.tally().expect("small amounts").balances;
    books.vouchers = journal.vouchers().to_vec();
    books
}

#[test]
fn no_text_steers_a_workbook() {
    let long = "å".repeat(40_000);
    let texts = [
        "=HYPERLINK(\"http://example.com\",\"klicka\")",
        "+1+1",
        "@SUM(A1)",
        "\u{1b}[31mrött\u{0}\u{1}",
        "\u{202e}omvänt",
        "<script>alert(1)</script>&amp;_x0041_",
        long.as_str(),
    ];
    // Codes that a condition would take for a pattern, a comparison or a number.
    let centres = ["*", "?", "~", ">0", "01", "1", "a|b"];
    let purchases: Vec<(&str, &str, i64)> = centres
        .into_iter()
        .zip(texts)
        .zip(1..)
        .map(|((centre, text), ore)| (centre, text, ore * 101))
        .collect();
    let mut books = bought(&purchases);
    books.settings.entity.name = "=2+2 & 'Förbundet' []:*?/\\".to_owned();
    let bytes = written(&books, Unit::Kr, Rounding::Stated).1;
    let found: BTreeMap<String, Sheet> = sheets(&bytes).into_iter().collect();
    let written: Vec<String> = found["Verifikat"]
        .values
        .iter()
        .filter(|((row, column), _)| *row > 3 && *column == 6)
        .map(|(_, value)| value.to_string())
        .collect();
    for text in texts {
        let shown = text.replace(|letter: char| letter.is_control() || letter == '\u{202e}', "\u{fffd}");
        let is_cut = |cell: &str| cell.ends_with('…') && cell.encode_utf16().count() == 32_767;
        let is_it = |cell: &&String| if shown.len() > 40_000 { is_cut(cell) } else { **cell == shown };
        assert_eq!(written.iter().filter(is_it).count(), 2, "on both accounts: {:?}", shown.get(..20));
    }
    assert!(found["Verifikat"].formulas.is_empty());
    // What a condition cannot say is a number, and the others come to the same when calculated.
    let Some(theirs) = recalculated(&[("hostile", without_results(&bytes))]) else { return };
    let theirs: BTreeMap<String, Sheet> = sheets(&theirs[0]).into_iter().collect();
    for (title, sheet) in &found {
        for (place, formula) in &sheet.formulas {
            let [own, other] = [sheet, &theirs[title]].map(|sheet| amount(sheet.values.get(place)));
            assert_eq!(own, other, "{title} {place:?}: {formula}");
        }
    }
}

#[test]
fn too_many_postings_are_listed_and_not_added_up_anew() {
    let few = bought(&[("3001", "en", 100), ("3001", "två", 200)]);
    let one = few.vouchers[0].clone();
    let mut many = bought(&[]);
    many.vouchers = vec![one; 10_001];
    let reports = [many.reports(Unit::Kr, Rounding::Stated).swap_remove(0)];
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    many.vouchers.iter().for_each(|voucher| journal.append(voucher.clone()));
    let (of_many, of_few) = (journal.tally().expect("small amounts").balances, few.balances.clone());
    many.balances = of_many;
    let saldon = |books: &Example, vouchers| {
        let books = Books { vouchers, ..books.books(&reports, &[]) };
        let bytes = workbook(&few.document(&reports), Some(&books)).expect("sheets that fit");
        let found: BTreeMap<String, Sheet> = sheets(&bytes).into_iter().collect();
        let debits =
            found["Saldon"].formulas.iter().filter(|((row, column), _)| (4..6).contains(row) && *column == 7);
        let said = found["Saldon"].values.get(&(8, 0)).map(ToString::to_string);
        (debits.count(), said.unwrap_or_default(), found.contains_key("Verifikat"))
    };
    assert_eq!(saldon(&few, Some(&few.vouchers)), (2, String::new(), true));
    let (formulas, said, is_listed) = saldon(&many, Some(&many.vouchers));
    assert!(formulas == 0 && said.contains("fler än 20000") && is_listed, "{formulas} {said}");
    let (formulas, said, is_listed) = saldon(&few, None);
    assert!(formulas == 0 && said.contains("finns inte i arbetsboken") && !is_listed, "{formulas} {said}");
    // Vouchers that are not those of the balances: no formula but for what is nothing in both.
    let other = Example { balances: of_few, ..bought(&[]) };
    assert_eq!(saldon(&other, Some(&many.vouchers[..5])).0, 1);
}

/// A cell keeps fifteen digits. What has more stands as the words it is, and nothing is calculated of it.
#[test]
fn an_amount_that_no_cell_holds_is_not_rounded() {
    let books = bought(&[("3001", "dyrt", 1_234_567_890_123_456)]);
    let (_, bytes) = written(&books, Unit::Kr, Rounding::Stated);
    let found: BTreeMap<String, Sheet> = sheets(&bytes).into_iter().collect();
    let result = &found["Resultaträkning"];
    let told = Data::String("-12345678901234.56".to_owned());
    assert!(result.values.values().any(|value| *value == told));
    // Two accounts and their sum, which would be nothing without the words.
    let of_closing = found["Saldon"].formulas.keys().filter(|(_, column)| *column == 9);
    assert_eq!(
        (found["Saldon"].values.get(&(5, 7)), of_closing.count()),
        (Some(&Data::String("12345678901234.56".into())), 0)
    );
}
