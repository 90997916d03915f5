//! English pages of the findings about how a file is written as a whole.

use crate::message::catalogue::Page;

pub(super) const FLAG_UNREADABLE: Page = Page {
    title: "The mark cannot be read",
    meaning: "A column such as IB or Borttagen marks rows: 1, J, Ja or X is yes; 0, N, Nej or nothing is \
              no. Here it holds something else.",
    cause: "The column holds amounts or text, or the columns of the row are shifted.",
    next_step: "If the column IB holds amounts: export opening balances to a file of their own, or remove \
                the column. Otherwise correct the mark on the row.",
    example: "\
VERNR;VERDATUM;KONTO_ID;UTFALL_V;IB
12;2024-01-05;1930;-1250,00;0
;2024-01-01;1930;50000,00;maybe              <- 0 or 1",
};

pub(super) const CREDIT_SIGN_AMBIGUOUS: Page = Page {
    title: "The sign of the credit column cannot be told",
    meaning: "Some programs write a credit as positive, others as negative. Mixed signs are settled by the \
              reading under which vouchers balance; here neither does so more often.",
    cause: "The file is put together of two exports, or edited by hand.",
    next_step: "Export again with one column of amounts, or write all amounts of debit and credit without \
                a minus.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;1250,00;
12;2024-01-05;1930;;1250,00
13;2024-01-05;5539;100,00;
13;2024-01-05;1930;;-100,00                  <- the same with another sign",
};

pub(super) const PURCHASE_LEDGER: Page = Page {
    title: "A purchase ledger instead of vouchers",
    meaning: "Every voucher must balance. A purchase ledger only shows what the invoices cost, account by \
              account; the debt to the supplier is not in the file.",
    cause: "The accounting service or municipality handed over the purchases instead of the vouchers.",
    next_step: "Ask for the list of vouchers. If it is the purchases that are to be read: import with \
                --profile inkopsreskontra, and every row is booked against trade payables; another account \
                is given as counter-account in a profile of your own.",
    example: "\
Leverantör,Verifikationsnummer,Bokföringsdatum,Konto,Belopp
Kontorsbolaget,4711,2024-01-05,6110,1250.00
No row says that 1 250,00 is owed to the supplier.",
};

pub(super) const LETTERS_DESTROYED: Page = Page {
    title: "Letters of the file are destroyed",
    meaning: "Where å, ä and ö stood is a mark of replacement. Which letter it was cannot be got back from \
              the file. Amounts and dates are not touched.",
    cause: "The file was opened in a program that read it in the wrong encoding, and then saved.",
    next_step: "Fetch the export again and import it without opening it in between. If that cannot be done: \
                import it all the same; only the texts are wrong.",
    example: "M\u{fffd}te i \u{fffd}m\u{fffd}l",
};

pub(super) const SIDE_UNREADABLE: Page = Page {
    title: "Whether the amount is debit or credit is not told",
    meaning: "The file has an amount without a sign in every row, and a column that says whether it is debit \
              (D) or credit (K). Something else stands here, so the amount's sign cannot be known.",
    cause: "The mark is missing in the row, or the columns have shifted.",
    next_step: "Write D or K in the row, or export again with debit and credit in a column each.",
    example: "\
vernr;datum;konto;belopp;d/k
12;2024-01-05;5539;1250,00;D
12;2024-01-05;1930;1250,00;                  <- K is missing",
};
