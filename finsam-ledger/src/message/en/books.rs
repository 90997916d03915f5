//! English pages of the findings that break a law of the books.

use crate::message::catalogue::Page;

pub(super) const VOUCHER_UNBALANCED: Page = Page {
    title: "The voucher does not balance",
    meaning: "Debit and credit are not equal in the voucher. Such a voucher is not booked, and the \
              file adds nothing to the book until it is corrected.",
    cause: "A row is missing in the export, an amount was changed by hand, or two vouchers have been \
            given the same number.",
    next_step: "Compare the rows with the voucher at the accounting service. Correct the row in the \
                file, or ask for a complete export of the voucher.",
    example: "\
vernr;datum;konto;debet;kredit
A12;2024-01-05;5539;1000,00;
A12;2024-01-05;1687;250,00;
A12;2024-01-05;2411;;1249,00
Debit 1 250,00 and credit 1 249,00: 1,00 is missing in credit.",
};

pub(super) const VOUCHER_DATES: Page = Page {
    title: "The voucher has two dates",
    meaning: "Rows with one voucher number have different booking dates. A voucher is booked on one \
              day, which decides its period and fiscal year.",
    cause: "Two vouchers have been given one number, the series is missing in the export, or the \
            column holds registration or invoice dates.",
    next_step: "Export with the booking date and with the series in a column of its own, or correct \
                the date in the file.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;1250,00;
12;2024-02-05;2411;;1250,00
One voucher, but two different days.",
};

pub(super) const OPENING_UNBALANCED: Page = Page {
    title: "Opening balances do not sum to zero",
    meaning: "Assets do not equal equity, provisions and liabilities when the year starts. The \
              difference follows the balance sheet through the whole year.",
    cause: "Last year's result has not yet been moved to equity in the opening balances, or an account \
            is missing.",
    next_step: "There are two ways out. Either move last year's result to equity in the opening \
                balances; for a SIE file, that is done in the accounting system, which then writes a new \
                one. Or leave them out and import last year's vouchers, so that the program carries the \
                balances and the result forward.",
    example: "\
konto;ingående balans
1930;5250000,00
2010;-4900000,00
2411;-200000,00
The sum is 150 000,00 in debit, exactly last year's surplus. Write -5050000,00 on
2010: the result is then moved and the sum is zero.",
};

pub(super) const CLOSING_UNBALANCED: Page = Page {
    title: "Closing balances do not sum to zero",
    meaning: "The balances of all accounts do not sum to zero when the period ends. The balance sheet \
              then cannot agree.",
    cause: "The opening balances do not sum to zero, or the book was changed outside the program or \
            is damaged.",
    next_step: "First look for FS0103, FS0904 and FS0905 and do as they say. If none of them is \
                there: the error is the program's and should be reported.",
    example: "\
Opening balances        150 000,00
The year's vouchers           0,00
Closing balances        150 000,00    <- should be 0,00",
};

pub(super) const OPENING_DIFFERS: Page = Page {
    title: "An opening balance differs from last year's closing balance",
    meaning: "The account opens with another amount than the year before closed with. On the account \
              that takes over the result, last year's result is included.",
    cause: "Last year was changed after the file was made, or an account was moved to another at the \
            turn of the year.",
    next_step: "Find out which amount is right. If last year's: import the year without opening \
                balances, or ask for a new SIE file. If the file's: ask for the vouchers that are missing \
                in last year.",
    example: "\
1930, closing balance 2023-12-31    5 250 000,00
1930, opening balance 2024-01-01    5 249 000,00
1 000,00 was lost at the turn of the year.",
};

pub(super) const OPENING_ON_RESULT_ACCOUNT: Page = Page {
    title: "An opening balance on an account of the income statement",
    meaning: "Accounts of the income statement start each year at zero. An opening balance there \
              would be counted in this year's result once more.",
    cause: "Last year's income and cost accounts came along in the file, since the result had not \
            been moved.",
    next_step: "Remove the row from the opening balances, and move last year's result to equity there. \
                For a SIE file, that is done in the accounting system, which then writes a new one.",
    example: "\
konto;ingående balans
1930;5250000,00
2010;-5100000,00
3511;-150000,00                              <- an income account
Remove the row and write -5250000,00 on 2010.",
};

