//! A workbook: a letterhead in merged cells, dates and figures that are such, a formula for the sum.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet};

use super::MADE;
use super::extract::Extract;
use crate::Fallible;
use crate::calendar::Date;
use crate::money::kronor;

const HEADER: [&str; 11] = [
    "Serie",
    "Vernr",
    "Bokföringsdatum",
    "Konto",
    "Kontonamn",
    "Kostnadsställe",
    "Projekt",
    "Verifikationstext",
    "Radtext",
    "Debet",
    "Kredit",
];
const LAST: u16 = 10;

/// The row of the header, from 0.
const HEADER_ROW: u32 = 4;

/// The file; it says that it was made on a day of its own, and so is the same every time.
pub(super) fn bytes(extract: &Extract<'_>) -> Fallible<Vec<u8>> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title("Verifikationer").set_creation_datetime(&day(MADE)?);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet().set_name("Verifikationer")?;
    letterhead(sheet, extract)?;
    let next = rows(sheet, extract)?;
    sums(sheet, extract, next)?;
    Ok(workbook.save_to_buffer()?)
}

fn letterhead(sheet: &mut Worksheet, extract: &Extract<'_>) -> Fallible<()> {
    let title = Format::new().set_bold().set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, LAST, &extract.entity, &title)?;
    let period = format!("Verifikationer {} – {}", extract.first.iso(), extract.last.iso());
    sheet.merge_range(1, 0, 1, LAST, &period, &Format::new().set_align(FormatAlign::Center))?;
    sheet.write(2, 0, "Uttaget")?;
    sheet.write_with_format(2, 2, &day(MADE)?, &date_format())?;
    for (column, name) in (0..).zip(HEADER) {
        sheet.write_with_format(HEADER_ROW, column, name, &Format::new().set_bold())?;
    }
    for (column, letters) in [(2, 16), (4, 34), (5, 14), (7, 46), (8, 46), (9, 14), (10, 14)] {
        sheet.set_column_width(column, letters)?;
    }
    Ok(())
}

/// Writes the postings; tells the row after them.
fn rows(sheet: &mut Worksheet, extract: &Extract<'_>) -> Fallible<u32> {
    let (dates, figures) = (date_format(), figure_format());
    let mut row = HEADER_ROW + 1;
    for voucher in &extract.vouchers {
        for posting in voucher.postings {
            let cell = &posting.cell;
            sheet.write(row, 0, voucher.series.letter().to_string())?;
            sheet.write(row, 1, voucher.number)?;
            sheet.write_with_format(row, 2, &day(voucher.date)?, &dates)?;
            sheet.write(row, 3, cell.account)?;
            sheet.write(row, 4, extract.account_name(cell.account))?;
            // A cost centre of digits is a number in a sheet that nobody told otherwise.
            match cell.centre.parse::<u32>() {
                Ok(centre) => sheet.write(row, 5, centre)?,
                Err(_) => sheet.write(row, 5, &cell.centre)?,
            };
            sheet.write(row, 6, &cell.project)?;
            sheet.write(row, 7, voucher.text())?;
            sheet.write(row, 8, &posting.text)?;
            let (column, side) = if posting.amount > 0 { (9, posting.amount) } else { (10, -posting.amount) };
            // The nearest number of binary digits, as a sheet keeps it.
            let figure: f64 = kronor(side, '.', "").parse()?;
            sheet.write_with_format(row, column, figure, &figures)?;
            row += 1;
        }
    }
    Ok(row)
}

/// The sums of the columns, as formulas with the value they had.
fn sums(sheet: &mut Worksheet, extract: &Extract<'_>, row: u32) -> Fallible<()> {
    let amounts = extract.vouchers.iter().flat_map(|voucher| voucher.postings).map(|posting| posting.amount);
    let sum = kronor(amounts.filter(|amount| *amount > 0).sum(), '.', "");
    sheet.write_with_format(row, 0, "Summa", &Format::new().set_bold())?;
    for (column, letter) in [(9, 'J'), (10, 'K')] {
        let formula = format!("=SUM({letter}{}:{letter}{row})", HEADER_ROW + 2);
        let formula = Formula::new(formula).set_result(&sum);
        sheet.write_formula_with_format(row, column, formula, &figure_format().set_bold())?;
    }
    Ok(())
}

fn day(date: Date) -> Fallible<ExcelDateTime> {
    let (year, month, day) = (date.year.try_into()?, date.month.try_into()?, date.day.try_into()?);
    Ok(ExcelDateTime::from_ymd(year, month, day)?)
}

fn date_format() -> Format {
    Format::new().set_num_format("yyyy-mm-dd")
}

fn figure_format() -> Format {
    Format::new().set_num_format("#,##0.00")
}
