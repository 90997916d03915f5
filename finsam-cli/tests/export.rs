//! The bytes of a SIE file, as another program gets them.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

mod support;

/// What the command prints, which must succeed.
fn ledger(home: &Path, command: &str) -> Vec<u8> {
    let output = support::ledger(home, support::with_files(command));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_file_and_standard_output_get_the_same_bytes_of_code_page_437() {
    let home = tempfile::tempdir().expect("a directory");
    ledger(home.path(), "import ib.csv verifikat-2023.csv");
    let stdout = ledger(home.path(), "export sie --checksum");
    ledger(home.path(), "export sie --checksum --output ut.SE");
    let file = std::fs::read(home.path().join("ut.SE")).expect("the file");
    assert_eq!(stdout, file);
    assert!(file.starts_with(b"#FLAGGA 0\r\n#KSUMMA\r\n#PROGRAM ledger "));
    let lines: Vec<&[u8]> = file.split(|byte| *byte == b'\n').collect();
    let (last, lines) = lines.split_last().expect("lines");
    assert!(last.is_empty() && lines.iter().all(|line| line.ends_with(b"\r")), "every line ends with both");
    assert!(lines.last().is_some_and(|line| line.starts_with(b"#KSUMMA ")));
    assert!(contains(&file, b"#FNAMN Samordningsf\x94rbundet\r\n"));
    assert!(contains(&file, b"#VER A 1 20230108 "));
    assert!(std::str::from_utf8(&file).is_err(), "ö alone is one byte, and no UTF-8");
}

#[test]
fn vouchers_alone_carry_no_balances() {
    let home = tempfile::tempdir().expect("a directory");
    ledger(home.path(), "import ib.csv verifikat-2023.csv budget.csv");
    let file = ledger(home.path(), "export sie --type 4i");
    for label in ["#IB", "#UB", "#OIB", "#OUB", "#RES", "#PSALDO", "#PBUDGET", "#OMFATTN"] {
        assert!(!contains(&file, format!("{label} ").as_bytes()), "{label}");
    }
    assert!(contains(&file, b"\r\n#TRANS "));
}
