//! Constructs the three example books from the figures their owners published.
//!
//! The published reports give totals; vouchers are not public. This program makes vouchers that add
//! up to every published figure, and writes them as the export an office would get:
//! `construct_books DIR` writes `DIR/sjuharad-2014`, `DIR/sjuharad-2024` and `DIR/insjoriket-2019`
//! (default `examples`). A part of one of them it writes into `DIR/exports` in every form that
//! programs hand vouchers over in. The same program writes the same bytes every time.

mod calendar;
mod construct;
mod description;
mod exports;
mod fill;
mod insjoriket_2019;
mod money;
mod purchase;
mod settle;
mod sjuharad_2014;
mod sjuharad_2024;
mod write;

use std::error::Error;
use std::path::{Path, PathBuf};

use crate::construct::construct;
use crate::description::Description;
use crate::exports::write_exports;
use crate::write::{Columns, Encoding, Shape, write_book};

/// What can go wrong is told in words and ends the program.
pub(crate) type Fallible<T> = Result<T, Box<dyn Error>>;

/// The Sjuhärad export of 2014: Windows-1252, CRLF, debit and credit apart.
const SJUHARAD_2014: Shape = Shape {
    columns: Columns::SeriesDebitCredit,
    delimiter: ';',
    decimal: ',',
    whole_kronor: false,
    line_end: "\r\n",
    encoding: Encoding::Windows1252,
};

/// The Sjuhärad export of 2024: UTF-8, one signed amount.
const SJUHARAD_2024: Shape = Shape {
    columns: Columns::SignedAmount,
    delimiter: ';',
    decimal: ',',
    whole_kronor: false,
    line_end: "\n",
    encoding: Encoding::Utf8,
};

/// The Insjöriket export of 2019: commas, a byte order mark and whole kronor.
const INSJORIKET_2019: Shape = Shape {
    columns: Columns::LetteredDebitCredit,
    delimiter: ',',
    decimal: '.',
    whole_kronor: true,
    line_end: "\n",
    encoding: Encoding::Utf8Marked,
};

/// The book that is exported in every form.
const EXPORTED: &str = "sjuharad-2024";

fn main() -> Fallible<()> {
    write_books(&std::env::args_os().nth(1).map_or_else(|| PathBuf::from("examples"), PathBuf::from))
}

fn write_books(root: &Path) -> Fallible<()> {
    let books = [
        ("sjuharad-2014", sjuharad_2014::BOOK, SJUHARAD_2014),
        ("sjuharad-2024", sjuharad_2024::BOOK, SJUHARAD_2024),
        ("insjoriket-2019", insjoriket_2019::BOOK, INSJORIKET_2019),
    ];
    for (seed, (name, text, shape)) in (1..).zip(books) {
        let description = Description::parse(text).map_err(|cause| format!("{name}: {cause}"))?;
        let vouchers = construct(&description, seed).map_err(|cause| format!("{name}: {cause}"))?;
        write_book(&root.join(name), &shape, &description, &vouchers)?;
        if name == EXPORTED {
            write_exports(&root.join("exports"), &description, &vouchers)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    /// What is written by hand beside what is constructed.
    const BY_HAND: [&str; 3] = ["README.md", "arsredovisning.toml", "esf-projekt.toml"];

    /// The files of a folder by their names, without what is written by hand.
    fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let paths =
            fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("a file").path());
        let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
        let files = paths.map(|path| (name(&path), fs::read(&path).expect("a readable file")));
        files.filter(|(name, _)| !BY_HAND.contains(&name.as_str())).collect()
    }

    #[test]
    fn the_books_in_the_repository_are_what_it_writes() {
        let written = tempfile::tempdir().expect("a directory");
        super::write_books(written.path()).expect("the figures tie");
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
        for (book, count) in
            [("sjuharad-2014", 4), ("sjuharad-2024", 4), ("insjoriket-2019", 3), ("exports", 7)]
        {
            let (written, committed) = (files(&written.path().join(book)), files(&committed.join(book)));
            assert!(written.keys().eq(committed.keys()) && written.len() == count, "{book} has other files");
            for (name, bytes) in &written {
                assert!(committed.get(name) == Some(bytes), "{book}/{name} is another than it writes");
            }
        }
    }
}
