//! What comes out of workbooks, and what hostile ones are refused for.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Formula};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;
use crate::finding::Code;

/// A workbook as an office hands it over: letterhead, header row, vouchers, a total; a sheet of
/// notes beside it, and one that is hidden.
static OF_VOUCHERS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let centred = Format::new().set_align(FormatAlign::Center);
    let fifth = ExcelDateTime::from_ymd(2024, 1, 5).expect("a day");
    let afternoon =
        ExcelDateTime::from_ymd(2024, 1, 5).and_then(|day| day.and_hms(13, 45, 0)).expect("a time");
    let sheet = workbook.add_worksheet().set_name("Verifikat").expect("a name");
    sheet.merge_range(0, 0, 1, 5, "Samordningsförbundet Exempel", &centred).expect("a letterhead");
    for (column, name) in ["Vernr", "Datum", "Konto", "Text", "Debet", "Kredit"].into_iter().enumerate() {
        sheet.write(3, u16::try_from(column).expect("few"), name).expect("a header");
    }
    sheet.write(4, 0, 12).expect("a number");
    sheet.write_with_format(4, 1, &fifth, &day).expect("a date");
    sheet.write(4, 2, 5539).expect("an account");
    sheet.write(4, 3, "Rehabilitering; \"våren\"\nrad två").expect("a text");
    sheet.write(4, 4, 100.100_000_000_000_01).expect("an amount");
    sheet.write_blank(4, 5, &centred).expect("a blank");
    sheet.write(5, 0, "A 12").expect("a number");
    sheet.write_with_format(5, 1, &afternoon, &day).expect("a date");
    sheet.write(5, 2, "2411 Leverantörsskulder").expect("an account");
    sheet.write(5, 5, Formula::new("=E5").set_result("100.1")).expect("a formula");
    sheet.write(7, 0, "Summa").expect("a total");
    sheet.write(7, 4, Formula::new("=Borta!A1").set_result("#REF!")).expect("a broken formula");
    sheet.write(7, 5, 333.333_333_333_333_3).expect("an amount");
    sheet.write(7, 6, true).expect("a truth");
    let notes = workbook.add_worksheet().set_name("Anteckningar").expect("a name");
    notes.write(0, 0, "1.250").expect("a text");
    let hidden = workbook.add_worksheet().set_name("Dolt").expect("a name");
    hidden.set_hidden(true);
    hidden.write(0, 2, 1.5).expect("an amount");
    workbook.save_to_buffer().expect("a workbook")
});

fn of_vouchers() -> Vec<u8> {
    OF_VOUCHERS.clone()
}

/// A row as `number: field|field`, each field with the first letter of its kind.
fn shown(row: Row<'_>) -> String {
    let field = |index: usize| {
        let text = String::from_utf8_lossy(row.field(index));
        match row.kind(index) {
            CellKind::Empty => text.into_owned(),
            kind => format!("{text} {}", format!("{kind:?}").chars().next().expect("a name")),
        }
    };
    let fields: Vec<String> = (0..row.len()).map(field).collect();
    format!("{}: {}", row.number, fields.join("|"))
}

fn read(bytes: Vec<u8>, sheet: usize) -> Result<Vec<String>, WorkbookFault> {
    let mut workbook = Workbook::open(bytes)?;
    let mut rows = workbook.rows(sheet)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(shown(row));
    }
    Ok(all)
}

#[test]
fn cells_become_text_with_one_reading() {
    let expected = [
        "1: Samordningsförbundet Exempel T",
        "4: Vernr T|Datum T|Konto T|Text T|Debet T|Kredit T",
        "5: 12 N|2024-01-05 D|5539 N|Rehabilitering; \"våren\"\nrad två T|100.10 N",
        "6: A 12 T|2024-01-05 13:45:00 D|2411 Leverantörsskulder T|||100.10 N",
        "8: Summa T||||#REF! E|333.3333333333333 N|TRUE T",
    ];
    assert_eq!(read(of_vouchers(), 0).as_deref(), Ok(&expected.map(str::to_owned)[..]));
    assert_eq!(read(of_vouchers(), 1), Ok(vec!["1: 1.250 T".to_owned()]));
    assert_eq!(read(of_vouchers(), 2), Ok(vec!["1: ||1.50 N".to_owned()]));
    assert_eq!(read(of_vouchers(), 3), Err(WorkbookFault::Damaged));
}