pub(super) const ROLL_FORWARD: Page = Page {
    title: "Opening balance and movements do not give the closing balance",
    meaning: "For the account, opening balance + debit − credit must equal the closing balance.",
    cause: "The book was changed outside the program, or the program counts wrongly.",
    next_step: "Run \"ledger check\" and see whether the chain holds. If it does not, restore the book \
                from a backup; if it does, the error is the program's and should be reported.",
    example: "\
1930  opening balance    5 250 000,00
      debit − credit      -750 000,00
      closing balance    4 400 000,00    <- should be 4 500 000,00",
};

pub(super) const ACCOUNT_OUTSIDE_LAYOUT: Page = Page {
    title: "The account is on no line",
    meaning: "The account has a figure, but no line of the layout takes it. The statements do not \
              agree until the account has a line.",
    cause: "The account is new in the chart, or the book was made from another body's layout.",
    next_step: "Put the account on its line in the layout; a built-in one is first copied to the book \
                with \"ledger layout\". If it was booked on the wrong account: ask the accounting service for a correction.",
    example: "\
[income-statement]
accounts = [\"3000-8998\"]
9110 Fördelade kostnader     4 500,00        <- on no line
Extend it to \"3000-9199\" and put 9110 on a line.",
};

pub(super) const ACCOUNT_ON_TWO_LINES: Page = Page {
    title: "Accounts are on two lines",
    meaning: "Two lines of the layout take the same accounts. Their figures would be counted twice.",
    cause: "Two ranges overlap, or two lines choose the same project.",
    next_step: "Part the ranges so that each account is on exactly one line.",
    example: "\
line = \"Personalkostnader\"
accounts = [\"5000-5599\"]

line = \"Verksamhetsinsatser\"
accounts = [\"5500-5999\"]
5500-5599 are on both. Write \"5000-5499\" on the first line.",
};

pub(super) const ACCOUNTS_ON_NO_LINE: Page = Page {
    title: "Accounts are on no line",
    meaning: "The layout says that the statement or note covers the accounts, but no line takes them. \
              A figure there would be missing.",
    cause: "There is a gap between two ranges, or the lines only take certain projects or cost \
            centres.",
    next_step: "Extend a line so that it takes the accounts, or add a line for them.",
    example: "\
[income-statement]
accounts = [\"3000-8998\"]

line = \"Intäkter\"
accounts = [\"3000-3899\"]

line = \"Kostnader\"
accounts = [\"4000-8998\"]
3900-3999 are on no line.",
};

pub(super) const ACCOUNT_UNNAMED: Page = Page {
    title: "The account is not in the chart of accounts",
    meaning: "The account has a figure but no name. It is counted, but stands without a name in \
              notes, trial balance and general ledger.",
    cause: "The account is new, or the export has no account names.",
    next_step: "Add the account and its name under [accounts] in ledger.toml.",
    example: "\
5539  Konsulttjänster     312 500,00
5540                       87 500,00         <- has no name
Write under [accounts]:   5540 = \"Insatser\"",
};

pub(super) const BALANCE_SHEET_UNEQUAL: Page = Page {
    title: "The balance sheet does not agree",
    meaning: "Total assets are not equal to total equity, provisions and liabilities.",
    cause: "The opening balances do not sum to zero, or an account has no line in the layout.",
    next_step: "First correct what the codes FS0103 and FS0301 report. They mostly explain the whole \
                difference.",
    example: "\
Total assets                                5 400 000,00
Total equity, provisions and liabilities    5 250 000,00
150 000,00 is missing: last year's result was not moved to equity.",
};

pub(super) const RESULTS_DIFFER: Page = Page {
    title: "The statements show different results",
    meaning: "The result in the balance sheet is not the last line of the income statement.",
    cause: "An account carries a result already booked (such as 2099), something was booked directly \
            against equity, or an account has no line in the layout.",
    next_step: "First correct what the code FS0301 reports. Then go through the accounts of equity \
                and result, such as 2099, with \"ledger account\". If last year's result stands \
                there: move it to equity.",
    example: "\
Income statement, result for the period    -412 300,00
Balance sheet, result for the period       -407 800,00
4 500,00 apart: account 2099 still has last year's surplus, 4 500,00 in credit.",
};

pub(super) const CASH_FLOW_DIFFERS: Page = Page {
    title: "The cash flow is not the change in liquid funds",
    meaning: "The lines of the cash-flow statement must sum to closing less opening liquid funds.",
    cause: "An account with a figure is on no line of the layout, or the balances do not sum to zero.",
    next_step: "First correct what the codes FS0301, FS0103 and FS0104 report. They mostly explain \
                the whole difference.",
    example: "\
Cash flow for the period                  -750 000,00
Liquid funds when the period starts      5 250 000,00
Liquid funds when the period ends        4 400 000,00
Liquid funds fell by 850 000,00, which is 100 000,00 more than the cash flow:
an account of receivables that is on no line rose by as much.",
};

pub(super) const CASH_FLOW_LINE_TIMES: Page = Page {
    title: "A line does not count exactly once in the cash-flow statement",
    meaning: "Every balance-sheet line but liquid funds must be in the cash-flow statement once \
              (change-of). What is added without being such a change, as the result and the \
              depreciation are, must be taken off once on another line (before).",
    cause: "The line is new in the balance sheet, or two lines of the cash-flow statement name it.",
    next_step: "Correct the cash-flow statement in the layout so that the line is named once.",
    example: "\
line = \"Förändring av kortfristiga fordringar\"
change-of = [\"trade-receivables\", \"accrued-income\"]

line = \"Förändring av interimsposter\"
change-of = [\"accrued-income\"]             <- for the second time",
};

pub(super) const NOTE_DIFFERS: Page = Page {
    title: "The note does not sum to its line",
    meaning: "A note splits a figure of a statement. The sum of the note must be the line's figure.",
    cause: "The note lacks an account that the line takes, or takes one that the line does not.",
    next_step: "Give the note and the line the same accounts in the layout.",
    example: "\
Not 3   5539 Konsulttjänster       312 500,00
        5540 Insatser               87 500,00
        Summa                      400 000,00
The line that refers to note 3     412 000,00
12 000,00 is missing in the note: account 5541 is not in it.",
};

pub(super) const DIMENSION_DIFFERS: Page = Page {
    title: "The table by cost centre or project does not sum to the whole",
    meaning: "All cost centres, or all projects, with the row for what has no code, must sum to the \
              figure of the statement.",
    cause: "A selection in the layout drops rows, or the book was changed outside the program.",
    next_step: "Check the selections on the layout's rows, and run \"ledger check\" to see that the \
                book is unchanged.",
    example: "\
3047                   412 000,00
3048                   188 000,00
No cost centre          25 000,00
Sum                    625 000,00
The statement          630 000,00            <- 5 000,00 is missing in the table",
};

pub(super) const ROUNDED_SUM: Page = Page {
    title: "Rounded parts do not add up to the rounded total",
    meaning: "Each figure is rounded on its own and is right. So the rows together may differ from \
              the total by some thousand kronor. The total is the right one and is not changed.",
    cause: "Rounding to thousands of kronor. Nothing is wrong in the books.",
    next_step: "Nothing needs to be corrected. The report may say that rounding differences occur.",
    example: "\
Hyra                 1 400,00 kr        1 tkr
Telefoni             1 400,00 kr        1 tkr
Summa                2 800,00 kr        3 tkr
1 + 1 is not 3, but 2 800,00 rounds to 3 tkr.",
};

pub(super) const NUMBERS_MISSING: Page = Page {
    title: "Voucher numbers are missing in the series",
    meaning: "The series has a hole. Vouchers are to be numbered without a break, and a number that \
              is missing must be possible to explain.",
    cause: "The export does not cover all vouchers, or others book in the same series.",
    next_step: "Ask the accounting service for the missing vouchers, or for an explanation of the \
                hole to keep for the auditor.",
    example: "\
A 11   2024-01-04
A 12   2024-01-05
A 15   2024-01-09
A 13 and A 14 are missing.",
};

pub(super) const NUMBER_TWICE: Page = Page {
    title: "Two vouchers have one number",
    meaning: "A number may occur only once in each series of a fiscal year. Otherwise there is no \
              referring to the voucher.",
    cause: "The column with the series is missing in the export, or the vouchers of several bodies \
            have been joined.",
    next_step: "Export with the series in a column of its own. If the accounting system really holds \
                two vouchers with one number: ask the accounting service for a correction.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;1250,00;
12;2024-01-05;2411;;1250,00
12;2024-06-28;1930;800,00;                   <- number 12 again
12;2024-06-28;1510;;800,00",
};

pub(super) const DATE_OUTSIDE_YEARS: Page = Page {
    title: "The voucher's date lies outside the years",
    meaning: "The booking date lies far from all else in the books, in a year that they do not cover.",
    cause: "The year is mistyped, 1899-12-31 stands where the accounting system has no date, or the \
            years between were not imported.",
    next_step: "Check the booking date with the accounting service. If the file is not yet imported: \
                correct the date on the row. If the voucher is in the book: make a new book from a \
                corrected export. If the date is right: import the years between.",
    example: "\
vernr;datum;konto;debet;kredit
10;2024-01-03;5539;700,00;
10;2024-01-03;2411;;700,00
11;2024-01-04;5539;500,00;
11;2024-01-04;2411;;500,00
12;2042-01-05;5539;1250,00;                  <- 2042 for 2024
12;2042-01-05;2411;;1250,00",
};

pub(super) const CHAIN_BROKEN: Page = Page {
    title: "The chain of the book is broken",
    meaning: "Every record of the book carries a checksum of the one before. Here it does not agree: \
              something was changed, removed or inserted later, outside the program.",
    cause: "The database file was opened in another program, or is damaged.",
    next_step: "Write nothing more to the book. Restore it from a backup and import what has come \
                since, or make a new book from the accounting service's export.",
    example: "\
record 41   A 12  2024-01-05   1 250,00   agrees
record 42   A 13  2024-01-08   9 900,00   does not agree
Record 42 is not what it was when it was written.",
};

pub(super) const KEPT_SUM_DIFFERS: Page = Page {
    title: "A kept sum is not the sum of the vouchers",
    meaning: "The book keeps sums per account, cost centre, project and month. One of them is not \
              what the vouchers sum to, so reports would be wrong.",
    cause: "The database file was changed outside the program, or is damaged.",
    next_step: "Write nothing more to the book. Restore it from a backup, or make a new book from the \
                accounting service's export.",
    example: "\
1930, March 2024, kept sum          -81 250,00
1930, March 2024, vouchers          -80 000,00
They are 1 250,00 apart.",
};

pub(super) const VOUCHER_CHANGED: Page = Page {
    title: "The voucher is already there, with other content",
    meaning: "The book already has a voucher of the same series, number and fiscal year, but its day, \
              rows or texts are not the same. Nothing in the book is replaced.",
    cause: "The voucher was changed in the accounting system since the last export, or its number \
            was used again.",
    next_step: "Ask the accounting service which one is right. A correction should come as a new \
                voucher; then remove the changed one from the file. If only texts or dimensions differ: \
                read the file with the profile of the last time (\"--profile\"). If the file is right: undo \
                the import that the voucher came with (\"ledger imports\", \"ledger undo\") and \
                import the file again.",
    example: "\
In the book:   A 12   2024-01-05   debit 1 250,00
In the file:   A 12   2024-01-05   debit 1 350,00
The same number, but 100,00 more in the file.",
};

pub(super) const OPENING_CHANGED: Page = Page {
    title: "The year's opening balances are already there, with other figures",
    meaning: "The book already has opening balances for the year, and those of the file are not the \
              same. Nothing in the book is replaced.",
    cause: "Last year was changed after the balances were imported, or the file is about another year.",
    next_step: "Check the year in the file. If the file is right: undo the import that the old ones \
                came with (\"ledger imports\", \"ledger undo\") and import the file again.",
    example: "\
In the book:   1930   opening balance 2024-01-01   5 250 000,00
In the file:   1930   opening balance 2024-01-01   5 249 000,00",
};

pub(super) const SIGN_WRONG: Page = Page {
    title: "The balance stands on the wrong side",
    meaning: "An account among the assets has a credit balance, or one among the liabilities a debit \
              balance. It may be right, but mostly something was booked on the wrong account or \
              twice.",
    cause: "A payment was booked twice or on the wrong account, a receivable was never booked, \
            opening balances are missing, or it is a contra account (accumulated depreciation).",
    next_step: "Go through the account with \"ledger account\". A contra account is to stand so. If \
                the balance is otherwise right: move it to the other side of the balance sheet in the \
                year-end closing.",
    example: "\
1712 Upplupna intäkter
  opening balance                       1 200 000,00
  A 88   2024-03-15   payment          -1 200 000,00
  A 131  2024-05-02   payment            -300 000,00
  closing balance                        -300 000,00   <- a receivable in credit",
};

pub(super) const FIGURE_ROUNDED: Page = Page {
    title: "A figure in tkr is not rounded correctly",
    meaning: "Every figure in tkr is the exact one rounded to the nearest thousand, half a thousand \
              away from zero. Another figure is shown here.",
    cause: "The statement was changed after it was drawn up, or the program computes it wrongly.",
    next_step: "Draw the statement up again. If it stays wrong the fault is the program's: report it.",
    example: "\
exact       20 691 706,70
in tkr             20 692
shown as           20 691",
};
