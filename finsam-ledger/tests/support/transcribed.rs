//! The published figures as values, read the shortest way: what a test means is then not what a reader
//! makes of it.

use std::path::Path;
use std::sync::Arc;

use finsam_ledger::finding::Place;
use finsam_ledger::statement::overview::Figure;
use finsam_ledger::verify::{
    Basis, ColumnMeaning, Facet, Published, PublishedColumn, PublishedFigure, PublishedRow, PublishedTable,
    Time,
};
use finsam_ledger::{Amount, Period, Unit};
use rust_decimal::Decimal;

/// A document of `tests/published`, with its overviews.
pub(crate) fn transcribed(document: &str) -> Published {
    let overviews = records("overviews").into_iter().filter(|fields| fields[0] == document);
    let overviews = overviews.map(|fields| fields[1..].to_vec());
    of_lines(document, records(document).into_iter().chain(overviews))
}

/// A document of these figures: table, key, label, heading, value.
pub(crate) fn of_lines(document: &str, lines: impl IntoIterator<Item = Vec<String>>) -> Published {
    let mut published = Published { name: document.to_owned(), tables: Vec::new() };
    for fields in lines {
        add(&mut published, &fields);
    }
    for table in &mut published.tables {
        for row in &mut table.rows {
            row.figures.resize(table.columns.len(), None);
        }
    }
    published
}

/// The fields of each row of a file.
fn records(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published").join(format!("{name}.csv"));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_path(path).expect("the figures are there");
    let fields = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| fields(record.expect("a row"))).collect()
}

/// Adds a figure: table, key, label, heading, value.
fn add(published: &mut Published, fields: &[String]) {
    let place = Place::file(&Arc::from(format!("{}.csv", published.name)));
    let [name, key, label, heading, text] = [0, 1, 2, 3, 4].map(|field| fields[field].clone());
    let table = table(published, &name);
    let column = column(table, &name, &heading);
    let unit = table.columns[column].unit;
    let is_sum = key == "SUM" || key.starts_with("RES");
    let key = if is_sum { String::new() } else { key };
    let is_it = |row: &PublishedRow| row.key == key && row.label == label && row.is_sum == is_sum;
    let is_free = |row: &PublishedRow| row.figures.get(column).is_none_or(Option::is_none);
    let known = table.rows.iter().position(|row| is_it(row) && is_free(row));
    let row = known.unwrap_or_else(|| {
        let (figures, place) = (Vec::new(), place.clone());
        table.rows.push(PublishedRow { key, label: label.clone(), is_sum, place, figures });
        table.rows.len() - 1
    });
    let figures = &mut table.rows[row].figures;
    figures.resize(figures.len().max(column + 1), None);
    figures[column] = Some(figure(&label, &heading, text, unit, place));
}

fn table<'a>(published: &'a mut Published, name: &str) -> &'a mut PublishedTable {
    let index = published.tables.iter().position(|table| table.name == name).unwrap_or_else(|| {
        let (group, own) = name
            .split_once('/')
            .map_or((String::new(), name), |(group, own)| (group.trim_end_matches("-tkr").to_owned(), own));
        let own = own.trim_end_matches("-tkr");
        let (note, title) = match own.strip_prefix("not").and_then(|rest| rest.split_once('-')) {
            Some((number, title)) if number.chars().all(|letter| letter.is_ascii_digit()) => {
                (Some(number.to_owned()), title)
            }
            _ => (None, own),
        };
        let (name, title) = (name.to_owned(), title.to_owned());
        published.tables.push(PublishedTable { name, title, group, note, columns: vec![], rows: vec![] });
        published.tables.len() - 1
    });
    &mut published.tables[index]
}

fn column(table: &mut PublishedTable, name: &str, heading: &str) -> usize {
    table.columns.iter().position(|column| column.heading == heading).unwrap_or_else(|| {
        let unit = if name.contains("-tkr") { Unit::Tkr } else { Unit::Kr };
        table.columns.push(PublishedColumn { heading: heading.to_owned(), meaning: meaning(heading), unit });
        table.columns.len() - 1
    })
}

fn meaning(heading: &str) -> ColumnMeaning {
    let basis = match heading.split(' ').next() {
        Some("Budget") => Basis::Budget,
        Some("Prognos") => Basis::Forecast,
        Some("Avvikelse") => Basis::Variance,
        _ => Basis::Actual,
    };
    let side = match heading.split(' ').next() {
        Some("Intäkt") => Facet::Income,
        Some("Kostnad") => Facet::Cost,
        Some("Netto") => Facet::Net,
        _ => Facet::Whole,
    };
    let last = heading.split(' ').next_back().unwrap_or_default();
    let time = match (last.parse(), heading) {
        (Ok(day), _) if heading.starts_with("IB") => Time::Opening(day),
        (Ok(day), _) => Time::Closing(day),
        (_, "Förändring") => Time::Change,
        _ => {
            let interim = heading.contains("jan-aug") || heading.starts_with("Ack Augusti");
            let months = if interim { format!("{last}-01..{last}-08") } else { last.to_owned() };
            months.parse::<Period>().map_or(Time::Unsaid, Time::During)
        }
    };
    ColumnMeaning { basis, side, time }
}

fn figure(label: &str, heading: &str, text: String, unit: Unit, place: Place) -> PublishedFigure {
    let number: Decimal = text.parse().expect("a figure");
    let is_count = label.starts_with("Antal") || heading.starts_with("Antal");
    let thousand = if unit == Unit::Tkr { Decimal::ONE_THOUSAND } else { Decimal::ONE };
    let value = match label {
        _ if is_count => Figure::Count(number),
        label if label.ends_with("procent") => Figure::Percent(number),
        _ => Figure::Amount(Amount::from_decimal(number * thousand).expect("whole öre")),
    };
    PublishedFigure { value, decimals: number.scale(), text, place }
}