#[test]
fn a_row_is_cut_where_its_fields_end() {
    let mut workbook = Workbook::open(of_vouchers()).expect("a workbook");
    let mut rows = workbook.rows(0).expect("a sheet");
    let third = std::iter::from_fn(|| rows.next().expect("readable").map(|row| row.text.to_vec())).nth(3);
    let third = third.expect("a row");
    assert_eq!(third, "A 12\t2024-01-05 13:45:00\t2411 Leverantörsskulder\t\t\t100.10".as_bytes());
}

#[test]
fn the_sheet_is_named_or_found() {
    let workbook = Workbook::open(of_vouchers()).expect("a workbook");
    let names: Vec<_> = workbook.sheets().iter().map(|sheet| (&*sheet.name, sheet.is_hidden)).collect();
    assert_eq!(names, [("Verifikat", false), ("Anteckningar", false), ("Dolt", true)]);
    assert_eq!(workbook.candidates(None), Ok(vec![0, 1]));
    assert_eq!(workbook.candidates(Some("dolt")), Ok(vec![2]));
    let unknown = workbook.candidates(Some("Saldon")).expect_err("no such sheet").fact();
    let sheets = ["Verifikat", "Anteckningar", "Dolt"].map(str::to_owned).into();
    assert_eq!(unknown, Fact::SheetUnknown { name: "Saldon".to_owned(), sheets });

    assert_eq!(best(&[(0, 0), (1, 5), (2, 3)]), Ok(Some(1)));
    assert_eq!(best(&[(0, 0), (1, 0)]), Ok(None));
    assert_eq!(best(&[]), Ok(None));
    let alike = best(&[(0, 5), (1, 2), (2, 5)]).expect_err("two score the same");
    assert_eq!(alike, [0, 2]);
    assert_eq!(Fact::SheetsAlike { sheets: Vec::new() }.code(), Code::SheetsAlike);
}

type Parts = BTreeMap<String, Vec<u8>>;

fn parts(workbook: Vec<u8>) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a zip archive");
    let count = archive.len();
    let read = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it unpacks");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

fn archive(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).expect("a part");
        writer.write_all(bytes).expect("it packs");
    }
    writer.finish().expect("an archive").into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";

/// The workbook of vouchers with `from` in a part replaced by `to`, once.
#[track_caller]
fn tampered(part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut parts = parts(of_vouchers());
    let text = parts.get_mut(part).expect("such a part");
    let before = String::from_utf8(text.clone()).expect("text");
    assert!(before.contains(from), "{part} has no {from}: {before}");
    *text = before.replacen(from, to, 1).into_bytes();
    archive(&parts)
}

#[test]
fn a_formula_that_was_never_worked_out_is_told_from_an_empty_cell() {
    let bytes = tampered(SHEET, "<f>E5</f><v>100.1</v>", "<f>E5</f>");
    let rows = read(bytes, 0).expect("readable");
    assert_eq!(rows[3], "6: A 12 T|2024-01-05 13:45:00 D|2411 Leverantörsskulder T||| F");
    assert_eq!(Fact::FormulaWithoutValue.code(), Code::FormulaWithoutValue);
    assert_eq!(Fact::CellError { error: "#REF!".to_owned() }.code(), Code::CellError);
}

#[test]
fn an_error_that_is_new_to_the_reader_is_an_error_all_the_same() {
    for error in ["#SPILL!", "#CALC!"] {
        let rows = read(tampered(SHEET, "<v>#REF!</v>", &format!("<v>{error}</v>")), 0).expect("readable");
        // Where it stands among blank cells, nobody tells.
        let total = format!("8: Summa T|{error} N||||333.3333333333333 N|TRUE T");
        assert!(rows.contains(&total), "{rows:?}");
    }
}

