//! English pages of the findings that reading a file gives.

use crate::message::catalogue::Page;

pub(super) const FILE_EMPTY: Page = Page {
    title: "The file is empty",
    meaning: "The file holds nothing, or only blank lines.",
    cause: "The export was interrupted, or the selection in the accounting system gave no rows.",
    next_step: "Export again, check period and selection, and open the file in a text editor before \
                it is imported.",
    example: "\
verifikat.csv   0 bytes
There is neither a header row nor any voucher row to read.",
};

pub(super) const FILE_FOREIGN: Page = Page {
    title: "The file is of a kind that is not read",
    meaning: "The first characters show that the file is something other than text in columns, \
              whatever its name. It is not read.",
    cause: "The file was saved in another format, or merely given a new name.",
    next_step: "Open the file in the program that made it and save it as CSV in UTF-8 with semicolons \
                between the columns.",
    example: "\
verifikat.csv begins with PK\u{b7}\u{b7}: an Excel workbook begins so, not a CSV file.
A CSV file begins with its header row:
serie;vernr;datum;konto;debet;kredit",
};

pub(super) const HEADER_UNKNOWN: Page = Page {
    title: "The header row is not known",
    meaning: "The header row decides what the file holds: vouchers, opening balances or a budget.",
    cause: "The header row is missing, names its columns in its own way, or mixes vouchers with \
            opening balances.",
    next_step: "See that it is the right file. Vouchers have verifikationsnummer, datum, konto and debet + \
                kredit or belopp; opening balances konto and ingående balans; a budget konto, period and \
                belopp. If the columns are called something else: say what with ledger profile new NAME \
                FILE --column \"account=ITS NAME\" (one --column for each), and then import the file with \
                --profile NAME.",
    example: "\
A;B;C;D                                      <- name the columns
Vouchers:            serie;vernr;datum;konto;debet;kredit
Opening balances:    konto;ingående balans
Budget:              konto;kst;projekt;period;belopp",
};

pub(super) const COLUMN_MISSING: Page = Page {
    title: "A column is missing",
    meaning: "The header row shows what the file holds, but a column that must be there is missing.",
    cause: "The column was left out of the export, or has a name that the program does not know.",
    next_step: "Export again with the column, or correct its name in the header row.",
    example: "\
serie;vernr;datum;debet;kredit
A;12;2024-01-05;1250,00;
It does not show on which account the amount is booked: the column konto is missing.",
};

pub(super) const COLUMN_TWICE: Page = Page {
    title: "Two columns mean the same",
    meaning: "Two headings are read in the same way, and there is no telling which one counts.",
    cause: "The export holds both a code and a name, or two exports have been joined.",
    next_step: "Remove one of the columns, or give it a name that does not mean the same.",
    example: "\
vernr;datum;konto;kontonr;debet;kredit
12;2024-01-05;1930;1930;1250,00;
Both \"konto\" and \"kontonr\" mean the account.",
};

pub(super) const NUMBER_UNREADABLE: Page = Page {
    title: "The amount cannot be read",
    meaning: "Where an amount should stand there is something that is not a number. A decimal comma \
              or point and blanks between thousands are fine, letters and formulas are not.",
    cause: "The columns have shifted, or a spreadsheet has saved an error value in place of a number.",
    next_step: "Correct the amount in the file, or export again if many rows are affected.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;#VALUE;
12;2024-01-05;2411;;1250,00
\"#VALUE\" is an error value from the spreadsheet. Write the amount: 1250,00",
};

pub(super) const NUMBER_AMBIGUOUS: Page = Page {
    title: "The amount can be read in two ways",
    meaning: "The mark may part thousands or be the decimal mark, and nothing else in the file \
              decides which. The program never guesses an amount.",
    cause: "The file comes from a program with English settings, or was edited by hand.",
    next_step: "Write the amount with two decimals, or export without a mark between thousands.",
    example: "\
vernr;datum;konto;belopp
12;2024-01-05;5539;1.250
Is it one thousand two hundred and fifty kronor, or one krona and twenty-five öre?
Write 1250,00 or 1,25.",
};

pub(super) const NUMBER_TOO_FINE: Page = Page {
    title: "The amount has parts of an öre",
    meaning: "The books are kept in whole öre. An amount with more than two decimals is not rounded \
              in silence, for the voucher would then no longer be what was booked.",
    cause: "The amount was worked out in a spreadsheet (VAT, a split) and not rounded there.",
    next_step: "Round to two decimals in the source, so that the voucher still balances, and import \
                the file again.",
    example: "\
vernr;datum;konto;belopp
12;2024-01-05;5539;333,3333
12;2024-01-05;5540;666,6667
12;2024-01-05;2411;-1000,00
Write 333,33 and 666,67: the sum is still 1 000,00.",
};

