//! Workbooks, written in the tests, are read as the tables that their sheets are.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use finsam_ledger::finding::FileKind;
use finsam_ledger::read::{Keep, Options, Read, Reading};
use finsam_ledger::{Code, Finding};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

fn read(name: &str, bytes: &[u8]) -> Read {
    let mut reading = Reading::new(Options { keep: Keep::Vouchers, ..Options::default() });
    reading.file(name, bytes).expect("memory can be read");
    reading.finish().expect("small amounts")
}

fn shown(finding: &Finding) -> String {
    let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{} {place}", finding.code())
}

const HEADER: [&str; 7] = ["Vernr", "Bokföringsdatum", "Konto", "Kst", "Text", "Debet", "Kredit"];

/// The rows of three vouchers: number, day of January, account, cost centre, text, debit, credit.
const ROWS: [(u32, u8, u32, &str, &str, f64, f64); 7] = [
    (1, 5, 5539, "3001", "Insats", 1250.5, 0.0),
    (1, 5, 2411, "", "Insats", 0.0, 1250.5),
    (2, 8, 1930, "", "Bidrag", 100.1 * 3.0, 0.0),
    (2, 8, 3811, "", "Bidrag", 0.0, 300.3),
    (3, 31, 5539, "3047", "Hyra; \"januari\"", 0.1 + 0.2, 0.0),
    (3, 31, 5539, "3001", "Hyra; \"januari\"", 1.0, 0.0),
    (3, 31, 2411, "", "Hyra; \"januari\"", 0.0, 1.3),
];

/// A sheet with a letterhead, and the table below it.
fn write_vouchers(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.merge_range(0, 0, 0, 6, "Samordningsförbundet Exempel", &Format::new())?;
    sheet.write(1, 0, "Verifikationer januari 2024")?;
    for (column, name) in (0..).zip(HEADER) {
        sheet.write(3, column, name)?;
    }
    for (row, (number, day, account, centre, text, debit, credit)) in (4..).zip(ROWS) {
        sheet.write(row, 0, number)?;
        sheet.write_with_format(row, 1, &ExcelDateTime::from_ymd(2024, 1, day)?, &date)?;
        sheet.write(row, 2, account)?;
        sheet.write(row, 3, centre)?;
        sheet.write(row, 4, text)?;
        for (column, figure) in [(5, debit), (6, credit)] {
            if figure > 0.0 {
                sheet.write(row, column, figure)?;
            }
        }
    }
    Ok(())
}

fn workbook(write: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    write(&mut workbook).expect("cells that a sheet can hold");
    workbook.save_to_buffer().expect("memory holds it")
}

/// The vouchers on the second sheet, after one that tells about them; `change` spoils something.
fn vouchers(change: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    workbook(|workbook| {
        let about = workbook.add_worksheet().set_name("Om")?;
        about.write(0, 0, "Utdrag ur ekonomisystemet")?;
        let sheet = workbook.add_worksheet().set_name("Verifikat")?;
        write_vouchers(sheet)?;
        change(sheet)
    })
}

#[test]
fn a_sheet_gives_the_books_of_the_same_table_as_text() {
    let csv = "Vernr;Bokföringsdatum;Konto;Kst;Text;Debet;Kredit\n\
        1;2024-01-05;5539;3001;Insats;1250,50;\n1;2024-01-05;2411;;Insats;;1250,50\n\
        2;2024-01-08;1930;;Bidrag;300,30;\n2;2024-01-08;3811;;Bidrag;;300,30\n\
        3;2024-01-31;5539;3047;\"Hyra; \"\"januari\"\"\";0,30;\n3;2024-01-31;5539;3001;\"Hyra; \"\"januari\"\"\";1,00;\n\
        3;2024-01-31;2411;;\"Hyra; \"\"januari\"\"\";;1,30\n";
    let as_text = read("verifikat.csv", csv.as_bytes());
    let sheet = read("verifikat.xlsx", &vouchers(|_| Ok(())));
    assert_eq!(sheet.findings, []);
    assert_eq!(sheet.tallied.balances, as_text.tallied.balances);
    assert!(sheet.vouchers().eq(as_text.vouchers()));
    let file = &sheet.files[0];
    assert_eq!((file.kind, file.sheet.as_deref()), (Some(FileKind::Vouchers), Some("Verifikat")));
    assert_eq!((file.rows, file.vouchers), (7, 3));
}

