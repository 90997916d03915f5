//! English pages about imports that meet what is there already.

use crate::message::Lang;
use crate::message::catalogue::Page;
use crate::message::text::quoted;

pub(super) const SERIES_DIFFERS: Page = Page {
    title: "The vouchers are already there, under another series",
    meaning: "The file has vouchers with the number, day, text and rows of vouchers in the book, but \
              with another series or none. They are the same and are not added again.",
    cause: "One of the exports lacks the column with the voucher series.",
    next_step: "Nothing has to be corrected. Have the series in the next export if you can.",
    example: "\
In the book:   A 12   2024-01-05   debit 1 250,00
In the file:     12   2024-01-05   debit 1 250,00",
};

pub(super) const NUMBER_OF_OTHER_SERIES: Page = Page {
    title: "A new voucher is like one of another series",
    meaning: "The book has a voucher with the same number and day in another series, or in none, but \
              rows or texts are not the same. The one in the file is added, and both count.",
    cause: "The export has no series and the voucher was changed, or they are two vouchers that happen \
            to have the same number and day.",
    next_step: "Compare the two. If they are one voucher: undo the import with \"ledger undo\" and \
                import an export that has the series. If they are two: do nothing.",
    example: "\
In the book:   A 12   2024-01-05   debit 1 250,00
In the file:     12   2024-01-05   debit 1 350,00   <- counts too",
};

pub(super) const FILES_DISAGREE: Page = Page {
    title: "Two files have the same voucher with different content",
    meaning: "Two of the files have a voucher of the same series, number and fiscal year, but day, rows \
              or texts are not the same. There is no telling which one is right.",
    cause: "The files were exported at different times, and the voucher was changed in between.",
    next_step: "Import the later of the files, without the other. If both are as old: ask the accounting \
                service.",
    example: "\
jan-aug.csv:   A 12   2024-01-05   debit 1 250,00
jan-dec.csv:   A 12   2024-01-05   debit 1 350,00",
};

pub(super) const NUMBER_REUSED: Page = Page {
    title: "Several vouchers were given one number",
    meaning: "The file says where each voucher ends, so they are several though series and number are \
              the same. All of them count, but the number alone does not say which one is meant.",
    cause: "The program does not number the series: depreciation and accruals often have the same \
            number every month.",
    next_step: "See that no voucher is booked twice. If all is right: do nothing.",
    example: "\
#VER # 1 20240131 \"Avskrivning\"
{
#TRANS 7832 {} 500.00
#TRANS 1229 {} -500.00
}
#VER # 1 20240229 \"Avskrivning\"   <- number 1 again
{
#TRANS 7832 {} 500.00
#TRANS 1229 {} -500.00
}",
};

pub(super) const PROFILE_COLUMN_TWICE: Page = Page {
    title: "An import profile takes a column for two things",
    meaning: "Under \"columns\" in an import profile of ledger.toml one column stands twice. A column can \
              only be one thing.",
    cause: "A row was copied, and the name of its column not changed.",
    next_step: "Change one of the rows to the column that is meant, or remove it.",
    example: "\
[profiles.regionen.columns]
date = \"Datum\"
text = \"Datum\"   <- the date already",
};

pub(super) const PROFILE_MARKS_EQUAL: Page = Page {
    title: "An import profile has one mark twice",
    meaning: "The mark between fields cannot stand before the öre too: an amount could not be read then.",
    cause: "One of the two is given wrongly.",
    next_step: "Change \"delimiter\" or \"decimal-mark\" in the profile, or remove both, and the file \
                decides.",
    example: "\
[profiles.regionen]
delimiter = \",\"
decimal-mark = \",\"",
};

/// Under which series, if any.
pub(super) fn series(series: &str) -> String {
    if series.is_empty() {
        "without a series".to_owned()
    } else {
        format!("in series {}", quoted(series, Lang::En))
    }
}

pub(super) const VOUCHER_IN_LOCKED_PERIOD: Page = Page {
    title: "The voucher lies in a locked period",
    meaning: "The period is locked by \"ledger lock\", and the book does not have the voucher. Nothing \
              was added. If \"ledger check\" says so, the voucher stands in the book in spite of the \
              lock: somebody changed the book behind the program's back.",
    cause: "The accounting service has booked in a period that was reconciled or reported before.",
    next_step: "Ask the accounting service. If the voucher belongs in the period: unlock it with \
                \"ledger unlock\", import the file and lock it again. Otherwise it has to be booked in \
                an open period.",
    example: "\
Locked:        2024-01..2024-06
In the file:   A 12   2024-05-31   debit 1 250,00",
};

pub(super) const OPENING_IN_LOCKED_YEAR: Page = Page {
    title: "The year that the balances open is locked",
    meaning: "The file has opening balances of a year that the book has none of, but a month of the year \
              is locked by \"ledger lock\". They would change what is locked; nothing was added.",
    cause: "The period was locked before the opening balances were imported.",
    next_step: "Unlock the period with \"ledger unlock\", import the balances and lock it again.",
    example: "\
Locked:        2024-01..2024-06
In the file:   opening 2024   1930   500,00",
};
