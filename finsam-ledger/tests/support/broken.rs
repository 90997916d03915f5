//! Files that are broken in one way each, and how that is told: what is wrong, the bytes, and every
//! finding with its line and column.

/// What is wrong, the file, and each finding as `code line:column`; a column of 0 is the whole row.
pub(crate) type Broken = (&'static str, &'static [u8], &'static [&'static str]);

const NO_TABLES: &[Broken] = &[
    ("an empty file", b"", &["FS0001 0:0"]),
    ("nothing but blank lines", b"\r\n\r\n", &["FS0001 0:0"]),
    ("a workbook named .csv", b"PK\x03\x04\x14\x00\x06\x00", &["FS0031 0:0"]),
    ("a web page", b"<!DOCTYPE html>\n<html><body>Logga in</body></html>\n", &["FS0002 0:0"]),
    ("a PDF", b"%PDF-1.7\n1 0 obj\n", &["FS0002 0:0"]),
    ("a list of people", b"Namn;Ort\nAnna;Vi\n", &["FS0003 1:0"]),
];

const HEADERS: &[Broken] = &[
    ("no date", b"Vernr;Konto;Belopp\n1;1930;5,00\n", &["FS0004 1:0"]),
    ("no account", b"Vernr;Datum;Debet;Kredit\n1;2024-01-05;5,00;\n", &["FS0004 1:0"]),
    ("only balances that run on", b"Vernr;Datum;Konto;Saldo\n1;2024-01-05;1930;5,00\n", &["FS0004 1:19"]),
    ("two accounts", b"Vernr;Datum;Konto;Kontonr;Belopp\n1;2024-01-05;1930;1930;0\n", &["FS0005 1:19"]),
    ("no rows", b"Vernr;Datum;Konto;Belopp\n", &["FS0020 1:0"]),
    ("opening balances of no year", b"Konto;IB\n1930;5,00\n2010;-5,00\n", &["FS0019 1:7"]),
];

const ROWS: &[Broken] = &[
    ("an error of a spreadsheet", b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;#VALUE!\n", &["FS0006 2:19"]),
    (
        "an amount in words",
        b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;fem\n1;2024-01-05;5539;-5\n",
        &["FS0006 2:19"],
    ),
    ("a number with two readings", b"Konto;IB 2024\n1930;1.250\n", &["FS0007 2:6"]),
    ("half an öre", b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;0,005\n", &["FS0008 2:19"]),
    ("more than there is", b"Konto;IB 2024\n1930;99999999999999999999\n", &["FS0009 2:6"]),
    ("a day that is none", b"Vernr;Datum;Konto;Belopp\n1;2023-02-29;1930;0\n", &["FS0010 2:3"]),
    ("an account of letters", b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;bank;0\n", &["FS0011 2:14"]),
    (
        "a lost account",
        b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;5\n1;2024-01-05;;-5\n",
        &["FS0011 3:14"],
    ),
    (
        "a lost number",
        b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;0\n;2024-01-05;1930;0\n",
        &["FS0012 3:1"],
    ),
    ("a number of two parts", b"Vernr;Datum;Konto;Belopp\n7/2024;2024-01-05;1930;0\n", &["FS0012 2:1"]),
    (
        "a cost centre that is a text",
        b"Konto;Kst;IB 2024\n1930;en text som ingen kan mena som kod, s\xC3\xA5 l\xC3\xA5ng;0\n",
        &["FS0013 2:6"],
    ),
    ("a row with a field too many", b"Konto;IB 2024\n1930;5;00\n", &["FS0014 2:8"]),
    ("a row cut off", b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;0\n1;2024-01\n", &["FS0014 3:0"]),
    ("no amount", b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;\n", &["FS0015 2:19"]),
    ("both sides", b"Vernr;Datum;Konto;Debet;Kredit\n1;2024-01-05;1930;5;4\n", &["FS0016 2:19"]),
    ("two encodings", b"Konto;Kst;IB 2024\n1930;\xC3\x96;5\n1940;\xD6;-5\n", &["FS0017 3:6"]),
    ("a thirteenth month", b"Konto;Period;Belopp\n5539;2024-13;5\n", &["FS0018 2:6"]),
    ("an account that opens twice", b"Konto;IB 2024\n1930;5\n2010;-5\n1930;5\n", &["FS0021 4:1"]),
    (
        "an open quotation mark",
        b"Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;1930;\"Hyra;0\n",
        &["FS0022 2:19"],
    ),
    (
        "a note between rows",
        b"Konto;IB 2024\n1930;5\nRevisorn har sett detta;\n2010;-5\n",
        &["FS0011 3:1", "FS0015 3:25"],
    ),
];

const SUMS: &[Broken] = &[
    (
        "a voucher that does not balance",
        b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;5,00\n1;2024-01-05;5539;-4,99\n",
        &["FS0101 2:0"],
    ),
    (
        "a voucher of two days",
        b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;5\n1;2024-02-05;5539;-5\n",
        &["FS0102 3:0"],
    ),
    (
        "a voucher printed twice",
        b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;0\n2;2024-01-05;5539;0\n1;2024-01-05;1930;0\n",
        &["FS0902 4:0"],
    ),
    (
        "a voucher of another century",
        b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;0\n2;1924-01-05;1930;0\n2;2024-01-05;1930;0\n",
        &["FS0903 3:0"],
    ),
    (
        "a total that is not the rows",
        b"Vernr;Datum;Konto;Debet;Kredit\n1;2024-01-05;1930;5;\n1;2024-01-05;5539;;5\nSumma;;;6;5\n",
        &["FS1106 4:9"],
    ),
    (
        "an account that closes otherwise",
        "Konto;Vernr;Datum;Text;Belopp\n1930 Bank;;;;\n;;;Ingående balans;9\n;1;2024-01-05;Hyra;-5\n\
         ;;;Utgående balans;5\n5010;1;2024-01-05;Hyra;5\n"
            .as_bytes(),
        &["FS1106 5:20"],
    ),
];

/// Every broken file.
pub(crate) fn all() -> impl Iterator<Item = &'static Broken> {
    [NO_TABLES, HEADERS, ROWS, SUMS].into_iter().flatten()
}