#[test]
fn what_is_wrong_is_told_with_sheet_and_cell() {
    let of = |change: fn(&mut Worksheet) -> Result<(), XlsxError>| -> Vec<String> {
        let read = read("v.xlsx", &vouchers(change));
        read.findings.iter().filter(|finding| finding.code() != Code::FindingsUnlisted).map(shown).collect()
    };
    let finer = of(|sheet| sheet.write(4, 5, 1250.505).map(|_| ()));
    assert_eq!(finer, ["FS0008 v.xlsx:Verifikat!F5"]);
    let date = of(|sheet| sheet.write(6, 1, "någon gång").map(|_| ()));
    assert_eq!(date, ["FS0010 v.xlsx:Verifikat!B7"]);
    let unbalanced = of(|sheet| sheet.write(10, 6, 1.4).map(|_| ()));
    assert_eq!(unbalanced, ["FS0101 v.xlsx:Verifikat!9"]);
    let formula = of(|sheet| {
        let lost = Formula::new("=F5/0").set_result("#DIV/0!");
        sheet.write_formula(5, 6, lost).map(|_| ())
    });
    assert_eq!(formula, ["FS0035 v.xlsx:Verifikat!G6", "FS0006 v.xlsx:Verifikat!G6"]);
    let looked_up = of(|sheet| {
        sheet.write(3, 7, "Uppslag")?;
        let lost = Formula::new("=VLOOKUP(C5,Borta!A:B,2)").set_result("#N/A");
        sheet.write_formula(4, 7, lost).map(|_| ())
    });
    assert!(looked_up.is_empty(), "a column that is not read harms nothing: {looked_up:?}");
}

#[test]
fn figures_that_are_text_in_some_cells_stand_beside_real_numbers() {
    let mixed = vouchers(|sheet| {
        sheet.write(4, 5, "1 250,50")?;
        sheet.write(5, 6, "1 250,50").map(|_| ())
    });
    let plain = read("v.xlsx", &vouchers(|_| Ok(())));
    let mixed = read("v.xlsx", &mixed);
    assert_eq!(mixed.findings, []);
    assert_eq!(mixed.tallied.balances, plain.tallied.balances);
}

#[test]
fn formulas_give_the_value_that_was_kept_with_them() {
    let summed =
        vouchers(|sheet| sheet.write_formula(9, 5, Formula::new("=0.5+0.5").set_result("1")).map(|_| ()));
    assert_eq!(read("v.xlsx", &summed).findings, []);
}

#[test]
fn two_sheets_that_may_both_be_meant_are_named() {
    let twice = workbook(|workbook| {
        for name in ["Januari", "Februari"] {
            write_vouchers(workbook.add_worksheet().set_name(name)?)?;
        }
        Ok(())
    });
    let read = read("v.xlsx", &twice);
    assert_eq!(read.findings.iter().map(shown).collect::<Vec<_>>(), ["FS0034 v.xlsx"]);
}

#[test]
fn what_is_no_workbook_is_told_as_what_it_is() {
    let cases: [(&[u8], &str); 2] =
        [(b"PK\x03\x04 and no more", "FS0031 v.xlsx"), (b"\xD0\xCF\x11\xE0\xA1\xB1", "FS0002 v.xlsx")];
    for (bytes, expected) in cases {
        assert_eq!(read("v.xlsx", bytes).findings.iter().map(shown).collect::<Vec<_>>(), [expected]);
    }
}