pub(super) const NUMBER_TOO_LARGE: Page = Page {
    title: "The amount is too large",
    meaning: "The amount is beyond 92 quadrillion kronor, more than the program can count with.",
    cause: "Two fields have grown together, or a reference number stands in the amount column.",
    next_step: "Correct the row in the file and check that the columns have not shifted.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;98765432109876543210;
The column debet holds a reference number, not an amount.",
};

pub(super) const DATE_UNREADABLE: Page = Page {
    title: "The date cannot be read",
    meaning: "Where the booking date should stand there is something that is not a date in the \
              calendar.",
    cause: "The columns have shifted, the day does not exist, or the date is written unusually.",
    next_step: "Write the date as YYYY-MM-DD in the file, or change the date format of the export.",
    example: "\
vernr;datum;konto;belopp
12;2024-02-30;5539;1250,00
February 2024 has 29 days. Write the day the voucher was booked: 2024-02-29",
};

pub(super) const ACCOUNT_UNREADABLE: Page = Page {
    title: "The account number cannot be read",
    meaning: "An account number is two to eight digits and does not start with zero.",
    cause: "The columns have shifted, a total row has come along, or the spreadsheet has turned the \
            account into an amount.",
    next_step: "Correct the account in the file, or remove the row if it is a total.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5 539;1250,00;
12;2024-01-05;2 411;;1250,00
The spreadsheet has put in blanks. Write 5539 and 2411.",
};

pub(super) const VOUCHER_NUMBER_UNREADABLE: Page = Page {
    title: "The voucher number cannot be read",
    meaning: "A voucher number is a whole number, with or without a series in front.",
    cause: "The number is missing on the row, or the columns have shifted.",
    next_step: "Fill in the voucher number, or ask the accounting service for an export in which each \
                row has its number.",
    example: "\
vernr;datum;konto;debet;kredit
;2024-01-05;5539;1250,00;
;2024-01-05;2411;;1250,00
The rows have no number. Write the number of the voucher on both, such as A12.",
};

pub(super) const DIMENSION_UNREADABLE: Page = Page {
    title: "The code of a cost centre or project cannot be used",
    meaning: "A code is at most 40 characters long and holds no control characters.",
    cause: "The columns have shifted, so that a text stands where the code should be.",
    next_step: "Correct the code in the file, or check that the columns are in place.",
    example: "\
vernr;datum;konto;kst;belopp
12;2024-01-05;5539;Rehabilitering i samverkan, insats våren 2024;1250,00
Write the code of the cost centre, such as 3047. The text belongs in its own column.",
};

pub(super) const FIELD_COUNT: Page = Page {
    title: "The row has the wrong number of fields",
    meaning: "The row has more or fewer fields than the header row. An amount may then stand in the \
              wrong column, so the row is not read.",
    cause: "Too many fields: a text holds the mark that parts the columns. Too few: the row is cut \
            short, or broken in the middle of a text.",
    next_step: "Put quotation marks (\") around the text, or remove the mark from it. Join a broken \
                row, and remove a row that is not part of the table.",
    example: "\
vernr;datum;konto;text;belopp
12;2024-01-05;5539;Konsult; mars;1250,00
The semicolon in the text gives six fields, not five. Write \"Konsult; mars\".",
};

pub(super) const AMOUNT_MISSING: Page = Page {
    title: "The row has no amount",
    meaning: "Neither debit, credit nor amount is filled in on the row.",
    cause: "The row is a line of text or a heading from a printout, or the amount has been lost.",
    next_step: "Fill in the amount, or remove the row if it is not a posting.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;;
12;2024-01-05;2411;;1250,00
The first row has no amount. With 1250,00 in debit the voucher balances.",
};

pub(super) const DEBIT_AND_CREDIT: Page = Page {
    title: "The row has both debit and credit",
    meaning: "A posting stands in debit or in credit. The program does not set one off against the \
              other.",
    cause: "The row is a sum per account out of a trial balance, not a posting.",
    next_step: "Split the row in two, or export the voucher rows in place of the balances.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;1930;1250,00;1,00
Split it:
12;2024-01-05;1930;1250,00;
12;2024-01-05;1930;;1,00",
};

