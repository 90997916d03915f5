//! One quarter of the Sjuhärad book of 2024 in the forms that programs hand vouchers over in: the
//! same books in each.

mod extract;
mod general_ledger;
mod raindance;
mod sie;
mod table;
mod voucher_list;
mod workbook;

use std::fs;
use std::path::Path;

use self::extract::Extract;
use crate::Fallible;
use crate::calendar::Date;
use crate::construct::Voucher;
use crate::description::Description;
use crate::write::Encoding::{CodePage437, Utf8, Utf8Marked, Utf16Marked, Windows1252};

/// When every file says that it was made.
const MADE: Date = Date::new(2024, 4, 8);

/// Writes the exports into `directory`, which is made where it is missing.
pub(crate) fn write_exports(
    directory: &Path,
    description: &Description,
    vouchers: &[Voucher],
) -> Fallible<()> {
    let (first, last) = (Date::new(2024, 1, 1), Date::new(2024, 3, 31));
    let extract = Extract::new(description, vouchers, first, last)?;
    fs::create_dir_all(directory)?;
    let files = [
        ("huvudbok.csv", Windows1252.bytes(&general_ledger::text(&extract))?),
        ("ingaende-balans.csv", Utf8.bytes(&table::openings(&extract))?),
        ("raindance.csv", Utf8Marked.bytes(&raindance::text(&extract))?),
        ("verifikat.csv", Utf8.bytes(&table::vouchers(&extract))?),
        ("verifikat.se", CodePage437.bytes(&sie::text(&extract)?)?),
        ("verifikat.xlsx", workbook::bytes(&extract)?),
        ("verifikationslista.txt", Utf16Marked.bytes(&voucher_list::text(&extract))?),
    ];
    for (name, bytes) in files {
        fs::write(directory.join(name), bytes)?;
    }
    Ok(())
}
