//! Accruals, reversals, and what is handed over to be booked.

use super::Page;

pub(super) const ACCRUAL_BALANCE_DIFFERS: Page = Page {
    title: "The account's balance is not what the accruals leave open",
    meaning: "An account for accruals holds more, or less, than the accruals made with 'ledger accrue'. The \
              difference is an opening balance and vouchers that others booked.",
    cause: "The accounting service books on the account too, or has reversed an accrual as well.",
    next_step: "See the items with 'ledger accruals' and the account with 'ledger account'. If an accrual is \
                reversed twice, take one of them back with 'ledger reverse'.",
    example: "\
2991 on 2024-12-31     balance  −163 900,00
open by the plans                −63 900,00
difference                      −100 000,00",
};

pub(super) const ACCRUAL_LEFT_OPEN: Page = Page {
    title: "An accrual does not come to nothing",
    meaning: "When the last voucher of an accrual is booked, nothing of it may be left in the balance sheet. \
              Here something is.",
    cause: "One of its vouchers was reversed on its own, or is missing.",
    next_step: "Reverse the other vouchers too, or take the whole accrual back with 'ledger undo'.",
    example: "\
PER 1  2024-12-31  accrued expense  63 900,00
PER 2  2025-01-01  its reversal: reversed by ÅTER 1",
};

pub(super) const REVERSAL_DIFFERS: Page = Page {
    title: "A reversal does not cancel its voucher",
    meaning: "A voucher and the one that reverses it have to come to nothing on every account, cost centre and \
              project.",
    cause: "The book was changed behind the program's back.",
    next_step: "Compare the vouchers with what was handed to the accounting service, and restore the book from \
                a backup.",
    example: "\
A 12     1712   570 000,00   3511  −570 000,00
ÅTER 1   1712  −570 000,00   3919   570 000,00",
};

pub(super) const ORDER_CHANGED: Page = Page {
    title: "An order comes back with other content",
    meaning: "The voucher's text says that it is an order made here, but its date, accounts, cost centres, \
              projects or amounts are others. It was not added: it would have counted twice.",
    cause: "The accounting service changed the order when it was booked.",
    next_step: "If the service is right, take the order back with 'ledger undo' or 'ledger reverse' and import \
                the file again. Otherwise ask for a correction there.",
    example: "\
PER 3    2024-12-31   2991   −63 900,00
A 517    2024-12-31   2991   −60 000,00   text 'PER 3 Revision 2024'",
};

pub(super) const CLOSED_YEAR_CHANGED: Page = Page {
    title: "A closed fiscal year was changed",
    meaning: "When the year was closed with 'ledger close', the hash of all that counts of it was kept. The same \
              vouchers and opening balances now give another.",
    cause: "The book was changed behind the program's back.",
    next_step: "Restore the book from a backup made after the closing, and import what has come since.",
    example: "\
2024 closed 2025-02-14   3f1a…
2024 today               9c07…",
};

pub(super) const ANCHOR_UNKNOWN: Page = Page {
    title: "The anchor is not in the book",
    meaning: "An anchor is the hash of a record, and stands for all of the book up to there. No record of this book \
              has the one that was written down, however whole its chain is in itself.",
    cause: "The book was written anew since the anchor was written down, brought back from a copy made before that, or \
            is another book. Or the anchor was copied wrongly.",
    next_step: "Hold the anchor against what was written down, digit by digit. If it is right: find the copy of the \
                book from the day it was written down, and compare the two with 'ledger compare'.",
    example: "\
2023 closed 2024-02-14, written down   3f1a…
2023 in the book today                 9c07…",
};
