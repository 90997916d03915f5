//! English pages of the findings that reading a SIE file gives.

use crate::message::catalogue::Page;

pub(super) const ITEM_SHORT: Page = Page {
    title: "The SIE item lacks fields",
    meaning: "The item has fewer fields than it must have, so there is no telling what it says.",
    cause: "The line is cut off, or an empty field was left out instead of being written as \"\".",
    next_step: "Export again. If the file was changed by hand, correct the line.",
    example: "\
#VER A 12
The date is missing. Write the whole item:
#VER A 12 20240105 \"Konsult\"",
};

pub(super) const ROW_OUTSIDE: Page = Page {
    title: "The row belongs to no voucher",
    meaning: "The rows of a voucher stand between { and } after its #VER. What stands anywhere else belongs \
              to no voucher.",
    cause: "The file was changed by hand, or a line was lost.",
    next_step: "Export again. If the file was changed by hand, put the rows between { and } after #VER.",
    example: "\
#VER A 12 20240105 \"Konsult\"
#TRANS 5539 {} 1250.00
#TRANS 2411 {} -1250.00
A line with { must stand before the first #TRANS, and one with } after the last.",
};

pub(super) const VOUCHER_OPEN: Page = Page {
    title: "The rows of the voucher are never closed",
    meaning: "No } follows the rows of the voucher, so there is no telling whether all of them are there.",
    cause: "The file is cut off, or was changed by hand.",
    next_step: "Export again, and see that the whole file comes along.",
    example: "\
#VER A 12 20240105 \"Konsult\"
{
#TRANS 5539 {} 1250.00
Here the file ends.",
};

pub(super) const OBJECTS_UNREADABLE: Page = Page {
    title: "The list of objects cannot be read",
    meaning: "Between { and } stand pairs of a dimension and an object, such as cost centre 3047 as 1 \
              \"3047\". Each dimension may be there once.",
    cause: "An object or a dimension is missing, or the list is not closed with }.",
    next_step: "Export again. If the file was changed by hand, correct the list on the line.",
    example: "\
#TRANS 5539 {1 3047 6} 1250.00
After dimension 6 (project) the project's code is missing. Write:
#TRANS 5539 {1 3047 6 VILJA} 1250.00",
};

pub(super) const CHECKSUM_DIFFERS: Page = Page {
    title: "The checksum does not hold",
    meaning: "The file states a checksum of its content (#KSUMMA). It does not hold, so the file is not \
              what the program wrote.",
    cause: "The file was changed after the export, such as by a text editor that changed its encoding, or \
            was damaged on its way.",
    next_step: "Import the file as it came, or ask for a new one. If the change was meant, remove both \
                lines with #KSUMMA.",
    example: "\
#FLAGGA 0
#KSUMMA
#FORMAT PC8
#KONTO 1930 \"Bank\"
#KSUMMA 2215893042
One letter changed in between gives another sum.",
};

pub(super) const CHECKSUM_MISSING: Page = Page {
    title: "The end of the file is missing",
    meaning: "The file starts its checksum (#KSUMMA) and ends without stating it. So it is not whole.",
    cause: "The export or the transfer of the file was interrupted.",
    next_step: "Export again, or fetch the file again.",
    example: "\
#FLAGGA 0
#KSUMMA                                      <- here the sum starts
#FORMAT PC8
#KONTO 1930 \"Bank\"
Here the file ends, without the #KSUMMA that states the sum.",
};

pub(super) const FLAG_SET: Page = Page {
    title: "A program has read the file in before",
    meaning: "The file is marked with #FLAGGA 1, which a program sets when it has read the file in. It is \
              imported all the same.",
    cause: "The same file was read into the accounting system.",
    next_step: "See that it is the right file. Vouchers that the book holds already are not added again.",
    example: "\
#FLAGGA 1
A file that nobody has read in begins with #FLAGGA 0.",
};

pub(super) const LABEL_UNKNOWN: Page = Page {
    title: "SIE has no such label",
    meaning: "The label is not part of the format. SIE asks that such items be passed over, and they are.",
    cause: "The program that wrote the file has additions of its own.",
    next_step: "Nothing, unless it is a slip in a label.",
    example: "\
#FIRMAPOST 12 \"An addition\"
The item is passed over.",
};

pub(super) const FIELDS_EXTRA: Page = Page {
    title: "SIE items have more fields than the format",
    meaning: "Something stands after the last field of the item. SIE asks that it be passed over, and it is.",
    cause: "The program that wrote the file has additions of its own, or a text with blanks lacks its \
            quotation marks.",
    next_step: "Nothing, if the texts of the file look right.",
    example: "\
#UB 0 1930 5250000.00 0 \"Bank\"
After the quantity 0 stands a field that the format lacks. It is passed over.",
};

pub(super) const LETTERS_LOST: Page = Page {
    title: "Letters are lost",
    meaning: "In the place of letters stand characters that a program puts there when it cannot read them. \
              Which letters they were cannot be seen. The amounts are not affected.",
    cause: "The file was opened and saved in the wrong encoding before it came here.",
    next_step: "Ask for the file as the accounting system wrote it. Otherwise texts that have lost letters \
                stay so in the book.",
    example: "\
#KONTO 2411 \"Leverant\u{fffd}rsskulder\"
An ö is lost. Do not mend it by hand; fetch the file again.",
};

pub(super) const YEARS_DIFFER: Page = Page {
    title: "The file has another fiscal year than the book",
    meaning: "The fiscal year of the file (#RAR 0) does not lie within one of the book's. So there is no \
              telling which of the book's years its balances open.",
    cause: "The file is about somebody else than the book, or the book's fiscal year is not set.",
    next_step: "See that it is the right file. If it is, set the month that the fiscal year starts in, with \
                fiscal-year-starts under [books] in ledger.toml.",
    example: "\
#RAR 0 20230701 20240630
The book has calendar years. Write in ledger.toml:
[books]
fiscal-year-starts = 7",
};

pub(super) const YEAR_UNPLACED: Page = Page {
    title: "An earlier year of the file lies otherwise",
    meaning: "One of the file's earlier fiscal years does not lie within one of the book's. Its balances are \
              not read, so they are not there to compare with.",
    cause: "The fiscal year was moved, so that that year was longer or started in another month.",
    next_step: "Nothing. If that year's figures are needed to compare with, take them from its annual report.",
    example: "\
#RAR 0 20240101 20241231
#RAR -1 20220701 20231231
The year before had 18 months and lies within none of the book's calendar years.",
};

pub(super) const YEAR_UNKNOWN: Page = Page {
    title: "The file does not say which year the balance is of",
    meaning: "Balances bear the number of their year in the file: 0 is the file's own, -1 the one before. \
              The days of a year stand in #RAR (in SIE 5 FiscalYear), and that item is missing.",
    cause: "The export is incomplete, or the file was changed by hand.",
    next_step: "Export again, or add #RAR with the first and last day of the year before the balances.",
    example: "\
#IB 0 1930 5250000.00
Add before it:
#RAR 0 20240101 20241231",
};

pub(super) const NUMBERS_GIVEN: Page = Page {
    title: "Vouchers without numbers were given numbers",
    meaning: "The vouchers have no numbers, as they need not in a file for import (type 4I). They were given \
              those that follow the highest of their series in the file, in the order of the file.",
    cause: "The file comes from a system, such as one for wages, that leaves numbering to the ledger.",
    next_step: "Rather import an export of the ledger. If the same file is imported again with more vouchers \
                before these, they get other numbers.",
    example: "\
#VER \"\" \"\" 20240105 \"Löner januari\"
#VER \"\" \"\" 20240205 \"Löner februari\"
They become vouchers 1 and 2.",
};

pub(super) const ADDED_ROW_ALONE: Page = Page {
    title: "An added row is missing among the rows",
    meaning: "#RTRANS says that a row was added afterwards, and the same row must then follow as #TRANS. It \
              does not. Only #TRANS counts, so the amount is not in.",
    cause: "The program that wrote the file does not keep to the format, or the file was changed by hand.",
    next_step: "Compare the voucher with the accounting system. If the row is missing there too, the file is \
                right.",
    example: "\
#VER A 12 20240105 \"Konsult\"
{
#RTRANS 5539 {} 1250.00
#TRANS 5540 {} 1250.00
#TRANS 2411 {} -1250.00
}
After #RTRANS must stand #TRANS 5539 {} 1250.00.",
};

pub(super) const OBJECTS_LEFT_OUT: Page = Page {
    title: "Amounts on objects are left out",
    meaning: "The same money is told in several ways, such as by cost centre and by project, each for itself. \
              They cannot be added together, so one of them is taken.",
    cause: "The program that wrote the file breaks each balance down by one dimension at a time.",
    next_step: "Nothing: the whole of the account is in. Cost centres go before projects.",
    example: "\
#IB 0 1930 500.00
#OIB 0 1930 {1 3047} 500.00
#OIB 0 1930 {6 VILJA} 400.00
Cost centre 3047 has 500.00. The project's 400.00 are part of the same money.",
};

pub(super) const VOUCHER_EMPTY: Page = Page {
    title: "A voucher has no rows",
    meaning: "The voucher has a number and a date but no rows that count. There is nothing to book, and it is \
              not added to the book.",
    cause: "The voucher was cancelled in the accounting system.",
    next_step: "Nothing, if the voucher was cancelled. The hole in the series is told of by itself.",
    example: "\
#VER A 12 20240105 \"Makulerat\"
{
}",
};

pub(super) const TOO_MUCH: Page = Page {
    title: "The SIE file is beyond all measure",
    meaning: "No SIE file has so much of one kind, and the memory cannot safely hold it.",
    cause: "The file is damaged, or several files were put together.",
    next_step: "Export one year or one body at a time.",
    example: "\
A voucher whose rows take more than 8,388,608 bytes, or a file with more than
1,000,000 balances and budget amounts.",
};

pub(super) const CURRENCY_OTHER: Page = Page {
    title: "The amounts are in another currency",
    meaning: "The file keeps its accounts in another currency than kronor. The book is kept in kronor, and \
              amounts are never converted.",
    cause: "The file is about somebody else than the book.",
    next_step: "See that it is the right file.",
    example: "\
#VALUTA EUR
Without #VALUTA, and with #VALUTA SEK, the amounts are in kronor.",
};

pub(super) const XML_UNREADABLE: Page = Page {
    title: "The SIE 5 file cannot be read",
    meaning: "SIE 5 is XML. The file does not keep to XML, or has parts that do not belong in a SIE file, so \
              the rest of it is not read.",
    cause: "The file is cut off, damaged or changed by hand.",
    next_step: "Export again. If that does not help, ask for a SIE file of type 4.",
    example: "\
<Sie xmlns=\"http://www.sie.se/sie5\">
  <Journal id=\"A\" name=\"Leverantörsfakturor\">
Here the file ends, without </Journal> and </Sie>.",
};

pub(super) const BRACE_LACKING: Page = Page {
    title: "The brace before the voucher's rows is missing",
    meaning: "A voucher's rows must stand between { and }. Here the { is missing, but the rows follow right \
              after their #VER and can belong to nothing else. They are in.",
    cause: "The program that wrote the file does not keep to the format, or the file was changed by hand.",
    next_step: "See that all rows of the voucher are in.",
    example: "\
#VER A 12 20240105 \"Konsult\"
#TRANS 5539 {} 1250.00
#TRANS 2411 {} -1250.00
}
Before the first #TRANS must stand a line with {.",
};

pub(super) const QUANTITIES: Page = Page {
    title: "Quantities are not taken in",
    meaning: "After the amount of a row or a balance may stand a quantity, such as hours or pieces. The book \
              holds amounts in kronor and no quantities.",
    cause: "The accounting system keeps quantities on the account.",
    next_step: "Nothing: the amounts are as they were. If the quantities are needed, the file has them.",
    example: "\
#TRANS 5010 {1 3047} 12500.00 20240105 \"Hyra\" 25
The amount 12,500.00 is in, the quantity 25 is not.",
};

pub(super) const CONTENT_LEFT_OUT: Page = Page {
    title: "Parts of the SIE 5 file are not taken in",
    meaning: "The file tells of things that are not bookkeeping on accounts, such as subledgers, fixed assets \
              and documents. The book holds the chart, objects, balances, budgets and vouchers; the rest is \
              not read.",
    cause: "SIE 5 can hand over more than the general ledger.",
    next_step: "Nothing: balances and vouchers are in. Keep the file if the rest is needed.",
    example: "\
<CustomerInvoices>
The invoices are not taken in. Their bookkeeping stands in the vouchers.",
};

pub(super) const PART_OF_YEAR: Page = Page {
    title: "The file's fiscal year is a part of the book's",
    meaning: "The file calls a month or a quarter its fiscal year (#RAR 0). Its opening balances are then what \
              the accounts hold when that starts. They are held against what the book comes to, but do not \
              open the book's year.",
    cause: "The export was made for a period and not for the whole year.",
    next_step: "Nothing, if the earlier months of the year are in the book. Otherwise import them too, or a file \
                of the whole year.",
    example: "\
#RAR 0 20240801 20240831
#IB 0 1930 5250000.00
The amount is the balance of 2024-07-31, not the opening balance of 2024.",
};
