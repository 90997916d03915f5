//! English pages about cells whose column decides how they are read.

use crate::message::catalogue::Page;

pub(super) const NUMBER_OTHER_MARK: Page = Page {
    title: "The amount has another decimal mark than its column",
    meaning: "Other amounts in the column show which decimal mark it has, and every amount is read by \
              that. An amount with the other mark contradicts them, and then none can be relied on.",
    cause: "The file was joined from two exports, or an amount was typed in by hand.",
    next_step: "Write the amount as the others in the column. If the others are wrong, export again.",
    example: "\
The column belopp has a decimal comma, so 1.250 means 1250 kronor:
1.250
310,25
12.5                                         <- a point as decimal mark
Write 12,50.",
};

pub(super) const DATE_AMBIGUOUS: Page = Page {
    title: "The date can be read in two ways",
    meaning: "Day, month and year may stand in more than one order, and no other date in the column \
              decides which. The program never guesses a date.",
    cause: "The file comes from a program with English settings, or the year has only two digits.",
    next_step: "Export with dates as YYYY-MM-DD, or say in an import profile how the column is written.",
    example: "\
05/01/2024
Is it the fifth of January or the first of May?
Write 2024-01-05 or 2024-05-01.
With 25/01/2024 anywhere in the column the matter is settled: the day stands first.",
};

pub(super) const DATE_OTHER_ORDER: Page = Page {
    title: "The date is in another order than its column",
    meaning: "Other dates in the column show in which order day, month and year stand, and all are read \
              by that. A date in another order contradicts them, and then none can be relied on.",
    cause: "The file was joined from two exports, or a spreadsheet has turned some of the dates around.",
    next_step: "Export again with dates as YYYY-MM-DD and do not open the file in a spreadsheet meanwhile.",
    example: "\
The column datum writes the day first:
25/01/2024
02/03/2024
03/25/2024                                   <- the month first
Is 02/03/2024 the second of March or the third of February?
Write 2024-03-02 or 2024-02-03.",
};

pub(super) const DATE_UNSET: Page = Page {
    title: "The date is missing",
    meaning: "Many programs write 1899-12-31, 1900-01-01 or 0000-00-00 where there is no date. That is no \
              day to book on.",
    cause: "The row was never given a date, or the export has the wrong column of dates.",
    next_step: "Write the day the voucher was booked, or export with the column of booking dates.",
    example: "\
Voucher 12 has the booking date 1899-12-31.
Write the day the voucher was booked: 2024-01-05",
};

pub(super) const DATE_SERIAL: Page = Page {
    title: "The date is a day number",
    meaning: "Excel counts days from 1900, and a date without a date format is saved as such a number. It \
              is read as a date only where the whole column is day numbers; elsewhere it may be anything.",
    cause: "Part of the column has lost its date format, or the columns have shifted.",
    next_step: "Give the whole column the date format YYYY-MM-DD in the spreadsheet and save it again.",
    example: "\
2024-01-05
45296                                        <- 2024-01-05 as a day number
Write 2024-01-05 on both rows.",
};