#[test]
fn a_moment_before_midnight_is_midnight() {
    for (number, text) in [
        ("45296.99999999999", "2024-01-06 D"),
        ("45296.0000000001", "2024-01-05 D"),
        ("45296.99998842593", "2024-01-05 23:59:59 D"),
        ("0", "1899-12-31 D"),
    ] {
        let rows = read(tampered(SHEET, "<v>45296</v>", &format!("<v>{number}</v>")), 0).expect("readable");
        assert!(rows[2].contains(&format!("|{text}|")), "{number}: {}", rows[2]);
    }
}

#[test]
fn what_a_workbook_says_of_itself_is_not_believed() {
    let columns = WorkbookFault::TooLarge(WorkbookLimit::Columns);
    let brackets = format!("formatCode=\"{}yyyy-mm-dd\"", "[".repeat(300));
    let cases = [
        (STRINGS, "uniqueCount=\"", "uniqueCount=\"99999999999", WorkbookFault::Damaged),
        (STRINGS, "uniqueCount=\"", "uniqueCount=\"18446744073709551", WorkbookFault::Damaged),
        (SHEET, "<row r=\"1\"", "<row r=\"99999999999999999999\"", WorkbookFault::Damaged),
        (SHEET, "<row r=\"1\"", "<row r=\"1048577\"", WorkbookFault::Damaged),
        (SHEET, "<c r=\"A1\"", "<c r=\"AAAAAAAAAAAAAAAAAAAA1\"", WorkbookFault::Damaged),
        (SHEET, "<c r=\"A1\"", "<c r=\"XFE1\"", WorkbookFault::Damaged),
        (SHEET, "<c r=\"A1\"", "<c r=A1", WorkbookFault::Damaged),
        (SHEET, "<c r=\"A1\"", "<c r=\"A0\"", WorkbookFault::Damaged),
        (SHEET, "<c r=\"F4\"", "<c r=\"XFD4\"", columns),
        (SHEET, "<c r=\"F4\"", "<c r=\"E4\"", WorkbookFault::Damaged),
        (SHEET, "<c r=\"A4\"", "<c r=\"A1\"", WorkbookFault::Damaged),
        (SHEET, "<dimension ref=\"A1:G8\"", "<dimension ref=\"G8:A1\"", WorkbookFault::Damaged),
        (
            SHEET,
            "<f>E5</f>",
            "<f t=\"shared\" si=\"99999999999\" ref=\"B9:A1\">E5</f>",
            WorkbookFault::Damaged,
        ),
        (SHEET, "<sheetData>", "\0<sheetData>", WorkbookFault::Damaged),
        (SHEET, "</sheetData>", "", WorkbookFault::Damaged),
        (SHEET, "<v>5539</v>", "<v>5539", WorkbookFault::Damaged),
        (SHEET, "t=\"s\"", "t=\"x\"", WorkbookFault::Damaged),
        (SHEET, "<v>0</v>", "<v>99</v>", WorkbookFault::Damaged),
        (STYLES, "formatCode=\"yyyy-mm-dd\"", &brackets, WorkbookFault::Damaged),
    ];
    for (part, from, to, fault) in cases {
        assert_eq!(read(tampered(part, from, to), 0), Err(fault), "{part}: {from} -> {to}");
    }
    let shared = "<f t=\"shared\" si=\"99999999999\" ref=\"A1:B9\">E5</f>";
    assert!(read(tampered(SHEET, "<f>E5</f>", shared), 0).is_ok(), "no room is made for that many");
    let many = format!("<cellXfs>{}", "<xf/>".repeat(101_000));
    let formats = read(tampered(STYLES, "<cellXfs count=\"3\">", &many), 0);
    assert_eq!(formats, Err(WorkbookFault::TooLarge(WorkbookLimit::Formats)));
    let text = format!("<c r=\"A1\" t=\"inlineStr\"><is><t>{}", "x".repeat(2 << 20));
    assert_eq!(read(tampered(SHEET, "<c r=\"A1\"", &text), 0), Err(WorkbookFault::Damaged));
    let texts =
        format!("<c r=\"A1\" t=\"inlineStr\"><is>{}", "<r><t>xxxxxxxxxxxxxxxxxxxx</t></r>".repeat(50_000));
    let cell = read(tampered(SHEET, "<c r=\"A1\"", &texts), 0);
    assert_eq!(cell, Err(WorkbookFault::TooLarge(WorkbookLimit::RowBytes)));
    // A closing tag where the reader sees none must not count as one.
    for deep in ["<a>", "<a><!--</a>-->", "<a><![CDATA[</a>]]>", "<a b='</a>'>"] {
        let fault = read(tampered(SHEET, "<sheetData>", &deep.repeat(2_000)), 0).expect_err(deep);
        let expected = [WorkbookFault::Damaged, WorkbookFault::TooLarge(WorkbookLimit::Depth)];
        assert!(expected.contains(&fault), "{deep} {fault:?}");
    }
    let sheets = "<sheet name=\"x\" sheetId=\"9\" r:id=\"rId1\"/>".repeat(1_001);
    let many = read(tampered("xl/workbook.xml", "</sheets>", &sheets), 0);
    assert_eq!(many, Err(WorkbookFault::TooLarge(WorkbookLimit::Sheets)));
    let target = format!("Target=\"{}", "x".repeat(9_000));
    let long = read(tampered("xl/_rels/workbook.xml.rels", "Target=\"", &target), 0);
    assert_eq!(long, Err(WorkbookFault::Damaged));
}