pub(super) const TEXT_UNDECODABLE: Page = Page {
    title: "Characters cannot be read",
    meaning: "The row has characters that do not belong to the encoding of the rest of the file.",
    cause: "Two files in different encodings have been joined, or the file is damaged.",
    next_step: "Open the file in a text editor, correct the characters and save the file in UTF-8.",
    example: "\
12;2024-01-05;5539;Rehabilitering våren;1250,00
13;2024-01-08;5539;Rehabilitering v\u{fffd}ren;1250,00
The first row is saved in UTF-8, the second in another encoding.",
};

pub(super) const PERIOD_UNREADABLE: Page = Page {
    title: "The period cannot be read",
    meaning: "A budget row is about a month or a whole year. What stands on the row is neither.",
    cause: "The period is written in words, or spans several months.",
    next_step: "Write the month as 2024-03 or the year as 2024.",
    example: "\
konto;kst;projekt;period;belopp
5539;3047;;kvartal 1;300000,00
Write one row for each of the months 2024-01, 2024-02 and 2024-03.",
};

pub(super) const OPENING_YEAR_UNKNOWN: Page = Page {
    title: "It is not said which year the balances open",
    meaning: "The file has opening balances but does not say for which fiscal year, and no vouchers \
              imported with it show it.",
    cause: "The column with the year is missing in the file.",
    next_step: "Import the file with \"ledger import --year\" and the year, add the column \"år\" \
                with the fiscal year on each row, or import the file together with the year's \
                vouchers.",
    example: "\
konto;ingående balans
1930;5250000,00
2010;-5250000,00
Write instead:
år;konto;ingående balans
2024;1930;5250000,00
2024;2010;-5250000,00",
};

pub(super) const ROWS_MISSING: Page = Page {
    title: "The file has only a header row",
    meaning: "There are no rows below the header row, so there is nothing to import.",
    cause: "The selection in the accounting system gave no rows: wrong period, company or series.",
    next_step: "Check the selection and export again.",
    example: "\
serie;vernr;datum;konto;debet;kredit
The file ends here.",
};

pub(super) const OPENING_TWICE: Page = Page {
    title: "An opening balance is given twice",
    meaning: "The same account, cost centre and project stand twice among the year's opening \
              balances. There is no telling whether to add them or whether one is too many.",
    cause: "Two files have been joined, or the column for cost centre or project is missing.",
    next_step: "Remove one of the rows, or write one row with the sum.",
    example: "\
konto;ingående balans
1930;5250000,00
1930;125000,00                               <- the same account again
2010;-5375000,00",
};

pub(super) const QUOTE_OPEN: Page = Page {
    title: "A quotation mark is never closed",
    meaning: "A field starts with a quotation mark and the closing one is missing. All that follows \
              then belongs to that field, and the rest of the file cannot be read.",
    cause: "A quotation mark has come along out of a text, or the file is cut short.",
    next_step: "Remove the mark or add the closing one, and check that the file is whole.",
    example: "\
vernr;datum;konto;text;belopp
12;2024-01-05;5539;\"Konsult mars;1250,00
12;2024-01-05;2411;Konsult mars;-1250,00
Write \"Konsult mars\" or Konsult mars.",
};

pub(super) const FINDINGS_UNLISTED: Page = Page {
    title: "More findings of the same kind",
    meaning: "The file has so many findings of one kind that only the first are listed. The others are counted.",
    cause: "The same fault comes again row after row, often because a column is written unexpectedly.",
    next_step: "Mend what is listed, or export the file anew, and read it again.",
    example: "Of 400,000 dates that cannot be read the first 1,000 are listed, the rest counted.",
};

pub(super) const FILE_TOO_LONG: Page = Page {
    title: "More rows than are read in one go",
    meaning: "There is a limit to the rows that one command reads, so that a damaged or hostile file does \
              not fill the memory.",
    cause: "The files are many times larger than any such body's books, or damaged.",
    next_step: "Split the export, for example by year, and read the parts one by one.",
    example: "The limit is 100 million rows.",
};

pub(super) const TEXT_TOO_LONG: Page = Page {
    title: "A text that is too long",
    meaning: "A text in a row is longer than what fits in a spreadsheet cell. It is not cut: something else \
              than what stands in the file would then be booked.",
    cause: "The columns have slipped, often because a quotation mark is missing, or the file is damaged.",
    next_step: "See where the field ends in the file, or export it anew.",
    example: "A voucher text of 40,000 characters.",
};