#[test]
fn what_power_query_leaves_in_utf_16_does_no_harm() {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let query = wide("\u{feff}<?xml version=\"1.0\" encoding=\"utf-16\"?><DataMashup>AAAA</DataMashup>");
    let mut parts = parts(of_vouchers());
    parts.insert("customXml/item1.xml".to_owned(), query.clone());
    assert!(Workbook::open(archive(&parts)).is_ok());
    // A mark of UTF-16 before text that is none hides nothing.
    let strings = parts.get_mut(STRINGS).expect("texts");
    let text = String::from_utf8(strings.clone()).expect("text").replacen(
        "uniqueCount=\"",
        "uniqueCount=\"99999999999",
        1,
    );
    *strings = [&b"\xFF\xFE"[..], text.as_bytes()].concat();
    assert_eq!(Workbook::open(archive(&parts)).err(), Some(WorkbookFault::Damaged));
    parts.remove(STRINGS);
    parts.insert(SHEET.to_owned(), query);
    assert_eq!(Workbook::open(archive(&parts)).err(), Some(WorkbookFault::Damaged));
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let blanks = " ".repeat(1000) + "<x/>";
    let bomb = tampered(SHEET, "</sheetData>", &blanks.repeat(40_000));
    assert!(bomb.len() < 1 << 20);
    assert_eq!(Workbook::open(bomb.clone()).err(), Some(WorkbookFault::TooLarge(WorkbookLimit::Ratio)));
    let fact = WorkbookFault::TooLarge(WorkbookLimit::Ratio).fact();
    assert_eq!(fact, Fact::WorkbookTooLarge { limit: WorkbookLimit::Ratio, most: 250 });

    // The archive says that each of its parts is one byte long.
    let mut liar = bomb;
    let headers: Vec<usize> = memchr::memmem::find_iter(&liar, b"PK\x01\x02").collect();
    for header in headers {
        liar[header + 24..header + 28].copy_from_slice(&[1, 0, 0, 0]);
    }
    assert!(Workbook::open(liar).is_err());

    let mut parts = parts(of_vouchers());
    let noise: Vec<u8> =
        (0..1_u32 << 16).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    // Noise that packs to a fiftieth: far below the ratio, and too large by itself.
    let noise: Vec<u8> = noise.chunks(64).flat_map(|noise| noise.repeat(50)).collect();
    parts.insert("xl/media/picture.bin".to_owned(), noise.repeat(6));
    let part = Workbook::open(archive(&parts)).err();
    assert_eq!(part, Some(WorkbookFault::TooLarge(WorkbookLimit::PartBytes)));
}

#[test]
fn too_many_parts_and_too_many_bytes_are_refused() {
    let mut parts = parts(of_vouchers());
    for number in 0..PARTS_MAX {
        parts.insert(format!("xl/{number}.xml"), Vec::new());
    }
    let fault = WorkbookFault::TooLarge(WorkbookLimit::Parts);
    assert_eq!(Workbook::open(archive(&parts)).err(), Some(fault));
    let endless = read_all(std::io::repeat(b'P')).expect("it reads");
    let fault = WorkbookFault::TooLarge(WorkbookLimit::FileBytes);
    assert_eq!(Workbook::open(endless).err(), Some(fault));
}

#[test]
fn other_files_are_named_as_what_they_are() {
    let with = |name: &str| archive(&Parts::from([(name.to_owned(), b"x".to_vec())]));
    let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|letter| [letter, 0]).collect();
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    let cases = [
        ([&old[..], &locked].concat(), WorkbookKind::Locked),
        (old, WorkbookKind::Old),
        (with("xl/workbook.bin"), WorkbookKind::Binary),
        (with("content.xml"), WorkbookKind::OpenDocument),
        (with("photo.jpg"), WorkbookKind::OtherArchive),
    ];
    for (bytes, kind) in cases {
        let fault = Workbook::open(bytes).expect_err("no workbook");
        assert_eq!(fault, WorkbookFault::Foreign(kind));
        assert_eq!(fault.fact(), Fact::WorkbookForeign { kind });
    }
    for bytes in [&b""[..], b"PK\x03\x04", b"Vernr;Datum\n", &of_vouchers()[..3000]] {
        let fault = Workbook::open(bytes.to_vec()).expect_err("no workbook");
        assert_eq!(fault.fact(), Fact::WorkbookDamaged);
    }
}

/// Goes through all of a workbook, if it is one.
fn go_through(bytes: Vec<u8>) {
    if let Ok(mut workbook) = Workbook::open(bytes) {
        for sheet in 0..workbook.sheets().len() {
            if let Ok(mut rows) = workbook.rows(sheet) {
                while let Ok(Some(row)) = rows.next() {
                    assert_eq!(row.len(), row.kinds.len());
                    assert!((0..row.len()).all(|field| row.field(field).len() <= row.text.len()));
                }
            }
        }
    }
}

/// What takes the place of a few bytes: what XML is made of, and figures that are too large.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let texts = [
        "",
        "<",
        ">",
        "/>",
        "\"",
        "=",
        "&",
        "&#0;",
        "&#x110000;",
        "&lt;",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "<c>",
        "</c>",
        "<row>",
        "</row>",
        "<v>",
        "</v>",
        "<is><t>",
        "<si/>",
        "99999999999999999999",
        "18446744073709551615",
        "-1",
        "1e999",
        "NaN",
        "inf",
        "1048577",
        "XFD1048576",
        "AAAAAAAA1",
        "A1:",
        ":A1",
        " r=\"\"",
        " t=\"n\"",
        " t=\"d\"",
        " t=\"b\"",
        " s=\"9\"",
        " r='A1'",
        "1904",
        "[h]",
        "[",
        "_x000D_",
        "_xFFFF_",
        "\u{feff}",
        "\u{10ffff}",
    ];
    prop_oneof![
        prop::sample::select(texts.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..4),
    ]
}

proptest! {
    /// Parts changed and packed again, so that the change gets to the reader.
    #[test]
    fn no_change_of_a_part_does_harm(
        part in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, pieces()), 1..5),
    ) {
        let mut parts = parts(of_vouchers());
        let names: Vec<String> = parts.keys().cloned().collect();
        let text = parts.get_mut(part.get(&names)).expect("a part");
        for (at, length, piece) in changes {
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, piece);
        }
        go_through(archive(&parts));
    }

    /// The archive itself changed.
    #[test]
    fn no_change_of_the_file_does_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        is_cut in prop::bool::weighted(0.2),
    ) {
        let mut bytes = of_vouchers();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        go_through(bytes);
    }

    #[test]
    fn numbers_of_any_look_do_no_harm(number in "[-+]?(inf|nan|infinity|NaN|[0-9]{0,12})[.]?[0-9]{0,5}([eE][-+]?[0-9]{0,4})?", is_typed in any::<bool>()) {
        let typed = if is_typed { " t=\"n\"" } else { "" };
        go_through(tampered(SHEET, "<c r=\"C5\"><v>5539</v>", &format!("<c r=\"C5\"{typed}><v>{number}</v>")));
    }
}
